"""Decisions in a declaration take effect at the next run, in the months they are about, or stop it in one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipeline.assets.checks import decisions_result, review_result
from pipeline.assets.installation import Opened
from pipeline.assets.reports import month_fingerprint, verdicts
from pipeline.publish.review import waiting
from tests.assets.made import NOVEMBER, OCTOBER, REPORTS, declare, opened

BY = "    reason: looked at\n    decided_by: data desk\n    decided_on: 2026-06-15\n"
IGNORE = "ignores:\n  - month: 2024-10\n    quote: trưng bày 12 sổ\n    value_text: '12'\n" + BY
CORRECT = (
    "corrections:\n  - month: 2024-11\n    quote: đã có 15 địa phương\n    value_text: '15'\n    set: {obs_value: 16}\n"
    + BY
)
SUPPLY = (
    "corrections:\n  - month: 2024-10\n    quote: trưng bày 12 sổ\n    value_text: '12'\n"
    "    supply: {indicator: civil_status.books_total, ref_area: VN63-01, obs_value: 12}\n" + BY
)
MONTHS = ["2024-10", "2024-11"]


def decide(before: Opened, root: Path, decisions: str) -> Opened:
    """The same home under a declaration that now holds these decisions."""
    return replace(before, sources=declare(root / "sources", decisions))


def idle(now: Opened, months: list[str] = MONTHS) -> list[str]:
    return [line for verdict in verdicts(now, months).values() for line in verdict["idle"]]


def lake(now: Opened, table: str, month: str) -> pl.DataFrame:
    return pl.read_parquet(now.home.lake_file(table, month))


def test_an_ignore_takes_effect_at_the_next_run(tmp_path: Path) -> None:
    before = opened(tmp_path)
    assert not idle(before)
    assert [item.value_text for item in waiting(before.home.lake, MONTHS)] == ["12"]
    now = decide(before, tmp_path, IGNORE)
    assert not idle(now)
    assert waiting(now.home.lake, MONTHS) == []
    assert "ignored" in lake(now, "unread_figures", "2024-10")["reason"].to_list()


def test_a_correction_is_carried_with_its_reason_and_what_was_read(tmp_path: Path) -> None:
    now = opened(tmp_path, CORRECT)
    assert not idle(now)
    [row] = lake(now, "observations", "2024-11").to_dicts()
    assert (row["obs_value"], row["flags"]) == (16.0, "corrected")
    assert row["correction"] == "looked at (data desk, 2026-06-15)"
    assert "obs_value=15" in row["corrected_from"]
    assert "15" in row["value_text"] and row["quote"] == NOVEMBER[0]
    [other] = lake(now, "observations", "2024-10").to_dicts()
    assert (other["correction"], other["corrected_from"], other["flags"]) == (None, None, None)


def test_a_supplied_figure_is_a_row_like_any_other(tmp_path: Path) -> None:
    now = opened(tmp_path, SUPPLY)
    assert not idle(now)
    rows = {row["indicator"]: row for row in lake(now, "observations", "2024-10").to_dicts()}
    made = rows["civil_status.books_total"]
    assert (made["method"], made["flags"], made["corrected_from"]) == ("supplied", "supplied", None)
    assert made["quote"] == OCTOBER[1]
    assert lake(now, "quarantine", "2024-10").is_empty()


def test_exactly_the_months_concerned_are_read_again(tmp_path: Path) -> None:
    before = opened(tmp_path)
    first = {month: month_fingerprint(before, month) for month in MONTHS}
    for decisions, months in [(IGNORE, ["2024-10"]), (CORRECT, ["2024-11"]), (IGNORE + CORRECT, MONTHS)]:
        now = decide(before, tmp_path, decisions)
        assert [month for month in MONTHS if month_fingerprint(now, month) != first[month]] == months
    lookup = "lookups:\n  - month: 2024-11\n    phrase: Hoa Phượng\n    area: VN63-31\n" + BY
    now = decide(before, tmp_path, lookup)
    assert [month for month in MONTHS if month_fingerprint(now, month) != first[month]] == ["2024-11"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("trưng bày 12 sổ", "trưng bày 12 cuốn sổ", "the quote is not in the report"),
        ("    quote:", "    title: thông báo\n    quote:", "no report of the month is the one it names"),
        ("    quote:", f"    document: {'ab' * 32}\n    quote:", "no report of the month is the one it names"),
    ],
)
def test_a_decision_that_no_longer_bites_is_one_line_with_file_and_entry(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    now = opened(tmp_path, IGNORE.replace(old, new))
    [line] = idle(now)
    assert line.startswith("sources/office.yaml: ignores: 2024-10 '12' in “trưng bày 12")
    assert line.endswith(why)
    result = decisions_result([line])
    assert not result.passed and result.severity.value == "ERROR"
    assert line in (result.description or "")
    assert idle(now) == [line], "the same verdict from memory"


def test_a_decision_about_another_month_or_an_unread_one_stops_nothing(tmp_path: Path) -> None:
    assert idle(opened(tmp_path, IGNORE.replace("12 sổ", "12 cuốn sổ")), ["2024-11"]) == []
    nothing_read = {"2024-10": [()], "2024-11": [NOVEMBER]}
    assert idle(opened(tmp_path / "b", IGNORE, nothing_read)) == []


def test_one_report_of_several_is_enough(tmp_path: Path) -> None:
    two = {"2024-10": [OCTOBER, NOVEMBER]}
    assert idle(opened(tmp_path, IGNORE, two), ["2024-10"]) == []


def test_a_row_that_breaks_the_contract_waits_with_its_sentence(tmp_path: Path) -> None:
    now = opened(tmp_path, CORRECT.replace("16", "-16"))
    verdicts(now, MONTHS)
    [item] = waiting(now.home.lake, ["2024-11"])
    assert (item.reason, item.why) == ("refused", "count_not_negative")
    assert item.marked == NOVEMBER[0].replace("15", "«15»", 1)
    assert (item.indicator, item.ref_area) == ("civil_status.localities_completed", "VN")


def test_what_waits_warns_and_never_blocks(tmp_path: Path) -> None:
    now = opened(tmp_path, reports={**REPORTS, "2024-11": [OCTOBER]})
    verdicts(now, MONTHS)
    found = waiting(now.home.lake, MONTHS)
    result = review_result(found)
    assert not result.passed and result.severity.value == "WARN"
    assert result.metadata["months"].value == {month: {"unknown": 1} for month in MONTHS}
    assert result.metadata["sources"].value == {"office": 2}
    assert review_result([]).passed
