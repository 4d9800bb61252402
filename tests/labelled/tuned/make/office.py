"""DOCX and XLSX writers: numbered lists, footnotes, text boxes, merged cells, hidden sheets.

Holds what python-docx and openpyxl lack (footnotes and text boxes as raw XML). Keeps out: texts and labels.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt
from marks import Doc, layout
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TEXT = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
OLD = '<w:pict><v:shape style="width:420pt;height:70pt"><v:textbox>' + TEXT + "</v:textbox></v:shape></w:pict>"
OFFICE = "http://schemas.microsoft.com/office/word/2010/"
SHAPE = f"{OFFICE}wordprocessingShape"
DRAWN = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5300000" cy="900000"/>'
    '<wp:docPr id="7" name="Hop"/><a:graphic><a:graphicData uri="' + SHAPE + '"><wps:wsp><wps:cNvSpPr txBox="1"/>'
    '<wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>' + TEXT + "</wps:txbx><wps:bodyPr/>"
    "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>" + OLD + "</mc:Fallback>"
    "</mc:AlternateContent>"
)
SPACES = (
    f'{W} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="{SHAPE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def box(text: str, old: bool) -> str:
    """A run with a text box: drawn with a fallback, as Word writes it since 2010, or in the old form alone."""
    return f"<w:r {SPACES}>{(OLD if old else DRAWN).replace('{}', escape(text))}</w:r>"


def docx(doc: Doc) -> bytes:
    """A Word file; `~foot` hangs a footnote on the paragraph before, `~box` is a text box, `~num` a numbered item."""
    word, notes, boxes = Document(), [], 0
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Times New Roman", Pt(13)
    paragraph = word.add_paragraph() if doc.blocks[0].kind == "foot" else None
    for block in doc.blocks:
        if block.kind == "table":
            grid, merged = layout(block.rows)
            table = word.add_table(len(grid), len(grid[0]))
            table.style = "Table Grid"
            for r, row in enumerate(grid):
                for c, text in enumerate(row):
                    if text:
                        table.cell(r, c).text = text
            for top, left, bottom, right in merged:
                keep = grid[top][left]
                table.cell(top, left).merge(table.cell(bottom, right)).text = keep
        elif block.kind == "letterhead":
            left, _, right = block.text.partition(" || ")
            table = word.add_table(1, 2)
            table.cell(0, 0).text, table.cell(0, 1).text = left.replace(" / ", "\n"), right.replace(" / ", "\n")
        elif block.kind == "foot":
            notes.append(block.text)
            mark = f'<w:r {W}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(notes)}"/></w:r>'
            paragraph._p.append(parse_xml(mark))
        elif block.kind == "box":
            paragraph, boxes = word.add_paragraph(), boxes + 1
            paragraph._p.append(parse_xml(box(block.text, old=boxes % 2 == 1)))
        elif block.kind in ("title", "h"):
            paragraph = word.add_heading(block.text, 0 if block.kind == "title" else 2)
        else:
            style = {"li": "List Bullet", "num": "List Number"}.get(block.kind)
            paragraph = word.add_paragraph(block.text, style=style)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    out = io.BytesIO()
    word.save(out)
    return _with_notes(out.getvalue(), notes) if notes else out.getvalue()


def _with_notes(data: bytes, notes: list[str]) -> bytes:
    body = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(n)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for i, n in enumerate(notes, 1)
    )
    ends = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    ends += '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    part = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W}>{ends}{body}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "[Content_Types].xml":
                entry = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                content = content.replace(b"</Types>", entry.encode())
            if item.filename == "word/_rels/document.xml.rels":
                entry = f'<Relationship Id="rIdNotes" Type="{NOTE}" Target="footnotes.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", entry.encode())
            new.writestr(item, content)
        new.writestr("word/footnotes.xml", part)
    return out.getvalue()


def _value(text: str, numeric: bool) -> str | int | float:
    """A cell as a number where the sheet keeps numbers; texts, zero-padded indexes and percentages stay text."""
    if not numeric or not re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})*(,\d+)?|[1-9]\d*|0,\d+", text):
        return text
    plain = text.replace(".", "").replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def xlsx(doc: Doc) -> bytes:
    """A workbook: `~sheet Name` starts a sheet (`~hidden Name` a hidden one), paragraphs are lines in column A."""
    book = Workbook()
    sheet, row = book.active, 1
    numeric = doc.head.get("cells") == "numbers"
    started = False
    for block in doc.blocks:
        if block.kind in ("sheet", "hidden"):
            sheet = book.create_sheet(block.text) if started else sheet
            sheet.title, started, row = block.text, True, 1
            sheet.sheet_state = "hidden" if block.kind == "hidden" else "visible"
        elif block.kind == "table":
            grid, merged = layout(block.rows)
            for r, line in enumerate(grid):
                for c, text in enumerate(line):
                    if text:
                        cell = sheet.cell(row + r, c + 1, _value(text, numeric))
                        cell.alignment = Alignment(wrap_text=True, vertical="center")
                        if isinstance(cell.value, float):
                            cell.number_format = "#,##0.0" if text.rpartition(",")[2].__len__() == 1 else "#,##0.00"
                        elif isinstance(cell.value, int):
                            cell.number_format = "#,##0"
            for top, left, bottom, right in merged:
                sheet.merge_cells(
                    start_row=row + top, start_column=left + 1, end_row=row + bottom, end_column=right + 1
                )
            row += len(grid) + 1
        else:
            sheet.cell(row, 1, block.text).font = Font(bold=block.kind in ("title", "h"))
            row += 2 if block.kind == "gap" else 1
    for one in book.worksheets:
        one.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        one.page_setup.fitToHeight = 0
        for column in range(1, one.max_column + 1):
            one.column_dimensions[get_column_letter(column)].width = {1: 8, 2: 28}.get(column, 19)
        for line in one.iter_rows():
            if any(cell.column > 2 and isinstance(cell.value, str) and len(cell.value) > 19 for cell in line):
                one.row_dimensions[line[0].row].height = 62
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
