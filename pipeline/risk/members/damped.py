"""Members B and C: each area's own damped trend, on shares and on log odds.

They look at nothing but the area's own reports; only the hyper-parameters are shared. Keeps out: the filter (kalman).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.risk.members.kalman import Hyper, filtered_forecast, grid, innovation_variance
from pipeline.risk.members.levels import normal_quantiles
from pipeline.risk.panel import CLIP, Floats, Panel, expit, logit

FLOOR = 1e-6
# Variance of a month's step, the mean over the four real programmes of the backtest: a fact about programmes that
# stands beside the few differences of a single series, not tuned on a score.
REFERENCE_SHARE = 0.0024
REFERENCE_LOG_ODDS = 0.13


def log_odds_variance(panel: Panel) -> Floats:
    """Variance that the interval of each report adds on log odds: its sd carried over by the slope of the logit."""
    held = np.clip(panel.values, CLIP, 1 - CLIP)
    return np.nan_to_num((panel.sd / (held * (1 - held))) ** 2)


def kalman_raw(panel: Panel, horizons: Sequence[int]) -> Floats:
    """B: damped trend of the share; quantiles (horizons x areas x levels) held in [0, 1]."""
    cells = grid(innovation_variance(panel.figures, FLOOR, REFERENCE_SHARE))
    level = np.clip(np.nan_to_num(panel.values[np.arange(panel.n_areas), panel.first_column]), CLIP, 1 - CLIP)
    slope = panel.prior_slope * level * (1 - level)
    mean, variance = filtered_forecast(panel.values, np.nan_to_num(panel.sd**2), slope, cells, horizons)
    return np.clip(normal_quantiles(mean, np.sqrt(variance)), 0.0, 1.0)


def kalman_logit(panel: Panel, horizons: Sequence[int], hyper: Hyper | None = None) -> Floats:
    """C: damped trend of the log odds; quantiles of the share (horizons x areas x levels). One cell if given."""
    cells = grid(innovation_variance(logit(panel.figures), FLOOR, REFERENCE_LOG_ODDS)) if hyper is None else hyper
    mean, variance = filtered_forecast(
        logit(panel.values), log_odds_variance(panel), panel.prior_slope, cells, horizons
    )
    return expit(normal_quantiles(mean, np.sqrt(variance)))
