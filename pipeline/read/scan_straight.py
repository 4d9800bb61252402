"""A scanned page made straight: specks removed, sideways pages turned, skew undone, ink told from paper.

Holds what is measured on the image as a whole, and the way back from a straightened pixel to the page as displayed.
Keeps out: which end of the page is up, which only recognised letters can say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

MAX_SKEW = 4.0  # degrees
_LEAST_SKEW = 0.03
_TINY = 4  # pixels: a connected spot up to this size is dirt; the dot of an i in small print is larger
_FAINT = 190  # grey level; at it the dot of an i in pale print is whole, and a pale line is no row of spots
_MANY_SPECKS = 600  # on a page: more of them than dust leaves, so white specks are to be expected within strokes too
_FEWEST_LETTERS = 25
_LETTER_SIDES = (5, 70)  # pixels

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Straight:
    """The page straightened: grey image, ink mask, and how it was turned (quarters, then degrees, counter-clockwise)."""

    grey: Any
    ink: Any
    quarters: int
    degrees: float
    n_letters: int = 0  # shapes of the size of letters

    def displayed(self, box: Box) -> Box:
        """A box (left, top, right, bottom) of straightened pixels as the box that holds it on the page as displayed."""
        height, width = self.grey.shape
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        left, top, right, bottom = box
        xs, ys = [], []
        for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
            dx, dy = x - width / 2, y - height / 2
            x, y = width / 2 + cos * dx - sin * dy, height / 2 + sin * dx + cos * dy
            tall, wide = height, width
            for _ in range(self.quarters):
                x, y = tall - y, x
                tall, wide = wide, tall
            xs.append(x)
            ys.append(y)
        return min(xs), min(ys), max(xs), max(ys)

    def upside_down(self) -> Straight:
        """The same page turned by half."""
        import numpy as np

        grey, ink = np.ascontiguousarray(self.grey[::-1, ::-1]), np.ascontiguousarray(self.ink[::-1, ::-1])
        return Straight(grey, ink, (self.quarters + 2) % 4, self.degrees, self.n_letters)


def straightened(grey: Any) -> Straight:
    """Straighten an evened grey page (uint8, paper 255)."""
    import numpy as np
    from PIL import Image

    grey, labels = _without_specks(grey)
    lefts, tops, rights, bottoms = _letters(labels)
    quarters, degrees = 0, 0.0
    if len(lefts) >= _FEWEST_LETTERS:
        xs, ys = (lefts + rights) / 2, (tops + bottoms) / 2
        if _runs_down(xs, ys):
            # A quarter turn makes the text run along the page; when it was the wrong one, that is found later.
            quarters, degrees = 1, -_skew(ys, rights)
            grey = np.ascontiguousarray(np.rot90(grey))
        else:
            degrees = _skew(xs, bottoms)
    if abs(degrees) < _LEAST_SKEW:
        degrees = 0.0
    else:
        turned = Image.fromarray(grey).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.array(turned)
    return Straight(grey, grey < threshold(grey), quarters, degrees, len(lefts))


def threshold(grey: Any) -> int:
    """Otsu's level between ink and paper, kept within reason on a page that is nearly blank."""
    import numpy as np

    counts = np.bincount(grey[::2, ::2].ravel(), minlength=256).astype(float)
    below = np.cumsum(counts)
    mass = np.cumsum(counts * np.arange(256))
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = (mass[-1] * below / below[-1] - mass) ** 2 / (below * (below[-1] - below))
    return int(np.clip(np.nanargmax(np.nan_to_num(apart)), 90, 190))


def _without_specks(grey: Any) -> tuple[Any, Any]:
    """The page without connected spots of a few pixels, and its labelled shapes.

    With many spots the white ones within strokes go too.
    """
    import numpy as np
    from scipy import ndimage

    eight = np.ones((3, 3), bool)
    labels, count = ndimage.label(grey < _FAINT, structure=eight)
    tiny = np.bincount(labels.ravel(), minlength=count + 1) <= _TINY
    if tiny[1:].sum() > _MANY_SPECKS:
        grey = _without_white_specks(grey)
        labels, count = ndimage.label(grey < _FAINT, structure=eight)
        tiny = np.bincount(labels.ravel(), minlength=count + 1) <= _TINY
    tiny[0] = False
    specks = tiny[labels].view(np.uint8)
    # The grey rim of a speck goes with it, unless it belongs to a larger shape.
    spots = (ndimage.maximum_filter(specks, 3) > 0) & ((specks > 0) | (labels == 0))
    return np.where(spots, np.uint8(255), grey), labels


def _without_white_specks(grey: Any) -> Any:
    """Pixels far from what is around them take the middle value of their neighbours."""
    import numpy as np
    from scipy import ndimage

    rows, cols = np.nonzero(np.abs(ndimage.uniform_filter(grey.astype(np.float32), 3) - grey) > 60)
    framed = np.pad(grey, 1, mode="edge")
    around = np.stack([framed[rows + y, cols + x] for y in range(3) for x in range(3)])
    middle = np.median(around, axis=0)
    off = np.abs(middle - grey[rows, cols]) > 90
    cleaned = grey.copy()
    cleaned[rows[off], cols[off]] = middle[off]
    return cleaned


def _letters(labels: Any) -> tuple[Any, Any, Any, Any]:
    """Left, top, right and bottom of the labelled shapes that have the size of letters."""
    import numpy as np
    from scipy import ndimage

    low, high = _LETTER_SIDES
    boxes = [
        (x.start, y.start, x.stop, y.stop)
        for y, x in ndimage.find_objects(labels)
        if low <= y.stop - y.start <= high and low <= x.stop - x.start <= high
    ]
    lefts, tops, rights, bottoms = np.array(boxes, dtype=float).reshape(-1, 4).T
    return lefts, tops, rights, bottoms


def _runs_down(xs: Any, ys: Any) -> bool:
    """Does text run up or down the page? The nearest neighbour of a letter is the next letter of its line."""
    import numpy as np
    from scipy.spatial import cKDTree

    places = np.column_stack([xs, ys])
    _, nearest = cKDTree(places).query(places, k=2)
    steps = np.abs(places[nearest[:, 1]] - places)
    return bool((steps[:, 1] > steps[:, 0]).mean() > 0.5)


def _skew(along: Any, across: Any) -> float:
    """Degrees of the slope at which edges fall on the fewest lines. Positive: lines sink to the right."""
    import numpy as np

    def sharpness(degrees: float, step: float) -> float:
        bins = (across - along * math.tan(math.radians(degrees))) / step
        bins -= bins.min()
        return float((np.bincount(np.rint(bins).astype(int)).astype(float) ** 2).sum())

    coarse = max(np.arange(-MAX_SKEW, MAX_SKEW + 0.01, 0.2), key=lambda degrees: sharpness(degrees, 3.0))
    return float(max(coarse + np.arange(-0.24, 0.241, 0.03), key=lambda degrees: sharpness(degrees, 1.5)))
