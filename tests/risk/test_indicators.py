from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.risk.indicators import COLUMNS, deadline_risks
from pipeline.risk.rows import CommitmentRow, EvidenceRow
from pipeline.schemas import check, frame_of
from tests.risk.makers import judge, promise, report, seed_story

MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]


def province(code: int, **changes: Any) -> CommitmentRow:
    """One province of a commitment that binds each: all records before 1/1/2025."""
    cells: dict[str, Any] = {"commitment": "each", "ref_area": f"VN63-{code:02d}", "unit_measure": "percent"}
    return promise(**(cells | {"target_value": 100.0, "scope": 100.0} | changes))


def panel(provinces: int, months: int = 8) -> tuple[list[CommitmentRow], list[EvidenceRow]]:
    """Provinces on the way up at their own pace from January 2024, the later ones faster."""
    evidence = [
        report(
            f"2024-{month:02d}-28",
            round(min(1.0, 0.05 + month * (0.02 + 0.005 * code)), 4),
            commitment="each",
            ref_area=f"VN63-{code:02d}",
            denominator_version="VN63",
        )
        for code in range(provinces)
        for month in range(1, months + 1)
    ]
    return [province(code) for code in range(provinces)], evidence


def test_seed_story_october_2024_is_red_on_two_reports_that_go_down() -> None:
    row = judge(promise(), seed_story(), "2024-10")
    assert row["band"] == "red"
    assert row["regime"] == "single_series"
    # Two months to the deadline and one of silence: three to bridge.
    assert 0.97 < row["p_miss"] < 0.99
    assert row["trend"] == "reversing"
    assert row["n_reports"] == 2
    assert row["progress_pct"] == pytest.approx(22.222222)
    assert row["pace_3m"] == pytest.approx(-1.587302)
    assert row["required_pace"] == pytest.approx(38.888889)
    assert row["months_left"] == 2
    assert row["observation_id"] == "o-2024-09-30-0.2222222222222222-None"
    assert row["expected_finishers_p50"] < 20
    assert row["p_all"] == pytest.approx(1 - row["p_miss"])
    assert (row["evidence"], row["why"]) == ("low", "forecast")


def test_seed_story_before_and_after() -> None:
    assert judge(promise(), seed_story(), "2024-06")["why"] == "too_few_figures"
    assert judge(promise(), seed_story(), "2024-09")["band"] == "grey"
    assert judge(promise(), seed_story(), "2024-11")["band"] == "red"
    passed = judge(promise(), seed_story(), "2025-02")
    assert (passed["band"], passed["p_miss"], passed["months_overdue"]) == ("overdue_unconfirmed", None, 2)
    later = [*seed_story(), report("2025-02-16", 57 / 63)]
    missed = judge(promise(), later, "2025-02")
    assert (missed["band"], missed["p_miss"], missed["why"]) == ("missed", 1.0, "short_after_deadline")
    assert judge(promise(deadline_basis="assumed"), later, "2025-02")["band"] == "overdue_unconfirmed"


def test_named_provinces_are_done_and_the_others_grey() -> None:
    commitments = [province(code, deadline_basis="assumed") for code in range(63)]
    named = [
        report("2024-09-30", known="2024-11-05", status="completed", commitment="each", ref_area=f"VN63-{code:02d}")
        for code in range(14)
    ]
    bands = [row["band"] for row in deadline_risks(commitments, named, ["2024-10"])]
    assert bands == ["done"] * 14 + ["grey"] * 49


@pytest.mark.parametrize("status", ["basically_completed", "in_progress", "slow", "at_risk", "not_started", "planned"])
def test_words_alone_are_grey_with_bounds_and_without_a_value(status: str) -> None:
    evidence = [report("2024-08-31", status=status), report("2024-09-30", status=status)]
    row = judge(promise(), evidence, "2024-10")
    assert (row["band"], row["p_miss"]) == ("grey", None)
    if status == "planned":
        assert row["regime"] == "none"
    else:
        assert (row["regime"], row["why"], row["evidence"]) == ("status_only", "status_words_only", "low")
        assert row["status"] == status
        assert row["progress_pct"] == (0.0 if status == "not_started" else None)
        assert row["progress_low_pct"] is not None


