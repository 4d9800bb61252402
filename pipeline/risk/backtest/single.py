"""The regime of most real commitments: one national series of two to four irregular reports, no peers.

Holds how such series are cut from programmes, and their forecasts. Keeps out: the forecasting and the scores, which are
those of every forecast.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from pipeline.risk.backtest.forecasts import Forecasts, joined, scored_rows
from pipeline.risk.backtest.programmes import Programme
from pipeline.risk.backtest.tasks import LEADS, Task, owed, tasks_of
from pipeline.risk.ensemble import run_members
from pipeline.risk.panel import Ints, Panel

SAMPLE = 20  # localities a task and lead: neighbours of one programme tell the same story
REPORTS = (2, 3, 4)
STEPS_APART = (1, 2, 3, 4, 5)
SILENCE = (0, 1, 2)  # steps between the last report and the origin


def single_series_forecasts(programmes: Sequence[Programme]) -> Forecasts:
    """Forecasts of localities as if nothing were known but a few of their own reports."""
    families = sorted({programme.family for programme in programmes})
    parts = []
    for number, programme in enumerate(programmes):
        rng = np.random.default_rng(crc32(programme.name.encode()))  # the order of the files changes nothing
        for task in tasks_of(programme):
            parts += list(_of_task(programme, task, (number, families.index(programme.family)), rng))
    if not parts:
        raise ValueError("no programme has a task for a single series")
    return joined(parts)


def _of_task(
    programme: Programme, task: Task, numbers: tuple[int, int], rng: np.random.Generator
) -> Iterator[Forecasts]:
    for lead in LEADS:
        origin = task.deadline - lead
        if origin < 1:
            continue
        rows = owed(programme, task, origin)
        for i in rng.permutation(rows)[:SAMPLE]:
            panel = _thinned(programme.known_at(origin), int(i), rng)
            if panel is not None:
                yield scored_rows(programme, task, lead, np.array([i]), panel, run_members(panel, LEADS), numbers)


def _thinned(panel: Panel, i: int, rng: np.random.Generator) -> Panel | None:
    """A few irregular reports of one locality; None when two cannot be had."""
    seen = np.flatnonzero(~np.isnan(panel.values[i]))
    kept: Ints = _columns(seen, panel.last_column, rng)
    if kept.size < 2:
        return None
    values = np.full((1, panel.last_column + 1), np.nan)
    values[0, kept] = panel.values[i, kept]
    start = kept[0]
    sd = np.where(np.isnan(values), 0.0, panel.sd[i : i + 1])
    return Panel(values[:, start:], sd[:, start:], np.zeros(1), panel.size[i : i + 1])


def _columns(seen: Ints, origin: int, rng: np.random.Generator) -> Ints:
    wanted = int(rng.choice(REPORTS))
    before = origin - int(rng.choice(SILENCE))
    chosen: list[int] = []
    while len(chosen) < wanted:
        usable = seen[seen <= before]
        if not usable.size:
            break
        chosen.append(int(usable[-1]))
        before = chosen[-1] - int(rng.choice(STEPS_APART))
    return np.array(sorted(chosen), dtype=np.int64)
