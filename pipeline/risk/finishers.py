"""How many of N will be done by the deadline.

Two readings: a commitment that counts units (k of N localities) has its own predictive distribution; a commitment that
binds each area has a probability an area, joined by one common factor because areas share campaigns, systems and
holidays. Keeps out: probabilities that are not known; a group with an unknown member has no count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.risk.panel import Floats

# Units that finish one by one; parcels and records are amounts, nobody asks which of them is late.
COUNTED_UNITS = frozenset({"localities", "districts", "communes", "ministries", "agencies"})
COMMON_SHARE = 0.5  # share of an area's luck that is everyone's: between independent and all alike, not yet scored
NODES = 41


@dataclass(frozen=True, slots=True)
class Finishers:
    """Number of units done by the deadline at 10, 50 and 90 %, and the probability that all are."""

    p10: float
    p50: float
    p90: float
    p_all: float


def from_quantiles(shares: Floats, size: float, p_all: float) -> Finishers:
    """Units done from quantiles of the share at the deadline (sorted, shape (levels,)), of `size` units in all."""
    counts = np.rint(np.quantile(shares, [0.1, 0.5, 0.9]) * size)
    return Finishers(float(counts[0]), float(counts[1]), float(counts[2]), p_all)


def from_probabilities(p_done: Sequence[float]) -> Finishers:
    """Units done from the probability of each (0 and 1 allowed): a one-factor normal copula, exact within a node."""
    from scipy.special import ndtr, ndtri

    common = ndtri((np.arange(NODES) + 0.5) / NODES)
    edge = ndtri(np.asarray(p_done, dtype=np.float64))
    given = ndtr((edge[None, :] + np.sqrt(COMMON_SHARE) * common[:, None]) / np.sqrt(1 - COMMON_SHARE))
    counts = np.zeros((NODES, len(p_done) + 1))
    counts[:, 0] = 1.0
    for i in range(len(p_done)):
        p = given[:, i : i + 1]
        counts[:, 1:] = counts[:, 1:] * (1 - p) + counts[:, :-1] * p
        counts[:, :1] = counts[:, :1] * (1 - p)
    cumulated = counts.mean(axis=0).cumsum()
    p10, p50, p90 = (float(np.searchsorted(cumulated, q - 1e-12)) for q in (0.1, 0.5, 0.9))
    return Finishers(p10, p50, p90, float(counts[:, -1].mean()))
