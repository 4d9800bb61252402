"""Small documents for the tests: paragraphs, list items and one table, with exact offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pipeline.terms import Block, BlockKind, Cell, Document, Table


def document(
    *parts: tuple[BlockKind, str] | Sequence[Sequence[str]], title: str | None = None, headers: int = 0
) -> Document:
    """Each part is (kind, text) or a table as rows of cell texts; the first `headers` rows are marked as headers."""
    text, blocks, tables = "", [], []
    for part in parts:
        if text:
            text += "\n"
        start = len(text)
        if isinstance(part, tuple) and isinstance(part[0], str):
            text += str(part[1])
            blocks.append(Block(part[0], start, len(text)))  # type: ignore[arg-type]
            continue
        cells = []
        for r, row in enumerate(part):
            for c, value in enumerate(row):
                text += "\t" if c else ("\n" if r else "")
                cells.append(Cell(r, c, 1, 1, len(text), len(text) + len(value), header=r < headers))
                text += value
        tables.append(Table(start, len(text), tuple(cells)))
        blocks.append(Block("table", start, len(text)))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(sha256, "report.txt", "text/plain", text, tuple(blocks), tuple(tables), title=title)
