"""Tables that run over pages, made whole.

Holds when a table goes on on the next page, the header repeated there, which is set apart and never becomes data, and
the row that the page break cuts. Keeps out: finding tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.read.document import GridCell
from pipeline.read.headers import is_number
from pipeline.read.pdf_grid import TOLERANCE
from pipeline.read.pdf_tables import PageTable, headed

ALIKE = 0.7  # share of a recognised header's cells that must be equal


def continues(above: PageTable, below: PageTable) -> bool:
    """Does `below` follow on a later page with the same columns? That nothing stands between them the caller knows."""
    if above.row_pages[-1] >= below.row_pages[0] or len(above.columns) != len(below.columns):
        return False
    pairs = list(zip(above.columns, below.columns, strict=True))
    if above.ruled and below.ruled:
        # Landscape and portrait pages, or other margins, move a table as a whole.
        moved = below.columns[0][0] - above.columns[0][0]
        return all(abs(a - b + moved) <= 2 * TOLERANCE for pair in pairs for a, b in zip(*pair, strict=True))
    return all(a[0] < b[1] and b[0] < a[1] for a, b in pairs)


def stitched(above: PageTable, below: PageTable) -> PageTable:
    """One table of both: a repeated header set apart, a row cut by the page break closed."""
    n_header = _repeated_header(above, below)
    repeated = [*above.repeated]
    if n_header:
        again = [cell for cell in below.cells if cell.row < n_header and cell.text]
        words = tuple(word for cell in again for word in cell.words)
        repeated.append((below.row_pages[0], GridCell(0, 0, " ".join(cell.text for cell in again), words=words)))
    rest = [replace(cell, row=cell.row - n_header) for cell in below.cells if cell.row >= n_header]
    cells = list(above.cells)
    last = {cell.col: i for i, cell in enumerate(cells) if cell.row + cell.row_span == above.n_rows}
    first = {cell.col: cell for cell in rest if cell.row == 0}
    cut = 0
    if _is_cut({col: cells[i].text for col, i in last.items()}, {col: cell.text for col, cell in first.items()}):
        cut = 1
        for col, cell in first.items():
            if col in last and cell.text:
                cells[last[col]] = _with(cells[last[col]], cell)
    shift = above.n_rows - cut
    cells += [replace(cell, row=cell.row + shift) for cell in rest if cell.row >= cut]
    pages = above.row_pages + below.row_pages[n_header + cut :]
    columns = above.columns
    if not above.ruled:
        both = zip(above.columns, below.columns, strict=True)
        columns = tuple((min(a[0], b[0]), max(a[1], b[1])) for a, b in both)
    return PageTable(above.box, cells, pages, columns, above.ruled, repeated)


def same_rows(a: Iterable[GridCell], b: Iterable[GridCell]) -> bool:
    """Do the cells say the same, row by row? Where each begins does not matter."""
    return _texts(a) == _texts(b)


def _alike(again: Sequence[GridCell], header: Sequence[GridCell]) -> bool:
    """Is a header that was recognised from an image the same but for a misread cell?"""
    if not any(word.confidence is not None for cell in again for word in cell.words):
        return False
    a, b = _texts(again), _texts(header)
    return bool(a) and len(a) == len(b) and len(set(a) & set(b)) >= ALIKE * len(a)


def _with(cell: GridCell, rest: GridCell) -> GridCell:
    """The cell with the text that the next page has of it."""
    return replace(cell, text=f"{cell.text} {rest.text}".strip(), words=(*cell.words, *rest.words))


def _repeated_header(above: PageTable, below: PageTable) -> int:
    """How many first rows of `below` repeat the header of `above`."""
    n_header = 1 + max((cell.row for cell in headed(above) if cell.header), default=-1)
    for n_rows in range(min(n_header, below.n_rows), 0, -1):
        for start in range(n_header - n_rows + 1):
            again = [cell for cell in below.cells if cell.row < n_rows]
            header = [cell for cell in above.cells if start <= cell.row < start + n_rows]
            if same_rows(again, header) or _alike(again, header):
                return n_rows
    return 0


def _texts(cells: Iterable[GridCell]) -> list[tuple[int, int, str]]:
    held = [cell for cell in cells if cell.text]
    first = min((cell.row for cell in held), default=0)
    return sorted((cell.row - first, cell.col, cell.text.casefold()) for cell in held)


def _is_cut(last: dict[int, str], first: dict[int, str]) -> bool:
    """Is the first row of a page the rest of the row before? Its leading cell is empty and no number meets a number."""
    filled = {col: text for col, text in first.items() if text}
    if not filled or not last:
        return False
    if any(is_number(text) and last.get(col) for col, text in filled.items()):
        return False
    if first.get(min(first)):
        # no index column: only the rest of a name, below a name that is not finished
        name = last.get(min(first), "")
        return len(filled) == 1 and bool(name) and (name.endswith("-") or filled[min(filled)][0].islower())
    return not any(text.casefold().startswith(("tổng", "cộng")) for text in filled.values())
