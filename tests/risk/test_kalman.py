"""The vectorised filter against a plain one that treats one area, one cell, one month at a time."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.risk.members.damped import FLOOR, REFERENCE_LOG_ODDS, kalman_logit
from pipeline.risk.members.kalman import NOISE_RATIOS, POOLED_AREAS, Hyper, grid, innovation_variance, run_filter, weigh
from pipeline.risk.members.levels import LEVELS, normal_levels
from pipeline.risk.panel import Floats, Panel, logit


def random_panel(areas: int, months: int, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    values = 1 / (1 + np.exp(-np.cumsum(rng.normal(0.2, 0.3, (areas, months)), axis=1) + 2))
    values[rng.random(values.shape) < 0.3] = np.nan
    values[:, -1] = np.where(np.isnan(values).all(axis=1), 0.5, values[:, -1])
    return values


def panel_of(values: Floats) -> Panel:
    return Panel(values, np.zeros_like(values), np.zeros(len(values)), np.full(len(values), np.nan))


def plain_filter(z: Floats, phi: float, ql: float, qs: float, r: float, extra: Floats) -> tuple[Floats, Floats, float]:
    """Textbook filter of one area: state, covariance and log-likelihood at the last month."""
    transition, process = np.array([[1, phi], [0, phi]]), np.diag([ql, qs])
    state, covariance, loglik = None, None, 0.0
    for value, more in zip(z, extra, strict=True):
        if state is None:
            if not np.isnan(value):
                state, covariance = np.array([value, 0.0]), np.diag([r + more, 8 * qs])
            continue
        state, covariance = transition @ state, transition @ covariance @ transition.T + process
        if np.isnan(value):
            continue
        miss, variance = value - state[0], covariance[0, 0] + r + more
        gain = covariance[:, 0] / variance
        loglik -= 0.5 * (log(variance) + miss**2 / variance)
        state, covariance = state + gain * miss, covariance - np.outer(gain, covariance[0])
    assert state is not None
    assert covariance is not None
    return state, covariance, loglik


def test_all_cells_and_areas_at_once_equal_the_plain_filter() -> None:
    z = logit(random_panel(4, 12, 3))
    extra = np.random.default_rng(5).uniform(0, 0.2, z.shape)
    cells = grid(0.3)
    states = run_filter(z, extra, np.zeros(4), cells)
    for g in range(0, 54, 7):
        total = 0.0
        for i in range(4):
            hyper = (float(a[g, 0]) for a in (cells.phi, cells.level, cells.slope, cells.noise))
            state, covariance, loglik = plain_filter(z[i], *hyper, extra[i])
            np.testing.assert_allclose([states.level[g, i], states.slope[g, i]], state)
            np.testing.assert_allclose(
                [states.p00[g, i], states.p01[g, i], states.p11[g, i]], covariance[[0, 0, 1], [0, 1, 1]]
            )
            total += loglik
        assert states.loglik[g] == pytest.approx(total)


def test_a_panel_forecast_equals_the_plain_one_with_the_likeliest_cell() -> None:
    values = random_panel(POOLED_AREAS, 10, 1)
    z, steps = logit(values), 3
    cells = grid(innovation_variance(z, FLOOR))
    choices = list(zip(*(a[:, 0] for a in (cells.phi, cells.level, cells.slope, cells.noise)), strict=True))
    none = np.zeros(10)
    phi, ql, qs, r = max(choices, key=lambda cell: sum(plain_filter(row, *cell, none)[2] for row in z))
    quantiles = kalman_logit(panel_of(values), (steps,))
    for i, row in enumerate(z):
        state, covariance, _ = plain_filter(row, phi, ql, qs, r, none)
        for _ in range(steps):
            transition = np.array([[1, phi], [0, phi]])
            state = transition @ state
            covariance = transition @ covariance @ transition.T + np.diag([ql, qs])
        expected = 1 / (1 + np.exp(-(state[0] + np.sqrt(covariance[0, 0] + r) * normal_levels())))
        np.testing.assert_allclose(quantiles[0, i], expected)


def test_two_figures_move_as_much_as_programmes_do() -> None:
    assert innovation_variance(logit(np.array([[0.3, np.nan, 0.4]])), FLOOR, REFERENCE_LOG_ODDS) == pytest.approx(
        REFERENCE_LOG_ODDS
    )


def test_a_panel_takes_one_cell_and_a_single_series_the_average() -> None:
    loglik = np.array([0.0, 1.0, 1.0])
    assert weigh(loglik, POOLED_AREAS).tolist() == [0, 1, 0]
    few = weigh(loglik, 1)
    assert few.sum() == pytest.approx(1)
    assert few[0] == pytest.approx(few[1] / np.e)


def test_a_wide_word_moves_the_forecast_less_than_a_figure() -> None:
    values = np.array([[0.5, 0.6, 0.7, 0.3]])
    hyper = one_cell()
    as_figure = kalman_logit(panel_of(values), (1,), hyper)
    as_word = kalman_logit(Panel(values, np.array([[0, 0, 0, 0.27]]), np.zeros(1), np.full(1, np.nan)), (1,), hyper)
    assert as_word[0, 0, LEVELS // 2] > as_figure[0, 0, LEVELS // 2]


def test_the_pace_of_a_closed_segment_is_a_prior() -> None:
    values = np.array([[0.5]])
    flat = kalman_logit(panel_of(values), (2,), one_cell())
    rising = kalman_logit(Panel(values, np.zeros((1, 1)), np.array([0.4]), np.full(1, np.nan)), (2,), one_cell())
    assert (rising > flat).all()


def one_cell() -> Hyper:
    cell = np.array([[1.0]])
    return Hyper(0.9 * cell, 0.02 * cell, 0.01 * cell, NOISE_RATIOS[1] * 0.1 * cell)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0.01, 0.95), min_size=2, max_size=8), st.floats(0, 0.04), st.floats(0.2, 1), st.integers(1, 6)
)
def test_more_progress_in_the_last_report_never_raises_the_share_of_misses(
    path: list[float], more: float, target: float, steps: int
) -> None:
    lower, higher = np.array([path]), np.array([[*path[:-1], path[-1] + more]])
    missed = [
        (kalman_logit(panel_of(values), (steps,), one_cell())[-1, 0] < min(target, 0.99) - 1e-9).mean()
        for values in (lower, higher)
    ]
    assert missed[1] <= missed[0] + 1e-12
