from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.risk.backtest import scores
from pipeline.risk.backtest.arrivals import Arrivals, arrivals_of, score_arrivals
from pipeline.risk.backtest.baselines import base_rate_elsewhere
from pipeline.risk.backtest.forecasts import Forecasts, forecasts_of
from pipeline.risk.backtest.programmes import Programme, degraded
from pipeline.risk.backtest.single import REPORTS, single_series_forecasts
from pipeline.risk.backtest.tasks import LEADS, owed, tasks_of
from pipeline.risk.ensemble import run_members
from tests.risk.backtest.simulated import simulated


@pytest.fixture(scope="module")
def programmes() -> list[Programme]:
    return [simulated(f"made_{seed}", seed) for seed in range(4)]


@pytest.fixture(scope="module")
def forecasts(programmes: list[Programme]) -> Forecasts:
    return forecasts_of(programmes)


def test_tasks_are_neither_lost_nor_won_beforehand(programmes: list[Programme]) -> None:
    for programme in programmes:
        tasks = list(tasks_of(programme))
        assert tasks
        assert {(programme.n_steps - 1 - task.deadline) % 3 for task in tasks} == {0}
        for task in tasks:
            short = programme.truth[:, task.deadline - 3] < task.target - 1e-9
            missed = (programme.truth[short, task.deadline] < task.target - 1e-9).mean()
            assert short.sum() >= 15
            assert 0.1 <= missed <= 0.9


def test_a_forecast_is_owed_to_who_is_short_and_has_reported_twice(programmes: list[Programme]) -> None:
    programme = degraded(programmes[0])
    task = next(iter(tasks_of(programme)))
    rows = owed(programme, task, task.deadline - 2)
    known = programme.reported[rows, : task.deadline - 1]
    assert rows.size
    assert ((~np.isnan(known)).sum(axis=1) >= 2).all()
    assert (programme.truth[rows, task.deadline - 2] < task.target).all()


def test_the_future_changes_no_forecast(programmes: list[Programme]) -> None:
    programme = programmes[0]
    task = max(tasks_of(programme), key=lambda one: one.deadline)
    origin = task.deadline - 4
    torn = programme.reported.copy()
    torn[:, origin + 1 :] = 1.0
    before, after = (
        run_members(one.known_at(origin), LEADS).quantiles for one in (programme, replace(programme, reported=torn))
    )
    for name, quantiles in before.items():
        np.testing.assert_array_equal(quantiles, after[name])


def test_on_programmes_of_known_truth_the_probabilities_are_calibrated(forecasts: Forecasts) -> None:
    weights = scores.weights_of(forecasts.programme)
    base = base_rate_elsewhere(forecasts.missed, forecasts.programme, [str(k) for k in range(4)])
    assert scores.calibration_error(forecasts.p_miss, forecasts.missed, weights) < 0.08
    skill, low, _ = scores.skill_interval(
        forecasts.p_miss, base, forecasts.missed, forecasts.programme, forecasts.deadline
    )
    assert skill > 0.3
    assert low > 0.2
    inside = (forecasts.value >= forecasts.low - 1e-9) & (forecasts.value <= forecasts.high + 1e-9)
    assert 0.7 < float((weights * inside).sum()) < 0.95


def test_worse_reports_cost_something_and_not_much(programmes: list[Programme], forecasts: Forecasts) -> None:
    worse = forecasts_of([degraded(programme) for programme in programmes])
    clean, poor = (scores.brier(one.p_miss, one.missed, scores.weights_of(one.programme)) for one in (forecasts, worse))
    assert clean < poor < clean + 0.03


def test_the_same_programmes_give_the_same_forecasts(programmes: list[Programme], forecasts: Forecasts) -> None:
    alone = forecasts_of(programmes[:1])
    assert alone.p_miss.tobytes() == forecasts.only(forecasts.programme == 0).p_miss.tobytes()


def test_every_lead_is_forecast_and_each_member_scored(forecasts: Forecasts) -> None:
    assert set(forecasts.lead) == set(LEADS)
    assert not np.isnan(forecasts.members).any()
    np.testing.assert_allclose(forecasts.mean, forecasts.members.mean(axis=1), atol=1e-9)


def test_a_single_series_knows_two_to_four_reports_and_no_peers(programmes: list[Programme]) -> None:
    few = single_series_forecasts(programmes[:1])
    assert set(few.n_reports) <= set(REPORTS)
    assert np.isnan(few.members).sum(axis=1).tolist() == [5] * few.size
    assert 0.01 <= few.p_miss.min() <= few.p_miss.max() <= 0.99


def test_dates_are_scored_where_the_programme_lasted_until_then() -> None:
    arrivals = Arrivals(
        programme=np.zeros(4, dtype=np.int64),
        said=np.array([[2.0, 4, 8], [2.0, 4, 8], [2.0, 4, np.inf], [9.0, 12, np.inf]]),
        took=np.array([1.0, 5, np.inf, 3]),
        left=np.array([10, 10, 5, 6]),
    )
    score = score_arrivals(arrivals, scores.weights_of(arrivals.programme))
    assert (score.n_p10, score.n_p50, score.n_p90, score.unscored) == (3, 3, 2, 1)
    assert score.before_p10 == pytest.approx(1 / 3)
    assert score.after_p50 == pytest.approx(2 / 3)
    assert score.after_p90 == 0


def test_dates_are_not_far_off_where_nothing_slows_down(programmes: list[Programme]) -> None:
    arrivals = arrivals_of(programmes[:2])
    score = score_arrivals(arrivals, scores.weights_of(arrivals.programme))
    # The common pace of these programmes wanders and is never damped, as ours is: dates come out late rather than early.
    assert score.before_p10 < 0.2
    assert 0.2 < score.after_p50 < 0.6


def test_nothing_to_promise_is_said(programmes: list[Programme]) -> None:
    one = programmes[0]
    still = np.full_like(one.truth, 0.5)
    with pytest.raises(ValueError, match="no programme has a task"):
        forecasts_of([replace(one, truth=still, reported=still)])
