from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.risk.calibration import mean_of
from pipeline.risk.ensemble import GRID, Ensemble, at_horizons, grid_to, reaching, run_members
from pipeline.risk.members import LEVELS, MEMBERS, POOLED_AREAS
from tests.risk.panels import panel_of, random_values

NOWHERE = np.array([np.nan])


def flat(level: float, horizons: int = 2, areas: int = 1) -> np.ndarray:
    return np.full((horizons, areas, LEVELS), level)


@pytest.mark.parametrize(
    ("target", "size", "limit"),
    [
        (0.95, 43, 40.5 / 43),  # 40.85 of 43: the 41st is needed
        (1.0, 43, 42.5 / 43),
        (0.5, 10, 4.5 / 10),
        (0.8, np.nan, 0.8),
    ],
)
def test_a_count_is_reached_with_its_last_unit(target: float, size: float, limit: float) -> None:
    assert reaching(np.array([target]), np.array([size]), below_one=False) == pytest.approx(limit)


@pytest.mark.parametrize("size", [np.nan, 5e7])
def test_log_odds_reach_all_at_the_clip_level(size: float) -> None:
    assert reaching(np.array([1.0]), np.array([size]), below_one=True) == pytest.approx(0.99)


@given(st.integers(1, 99), st.integers(1, 10**6))
def test_the_limit_parts_the_last_count_that_is_short_from_the_first_that_is_not(percent: int, size: int) -> None:
    limit = float(reaching(np.array([percent / 100]), np.array([float(size)]), below_one=False)[0])
    needed = -(-percent * size // 100)
    assert (needed - 1) / size < limit < needed / size


def test_the_mean_leaves_out_a_member_that_cannot_judge() -> None:
    quantiles = {"kalman_raw": flat(0.9), "hazard": flat(0.1), "linear_bootstrap": flat(np.nan)}
    ensemble = Ensemble((1, 2), quantiles, np.zeros(1, dtype=np.int64))
    misses = ensemble.misses(np.array([0.5]), NOWHERE)
    assert np.isnan(misses["linear_bootstrap"]).all()
    np.testing.assert_allclose(mean_of(misses.values()), [[0.5], [0.5]])
    np.testing.assert_allclose(ensemble.value(1), np.full((1, LEVELS), 0.5))


def test_nobody_who_can_judge_is_no_probability() -> None:
    assert np.isnan(mean_of([np.array([[np.nan]])])).all()


def test_between_two_horizons_a_path_is_straight_and_flat_beyond() -> None:
    path = np.array([0.2, 0.4, 1.0])
    np.testing.assert_allclose(at_horizons((1, 3, 6), path, (1, 2, 4, 6, 9)), [0.2, 0.3, 0.6, 1.0, 1.0])


@given(st.integers(1, 120))
def test_the_grid_reaches_as_far_as_it_must_and_no_further(months: int) -> None:
    grid = grid_to(months)
    assert grid == GRID[: len(grid)]
    assert grid[-1] >= months
    assert len(grid) == 1 or grid[-2] < months


def test_a_panel_is_judged_by_all_seven_and_one_series_by_two() -> None:
    values = random_values(POOLED_AREAS, 10, 1)
    assert set(run_members(panel_of(values), (1,)).quantiles) == set(MEMBERS)
    assert set(run_members(panel_of(values[:1]), (1,)).quantiles) == {"kalman_raw", "kalman_logit"}
