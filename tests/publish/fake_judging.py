"""The part of the fake warehouse that tells what the reports leave open: declared marts, and rows of late 2024."""

from __future__ import annotations

from datetime import date
from typing import Any

TEXT, DAY, REAL, WHOLE, FLAG = "VARCHAR", "DATE", "DOUBLE", "BIGINT", "BOOLEAN"
FINISHERS = {f"expected_finishers_{level}": REAL for level in ("p10", "p50", "p90")}
PLACE = {"commitment": TEXT, "ref_area": TEXT}

# mart -> (grain, column -> type)
MARTS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "systems": (
        ("system", "as_of_month"),
        {
            "system": TEXT,
            "as_of_month": TEXT,
            "position": WHOLE,
            "name_vi": TEXT,
            "name_en": TEXT,
            "indicators": TEXT,
            "lead_agency": TEXT,
            "indicator": TEXT,
            "observation_id": TEXT,
            "has_figure": FLAG,
            "has_denominator": FLAG,
            "has_deadline": FLAG,
            "last_day_that_counts": DAY,
            "no_figure_vi": TEXT,
            "no_figure_en": TEXT,
            "is_synthetic": FLAG,
        },
    ),
    "unnamed_groups": (
        ("commitment", "indicator", "ref_area", "time_period", "stated_by"),
        {
            **PLACE,
            "indicator": TEXT,
            "time_period": DAY,
            "stated_by": TEXT,
            "n_localities": WHOLE,
            "n_named": WHOLE,
            "n_unnamed": WHOLE,
            "n_all": WHOLE,
            "known_from": DAY,
            "ask_whom": TEXT,
            "observation_id": TEXT,
            **FINISHERS,
            "is_synthetic": FLAG,
        },
    ),
    "disagreements": (
        ("observation_id", "other_observation_id"),
        {
            "observation_id": TEXT,
            "other_observation_id": TEXT,
            "kind": TEXT,
            "indicator": TEXT,
            "other_indicator": TEXT,
            "ref_area": TEXT,
            "known_from": DAY,
            "is_synthetic": FLAG,
        },
    ),
    "derived_figures": (
        ("indicator", "ref_area", "time_period", "stated_by"),
        {
            "indicator": TEXT,
            "ref_area": TEXT,
            "time_period": DAY,
            "stated_by": TEXT,
            "observation_id": TEXT,
            "derivation": TEXT,
            "is_synthetic": FLAG,
        },
    ),
    "rungs": (
        ("ladder", "rung", "ref_area", "month"),
        {
            "ladder": TEXT,
            "rung": WHOLE,
            "indicator": TEXT,
            "ref_area": TEXT,
            "month": DAY,
            "time_period": DAY,
            "obs_value": REAL,
            "denominator": REAL,
            "is_above_lower_rung": FLAG,
            "known_from": DAY,
            "observation_id": TEXT,
            "is_synthetic": FLAG,
        },
    ),
    "outcomes": (
        ("commitment", "ref_area"),
        {
            **PLACE,
            "deadline": DAY,
            "last_day_that_counts": DAY,
            "deadline_basis": TEXT,
            "lead_agency": TEXT,
            "outcome": TEXT,
            "outcome_basis": TEXT,
            "reason_vi": TEXT,
            "reason_en": TEXT,
            "progress_pct": REAL,
            "derivation": TEXT,
            "last_time_period": DAY,
            "observation_id": TEXT,
            "is_synthetic": FLAG,
        },
    ),
    "outcome_leads": (
        ("commitment", "ref_area", "months_ahead"),
        {**PLACE, "months_ahead": WHOLE, "band": TEXT, "p_miss": REAL, "progress_pct": REAL, "is_synthetic": FLAG},
    ),
}

