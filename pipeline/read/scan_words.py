"""A word of a scan in pixels, and the number within it.

Holds the signs around a number, the image of a word with its shapes, which shapes belong to which sign, and words and
lines whose confidence is not yet final. Keeps out: reading, and the vote between readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.read.scan_glyphs import Glyph, digit_height, glyphs_of

BEST_HEIGHT = 19  # pixels: the height of digits at which the digit model errs least
_MARGIN = 10
_NUMBER = re.compile(r"""([("'“‘«\[≈~>≥<≤+]*)([-–]?\d(?:[\d.,/–-]*\d)?)(%?)([)"'”’»\].,;:!?…]*)""")
# What the Vietnamese model takes digits for.
_NEARLY = re.compile(r"[\dOoIlSBZ|()][\dOoIlSBZ.,:;'/%|()–-]*")


@dataclass(frozen=True, slots=True)
class Parts:
    """A word with a number in it: signs before, the number, the percent sign, signs after."""

    before: str
    number: str
    percent: str
    after: str

    @property
    def core(self) -> str:
        """The number with its percent sign."""
        return self.number + self.percent


@dataclass(frozen=True, slots=True)
class Crop:
    """The image of one word and its shapes."""

    grey: Any
    glyphs: tuple[Glyph, ...]

    @classmethod
    def of(cls, grey: Any, level: int) -> Crop:
        """Cut the image to what is printed on it."""
        return cls(grey, tuple(glyphs_of(grey, level)))

    def own(self, parts: Parts) -> tuple[tuple[Glyph, ...], tuple[Glyph, ...]] | None:
        """(shapes of the number, those with its percent sign) when there are as many shapes as signs; else None.

        A percent sign is up to four shapes, every other sign is one.
        """
        n_before, n_after = len(parts.before), len(parts.after)
        rest = len(self.glyphs) - n_before - n_after - len(parts.number)
        if (1 <= rest <= 4) if parts.percent else rest == 0:
            whole = self.glyphs[n_before : len(self.glyphs) - n_after]
            return whole[: len(parts.number)], whole
        return None

    def line(self, glyphs: Sequence[Glyph], tall: int = BEST_HEIGHT) -> Any:
        """The image of these shapes alone, digits `tall` pixels high."""
        import numpy as np
        from PIL import Image

        left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
        top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
        patch = self.grey[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1]
        scale = tall / max(6.0, digit_height(glyphs))
        size = max(1, round(patch.shape[1] * scale)), max(1, round(patch.shape[0] * scale))
        scaled = np.asarray(Image.fromarray(np.ascontiguousarray(patch)).resize(size, Image.Resampling.BICUBIC))
        return np.pad(scaled, _MARGIN, constant_values=255)


@dataclass(slots=True)
class Pending:
    """A number read once by the engine, waiting for the shapes of the whole page."""

    crop: Crop
    digits: Parts | None
    text: Parts | None


@dataclass(slots=True)
class Mark:
    """A word in straightened pixels (left, top, right, bottom), its confidence not yet final while it is `pending`."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float
    pending: Pending | None = None


@dataclass(slots=True)
class MarkLine:
    """Words on one base line, in straightened pixels."""

    marks: list[Mark]
    base: float


def parts_of(word: str) -> Parts | None:
    """The number that a word is, with the signs around it; None for a word with letters or without digits."""
    found = _NUMBER.fullmatch(word)
    return Parts(*found.groups()) if found else None


def is_nearly_number(text: str) -> bool:
    """Can `text` be a number whose digits were taken for letters?"""
    return _NEARLY.fullmatch(text) is not None and any(char.isdigit() for char in text)
