"""A second eye on digits: the shapes of a page compared with each other.

Print repeats its digits. Holds the shapes of numbers already read, one mean shape for each digit, and the reading of a
number from shapes alone, or none where a shape fits no digit clearly. It shares no weights with the engine, so where the
two agree the number is confirmed. Keeps out: the engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

_SIDE = 16
_BLUR = 1.2
_CLEAR = 0.15  # by how much nearer (of the second distance) the nearest mean shape must be
_FAR = 0.42  # a distance beyond which a shape is not clearly that digit
_NOT_AT_ALL = 0.75  # a distance beyond which it is none
_WIDE = 0.62  # of its height: the width of a digit with its share of space
_FEWEST = 3  # shapes of a sign before their mean is trusted
_SHAPED = "0123456789/"
_MARKS = ".,"
_LOW = 0.55  # of the height of a digit: what is lower is a mark


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """A connected shape: its box within the crop and its normalised pixels."""

    left: int
    top: int
    right: int
    bottom: int
    shape: Any

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top


@dataclass(slots=True)
class Shapes:
    """The mean shapes of a page; `learn` first, then `settle`, then `read`.

    `patience` is how many more words of the page may be tried at other sizes: a page too poor to read must end too.
    """

    patience: int = 120
    _seen: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    _signs: list[str] = field(default_factory=list)
    _means: Any = None
    _marks: dict[str, Any] = field(default_factory=dict)

    def learn(self, glyphs: Sequence[Glyph], sign_by_sign: str) -> None:
        """Take shapes for the signs the engine read, one shape a sign."""
        tall, base = digit_height(glyphs), _base(glyphs)
        for glyph, sign in zip(glyphs, sign_by_sign, strict=True):
            if sign in _SHAPED and glyph.height >= _LOW * tall:
                self._seen[sign].append(glyph.shape)
            elif sign in _MARKS and glyph.height < _LOW * tall:
                self._seen[sign].append(_place(glyph, tall, base))

    def settle(self) -> None:
        """Make the means; shapes far from the mean of their digit (misread ones) are left out of it once."""
        import numpy as np

        means = {}
        for sign, shapes in self._seen.items():
            if len(shapes) < _FEWEST:
                continue
            stack = np.stack(shapes)
            distances = np.linalg.norm(stack - np.median(stack, axis=0), axis=1)
            means[sign] = stack[distances <= 1.5 * np.median(distances) + 1e-6].mean(axis=0)
        self._marks = {sign: means.pop(sign) for sign in _MARKS if sign in means}
        self._signs = list(means)
        self._means = np.stack([_unit(mean) for mean in means.values()]) if means else None

    def read(self, glyphs: Sequence[Glyph], *, clear: bool = True) -> str | None:
        """The number the shapes show (no percent sign among them).

        None where one of them is not clear; without `clear` the nearest sign will do, and None is for no sign at all.
        """
        if self._means is None or not glyphs:
            return None
        tall, base = digit_height(glyphs), _base(glyphs)
        text = ""
        for glyph in glyphs:
            low = glyph.height < _LOW * tall
            sign = self._mark(glyph, tall, base, clear) if low else self._digit(glyph, clear)
            if sign is None:
                return None
            text += sign
        return text

    def is_digit(self, glyph: Glyph) -> bool:
        """Is the shape clearly one of the digits?"""
        return self._means is not None and (self._digit(glyph, True) or "/") != "/"

    def _digit(self, glyph: Glyph, clear: bool) -> str | None:
        import numpy as np

        distances = np.sqrt(np.maximum(0.0, 2 - 2 * self._means @ glyph.shape))
        order = np.argsort(distances)
        best = float(distances[order[0]])
        second = float(distances[order[1]]) if len(order) > 1 else 2.0
        if (best > _FAR or best > (1 - _CLEAR) * second) if clear else best > _NOT_AT_ALL:
            return None
        return self._signs[int(order[0])]

    def _mark(self, glyph: Glyph, tall: float, base: float, clear: bool) -> str | None:
        """A dot stands on the base line, a comma is taller and reaches below it, a hyphen is above it and wide."""
        import numpy as np

        if glyph.bottom < base - 0.2 * tall:
            return "-" if glyph.right - glyph.left > 1.2 * glyph.height else None
        place = _place(glyph, tall, base)
        if len(self._marks) == 2:
            distances = {sign: float(np.linalg.norm(place - mean)) for sign, mean in self._marks.items()}
            near = min(distances, key=lambda sign: distances[sign])
            far = max(distances.values())
            return near if not clear or distances[near] < 0.6 * far else None
        height, below = place
        if below > 0.13 or (not clear and height + below > 0.36):
            return ","
        return "." if not clear or (below < 0.09 and height < 0.3) else None


def glyphs_of(grey: Any, level: int) -> list[Glyph]:
    """The shapes of a crop from left to right; parts above each other are one."""
    import numpy as np
    from scipy import ndimage

    ink = grey < level
    labels, _ = ndimage.label(ink, structure=np.ones((3, 3), bool))
    boxes = [[x.start, y.start, x.stop, y.stop] for y, x in ndimage.find_objects(labels)]
    tallest = max((box[3] - box[1] for box in boxes), default=0)
    merged: list[list[int]] = []
    for box in sorted(box for box in boxes if box[3] - box[1] >= 0.1 * tallest):
        if merged and min(merged[-1][2], box[2]) - box[0] > 0.5 * min(box[2] - box[0], merged[-1][2] - merged[-1][0]):
            last = merged[-1]
            merged[-1] = [last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])]
        else:
            merged.append(box)
    apart = [part for box in merged for part in _apart(grey, box, 0.75 * tallest)]
    return [Glyph(x0, y0, x1, y1, _shape(grey[y0:y1, x0:x1], level)) for x0, y0, x1, y1 in apart]


def _apart(grey: Any, box: list[int], tall: float) -> list[list[int]]:
    """Digits that touch, cut at the palest column near where one of them should end."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    count = round(width / (_WIDE * height)) if height >= tall else 1
    if count < 2 or width <= 0.92 * height:
        return [box]
    dark = (255.0 - grey[top:bottom, left:right]).sum(axis=0)
    cuts = [0]
    for i in range(1, count):
        at, reach = i * width / count, 0.22 * width / count
        low, high = max(cuts[-1] + 2, round(at - reach)), min(width - 2, round(at + reach))
        if low > high:
            return [box]
        cuts.append(low + int(dark[low : high + 1].argmin()))
    cuts.append(width)
    return [[left + a, top, left + b, bottom] for a, b in pairwise(cuts)]


