"""The forecasting members: from a panel of shares to a predictive distribution at each horizon.

Holds one small pure function per member, registered in MEMBERS under the name its value is stored with: panel and
number of steps in, quantiles (steps x areas x levels, sorted along levels) out, NaN where the member cannot judge.
For now one member: the damped-trend Kalman filter on log odds. Keeps out: deadlines, bands, calibration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from pipeline.risk.series import Floats, Panel, logit

LEVELS = 199
POOLED_AREAS = 15  # from here on the areas' own differences say how much a series moves
PHI = (0.8, 0.9, 1.0)
LEVEL_RATIOS = (0.02, 0.1, 0.4)
SLOPE_RATIOS = (0.02, 0.15, 0.5)
NOISE_RATIOS = (0.002, 0.05)
# Few series: their few differences are joined by three made-up ones of this variance (log odds squared per month),
# or else two reports, having one difference, would claim to have no variance at all.
REFERENCE_VARIANCE = 0.05
REFERENCE_WEIGHT = 3
FIGURE_SD = 0.05  # a wider interval is a word: it informs the level, not the size of the steps

Member = Callable[[Panel, int], Floats]


@dataclass(frozen=True, slots=True)
class Hyper:
    """Damping and variances of the filter: level, slope, observation. Arrays broadcast over areas."""

    phi: Floats
    level: Floats
    slope: Floats
    noise: Floats


@dataclass(frozen=True, slots=True)
class Filtered:
    """State at the last column (level, slope and their covariance, grid cells x areas) and the log-likelihood a cell."""

    level: Floats
    slope: Floats
    p00: Floats
    p01: Floats
    p11: Floats
    loglik: Floats


@cache
def normal_levels() -> Floats:
    """Standard normal quantiles at the LEVELS probabilities (s + .5) / LEVELS."""
    from scipy.special import ndtri

    levels: Floats = ndtri((np.arange(LEVELS) + 0.5) / LEVELS)
    levels.setflags(write=False)
    return levels


def increments(values: Floats, keep: int) -> Floats:
    """Differences between consecutive observations per month, repeated once a month spanned, the last `keep` an area.

    values: areas x months with NaN. Returns them for all areas in one row (empty when no area has two observations).
    """
    found: list[Floats] = []
    for row in values:
        seen = np.flatnonzero(~np.isnan(row))
        if seen.size > 1:
            apart = np.diff(seen)
            found.append(np.repeat(np.diff(row[seen]) / apart, apart)[-keep:])
    return np.concatenate(found) if found else np.empty(0)


def innovation_variance(z: Floats) -> float:
    """The scale all variances of the grid are multiples of; pulled to a reference for fewer than POOLED_AREAS areas."""
    steps = increments(z, 12)
    spread = float(np.var(steps)) if steps.size else 0.0
    if z.shape[0] >= POOLED_AREAS:
        return max(spread, 1e-6)
    # Repeats of one difference are one piece of news: count differences, not months.
    news = max(int((~np.isnan(z)).sum()) - 2 * z.shape[0] + 1, 0)
    return (news * spread + REFERENCE_WEIGHT * REFERENCE_VARIANCE) / (news + REFERENCE_WEIGHT)


def grid(scale: float) -> Hyper:
    """The 54 cells the pooled choice is made from, as columns (cells x 1)."""
    cells = np.array(list(product(PHI, LEVEL_RATIOS, SLOPE_RATIOS, NOISE_RATIOS)))
    columns = cells[:, :, None]
    return Hyper(columns[:, 0], scale * columns[:, 1], scale * columns[:, 2], scale * columns[:, 3])


def run_filter(z: Floats, extra: Floats, prior_slope: Floats, hyper: Hyper) -> Filtered:
    """The filter over all months for every cell of `hyper` and every area at once.

    z: areas x months with NaN; extra: the observation variance a cell of z adds to the common one; prior_slope: per
    area. Each area starts at its first observation. An area never observed keeps NaN.
    """
    shape = (hyper.phi.shape[0], z.shape[0])
    phi = hyper.phi
    level = np.full(shape, np.nan)
    slope, p00, p01, p11 = (np.full(shape, np.nan) for _ in range(4))
    loglik = np.zeros(shape[0])
    started = np.zeros(z.shape[0], dtype=bool)
    for t in range(z.shape[1]):
        # Predict: NaN stays NaN for areas that have not started.
        level, slope = level + phi * slope, phi * slope
        p00, p01, p11 = (
            p00 + phi * (2 * p01 + phi * p11) * 1.0 + hyper.level if False else p00 + 2 * phi * p01 + phi**2 * p11 + hyper.level,
            phi * p01 + phi**2 * p11,
            phi**2 * p11 + hyper.slope,
        )
        seen = ~np.isnan(z[:, t])
    return Filtered(level, slope, p00, p01, p11, loglik)
