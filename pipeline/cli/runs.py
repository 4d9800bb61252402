"""Commands that run the job: demo, run, backfill, publish.

Holds which months, sources and home each of them means, and what it prints when the run has ended. Keeps out: the run
itself (assets/execute).
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import click

from pipeline import paths
from pipeline.cli.options import Day, Month, today_or

DEMO_TODAY = "2026-06-15"


def _newest_month_before(today: date) -> str:
    return (today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")


def run_months(
    home: paths.Home, folder: Path, first: str, last: str, today: date, *, offline: bool, from_warehouse: bool = False
) -> bool:
    """Run the job over first..last; print failures one a line. True when nothing failed."""
    from pipeline import console
    from pipeline.assets import execute, manifest
    from pipeline.publish import overview
    from pipeline.sources.registry import SourceError, load_sources
    from pipeline.storage import HomeLocked

    try:
        months = execute.known_months(first, last)
    except execute.UnknownMonth as error:
        raise click.UsageError(str(error)) from None
    try:
        sources = load_sources(folder)
        if all(source.draft or source.collection == "deposited" for source in sources):
            click.echo(
                "every source is a draft or comes by hand, so nothing is asked: see docs/operations.md, first day",
                err=True,
            )
        manifest.ensure()
        from pipeline.definitions import defs

        with console.ProgressHandler(console.console(stderr=True)):
            summary = execute.execute(
                defs.resolve_job_def("monthly"),
                home,
                folder,
                sources,
                months,
                today=today.isoformat(),
                offline=offline,
                from_warehouse=from_warehouse,
            )
    except (SourceError, HomeLocked, manifest.DbtParseError) as error:
        click.echo(f"tiendo: {error}", err=True)
        return False
    lines = [*summary.failures, *summary.problems, *overview.quarantine_lines(home.lake, months)]
    for line in lines:
        click.echo(f"tiendo: {line}", err=True)
    return summary.success and not lines


def _print_paths(home: paths.Home) -> None:
    current = home.current
    click.echo(f"edition   {current.resolve().name}")
    for label, path in (
        ("page", current / "index.html"),
        ("database", current / "tiendo.duckdb"),
        ("tables", current / "csv"),
        ("dagster", home.dagster),
    ):
        click.echo(f"{label:<9} {path}")


def _print_risks(home: paths.Home, months: list[str]) -> None:
    from pipeline import console
    from pipeline.publish.overview import newest_as_of, risks_as_known

    database = home.current / "tiendo.duckdb"
    out = console.console()
    for month in months or [newest_as_of(database)]:
        title = f"As known in {month} / Như đã biết trong tháng {month[5:]}/{month[:4]}"
        console.risk_table(out, title, risks_as_known(database, month))


@click.command()
@click.option("--from", "first", type=Month(), default="2022-11", show_default=True, help="First report month.")
@click.option("--to", "last", type=Month(), default="2026-05", show_default=True, help="Last report month.")
def demo(first: str, last: str) -> None:
    """Run the main job over the embedded sample, in data/demo, as if today were 2026-06-15."""
    home = paths.demo_home()
    ok = run_months(home, paths.SAMPLE / "sources", first, last, date.fromisoformat(DEMO_TODAY), offline=False)
    if home.current.is_dir():
        from pipeline.publish.overview import newest_as_of

        _print_risks(home, ["2024-10", newest_as_of(home.current / "tiendo.duckdb")])
        _print_paths(home)
    sys.exit(0 if ok else 1)


@click.command()
@click.option("--month", type=Month(), help="Report month; default: the last three that are over.")
@click.option("--today", type=Day(), help="Date the run pretends to happen on; default: the clock in Hanoi.")
@click.option("--offline", is_flag=True, help="Use what raw/ already holds; no request is made.")
def run(month: str | None, today: date | None, offline: bool) -> None:
    """Run the main job for one month (or the last three) over the declared sources."""
    day = today_or(today)
    last = month or _newest_month_before(day)
    first = month or _newest_month_before(
        date.fromisoformat(f"{_newest_month_before(date.fromisoformat(f'{last}-01'))}-01")
    )
    home = paths.home_from_environment()
    ok = run_months(home, paths.sources_from_environment(), first, last, day, offline=offline)
    if home.current.is_dir():
        _print_risks(home, [])
        _print_paths(home)
    sys.exit(0 if ok else 1)


@click.command()
@click.option("--from", "first", type=Month(), required=True, help="First report month.")
@click.option("--to", "last", type=Month(), required=True, help="Last report month.")
@click.option("--today", type=Day(), help="Date the run pretends to happen on; default: the clock in Hanoi.")
@click.option("--offline", is_flag=True, help="Use what raw/ already holds; no request is made.")
def backfill(first: str, last: str, today: date | None, offline: bool) -> None:
    """Run the main job for a range of months, as one run."""
    home = paths.home_from_environment()
    ok = run_months(home, paths.sources_from_environment(), first, last, today_or(today), offline=offline)
    if home.current.is_dir():
        _print_paths(home)
    sys.exit(0 if ok else 1)


@click.command()
@click.option("--today", type=Day(), help="Date the run pretends to happen on; default: the clock in Hanoi.")
def publish(today: date | None) -> None:
    """Build the marts, the risks and the edition from the lake as it is; nothing is fetched or read."""
    home = paths.home_from_environment()
    files = sorted((home.lake / "captures").glob("*.parquet"))
    if not files:
        click.echo(f"tiendo: {home.root} holds no lake yet: run or backfill first", err=True)
        sys.exit(1)
    first, last = files[0].stem, files[-1].stem
    folder = paths.sources_from_environment()
    ok = run_months(home, folder, first, last, today_or(today), offline=True, from_warehouse=True)
    if home.current.is_dir():
        _print_paths(home)
    sys.exit(0 if ok else 1)
