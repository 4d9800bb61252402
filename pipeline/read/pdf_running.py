"""Running headers, footers and page numbers, recognised by comparing pages.

Holds the three signs: repeated at one place, counting the pages, or set small at the very top. Keeps out: whatever
else stands once in a margin; it may be text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.read.pdf_lines import Line

ZONE = 0.1  # share of the page height at its top and at its bottom
SMALL = 0.85  # of the body's font size; a line set smaller at the very top is a running header even if it stands once
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?i)[-–—\s]*(?:trang|page)?\s*(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*")


def is_running(lines: Sequence[Line], heights: dict[int, float]) -> list[bool]:
    """For each line, whether it is repeated in the margin of the pages or counts them. `heights` by page number."""
    zones = [_zone(line, heights[line.page]) for line in lines]
    pages: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    offsets: Counter[tuple[str, int]] = Counter()
    for line, zone in zip(lines, zones, strict=True):
        if zone:
            for place in _places(line):
                pages[zone, _key(line), place].add(line.page)
            if found := _PAGE_NUMBER.fullmatch(line.text):
                offsets[zone, int(found[1]) - line.page] += 1
    sizes = sorted(line.size for line in lines)
    small = SMALL * sizes[len(sizes) // 2] if sizes else 0.0
    needed = max(2, round(0.4 * len(heights)))

    def running(line: Line, zone: str) -> bool:
        if not zone:
            return False
        if zone == "top" and line.size <= small and line.base < 0.6 * ZONE * heights[line.page]:
            return True
        if found := _PAGE_NUMBER.fullmatch(line.text):
            offset = int(found[1]) - line.page
            return offset == 0 or offsets[zone, offset] > 1
        same_place = max(len(pages[zone, _key(line), place]) for place in _places(line))
        return not line.text[0].islower() and same_place >= needed

    return [running(line, zone) for line, zone in zip(lines, zones, strict=True)]


def in_top(line: Line, height: float) -> bool:
    """Is the line in the upper half of its page?"""
    return line.base < height / 2


def _zone(line: Line, height: float) -> str:
    if line.base < ZONE * height:
        return "top"
    return "bottom" if line.base > (1 - ZONE) * height else ""


def _places(line: Line) -> tuple[int, int]:
    """Two bins of 6 points that overlap, so that a shift of 3 points never parts equal lines."""
    return round(line.base / 6), -1 - round((line.base + 3) / 6)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())
