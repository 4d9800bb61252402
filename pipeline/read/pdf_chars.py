"""The characters of a PDF page where they are printed.

Holds PDFium's characters in reading coordinates (points from the top left, turned so that most of the text runs from
left to right), the way back to the page as displayed, and the bounds on what a page may hold. Keeps out: lines.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.read.document import ReadError
from pipeline.read.encodings import encoding_of_font

MAX_CHARACTERS = 200_000  # of one page; the densest printed pages hold a tenth of it

# A hyphen at the end of a line comes as a control character; symbol fonts put bullets in the private area.
_AS_PRINTED = {
    0x02: "-", 0xFFFE: "-", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "▪", 0xF02D: "-", 0xF0FC: "✓",
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
}  # fmt: skip
_BLANK = frozenset(" \r\n\t\u00a0")


@dataclass(slots=True)
class Char:
    """One character, its combining marks included.

    `base` is the distance of its base line from the top, of text set sideways from the left.
    """

    text: str
    x0: float
    x1: float
    top: float
    base: float
    bottom: float
    size: float
    generated: bool = False  # a space or line feed that PDFium added
    bold: bool = False
    legacy_font: str = ""  # the font's name where it is one made for an encoding older than Unicode
    turn: int = 0  # degrees against the reading direction, to the nearest quarter; 45 stands for every slant

    @property
    def foot(self) -> float:
        """Where it stands: its base line, or the middle of a letter set sideways."""
        return (self.top + self.bottom) / 2 if self.turn else self.base

    @property
    def middle(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class PageText:
    """What is written on a page, in stream order; `width` and `height` are those of the reading direction."""

    number: int  # counts from 1
    width: float
    height: float
    turn: int = 0  # quarter turns, clockwise, from the page as displayed to the reading direction
    chars: list[Char] = field(default_factory=list)
    aside: list[Char] = field(default_factory=list)  # text set askew: stamps, watermarks, notes in the margin

    def displayed(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box of the reading direction as it lies on the displayed page: left, top, right, bottom."""
        if self.turn == 1:
            return y0, self.width - x1, y1, self.width - x0
        if self.turn == 2:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        if self.turn == 3:
            return self.height - y1, x0, self.height - y0, x1
        return x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's own space and how it is looked at: `turn` counts clockwise quarters from that space to reading."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space from the top left of the reading direction."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The same for a box, as left, top, right, bottom."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def page_text(page: Any, number: int) -> tuple[PageText, Frame]:
    """Read the characters of one pypdfium2 page. Raises ReadError for a page with more than 200,000 of them."""
    left, bottom, right, top = page.get_bbox()  # what is shown: the crop box within the media box, inherited or not
    rotation = page.get_rotation() // 90 % 4
    textpage = page.get_textpage()
    try:
        chars = _chars(textpage.raw, number, (left, bottom, right, top))
    finally:
        textpage.close()
    angles = Counter(char.turn for char in chars if not char.generated and char.text != " ")
    # A page may be turned by its own key, by its text's matrices, or by both: the text decides what is upright.
    leading = max((0, 90, 180, 270), key=lambda angle: angles[angle]) if angles else 90 * rotation
    frame = Frame(left, bottom, right, top, leading // 90)
    width, height = right - left, top - bottom
    found = PageText(number, *((height, width) if frame.turn % 2 else (width, height)), (frame.turn - rotation) % 4)
    if angles.keys() <= {0}:
        found.chars = chars
        return found, frame
    for char in chars:
        _turn(char, frame)
        char.turn = 45 if char.turn == 45 else (char.turn - leading) % 360
        (found.aside if char.turn else found.chars).append(char)
    return found, frame


def _chars(textpage: Any, number: int, visible: tuple[float, float, float, float]) -> list[Char]:
    """The characters as if the page were upright; `turn` is the angle of the text in the page's own space."""
    import pypdfium2.raw as raw

    n_chars = raw.FPDFText_CountChars(textpage)
    if n_chars > MAX_CHARACTERS:
        raise ReadError(f"page {number} holds {n_chars:,} characters")
    west, south, east, north = visible
    reach_x, reach_y = east - west + 2, north - south + 2
    x, y, x0, x1, y0, y1 = (ctypes.c_double() for _ in range(6))
    at_x, at_y, at_x0, at_x1, at_y0, at_y1 = (ctypes.byref(value) for value in (x, y, x0, x1, y0, y1))
    unicode_of, origin_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetCharBox
    is_generated = raw.FPDFText_IsGenerated
    found: list[Char] = []
    size, angle, bold, font, asked = 1.0, 0, False, "", False
    last: Char | None = None  # the letter that a combining mark would belong to
    high = 0
    for i in range(n_chars):
        code = unicode_of(textpage, i)
        if 0xD800 <= code < 0xE000:  # a sign beyond the first plane comes in two halves
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            high = 0
        text = _AS_PRINTED.get(code) or chr(code)
        origin_of(textpage, i, at_x, at_y)
        box_of(textpage, i, at_x0, at_x1, at_y0, at_y1)
        left, right = x0.value - west, x1.value - west
        base = at = north - y.value
        top, bottom = north - y1.value, north - y0.value
        blank = text in _BLANK
        generated = blank and is_generated(textpage, i) == 1
        if blank:
            asked = False
        elif not asked:
            size, angle, bold, font = _look(textpage, i)  # once a word: the slowest of the calls
            asked = True
        if angle == 0:
            left = min(left, x.value - west)
        elif angle in (90, 270):
            base = x.value - west
        combining = not blank and "\u0300" <= text <= "\u036f" and last is not None
        if combining and last and abs(last.base - base) < size and -size < left - last.x1 < size:
            last.text += text
            last.x1, last.top = max(last.x1, right), min(last.top, top)
            continue
        if not (-2 <= left <= reach_x and -2 <= at <= reach_y):
            continue  # outside the page: nobody sees it
        char = Char(text, left, right if right > left else left, top, base, bottom, size, generated, bold, font, angle)
        found.append(char)
        last = None if blank else char
    return found


def _turn(char: Char, frame: Frame) -> None:
    """Bring a character that was placed as if the page were upright into the reading direction."""
    if frame.turn == 0:
        return
    width, height = frame.right - frame.left, frame.top - frame.bottom
    if char.turn in (90, 270):
        char.base = char.base if frame.turn == 1 else width - char.base
    else:
        char.base = char.base if frame.turn == 3 else height - char.base
    x0, y0 = char.x0 + frame.left, frame.top - char.bottom
    x1, y1 = char.x1 + frame.left, frame.top - char.top
    char.x0, char.top, char.x1, char.bottom = frame.box(x0, y0, x1, y1)


def _look(textpage: Any, index: int) -> tuple[float, int, bool, str]:
    """Printed size in points, angle in whole quarters (45: a slant), is the font bold, and its name if it is legacy."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    along, across = abs(matrix.a) + abs(matrix.b), (matrix.c**2 + matrix.d**2) ** 0.5
    size = raw.FPDFText_GetFontSize(textpage, index) * across
    if abs(matrix.b) <= 0.05 * along:
        angle = 0 if matrix.a >= 0 else 180
    elif abs(matrix.a) <= 0.05 * along:
        angle = 90 if matrix.b > 0 else 270
    else:
        angle = 45
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    # Bit 19 of the flags forces bold; a name may say so where the flags do not.
    bold = b"bold" in name.value.lower() or bool(flags.value & (1 << 18))
    return size or 1.0, angle, bold, _legacy_name(name.value)


@lru_cache(maxsize=1_000)
def _legacy_name(name: bytes) -> str:
    text = name.decode("utf-8", errors="replace")
    return text if encoding_of_font(text) else ""
