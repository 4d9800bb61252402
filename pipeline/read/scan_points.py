"""From straightened pixels to points of the page as displayed, tables set in among the lines.

Holds the boxes, the order of lines and tables, and one type size for body text. Keeps out: recognition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.read.scan_cells import CellMarks
from pipeline.read.scan_grid import Grid
from pipeline.read.scan_image import DPI
from pipeline.read.scan_page import ScannedCell, ScannedLine, ScannedPage, ScannedTable, ScannedWord
from pipeline.read.scan_straight import Straight
from pipeline.read.scan_words import Mark, MarkLine

_POINTS = 72 / DPI
_BODY = 0.2  # of the usual height of a line: within it the type is the same


@dataclass(slots=True)
class PageRead:
    """A page read in straightened pixels."""

    straight: Straight
    lines: list[MarkLine]
    tables: list[tuple[Grid, list[CellMarks]]]

    def marks(self) -> Iterator[Mark]:
        """All words."""
        for line in self.all_lines():
            yield from line.marks

    def all_lines(self) -> Iterator[MarkLine]:
        """All lines, those of cells included."""
        yield from self.lines
        for _, read in self.tables:
            for cell in read:
                yield from cell.lines

    def sense(self) -> float:
        """Mean confidence of letters and digits, 0 without any."""
        weights = [(sum(map(str.isalnum, mark.text)), mark.confidence) for mark in self.marks()]
        letters = sum(count for count, _ in weights)
        return sum(count * confidence for count, confidence in weights) / letters if letters else 0.0


def in_points(read: PageRead, number: int, size: tuple[float, float]) -> ScannedPage:
    width, height = size

    def box(pixels: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        left, top, right, bottom = (_POINTS * value for value in read.straight.displayed(pixels))
        return max(0.0, left), max(0.0, top), min(width, right), min(height, bottom)

    def placed(line: MarkLine) -> ScannedLine:
        words = tuple(
            ScannedWord(text, *box(mark.box), max(0.0, min(1.0, mark.confidence)))
            for mark in line.marks
            if (text := "".join(mark.text.split()))
        )
        tall = sorted(mark.box[3] - mark.box[1] for mark in line.marks)
        return ScannedLine(words, _POINTS * line.base, _POINTS * tall[len(tall) // 2])

    items: list[tuple[MarkLine, ScannedLine] | ScannedTable] = [
        (line, own) for line in read.lines if (own := placed(line)).words
    ]
    for grid, in_table in read.tables:
        found = tuple(
            ScannedCell(
                cell.slot.row,
                cell.slot.col,
                cell.slot.row_span,
                cell.slot.col_span,
                tuple(own for line in cell.lines if (own := placed(line)).words),
            )
            for cell in in_table
        )
        left, top, right, bottom = box((grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]))
        edges = tuple(_POINTS * x for x in grid.xs)
        table = ScannedTable(left, top, right, bottom, edges, len(grid.ys) - 1, found)
        at = next((i for i, item in enumerate(items) if _follows(item, grid)), len(items))
        items.insert(at, table)
    return ScannedPage(number, width, height, tuple(i if isinstance(i, ScannedTable) else i[1] for i in items))


def _follows(item: tuple[MarkLine, ScannedLine] | ScannedTable, grid: Grid) -> bool:
    """Does a line stand below the table, within its width?"""
    if isinstance(item, ScannedTable):
        return False
    marks = item[0].marks
    left, right = min(mark.box[0] for mark in marks), max(mark.box[2] for mark in marks)
    return item[0].base > grid.ys[0] and left < grid.xs[-1] and right > grid.xs[0]


def sized(pages: Sequence[ScannedPage]) -> list[ScannedPage]:
    """The pages with one size for all body text: the height of a line depends on which letters it happens to have."""
    sizes = sorted(item.size for page in pages for item in page.items if isinstance(item, ScannedLine))
    if not sizes:
        return list(pages)
    body = round(2 * sizes[len(sizes) // 2]) / 2

    def of(line: ScannedLine) -> ScannedLine:
        size = body if abs(line.size - body) <= _BODY * body else round(line.size)
        return replace(line, size=size)

    return [
        replace(page, items=tuple(of(item) if isinstance(item, ScannedLine) else item for item in page.items))
        for page in pages
    ]