def test_before_the_deadline_the_sentence_shown_is_that_of_the_last_figure() -> None:
    evidence = [report("2024-07-31", 0.4), report("2024-08-31", 0.5), report("2024-09-30", status="slow")]
    row = judge(promise(), evidence, "2024-10")
    assert (row["progress_pct"], row["status"], row["last_time_period"]) == (50.0, "slow", date(2024, 9, 30))
    assert row["observation_id"] == evidence[1].observation_id


def test_a_commitment_appears_when_stated_and_stays_after_its_deadline() -> None:
    rows = deadline_risks([promise()], seed_story(), MONTHS)
    assert [row["as_of_month"] for row in rows] == MONTHS[5:]
    assert rows[-1]["months_overdue"] == 12


def test_silence_turns_green_to_grey_and_leaves_the_probability() -> None:
    goal = promise(target_share=0.6, target_value=37.8)
    evidence = [report("2024-06-30", 0.3), report("2024-07-31", 0.59)]
    fresh, stale = judge(goal, evidence, "2024-10"), judge(goal, evidence, "2024-11")
    assert (fresh["band"], fresh["stale"]) == ("green", False)
    assert (stale["band"], stale["stale"], stale["months_since_last"]) == ("grey", True, 4)
    assert (stale["evidence"], stale["why"]) == ("low", "forecast_stale")
    assert fresh["p_miss"] < stale["p_miss"] < 0.2


def test_at_most_is_a_share_of_those_that_are_left() -> None:
    goal = promise(direction="at_most", target_value=0.0, stated_on=date(2024, 6, 1))
    evidence = [report("2024-08-31", 1 - 45 / 63), report("2024-09-30", 1 - 38 / 63)]
    row = judge(goal, evidence, "2024-10")
    assert row["progress_pct"] == pytest.approx(100 * 25 / 63)
    assert row["band"] == "red"


def test_a_target_without_a_share_has_a_trend_and_no_probability() -> None:
    row = judge(promise(target_share=None, scope=None), seed_story(), "2024-10")
    assert (row["band"], row["p_miss"], row["why"], row["trend"]) == ("grey", None, "no_target_share", "reversing")


def test_a_changed_denominator_is_never_differenced() -> None:
    evidence = [
        report("2024-06-30", 0.655, denominator_version="restated:705"),
        report("2024-09-30", 0.694, denominator_version="restated:696"),
    ]
    row = judge(promise(), evidence, "2024-10")
    assert (row["pace_3m"], row["p_miss"], row["regime"]) == (None, None, "status_only")


def test_fifteen_areas_make_a_panel_and_fourteen_do_not() -> None:
    for provinces, regime in ((15, "panel"), (14, "single_series")):
        rows = deadline_risks(*panel(provinces), ["2024-08"])
        assert {row["regime"] for row in rows} == {regime}
        assert [row["panel_size"] for row in rows] == [provinces] * provinces


def test_in_a_panel_the_slower_are_the_likelier_to_miss() -> None:
    rows = deadline_risks(*panel(24), ["2024-08"])
    chances = [row["p_miss"] for row in rows if row["p_miss"] is not None]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(chances))
    assert rows[0]["panel_position"] == pytest.approx(0.5 / 24, abs=1e-6)
    assert rows[0]["evidence"] == "high"
    finishers = {
        (row["expected_finishers_p10"], row["expected_finishers_p50"], row["expected_finishers_p90"]) for row in rows
    }
    assert len(finishers) == 1
    assert all(low <= middle <= high <= 24 for low, middle, high in finishers)


def test_one_unknown_area_leaves_no_count_of_finishers() -> None:
    commitments, evidence = panel(15)
    rows = deadline_risks([*commitments, province(40)], evidence, ["2024-08"])
    assert {row["expected_finishers_p50"] for row in rows} == {None}
    assert rows[-1]["band"] == "grey"


