"""The judgement of one row: band, probability and reason, with the evidence they rest on.

Holds the order in which evidence, calendar, forecast and reference class decide, and which report is shown. Keeps out:
the rules of the bands (bands), how a forecast came about, paces and dates (indicators).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pipeline.risk import bands
from pipeline.risk.groups import Group, last_day_of
from pipeline.risk.intervals import Report
from pipeline.risk.months import month_end, months_left, number_of
from pipeline.risk.reference_class import References
from pipeline.risk.rows import CommitmentRow
from pipeline.risk.series import Series

FORECAST_METHOD = "mean_of_members+temperature/3"
CLASS_METHOD = "status_class/1"
RULES_METHOD = "rules/1"  # nothing was forecast: evidence and calendar decided
DIGITS = 6  # the last bits of a float differ between machines; the rows must not


@dataclass(frozen=True, slots=True)
class Verdict:
    """Band and reason code, the probability where there is one, and how it came about."""

    band: bands.Band
    why: str
    p_miss: float | None = None
    p_miss_low: float | None = None  # range over programmes, of a reference class only
    p_miss_high: float | None = None
    members_json: str | None = None
    method: str = RULES_METHOD


def judgement(group: Group, i: int, references: References) -> dict[str, Any]:
    """Band, probability, regime with its score, and the evidence with its strength."""
    row, series = group.commitments[i], group.series[i]
    last_day = last_day_of(row)
    origin = month_end(group.month)
    passed = last_day <= origin
    latest = series.latest
    lead = number_of(last_day) - group.month
    regime = bands.regime_of(len(series.reports), len(series.segment), group.is_panel)
    stale = series.is_stale(group.month)
    verdict = _verdict(group, i, lead, passed, stale, references)
    intervals = [report.high - report.low > 1e-12 for report in series.reports]
    interval_share = sum(intervals) / len(intervals) if intervals else None
    # What is settled by evidence does not age.
    stale = stale and verdict.band not in ("done", "missed") and verdict.why != "assumed_deadline_passed"
    said = verdict.p_miss is not None and verdict.band != "missed"
    return {
        "regime": regime,
        "band": verdict.band,
        "p_miss": verdict.p_miss,
        "p_miss_low": verdict.p_miss_low,
        "p_miss_high": verdict.p_miss_high,
        "members_json": verdict.members_json,
        "method": verdict.method,
        "regime_brier": references.brier(regime, lead) if said else None,
        "missed_in_band": references.missed_in_band(regime, verdict.band) if said else None,
        "status": latest.row.status if latest is not None and latest.is_word else None,
        "last_time_period": None if latest is None else latest.row.time_period,
        "n_reports": len(series.reports),
        "months_since_last": series.age(group.month),
        "interval_share": interval_share,
        "stale": stale,
        "evidence": bands.strength_of(regime, len(series.segment), stale, interval_share or 0.0),
        "months_left": months_left(origin, last_day),
        "months_overdue": max(0, -lead) if verdict.band in ("missed", "overdue_unconfirmed") else 0,
        "why": verdict.why,
        "observation_ids_json": json.dumps([report.row.observation_id for report in series.reports]),
    } | _shown(_shown_report(series, passed), row)


def _verdict(group: Group, i: int, lead: int, passed: bool, stale: bool, references: References) -> Verdict:
    """What evidence, calendar, forecast or reference class decide, in this order."""
    row, series, outlook = group.commitments[i], group.series[i], group.outlooks.get(i)
    method = FORECAST_METHOD if outlook is not None else RULES_METHOD
    if row.target_share is None:
        return Verdict("grey", "no_target_share", method=method)
    assumed = row.deadline_basis == "assumed"
    decided = bands.settled(series.reports, row.target_share, last_day_of(row), passed, assumed)
    if decided is not None:
        band, why = decided
        return Verdict(band, why, 1.0 if band == "missed" else None, method=method)
    ahead = outlook.at_deadline if outlook is not None else None
    if ahead is not None:
        members = json.dumps({name: round(p, DIGITS) for name, p in ahead.members.items()})
        why = bands.forecast_reason(stale, lead)
        return Verdict(bands.band_of(ahead.p_miss, stale), why, ahead.p_miss, members_json=members, method=method)
    latest = series.latest
    found = None if latest is None or stale else references.status_class(latest, group.median, row.target_share, lead)
    if found is not None:
        band = bands.band_of_class(found.p_miss)
        return Verdict(band, "status_class", found.p_miss, found.lowest, found.highest, method=CLASS_METHOD)
    return Verdict("grey", bands.grey_reason(len(series.reports), len(series.figures)), method=method)


def _shown_report(series: Series, passed: bool) -> Report | None:
    """The report whose sentence is shown: the latest; before the deadline the last figure goes before a vaguer word."""
    latest = series.latest
    if latest is None or not latest.is_word or passed or latest.row.status == "completed" or not series.figures:
        return latest
    return series.figures[-1]


def _shown(report: Report | None, row: CommitmentRow) -> dict[str, Any]:
    """The value in percent with its bounds; a word gives bounds and no value, since its midpoint was said by nobody."""
    if report is None:
        names = ("progress_pct", "progress_low_pct", "progress_high_pct", "observation_id", "derivation", "denominator")
        return dict.fromkeys((*names, "denominator_version"))
    word = report.is_word and report.high - report.low > 1e-12
    return {
        "progress_pct": None if word else 100 * report.value,
        "progress_low_pct": 100 * report.low,
        "progress_high_pct": 100 * report.high,
        "observation_id": report.row.observation_id,
        "derivation": report.row.derivation,
        "denominator": size_of(report, row),
        "denominator_version": report.row.denominator_version,
    }


def size_of(report: Report, row: CommitmentRow) -> float | None:
    """What the shown share is a share of: the printed denominator, else the commitment's scope unless it is percent."""
    if report.row.denominator is not None:
        return report.row.denominator
    return None if row.unit_measure == "percent" else row.scope
