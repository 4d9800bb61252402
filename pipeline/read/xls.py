"""XLS, the workbook format before 2007: the same sheets and tables as XLSX, read through xlrd.

Holds the reading of cells with their formats, merged ranges and hidden parts. Keeps out: layout (xlsx_layout) and
what values look like (number_format). XLS stores the last value of every formula.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pipeline.read.document import Draft, GridCell, ReadError, clean
from pipeline.read.encodings import encoding_of_font, recognise
from pipeline.read.number_format import shown
from pipeline.read.xlsx import MAX_CELLS, CellReader
from pipeline.read.xlsx_layout import Sheet, draft_of

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read_xls(data: bytes) -> Draft:
    """Read an XLS workbook. Raises ReadError when it is protected, too large, or xlrd is not installed."""
    try:
        import xlrd
    except ImportError as error:
        raise ReadError("old XLS needs the package xlrd: install it, or save the file as XLSX") from error
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        if "encrypted" in str(error):
            raise ReadError("a password-protected XLS: save it without a password") from error
        raise ReadError(f"damaged XLS: {error}") from error
    if sum(sheet.nrows * sheet.ncols for sheet in book.sheets()) > 3 * MAX_CELLS:
        raise ReadError(f"a workbook of more than {3 * MAX_CELLS:,} cells")
    legacy = any(encoding_of_font(font.name) for font in book.font_list)
    texts = (str(cell.value) for sheet in book.sheets() for row in sheet.get_rows() for cell in row if cell.ctype == 1)
    cells = CellReader(None if legacy else recognise("\n".join(texts)))
    return draft_of([_sheet(book, sheet, cells) for sheet in book.sheets()], cells.warnings())


def _sheet(book: Any, sheet: Any, cells: CellReader) -> Sheet:
    import xlrd

    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    shut_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    shut_cols = {col for col, info in sheet.colinfo_map.items() if info.hidden}
    seen: list[GridCell] = []
    unseen: list[GridCell] = []
    for row in range(sheet.nrows):
        for col in range(sheet.row_len(row)):
            ref = f"{sheet.name}!{_column(col)}{row + 1}"
            text = clean(_shown(book, sheet.cell(row, col), ref, cells))
            if text or sheet.cell_type(row, col) == xlrd.XL_CELL_ERROR:
                height, width = spans.get((row, col), (1, 1))
                found = GridCell(row, col, text, height, width, ref=ref)
                (unseen if row in shut_rows or col in shut_cols else seen).append(found)
    if unseen:
        cells.n_unseen[sheet.name] = len(unseen)
    return Sheet(sheet.name, seen, sheet.visibility != 0, unseen, frozenset(shut_rows))


def _shown(book: Any, cell: Any, ref: str, cells: CellReader) -> str:
    import xlrd

    style = book.xf_list[cell.xf_index]
    form = book.format_map[style.format_key].format_str
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return cells.text(cell.value, book.font_list[style.font_index].name)
        case xlrd.XL_CELL_NUMBER:
            return shown(cell.value, form)
        case xlrd.XL_CELL_DATE:
            try:
                return shown(datetime(*xlrd.xldate_as_tuple(cell.value, book.datemode)), form)
            except (ValueError, xlrd.XLDateError):
                return shown(cell.value, "General")  # a time of day, or a number that a date format hides
        case xlrd.XL_CELL_BOOLEAN:
            return shown(bool(cell.value), form)
        case xlrd.XL_CELL_ERROR:
            cells.errors.append(ref)
            return ""
        case _:
            return ""


def _column(index: int) -> str:
    """A, B … Z, AA: the name of a column counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = _LETTERS[rest] + name
    return name
