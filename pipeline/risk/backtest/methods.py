"""Who is compared: what the ensemble, its variants, each member and the baselines said of the same forecasts.

Holds the names under which they are scored. Keeps out: their rules (calibration, members, baselines) and the scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from pipeline.risk.backtest import scores
from pipeline.risk.backtest.baselines import (
    EUROSTAT_ON_TRACK,
    EUROSTAT_SLOW,
    base_rate_elsewhere,
    hard,
    light,
    rates_elsewhere,
)
from pipeline.risk.backtest.forecasts import Forecasts
from pipeline.risk.calibration import slope_at, tempered
from pipeline.risk.members import MEMBERS
from pipeline.risk.panel import Floats

ENSEMBLE = "ensemble"
# The temperatures tried on the other families: slope at a lead of one month, and what it loses a month.
AT_ONCE, A_MONTH = np.arange(0.6, 2.01, 0.05), np.arange(0.0, 0.351, 0.025)


def probabilities(forecasts: Forecasts, families: Sequence[str]) -> dict[str, Floats]:
    """What each method said of the same forecasts; a method that has nothing to say of them is left out."""
    classes = light(forecasts.ratio)
    eurostat = light(forecasts.eurostat, (EUROSTAT_ON_TRACK, EUROSTAT_SLOW))
    said = {
        ENSEMBLE: forecasts.p_miss,
        "temperature_of_other_families": _tempered_elsewhere(forecasts),
        "without_running_minimum": forecasts.p_unheld,
        "plain_mean": forecasts.mean,
        "rag_hard": hard(classes),
        "rag_calibrated": rates_elsewhere(classes, forecasts.missed, forecasts.family, families),
        "eurostat_ratio": hard(eurostat),
        "climatology": base_rate_elsewhere(forecasts.missed, forecasts.family, families),
    }
    said |= {name: forecasts.members[:, k] for k, name in enumerate(MEMBERS)}
    return {name: p for name, p in said.items() if not np.isnan(p).any()}


def _tempered_elsewhere(forecasts: Forecasts) -> Floats:
    """The plain mean under the temperature that fits the other families best; NaN when there is no other."""
    leads = forecasts.lead + forecasts.silence
    weights = scores.weights_of(forecasts.programme)
    found = np.full(forecasts.size, np.nan)
    for family in np.unique(forecasts.family):
        own, others = forecasts.family == family, forecasts.family != family
        if others.any():
            best = min(
                product(AT_ONCE, A_MONTH),
                key=lambda pair: scores.brier(
                    tempered(forecasts.mean[others], slope_at(leads[others], *pair)),
                    forecasts.missed[others],
                    weights[others],
                ),
            )
            found[own] = tempered(forecasts.mean[own], slope_at(leads[own], *best))
    return found
