"""The cells of a ruled table on a scan, read one by one.

Holds the image of a cell without its borders, and which model reads it: text the Vietnamese one, numbers the digit
model. A column whose first cells are numbers is expected to go on so, which spares a reading. Keeps out: finding the
cells, and the final vote on a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.read.scan_engine import Engine, Reading, ReadLine
from pipeline.read.scan_glyphs import Shapes
from pipeline.read.scan_grid import Grid, Slot
from pipeline.read.scan_numbers import from_digits
from pipeline.read.scan_text import marked
from pipeline.read.scan_words import Crop, Mark, MarkLine, Pending, is_nearly_number, parts_of

_TALL = 26  # pixels: the height of capitals at which the Vietnamese model errs least
_MARGIN = 10
_ONE_LINE = 46  # pixels of print; two lines of the smallest type are higher
_SMALLEST = 5  # pixels of a shape that is print
LITTLE_SENSE = 0.75  # confidence of a word
_FULL_SENSE = 0.95  # below it a cell may be a number that looks like letters
_SURE = 3  # numbers one below the other before a column is taken for a column of numbers


@dataclass(slots=True)
class CellMarks:
    """A cell and what was read in it."""

    slot: Slot
    lines: list[MarkLine]
    spare: Mark | None = None  # the whole cell as a number, for one read as text that makes little sense

    def is_number(self) -> bool:
        """Is the cell one number and nothing else?"""
        return (
            len(self.lines) == 1 and len(self.lines[0].marks) == 1 and parts_of(self.lines[0].marks[0].text) is not None
        )


def cells(engine: Engine, grey: Any, level: int, grid: Grid, shapes: Shapes) -> list[CellMarks]:
    """Read the cells of a grid; `grey` is the page with its rulings taken off."""
    found = []
    numbers: Counter[int] = Counter()
    for slot in grid.slots:
        image = _print_of(grey, slot, level)
        lines: list[MarkLine] = []
        spare = None
        if image is not None:
            patch, left, top = image
            expected = numbers[slot.col] >= _SURE
            lines = _read(engine, patch, level, shapes, expected=expected)
            is_number = len(lines) == 1 and len(lines[0].marks) == 1 and lines[0].marks[0].pending is not None
            numbers[slot.col] = numbers[slot.col] + 1 if is_number else 0
            for line in lines:
                line.base += top
                for mark in line.marks:
                    x0, y0, x1, y1 = mark.box
                    mark.box = (x0 + left, y0 + top, x1 + left, y1 + top)
            if patch.shape[0] <= _ONE_LINE and not is_number and sense(lines) < _FULL_SENSE:
                box = (left, top, left + patch.shape[1], top + patch.shape[0])
                spare = Mark("", box, 0.0, Pending(Crop.of(patch, level), None, None))
        found.append(CellMarks(slot, lines, spare))
    return found


def sense(lines: Sequence[MarkLine]) -> float:
    """The least confidence of the words, 0 without any."""
    return min((mark.confidence for line in lines for mark in line.marks), default=0.0)


def as_text(engine: Engine, mark: Mark, level: int, shapes: Shapes) -> list[MarkLine]:
    """Read again, as text, a cell that was expected to be a number and is none; boxes as in `mark`."""
    assert mark.pending is not None
    lines = _text(engine, mark.pending.crop.grey, level, shapes)
    for line in lines:
        line.base += mark.box[1]
        for word in line.marks:
            x0, y0, x1, y1 = word.box
            word.box = (x0 + mark.box[0], y0 + mark.box[1], x1 + mark.box[0], y1 + mark.box[1])
    return lines


def _read(engine: Engine, patch: Any, level: int, shapes: Shapes, *, expected: bool) -> list[MarkLine]:
    height, width = patch.shape
    one_line = height <= _ONE_LINE
    if not (expected and one_line):
        lines = _text(engine, patch, level, shapes)
        whole = "".join(mark.text for line in lines for mark in line.marks)
        if not (one_line and is_nearly_number(whole)):
            return lines
        parts = parts_of(whole)
    else:
        parts = None
    crop = Crop.of(patch, level)
    pending = from_digits(engine, crop, parts, shapes)
    best = pending.digits or pending.text
    mark = Mark(best.core if best else "", (0, 0, width, height), 0.0, pending)
    return [MarkLine([mark], float(height))]


def _text(engine: Engine, patch: Any, level: int, shapes: Shapes) -> list[MarkLine]:
    """The cell's lines by the Vietnamese model; one line that makes little sense is tried at other sizes."""
    height = patch.shape[0]
    if height > _ONE_LINE:
        return _text_at(engine, patch, level, shapes, 1.5, one_line=False)
    scale = min(2.0, max(1.0, 1.3 * _TALL / height))
    best: list[MarkLine] = []
    for factor in (1.0, 0.75, 1.35):
        lines = _text_at(engine, patch, level, shapes, scale * factor, one_line=True)
        best = max(best, lines, key=sense)
        if sense(best) >= LITTLE_SENSE or shapes.patience <= 0:
            break
        shapes.patience -= 1
    return best


def _text_at(engine: Engine, patch: Any, level: int, shapes: Shapes, scale: float, *, one_line: bool) -> list[MarkLine]:
    """The lines read from the image at a scale; boxes in pixels of `patch`."""
    import numpy as np
    from PIL import Image

    height, width = patch.shape
    size = max(1, round(width * scale)), max(1, round(height * scale))
    scaled = np.asarray(Image.fromarray(patch).resize(size, Image.Resampling.BICUBIC))
    padded = np.pad(scaled, _MARGIN, constant_values=255)

    def back(reading: Reading) -> Reading:
        x0, y0, x1, y1 = (
            round((value - _MARGIN) / scale) for value in (reading.left, reading.top, reading.right, reading.bottom)
        )
        box = max(0, x0 - 1), max(0, y0 - 1), min(width, x1 + 1), min(height, y1 + 1)
        return Reading(reading.text, *box, reading.confidence)

    found = []
    for line in engine.block(padded, one_line=one_line):
        own = ReadLine(tuple(back(word) for word in line.words), (line.base - _MARGIN) / scale)
        found.append(marked(own, patch, level, shapes))
    return found


def _print_of(grey: Any, slot: Slot, level: int) -> tuple[Any, int, int] | None:
    """(image, left, top) of what is printed in a cell, remains of its borders taken off; None for an empty cell."""
    import numpy as np
    from scipy import ndimage

    inside = grey[slot.top + 2 : slot.bottom - 1, slot.left + 2 : slot.right - 1]
    if inside.size == 0 or not (inside < level).any():
        return None
    ink = inside < level
    labels, count = ndimage.label(ink, structure=np.ones((3, 3), bool))
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    height, width = inside.shape
    boxes = []
    patch = inside.copy()
    for number, (y, x) in enumerate(ndimage.find_objects(labels), 1):
        tall, wide = y.stop - y.start, x.stop - x.start
        at_border = y.start <= 1 or x.start <= 1 or y.stop >= height - 1 or x.stop >= width - 1
        if sizes[number] < _SMALLEST or (at_border and min(tall, wide) <= 4):
            patch[y, x][labels[y, x] == number] = 255
        else:
            boxes.append((x.start, y.start, x.stop, y.stop))
    if not boxes or max(b[3] - b[1] for b in boxes) < 3:
        return None
    left, top = max(0, min(b[0] for b in boxes) - 2), max(0, min(b[1] for b in boxes) - 2)
    right, bottom = max(b[2] for b in boxes) + 2, max(b[3] for b in boxes) + 2
    return patch[top:bottom, left:right], slot.left + 2 + left, slot.top + 2 + top
