"""The workbook that a working group fills in, the same bytes every time.

Holds its sheets, lists, formats and examples; the names in it are those its reader expects (extract/form). Keeps out:
reading it, and the clock.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

from pipeline.extract.context import MERGER
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
    TASK,
    TITLE,
    TOTAL,
    tasks_of,
)  # fmt: skip
from pipeline.reference import Reference

MADE_ON = datetime(2026, 1, 1)  # written into the file, so that equal forms have equal bytes
HEADER = 4
LAST_ROW = 1000  # the last row with lists and formats
WIDTHS = {PLACE: 24, TASK: 58, DONE: 16, TOTAL: 16, AS_OF: 16, DEADLINE: 16, CONTACT: 34}
COUNT, DAY = "#,##0", "dd/mm/yyyy"
HOW_TO = (
    "Mỗi dòng là một số liệu: một tỉnh, một nhiệm vụ, một ngày. Chọn tỉnh và nhiệm vụ trong danh sách. "
    "Cột G chỉ để hỏi lại, không được công bố."
)
EXAMPLES: tuple[tuple[str, str, int, int, date, date | None, str], ...] = (
    ("Bắc Ninh", "land.parcels_synced", 1_204_500, 1_530_000, date(2026, 5, 31), date(2026, 12, 31), "Phòng Tổng hợp"),
    ("Đà Nẵng", "civil_status.records_digitised", 845_120, 845_120, date(2026, 5, 31), None, "Phòng Hộ tịch"),
    ("Hà Nam", "civil_status.books_digitised", 3_215, 4_000, date(2025, 5, 31), date(2025, 6, 30), "Tổ số hóa"),
)
_GUIDE = (
    ("Tệp này để làm gì", "Ghi số liệu mà Tổ công tác tự theo dõi; mỗi số vào kho kèm đúng dòng đã ghi."),
    (COLUMNS[PLACE - 1], "Tên tỉnh, thành phố có hiệu lực vào ngày ở cột E, hoặc Cả nước."),
    ("", f"Trước {MERGER:%d/%m/%Y}: 63 tỉnh, thành phố cũ; từ ngày đó: 34 tỉnh, thành phố."),
    (COLUMNS[TASK - 1], "Chọn trong danh sách; nhiệm vụ đếm theo địa phương hoặc bộ, ngành chỉ dùng với Cả nước."),
    (COLUMNS[DONE - 1], "Số nguyên từ 0 trở lên, không ghi đơn vị, không ghi phần trăm."),
    (COLUMNS[TOTAL - 1], "Số nguyên lớn hơn 0, không nhỏ hơn Đã hoàn thành."),
    (COLUMNS[AS_OF - 1], "Ngày của số liệu (ngày/tháng/năm), không phải ngày gửi; không ghi ngày chưa đến."),
    (COLUMNS[DEADLINE - 1], "Ngày phải xong, nếu đã được giao; có thể để trống."),
    (COLUMNS[CONTACT - 1], "Ai trả lời khi cần hỏi lại. Không được đưa vào bảng nào, trang nào hay tệp nào công bố."),
    ("Không đổi", f"Tên sheet {DATA}, tên và thứ tự các cột. Không gộp ô, không ẩn dòng."),
    ("Dòng tổng cộng", "Không cần; nếu có thì được bỏ qua và báo lại."),
    ("Khi có lỗi", "Mọi lỗi được báo theo sheet và ô; tệp có lỗi không được nhận, kể cả các dòng đúng."),
    ("Gửi", "tiendo add TỆP --source working_group --report-month 2026-05 --published 2026-06-05"),
)


def template(reference: Reference) -> bytes:
    """The empty form for the tasks and places of the catalogue."""
    from openpyxl import Workbook

    workbook = Workbook()
    tasks = tasks_of(reference)
    properties = workbook.properties
    properties.creator, properties.title = "Dự án Tiến độ", TITLE
    properties.created = properties.modified = MADE_ON
    places = place_names(reference)
    data: Any = workbook.active
    data.title = DATA
    _head(data, TITLE, HOW_TO)
    _lists(data, len(places), len(tasks))
    _formats(data, LAST_ROW)
    example: Any = workbook.create_sheet(EXAMPLE)
    _head(example, "Ví dụ (không được đọc)", "Số trong sheet này là bịa, chỉ để xem cách ghi.")
    names = {indicator.id: name for name, indicator in tasks.items()}
    for number, (place, indicator, *rest) in enumerate(EXAMPLES, start=HEADER + 1):
        for column, value in enumerate((place, names[indicator], *rest), start=1):
            example.cell(number, column, value)
    _formats(example, HEADER + len(EXAMPLES))
    _guide(workbook.create_sheet(GUIDE))
    _choices(workbook.create_sheet(LISTS), places, tuple(tasks))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _with_fixed_dates(buffer.getvalue())


def place_names(reference: Reference) -> tuple[str, ...]:
    """The country, the provinces of today, then the names that only hold for days before the merger."""
    by_scheme = {scheme: [area.name_vi for area in reference.areas.of_scheme(scheme)] for scheme in ("VN34", "VN63")}
    old = [name for name in by_scheme["VN63"] if name not in by_scheme["VN34"]]
    return (reference.areas.by_id["VN"].name_vi, *sorted(by_scheme["VN34"]), *sorted(old))


def _head(sheet: Any, title: str, how_to: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(COLUMNS))
    sheet["A1"], sheet["A2"] = title, how_to
    sheet["A1"].font, sheet["A2"].font = Font(bold=True, size=14), Font(italic=True, color="FF555555")
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(f"A1:{last}1")
    sheet.merge_cells(f"A2:{last}2")
    sheet.row_dimensions[2].height = 32
    edge = Side(style="thin", color="FF7F7F7F")
    for column, name in enumerate(COLUMNS, start=1):
        cell = sheet.cell(HEADER, column, name)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", start_color="FF1F4E79")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[column]
    sheet.row_dimensions[HEADER].height = 30
    sheet.freeze_panes = f"A{HEADER + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER}:{HEADER}"


def _formats(sheet: Any, last: int) -> None:
    for number in range(HEADER + 1, last + 1):
        for column in (DONE, TOTAL):
            sheet.cell(number, column).number_format = COUNT
        for column in (AS_OF, DEADLINE):
            sheet.cell(number, column).number_format = DAY


def _lists(sheet: Any, n_places: int, n_tasks: int) -> None:
    """What may be chosen or typed; a spreadsheet says so at once, the reader says it again for what was pasted."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    first_day, last_day = (f"DATE({year},{month},{day})" for year, month, day in ((2000, 1, 1), (2100, 12, 31)))
    rules = {
        PLACE: DataValidation(type="list", formula1=f"'{LISTS}'!$A$2:$A${n_places + 1}"),
        TASK: DataValidation(type="list", formula1=f"'{LISTS}'!$B$2:$B${n_tasks + 1}"),
        DONE: DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0"),
        TOTAL: DataValidation(type="whole", operator="greaterThanOrEqual", formula1="1"),
        AS_OF: DataValidation(type="date", operator="between", formula1=first_day, formula2=last_day),
        DEADLINE: DataValidation(type="date", operator="between", formula1=first_day, formula2=last_day),
    }
    told = {
        PLACE: "Chọn tỉnh, thành phố trong danh sách.",
        TASK: "Chọn nhiệm vụ trong danh sách.",
        DONE: "Số nguyên từ 0 trở lên.",
        TOTAL: "Số nguyên lớn hơn 0, không nhỏ hơn Đã hoàn thành.",
        AS_OF: "Ngày của số liệu, ví dụ 31/05/2026.",
        DEADLINE: "Ngày phải xong, ví dụ 31/12/2026; có thể để trống.",
    }
    for column, rule in rules.items():
        rule.allow_blank, rule.showErrorMessage, rule.showInputMessage = True, True, True
        rule.errorTitle, rule.error = "Chưa đúng", told[column]
        rule.promptTitle, rule.prompt = COLUMNS[column - 1], told[column]
        letter = get_column_letter(column)
        rule.add(f"{letter}{HEADER + 1}:{letter}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _guide(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    sheet["A1"] = "Cách ghi"
    sheet["A1"].font = Font(bold=True, size=14)
    for number, (name, text) in enumerate(_GUIDE, start=3):
        sheet.cell(number, 1, name or None).font = Font(bold=True)
        sheet.cell(number, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).alignment = Alignment(vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100


def _choices(sheet: Any, places: tuple[str, ...], tasks: tuple[str, ...]) -> None:
    for column, (name, values) in enumerate(((COLUMNS[0], places), (COLUMNS[1], tasks)), start=1):
        sheet.cell(1, column, name)
        for number, value in enumerate(values, start=2):
            sheet.cell(number, column, value)
    sheet.cell(1, 3, MARK)
    sheet.sheet_state = "hidden"


def _with_fixed_dates(data: bytes) -> bytes:
    """The same archive with every time in it fixed: openpyxl stamps the moment of saving."""
    stamp = rf"\g<1>{MADE_ON:%Y-%m-%dT%H:%M:%SZ}\g<2>".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)", stamp, content)
            entry = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(entry, content)
    return buffer.getvalue()
