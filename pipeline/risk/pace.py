"""Paces: how fast an area moves, how fast it would have to, and whether it gains or loses speed.

All paces are percentage points (or log odds) a month and stay inside one segment of equal denominator.
Keeps out: probabilities.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

from pipeline.risk.months import months_between
from pipeline.risk.series import Report, reference_report

Trend = Literal["accelerating", "steady", "slowing", "reversing"]
ROUNDING = 0.0005  # a fall below this share is a matter of the printed digits
RATIO_LIMIT = 9.99


def pace_3m(reports: Sequence[Report]) -> float | None:
    """Points a month since the nearest report at least 3 months earlier, else the oldest; None under 1 month."""
    earlier = reference_report(reports)
    if earlier is None:
        return None
    span = months_between(earlier.row.time_period, reports[-1].row.time_period)
    return 100 * (reports[-1].value - earlier.value) / span


def required_pace(value: float, target: float, months_left: int) -> float | None:
    """Points a month still needed; 0 when the target is reached, None when no month is left."""
    if value >= target - 1e-9:
        return 0.0
    return 100 * (target - value) / months_left if months_left > 0 else None


def pace_ratio(pace: float | None, required: float | None) -> float | None:
    """Pace over required pace within +-9.99; None when either is unknown or nothing is required."""
    if pace is None or required is None or required <= 0:
        return None
    return float(np.clip(pace / required, -RATIO_LIMIT, RATIO_LIMIT))


def rates(reports: Sequence[Report]) -> list[float]:
    """Points a month between consecutive reports at least a fortnight apart (closer ones say more of rounding)."""
    if not reports:
        return []
    found: list[float] = []
    earlier = reports[0]
    for report in reports[1:]:
        span = months_between(earlier.row.time_period, report.row.time_period)
        if span >= 0.5:
            found.append(100 * (report.value - earlier.value) / span)
            earlier = report
    return found


def noise(peers: Iterable[Sequence[float]]) -> float | None:
    """Standard deviation of the rates about each area's own mean, over all areas; None without two rates anywhere."""
    deviations = [np.asarray(one) - np.mean(one) for one in peers if len(one) > 1]
    return float(np.sqrt(np.mean(np.concatenate(deviations) ** 2))) if deviations else None


def trend(reports: Sequence[Report], own: Sequence[float], noise_sd: float | None) -> Trend | None:
    """Last rate against the one before, with a dead band of one sd; a fall beyond rounding is 'reversing'.

    `own` are the rates of `reports`. None with fewer than two reports, or with two that did not fall.
    """
    if len(reports) < 2:
        return None
    if reports[-1].value < reports[-2].value - ROUNDING:
        return "reversing"
    if len(own) < 2 or noise_sd is None:
        return None
    change = own[-1] - own[-2]
    if abs(change) <= noise_sd:
        return "steady"
    return "accelerating" if change > 0 else "slowing"
