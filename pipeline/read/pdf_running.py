"""Running headers, footers and page numbers, recognised by comparing pages.

Holds the three signs: repeated at one place and set off from the text, counting the pages, or set small at the very
top. Keeps out: whatever else stands once in a margin, and a first line of text that happens to be repeated.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.read.pdf_lines import Line

ZONE = 0.1  # share of the page height at its top and at its bottom
SMALL = 0.85  # of the body's font size; a line set smaller at the very top is a running header even if it stands once
SET_OFF = 1.35  # times the usual distance of base lines between a running line and the text
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)[-–—\s]*(?:trang|page)?\s*(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*")


def running_lines(lines: Sequence[Line], heights: dict[int, float], leading: float) -> set[int]:
    """ids of the running lines. `heights` by page number and `leading`, the usual distance of base lines, in points."""
    zones = {id(line): _zone(line, heights[line.page]) for line in lines}
    margin = [line for line in lines if zones[id(line)]]
    pages: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    offsets: Counter[tuple[str, int]] = Counter()
    for line in margin:
        for place in _places(line):
            pages[zones[id(line)], _key(line), place].add(line.page)
        if found := _PAGE_NUMBER.fullmatch(line.text):
            offsets[zones[id(line)], int(found[1]) - line.page] += 1
    sizes = sorted(line.size for line in lines)
    small = SMALL * sizes[len(sizes) // 2] if sizes else 0.0
    needed = max(2, round(0.4 * len(heights)))
    sure: set[int] = set()
    repeated: set[int] = set()
    for line in margin:
        zone = zones[id(line)]
        if found := _PAGE_NUMBER.fullmatch(line.text):
            offset = int(found[1]) - line.page
            if offset == 0 or offsets[zone, offset] > 1:
                sure.add(id(line))
        elif zone == "top" and line.size <= small and line.base < 0.6 * ZONE * heights[line.page]:
            sure.add(id(line))
        elif max(len(pages[zone, _key(line), place]) for place in _places(line)) >= needed:
            repeated.add(id(line))
    return sure | {
        id(line) for line in margin if id(line) in repeated and _is_set_off(line, lines, sure | repeated, leading)
    }


def in_top(line: Line, height: float) -> bool:
    """Is the line in the upper half of its page?"""
    return line.base < height / 2


def _is_set_off(line: Line, lines: Sequence[Line], candidates: set[int], leading: float) -> bool:
    """Is the nearest text line of the page, other candidates aside, farther than lines of one text are?"""
    distances = [
        abs(other.base - line.base) for other in lines if other.page == line.page and id(other) not in candidates
    ]
    return min(distances, default=2 * SET_OFF * leading) > SET_OFF * leading


def _zone(line: Line, height: float) -> str:
    if line.base < ZONE * height:
        return "top"
    return "bottom" if line.base > (1 - ZONE) * height else ""


def _places(line: Line) -> tuple[int, int]:
    """Two bins of 6 points that overlap, so that a shift of 3 points never parts equal lines."""
    return round(line.base / 6), -1 - round((line.base + 3) / 6)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())
