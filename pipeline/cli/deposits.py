"""Commands for what comes by hand: `tiendo add` takes one file in, `tiendo template` prints the form to fill in.

Holds what they ask and print. Keeps out: judging and keeping a file, making the form (deposit), and the run (runs).
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from pipeline import paths
from pipeline.cli.options import Day, Month, today_or
from pipeline.cli.runs import run_months


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--source", "name", required=True, help="Whose report it is: a name of `tiendo sources list`.")
@click.option("--report-month", "month", type=Month(), required=True, help="Month the report is about.")
@click.option("--published", type=Day(), help="Date it was published; default: known from today.")
@click.option("--url", help="Where it can be found, if anywhere.")
@click.option("--today", type=Day(), help="Date the run pretends to happen on; default: the clock in Hanoi.")
@click.option("--dry-run", is_flag=True, help="Read and show; keep nothing.")
@click.option("--run/--no-run", "then_run", default=True, help="Run the month afterwards, or only deposit.")
@click.option("--offline", is_flag=True, help="Run from what raw/ holds; no request is made.")
def add(
    file: Path,
    name: str,
    month: str,
    published: date | None,
    url: str | None,
    today: date | None,
    dry_run: bool,
    then_run: bool,
    offline: bool,
) -> None:
    """Take in a report that came by log-in, e-mail or paper, or a filled-in form; then run its month."""
    from pipeline.assets.deposits import deposit_file, examine_file
    from pipeline.assets.installation import Opened
    from pipeline.deposit.examine import MAX_BYTES, Deposit, DepositError, UnknownName
    from pipeline.sources.registry import SourceError, load_sources
    from pipeline.storage import HomeLocked

    home, folder, day = paths.home_from_environment(), paths.sources_from_environment(), today_or(today)
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        opened = Opened(home, load_sources(folder), day, True)
        deposit = Deposit(name, month, file.name, data, published, url)
        found = (examine_file if dry_run else deposit_file)(opened, deposit)
    except UnknownName as error:
        raise click.UsageError(str(error)) from None
    except DepositError as error:
        click.echo(f"tiendo: {file.name}: {error}", err=True)
        for line in error.details:
            click.echo(line, err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"tiendo: {file.name}: {error.strerror}", err=True)
        sys.exit(1)
    except (SourceError, HomeLocked) as error:
        click.echo(f"tiendo: {error}", err=True)
        sys.exit(1)
    for warning in found.warnings:
        click.echo(f"tiendo: {file.name}: {warning}", err=True)
    kept = "not kept (--dry-run)" if dry_run else f"kept as {found.sha256[:12]}"
    n_unknown = sum(figure.reason == "unknown" for figure in found.unread)
    figures = f"figures: {len(found.observations)}, numerals unread: {len(found.unread)} ({n_unknown} to review)"
    click.echo(f"{file.name}: {figures}; {kept}")
    if dry_run:
        _show(found.observations)
    elif then_run:
        sys.exit(0 if run_months(home, folder, month, month, day, offline=offline) else 1)


def _show(observations: tuple) -> None:
    for observation in observations:
        value = observation.status if observation.obs_value is None else f"{observation.obs_value:.10g}"
        quote = " ".join(observation.evidence.quote.split())
        click.echo(f"  {observation.indicator} {observation.ref_area} {observation.time_period}: {value}  «{quote}»")


@click.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; default: stdout.")
def template(output: Path | None) -> None:
    """Print the Vietnamese workbook that a working group fills in (tiendo template > mau.xlsx)."""
    from pipeline.deposit.template import template as made
    from pipeline.reference import load_reference
    from pipeline.storage import write_bytes

    if output is None and sys.stdout.isatty():
        raise click.UsageError("a workbook is no text for a terminal: tiendo template > mau.xlsx, or --output FILE")
    data = made(load_reference())
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        write_bytes(output, data)
    except OSError as error:
        click.echo(f"tiendo: {output}: {error.strerror}", err=True)
        sys.exit(1)
