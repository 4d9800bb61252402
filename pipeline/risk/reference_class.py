"""What became of others: the reference class for words alone, and how each regime scored in the backtest.

Holds the two tables that `tiendo backtest --seeds` writes, as rows, and their lookup. Keeps out: how they were counted
(backtest) and the band that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.risk.calibration import P_HIGH, P_LOW, TESTED_LEAD
from pipeline.risk.intervals import BASICALLY, Report

ALL_LEADS = 0
WHOLE = 0.99  # the class was counted for targets of all; a part of all is another question
CLASS_OF_WORD = {
    "basically_completed": "basically_completed",
    "in_progress": "in_progress",
    "at_risk": "in_progress",
    "slow": "slow",
    "not_started": "not_started",
}


@dataclass(frozen=True, slots=True)
class StatusClass:
    """Share of areas told so that missed a target of all at this lead: mean over families, lowest, highest."""

    p_miss: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class References:
    """The two tables; empty ones say nothing, and words alone then stay grey."""

    classes: Mapping[tuple[str, int], StatusClass] = field(default_factory=dict)
    briers: Mapping[tuple[str, int], float] = field(default_factory=dict)
    band_misses: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def status_class(self, report: Report, median: float | None, target: float, lead: int) -> StatusClass | None:
        """The class of an area whose last report is this one; held at the longest lead that was counted."""
        if target < WHOLE:
            return None
        found = self.classes.get((class_of(report, median), min(max(lead, 1), TESTED_LEAD)))
        if found is None:
            return None
        return StatusClass(min(max(found.p_miss, P_LOW), P_HIGH), found.lowest, found.highest)

    def brier(self, regime: str, lead: int) -> float | None:
        """Brier score of this regime's forecasts at this lead, held at the longest one."""
        return self.briers.get((regime, min(max(lead, 1), TESTED_LEAD)))

    def missed_in_band(self, regime: str, band: str) -> float | None:
        """Share of this regime's forecasts in this band, over all leads, that missed."""
        return self.band_misses.get((regime, band))


def class_of(report: Report, median: float | None) -> str:
    """The word that a report amounts to; a figure is told by the rules of the backtest, slow being below the median."""
    if report.is_word:
        return CLASS_OF_WORD[str(report.row.status)]
    if report.value >= BASICALLY:
        return "basically_completed"
    if report.value <= 0:
        return "not_started"
    return "slow" if median is not None and report.value < median - 1e-9 else "in_progress"


def references_of(classes: Iterable[Mapping[str, Any]], scores: Iterable[Mapping[str, Any]]) -> References:
    """The tables `status_classes` and `regime_scores` as rows (dicts)."""
    rows = list(scores)
    return References(
        {
            (row["status"], int(row["lead"])): StatusClass(row["p_miss"], row["p_miss_low"], row["p_miss_high"])
            for row in classes
        },
        {(row["regime"], int(row["lead"])): row["brier"] for row in rows if row["band"] == "all"},
        {
            (row["regime"], row["band"]): row["realised"]
            for row in rows
            if row["band"] != "all" and int(row["lead"]) == ALL_LEADS and row["realised"] is not None
        },
    )
