"""From the members' shares of misses to a published probability.

Holds their plain mean, the temperature by lead, and the running minimum over later deadlines. Slope only, no
base rate: what programmes elsewhere missed is not carried over. Keeps out: how members forecast, and bands.
"""

from __future__ import annotations

import numpy as np

from pipeline.risk.panel import Floats, expit

P_LOW, P_HIGH = 0.01, 0.99
TESTED_LEAD = 6  # months; longer leads were never scored
# The slope of the log odds at a lead of one month, and what it loses with each further one: rounded from fits on other
# people's programmes. docs/risk.md says how much is lost when the programme scored had no part in the fit.
AT_ONCE, A_MONTH, LEAST = 1.2, 0.15, 0.05


def slope_at(leads: Floats) -> Floats:
    """The temperature's slope, held beyond the tested leads."""
    held = np.minimum(leads, TESTED_LEAD)
    return np.maximum(AT_ONCE - A_MONTH * (held - 1), LEAST)


def tempered(p: Floats, slopes: Floats) -> Floats:
    """Mean share of misses -> probability: clip, log odds times the slope, clip. Arrays broadcast."""
    held = np.clip(p, P_LOW, P_HIGH)
    return np.clip(expit(slopes * np.log(held / (1 - held))), P_LOW, P_HIGH)


def calibrated(p: Floats, leads: Floats) -> Floats:
    """`tempered` with the slope of each lead in months."""
    return tempered(p, slope_at(np.asarray(leads, dtype=np.float64)))


def never_rising(p: Floats) -> Floats:
    """Running minimum along the first axis (deadlines, soonest first): who is given more time cannot be more at risk.

    The temperature draws towards a half with the lead, which alone would raise a small probability.
    """
    lowest: Floats = np.minimum.accumulate(p, axis=0)
    return lowest
