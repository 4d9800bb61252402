"""A filled-in form: each row a figure with its text, every error by its cell, and nobody's telephone anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import Context, Extraction, extract_document
from pipeline.extract import workbook as form_reader
from pipeline.extract.form import DATA, EXAMPLE
from pipeline.extract.form_sheets import is_form
from pipeline.extract.workbook import MOST_ERRORS, Filled, FormError, read_form
from pipeline.read import read_document
from pipeline.reference import load_reference
from pipeline.terms import Document
from tests.deposit.made import BOOKS, CONTACT, FIRST, GOOD, SYNCED, filled, page, with_cell

REFERENCE = load_reference()
CONTEXT = Context("2026-05", date(2026, 6, 5), default_attribution="Tổ công tác")


def document_of(data: bytes) -> Document:
    return read_document(data, "mẫu.xlsx")


def read(data: bytes, latest: date | None = date(2026, 6, 5)) -> Filled:
    return read_form(document_of(data), CONTEXT, REFERENCE, latest)


def errors(*edits: Callable[[Any], None]) -> list[str]:
    def all_of(workbook: Any) -> None:
        for edit in edits:
            edit(workbook)

    with pytest.raises(FormError) as caught:
        read(filled(edit=all_of))
    return list(caught.value.lines)


def typed(*values: Any) -> list[str]:
    """The errors of a form with one row."""
    with pytest.raises(FormError) as caught:
        read(filled([values]))
    return list(caught.value.lines)


# --- what is read ----------------------------------------------------------------------------------------------------


def test_each_row_is_a_figure_with_its_own_text() -> None:
    document = document_of(filled())
    extraction = extract_document(document, CONTEXT, REFERENCE)
    first, second, third = extraction.observations
    assert (first.indicator, first.ref_area) == ("land.parcels_synced", "VN34-24")
    assert (first.obs_value, first.numerator, first.denominator) == (120_500, 120_500, 150_000)
    assert (first.unit_measure, first.obs_kind, first.assurance) == ("parcels", "actual", "self_reported")
    assert (first.time_period, first.time_precision) == (date(2026, 5, 31), "day")
    assert (first.deadline, first.deadline_kind) == (date(2026, 12, 31), "by")
    assert (first.evidence.cell, first.evidence.value_text, first.evidence.method) == (
        f"{DATA}!C{FIRST}",
        "120.500",
        "workbook",
    )
    assert first.evidence.quote == f"Bắc Ninh\t{SYNCED}\t120.500\t150.000\t31/05/2026\t31/12/2026"
    assert (second.ref_area, second.deadline, second.deadline_kind) == ("VN34-01", None, None)
    assert third.ref_area == "VN"
    for observation in extraction.observations:
        evidence = observation.evidence
        assert document.text[evidence.char_start : evidence.char_end] == evidence.quote


def test_a_day_before_the_merger_names_the_province_of_then() -> None:
    [row] = read(filled([("Hà Nam", BOOKS, 3, 4, date(2025, 6, 30), None, None)])).observations
    assert row.ref_area == "VN63-35"
    [row] = read(filled([("Bắc Ninh", BOOKS, 3, 4, date(2025, 6, 30), None, None)])).observations
    assert row.ref_area == "VN63-27"


@pytest.mark.parametrize(
    ("printed", "value"), [("1.234", 1234), (" 1 234 ", 1234), ("12.345.678", 12345678), (7.0, 7), ("0", 0)]
)
def test_counts_as_people_and_spreadsheets_write_them(printed: Any, value: int) -> None:
    [row] = read(filled([("Hà Nội", BOOKS, printed, 20_000_000, date(2026, 5, 31), None, None)])).observations
    assert row.obs_value == value


@pytest.mark.parametrize(
    "printed", ["15/05/2026", " 15-05-2026", "15.5.2026", "2026-05-15", date(2026, 5, 15), datetime(2026, 5, 15, 7, 30)]
)
def test_days_as_people_and_spreadsheets_write_them(printed: Any) -> None:
    [row] = read(filled([("Hà Nội ", BOOKS, 1, 2, printed, None, None)])).observations
    assert row.time_period == date(2026, 5, 15)


def test_blank_rows_between_and_below_are_nothing() -> None:
    rows = [GOOD[0], (), ("  ",), GOOD[1], (), ()]
    assert len(read(filled(rows)).observations) == 2


@pytest.mark.parametrize(
    "total",
    [("Tổng cộng", None, 121_230, 150_730), ("Tổng cộng:", None, 1, 2, date(2026, 5, 31)), ("TỔNG", None, None, 5)],
)
def test_a_typed_total_is_passed_over_and_said_so(total: tuple[Any, ...]) -> None:
    found = read(filled([*GOOD, total]))
    assert len(found.observations) == 3
    assert found.warnings == (f"{DATA}!A{FIRST + 3}: bỏ qua dòng tổng cộng; tổng được tính từ các dòng trên",)


def test_the_examples_are_never_data() -> None:
    assert errors(lambda book: book[DATA].delete_rows(FIRST, 20)) == [f"{DATA}: chưa có dòng số liệu nào"]


def test_a_sheet_of_ones_own_is_told() -> None:
    def notes(workbook: Any) -> None:
        workbook.create_sheet("Ghi chú")["A1"] = "Chốt số lúc 17 giờ"

    assert read(filled(edit=notes)).warnings == ("Ghi chú: sheet này không thuộc mẫu và không được đọc",)


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ref", "value", "line"),
    [
        ("C4", "Xong", '{DATA}!C4: cột "Đã hoàn thành" bị đổi tên thành "Xong"'),
        ("E4", None, '{DATA}!E4: thiếu cột "Tính đến ngày"'),
        ("H4", "Ghi chú", '{DATA}!H4: cột thừa "Ghi chú"; mẫu chỉ có 7 cột'),
        ("D5", 120_499, "{DATA}!D5: Tổng số (120499) nhỏ hơn Đã hoàn thành (120500)"),
        ("D5", 0, "{DATA}!D5: Tổng số phải lớn hơn 0; nếu không có việc thì xóa dòng"),
        ("D5", None, "{DATA}!D5: thiếu Tổng số"),
        ("A5", "Hà Nam", '{DATA}!A5: "Hà Nam" không còn từ 01/07/2025; nay thuộc Ninh Bình'),
        ("A5", "Bắc Nin", '{DATA}!A5: "Bắc Nin" không phải tỉnh, thành phố trong danh mục; có phải "Bắc Ninh"?'),
        ("B5", "Số thửa đất đồng bộ", '{DATA}!B5: Nhiệm vụ "Số thửa đất đồng bộ" không có trong danh mục; có phải "{SYNCED}"?'),
        ("B5", None, "{DATA}!B5: thiếu Nhiệm vụ"),
        ("C5", "gần xong", '{DATA}!C5: Đã hoàn thành "gần xong" không phải số nguyên từ 0 trở lên'),
        ("C5", -3, '{DATA}!C5: Đã hoàn thành "-3" không phải số nguyên từ 0 trở lên'),
        ("C5", 1.234, '{DATA}!C5: Đã hoàn thành "1,234" không phải số nguyên từ 0 trở lên; có phải là 1.234?'),
        ("C5", "80%", '{DATA}!C5: Đã hoàn thành "80%" không phải số nguyên từ 0 trở lên'),
        ("C5", "=C6+1", "{DATA}!C5: Đã hoàn thành: ô báo lỗi hoặc công thức chưa có giá trị; hãy gõ số vào ô"),
        ("E5", None, "{DATA}!E5: thiếu Tính đến ngày"),
        ("E5", date(2026, 6, 6), "{DATA}!E5: Tính đến ngày 06/06/2026 là ngày sau 05/06/2026"),
        ("E5", "31/02/2026", '{DATA}!E5: Tính đến ngày "31/02/2026" không phải ngày; hãy ghi ngày/tháng/năm, ví dụ 15/06/2026'),
        ("F5", "quý IV", '{DATA}!F5: Thời hạn "quý IV" không phải ngày; hãy ghi ngày/tháng/năm, ví dụ 15/06/2026'),
        ("H6", "xem lại", "{DATA}!H6: ô ngoài bảng; mẫu chỉ có 7 cột, từ A đến G"),
    ],
)  # fmt: skip
def test_one_cell_one_line(ref: str, value: Any, line: str) -> None:
    def edit(workbook: Any) -> None:
        sheet = workbook[DATA]
        sheet[ref].value = value
        if ref == "C5" and value == 1.234:
            sheet[ref].number_format = "General"

    assert errors(edit) == [line.replace("{DATA}", DATA).replace("{SYNCED}", SYNCED)]


def test_a_day_that_lost_its_format_is_told() -> None:
    def edit(workbook: Any) -> None:
        workbook[DATA]["E5"].value, workbook[DATA]["E5"].number_format = 46173, "General"

    assert errors(edit) == [
        f'{DATA}!E5: Tính đến ngày "46173" là số thứ tự ngày của Excel; hãy định dạng ô kiểu ngày (dd/mm/yyyy)'
    ]


def test_the_same_figure_twice() -> None:
    again = (*GOOD[0][:2], 1, 2, *GOOD[0][4:])
    with pytest.raises(FormError, match=re.escape(f"{DATA}!A8: trùng với dòng 5 (cùng tỉnh, nhiệm vụ và ngày)")):
        read(filled([*GOOD, again]))


def test_what_cannot_be_counted_there() -> None:
    localities = "Số địa phương hoàn thành số hóa dữ liệu hộ tịch"
    assert typed("Hà Nội", localities, 1, 2, date(2026, 5, 31)) == [
        f"{DATA}!B5: Nhiệm vụ này đếm theo địa phương hoặc bộ, ngành: chỉ dùng với Cả nước"
    ]
    assert typed("Hà Nội", "Số huyện hoàn thành số hóa hộ tịch", 1, 2, date(2026, 5, 31)) == [
        f"{DATA}!B5: Nhiệm vụ này đếm theo huyện; cấp huyện không còn từ 01/07/2025"
    ]


def test_a_name_that_is_not_yet_there(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.extract import form_cells

    monkeypatch.setattr(form_cells, "places_of", lambda reference: {"tây đô": {"VN34": "VN34-92"}})
    with pytest.raises(form_cells.Wrong, match="chưa có vào ngày 30/06/2025"):
        form_cells.place("Tây Đô", date(2025, 6, 30), REFERENCE)


def test_every_error_is_told_at_once_and_nothing_is_read() -> None:
    found = errors(with_cell("C5", "x"), with_cell("D5", "y"), with_cell("A6", "Xứ Lạ"), with_cell("E7", None))
    assert [line.split(":")[0] for line in found] == [f"{DATA}!{ref}" for ref in ("C5", "D5", "A6", "E7")]


def test_the_list_of_errors_is_bounded_and_counted() -> None:
    rows = [("Hà Nội", BOOKS, "x", 10, date(2026, 5, 31), None, None)] * (MOST_ERRORS + 10)
    with pytest.raises(FormError) as caught:
        read(filled(rows))
    assert (len(caught.value.lines), caught.value.count) == (MOST_ERRORS, MOST_ERRORS + 10)
    assert "(và 59 lỗi khác)" in str(caught.value)


def test_a_row_cut_short_and_a_note_below_the_table() -> None:
    assert errors(with_cell("A9", "Hà Nội"), with_cell("C9", 5)) == [
        f"{DATA}!A9: dòng thiếu ô (cần đủ Tỉnh, thành phố; Nhiệm vụ; Đã hoàn thành; Tổng số; Tính đến ngày);"
        " ghi chú thì để ở sheet khác"
    ]


def test_hidden_rows_and_merged_cells_are_not_read_in_silence() -> None:
    def hide(workbook: Any) -> None:
        workbook[DATA].row_dimensions[6].hidden = True

    assert errors(hide) == [f"{DATA}!A6: dòng hoặc cột bị ẩn; hãy bỏ lọc và hiện lại, hoặc xóa"]

    def merge(workbook: Any) -> None:
        workbook[DATA]["A6"].value = None
        workbook[DATA].merge_cells("A5:A6")

    assert errors(merge)[0] == f"{DATA}!A5: ô bị gộp; hãy bỏ gộp ô (mỗi dòng một số liệu)"


def test_a_renamed_sheet_and_a_second_one() -> None:
    def rename(workbook: Any) -> None:
        workbook[DATA].title = "Tháng 5"

    assert errors(rename) == ['Tháng 5: sheet "Số liệu" bị đổi tên thành "Tháng 5"']

    def copy(workbook: Any) -> None:
        workbook.copy_worksheet(workbook[DATA]).title = "Tháng 6"

    assert errors(copy) == ['Tháng 6: sheet lạ có bảng số liệu; hãy chuyển các dòng vào sheet "Số liệu"']


def test_rows_pasted_above_the_header_are_not_lost_in_silence() -> None:
    def paste(workbook: Any) -> None:
        for column, value in enumerate(GOOD[1], start=1):
            workbook[DATA].cell(3, column, value)

    assert errors(paste) == [f"{DATA}!A3: dòng nằm trên hàng tiêu đề; hãy chuyển xuống dưới"]
    found = read(filled(edit=with_cell("A3", "Chốt số lúc 17 giờ")))
    assert found.warnings == (f"{DATA}!A3: dòng nằm trên hàng tiêu đề không được đọc",)


def test_a_hidden_column_is_told() -> None:
    def hide(workbook: Any) -> None:
        workbook[DATA].column_dimensions["G"].hidden = True

    assert errors(hide) == [f'{DATA}!G4: thiếu cột "Người liên hệ" (hoặc cột bị ẩn)']


def test_a_decomposed_sheet_name_is_the_same_name() -> None:
    def decompose(workbook: Any) -> None:
        workbook[DATA].title = unicodedata.normalize("NFD", DATA) + " "

    assert len(read(filled(edit=decompose)).observations) == 3


def test_a_year_that_was_probably_mistyped_is_a_warning() -> None:
    found = read(filled([("Hà Nội", BOOKS, 1, 2, date(2016, 5, 31), None, None)]))
    assert found.warnings == (f"{DATA}!E5: ngày 31/05/2016 cách tháng báo cáo hơn một năm; hãy kiểm tra lại năm",)


def test_more_rows_than_anybody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_reader, "MOST_ROWS", 2)
    with pytest.raises(FormError, match="quá 2 dòng; hãy chia thành nhiều tệp"):
        read(filled())


def test_a_header_that_is_gone() -> None:
    assert errors(lambda book: book[DATA].delete_rows(1, 4))[0].startswith(f"{DATA}: không thấy hàng tiêu đề của mẫu")


def test_a_form_without_its_mark_is_still_the_form_and_other_workbooks_are_not() -> None:
    def only_data(workbook: Any) -> None:
        for name in workbook.sheetnames[1:]:
            del workbook[name]

    data = filled(edit=only_data)
    assert is_form(document_of(data))
    assert len(read(data).observations) == 3
    assert not is_form(read_document(page("Đã đồng bộ 120 thửa đất."), "x.html"))


# --- numerals and people ---------------------------------------------------------------------------------------------


def published_texts(extraction: Extraction) -> list[str]:
    texts = [text for o in extraction.observations for text in (o.evidence.quote, o.evidence.value_text or "")]
    return [*texts, *(text for figure in extraction.unread for text in (figure.quote, figure.value_text))]


def test_every_numeral_is_used_or_has_a_reason() -> None:
    document = document_of(filled([*GOOD, ("Tổng cộng", None, 121_230, 150_730)]))
    extraction = extract_document(document, CONTEXT, REFERENCE)
    listed = {at for figure in extraction.unread for at in range(figure.char_start, figure.char_end)}
    quoted = [(o.evidence.char_start, o.evidence.char_end) for o in extraction.observations]
    for match in re.finditer(r"\d+", document.text):
        assert match.start() in listed or any(a <= match.start() < b for a, b in quoted), match.group()
    assert {figure.reason for figure in extraction.unread} == {"date", "plan", "boilerplate"}
    assert not any(figure.reason == "unknown" for figure in extraction.unread)


names = st.text(st.characters(categories=("Lu", "Ll", "Nd"), include_characters=" .-+@"), min_size=6, max_size=30)


@settings(max_examples=25, deadline=None)
@given(names.filter(lambda text: len(text.strip()) >= 6))
def test_a_contact_is_in_no_quote_and_no_value(contact: str) -> None:
    row = ("Hà Nội", BOOKS, 730, 731, date(2026, 5, 31), date(2026, 12, 31), f"ZQ{contact}ZQ")
    extraction = extract_document(document_of(filled([row])), CONTEXT, REFERENCE)
    assert len(extraction.observations) == 1
    assert not any("ZQ" in text for text in published_texts(extraction))


def test_a_telephone_is_accounted_for_by_its_address_only() -> None:
    extraction = extract_document(document_of(filled()), CONTEXT, REFERENCE)
    assert not any("0987" in text or "Mẫu" in text for text in published_texts(extraction))
    places = [figure for figure in extraction.unread if figure.quote == f"{DATA}!G{FIRST}"]
    assert [figure.value_text for figure in places] == ["••••", "•••", "•••"]
    assert CONTACT in document_of(filled()).text  # it is in the file, and only there


def test_a_telephone_elsewhere_in_the_file_is_not_told_either() -> None:
    def edit(workbook: Any) -> None:
        workbook[DATA]["A1"] = f"Đầu mối: {CONTACT}"
        workbook[EXAMPLE]["G5"] = CONTACT

    extraction = extract_document(document_of(filled(edit=edit)), CONTEXT, REFERENCE)
    assert not any("0987" in text or "Mẫu" in text for text in published_texts(extraction))
