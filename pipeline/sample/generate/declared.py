"""Reads the declared reports (data/sample/declared): real figures in our own sentences, each with the facts it carries.

Holds the reader and its checks: the printed form of every fact, and the name of every area, must stand in the very
paragraph that declares it, so that text and expectation cannot drift apart. Keeps out: formats, made-up figures.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.sample.generate.report import Block, Fact, Heading, Paragraph, Report

LETTERHEAD = {
    "sample_national": "DỰ ÁN TIẾN ĐỘ · BẢN TIN TỔNG HỢP TỪ NGUỒN CÔNG KHAI",
    "sample_provincial": "DỰ ÁN TIẾN ĐỘ · THÔNG BÁO THEO ĐỊA PHƯƠNG",
}
NUMBER = {"sample_national": "BT-TĐ", "sample_provincial": "TB-TĐ"}
FACT_KEYS = {
    "indicator", "area", "areas", "value", "as", "numerator", "denominator", "qualifier", "status", "kind", "deadline",
    "time",
}  # fmt: skip
TOLD_KEYS = {"issuer", "addressee", "areas", "count", "of", "task", "deadline", "indicator", "issued_on"}
REPORT_KEYS = {"id", "month", "published_on", "updated_on", "area", "format", "quirk", "title", "note", "blocks"}


class DeclarationError(Exception):
    """A declared report contradicts itself. The text names the report and the paragraph."""


def read_reports(declared: Path, source: str, area_names: Mapping[str, str]) -> Iterator[Report]:
    """The reports of one source, from declared/<name>/*.yaml in file order. Raises DeclarationError."""
    passages = yaml.safe_load((declared / "passages.yaml").read_text(encoding="utf-8"))
    for path in sorted((declared / source.removeprefix("sample_")).glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
            if unknown := entry.keys() - REPORT_KEYS:
                raise DeclarationError(f"{path.name}: {entry.get('id', number)}: unknown {sorted(unknown)}")
            yield _report(entry, source, number, passages, area_names)


def read_area_names(seeds: Path) -> dict[str, str]:
    """ref_area → Vietnamese name, from the seed of areas."""
    with (seeds / "areas.csv").open(encoding="utf-8", newline="") as lines:
        return {row["ref_area"]: row["name_vi"] for row in csv.DictReader(lines)}


def _report(
    entry: Mapping[str, Any], source: str, number: int, passages: Mapping[str, str], area_names: Mapping[str, str]
) -> Report:
    blocks: list[Block] = []
    facts: list[Fact] = []
    for block in entry["blocks"]:
        match block:
            case {"h": text}:
                blocks.append(Heading(text))
            case {"passage": name}:
                blocks.append(Paragraph(passages[name]))
            case {"p": text} if block.keys() <= {"p", "facts", "told"}:
                blocks.append(Paragraph(text))
                for told in block.get("told", ()):
                    _check_told(told, text, entry)
                for fact in block.get("facts", ()):
                    facts.extend(_facts(fact, text, entry, area_names))
            case _:
                raise DeclarationError(f"{entry['id']}: not a block: {block}")
    published: date = entry["published_on"]
    report = Report(
        id=entry["id"],
        source=source,
        report_month=entry["month"],
        published_on=published,
        updated_on=entry.get("updated_on"),
        title=entry["title"],
        letterhead=(
            LETTERHEAD[source],
            f"Số: {published.month:02d}.{number}/{published.year}/{NUMBER[source]}, "
            f"ngày {published.day:02d} tháng {published.month:02d} năm {published.year}",
        ),
        running_header=entry["title"].split(":")[0],
        blocks=tuple(blocks),
        facts=tuple(facts),
        format=entry["format"],
        quirk=entry.get("quirk"),
        note=entry.get("note"),
    )
    _check_report(report)
    return report


def _check_told(told: Mapping[str, Any], text: str, entry: Mapping[str, Any]) -> None:
    """Whom an instruction is given to, and what it asks, stand in the paragraph; the test of the sample compares the rest."""
    if unknown := told.keys() - TOLD_KEYS:
        raise DeclarationError(f"{entry['id']}: told: unknown {sorted(unknown)}")
    for name in ("addressee", "task"):
        if told[name] not in text:
            raise DeclarationError(f"{entry['id']}: told: '{told[name]}' is not in the paragraph")


def _facts(
    declared: Mapping[str, Any], text: str, entry: Mapping[str, Any], area_names: Mapping[str, str]
) -> Iterator[Fact]:
    where = f"{entry['id']}: {declared.get('indicator')}"
    if unknown := declared.keys() - FACT_KEYS:
        raise DeclarationError(f"{where}: unknown {sorted(unknown)}")
    value, printed, denominator = declared.get("value"), declared.get("as"), declared.get("denominator")
    if (value is None) != (printed is None):
        raise DeclarationError(f"{where}: value and its printed form (as) go together")
    if printed is not None and printed not in text:
        raise DeclarationError(f"{where}: '{printed}' is not in the paragraph")
    areas = declared.get("areas") or [declared.get("area") or entry.get("area") or "VN"]
    for area in areas:
        if area != "VN" and area_names[area] not in text:
            raise DeclarationError(f"{where}: the paragraph does not name {area_names[area]}")
        yield Fact(
            indicator=declared["indicator"],
            ref_area=area,
            time_period=declared.get("time"),
            obs_value=value,
            numerator=declared.get("numerator", value if denominator is not None else None),
            denominator=denominator,
            qualifier=declared.get("qualifier"),
            status=declared.get("status"),
            obs_kind=declared.get("kind", "actual"),
            deadline=declared.get("deadline"),
        )


def _check_report(report: Report) -> None:
    texts = [report.title, *(block.text for block in report.blocks if isinstance(block, Heading | Paragraph))]
    if any(unicodedata.normalize("NFC", text) != text for text in texts):
        raise DeclarationError(f"{report.id}: declared text is not NFC")
    month = date.fromisoformat(f"{report.report_month}-01")
    if f"tháng {month.month}/{month.year}" not in report.title:
        raise DeclarationError(f"{report.id}: the title does not carry the month {report.report_month}")
