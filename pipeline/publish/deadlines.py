"""Deadlines that reports state and no commitment holds: each with its sentence and the two lines that settle it.

Holds the query to the warehouse and the CSV lines with which a person adopts (stated_commitments) or rejects
(rejected_deadlines) a date. Keeps out: printing, and deciding which dates are held (the mart unmatched_deadlines does).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

ADOPT = "dbt_project/seeds/stated_commitments.csv"
REJECT = "dbt_project/seeds/rejected_deadlines.csv"

# What a province says of itself in a word counts towards the share that the word is evidence for.
WAITING = """
    select
        waiting.indicator,
        target.indicator as measured,
        waiting.ref_area, waiting.stated_by, waiting.latest_deadline, waiting.latest_deadline_kind,
        waiting.first_known_from, waiting.latest_quote, target.unit_measure, target.direction
    from unmatched_deadlines as waiting
    join indicators as said on said.indicator = waiting.indicator
    join indicators as target
        on target.indicator = coalesce(nullif(split_part(said.evidence_for, '|', 1), ''), waiting.indicator)
    where not waiting.is_synthetic
    order by waiting.latest_deadline, waiting.indicator, waiting.ref_area, waiting.stated_by
"""


@dataclass(frozen=True, slots=True)
class WaitingDeadline:
    """A date that somebody stated. `measured`: the indicator that would show whether it was kept."""

    indicator: str
    measured: str
    ref_area: str
    stated_by: str
    latest_deadline: date
    latest_deadline_kind: str
    first_known_from: date
    latest_quote: str
    unit_measure: str
    direction: str


def waiting_deadlines(warehouse: Path) -> list[WaitingDeadline]:
    """Every date that waits, earliest first; none where nothing was built yet or the build is of an earlier version."""
    if not warehouse.is_file():
        return []
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        try:
            cursor = connection.execute(WAITING)
        except duckdb.CatalogException:
            return []
        names = [column[0] for column in cursor.description or []]
        return [WaitingDeadline(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def adopting_line(item: WaitingDeadline) -> str:
    """The row of stated_commitments; target, agencies and names are left for the person, and refused while empty."""
    area = item.ref_area.lower().replace("-", "_")
    target = {"percent": "100", "status": "100"}.get(item.unit_measure, "")
    return _line(
        f"{item.measured.replace('.', '_')}_{area}_{item.latest_deadline:%Y%m%d}",
        item.measured,
        item.ref_area,
        target,
        item.direction,
        item.unit_measure,
        item.latest_deadline,
        item.first_known_from,
        item.stated_by,
        "own_promise" if item.ref_area != "VN" else "target",
        *("", "", ""),
        f"stated: {' '.join(item.latest_quote.split())}",
        item.latest_deadline_kind,
        "false",
        *("", "", item.stated_by, ""),
    )


def rejecting_line(item: WaitingDeadline, today: date) -> str:
    """The row of rejected_deadlines; the reason is left for the person."""
    return _line(item.indicator, item.ref_area, item.latest_deadline, item.stated_by, "", today)


def _line(*cells: object) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()
