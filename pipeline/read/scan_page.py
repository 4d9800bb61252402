"""What was recognised on a scanned page: words in lines, lines in tables, all in points of the page as displayed.

Holds the shapes that the recognition hands to the PDF reader, and the reason why a page cannot be read. Keeps out:
images, the engine, and how lines become paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

NEEDS_MODELS = (
    "scanned pages need tesseract with the Vietnamese model: apt install tesseract-ocr tesseract-ocr-vie "
    "tesseract-ocr-eng"
)
UNCONFIRMED = 0.4  # the most that a number which no second reading confirmed is trusted
PROVED = 0.99  # of a number that its row proves
SURE = 0.98  # of a number that the digit model and the shapes of the page agree on, no reading against it
CONFIRMED = 0.9  # of a number that two of three readings agree on


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word without blanks, in NFC; the box counts from the top left corner of the page, confidence from 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """Words from left to right on one base line; never two columns."""

    words: tuple[ScannedWord, ...]
    base: float
    size: float

    @property
    def text(self) -> str:
        """The words, a space between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class ScannedCell:
    """A cell of a ruled table; row and col count from 0."""

    row: int
    col: int
    row_span: int
    col_span: int
    lines: tuple[ScannedLine, ...]

    @property
    def text(self) -> str:
        """The lines, a space between them."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class ScannedTable:
    """A ruled table; `edges` are the x of its column borders."""

    left: float
    top: float
    right: float
    bottom: float
    edges: tuple[float, ...]
    n_rows: int
    cells: tuple[ScannedCell, ...]


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page (from 1), its size in points, its lines and tables in reading order."""

    number: int
    width: float
    height: float
    items: tuple[ScannedLine | ScannedTable, ...]
