"""Deadlines and targets set, after the fact, to programmes whose outcome is known.

Holds the protocol: which pairs of deadline and target are tasks, and for which localities a forecast is owed at a lead.
Dates and values are real; that somebody had promised this target for that day is made up. Keeps out: forecasts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.risk.backtest.programmes import Programme
from pipeline.risk.panel import Ints, last_value

TARGETS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
WEEKLY_TARGET = 0.7  # a weekly programme is a census or a campaign: nobody promises all
LEADS = (1, 2, 3, 4, 5, 6)
FIRST_DEADLINE = 8
SHORT_PROGRAMME = 12  # steps up to which every step can be a deadline
FEWEST, LEAST_MISSED, MOST_MISSED = 15, 0.1, 0.9
BEFORE = 3  # steps before the deadline at which a locality must still be short to count
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Task:
    """Reach `target` (share) by step `deadline`."""

    deadline: int
    target: float


def tasks_of(programme: Programme) -> Iterator[Task]:
    """Tasks with at least 15 localities short three steps before, of which 10 to 90 % missed."""
    every = 4 if programme.weekly else 1 if programme.n_steps <= SHORT_PROGRAMME else 3
    for deadline in range(programme.n_steps - 1, FIRST_DEADLINE - 1, -every):
        for target in TARGETS:
            if programme.weekly and target > WEEKLY_TARGET:
                continue
            short = programme.truth[:, deadline - BEFORE] < target - TOLERANCE
            if short.sum() < FEWEST:
                continue
            missed = float((programme.truth[short, deadline] < target - TOLERANCE).mean())
            if LEAST_MISSED <= missed <= MOST_MISSED:
                yield Task(deadline, target)


def owed(programme: Programme, task: Task, origin: int) -> Ints:
    """Localities a forecast is owed for: still short, reported short, with at least two reports."""
    known = programme.reported[:, : origin + 1]
    short = (programme.truth[:, origin] < task.target - TOLERANCE) & (last_value(known) < task.target - TOLERANCE)
    enough = (~np.isnan(known)).sum(axis=1) >= 2
    return np.flatnonzero(short & enough)
