"""A decision names one printed numeral, who decided and why; anything less is refused in one clear line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline import paths
from pipeline.sources.decisions import Correction, Ignore, Lookup, numeral_places
from pipeline.sources.registry import load_source, load_sources
from tests.sources.test_registry import GOOD, declare, folder, told

__all__ = ["folder"]  # the fixture

QUOTE = "kho lưu trữ còn 48 hộp hồ sơ hộ tịch"
BY = {"reason": "boxes, not records", "decided_by": "data desk", "decided_on": date(2026, 6, 15)}
IGNORE = f"""
ignores:
  - month: 2024-10
    quote: {QUOTE}
    value_text: '48'
    reason: boxes, not records
    decided_by: data desk
    decided_on: 2026-06-15
"""
SUPPLY = """
corrections:
  - month: 2024-10
    quote: còn 48 hộp hồ sơ
    value_text: '48'
    supply: {indicator: civil_status.records_remaining, ref_area: VN, obs_value: 48}
    reason: the boxes were counted
    decided_by: data desk
    decided_on: 2026-06-15
"""
LOOKUP = """
lookups:
  - month: 2024-10
    phrase: thành phố Hoa Phượng
    area: VN63-31
    reason: what the office calls Hải Phòng
    decided_by: data desk
    decided_on: 2026-06-15
