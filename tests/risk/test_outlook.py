from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.risk.models import LEVELS
from pipeline.risk.months import month_number
from pipeline.risk.outlook import AtDeadline, calibrated, read_outlook, slope_at

ORIGIN = month_number("2024-10")


def rising(steps: int, per_month: float) -> dict[str, np.ndarray]:
    """One member, one area: levels spread .1 wide around .5 plus the pace."""
    centre = 0.5 + per_month * np.arange(1, steps + 1)
    spread = np.linspace(-0.05, 0.05, LEVELS)
    return {"member": np.clip(centre[:, None, None] + spread, 0, 1)}


def ahead(found: AtDeadline | None) -> AtDeadline:
    assert found is not None
    return found


@pytest.mark.parametrize(("lead", "slope"), [(1, 1.2), (2, 1.05), (6, 0.45), (7, 0.45), (24, 0.45)])
def test_temperature_is_held_beyond_the_tested_leads(lead: int, slope: float) -> None:
    assert slope_at(lead) == pytest.approx(slope)


def test_worked_examples_of_the_temperature() -> None:
    assert calibrated(0.10, 1) == pytest.approx(0.067, abs=5e-4)
    assert calibrated(0.10, 2) == pytest.approx(0.091, abs=5e-4)
    assert calibrated(0.5, 3) == pytest.approx(0.5)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 60))
def test_calibration_keeps_order_and_bounds(one: float, other: float, lead: int) -> None:
    low, high = sorted((calibrated(one, lead), calibrated(other, lead)))
    assert 0.01 <= low <= high <= 0.99
    assert (calibrated(one, lead) <= calibrated(other, lead)) or one > other


def test_a_target_of_all_is_compared_at_the_clip_level() -> None:
    at_limit = {"member": np.full((30, 1, LEVELS), 0.995)}
    found = ahead(read_outlook(at_limit, 0, ORIGIN, ORIGIN + 2, 1.0).at_deadline)
    assert found.p_miss == 0.01
    assert found.shortfall == 0


def test_dates_values_and_shortfall() -> None:
    outlook = read_outlook(rising(30, 0.1), 0, ORIGIN, ORIGIN + 2, 0.8)
    found = ahead(outlook.at_deadline)
    assert found.members == {"member": 1.0}
    assert found.p_miss == 0.99
    assert found.values == pytest.approx((66, 70, 74))
    assert found.shortfall == pytest.approx(0.1)
    assert outlook.dates == (date(2025, 1, 31), date(2025, 1, 31), date(2025, 2, 28))
    assert not outlook.censored


def test_a_date_more_than_two_years_late_is_no_date() -> None:
    outlook = read_outlook(rising(26, 0.011), 0, ORIGIN, ORIGIN + 2, 0.8)
    assert outlook.dates[0] is not None
    assert outlook.dates[1:] == (None, None)
    assert outlook.censored


def test_after_the_deadline_only_dates_remain() -> None:
    outlook = read_outlook(rising(20, 0.1), 0, ORIGIN, ORIGIN - 4, 0.8)
    assert outlook.at_deadline is None
    assert outlook.dates[1] == date(2025, 1, 31)


def test_the_mean_leaves_out_a_member_that_cannot_judge() -> None:
    quantiles = rising(30, 0.1) | {"sure": np.ones((30, 1, LEVELS)), "silent": np.full((30, 1, LEVELS), np.nan)}
    found = ahead(read_outlook(quantiles, 0, ORIGIN, ORIGIN + 2, 0.8).at_deadline)
    assert found.members == {"member": 1.0, "sure": 0.0}
    assert found.p_miss == pytest.approx(0.5)
    assert found.shares.shape == (2 * LEVELS,)
