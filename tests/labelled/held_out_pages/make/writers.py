"""Marked documents written out as HTML, TXT, DOCX and XLSX files.

A text for HTML has `## ` headings, `- ` items and paragraphs, put into the frame of a site (`sites`); a text for DOCX has `# ` headings
beside them; one for TXT stands as it is; one for XLSX has `== sheet ==` lines, and every other line is a row of cells. Keeps out: what a fact is (`marks`).
"""

from __future__ import annotations

import re
from pathlib import Path

import sites
from docx import Document
from docx.shared import Pt
from marks import Doc, Table
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font


def html(doc: Doc, path: Path) -> None:
    """The article in the frame of its site; tables with their spans."""
    parts = [part if isinstance(part, str) else _html_table(part) for part in doc.parts]
    text = sites.page(doc.head, sites.article(parts, doc.head.get("site", "press")))
    path.write_bytes(text.encode("utf-8") + b"\n")


def txt(doc: Doc, path: Path) -> None:
    """The text as it stands."""
    path.write_text("".join(part for part in doc.parts if isinstance(part, str)).strip("\n") + "\n", encoding="utf-8")


def _html_table(table: Table) -> str:
    lines = [f"<table {table.options}>".replace(" >", ">")]
    for index, row in enumerate(table.rows):
        cells = ""
        for text, wide, high in row:
            tag = "th" if index < table.head and "plain" not in table.options else "td"
            spans = (f' colspan="{wide}"' if wide > 1 else "") + (f' rowspan="{high}"' if high > 1 else "")
            cells += f"<{tag}{spans}>{text}</{tag}>"
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def placed(table: Table) -> tuple[dict[tuple[int, int], tuple[str, int, int]], int]:
    """Cells by (row, column), spans respected, and the number of columns."""
    taken: set[tuple[int, int]] = set()
    cells, columns = {}, 0
    for y, row in enumerate(table.rows):
        x = 0
        for text, wide, high in row:
            while (y, x) in taken:
                x += 1
            cells[y, x] = (text, wide, high)
            taken |= {(y + j, x + i) for i in range(wide) for j in range(high)}
            x += wide
            columns = max(columns, x)
    return cells, columns


def docx(doc: Doc, path: Path) -> None:
    """Paragraphs, headings, items and ruled tables."""
    file = Document()
    file.styles["Normal"].font.name, file.styles["Normal"].font.size = "Times New Roman", Pt(13)
    for part in doc.parts:
        if isinstance(part, Table):
            cells, columns = placed(part)
            grid = file.add_table(rows=len(part.rows), cols=columns)
            grid.style = "Table Grid"
            for (y, x), (text, wide, high) in cells.items():
                cell = grid.cell(y, x)
                if wide > 1 or high > 1:
                    cell = cell.merge(grid.cell(y + high - 1, x + wide - 1))
                cell.text = text
                for run in cell.paragraphs[0].runs:
                    run.bold, run.font.size = y < part.head, Pt(11)
            continue
        for block in re.split(r"\n\s*\n", part.strip()):
            text = " ".join(block.split("\n")).strip()
            if text.startswith("#"):
                file.add_heading(text.lstrip("# "), level=len(text) - len(text.lstrip("#")))
            elif text.startswith("- "):
                for item in re.split(r"(?:^| )- (?=\S)", block.replace("\n", " "))[1:]:
                    file.add_paragraph(item.strip(), style="List Bullet")
            elif text:
                file.add_paragraph(text)
    file.save(path)


def xlsx(doc: Doc, path: Path) -> None:
    """Sheets of rows; a number becomes a numeric cell with a format that shows the same digits."""
    file = Workbook()
    sheet, y = file.active, 0
    first = True
    for part in doc.parts:
        if isinstance(part, Table):
            cells, _ = placed(part)
            for (j, x), (text, wide, high) in cells.items():
                _set(sheet, y + j + 1, x + 1, text, "text" in part.options.split())
                if j < part.head:
                    sheet.cell(y + j + 1, x + 1).font = Font(bold=True)
                    sheet.cell(y + j + 1, x + 1).alignment = Alignment(wrap_text=True, horizontal="center")
                if wide > 1 or high > 1:
                    sheet.merge_cells(
                        start_row=y + j + 1, start_column=x + 1, end_row=y + j + high, end_column=x + wide
                    )
            y += len(part.rows)
            continue
        for line in part.strip("\n").split("\n"):
            if named := re.fullmatch(r"== (.+) ==", line):
                sheet = sheet if first else file.create_sheet()
                sheet.title, y, first = named[1], 0, False
                continue
            y += 1
            for x, text in enumerate(line.split(" | "), start=1):
                _set(sheet, y, x, text.strip(), True)
    for sheet in file.worksheets:
        for letter in "BCDEFGHIJ":
            sheet.column_dimensions[letter].width = 18
    file.save(path)


def _set(sheet: object, y: int, x: int, text: str, as_text: bool) -> None:
    if not text:
        return
    cell = sheet.cell(y, x)
    if not as_text and re.fullmatch(r"-?\d+(\.\d{3})*(,\d+)?%?", text):
        places = len(text.rstrip("%").partition(",")[2])
        value = float(text.rstrip("%").replace(".", "").replace(",", "."))
        cell.value = round(value / 100, 6) if text.endswith("%") else int(value) if not places else value
        cell.number_format = ("#,##0" if "." in text else "0") + ("." + "0" * places if places else "")
        cell.number_format += "%" if text.endswith("%") else ""
        return
    cell.value = text
