"""Puts the sample on disk: the files of every report, manifest.json, and the observations expected of each.

Keeps out: what reports say (declared, tables) and how a format is made (as_*).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline.sample.generate.areas import read_areas
from pipeline.sample.generate.as_docx import write_docx
from pipeline.sample.generate.as_html import write_html
from pipeline.sample.generate.as_pdf import write_pdf
from pipeline.sample.generate.as_xlsx import write_xlsx
from pipeline.sample.generate.declared import read_area_names, read_reports
from pipeline.sample.generate.report import Format, Report
from pipeline.sample.generate.tables import made_up_reports

WRITERS: Mapping[Format, Callable[[Report], bytes]] = {
    "html": write_html,
    "pdf": write_pdf,
    "docx": write_docx,
    "xlsx": write_xlsx,
}
FOLDERS = {"html": "pages", "pdf": "files", "docx": "files", "xlsx": "files"}


def all_reports(declared: Path, seeds: Path) -> Iterator[Report]:
    """Every report of the three sources, in the order of the manifest."""
    names = read_area_names(seeds)
    for source in ("sample_national", "sample_provincial"):
        yield from sorted(read_reports(declared, source, names), key=lambda report: (report.report_month, report.id))
    yield from made_up_reports(read_areas(seeds, names))


def write_all(sample: Path, expected: Path, seeds: Path) -> int:
    """Writes pages/, files/ and manifest.json of `sample` and one <id>.jsonl per report to `expected`.

    Reads sample/declared. Files of reports that are no longer declared are removed. Returns the number of reports.
    """
    manifest = []
    written = set()
    for report in all_reports(sample / "declared", seeds):
        path = sample / FOLDERS[report.format] / f"{report.id}.{report.format}"
        observations = expected / f"{report.id}.jsonl"
        for target, data in ((path, WRITERS[report.format](report)), (observations, _lines(report))):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            written.add(target)
        manifest.append(report.listing(path.relative_to(sample).as_posix()))
    for folder in (sample / "pages", sample / "files", expected):
        for stale in set(folder.iterdir()) - written:
            stale.unlink()
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (sample / "manifest.json").write_text(f"{text}\n", encoding="utf-8")
    return len(manifest)


def _lines(report: Report) -> bytes:
    rows = (json.dumps(fact.row(), ensure_ascii=False, separators=(",", ":")) for fact in report.facts)
    return "".join(f"{row}\n" for row in rows).encode()
