from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.risk.calibration import calibrated, never_rising, slope_at

shares = st.floats(0, 1)


@pytest.mark.parametrize(("lead", "slope"), [(1, 1.2), (2, 1.05), (6, 0.45), (7, 0.45), (24, 0.45)])
def test_temperature_is_held_beyond_the_tested_leads(lead: int, slope: float) -> None:
    assert slope_at(np.array(lead, dtype=float)) == pytest.approx(slope)


def test_worked_examples_of_the_temperature() -> None:
    found = calibrated(np.array([0.10, 0.10, 0.5]), np.array([1, 2, 3]))
    np.testing.assert_allclose(found, [0.067, 0.091, 0.5], atol=5e-4)


@given(shares, shares, st.integers(1, 60))
def test_calibration_keeps_order_and_bounds(one: float, other: float, lead: int) -> None:
    low, high = calibrated(np.array(sorted((one, other))), np.array(lead))
    assert 0.01 <= low <= high <= 0.99


@given(st.lists(st.lists(shares, min_size=3, max_size=3), min_size=1, max_size=8))
def test_more_time_is_never_more_risk(rows: list[list[float]]) -> None:
    p = np.array(rows)
    held = never_rising(p)
    assert (np.diff(held, axis=0) <= 0).all()
    assert (held <= p).all()
    np.testing.assert_array_equal(held[0], p[0])
