"""The builder every reader writes to: blocks in, one NFC text with exact offsets out.

Holds ReadError, Draft (a Document without its name and hash), GridCell (a table cell before it has offsets) and
Builder. Each piece is normalised before it is appended, so offsets are counted in the final text and never mapped.
Keeps out: formats; what is boilerplate and what is not is decided by the readers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.terms import Block, BlockKind, Cell, Table

# Invisible: soft hyphen, zero-width space and joiners, direction marks, byte order mark. They would split words.
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


class ReadError(Exception):
    """A document that cannot be read; the message is one line saying why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it has offsets; row and col count from 0 within its table."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    header: bool = False
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found; `read_document` adds the name, the hash and the checks."""

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    page_starts: tuple[int, ...] = ()
    title: str | None = None
    published_on: date | None = None
    warnings: tuple[str, ...] = ()


def clean(text: str) -> str:
    """One line in NFC: runs of white space and control characters become a space, invisible characters go."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_INVISIBLE))).strip()


@dataclass(slots=True)
class Builder:
    """Appends blocks; blocks are separated by a line feed, cells by a tab, and never overlap."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def next_start(self) -> int:
        """Offset at which the next block will begin."""
        return self._length + 1 if self._parts else 0

    def add(self, kind: BlockKind, text: str, *, page: int | None = None, level: int | None = None) -> Block | None:
        """Append one block of text; None and nothing appended when it is blank."""
        text = clean(text)
        if not text:
            return None
        start = self._append(text)
        block = Block(kind, start, start + len(text), page, level)
        self.blocks.append(block)
        return block

    def add_table(
        self,
        cells: Sequence[GridCell],
        *,
        page: int | None = None,
        caption: str | None = None,
        sheet: str | None = None,
        hidden: bool = False,
    ) -> Table | None:
        """Append a table, one line a row; a slot covered by a merged cell is left empty. None when it holds no text."""
        texts = {(cell.row, cell.col): clean(cell.text) for cell in cells}
        if not any(texts.values()):
            return None
        n_rows = 1 + max(cell.row for cell in cells)
        n_cols = max(cell.col + cell.col_span for cell in cells)
        offsets: dict[tuple[int, int], int] = {}
        offset = self.next_start
        for row in range(n_rows):
            for col in range(n_cols):
                offsets[row, col] = offset
                offset += len(texts.get((row, col), "")) + 1  # the tab, or the line feed after the last cell
        lines = ("\t".join(texts.get((row, col), "") for col in range(n_cols)) for row in range(n_rows))
        text = "\n".join(lines)
        start = self._append(text)
        placed = []
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.col)):
            at = offsets[cell.row, cell.col]
            end = at + len(texts[cell.row, cell.col])
            placed.append(Cell(cell.row, cell.col, cell.row_span, cell.col_span, at, end, cell.header, cell.ref))
        table = Table(start, start + len(text), tuple(placed), page, clean(caption or "") or None, sheet, hidden)
        self.tables.append(table)
        self.blocks.append(Block("table", table.char_start, table.char_end, page))
        return table

    def draft(
        self, *, title: str | None = None, published_on: date | None = None, warnings: Sequence[str] = ()
    ) -> Draft:
        """Everything appended so far, as one text."""
        return Draft(
            text="".join(self._parts),
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
            page_starts=tuple(min(start, self._length) for start in self.page_starts),
            title=clean(title or "") or None,
            published_on=published_on,
            warnings=tuple(warnings),
        )

    def _append(self, text: str) -> int:
        start = self.next_start
        piece = "\n" + text if self._parts else text
        self._parts.append(piece)
        self._length += len(piece)
        return start
