"""The movement that all areas of a panel share: campaigns, systems, holidays.

Holds the panel's path on log odds so far, where it goes, and how unsure that is. Every member that borrows from the
panel borrows this once, and adds what an area does beside it. Keeps out: single areas.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.risk.panel import Floats, Panel, between_reports, logit

SMOOTHING = 0.5
DAMPING = 0.9
LOOK_BACK = 12  # forecasts of the past that say how far off this one may be
PRIOR_WEIGHT = 3  # worth of the prior beside them
PRIOR_SHARE = 0.35  # the prior sd of a month, as a share of the pace
SLOWEST = 0.05  # log odds a month below which the prior sd does not shrink further


@dataclass(frozen=True, slots=True)
class CommonPath:
    """`path`: cumulated common movement in each month so far, 0 in the first; `pace`: its smoothed change."""

    path: Floats
    pace: Floats

    @property
    def here(self) -> float:
        """The path at the origin."""
        return float(self.path[-1])

    def ahead(self, horizon: int) -> tuple[float, float]:
        """Expected movement over the next `horizon` months, and its variance, both on log odds.

        The variance joins the errors that the same rule made before the origin (overlapping, so divided by the
        horizon) with a prior.
        """
        reach = DAMPING * (1 - DAMPING**horizon) / (1 - DAMPING)
        pace, last = self.pace, self.path.size - 1
        starts = np.arange(1, last - horizon + 1)
        errors = (self.path[starts + horizon] - self.path[starts] - reach * pace[starts])[-LOOK_BACK:]
        prior = (PRIOR_SHARE * max(abs(float(pace[-1])), SLOWEST)) ** 2 * horizon**1.5
        weight = errors.size / horizon + PRIOR_WEIGHT
        variance = (float((errors**2).sum()) / horizon + PRIOR_WEIGHT * prior) / weight
        return reach * float(pace[-1]), variance


def common_path(panel: Panel) -> CommonPath:
    """The mean movement of the areas, month by month.

    A difference between two reports is spread evenly over its months, and what follows an area's last report says
    nothing: to hold the old value there would make every unreported month look like a standstill.
    """
    steps = np.diff(between_reports(logit(panel.figures)), axis=1)
    known = ~np.isnan(steps)
    moved = np.where(known, steps, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    change = np.concatenate([[0.0], moved])
    pace = np.zeros_like(change)
    for t in range(1, change.size):
        pace[t] = SMOOTHING * change[t] + (1 - SMOOTHING) * pace[t - 1]
    return CommonPath(np.cumsum(change), pace)
