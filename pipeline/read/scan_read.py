"""One scanned page, from its grey image to words that are believed or not.

Holds the order of the steps, the half turn of a page that makes no sense, and the checks that need the whole page: its
way of writing numbers, and rows that check themselves. Keeps out: the steps themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pipeline.read.scan_cells import LITTLE_SENSE, CellMarks, as_text, cells, sense
from pipeline.read.scan_engine import Engine
from pipeline.read.scan_format import PageFormat
from pipeline.read.scan_glyphs import Shapes
from pipeline.read.scan_grid import Grid, grids, rulings
from pipeline.read.scan_numbers import decided
from pipeline.read.scan_page import PROVED, UNCONFIRMED, ScannedPage
from pipeline.read.scan_points import PageRead, in_points
from pipeline.read.scan_rows import checked
from pipeline.read.scan_straight import Straight, straightened, threshold
from pipeline.read.scan_text import text_lines
from pipeline.read.scan_words import Mark, MarkLine, parts_of

_NO_VALUE = "-–—….xX"
_FEWEST_LETTERS = 3
_MAKES_SENSE = 0.7  # mean confidence of letters below which a page may stand on its head


def read_grey(engine: Engine, grey: Any, number: int, size: tuple[float, float]) -> ScannedPage:
    """Recognise one page image; `size` is (width, height) of the page in points."""
    straight = straightened(grey)
    if straight.n_letters < _FEWEST_LETTERS:
        return ScannedPage(number, *size, ())  # a blank page or nothing but dirt, which takes long to make no sense of
    read = _read(engine, straight)
    if read.sense() < _MAKES_SENSE:
        other = _read(engine, straight.upside_down())
        read = max(read, other, key=PageRead.sense)
    return in_points(read, number, size)


def _read(engine: Engine, straight: Straight) -> PageRead:
    level = threshold(straight.grey)
    horizontal, vertical = rulings(straight.grey)
    found = grids(horizontal, vertical)
    page, bare = straight.grey.copy(), straight.grey
    shapes = Shapes()
    if found:
        bare = _unruled(straight.grey, horizontal, vertical, found)
        for grid in found:
            page[max(0, grid.ys[0] - 4) : grid.ys[-1] + 5, max(0, grid.xs[0] - 4) : grid.xs[-1] + 5] = 255
    lines = text_lines(engine, page, level, shapes)
    tables = [(grid, cells(engine, bare, level, grid, shapes)) for grid in found]
    read = PageRead(straight, lines, tables)
    shapes.settle()
    for line in lines:
        _settle(engine, line, shapes)
    for _, in_table in tables:
        for cell in in_table:
            _settle_cell(engine, cell, level, shapes)
        _misread_as_text(engine, in_table, shapes)
    _check_formats(read)
    for grid, in_table in tables:
        _check_rows(grid, in_table)
    return read


def _settle_cell(engine: Engine, cell: CellMarks, level: int, shapes: Shapes) -> None:
    """Settle the numbers of a cell; one that was taken for a number and is none is read as text."""
    for line in cell.lines:
        _settle(engine, line, shapes)
    pending = [mark for line in cell.lines for mark in line.marks if mark.pending]
    if pending:
        cell.lines = [line for mark in pending for line in as_text(engine, mark, level, shapes)]
        for line in cell.lines:
            _settle(engine, line, shapes, last=True)


def _misread_as_text(engine: Engine, in_table: Sequence[CellMarks], shapes: Shapes) -> None:
    """A cell that makes little sense as text is a number where the readings say so, or where its column holds numbers.

    In the second case nothing confirms it: a figure to be reviewed is better than one lost in garbled letters.
    """
    numbers = Counter(cell.slot.col for cell in in_table if cell.is_number())
    texts = Counter(cell.slot.col for cell in in_table if cell.lines and not cell.is_number())
    for cell in in_table:
        if cell.spare is None or cell.spare.pending is None:
            continue
        among_numbers = numbers[cell.slot.col] > texts[cell.slot.col]
        whole = "".join(mark.text for line in cell.lines for mark in line.marks)
        blank = not whole or all(char in _NO_VALUE for char in whole)
        little = sense(cell.lines) < LITTLE_SENSE or not (blank or any(map(str.isalnum, whole)))
        if not (among_numbers or little):
            continue
        vote = decided(engine, cell.spare.pending, shapes)
        if vote is None or (vote[1] <= UNCONFIRMED and not (among_numbers and little)):
            continue
        parts, confidence = vote
        cell.lines = [MarkLine([Mark(parts.core, cell.spare.box, confidence)], float(cell.spare.box[3]))]


def _settle(engine: Engine, line: MarkLine, shapes: Shapes, *, last: bool = False) -> None:
    """Give the numbers of a line their final digits and confidence; one that nobody reads as a number stays pending."""
    for mark in line.marks:
        if mark.pending is None:
            continue
        vote = decided(engine, mark.pending, shapes)
        if vote is not None:
            parts, mark.confidence = vote
            mark.text = f"{parts.before}{parts.core}{parts.after}"
            mark.pending = None
        elif last:
            mark.confidence, mark.pending = min(mark.confidence, UNCONFIRMED), None


def _check_formats(read: PageRead) -> None:
    numbers = [(mark, parts.number) for mark in read.marks() if (parts := parts_of(mark.text))]
    believed = (number for mark, number in numbers if mark.confidence > UNCONFIRMED)
    kept = PageFormat.of(believed, " ".join(mark.text for mark in read.marks() if mark.text.isalpha()))
    for mark, number in numbers:
        if not kept.fits(number):
            mark.confidence = min(mark.confidence, UNCONFIRMED)


def _unruled(grey: Any, horizontal: Any, vertical: Any, found: Sequence[Grid]) -> Any:
    """The page without the lines of its tables."""
    import numpy as np
    from scipy import ndimage

    lines = np.zeros(grey.shape, bool)
    for grid in found:
        left, top, right, bottom = grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]
        for y in grid.ys:
            rows = slice(max(0, y - 7), y + 8)
            lines[rows, max(0, left - 7) : right + 8] |= horizontal[rows, max(0, left - 7) : right + 8]
        for x in grid.xs:
            cols = slice(max(0, x - 7), x + 8)
            lines[max(0, top - 7) : bottom + 8, cols] |= vertical[max(0, top - 7) : bottom + 8, cols]
    bare = grey.copy()
    bare[ndimage.maximum_filter(lines.view(np.uint8), 3).astype(bool)] = 255
    return bare


def _check_rows(grid: Grid, in_table: Sequence[CellMarks]) -> None:
    rows: list[dict[int, str]] = [{} for _ in grid.ys]
    marks: dict[tuple[int, int], Mark] = {}
    for cell in in_table:
        if len(cell.lines) == 1 and len(cell.lines[0].marks) == 1:
            mark = cell.lines[0].marks[0]
            rows[cell.slot.row][cell.slot.col] = mark.text
            marks[cell.slot.row, cell.slot.col] = mark
    proved, doubted = checked(rows, {at for at, mark in marks.items() if mark.confidence <= UNCONFIRMED})
    for at in proved:
        marks[at].confidence = PROVED
    for at in doubted:
        marks[at].confidence = min(marks[at].confidence, UNCONFIRMED)
