"""Member D: the damped trend of each area beside the common path of its panel, plus the common shock."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.risk.members.common import common_path
from pipeline.risk.members.damped import log_odds_variance
from pipeline.risk.members.kalman import filtered_forecast, grid, innovation_variance
from pipeline.risk.members.levels import normal_quantiles
from pipeline.risk.panel import Floats, Panel, expit, logit

PHI = (0.6, 0.8, 0.9)
LEVEL_RATIOS = (0.1, 0.4, 0.8)
FLOOR = 1e-5


def hierarchical(panel: Panel, horizons: Sequence[int]) -> Floats:
    """Quantiles (horizons x areas x levels) of the share."""
    common = common_path(panel)
    scale = innovation_variance(logit(panel.figures) - common.path, FLOOR)
    mean, variance = filtered_forecast(
        logit(panel.values) - common.path,
        log_odds_variance(panel),
        np.zeros(panel.n_areas),
        grid(scale, PHI, LEVEL_RATIOS),
        horizons,
    )
    ahead = np.array([common.ahead(horizon) for horizon in horizons])
    centre = mean + common.here + ahead[:, :1]
    return expit(normal_quantiles(centre, np.sqrt(variance + ahead[:, 1:])))
