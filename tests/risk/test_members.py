"""Every member: laws that all keep, and worked examples of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.risk.members import LEVELS, MEMBERS, POOLED_AREAS, members_for
from pipeline.risk.members.analogues import analogues
from pipeline.risk.members.common import DAMPING, PRIOR_SHARE, SLOWEST, common_path
from pipeline.risk.members.damped import kalman_raw
from pipeline.risk.members.hazard import hazard
from pipeline.risk.members.hierarchical import hierarchical
from pipeline.risk.members.levels import levels, normal_levels, shuffles
from pipeline.risk.members.linear import linear_bootstrap
from pipeline.risk.members.logit_pace import shrunk_logit_pace
from pipeline.risk.panel import Panel, expit, logit
from tests.risk.panels import panel_of, random_values

MIDDLE = LEVELS // 2
shares = st.floats(0, 1) | st.just(np.nan)
panels = st.integers(2, 8).flatmap(
    lambda months: st.lists(st.lists(shares, min_size=months, max_size=months), min_size=1, max_size=5)
)


@settings(max_examples=60, deadline=None)
@given(
    panels,
    st.sampled_from([10.0, 63.0, 5e7, np.nan]),
    st.lists(st.integers(1, 30), min_size=1, max_size=3, unique=True),
)
def test_quantiles_are_sorted_shares_or_nothing(rows: list[list[float]], size: float, horizons: list[int]) -> None:
    values = np.array(rows)
    for name, member in MEMBERS.items():
        quantiles = member.forecast(panel_of(values, size), sorted(horizons))
        assert quantiles.shape == (len(horizons), len(values), LEVELS), name
        unable = np.isnan(quantiles).any(axis=-1)
        assert (np.isnan(quantiles).all(axis=-1) == unable).all(), name
        known = quantiles[~unable]
        assert (np.diff(known, axis=-1) >= -1e-12).all(), name
        assert known.size == 0 or (known.min() >= 0 and known.max() <= 1 + 1e-12), name
        assert unable[:, np.isnan(values).all(axis=1)].all(), name


@pytest.mark.parametrize("name", MEMBERS)
def test_two_runs_are_the_same_to_the_bit(name: str) -> None:
    panel = panel_of(random_values(20, 14, 4), 40.0)
    once, again = (MEMBERS[name].forecast(panel, (1, 3, 6)).tobytes() for _ in range(2))
    assert once == again


@pytest.mark.parametrize("name", MEMBERS)
def test_every_area_with_two_reports_is_judged_in_a_panel(name: str) -> None:
    values = random_values(20, 14, 4)
    judged = ~np.isnan(MEMBERS[name].forecast(panel_of(values, 40.0), (3,))[0, :, 0])
    assert judged[(~np.isnan(values)).sum(axis=1) >= 2].all()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 8), st.sampled_from([1, 3, 6]), st.integers(12, 40))
def test_of_two_areas_alike_but_for_the_last_report_the_one_ahead_is_not_more_at_risk(
    seed: int, more: int, horizon: int, target: int
) -> None:
    # The analogues are left out: other neighbours may have stood still just a little further on.
    units = np.round(random_values(20, 12, seed, missing=0.1) * 40)
    units[0, -1] = np.round(np.nanmax(units[0]) * 0.75)
    twin = units[0].copy()
    twin[-1] = min(twin[-1] + more, 40)
    both = panel_of(np.vstack([units, twin]) / 40, 40.0)
    for name, member in MEMBERS.items():
        if name == "analogues":
            continue
        behind, ahead = (member.forecast(both, (horizon,))[0, k] for k in (0, -1))
        limit = (target - 0.5) / 40
        assert (ahead < limit).mean() <= (behind < limit).mean() + 1e-12, name


def test_who_needs_peers_is_left_out_below_a_panel() -> None:
    assert set(members_for(POOLED_AREAS)) == set(MEMBERS)
    assert set(members_for(POOLED_AREAS - 1)) == {"kalman_raw", "kalman_logit"}


def test_shuffles_are_the_levels_in_other_orders() -> None:
    columns = shuffles(5)
    np.testing.assert_array_equal(np.sort(columns, axis=0), np.repeat(levels()[:, None], 5, axis=1))
    np.testing.assert_array_equal(shuffles(2), columns[:, :2])
    assert len({column.tobytes() for column in columns.T}) == 5


def test_an_area_that_always_gained_five_points_gains_five_points() -> None:
    steady = [[0.10, 0.15, 0.20, 0.25, 0.30]]
    found = linear_bootstrap(panel_of(steady), (1, 4))
    np.testing.assert_allclose(found[:, 0], np.array([[0.35], [0.50]]) * np.ones((2, LEVELS)))


def test_silence_is_made_up_for_in_the_bootstrap() -> None:
    told = linear_bootstrap(panel_of([[0.10, 0.15, 0.20, np.nan, np.nan]]), (1,))
    np.testing.assert_allclose(told[0, 0], 0.35)


def test_one_difference_borrows_two_of_the_others() -> None:
    values = [[np.nan, np.nan, np.nan, 0.2, 0.3], *[[0.0, 0.1, 0.1, 0.2, 0.2]] * 3]
    found = linear_bootstrap(panel_of(values), (1,))[0, 0]
    np.testing.assert_allclose(np.unique(found.round(9)), [0.3, 0.4])
    assert (found > 0.35).mean() == pytest.approx(2 / 3, abs=0.01)


def test_the_trend_of_a_share_goes_on_and_is_held_at_all() -> None:
    rising = kalman_raw(panel_of([[0.5, 0.6, 0.7, 0.8]] * POOLED_AREAS), (1, 12))
    assert 0.85 < rising[0, 0, MIDDLE] <= 1
    assert rising[1, 0, MIDDLE] == 1


def test_the_common_path_is_the_mean_movement_and_gaps_share_it_out() -> None:
    z = np.array([[-1.0, np.nan, 0.0, 0.5], [0.0, 0.5, 1.5, np.nan]])
    common = common_path(panel_of(expit(z)))
    np.testing.assert_allclose(common.path, [0, 0.5, 1.25, 1.75])
    np.testing.assert_allclose(common.pace, [0, 0.25, 0.5, 0.5])


def test_the_common_path_goes_on_damped_and_unsure() -> None:
    common = common_path(panel_of(expit(np.array([[-1.0, -0.8, -0.6]]))))
    moved, variance = common.ahead(2)
    pace = common.pace[-1]
    assert moved == pytest.approx(pace * (DAMPING + DAMPING**2))
    assert common.pace[-1] == pytest.approx(0.15)
    # Nothing can be looked back on two months at this origin but the prior.
    assert variance == pytest.approx((PRIOR_SHARE * max(pace, SLOWEST)) ** 2 * 2**1.5)


def test_areas_that_move_together_are_forecast_together() -> None:
    z = np.linspace(-2, 1, POOLED_AREAS)[:, None] + np.array([0, 0.3, 0.6, 0.9, 1.2])
    panel = panel_of(expit(z))
    common = common_path(panel)
    moved, _ = common.ahead(2)
    for member in (hierarchical, shrunk_logit_pace):
        middle = logit(member(panel, (2,))[0, :, MIDDLE])
        inside = np.abs(z[:, -1] + moved) < 4
        np.testing.assert_allclose(middle[inside], (z[:, -1] + moved)[inside], atol=0.02)


def test_an_area_faster_than_the_panel_stays_faster_as_far_as_it_is_no_noise() -> None:
    slow = -2 + 0.1 * np.arange(8)
    fast = -2 + 0.4 * np.arange(8)
    values = expit(np.array([*[slow] * 17, *[fast] * 3]))
    found = shrunk_logit_pace(panel_of(values), (3,))[0, :, MIDDLE]
    gained = logit(found) - logit(values[:, -1])
    assert gained[-1] > gained[0] > 0


def test_analogues_move_as_those_who_once_stood_there_at_that_pace() -> None:
    climbers = -2.5 + 0.3 * np.arange(8) + 0.3 * np.arange(10)[:, None] / 10
    idle = np.repeat(-2.5 + 0.3 * np.arange(10)[:, None], 8, axis=1)
    values = expit(np.vstack([climbers, idle]))
    gained = logit(analogues(panel_of(values), (2,))[0, :, MIDDLE]) - logit(values[:, -1])
    # Half the panel gains .3 a month: the common path takes half of it, the analogues say who is which half.
    assert gained[:10].min() > 0.4
    assert np.abs(gained[10:]).max() < 0.25


def test_without_a_month_to_look_back_on_there_is_no_analogue() -> None:
    assert np.isnan(analogues(panel_of([[0.2, 0.3]] * POOLED_AREAS), (1,))).all()


def test_the_hazard_is_a_share_of_what_is_left() -> None:
    # A tenth of what is left gets done every month, everywhere.
    row = 1 - 0.8 * 0.9 ** np.arange(10)
    found = hazard(panel_of([row] * 20, 10_000.0), (1, 6))
    left = 1 - found[:, 0, MIDDLE]
    np.testing.assert_allclose(left / (1 - row[-1]), [0.9, 0.9**6], atol=0.03)


def test_nobody_finishes_more_units_than_are_left() -> None:
    found = hazard(panel_of([[0.5, 0.8, 0.9]] * 20, 10.0), (1, 12))
    counts = found * 10
    np.testing.assert_allclose(counts, counts.round(), atol=1e-9)
    assert counts.min() >= 9
    assert counts.max() <= 10


def test_a_wide_word_is_no_step() -> None:
    values = np.array([[0.2, 0.22, 0.24, 0.26]] * POOLED_AREAS)
    told = values.copy()
    told[:, 2] = 0.475
    sd = np.zeros_like(told)
    sd[:, 2] = 0.27
    plain, wordy = (
        Panel(v, s, np.zeros(POOLED_AREAS), np.full(POOLED_AREAS, 40.0)) for v, s in ((values, sd * 0), (told, sd))
    )
    for name in ("linear_bootstrap", "logit_pace", "hazard"):
        with_word, without = (MEMBERS[name].forecast(one, (2,))[0, 0, MIDDLE] for one in (wordy, plain))
        assert with_word == pytest.approx(without, abs=0.02), name


def test_normal_levels_are_symmetric() -> None:
    np.testing.assert_allclose(normal_levels(), -normal_levels()[::-1], atol=1e-12)
