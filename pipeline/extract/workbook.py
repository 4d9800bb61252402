"""A filled-in form, row by row: each row one figure with its text, or every error in it by sheet, row and cell.

Holds how the form is known, what makes it unfit, and its account of numerals. Who to ask (the contact, a person) stands
in the last column, so a row is quoted up to the column before; what else stands outside the rows is accounted for by
its address, its characters masked, and published nowhere. A form with an error gives nothing at all. Keeps out: files,
the wording of one cell's error (form_cells), and every other table (tables).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from pipeline.extract import form_cells
from pipeline.extract.account import account
from pipeline.extract.context import Context, evidence_at
from pipeline.extract.form import (
    AS_OF,
    COLUMNS,
    CONTACT,
    DATA,
    DEADLINE,
    DONE,
    EXAMPLE,
    GUIDE,
    LISTS,
    MARK,
    PLACE,
    REQUIRED,
    TASK,
    TOTAL,
    TOTALS,
)  # fmt: skip
from pipeline.extract.form_cells import Wrong, shown
from pipeline.reference import Indicator, Reference
from pipeline.terms import Block, Cell, Document, Observation, UnreadFigure, UnreadReason
from pipeline.vietnamese.text import fold

METHOD = "workbook"
MOST_ERRORS = 50
ENOUGH = 5  # column names in one row that make a sheet the form although its mark is gone
_REF = re.compile(r"(?P<sheet>.*)!(?P<letters>[A-Z]{1,3})(?P<row>\d{1,7})")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")

Span = tuple[int, int]


class Unread(NamedTuple):
    """A stretch of the document that is no figure, and why."""

    start: int
    end: int
    reason: UnreadReason


Row = dict[int, Cell]  # by column, A is 1


class FormError(ValueError):
    """A form that is refused whole. `lines`: its errors by sheet, row and cell, the first fifty; `count`: of all."""

    def __init__(self, errors: list[str]) -> None:
        self.count = len(errors)
        self.lines = tuple(errors[:MOST_ERRORS])
        more = f" (và {self.count - 1} lỗi khác)" if self.count > 1 else ""
        super().__init__(f"{errors[0]}{more}")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says; `warnings`: what stands in it and was deliberately not read."""

    observations: tuple[Observation, ...]
    unread: tuple[UnreadFigure, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Sheet:
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
    return MARK in document.text or any(_header(s, document)[1] >= ENOUGH for s in _sheets(document).values())


def read_form(document: Document, context: Context, reference: Reference, latest: date | None = None) -> Filled:
    """The figures of a filled-in form; no day in it lies after `latest`. Raises FormError naming all that is wrong."""
    sheets = _sheets(document)
    errors, warnings = _foreign_sheets(sheets, document)
    if errors:
        raise FormError(errors)
    sheet = sheets.get(DATA, _Sheet())
    header = _header(sheet, document)[0]
    errors = _header_errors(sheet, header, document)
    if errors:
        raise FormError(errors)
    reader = _Rows(document, context, reference, latest)
    for number in sorted({*sheet.rows, *sheet.shut, *sheet.lines}):
        if number > header:
            reader.read(number, sheet)
    if not reader.errors and not reader.observations:
        reader.errors.append(f"{DATA}: chưa có dòng số liệu nào")
    if reader.errors:
        raise FormError(reader.errors)
    unread = _account(document, reader)
    return Filled(tuple(reader.observations), unread, (*warnings, *reader.warnings))


class _Rows:
    """Reads the rows below the header, one after the other."""

    def __init__(self, document: Document, context: Context, reference: Reference, latest: date | None) -> None:
        self.document, self.context, self.reference, self.latest = document, context, reference, latest
        self.observations: list[Observation] = []
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self.used: list[Span] = []
        self.spans: list[Unread] = []
        self.totals: list[Span] = []  # rows that only add up the others
        self.quotes: list[Span] = []  # of the rows, contact left out
        self._seen: dict[tuple[str, str, date], int] = {}

    def read(self, number: int, sheet: _Sheet) -> None:
        if number in sheet.shut:
            self.errors.append(f"{sheet.shut[number]}: dòng bị ẩn; hãy bỏ lọc và hiện lại dòng, hoặc xóa nó")
        elif number in sheet.rows:
            self._row(number, sheet.rows[number])
        else:
            self._line(number, sheet.lines[number])

    def _line(self, number: int, block: Block) -> None:
        text = self.document.text[block.char_start : block.char_end]
        if fold(text).startswith(tuple(TOTALS)):
            self._total(number)
            return
        names = "; ".join(COLUMNS[column - 1] for column in REQUIRED)
        self.errors.append(f"{block.ref}: dòng thiếu ô (cần đủ {names}); ghi chú thì để ở sheet khác")

    def _total(self, number: int) -> None:
        self.warnings.append(f"{DATA}!A{number}: bỏ qua dòng tổng cộng; tổng được tính từ các dòng trên")

    def _row(self, number: int, row: Row) -> None:
        texts = {column: self._text(cell) for column, cell in row.items()}
        if not any(texts.values()) and not any(self._is_error(cell) for cell in row.values()):
            return
        if fold(texts.get(PLACE) or texts.get(TASK) or "").strip(" :.") in TOTALS:
            self._total(number)
            self.totals += self._quoted(row)
            return
        before = len(self.errors)
        values = {column: self._value(number, column, row, texts) for column in range(PLACE, CONTACT)}
        for column in sorted(set(row) - set(range(PLACE, CONTACT + 1))):
            self._wrong(number, column, "ô ngoài bảng; mẫu chỉ có 7 cột, từ A đến G")
        if len(self.errors) == before:
            self._agree(number, row, values)

    def _value(self, number: int, column: int, row: Row, texts: dict[int, str]) -> object:
        """The value of one cell, None for an empty one that may be; what is wrong goes to the errors."""
        text, name = texts.get(column, ""), COLUMNS[column - 1]
        try:
            if column in row and (row[column].col_span, row[column].row_span) != (1, 1):
                raise Wrong("ô bị gộp; hãy bỏ gộp ô (mỗi dòng một số liệu)")
            if not text:
                if column in row and self._is_error(row[column]):
                    raise Wrong(f"{name}: ô báo lỗi hoặc công thức chưa có giá trị; hãy gõ số vào ô")
                if column in REQUIRED:
                    raise Wrong(f"thiếu {name}")
                return None
            if column in (DONE, TOTAL):
                return form_cells.whole(text, name)
            if column in (AS_OF, DEADLINE):
                return form_cells.day(text, name)
            if column == TASK:
                return form_cells.task(text, self.reference)
            return text  # the place needs the day
        except Wrong as wrong:
            self._wrong(number, column, str(wrong))
            return None

    def _agree(self, number: int, row: Row, values: dict[int, object]) -> None:
        """What needs several cells of the row; the figure when they agree."""
        done, total, as_of, deadline = values[DONE], values[TOTAL], values[AS_OF], values[DEADLINE]
        name, indicator = values[PLACE], values[TASK]
        assert isinstance(done, int) and isinstance(total, int) and isinstance(as_of, date)
        assert isinstance(name, str) and isinstance(indicator, Indicator)
        before = len(self.errors)
        if total == 0:
            self._wrong(number, TOTAL, "Tổng số phải lớn hơn 0; nếu không có việc thì xóa dòng")
        elif total < done:
            self._wrong(number, TOTAL, f"Tổng số ({total}) nhỏ hơn Đã hoàn thành ({done})")
        if self.latest and as_of > self.latest:
            self._wrong(number, AS_OF, f"Tính đến ngày {as_of:%d/%m/%Y} là ngày sau {self.latest:%d/%m/%Y}")
        try:
            ref_area = form_cells.place(name, as_of, self.reference)
        except Wrong as wrong:
            self._wrong(number, PLACE, str(wrong))
            return
        try:
            form_cells.counted_there(indicator, ref_area, as_of)
        except Wrong as wrong:
            self._wrong(number, TASK, str(wrong))
        first = self._seen.setdefault((ref_area, indicator.id, as_of), number)
        if first != number:
            self._wrong(number, PLACE, f"trùng với dòng {first} (cùng tỉnh, nhiệm vụ và ngày)")
        if len(self.errors) > before:
            return
        [quote] = self._quoted(row)
        self.quotes.append(quote)
        spans = [(row[column].char_start, row[column].char_end) for column in (DONE, TOTAL)]
        self.used += spans
        dated = [row[column] for column in (AS_OF, DEADLINE) if column in row]
        self.spans += [Unread(cell.char_start, cell.char_end, "date") for cell in dated]
        named = (row[TASK].char_start, row[TASK].char_end)
        self.spans += [Unread(*span, "plan") for span in _numerals(self.document, named)]
        self.observations.append(
            Observation(
                indicator=indicator.id,
                ref_area=ref_area,
                time_period=as_of,
                time_precision="day",
                obs_value=float(done),
                obs_low=float(done),
                obs_high=float(done),
                numerator=float(done),
                denominator=float(total),
                unit_measure=indicator.unit_measure,
                obs_status="A",
                qualifier=None,
                status=None,
                obs_kind="actual",
                deadline=deadline if isinstance(deadline, date) else None,
                deadline_kind="by" if deadline else None,
                attributed_to=self.context.default_attribution,
                assurance="self_reported",
                flags=(),
                evidence=evidence_at(self.document, quote, spans[0], METHOD, row[DONE].ref, spans),
            )
        )

    def _quoted(self, row: Row) -> list[Span]:
        """The text of a row from its first cell to the last before the contact; none when it holds nothing there."""
        cells = [cell for column, cell in row.items() if column < CONTACT and self._text(cell)]
        return [(min(c.char_start for c in cells), max(c.char_end for c in cells))] if cells else []

    def _text(self, cell: Cell) -> str:
        return self.document.text[cell.char_start : cell.char_end].strip()

    def _is_error(self, cell: Cell) -> bool:
        """A cell that is there without text: an error value, or a formula that nobody calculated."""
        return cell.char_start == cell.char_end

    def _wrong(self, number: int, column: int, text: str) -> None:
        self.errors.append(f"{DATA}!{_letters(column)}{number}: {text}")


def _sheets(document: Document) -> dict[str, _Sheet]:
    """The cells and lines of each sheet by row, as their addresses say; nothing for a document without sheets."""
    sheets: dict[str, _Sheet] = {}
    for table in document.tables:
        for cell in table.cells:
            place = _REF.fullmatch(cell.ref or "")
            if place is None:
                continue
            sheet, number = sheets.setdefault(place["sheet"].strip(), _Sheet()), int(place["row"])
            if table.hidden:
                sheet.shut.setdefault(number, str(cell.ref))
            else:
                sheet.rows.setdefault(number, {})[_column(place["letters"])] = cell
    for block in document.blocks:
        place = _REF.fullmatch(block.ref or "")
        if place is not None and block.kind != "boilerplate":
            sheets.setdefault(place["sheet"].strip(), _Sheet()).lines[int(place["row"])] = block
    return sheets


def _header(sheet: _Sheet, document: Document) -> tuple[int, int]:
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


def _header_errors(sheet: _Sheet, header: int, document: Document) -> list[str]:
    if not header:
        return [f"{DATA}: không thấy hàng tiêu đề của mẫu ({' | '.join(COLUMNS)})"]
    if header not in sheet.rows:
        return []  # a line: nothing that could be a row stands below it
    row, errors = sheet.rows[header], []
    for column, name in enumerate(COLUMNS, start=1):
        where = f"{DATA}!{_letters(column)}{header}"
        if column not in row:
            errors.append(f'{where}: thiếu cột "{name}"')
        elif _label(document, row[column]) != fold(name):
            text = document.text[row[column].char_start : row[column].char_end]
            errors.append(f'{where}: cột "{name}" bị đổi tên thành {shown(text)}')
    for column in sorted(set(row) - set(range(1, len(COLUMNS) + 1))):
        text = document.text[row[column].char_start : row[column].char_end]
        errors.append(f"{DATA}!{_letters(column)}{header}: cột thừa {shown(text)}; mẫu chỉ có {len(COLUMNS)} cột")
    return errors


def _foreign_sheets(sheets: dict[str, _Sheet], document: Document) -> tuple[list[str], list[str]]:
    """Errors and warnings about sheets that are not the form's own: data there must not be lost in silence."""
    errors, warnings = [], []
    for name, sheet in sheets.items():
        if name in (DATA, EXAMPLE, GUIDE, LISTS):
            continue
        if _header(sheet, document)[1] >= ENOUGH and DATA not in sheets:
            errors.append(f'{name}: sheet "{DATA}" bị đổi tên thành {shown(name)}')
        elif _header(sheet, document)[1] >= ENOUGH:
            errors.append(f'{name}: sheet lạ có bảng số liệu; hãy chuyển các dòng vào sheet "{DATA}"')
        else:
            warnings.append(f"{name}: sheet này không thuộc mẫu và không được đọc")
    if not errors and DATA not in sheets:
        errors.append(f'không có sheet "{DATA}"')
    return errors, warnings


def _account(document: Document, rows: _Rows) -> tuple[UnreadFigure, ...]:
    """Every numeral that is no figure; outside the quoted rows only its address and its reason are told."""
    quoted = [*rows.quotes, *rows.totals]
    inside = {at for span in quoted for at in range(*span)}
    others = [span for span in _numerals(document, (0, len(document.text))) if span[0] not in inside]
    spans = [
        *rows.spans,
        *(Unread(*span, "repeat") for total in rows.totals for span in _numerals(document, total)),
        *(Unread(*span, "boilerplate") for span in others),
    ]
    told = []
    for figure in account(document, rows.used, spans):
        around = next((span for span in quoted if span[0] <= figure.char_start and figure.char_end <= span[1]), None)
        if around is not None:
            told.append(replace(figure, quote=document.text[slice(*around)]))
        else:
            masked = re.sub(r"\S", "•", figure.value_text)
            told.append(replace(figure, value_text=masked, quote=_address(document, figure.char_start)))
    return tuple(told)


def _numerals(document: Document, span: Span) -> list[Span]:
    return [match.span() for match in _NUMERAL.finditer(document.text, *span)]


def _address(document: Document, at: int) -> str:
    for table in document.tables:
        if table.char_start <= at < table.char_end:
            for cell in table.cells:
                if cell.char_start <= at < cell.char_end:
                    return cell.ref or table.sheet or document.media_type
    for block in document.blocks:
        if block.char_start <= at < block.char_end and block.ref:
            return block.ref
    return DATA


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
