"""A table as a grid: which rows are titles, headers and data, what stands above each column, who stands in each row.

Holds layout only. Keeps out: what a header means and what a cell is worth (tables).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.terms import Cell, Document, Table

_NUMERIC = re.compile(
    r"[<>~≈]?\s*[-+]?[0-9][0-9.,\s]*(?:/\s*[0-9][0-9.,]*)?\s*(?:%|nghìn|triệu)?\s*(?:\([^)]*\))?\s*[▲▼△▽↑↓↗↘*†‡]*"
)
_INDEX_CELL = re.compile(r"\(?(?:[0-9]{1,2}|[a-zđ])\)?(?:\s*=.*)?", re.IGNORECASE)


@dataclass(slots=True)
class Grid:
    """Cells by (row, column), spans filled in; the rows sorted into titles, headers and data."""

    rows: list[int]
    at: dict[tuple[int, int], Cell]
    columns: int
    by_row: dict[int, list[Cell]]
    titles: list[Cell] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    data_rows: list[int] = field(default_factory=list)

    def text(self, document: Document, cell: Cell | None) -> str:
        return "" if cell is None else document.text[cell.char_start : cell.char_end].strip()

    def row_cells(self, row: int) -> list[Cell]:
        """The cells that begin in this row, in order."""
        return self.by_row.get(row, [])


def is_numeric(text: str) -> bool:
    return bool(_NUMERIC.fullmatch(text.strip()))


def lay_out(document: Document, table: Table) -> Grid:
    """Sort the rows of a table. The first row with a label and a number, all headers marked passed, begins the data."""
    at: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + max(1, cell.row_span)):
            for col in range(cell.col, cell.col + max(1, cell.col_span)):
                at.setdefault((row, col), cell)
    rows = sorted({row for row, _ in at})
    columns = max((col for _, col in at), default=-1) + 1
    by_row: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        if at[cell.row, cell.col] is cell:
            by_row.setdefault(cell.row, []).append(cell)
    grid = Grid(rows, at, columns, by_row)
    started = False
    lines = {row: [grid.text(document, cell) for cell in grid.row_cells(row)] for row in rows}
    counts = any(_is_data([text for text in texts if text]) for texts in lines.values())
    marked = not all(cell.header for cell in table.cells)  # where every cell is marked, the mark says nothing
    for row in rows:
        cells = [cell for cell in grid.row_cells(row) if grid.text(document, cell)]
        texts = [grid.text(document, cell) for cell in cells]
        if not cells:
            continue
        if (
            not started
            and not grid.header_rows
            and len({id(grid.at.get((row, col))) for col in range(columns)} - {id(None)}) == 1
            and len(cells) == 1
            and not is_numeric(texts[0])
        ):
            grid.titles.append(cells[0])
        elif not started and grid.header_rows and _is_section(cells, texts, columns):
            started = True
            grid.data_rows.append(row)
        elif not started and _is_header(cells, texts, counts, bool(grid.header_rows), marked):
            if (
                len(cells) == 1
                and columns > 2
                and cells[0].col_span == 1
                and cells[0].row_span == 1
                and not grid.header_rows
            ):
                grid.titles.append(cells[0])
            elif not all(_INDEX_CELL.fullmatch(text) for text in texts):
                grid.header_rows.append(row)
        else:
            if not started and all(_INDEX_CELL.fullmatch(text) for text in texts) and grid.header_rows:
                continue
            started = True
            grid.data_rows.append(row)
    return grid


_NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])\s*[.)/-]\s*\w")
_SECTION = re.compile(r"[ivxIVX]{1,5}|[A-ZĐ]")


def _is_section(cells: list[Cell], texts: list[str], columns: int) -> bool:
    """'II | Duyên hải miền Trung": a row that names the group of the rows below it."""
    if len(texts) == 2 and _SECTION.fullmatch(texts[0].rstrip(".")):
        return True
    if len(texts) == 1 and not cells[0].header and _NUMBERED.match(texts[0]):
        return True
    return len(cells) == 1 and cells[0].col_span * 2 > columns > 2 and not cells[0].header


def _is_header(cells: list[Cell], texts: list[str], counts: bool, seen: bool, marked: bool) -> bool:
    """Marked so, or without figures above the figures; in a table without any figure, the first line."""
    if marked and all(cell.header for cell in cells):
        return True
    return not _is_data(texts) if counts else not seen


def _is_data(texts: list[str]) -> bool:
    labels = [text for text in texts if not is_numeric(text) and re.search(r"[^\W\d_]", text)]
    return bool(labels) and any(is_numeric(text) for text in texts[1:])


def header_chain(document: Document, grid: Grid, col: int) -> list[str]:
    """Header texts above a column, the lowest first, each once."""
    chain: list[str] = []
    seen: set[int] = set()
    for row in reversed(grid.header_rows):
        cell = grid.at.get((row, col))
        if cell is None or id(cell) in seen:
            continue
        seen.add(id(cell))
        text = " ".join(grid.text(document, cell).split())
        if text:
            chain.append(text)
    return chain
