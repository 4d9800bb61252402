"""The scorer counts as the guide says, and the set to tune by stays above its floors (scans, which are slow, by `make score`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.score.floors import broken, floors
from benchmarks.score.match import Pairing, Said, compare, pair
from benchmarks.score.measure import Measured, Side, measure_all
from benchmarks.score.tally import false_alarms, mean_f1, tally

from .load import SETS, Fact, LabelError, Labelled, load, load_folder

DAY = date(2024, 10, 31)


def fact(value: float | None = 14, area: str = "VN", kind: str = "actual", **other: object) -> Fact:
    indicator = "civil_status.status" if value is None else "civil_status.localities_completed"
    fields = dict.fromkeys(("time_period", "numerator", "denominator", "qualifier", "status", "deadline"))
    return Fact("a", indicator, area, obs_value=value, obs_kind=kind, **{**fields, **other})  # type: ignore[arg-type]


def say(value: float | None = 14, area: str = "VN", kind: str = "actual", **other: object) -> Said:
    return Said(fact(value).indicator, area, kind, value, **other)  # type: ignore[arg-type]


def measured(facts: tuple[Fact, ...], predictions: tuple[Said, ...]) -> Measured:
    labelled = Labelled("a", Path("a.html"), "html", "civil_status", "prose", None, "2024-10", "vi", facts)
    side = Side(pair(facts, predictions, DAY), 0.0)
    return Measured(labelled, side, Side(Pairing((), facts, ()), 0.0), frozenset(), 0, 0, (), (), 0, 1, 0.0)


def test_a_match_needs_indicator_area_kind_and_value() -> None:
    wrong = (say(15), say(14, "VN63-01"), say(14, kind="target"))
    assert pair((fact(),), wrong, DAY).matched == ()
    assert len(pair((fact(),), (*wrong, say()), DAY).matched) == 1


def test_of_two_with_one_key_the_one_that_agrees_is_the_match() -> None:
    pairing = pair((fact(denominator=63.0),), (say(), say(denominator=63.0)), DAY)
    assert pairing.matched[0][1].denominator == 63


def test_a_status_without_a_value_matches_and_its_status_is_compared() -> None:
    label, prediction = fact(None, "VN63-01", status="completed"), say(None, "VN63-01", status="slow")
    assert len(pair((label,), (prediction,), DAY).matched) == 1
    assert compare(label, prediction, DAY)["status"] is False


@pytest.mark.parametrize(
    ("labelled", "time", "stated", "verdict"),
    [
        (None, DAY, False, True),
        (None, None, False, True),
        (None, DAY, True, True),
        (None, date(2024, 9, 30), True, False),
        (date(2024, 9, 30), date(2024, 9, 30), True, True),
        (date(2024, 9, 30), DAY, False, False),
    ],
)
def test_a_label_without_a_time_accepts_none_or_the_reference_date(
    labelled: date | None, time: date | None, stated: bool, verdict: bool
) -> None:
    assert compare(fact(time_period=labelled), say(time_period=time, stated=stated), DAY)["time_period"] is verdict


def test_a_status_of_a_count_is_compared_only_where_labelled() -> None:
    assert compare(fact(), say(status="completed"), DAY)["status"] is None
    assert compare(fact(status="slow"), say(status="completed"), DAY)["status"] is False


def test_wrong_figures_are_actual_ones_that_no_actual_label_has() -> None:
    found = tally([measured((fact(), fact(20, kind="target")), (say(), say(20), say(80, kind="change")))])
    assert (found.matched, found.extra, found.wrong, found.actual) == (1, 2, 1, 2)
    assert (found.precision, found.recall) == (pytest.approx(1 / 3), 0.5)


def test_documents_without_facts_count_when_something_is_said_of_them() -> None:
    documents = [measured((), ()), measured((), (say(),)), measured((fact(),), (say(),))]
    assert false_alarms(documents) == (1, 2)
    assert mean_f1(documents) == pytest.approx(2 / 3)


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_every_prediction_is_counted_once(labels: list[int], values: list[int]) -> None:
    facts, predictions = tuple(map(fact, dict.fromkeys(labels))), tuple(map(say, values))
    pairing = pair(facts, predictions, DAY)
    assert len(pairing.matched) + len(pairing.extra) == len(predictions)
    assert len(pairing.matched) + len(pairing.missed) == len(facts)
    assert len(pairing.matched) == len(set(labels) & set(values))


def test_a_broken_label_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text('{"doc": "a"}\n')
    with pytest.raises(LabelError, match=r"labels\.jsonl:1"):
        load_folder(tmp_path)


def test_floors_name_known_sets_and_give_reasons() -> None:
    assert set(floors()) <= set(SETS)


def test_the_tuned_set_stays_above_its_floors() -> None:
    documents = [document for document in load("tuned") if document.format != "scan"]
    lines = broken("tuned", measure_all(documents, workers=1), only={f"format {d.format}" for d in documents})
    assert lines == []