SCORED_BY = "tiendo backtest, input degraded: anpr, pad145"
MARTS["regime_scores"] = (
    ("regime", "lead", "band"),
    {"regime": TEXT, "lead": WHOLE, "band": TEXT, "n": WHOLE, "brier": REAL, "realised": REAL, "source": TEXT},
)
MARTS["reliability"] = (("regime", "said"), {"regime": TEXT, "said": REAL, "realised": REAL, "share": REAL})
MARTS["instructions"] = (
    ("instruction_id",),
    {
        "instruction_id": TEXT,
        "issuer": TEXT,
        "modality": TEXT,
        "addressee": TEXT,
        "addressee_kind": TEXT,
        "n_named": WHOLE,
        "task": TEXT,
        "deadline": DAY,
        "deadline_kind": TEXT,
        "has_deadline": FLAG,
        "indicator": TEXT,
        "issued_on": DAY,
        "source": TEXT,
        "report_month": TEXT,
        "published_on": DAY,
        "known_from": DAY,
        "text_origin": TEXT,
        "trust": TEXT,
        "is_synthetic": FLAG,
        "url": TEXT,
        "title": TEXT,
        "document_sha256": TEXT,
        "page": WHOLE,
        "char_start": WHOLE,
        "quote": TEXT,
    },
)

DONE = "civil_status.localities_completed"


