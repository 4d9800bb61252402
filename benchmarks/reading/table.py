"""One row of the table of reading, and its printing.

Holds Row, the aligned print and the Markdown of `docs/reading.md`. Keeps out: measuring, which each room does in its own module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

NOT_INSTALLED = "not installed"
HEADS = ("measure", "target", "ours", "best peer", "peer's figure")


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: what is wanted, what we reach, and what the best peer reaches on the same input."""

    measure: str
    target: str
    ours: str
    peer: str = "-"
    peer_figure: str = "-"


def printed(rows: Sequence[Row]) -> str:
    """Columns aligned for a terminal."""
    cells = [HEADS, *(astuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADS))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def markdown(rows: Sequence[Row]) -> str:
    """The same as a Markdown table."""
    lines = ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
    lines.extend("| " + " | ".join(text.replace("|", "\\|") for text in astuple(row)) + " |" for row in rows)
    return "\n".join(lines)
