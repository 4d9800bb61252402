"""From evidence rows to the series of one area as it was known in a month.

Holds the input rows (EvidenceRow, CommitmentRow), what was known by a cut-off, the latest vintage of each day, the
interval that a figure or a status word stands for (with its rule), segments of equal denominator, and the panel of
arrays the members read. Keeps out: probabilities, bands, and any difference across denominator versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from math import sqrt
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.risk.months import known_cutoff, month_end, month_number, months_between, number_of

__all__ = ["CommitmentRow", "EvidenceRow", "Panel", "Report", "Series", "known_cutoff"]

Floats = npt.NDArray[np.float64]
BASICALLY = 0.95  # "basically completed" begins here
UNSURE = {"in_progress", "at_risk"}
Row = TypeVar("Row", "EvidenceRow", "CommitmentRow")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of int_commitment_evidence; shares are 0..1 of what the commitment's target is a share of."""

    commitment: str
    ref_area: str
    observation_id: str
    evidence_indicator: str
    time_period: date
    known_from: date
    precedence: int
    share: float | None
    share_low: float | None = None
    share_high: float | None = None
    status: str | None = None
    is_status: bool = False
    denominator: float | None = None
    denominator_version: str | None = None
    is_reexpressed: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One row of the mart `commitments`: one area; `scope` is what its target is a share of, in its unit."""

    commitment: str
    ref_area: str
    indicator: str
    target_value: float
    target_share: float | None
    direction: Literal["at_least", "at_most"]
    unit_measure: str
    deadline: date
    deadline_kind: Literal["before", "by"]
    stated_on: date
    deadline_basis: Literal["legal", "instruction", "own_promise", "target", "assumed"]
    is_synthetic: bool
    scope: float | None = None


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


@dataclass(frozen=True, slots=True)
class Panel:
    """Areas x months up to the as-known month; NaN where nothing was reported. Shares 0..1 and their sd.

    `prior_slope` is the logit pace of a closed segment (0 if none). The last column is the origin of forecasts.
    """

    values: Floats
    sd: Floats
    prior_slope: Floats


def rows_of(kind: type[Row], rows: Iterable[Row | Mapping[str, Any]]) -> list[Row]:
    """Table rows given as dicts become dataclass rows; columns we do not read are left aside. KeyError if one lacks."""
    names = [field.name for field in fields(kind)]
    return [kind(**{name: row[name] for name in names}) if isinstance(row, Mapping) else row for row in rows]


def known_rows(rows: Iterable[EvidenceRow], as_of_month: str, cutoff_day: int = 20) -> list[EvidenceRow]:
    """Rows known by the cut-off that describe the month or an earlier one; what describes later days waits its turn."""
    cutoff, end = known_cutoff(as_of_month, cutoff_day), month_end(month_number(as_of_month))
    return [row for row in rows if row.known_from <= cutoff and row.time_period <= end]


def latest_vintages(rows: Iterable[EvidenceRow]) -> list[EvidenceRow]:
    """One figure and one status word a day: best source first, then the latest news. Sorted by day, word before figure."""

    def rank(row: EvidenceRow) -> tuple[Any, ...]:
        return row.precedence, -row.known_from.toordinal(), row.is_reexpressed, row.evidence_indicator, row.observation_id

    best: dict[tuple[date, bool], EvidenceRow] = {}
    for row in rows:
        key = row.time_period, not row.is_status
        if key not in best or rank(row) < rank(best[key]):
            best[key] = row
    return [best[key] for key in sorted(best)]


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
        return Report(row, 0.0, BASICALLY if panel_median is None else min(panel_median, BASICALLY), rule, open_end=True)
    if row.status == "not_started":
        return Report(row, 0.0, 0.0, rule)
    return None


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


def logit(share: Floats | float) -> Floats:
    """Log odds with the share held in [.01, .99]."""
    held = np.clip(np.asarray(share, dtype=np.float64), 0.01, 0.99)
    return np.log(held / (1 - held))


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
    far = [report for report in reports[:-1] if months_between(report.row.time_period, last) >= months - 1e-9]
    chosen = far[-1] if far else reports[0]
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
    for i, one in enumerate(series):
        start = one.segment[0].row.time_period
        words = [report for report in one.reports if report.is_word and report.row.time_period > start]
        for report in (*words, *one.segment):
            column = number_of(report.row.time_period) - first
            values[i, column] = min(max(report.value, 0.0), 1.0)
            sd[i, column] = report.sd
        slope[i] = logit_pace(one.closed) or 0.0
    return Panel(values, sd, slope)


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
