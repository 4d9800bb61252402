"""Lines become paragraphs: a sentence that a line, a column or a page cuts is whole again.

Holds the rule by which a line joins the one before, and what kind of block the lines make. Keeps out: tables, running
lines; both are taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.read.boilerplate import ends_sentence, has_list_marker
from pipeline.read.captions import title_key
from pipeline.read.document import PlacedWord
from pipeline.read.pdf_lines import Line
from pipeline.terms import BlockKind

WIDER_GAP = 1.6  # times the usual distance of base lines: a new paragraph
LARGE_GAP = 1.35  # times the size of the letters: a title of two lines is set wider than the text
SPACED = 1.22  # the same where a sentence has ended
ROOM = 0.6  # of the size: a line whose end leaves room for the next word and this much was ended on purpose
LONGEST_HEADING = 200

_CAPTION = re.compile(r"(?:Bảng|Biểu|Phụ lục|PHỤ LỤC|Table)\s+(?:số\s+)?[\dIVX.]+")
_SECTION = re.compile(r"(?:[IVX]+|[A-Z]|Phần\s+\w+|Chương\s+\w+)[.)]\s")
_NOT_TITLE = re.compile(r"(?i)cộng hòa xã hội|độc lập\s*-|^(?:bộ|ủy ban|sở|tỉnh|ubnd|văn phòng|số\s*:)|^socialist")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line] = field(default_factory=list)
    kind: BlockKind = "paragraph"

    def parts(self) -> list[tuple[int, str]]:
        """(page, text) of each page the paragraph stands on; the texts joined by a space are the paragraph."""
        found: list[tuple[int, str]] = []
        for line in self.lines:
            if found and found[-1][0] == line.page:
                found[-1] = (line.page, join(found[-1][1], line.text))
            else:
                found.append((line.page, line.text))
        return found

    @property
    def words(self) -> list[PlacedWord]:
        """Its printed words."""
        return [word for line in self.lines for word in line.words]

    @property
    def text(self) -> str:
        """All of it."""
        whole = ""
        for line in self.lines:
            whole = join(whole, line.text)
        return whole


def join(before: str, after: str) -> str:
    """Two pieces of one sentence; a fraction cut at its stroke ("461/" "705") closes up again."""
    if not before:
        return after
    closed = re.search(r"\d/$", before) and after[:1].isdigit()
    return before + after if closed else f"{before} {after}"


@dataclass(frozen=True, slots=True)
class Measure:
    """The usual distance of base lines and the body's font size, in points."""

    leading: float
    size: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Measure:
        """Medians over the lines of a document."""
        steps = sorted(
            b.base - a.base for a, b in pairwise(lines) if a.page == b.page and 0 < b.base - a.base < 4 * max(a.size, 1)
        )
        sizes = sorted(size for line in lines for size in [line.size] * len(line.text))
        size = sizes[len(sizes) // 2] if sizes else 12.0
        return cls(steps[len(steps) // 2] if steps else 1.2 * size, size)


def paragraphs(lines: Sequence[Line], measure: Measure) -> list[Paragraph]:
    """Group consecutive lines; `measure` belongs to the whole document."""
    found: list[Paragraph] = []
    rights = _rights(lines)
    for line in lines:
        if found and _joins(found[-1].lines, line, measure, rights):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line]))
    for paragraph in found:
        paragraph.kind = _kind(paragraph, measure)
    return found


def choose_title(found: Sequence[Paragraph]) -> Paragraph | None:
    """The heading of the first pages set largest, letterhead and section numbers aside."""
    headings = [
        p for p in found if p.kind in ("heading", "caption") and p.lines[0].page <= 2 and not _NOT_TITLE.search(p.text)
    ]
    named = [p for p in headings if len(p.text) >= 12 and not _SECTION.match(p.text)]
    return max(named, key=lambda p: title_key(p.text, p.lines[0].size)) if named else None


def _rights(lines: Sequence[Line]) -> dict[int, list[tuple[float, float]]]:
    by_page: dict[int, list[tuple[float, float]]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append((line.x0, line.x1))
    return by_page


def _is_short(line: Line, after: Line, rights: dict[int, list[tuple[float, float]]], *, centred: bool = False) -> bool:
    """Would the first word of the line `after` have had room?

    The column is the lines of the page that begin near it, for a centred line those above and below its middle.
    """
    middle = (line.x0 + line.x1) / 2
    right = max(x1 for x0, x1 in rights[line.page] if (x0 <= middle <= x1 if centred else abs(x0 - line.x0) < 45))
    word = after.words[0] if after.words else None
    width = word.right - word.left if word else after.size
    # The two sides of a centred line give way alike.
    return (2 if centred else 1) * (right - line.x1) > width + ROOM * line.size


def _joins(held: Sequence[Line], line: Line, measure: Measure, rights: dict[int, list[tuple[float, float]]]) -> bool:
    """Does `line` continue the paragraph `held`?"""
    last = held[-1]
    if last.gaps or line.gaps or abs(last.size - line.size) > 0.04 * last.size:
        return False
    ended, short = ends_sentence(last.text), _is_short(last, line, rights)
    goes_on = not ended and (line.text[0].islower() or line.text[0].isdigit() or not short)
    same_column = line.page == last.page and line.base > last.base
    if not same_column:
        headings = _is_heading_line(last, measure) or _is_heading_line(line, measure)
        return goes_on and not has_list_marker(line.text) and (not headings or line.text[0].islower())
    step = line.base - last.base
    if step > max(WIDER_GAP * measure.leading, LARGE_GAP * line.size) or (ended and step > SPACED * measure.leading):
        return False
    if _is_heading_line(last, measure) or _is_heading_line(line, measure):
        both = _is_heading_line(last, measure) and _is_heading_line(line, measure)
        alike = _is_upper(last) == _is_upper(line) or not _is_short(last, line, rights, centred=True)
        return both and alike and not _SECTION.match(line.text) and not ended
    if _SECTION.match(last.text) and short and len(held) == 1:
        return False
    if has_list_marker(line.text):
        return not ended and not short and not line.text[0].isdigit() and not line.text[0].isalpha()
    if ended:
        indented = line.x0 > last.x0 + 0.8 * line.size and not has_list_marker(last.text)
        return not short and not indented
    return goes_on


def _is_upper(line: Line) -> bool:
    return line.text.isupper() and len(line.text.split()) > 1


def _is_heading_line(line: Line, measure: Measure) -> bool:
    return line.size > 1.06 * measure.size or line.bold or _is_upper(line)


def _kind(paragraph: Paragraph, measure: Measure) -> BlockKind:
    text = paragraph.text
    if _CAPTION.match(text) and len(text) <= LONGEST_HEADING:
        return "caption"
    short = len(text) <= LONGEST_HEADING and not text.endswith((".", ";", ","))
    numbered = _SECTION.match(text) is not None and len(paragraph.lines) == 1
    if short and (numbered or _is_heading_line(paragraph.lines[0], measure)):
        return "heading"
    return "list_item" if has_list_marker(text) else "paragraph"
