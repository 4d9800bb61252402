"""The cells of a DOCX table: merged across, merged downwards, deleted, shifted.

Holds the grid and the rule which tables only frame text. Keeps out: what a cell says; it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pipeline.read.document import GridCell
from pipeline.read.docx_package import W, is_on, value
from pipeline.read.headers import is_number, mark_headers

_LETTERHEAD = re.compile(r"(?i)cộng hòa xã hội|cộng hoà xã hội|độc lập\s*-|nơi nhận|^\W*kính gửi")
_MOST_SPAN = 200


class TableShape:
    """The rows of a w:tbl as they stand after tracked changes."""

    def __init__(self, table: Any) -> None:
        self.rows = [(row, list(_cells(row))) for row in _rows(table)]

    def cells(self) -> Iterator[Any]:
        """Every cell in reading order, continuations of merged cells left out."""
        for _, cells in self.rows:
            for cell in cells:
                if not _continues(cell):
                    yield cell

    def is_frame(self, text_of: Callable[[Any], str]) -> bool:
        """Is the table no table: one cell around text, or the letterhead and the signatures of a report?"""
        cells = list(self.cells())
        if len(cells) <= 1:
            return True
        if len(self.rows) > 4 or max(len(row) for _, row in self.rows) > 3:
            return False
        texts = [text_of(cell) for cell in cells]
        return any(_LETTERHEAD.search(text) for text in texts) and not any(is_number(text) for text in texts)


def lay_out(shape: TableShape, text_of: Callable[[Any], str]) -> list[GridCell]:
    """The cells of the grid; a cell merged downwards spans the rows below it."""
    cells: list[GridCell] = []
    above: dict[int, int] = {}  # column -> index in `cells` of the cell that a merge downwards continues
    n_marked = 0
    for r, (row, nodes) in enumerate(shape.rows):
        col = _int(row, "trPr/gridBefore", 0)
        marked = is_on(row.find(f"{W}trPr/{W}tblHeader"))
        n_marked += marked and n_marked == r
        last: int | None = None  # index in `cells` of the cell to the left
        for node in nodes:
            width = _int(node, "tcPr/gridSpan", 1)
            merge = node.find(f"{W}tcPr/{W}vMerge")
            if last is not None and value(node.find(f"{W}tcPr/{W}hMerge")) == "continue":
                cells[last] = replace(cells[last], col_span=cells[last].col_span + width)
            elif merge is not None and value(merge) != "restart" and col in above:
                top = cells[above[col]]
                cells[above[col]] = replace(top, row_span=r - top.row + 1)
                last = None
            else:
                above.pop(col, None)
                if merge is not None:
                    above[col] = len(cells)
                last = len(cells)
                cells.append(GridCell(r, col, text_of(node), 1, width, ref=f"R{r + 1}C{col + 1}"))
            col += width
    found = mark_headers(cells)
    if 0 < n_marked <= max(1, len(shape.rows) // 2):  # rows repeated on every page are header, whatever they look like
        found = [replace(cell, header=cell.header or cell.row < n_marked) for cell in found]
    return found


def _continues(cell: Any) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and value(merge) != "restart"


def _rows(table: Any) -> Iterator[Any]:
    for node in table.iterchildren():
        if node.tag == W + "tr":
            properties = node.find(W + "trPr")
            if properties is None or (properties.find(W + "del") is None and not is_on(properties.find(W + "hidden"))):
                yield node
        elif node.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _rows(node)


def _cells(row: Any) -> Iterator[Any]:
    for node in row.iterchildren():
        if node.tag == W + "tc":
            if node.find(f"{W}tcPr/{W}cellDel") is None:
                yield node
        elif node.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _cells(node)


def _int(node: Any, path: str, default: int) -> int:
    text = value(node.find("/".join(W + name for name in path.split("/"))))
    return max(default, min(int(text), _MOST_SPAN)) if text.isdigit() else default
