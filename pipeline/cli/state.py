"""Commands that look: status and dictionary.

Holds what they print. Keeps out: the questions themselves (publish/overview, publish/canonical, publish/dictionary).
"""

from __future__ import annotations

import json
import sys

import click

from pipeline import paths


@click.command()
@click.option("--hash", "hashes", is_flag=True, help="Print the canonical hash of every mart.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(hashes: bool, as_json: bool) -> None:
    """What is late, failed or in quarantine; with --hash the canonical hashes of the marts."""
    home = paths.home_from_environment()
    if not home.warehouse.is_file():
        click.echo(f"tiendo: {home.root} holds no warehouse yet: run or backfill first", err=True)
        sys.exit(1)
    from pipeline.publish import overview

    if hashes:
        from pipeline.publish.canonical import canonical_hashes, mart_specs

        manifest = json.loads((paths.DBT_PROJECT / "target" / "manifest.json").read_bytes())
        found = canonical_hashes(home.warehouse, mart_specs(manifest))
        click.echo(json.dumps(found, indent=1) if as_json else "\n".join(f"{v}  {k}" for k, v in found.items()))
        return
    from pipeline.deposit.inbox import waiting_lines

    lines = [*overview.status_lines(home.warehouse), *waiting_lines(home.inbox)]
    click.echo(json.dumps(lines, ensure_ascii=False, indent=1, default=str) if as_json else "\n".join(map(str, lines)))


@click.command()
def dictionary() -> None:
    """Print the data dictionary of the marts as Markdown (docs/data-dictionary.md is its copy)."""
    from pipeline.assets import manifest
    from pipeline.publish.canonical import mart_specs
    from pipeline.publish.dictionary import data_dictionary

    click.echo(data_dictionary(mart_specs(json.loads(manifest.ensure().read_bytes()))), nl=False)
