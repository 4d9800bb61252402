from __future__ import annotations

from datetime import date

import pytest

from pipeline.risk import bands
from pipeline.risk.rows import EvidenceRow
from pipeline.risk.series import build_series, latest_vintages
from tests.risk.makers import report

LAST_DAY = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("p_miss", "stale", "band"),
    [
        (0.01, False, "green"),
        (0.19, False, "green"),
        (0.19, True, "grey"),
        (0.20, False, "amber"),
        (0.20, True, "grey"),
        (0.49, False, "amber"),
        (0.50, False, "amber_red"),
        (0.79, False, "amber_red"),
        (0.80, False, "red"),
        (0.99, False, "red"),
        (0.99, True, "grey"),
    ],
)
def test_bands_of_a_probability(p_miss: float, stale: bool, band: str) -> None:
    assert bands.band_of(p_miss, stale) == band


@pytest.mark.parametrize(
    ("evidence", "passed", "assumed", "expected"),
    [
        ([], False, False, None),
        ([], True, False, ("overdue_unconfirmed", "passed_unconfirmed")),
        ([report("2024-09-30", 0.9)], False, False, None),
        ([report("2024-09-30", 0.9)], True, False, ("overdue_unconfirmed", "passed_unconfirmed")),
        ([report("2024-12-30", 0.9)], True, False, ("overdue_unconfirmed", "passed_unconfirmed")),
        ([report("2024-12-31", 0.9)], True, False, ("missed", "short_after_deadline")),
        ([report("2024-12-31", 0.9)], True, True, ("overdue_unconfirmed", "assumed_deadline_passed")),
        ([report("2024-12-31", 1.0)], True, True, ("done", "target_reached")),
        ([report("2025-01-31", status="in_progress")], True, False, ("missed", "short_after_deadline")),
        ([report("2025-01-31", 0.99, share_high=1.0)], True, False, ("overdue_unconfirmed", "passed_unconfirmed")),
        ([report("2024-09-30", 1.0)], False, False, ("done", "target_reached")),
        ([report("2024-09-30", 1.0), report("2024-10-31", 0.9)], False, False, None),
        ([report("2024-09-30", status="completed")], False, False, ("done", "target_reached")),
        ([report("2024-09-30", status="completed")], True, False, ("done", "target_reached")),
        ([report("2024-09-30", status="completed"), report("2025-02-28", 0.44)], True, False, ("missed", None)),
        (
            [report("2024-09-30", status="completed"), report("2024-10-31", status="planned")],
            True,
            False,
            ("done", None),
        ),
        (
            [report("2025-01-31", 0.9), report("2025-03-31", 1.0)],
            True,
            False,
            ("done", "target_reached_after_deadline"),
        ),
    ],
)
def test_evidence_and_calendar_decide_first(
    evidence: list[EvidenceRow], passed: bool, assumed: bool, expected: tuple[str, str | None] | None
) -> None:
    reports = build_series(latest_vintages(evidence), 1.0, None).reports
    found = bands.settled(reports, 1.0, LAST_DAY, passed, assumed)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert found[0] == expected[0]
        assert expected[1] in (found[1], None)


@pytest.mark.parametrize(
    ("n_reports", "n_segment", "in_panel", "regime"),
    [
        (0, 0, True, "none"),
        (3, 0, False, "status_only"),
        (1, 1, True, "status_only"),
        (2, 2, False, "single_series"),
        (2, 2, True, "panel"),
    ],
)
def test_regimes(n_reports: int, n_segment: int, in_panel: bool, regime: str) -> None:
    assert bands.regime_of(n_reports, n_segment, in_panel) == regime


@pytest.mark.parametrize(
    ("regime", "n_segment", "stale", "intervals", "strength"),
    [
        ("none", 0, False, 0.0, "none"),
        ("status_only", 1, False, 0.0, "low"),
        ("single_series", 2, False, 0.0, "low"),
        ("single_series", 9, False, 0.0, "medium"),
        ("panel", 6, False, 0.0, "high"),
        ("panel", 6, False, 0.6, "medium"),
        ("panel", 6, True, 0.0, "low"),
    ],
)
def test_strength(regime: bands.Regime, n_segment: int, stale: bool, intervals: float, strength: str) -> None:
    assert bands.strength_of(regime, n_segment, stale, intervals) == strength


def test_reasons_say_what_is_lacking() -> None:
    assert bands.grey_reason(0, 0) == "no_evidence"
    assert bands.grey_reason(2, 0) == "status_words_only"
    assert bands.grey_reason(2, 1) == "too_few_figures"
    assert bands.forecast_reason(True, 9) == "forecast_stale"
    assert bands.forecast_reason(False, 7) == "forecast_beyond_tested_lead"
    assert bands.forecast_reason(False, 6) == "forecast"
