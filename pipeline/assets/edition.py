"""Publish: an immutable edition of the marts behind the `current` link."""

import json
from datetime import timedelta
from importlib.metadata import version

import dagster as dg

from pipeline.assets.inputs import code_digest
from pipeline.assets.installation import Installation, report_progress
from pipeline.assets.manifest import MANIFEST
from pipeline.assets.reference import OWNERS
from pipeline.assets.warehouse import inputs_digest, newest_month
from pipeline.storage import write_json


@dg.asset(
    deps=["deadline_risks", "current_risks", "current_figures", "promises", "outcomes", "reports"],
    group_name="publish",
    owners=OWNERS,
    kinds={"duckdb", "parquet", "csv"},
    freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(days=35)),
)
def edition(context: dg.AssetExecutionContext, installation: Installation) -> dg.MaterializeResult:
    """One read-only DuckDB, Parquet, CSV with datapackage.json and one HTML page; equal content writes nothing."""
    from pipeline.publish.snapshot import publish

    opened = installation.opened()
    report_progress("publish", 0, 1)
    published = publish(
        opened.home.warehouse,
        opened.home.published,
        manifest=json.loads(MANIFEST.read_bytes()),
        newest_month=newest_month(opened.home),
        today=opened.today,
        is_demo=opened.is_demo,
        version=f"{version('tiendo')}+{code_digest('dbt_project', 'publish')[:8]}",
    )
    write_json(opened.home.build / "edition.json", {"edition": published.id, "inputs": inputs_digest(opened)})
    report_progress("publish", 1, 1, published.id)
    return dg.MaterializeResult(
        metadata={
            "edition": published.id,
            "written": published.written,
            "path": dg.MetadataValue.path(str(published.path)),
            "page": dg.MetadataValue.path(str(opened.home.current / "index.html")),
        }
    )