def rows(months: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """Rows of the marts above, about the commitments and sentences of the story."""
    return {
        "regime_scores": [
            {"regime": "panel", "lead": 0, "band": "all", "n": 36131, "brier": 0.1514, "source": SCORED_BY},
            {"regime": "panel", "lead": 0, "band": "green", "n": 1599, "realised": 0.1169, "source": SCORED_BY},
            {"regime": "panel", "lead": 0, "band": "red", "n": 16306, "realised": 0.925, "source": SCORED_BY},
            {"regime": "panel", "lead": 1, "band": "all", "n": 5133, "brier": 0.0793, "source": SCORED_BY},
            {"regime": "status_only", "lead": 1, "band": "all", "n": 300, "brier": 0.1, "source": SCORED_BY},
            {"regime": "status_only", "lead": 2, "band": "all", "n": 100, "brier": 0.2, "source": SCORED_BY},
        ],
        "reliability": [
            {"regime": "panel", "said": 0.15, "realised": 0.13, "share": 0.2},
            {"regime": "panel", "said": 0.85, "realised": 0.88, "share": 0.8},
        ],
        "systems": [_system(month, **system) for month in months for system in _SYSTEMS],
        "unnamed_groups": [
            {
                "commitment": "civil_status_all",
                "ref_area": "VN",
                "indicator": DONE,
                "stated_by": "Bộ Tư pháp",
                "time_period": day,
                "n_localities": count,
                "n_named": 0,
                "n_unnamed": count,
                "n_all": 63,
                "known_from": known,
                "expected_finishers_p10": 7.0,
                "expected_finishers_p50": 12.0,
                "expected_finishers_p90": 21.0,
                "ask_whom": "Bộ Tư pháp",
                "observation_id": identity,
                "is_synthetic": False,
            }
            for identity, count, day, known in (
                ("o-17", 17, date(2024, 6, 30), date(2024, 7, 12)),
                ("o-15", 15, date(2024, 11, 14), date(2024, 12, 3)),
            )
        ],
        "disagreements": [
            {
                "observation_id": "o-15",
                "other_observation_id": "o-63",
                "kind": "rungs",
                "indicator": DONE,
                "other_indicator": "cbccvc.localities_connected",
                "ref_area": "VN",
                "known_from": date(2024, 12, 3),
                "is_synthetic": False,
            }
        ],
        "derived_figures": [
            {
                "indicator": "cbccvc.localities_connected",
                "ref_area": "VN",
                "observation_id": "o-14",
                "derivation": "63 - 14 = 49",
                "is_synthetic": False,
            }
        ],
        "rungs": [
            {
                "ladder": "way",
                "rung": rung,
                "indicator": indicator,
                "ref_area": "VN",
                "month": date.fromisoformat(f"{month}-01"),
                "is_above_lower_rung": rung == 2,
                "known_from": date(2024, 11, 5),
                "observation_id": identity,
                "is_synthetic": False,
            }
            for month in months
            for rung, indicator, identity in ((1, DONE, "o-14"), (2, "cbccvc.localities_connected", "o-63"))
        ],
        "instructions": [
            _instruction("sớm bố trí kinh phí", 1, addressee="10 địa phương chậm", addressee_kind="group", n_named=0),
            _instruction(
                "nối dữ liệu cán bộ trước ngày 1/12/2024",
                2,
                addressee="UBND các tỉnh",
                modality="assigned",
                deadline=date(2024, 12, 1),
                deadline_kind="before",
                has_deadline=True,
                indicator="cbccvc.localities_connected",
            ),
            _instruction(
                "rà soát <b>mục_1</b> [ở đây](#x)", 3, addressee="các bộ", issuer=None, known_from=date(2025, 1, 5)
            ),
        ],
        "outcomes": [
            _outcome("e2e_2024", "missed", "reported", observation_id="o-e2e", lead_agency="Bộ A"),
            _outcome("civil_status_all", "missed", "derived", derivation="63 - 6 = 57", lead_agency="Bộ A"),
            _outcome(
                "land_districts",
                "missed",
                "judged",
                reason_vi="vì đã hết cấp huyện",
                reason_en="because",
                lead_agency="Bộ B",
            ),
            _outcome("cbccvc_sync", "done", "reported", deadline_basis="assumed", lead_agency="Bộ C"),
            _outcome("land_clean", "overdue_unconfirmed", "none", lead_agency="Bộ B"),
        ],
        "outcome_leads": [
            {
                "commitment": "e2e_2024",
                "ref_area": "VN",
                "months_ahead": months_ahead,
                "band": band,
                "p_miss": p_miss,
                "progress_pct": 43.8,
                "is_synthetic": False,
            }
            for months_ahead, band, p_miss in ((1, "red", 0.81), (3, "amber_red", 0.63), (6, "grey", None))
        ],
    }


_SYSTEMS: tuple[dict[str, Any], ...] = (
    {
        "system": "civil_status",
        "position": 1,
        "name_vi": "Số hóa hộ tịch",
        "name_en": "Civil status",
        "indicators": DONE,
        "indicator": DONE,
        "observation_id": "o-14",
        "has_denominator": False,
        "last_day_that_counts": date(2024, 12, 31),
    },
    {
        "system": "reuse",
        "position": 2,
        "name_vi": "Tái sử dụng dữ liệu",
        "name_en": "Reuse of data",
        "has_figure": False,
        "has_deadline": False,
        "no_figure_vi": "chưa ai đếm",
        "no_figure_en": "nobody counts",
    },
)


def _system(month: str, **more: Any) -> dict[str, Any]:
    return {
        "as_of_month": month,
        "lead_agency": "Bộ Tư pháp",
        "has_figure": True,
        "has_denominator": True,
        "has_deadline": True,
        "is_synthetic": False,
        **more,
    }


def _instruction(task: str, place: int, **more: Any) -> dict[str, Any]:
    addressee = more["addressee"]
    return {
        "instruction_id": f"i-{place}",
        "issuer": "Tổ công tác",
        "modality": "requested",
        "addressee_kind": "body",
        "n_named": 0,
        "task": task,
        "has_deadline": False,
        "source": "national",
        "report_month": "2024-10",
        "published_on": date(2024, 11, 5),
        "known_from": date(2024, 11, 5),
        "text_origin": "retyped",
        "trust": "trusted",
        "is_synthetic": False,
        "document_sha256": "ab" * 32,
        "char_start": place,
        "quote": f"Tổ công tác yêu cầu {addressee} {task}.",
        **more,
    }


def _outcome(commitment: str, outcome: str, basis: str, **more: Any) -> dict[str, Any]:
    return {
        "commitment": commitment,
        "ref_area": "VN",
        "deadline": date(2025, 1, 1),
        "last_day_that_counts": date(2024, 12, 31),
        "deadline_basis": "target",
        "outcome": outcome,
        "outcome_basis": basis,
        "is_synthetic": False,
        **more,
    }
