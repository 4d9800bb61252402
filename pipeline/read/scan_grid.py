"""The ruled tables of a straightened page: drawn lines, the grid they form, the cells between them.

Holds the search for lines that tolerates gaps and jagged edges, and cells merged where no line parts them. Keeps out:
tables without ruling, and what the cells say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_LONG = 70  # pixels (9 mm): a shorter stroke is no ruling
_STEP = 5  # pixels along a line that are averaged
_PALEST = 205  # grey level of a line
_FILLED = 0.86  # share of a stroke's length that must be ink
_THICKEST = 14  # pixels; a thicker one is a picture or a shaded cell
_SAME = 8  # pixels between edges that are one
_PARTS = 0.5  # share of a cell's height that must be drawn for a border to be there
_PARTS_ACROSS = 0.7  # the same of its width: a line of bold capitals within a cell reaches a half


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the grid and its pixels between the lines."""

    row: int
    col: int
    row_span: int
    col_span: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the x of its vertical and the y of its horizontal lines, and its cells, row by row."""

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    slots: tuple[Slot, ...]


def rulings(grey: Any) -> tuple[Any, Any]:
    """(horizontal, vertical): masks of the drawn lines of a straightened grey page."""
    import numpy as np
    from scipy import ndimage

    found = []
    for axis in (1, 0):
        # A hairline is paler than print once scanned; averaged along its run it still stands out from noise.
        ink = _averaged(grey, axis) < _PALEST
        # A line that is not quite straight steps from one row of pixels to the next: three rows count as one.
        thick = ndimage.maximum_filter1d(ink.view(np.uint8), 3, axis=1 - axis)
        long = _LONG // _STEP
        core = ndimage.uniform_filter1d(thick.astype(np.float32), long, axis=axis) >= _FILLED
        full = ndimage.maximum_filter1d(core.view(np.uint8), long, axis=axis) & thick
        # Solid areas are no lines: a stroke is thin across.
        solid = ndimage.minimum_filter1d(full, _THICKEST, axis=1 - axis)
        thin = full.astype(bool) & ~ndimage.maximum_filter1d(solid, _THICKEST, axis=1 - axis).astype(bool)
        whole = np.zeros(grey.shape, bool)
        repeated = np.repeat(thin, _STEP, axis=axis)
        whole[: repeated.shape[0], : repeated.shape[1]] = repeated
        found.append(whole)
    return found[0], found[1]


def _averaged(grey: Any, axis: int) -> Any:
    """Means of runs of pixels along `axis`."""
    height, width = grey.shape
    if axis:
        return grey[:, : width // _STEP * _STEP].reshape(height, width // _STEP, _STEP).mean(axis=2, dtype="float32")
    return grey[: height // _STEP * _STEP].reshape(height // _STEP, _STEP, width).mean(axis=1, dtype="float32")


def grids(horizontal: Any, vertical: Any) -> list[Grid]:
    """The tables, from top to bottom: connected rulings with at least two cells."""
    import numpy as np
    from scipy import ndimage

    both = ndimage.maximum_filter((horizontal | vertical).view(np.uint8), 5)
    labels, _ = ndimage.label(both, structure=np.ones((3, 3), bool))
    found = []
    for number, (y, x) in enumerate(ndimage.find_objects(labels), 1):
        if y.stop - y.start < 20 or x.stop - x.start < _LONG:
            continue
        own = labels[y, x] == number
        grid = _grid(horizontal[y, x] & own, vertical[y, x] & own, x.start, y.start)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: grid.ys[0])


def _grid(horizontal: Any, vertical: Any, left: int, top: int) -> Grid | None:
    xs = _edges(vertical, 1)
    ys = [y for y in _edges(horizontal, 0) if any(_drawn(horizontal, y, a, b, 0) for a, b in pairwise(xs))]
    if len(xs) < 3 or len(ys) < 2:
        return None  # one column is a frame around text
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    parent = {(row, col): (row, col) for row in range(n_rows) for col in range(n_cols)}

    def root(slot: tuple[int, int]) -> tuple[int, int]:
        while parent[slot] != slot:
            slot = parent[slot]
        return slot

    for row in range(n_rows):
        for col in range(n_cols):
            if col + 1 < n_cols and not _drawn(vertical, xs[col + 1], ys[row], ys[row + 1], 1):
                parent[root((row, col + 1))] = root((row, col))
            if row + 1 < n_rows and not _drawn(horizontal, ys[row + 1], xs[col], xs[col + 1], 0):
                parent[root((row + 1, col))] = root((row, col))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for slot in parent:
        groups.setdefault(root(slot), []).append(slot)
    slots: list[Slot] = []
    for members in groups.values():
        rows, cols = [row for row, _ in members], [col for _, col in members]
        whole = (max(rows) - min(rows) + 1) * (max(cols) - min(cols) + 1) == len(members)
        # A border broken off makes a shape that is no rectangle: its slots stay apart.
        for row, col, down, right in (
            [(min(rows), min(cols), max(rows), max(cols))] if whole else [(r, c, r, c) for r, c in members]
        ):
            box = (left + xs[col], top + ys[row], left + xs[right + 1], top + ys[down + 1])
            slots.append(Slot(row, col, down - row + 1, right - col + 1, *box))
    if len(slots) < 2:
        return None
    slots.sort(key=lambda slot: (slot.row, slot.col))
    return Grid(tuple(left + x for x in xs), tuple(top + y for y in ys), tuple(slots))


def _edges(lines: Any, axis: int) -> list[int]:
    """Where lines stand: `axis` 0 for horizontal ones (y), 1 for vertical ones (x)."""
    import numpy as np

    drawn = lines.sum(axis=1 - axis)
    marks = np.flatnonzero(drawn >= 0.6 * _LONG)
    edges: list[list[int]] = []
    for mark in marks.tolist():
        if edges and mark - edges[-1][-1] <= _SAME:
            edges[-1].append(mark)
        else:
            edges.append([mark])
    return [round(float(np.average(edge, weights=drawn[edge]))) for edge in edges]


def _drawn(lines: Any, at: int, start: int, end: int, axis: int) -> bool:
    """Is a line drawn at `at` between `start` and `end`? `axis` as above; a slanting line may stand 5 pixels off."""
    low = max(0, at - 5)
    band = lines[start:end, low : at + 6].any(axis=1) if axis else lines[low : at + 6, start:end].any(axis=0)
    return bool(band.mean() >= (_PARTS if axis else _PARTS_ACROSS)) if len(band) else False


def boxes_of(grid: Grid) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the whole table."""
    return grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]


def columns_of(slots: Sequence[Slot]) -> dict[int, list[Slot]]:
    """The cells that stand in one column alone, by column."""
    found: dict[int, list[Slot]] = {}
    for slot in slots:
        if slot.col_span == 1:
            found.setdefault(slot.col, []).append(slot)
    return found
