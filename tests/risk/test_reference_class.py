from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.risk.indicators import deadline_risks
from pipeline.risk.intervals import Report
from pipeline.risk.reference_class import References, class_of, references_of
from tests.risk.makers import promise, report

CLASSES = [
    {"status": "basically_completed", "lead": lead, "p_miss": p, "p_miss_low": p - 0.1, "p_miss_high": p + 0.1}
    for lead, p in ((1, 0.85), (2, 0.7), (6, 0.15))
] + [
    {"status": status, "lead": 2, "p_miss": p, "p_miss_low": p, "p_miss_high": p}
    for status, p in (("in_progress", 0.9), ("slow", 0.95), ("not_started", 1.0))
]
SCORES = [
    {"regime": "status_only", "lead": 2, "band": "all", "brier": 0.09, "realised": None},
    {"regime": "single_series", "lead": 2, "band": "all", "brier": 0.17, "realised": 0.7},
    {"regime": "single_series", "lead": 0, "band": "red", "brier": None, "realised": 0.87},
]


def judged(*told: Any, references: References | None = None, month: str = "2024-10", **changes: Any) -> dict[str, Any]:
    known = references_of(CLASSES, SCORES) if references is None else references
    (row,) = deadline_risks([promise(**changes)], list(told), [month], references=known)
    return row


def test_words_alone_take_the_probability_of_their_class() -> None:
    row = judged(report("2024-10-20", status="in_progress"))
    assert (row["regime"], row["band"], row["p_miss"]) == ("status_only", "red", 0.9)
    assert (row["p_miss_low"], row["p_miss_high"]) == (0.9, 0.9)
    assert row["method"].startswith("status_class")
    assert row["regime_brier"] == 0.09
    assert row["evidence"] == "low"
    assert "90 %" in row["why_vi"]
    assert "90%" in row["why_en"]


def test_words_alone_are_never_green() -> None:
    row = judged(report("2024-06-20", status="basically_completed"), month="2024-06")
    assert row["p_miss"] == 0.15
    assert row["band"] == "amber"


def test_one_figure_is_told_as_a_word() -> None:
    assert judged(report("2024-10-20", 0.97))["p_miss"] == 0.7
    assert judged(report("2024-10-20", 0.4))["p_miss"] == 0.9


def test_beyond_the_longest_lead_the_class_is_held() -> None:
    row = judged(report("2024-02-20", status="basically_completed"), month="2024-02", stated_on=date(2024, 1, 1))
    assert row["p_miss"] == 0.15


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"target_share": 0.8}, "status_words_only"), ({"target_share": None}, "no_target_share")],
)
def test_the_class_says_nothing_of_a_part_of_all(changes: dict[str, Any], why: str) -> None:
    row = judged(report("2024-10-20", status="in_progress"), **changes)
    assert (row["band"], row["p_miss"], row["why"]) == ("grey", None, why)


def test_old_words_are_grey() -> None:
    row = judged(report("2024-06-20", status="in_progress"))
    assert (row["band"], row["p_miss"]) == ("grey", None)


def test_without_the_tables_words_are_grey() -> None:
    row = judged(report("2024-10-20", status="slow"), references=References())
    assert (row["band"], row["why"]) == ("grey", "status_words_only")


def test_a_forecast_carries_the_score_of_its_regime_and_band() -> None:
    row = judged(report("2024-08-31", 0.2), report("2024-10-31", 0.22))
    assert (row["regime"], row["band"]) == ("single_series", "red")
    assert (row["regime_brier"], row["missed_in_band"]) == (0.17, 0.87)


def test_what_is_settled_has_no_score() -> None:
    row = judged(report("2024-10-20", status="completed"))
    assert (row["band"], row["regime_brier"], row["missed_in_band"]) == ("done", None, None)


@pytest.mark.parametrize(
    ("share", "median", "word"),
    [
        (0.0, 0.5, "not_started"),
        (0.3, 0.5, "slow"),
        (0.5, 0.5, "in_progress"),
        (0.3, None, "in_progress"),
        (0.95, 1.0, "basically_completed"),
    ],
)
def test_a_figure_is_classed_as_the_backtest_classed_it(share: float, median: float | None, word: str) -> None:
    assert class_of(Report(report("2024-10-20", share), share, share, "exact"), median) == word
