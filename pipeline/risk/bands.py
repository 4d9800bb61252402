"""The judgement of one row: which band, and the reason as a code.

Holds the order in which evidence, deadline and probability decide. Keeps out: how the probability came about.
Unknown is never green; a deadline that nobody stated is never missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pipeline.risk.calibration import TESTED_LEAD
from pipeline.risk.series import Report

Band = Literal["done", "green", "amber", "amber_red", "red", "missed", "overdue_unconfirmed", "grey"]
Regime = Literal["panel", "single_series", "status_only", "none"]
Strength = Literal["none", "low", "medium", "high"]
EDGES: tuple[tuple[float, Band], ...] = ((0.20, "green"), (0.50, "amber"), (0.80, "amber_red"))


def band_of(p_miss: float, stale: bool) -> Band:
    """Green under .20, amber under .50, amber-red under .80, else red; what rests on old news is grey."""
    return "grey" if stale else next((name for edge, name in EDGES if p_miss < edge), "red")


def band_of_class(p_miss: float) -> Band:
    """Band of a reference class: words alone are never green, however well others did from there."""
    band = band_of(p_miss, stale=False)
    return "amber" if band == "green" else band


def settled(
    reports: Sequence[Report], target: float, last_day: date, passed: bool, assumed: bool
) -> tuple[Band, str] | None:
    """Band and reason where evidence or the calendar decides, not a forecast; None while the deadline lies ahead.

    The latest report rules: a target reached and then lost is not done. Missed needs a report of the last day that
    counts or later that is certainly short, and a deadline that somebody stated.
    """
    latest = reports[-1] if reports else None
    if latest is not None and latest.reaches(target):
        late = any(report.row.time_period >= last_day and report.falls_short(target) for report in reports)
        return "done", "target_reached_after_deadline" if late else "target_reached"
    if not passed:
        return None
    if assumed:
        return "overdue_unconfirmed", "assumed_deadline_passed"
    if latest is not None and latest.row.time_period >= last_day and latest.falls_short(target):
        return "missed", "short_after_deadline"
    return "overdue_unconfirmed", "passed_unconfirmed"


def forecast_reason(stale: bool, lead: int) -> str:
    """Code of a band that rests on a probability."""
    if stale:
        return "forecast_stale"
    return "forecast_beyond_tested_lead" if lead > TESTED_LEAD else "forecast"


def grey_reason(n_reports: int, n_figures: int) -> str:
    """Code of a grey row: silence, words alone, or too few figures of one denominator."""
    if n_reports == 0:
        return "no_evidence"
    return "status_words_only" if n_figures == 0 else "too_few_figures"


def regime_of(n_reports: int, n_segment: int, in_panel: bool) -> Regime:
    """Regime of an area: figures of the current denominator decide whether a series can be forecast."""
    if n_reports == 0:
        return "none"
    if n_segment < 2:
        return "status_only"
    return "panel" if in_panel else "single_series"


def strength_of(regime: Regime, n_segment: int, stale: bool, interval_share: float) -> Strength:
    """How much the row rests on: none, low (words, under 3 figures, old), high (6 precise figures among peers)."""
    if regime == "none":
        return "none"
    if regime == "status_only" or n_segment < 3 or stale:
        return "low"
    return "high" if regime == "panel" and n_segment >= 6 and interval_share <= 0.5 else "medium"
