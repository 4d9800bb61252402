"""`tiendo review`: what waits for a person, and the line with which to decide it.

Holds how a waiting figure or deadline is printed. Keeps out: the queries and the lines (publish/review, publish/deadlines).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from typing import Any

import click

from pipeline import paths
from pipeline.cli.options import Month, today_or


@click.command()
@click.option("--month", type=Month(), help="Report month; default: every month of the lake.")
@click.option(
    "--reason",
    type=click.Choice(["unknown", "low_confidence", "refused", "deadline", "all"]),
    default="all",
    show_default=True,
    help="Not understood, doubtful characters of a scan, a row that broke a rule, or a date that no commitment holds.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["ignore", "correction"]),
    default="ignore",
    show_default=True,
    help="The line to print: the numeral is no figure, or the figure it is.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
def review(month: str | None, reason: str, kind: Any, as_json: bool) -> None:
    """Figures and deadlines that wait for a person: the sentence, and the line that decides it."""
    from pipeline.publish import review as queue
    from pipeline.publish.deadlines import ADOPT, REJECT, adopting_line, rejecting_line, waiting_deadlines
    from pipeline.sources.registry import SourceError, load_sources

    home = paths.home_from_environment()
    months = [file.stem for file in sorted((home.lake / "unread_figures").glob("*.parquet"))]
    if not months:
        click.echo(f"tiendo: {home.root} holds no lake yet: run or backfill first", err=True)
        sys.exit(1)
    if month is not None and month not in months:
        raise click.UsageError(f"{month}: not in the lake of {home.root}, which goes from {months[0]} to {months[-1]}")
    try:
        declared = {source.name: source for source in load_sources(paths.sources_from_environment())}
        found = queue.waiting(home.lake, [month] if month else months)
    except (SourceError, queue.OldLake) as error:
        click.echo(f"tiendo: {error}", err=True)
        sys.exit(1)
    found = [item for item in found if reason in ("all", item.reason)]
    today = today_or(None)
    for item in found:
        source = declared.get(item.source)
        entry = queue.decision(item, today, kind, source.number_format if source else "vi")
        if as_json:
            row = {**asdict(item), "marked": item.marked, "decision": entry}
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
        else:
            _print(item, f"{kind}s", queue.yaml_line(entry))
    dates = waiting_deadlines(home.warehouse) if reason in ("all", "deadline") and month is None else []
    for date_ in dates:
        lines = {"adopt": adopting_line(date_), "reject": rejecting_line(date_, today)}
        if as_json:
            click.echo(json.dumps({**asdict(date_), **lines}, ensure_ascii=False, default=str))
        else:
            click.echo(f"{date_.stated_by}: {date_.indicator} {date_.ref_area}, {date_.latest_deadline}")
            click.echo(f"  {' '.join(date_.latest_quote.split())}")
            click.echo(f"  adopt, in {ADOPT}:\n  {lines['adopt']}\n  or reject, in {REJECT}:\n  {lines['reject']}\n")
    counts = Counter((item.source, item.reason) for item in found)
    for (name, why), count in sorted(counts.items()):
        file = declared[name].file if name in declared else "not declared here"
        click.echo(f"{name:<28} {why:<15} {count:>6}  {file}", err=as_json)
    waits = "1 figure waits" if len(found) == 1 else f"{len(found)} figures wait"
    also = f", {len(dates)} deadline{'s' if len(dates) > 1 else ''} without a commitment" if dates else ""
    click.echo(f"{waits} for a person{also}", err=as_json)


def _print(item: Any, key: str, line: str) -> None:
    """One figure a paragraph: where it stands, its sentence, and the entry to paste."""
    place = [f"page {item.page}"] if item.page else []
    place += [f"box {item.box}"] if item.box else []
    place += [f"confidence {item.confidence:.2f}"] if item.confidence is not None else []
    click.echo(", ".join([f"{item.source} {item.report_month} {item.reason}: {item.file}", *place]))
    if item.why:
        click.echo(f"  broken: {item.why} ({item.indicator} {item.ref_area})")
    click.echo(f"  {item.marked}")
    click.echo(f"  {key}:\n  {line}\n")
