"""Member F: what peers did from about the same share at about the same pace, beside the common path of then and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.risk.members.common import common_path
from pipeline.risk.members.levels import LEVELS, levels, normal_shuffle
from pipeline.risk.panel import Floats, Ints, Panel, between_reports, expit, last_seen, logit

AGEING = 9.0  # months in which an analogue loses its weight by e
LEVEL_WIDTH, WIDER_LEVEL = 0.10, 0.20
PACE_SHARE, LEAST_PACE, WIDER_PACE = 0.5, 0.005, 3.0
ENOUGH = 12  # effective analogues below which the neighbourhood widens
ANYONE = 1e-9  # weight of an analogue far off, so that an area without neighbours has the whole panel
PACE_MONTHS = 3
MOST = (
    4096  # analogues looked at, newest first: what is older has next to no weight, and the cost stays linear in areas
)


@dataclass(frozen=True, slots=True)
class Analogues:
    """Past months of all areas, ordered by what they gained beside the common path (log odds)."""

    level: Floats
    pace: Floats
    gain: Floats
    weight: Floats


def analogues(panel: Panel, horizons: Sequence[int]) -> Floats:
    """Quantiles (horizons x areas x levels) of the share; NaN for an area never observed or without any analogue."""
    common = common_path(panel)
    shares = between_reports(panel.figures)
    beside = between_reports(logit(panel.figures) - common.path)
    before = np.maximum(0, np.arange(shares.shape[1]) - PACE_MONTHS)
    pace = (shares - shares[:, before]) / np.maximum(np.arange(shares.shape[1]) - before, 1)
    last = last_seen(shares)
    quantiles = np.full((len(horizons), panel.n_areas, LEVELS), np.nan)
    usual = float(np.nanmean(pace)) if (~np.isnan(pace)).any() else 0.0
    for k, horizon in enumerate(horizons):
        moved, shock = common.ahead(horizon)
        drawn_shock = np.sqrt(shock) * normal_shuffle(0)
        for end in np.unique(last[last >= 0]):
            areas = np.flatnonzero(last == end)
            found = _analogues(shares, pace, beside, horizon + panel.last_column - int(end))
            if found is None:
                continue
            own = pace[areas, end]
            gains = _weighted_quantiles(found, shares[areas, end], np.where(np.isnan(own), usual, own))
            ends = beside[areas, end][:, None] + gains + common.here + moved + drawn_shock
            quantiles[k, areas] = np.sort(expit(ends), axis=1)
    return quantiles


def _analogues(shares: Floats, pace: Floats, beside: Floats, span: int) -> Analogues | None:
    """Every past month of every area that is followed by `span` months; where history is short, by fewer, scaled up."""
    last = shares.shape[1] - 1
    seen_span = span if last - span >= 2 else max(1, min(span, last - 1))
    starts: Ints = np.arange(1, last - seen_span + 1)[-max(MOST // shares.shape[0], 1) :]
    if not starts.size:
        return None
    gain = (beside[:, starts + seen_span] - beside[:, starts]) * (span / seen_span)
    age = np.broadcast_to(last - seen_span - starts, gain.shape)
    cells = [shares[:, starts], pace[:, starts], gain, np.exp(-age / AGEING)]
    known = ~np.isnan(cells[0] + cells[1] + cells[2])
    if not known.any():
        return None
    order = np.argsort(gain[known], kind="stable")
    level, speed, gained, weight = (cell[known][order] for cell in cells)
    return Analogues(level, speed, gained, weight)


def _weighted_quantiles(found: Analogues, level: Floats, pace: Floats) -> Floats:
    """Gains (areas x levels) of the analogues nearest to each area's level and pace."""
    width = PACE_SHARE * max(float(found.pace.std()), LEAST_PACE)
    weights = _weights(found, level, pace, LEVEL_WIDTH, width)
    few = weights.sum(axis=1) ** 2 / (weights**2).sum(axis=1) < ENOUGH
    if few.any():
        weights[few] = _weights(found, level[few], pace[few], WIDER_LEVEL, WIDER_PACE * width)
    middle = (np.cumsum(weights, axis=1) - 0.5 * weights) / weights.sum(axis=1, keepdims=True)
    places = np.array([np.searchsorted(row, levels()) for row in middle])
    gains: Floats = found.gain[np.minimum(places, found.gain.size - 1)]
    return gains


def _weights(found: Analogues, level: Floats, pace: Floats, level_width: float, pace_width: float) -> Floats:
    apart = ((found.level - level[:, None]) / level_width) ** 2 + ((found.pace - pace[:, None]) / pace_width) ** 2
    weights: Floats = found.weight * (np.exp(-0.5 * apart) + ANYONE)
    return weights
