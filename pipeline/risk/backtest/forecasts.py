"""Every forecast the protocol asks for, made by the functions of production from what was known at its origin.

Holds the table of forecasts with their outcomes. Keeps out: fitted baselines (baselines) and scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from pipeline.risk.backtest.baselines import eurostat_ratios, pace_ratios
from pipeline.risk.backtest.programmes import Programme
from pipeline.risk.backtest.tasks import LEADS, TOLERANCE, Task, owed, tasks_of
from pipeline.risk.calibration import calibrated, mean_of, published
from pipeline.risk.ensemble import Ensemble, run_members
from pipeline.risk.members import MEMBERS
from pipeline.risk.panel import Floats, Ints, Panel

UNABLE = 0.5  # what a member is scored with where it cannot judge
INTERVAL = (0.1, 0.9)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """One row a forecast. `programme` and `family` are numbers into the run's lists; steps, shares and probabilities."""

    programme: Ints
    family: Ints
    deadline: Ints
    target: Floats
    lead: Ints
    silence: Ints  # steps without a report before the origin
    locality: Ints
    missed: Floats  # 1 missed, 0 reached
    members: Floats  # forecasts x members, share of futures that miss
    mean: Floats
    p_miss: Floats  # as published: temperature, running minimum over later deadlines
    p_unheld: Floats  # before the running minimum
    ratio: Floats  # pace over required pace
    eurostat: Floats  # CAGR over required CAGR
    n_reports: Ints
    value: Floats  # share on the deadline as it was
    low: Floats  # 80 % interval of the value
    high: Floats
    held: Floats  # forecasts x members: 1 where the member's own 80 % interval held the value, NaN without one

    @property
    def size(self) -> int:
        return int(self.missed.size)

    def only(self, kept: np.ndarray) -> Forecasts:
        """The rows marked (or numbered)."""
        return Forecasts(*(getattr(self, field.name)[kept] for field in fields(self)))


def joined(parts: Sequence[Forecasts]) -> Forecasts:
    """Tables one under the other."""
    return Forecasts(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Forecasts)))


def forecasts_of(programmes: Sequence[Programme], progress: Progress | None = None) -> Forecasts:
    """The forecasts of all programmes; `progress(done, all, name)` after each. Empty without any task."""
    families = sorted({programme.family for programme in programmes})
    parts = []
    for number, programme in enumerate(programmes):
        parts += list(_of_programme(programme, number, families.index(programme.family)))
        if progress is not None:
            progress(number + 1, len(programmes), programme.name)
    if not parts:
        raise ValueError("no programme has a task: too few steps, or nobody short of any target")
    return joined(parts)


def _of_programme(programme: Programme, number: int, family: int) -> Iterable[Forecasts]:
    tasks = list(tasks_of(programme))
    for origin in sorted({task.deadline - lead for task in tasks for lead in LEADS if task.deadline > lead}):
        due = [task for task in tasks if 1 <= task.deadline - origin <= LEADS[-1]]
        panel = programme.known_at(origin)
        ensemble = run_members(panel, LEADS)
        for task in due:
            rows = owed(programme, task, origin)
            if rows.size:
                few = panel.only(rows)
                numbers = number, family
                yield scored_rows(programme, task, task.deadline - origin, rows, few, ensemble.only(rows), numbers)


def scored_rows(
    programme: Programme,
    task: Task,
    lead: int,
    rows: Ints,
    panel: Panel,
    ensemble: Ensemble,
    numbers: tuple[int, int],
) -> Forecasts:
    """Rows of one task at one lead for the localities `rows`, which are the areas of `panel` in the same order."""
    misses = ensemble.misses(np.full(rows.size, task.target), panel.size)
    mean = np.nan_to_num(mean_of(misses.values()), nan=UNABLE)
    at = ensemble.horizons.index(lead)
    cells = [
        np.nan_to_num(misses[name][at], nan=UNABLE) if name in misses else np.full(rows.size, np.nan)
        for name in MEMBERS
    ]
    interval = np.quantile(ensemble.value(lead), INTERVAL, axis=-1)
    value = programme.truth[rows, task.deadline]
    return Forecasts(
        programme=np.full(rows.size, numbers[0]),
        family=np.full(rows.size, numbers[1]),
        deadline=np.full(rows.size, task.deadline),
        target=np.full(rows.size, task.target),
        lead=np.full(rows.size, lead),
        silence=ensemble.silence,
        locality=rows,
        missed=(programme.truth[rows, task.deadline] < task.target - TOLERANCE).astype(np.float64),
        members=np.array(cells).T,
        mean=mean[at],
        p_miss=published(mean, ensemble.leads)[at],
        p_unheld=calibrated(mean, ensemble.leads)[at],
        ratio=pace_ratios(panel.values, task.target, lead),
        eurostat=eurostat_ratios(panel.values, task.target, lead),
        n_reports=(~np.isnan(panel.values)).sum(axis=1),
        value=value,
        low=interval[0],
        high=interval[1],
        held=np.array([_held(ensemble.quantiles.get(name), at, value) for name in MEMBERS]).T,
    )


def _held(path: Floats | None, at: int, value: Floats) -> Floats:
    """Whether a member's 80 % interval held each value; NaN where it has none."""
    if path is None:
        return np.full(value.size, np.nan)
    low, high = np.quantile(path[at], INTERVAL, axis=-1)
    inside = (value >= low - TOLERANCE) & (value <= high + TOLERANCE)
    return np.where(np.isnan(low), np.nan, inside.astype(np.float64))
