"""Member A: the area goes on as it went, month by month drawn from its own recent months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.risk.members.levels import LEVELS, shuffles
from pipeline.risk.panel import RECENT, Floats, Panel, increments, last_seen, pooled

BORROWED = 2  # increments of other areas that join a single own one: one difference has no spread


def linear_bootstrap(panel: Panel, horizons: Sequence[int]) -> Floats:
    """Quantiles (horizons x areas x levels): the last report plus drawn increments, held in [0, 1].

    The draws are the same for every area. NaN for an area never observed, and for all when no area has two reports.
    """
    values = panel.figures
    last = last_seen(values)
    gap = panel.last_column - last
    own = increments(values, RECENT)
    pool = np.sort(pooled(own))
    quantiles = np.full((len(horizons), panel.n_areas, LEVELS), np.nan)
    if not pool.size:
        return quantiles
    draws = shuffles(max(horizons) + int(gap[last >= 0].max(initial=0)))
    lent = pool[((np.arange(BORROWED) + 0.5) / BORROWED * pool.size).astype(int)]
    for i in np.flatnonzero(last >= 0):
        steps = np.sort(np.concatenate([own[i], lent]) if own[i].size == 1 else own[i] if own[i].size else pool)
        moved = np.cumsum(steps[(draws * steps.size).astype(int)], axis=1)
        ends = values[i, last[i]] + moved[:, [h + gap[i] - 1 for h in horizons]]
        quantiles[:, i] = np.sort(np.clip(ends, 0.0, 1.0), axis=0).T
    return quantiles
