"""DOCX: body order, styles, lists, notes, boxes, tables of every kind, running texts, tracked changes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from docx import Document as Docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from PIL import Image

from pipeline.read import ReadError, read_document
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


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def xml(text: str) -> Any:
    """An element of the document's XML; w: and its companions are declared."""
    return parse_xml(
        text.replace(">", f' xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">', 1)
    )


def add(docx: Any, text: str) -> None:
    """Append a paragraph or table given as XML to the body."""
    docx.element.body.insert(len(docx.element.body) - 1, xml(text))


def numbered(docx: Any, levels: list[tuple[str, str]], *, start: int = 1) -> str:
    """Define a list with (format, text) for each level; its number."""
    part = docx.part.numbering_part.element
    name = str(900 + len(part))
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start if not i else 1}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    part.insert(0, xml(f'<w:abstractNum w:abstractNumId="{name}">{inner}</w:abstractNum>'))
    part.append(xml(f'<w:num w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'))
    return name


def item(docx: Any, number: str, text: str, level: int = 0) -> None:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    add(docx, f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run}</w:p>')


def test_automatic_numbers_are_printed_as_word_counts_them() -> None:
    def fill(docx: Any) -> None:
        number = numbered(
            docx, [("upperRoman", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")]
        )
        for level, text in [
            (0, "Hộ tịch"),
            (1, "461 huyện"),
            (1, "Cấp xã"),
            (2, "Rà soát"),
            (2, "Nhập"),
            (3, "sổ cũ"),
            (0, "Đất đai"),
            (1, "Thửa"),
        ]:
            item(docx, number, text, level)
        docx.add_paragraph(SENTENCE)
        item(docx, number, "Lý lịch tư pháp")

    assert made(fill).text.split("\n") == [
        "I. Hộ tịch", "I.1. 461 huyện", "I.2. Cấp xã", "a) Rà soát", "b) Nhập", "- sổ cũ", "II. Đất đai", "II.1. Thửa",
        SENTENCE, "III. Lý lịch tư pháp",
    ]  # fmt: skip


def test_a_list_may_start_over_and_end_its_style() -> None:
    def fill(docx: Any) -> None:
        first = numbered(docx, [("decimal", "%1.")], start=5)
        again = xml(
            f'<w:num w:numId="77"><w:abstractNumId w:val="{first}"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        docx.part.numbering_part.element.append(again)
        for number in (first, first, "77", "77", "0"):
            item(docx, number, "Việc")

    document = made(fill)
    assert document.text.split("\n") == ["5. Việc", "6. Việc", "1. Việc", "2. Việc", "Việc"]
    assert [block.kind for block in document.blocks] == ["list_item"] * 4 + ["paragraph"]


def test_numbers_counted_in_the_first_column_of_a_table() -> None:
    def fill(docx: Any) -> None:
        number = numbered(docx, [("decimal", "%1")])
        cells = "".join(
            f'<w:tr><w:tc><w:p><w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr></w:p></w:tc>'
            f"<w:tc><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr>"
            for name in ("Hà Nam", "Cà Mau")
        )
        add(docx, f"<w:tbl>{cells}</w:tbl>")

    assert rows(made(fill)) == [["1", "Hà Nam", "12"], ["2", "Cà Mau", "12"]]


def test_a_text_box_is_read_once_and_deleted_paragraph_ends_join() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"

    def fill(docx: Any) -> None:
        add(
            docx,
            "<w:p><w:r><w:t>Đoạn trước</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
            f"{box.format('Trong khung có 14 tỉnh')}</w:drawing></mc:Choice><mc:Fallback><w:pict>"
            f"{box.format('Trong khung có 14 tỉnh')}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        )
        add(
            docx,
            '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Có 12 </w:t></w:r></w:p>',
        )
        add(docx, "<w:p><w:r><w:t>huyện xong.</w:t></w:r></w:p>")

    assert made(fill).text.split("\n") == ["Đoạn trước", "Trong khung có 14 tỉnh", "Có 12 huyện xong."]


def test_signs_fields_and_raised_digits() -> None:
    def fill(docx: Any) -> None:
        docx.add_paragraph("46").add_run("1").font.superscript = True
        add(
            docx,
            '<w:p><w:r><w:t>Đạt</w:t><w:noBreakHyphen/><w:t>so</w:t><w:softHyphen/><w:t>sánh </w:t><w:sym w:font="Symbol" w:char="F0B3"/>'
            '<w:sym w:font="Symbol" w:char="F039"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>',
        )
        add(
            docx,
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a \\h 99</w:instrText></w:r><w:r><w:t>98</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Bảng</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            "<w:hyperlink><w:r><w:t> và nối</w:t></w:r></w:hyperlink><w:fldSimple w:instr='PAGE'><w:r><w:t> 7</w:t></w:r></w:fldSimple></w:p>",
        )
        add(docx, "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Trong ô nhập</w:t></w:r></w:p></w:sdtContent></w:sdt>")
        add(
            docx,
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Bấm để nhập</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        )

    assert made(fill).text.split("\n") == ["46¹", "Đạt-sosánh ≥9•", "Bảng và nối 7", "Trong ô nhập"]


def test_notes_follow_their_section_without_their_marks() -> None:
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'

    def fill(docx: Any) -> None:
        docx.add_heading("I. Hộ tịch", 1)
        add(
            docx,
            f"<w:p><w:r><w:t>Có 46</w:t></w:r>{mark.format(2)}<w:r><w:t xml:space='preserve'> huyện.</w:t></w:r></w:p>",
        )
        docx.add_paragraph("Đoạn sau.")
        docx.add_heading("II. Đất đai", 1)
        add(docx, f"<w:p><w:r><w:t>Hết.</w:t></w:r>{mark.format(3)}{mark.format(2)}</w:p>")
        inner = note.format(2, "Tính đến 15/10.") + note.format(3, "Nguồn: tỉnh.") + note.format(4, "Không ai nhắc.")
        separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        blob = f'<w:footnotes xmlns:w="{W}">{separator}{inner}</w:footnotes>'.encode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        docx.part.relate_to(Part(PackURI("/word/footnotes.xml"), "application/xml", blob, docx.part.package), kind)

    assert made(fill).text.split("\n") == [
        "I. Hộ tịch", "Có 46 huyện.", "Đoạn sau.", "Tính đến 15/10.", "II. Đất đai", "Hết.", "Nguồn: tỉnh.",
    ]  # fmt: skip


def test_letterhead_and_frames_are_no_tables_nested_data_is_its_own() -> None:
    def fill(docx: Any) -> None:
        head = docx.add_table(1, 2)
        head.cell(0, 0).text = "UBND TỈNH HÀ NAM"
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        docx.add_paragraph("BÁO CÁO").runs[0].bold = True
        docx.add_paragraph("Kết quả số hóa hộ tịch tháng 10").runs[0].bold = True
        docx.add_table(1, 1).cell(0, 0).text = SENTENCE
        outer = docx.add_table(2, 2)
        for i, value in enumerate(["Tỉnh", "Số", "Hà Nam", "12"]):
            outer.cell(i // 2, i % 2).text = value
        inner = outer.cell(1, 0).add_table(2, 2)
        for i, value in enumerate(["Huyện", "Số", "Bắc Hà", "7"]):
            inner.cell(i // 2, i % 2).text = value

    document = made(fill)
    assert document.title == "Kết quả số hóa hộ tịch tháng 10"
    assert [len(document.tables), texts(document, "paragraph")] == [2, [SENTENCE]]
    assert [rows(document), rows(document, 1)] == [
        [["Tỉnh", "Số"], ["Hà Nam", "12"]],
        [["Huyện", "Số"], ["Bắc Hà", "7"]],
    ]


def test_deleted_rows_and_cells_merged_the_old_way() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = [
        "<w:tr>"
        + cell.format('<w:hMerge w:val="restart"/>', "Hồ sơ")
        + cell.format('<w:hMerge w:val="continue"/>', "")
        + "</w:tr>",
        "<w:tr>" + cell.format("", "Có") + cell.format("", "Xong") + "</w:tr>",
        '<w:tr><w:trPr><w:del w:id="3"/></w:trPr>' + cell.format("", "888") + cell.format("", "999") + "</w:tr>",
        "<w:tr>" + cell.format("", "10") + cell.format("", "9") + "</w:tr>",
    ]
    document = made(lambda docx: add(docx, f"<w:tbl>{''.join(body)}</w:tbl>"))
    assert rows(document) == [["Hồ sơ", ""], ["Có", "Xong"], ["10", "9"]]
    assert document.tables[0].cells[0].col_span == 2


def test_properties_are_no_publication_date_and_pictures_are_a_scan() -> None:
    def fill(docx: Any) -> None:
        docx.core_properties.title = "Tài liệu 1"
        docx.core_properties.created = docx.core_properties.modified = datetime(2024, 11, 5)
        docx.add_paragraph(SENTENCE)

    document = made(fill)
    assert (document.published_on, document.title) == (None, None)
    assert made(lambda docx: docx.add_paragraph("Ngày đăng: 05/11/2024")).published_on == date(2024, 11, 5)
    out = io.BytesIO()
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    docx = Docx()
    docx.add_picture(picture)
    docx.save(out)
    with pytest.raises(ReadError, match="pictures but no text"):
        read_document(out.getvalue(), "x")
