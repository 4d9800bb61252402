"""What comes by hand, as runs see it: the inbox taken in before fetching, the sensor that watches it, one file at once.

Holds when the inbox is looked at and which run is asked for. Keeps out: judging and keeping a file (deposit).
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from pipeline import paths
from pipeline.assets.installation import Opened, check_home, claim_home
from pipeline.assets.partitions import FIRST_MONTH, MONTHS, range_tags
from pipeline.assets.schedules import monthly
from pipeline.storage import locked

if TYPE_CHECKING:
    from pipeline.deposit.examine import Deposit, Desk, Examined
    from pipeline.deposit.inbox import Arrival, Taken

MOST_A_TICK = 20  # files; each is read once to name the run after its bytes
UNDER_WAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]


def desk_of(opened: Opened) -> "Desk":
    """What deposits to this home are judged by."""
    from pipeline.deposit.examine import Desk
    from pipeline.fetch.archive import Archive
    from pipeline.reference import load_reference

    return Desk(opened.sources, FIRST_MONTH, opened.today, Archive(opened.home.raw), load_reference())


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def taken_in(opened: Opened, months: Sequence[str]) -> "Taken":
    """The inbox's files of the months of a run, kept or set aside; the run holds the home's lock."""
    from pipeline.deposit.inbox import take_in

    return take_in(opened.home.inbox, desk_of(opened), months, _now())


def deposit_file(opened: Opened, deposit: "Deposit") -> "Examined":
    """Examine and keep one file, under the home's lock. Raises DepositError, HomeLocked, SourceError."""
    from pipeline.deposit.examine import examine, keep

    check_home(opened.home, opened.sources)
    with locked(opened.home.root):
        desk = desk_of(opened)
        examined = examine(deposit, desk)
        claim_home(opened.home, opened.sources)
        keep(examined, desk.archive, opened.today, _now())
    return examined


def examine_file(opened: Opened, deposit: "Deposit") -> "Examined":
    """What depositing a file would find; nothing is written. Raises DepositError, SourceError."""
    from pipeline.deposit.examine import examine

    check_home(opened.home, opened.sources)
    return examine(deposit, desk_of(opened))


@dg.sensor(
    job=monthly,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Watches the home's inbox: files at rest for two looks ask for one run of the months they are about.",
)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    from pipeline.deposit.inbox import arrivals
    from pipeline.deposit.watch import Memory

    folder = paths.home_from_environment().inbox
    found = arrivals(folder)
    memory = Memory.of(context.cursor)
    new = memory.new_at_rest(found, MOST_A_TICK)
    if not new:
        return dg.SensorResult(
            cursor=memory.after(found).text(), skip_reason=dg.SkipReason(f"{len(found)} files, none new and at rest")
        )
    if context.instance.get_runs(dg.RunsFilter(job_name=monthly.name, statuses=UNDER_WAY), limit=1):
        # Two runs cannot write to one home: the files are asked for when this one has ended.
        waits = dg.SkipReason("a run is under way; its end is waited for")
        return dg.SensorResult(cursor=memory.after(found).text(), skip_reason=waits)
    months = _months(new)
    if months is None:
        return dg.SkipReason("no report month is complete yet")
    run_key = hashlib.sha256("".join(_digest(folder, arrival) for arrival in new).encode()).hexdigest()
    request = dg.RunRequest(run_key=run_key, tags={**range_tags(*months), "tiendo/inbox": str(len(new))})
    return dg.SensorResult(run_requests=[request], cursor=memory.after(found, new).text())


def _months(new: "Sequence[Arrival]") -> tuple[str, str] | None:
    """The first and last month concerned; a file of no month that can run is told by a run of the newest."""
    known = MONTHS.get_partition_keys()
    if not known:
        return None
    named = [arrival.folders[1] if arrival.folders else known[-1] for arrival in new]
    months = sorted(month if month in known else known[-1] for month in named)
    return months[0], months[-1]


def _digest(folder: Path, arrival: "Arrival") -> str:
    """sha256 of a file's bytes and its place; of what is known of it, when it is too large or gone."""
    from pipeline.deposit.examine import MAX_BYTES

    path = folder.joinpath(*arrival.parts)
    total = hashlib.sha256(arrival.place.encode() + b"\0")
    if arrival.size <= MAX_BYTES and path.is_file():
        total.update(path.read_bytes())
    else:
        total.update(f"{arrival.size} {arrival.mtime_ns}".encode())
    return total.hexdigest()
