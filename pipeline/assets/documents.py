"""One kept document as rows of the lake: its figures with their evidence, its unread numerals, what it asks of whom, or why it was refused.

Holds the rows of a month while it is read, and which decisions of the sources bit in it. Keeps out: reading and
extracting themselves, the contract of the rows (schemas) and when a month is read (reports).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.assets.installation import Opened
from pipeline.sources.decisions import Entry, Lookup
from pipeline.sources.registry import Source
from pipeline.terms import Document, Evidence, Instruction, Observation, UnreadFigure

FIGURE = (
    *("indicator", "ref_area", "time_period", "time_precision", "obs_value", "obs_low", "obs_high", "numerator"),
    *("denominator", "unit_measure", "obs_status", "qualifier", "status", "obs_kind", "deadline", "deadline_kind"),
)
EVIDENCE = (
    *("document_sha256", "page", "cell", "char_start", "char_end", "quote", "value_text", "box", "confidence"),
    "method",
)
ORDER = (
    *("issuer", "issuer_carried", "modality", "addressee", "addressee_kind", "addressee_count", "addressee_indicator"),
    *("family", "task", "deadline", "deadline_kind", "indicator", "issued_on"),
)
UNREAD = (*("document_sha256", "page", "char_start", "char_end", "value_text", "box", "confidence", "reason", "quote"),)
NOT_READ = "no report of the month is the one it names"


@dataclass
class Rows:
    """What the documents of one month gave, which rows of it were refused, and what decisions did there.

    `read` and `unreadable`: the captures by source; `missed`: why an entry changed nothing in a document.
    """

    documents: list[dict[str, Any]] = field(default_factory=list)
    observations: list[dict[str, Any]] = field(default_factory=list)
    unread_figures: list[dict[str, Any]] = field(default_factory=list)
    instructions: list[dict[str, Any]] = field(default_factory=list)
    quarantine: list[dict[str, Any]] = field(default_factory=list)
    read: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    unreadable: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    bites: set[tuple[str, Entry]] = field(default_factory=set)
    missed: dict[tuple[str, Entry], list[str]] = field(default_factory=dict)


def observation_row(observation: Observation, capture: dict[str, Any], source: Source) -> dict[str, Any]:
    """One lake row: what the text says, who published it, when it was known, and where the sentence stands."""
    evidence: Evidence = observation.evidence
    row = {name: getattr(observation, name) for name in FIGURE}
    identity = (
        source.name,
        capture["report_month"],
        capture["url"],
        evidence.document_sha256,
        *(row[name] for name in ("indicator", "ref_area", "time_period", "obs_kind", "obs_value", "status")),
        evidence.char_start,
        evidence.value_text,
    )
    return {
        "observation_id": hashlib.sha256("|".join(map(str, identity)).encode()).hexdigest()[:20],
        **row,
        "source": source.name,
        **{
            name: capture[name] for name in ("report_month", "published_on", "captured_at", "known_from", "known_basis")
        },
        "attributed_to": observation.attributed_to or source.default_attribution,
        "assurance": observation.assurance or source.assurance,
        "text_origin": source.text_origin,
        "trust": source.trust,
        "is_synthetic": source.is_synthetic,
        **{name: capture[name] for name in ("origin", "url", "title", "file")},
        **{name: getattr(evidence, name) for name in EVIDENCE},
        "flags": "|".join(observation.flags) or None,
    }


def instruction_row(told: Instruction, capture: dict[str, Any], source: Source) -> dict[str, Any]:
    """One lake row: who is told to do what, in which sentence, and since when it is known."""
    evidence = told.evidence
    identity = (
        *(source.name, capture["report_month"], capture["url"], evidence.document_sha256, evidence.char_start),
        *(told.addressee, told.task),
    )
    return {
        "instruction_id": hashlib.sha256("|".join(map(str, identity)).encode()).hexdigest()[:20],
        **{name: getattr(told, name) for name in ORDER},
        "addressee_areas": "|".join(told.addressee_areas) or None,
        "source": source.name,
        **{
            name: capture[name] for name in ("report_month", "published_on", "captured_at", "known_from", "known_basis")
        },
        "text_origin": source.text_origin,
        "trust": source.trust,
        "is_synthetic": source.is_synthetic,
        **{name: capture[name] for name in ("url", "title", "file")},
        **{
            name: getattr(evidence, name)
            for name in ("document_sha256", "page", "char_start", "char_end", "quote", "box")
        },
    }


def unread_row(unread: UnreadFigure, document: Document, capture: dict[str, Any], source: Source) -> dict[str, Any]:
    from pipeline.extract.decisions import quote_start

    return {
        "source": source.name,
        "report_month": capture["report_month"],
        **{name: getattr(unread, name) for name in UNREAD},
        "quote_start": quote_start(document.text, unread),
        "is_synthetic": source.is_synthetic,
    }


def document_row(
    document: Document, capture: dict[str, Any], source: Source, n_observations: int, reasons: Sequence[str]
) -> dict[str, Any]:
    return {
        "document_sha256": document.sha256,
        "source": source.name,
        "report_month": capture["report_month"],
        "file": capture["file"],
        "title": document.title or capture["title"],
        "n_chars": len(document.text),
        "n_pages": len(document.page_starts),
        "n_blocks": len(document.blocks),
        "n_tables": len(document.tables),
        "n_observations": n_observations,
        "n_unread": len(reasons),
        "n_unknown": sum(reason == "unknown" for reason in reasons),
        "warnings": "|".join(document.warnings) or None,
    }


def read_capture(opened: Opened, source: Source, capture: dict[str, Any], rows: Rows) -> None:
    """Append what one document gives; a document that cannot be read becomes a quarantine row, the rest goes on."""
    from pipeline.extract.workbook import FormError
    from pipeline.fetch.archive import Archive
    from pipeline.read import ReadError, read_document

    data = Archive(opened.home.raw).open(capture["document_sha256"])
    try:
        document = read_document(data, capture["file"])
        add_figures(document, source, capture, rows)
    except (ReadError, FormError) as error:
        rows.unreadable.setdefault(source.name, []).append(capture)
        rows.quarantine.append(
            {
                "source": source.name,
                "report_month": capture["report_month"],
                "table_name": "documents",
                "row_key": capture["document_sha256"],
                "column_name": None,
                "reason": f"{capture['file']}: {error}",
                "row_json": "{}",
            }
        )
        return
    rows.read.setdefault(source.name, []).append(capture)


def add_figures(document: Document, source: Source, capture: dict[str, Any], rows: Rows) -> None:
    """Append what one readable document says, with the decisions that are about it in effect."""
    from pipeline.extract.context import context_of
    from pipeline.extract.decisions import extract_with
    from pipeline.reference import load_reference

    context = context_of(source, capture["report_month"], capture["published_on"])
    entries = [entry for entry in source.decisions_in(capture["report_month"]) if concerns(entry, capture)]
    decided = extract_with(document, context, load_reference(), entries)
    rows.bites |= {(source.name, entry) for entry in decided.bites}
    for entry, why in decided.missed.items():
        rows.missed.setdefault((source.name, entry), []).append(why)
    extraction = decided.extraction
    for place, observation in enumerate(extraction.observations):
        change = decided.changes.get(place)
        rows.observations.append(
            {
                **observation_row(observation, capture, source),
                "correction": change.correction if change else None,
                "corrected_from": change.corrected_from if change else None,
            }
        )
    rows.instructions += [instruction_row(told, capture, source) for told in extraction.instructions]
    rows.unread_figures += [unread_row(item, document, capture, source) for item in extraction.unread]
    reasons = [item.reason for item in extraction.unread]
    rows.documents.append(document_row(document, capture, source, len(extraction.observations), reasons))


def concerns(entry: Entry, capture: dict[str, Any]) -> bool:
    """Whether an entry of the source is about this document of it."""
    return entry.applies_to(capture["report_month"], capture["document_sha256"], capture["title"], capture["url"])


def idle_decisions(sources: Sequence[Source], month: str, rows: Rows) -> list[str]:
    """One line per decision that changed nothing although the reports it is about were read."""
    from pipeline.extract.decisions import NOT_THERE

    lines = []
    for source in sources:
        if source.name not in rows.read:
            continue
        for entry in source.decisions_in(month):
            elsewhere = isinstance(entry, Lookup) and entry.month != month  # it must bite where it was seen
            unreadable = any(concerns(entry, capture) for capture in rows.unreadable.get(source.name, ()))
            if (source.name, entry) in rows.bites or elsewhere or unreadable:
                continue
            why = rows.missed.get((source.name, entry), [NOT_READ])
            told = [line for line in why if line != NOT_THERE] or why
            lines.append(f"{source.file}: {entry.label}: {told[0]}")
    return lines
