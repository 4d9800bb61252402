from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.risk.backtest.programmes import Programme
from pipeline.risk.backtest.statuses import STATUSES, status_classes, status_scores, told_as
from tests.risk.backtest.simulated import simulated


def finishing(name: str, seed: int) -> Programme:
    """A programme some of whose areas finish: above 93 % the rest is done at once."""
    made = simulated(name, seed, months=34)
    values = np.where(made.truth > 0.93, 1.0, made.truth)
    return replace(made, truth=values, reported=values)


def test_each_unfinished_area_is_told_with_one_word() -> None:
    shares = np.array([0.0, 0.1, 0.5, 0.6, 0.95, 0.99, 1.0])
    words = told_as(shares)
    assert tuple(words) == STATUSES
    told = np.sum(list(words.values()), axis=0)
    assert told.tolist() == [1, 1, 1, 1, 1, 1, 0]
    assert np.flatnonzero(words["slow"]).tolist() == [1, 2]  # under the median of 60 %
    assert np.flatnonzero(words["basically_completed"]).tolist() == [4, 5]


def test_the_further_a_word_the_fewer_missed_and_more_time_is_never_more_risk() -> None:
    rows = {(row.status, row.lead): row for row in status_classes([finishing(f"made_{k}", k) for k in range(3)])}
    leads = sorted({lead for _, lead in rows})
    for lead in leads:
        assert rows["in_progress", lead].p_miss <= rows["slow", lead].p_miss + 1e-9
    for status in ("in_progress", "slow"):
        path = [rows[status, lead].p_miss for lead in leads]
        assert path == sorted(path, reverse=True)
    assert all(0 <= row.lowest <= row.highest <= 1 for row in rows.values())


def test_a_family_is_scored_with_the_words_of_the_others() -> None:
    scores = status_scores([finishing(f"made_{k}", k) for k in range(3)])
    assert {score.family for score in scores} == {"made_0", "made_1", "made_2"}
    mean, base = (np.mean([getattr(score, name) for score in scores]) for name in ("brier", "brier_base_rate"))
    assert mean < base


def test_one_family_cannot_be_scored() -> None:
    assert status_scores([finishing("alone", 1)]) == []


@pytest.mark.parametrize("lead", [1, 6])
def test_counts_are_those_of_deadlines_somebody_kept(lead: int) -> None:
    never = simulated("never", 1)
    capped = replace(never, truth=np.minimum(never.truth, 0.9))
    assert [row for row in status_classes([capped]) if row.lead == lead] == []
