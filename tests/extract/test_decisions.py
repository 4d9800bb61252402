"""A decision changes the figure it names and nothing else, and says so when it changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.extract import Context, extract_document
from pipeline.extract.decisions import NOT_THERE, Decided, extract_with, quote_start
from pipeline.reference import load_reference
from pipeline.sources.decisions import Correction, Entry, Ignore, Lookup
from pipeline.terms import Document, Observation, Word
from tests.extract.build import document
from tests.extract.laws import check

BY = {"month": "2024-10", "reason": "looked at", "decided_by": "data desk", "decided_on": date(2026, 6, 15)}
CONTEXT = Context("2024-10", date(2024, 11, 5))
SENTENCES = [
    "Đến hết tháng 9/2024, đã có 14 địa phương hoàn thành số hóa dữ liệu hộ tịch.",
    "Cả nước có 461/705 huyện hoàn thành cơ sở dữ liệu đất đai.",
    "Phòng đọc đang trưng bày 12 sổ hộ tịch cũ.",
    "Tỷ lệ số hóa dữ liệu hộ tịch đạt 84,5%.",
    "Đã số hóa 1.091.481 dữ liệu hộ tịch.",
]
REPORT = document(*(("paragraph", sentence) for sentence in SENTENCES))


def plain(report: Document = REPORT) -> Decided:
    return extract_with(report, CONTEXT, load_reference(), [])


def decided(*entries: Entry, report: Document = REPORT) -> Decided:
    return extract_with(report, CONTEXT, load_reference(), entries)


def ignore(quote: str, value_text: str | None, **more: Any) -> Ignore:
    return Ignore(quote=quote, value_text=value_text, **BY, **more)


def correct(quote: str, value_text: str | None, **more: Any) -> Correction:
    return Correction(quote=quote, value_text=value_text, **BY, **more)


def only(found: tuple[Observation, ...], indicator: str) -> Observation:
    [observation] = [o for o in found if o.indicator == indicator]
    return observation


def test_without_decisions_it_is_the_extraction() -> None:
    result = plain()
    assert result.extraction == extract_document(REPORT, CONTEXT, load_reference())
    assert not result.bites and not result.missed and not result.changes


def test_an_ignored_numeral_has_the_reason_ignored_and_stays_accounted_for() -> None:
    entry = ignore("trưng bày 12 sổ", "12")
    result = decided(entry)
    check(REPORT, result.extraction)
    assert result.bites == {entry}
    assert [f.reason for f in result.extraction.unread if f.value_text == "12"] == ["ignored"]
    assert result.extraction.observations == plain().extraction.observations


def test_an_ignored_figure_is_withdrawn_with_all_its_numerals() -> None:
    entry = ignore("có 461/705 huyện", "461/705")
    result = decided(entry)
    check(REPORT, result.extraction)
    assert result.bites == {entry}
    assert "land.districts_completed" not in {o.indicator for o in result.extraction.observations}
    assert [f.value_text for f in result.extraction.unread if f.reason == "ignored"] == ["461/705"]


@pytest.mark.parametrize("value_text", ["84,5", "84,5%"])
def test_the_sign_behind_a_numeral_may_be_left_out(value_text: str) -> None:
    assert decided(ignore("hộ tịch đạt 84,5%", value_text)).bites


def test_a_denominator_printed_apart_is_accounted_for_too() -> None:
    report = document(("paragraph", "Tỷ lệ số hóa dữ liệu hộ tịch đạt 84,5% trên tổng số 1.400.000 dữ liệu."))
    assert [o.denominator for o in plain(report).extraction.observations] == [1_400_000]
    result = decided(ignore("đạt 84,5%", "84,5%"), report=report)
    check(report, result.extraction)
    assert not result.extraction.observations
    assert "1.400.000" in {f.value_text for f in result.extraction.unread}


def test_set_replaces_fields_and_keeps_the_evidence() -> None:
    entry = correct("đã có 14 địa phương", "14", set={"obs_value": 15, "qualifier": "nearly"})
    result = decided(entry)
    before = only(plain().extraction.observations, "civil_status.localities_completed")
    after = only(result.extraction.observations, "civil_status.localities_completed")
    assert after.evidence == before.evidence
    assert (after.obs_value, after.qualifier, after.flags) == (15.0, "nearly", ("corrected",))
    assert after.obs_low is not None and after.obs_high == 15.0
    [change] = result.changes.values()
    assert change.correction == "looked at (data desk, 2026-06-15)"
    assert change.corrected_from is not None and "obs_value=14; " in change.corrected_from
    assert [o for o in result.extraction.observations if o != after] == [
        o for o in plain().extraction.observations if o != before
    ]


def test_a_new_indicator_brings_its_unit_and_a_new_value_its_numerator() -> None:
    entry = correct("có 461/705 huyện", "461/705", set={"obs_value": 460})
    land = only(decided(entry).extraction.observations, "land.districts_completed")
    assert (land.obs_value, land.numerator, land.denominator) == (460, 460, 705)
    entry = correct("đạt 84,5%", "84,5", set={"indicator": "land.clean_pct"})
    assert only(decided(entry).extraction.observations, "land.clean_pct").unit_measure == "percent"
    entry = correct("có 461/705 huyện", "461/705", set={"indicator": "land.clean_pct", "obs_value": 65.4})
    share = only(decided(entry).extraction.observations, "land.clean_pct")
    assert (share.unit_measure, share.numerator) == ("percent", None)


def test_supply_makes_a_figure_of_an_unread_numeral() -> None:
    figure = {"indicator": "civil_status.books_total", "ref_area": "VN63-01", "obs_value": 12}
    entry = correct("trưng bày 12 sổ", "12", supply=figure)
    result = decided(entry)
    check(REPORT, result.extraction)
    made = only(result.extraction.observations, "civil_status.books_total")
    assert (made.ref_area, made.unit_measure, made.obs_kind) == ("VN63-01", "books", "actual")
    assert (made.obs_low, made.obs_high, made.flags) == (12, 12, ("supplied",))
    assert (made.time_period, made.time_precision) == (date(2024, 10, 31), "unstated")
    assert made.evidence.quote == SENTENCES[2] and made.evidence.value_text == "12"
    assert "12" not in {f.value_text for f in result.extraction.unread}
    [change] = result.changes.values()
    assert change.corrected_from is None
    places = [i for i, o in enumerate(result.extraction.observations) if o == made]
    assert list(result.changes) == places


def test_a_second_figure_of_one_numeral() -> None:
    figure = {"indicator": "civil_status.localities_started", "ref_area": "VN", "obs_value": 14}
    result = decided(correct("đã có 14 địa phương", "14", supply=figure))
    check(REPORT, result.extraction)
    assert len(result.extraction.observations) == len(plain().extraction.observations) + 1
    again = {"indicator": "civil_status.localities_completed", "ref_area": "VN", "obs_value": 14, "status": "completed"}
    read = only(plain().extraction.observations, "civil_status.localities_completed")
    again["status"] = read.status
    entry = correct("đã có 14 địa phương", "14", supply=again)
    assert "remove the entry" in decided(entry).missed[entry]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (ignore("trưng bày 13 sổ", "13"), NOT_THERE),
        (ignore("hết tháng 9/2024", "9/2024"), "explained without it|the numeral there is"),
        (ignore("có 461/705 huyện", "705"), "no figure was read there"),
        (ignore("đã có 14 địa phương", "14", was={"indicator": "land.districts_completed"}), "not as `was` says"),
        (ignore("trưng bày 12 sổ", "12", was={"indicator": "land.districts_completed"}), "no figure is read there any"),
        (correct("đã có 14 địa phương", "14", set={"obs_value": 14}), "now read this way without it"),
        (correct("trưng bày 12 sổ", "12", set={"obs_value": 13}), "no figure was read there"),
        (Lookup(phrase="Hoa Phượng", area="VN63-31", **BY), "the phrase is not in the report"),
        (Lookup(phrase="Phòng đọc", area="VN63-31", **BY), "no figure depends on it"),
    ],
)
def test_a_decision_that_no_longer_bites_says_why(entry: Entry, why: str) -> None:
    result = decided(entry)
    assert not result.bites
    assert any(part in result.missed[entry] for part in why.split("|")), result.missed[entry]
    assert result.extraction == plain().extraction


def test_the_status_of_one_place_in_a_list() -> None:
    lists = "Đến nay, các tỉnh Hà Nam và Nam Định đã hoàn thành số hóa dữ liệu hộ tịch."
    report = document(("paragraph", lists))
    before = plain(report).extraction.observations
    one = next(o for o in before if o.ref_area == "VN63-35")
    entry = correct("Hà Nam và Nam Định", "Hà Nam", was={"ref_area": "VN63-35"}, set={"status": "slow"})
    result = decided(entry, report=report)
    assert result.bites == {entry}
    changed = [o for o in result.extraction.observations if o not in before]
    assert [(o.ref_area, o.status, o.evidence) for o in changed] == [("VN63-35", "slow", one.evidence)]
    gone = decided(ignore("Hà Nam và Nam Định", "Hà Nam", was={"ref_area": "VN63-35"}), report=report)
    assert {o.ref_area for o in before} - {o.ref_area for o in gone.extraction.observations} == {"VN63-35"}


def test_two_figures_of_one_numeral_are_told_apart_by_was() -> None:
    report = document(("paragraph", "Hà Nam và Nam Định cùng đạt 84,5% số hóa dữ liệu hộ tịch."))
    before = plain(report).extraction.observations
    assert {o.ref_area for o in before} == {"VN63-35", "VN63-36"}
    entry = correct("cùng đạt 84,5%", "84,5", set={"obs_value": 85})
    assert "2 figures were read there: name one with was" in decided(entry, report=report).missed[entry]
    entry = correct("cùng đạt 84,5%", "84,5", set={"obs_value": 85}, was={"ref_area": "VN63-36"})
    after = decided(entry, report=report).extraction.observations
    assert {(o.ref_area, o.obs_value) for o in after} == {("VN63-35", 84.5), ("VN63-36", 85.0)}


def test_equal_numbers_in_one_row_of_a_table() -> None:
    table = [
        ["Tỉnh", "Số dữ liệu hộ tịch đã số hóa", "Tổng số dữ liệu hộ tịch phải số hóa"],
        ["Hà Nam", "1.200", "1.200"],
        ["Nam Định", "1.200", "3.400"],
    ]
    report = document(table, headers=1)
    before = plain(report).extraction.observations
    assert [o.obs_value for o in before] == [1200, 1200, 1200, 3400]
    entry = correct("Hà Nam 1.200 1.200", "1.200", occurrence=2, set={"obs_value": 1300})
    after = decided(entry, report=report).extraction.observations
    [old, new] = [next(iter(set(a) - set(b))) for a, b in ((before, after), (after, before))]
    assert (old.evidence, old.indicator) == (new.evidence, "civil_status.records_total")
    assert (old.ref_area, new.obs_value) == ("VN63-35", 1300)


def test_doubtful_characters_become_a_figure_once_a_person_has_read_them() -> None:
    start = REPORT.text.index("14 địa")
    word = Word(start, start + 2, 1, 100.0, 50.0, 112.0, 60.0, confidence=0.31)
    scan = replace(REPORT, words=(word,))
    [doubtful] = [f for f in plain(scan).extraction.unread if f.value_text == "14"]
    assert (doubtful.reason, doubtful.confidence) == ("low_confidence", 0.31)
    figure = {"indicator": "civil_status.localities_completed", "ref_area": "VN", "obs_value": 11}
    result = decided(correct("đã có 14 địa phương", "14", supply=figure), report=scan)
    check(scan, result.extraction)
    made = only(result.extraction.observations, "civil_status.localities_completed")
    assert (made.obs_value, made.evidence.value_text) == (11, "14")
    assert (made.evidence.box, made.evidence.confidence) == ("100.0 50.0 112.0 60.0", 0.31)


def test_an_ignore_and_a_correction_of_one_numeral_do_not_both_count() -> None:
    first = correct("đã có 14 địa phương", "14", set={"obs_value": 15})
    second = ignore("đã có 14 địa phương", "14")
    result = decided(second, first)
    assert result.bites == {first}
    assert "another entry" in result.missed[second]


def test_a_place_that_only_this_source_calls_so() -> None:
    report = document(("paragraph", "Thành phố Hoa Phượng đã số hóa 208.219 dữ liệu hộ tịch."))
    assert {o.ref_area for o in plain(report).extraction.observations} <= {"VN"}
    entry = Lookup(phrase="Thành phố Hoa Phượng", area="VN63-31", **BY)
    result = decided(entry, report=report)
    check(report, result.extraction)
    assert result.bites == {entry}
    assert {o.ref_area for o in result.extraction.observations} == {"VN63-31"}


def test_a_wording_that_only_this_source_uses() -> None:
    report = document(("paragraph", "Kết quả đưa sổ xưa lên máy: 208.219 bản ghi."), ("paragraph", SENTENCES[0]))
    before = plain(report).extraction.observations
    entry = Lookup(phrase="đưa sổ xưa lên máy", indicator="civil_status.records_digitised", **BY)
    result = decided(entry, report=report)
    check(report, result.extraction)
    assert result.bites == {entry}
    [new] = [o for o in result.extraction.observations if o not in before]
    assert (new.indicator, new.obs_value) == ("civil_status.records_digitised", 208219)
    assert set(before) <= set(result.extraction.observations)


def targets(report: Document) -> list[tuple[str, str]]:
    """(quote, value_text) of every figure and every numeral that waits, by a quote that is there once."""
    extraction = plain(report).extraction
    found = [(o.evidence.quote, o.evidence.value_text) for o in extraction.observations if o.evidence.value_text]
    found += [(f.quote, f.value_text) for f in extraction.unread if f.reason == "unknown"]
    return [(quote, value) for quote, value in dict.fromkeys(found) if value]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), st.data())
def test_what_is_not_named_is_not_touched(sentences: list[str], data: st.DataObject) -> None:
    report = document(*(("paragraph", sentence) for sentence in sentences))
    before = plain(report).extraction
    quote, value = data.draw(st.sampled_from(targets(report)))
    kind = data.draw(st.sampled_from(["ignore", "set", "supply"]))
    entry: Entry
    if kind == "ignore":
        entry = ignore(quote, value)
    elif kind == "set":
        entry = correct(quote, value, set={"obs_value": 3, "attributed_to": "Sở Thử nghiệm"})
    else:
        figure = {"indicator": "civil_status.books_total", "ref_area": "VN", "obs_value": 3}
        entry = correct(quote, value, supply=figure)
    result = decided(entry, report=report)
    check(report, result.extraction)

    def named(start: int, end: int) -> bool:
        at = report.text.index(quote)
        return at <= start and end <= at + len(quote)

    for observation in set(before.observations) ^ set(result.extraction.observations):
        assert named(observation.evidence.char_start, observation.evidence.char_end)
        assert observation.evidence.value_text == value
    for figure_ in set(before.unread) ^ set(result.extraction.unread):
        assert named(figure_.char_start, figure_.char_end)
    assert {o.evidence for o in result.extraction.observations if "corrected" in o.flags} <= {
        o.evidence for o in before.observations
    }


def test_where_a_quote_begins() -> None:
    for figure in plain().extraction.unread:
        start = quote_start(REPORT.text, figure)
        assert REPORT.text[start : start + len(figure.quote)] == figure.quote
        assert start <= figure.char_start < figure.char_end <= start + len(figure.quote)
