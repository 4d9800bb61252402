from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.risk.ensemble import Ensemble, grid_to, run_members
from pipeline.risk.members import LEVELS
from pipeline.risk.months import month_number
from pipeline.risk.outlook import BEYOND, AtDeadline, Outlook, crossings, path_of, read_outlooks
from tests.risk.panels import panel_of, random_values

ORIGIN = month_number("2024-10")
ONE = np.array([np.nan])
FRESH = np.zeros(1, dtype=np.int64)


def rising(per_month: float, months: int = 30, spread: float = 0.05, silence: int = 0) -> Ensemble:
    """One member, one area: levels spread .1 wide around .5 plus the pace."""
    horizons = tuple(range(1, months + 1))
    centre = 0.5 + per_month * np.array(horizons)
    levels = np.linspace(-spread, spread, LEVELS)
    return Ensemble(horizons, {"kalman_raw": np.clip(centre[:, None, None] + levels, 0, 1)}, np.array([silence]))


def outlook_of(ensemble: Ensemble, target: float, lead: int) -> Outlook:
    (found,) = read_outlooks(ensemble, np.array([target]), ONE, ORIGIN, [ORIGIN + lead])
    return found


def ahead(found: AtDeadline | None) -> AtDeadline:
    assert found is not None
    return found


def test_dates_values_and_shortfall() -> None:
    outlook = outlook_of(rising(0.1), 0.8, 2)
    found = ahead(outlook.at_deadline)
    assert found.members == {"kalman_raw": 1.0}
    assert found.p_miss == 0.99
    assert found.values == pytest.approx((66, 70, 74))
    assert found.shortfall == pytest.approx(0.1)
    assert found.peers is None
    # Half of the futures are there after three months, all of them after four.
    assert outlook.dates == (date(2025, 1, 31), date(2025, 1, 31), date(2025, 2, 28))
    assert not outlook.censored


def test_a_date_more_than_two_years_late_is_no_date() -> None:
    outlook = outlook_of(rising(0.011, 26), 0.8, 2)
    assert outlook.dates[0] is not None
    assert outlook.dates[1:] == (None, None)
    assert outlook.censored


def test_after_the_deadline_only_dates_remain() -> None:
    outlook = outlook_of(rising(0.1, 20), 0.8, -4)
    assert outlook.at_deadline is None
    assert outlook.dates[1] == date(2025, 1, 31)


def test_long_after_the_deadline_no_date_is_given() -> None:
    assert outlook_of(rising(0.1), 0.8, -BEYOND).dates == (None, None, None)


def test_a_target_of_all_is_reached_by_the_last_unit() -> None:
    ensemble = Ensemble((1, 2), {"hazard": np.full((2, 1, LEVELS), 62.6 / 63)}, FRESH)
    (found,) = read_outlooks(ensemble, np.ones(1), np.array([63.0]), ORIGIN, [ORIGIN + 2])
    assert ahead(found.at_deadline).p_miss == 0.01


def test_what_peers_reached_is_the_median_of_the_analogues() -> None:
    ensemble = Ensemble((1, 2), {"analogues": np.linspace(0.2, 0.6, LEVELS) * np.ones((2, 1, 1))}, FRESH)
    assert ahead(outlook_of(ensemble, 0.8, 1).at_deadline).peers == pytest.approx(0.4)


def test_silence_makes_a_forecast_less_sure() -> None:
    silent, fresh = (ahead(outlook_of(rising(0.04, silence=k), 0.55, 1).at_deadline) for k in (5, 0))
    assert fresh.p_miss < silent.p_miss < 0.5 or fresh.p_miss > silent.p_miss > 0.5


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.2, 1.0), st.integers(1, 20))
def test_later_deadlines_are_never_more_at_risk_and_quantiles_are_ordered(seed: int, target: float, areas: int) -> None:
    panel = panel_of(random_values(areas, 10, seed), 40.0)
    ensemble = run_members(panel, grid_to(40))
    path = path_of(ensemble, ensemble.misses(np.full(areas, target), panel.size), 40)
    assert (np.diff(path, axis=0) <= 1e-12).all()
    assert path.min() >= 0.01
    assert path.max() <= 0.99
    early, middle, late = crossings(path).T
    assert ((early <= middle) & (middle <= late)).all()
