"""The labelled sets, loaded: documents with what is known of them, and the facts that a careful analyst takes from each.

Holds Fact, Labelled and the loading of `tuned/`, `held_out/` and of the sample with its expectations. Keeps out: reading, extracting and
scoring (`benchmarks/score`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.extract import Context
from pipeline.paths import CHECKOUT, SAMPLE

HERE = Path(__file__).parent
SETS = ("tuned", "wordings", "held_out", "held_out_pages", "provincial", "free_pages", "sample")


class LabelError(ValueError):
    """A manifest or label line that cannot be used: one line naming the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled fact; fields as in the guide. `attributed_to` is compared only where the label has the key."""

    doc: str
    indicator: str
    ref_area: str
    time_period: date | None
    obs_value: float | None
    numerator: float | None
    denominator: float | None
    qualifier: str | None
    status: str | None
    obs_kind: str
    deadline: date | None
    quote: str | None = None
    attributed_to: str | None = None
    has_attribution: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document of a set, what the archive would know of it, and its facts. `family`: of the report, for grouping."""

    doc: str
    path: Path
    format: str
    family: str
    layout: str
    published: date | None
    report_month: str | None
    language: str
    facts: tuple[Fact, ...]
    default_area: str | None = None

    @property
    def context(self) -> Context:
        number_format = "en" if self.language == "en" else "vi"
        return Context(self.report_month, self.published, number_format, self.default_area)


def load(name: str) -> list[Labelled]:
    """The documents of a set in the order of its manifest; an empty list while the set does not exist."""
    if name not in SETS:
        raise LabelError(f"{name}: no such set; there are {', '.join(SETS)}")
    return _sample() if name == "sample" else load_folder(HERE / name)


def load_folder(folder: Path) -> list[Labelled]:
    """A folder with `documents/`, `manifest.jsonl` and `labels.jsonl`."""
    facts: dict[str, list[Fact]] = {}
    for where, row in _lines(folder / "labels.jsonl"):
        fact = _fact(row, where)
        facts.setdefault(fact.doc, []).append(fact)
    documents = [_labelled(row, where, folder, facts) for where, row in _lines(folder / "manifest.jsonl")]
    unknown = sorted(set(facts) - {document.doc for document in documents})
    if unknown:
        raise LabelError(f"{folder.name}/labels.jsonl: {unknown[0]} is not in the manifest")
    return documents


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            where = f"{path.parent.name}/{path.name}:{number}"
            try:
                yield where, json.loads(line)
            except json.JSONDecodeError as error:
                raise LabelError(f"{where}: {error}") from None


def _labelled(row: dict[str, Any], where: str, folder: Path, facts: dict[str, list[Fact]]) -> Labelled:
    try:
        doc = str(row["doc"])
        return Labelled(
            doc=doc,
            path=folder / "documents" / row["file"],
            format=row["format"],
            family=row["family"],
            layout=row["layout"],
            published=_day(row["published"]),
            report_month=row["report_month"],
            language=row.get("language") or "vi",
            facts=tuple(facts.get(doc, ())),
            default_area=row.get("default_area"),
        )
    except (KeyError, ValueError) as error:
        raise LabelError(f"{where}: {type(error).__name__}: {error}") from None


def _fact(row: dict[str, Any], where: str) -> Fact:
    try:
        return Fact(
            doc=str(row["doc"]),
            indicator=row["indicator"],
            ref_area=row["ref_area"],
            time_period=_day(row["time_period"]),
            obs_value=_number(row["obs_value"]),
            numerator=_number(row["numerator"]),
            denominator=_number(row["denominator"]),
            qualifier=row["qualifier"],
            status=row["status"],
            obs_kind=row["obs_kind"],
            deadline=_day(row["deadline"]),
            quote=row.get("quote"),
            attributed_to=row.get("attributed_to"),
            has_attribution="attributed_to" in row,
        )
    except (KeyError, ValueError) as error:
        raise LabelError(f"{where}: {type(error).__name__}: {error}") from None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _sample() -> list[Labelled]:
    """The sample's reports with `tests/fixtures/sample/<id>.jsonl`; the family is that of most of its facts."""
    documents = []
    for row in json.loads((SAMPLE / "manifest.json").read_text(encoding="utf-8")):
        doc = row["id"]
        path = SAMPLE / (row["attachment"] or row["page"])
        expected = CHECKOUT / "tests" / "fixtures" / "sample" / f"{doc}.jsonl"
        facts = tuple(_fact({"doc": doc, **line}, where) for where, line in _lines(expected))
        families = [fact.indicator.split(".")[0] for fact in facts]
        documents.append(
            Labelled(
                doc=doc,
                path=path,
                format=path.suffix.lstrip("."),
                family=max(families, key=families.count) if families else "none",
                layout="table" if doc.startswith("tables-") else "prose",
                published=_day(row["published_on"]),
                report_month=row["report_month"],
                language="vi",
                facts=facts,
            )
        )
    return documents