def test_rows_keep_the_contract_of_the_lake() -> None:
    commitments, evidence = panel(16)
    dicts = [asdict(row) | {"name_vi": "more than risk reads"} for row in [*commitments, promise()]]
    rows = deadline_risks(dicts, [asdict(row) for row in [*evidence, *seed_story()]], MONTHS)
    assert all(tuple(row) == COLUMNS for row in rows)
    assert rows == sorted(rows, key=lambda row: (row["commitment"], row["ref_area"], row["as_of_month"]))
    verdict = check("deadline_risks", frame_of("deadline_risks", rows))
    assert verdict.broken == ()
    assert verdict.quarantined == []


def test_rows_are_the_same_each_time_and_month_by_month() -> None:
    commitments, evidence = panel(15)
    together = deadline_risks(commitments, evidence, ["2024-07", "2024-08"])
    apart = [row for month in ("2024-07", "2024-08") for row in deadline_risks(commitments, evidence[::-1], [month])]
    assert together == sorted(apart, key=lambda row: (row["commitment"], row["ref_area"], row["as_of_month"]))


days = st.dates(date(2024, 1, 1), date(2025, 6, 30)).map(date.isoformat)
words = st.sampled_from(["completed", "basically_completed", "in_progress", "slow", "not_started", "planned"])
figures = st.builds(lambda day, known, share: report(day, share, known=max(day, known)), days, days, st.floats(0, 1))
statuses = st.builds(lambda day, known, word: report(day, known=max(day, known), status=word), days, days, words)
goals = st.builds(
    lambda share, basis, kind: promise(target_share=share, deadline_basis=basis, deadline_kind=kind),
    st.floats(0.3, 1),
    st.sampled_from(["target", "assumed"]),
    st.sampled_from(["before", "by"]),
)


@settings(max_examples=60, deadline=None)
@given(goals, st.lists(figures | statuses, max_size=8), st.sampled_from(MONTHS[6:]))
def test_laws_of_a_row(goal: CommitmentRow, evidence: list[EvidenceRow], month: str) -> None:
    row = judge(goal, evidence, month)
    if row["band"] == "missed":
        assert row["p_miss"] == 1.0
        assert goal.deadline_basis != "assumed"
        assert row["last_time_period"] >= date(2024, 12, 31)
    else:
        assert row["p_miss"] is None or 0.01 <= row["p_miss"] <= 0.99
    if row["band"] == "green":
        assert row["p_miss"] < 0.2
        assert not row["stale"]
        assert row["n_reports"] >= 2
    if row["band"] in ("amber", "amber_red", "red"):
        assert row["p_miss"] is not None
    if row["n_reports"] == 0:
        assert row["band"] in ("grey", "overdue_unconfirmed")
    dates = [row[f"forecast_{q}"] or date.max for q in ("p10", "p50", "p90")]
    assert dates == sorted(dates)
    numbers = [cell for cell in row.values() if isinstance(cell, float)]
    assert np.isfinite(numbers).all()


@settings(max_examples=40, deadline=None)
@given(
    goals,
    st.lists(figures | statuses, max_size=6),
    st.lists(figures | statuses, max_size=4),
    st.sampled_from(MONTHS[6:]),
)
def test_later_news_never_changes_an_earlier_judgement(
    goal: CommitmentRow, evidence: list[EvidenceRow], later: list[EvidenceRow], month: str
) -> None:
    before = judge(goal, evidence, month)
    news = [replace(row, known_from=date(2026, 1, 21)) for row in later]
    assert judge(goal, [*evidence, *news], month) == before


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-3, 1), min_size=2, max_size=6), st.floats(0, 1.5), st.floats(0.5, 1.0))
def test_more_progress_everywhere_never_raises_p_miss(path: list[float], more: float, target: float) -> None:
    goal = promise(target_share=target, stated_on=date(2024, 1, 1))
    chances = []
    for lift in (0.0, more):
        shares = 1 / (1 + np.exp(-(np.array(path) + lift)))
        evidence = [report(f"2024-{month:02d}-28", float(share)) for month, share in enumerate(shares, start=3)]
        row = judge(goal, evidence, "2024-09")
        chances.append(0.0 if row["band"] == "done" else row["p_miss"])
    assert chances[1] <= chances[0] + 1e-6
