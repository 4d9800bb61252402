"""`tiendo sources`: the declared publishers, and trying them.

Holds what the list and a trial print. Keeps out: declarations (sources) and requests (fetch).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pipeline import paths
from pipeline.cli.options import today_or


@click.group()
def sources() -> None:
    """The declared publishers."""


@sources.command("list")
def sources_list() -> None:
    """Every declared source, and whether it was ever tried against the live site."""
    from pipeline.sources.registry import SourceError, load_sources

    try:
        declared = load_sources(paths.sources_from_environment())
    except SourceError as error:
        click.echo(f"tiendo: {error}", err=True)
        sys.exit(1)
    for source in declared:
        state = "by hand" if source.collection == "deposited" else "draft" if source.draft else "scheduled"
        tried = f"tried live {source.tried_live}" if source.tried_live else "not tried live"
        tried = "tiendo add, inbox" if source.collection == "deposited" else tried
        click.echo(f"{source.name:<28} {source.cadence:<10} {state:<10} {tried:<24} {source.publisher_vi}")


@sources.command("check")
@click.argument("name", required=False)
@click.option("--live", is_flag=True, help="Ask the live sites, and record the date in the declaration.")
@click.option(
    "--save", type=click.Path(file_okay=False, path_type=Path), help="Folder for the listing page, as fixture."
)
def sources_check(name: str | None, live: bool, save: Path | None) -> None:
    """Try sources: what was listed, matched, read and refused. The first thing an operator does."""
    from pipeline.assets.captures import portal_of
    from pipeline.assets.installation import Opened, home_kind
    from pipeline.fetch.check import check_source
    from pipeline.fetch.client import Client
    from pipeline.sources.registry import SourceError, load_sources, record_tried

    folder = paths.sources_from_environment()
    today = today_or(None)
    failed = False
    try:
        declared = load_sources(folder)
        chosen = [source for source in declared if name in (None, source.name)]
        if not chosen:
            raise click.UsageError(f"{name}: no such source; there are {', '.join(source.name for source in declared)}")
        if home_kind(declared) == "live" and not live:
            click.echo(f"{len(chosen)} declarations are valid; nothing was asked: --live makes the requests")
            return
        opened = Opened(paths.home_from_environment(), declared, today, False)
        with portal_of(opened) as connect_to, Client(connect_to) as client:
            for source in chosen:
                if source.collection == "deposited":
                    click.echo(f"{source.name}: deposited by hand, so there is nothing to ask (tiendo add, inbox)")
                    continue
                found = check_source(source, client, fixtures=save)
                failed |= not found.ok
                _print_check(found)
                if live and found.read:
                    record_tried(folder, source.name, today)
    except SourceError as error:
        click.echo(f"tiendo: {error}", err=True)
        failed = True
    sys.exit(1 if failed else 0)


def _print_check(found: Any) -> None:
    """One source a paragraph: counts, files proven and read, what was refused, what is not as declared."""
    from pipeline.read import ReadError, read_document

    months = f", {found.months[0]} to {found.months[-1]}" if found.months else ""
    click.echo(f"{found.source}: {found.listed} listed, {found.matched} matched{months}")
    for tried in found.read:
        try:
            document = read_document(tried.data, tried.file)
            size = f"{len(document.text)} characters, {len(document.tables)} tables"
        except ReadError as error:
            size = f"not readable: {error}"
        click.echo(f"  read     {tried.file} ({tried.media_type}): {size}")
    for line in found.refused:
        click.echo(f"  refused  {line}")
    for line in found.problems:
        click.echo(f"  problem  {line}")
    if found.fixture:
        click.echo(f"  saved    {found.fixture}")
