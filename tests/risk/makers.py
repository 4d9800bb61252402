"""Makers of commitments and evidence, so that a test states only what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.risk.indicators import deadline_risks
from pipeline.risk.rows import CommitmentRow, EvidenceRow


def promise(**changes: Any) -> CommitmentRow:
    """All 63 localities before 1/1/2025, stated mid-2024."""
    cells: dict[str, Any] = {
        "commitment": "all_localities",
        "ref_area": "VN",
        "indicator": "civil_status.localities_completed",
        "target_value": 63.0,
        "target_share": 1.0,
        "direction": "at_least",
        "unit_measure": "localities",
        "deadline": date(2025, 1, 1),
        "deadline_kind": "before",
        "stated_on": date(2024, 6, 30),
        "deadline_basis": "target",
        "is_synthetic": False,
        "scope": 63.0,
    }
    return CommitmentRow(**(cells | changes))


def report(day: str, share: float | None = None, *, known: str | None = None, **changes: Any) -> EvidenceRow:
    """A figure as of a day (or a status word), known the same day unless said."""
    when = date.fromisoformat(day)
    cells: dict[str, Any] = {
        "commitment": "all_localities",
        "ref_area": "VN",
        "observation_id": f"o-{day}-{share}-{changes.get('status')}",
        "evidence_indicator": "civil_status.localities_completed",
        "time_period": when,
        "known_from": date.fromisoformat(known) if known else when,
        "precedence": 1,
        "share": share,
        "is_status": "status" in changes,
        "denominator": None if share is None else 63.0,
        "denominator_version": "target",
    }
    return EvidenceRow(**(cells | changes))


def judge(commitment: CommitmentRow, evidence: list[EvidenceRow], month: str) -> dict[str, Any]:
    """The one row of this commitment in this month."""
    (row,) = deadline_risks([commitment], evidence, [month])
    return row


def seed_story() -> list[EvidenceRow]:
    """Localities done: 17, then 14, then 15 of 63, with the days on which each became known."""
    return [
        report("2024-06-30", 17 / 63, known="2024-07-10"),
        report("2024-09-30", 14 / 63, known="2024-11-05"),
        report("2024-11-14", 15 / 63, known="2024-11-25"),
    ]
