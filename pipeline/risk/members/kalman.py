"""A damped-trend Kalman filter over a whole panel at once.

Holds the filter, the grid of hyper-parameters that all areas share, the choice among its cells, and the forecast from a
state. Keeps out: on which scale it runs and what it runs on (damped, hierarchical).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from pipeline.risk.panel import SCALE, Bools, Floats, increments, pooled

POOLED_AREAS = 15  # from here on the areas' own differences say how much a series moves
PHI = (0.8, 0.9, 1.0)
LEVEL_RATIOS = (0.02, 0.1, 0.4)
SLOPE_RATIOS = (0.02, 0.15, 0.5)
NOISE_RATIOS = (0.002, 0.05)
REFERENCE_WEIGHT = 3  # made-up differences that join those of few series
START = 8.0  # the first slope of an area is this many slope variances unsure


@dataclass(frozen=True, slots=True)
class Hyper:
    """Damping and variances of the filter: level, slope, observation. Arrays broadcast over areas."""

    phi: Floats
    level: Floats
    slope: Floats
    noise: Floats

    def only(self, kept: Bools) -> Hyper:
        """The cells marked, in order."""
        return Hyper(self.phi[kept], self.level[kept], self.slope[kept], self.noise[kept])


@dataclass(frozen=True, slots=True)
class Filtered:
    """State at the last column (level, slope, covariance; grid cells x areas) and the log-likelihood of each cell."""

    level: Floats
    slope: Floats
    p00: Floats
    p01: Floats
    p11: Floats
    loglik: Floats

    def only(self, kept: Bools) -> Filtered:
        """The states of the cells marked, in order."""
        covariance = self.p00[kept], self.p01[kept], self.p11[kept]
        return Filtered(self.level[kept], self.slope[kept], *covariance, self.loglik[kept])


def grid(
    scale: float,
    phi: Sequence[float] = PHI,
    level: Sequence[float] = LEVEL_RATIOS,
    slope: Sequence[float] = SLOPE_RATIOS,
    noise: Sequence[float] = NOISE_RATIOS,
) -> Hyper:
    """The cells the pooled choice is made from, as columns (cells x 1); variances are multiples of `scale`."""
    cells = np.array(list(product(phi, level, slope, noise)))
    columns = cells[:, :, None]
    return Hyper(columns[:, 0], scale * columns[:, 1], scale * columns[:, 2], scale * columns[:, 3])


def innovation_variance(values: Floats, floor: float, reference: float | None = None) -> float:
    """The scale all variances of the grid are multiples of; pulled to a `reference` for fewer than POOLED_AREAS areas.

    Two reports, having one difference, would else claim to have no variance at all.
    """
    steps = pooled(increments(values, SCALE))
    spread = float(np.var(steps)) if steps.size else 0.0
    if reference is None or values.shape[0] >= POOLED_AREAS:
        return max(spread, floor)
    # A difference repeated over its months is one piece of news; one is spent on the mean.
    news = max(int((~np.isnan(values)).sum()) - values.shape[0] - 1, 0)
    return (news * spread + REFERENCE_WEIGHT * reference) / (news + REFERENCE_WEIGHT)


def predict(
    hyper: Hyper, level: Floats, slope: Floats, p00: Floats, p01: Floats, p11: Floats
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """One month on: the slope damped, then added; covariance F P F' + Q. NaN stays NaN."""
    phi = hyper.phi
    return (
        level + phi * slope,
        phi * slope,
        p00 + 2 * phi * p01 + phi**2 * p11 + hyper.level,
        phi * p01 + phi**2 * p11,
        phi**2 * p11 + hyper.slope,
    )


def run_filter(values: Floats, extra: Floats, prior_slope: Floats, hyper: Hyper) -> Filtered:
    """The filter over all months for every cell of `hyper` and every area at once.

    values: areas x months with NaN; extra: the observation variance a cell adds to the common one; prior_slope: per
    area. Each area starts at its first observation. An area never observed keeps NaN.
    """
    shape = (hyper.phi.shape[0], values.shape[0])
    level, slope, p00, p01, p11 = (np.full(shape, np.nan) for _ in range(5))
    loglik = np.zeros(shape[0])
    started = np.zeros(values.shape[0], dtype=bool)
    for t in range(values.shape[1]):
        level, slope, p00, p01, p11 = predict(hyper, level, slope, p00, p01, p11)
        seen = ~np.isnan(values[:, t])
        if not seen.any():
            continue
        first, again = seen & ~started, seen & started
        started |= seen
        noise = hyper.noise + extra[:, t]
        variance = p00 + noise
        miss = values[:, t] - level
        gain0, gain1 = p00 / variance, p01 / variance
        loglik -= 0.5 * np.where(again, np.log(variance) + miss**2 / variance, 0.0).sum(axis=1)
        level = np.where(again, level + gain0 * miss, np.where(first, values[:, t], level))
        slope = np.where(again, slope + gain1 * miss, np.where(first, prior_slope, slope))
        p11 = np.where(again, p11 - gain1 * p01, np.where(first, START * hyper.slope, p11))
        p01 = np.where(again, p01 - gain0 * p01, np.where(first, 0.0, p01))
        p00 = np.where(again, p00 - gain0 * p00, np.where(first, noise, p00))
    return Filtered(level, slope, p00, p01, p11, loglik)


def weigh(loglik: Floats, n_areas: int) -> Floats:
    """Weight of each grid cell: all on the likeliest (the first of equals) for a panel, else by likelihood.

    A handful of figures cannot tell 54 cells apart; to pick one would be to know more than they say.
    """
    if n_areas >= POOLED_AREAS:
        weights = np.zeros_like(loglik)
        weights[int(np.argmax(loglik))] = 1.0
        return weights
    weights = np.exp(loglik - loglik.max())
    total: Floats = weights / weights.sum()
    return total


def forecast(hyper: Hyper, state: Filtered, horizons: Sequence[int]) -> tuple[Floats, Floats]:
    """Mean and variance of an observation at each horizon in months (each horizons x cells x areas)."""
    level, slope, p00, p01, p11 = state.level, state.slope, state.p00, state.p01, state.p11
    means, variances = {}, {}
    for step in range(1, max(horizons) + 1):
        level, slope, p00, p01, p11 = predict(hyper, level, slope, p00, p01, p11)
        means[step], variances[step] = level, p00 + hyper.noise
    return np.array([means[h] for h in horizons]), np.array([variances[h] for h in horizons])


def filtered_forecast(
    values: Floats, extra: Floats, prior_slope: Floats, cells: Hyper, horizons: Sequence[int]
) -> tuple[Floats, Floats]:
    """Mean and variance (horizons x areas) from the likeliest cell, or from all of them for a few series.

    Where several cells share the weight these are the mixture's mean and variance.
    """
    state = run_filter(values, extra, prior_slope, cells)
    weights = weigh(state.loglik, values.shape[0])
    kept = weights > 0
    means, variances = forecast(cells.only(kept), state.only(kept), horizons)
    share = weights[kept][:, None]
    mean = (share * means).sum(axis=1)
    return mean, (share * (variances + (means - mean[:, None]) ** 2)).sum(axis=1)
