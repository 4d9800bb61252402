"""Find and keep: every (source, month) ends in at least one row that says what came of it; the inbox comes first."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

import dagster as dg

from pipeline import paths
from pipeline.assets.checks import contract_result, contract_spec
from pipeline.assets.deposits import taken_in
from pipeline.assets.installation import Installation, Opened, report_progress
from pipeline.assets.partitions import MONTHS, months_of
from pipeline.assets.reference import OWNERS
from pipeline.storage import write_parquet
from pipeline.terms import Capture

# Where the run tells the command line which reports could not be had.
PROBLEMS = "problems"


@contextlib.contextmanager
def portal_of(opened: Opened) -> Iterator[Mapping[str, str] | None]:
    """The embedded portal while the sample is the source; nothing for live sources."""
    if not opened.is_demo:
        yield None
        return
    from pipeline.sample.portal import serve

    with serve(paths.SAMPLE) as connect_to:
        yield connect_to


@dataclass(frozen=True, slots=True)
class Collected:
    """Captures of the months asked for, one line per failure, and how much went over the wire."""

    captures: tuple[Capture, ...]
    problems: tuple[str, ...]
    traffic: Mapping[str, int]


def collected(opened: Opened, months: list[str]) -> Collected:
    """Over HTTP or, offline, from the archive alone."""
    from pipeline.fetch.archive import Archive
    from pipeline.fetch.client import Client
    from pipeline.fetch.collect import collect

    archive = Archive(opened.home.raw)
    if opened.offline:
        kept = archive.captures(months, [source.name for source in opened.sources])
        return Collected(tuple(kept), (), {"requests": 0, "bodies": 0, "not_modified": 0})
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
    problems = [f"{' '.join(filter(None, (p.source, p.month)))}: {p.message}" for p in report.problems]
    traffic = {"requests": report.n_requests, "bodies": report.n_bodies, "not_modified": report.n_not_modified}
    return Collected(report.captures, tuple(problems), traffic)


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
    deposited = taken_in(opened, months)
    for line in (*deposited.kept, *deposited.notes):
        context.log.info(line)
    found = collected(opened, months)
    checked = check("captures", frame_of("captures", [asdict(capture) for capture in found.captures]))
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
            PROBLEMS: dg.MetadataValue.json([*deposited.refused, *found.problems]),
            "inbox": dg.MetadataValue.json([*deposited.kept, *deposited.notes]),
            **{name: dg.MetadataValue.int(value) for name, value in found.traffic.items()},
        },
        check_results=[
            contract_result(
                "captures", checked.good.height, checked.quarantined, checked.broken, refused=deposited.refused
            )
        ],
    )
