"""Read, extract and check: the documents of a month become observations with their sentences.

Holds the lake tables that come from documents and the memory of which months need no second reading. Keeps out: the
rows of one document (documents), the reading itself, and any rule of the language.
"""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipeline.assets.checks import (
    contract_result,
    contract_spec,
    decisions_result,
    decisions_spec,
    lower_bound_result,
    lower_bound_spec,
    review_result,
    review_spec,
)
from pipeline.assets.documents import Rows, idle_decisions, read_capture
from pipeline.assets.inputs import code_digest, lake_digest
from pipeline.assets.installation import Installation, Opened, report_progress
from pipeline.assets.partitions import MONTHS, months_of
from pipeline.assets.reference import OWNERS
from pipeline.storage import digest_files, read_json, write_json, write_parquet

TABLES = ("documents", "observations", "unread_figures", "instructions", "quarantine")
CODE = (
    *("read", "vietnamese", "extract", "reference.py", "schemas.py", "terms.py", "sources/decisions.py"),
    *("assets/documents.py", "assets/reports.py"),
)


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
    idle = idle_decisions(opened.sources, month, rows)
    frames, broken, quarantined, totals = {}, {}, {}, {}
    for table in TABLES[:-1]:
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
        "idle": idle,
    }


def month_fingerprint(opened: Opened, month: str) -> str:
    """What the month's rows depend on: its captures, the declarations, the decisions about it, and our code."""
    decided_apart = {"corrections", "lookups", "ignores"}
    declared = repr([source.model_dump(mode="json", exclude=decided_apart) for source in opened.sources])
    for source in opened.sources:
        for entry in source.decisions_in(month):
            declared += repr((source.file, type(entry).__name__, entry.model_dump(mode="json", exclude_unset=True)))
    code = code_digest(*CODE)
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
            "instructions": "Who is told to do what by when, each with its sentence.",
            "quarantine": "Documents and rows refused, with the reason.",
        }.items()
    ],
    partitions_def=MONTHS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="extract",
    check_specs=[*(contract_spec(table) for table in TABLES), lower_bound_spec(), decisions_spec(), review_spec()],
)
def reports(
    context: dg.AssetExecutionContext, installation: Installation
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Read every kept document of the months, extract its figures with evidence, check them, write the lake."""
    from pipeline.publish.review import waiting

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
            results.append(decisions_result([line for verdict in by_month.values() for line in verdict["idle"]]))
            metadata["preview"] = dg.MetadataValue.md(preview(opened, months))
        if table == "unread_figures":
            results.append(review_result(waiting(opened.home.lake, months)))
        yield dg.MaterializeResult(asset_key=["lake", table], metadata=metadata, check_results=results)
