"""XLSX: the cells of each sheet as a reader sees them, merged ranges as one cell, hidden rows and columns apart.

Holds the reading of cells through openpyxl, their letters in Unicode, and what is no figure: errors and formulas
that nobody has calculated are left empty and named in a warning, never read as zero. Keeps out: where the tables are
(xlsx_layout), charts, pictures.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pipeline.read.document import Draft, GridCell, ReadError, clean
from pipeline.read.encodings import Encoding, convert, encoding_of_font, is_capitals_font, recognise
from pipeline.read.number_format import shown
from pipeline.read.raised import placed
from pipeline.read.xlsx_formulas import Formulas, formulas_of
from pipeline.read.xlsx_layout import Sheet, draft_of

MAX_CELLS = 1_000_000
MOST_NAMED = 5  # cells a warning names
_ERRORS = frozenset(
    {"#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)


def read_xlsx(data: bytes) -> Draft:
    """Read a workbook. Raises ReadError for one with more than a million cells."""
    import openpyxl

    formulas = formulas_of(data, MAX_CELLS)
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    if not workbook.worksheets:
        raise ReadError("a workbook without sheets of cells")
    cells = CellReader(_encoding(workbook))
    sheets = [_sheet(sheet, formulas, cells) for sheet in workbook.worksheets]
    return draft_of(sheets, cells.warnings())


class CellReader:
    """Turns values into text and remembers what could not be read and what was converted."""

    def __init__(self, encoding: Encoding | None) -> None:
        self._encoding = encoding  # of the whole workbook, where fonts do not tell
        self._converted: dict[Encoding, None] = {}
        self.errors: list[str] = []
        self.uncalculated: list[str] = []
        self.n_unseen: dict[str, int] = {}

    def text(self, value: object, font: str = "") -> str:
        """Text in Unicode, by the font it is set in."""
        text = str(value)
        legacy = encoding_of_font(font) is not None
        encoding = recognise(text, [font]) if legacy else self._encoding
        if encoding is None:
            return text.upper() if legacy and is_capitals_font(font) and text.isascii() else text
        changed = convert(text, encoding, capitals=legacy and is_capitals_font(font))
        if changed != text:
            self._converted[encoding] = None
        return changed

    def warnings(self) -> list[str]:
        """One line for each kind of cell that holds no figure, and for each conversion."""
        told = [f"{sheet}: {n} cells in hidden rows or columns" for sheet, n in self.n_unseen.items()]
        if self.uncalculated:
            told.append(f"{len(self.uncalculated)} formulas without a stored value: {_named(self.uncalculated)}")
        if self.errors:
            told.append(f"{len(self.errors)} cells show an error: {_named(self.errors)}")
        return [*told, *(f"converted from {encoding}" for encoding in self._converted)]


def is_error(value: object) -> bool:
    """Is the value one of the errors a spreadsheet shows, such as #DIV/0!?"""
    return isinstance(value, str) and value in _ERRORS


def _named(refs: list[str]) -> str:
    return ", ".join(refs[:MOST_NAMED]) + (" …" if len(refs) > MOST_NAMED else "")


def _sheet(sheet: Any, formulas: Formulas, cells: CellReader) -> Sheet:
    spans = {(area.min_row, area.min_col): area.size for area in sheet.merged_cells.ranges}
    shut_rows = {index for index, row in sheet.row_dimensions.items() if row.hidden}
    shut_cols = {
        index
        for column in sheet.column_dimensions.values()
        if column.hidden
        for index in range(column.min or 0, min(column.max or 0, 20_000) + 1)
    }
    seen: list[GridCell] = []
    unseen: list[GridCell] = []
    # The cells that exist: walking the rectangle they span would create the millions that do not.
    for (row, col), cell in sorted(sheet._cells.items()):
        if cell.value is None and not formulas.is_uncalculated(sheet.title, cell.coordinate):
            continue
        ref = f"{sheet.title}!{cell.coordinate}"
        if formulas.is_uncalculated(sheet.title, cell.coordinate):
            cells.uncalculated.append(ref)
            text = ""
        elif is_error(cell.value):
            cells.errors.append(ref)
            text = ""
        else:
            text = clean(_shown(cell, cells))
            if not text:
                continue
        size = spans.get((row, col), {"rows": 1, "columns": 1})
        found = GridCell(row - 1, col - 1, text, size["rows"], size["columns"], ref=ref)
        (unseen if row in shut_rows or col in shut_cols else seen).append(found)
    if unseen:
        cells.n_unseen[sheet.title] = len(unseen)
    return Sheet(sheet.title, seen, sheet.sheet_state != "visible", unseen, frozenset(row - 1 for row in shut_rows))


def _shown(cell: Any, cells: CellReader) -> str:
    from openpyxl.cell.rich_text import CellRichText

    font = cell.font.name or "" if cell.font else ""
    if isinstance(cell.value, CellRichText):
        return "".join(_rich(run, font, cells) for run in cell.value)
    if isinstance(cell.value, str):
        return cells.text(cell.value, font)
    return shown(cell.value, cell.number_format)


def _rich(run: Any, font: str, cells: CellReader) -> str:
    if isinstance(run, str):
        return cells.text(run, font)
    return placed(cells.text(run.text, run.font.rFont or font), run.font.vertAlign or "")


def _encoding(workbook: Any) -> Encoding | None:
    """The encoding of a workbook whose fonts do not tell: its texts are too short to be judged one by one."""
    if any(encoding_of_font(font.name or "") for font in workbook._fonts):
        return None
    return recognise("\n".join(_texts(workbook)))


def _texts(workbook: Any) -> Iterator[str]:
    for sheet in workbook.worksheets:
        yield from (str(cell.value) for cell in sheet._cells.values() if isinstance(cell.value, str))
