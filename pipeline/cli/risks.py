"""`tiendo risks`: every commitment of an area with its probability and reason, as known in a month.

Holds how a row is printed. Keeps out: the query (publish/overview) and the judgement (risk).
"""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from pipeline import paths
from pipeline.cli.options import Month

DUE = {"vi": "hạn", "en": "due"}


@click.command()
@click.option("--as-of", "month", type=Month(), help="As known in this month; default: the newest of the edition.")
@click.option("--commitment", help="Only this commitment.")
@click.option("--area", "ref_area", help="Only this area, such as VN or VN63-01.")
@click.option("--synthetic", is_flag=True, help="Made-up commitments instead of real ones.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines with every column.")
def risks(
    month: str | None, commitment: str | None, ref_area: str | None, synthetic: bool, language: Any, as_json: bool
) -> None:
    """The probability of missing each deadline as known in a month, with the reason, from the published edition."""
    home = paths.home_from_environment()
    if not home.current.is_dir():
        click.echo(f"tiendo: {home.root} holds no edition yet: run or backfill first", err=True)
        sys.exit(1)
    from pipeline.publish.overview import newest_as_of, risk_rows
    from pipeline.publish.report import words

    database = home.current / "tiendo.duckdb"
    known = month or newest_as_of(database)
    rows = risk_rows(database, known, commitment, ref_area, synthetic)
    if not rows:
        click.echo(f"tiendo: nothing is judged as known in {known} under these conditions", err=True)
        sys.exit(1)
    for row in rows:
        if as_json:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
            continue
        chance = "    -" if row["p_miss"] is None else f"{row['p_miss']:5.2f}"
        word = getattr(words.BANDS[row["band"]].word, language)
        day = words.day(words.last_day(row["deadline"], row["deadline_kind"]))
        click.echo(f"{chance}  {word:<24} {row['commitment']} {row['ref_area']}, {DUE[language]} {day}")
        click.echo(f"       {row[f'why_{language}']}")
