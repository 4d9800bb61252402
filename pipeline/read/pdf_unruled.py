"""Tables without ruling: columns from the white between words, rows from the figures in them.

Rows of data below each other whose pieces fall into the same columns are a table; lines between them continue the
nearest row, lines above that fit the columns are its header. Keeps out: columns of prose, which have no column of
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.document import GridCell
from pipeline.read.pdf_columns import (
    MIN_ROWS,
    NEAR,
    Columns,
    Piece,
    Row,
    crossed,
    fits,
    has_numbers,
    rows_of_page,
    run_of_data,
    widened,
)
from pipeline.read.pdf_lines import Line
from pipeline.read.pdf_stitch import same_rows
from pipeline.read.pdf_tables import PageTable, cell_of

ROOMY = 3.2  # times the size: the header may stand that far above the first row
LINE = 1.6  # times the size: lines of one cell are not farther apart than this


def unruled_tables(
    lines: Sequence[Line], running: set[int], before: PageTable | None, after: PageTable | None = None
) -> list[tuple[PageTable, list[Line]]]:
    """The tables among the lines of one page, each with the lines it is made of.

    `running` are ids of lines that look like running headers: a table's header repeated on every page does, too, and
    is told by its columns. `before` is the table that ends the page before, `after` the one that begins the next page:
    beside it, a single row is a table.
    """
    rows = [row for row in rows_of_page(lines) if not row.is_lone(running)]
    found: list[tuple[PageTable, list[Line]]] = []
    start = 0
    while start < len(rows):
        run, columns = run_of_data(rows, start)
        going_on = before if not found else None
        if not run:
            start += 1
            continue
        first, last = run[0], run[-1]
        begins = after if after is not None and _end(rows, run[-1], columns, running) == len(rows) - 1 else None
        if going_on is not None and fits(rows, run, going_on.columns):
            columns = widened(going_on.columns, columns)
        elif begins is not None and len(run) < MIN_ROWS and fits(rows, run, begins.columns):
            columns = widened(begins.columns, columns)
        elif sum(rows[i].is_data for i in run) < MIN_ROWS or not has_numbers(
            [rows[i] for i in run if rows[i].is_data], columns
        ):
            start = first + 1
            continue
        table, used = _table(rows, run, columns, running, going_on)
        found.append((table, used))
        done = {id(line) for line in used}
        start = max(last + 1, 1 + max(i for i, row in enumerate(rows) if id(row.lines[-1]) in done))
    return found


def _table(
    rows: Sequence[Row], run: Sequence[int], columns: Columns, running: set[int], before: PageTable | None
) -> tuple[PageTable, list[Line]]:
    """The table of the rows of data `run`, with the lines around them that belong to it."""
    data = list(run)
    top = _header_start(rows, data[0], columns, running)
    bottom = _end(rows, data[-1], columns, running)
    owner = _owners(rows, data, top, bottom, goes_on=before is not None)
    above = [i for i in range(top, data[0]) if i not in owner]
    n_repeated = _repeated([rows[i] for i in above], columns, before)
    cells = _header_cells([rows[i] for i in above[:n_repeated]], columns)
    n_rows = 1 + max((cell.row + cell.row_span - 1 for cell in cells), default=-1)
    groups = [above[n_repeated:]] if n_repeated < len(above) else []  # the rest of a row that the page before began
    groups += [[i for i in range(top, bottom + 1) if owner.get(i) == anchor] for anchor in data]
    for group in groups:
        parts: dict[int, list[Line]] = {}
        for i in group:
            for piece in rows[i].pieces:
                parts.setdefault(_column(piece, columns), []).append(_as_line(piece, rows[i]))
        cells += [cell_of(n_rows, col, parts.get(col, [])) for col in range(len(columns))]
        n_rows += 1
    used = [line for row in rows[top : bottom + 1] for line in row.lines]
    left, right = min(line.x0 for line in used), max(line.x1 for line in used)
    box = (left, rows[top].base - rows[top].size, right, rows[bottom].base)
    return PageTable(box, cells, [used[0].page] * n_rows, columns, ruled=False), used


def _repeated(above: Sequence[Row], columns: Columns, before: PageTable | None) -> int:
    """How many of the rows above the data are header; the others continue the last row of the page before."""
    if before is None or not above:
        return len(above)
    for n_rows in range(len(above), 0, -1):
        cells = _header_cells(above[:n_rows], columns)
        n_header = 1 + max(cell.row for cell in cells)
        if same_rows(cells, [cell for cell in before.cells if cell.row < n_header]):
            return n_rows
    rest = all(piece.x0 > columns[0][1] for row in above for piece in row.pieces)
    return 0 if rest else len(above)


def _owners(rows: Sequence[Row], data: Sequence[int], top: int, bottom: int, *, goes_on: bool) -> dict[int, int]:
    """For each row of data itself, for each line between two of them the one it is nearer to, step by step."""
    owner = {i: i for i in data}
    for first, last in pairwise(data):
        between = list(range(first + 1, last))
        low, high = 0, len(between)
        while low < high:
            up = rows[between[low]].base - rows[between[low] - 1].base
            down = rows[between[high - 1] + 1].base - rows[between[high - 1]].base
            if up <= down + 0.5:
                owner[between[low]] = first
                low += 1
            else:
                high -= 1
                owner[between[high]] = last
    for i in range(data[-1] + 1, bottom + 1):
        owner[i] = data[-1]
    # The first row may have lines above its figures: half a line higher, or where its name is set around them, as many
    # as below and as near.
    first = data[0]
    below = [i for i in range(first + 1, bottom + 1) if owner.get(i) == first]
    step = rows[below[0]].base - rows[first].base if below else 0.0
    for i in range(first - 1, top - 1, -1):
        gap = rows[i + 1].base - rows[i].base
        half = gap < 0.8 * rows[i].size
        as_below = (
            goes_on and first - i <= len(below) and abs(gap - step) <= 1 and not rows[i].pieces[0].text[0].islower()
        )
        if not (half or as_below) or len(rows[i].pieces) > max(1, len(rows[first].pieces) // 2):
            break
        owner[i] = first
    return owner


def _header_start(rows: Sequence[Row], first: int, columns: Columns, running: set[int]) -> int:
    """The topmost row above the data that fits the columns."""
    top = first
    for i in range(first - 1, -1, -1):
        row = rows[i]
        step = rows[i + 1].base - row.base
        if step > (ROOMY if i == first - 1 else NEAR) * row.size or not row.pieces or row.is_data:
            break
        lone = len(row.pieces) == 1
        if lone and (crossed(row.pieces[0], columns) > 2 or (row.is_running(running) and step > LINE * row.size)):
            break
        if any(crossed(piece, columns) > max(2, len(columns) - 2) for piece in row.pieces):
            break
        top = i
    # A lone line at the very top that lies over the leading columns is a sentence or a caption, not a heading.
    while top < first and len(rows[top].pieces) == 1 and _is_prose(rows[top].pieces[0], columns):
        top += 1
    return top


def _is_prose(piece: Piece, columns: Columns) -> bool:
    """Does the piece begin at the left edge, and is it too long or too final for the name of a column?"""
    begins = piece.x0 <= columns[0][1] or crossed(piece, columns) > 1
    return begins and (len(piece.words) > 5 or piece.text.endswith((".", ":")))


def _end(rows: Sequence[Row], last: int, columns: Columns, running: set[int]) -> int:
    """The last row below the data that continues its last row: one or two lines, in the columns of text."""
    end = last
    for i in range(last + 1, min(last + 4, len(rows))):
        row = rows[i]
        step = row.base - rows[i - 1].base
        if (
            step > LINE * row.size
            or row.is_running(running)
            or any(crossed(piece, columns) != 1 for piece in row.pieces)
        ):
            break
        if any(piece.x0 <= columns[0][1] for piece in row.pieces) and len(columns) > 1:
            break  # below the first column: a note or the text after the table
        end = i
    return end


def _header_cells(rows: Sequence[Row], columns: Columns) -> list[GridCell]:
    """Names of columns, below headings over several columns where there are any."""
    if not rows:
        return []
    named: dict[int, list[Line]] = {}
    groups: list[tuple[int, int, list[Line]]] = []
    for row in rows:
        for piece in row.pieces:
            over = [k for k, (x0, x1) in enumerate(columns) if piece.x0 < x1 and piece.x1 > x0]
            if len(over) > 1 or (not over and (over := _between(piece, columns))):
                groups.append((over[0], over[-1], [_as_line(piece, row)]))
            else:
                named.setdefault(_column(piece, columns), []).append(_as_line(piece, row))
    deep = bool(groups)
    under = {k for first, last, _ in groups for k in range(first, last + 1)}
    cells = [cell_of(0, first, lines, 1, last - first + 1) for first, last, lines in groups]
    for col in range(len(columns)):
        if deep and col not in under:
            cells.append(cell_of(0, col, named.get(col, []), 2))
        else:
            cells.append(cell_of(int(deep), col, named.get(col, [])))
    return cells


def _between(piece: Piece, columns: Columns) -> list[int]:
    """The two columns on whose gap the piece stands, when it is over neither: a heading of both."""
    for k, (a, b) in enumerate(pairwise(columns)):
        if a[1] <= piece.x0 and piece.x1 <= b[0]:
            return [k, k + 1]
    return []


def _column(piece: Piece, columns: Columns) -> int:
    """The column that the piece overlaps most, else the nearest."""
    return max(range(len(columns)), key=lambda k: min(piece.x1, columns[k][1]) - max(piece.x0, columns[k][0]))


def _as_line(piece: Piece, row: Row) -> Line:
    first = row.lines[0]
    return Line(piece.text, first.page, piece.x0, piece.x1, row.base, row.size, words=piece.words)
