"""Writes a report as a workbook: title lines above, a two-row merged head, figures as numbers with a format, notes.

Keeps out: what the report says, and the clock.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from pipeline.sample.generate.archive import with_fixed_dates
from pipeline.sample.generate.report import Grid, Heading, Number, Paragraph, Report


def write_xlsx(report: Report) -> bytes:
    """The workbook's bytes; every block goes to one sheet, in order, a table starting at column A."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "Biểu số liệu"
    moment = datetime(report.published_on.year, report.published_on.month, report.published_on.day)
    properties = workbook.properties
    properties.creator, properties.title = "Dự án Tiến độ", report.title
    properties.created = properties.modified = moment
    row = 1
    for line in (*report.letterhead, report.title):
        sheet.cell(row, 1, line).font = Font(bold=True)
        row += 1
    for block in report.blocks:
        match block:
            case Heading(text):
                sheet.cell(row, 1, text).font = Font(bold=True)
                row += 1
            case Paragraph(text):
                sheet.cell(row, 1, text)
                row += 1
            case Grid():
                row = _add_table(sheet, row, block) + 1
    buffer = io.BytesIO()
    workbook.save(buffer)
    return with_fixed_dates(_without_save_date(buffer.getvalue(), moment))


def _add_table(sheet: Any, row: int, grid: Grid) -> int:
    """Writes the table from `row` on; gives the first free row after it."""
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    sheet.cell(row, 1, grid.caption).font = Font(italic=True)
    row += 1
    top, taken = row, set()
    line = Side(style="thin", color="FF999999")
    border = Border(left=line, right=line, top=line, bottom=line)
    for cells in grid.head:
        column = 1
        for cell in cells:
            while (row, column) in taken:
                column += 1
            target = sheet.cell(row, column, cell.text)
            target.font = Font(bold=True)
            target.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            last_row, last_column = row + cell.row_span - 1, column + cell.col_span - 1
            if (last_row, last_column) != (row, column):
                sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
            taken |= {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}
        row += 1
    for number, values in enumerate(grid.body, start=1):
        for column, value in enumerate(values, start=1):
            if isinstance(value, Number):
                target = sheet.cell(row, column, value.value)
                target.number_format = value.cell_format
            else:
                target = sheet.cell(row, column, value)
            target.border = border
            if grid.total and number == len(grid.body):
                target.font = Font(bold=True)
        row += 1
    for column, width in enumerate(grid.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = max(6.0, width / 2)
    sheet.freeze_panes = sheet.freeze_panes or sheet.cell(top + len(grid.head), 1)
    return row


def _without_save_date(data: bytes, moment: datetime) -> bytes:
    """openpyxl stamps the moment of saving into docProps/core.xml whatever the properties say: put ours back."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = rf"\g<1>{moment:%Y-%m-%dT%H:%M:%SZ}\g<2>".encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)", stamp, content)
            new.writestr(name, content)
    return buffer.getvalue()
