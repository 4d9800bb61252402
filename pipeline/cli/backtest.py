"""`tiendo backtest`: the probabilities scored on programmes whose outcome is known.

Holds reading the tables and where results go: JSON on stdout, a table on stderr, diagrams in a folder. Keeps out: the
protocol and the scores (risk/backtest).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

MAX_FILE_BYTES = 256 * 1024 * 1024


@click.command()
@click.argument("panels", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--degraded", "told", flag_value="degraded", help="Lose 40 % of the reports, round the rest to percents.")
@click.option("--over", "told", flag_value="over", help='Tell every figure as "over" the ten points it lies in.')
@click.option("--statuses", is_flag=True, help="Print what became of areas known by a status word alone.")
@click.option("--plot", "folder", type=click.Path(path_type=Path), help="Write reliability diagrams (SVG) here.")
@click.option("--seeds", type=click.Path(path_type=Path), help="Write the tables the model is published with here.")
def backtest(
    panels: tuple[Path, ...], told: str | None, statuses: bool, folder: Path | None, seeds: Path | None
) -> None:
    """Score the risk model on tables with the columns locality, date, value_pct and, for counts, num and den."""
    from pipeline.risk.backtest import published
    from pipeline.risk.backtest.programmes import Programme, ProgrammeError, degraded, read_programme, told_as_over
    from pipeline.risk.backtest.report import report_of
    from pipeline.risk.backtest.statuses import status_classes, status_scores
    from pipeline.risk.backtest.table import statuses_table, table_of

    if len({path.stem for path in panels}) < len(panels):
        raise click.UsageError("two panels have the same file name")
    if statuses and (told or folder or seeds):
        raise click.UsageError(
            "--statuses reads the panels as they are: leave out --degraded, --over, --plot and --seeds"
        )
    programmes: list[Programme] = []
    for path in panels:
        try:
            if path.stat().st_size > MAX_FILE_BYTES:
                raise ProgrammeError(f"{path}: larger than {MAX_FILE_BYTES} bytes")
            with path.open(encoding="utf-8-sig", newline="") as lines:
                programmes.append(read_programme(path.stem, lines))
        except (OSError, UnicodeDecodeError, ProgrammeError) as error:
            raise click.ClickException(str(error)) from None
    if statuses:
        classes, scores = status_classes(programmes), status_scores(programmes)
        click.echo(statuses_table(classes, scores), err=True)
        _print({"classes": [asdict(one) for one in classes], "scores": [asdict(one) for one in scores]})
        return
    changed = {"degraded": degraded, "over": told_as_over}
    if told is not None:
        programmes = [changed[told](programme) for programme in programmes]
    try:
        report = report_of(programmes, told or "clean", _show)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo(table_of(report), err=True)
    _print(report)
    if folder is not None:
        _plot(report, folder)
    if seeds is not None:
        source = f"tiendo backtest, input {report['input']}: {', '.join(programme.name for programme in programmes)}"
        tables = (
            ("status_classes", published.status_rows(status_classes(programmes), source), published.STATUS_COLUMNS),
            (
                "regime_scores",
                published.score_rows(report, status_scores(programmes), source),
                published.SCORE_COLUMNS,
            ),
            ("reliability", published.reliability_rows(report, source), published.RELIABILITY_COLUMNS),
        )
        for name, rows, columns in tables:
            _write(seeds, f"{name}.csv", published.csv_text(rows, columns))


def _show(done: int, total: int, name: str) -> None:
    click.echo(f"{done}/{total} {name}", err=True)


def _print(value: dict[str, Any]) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _plot(report: dict[str, Any], folder: Path) -> None:
    from pipeline.risk.backtest.diagram import reliability_svg

    told = report["input"]
    for regime, part in (("panel", report), ("single_series", report["single_series"])):
        for name, rows in part["reliability"].items():
            title = f"{regime}, {told}, {name}".replace("_", " ")
            _write(folder, f"reliability-{regime}-{told}-{name}.svg", reliability_svg(rows, title))


def _write(folder: Path, name: str, text: str) -> None:
    from pipeline.storage import write_bytes

    folder.mkdir(parents=True, exist_ok=True)
    write_bytes(folder / name, text.encode())
