"""Member G: the share of what is left that gets done each month, shrunk to the panel's, with a common shock."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.risk.members.levels import LEVELS, normal_shuffle, shuffles
from pipeline.risk.panel import Floats, Panel, between_reports, last_seen, last_value

WINDOW = 3  # months that say how fast an area works now
UNKNOWN_SIZE = 100.0
HAZARD_RANGE = 1e-4, 0.95
PRIOR_RANGE = 2.0, 400.0
DRIFT = 60.0  # no more units than this speak for an area: the pace itself drifts
LEAST_BETWEEN = 1e-6
PRIOR_SHOCK, PRIOR_WEIGHT, LOOK_BACK, CALM = 0.45, 3, 12, 0.01


def hazard(panel: Panel, horizons: Sequence[int]) -> Floats:
    """Quantiles (horizons x areas x levels) of the share; NaN when nothing was ever left to do, or no month is known."""
    values = panel.figures
    size = np.where(np.isnan(panel.size), UNKNOWN_SIZE, panel.size)
    last = last_seen(values)
    done = between_reports(values) * size[:, None]
    events = np.maximum(np.diff(done, axis=1), 0.0)
    known = ~np.isnan(events)
    events = np.where(known, events, 0.0)
    exposure = np.where(known, np.maximum(size[:, None] - done[:, :-1], 0.0), 0.0)
    recent = known & (np.arange(events.shape[1]) >= last[:, None] - WINDOW)
    own_events, own_exposure = (events * recent).sum(axis=1), (exposure * recent).sum(axis=1)
    if own_exposure.sum() <= 0:
        return np.full((len(horizons), panel.n_areas, LEVELS), np.nan)
    rate = _hazards(own_events, own_exposure)
    panel_rate = -np.log1p(-np.clip(events.sum(axis=0) / np.maximum(exposure.sum(axis=0), 1e-9), 0, HAZARD_RANGE[1]))
    share = last_value(values)
    left = np.round(size * (1 - share))[:, None]
    gap = panel.last_column - last
    quantiles = []
    for horizon in horizons:
        shock = np.exp(_shock_sd(panel_rate, horizon) * normal_shuffle(1))
        p = -np.expm1(np.log1p(-rate) * (horizon + gap)[:, None] * shock)
        finished = _binomial_quantiles(left, p, normal_shuffle(2))
        quantiles.append(np.sort(np.minimum(share[:, None] + finished / size[:, None], 1.0), axis=1))
    return np.array(quantiles)


def _hazards(events: Floats, exposure: Floats) -> Floats:
    """Draws (areas x levels) of each area's monthly hazard: Beta, empirical-Bayes prior from all areas."""
    from scipy.special import betaincinv

    mean = float(np.clip(events.sum() / exposure.sum(), *HAZARD_RANGE))
    at_work = exposure > 0
    rates = events[at_work] / exposure[at_work]
    spread = float(np.average((rates - mean) ** 2, weights=exposure[at_work]))
    chance = float(np.mean(mean * (1 - mean) / np.maximum(exposure[at_work], 1)))
    strength = float(np.clip(mean * (1 - mean) / max(spread - chance, LEAST_BETWEEN) - 1, *PRIOR_RANGE))
    a = strength * mean + events
    b = strength * (1 - mean) + np.maximum(exposure - events, 0.0)
    held = np.minimum(1.0, DRIFT / (a + b))
    draws: Floats = betaincinv((a * held)[:, None], (b * held)[:, None], shuffles(4)[:, 3])
    return np.minimum(draws, 1 - 1e-12)


def _shock_sd(rate: Floats, horizon: int) -> float:
    """How far the panel's hazard of the next months went, in the past, from that of the months before (log)."""
    moves = [
        np.log(
            (rate[t : t + horizon].sum() + CALM * horizon) / (horizon * rate[t - WINDOW : t].mean() + CALM * horizon)
        )
        for t in range(WINDOW, rate.size - horizon + 1)
    ][-LOOK_BACK:]
    squares = float(np.square(moves).sum())
    weight = len(moves) / horizon + PRIOR_WEIGHT
    return float(np.sqrt((squares / horizon + PRIOR_WEIGHT * PRIOR_SHOCK**2) / weight))


def _binomial_quantiles(n: Floats, p: Floats, z: Floats) -> Floats:
    """Binomial counts at normal scores z, by the Cornish-Fisher expansion: monotone in z, and 0 <= count <= n."""
    sd = np.sqrt(np.maximum(n * p * (1 - p), 0.0))
    counts: Floats = np.clip(np.round(n * p + sd * z + (1 - 2 * p) * (z**2 - 1) / 6), 0.0, np.maximum(n, 0.0))
    return counts
