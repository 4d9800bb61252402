"""`tiendo extract`: the figures of a file as JSON lines, without a database and without Dagster.

Holds the loop over files and how a row is printed. Keeps out: reading and extracting.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import Day, Month

MAX_FILE_BYTES = 64 * 1024 * 1024


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--published", type=Day(), help="Date the report was published.")
@click.option("--report-month", type=Month(), help="Month the report is about.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Number format.")
@click.option("--instructions", is_flag=True, help="Also print who is told to do what, by when.")
@click.option("--unread", is_flag=True, help="Also print the figures that became no observation, with the reason.")
def extract(
    files: tuple[Path, ...],
    published: date | None,
    report_month: str | None,
    language: Any,
    instructions: bool,
    unread: bool,
) -> None:
    """Print the observations of reports as JSON lines: no database, no Dagster."""
    from pipeline.extract import Context, extract_document
    from pipeline.extract.workbook import FormError
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
        try:
            extraction = extract_document(document, context, reference)
        except FormError as error:
            for line in error.lines:
                click.echo(f"tiendo: {path.name}: {line}", err=True)
            failed = True
            continue
        for observation in extraction.observations:
            row = asdict(observation)
            row |= row.pop("evidence")
            row["flags"] = list(observation.flags)
            origin = {"file": path.name, "source": None, "report_month": report_month}
            print_json({**origin, "published_on": context.published_on, "captured_at": None, **row})
        if instructions:
            for told in extraction.instructions:
                row = asdict(told)
                row |= row.pop("evidence")
                print_json({"file": path.name, "instruction": True, **row})
        if unread:
            for figure in extraction.unread:
                print_json({"file": path.name, "unread": True, **asdict(figure)})
        count = f"{len(extraction.observations)} observations, {len(extraction.unread)} numerals unread"
        click.echo(f"{path.name}: {count}", err=True)
    sys.exit(1 if failed else 0)


def print_json(row: dict[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False, default=str))
