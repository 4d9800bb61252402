"""Characters of a PDF page and the lines they form.

Holds PDFium's characters in display coordinates (points, origin at the top left, page rotation undone), lines in
stream order, and lines re-assembled from geometry for pages whose fonts break words apart. Keeps out: paragraphs.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.read.check import syllable_share
from pipeline.read.document import clean

GOOD_SHARE = 0.97  # of words that can be Vietnamese; below it the geometry is asked
MAX_CHARACTERS = 200_000  # of one page
# A hyphen at the end of a line comes as a control character; symbol fonts put bullets in the private area.
_AS_PRINTED = {"\x02": "-", "\ufffe": "-", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▪", "\uf02d": "-", "\uf0fc": "✓"}


@dataclass(frozen=True, slots=True)
class Char:
    """One character; `base` is the distance of its base line from the top of the page."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    generated: bool = False  # a space or line feed that PDFium added
    bold: bool = False

    @property
    def middle(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Line:
    """A line of text: `gaps` counts the holes in it that are wider than a word space can be."""

    text: str
    page: int
    x0: float
    x1: float
    base: float
    size: float
    gaps: int = 0
    bold: bool = False


@dataclass(slots=True)
class PageText:
    """What a page holds: its characters in stream order and its size in points."""

    number: int  # counts from 1
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    n_paths: int = 0  # drawn lines and boxes


def page_text(page: Any, number: int) -> PageText:
    """Read one pypdfium2 page."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    left, bottom, right, top = page.get_mediabox()
    turn = page.get_rotation()
    found = PageText(number, width, height)
    textpage = page.get_textpage()
    try:
        x, y = ctypes.c_double(), ctypes.c_double()
        x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
        bold, starts_word = False, True
        for i in range(min(textpage.count_chars(), MAX_CHARACTERS)):
            text = chr(raw.FPDFText_GetUnicode(textpage, i))
            raw.FPDFText_GetCharOrigin(textpage, i, x, y)
            raw.FPDFText_GetCharBox(textpage, i, x0, x1, y0, y1)
            ax, ay = _displayed(x.value, y.value, turn, left, bottom, right, top)
            bx, _ = _displayed(x1.value, y1.value, turn, left, bottom, right, top)
            cx, _ = _displayed(x0.value, y0.value, turn, left, bottom, right, top)
            size = raw.FPDFText_GetFontSize(textpage, i)
            generated = raw.FPDFText_IsGenerated(textpage, i) == 1
            start = min(bx, cx)
            if starts_word and not text.isspace():
                bold = _is_bold(textpage, i)  # asked once a word: it is the slowest of the calls
            starts_word = text.isspace()
            text = _AS_PRINTED.get(text, text)
            found.chars.append(Char(text, min(ax, start), max(bx, cx), ay, size, generated, bold))
        found.n_paths = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3))
    finally:
        textpage.close()
    return found


def _is_bold(textpage: Any, index: int) -> bool:
    """Does the font's name or its flags (bit 19) say bold?"""
    import pypdfium2.raw as raw

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return b"bold" in name.value.lower() or bool(flags.value & (1 << 18))


def _displayed(
    x: float, y: float, turn: int, left: float, bottom: float, right: float, top: float
) -> tuple[float, float]:
    """A point of the page's own space as seen on the screen, from the top left; `turn` is clockwise, in degrees."""
    if turn == 90:
        return y - bottom, x - left
    if turn == 180:
        return right - x, y - bottom
    if turn == 270:
        return top - y, right - x
    return x - left, top - y


def lines_of(chars: Sequence[Char], page: int, width: float) -> list[Line]:
    """Lines of a page in stream order, or by geometry where the stream breaks words apart and the geometry does not."""
    stream = list(_stream_lines(chars, page))
    share = syllable_share("\n".join(line.text for line in stream))
    if share >= GOOD_SHARE:
        return stream
    placed = geometry_lines(chars, page, width)
    return placed if syllable_share("\n".join(line.text for line in placed)) > share + 0.01 else stream


def _stream_lines(chars: Iterable[Char], page: int) -> Iterator[Line]:
    held: list[Char] = []
    for char in chars:
        if char.text in "\r\n":
            if line := _line(held, page):
                yield line
            held = []
        else:
            held.append(char)
    if line := _line(held, page):
        yield line


def geometry_lines(chars: Iterable[Char], page: int, width: float) -> list[Line]:
    """Lines from positions alone: characters on one base line from left to right, two columns one after the other."""
    rows = _rows([char for char in chars if not char.generated and char.text not in "\r\n"])
    gutter = _gutter(rows, width)
    lines: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        if gutter is None or _bridges(row, gutter):
            lines += [*left, *right]
            left, right = [], []
            lines += [line for line in [_line(_spaced(row), page)] if line]
        else:
            for side, part in ((left, [c for c in row if c.x0 < gutter]), (right, [c for c in row if c.x0 >= gutter])):
                side += [line for line in [_line(_spaced(part), page)] if line]
    return [*lines, *left, *right]


def cell_text(chars: Iterable[Char]) -> str:
    """The text of one table cell from positions."""
    rows = _rows([char for char in chars if not char.generated and char.text not in "\r\n"])
    return clean(" ".join("".join(char.text for char in _spaced(row)) for row in rows))


def _rows(chars: list[Char]) -> list[list[Char]]:
    """Characters grouped by base line, top to bottom; a fallback font may sit a fraction higher or lower."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: c.base):
        if rows and char.base - rows[-1][0].base <= 0.35 * max(char.size, 4):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda c: c.x0) for row in rows]


def _spaced(row: Sequence[Char]) -> list[Char]:
    """The row with a space wherever the hole between two characters is as wide as one."""
    spaced: list[Char] = []
    for char in row:
        if spaced and char.x0 - spaced[-1].x1 > 0.22 * char.size and char.text != " " and spaced[-1].text != " ":
            spaced.append(Char(" ", spaced[-1].x1, char.x0, char.base, char.size, generated=True))
        spaced.append(char)
    return spaced


def _gutter(rows: list[list[Char]], width: float) -> float | None:
    """The x of an empty band in the middle third that most rows leave free on both sides; None for one column."""
    best = None
    for step in range(34, 67):
        x = width * step / 100
        both = sum(1 for r in rows if r[0].x0 < x - 20 and r[-1].x1 > x + 20 and not _bridges(r, x))
        crossed = sum(1 for r in rows if r[0].x0 < x < r[-1].x1 and _bridges(r, x))
        if both >= 5 and both > 2 * crossed and (best is None or both > best[0]):
            best = (both, x)
    return best[1] if best else None


def _bridges(row: Sequence[Char], x: float) -> bool:
    """Does the row run over `x` without a hole of at least one character size?"""
    before = max((char.x1 for char in row if char.x0 < x and char.text != " "), default=None)
    after = min((char.x0 for char in row if char.x0 >= x and char.text != " "), default=None)
    if before is None or after is None:
        return False
    return after - before < row[0].size


def _line(chars: Sequence[Char], page: int) -> Line | None:
    text = clean("".join(char.text for char in chars))
    printed = [char for char in chars if char.text.strip()]
    if not text or not printed:
        return None
    sizes = sorted(char.size for char in printed)
    size = sizes[len(sizes) // 2]
    gaps = sum(1 for a, b in pairwise(printed) if b.x0 - a.x1 > 2.5 * size)
    bases = sorted(char.base for char in printed)
    x0, x1, base = min(char.x0 for char in printed), max(char.x1 for char in printed), bases[len(bases) // 2]
    return Line(text, page, x0, x1, base, size, gaps, bold=all(char.bold for char in printed))
