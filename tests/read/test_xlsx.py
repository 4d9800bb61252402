"""XLSX: what a reader of the sheet sees, cell by cell, and where the tables are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from pipeline.read import ReadError, read_document
from pipeline.read.number_format import shown
from pipeline.terms import Document
from tests.read.made import assert_lawful, rows, texts


def made(fill: Callable[[Any], None]) -> Document:
    workbook = Workbook()
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    document = read_document(out.getvalue(), "x.xlsx")
    assert_lawful(document)
    return document


def report(workbook: Any) -> None:
    sheet = workbook.active
    sheet.title = "T10"
    sheet["A1"] = "UBND TỈNH HÀ NAM"
    sheet["A2"] = "Biểu tổng hợp số hóa hộ tịch tháng 10/2024"
    sheet.merge_cells("A2:E2")
    sheet["A3"] = "Đơn vị tính: hồ sơ"
    for ref, value in {
        "A5": "TT",
        "B5": "Huyện",
        "C5": "Số hồ sơ",
        "E5": "Tỷ lệ",
        "C6": "Có",
        "D6": "Đã số hóa",
    }.items():
        sheet[ref] = value
    for area in ("A5:A6", "B5:B6", "C5:D5", "E5:E6"):
        sheet.merge_cells(area)
    for i, (name, total, done) in enumerate([("Bắc Hà", 1_000_000, 655_000), ("Nam Hà", 2000, 1311)]):
        for col, value in enumerate([i + 1, name, total, done, done / total], start=1):
            sheet.cell(7 + i, col, value)
        sheet.cell(7 + i, 3).number_format = "#,##0"
        sheet.cell(7 + i, 5).number_format = "0.0%"
    sheet["A10"] = "Nguồn: các huyện gửi về"


def test_lines_table_lines() -> None:
    document = made(report)
    assert document.title == "Biểu tổng hợp số hóa hộ tịch tháng 10/2024"
    assert texts(document, "paragraph") == ["UBND TỈNH HÀ NAM", "Đơn vị tính: hồ sơ", "Nguồn: các huyện gửi về"]
    assert rows(document) == [
        ["TT", "Huyện", "Số hồ sơ", "", "Tỷ lệ"], ["", "", "Có", "Đã số hóa", ""],
        ["1", "Bắc Hà", "1.000.000", "655000", "65,5%"], ["2", "Nam Hà", "2.000", "1311", "65,6%"],
    ]  # fmt: skip
    (table,) = document.tables
    assert (table.sheet, table.hidden, table.caption) == ("T10", False, "Biểu tổng hợp số hóa hộ tịch tháng 10/2024")
    assert {cell.row for cell in table.cells if cell.header} == {0, 1}
    assert [cell.ref for cell in table.cells if cell.row == 3] == [f"T10!{col}8" for col in "ABCDE"]


def test_a_blank_row_does_not_end_a_table_but_a_new_header_begins_one() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.active
        for row in (["Tỉnh", "Số"], ["Hà Nam", 1], [], ["Cà Mau", 2], [], ["Tỉnh", "Thửa"], ["Hà Nam", 3]):
            sheet.append(row)

    document = made(fill)
    assert [len(rows(document, i)) for i in range(len(document.tables))] == [3, 2]


def test_hidden_sheets_rows_and_columns_are_tagged() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.active
        for row in (["Tỉnh", "Nháp", "Số"], ["Hà Nam", 777, 1], ["Bản nháp", 888, 999], ["Cà Mau", 666, 2]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        old = workbook.create_sheet("Cu")
        for row in (["Tỉnh", "Số"], ["Cà Mau", 5]):
            old.append(row)
        old["A4"] = "Số cũ"
        old.sheet_state = "hidden"

    document = made(fill)
    assert [table.hidden for table in document.tables] == [False, True, True]
    assert rows(document) == [["Tỉnh", "Số"], ["Hà Nam", "1"], ["Cà Mau", "2"]]
    assert [cell.ref for cell in document.tables[1].cells] == [
        f"Sheet!{ref}" for ref in ("B1", "B2", "A3", "B3", "C3", "B4")
    ]
    assert texts(document, "boilerplate") == ["Số cũ"]
    assert document.warnings == ("Sheet: 6 cells in hidden rows or columns",)


def test_formulas_nobody_calculated_and_errors_are_never_zero() -> None:
    def fill(workbook: Any) -> None:
        for row in (["Tỉnh", "Số", "Tỷ lệ"], ["Hà Nam", 1, "#DIV/0!"], ["Tổng", "=SUM(B2:B2)", "=B3/C3"]):
            workbook.active.append(row)
        workbook.active["C2"].data_type = "e"

    document = made(fill)
    assert rows(document) == [["Tỉnh", "Số", "Tỷ lệ"], ["Hà Nam", "1", ""], ["Tổng", "", ""]]
    assert document.warnings == (
        "2 formulas without a stored value: Sheet!B3, Sheet!C3",
        "1 cells show an error: Sheet!C2",
    )


@pytest.mark.parametrize(("stored", "told"), [(b"0", 2), (b"7", 0)])
def test_zeros_that_a_library_stored_for_its_formulas(stored: bytes, told: int) -> None:
    workbook = Workbook()
    for row in (["Tỉnh", "Số", "Xong"], ["Hà Nam", 3, 2], ["Cà Mau", 4, 1], ["Tổng", "=SUM(B2:B3)", "=SUM(C2:C3)"]):
        workbook.active.append(row)
    out = io.BytesIO()
    workbook.save(out)
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, re.sub(rb"</f><v ?/>|</f><v></v>", b"</f><v>" + stored + b"</v>", data))
    document = read_document(changed.getvalue(), "x")
    total = rows(document)[-1]
    assert total == (["Tổng", "", ""] if told else ["Tổng", "7", "7"])
    assert len(document.warnings) == (1 if told else 0)


def test_letterhead_units_group_rows_totals_and_notes() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.active
        for row in (
            ["UBND TỈNH HÀ NAM", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 12/BC-UBND", None, None, "Hà Nam, ngày 5 tháng 11 năm 2024"],
            ["BIỂU SỐ LIỆU ĐẤT ĐAI"],
            [None, None, None, "Đơn vị tính: nghìn thửa"],
            ["TT", "Huyện", "Tổng số thửa", "Tỷ lệ"],
            ["A", "B", 1, 2],
            ["I", "Miền núi"],
            [1, "Bắc Hà", 46_000_000, "98,5%"],
            [2, "Nam Hà", 0, "-"],
            [None, "Tổng cộng", 46_000_000, 0.985],
            ["Ghi chú: số liệu tính đến 31/10."],
            [],
            ["Người lập biểu", None, None, "Giám đốc"],
        ):
            sheet.append(row)
        for ref, form in (("C8", "#,##0"), ("C9", '#,##0;-#,##0;"-"'), ("C10", "#,##0"), ("D10", "0.0 %")):
            sheet[ref].number_format = form

    document = made(fill)
    assert document.title == "BIỂU SỐ LIỆU ĐẤT ĐAI"
    assert rows(document) == [
        ["TT", "Huyện", "Tổng số thửa", "Tỷ lệ"], ["A", "B", "1", "2"], ["I", "Miền núi", "", ""],
        ["1", "Bắc Hà", "46.000.000", "98,5%"], ["2", "Nam Hà", "-", "-"], ["", "Tổng cộng", "46.000.000", "98,5 %"],
    ]  # fmt: skip
    assert texts(document, "paragraph") == [
        "UBND TỈNH HÀ NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/BC-UBND Hà Nam, ngày 5 tháng 11 năm 2024",
        "Đơn vị tính: nghìn thửa", "Ghi chú: số liệu tính đến 31/10.", "Người lập biểu Giám đốc",
    ]  # fmt: skip


def test_tables_below_and_beside_each_other() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.active
        for row in (
            ["Tỉnh", "Thửa", None, "Huyện", "Sổ"],
            ["Hà Nam", 1, None, "Bắc Hà", 3],
            ["Cà Mau", 2, None, "Nam Hà", 4],
            [],
            ["Bảng 2. Theo tháng"],
            ["Tháng", "Thửa", None, "Sổ"],
            ["Tháng 9", 5, None, 6],
        ):
            sheet.append(row)

    document = made(fill)
    assert [rows(document, i) for i in range(3)] == [
        [["Tỉnh", "Thửa"], ["Hà Nam", "1"], ["Cà Mau", "2"]],
        [["Huyện", "Sổ"], ["Bắc Hà", "3"], ["Nam Hà", "4"]],
        [["Tháng", "Thửa", "Sổ"], ["Tháng 9", "5", "6"]],
    ]
    assert document.tables[2].caption == "Bảng 2. Theo tháng"
    assert [cell.ref for cell in document.tables[1].cells if cell.row == 2] == ["Sheet!D3", "Sheet!E3"]


def test_raised_digits_within_a_cell() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.active
        sheet.append(["Tỉnh", "Diện tích"])
        sheet.append(["Hà Nam", CellRichText("46", TextBlock(InlineFont(vertAlign="superscript"), "1"))])

    assert rows(made(fill))[1] == ["Hà Nam", "46¹"]


def test_a_stray_cell_far_away_costs_nothing_and_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(workbook: Any) -> None:
        workbook.active.append(["Tỉnh", "Số"])
        workbook.active.append(["Hà Nam", 1])
        workbook.active["XFD1048576"] = 1

    document = made(fill)
    assert rows(document) == [["Tỉnh", "Số"], ["Hà Nam", "1"]]
    monkeypatch.setattr("pipeline.read.xlsx.MAX_CELLS", 4)
    with pytest.raises(ReadError, match="more than 4 cells"):
        made(fill)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.655, "0.0%", "65,5%"),
        (0.65, "0%", "65%"),
        (0.655, "General", "0,655"),
        (59.64, "General", "59,64"),
        (0.1 + 0.2, "General", "0,3"),
        (3861125, "General", "3861125"),
        (3861125.0, "General", "3861125"),
        (3861125, "#,##0", "3.861.125"),
        (3861125, "0", "3861125"),
        (3861125, "#,##0,", "3.861"),
        (1234.5, "#,##0.00", "1.234,50"),
        (12.5, "0.##", "12,5"),
        (-1234, "#,##0;(#,##0)", "(1.234)"),
        (-3.2, "0.0", "-3,2"),
        (46, '0" triệu"', "46 triệu"),
        (46, "_(* #,##0_);[Red]_(* (#,##0)", "46"),
        (1e-7, "General", "0,0000001"),
        (5, "@", "5"),
        (45000000, "0.00E+00", "45000000"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_)', "-"),
        (0, "#,##0", "0"),
        (0, "0;-0;;@", ""),
        (2_500_000, '[>=1000000]#,##0.0,," triệu";#,##0', "2,5 triệu"),
        (2_500, '[>=1000000]#,##0.0,," triệu";#,##0', "2.500"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
        (time(7, 30), "h:mm", "07:30"),
        (datetime(2024, 10, 31, 8, 5), "dd/mm/yyyy hh:mm", "31/10/2024 08:05"),
        (datetime(2024, 10, 31), "d/m", "31/10"),
        (datetime(2024, 10, 31), "mm-dd-yy", "31/10/2024"),
        (datetime(2024, 10, 31), '"tháng "m" năm "yyyy', "10/2024"),
        (datetime(2024, 10, 31), "yyyy", "2024"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("1.091.481", "General", "1.091.481"),
        (datetime(2024, 10, 31), "dd/mm/yyyy", "31/10/2024"),
        (date(2024, 10, 1), "mm/yyyy", "10/2024"),
    ],
)
def test_values_as_shown(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
