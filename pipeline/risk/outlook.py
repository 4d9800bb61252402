"""What the ensemble says about the deadlines of a panel: probability, dates, values, shortfall.

Holds the probability of missing at every month to come, the dates at which it falls low enough, and the value to expect
at a deadline. Keeps out: bands and evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipeline.risk.calibration import mean_of, published
from pipeline.risk.ensemble import Ensemble, at_horizons
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
    values: tuple[float, float, float]  # at the deadline at 10, 50, 90 %, in percent
    peers: float | None  # median share at the deadline of those who once stood where the area stands


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


def path_of(ensemble: Ensemble, misses: Mapping[str, Floats], months: int) -> Floats:
    """Probability (months x areas) of being short 1..`months` months on, never rising, from the members' `misses`."""
    on_grid = published(mean_of(misses.values()), ensemble.leads)
    return at_horizons(ensemble.horizons, on_grid, np.arange(1.0, months + 1))


def crossings(path: Floats) -> Floats:
    """Months (areas x 3) after which the target is reached with 10, 50, 90 %; inf where the path does not get there."""
    found = []
    for quantile in QUANTILES:
        reached = path <= 1 - quantile + 1e-9
        found.append(np.where(reached.any(axis=0), np.argmax(reached, axis=0) + 1.0, np.inf))
    return np.array(found).T


def read_outlooks(
    ensemble: Ensemble, targets: Floats, size: Floats, origin: int, deadlines: Sequence[int]
) -> list[Outlook]:
    """Outlook of every area; `origin` and `deadlines` are month numbers, targets shares, `size` units (NaN unknown).

    The ensemble must reach BEYOND months after the last deadline.
    """
    leads = [deadline - origin for deadline in deadlines]
    months = max(max(leads) + BEYOND, 1)
    misses = ensemble.misses(targets, size)
    path = path_of(ensemble, misses, months)
    whole = path_of(ensemble, ensemble.misses(np.ones_like(targets), size), months)
    steps = crossings(path)
    ahead = _at_deadlines(ensemble, targets, misses, leads, path, whole)
    outlooks = []
    for i, lead in enumerate(leads):
        # Beyond two years after the deadline a date is no longer said.
        said = [step if step <= lead + BEYOND else np.inf for step in steps[i]]
        early, middle, late = (None if np.isinf(step) else month_end(origin + int(step)) for step in said)
        outlooks.append(Outlook((early, middle, late), ahead.get(i)))
    return outlooks


def _at_deadlines(
    ensemble: Ensemble,
    targets: Floats,
    misses: Mapping[str, Floats],
    leads: Sequence[int],
    path: Floats,
    whole: Floats,
) -> dict[int, AtDeadline]:
    """Forecasts for the deadlines still ahead, by place; areas with the same lead are read together."""
    found = {}
    for lead in sorted({lead for lead in leads if lead > 0}):
        shares = ensemble.value(lead)
        short = {name: at_horizons(ensemble.horizons, cells, [lead])[0] for name, cells in sorted(misses.items())}
        values = 100 * np.quantile(shares, QUANTILES, axis=-1).T
        gaps = np.maximum(targets[:, None] - shares, 0.0).mean(axis=-1)
        peers = _peers(ensemble, lead)
        for i in (k for k, own in enumerate(leads) if own == lead):
            members = {name: float(cells[i]) for name, cells in short.items() if not np.isnan(cells[i])}
            p_miss, p_all = float(path[lead - 1, i]), 1 - float(whole[lead - 1, i])
            low, middle, high = values[i].tolist()
            found[i] = AtDeadline(members, p_miss, p_all, shares[i], float(gaps[i]), (low, middle, high), peers.get(i))
    return found


def _peers(ensemble: Ensemble, lead: int) -> dict[int, float]:
    """Median of the analogues, by place; areas without peers are left out."""
    path = ensemble.quantiles.get("analogues")
    if path is None:
        return {}
    medians = np.median(at_horizons(ensemble.horizons, path, [lead])[0], axis=-1)
    return {int(i): float(medians[i]) for i in np.flatnonzero(~np.isnan(medians))}
