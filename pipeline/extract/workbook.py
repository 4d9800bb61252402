"""A filled-in form, row by row: each row one figure with its text, or every error in it by sheet, row and cell.

Holds the rows and what makes one unfit. Who to ask (the contact, a person) stands in the last column, so a row is quoted
up to the column before. A form with an error gives nothing at all. Keeps out: files, sheets and header (form_sheets),
one cell (form_cells), the numerals that are no figure (form_account), and every other table (tables).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.extract import form_cells
from pipeline.extract.context import Context, evidence_at
from pipeline.extract.form import (
    AS_OF,
    COLUMNS,
    CONTACT,
    DATA,
    DEADLINE,
    DONE,
    PLACE,
    REQUIRED,
    TASK,
    TOTAL,
    TOTALS,
)  # fmt: skip
from pipeline.extract.form_account import Span, Unread, account_of_form, numerals_in
from pipeline.extract.form_cells import Wrong
from pipeline.extract.form_sheets import Row, Sheet, foreign_sheets, header_errors, header_of, letters_of, sheets_of
from pipeline.reference import Indicator, Reference
from pipeline.terms import Block, Cell, Document, Observation, UnreadFigure
from pipeline.vietnamese.text import fold

METHOD = "workbook"
MOST_ERRORS = 50
MOST_ROWS = 5_000
LONG_AGO = timedelta(days=366)  # before the end of the report month: a year was probably mistyped
TITLE_LINES = 2  # what the form itself says above its header


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


def read_form(document: Document, context: Context, reference: Reference, latest: date | None = None) -> Filled:
    """The figures of a filled-in form; no day in it lies after `latest`. Raises FormError naming all that is wrong."""
    sheets = sheets_of(document)
    errors, warnings = foreign_sheets(sheets, document)
    if errors:
        raise FormError(errors)
    sheet = sheets.get(DATA, Sheet())
    header = header_of(sheet, document)[0]
    errors = header_errors(sheet, header, document)
    if errors:
        raise FormError(errors)
    if len(sheet.rows) > MOST_ROWS:
        raise FormError([f"{DATA}: quá {MOST_ROWS} dòng; hãy chia thành nhiều tệp"])
    reader = _Rows(document, context, reference, latest)
    reader.above(header, sheet)
    for number in sorted({*sheet.rows, *sheet.shut, *sheet.lines}):
        if number > header:
            reader.read(number, sheet)
    if not reader.errors and not reader.observations:
        reader.errors.append(f"{DATA}: chưa có dòng số liệu nào")
    if reader.errors:
        raise FormError(reader.errors)
    unread = account_of_form(document, reader.used, reader.spans, reader.quotes, reader.totals)
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

    def above(self, header: int, sheet: Sheet) -> None:
        """Rows above the header are never data; only a title and words belong there."""
        for number in sorted(number for number in {*sheet.rows, *sheet.lines} if number < header):
            cells = [cell for cell in sheet.rows.get(number, {}).values() if self._text(cell)]
            if len(cells) > 1:
                self._wrong(number, PLACE, "dòng nằm trên hàng tiêu đề; hãy chuyển xuống dưới")
            elif number > TITLE_LINES:
                self.warnings.append(f"{DATA}!A{number}: dòng nằm trên hàng tiêu đề không được đọc")

    def read(self, number: int, sheet: Sheet) -> None:
        if number in sheet.shut:
            self.errors.append(f"{sheet.shut[number]}: dòng hoặc cột bị ẩn; hãy bỏ lọc và hiện lại, hoặc xóa")
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
        end = self.context.month_end
        if end is not None and end - as_of > LONG_AGO:
            told = f"ngày {as_of:%d/%m/%Y} cách tháng báo cáo hơn một năm; hãy kiểm tra lại năm"
            self.warnings.append(f"{DATA}!{letters_of(AS_OF)}{number}: {told}")
        [quote] = self._quoted(row)
        self.quotes.append(quote)
        spans = [(row[column].char_start, row[column].char_end) for column in (DONE, TOTAL)]
        self.used += spans
        dated = [row[column] for column in (AS_OF, DEADLINE) if column in row]
        self.spans += [Unread(cell.char_start, cell.char_end, "date") for cell in dated]
        named = (row[TASK].char_start, row[TASK].char_end)
        self.spans += [Unread(*span, "plan") for span in numerals_in(self.document, named)]
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
        self.errors.append(f"{DATA}!{letters_of(column)}{number}: {text}")
