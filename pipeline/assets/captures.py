"""Find and keep: every (source, month) ends in at least one row that says what came of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import dagster as dg

from pipeline import paths
from pipeline.assets.checks import contract_result, contract_spec
from pipeline.assets.installation import Installation, Opened, report_progress
from pipeline.assets.partitions import MONTHS, months_of
from pipeline.assets.reference import OWNERS
from pipeline.storage import write_parquet
from pipeline.terms import Capture



@contextlib.contextmanager
def portal_of(opened: Opened) -> Iterator[Mapping[str, str] | None]:
    """The embedded portal while the sample is the source; nothing for live sources."""
    if not opened.is_demo:
        yield None
        return
    from pipeline.sample.portal import serve

    with serve(paths.SAMPLE) as connect_to:
        yield connect_to


def collected(opened: Opened, months: list[str]) -> tuple[list[Capture], dict[str, int]]:
    """Captures of the months, over HTTP or, offline, from the archive alone; and how much went over the wire."""
    from pipeline.fetch.archive import Archive
    from pipeline.fetch.client import Client
    from pipeline.fetch.collect import collect

    archive = Archive(opened.home.raw)
    if opened.offline:
        return archive.captures(months), {"requests": 0, "bodies": 0, "not_modified": 0}
    with portal_of(opened) as connect_to, Client(connect_to) as client:
        report = collect(
            opened.sources,
            months,
            archive,
            client,
            today=opened.today,
            now=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            on_progress=lambda done, total, detail: report_progress("find", done, total, detail),
        )
    traffic = {"requests": report.n_requests, "bodies": report.n_bodies, "not_modified": report.n_not_modified}
    return list(report.captures), traffic


@dg.asset(
    key=["lake", "captures"],
    partitions_def=MONTHS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    group_name="fetch",
    owners=OWNERS,
    kinds={"python", "parquet"},
    check_specs=[contract_spec("captures")],
    freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(days=35)),
)
def captures(context: dg.AssetExecutionContext, installation: Installation) -> dg.MaterializeResult:
    """What each publisher's list held for the month: bytes kept under their sha256, or the named reason for none."""
    from pipeline.schemas import check, frame_of

    opened = installation.opened()
    months = months_of(context)
    found, traffic = collected(opened, months)
    checked = check("captures", frame_of("captures", [asdict(capture) for capture in found]))
    if not checked.broken:
        for month in months:
            write_parquet(
                opened.home.lake_file("captures", month), checked.good.filter(checked.good["report_month"] == month)
            )
    outcomes = checked.good["outcome"].value_counts().sort("outcome")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": checked.good.height,
            "months": len(months),
            "outcomes": dg.MetadataValue.json({row["outcome"]: row["count"] for row in outcomes.to_dicts()}),
            **{name: dg.MetadataValue.int(value) for name, value in traffic.items()},
        },
        check_results=[contract_result("captures", checked.good.height, checked.quarantined, checked.broken)],
    )
