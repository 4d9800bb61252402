"""Commands that look: status, digest and dictionary.

Holds what they print. Keeps out: the questions themselves (publish/overview, publish/canonical, publish/dictionary,
publish/report/digest).
"""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from pipeline import paths
from pipeline.cli.options import Month


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
@click.option("--as-known", "month", type=Month(), help="As known in this month; default: the newest of the edition.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def digest(month: str | None, language: Any) -> None:
    """What is promised, known, asked and contradicted in the published edition, as known in a month, as Markdown."""
    home = paths.home_from_environment()
    if not home.current.is_dir():
        click.echo(f"tiendo: {home.root} holds no edition yet: run or backfill first", err=True)
        sys.exit(1)
    from pipeline.publish import PublishError
    from pipeline.publish.overview import digest_as_known

    try:
        click.echo(digest_as_known(home.current / "tiendo.duckdb", month, language), nl=False)
    except PublishError as error:
        click.echo(f"tiendo: {error}", err=True)
        sys.exit(1)


@click.command()
def dictionary() -> None:
    """Print the data dictionary of the marts as Markdown (docs/data-dictionary.md is its copy)."""
    from pipeline.assets import manifest
    from pipeline.publish.canonical import mart_specs
    from pipeline.publish.dictionary import data_dictionary

    click.echo(data_dictionary(mart_specs(json.loads(manifest.ensure().read_bytes()))), nl=False)
