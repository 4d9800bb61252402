"""The one partition dimension: the month a report is about."""

from __future__ import annotations

import dagster as dg

FIRST_MONTH = "2022-01"
MONTHS = dg.MonthlyPartitionsDefinition(start_date=FIRST_MONTH, fmt="%Y-%m", timezone="Asia/Ho_Chi_Minh", end_offset=0)


def months_of(context: dg.AssetExecutionContext) -> list[str]:
    """The report months of this run, YYYY-MM, in order."""
    return sorted(context.partition_keys)


def range_tags(first: str, last: str) -> dict[str, str]:
    """Run tags that make one run of the months first..last (YYYY-MM)."""
    return {
        "dagster/asset_partition_range_start": first,
        "dagster/asset_partition_range_end": last,
    }
