"""Declarations are refused in one clear line for each error, and know their own calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline import paths
from pipeline.sources.registry import Source, SourceError, load_sources, month_days, record_tried

GOOD = """
name: office
publisher_vi: Văn phòng
publisher_en: Office
base_url: https://office.invalid
hosts: [office.invalid]
language: vi
number_format: vi
cadence: monthly
due_day: 31
valid_from: 2024-01-15
valid_to: 2025-02-28
trust: trusted
text_origin: original
listing:
  url: https://office.invalid/reports
  item: //li
  title_pattern: báo cáo
  month_pattern: 'tháng (?P<month>\\d+)/(?P<year>\\d+)'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    return tmp_path / "sources"


def declare(folder: Path, text: str, file: str = "x.yaml") -> Path:
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> str:
    with pytest.raises(SourceError) as caught:
        load_sources(folder)
    return str(caught.value)


@pytest.fixture
def office(folder: Path) -> Source:
    return load_sources(declare(folder, GOOD))[0]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  item:", "  itme:", "sources/x.yaml: listing.itme: not a known key (did you mean item?)"),
        ("due_day:", "dueday:", "sources/x.yaml: dueday: not a known key (did you mean due_day?)"),
        (
            "  title_pattern:",
            "  title_patern:",
            "sources/x.yaml: listing.title_patern: not a known key (did you mean title_pattern?)",
        ),
        ("trust: trusted\n", "", "sources/x.yaml: trust: missing"),
        ("trust: trusted", "trust: yes", "sources/x.yaml: trust: Input should be 'trusted' or 'untrusted', not True"),
        ("báo cáo", "'('", "sources/x.yaml: listing.title_pattern: not a regular expression: missing ), "),
        ("  item:", "  date: {xpath: ., format: '%d/%Q'}\n  item:", "sources/x.yaml: listing.date.format: not a date"),
        ("//li", "'//li['", "sources/x.yaml: listing.item: not an XPath expression: "),
        ("?P<month>", "", "sources/x.yaml: listing.month_pattern: needs a group (?P<month>...)"),
        ("due_day: 31\n", "", "sources/x.yaml: due_day belongs to cadence monthly, and only to it"),
        ("[office.invalid]", "[www.office.invalid]", "sources/x.yaml: the host of https://office.invalid is not among"),
        ("[office.invalid]", "['https://office.invalid']", "sources/x.yaml: hosts: 'https://office.invalid' is not a"),
        (
            "https://office.invalid/r",
            "http://office.invalid/r",
            "sources/x.yaml: listing.url: must begin with https://",
        ),
        ("2024-01-15", "2025-06-30", "sources/x.yaml: valid_from lies after valid_to"),
        ("language: vi", "language: vi\nlanguage: en", "sources/x.yaml: line 8: key 'language' is there twice"),
        ("hosts: [", "hosts: [[", "sources/x.yaml: line 7: "),
        ("trust: trusted", "trust: trusted\nallow_private: true", "sources/x.yaml: allow_private and is_synthetic are"),
        (
            "trust: trusted",
            "trust: trusted\ngap_seconds: 0",
            "sources/x.yaml: gap_seconds must be at least 1 for a live",
        ),
    ],
)
def test_one_error_is_one_clear_line(folder: Path, old: str, new: str, line: str) -> None:
    assert old in GOOD
    message = told(declare(folder, GOOD.replace(old, new)))
    assert message.startswith(line)
    assert "\n" not in message


def test_all_errors_of_all_files_are_told_at_once(folder: Path) -> None:
    declare(folder, GOOD.replace("trust: trusted\n", "").replace("number_format: vi", "number_format: vn"))
    declare(folder, "- a list", "y.yaml")
    assert [line.split(": ")[:2] for line in told(folder).splitlines()] == [
        ["sources/x.yaml", "number_format"],
        ["sources/x.yaml", "trust"],
        ["sources/y.yaml", "not a declaration (keys and values)"],
    ]


