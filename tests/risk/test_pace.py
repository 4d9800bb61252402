from __future__ import annotations

import pytest

from pipeline.risk import pace
from pipeline.risk.intervals import Report
from pipeline.risk.series import build_series, logit_pace
from tests.risk.makers import report


def reports(*cells: tuple[str, float]) -> tuple[Report, ...]:
    return build_series([report(day, share) for day, share in cells], 1.0, None).segment


def test_pace_looks_three_months_back() -> None:
    found = reports(("2024-01-31", 0.1), ("2024-05-31", 0.2), ("2024-06-30", 0.5), ("2024-08-31", 0.5))
    assert pace.pace_3m(found) == pytest.approx(10.0)


def test_pace_of_the_seed_story() -> None:
    found = reports(("2024-06-30", 17 / 63), ("2024-09-30", 14 / 63))
    assert pace.pace_3m(found) == pytest.approx(-100 / 63)
    assert logit_pace(found) is not None
    assert pace.trend(found, pace.rates(found), None) == "reversing"


@pytest.mark.parametrize("cells", [[], [("2024-01-31", 0.1)], [("2024-01-10", 0.1), ("2024-01-31", 0.3)]])
def test_no_pace_from_one_report_or_a_span_under_a_month(cells: list[tuple[str, float]]) -> None:
    assert pace.pace_3m(reports(*cells)) is None
    assert logit_pace(reports(*cells)) is None


@pytest.mark.parametrize(
    ("value", "target", "left", "expected"), [(0.4, 1.0, 3, 20.0), (1.0, 1.0, 3, 0.0), (0.4, 1.0, 0, None)]
)
def test_required_pace(value: float, target: float, left: int, expected: float | None) -> None:
    assert pace.required_pace(value, target, left) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("own", "required", "ratio"),
    [
        (5.0, 10.0, 0.5),
        (500.0, 1.0, 9.99),
        (-500.0, 1.0, -9.99),
        (None, 1.0, None),
        (5.0, 0.0, None),
        (5.0, None, None),
    ],
)
def test_pace_ratio_is_clipped(own: float | None, required: float | None, ratio: float | None) -> None:
    assert pace.pace_ratio(own, required) == ratio


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.1, 0.2, 0.4), "accelerating"),
        ((0.1, 0.4, 0.5), "slowing"),
        ((0.1, 0.2, 0.305), "steady"),
        ((0.1, 0.2, 0.15), "reversing"),
        ((0.1, 0.2), None),
    ],
)
def test_trend_has_a_dead_band(shares: tuple[float, ...], expected: str | None) -> None:
    found = reports(*zip(("2024-01-31", "2024-02-29", "2024-03-31"), shares, strict=False))
    assert pace.trend(found, pace.rates(found), 2.0) == expected


def test_noise_is_about_each_areas_own_mean() -> None:
    assert pace.noise([[1.0, 3.0], [10.0, 12.0], [5.0]]) == pytest.approx(1.0)
    assert pace.noise([[1.0], []]) is None
