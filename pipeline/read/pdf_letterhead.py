"""The letterhead of an administrative document: motto, issuer, number and dateline.

Holds which lines of a page are letterhead: the ones around the motto of the state, and the day in its dateline. Keeps
out: the subject of a letter ("V/v …") and the title, which say what the document is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.read.pdf_lines import Line

REACH = 9.0  # times the size of the motto: what stands lower is not letterhead
ABOVE = 4.0  # the same upwards: an issuer's name may begin higher than the motto

# In capitals only: a sentence may name the state. The motto is often broken over two lines.
_MOTTO = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA")
_MOTTO_SECOND = re.compile(r"(?i)độc\s+lập\s*[-–—]\s*tự\s+do\s*[-–—]\s*hạnh\s+phúc")
_NUMBER = re.compile(r"(?i)^số\s*:?\s*[\d.…_ ]{0,12}\s*/")
_DATELINE = re.compile(r"(?i)^[^\d:]{2,40},\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\s*$")
_SUBJECT = re.compile(r"(?i)^(?:v/v|về việc)\b")
_PLAIN = re.compile(r"[\W_]+")


def letterhead(lines: Sequence[Line]) -> tuple[set[int], date | None]:
    """ids of the letterhead lines of one page, and the day its dateline states. Nothing without the motto."""
    mottos = [line for line in lines if _MOTTO.search(line.text) and line.text.isupper()]
    if not mottos:
        return set(), None
    motto = mottos[0]
    reach = motto.base + REACH * motto.size
    above = motto.base - ABOVE * motto.size
    signed = [line for line in lines if above <= line.base <= reach]
    ends = [motto.base]
    stated: date | None = None
    for line in signed:
        if _MOTTO_SECOND.search(line.text) or _NUMBER.search(line.text):
            ends.append(line.base)
        if found := next((m for part in _parts(line) if (m := _DATELINE.match(part))), None):
            ends.append(line.base)
            stated = stated or _day(int(found[3]), int(found[2]), int(found[1]))
    below = max(ends) + 0.5 * motto.size
    found_lines = {id(line) for line in signed if line.base <= below and not _SUBJECT.match(line.text)}
    # An underline made of signs stands below the motto; an issuer of three lines may end below the dateline.
    for line in lines:
        if below < line.base <= below + 1.6 * motto.size and not _PLAIN.sub("", line.text):
            found_lines.add(id(line))
    return found_lines, stated


def _parts(line: Line) -> list[str]:
    """The line, and what stands right of a wide hole in it: number and dateline often share a base line."""
    parts = [line.text]
    for i, (a, b) in enumerate(zip(line.words, line.words[1:], strict=False), start=1):
        if b.left - a.right > 1.2 * line.size:
            parts.append(" ".join(word.text for word in line.words[i:]))
    return parts


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