def _shape(patch: Any, level: int) -> Any:
    """The patch scaled to one height in a square, blurred so that a pixel more or less is little, as a unit vector."""
    import numpy as np
    from PIL import Image, ImageFilter

    dark = np.clip((level + 60 - patch.astype(np.float32)) * (255 / (level + 60)), 0, 255).astype(np.uint8)
    height, width = patch.shape
    wide = min(_SIDE, max(2, round(_SIDE * width / height)))
    small = Image.fromarray(dark).resize((wide, _SIDE), Image.Resampling.BOX)
    square = Image.new("L", (_SIDE + 4, _SIDE + 4))
    square.paste(small, (2 + (_SIDE - wide) // 2, 2))
    return _unit(np.asarray(square.filter(ImageFilter.GaussianBlur(_BLUR)), np.float32).ravel())


def _unit(vector: Any) -> Any:
    import numpy as np

    centred = vector - vector.mean()
    return centred / (np.linalg.norm(centred) + 1e-9)


def digit_height(glyphs: Sequence[Glyph]) -> float:
    """The height of the digits among the shapes, in pixels."""
    heights = sorted(glyph.height for glyph in glyphs)
    return float(heights[(3 * len(heights)) // 4]) if len(heights) > 1 else float(heights[0])


def _base(glyphs: Sequence[Glyph]) -> float:
    """The y that digits stand on."""
    tall = digit_height(glyphs)
    bottoms = sorted(glyph.bottom for glyph in glyphs if glyph.height >= 0.75 * tall)
    return float(bottoms[len(bottoms) // 2])


def _place(glyph: Glyph, tall: float, base: float) -> Any:
    """Height of a mark and how far it reaches below the base line, of the height of a digit."""
    import numpy as np

    return np.array([glyph.height / tall, (glyph.bottom - base) / tall])
