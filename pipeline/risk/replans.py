"""How often, and by how much, a promise was dated anew, as known in a month.

A restated value is no slip; a deadline restated by the same body is. Keeps out: forecasts, and dates that we assumed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.risk.months import last_day_that_counts
from pipeline.risk.rows import CommitmentRow


@dataclass(frozen=True, slots=True)
class Replans:
    """Dates stated for one promise: days from the first to the latest (None if none), and how many distinct ones."""

    slip_days: int | None
    dates: int


NOBODY = Replans(None, 0)


def promise_key(row: CommitmentRow) -> tuple[Any, ...]:
    """What makes two commitments the same promise with another date: who gave it, whose, of what, how far, which world."""
    return row.stated_by, row.indicator, row.ref_area, row.direction, row.target_share, row.is_synthetic


def replans_of(row: CommitmentRow, stated: Mapping[tuple[Any, ...], Replans]) -> Replans:
    """The dates of the promise this row belongs to; a date that nobody stated is no date of it."""
    return NOBODY if row.deadline_basis == "assumed" else stated[promise_key(row)]


def stated_dates(known: Sequence[CommitmentRow]) -> dict[tuple[Any, ...], Replans]:
    """Per promise, from the commitments stated so far: days from the first to the latest last day that counts."""
    dated: dict[tuple[Any, ...], list[tuple[date, date]]] = defaultdict(list)
    for row in known:
        if row.deadline_basis != "assumed":
            dated[promise_key(row)].append((row.stated_on, last_day_that_counts(row.deadline, row.deadline_kind)))
    found = {}
    for key, dates in dated.items():
        ordered = [last_day for _, last_day in sorted(dates)]
        found[key] = Replans((ordered[-1] - ordered[0]).days, len(set(ordered)))
    return found
