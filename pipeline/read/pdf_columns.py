"""Columns of text on a page, told by the white between them and by the numbers in them.

Holds rows of pieces that stand apart, rows of data, and the columns that consecutive rows of data leave free. Keeps
out: headers, cells and where a table ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.read.document import PlacedWord
from pipeline.read.headers import is_number
from pipeline.read.pdf_lines import Line

APART = 0.75  # of the size: words farther apart stand in two columns
CLOSE = 0.45  # the same after the number of the row
MIN_ROWS = 3  # rows of data that make a table; where one goes on from the page before, one is enough
MIN_COLUMNS = 3
NEAR = 2.4  # times the size: rows of one table are not farther apart than this
FAR = 12.0  # the same for rows of data with lines of text between them
_VALUE = re.compile(r"[-–—…x/]|\.{2,}|\(?[\d.,]+\)?\s*%?")
_INDEX = re.compile(r"\d{1,3}\.?")
_CAPTION = re.compile(r"(?i)(?:bảng|biểu|phụ lục|hình|ghi chú|nguồn|table)\b")

Columns = tuple[tuple[float, float], ...]


@dataclass(slots=True)
class Piece:
    """Words on one base line, no farther apart than words are."""

    words: list[PlacedWord]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Row:
    """Everything on one base line of the page, from left to right."""

    base: float
    size: float
    lines: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def is_lone(self, running: set[int]) -> bool:
        """Is it a page number or the like, with nothing beside it?"""
        return len(self.pieces) == 1 and self.pieces[0].text.strip("-– ").isdigit() and id(self.lines[0]) in running

    def is_running(self, running: set[int]) -> bool:
        """Is all of it on every page?"""
        return all(id(line) in running for line in self.lines)

    @property
    def is_data(self) -> bool:
        """Does it hold enough pieces, with a number among those after the first?"""
        return len(self.pieces) >= MIN_COLUMNS and any(is_value(piece.text) for piece in self.pieces[1:])


def rows_of_page(lines: Sequence[Line]) -> list[Row]:
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: line.base):
        if rows and line.base - rows[-1].base <= 0.4 * min(line.size, rows[-1].size):
            rows[-1].lines.append(line)
        else:
            rows.append(Row(line.base, line.size, [line]))
    for row in rows:
        row.lines.sort(key=lambda line: line.x0)
        for line in row.lines:
            row.pieces += _pieces(line)
    return rows


def _pieces(line: Line) -> list[Piece]:
    """The line cut where its words stand apart."""
    pieces: list[Piece] = []
    for i, word in enumerate(line.words):
        # The number that counts the rows may stand close to the name beside it.
        near = CLOSE if i == 1 and _INDEX.fullmatch(line.words[0].text) else APART
        if pieces and word.left - pieces[-1].x1 <= near * line.size:
            pieces[-1].words.append(word)
            pieces[-1].x1 = max(pieces[-1].x1, word.right)
        else:
            pieces.append(Piece([word], word.left, word.right))
    return pieces


def run_of_data(rows: Sequence[Row], start: int) -> tuple[list[int], Columns]:
    """Indices of consecutive rows of data from `start` on whose pieces leave the same columns free, and these."""
    if not rows[start].is_data:
        return [], ()
    run = [start]
    columns = columns_of([rows[start]])
    for i in range(start + 1, len(rows)):
        row, last = rows[i], rows[run[-1]]
        if row.base - last.base > FAR * row.size or row.base - rows[i - 1].base > NEAR * row.size:
            break
        if not row.is_data:
            if any(crossed(piece, columns) > 1 for piece in row.pieces):
                if not _is_section(rows, i):
                    break  # a sentence or a heading between two tables
                run.append(i)
            continue
        # The label of a sum may lie over the columns of number and name; it joins neither.
        total = len(run) >= MIN_ROWS and crossed(row.pieces[0], columns) > 1 and not is_value(row.pieces[0].text)
        wider = columns_of([Row(row.base, row.size, [], row.pieces[total:])], columns)
        if len(wider) < MIN_COLUMNS or len(wider) < len(columns) - 1:
            break
        columns = wider
        run.append(i)
    while not rows[run[-1]].is_data:
        run.pop()
    return run, columns


def _is_section(rows: Sequence[Row], i: int) -> bool:
    """Is row `i` a title of the rows below it ("I. Vùng Đồng bằng"): one short piece between two rows of data?"""
    if len(rows[i].pieces) > 1 or not (0 < i < len(rows) - 1 and rows[i + 1].is_data and rows[i - 1].is_data):
        return False
    text = rows[i].pieces[0].text
    near = rows[i + 1].base - rows[i].base <= NEAR * rows[i].size
    return near and len(text.split()) <= 12 and not text.endswith((".", ":", ";")) and not _CAPTION.match(text)


def columns_of(rows: Sequence[Row], seen: Columns = ()) -> Columns:
    """Where the pieces of the rows lie beside the columns `seen`, from above: what touches is one column."""
    spans = sorted([*seen, *((piece.x0, piece.x1) for row in rows for piece in row.pieces)])
    merged: list[list[float]] = []
    for x0, x1 in spans:
        if merged and x0 <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], x1)
        else:
            merged.append([x0, x1])
    return tuple((x0, x1) for x0, x1 in merged)


def crossed(piece: Piece, columns: Columns) -> int:
    """How many columns the piece lies over."""
    return sum(1 for x0, x1 in columns if piece.x0 < x1 and piece.x1 > x0)


def fits(rows: Sequence[Row], run: Sequence[int], columns: Columns) -> bool:
    """Does every piece of the run lie over one column at most, and do they fill at least three?"""
    if any(crossed(piece, columns) > 1 for i in run for piece in rows[i].pieces[1:]):
        return False
    pieces = [piece for i in run for piece in rows[i].pieces]
    return sum(1 for x0, x1 in columns if any(p.x0 < x1 and p.x1 > x0 for p in pieces)) >= MIN_COLUMNS


def widened(columns: Columns, seen: Columns) -> Columns:
    """The columns of the page before, each with what this page has over it."""
    wide = []
    for x0, x1 in columns:
        over = [(a, b) for a, b in seen if a < x1 and b > x0]
        wide.append((min([x0, *(a for a, _ in over)]), max([x1, *(b for _, b in over)])))
    if any(a[1] > b[0] for a, b in pairwise(wide)):
        return columns
    return tuple(wide)


def has_numbers(rows: Sequence[Row], columns: Columns) -> bool:
    """Is there a column after the first in which most cells are numbers?"""
    if len(columns) < MIN_COLUMNS:
        return False
    for x0, x1 in columns[1:]:
        texts = [piece.text for row in rows for piece in row.pieces if piece.x0 < x1 and piece.x1 > x0]
        if len(texts) >= 0.5 * len(rows) and sum(map(is_value, texts)) >= 0.7 * len(texts):
            return True
    return False


def is_value(text: str) -> bool:
    return is_number(text) or _VALUE.fullmatch(text) is not None
