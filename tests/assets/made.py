"""A small home whose archive is read by the real asset code: two months of one source, each sentence a paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline import paths
from pipeline.assets.installation import Opened
from pipeline.fetch.archive import Archive
from pipeline.schemas import frame_of
from pipeline.sources.registry import Source, load_sources
from pipeline.storage import write_parquet
from pipeline.terms import Capture

DECLARED = """
name: office
publisher_vi: Văn phòng
publisher_en: Office
base_url: https://office.invalid
hosts: [office.invalid]
language: vi
number_format: vi
cadence: irregular
trust: trusted
text_origin: original
default_area: VN
listing:
  url: https://office.invalid/reports
  item: //li
  title_pattern: báo cáo
  month_pattern: 'tháng (?P<month>\\d+)/(?P<year>\\d+)'
"""
OCTOBER = (
    "Đến hết tháng 9/2024, đã có 14 địa phương hoàn thành số hóa dữ liệu hộ tịch.",
    "Phòng đọc đang trưng bày 12 sổ hộ tịch cũ.",
)
NOVEMBER = ("Đến giữa tháng 11/2024, đã có 15 địa phương hoàn thành số hóa dữ liệu hộ tịch.",)
REPORTS: Mapping[str, Sequence[Sequence[str]]] = {"2024-10": [OCTOBER], "2024-11": [NOVEMBER]}


def declare(folder: Path, decisions: str = "") -> tuple[Source, ...]:
    """The one declaration, in a file of its own, with `decisions` (YAML) at its end."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "office.yaml").write_text(DECLARED + decisions, encoding="utf-8")
    return load_sources(folder)


def opened(root: Path, decisions: str = "", reports: Mapping[str, Sequence[Sequence[str]]] = REPORTS) -> Opened:
    """A home with `reports` (paragraphs of each document of each month) in its archive and its captures."""
    home = paths.Home(root / "home")
    archive = Archive(home.raw)
    for month, documents in reports.items():
        rows: list[dict[str, Any]] = []
        for number, paragraphs in enumerate(documents, start=1):
            body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
            page = f"<html><head><meta charset='utf-8'></head><body><main>{body}</main></body></html>".encode()
            sha256 = archive.keep(page if paragraphs else b"%PDF-1.7 broken", {"url": "https://office.invalid/x"})
            capture = Capture(
                source="office",
                report_month=month,
                outcome="published",
                url=f"https://office.invalid/{month}-{number}",
                title=f"Báo cáo {number} tháng {month}",
                published_on=date(2024, 12, 1),
                document_sha256=sha256,
                file=f"{month}-{number}.{'html' if paragraphs else 'pdf'}",
                media_type="text/html",
                byte_count=len(page),
                http_status=200,
                captured_at=datetime(2026, 6, 15, 1, 2, 3),
                known_from=date(2024, 12, 1),
                known_basis="published",
            )
            rows.append(asdict(capture))
        write_parquet(home.lake_file("captures", month), frame_of("captures", rows))
    return Opened(home, declare(root / "sources", decisions), date(2026, 6, 15), True)
