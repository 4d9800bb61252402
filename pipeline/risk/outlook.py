"""What the members' quantiles say about one deadline: probability, dates, values, shortfall.

Holds the mean of the members, the lead temperature, and the reading of quantile paths. Keeps out: bands and evidence.
Most of our targets are 100 %, which log odds never reach: the target is compared at no more than .99, the clip level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipeline.risk.models import MEMBERS
from pipeline.risk.months import month_end
from pipeline.risk.series import Floats, Panel

P_LOW, P_HIGH = 0.01, 0.99
REACH = 0.99
TESTED_LEAD = 6
BEYOND = 24  # months after the deadline up to which a date is given


@dataclass(frozen=True, slots=True)
class AtDeadline:
    """Forecast for the deadline: P(short) by member, their calibrated mean, pooled sorted quantiles of the share."""

    members: dict[str, float]
    p_miss: float
    p_all: float  # of reaching 100 %, whatever the target
    shares: Floats
    shortfall: float  # expected, in shares

    @property
    def values(self) -> tuple[float, float, float]:
        """Value at the deadline at 10, 50, 90 %, in percent."""
        low, middle, high = 100 * np.quantile(self.shares, [0.1, 0.5, 0.9])
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


def slope_at(lead: int) -> float:
    """The temperature's slope at a lead in months; held at its value for 6, the longest lead that was scored."""
    return max(1.2 - 0.15 * (min(lead, TESTED_LEAD) - 1), 0.05)


def calibrated(p: float, lead: int) -> float:
    """Mean of the members -> p_miss: clip, apply the lead temperature (slope only, no base rate), clip."""
    held = float(np.clip(p, P_LOW, P_HIGH))
    tempered = 1 / (1 + np.exp(-slope_at(lead) * np.log(held / (1 - held))))
    return float(np.clip(tempered, P_LOW, P_HIGH))


def share_below(quantiles: Floats, target: float) -> Floats:
    """Share of the last axis that stays below the target, held at .99."""
    below: Floats = (quantiles < min(target, REACH) - 1e-9).mean(axis=-1)
    return below


def run_members(panel: Panel, steps: int) -> dict[str, Floats]:
    """Every member's quantiles (steps x areas x levels) from the panel."""
    return {name: member(panel, steps) for name, member in MEMBERS.items()}


def read_outlook(
    quantiles: Mapping[str, Floats], area: int, origin: int, deadline_month: int, target: float, silence: int = 0
) -> Outlook:
    """Outlook of the area in this place of the panel; `origin` and `deadline_month` are month numbers.

    quantiles: from run_members, with at least deadline_month - origin steps. A member that is NaN is left out.
    `silence`: months without news that count as lead, or else silence alone would make a forecast surer.
    """
    paths = {name: path[:, area] for name, path in quantiles.items() if not np.isnan(path[:, area]).any()}
    pooled = np.sort(np.concatenate(list(paths.values()), axis=-1), axis=-1)
    lead = deadline_month - origin
    dates = _crossings(pooled[: lead + BEYOND], min(target, REACH), origin)
    if lead <= 0:
        return Outlook(dates, None)
    members = {name: float(share_below(path[lead - 1], target)) for name, path in sorted(paths.items())}
    whole = [float(share_below(path[lead - 1], 1.0)) for path in paths.values()]
    shares = pooled[lead - 1]
    missing = np.where(shares < min(target, REACH) - 1e-9, target - shares, 0.0)
    p_miss = calibrated(float(np.mean(list(members.values()))), lead + silence)
    p_all = 1 - calibrated(float(np.mean(whole)), lead + silence)
    return Outlook(dates, AtDeadline(members, p_miss, p_all, shares, float(missing.mean())))


def _crossings(pooled: Floats, reach: float, origin: int) -> tuple[date | None, date | None, date | None]:
    # An early date (10 %) is the one at which the best tenth of the paths has arrived.
    paths = np.quantile(pooled, [0.9, 0.5, 0.1], axis=-1) if len(pooled) else np.empty((3, 0))
    found = [np.flatnonzero(path >= reach - 1e-9)[:1] for path in paths]
    early, middle, late = (month_end(origin + 1 + int(first[0])) if first.size else None for first in found)
    return early, middle, late
