"""Lines of text from the characters of a page.

Characters that follow each other in the stream on one base line are a run. Runs that lie within or against each other
are one stretch, whichever fonts they come from, so words whose letters a fallback font drew last are whole again;
runs apart, as in columns, keep the order of the stream. Boxes are in the reading direction; the writer turns them to
the page as displayed. Keeps out: paragraphs and tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.read.check import syllable_share
from pipeline.read.document import PlacedWord, clean
from pipeline.read.pdf_chars import Char

HOLE = 1.5  # of the size: a run ends at a wider hole
TOUCH = 0.45  # of the size: stretches nearer than this are one; columns are farther apart, words are not
SAME_BASE = 0.35  # of the size: a fallback font may sit a fraction higher or lower
RAISED = 0.5  # of the size: a note mark may be raised by that much
SPACE = 0.22  # of the size: as wide as most spaces
SPACES = (0.16, 0.12, 0.22)  # of the size: the narrowest hole that is a space, likeliest first
HORN = 0.12  # of the size: how far a letter may reach beyond its own width
NO_SPACE = 0.1  # of the size: a hole too narrow for any space


@dataclass(slots=True)
class Line:
    """A line of text with its words: `gaps` counts the holes in it that are wider than a word space can be."""

    text: str
    page: int
    x0: float
    x1: float
    base: float
    size: float
    gaps: int = 0
    bold: bool = False
    words: list[PlacedWord] = field(default_factory=list)


@dataclass(slots=True)
class Stretch:
    """Characters from left to right on one base line without a hole; `order` is its place in the stream."""

    chars: list[Char]
    order: int
    x0: float
    x1: float
    base: float
    size: float


def lines_of(chars: Sequence[Char], page: int) -> list[Line]:
    """The lines that the characters form, in stream order."""
    lines: list[Line] = []
    held: list[Stretch] = []
    for stretch in _stretches(chars):
        if held and (abs(held[-1].base - stretch.base) > SAME_BASE * stretch.size or stretch.x0 < held[-1].x1):
            lines += _line(held, page)
            held = []
        held.append(stretch)
    return lines + _line(held, page)


def rows_of(chars: Sequence[Char], page: int) -> list[Line]:
    """The lines of one table cell, from top to bottom."""
    rows: list[list[Stretch]] = []
    for stretch in sorted(_stretches(chars), key=lambda stretch: (stretch.base, stretch.x0)):
        if rows and abs(rows[-1][0].base - stretch.base) <= SAME_BASE * stretch.size:
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    return [line for row in rows for line in _line(sorted(row, key=lambda stretch: stretch.x0), page)]


def slanted_lines(chars: Iterable[Char], page: int) -> list[Line]:
    """Text set askew, in stream order: letters near each other are one line, whatever its direction."""
    runs: list[list[Char]] = []
    for char in chars:
        if char.text in "\r\n":
            continue
        last = runs[-1][-1] if runs else None
        far = last is None or max(abs(char.x0 - last.x0), abs(char.base - last.base)) > 2 * HOLE * char.size
        if far:
            runs.append([char])
        else:
            runs[-1].append(char)
    stretches = [stretch for order, run in enumerate(runs) if (stretch := _stretch(run, order)) is not None]
    return [line for stretch in stretches for line in _line([stretch], page)]


def _stretches(chars: Iterable[Char]) -> list[Stretch]:
    """Runs of the stream, those that lie within or against each other made one, in the order of the stream."""
    runs = [stretch for order, run in enumerate(_runs(chars)) if (stretch := _stretch(run, order)) is not None]
    by_base = sorted(runs, key=lambda run: run.base)
    group: dict[int, list[Stretch]] = {}
    reach = RAISED * max((run.size for run in runs), default=0.0)
    for i, run in enumerate(by_base):
        for j in range(i + 1, len(by_base)):
            other = by_base[j]
            if other.base - run.base > reach:
                break
            if _meet(run, other):
                _unite(group, run, other)
    merged: list[Stretch] = []
    done: set[int] = set()
    for run in runs:
        if id(run) in done:
            continue
        together = group.get(id(run), [run])
        done.update(id(part) for part in together)
        merged.append(_merge(together) if len(together) > 1 else run)
    return sorted(merged, key=lambda stretch: stretch.order)


def _unite(group: dict[int, list[Stretch]], a: Stretch, b: Stretch) -> None:
    first, second = group.setdefault(id(a), [a]), group.setdefault(id(b), [b])
    if first is not second:
        first += second
        for part in second:
            group[id(part)] = first


def _meet(a: Stretch, b: Stretch) -> bool:
    """Do the two overlap or touch? Raised marks must touch, and are smaller."""
    size = max(a.size, b.size)
    if abs(a.base - b.base) > RAISED * size:
        return False
    level = abs(a.base - b.base) <= SAME_BASE * size
    if not level and not (min(a.size, b.size) < 0.8 * size):
        return False
    return a.x0 - b.x1 <= (TOUCH if level else SPACE) * size and b.x0 - a.x1 <= (TOUCH if level else SPACE) * size


def _merge(parts: list[Stretch]) -> Stretch:
    """One stretch of several: from left to right, spaced by the holes between its letters."""
    main = max(parts, key=lambda part: len(part.chars))
    ends: dict[int, float] = {}
    for part in parts:
        for char, after in pairwise(part.chars):
            # An added space stands where its letter's own width ends; hooks and horns reach a little farther.
            if after.generated and 0 < char.x1 - after.x0 < HORN * char.size:
                ends[id(char)] = after.x0
    chars = sorted((c for part in parts for c in part.chars if not c.generated), key=lambda c: (c.x0, c.x1))
    best = -1.0
    spaced: list[Char] = []
    for space in SPACES:
        row = _spaced(chars, ends, space)
        # Words run together or torn apart cannot be Vietnamese.
        share = syllable_share("".join(char.text for char in row))
        if share > best:
            best, spaced = share, row
        if share == 1:
            break
    x0, x1 = min(part.x0 for part in parts), max(part.x1 for part in parts)
    return Stretch(spaced, main.order, x0, x1, main.base, main.size)


def _spaced(chars: Sequence[Char], ends: dict[int, float], space: float) -> list[Char]:
    """The characters with a space in every hole wider than `space` times the size."""
    spaced: list[Char] = []
    for char in chars:
        last = spaced[-1] if spaced else None
        if last is not None and char.text != " " and last.text != " ":
            end = ends.get(id(last), last.x1)
            if char.x0 - end > space * char.size:
                spaced.append(Char(" ", end, char.x0, char.top, char.base, char.bottom, char.size, True))
        spaced.append(char)
    return spaced


def _stretch(run: list[Char], order: int) -> Stretch | None:
    printed = [char for char in run if not char.text.isspace()]
    if not printed:
        return None
    longest = max(printed, key=lambda char: char.size)
    return Stretch(run, order, printed[0].x0, max(c.x1 for c in printed), longest.base, longest.size)


def _runs(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Consecutive characters on one base line; line feeds, steps back and holes end a run."""
    held: list[Char] = []
    last: Char | None = None
    for char in chars:
        if char.text in "\r\n":
            if held:
                yield held
            held, last = [], None
            continue
        if last is not None and not char.generated:
            ended = (
                abs(char.base - last.base) > SAME_BASE * last.size
                or char.x0 < last.x0 - SPACE * char.size
                or char.x0 - last.x1 > HOLE * char.size
            )
            if ended:
                yield held
                held = []
            elif held[-1].generated and char.x0 - last.x1 < NO_SPACE * char.size:
                held.pop()  # a space that the order of the stream suggested and the page does not show
        held.append(char)
        if not char.generated and char.text != " ":
            last = char
    if held:
        yield held


