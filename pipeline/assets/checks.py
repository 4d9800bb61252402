"""Asset checks of the lake: the contract of each table, the lower bounds of sources, decisions, what waits for review.

Holds how a Pandera verdict becomes a Dagster check: broken columns, duplicate keys, a lower bound, a decision that no
longer bites or more than 2 % of rows quarantined block what is downstream; a few quarantined rows and figures that wait
for a person warn. Keeps out: the rules themselves (schemas) and the query for what waits (publish/review).
Checks are not partitioned (preview in Dagster 1.13): the months stand in their metadata.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg

if TYPE_CHECKING:
    from pipeline.publish.review import Waiting


def contract_spec(table: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        "contract",
        asset=["lake", table],
        blocking=True,
        description="Columns, types, keys and rules of the table hold; at most 2 % of its rows are quarantined.",
    )


def contract_result(
    table: str,
    total: int,
    quarantined: Sequence[Mapping[str, Any]],
    broken: Sequence[str],
    refused: Sequence[str] = (),
) -> dg.AssetCheckResult:
    """Blocks on a broken table or too many quarantined rows; warns on some. `total` counts rows before quarantine.

    `refused`: one line per deposited file that became no row; it warns.
    """
    from pipeline.schemas import too_many

    rows = {(entry["source"], entry["report_month"], entry["row_key"]) for entry in quarantined}
    blocking = bool(broken) or too_many(total, len(rows))
    reasons = [*broken, *sorted({f"{entry['source']}: {entry['reason']}" for entry in quarantined}), *refused]
    return dg.AssetCheckResult(
        passed=not blocking and not rows and not refused,
        asset_key=["lake", table],
        check_name="contract",
        severity=dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN,
        description="; ".join(reasons[:5]) or None,
        metadata={
            "rows": total,
            "quarantined": len(rows),
            "refused": len(refused),
            "reasons": dg.MetadataValue.json(reasons[:50]),
        },
    )


def lower_bound_spec() -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        "lower_bound",
        asset=["lake", "observations"],
        blocking=True,
        description="Every source whose report was read gave at least the observations its declaration promises.",
    )


def lower_bound_result(below: Sequence[str]) -> dg.AssetCheckResult:
    """`below`: one line per source and month that gave fewer observations than `min_observations`."""
    return _blocking("lower_bound", "below", below)


def decisions_spec() -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        "decisions",
        asset=["lake", "observations"],
        blocking=True,
        description="Every correction, lookup and ignore about a report that was read still changes something in it.",
    )


def decisions_result(idle: Sequence[str]) -> dg.AssetCheckResult:
    """`idle`: one line per decision that no longer bites, naming file and entry."""
    return _blocking("decisions", "idle", idle)


def _blocking(check: str, name: str, lines: Sequence[str]) -> dg.AssetCheckResult:
    """A check of the observations that passes when nothing is to be said, else says the first lines."""
    return dg.AssetCheckResult(
        passed=not lines,
        asset_key=["lake", "observations"],
        check_name=check,
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(lines[:5]) or None,
        metadata={name: dg.MetadataValue.json(list(lines))},
    )


def review_spec() -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        "review",
        asset=["lake", "unread_figures"],
        description="No figure waits for a person; `tiendo review` lists those that do, each with its sentence.",
    )


def review_result(waiting: Sequence[Waiting]) -> dg.AssetCheckResult:
    """Warns, and never blocks: what waits is shown nowhere as a figure. Counts by month and reason, and by source."""
    months: dict[str, dict[str, int]] = {}
    sources: dict[str, int] = {}
    for item in waiting:
        month = months.setdefault(item.report_month, {})
        month[item.reason] = month.get(item.reason, 0) + 1
        sources[item.source] = sources.get(item.source, 0) + 1
    return dg.AssetCheckResult(
        passed=not waiting,
        asset_key=["lake", "unread_figures"],
        check_name="review",
        severity=dg.AssetCheckSeverity.WARN,
        description=f"waiting for a person: {len(waiting)} (tiendo review)" if waiting else None,
        metadata={
            "waiting": len(waiting),
            "months": dg.MetadataValue.json(months),
            "sources": dg.MetadataValue.json(sources),
        },
    )
