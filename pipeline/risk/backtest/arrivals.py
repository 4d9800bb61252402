"""Forecast dates scored: was a target reached before the early date, after the middle one, after the late one?

Holds, for every task, the dates said six and three steps ahead, and when the target was in fact reached. A date beyond
the end of a programme cannot be scored and is counted apart. Keeps out: how dates are forecast (outlook).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.risk.backtest.programmes import Programme
from pipeline.risk.backtest.tasks import TOLERANCE, owed, tasks_of
from pipeline.risk.ensemble import grid_to, run_members
from pipeline.risk.outlook import BEYOND, QUANTILES, crossings, path_of
from pipeline.risk.panel import Floats, Ints

SAID_AT = (3, 6)  # steps before the deadline


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Per forecast: steps to the target said at 10, 50, 90 % (inf: beyond), steps it took (inf: not by the end),
    and the steps that the programme still had.
    """

    programme: Ints
    said: Floats  # forecasts x 3
    took: Floats
    left: Ints


@dataclass(frozen=True, slots=True)
class ArrivalScore:
    """Share of targets reached before the early date and after the middle and the late date, each with its number."""

    before_p10: float
    n_p10: int
    after_p50: float
    n_p50: int
    after_p90: float
    n_p90: int
    unscored: int  # forecasts whose three dates all lie beyond the end


def arrivals_of(programmes: Sequence[Programme]) -> Arrivals:
    """Dates said for every task, of every locality that was owed a forecast."""
    numbers, said, took, left = [], [], [], []
    for number, programme in enumerate(programmes):
        tasks = list(tasks_of(programme))
        for origin in sorted({task.deadline - lead for task in tasks for lead in SAID_AT}):
            panel = programme.known_at(origin)
            ensemble = run_members(panel, grid_to(BEYOND))
            for task in tasks:
                rows = owed(programme, task, origin) if task.deadline - origin in SAID_AT else np.empty(0, np.int64)
                if not rows.size:
                    continue
                few = ensemble.only(rows)
                paths = path_of(few, few.misses(np.full(rows.size, task.target), panel.size[rows]), BEYOND)
                later = programme.truth[rows, origin + 1 :] >= task.target - TOLERANCE
                numbers.append(np.full(rows.size, number))
                said.append(crossings(paths))
                took.append(np.where(later.any(axis=1), np.argmax(later, axis=1) + 1.0, np.inf))
                left.append(np.full(rows.size, later.shape[1]))
    if not said:
        raise ValueError("no programme has a task: no date can be scored")
    return Arrivals(np.concatenate(numbers), np.concatenate(said), np.concatenate(took), np.concatenate(left))


def score_arrivals(arrivals: Arrivals, weights: Floats) -> ArrivalScore:
    """Each date is scored where the programme lasted until then; weights as for every score."""
    early, middle, late = (arrivals.said[:, k] for k in range(len(QUANTILES)))
    can = [date <= arrivals.left for date in (early, middle, late)]
    before = _share(arrivals.took < early, can[0], weights)
    after = [_share(arrivals.took > date, seen, weights) for date, seen in ((middle, can[1]), (late, can[2]))]
    return ArrivalScore(
        *(before, int(can[0].sum()), after[0], int(can[1].sum()), after[1], int(can[2].sum())),
        unscored=int((~can[0] & ~can[1] & ~can[2]).sum()),
    )


def _share(happened: np.ndarray, seen: np.ndarray, weights: Floats) -> float:
    total = float(weights[seen].sum())
    return float((weights[seen] * happened[seen]).sum() / total) if total > 0 else float("nan")
