"""Read, extract and check: the documents of a month become observations with their sentences.

Holds the lake tables that come from documents and the memory of which months need no second reading. Keeps out: the
reading itself, and any rule of the language.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import dagster as dg

from pipeline.assets.checks import contract_result, contract_spec, lower_bound_result, lower_bound_spec
from pipeline.assets.inputs import code_digest, lake_digest
from pipeline.assets.installation import Installation, Opened, report_progress
from pipeline.assets.partitions import MONTHS, months_of
from pipeline.assets.reference import OWNERS
from pipeline.sources.registry import Source
from pipeline.storage import digest_files, read_json, write_json, write_parquet
from pipeline.terms import Document, Evidence, Observation, UnreadFigure

TABLES = ("documents", "observations", "unread_figures", "quarantine")


@dataclass
class Rows:
    """What the documents of one month gave, and which rows of it were refused."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    observations: list[dict[str, Any]] = field(default_factory=list)
    unread_figures: list[dict[str, Any]] = field(default_factory=list)
    quarantine: list[dict[str, Any]] = field(default_factory=list)


def observation_row(observation: Observation, capture: dict[str, Any], source: Source) -> dict[str, Any]:
    """One lake row: what the text says, who published it, when it was known, and where the sentence stands."""
    evidence: Evidence = observation.evidence
    fields = (
        *("indicator", "ref_area", "time_period", "time_precision", "obs_value", "obs_low", "obs_high", "numerator"),
        *("denominator", "unit_measure", "obs_status", "qualifier", "status", "obs_kind", "deadline", "deadline_kind"),
    )
    row = {name: getattr(observation, name) for name in fields}
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
        **{name: capture[name] for name in ("url", "title", "file")},
        **{name: getattr(evidence, name) for name in ("document_sha256", "page", "cell", "char_start", "char_end")},
        **{name: getattr(evidence, name) for name in ("quote", "value_text", "method")},
        "flags": "|".join(observation.flags) or None,
    }


