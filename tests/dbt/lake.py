"""A small lake, written through the same schemas as the real one: enough months and sources for every tricky mart."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.assets.reference import indicator_rows
from pipeline.schemas import TABLES, frame_of
from pipeline.storage import write_parquet

MONTHS = ("2024-06", "2024-09", "2024-10", "2024-11", "2025-06", "2025-07")
COMPLETED = "94 42 72 56 08 24 30 93 54 60 95 35 96 67".split()


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def source(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "source": name,
        "publisher_vi": f"Nhà xuất bản {name}",
        "publisher_en": f"Publisher {name}",
        "base_url": "https://sample.invalid",
        "collection": "listed",
        "language": "vi",
        "cadence": "irregular",
        "trust": "trusted",
        "text_origin": "retyped",
        "is_synthetic": False,
        "tried_live": False,
        "draft": False,
        "precedence": 1,
        **changes,
    }


def capture(source_name: str, month: str, published_on: date | None, **changes: Any) -> dict[str, Any]:
    key = f"{source_name}/{month}"
    return {
        "source": source_name,
        "report_month": month,
        "outcome": "published" if published_on else "not_published",
        "url": f"https://sample.invalid/{key}" if published_on else None,
        "title": f"Báo cáo tháng {month}",
        "published_on": published_on,
        "document_sha256": sha(key) if published_on else None,
        "file": f"{month}.html" if published_on else None,
        "captured_at": datetime(2026, 6, 15, 1, 2, 3),
        "known_from": published_on,
        "known_basis": "published" if published_on else None,
        "origin": "fetched" if published_on else None,
        **changes,
    }


def observation(indicator: str, value: float | None, as_of: date | None, **changes: Any) -> dict[str, Any]:
    quote = changes.pop("quote", f"Đến {as_of:%d/%m/%Y}, {indicator}: {value if value is None else f'{value:.0f}'}.")
    source_name = changes.pop("source", "national")
    month = changes.pop("report_month", f"{as_of:%Y-%m}")
    row = {
        "indicator": indicator,
        "ref_area": "VN",
        "time_period": as_of,
        "time_precision": "day",
        "obs_value": value,
        "obs_low": value,
        "obs_high": value,
        "unit_measure": "localities",
        "obs_status": "A",
        "obs_kind": "actual",
        "source": source_name,
        "report_month": month,
        "known_from": date(2024, 11, 5),
        "known_basis": "published",
        "captured_at": datetime(2026, 6, 15, 1, 2, 3),
        "text_origin": "retyped",
        "trust": "trusted",
        "is_synthetic": False,
        "origin": "fetched",
        "file": f"{month}.html",
        "document_sha256": sha(f"{source_name}/{month}"),
        "char_start": 0,
        "char_end": len(quote),
        "quote": quote,
        "value_text": None if value is None else f"{value:.0f}",
        "method": "clause",
        **changes,
    }
    identity = "|".join(str(row.get(name)) for name in ("indicator", "ref_area", "time_period", "obs_value", "status"))
    row["observation_id"] = sha(f"{identity}|{row['source']}|{row['known_from']}|{row.get('attributed_to')}")[:20]
    return row


def observations() -> list[dict[str, Any]]:
    finished = "civil_status.localities_completed"
    october = {"report_month": "2024-10", "known_from": date(2024, 11, 5)}
    rows = [
        observation(finished, 17, date(2024, 6, 30), known_from=date(2024, 7, 10)),
        observation(finished, 14, date(2024, 9, 30), **october),
        observation(finished, 15, date(2024, 11, 14), known_from=date(2024, 12, 5)),
        observation("civil_status.localities_basically_completed", 20, date(2024, 9, 30), **october),
        observation(
            "civil_status.localities_in_progress",
            19,
            date(2024, 9, 30),
            deadline=date(2025, 1, 1),
            deadline_kind="before",
            **october,
        ),
        observation("civil_status.localities_slow", 10, date(2024, 10, 31), **october),
        observation(
            "land.districts_completed",
            461,
            date(2024, 10, 31),
            numerator=461,
            denominator=705,
            unit_measure="districts",
            **october,
        ),
        observation(
            "cbccvc.records_matched", 1091481, date(2024, 10, 31), unit_measure="records", quote="1091481", **october
        ),
        observation(
            "cbccvc.records_matched",
            1091482,
            date(2024, 10, 28),
            unit_measure="records",
            quote="1091482",
            attributed_to="Báo điện tử",
            **october,
        ),
        observation("criminal_record.localities_security_not_remediated", 38, date(2024, 10, 31), **october),
        observation(finished, 63, date(2024, 10, 31), source="mirror", trust="untrusted", **october),
    ]
    rows += [
        observation(
            "civil_status.status",
            None,
            date(2024, 9, 30),
            ref_area=f"VN63-{code}",
            status="completed",
            unit_measure="status",
            quote="14 địa phương đã hoàn thành",
            method="list",
            **october,
        )
        for code in COMPLETED
    ]
    # Synthetic: Yên Bái (15) and Lào Cai (10) became VN34-15; Lào Cai's first figure is restated a month later.
    for code, as_of, known, done, total in [
        ("10", date(2025, 5, 31), date(2025, 6, 5), 30.0, 100.0),
        ("15", date(2025, 5, 31), date(2025, 6, 5), 150.0, 300.0),
        ("10", date(2025, 5, 31), date(2025, 7, 5), 50.0, 100.0),
    ]:
        rows.append(
            observation(
                "civil_status.records_digitised",
                done,
                as_of,
                ref_area=f"VN63-{code}",
                numerator=done,
                denominator=total,
                unit_measure="records",
                source="tables",
                report_month="2025-06",
                known_from=known,
                is_synthetic=True,
                text_origin="synthetic",
                document_sha256=sha(f"tables/2025-06/{known}"),
            )
        )
    return rows


def risk(commitment: str, month: str, band: str, p_miss: float | None, **changes: Any) -> dict[str, Any]:
    """A judgement as risk would write it; only what the marts after risk read is filled in."""
    return {
        "commitment": commitment,
        "ref_area": "VN",
        "as_of_month": month,
        "known_cutoff": date(2025, 8, 20),
        "regime": "single_series",
        "band": band,
        "p_miss": p_miss,
        "method": "test",
        "n_reports": 2,
        "stale": False,
        "evidence": "low",
        "target_value": 63.0,
        "target_share": 1.0,
        "direction": "at_least",
        "unit_measure": "localities",
        "deadline": date(2025, 1, 1),
        "deadline_kind": "before",
        "deadline_basis": "target",
        "is_synthetic": False,
        "why": "forecast",
        **changes,
    }


def deadline_risks(october_sentence: str) -> list[dict[str, Any]]:
    """One promise that was missed, one nobody confirmed and one still open; the last month of the lake is the newest."""
    assumed = {"deadline_basis": "assumed", "why": "assumed_deadline_passed"}
    later = {"deadline": date(2026, 3, 1), "unit_measure": "parcels", "target_value": 62200000.0}
    return [
        risk("civil_status_all", "2024-06", "amber", 0.4),
        risk("civil_status_all", "2024-09", "red", 0.9),
        risk("civil_status_all", "2024-11", "red", 0.97),
        risk("civil_status_all", "2025-07", "missed", 1.0, observation_id=october_sentence, why="short_after_deadline"),
        risk("criminal_record_security", "2025-07", "overdue_unconfirmed", None, **assumed),
        risk("land_clean", "2025-07", "amber", 0.3, **later),
    ]


def write_lake(folder: Path) -> None:
    """Every table, one file for every month, zero rows where there is nothing."""
    tables: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    tables["sources"] = [
        source("national"),
        source("mirror", trust="untrusted", precedence=9),
        source("tables", cadence="monthly", due_day=10, is_synthetic=True, text_origin="synthetic", precedence=1),
        source(
            "by_hand", cadence="monthly", due_day=10, valid_from=date(2025, 6, 1), collection="deposited", base_url=None
        ),
    ]
    tables["indicators"] = indicator_rows()
    tables["captures"] = [
        *(capture("national", month, date(2024, 11, 5)) for month in ("2024-06", "2024-10", "2024-11")),
        capture("mirror", "2024-10", date(2024, 11, 5)),
        capture("mirror", "2024-11", None, outcome="not_collected", detail="the layout changed"),
        capture("tables", "2025-06", date(2025, 7, 20)),
        capture("tables", "2025-07", None, detail="listed by nobody yet"),
        capture("by_hand", "2025-06", date(2025, 7, 8), url=None, origin="deposited"),
        capture("national", "2024-10", date(2024, 11, 6), url=None, origin="deposited", document_sha256=sha("by mail")),
    ]
    tables["observations"] = observations()
    tables["unread_figures"] = [
        {
            "source": "national",
            "report_month": "2024-10",
            "document_sha256": sha("national/2024-10"),
            "char_start": 3,
            "char_end": 5,
            "value_text": "48",
            "reason": "document_number",
            "quote": "48/KH-UBND",
            "quote_start": 3,
            "is_synthetic": False,
        }
    ]
    october = [row for row in tables["observations"] if row["obs_value"] == 14]
    tables["deadline_risks"] = deadline_risks(october[0]["observation_id"])
    for table, rows in tables.items():
        frame = frame_of(table, rows)
        if table in ("sources", "indicators"):
            write_parquet(folder / table / "all.parquet", frame)
            continue
        month_column = "as_of_month" if table == "deadline_risks" else "report_month"
        for month in MONTHS:
            write_parquet(folder / table / f"{month}.parquet", frame.filter(frame[month_column] == month))