"""


def ignore(**changes: Any) -> Ignore:
    return Ignore(**{"month": "2024-10", "quote": QUOTE, "value_text": "48", **BY, **changes})


def test_a_declaration_with_each_kind_loads_and_knows_its_file(folder: Path) -> None:
    source = load_sources(declare(folder, GOOD + IGNORE + SUPPLY + LOOKUP))[0]
    assert [type(entry).__name__ for entry in source.decisions] == ["Correction", "Lookup", "Ignore"]
    assert source.file == "sources/x.yaml"
    assert source.ignores[0].why == "boxes, not records (data desk, 2026-06-15)"


@pytest.mark.parametrize(
    ("declared", "old", "new", "line"),
    [
        (IGNORE, "    reason:", "    raeson:", "ignores.0.raeson: not a known key (did you mean reason?)"),
        (IGNORE, "ignores:", "ignroes:", "ignroes: not a known key (did you mean ignores?)"),
        (IGNORE, "boxes, not records", "''", "ignores.0.reason: say it in a few words"),
        (IGNORE, "    decided_by: data desk\n", "", "ignores.0.decided_by: missing"),
        (IGNORE, "2026-06-15", "soon", "ignores.0.decided_on: "),
        (IGNORE, "'48'", "48", "ignores.0.value_text: put it in quotation marks, not 48"),
        (IGNORE, "'48'", "'8'", "ignores.0: '8' does not stand in the quote as a numeral of its own"),
        (IGNORE, "còn 48", "48 kệ còn 48", "ignores.0: '48' stands 2 times in the quote: shorten it, or say occurr"),
        (IGNORE, "month: 2024-10", "month: 2024-13", "ignores.0.month: String should match pattern"),
        (IGNORE, "month:", "document: 123456789012\n    month:", "ignores.0.document: put it in quotation marks, not"),
        (IGNORE, "month:", "document: abc\n    month:", "ignores.0.document: String should match pattern"),
        (IGNORE, "    value_text: '48'\n", "", "ignores.0: value_text is missing"),
        (SUPPLY, "records_remaining", "records_remaning", "corrections.0.supply.indicator: no such indicator, 'civil"),
        (SUPPLY, "ref_area: VN,", "ref_area: VN63-1,", "corrections.0.supply.ref_area: no such area, 'VN63-1' (did yo"),
        (SUPPLY, "indicator:", "indicater:", "corrections.0.supply.indicater: not a known key (did you mean indicator"),
        (SUPPLY, "supply:", "set:", ""),
        (SUPPLY, ", obs_value: 48", "", "corrections.0: supply needs obs_value or status"),
        (SUPPLY, "    supply: {", "    was: {", "corrections.0: say either set"),
        (SUPPLY, "obs_value: 48", "obs_value: .nan", "corrections.0.supply.obs_value: "),
        (LOOKUP, "VN63-31", "VN63-00", "lookups.0.area: no such area, 'VN63-00'"),
        (
            LOOKUP,
            "    area:",
            "    indicator: land.x\n    area:",
            "lookups.0: a phrase means either an indicator or an",
        ),
        (LOOKUP, "    area:", "    last_month: 2024-09\n    area:", "lookups.0: last_month lies before month"),
    ],
)
def test_one_error_is_one_clear_line(folder: Path, declared: str, old: str, new: str, line: str) -> None:
    assert old in declared
    declare(folder, GOOD + declared.replace(old, new, 1))
    if not line:
        assert load_source(folder / "x.yaml").corrections[0].set
        return
    message = told(folder)
    assert message.splitlines()[0].startswith(f"sources/x.yaml: {line}")


def test_the_entries_of_the_guide_are_valid(folder: Path) -> None:
    guide = (paths.CHECKOUT / "docs" / "review.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    source = load_sources(declare(folder, GOOD + example))[0]
    assert (len(source.corrections), len(source.lookups), len(source.ignores)) == (2, 1, 1)


def test_the_same_decision_twice_is_refused(folder: Path) -> None:
    twice = IGNORE + IGNORE.split("ignores:\n")[1]
    assert "decided twice" in told(declare(folder, GOOD + twice))


def test_titles_of_a_list_are_ignored_under_listing(folder: Path) -> None:
    rule = "  ignores: [{title_pattern: bản nháp, reason: a draft}]\n"
    assert load_sources(declare(folder, GOOD + rule))[0].listing.ignores[0].title_pattern == "bản nháp"


def test_an_entry_is_about_the_reports_it_names() -> None:
    sha = "ab" * 32
    assert ignore().applies_to("2024-10", sha, None, None)
    assert not ignore().applies_to("2024-11", sha, None, None)
    assert ignore(document="abababababab").applies_to("2024-10", sha, None, None)
    assert not ignore(document="cdabababab12").applies_to("2024-10", sha, None, None)
    assert ignore(title="hộ tịch").applies_to("2024-10", sha, "Báo cáo Hộ tịch", None)
    assert not ignore(title="hộ tịch").applies_to("2024-10", sha, None, None)
    assert not ignore(url=r"/b\.pdf$").applies_to("2024-10", sha, None, "https://x.invalid/a.pdf")


def test_a_lookup_holds_from_its_month_on() -> None:
    lookup = Lookup(month="2024-10", phrase="Hoa Phượng", area="VN63-31", **BY)
    assert [lookup.covers(month) for month in ("2024-09", "2024-10", "2025-10")] == [False, True, True]
    until = lookup.model_copy(update={"last_month": "2025-06"})
    assert [until.covers(month) for month in ("2025-06", "2025-07")] == [True, False]


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("còn 48 hộp", "48", 1),
        ("còn 1.048 hộp, 148 hộp, 48,5 hộp, 48.000 hộp", "48", 0),
        ("còn 48, rồi 48.", "48", 2),
        ("đợt 24 và U23", "23", 1),
        ("111,5\u00a0triệu thửa", "111,5 triệu", 1),
        ("461/705 huyện", "461", 1),
        ("mười bốn tỉnh, mười bốnx", "mười bốn", 1),
    ],
)
def test_a_numeral_stands_whole(text: str, value: str, found: int) -> None:
    assert len(numeral_places(text, value)) == found


@given(st.lists(st.integers(0, 10**6).map(str), min_size=1, max_size=8), st.data())
def test_the_place_named_is_the_numeral_meant(numbers: list[str], data: st.DataObject) -> None:
    """Whatever else the sentence counts: quote, numeral and occurrence lead to that numeral and to no other."""
    text = "Có " + " hồ sơ, ".join(numbers) + " hồ sơ"
    index = data.draw(st.integers(0, len(numbers) - 1))
    occurrence = numbers[: index + 1].count(numbers[index])
    entry = ignore(quote=text, value_text=numbers[index], occurrence=occurrence)
    before = len("Có ") + sum(len(number) + len(" hồ sơ, ") for number in numbers[:index])
    report = f"Mở đầu.\n{text.replace(' hồ', chr(10) + 'hồ', 1)}\nKết."
    shift = len("Mở đầu.\n")
    assert entry.places_in(report) == [(shift + before, shift + before + len(numbers[index]))]


def test_a_quote_that_cuts_a_numeral_finds_nothing() -> None:
    assert ignore(quote="048 hộp", value_text="048").places_in("còn 1.048 hộp") == []
    assert ignore(quote="còn 48", value_text="48").places_in("còn 48,5 hộp") == []


def test_set_and_supply_exclude_each_other() -> None:
    with pytest.raises(ValidationError, match="say either set"):
        Correction(month="2024-10", quote=QUOTE, value_text="48", **BY)
    cleared = Correction(month="2024-10", quote=QUOTE, value_text="48", set={"qualifier": None}, **BY)
    assert cleared.set is not None and cleared.set.given() == {"qualifier": None}
