"""From the cells of a sheet to lines and tables: what stands above a table, the table, what stands below.

Holds the search for tables on a sheet, for XLSX and XLS alike. Keeps out: file formats and how a value is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.read.captions import caption_of, title_key
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, GridCell
from pipeline.read.headers import is_number, mark_headers
from pipeline.terms import BlockKind

Row = list[GridCell]  # cells of one sheet row in order, at sheet coordinates counted from 0

# Lines of the letterhead stand side by side like cells of a header.
_LETTERHEAD = re.compile(r"(?i)cộng h(?:òa|oà) xã hội|độc lập\s*[-–]|^\W*số\s*:|,\s*ngày\s+\S+\s+tháng\s")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet that hold text, or something that is no figure (empty text); those in hidden rows and columns apart."""

    title: str
    cells: Sequence[GridCell]
    hidden: bool = False
    unseen: Sequence[GridCell] = ()
    hidden_rows: frozenset[int] = frozenset()


@dataclass(slots=True, eq=False)
class _Part:
    """A line above or below a table, or a table's cells."""

    sheet: str
    hidden: bool
    line: str = ""
    ref: str | None = None  # where the line begins
    cells: list[GridCell] = field(default_factory=list)


def draft_of(sheets: Iterable[Sheet], warnings: Sequence[str] = ()) -> Draft:
    """The Document of a workbook: sheet by sheet, hidden sheets, rows and columns as tables tagged hidden."""
    parts: list[_Part] = []
    for sheet in sheets:
        for region in _regions(sheet):
            parts += _parts(region, sheet.title, sheet.hidden)
        if sheet.unseen:
            parts.append(_Part(sheet.title, True, cells=list(sheet.unseen)))
    lines = [part for part in parts if part.line and not part.hidden]
    first_table = next((i for i, part in enumerate(parts) if part.cells and not part.hidden), len(parts))
    title = max((p for p in parts[:first_table] if p in lines), key=lambda p: title_key(p.line, 0.0), default=None)
    builder = Builder()
    above: list[str] = []
    sheet_of_above = ""
    for part in parts:
        if part.sheet != sheet_of_above:
            above, sheet_of_above = [], part.sheet
        if part.cells:
            cells = mark_headers(_packed(part.cells))
            builder.add_table(cells, caption=caption_of(above), sheet=part.sheet, hidden=part.hidden)
            above = []
        else:
            kind: BlockKind = "boilerplate" if part.hidden else "title" if part is title else "paragraph"
            builder.add(kind, part.line, ref=part.ref)
            above.append(part.line)
    dates = [day for part in lines if (day := labelled_date(part.line))]
    return builder.draft(
        title=title.line if title else None, published_on=dates[0] if dates else None, warnings=warnings
    )


def _regions(sheet: Sheet) -> Iterator[list[Row]]:
    """Stretches of rows without a blank row; one that begins with data continues the table above the blank row."""
    by_row: dict[int, Row] = defaultdict(list)
    for cell in sheet.cells:
        by_row[cell.row].append(cell)
    shut = sorted(sheet.hidden_rows)
    stretches: list[list[Row]] = []
    reach = -1  # first row, counted without hidden ones, that the stretch does not cover
    for number in sorted(by_row):
        row = sorted(by_row[number], key=lambda cell: cell.col)
        at = number - bisect_left(shut, number)
        if stretches and at <= reach:
            stretches[-1].append(row)
        else:
            stretches.append([row])
        reach = max(reach, at + max(cell.row_span for cell in row))
    merged: list[list[Row]] = []
    for part in stretches:
        if merged and len(part[0]) > 1 and any(is_number(cell.text) for cell in part[0]) and _width(merged[-1]) > 1:
            merged[-1] = [*merged[-1], *part]
        else:
            merged.append(part)
    yield from merged


def _width(region: list[Row]) -> int:
    return max(len(row) for row in region)


def _parts(region: list[Row], sheet: str, hidden: bool) -> Iterator[_Part]:
    """One region: the lines above its tables, the tables, the lines below."""
    width = _width(region)
    wide = [i for i, row in enumerate(region) if _is_wide(row, width)]
    first, last = (wide[0], wide[-1]) if width > 1 and len(wide) > 1 else (len(region), len(region) - 1)
    for i, row in enumerate(region):
        if not first <= i <= last:
            yield _Part(sheet, hidden, line=" ".join(cell.text for cell in row if cell.text), ref=row[0].ref)
        elif i == first:
            for cells in _side_by_side([cell for row in region[first : last + 1] for cell in row]):
                yield _Part(sheet, hidden, cells=cells)


def _is_wide(row: Row, width: int) -> bool:
    """Can the row be one of a table of `width` columns?"""
    if len(row) < 2 or any(_LETTERHEAD.search(cell.text) for cell in row):
        return False
    return 2 * sum(cell.col_span for cell in row) >= width


def _side_by_side(cells: list[GridCell]) -> Iterator[list[GridCell]]:
    """Tables beside each other: apart by a blank column, each with a header, labels in its first column and figures."""
    taken = {col for cell in cells for col in range(cell.col, cell.col + cell.col_span)}
    starts = [col for col in sorted(taken) if col - 1 not in taken]
    groups = [
        [cell for cell in cells if start <= cell.col < end]
        for start, end in zip(starts, [*starts[1:], max(taken) + 1], strict=True)
    ]
    if len(groups) > 1 and all(_is_table(group) for group in groups):
        yield from groups
    else:
        yield cells


def _is_table(cells: list[GridCell]) -> bool:
    left = min(cell.col for cell in cells)
    top = min(cell.row for cell in cells)
    labels = [cell for cell in cells if cell.col == left and cell.row > top]
    figures = [cell for cell in cells if cell.col > left and cell.row > top and is_number(cell.text)]
    words = [cell for cell in cells if cell.row > top and cell.col <= left + 1 and not is_number(cell.text)]
    return bool(labels and figures and len(words) >= len(labels))


def _packed(cells: list[GridCell]) -> list[GridCell]:
    """The cells at coordinates from 0, without the rows and columns of the sheet in which no cell begins."""
    rows, cols = sorted({cell.row for cell in cells}), sorted({cell.col for cell in cells})
    packed = []
    for cell in cells:
        row, col = bisect_left(rows, cell.row), bisect_left(cols, cell.col)
        height = bisect_left(rows, cell.row + cell.row_span) - row
        width = bisect_left(cols, cell.col + cell.col_span) - col
        packed.append(replace(cell, row=row, col=col, row_span=height, col_span=width))
    return packed
