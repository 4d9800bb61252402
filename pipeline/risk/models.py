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
import numpy.typing as npt

from pipeline.risk.series import Floats, Panel, logit

LEVELS = 199
POOLED_AREAS = 15  # from here on the areas' own differences say how much a series moves
PHI = (0.8, 0.9, 1.0)
LEVEL_RATIOS = (0.02, 0.1, 0.4)
SLOPE_RATIOS = (0.02, 0.15, 0.5)
NOISE_RATIOS = (0.002, 0.05)
# Few series: their few differences are joined by three made-up ones of this variance (log odds squared per month), or
# else two reports, having one difference, would claim to have no variance at all. It is the mean over the four real
# programmes of the backtest (.004 to .28), taken as a fact about programmes and not tuned on a score.
REFERENCE_VARIANCE = 0.13
REFERENCE_WEIGHT = 3
FIGURE_SD = 0.05  # a wider interval is a word: it informs the level, not the size of the steps

Bools = npt.NDArray[np.bool_]
Member = Callable[[Panel, int], Floats]


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
    # A difference repeated over its months is one piece of news; one is spent on the mean.
    news = max(int((~np.isnan(z)).sum()) - z.shape[0] - 1, 0)
    return (news * spread + REFERENCE_WEIGHT * REFERENCE_VARIANCE) / (news + REFERENCE_WEIGHT)


def grid(scale: float) -> Hyper:
    """The 54 cells the pooled choice is made from, as columns (cells x 1)."""
    cells = np.array(list(product(PHI, LEVEL_RATIOS, SLOPE_RATIOS, NOISE_RATIOS)))
    columns = cells[:, :, None]
    return Hyper(columns[:, 0], scale * columns[:, 1], scale * columns[:, 2], scale * columns[:, 3])


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


def run_filter(z: Floats, extra: Floats, prior_slope: Floats, hyper: Hyper) -> Filtered:
    """The filter over all months for every cell of `hyper` and every area at once.

    z: areas x months with NaN; extra: the observation variance a cell of z adds to the common one; prior_slope: per
    area. Each area starts at its first observation. An area never observed keeps NaN.
    """
    shape = (hyper.phi.shape[0], z.shape[0])
    level, slope, p00, p01, p11 = (np.full(shape, np.nan) for _ in range(5))
    loglik = np.zeros(shape[0])
    started = np.zeros(z.shape[0], dtype=bool)
    for t in range(z.shape[1]):
        level, slope, p00, p01, p11 = predict(hyper, level, slope, p00, p01, p11)
        seen = ~np.isnan(z[:, t])
        if not seen.any():
            continue
        first, again = seen & ~started, seen & started
        started |= seen
        noise = hyper.noise + extra[:, t]
        variance = p00 + noise
        miss = z[:, t] - level
        gain0, gain1 = p00 / variance, p01 / variance
        loglik -= 0.5 * np.where(again, np.log(variance) + miss**2 / variance, 0.0).sum(axis=1)
        level = np.where(again, level + gain0 * miss, np.where(first, z[:, t], level))
        slope = np.where(again, slope + gain1 * miss, np.where(first, prior_slope, slope))
        p11 = np.where(again, p11 - gain1 * p01, np.where(first, 8 * hyper.slope, p11))
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


def forecast(hyper: Hyper, state: Filtered, steps: int) -> tuple[Floats, Floats]:
    """Mean and variance of an observation 1..steps months on (each steps x cells x areas), on log odds."""
    level, slope, p00, p01, p11 = state.level, state.slope, state.p00, state.p01, state.p11
    means, variances = [], []
    for _ in range(steps):
        level, slope, p00, p01, p11 = predict(hyper, level, slope, p00, p01, p11)
        means.append(level)
        variances.append(p00 + hyper.noise)
    return np.array(means), np.array(variances)


def kalman_logit(panel: Panel, steps: int, hyper: Hyper | None = None) -> Floats:
    """Member C: damped-trend Kalman filter on log odds; all areas share the hyper-parameters (one cell if given).

    An interval's sd enters as observation variance of its own cell, carried to log odds by the slope of the logit.
    Where several cells share the weight, the quantiles are those of a normal with the mixture's mean and variance.
    """
    z = logit(panel.values)
    held = np.clip(panel.values, 0.01, 0.99)
    extra = np.nan_to_num((panel.sd / (held * (1 - held))) ** 2)
    cells = grid(innovation_variance(np.where(panel.sd > FIGURE_SD, np.nan, z))) if hyper is None else hyper
    state = run_filter(z, extra, panel.prior_slope, cells)
    weights = weigh(state.loglik, z.shape[0])
    kept = weights > 0
    means, variances = forecast(cells.only(kept), state.only(kept), steps)
    share = weights[kept][:, None]
    mean = (share * means).sum(axis=1)
    deviation = np.sqrt((share * (variances + (means - mean[:, None]) ** 2)).sum(axis=1))
    quantiles = mean[:, :, None] + deviation[:, :, None] * normal_levels()
    return 1 / (1 + np.exp(-quantiles))


MEMBERS: Mapping[str, Member] = {"kalman_logit": kalman_logit}
