"""Deadline risks as known in every month: the evidence of the warehouse in, one lake file per as-known month out."""

import base64
import hashlib
from datetime import date
from typing import Any

import dagster as dg

from pipeline.assets.checks import contract_result, contract_spec
from pipeline.assets.inputs import code_digest
from pipeline.assets.installation import Installation, report_progress
from pipeline.assets.reference import OWNERS
from pipeline.assets.warehouse import newest_month, next_warehouse
from pipeline.storage import read_json, write_json, write_parquet

PLOTTED = ("panel", "single_series")


def month_range(first: str, last: str) -> list[str]:
    """Every month first..last, YYYY-MM, both included."""
    year, month = int(first[:4]), int(first[5:])
    months = []
    while (text := f"{year:04d}-{month:02d}") <= last:
        months.append(text)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months


def first_month(evidence: list[dict[str, Any]], last: str) -> str:
    """The first month in which anything was known, `last` at the latest; before that history cannot be judged."""
    known = [row["known_from"] for row in evidence if row["known_from"]]
    return min(min(known, default=date.max).strftime("%Y-%m"), last)


def month_inputs(month: str, commitments: list[dict[str, Any]], evidence: list[dict[str, Any]], references: str) -> str:
    """Digest of what is known by the month's cut-off: equal inputs need no new computation."""
    from pipeline.risk.months import known_cutoff

    cutoff = known_cutoff(month)
    known = [row for row in evidence if row["known_from"] and row["known_from"] <= cutoff]
    stated = [row for row in commitments if row["stated_on"] <= cutoff]
    text = code_digest("risk", "assets/risk.py", "schemas.py") + references + repr((month, stated, known))
    return hashlib.sha256(text.encode()).hexdigest()


def diagram(tenths: list[dict[str, Any]], regime: str) -> str:
    """The reliability diagram of a regime as an image in Markdown: what was said against what happened."""
    from pipeline.risk.backtest.diagram import reliability_svg

    rows = [(row["said"], row["realised"], row["share"]) for row in tenths if row["regime"] == regime]
    svg = reliability_svg(rows, f"{regime.replace('_', ' ')}: backtest")
    return f"![reliability]({'data:image/svg+xml;base64,' + base64.b64encode(svg.encode()).decode()})"


@dg.asset(
    key=["lake", "deadline_risks"],
    deps=["int_commitment_evidence", "commitments", "status_classes", "regime_scores", "reliability"],
    group_name="risk",
    owners=OWNERS,
    kinds={"python", "parquet"},
    check_specs=[contract_spec("deadline_risks")],
)
def deadline_risks(context: dg.AssetExecutionContext, installation: Installation) -> dg.MaterializeResult:
    """Probability of missing each deadline, as known in each month: p_miss, forecast, band, strength of evidence."""
    import polars as pl

    from pipeline.publish.overview import rows as ask
    from pipeline.risk.indicators import deadline_risks as compute
    from pipeline.risk.reference_class import references_of
    from pipeline.risk.rows import CommitmentRow, EvidenceRow, rows_of
    from pipeline.schemas import check, frame_of

    opened = installation.opened()
    home = opened.home
    warehouse = next_warehouse(home)
    commitments = ask(warehouse, "select * from commitments order by commitment, ref_area")
    evidence = ask(warehouse, "select * from int_commitment_evidence order by all")
    classes = ask(warehouse, "select * from status_classes order by status, lead")
    scores = ask(warehouse, "select * from regime_scores order by regime, lead, band")
    tenths = ask(warehouse, "select * from reliability order by regime, said")
    stated, told = rows_of(CommitmentRow, commitments), rows_of(EvidenceRow, evidence)
    references = references_of(classes, scores)
    last = newest_month(home)
    months = month_range(first_month(evidence, last), last)
    state_file = home.build / "risk.json"
    state = read_json(state_file, {})
    inputs = {month: month_inputs(month, commitments, evidence, repr((classes, scores))) for month in months}
    quarantined: list[dict[str, Any]] = []
    broken: list[str] = []
    recomputed = 0
    for done, month in enumerate(months, start=1):
        path = home.lake_file("deadline_risks", month)
        if state.get(month) != inputs[month] or not path.is_file():
            rows = compute(stated, told, [month], references=references)
            verdict = check("deadline_risks", frame_of("deadline_risks", rows))
            broken += verdict.broken
            quarantined += verdict.quarantined
            recomputed += 1
            if not verdict.broken:
                write_parquet(path, verdict.good)
                state[month] = inputs[month]
        report_progress("risk", done, len(months), month)
    for stale in {path.stem for path in (home.lake / "deadline_risks").glob("*.parquet")} - set(months):
        home.lake_file("deadline_risks", stale).unlink()
    write_json(state_file, {month: digest for month, digest in state.items() if month in inputs})
    frame = pl.read_parquet(sorted((home.lake / "deadline_risks").glob("*.parquet")))
    bands = frame.filter(pl.col("as_of_month") == last)["band"].value_counts().sort("band")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": frame.height,
            "as_known_months": len(months),
            "recomputed_months": recomputed,
            "backtest_brier": {
                row["regime"]: row["brier"] for row in scores if row["band"] == "all" and row["lead"] == 0
            },
            **{f"reliability_{regime}": dg.MetadataValue.md(diagram(tenths, regime)) for regime in PLOTTED},
            "bands_newest_month": dg.MetadataValue.json({row["band"]: row["count"] for row in bands.to_dicts()}),
        },
        check_results=[contract_result("deadline_risks", frame.height + len(quarantined), quarantined, broken)],
    )
