"""From evidence rows to the series of one area as it was known in a month.

Holds what was known by a cut-off, the latest vintage of each day, segments of equal denominator, and how they become a
panel. Keeps out: probabilities, bands, and any difference across denominator versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from pipeline.risk.intervals import Report, figure_report, word_report
from pipeline.risk.months import known_cutoff, month_end, month_number, months_between, number_of
from pipeline.risk.panel import Panel, logit
from pipeline.risk.rows import EvidenceRow

STALE_AFTER = 3  # months


@dataclass(frozen=True, slots=True)
class Series:
    """What is known of one area in a month. `segment`: figures since the denominator last changed, oldest first."""

    reports: tuple[Report, ...]  # one a day, oldest first; a figure goes before a word of the same day
    figures: tuple[Report, ...]
    segment: tuple[Report, ...]
    closed: tuple[Report, ...]  # the segment before, whose pace is a prior and nothing more

    @property
    def latest(self) -> Report | None:
        return self.reports[-1] if self.reports else None

    def age(self, month: int) -> int | None:
        """Months from the latest report to the month with this number; None without a report."""
        return None if self.latest is None else month - number_of(self.latest.row.time_period)

    def is_stale(self, month: int) -> bool:
        """Whether there was no news for too long to be a pause."""
        age = self.age(month)
        return age is not None and age > STALE_AFTER


def known_rows(rows: Iterable[EvidenceRow], as_of_month: str, cutoff_day: int = 20) -> list[EvidenceRow]:
    """Rows known by the cut-off that describe the month or an earlier one; what describes later days waits its turn."""
    cutoff, end = known_cutoff(as_of_month, cutoff_day), month_end(month_number(as_of_month))
    return [row for row in rows if row.known_from and row.known_from <= cutoff and row.time_period <= end]


def latest_vintages(rows: Iterable[EvidenceRow]) -> list[EvidenceRow]:
    """One figure and one status word a day: best source first, then latest news. Sorted by day, word before figure."""

    def rank(row: EvidenceRow) -> tuple[Any, ...]:
        newest_first = -(row.known_from or date.min).toordinal()
        return row.precedence, newest_first, row.is_reexpressed, row.evidence_indicator, row.observation_id

    best: dict[tuple[date, bool], EvidenceRow] = {}
    for row in rows:
        key = row.time_period, not row.is_status
        if key not in best or rank(row) < rank(best[key]):
            best[key] = row
    return [best[key] for key in sorted(best)]


def panel_median(areas: Iterable[Sequence[EvidenceRow]]) -> float | None:
    """Median over areas of the latest figure (vintages already chosen); None when no area has one."""
    latest = [[row.share for row in rows if row.share is not None][-1:] for rows in areas]
    shares = [share for one in latest for share in one]
    return float(np.median(shares)) if shares else None


def build_series(vintages: Sequence[EvidenceRow], target: float, median: float | None) -> Series:
    """The series of one area from its latest vintages (sorted by day)."""
    reports: dict[date, Report] = {}
    for row in vintages:
        report = word_report(row, target, median) if row.is_status else figure_report(row)
        if report is not None:
            reports[row.time_period] = report  # the figure comes after the word of its day
    ordered = tuple(reports.values())
    figures = tuple(report for report in ordered if not report.is_word)
    segments = _segments(figures)
    return Series(ordered, figures, segments[-1], segments[-2] if len(segments) > 1 else ())


def logit_pace(reports: Sequence[Report], months: float = 3) -> float | None:
    """Log odds per month from the nearest report at least `months` earlier, else the oldest; None under 1 month."""
    earlier = reference_report(reports, months)
    if earlier is None:
        return None
    span = months_between(earlier.row.time_period, reports[-1].row.time_period)
    return float(logit(reports[-1].value) - logit(earlier.value)) / span


def reference_report(reports: Sequence[Report], months: float = 3) -> Report | None:
    """The nearest report at least `months` before the last, else the oldest; None when the span is under 1 month."""
    if len(reports) < 2:
        return None
    last = reports[-1].row.time_period
    far = (report for report in reversed(reports) if months_between(report.row.time_period, last) >= months - 1e-9)
    chosen = next(far, reports[0])
    return chosen if months_between(chosen.row.time_period, last) >= 1 - 1e-9 else None


def build_panel(series: Sequence[Series], as_of_month: str) -> Panel:
    """Arrays of the current segments: figures, and between them status words with their wide sd.

    Every series must have a figure. Several reports of one month: the latest day stands, a figure before a word.
    """
    last = month_number(as_of_month)
    first = min(number_of(one.segment[0].row.time_period) for one in series)
    values = np.full((len(series), last - first + 1), np.nan)
    sd = np.zeros_like(values)
    slope = np.zeros(len(series))
    size = np.full(len(series), np.nan)
    for i, one in enumerate(series):
        start = one.segment[0].row.time_period
        words = [report for report in one.reports if report.is_word and report.row.time_period > start]
        for report in (*words, *one.segment):
            column = number_of(report.row.time_period) - first
            values[i, column] = min(max(report.value, 0.0), 1.0)
            sd[i, column] = report.sd
        slope[i] = logit_pace(one.closed) or 0.0
        size[i] = one.segment[-1].row.denominator or np.nan
    return Panel(values, sd, slope, size)


def _segments(figures: Sequence[Report]) -> list[tuple[Report, ...]]:
    """Cut where the denominator version changes; a figure without a version goes on with the one before it."""
    segments: list[list[Report]] = [[]]
    current: str | None = None
    for report in figures:
        version = report.row.denominator_version
        if version is not None and current is not None and version != current:
            segments.append([])
        current = version or current
        segments[-1].append(report)
    return [tuple(segment) for segment in segments]