def unread_row(unread: UnreadFigure, capture: dict[str, Any], source: Source) -> dict[str, Any]:
    fields = ("document_sha256", "page", "char_start", "char_end", "value_text", "reason", "quote")
    return {
        "source": source.name,
        "report_month": capture["report_month"],
        **{name: getattr(unread, name) for name in fields},
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
    from pipeline.extract import Context, extract_document
    from pipeline.fetch.archive import Archive
    from pipeline.read import ReadError, read_document
    from pipeline.reference import load_reference

    data = Archive(opened.home.raw).open(capture["document_sha256"])
    try:
        document = read_document(data, capture["file"])
    except ReadError as error:
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
    context = Context(
        report_month=capture["report_month"],
        published_on=capture["published_on"],
        number_format=source.number_format,
        default_area=source.default_area,
        default_attribution=source.default_attribution,
        assurance=source.assurance,
    )
    extraction = extract_document(document, context, load_reference())
    rows.observations += [observation_row(item, capture, source) for item in extraction.observations]
    rows.unread_figures += [unread_row(item, capture, source) for item in extraction.unread]
    reasons = [item.reason for item in extraction.unread]
    rows.documents.append(document_row(document, capture, source, len(extraction.observations), reasons))


def month_rows(opened: Opened, month: str) -> Rows:
    import polars as pl

    rows = Rows()
    by_name = {source.name: source for source in opened.sources}
    for capture in pl.read_parquet(opened.home.lake_file("captures", month)).to_dicts():
        if capture["document_sha256"] and capture["source"] in by_name:
            read_capture(opened, by_name[capture["source"]], capture, rows)
    return rows


def below_bounds(opened: Opened, month: str, rows: Rows) -> list[str]:
    """Sources whose documents of the month were read and gave fewer observations than declared."""
    lines = []
    for source in opened.sources:
        read = [row for row in rows.documents if row["source"] == source.name]
        count = sum(row["source"] == source.name for row in rows.observations)
        if read and count < source.min_observations:
            lines.append(f"{source.name} {month}: {count} observations, at least {source.min_observations} promised")
    return lines


def checked_month(opened: Opened, month: str) -> dict[str, Any]:
    """Read, check and write one month. Returns the verdict; a month with a broken table is not written at all."""
    from pipeline.schemas import check, frame_of

    rows = month_rows(opened, month)
    below = below_bounds(opened, month, rows)
    frames, broken, quarantined, totals = {}, {}, {}, {}
    for table in TABLES[:3]:
        frame = frame_of(table, getattr(rows, table))
        verdict = check(table, frame)
        frames[table], broken[table], quarantined[table] = verdict.good, list(verdict.broken), verdict.quarantined
        totals[table] = frame.height
        rows.quarantine += verdict.quarantined
    frames["quarantine"] = frame_of("quarantine", rows.quarantine)
    broken["quarantine"] = list(check("quarantine", frames["quarantine"]).broken)
    quarantined["quarantine"], totals["quarantine"] = [], frames["quarantine"].height
    if not any(broken.values()):
        for table in TABLES:
            write_parquet(opened.home.lake_file(table, month), frames[table])
    brief = ("source", "report_month", "row_key", "reason")
    return {
        "totals": totals,
        "broken": broken,
        "quarantined": {t: [{name: entry[name] for name in brief} for entry in q] for t, q in quarantined.items()},
        "below": below,
    }


def month_fingerprint(opened: Opened, month: str) -> str:
    """What the month's rows depend on: its captures, the declarations and our code."""
    declared = repr([source.model_dump(mode="json") for source in opened.sources])
    code = code_digest("read", "vietnamese", "extract", "reference.py", "schemas.py", "terms.py", "assets/reports.py")
    return digest_files([opened.home.lake_file("captures", month)], salt=code + declared)


def verdicts(opened: Opened, months: list[str]) -> dict[str, dict[str, Any]]:
    """The verdict of each month, from memory where nothing it depends on has changed."""
    state_file = opened.home.build / "reports.json"
    state = read_json(state_file, {})
    result = {}
    for done, month in enumerate(months, start=1):
        fingerprint = month_fingerprint(opened, month)
        known = state.get(month, {})
        written = all(opened.home.lake_file(table, month).is_file() for table in TABLES)
        if known.get("fingerprint") != fingerprint or not written:
            known = {"fingerprint": fingerprint, "verdict": checked_month(opened, month)}
            state[month] = known
            write_json(state_file, state)
        result[month] = known["verdict"]
        report_progress("read", done, len(months), month)
    return result


def preview(opened: Opened, months: list[str]) -> str:
    """The newest observations as a Markdown table, for the person who opens the asset."""
    import polars as pl

    columns = ["indicator", "ref_area", "time_period", "obs_value", "status", "quote"]
    for month in reversed(months):
        frame = pl.read_parquet(opened.home.lake_file("observations", month)).select(columns)
        if frame.height:
            lines = [" | ".join(columns), " | ".join("---" for _ in columns)]
            cells = ([str(value).replace("|", "/")[:80] for value in row] for row in frame.head(10).iter_rows())
            return "\n".join([*lines, *(" | ".join(row) for row in cells)])
    return "no observation in these months"


@dg.multi_asset(
    specs=[
        dg.AssetSpec(["lake", table], deps=[["lake", "captures"]], description=text, owners=OWNERS, kinds={"parquet"})
        for table, text in {
            "documents": "Reports that could be read: pages, tables, figures used and figures left.",
            "observations": "Every figure and status the reports state, all vintages, each with its exact sentence.",
            "unread_figures": "Every numeral that became no observation, with the reason; 'unknown' is the review queue.",
            "quarantine": "Documents and rows refused, with the reason.",
        }.items()
    ],
    partitions_def=MONTHS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="extract",
    check_specs=[*(contract_spec(table) for table in TABLES), lower_bound_spec()],
)
def reports(
    context: dg.AssetExecutionContext, installation: Installation
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Read every kept document of the months, extract its figures with evidence, check them, write the lake."""
    opened = installation.opened()
    months = months_of(context)
    by_month = verdicts(opened, months)
    for table in TABLES:
        total = sum(verdict["totals"][table] for verdict in by_month.values())
        quarantined = [entry for verdict in by_month.values() for entry in verdict["quarantined"][table]]
        broken = [line for verdict in by_month.values() for line in verdict["broken"][table]]
        results = [contract_result(table, total, quarantined, broken)]
        metadata: dict[str, Any] = {"dagster/row_count": total, "digest": lake_digest(opened.home, (table,), "")[:16]}
        if table == "observations":
            results.append(lower_bound_result([line for verdict in by_month.values() for line in verdict["below"]]))
            metadata["preview"] = dg.MetadataValue.md(preview(opened, months))
        yield dg.MaterializeResult(asset_key=["lake", table], metadata=metadata, check_results=results)
