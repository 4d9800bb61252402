"""XLSX: what a reader of the sheet sees, cell by cell, and where the tables are."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

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


def test_hidden_sheets_are_tagged_hidden_rows_left_out_and_formulas_told() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.active
        for row in (["Tỉnh", "Số"], ["Hà Nam", 1], ["Bản nháp", 999], ["Tổng", "=SUM(B2:B3)"]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        old = workbook.create_sheet("Cu")
        for row in (["Tỉnh", "Số"], ["Cà Mau", 5]):
            old.append(row)
        old["A4"] = "Số cũ"
        old.sheet_state = "hidden"

    document = made(fill)
    assert "999" not in document.text
    assert [table.hidden for table in document.tables] == [False, True]
    assert texts(document, "boilerplate") == ["Số cũ"]
    assert document.warnings == (
        "Sheet: 2 cells in hidden rows or columns left out",
        "1 formulas without a stored value",
    )


def test_a_sheet_that_spans_everything_is_refused() -> None:
    def fill(workbook: Any) -> None:
        workbook.active["A1"] = "Tỉnh"
        workbook.active["XFD1048576"] = 1

    with pytest.raises(ReadError, match="spans 1048576 rows"):
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
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("1.091.481", "General", "1.091.481"),
        (datetime(2024, 10, 31), "dd/mm/yyyy", "31/10/2024"),
        (date(2024, 10, 1), "mm/yyyy", "10/2024"),
    ],
)
def test_values_as_shown(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
