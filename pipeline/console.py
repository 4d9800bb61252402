"""What a person at a terminal sees: progress, problems, short tables.

Holds drawing only (rich on a terminal, plain lines elsewhere). Keeps out: running anything and deciding exit codes.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.publish.report import words

STYLES = {
    "done": "green",
    "green": "green",
    "amber": "yellow",
    "amber_red": "dark_orange",
    "red": "red",
    "missed": "bold red",
    "overdue_unconfirmed": "magenta",
    "grey": "dim",
}


class ProgressHandler(logging.Handler):
    """Draws the records of `tiendo.progress`: bars on a terminal, one line per tenth of a stage elsewhere."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.console = console
        self.tasks: dict[str, Any] = {}
        self.last_tenth: dict[str, int] = {}
        columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.bars = Progress(*columns, TextColumn("{task.fields[detail]}"), console=console)

    def __enter__(self) -> ProgressHandler:
        logger = logging.getLogger("tiendo.progress")
        logger.addHandler(self)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        if self.console.is_terminal:
            self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("tiendo.progress").removeHandler(self)
        if self.console.is_terminal:
            self.bars.stop()

    def emit(self, record: logging.LogRecord) -> None:
        stage, done, total, detail = record.__dict__["step"]
        if self.console.is_terminal:
            if stage not in self.tasks:
                self.tasks[stage] = self.bars.add_task(stage, total=total, detail=detail)
            self.bars.update(self.tasks[stage], completed=done, total=total, detail=detail)
            return
        tenth = 10 * done // max(total, 1)
        if self.last_tenth.get(stage) != tenth:
            self.last_tenth[stage] = tenth
            click.echo(f"{stage}: {done}/{total} {detail}".rstrip(), err=True)


def console(stderr: bool = False) -> Console:
    out = Console(stderr=stderr, highlight=False)
    # A log or a pipe has no width of its own; eighty columns would break every sentence.
    return out if out.is_terminal else Console(stderr=stderr, highlight=False, width=132)


def probability_words(p_miss: float | None, band: str, evidence: str) -> str:
    """'0,65 (khoảng 6 trong 10); bằng chứng yếu', or why there is no number to say."""
    if band in ("done", "missed"):
        return "đã rõ / settled"
    if p_miss is None:
        return "chưa nói được / cannot be said"
    share = f"{p_miss:.2f}".replace(".", ",")
    return f"{share}, {words.chance(p_miss).vi}; bằng chứng {words.STRENGTHS[evidence].vi} / {words.STRENGTHS[evidence].en} evidence"


def risk_table(out: Console, title: str, rows: Sequence[dict[str, Any]]) -> None:
    """Three columns, so that eighty characters are enough.

    Rows need: name, ref_area, n_areas, deadline, band, p_miss, evidence, quote.
    """
    table = Table(title=title, title_justify="left", show_lines=True, expand=out.is_terminal)
    table.add_column("Cam kết, hạn / promise, due", ratio=4, min_width=24)
    table.add_column("Mức, chắc đến đâu / band, how sure", ratio=3, min_width=20)
    table.add_column("Câu gốc / the sentence", ratio=5, min_width=26)
    for row in rows:
        vietnamese, english = words.BANDS[row["band"]].word
        where = f"{row['n_areas']} địa phương / areas" if row["n_areas"] > 1 else row["ref_area"]
        quote = (row["quote"] or "chưa có câu nào / no sentence yet").strip()
        table.add_row(
            f"{escape(row['name'])}\n{where}, {words.day(row['deadline'])}",
            f"[{STYLES[row['band']]}]{vietnamese} / {english}[/]\n"
            f"{probability_words(row['p_miss'], row['band'], row['evidence'])}",
            escape(quote if len(quote) <= 120 else f"{quote[:117]}…"),
        )
    out.print(table)
