"""One commitment in one as-known month: its areas side by side.

Holds which areas can be forecast, and with whom they share a choice of hyper-parameters: from 15 areas on a panel,
below that each series for itself. Keeps out: judgement and columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from pipeline.risk import pace
from pipeline.risk.ensemble import grid_to, run_members
from pipeline.risk.members import POOLED_AREAS
from pipeline.risk.months import last_day_that_counts, month_number, number_of
from pipeline.risk.outlook import BEYOND, Outlook, read_outlooks
from pipeline.risk.rows import CommitmentRow, EvidenceRow
from pipeline.risk.series import Series, build_panel, build_series, latest_vintages, panel_median


@dataclass(frozen=True, slots=True)
class Group:
    """One commitment in one as-known month: its areas, their series, and what they have in common."""

    commitments: list[CommitmentRow]
    series: list[Series]
    outlooks: dict[int, Outlook]  # by place in `commitments`
    rates: list[list[float]]
    month: int  # number of the as-known month
    is_panel: bool
    median: float | None  # of the latest figures


def last_day_of(row: CommitmentRow) -> date:
    """The last day that counts for this commitment."""
    return last_day_that_counts(row.deadline, row.deadline_kind)


def target_of(row: CommitmentRow) -> float:
    """Share to reach; 1 where none can be stated: nothing is forecast then, but words need a "completed"."""
    return 1.0 if row.target_share is None else row.target_share


def build_group(commitments: list[CommitmentRow], areas: list[list[EvidenceRow]], month: str) -> Group:
    """Series and outlooks of one commitment's areas; `areas` holds the known evidence of each, in the same order."""
    vintages = [latest_vintages(rows) for rows in areas]
    median = panel_median(vintages)
    series = [build_series(rows, target_of(row), median) for row, rows in zip(commitments, vintages, strict=True)]
    able = [i for i, one in enumerate(series) if len(one.segment) >= 2]
    is_panel = len(able) >= POOLED_AREAS
    outlooks: dict[int, Outlook] = {}
    for together in [able] if is_panel else [[i] for i in able]:
        outlooks |= _outlooks(commitments, series, together, month)
    rates = [pace.rates(one.segment) for one in series]
    return Group(commitments, series, outlooks, rates, month_number(month), is_panel, median)


def _outlooks(
    commitments: list[CommitmentRow], series: list[Series], together: list[int], month: str
) -> dict[int, Outlook]:
    """Outlooks of the areas in `together`, which share one choice of hyper-parameters; none for areas that are done."""
    origin = month_number(month)
    ends = {i: number_of(last_day_of(commitments[i])) for i in together}
    numbered = [i for i in together if commitments[i].target_share is not None]
    still_open = [i for i in numbered if not is_done(commitments[i], series[i])]
    steps = max((ends[i] + BEYOND - origin for i in still_open), default=0)
    if steps <= 0:
        return {}
    panel = build_panel([series[i] for i in together], month)
    places = np.array([together.index(i) for i in still_open])
    ensemble = run_members(panel, grid_to(steps)).only(places)
    outlooks = read_outlooks(
        ensemble,
        np.array([target_of(commitments[i]) for i in still_open]),
        panel.size[places],
        origin,
        [ends[i] for i in still_open],
    )
    return dict(zip(still_open, outlooks, strict=True))


def is_done(row: CommitmentRow, series: Series) -> bool:
    """Whether the latest report reaches the target."""
    return series.latest is not None and series.latest.reaches(target_of(row))
