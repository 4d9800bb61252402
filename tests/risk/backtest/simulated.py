"""Programmes whose truth is known because it was drawn: areas climb on log odds, together and each for itself."""

from __future__ import annotations

from datetime import date

import numpy as np

from pipeline.risk.backtest.programmes import Programme
from pipeline.risk.months import month_end, month_number


def simulated(name: str, seed: int, areas: int = 60, months: int = 26, size: float = 80) -> Programme:
    """Units done of `size`: a common pace that wanders, paces of the areas' own, and steps of chance; never down."""
    rng = np.random.default_rng(seed)
    common = 0.22 + np.cumsum(rng.normal(0, 0.05, months))
    own = rng.normal(0, 0.08, (areas, 1))
    steps = np.maximum(common + own + rng.normal(0, 0.15, (areas, months)), 0)
    odds = rng.normal(-3, 0.6, (areas, 1)) + np.cumsum(steps, axis=1)
    values = np.floor(size / (1 + np.exp(-odds))) / size
    days = tuple(day_of(k) for k in range(months))
    names = tuple(f"A{k:03d}" for k in range(areas))
    return Programme(name, names, days, values, values, np.zeros_like(values), np.full(areas, size))


def day_of(step: int) -> date:
    """Month ends from January 2023."""
    return month_end(month_number("2023-01") + step)


def table_of(programme: Programme) -> str:
    """The programme as the table that `tiendo backtest` reads."""
    rows = ["locality,date,value_pct,num,den"]
    for locality, row, size in zip(programme.localities, programme.reported, programme.size, strict=True):
        rows += [
            f"{locality},{day},{100 * value:.6f},{value * size:.0f},{size:.0f}"
            for day, value in zip(programme.days, row, strict=True)
        ]
    return "\n".join(rows) + "\n"
