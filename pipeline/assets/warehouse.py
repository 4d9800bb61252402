"""dbt in DuckDB: from the lake to the marts, in two invocations around the risk computation.

Holds how dbt is called, where it builds, and the decision that nothing is new. Keeps out: SQL. The build happens in
`build/next/warehouse.duckdb`, which becomes `build/warehouse.duckdb` when the marts after risk are built too.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from pipeline import paths
from pipeline.assets.inputs import LAKE_INPUTS, code_digest, lake_digest
from pipeline.assets.installation import Installation, Opened, report_progress
from pipeline.assets.manifest import DBT, STAMP, ensure
from pipeline.assets.reference import OWNERS
from pipeline.storage import read_json, write_bytes

# Prebuilt by `make setup`; made here only when the dbt project changed since, so that Dagster never sees an old graph.
MANIFEST = ensure()
AFTER_RISK = "tag:after_risk"


class Translator(DagsterDbtTranslator):
    """dbt folders become groups; everything has the same owners."""

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        spec = super().get_asset_spec(manifest, unique_id, project)
        node = manifest["nodes"].get(unique_id) or manifest["sources"][unique_id]
        folder = "seeds" if node["resource_type"] == "seed" else node["fqn"][1] if len(node["fqn"]) > 2 else "marts"
        return spec.replace_attributes(group_name=folder, owners=OWNERS)


def dbt_resource() -> DbtCliResource:
    project = str(paths.DBT_PROJECT)
    return DbtCliResource(project_dir=project, profiles_dir=project, dbt_executable=str(DBT))


def next_warehouse(home: paths.Home) -> Path:
    # Views name their database, which DuckDB names after the file: only the folder may change.
    return home.build / "next" / home.warehouse.name


def newest_month(home: paths.Home) -> str:
    """The newest report month in which any source published; the newest month of the lake when none did."""
    import polars as pl

    files = sorted((home.lake / "captures").glob("*.parquet"))
    frame = pl.read_parquet(files)
    published = frame.filter(pl.col("outcome") == "published")["report_month"]
    return str(published.max() if published.len() else files[-1].stem)


def inputs_digest(opened: Opened) -> str:
    """What an edition depends on: the lake, dbt, our code downstream of the lake, and the date of the run."""
    code = code_digest("dbt_project", "risk", "publish", "assets", "reference.py", "schemas.py")
    return lake_digest(opened.home, LAKE_INPUTS, salt=code + opened.today.isoformat() + str(opened.is_demo))


def nothing_new(opened: Opened) -> bool:
    """True when the published edition was made from exactly these inputs."""
    made_from = read_json(opened.home.build / "edition.json", {}).get("inputs")
    return opened.home.current.is_dir() and opened.home.warehouse.is_file() and made_from == inputs_digest(opened)


def forget_another_version(target: Path) -> None:
    """Empties dbt's folder of a home when it was filled by another version of the dbt project.

    dbt's partial parsing keeps what it should read anew: a removed test, a changed description.
    """
    stamp = target / STAMP.name
    if not stamp.is_file() or stamp.read_bytes() != STAMP.read_bytes():
        shutil.rmtree(target, ignore_errors=True)
        write_bytes(stamp, STAMP.read_bytes())


def build(context: dg.AssetExecutionContext, opened: Opened, dbt: DbtCliResource, stage: str) -> Iterator[Any]:
    """One dbt invocation. Its log goes to the home; a failing test or contract fails the step with dbt's own words."""
    import json

    home = opened.home
    os.environ["TIENDO_LAKE"] = str(home.lake)
    os.environ["TIENDO_WAREHOUSE"] = str(next_warehouse(home))
    os.environ["DBT_LOG_PATH"] = str(home.build / "logs")
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    variables = {
        "include_synthetic": opened.is_demo,
        "newest_month": newest_month(home),
        "today": opened.today.isoformat(),
    }
    report_progress(stage, 0, 1)
    # Data tests judge the reports of this run; unit tests judge the SQL, which no report changes: tests/dbt runs them.
    command = ["build", "--exclude-resource-type", "unit_test", "--vars", json.dumps(variables)]
    invocation = dbt.cli(command, context=context, target_path=home.build / "dbt")
    try:
        yield from invocation.stream()
    except DagsterDbtCliRuntimeError as error:
        raise dg.Failure("; ".join(complaints(home.build / "dbt")) or str(error).splitlines()[0]) from error
    report_progress(stage, 1, 1)


def complaints(target: Path) -> list[str]:
    """What dbt found wrong in its last invocation, one line a node; the first five."""
    results = read_json(target / "run_results.json", {"results": []})["results"]
    bad = [result for result in results if result["status"] in ("error", "fail")]
    return [
        f"{result['unique_id'].split('.')[2]}: {' '.join((result['message'] or result['status']).split())[:200]}"
        for result in bad[:5]
    ]


@dbt_assets(manifest=MANIFEST, exclude=AFTER_RISK, name="warehouse", dagster_dbt_translator=Translator())
def warehouse(context: dg.AssetExecutionContext, installation: Installation, dbt: DbtCliResource) -> Iterator[Any]:
    opened = installation.opened()
    if nothing_new(opened):
        context.log.info("nothing new since the last edition: dbt is not started")
        report_progress("stage, mart", 1, 1, "nothing new")
        return
    next_warehouse(opened.home).parent.mkdir(parents=True, exist_ok=True)
    for leftover in (next_warehouse(opened.home), next_warehouse(opened.home).with_suffix(".duckdb.wal")):
        leftover.unlink(missing_ok=True)
    forget_another_version(opened.home.build / "dbt")
    yield from build(context, opened, dbt, "stage, mart")


@dbt_assets(manifest=MANIFEST, select=AFTER_RISK, name="marts_after_risk", dagster_dbt_translator=Translator())
def marts_after_risk(
    context: dg.AssetExecutionContext, installation: Installation, dbt: DbtCliResource
) -> Iterator[Any]:
    opened = installation.opened()
    yield from build(context, opened, dbt, "marts after risk")
    os.replace(next_warehouse(opened.home), opened.home.warehouse)
