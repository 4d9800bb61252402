"""What the ensemble says about the deadlines of a panel: probability, dates, values, shortfall.

Holds the probability of missing at every month to come, the dates at which it falls low enough, and the value to expect
at a deadline. Keeps out: bands and evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipeline.risk.calibration import calibrated, never_rising
from pipeline.risk.ensemble import Ensemble, at_horizon, mean_of
from pipeline.risk.months import month_end
from pipeline.risk.panel import Floats

BEYOND = 24  # months after the deadline up to which a date is given
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class AtDeadline:
    """Forecast for the deadline: P(short) by member, the published probability, quantiles of the share (levels)."""

    members: dict[str, float]
    p_miss: float
    p_all: float  # of reaching 100 %, whatever the target
    shares: Floats
    shortfall: float  # expected, in shares
    peers: float | None  # median share at the deadline of those who once stood where the area stands

    @property
    def values(self) -> tuple[float, float, float]:
        """Value at the deadline at 10, 50, 90 %, in percent."""
        low, middle, high = 100 * np.quantile(self.shares, QUANTILES)
        return float(low), float(middle), float(high)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Forecast of one area: month ends at which the target is reached (10, 50, 90 %; None beyond the horizon).

    `at_deadline` is None once the deadline has passed.
    """

    dates: tuple[date | None, date | None, date | None]
    at_deadline: AtDeadline | None

    @property
    def censored(self) -> bool:
        return None in self.dates


def path_of(ensemble: Ensemble, targets: Floats, size: Floats, months: int, silence: Floats | float = 0.0) -> Floats:
    """Probability (months x areas) of being short of the target 1..`months` months on; it never rises with time.

    `silence`: months without news, by area, that count as lead, or else silence alone would make a forecast surer.
    """
    leads = np.array(ensemble.horizons, dtype=np.float64)[:, None]
    on_grid = never_rising(calibrated(mean_of(ensemble.misses(targets, size)), leads + silence))
    return np.array([at_horizon(ensemble.horizons, on_grid, month) for month in range(1, months + 1)])


def crossings(path: Floats) -> Floats:
    """Months (areas x 3) after which the target is reached with 10, 50, 90 %; inf where the path does not get there."""
    found = []
    for quantile in QUANTILES:
        reached = path <= 1 - quantile + 1e-9
        found.append(np.where(reached.any(axis=0), np.argmax(reached, axis=0) + 1.0, np.inf))
    return np.array(found).T


def read_outlooks(
    ensemble: Ensemble, targets: Floats, size: Floats, origin: int, deadlines: Sequence[int], silence: Floats
) -> list[Outlook]:
    """Outlook of every area; `origin` and `deadlines` are month numbers, targets shares, `size` units (NaN unknown).

    The ensemble must reach BEYOND months after the last deadline.
    """
    leads = [deadline - origin for deadline in deadlines]
    months = max(leads) + BEYOND
    path = path_of(ensemble, targets, size, months, silence)
    whole = path_of(ensemble, np.ones_like(targets), size, months, silence)
    misses = ensemble.misses(targets, size)
    outlooks = []
    for i, lead in enumerate(leads):
        steps = crossings(path[: max(lead + BEYOND, 0), i : i + 1])[0] if lead + BEYOND > 0 else np.full(3, np.inf)
        early, middle, late = (None if np.isinf(step) else month_end(origin + int(step)) for step in steps)
        ahead = None
        if lead > 0:
            members = {
                name: float(at_horizon(ensemble.horizons, short[:, i], lead))
                for name, short in sorted(misses.items())
                if not np.isnan(short[:, i]).any()
            }
            own = ensemble.only(np.array([i]))
            shares = own.value(lead)[0]
            gap = float(np.maximum(targets[i] - shares, 0.0).mean())
            p_all = 1 - float(whole[lead - 1, i])
            ahead = AtDeadline(members, float(path[lead - 1, i]), p_all, shares, gap, _peers(own, lead))
        outlooks.append(Outlook((early, middle, late), ahead))
    return outlooks


def _peers(ensemble: Ensemble, lead: int) -> float | None:
    """Median of the analogues of the ensemble's one area; None without peers."""
    path = ensemble.quantiles.get("analogues")
    if path is None or np.isnan(path[:, 0]).any():
        return None
    return float(np.median(at_horizon(ensemble.horizons, path[:, 0], lead)))
