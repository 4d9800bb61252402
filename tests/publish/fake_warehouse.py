"""A small warehouse with the marts the page and the files are made of, and the dbt manifest that declares them.

Every sentence in it is ours. Real rows tell the story of late 2024; synthetic rows can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from tests.publish import fake_judging

TEXT, DAY, REAL, WHOLE, FLAG = "VARCHAR", "DATE", "DOUBLE", "BIGINT", "BOOLEAN"

# mart -> (grain, column -> type)
MARTS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "areas": (
        ("ref_area",),
        {"ref_area": TEXT, "scheme": TEXT, "code": TEXT, "name_vi": TEXT, "name_en": TEXT, "valid_from": DAY},
    ),
    "indicators": (
        ("indicator",),
        {"indicator": TEXT, "family": TEXT, "unit_measure": TEXT, "name_vi": TEXT, "name_en": TEXT},
    ),
    "sources": (
        ("source",),
        {
            "source": TEXT,
            "publisher_vi": TEXT,
            "publisher_en": TEXT,
            "base_url": TEXT,
            "cadence": TEXT,
            "trust": TEXT,
            "is_synthetic": FLAG,
        },
    ),
    "commitments": (
        ("commitment", "ref_area"),
        {
            "commitment": TEXT,
            "ref_area": TEXT,
            "indicator": TEXT,
            "name_vi": TEXT,
            "name_en": TEXT,
            "target_value": REAL,
            "accountable": TEXT,
            "lead_agency": TEXT,
            "basis": TEXT,
            "outside_indicator": TEXT,
            "is_each": FLAG,
            "is_synthetic": FLAG,
        },
    ),
    "observations": (
        ("observation_id",),
        {
            "observation_id": TEXT,
            "indicator": TEXT,
            "ref_area": TEXT,
            "time_period": DAY,
            "time_precision": TEXT,
            "obs_value": REAL,
            "numerator": REAL,
            "denominator": REAL,
            "unit_measure": TEXT,
            "qualifier": TEXT,
            "status": TEXT,
            "obs_kind": TEXT,
            "source": TEXT,
            "report_month": TEXT,
            "published_on": DAY,
            "captured_at": "TIMESTAMP",
            "known_from": DAY,
            "attributed_to": TEXT,
            "text_origin": TEXT,
            "trust": TEXT,
            "is_synthetic": FLAG,
            "url": TEXT,
            "title": TEXT,
            "file": TEXT,
            "document_sha256": TEXT,
            "page": WHOLE,
            "quote": TEXT,
            "value_text": TEXT,
            "flags": TEXT,
        },
    ),
    "deadline_risks": (
        ("commitment", "ref_area", "as_of_month"),
        {
            "commitment": TEXT,
            "ref_area": TEXT,
            "as_of_month": TEXT,
            "known_cutoff": DAY,
            "regime": TEXT,
            "band": TEXT,
            "p_miss": REAL,
            "regime_brier": REAL,
            "missed_in_band": REAL,
            "why_vi": TEXT,
            "why_en": TEXT,
            "progress_pct": REAL,
            "progress_low_pct": REAL,
            "progress_high_pct": REAL,
            "status": TEXT,
            "last_time_period": DAY,
            "observation_id": TEXT,
            "derivation": TEXT,
            "n_reports": WHOLE,
            "months_since_last": WHOLE,
            "stale": FLAG,
            "denominator": REAL,
            "evidence": TEXT,
            "forecast_p50": DAY,
            "forecast_censored": FLAG,
            "expected_shortfall": REAL,
            **fake_judging.FINISHERS,
            "months_left": WHOLE,
            "months_overdue": WHOLE,
            "target_value": REAL,
            "target_share": REAL,
            "direction": TEXT,
            "unit_measure": TEXT,
            "deadline": DAY,
            "deadline_kind": TEXT,
            "deadline_basis": TEXT,
            "is_synthetic": FLAG,
        },
    ),
    "reports": (
        ("source", "report_month"),
        {
            "source": TEXT,
            "report_month": TEXT,
            "outcome": TEXT,
            "first_published_on": DAY,
            "days_late": WHOLE,
            "is_late": FLAG,
            "n_observations": "HUGEINT",
            "detail": TEXT,
            "is_synthetic": FLAG,
        },
    ),
    "status_by_successor": (
        ("indicator", "ref_area", "time_period"),
        {
            "indicator": TEXT,
            "ref_area": TEXT,
            "time_period": DAY,
            "parts": WHOLE,
            "parts_completed": WHOLE,
            "completeness": TEXT,
            "is_synthetic": FLAG,
        },
    ),
    **fake_judging.MARTS,
}
VOLATILE = {"captured_at"}

PROVINCES = {
    "VN63-42": "Hà Tĩnh",
    "VN63-60": "Bình Thuận",
    "VN63-74": "Bình Dương",
    "VN63-75": "Đồng Nai",
    "VN34-42": "Hà Tĩnh",
    "VN34-68": "Lâm Đồng",
    "VN34-79": "Thành phố Hồ Chí Minh",
    "VN34-75": "Đồng Nai",
}
GRID = """scheme,code,ref_area,label_vi,col,row,is_data_tile
VN63,42,VN63-42,Hà Tĩnh,3,0,1
VN63,60,VN63-60,Bình Thuận,4,2,1
VN63,74,VN63-74,Bình Dương,2,2,1
VN63,75,VN63-75,Đồng Nai,3,2,1
VN63,48,VN63-48,Quần đảo Hoàng Sa (TP Đà Nẵng),5,1,0
VN63,56,VN63-56,Quần đảo Trường Sa (Khánh Hòa),5,3,0
VN34,42,VN34-42,Hà Tĩnh,3,0,1
VN34,68,VN34-68,Lâm Đồng,4,2,1
VN34,79,VN34-79,TP.HCM,2,2,1
VN34,75,VN34-75,Đồng Nai,3,2,1
VN34,48,VN34-48,Quần đảo Hoàng Sa (TP Đà Nẵng),5,1,0
VN34,56,VN34-56,Quần đảo Trường Sa (Khánh Hòa),5,3,0
"""
MONTHS = ("2024-08", "2024-09", "2024-10", "2024-11", "2024-12")

Rows = list[dict[str, Any]]


def manifest() -> dict[str, Any]:
    """What dbt would say of these marts, in the shape of its manifest.json; areas is a seed that declares a grain."""
    nodes: dict[str, Any] = {
        f"model.tiendo.{mart}": {
            "resource_type": "seed" if mart == "areas" else "model",
            "name": mart,
            "fqn": ["tiendo", mart] if mart == "areas" else ["tiendo", "marts", mart],
            "description": f"VI bảng {mart} / EN table {mart}",
            "config": {"meta": {"grain": list(grain)}},
            "columns": {
                name: {
                    "name": name,
                    "description": f"VI cột {name} / EN column {name}",
                    "meta": {},
                    "tags": ["volatile"] if name in VOLATILE else [],
                }
                for name in columns
            },
        }
        for mart, (grain, columns) in MARTS.items()
    }
    nodes["seed.tiendo.tilegrid"] = {"resource_type": "seed", "name": "tilegrid", "fqn": ["tiendo", "tilegrid"]}
    nodes["model.tiendo.stg_reports"] = {
        "resource_type": "model",
        "name": "stg_reports",
        "fqn": ["tiendo", "staging", "stg_reports"],
    }
    nodes["test.tiendo.unique_areas"] = {
        "resource_type": "test",
        "name": "unique_areas",
        "fqn": ["tiendo", "marts", "unique_areas"],
    }
    return {"nodes": nodes}


def build(path: Path, rows: Mapping[str, Rows]) -> Path:
    """Write the marts (and one staging view that must not be published) to a new DuckDB file."""
    with duckdb.connect(str(path)) as con:
        for mart, (_, columns) in MARTS.items():
            con.execute(f"create table {mart} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
            for row in rows[mart]:
                unknown = set(row) - set(columns)
                assert not unknown, (mart, unknown)
                con.execute(
                    f"insert into {mart} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values())
                )
        con.execute("create view stg_reports as select * from reports")
    return path


def story(
    *, synthetic: bool, provinces: Mapping[str, str] = PROVINCES, months: Sequence[str] = MONTHS
) -> dict[str, Rows]:
    """Rows of every mart; with `synthetic`, a second, made-up set beside the real one."""
    rows: dict[str, Rows] = {mart: [] for mart in MARTS}
    rows["areas"] = [_area("VN", "Cả nước", "Viet Nam")] + [_area(code, name, name) for code, name in provinces.items()]
    rows["indicators"] = _INDICATORS
    _real(rows, provinces, months)
    rows |= fake_judging.rows(tuple(months))
    if synthetic:
        _made_up(rows, provinces, months)
    return rows


_INDICATORS = [
    {
        "indicator": indicator,
        "family": indicator.partition(".")[0],
        "unit_measure": unit,
        "name_vi": name_vi,
        "name_en": name_en,
    }
    for indicator, unit, name_vi, name_en in (
        (
            "civil_status.localities_completed",
            "localities",
            "Số địa phương hoàn thành số hóa hộ tịch",
            "Localities done",
        ),
        ("civil_status.share_digitised_pct", "percent", "Tỷ lệ số hóa dữ liệu hộ tịch", "Share of records digitised"),
        ("civil_status.status", "status", "Tình trạng số hóa hộ tịch", "Civil-status digitisation"),
        ("land.districts_completed", "districts", "Số huyện hoàn thành dữ liệu đất đai", "Districts with land data"),
        ("land.parcels_digitised", "parcels", "Số thửa đất đã số hóa", "Parcels digitised"),
        (
            "online_services.e2e_dossier_pct",
            "percent",
            "Tỷ lệ hồ sơ trực tuyến toàn trình",
            "Dossiers online end to end",
        ),
        ("cbccvc.localities_connected", "localities", "Số địa phương kết nối CSDL cán bộ", "Localities connected"),
    )
]


def _area(ref_area: str, name_vi: str, name_en: str) -> dict[str, Any]:
    scheme, _, code = ref_area.partition("-")
    return {"ref_area": ref_area, "scheme": scheme, "code": code, "name_vi": name_vi, "name_en": name_en}


def _sentence(identity: str, indicator: str, value: float, quote: str, figure: str, **more: Any) -> dict[str, Any]:
    return {
        "observation_id": identity,
        "indicator": indicator,
        "ref_area": "VN",
        "time_period": date(2024, 9, 30),
        "time_precision": "day",
        "obs_value": value,
        "unit_measure": next(row["unit_measure"] for row in _INDICATORS if row["indicator"] == indicator),
        "obs_kind": "actual",
        "source": "national",
        "report_month": "2024-10",
        "published_on": date(2024, 11, 5),
        "captured_at": datetime(2026, 6, 15, 2, 0),
        "known_from": date(2024, 11, 5),
        "attributed_to": "Bộ Tư pháp",
        "text_origin": "retyped",
        "trust": "trusted",
        "is_synthetic": False,
        "url": "https://sample.invalid/national/2024-10.html",
        "title": "Tổng hợp chuyển đổi số tháng 10/2024",
        "file": "national-2024-10.html",
        "document_sha256": "ab" * 32,
        "quote": quote,
        "value_text": figure,
        **more,
    }


def _risk(commitment: str, ref_area: str, month: str, band: str, **more: Any) -> dict[str, Any]:
    year, ordinal = int(month[:4]), int(month[5:])
    return {
        "commitment": commitment,
        "ref_area": ref_area,
        "as_of_month": month,
        "known_cutoff": date(year + ordinal // 12, ordinal % 12 + 1, 20),
        "regime": "single_series",
        "band": band,
        "missed_in_band": {"red": 0.87, "amber_red": 0.63, "amber": 0.36}.get(band),
        "regime_brier": 0.187,
        "why_vi": f"Lý do của {commitment} tại {ref_area} <tháng {month}>.",
        "why_en": f"The reason of {commitment} in {ref_area} <{month}>.",
        "evidence": "low",
        "n_reports": 2,
        "months_since_last": 1,
        "stale": False,
        "forecast_censored": False,
        "direction": "at_least",
        "target_share": 0.5 if commitment == "e2e_2024" else 1.0,
        "deadline": date(2025, 1, 1),
        "deadline_kind": "before",
        "deadline_basis": "target",
        "months_left": max(1, (2025 - year) * 12 + 1 - ordinal),
        "is_synthetic": False,
        **more,
    }


def _commitment(name: str, ref_area: str, indicator: str, vi: str, en: str, **more: Any) -> dict[str, Any]:
    return {
        "commitment": name,
        "ref_area": ref_area,
        "indicator": indicator,
        "name_vi": vi,
        "name_en": en,
        "target_value": 100.0,
        "is_each": ref_area != "VN",
        "is_synthetic": False,
        **more,
    }


def _real(rows: dict[str, Rows], provinces: Mapping[str, str], months: Sequence[str]) -> None:
    rows["sources"].append(
        {
            "source": "national",
            "publisher_vi": "Tổng hợp quốc gia",
            "publisher_en": "National digest",
            "base_url": "https://sample.invalid",
            "cadence": "irregular",
            "trust": "trusted",
            "is_synthetic": False,
        }
    )
    done = "civil_status.localities_completed"
    rows["observations"] += [
        _sentence(
            "o-17",
            done,
            17,
            "Giữa năm 2024, đã có 17 địa phương làm xong việc số hóa sổ hộ tịch.",
            "17",
            numerator=17,
            denominator=63,
            time_period=date(2024, 6, 30),
            time_precision="half_year",
            report_month="2024-06",
            published_on=date(2024, 7, 12),
            known_from=date(2024, 7, 12),
        ),
        _sentence(
            "o-14",
            done,
            14,
            "Tính đến ngày 30/9/2024, số địa phương xong việc số hóa hộ tịch là 14 trên 63.",
            "14",
            numerator=14,
            denominator=63,
        ),
        _sentence(
            "o-15",
            done,
            15,
            "Đến giữa tháng 11/2024, 15 địa phương đã xong.",
            "15",
            time_period=date(2024, 11, 14),
            report_month="2024-11",
            published_on=date(2024, 12, 3),
            known_from=date(2024, 12, 3),
        ),
        _sentence(
            "o-461",
            "land.districts_completed",
            461,
            "Dữ liệu đất đai đã xong ở 461/705 huyện.",
            "461",
            numerator=461,
            denominator=705,
            attributed_to="Bộ Tài nguyên và Môi trường",
            time_precision="month",
            page=3,
        ),
        _sentence(
            "o-46m",
            "land.parcels_digitised",
            46_000_000,
            "Cả nước số hóa được hơn 46 triệu thửa đất.",
            "46 triệu",
            qualifier="over",
            attributed_to=None,
            text_origin="original",
        ),
        _sentence(
            "o-48m",
            "land.parcels_digitised",
            48_000_000,
            "Đến hết tháng 11/2024 đã có khoảng 48 triệu thửa đất số hóa.",
            "48 triệu",
            qualifier="about",
            time_period=date(2024, 11, 30),
            time_precision="month",
            report_month="2024-12",
            published_on=date(2025, 1, 3),
            known_from=date(2025, 1, 3),
            attributed_to=None,
            text_origin="original",
        ),
        _sentence(
            "o-e2e",
            "online_services.e2e_dossier_pct",
            45.8,
            "Hồ sơ làm trực tuyến từ đầu đến cuối đạt 45,8 %.",
            "45,8 %",
            attributed_to="Bộ Thông tin và Truyền thông",
        ),
        _sentence(
            "o-63",
            "cbccvc.localities_connected",
            63,
            "Cả 63 địa phương đã nối với cơ sở dữ liệu cán bộ.",
            "63",
            numerator=63,
            denominator=63,
        ),
        _sentence(
            "o-ht",
            "civil_status.status",
            0,
            "Hà Tĩnh nằm trong nhóm đã xong; câu này có <b>dấu</b> & ký hiệu lạ.",
            "đã xong",
            ref_area="VN63-42",
            obs_value=None,
            status="completed",
            value_text=None,
            url="javascript:alert(1)",
        ),
    ]
    each = [code for code in provinces if code.startswith("VN63")]
    rows["commitments"] += [
        _commitment(
            "civil_status_all",
            "VN",
            done,
            "Mọi địa phương số hóa xong dữ liệu hộ tịch",
            "All localities digitise civil-status records",
            accountable="UBND 63 tỉnh, thành phố",
            lead_agency="Bộ Tư pháp",
            target_value=63.0,
        ),
        _commitment(
            "land_districts",
            "VN",
            "land.districts_completed",
            "705 huyện hoàn thành cơ sở dữ liệu đất đai",
            "705 districts complete their land database",
            accountable="UBND 63 tỉnh, thành phố",
            lead_agency="Bộ Tài nguyên và Môi trường",
            target_value=705.0,
        ),
        _commitment(
            "e2e_2024",
            "VN",
            "online_services.e2e_dossier_pct",
            "Một nửa hồ sơ làm trực tuyến toàn trình",
            "Half of all dossiers handled online",
            accountable="bộ, ngành và địa phương",
            lead_agency="Bộ Thông tin và Truyền thông",
            target_value=50.0,
        ),
        _commitment(
            "cbccvc_sync",
            "VN",
            "cbccvc.localities_connected",
            "63 địa phương nối dữ liệu cán bộ",
            "63 localities connect civil-servant data",
            accountable="bộ, ngành và địa phương",
            lead_agency="Bộ Nội vụ",
            target_value=63.0,
        ),
        _commitment(
            "land_clean",
            "VN",
            "land.parcels_digitised",
            "Làm sạch 62,2 triệu thửa đất",
            "Clean 62.2 million parcels",
            accountable="UBND các tỉnh",
            lead_agency="Bộ Tài nguyên và Môi trường",
            target_value=62_200_000.0,
            outside_indicator="land.parcels_digitised",
        ),
    ] + [
        _commitment(
            "civil_status_each",
            code,
            "civil_status.share_digitised_pct",
            "Từng tỉnh số hóa xong dữ liệu hộ tịch",
            "Each province digitises its civil-status records",
            accountable="UBND tỉnh",
            lead_agency="Bộ Tư pháp",
        )
        for code in each
    ]
    for month in months:
        late = month >= "2024-10"
        rows["deadline_risks"] += [
            _risk(
                "civil_status_all",
                "VN",
                month,
                "red" if late else "amber_red",
                p_miss=0.97 if late else 0.71,
                progress_pct=100 * 14 / 63 if late else 100 * 17 / 63,
                progress_low_pct=22.2,
                progress_high_pct=22.2,
                observation_id="o-14" if late else "o-17",
                denominator=63.0,
                expected_shortfall=41.0,
                expected_finishers_p10=7.0,
                expected_finishers_p50=12.0,
                expected_finishers_p90=21.0,
                target_value=63.0,
                unit_measure="localities",
                forecast_censored=late,
                evidence="low",
            ),
            _risk(
                "land_districts",
                "VN",
                month,
                "amber",
                p_miss=0.34,
                progress_pct=65.39,
                progress_low_pct=65.39,
                progress_high_pct=65.39,
                observation_id="o-461",
                denominator=705.0,
                expected_shortfall=40.0,
                target_value=705.0,
                unit_measure="districts",
                deadline=date(2025, 6, 30),
                deadline_kind="by",
                deadline_basis="instruction",
                forecast_p50=date(2025, 4, 30),
                evidence="low",
            ),
            _risk(
                "e2e_2024",
                "VN",
                month,
                "green" if late else "grey",
                p_miss=0.12 if late else None,
                progress_pct=45.8,
                progress_low_pct=45.8,
                progress_high_pct=45.8,
                observation_id="o-e2e",
                expected_shortfall=0.4,
                target_value=50.0,
                unit_measure="percent",
                forecast_p50=date(2024, 12, 31),
            ),
            _risk(
                "cbccvc_sync",
                "VN",
                month,
                "done",
                progress_pct=100.0,
                progress_low_pct=100.0,
                progress_high_pct=100.0,
                observation_id="o-63",
                target_value=63.0,
                unit_measure="localities",
                deadline_basis="assumed",
            ),
            _risk(
                "land_clean",
                "VN",
                month,
                "overdue_unconfirmed",
                progress_pct=74.0,
                progress_low_pct=73.9,
                progress_high_pct=75.6,
                observation_id="o-46m",
                target_value=62_200_000.0,
                denominator=62_200_000.0,
                unit_measure="parcels",
                months_left=None,
                months_overdue=2,
                deadline=date(2024, 8, 1),
            ),
        ] + [
            _risk(
                "civil_status_each",
                code,
                month,
                "done" if n % 4 == 0 and late else "grey",
                status="completed" if n % 4 == 0 else None,
                observation_id="o-ht" if code == "VN63-42" and late else None,
                target_value=100.0,
                unit_measure="percent",
                deadline_basis="assumed",
            )
            for n, code in enumerate(each)
        ]
    rows["reports"] += [
        _report("national", "2024-06", "published", date(2024, 7, 12)),
        _report("national", "2024-10", "published", date(2024, 11, 5)),
        _report("national", "2024-11", "published", date(2024, 12, 3)),
    ]
    rows["status_by_successor"] += [
        {
            "indicator": "civil_status.status",
            "ref_area": code,
            "time_period": date(2024, 9, 30),
            "parts": 1 + n % 3,
            "parts_completed": min(n % 2 + n % 3 // 2, 1 + n % 3) if n % 4 else 1 + n % 3,
            "completeness": "fully" if n % 4 == 0 else ("partly" if n % 2 + n % 3 // 2 else "none"),
            "is_synthetic": False,
        }
        for n, code in enumerate(code for code in provinces if code.startswith("VN34"))
    ]


def _report(source: str, month: str, outcome: str, published: date | None = None, **more: Any) -> dict[str, Any]:
    return {
        "source": source,
        "report_month": month,
        "outcome": outcome,
        "first_published_on": published,
        "is_late": False,
        "n_observations": 12 if published else 0,
        "is_synthetic": False,
        **more,
    }


def _made_up(rows: dict[str, Rows], provinces: Mapping[str, str], months: Iterable[str]) -> None:
    rows["sources"].append(
        {
            "source": "tables",
            "publisher_vi": "Bảng tỉnh minh họa",
            "publisher_en": "Made-up province tables",
            "base_url": "https://sample.invalid",
            "cadence": "monthly",
            "trust": "trusted",
            "is_synthetic": True,
        }
    )
    rows["observations"].append(
        _sentence(
            "s-1",
            "civil_status.share_digitised_pct",
            64.2,
            "Hà Tĩnh\t1.200\t64,2",
            "64,2",
            ref_area="VN34-42",
            source="tables",
            text_origin="synthetic",
            is_synthetic=True,
            attributed_to=None,
        )
    )
    bands = ("red", "amber_red", "amber", "green", "done", "missed", "grey")
    each = [code for code in provinces if code.startswith("VN34")]
    rows["commitments"] += [
        _commitment(
            "demo_each",
            code,
            "civil_status.share_digitised_pct",
            "Từng tỉnh số hóa xong (minh họa)",
            "Each province (made up)",
            is_synthetic=True,
        )
        for code in each
    ]
    chances = {"red": 0.91, "amber_red": 0.63, "amber": 0.31, "green": 0.08}
    for month in months:
        rows["deadline_risks"] += [
            _risk(
                "demo_each",
                code,
                month,
                bands[n % 7],
                p_miss=chances.get(bands[n % 7]),
                progress_pct=40.0 + 7 * (n % 7),
                expected_shortfall=20.0,
                observation_id="s-1" if code == "VN34-42" else None,
                target_value=100.0,
                unit_measure="percent",
                is_synthetic=True,
            )
            for n, code in enumerate(each)
        ]
    rows["reports"] += [
        _report("tables", "2024-08", "published", date(2024, 9, 5), is_synthetic=True),
        _report("tables", "2024-09", "published", date(2024, 10, 19), is_late=True, days_late=9, is_synthetic=True),
        _report("tables", "2024-10", "not_published", is_synthetic=True, detail="danh mục không có tháng này"),
    ]
