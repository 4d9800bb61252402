"""All members over one panel: what share of each one's futures misses a target, and where the share may stand.

Holds the horizons that are computed, the value that counts as reaching a target, and the mean of the members' quantiles.
Keeps out: the probability (calibration) and single deadlines (outlook).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.risk.calibration import mean_of
from pipeline.risk.members import MEMBERS, members_for
from pipeline.risk.panel import CLIP, Floats, Ints, Panel

# Every month that was scored, then wider steps; between two of them quantiles move in a straight line.
GRID = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 24, 30, 36, 48, 60, 84, 120)
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Quantiles by member (horizons x areas x levels) at `horizons` in months; NaN where a member cannot judge.

    `silence`: months without a report before the origin, by area.
    """

    horizons: tuple[int, ...]
    quantiles: Mapping[str, Floats]
    silence: Ints

    @property
    def leads(self) -> Ints:
        """Months (horizons x areas) from an area's last report to each horizon: what its forecast has to bridge."""
        return np.array(self.horizons)[:, None] + self.silence

    def misses(self, targets: Floats, size: Floats) -> dict[str, Floats]:
        """By member: share of futures (horizons x areas) short of each area's target; NaN where it cannot judge."""
        found = {}
        for name, quantiles in self.quantiles.items():
            limit = reaching(targets, size, below_one=MEMBERS[name].below_one)
            short = (quantiles < limit[:, None] - TOLERANCE).mean(axis=-1)
            found[name] = np.where(np.isnan(quantiles[..., 0]), np.nan, short)
        return found

    def only(self, areas: Ints) -> Ensemble:
        """These areas, in this order."""
        few = {name: path[:, areas] for name, path in self.quantiles.items()}
        return Ensemble(self.horizons, few, self.silence[areas])

    def value(self, horizon: float) -> Floats:
        """Quantiles (areas x levels) of the share at a horizon: the mean of the members' quantiles, level by level.

        Pooling all futures instead would count the members' disagreement about the centre as chance: the interval of
        80 % then held .89 of the outcomes.
        """
        return mean_of([at_horizons(self.horizons, path, [horizon])[0] for path in self.quantiles.values()])


def run_members(panel: Panel, horizons: Sequence[int]) -> Ensemble:
    """Every member that fits a panel of this size, at these horizons."""
    members = members_for(panel.n_areas)
    chosen = tuple(horizons)
    return Ensemble(chosen, {name: member.forecast(panel, chosen) for name, member in members.items()}, panel.silence)


def grid_to(months: int) -> tuple[int, ...]:
    """The horizons of the grid up to the first that is not before `months`."""
    return tuple(h for i, h in enumerate(GRID) if i == 0 or GRID[i - 1] < months)


def at_horizons(horizons: Sequence[int], path: Floats, wanted: Sequence[float] | Floats) -> Floats:
    """A path over `horizons` (first axis) at others, in a straight line between neighbours, flat beyond the ends."""
    place = np.interp(np.asarray(wanted, dtype=np.float64), horizons, np.arange(len(horizons)))
    low = place.astype(int)
    high = np.minimum(low + 1, len(horizons) - 1)
    part = (place - low).reshape(-1, *[1] * (path.ndim - 1))
    between: Floats = path[low] + part * (path[high] - path[low])
    return between


def reaching(targets: Floats, size: Floats, *, below_one: bool) -> Floats:
    """The share from which a target counts as reached, by area.

    Units finish one by one: of 43, a target of 95 % needs the 41st, so a forecast is compared with 40.5 of 43. Log odds
    never reach 1: there the clip level stands for all.
    """
    counted = (np.ceil(targets * size - TOLERANCE) - 0.5) / size
    limit = np.where(np.isnan(size), targets, np.maximum(counted, 0.0))
    return np.minimum(limit, 1 - CLIP) if below_one else limit
