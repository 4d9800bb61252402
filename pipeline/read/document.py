"""The builder every reader writes to: blocks in, one NFC text with exact offsets out.

Holds ReadError, Draft (a Document without its name and hash), PlacedWord and GridCell (a word and a table cell before
they have offsets) and Builder. Each piece is normalised before it is appended, so offsets are counted in the final text
and never mapped; words are then found in the piece they belong to.
Keeps out: formats; what is boilerplate and what is not is decided by the readers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.terms import Block, BlockKind, Cell, Table, Word

# Invisible: soft hyphen, zero-width space and joiners, direction marks, byte order mark. They would split words.
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_REACH = 60  # characters that may lie between two words of a block without either being taken for another


class ReadError(Exception):
    """A document that cannot be read; the message is one line saying why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A printed word before it has offsets: points from the top left corner of the page as displayed (from 1)."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None  # 0 to 1, of a recognised word


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it has offsets; row and col count from 0 within its table, words are in reading order."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    header: bool = False
    ref: str | None = None
    words: tuple[PlacedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found; `read_document` adds the name, the hash and the checks."""

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    page_starts: tuple[int, ...] = ()
    words: tuple[Word, ...] = ()
    title: str | None = None
    published_on: date | None = None
    warnings: tuple[str, ...] = ()


def clean(text: str) -> str:
    """One line in NFC: runs of white space and control characters become a space, invisible characters go."""
    if text.isprintable() and "  " not in text:  # nearly every word and line: nothing to replace
        return unicodedata.normalize("NFC", text).strip()
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_INVISIBLE))).strip()


@dataclass(slots=True)
class Builder:
    """Appends blocks; blocks are separated by a line feed, cells by a tab, and never overlap."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def next_start(self) -> int:
        """Offset at which the next block will begin."""
        return self._length + 1 if self._parts else 0

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        page: int | None = None,
        level: int | None = None,
        ref: str | None = None,
        words: Iterable[PlacedWord] = (),
    ) -> Block | None:
        """Append one block of text with its printed words in order; None and nothing appended when it is blank."""
        text = clean(text)
        if not text:
            return None
        start = self._append(text)
        block = Block(kind, start, start + len(text), page, level, ref)
        self.blocks.append(block)
        self._place(text, start, words)
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
            self._place(texts[cell.row, cell.col], at, cell.words)
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
            words=tuple(self.words),
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

    def _place(self, text: str, start: int, words: Iterable[PlacedWord]) -> None:
        """Give each word its offsets in `text`, which begins at `start`; a word that is not there is left out."""
        at = 0
        for word in words:
            wanted = clean(word.text)
            found = text.find(wanted, at, at + len(wanted) + _REACH) if wanted else -1
            if found < 0:
                continue
            at = found + len(wanted)
            box = (word.left, word.top, word.right, word.bottom)
            self.words.append(Word(start + found, start + at, word.page, *box, word.confidence))
