"""Asset checks of the lake: the contract of each table, the lower bounds of sources, what is in quarantine.

Holds how a Pandera verdict becomes a Dagster check: broken columns, duplicate keys, a lower bound or more than 2 % of
rows quarantined block what is downstream; a few quarantined rows warn. Keeps out: the rules themselves (schemas).
Checks are not partitioned (preview in Dagster 1.13): the months stand in their metadata.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg


def contract_spec(table: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        "contract",
        asset=["lake", table],
        blocking=True,
        description="Columns, types, keys and rules of the table hold; at most 2 % of its rows are quarantined.",
    )


def contract_result(
    table: str, total: int, quarantined: Sequence[Mapping[str, Any]], broken: Sequence[str]
) -> dg.AssetCheckResult:
    """Blocks on a broken table or too many quarantined rows; warns on some. `total` counts rows before quarantine."""
    from pipeline.schemas import too_many

    rows = {(entry["source"], entry["report_month"], entry["row_key"]) for entry in quarantined}
    blocking = bool(broken) or too_many(total, len(rows))
    reasons = [*broken, *sorted({f"{entry['source']}: {entry['reason']}" for entry in quarantined})]
    return dg.AssetCheckResult(
        passed=not blocking and not rows,
        asset_key=["lake", table],
        check_name="contract",
        severity=dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN,
        description="; ".join(reasons[:5]) or None,
        metadata={"rows": total, "quarantined": len(rows), "reasons": dg.MetadataValue.json(reasons[:50])},
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
    return dg.AssetCheckResult(
        passed=not below,
        asset_key=["lake", "observations"],
        check_name="lower_bound",
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(below[:5]) or None,
        metadata={"below": dg.MetadataValue.json(list(below))},
    )
