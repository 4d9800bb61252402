"""Programmes whose outcome is known: localities x steps, as read from a table.

Holds the form of the table (columns locality, date, value_pct and, for counts, num and den), its checks, and what a
programme would have looked like through worse reports. Keeps out: deadlines and targets (tasks).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

import numpy as np

from pipeline.risk.panel import Bools, Floats, Panel

COLUMNS = ("locality", "date", "value_pct")
WEEKLY_BELOW = 20  # days between steps
MAX_ROWS = 2_000_000
MOST = 2.0  # more people than residents were counted here and there; above 100 % is held at 100 %
LOST = 0.4  # share of the reports that a degraded programme has not
TEN_POINTS = 0.1
# Programmes of one kind are not each other's independent test; others are their own family.
FAMILIES = {
    "pad131": "pad",
    "pad145": "pad",
    "covid_world": "covid",
    "us_states": "covid",
    "covid_subnat": "covid",
}


class ProgrammeError(Exception):
    """The table does not have the form of a programme; the message says where."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Shares 0..1 (localities x steps, NaN where nothing is said) as reported and as they were, sd, units in all."""

    name: str
    localities: tuple[str, ...]
    days: tuple[date, ...]
    truth: Floats  # the last value carried forward
    reported: Floats
    sd: Floats
    size: Floats

    @property
    def family(self) -> str:
        return FAMILIES.get(self.name, self.name)

    @property
    def n_steps(self) -> int:
        return len(self.days)

    @property
    def weekly(self) -> bool:
        gaps = np.diff([day.toordinal() for day in self.days])
        return bool(gaps.size) and float(np.median(gaps)) < WEEKLY_BELOW

    def known_at(self, step: int) -> Panel:
        """What was reported up to a step, and nothing later."""
        kept = slice(0, step + 1)
        return Panel(self.reported[:, kept], self.sd[:, kept], np.zeros(len(self.localities)), self.size)


def read_programme(name: str, lines: Iterable[str]) -> Programme:
    """A programme from CSV lines. Raises ProgrammeError for a missing column, a broken cell or a pair told twice."""
    table = csv.DictReader(lines)
    lacking = [column for column in COLUMNS if column not in (table.fieldnames or ())]
    if lacking:
        raise ProgrammeError(f"{name}: no column {', '.join(lacking)}; needed are {', '.join(COLUMNS)}[, num, den]")
    cells: dict[tuple[str, date], float] = {}
    sizes: dict[str, float] = {}
    for number, row in enumerate(table, start=2):
        if number > MAX_ROWS:
            raise ProgrammeError(f"{name}: more than {MAX_ROWS} rows")
        try:
            if row["value_pct"] is None:
                raise ValueError("the row is cut short")
            key = row["locality"], date.fromisoformat(row["date"])
            share = float(row["value_pct"]) / 100 if row["value_pct"] else np.nan
            size = float(row["den"]) if row.get("den") else np.nan
        except (TypeError, ValueError) as error:
            raise ProgrammeError(f"{name}, line {number}: {error}") from None
        if not (np.isnan(share) or 0 <= share <= MOST):
            raise ProgrammeError(f"{name}, line {number}: value_pct {row['value_pct']} is no percentage")
        if key in cells:
            raise ProgrammeError(f"{name}, line {number}: {key[0]} on {key[1]} is told twice")
        cells[key] = share
        if size > 0:
            sizes[key[0]] = size
    return _gridded(name, cells, sizes)


def _gridded(name: str, cells: dict[tuple[str, date], float], sizes: dict[str, float]) -> Programme:
    localities = tuple(sorted({locality for locality, _ in cells}))
    days = tuple(sorted({day for _, day in cells}))
    place = {locality: i for i, locality in enumerate(localities)}
    column = {day: j for j, day in enumerate(days)}
    values = np.full((len(localities), len(days)), np.nan)
    for (locality, day), share in cells.items():
        values[place[locality], column[day]] = min(max(share, 0.0), 1.0) if not np.isnan(share) else np.nan
    size = np.array([sizes.get(locality, np.nan) for locality in localities])
    return Programme(name, localities, days, carried(values), values, np.zeros_like(values), size)


def carried(values: Floats) -> Floats:
    """Steps without a value hold the one before; NaN before the first."""
    columns = np.where(np.isnan(values), -1, np.arange(values.shape[1]))
    before = np.maximum.accumulate(columns, axis=1)
    return np.where(before < 0, np.nan, np.take_along_axis(values, np.maximum(before, 0), axis=1))


def degraded(programme: Programme) -> Programme:
    """40 % of the reports lost at random, the rest rounded to whole percents; what happened stays as it was."""
    lost: Bools = np.random.default_rng(0).random(programme.reported.shape) < LOST
    values = np.where(lost, np.nan, np.round(programme.reported, 2))
    return replace(programme, reported=values, sd=_even_spread(values, 0.01))


def told_as_over(programme: Programme) -> Programme:
    """Every figure told as "over 40 %": only the ten points it lies in are known, and their middle is used."""
    low = np.floor(np.minimum(programme.reported, 1 - 1e-9) / TEN_POINTS + 1e-9) * TEN_POINTS
    done = programme.reported >= 1 - 1e-9
    values = np.where(done, 1.0, np.where(programme.reported <= 0, 0.0, low + TEN_POINTS / 2))
    sd = np.where(done | (programme.reported <= 0), 0.0, _even_spread(values, TEN_POINTS))
    return replace(programme, reported=np.where(np.isnan(programme.reported), np.nan, values), sd=sd)


def _even_spread(values: Floats, width: float) -> Floats:
    return np.where(np.isnan(values), 0.0, width / sqrt(12))
