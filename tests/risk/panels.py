"""Panels made for tests: arrays that state only what a test is about."""

from __future__ import annotations

import numpy as np

from pipeline.risk.panel import Floats, Panel


def panel_of(values: Floats | list[list[float]], size: float = np.nan) -> Panel:
    """Exact figures (shares, NaN where nothing is said), every area of the same size."""
    array = np.asarray(values, dtype=np.float64)
    return Panel(array, np.zeros_like(array), np.zeros(len(array)), np.full(len(array), size))


def random_values(areas: int, months: int, seed: int, missing: float = 0.3) -> Floats:
    """Shares that mostly rise, with months nobody reported."""
    rng = np.random.default_rng(seed)
    values = 1 / (1 + np.exp(-np.cumsum(rng.normal(0.2, 0.3, (areas, months)), axis=1) + 2))
    values[rng.random(values.shape) < missing] = np.nan
    values[:, -1] = np.where(np.isnan(values).all(axis=1), 0.5, values[:, -1])
    return values
