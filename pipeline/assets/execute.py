"""How the command line runs the job: one in-process Dagster run for a range of months, in the home's own instance.

Holds the Dagster instance of a home and what a person needs to know of a run that ended. Keeps out: printing.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass

import dagster as dg
from dagster import DagsterEventType

from pipeline import paths
from pipeline.assets.captures import PROBLEMS
from pipeline.assets.inputs import LAKE_INPUTS
from pipeline.assets.installation import claim_home, home_kind
from pipeline.assets.partitions import FIRST_MONTH, MONTHS, range_tags
from pipeline.sources.registry import Source
from pipeline.storage import locked, write_bytes

DAGSTER_YAML = b"""telemetry:
  enabled: false
run_monitoring:
  enabled: true
nux:
  enabled: false
"""


class UnknownMonth(Exception):
    """A month that is not YYYY-MM, is not over yet, or lies before the first partition."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """`failures`: one line per step or check that failed; `problems`: one per report that could not be had."""

    run_id: str
    success: bool
    failures: tuple[str, ...]
    problems: tuple[str, ...]


def known_months(first: str, last: str) -> list[str]:
    """The partitions first..last. Raises UnknownMonth with one clear line."""
    keys = MONTHS.get_partition_keys()
    for month in (first, last):
        if month not in keys:
            raise UnknownMonth(f"{month}: not a report month; months run from {FIRST_MONTH} to {keys[-1]} (YYYY-MM)")
    if first > last:
        raise UnknownMonth(f"{first} comes after {last}")
    return [key for key in keys if first <= key <= last]


def prepare_instance(home: paths.Home, sources: tuple[Source, ...]) -> None:
    """Claim the home and give Dagster its folder inside it, telemetry off."""
    with locked(home.root):
        claim_home(home, sources)
    write_bytes(home.dagster / "dagster.yaml", DAGSTER_YAML)
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "true"


def failures_of(result: dg.ExecuteInProcessResult) -> list[str]:
    """One line per failed step and per check that did not pass with severity ERROR."""
    lines = []
    for event in result.all_events:
        if event.event_type == DagsterEventType.STEP_FAILURE and event.step_failure_data.error:
            stated = event.step_failure_data.user_failure_data
            error = event.step_failure_data.error
            if error.cls_name == "DagsterAssetCheckFailedError":
                continue  # the check that stopped the step says it better, below
            deepest = error.cause or error
            text = (stated and stated.description) or deepest.message.strip() or deepest.cls_name or "failed"
            lines.append(f"{event.step_key}: {text.splitlines()[0]}")
        if event.event_type == DagsterEventType.ASSET_CHECK_EVALUATION:
            evaluation = event.asset_check_evaluation_data
            if not evaluation.passed and evaluation.severity == dg.AssetCheckSeverity.ERROR:
                where = "/".join(evaluation.asset_key.path)
                lines.append(
                    f"{where}: check {evaluation.check_name} failed: {evaluation.description or 'see Dagster'}"
                )
    return lines


def problems_of(result: dg.ExecuteInProcessResult) -> list[str]:
    """What the fetching asset noted as failures of sources; the run itself may well have succeeded."""
    lines: dict[str, None] = {}
    for event in result.all_events:
        if event.event_type == DagsterEventType.ASSET_MATERIALIZATION:
            noted = event.materialization.metadata.get(PROBLEMS)
            if isinstance(noted, dg.JsonMetadataValue) and isinstance(noted.data, list):
                lines |= dict.fromkeys(map(str, noted.data))
    return list(lines)


def reap_dead_runs(instance: dg.DagsterInstance) -> None:
    """A killed in-process run stays STARTED for ever; whoever holds the home's lock knows that none is alive."""
    alive = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING])
    for run in instance.get_runs(alive):
        instance.report_run_failed(run, "the process of this run was gone when the next run began")


def execute(
    job: dg.JobDefinition,
    home: paths.Home,
    sources_folder: paths.Path,
    sources: tuple[Source, ...],
    months: Sequence[str],
    *,
    today: str,
    offline: bool = False,
    from_warehouse: bool = False,
) -> RunSummary:
    """Run the job over months[0]..months[-1] in this process. Raises HomeLocked, SourceError; never a step's error."""
    prepare_instance(home, sources)
    config = {"home": str(home.root), "sources": str(sources_folder), "today": today, "offline": offline}
    selection = None
    if from_warehouse:
        upstream = {dg.AssetKey(["lake", name]) for name in LAKE_INPUTS}
        selection = sorted(set(job.asset_layer.executable_asset_keys) - upstream)
    # A run without news starts no dbt; that its checks then have no result is no news to a person either.
    logging.getLogger("dagster._core.execution.plan.active").setLevel(logging.ERROR)
    home.build.mkdir(parents=True, exist_ok=True)
    with dg.DagsterInstance.get() as instance, (home.dagster / "run.log").open("a") as log:
        with locked(home.root):
            reap_dead_runs(instance)
        # dbt writes its console lines to stdout; they belong to the log, not between a person's progress bars.
        with contextlib.redirect_stdout(log):
            result = job.execute_in_process(
                instance=instance,
                run_config={
                    "resources": {"installation": {"config": config}},
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
                tags={**range_tags(months[0], months[-1]), "tiendo/kind": home_kind(sources)},
                asset_selection=selection,
                raise_on_error=False,
            )
    return RunSummary(result.run_id, result.success, tuple(failures_of(result)), tuple(problems_of(result)))