def _line(stretches: Sequence[Stretch], page: int) -> list[Line]:
    """The line of stretches side by side; none when nothing of it is printed."""
    if not stretches:
        return []
    words: list[PlacedWord] = []
    for stretch in stretches:
        words += _words(stretch.chars, page)
    text = clean(" ".join(word.text for word in words))
    if not text:
        return []
    printed = [char for stretch in stretches for char in stretch.chars if not char.text.isspace()]
    main = max(stretches, key=lambda stretch: len(stretch.chars))
    gaps = sum(1 for a, b in pairwise(stretches) if b.x0 - a.x1 > 2.5 * main.size)
    x0, x1 = stretches[0].x0, stretches[-1].x1
    bold = all(char.bold for char in printed)
    return [Line(text, page, x0, x1, main.base, main.size, gaps, bold, words)]


def _words(chars: Sequence[Char], page: int) -> list[PlacedWord]:
    """The words of one stretch, with their boxes in the reading direction."""
    words: list[PlacedWord] = []
    text = ""
    left = top = right = bottom = 0.0
    for char in chars:
        if char.text.isspace():
            if text:
                words.append(PlacedWord(text, page, left, top, right, bottom))
            text = ""
        elif not text:
            text, left, right = char.text, char.x0, char.x1
            # At least as tall as small letters are, so that every box of a line looks alike.
            top, bottom = min(char.top, char.base - 0.7 * char.size), max(char.bottom, char.base + 0.2 * char.size)
        else:
            text += char.text
            left, right = min(left, char.x0), max(right, char.x1)
            top, bottom = min(top, char.top), max(bottom, char.bottom)
    if text:
        words.append(PlacedWord(text, page, left, top, right, bottom))
    return words
