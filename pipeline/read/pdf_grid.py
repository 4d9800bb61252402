"""The grid that ruled lines make: which slots it has and which of them are one cell.

Holds joining of broken lines, the lines that belong together, the slots between them and merged cells, which are slots
without a line between. Keeps out: text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.read.pdf_rules import Drawn, Rule

TOLERANCE = 4.2  # points within which two edges are one
COVERED = 0.6  # share of a slot's side that a line must run along to be its border
SHORTEST = 6.0  # points: anything shorter is part of a letter, a bullet or a pattern
MAX_EDGES = 1_500  # of one grid in one direction; the lines of a drawing, not of a table


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a grid, merged or not."""

    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges from the left and from the top, in points, and the cells between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]


def grids(drawn: Drawn) -> list[Grid]:
    """Every grid of at least two columns that the lines make, from top to bottom."""
    rows, columns = _joined(drawn.horizontal), _joined(drawn.vertical)
    found = [grid for group in _groups(rows, columns) if (grid := _grid(*group)) is not None]
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def edges(values: Iterable[float]) -> tuple[float, ...]:
    """Distinct positions: those within the tolerance of each other are one, their mean."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] <= TOLERANCE and value - clusters[-1][0] <= 2 * TOLERANCE:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return tuple(sum(cluster) / len(cluster) for cluster in clusters)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line, end to end or on top of each other, as one."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][0].at <= TOLERANCE / 2:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    joined: list[Rule] = []
    for level in levels:
        pieces = sorted(level, key=lambda rule: rule.start)
        held = pieces[0]
        for piece in pieces[1:]:
            if piece.start <= held.end + TOLERANCE:
                held = Rule(held.at, held.start, max(held.end, piece.end))
            else:
                joined.append(held)
                held = piece
        joined.append(held)
    return [rule for rule in joined if rule.end - rule.start >= SHORTEST]


def _groups(rows: list[Rule], columns: list[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Lines connected by crossings."""
    parent = list(range(len(rows) + len(columns)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, column in enumerate(columns):
        for i, row in enumerate(rows):
            if (
                row.start - TOLERANCE <= column.at <= row.end + TOLERANCE
                and column.start - TOLERANCE <= row.at <= column.end + TOLERANCE
            ):
                parent[root(i)] = root(len(rows) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(rows):
        groups[root(i)][0].append(row)
    for j, column in enumerate(columns):
        groups[root(len(rows) + j)][1].append(column)
    return groups.values()


def _grid(rows: list[Rule], columns: list[Rule]) -> Grid | None:
    if not rows or not columns or len(rows) + len(columns) < 3:
        return None
    # A table may be open at its sides, and a row cut by a page break is open where it is cut: where several lines end
    # together, there is an edge all the same.
    ends = [value for row in rows for value in (row.start, row.end)]
    tops = [value for column in columns for value in (column.start, column.end)]
    xs = edges([column.at for column in columns] + [v for v in ends if _shared(v, ends)])
    ys = edges([row.at for row in rows] + [v for v in tops if _shared(v, tops)])
    if len(xs) < 3 or len(ys) < 2 or max(len(xs), len(ys)) > MAX_EDGES:
        return None  # one column is a frame around text
    return Grid(xs, ys, tuple(_slots(xs, ys, rows, columns)))


def _shared(value: float, ends: Sequence[float]) -> bool:
    return sum(1 for end in ends if abs(end - value) <= TOLERANCE) >= 2


def _slots(xs: Sequence[float], ys: Sequence[float], rows: list[Rule], columns: list[Rule]) -> Iterable[Slot]:
    """Slots without a border between them are one, as far as they form a box."""
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    below = _borders(ys, xs, rows)  # below[r][c]: a line between rows r-1 and r at column c
    beside = _borders(xs, ys, columns)  # beside[c][r]: a line between columns c-1 and c at row r
    taken = [[False] * n_cols for _ in range(n_rows)]
    for row in range(n_rows):
        for col in range(n_cols):
            if taken[row][col]:
                continue
            wide = 1
            while col + wide < n_cols and not taken[row][col + wide] and not beside[col + wide][row]:
                wide += 1
            tall = 1
            while row + tall < n_rows and _goes_on(row + tall, col, wide, below, beside, taken):
                tall += 1
            for r in range(row, row + tall):
                for c in range(col, col + wide):
                    taken[r][c] = True
            yield Slot(row, col, tall, wide)


def _goes_on(
    row: int, col: int, wide: int, below: list[list[bool]], beside: list[list[bool]], taken: list[list[bool]]
) -> bool:
    """Does the cell of columns `col` to `col + wide` go on in `row`: no line above it, none within it?"""
    columns = range(col, col + wide)
    return not any(below[row][c] or taken[row][c] for c in columns) and not any(beside[c][row] for c in columns[1:])


def _borders(at: Sequence[float], along: Sequence[float], rules: list[Rule]) -> list[list[bool]]:
    """For each edge, whether a line runs along it at each interval of the other direction."""
    covered = [[0.0] * (len(along) - 1) for _ in at]
    for rule in rules:
        i = min(range(len(at)), key=lambda k: abs(at[k] - rule.at))
        if abs(at[i] - rule.at) > 2 * TOLERANCE:
            continue
        for j in range(len(along) - 1):
            start, end = max(along[j], rule.start), min(along[j + 1], rule.end)
            if end > start:
                covered[i][j] += end - start
    return [
        [covered[i][j] >= COVERED * (along[j + 1] - along[j]) for j in range(len(along) - 1)] for i in range(len(at))
    ]
