"""The ruled lines and the images of a PDF page, read from its drawn objects.

Holds straight horizontal and vertical lines in reading coordinates, whether they are stroked, filled as thin boxes or
the edges of a stroked box, and the boxes of images. Keeps out: what the lines enclose.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.read.pdf_chars import Frame

THIN = 2.6  # points: a filled box no thicker than this is a line
MAX_OBJECTS = 60_000  # of one page; a page that draws more is a map or a picture and is not searched for tables
MAX_DEPTH = 4  # of forms within forms

Box = tuple[float, float, float, float]  # left, top, right, bottom
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` is its distance from the top (horizontal) or the left (vertical), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page; `crowded`: more objects than are looked at."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    crowded: bool = False


def drawn_on(page: Any, frame: Frame) -> Drawn:
    """Lines and images of one pypdfium2 page."""
    drawn = Drawn()
    for box in _boxes(page, drawn):
        left, top, right, bottom = frame.box(*box)
        # A dot of a dotted line is both: only in a row of dots it becomes a line.
        if bottom - top <= THIN:
            drawn.horizontal.append(Rule((top + bottom) / 2, left, right))
        if right - left <= THIN:
            drawn.vertical.append(Rule((left + right) / 2, top, bottom))
    drawn.images = [frame.box(*box) for box in drawn.images]
    if drawn.crowded:
        drawn.horizontal, drawn.vertical = [], []
    return drawn


def _boxes(page: Any, drawn: Drawn) -> Iterator[Box]:
    """Boxes of lines in page space; images go to `drawn`."""
    import pypdfium2.raw as raw

    n_objects = raw.FPDFPage_CountObjects(page)
    pending: list[tuple[Any, _Matrix, int]] = []
    drawn.crowded = n_objects > MAX_OBJECTS
    looked_at = 0
    for i in range(min(n_objects, MAX_OBJECTS)):
        pending.append((raw.FPDFPage_GetObject(page, i), _IDENTITY, 0))
    while pending:
        item, matrix, depth = pending.pop()
        looked_at += 1
        if looked_at > MAX_OBJECTS:
            drawn.crowded = True
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _of_path(item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawn.images.append(_bounds(item, matrix))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = _times(_matrix(item), matrix)
            for i in range(min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS)):
                pending.append((raw.FPDFFormObj_GetObject(item, i), inner, depth + 1))


def _of_path(path: Any, matrix: _Matrix) -> Iterator[Box]:
    """Boxes of the lines of a path: its stroked edges, or its subpaths where they are filled thin."""
    import pypdfium2.raw as raw

    n_segments = raw.FPDFPath_CountSegments(path)
    left, bottom, right, top = _bounds(path, matrix)
    if min(right - left, top - bottom) <= THIN:
        yield left, bottom, right, top  # one line, however it is drawn
        return
    if n_segments > 2_000:
        return  # a curve or a map
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not stroke.value and n_segments <= 5:
        return  # a shaded box: no line
    full = _times(_matrix(path), matrix)
    for points in _subpaths(path, n_segments, full):
        if not stroke.value:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            yield min(xs), min(ys), max(xs), max(ys)
            continue
        for (ax, ay), (bx, by) in pairwise(points):
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _subpaths(path: Any, n_segments: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    import pypdfium2.raw as raw

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for i in range(n_segments):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = [point]
        else:
            points.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _matrix(item: Any) -> _Matrix:
    import pypdfium2.raw as raw

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _bounds(item: Any, matrix: _Matrix) -> Box:
    """Left, bottom, right, top of an object in page space; PDFium gives them in the space of its form."""
    import pypdfium2.raw as raw

    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    if matrix is _IDENTITY:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    """The matrix of `first` followed by `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
