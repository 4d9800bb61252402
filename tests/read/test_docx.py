"""DOCX: body order, styles, merged tables, running texts, tracked changes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from docx import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.read import read_document
from pipeline.terms import Document
from tests.read.made import SECOND, SENTENCE, assert_lawful, rows, texts


def made(fill: Callable[[Any], None]) -> Document:
    docx = Docx()
    fill(docx)
    out = io.BytesIO()
    docx.save(out)
    document = read_document(out.getvalue(), "x.docx")
    assert_lawful(document)
    return document


def merged_table(docx: Any) -> None:
    table = docx.add_table(4, 4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
    table.cell(0, 1).merge(table.cell(1, 1)).text = "Tỉnh"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Hồ sơ"
    for row, values in (
        (1, ["", "", "Có", "Xong"]),
        (2, ["1", "Hà Nam", "1.000", "900"]),
        (3, ["2", "Cà Mau", "2.000", "-"]),
    ):
        for col, value in enumerate(values):
            if value:
                table.cell(row, col).text = value


def test_body_order_styles_and_running_texts() -> None:
    def fill(docx: Any) -> None:
        docx.sections[0].header.paragraphs[0].text = "Báo cáo nội bộ 10/2024"
        docx.sections[0].footer.paragraphs[0].text = "Trang 1"
        docx.add_heading("Báo cáo số hóa tháng 10/2024", 0)
        docx.add_heading("I. Hộ tịch", 1)
        docx.add_paragraph(SENTENCE)
        docx.add_paragraph("Rà soát sổ", style="List Number")
        docx.add_paragraph().add_run("Đất đai").bold = True
        docx.add_paragraph("Bảng 2. Kết quả theo tỉnh")
        merged_table(docx)
        docx.add_paragraph(SECOND)

    document = made(fill)
    kinds = [block.kind for block in document.blocks]
    assert kinds == [
        "boilerplate", "title", "heading", "paragraph", "list_item", "heading", "caption", "table", "paragraph", "boilerplate",
    ]  # fmt: skip
    assert document.title == "Báo cáo số hóa tháng 10/2024"
    assert document.blocks[2].level == 1
    assert texts(document, "boilerplate") == ["Báo cáo nội bộ 10/2024", "Trang 1"]
    assert document.tables[0].caption == "Bảng 2. Kết quả theo tỉnh"


def test_merged_cells_and_addresses() -> None:
    document = made(merged_table)
    assert rows(document) == [
        ["TT", "Tỉnh", "Hồ sơ", ""], ["", "", "Có", "Xong"], ["1", "Hà Nam", "1.000", "900"], ["2", "Cà Mau", "2.000", "-"],
    ]  # fmt: skip
    table = document.tables[0]
    assert {cell.row for cell in table.cells if cell.header} == {0, 1}
    assert [(c.row_span, c.col_span, c.ref) for c in table.cells if c.row == 0] == [
        (2, 1, "R1C1"), (2, 1, "R1C2"), (1, 2, "R1C3"),
    ]  # fmt: skip


def test_deleted_and_hidden_runs_are_not_shown_inserted_ones_are() -> None:
    def fill(docx: Any) -> None:
        paragraph = docx.add_paragraph("Có ")
        for tag, text_tag, text in (("w:del", "w:delText", "46 "), ("w:ins", "w:t", "61 ")):
            change, run, content = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
            content.text = text
            content.set(qn("xml:space"), "preserve")
            run.append(content)
            change.append(run)
            paragraph._p.append(change)
        paragraph.add_run("triệu thửa đất")
        paragraph.add_run(" mật").font.hidden = True

    assert made(fill).text == "Có 61 triệu thửa đất"


def test_text_in_a_nested_table_is_kept() -> None:
    def fill(docx: Any) -> None:
        docx.add_paragraph(SENTENCE)
        table = docx.add_table(2, 2)
        for i, value in enumerate(["Tỉnh", "Số", "Hà Nam", "12"]):
            table.cell(i // 2, i % 2).text = value
        table.cell(1, 0).add_table(1, 1).cell(0, 0).text = "gồm hai huyện"

    assert rows(made(fill))[1] == ["Hà Nam gồm hai huyện", "12"]