def test_names_are_unique_and_sorted(folder: Path) -> None:
    declare(folder, GOOD, "a.yaml")
    declare(folder, GOOD.replace("office\n", "agency\n", 1), "b.yaml")
    assert [source.name for source in load_sources(folder)] == ["agency", "office"]
    assert "'office' is declared twice" in told(declare(folder, GOOD, "c.yaml"))


def test_empty_or_missing_folder(folder: Path) -> None:
    assert "no source declaration" in told(folder)
    assert "no source declaration" in told(folder / "nowhere")


def test_period_of_responsibility(office: Source) -> None:
    active = [month for month in ("2023-12", "2024-01", "2025-02", "2025-03") if office.active_in(month)]
    assert active == ["2024-01", "2025-02"]
    assert [office.expected_in(month) for month in ("2023-12", "2024-01")] == [False, True]


def test_due_day_lies_in_the_following_month(office: Source) -> None:
    assert office.due_on("2024-01") == date(2024, 2, 29)
    assert office.due_on("2024-12") == date(2025, 1, 31)


def test_irregular_publisher_is_never_expected(office: Source) -> None:
    irregular = office.model_copy(update={"cadence": "irregular", "due_day": None})
    assert (irregular.active_in("2024-05"), irregular.expected_in("2024-05")) == (True, False)
    assert irregular.due_on("2024-05") is None


@pytest.mark.parametrize("month", ["2024-13", "2024-1", "10/2024", ""])
def test_month_that_is_none(month: str) -> None:
    with pytest.raises(ValueError, match="is not a month: write it as 2024-10"):
        month_days(month)


def test_packaged_sources_are_live_untried_and_drafts_or_come_by_hand() -> None:
    sources = load_sources(paths.PACKAGED_SOURCES)
    assert len(sources) >= 6
    for source in sources:
        assert (source.home, source.tried_live, source.is_synthetic) == ("live", False, False)
        assert source.draft == (source.collection == "listed")
        assert source.gap_seconds >= 1
    assert [source.name for source in sources if source.collection == "deposited"] == ["working_group"]


BY_HAND = GOOD[: GOOD.index("listing:")].replace("base_url: https://office.invalid\nhosts: [office.invalid]\n", "")


def test_a_source_by_hand_needs_neither_list_nor_site(folder: Path) -> None:
    [source] = load_sources(declare(folder, BY_HAND + "collection: deposited\n"))
    assert (source.listing, source.base_url, source.hosts) == (None, None, ())
    with pytest.raises(ValueError, match="deposited by hand"):
        _ = source.rule


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOOD + "collection: deposited\n", "sources/x.yaml: a source that is only deposited by hand"),
        (BY_HAND + "collection: deposited\ndraft: true\n", "sources/x.yaml: draft means that a layout was not seen"),
        (BY_HAND, "sources/x.yaml: base_url: missing (only collection: deposited does without)"),
        (BY_HAND + "collection: mailed\n", "sources/x.yaml: collection: Input should be 'listed' or 'deposited'"),
    ],
)
def test_by_hand_and_listed_exclude_each_other(folder: Path, text: str, line: str) -> None:
    assert told(declare(folder, text)).startswith(line)


def test_ministries_hand_over_without_a_gap() -> None:
    by_name = {source.name: source for source in load_sources(paths.PACKAGED_SOURCES)}
    before, after = by_name["mic_english"], by_name["most_news"]
    for month in ("2025-01", "2025-02", "2025-03", "2025-04"):
        assert before.active_in(month) != after.active_in(month)


def test_trial_is_recorded_beside_its_comments(folder: Path) -> None:
    declare(folder, GOOD + "tried_live: false # nobody yet\ndraft: true\n")
    path = record_tried(folder, "office", date(2026, 6, 15))
    assert path.read_text("utf-8").endswith("tried_live: 2026-06-15 # nobody yet\ndraft: true\n")
    assert load_sources(folder)[0].tried_live == date(2026, 6, 15)
    with pytest.raises(SourceError, match="no source is called 'agency'"):
        record_tried(folder, "agency", date(2026, 6, 15))
