"""`tiendo`: run, backfill, publish, look and extract from the command line.

Holds words, options and exit codes: 0 done; 1 a report or check failed, said in one line each; 2 wrong usage. Keeps
out: the work, which lies in the rooms below; Dagster is imported by the commands that run something, and only there.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from pipeline import paths

DEMO_TODAY = "2026-06-15"
MAX_FILE_BYTES = 64 * 1024 * 1024


class Month(click.ParamType):
    """YYYY-MM."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return datetime.strptime(str(value), "%Y-%m").strftime("%Y-%m")
        except ValueError:
            self.fail(f"{value!r} is not a month such as 2024-10", param, ctx)


class Day(click.ParamType):
    """YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2024-11-05", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tiendo")
def cli() -> None:
    """Tiến độ: from monthly reports in prose to figures with their sentences, and deadlines with a probability."""


def _today(day: date | None) -> date:
    text = paths.today_from_environment()
    return day or (
        date.fromisoformat(text) if text else datetime.now(UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    )


def _newest_month_before(today: date) -> str:
    return (today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")


def _run(
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
        if all(source.draft for source in sources):
            click.echo("every source is a draft, so nothing is asked: see docs/operations.md, first day", err=True)
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


@cli.command()
@click.option("--from", "first", type=Month(), default="2022-11", show_default=True, help="First report month.")
@click.option("--to", "last", type=Month(), default="2026-05", show_default=True, help="Last report month.")
def demo(first: str, last: str) -> None:
    """Run the main job over the embedded sample, in data/demo, as if today were 2026-06-15."""
    home = paths.demo_home()
    ok = _run(home, paths.SAMPLE / "sources", first, last, date.fromisoformat(DEMO_TODAY), offline=False)
    if home.current.is_dir():
        from pipeline.publish.overview import newest_as_of

        _print_risks(home, ["2024-10", newest_as_of(home.current / "tiendo.duckdb")])
        _print_paths(home)
    sys.exit(0 if ok else 1)


@cli.command()
@click.option("--month", type=Month(), help="Report month; default: the last three that are over.")
@click.option("--today", type=Day(), help="Date the run pretends to happen on; default: the clock in Hanoi.")
@click.option("--offline", is_flag=True, help="Use what raw/ already holds; no request is made.")
def run(month: str | None, today: date | None, offline: bool) -> None:
    """Run the main job for one month (or the last three) over the declared sources."""
    day = _today(today)
    last = month or _newest_month_before(day)
    first = month or _newest_month_before(
        date.fromisoformat(f"{_newest_month_before(date.fromisoformat(f'{last}-01'))}-01")
    )
    home = paths.home_from_environment()
    ok = _run(home, paths.sources_from_environment(), first, last, day, offline=offline)
    if home.current.is_dir():
        _print_risks(home, [])
        _print_paths(home)
    sys.exit(0 if ok else 1)


@cli.command()
@click.option("--from", "first", type=Month(), required=True, help="First report month.")
@click.option("--to", "last", type=Month(), required=True, help="Last report month.")
@click.option("--today", type=Day(), help="Date the run pretends to happen on; default: the clock in Hanoi.")
@click.option("--offline", is_flag=True, help="Use what raw/ already holds; no request is made.")
def backfill(first: str, last: str, today: date | None, offline: bool) -> None:
    """Run the main job for a range of months, as one run."""
    home = paths.home_from_environment()
    ok = _run(home, paths.sources_from_environment(), first, last, _today(today), offline=offline)
    if home.current.is_dir():
        _print_paths(home)
    sys.exit(0 if ok else 1)


@cli.command()
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
    ok = _run(home, folder, first, last, _today(today), offline=True, from_warehouse=True)
    if home.current.is_dir():
        _print_paths(home)
    sys.exit(0 if ok else 1)


@cli.command()
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
    lines = overview.status_lines(home.warehouse)
    click.echo(json.dumps(lines, ensure_ascii=False, indent=1, default=str) if as_json else "\n".join(map(str, lines)))


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--published", type=Day(), help="Date the report was published.")
@click.option("--report-month", type=Month(), help="Month the report is about.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Number format.")
@click.option("--unread", is_flag=True, help="Also print the figures that became no observation, with the reason.")
def extract(
    files: tuple[Path, ...], published: date | None, report_month: str | None, language: Any, unread: bool
) -> None:
    """Print the observations of reports as JSON lines: no database, no Dagster."""
    from pipeline.extract import Context, extract_document
    from pipeline.read import ReadError, read_document
    from pipeline.reference import load_reference

    reference = load_reference()
    failed = False
    for path in files:
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                raise ReadError(f"larger than {MAX_FILE_BYTES // 2**20} MiB")
            document = read_document(path.read_bytes(), path.name)
        except (OSError, ReadError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            click.echo(f"tiendo: {path.name}: {reason}", err=True)
            failed = True
            continue
        for warning in document.warnings:
            click.echo(f"tiendo: {path.name}: {warning}", err=True)
        context = Context(
            report_month=report_month, published_on=published or document.published_on, number_format=language
        )
        extraction = extract_document(document, context, reference)
        for observation in extraction.observations:
            row = asdict(observation)
            row |= row.pop("evidence")
            row["flags"] = list(observation.flags)
            origin = {"file": path.name, "source": None, "report_month": report_month}
            _print_json({**origin, "published_on": context.published_on, "captured_at": None, **row})
        if unread:
            for figure in extraction.unread:
                _print_json({"file": path.name, "unread": True, **asdict(figure)})
        count = f"{len(extraction.observations)} observations, {len(extraction.unread)} numerals unread"
        click.echo(f"{path.name}: {count}", err=True)
    sys.exit(1 if failed else 0)


def _print_json(row: dict[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False, default=str))


@cli.command()
@click.option("--port", default=3000, show_default=True, help="Port on 127.0.0.1.")
def ui(port: int) -> None:
    """Dagster's own page (`dagster dev`) on loopback, with the runs of the home."""
    import os

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


@cli.command()
def dictionary() -> None:
    """Print the data dictionary of the marts as Markdown (docs/data-dictionary.md is its copy)."""
    from pipeline.assets import manifest
    from pipeline.publish.canonical import mart_specs
    from pipeline.publish.dictionary import data_dictionary

    click.echo(data_dictionary(mart_specs(json.loads(manifest.ensure().read_bytes()))), nl=False)


@cli.group()
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
        state = "draft" if source.draft else "scheduled"
        tried = f"tried live {source.tried_live}" if source.tried_live else "not tried live"
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
    today = _today(None)
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


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
