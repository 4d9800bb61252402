"""From the members' shares of misses to a published probability.

Holds their plain mean, the temperature by lead, and the running minimum over later deadlines. Slope only, no
base rate: what programmes elsewhere missed is not carried over. Keeps out: how members forecast, and bands.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pipeline.risk.panel import Floats, Ints, expit

P_LOW, P_HIGH = 0.01, 0.99
TESTED_LEAD = 6  # months; longer leads were never scored
# The slope of the log odds at a lead of one month, and what it loses with each further one: rounded from fits on other
# people's programmes. docs/risk.md says how much is lost when the programme scored had no part in the fit.
AT_ONCE, A_MONTH, LEAST = 1.2, 0.15, 0.05


def mean_of(said: Iterable[Floats]) -> Floats:
    """Plain mean over the members that can judge, cell by cell; NaN where none can."""
    stacked = np.array(list(said))
    able = ~np.isnan(stacked)
    total = np.where(able, stacked, 0.0).sum(axis=0)
    return np.where(able.any(axis=0), total / np.maximum(able.sum(axis=0), 1), np.nan)


def published(mean: Floats, leads: Floats | Ints) -> Floats:
    """Probabilities (horizons x areas) from mean shares of misses: tempered by lead, never rising with time.

    `leads`: months from the last report to the horizon. Months of silence have to be bridged like months to come, or
    silence alone would make a forecast surer.
    """
    return never_rising(calibrated(mean, leads))


def slope_at(leads: Floats | Ints, at_once: float = AT_ONCE, a_month: float = A_MONTH) -> Floats:
    """The temperature's slope, held beyond the tested leads."""
    held = np.minimum(leads, TESTED_LEAD)
    slope: Floats = np.maximum(at_once - a_month * (held - 1), LEAST)
    return slope


def tempered(p: Floats, slopes: Floats) -> Floats:
    """Mean share of misses -> probability: clip, log odds times the slope, clip. Arrays broadcast."""
    held = np.clip(p, P_LOW, P_HIGH)
    return np.clip(expit(slopes * np.log(held / (1 - held))), P_LOW, P_HIGH)


def calibrated(p: Floats, leads: Floats | Ints) -> Floats:
    """`tempered` with the slope of each lead in months."""
    return tempered(p, slope_at(leads))


def never_rising(p: Floats) -> Floats:
    """Running minimum along the first axis (deadlines, soonest first): who is given more time cannot be more at risk.

    The temperature draws towards a half with the lead, which alone would raise a small probability.
    """
    lowest: Floats = np.minimum.accumulate(p, axis=0)
    return lowest
