"""Member E: each area's recent pace beside the common path, shrunk to the other areas' as far as it is noise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.risk.members.common import common_path
from pipeline.risk.members.levels import LEVELS, normal_quantiles
from pipeline.risk.panel import RECENT, Floats, Panel, expit, increments, last_seen, last_value, logit, paces

SPREAD_OF = 3  # increments from which an area says how much its steps vary
UNKNOWN_VARIANCE = 0.05  # of a step, where no area says
LEAST_VARIANCE = 1e-4
LEAST_BETWEEN = 1e-5


def shrunk_logit_pace(panel: Panel, horizons: Sequence[int]) -> Floats:
    """Quantiles (horizons x areas x levels) of the share; NaN without a pace in the panel or a report of the area."""
    common = common_path(panel)
    beside = logit(panel.figures) - common.path
    own = increments(beside, RECENT)
    pace = paces(beside)
    known = ~np.isnan(pace)
    if not known.any():
        return np.full((len(horizons), panel.n_areas, LEVELS), np.nan)
    spreads = [float(np.var(steps, ddof=1)) for steps in own if steps.size >= SPREAD_OF]
    step_variance = max(float(np.mean(spreads)) if spreads else UNKNOWN_VARIANCE, LEAST_VARIANCE)
    news = np.clip([steps.size for steps in own], 1, SPREAD_OF)
    mean = float(pace[known].mean())
    between = max(float(pace[known].var() - (step_variance / news[known]).mean()), LEAST_BETWEEN)
    trust = between / (between + step_variance / news)
    shrunk = np.where(known, trust * np.nan_to_num(pace) + (1 - trust) * mean, mean)
    variance = np.where(known, trust * step_variance / news, between)
    last, level = last_seen(beside), last_value(beside)
    quantiles = []
    for horizon in horizons:
        moved, shock = common.ahead(horizon)
        span = horizon + panel.last_column - last
        centre = level + span * shrunk + common.here + moved
        sd = np.sqrt(span**2 * variance + span * step_variance + shock)
        quantiles.append(expit(normal_quantiles(centre, sd)))
    return np.array(quantiles)
