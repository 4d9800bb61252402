"""The running text of a scanned page: lines from the engine, every number in them read again.

Holds which words are numbers, and the joining of a number that was read as two words. Keeps out: tables, which are
taken off the image before, and the final vote on a number.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import Any

from pipeline.read.scan_engine import Engine, ReadLine
from pipeline.read.scan_glyphs import Shapes
from pipeline.read.scan_numbers import from_text
from pipeline.read.scan_page import UNCONFIRMED
from pipeline.read.scan_words import Crop, Mark, MarkLine, parts_of

_PERIOD = re.compile(r"\W*[IVX]{1,4}[/-](?:19|20)\d\d\W*")
_NARROW = 0.6  # of the usual space between words: no space but a thin digit's own margin


def text_lines(engine: Engine, grey: Any, level: int, shapes: Shapes) -> list[MarkLine]:
    """The lines of a page image, in reading order."""
    return [marked(line, grey, level, shapes) for line in engine.page(grey)]


def marked(line: ReadLine, grey: Any, level: int, shapes: Shapes) -> MarkLine:
    """One line with its numbers laid by for a second reading. `grey` is the image in whose pixels the line's boxes are."""
    words = [Mark(word.text, (word.left, word.top, word.right, word.bottom), word.confidence) for word in line.words]
    found: list[Mark] = []
    for mark in _joined(words):
        parts = parts_of(mark.text)
        if parts is not None:
            crop = Crop.of(_cut(grey, mark.box), level)
            mark.pending = from_text(crop, parts, shapes)
        elif any(char.isdigit() for char in mark.text) and not _PERIOD.fullmatch(mark.text):
            mark.confidence = min(mark.confidence, UNCONFIRMED)  # letters among digits: one of the two is misread
        found.append(mark)
    return MarkLine(found, line.base)


def _joined(words: list[Mark]) -> list[Mark]:
    """Neighbours that are one number ("1" "1/63") as one word; the second reading then has to confirm it as one."""
    spaces = [b.box[0] - a.box[2] for a, b in pairwise(words)]
    usual = median(spaces) if len(spaces) > 2 else 0.0
    found: list[Mark] = []
    for word in words:
        last = found[-1] if found else None
        if last and parts_of(last.text) and parts_of(word.text) and parts_of(last.text + word.text):
            height = last.box[3] - last.box[1]
            if word.box[0] - last.box[2] < (_NARROW * usual or 0.35 * height):
                box = (last.box[0], min(last.box[1], word.box[1]), word.box[2], max(last.box[3], word.box[3]))
                found[-1] = Mark(last.text + word.text, box, min(last.confidence, word.confidence))
                continue
        found.append(word)
    return found


def _cut(grey: Any, box: tuple[int, int, int, int]) -> Any:
    left, top, right, bottom = box
    return grey[max(0, top) : bottom, max(0, left) : right]
