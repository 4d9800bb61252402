"""XLSX: each sheet as lines above its tables, the tables with merged ranges, and lines below.

Holds the reading of cells as they are shown and the search for tables on a sheet. Hidden sheets are kept and tagged;
hidden rows and columns are not visible and are left out with a warning. Keeps out: formulas without a stored value
(empty, with a warning), charts, pictures.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.read.captions import caption_of, title_key
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, GridCell, ReadError, clean
from pipeline.read.headers import is_number, mark_headers
from pipeline.read.number_format import shown

MAX_SLOTS = 3_000_000

Row = list[GridCell]  # cells of one sheet row, at sheet coordinates counted from 0


@dataclass(slots=True, eq=False)
class _Part:
    """A line above or below a table, or a table's cells."""

    sheet: str
    hidden: bool
    line: str = ""
    cells: list[GridCell] = field(default_factory=list)


def read_xlsx(data: bytes) -> Draft:
    """Read a workbook. Raises ReadError for sheets that span more than three million slots."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    warnings: list[str] = []
    parts: list[_Part] = []
    for sheet in workbook.worksheets:
        hidden = sheet.sheet_state != "visible"
        for region in _regions(_rows(sheet, warnings)):
            parts += _parts(region, sheet.title, hidden)
    if count := _formulas_without_value(data):
        warnings.append(f"{count} formulas without a stored value")
    lines = [part for part in parts if part.line and not part.hidden]
    first_table = next((i for i, part in enumerate(parts) if part.cells), len(parts))
    title = max((p for p in parts[:first_table] if p in lines), key=lambda p: title_key(p.line, 0.0), default=None)
    builder = Builder()
    above: list[str] = []
    for part in parts:
        if part.cells:
            cells = mark_headers(_packed(part.cells))
            builder.add_table(cells, caption=caption_of(above), sheet=part.sheet, hidden=part.hidden)
            above = []
        else:
            builder.add("boilerplate" if part.hidden else "title" if part is title else "paragraph", part.line)
            above.append(part.line)
    dates = [day for part in lines if (day := labelled_date(part.line))]
    return builder.draft(
        title=title.line if title else None, published_on=dates[0] if dates else None, warnings=warnings
    )


def _rows(sheet: Any, warnings: list[str]) -> list[Row]:
    """The visible cells that hold text; a merged range is one cell."""
    if sheet.max_row * sheet.max_column > MAX_SLOTS:
        raise ReadError(f"sheet {sheet.title} spans {sheet.max_row} rows and {sheet.max_column} columns")
    spans = {(area.min_row, area.min_col): area.size for area in sheet.merged_cells.ranges}
    shut_rows = {index for index, row in sheet.row_dimensions.items() if row.hidden}
    shut_cols = {
        index
        for column in sheet.column_dimensions.values()
        if column.hidden
        for index in range(column.min or 0, (column.max or 0) + 1)
    }
    rows: list[Row] = []
    n_left_out = 0
    for cells in sheet.iter_rows():
        row: Row = []
        for cell in cells:
            text = clean(shown(cell.value, cell.number_format))
            if not text:
                continue
            if cell.row in shut_rows or cell.column in shut_cols:
                n_left_out += 1
                continue
            size = spans.get((cell.row, cell.column), {"rows": 1, "columns": 1})
            ref = f"{sheet.title}!{cell.coordinate}"
            row.append(GridCell(cell.row - 1, cell.column - 1, text, size["rows"], size["columns"], ref=ref))
        rows.append(row)
    if n_left_out:
        warnings.append(f"{sheet.title}: {n_left_out} cells in hidden rows or columns left out")
    return rows


def _regions(rows: list[Row]) -> Iterator[list[Row]]:
    """Stretches of rows without a blank row; one that begins with data continues the table above the blank row."""
    region: list[Row] = []
    pending: list[list[Row]] = []
    for row in [*rows, []]:
        if row or _covered(region):
            region.append(row)
        elif region:
            pending.append(region)
            region = []
    merged: list[list[Row]] = []
    for part in pending:
        if merged and len(part[0]) > 1 and any(is_number(cell.text) for cell in part[0]) and _width(merged[-1]) > 1:
            merged[-1] = [*merged[-1], *part]
        else:
            merged.append(part)
    yield from merged


def _covered(region: list[Row]) -> bool:
    """Does a merged cell of the last rows reach over the row that follows?"""
    return any(i + cell.row_span > len(region) for i, row in enumerate(region) for cell in row)


def _width(region: list[Row]) -> int:
    return max(len(row) for row in region)


def _parts(region: list[Row], sheet: str, hidden: bool) -> Iterator[_Part]:
    """One region: the lines above its table, the table, the lines below."""
    width = _width(region)
    wide = [i for i, row in enumerate(region) if len(row) > 1 and 2 * sum(cell.col_span for cell in row) >= width]
    first, last = (wide[0], wide[-1]) if width > 1 and len(wide) > 1 else (len(region), len(region) - 1)
    for i, row in enumerate(region):
        if row and not first <= i <= last:
            yield _Part(sheet, hidden, line=" ".join(cell.text for cell in row))
        elif i == first:
            yield _Part(sheet, hidden, cells=[cell for row in region[first : last + 1] for cell in row])


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


def _formulas_without_value(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(len(re.findall(rb"</f>(?:<v\s*/>|<v></v>)?</c>|<f[^>]*/></c>", archive.read(n))) for n in sheets)
