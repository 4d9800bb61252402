"""`tiendo ui`: Dagster's own page over the runs of the home.

Holds how `dagster dev` is started. Keeps out: the runs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from pipeline import paths


@click.command()
@click.option("--port", default=3000, show_default=True, help="Port on 127.0.0.1.")
def ui(port: int) -> None:
    """Dagster's own page (`dagster dev`) on loopback, with the runs of the home."""
    from pipeline.assets import execute, manifest
    from pipeline.sources.registry import SourceError, load_sources
    from pipeline.storage import HomeLocked

    try:
        execute.prepare_instance(paths.home_from_environment(), load_sources(paths.sources_from_environment()))
        manifest.ensure()
    except (SourceError, HomeLocked, manifest.DbtParseError) as error:
        click.echo(f"tiendo: {error}", err=True)
        sys.exit(1)
    dagster = str(Path(sys.executable).with_name("dagster"))
    workspace = str(paths.CHECKOUT / "workspace.yaml")
    os.execv(dagster, [dagster, "dev", "-w", workspace, "-h", "127.0.0.1", "-p", str(port)])
