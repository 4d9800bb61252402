"""The probabilities at which every member gives its quantiles, and the draws that stand for chance.

Holds LEVELS evenly spaced probabilities, their normal quantiles, and fixed shuffles of them: a run is identical to the
bit, and two areas that differ in one report differ by it alone. Keeps out: everything about areas.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from pipeline.risk.panel import Floats

LEVELS = 199
SEED = 20241231


@cache
def levels() -> Floats:
    """(s + .5) / LEVELS for s = 0 .. LEVELS - 1."""
    found = (np.arange(LEVELS) + 0.5) / LEVELS
    found.setflags(write=False)
    return found


@cache
def normal_levels() -> Floats:
    """Standard normal quantiles at the levels."""
    from scipy.special import ndtri

    found: Floats = ndtri(levels())
    found.setflags(write=False)
    return found


def normal_quantiles(mean: Floats, sd: Floats) -> Floats:
    """Quantiles at the levels of normal distributions with these means and standard deviations; one more axis."""
    return mean[..., None] + sd[..., None] * normal_levels()


@cache
def shuffles(count: int) -> Floats:
    """Levels x count: each column the levels in an order of its own (a Latin hypercube), the same in every run.

    The first columns do not depend on `count`.
    """
    columns = [np.random.default_rng((SEED, i)).permutation(levels()) for i in range(count)]
    found = np.stack(columns, axis=1) if columns else np.empty((LEVELS, 0))
    found.setflags(write=False)
    return found


@cache
def normal_shuffle(column: int) -> Floats:
    """Standard normal quantiles in the order of that column of `shuffles`."""
    from scipy.special import ndtri

    found: Floats = ndtri(shuffles(column + 1)[:, column])
    found.setflags(write=False)
    return found
