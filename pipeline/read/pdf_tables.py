"""Ruled tables of a PDF page: the characters between the ruled lines, cell by cell.

Holds PageTable, the one shape of ruled, unruled and scanned tables, and its cells. Keeps out: tables over pages and
tables without ruling.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.read.document import GridCell, PlacedWord, clean
from pipeline.read.headers import mark_headers
from pipeline.read.pdf_chars import Char, PageText
from pipeline.read.pdf_flow import join
from pipeline.read.pdf_grid import Grid, Slot
from pipeline.read.pdf_lines import Line, rows_of
from pipeline.read.pdf_rules import Box

TEXT_SHARE = 0.1  # of the cells must hold text; a grid without is a chart or a form to fill in
SIDEWAYS = (90, 270)


@dataclass(slots=True)
class PageTable:
    """A table and where it stands; `row_pages` gives the page of each row; `repeated` are headers set apart, with their page.

    `columns` are the left and right edges of each column: of the lines where it is ruled, of the text where not.
    """

    box: Box
    cells: list[GridCell]
    row_pages: list[int]
    columns: tuple[tuple[float, float], ...]
    ruled: bool = True
    repeated: list[tuple[int, GridCell]] = field(default_factory=list)

    def holds(self, char: Char) -> bool:
        """Is the character inside the table?"""
        x0, top, x1, bottom = self.box
        return x0 - 1 <= char.middle <= x1 + 1 and top <= char.foot <= bottom + 1

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.row_pages)


def ruled_tables(found: Sequence[Grid], text: PageText) -> list[PageTable]:
    """The tables of a page's grids; a grid without text in it is none."""
    tables = []
    for grid in found:
        xs, ys = grid.xs, grid.ys
        table = PageTable((xs[0], ys[0], xs[-1], ys[-1]), [], [], tuple(pairwise(xs)))
        held = _held(grid, [char for char in [*text.chars, *text.aside] if table.holds(char)])
        filled = sum(1 for chars in held.values() if any(not char.text.isspace() for char in chars))
        # A single row may be the rest of one that the page before began; more rows with one text are a frame.
        if filled < min(2, len(ys) - 1) or filled < TEXT_SHARE * len(grid.slots):
            continue
        lines = {slot: _cell_lines(held.get(slot, []), text) for slot in grid.slots}
        table.cells = _cells(grid, lines)
        table.row_pages = [text.number] * (1 + max(cell.row for cell in table.cells))
        tables.append(table)
    return tables


def headed(table: PageTable) -> list[GridCell]:
    """The cells with their header rows marked."""
    return mark_headers(table.cells)


def cell_of(row: int, col: int, lines: Sequence[Line], row_span: int = 1, col_span: int = 1) -> GridCell:
    """A cell holding the lines."""
    text = ""
    for line in lines:
        text = join(text, line.text)
    words = tuple(word for line in lines for word in line.words)
    return GridCell(row, col, clean(text), row_span, col_span, words=words)


def _held(grid: Grid, chars: Sequence[Char]) -> dict[Slot, list[Char]]:
    """The characters of each cell, in stream order; one above the first or beside the last line is at the border."""
    at = {
        (slot.row + r, slot.col + c): slot
        for slot in grid.slots
        for r in range(slot.row_span)
        for c in range(slot.col_span)
    }
    held: dict[Slot, list[Char]] = defaultdict(list)
    for char in chars:
        # A base line lies on its letters' foot: a point lower than the foot may still be on the cell's border.
        row = min(max(bisect_right(grid.ys, char.foot - 1) - 1, 0), len(grid.ys) - 2)
        col = min(max(bisect_right(grid.xs, char.middle) - 1, 0), len(grid.xs) - 2)
        held[at[row, col]].append(char)
    return held


def _cell_lines(chars: Sequence[Char], text: PageText) -> list[Line]:
    """The lines of one cell; a heading set sideways is read along its own direction."""
    sideways = [char for char in chars if char.turn in SIDEWAYS]
    upright = [char for char in chars if char.turn == 0]
    if not sideways:
        return rows_of(upright, text.number)
    return [*rows_of(upright, text.number), *sideways_lines(sideways, text.number)]


def sideways_lines(chars: Sequence[Char], page: int) -> list[Line]:
    """Lines that run upwards (90) or downwards (270), read as if turned upright; the boxes stay where they are."""
    found: list[Line] = []
    for turn in SIDEWAYS:
        up = turn == 90
        lines = rows_of([_upright(char, up=up) for char in chars if char.turn == turn], page)
        for line in lines:
            for i, word in enumerate(line.words):
                if up:
                    box = (word.top, -word.right, word.bottom, -word.left)
                else:
                    box = (-word.bottom, word.left, -word.top, word.right)
                line.words[i] = PlacedWord(word.text, page, *box)
        found += lines
    return found


def _upright(char: Char, *, up: bool) -> Char:
    """A letter set sideways, as it lies when the page is turned so that it stands."""
    if up:
        box = (-char.bottom, -char.top, char.x0, char.base, char.x1)
    else:
        box = (char.top, char.bottom, -char.x1, -char.base, -char.x0)
    return Char(char.text, *box, char.size, char.generated)


def _cells(grid: Grid, lines: dict[Slot, list[Line]]) -> list[GridCell]:
    """The cells, row by row; a row of slots in which the lines between the table's rows are missing is opened up."""
    cells: list[GridCell] = []
    shift = 0
    for row in range(len(grid.ys) - 1):
        slots = [slot for slot in grid.slots if slot.row == row]
        opened = _opened({slot.col: lines[slot] for slot in slots}) if _is_plain(slots, grid) else None
        if opened is None:
            cells += [cell_of(row + shift, s.col, lines[s], s.row_span, s.col_span) for s in slots]
            continue
        for i, parts in enumerate(opened):
            cells += [cell_of(row + shift + i, s.col, parts.get(s.col, []), 1, s.col_span) for s in slots]
        shift += len(opened) - 1
    return cells


def _is_plain(slots: Sequence[Slot], grid: Grid) -> bool:
    """Is every cell of the row in this row alone, and the row complete?"""
    return sum(s.col_span for s in slots) == len(grid.xs) - 1 and all(s.row_span == 1 for s in slots)


def _opened(columns: dict[int, list[Line]]) -> list[dict[int, list[Line]]] | None:
    """The rows within one ruled row: a table with lines between its columns alone holds several.

    The first column counts (1, 2, 3 …) and every other line of text stands at or below one of its numbers.
    """
    first = columns[min(columns)]
    if len(first) < 2 or len(columns) < 3:
        return None
    counted = [line.text.rstrip(".") for line in first]
    if not all(text.isdigit() for text in counted):
        return None
    numbers = [int(text) for text in counted]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    level = 0.5 * first[0].size
    rows: list[dict[int, list[Line]]] = [defaultdict(list) for _ in first]
    for col, lines in columns.items():
        for line in lines:
            above = [i for i, start in enumerate(first) if start.base <= line.base + level]
            if not above:
                return None
            rows[above[-1]][col].append(line)
    return rows
