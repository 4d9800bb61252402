"""Ruled tables of a PDF: cells from the drawn lines, tables that run over pages made whole.

Holds the grid of a ruled table, the stitching of a row cut by a page break, and the header repeated on the next page,
which is set apart and never becomes data. Keeps out: tables without ruling, which stay lines of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.read.document import GridCell
from pipeline.read.headers import is_number, mark_headers
from pipeline.read.pdf_lines import Char, PageText, cell_text

MIN_PATHS = 4  # drawn objects below which a page cannot hold a ruled table
TOLERANCE = 3.0  # points within which two edges are one

Box = tuple[float, float, float, float]  # x0, top, x1, bottom


@dataclass(slots=True)
class RuledTable:
    """A table and where it stands; `row_pages` gives the page of each row; `repeated` are header texts set apart."""

    box: Box
    cells: list[GridCell]
    row_pages: list[int]
    edges: tuple[float, ...]
    repeated: list[tuple[int, str]] = field(default_factory=list)

    def holds(self, char: Char) -> bool:
        """Is the character inside the table?"""
        x0, top, x1, bottom = self.box
        return x0 - 1 <= char.middle <= x1 + 1 and top <= char.base <= bottom + 1

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.row_pages)


def ruled_tables(page: Any, text: PageText) -> list[RuledTable]:
    """The ruled tables of a pdfplumber page, with the characters of PDFium, from top to bottom."""
    settings = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
    found = []
    for table in page.find_tables(table_settings=settings):
        boxes = [box for box in table.cells if box]
        xs, ys = _edges(x for b in boxes for x in (b[0], b[2])), _edges(y for b in boxes for y in (b[1], b[3]))
        if len(xs) < 3:
            continue  # one column: a frame around text
        inside = RuledTable(table.bbox, [], [text.number] * (len(ys) - 1), xs)
        chars = [char for char in text.chars if inside.holds(char)]
        for box in boxes:
            row, col = _index(ys, box[1]), _index(xs, box[0])
            own = [c for c in chars if box[0] <= c.middle < box[2] and box[1] <= c.base <= box[3] + 1]
            inside.cells.append(
                GridCell(row, col, cell_text(own), max(1, _index(ys, box[3]) - row), max(1, _index(xs, box[2]) - col))
            )
        if any(cell.text for cell in inside.cells):
            found.append(inside)
    return sorted(found, key=lambda table: table.box[1])


def continues(above: RuledTable, below: RuledTable) -> bool:
    """Does `below` follow on a later page with the same columns? That nothing stands between them the caller knows."""
    if above.row_pages[-1] >= below.row_pages[0]:
        return False
    return len(above.edges) == len(below.edges) and all(
        abs(a - b) <= 2 * TOLERANCE for a, b in zip(above.edges, below.edges, strict=True)
    )


def stitched(above: RuledTable, below: RuledTable) -> RuledTable:
    """One table of both: a repeated header set apart, a row cut by the page break closed."""
    n_header = _repeated_header(above, below)
    page = below.row_pages[0]
    repeated = [*above.repeated]
    if n_header:
        repeated.append((page, " ".join(c.text for c in below.cells if c.row < n_header and c.text)))
    rest = [replace(cell, row=cell.row - n_header) for cell in below.cells if cell.row >= n_header]
    cells = list(above.cells)
    last = {cell.col: i for i, cell in enumerate(cells) if cell.row + cell.row_span == above.n_rows}
    first = {cell.col: cell for cell in rest if cell.row == 0}
    cut = 0
    if _is_cut({col: cells[i].text for col, i in last.items()}, {col: cell.text for col, cell in first.items()}):
        cut = 1
        for col, cell in first.items():
            if col in last and cell.text:
                cells[last[col]] = replace(cells[last[col]], text=f"{cells[last[col]].text} {cell.text}".strip())
    shift = above.n_rows - cut
    cells += [replace(cell, row=cell.row + shift) for cell in rest if cell.row >= cut]
    pages = above.row_pages + below.row_pages[n_header + cut :]
    return RuledTable(above.box, cells, pages, above.edges, repeated)


def headed(table: RuledTable) -> list[GridCell]:
    """The cells with their header rows marked."""
    return mark_headers(table.cells)


def _repeated_header(above: RuledTable, below: RuledTable) -> int:
    """How many first rows of `below` repeat the header of `above`."""
    n_header = 1 + max((cell.row for cell in headed(above) if cell.header), default=-1)
    for n_rows in range(min(n_header, below.n_rows), 0, -1):
        for start in range(n_header - n_rows + 1):
            if _texts(below.cells, 0, n_rows) == _texts(above.cells, start, start + n_rows):
                return n_rows
    return 0


def _texts(cells: Iterable[GridCell], start: int, end: int) -> list[tuple[int, int, str]]:
    return sorted((cell.row - start, cell.col, cell.text) for cell in cells if start <= cell.row < end and cell.text)


def _is_cut(last: dict[int, str], first: dict[int, str]) -> bool:
    """Is the first row of a page the rest of the row before? Its leading cell is empty and no number meets a number."""
    filled = {col: text for col, text in first.items() if text}
    if not filled or not last:
        return False
    if any(is_number(text) and last.get(col) for col, text in filled.items()):
        return False
    if first.get(min(first)):
        # no index column: only the rest of a name, below a name that is not finished
        name = last.get(min(first), "")
        return len(filled) == 1 and bool(name) and (name.endswith("-") or filled[min(filled)][0].islower())
    return not any(text.casefold().startswith(("tổng", "cộng")) for text in filled.values()) and any(
        last.get(col) for col in filled
    )


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > TOLERANCE:
            edges.append(value)
    return tuple(edges)


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
