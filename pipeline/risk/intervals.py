"""What a report stands for: an interval of shares, with the rule that gave it.

Holds the rules for printed figures ("over 46 million" is an interval) and for status words. Keeps out: time, vintages,
and any choice between reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from pipeline.risk.rows import EvidenceRow

BASICALLY = 0.95  # "basically completed" begins here
UNSURE = {"in_progress", "at_risk"}


@dataclass(frozen=True, slots=True)
class Report:
    """One report as an interval of shares [low, high]; `open_end` says that `high` itself is not reached."""

    row: EvidenceRow
    low: float
    high: float
    rule: str  # exact | interval | status.<word>
    open_end: bool = False

    @property
    def is_word(self) -> bool:
        return self.rule.startswith("status.")

    @property
    def value(self) -> float:
        """The value used: the midpoint."""
        return (self.low + self.high) / 2

    @property
    def sd(self) -> float:
        """Standard deviation of an even spread over the interval."""
        return (self.high - self.low) / sqrt(12)

    def reaches(self, target: float) -> bool:
        return self.low >= target - 1e-9

    def falls_short(self, target: float) -> bool:
        """Certainly short: no point of the interval reaches the target."""
        return self.high < target - 1e-9 or (self.open_end and self.high <= target + 1e-9)


def figure_report(row: EvidenceRow) -> Report | None:
    """The interval of a printed figure; None when the row has no share."""
    if row.share is None:
        return None
    low = row.share if row.share_low is None else min(row.share_low, row.share)
    high = row.share if row.share_high is None else max(row.share_high, row.share)
    return Report(row, low, high, "exact" if high - low < 1e-12 else "interval")


def word_report(row: EvidenceRow, target: float, panel_median: float | None) -> Report | None:
    """The interval of a status word; None for words that say nothing about progress (a plan)."""
    rule = f"status.{row.status}"
    if row.status == "completed":
        return Report(row, target, 1.0, rule)
    if row.status == "basically_completed":
        # A target below 95 % is met by "basically completed".
        return Report(row, BASICALLY, target if target > BASICALLY else 1.0, rule, open_end=True)
    if row.status in UNSURE:
        return Report(row, 0.0, BASICALLY, rule, open_end=True)
    if row.status == "slow":
        ceiling = BASICALLY if panel_median is None else min(panel_median, BASICALLY)
        return Report(row, 0.0, ceiling, rule, open_end=True)
    if row.status == "not_started":
        return Report(row, 0.0, 0.0, rule)
    return None
