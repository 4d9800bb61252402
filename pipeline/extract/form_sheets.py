"""The sheets of a workbook by row and column, and whether they are the form's own: names, header, nothing beside it.

Holds how a form is recognised and every error that concerns a sheet or its header. Keeps out: the rows (workbook).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.extract.form import COLUMNS, DATA, EXAMPLE, GUIDE, LISTS, MARK
from pipeline.extract.form_cells import shown
from pipeline.terms import Block, Cell, Document
from pipeline.vietnamese.text import fold

ENOUGH = 5  # column names in one row that make a sheet the form although its mark is gone
_REF = re.compile(r"(?P<sheet>.*)!(?P<letters>[A-Z]{1,3})(?P<row>\d{1,7})")

Row = dict[int, Cell]  # by column, A is 1


@dataclass(slots=True)
class Sheet:
    """What stands on one sheet, by its row there."""

    rows: dict[int, Row] = field(default_factory=dict)
    shut: dict[int, str] = field(default_factory=dict)  # first cell of each hidden row
    lines: dict[int, Block] = field(default_factory=dict)  # rows too short for a table


def is_form(document: Document) -> bool:
    """Whether the document is the form: by its mark, or by the names of its columns."""
    if not any(table.sheet for table in document.tables) and not any(block.ref for block in document.blocks):
        return False
    text = fold(document.text)
    if sum(fold(name) in text for name in COLUMNS) < ENOUGH:
        return MARK in document.text
    return MARK in document.text or any(header_of(s, document)[1] >= ENOUGH for s in sheets_of(document).values())


def sheets_of(document: Document) -> dict[str, Sheet]:
    """The cells and lines of each sheet by row, as their addresses say; nothing for a document without sheets."""
    sheets: dict[str, Sheet] = {}
    for table in document.tables:
        for cell in table.cells:
            place = _REF.fullmatch(cell.ref or "")
            if place is None:
                continue
            sheet, number = sheets.setdefault(_name(place["sheet"]), Sheet()), int(place["row"])
            if table.hidden:
                sheet.shut.setdefault(number, str(cell.ref))
            else:
                sheet.rows.setdefault(number, {})[_column(place["letters"])] = cell
    for block in document.blocks:
        place = _REF.fullmatch(block.ref or "")
        if place is not None and block.kind != "boilerplate":
            sheets.setdefault(_name(place["sheet"]), Sheet()).lines[int(place["row"])] = block
    return sheets


def _name(sheet: str) -> str:
    """The name of a sheet as it is compared: some programs write it decomposed, people add blanks."""
    return unicodedata.normalize("NFC", sheet).strip()


def header_of(sheet: Sheet, document: Document) -> tuple[int, int]:
    """The row that holds most of the column names, and how many; a header without rows below is a line."""
    names = [fold(name) for name in COLUMNS]
    best = (0, 0)
    for number, row in sheet.rows.items():
        texts = {_label(document, cell) for cell in row.values()}
        best = max(best, (number, sum(name in texts for name in names)), key=lambda found: found[1])
    for number, block in sheet.lines.items():
        text = fold(document.text[block.char_start : block.char_end])
        best = max(best, (number, sum(name in text for name in names)), key=lambda found: found[1])
    return best if best[1] >= 3 else (0, 0)


def _label(document: Document, cell: Cell) -> str:
    return fold(document.text[cell.char_start : cell.char_end]).strip(" *:.")


def header_errors(sheet: Sheet, header: int, document: Document) -> list[str]:
    if not header:
        return [f"{DATA}: không thấy hàng tiêu đề của mẫu ({' | '.join(COLUMNS)})"]
    if header not in sheet.rows:
        return []  # a line: nothing that could be a row stands below it
    row, errors = sheet.rows[header], []
    for column, name in enumerate(COLUMNS, start=1):
        where = f"{DATA}!{letters_of(column)}{header}"
        if column not in row:
            errors.append(f'{where}: thiếu cột "{name}"' + (" (hoặc cột bị ẩn)" if header in sheet.shut else ""))
        elif _label(document, row[column]) != fold(name):
            text = document.text[row[column].char_start : row[column].char_end]
            errors.append(f'{where}: cột "{name}" bị đổi tên thành {shown(text)}')
    for column in sorted(set(row) - set(range(1, len(COLUMNS) + 1))):
        text = document.text[row[column].char_start : row[column].char_end]
        errors.append(f"{DATA}!{letters_of(column)}{header}: cột thừa {shown(text)}; mẫu chỉ có {len(COLUMNS)} cột")
    return errors


def foreign_sheets(sheets: dict[str, Sheet], document: Document) -> tuple[list[str], list[str]]:
    """Errors and warnings about sheets that are not the form's own: data there must not be lost in silence."""
    errors, warnings = [], []
    for name, sheet in sheets.items():
        if name in (DATA, EXAMPLE, GUIDE, LISTS):
            continue
        if header_of(sheet, document)[1] >= ENOUGH and DATA not in sheets:
            errors.append(f'{name}: sheet "{DATA}" bị đổi tên thành {shown(name)}')
        elif header_of(sheet, document)[1] >= ENOUGH:
            errors.append(f'{name}: sheet lạ có bảng số liệu; hãy chuyển các dòng vào sheet "{DATA}"')
        else:
            warnings.append(f"{name}: sheet này không thuộc mẫu và không được đọc")
    if not errors and DATA not in sheets:
        errors.append(f'không có sheet "{DATA}"')
    return errors, warnings


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def letters_of(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
