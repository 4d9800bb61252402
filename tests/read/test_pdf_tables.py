"""PDF tables: ruled in every way, without ruling, over many pages, with headers of several rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.read import read_document
from pipeline.terms import Document
from tests.read.made import (
    SENTENCE,
    assert_lawful,
    misplaced,
    paragraph,
    pdf_drawn,
    pdf_story,
    read_pdf,
    rows,
    ruled,
    texts,
)

HEAD = [["TT", "Địa phương", "Hồ sơ", "", "Tỷ lệ (%)"], ["", "", "Có", "Xong", ""]]
SPANS = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0)), ("SPAN", (4, 0), (4, 1))]
WIDTHS = [35, 170, 90, 90, 70]


def read(data: bytes) -> Document:
    document = read_pdf(data)
    assert misplaced(document, data) == []
    return document


def provinces(n: int = 63) -> list[list[str]]:
    long = " với các huyện miền núi, biên giới và hải đảo còn nhiều khó khăn"
    return [
        [str(i), f"Tỉnh thứ {i}{long if i % 7 == 0 else ''}", f"{i}.1{i:02d}.500", f"{i}.000.250", f"{i},{i:02d}"]
        for i in range(1, n + 1)
    ]


def wrapped(body: Sequence[Sequence[str]]) -> list[list[Any]]:
    return [[row[0], paragraph(row[1], 9, alignment=0, firstLineIndent=0), *row[2:]] for row in body]


@pytest.mark.parametrize("repeated", [0, 2])
@pytest.mark.parametrize("align", ["TOP", "MIDDLE"])
def test_63_ruled_rows_under_a_merged_header(repeated: int, align: str) -> None:
    body = provinces()
    style = [*SPANS, ("VALIGN", (0, 0), (-1, -1), align)]
    table = ruled(HEAD + wrapped(body), WIDTHS, *style, repeatRows=repeated, splitInRow=1)
    document = read(pdf_story([paragraph("Phụ lục 2. Kết quả theo tỉnh"), table, paragraph(SENTENCE)]))
    assert len(document.page_starts) > 2
    assert rows(document) == HEAD + body
    (found,) = document.tables
    assert {cell.row for cell in found.cells if cell.header} == {0, 1}
    assert found.caption == "Phụ lục 2. Kết quả theo tỉnh"
    again = sum("Địa phương" in text for text in texts(document, "boilerplate"))
    assert again == (len(document.page_starts) - 1 if repeated else 0)


@pytest.mark.parametrize("repeated", [0, 1])
@pytest.mark.parametrize("align", ["TOP", "MIDDLE"])
def test_63_rows_without_ruling(repeated: int, align: str) -> None:
    from reportlab.platypus import Table

    body = provinces()
    head = [["TT", "Địa phương", "Hồ sơ có", "Hồ sơ xong", "Tỷ lệ (%)"]]
    style = [
        ("FONT", (0, 0), (-1, -1), "V", 9),
        ("VALIGN", (0, 0), (-1, -1), align),
        ("ALIGN", (2, 0), (4, -1), "RIGHT"),
    ]
    table = Table(head + wrapped(body), colWidths=WIDTHS, style=style, repeatRows=repeated)
    story = [paragraph(SENTENCE), paragraph("Bảng 3. Kết quả theo tỉnh"), table, paragraph(SENTENCE)]
    document = read(pdf_story(story, header="Bản tin tháng 10/2024"))
    assert rows(document) == head + body
    assert document.tables[0].caption == "Bảng 3. Kết quả theo tỉnh"
    assert texts(document, "paragraph") == [SENTENCE, SENTENCE]


def test_a_sum_whose_label_lies_over_two_columns_joins_neither() -> None:
    from reportlab.platypus import Table

    body = [[str(i), f"Huyện {i}", f"{i}.000", f"{i}0,5"] for i in range(1, 9)]
    total = ["Tổng cộng toàn tỉnh", "", "36.000", "45,5"]
    style = [("FONT", (0, 0), (-1, -1), "V", 9), ("ALIGN", (2, 0), (-1, -1), "RIGHT"), ("SPAN", (0, -1), (1, -1))]
    document = read(
        pdf_story([Table([["TT", "Huyện", "Hồ sơ", "%"], *body, total], colWidths=[30, 150, 90, 70], style=style)])
    )
    found = rows(document)
    assert found[1:-1] == body
    assert [text for text in found[-1] if text] == ["Tổng cộng toàn tỉnh", "36.000", "45,5"]


def test_prose_in_columns_is_no_table() -> None:
    bodies = [f"{SENTENCE} Đây là đoạn {i}, có {i}.000 hồ sơ và {i},5% hoàn thành." for i in range(1, 25)]
    document = read(pdf_story([paragraph(body) for body in bodies], columns=2))
    assert document.tables == ()


def test_a_chart_or_a_frame_is_no_table() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("V", 11)
        canvas.rect(40, 40, 515, 760)
        canvas.drawString(60, 780, "Biểu đồ tiến độ số hóa của các huyện trong tháng.")
        for i in range(8):
            canvas.line(100, 300 + 40 * i, 400, 300 + 40 * i)
            canvas.line(100 + 40 * i, 300, 100 + 40 * i, 580)
        canvas.drawString(60, 200, "Sau biểu đồ là phần nhận xét chung của đoàn kiểm tra.")

    document = read(pdf_drawn(draw))
    assert document.tables == ()
    assert len(texts(document, "paragraph")) == 2


def test_dotted_lines_and_boxes_drawn_cell_by_cell() -> None:
    body = [["TT", "Tỉnh", "Hồ sơ"], ["1", "Hà Nam", "1.000"], ["2", "Cà Mau", "2.000"], ["3", "Sơn La", "3.000"]]

    def draw(canvas: Any) -> None:
        canvas.setFont("V", 9)
        for r, row in enumerate(body):
            for c, text in enumerate(row):
                x, y = 60 + 100 * c, 700 - 20 * r
                canvas.drawString(x + 4, y + 6, text)
                canvas.rect(x, y, 100, 20)
                for step in range(50):
                    canvas.rect(x + 2 * step, y - 200, 0.7, 0.7, stroke=0, fill=1)
                    canvas.rect(x + 2 * step, y - 180, 0.7, 0.7, stroke=0, fill=1)
                for step in range(10):
                    canvas.rect(x, y - 200 + 2 * step, 0.7, 0.7, stroke=0, fill=1)
                    canvas.rect(x + 100, y - 200 + 2 * step, 0.7, 0.7, stroke=0, fill=1)
                canvas.drawString(x + 4, y - 194, text)

    document = read(pdf_drawn(draw))
    assert [rows(document, i) for i in range(len(document.tables))] == [body, body]


def test_lines_between_columns_alone() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("V", 9)
        for x in (60, 100, 250, 350):
            canvas.line(x, 600, x, 720)
        for y in (600, 700, 720):
            canvas.line(60, y, 350, y)
        for x, text in ((64, "TT"), (104, "Tỉnh"), (254, "Hồ sơ")):
            canvas.drawString(x, 706, text)
        lines = [("1", "Hà Nam", "1.000"), ("2", "Bà Rịa -", "2.000"), ("", "Vũng Tàu", ""), ("3", "Sơn La", "3.000")]
        for i, row in enumerate(lines):
            for x, text in zip((64, 104, 254), row, strict=True):
                canvas.drawString(x, 688 - 14 * i, text)

    document = read(pdf_drawn(draw))
    assert rows(document)[1:] == [
        ["1", "Hà Nam", "1.000"],
        ["2", "Bà Rịa - Vũng Tàu", "2.000"],
        ["3", "Sơn La", "3.000"],
    ]


@pytest.mark.parametrize("turn", [90, 270])
def test_a_heading_set_sideways(turn: int) -> None:
    def draw(canvas: Any) -> None:
        table = ruled(
            [["TT", "Tỉnh", ""], ["1", "Hà Nam", "1.000"], ["2", "Cà Mau", "2.000"]],
            [40, 100, 80],
            rowHeights=[90, 18, 18],
        )
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 100, 500)
        canvas.saveState()
        canvas.translate(285, 545 if turn == 90 else 615)
        canvas.rotate(turn)
        canvas.setFont("V", 9)
        canvas.drawString(0, 0, "Hồ sơ")
        canvas.drawString(0, -11, "đã số hóa")
        canvas.restoreState()

    document = read(pdf_drawn(draw))
    assert rows(document) == [["TT", "Tỉnh", "Hồ sơ đã số hóa"], ["1", "Hà Nam", "1.000"], ["2", "Cà Mau", "2.000"]]


@pytest.mark.parametrize("turned_by", ["key", "text"])
def test_words_of_a_landscape_page_lie_on_the_page_as_displayed(turned_by: str) -> None:
    """The same table, once turned by the page's key and once by its text alone."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    body = [["TT", "Tỉnh", "Hồ sơ"], ["1", "Hà Nam", "1.000"], ["2", "Cà Mau", "2.000"]]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.translate(595, 0)
    canvas.rotate(90)
    table = ruled(body, [40, 100, 80])
    table.wrapOn(canvas, 400, 400)
    table.drawOn(canvas, 100, 300)
    canvas.save()
    data = out.getvalue()
    if turned_by == "key":
        import pypdfium2

        pdf = pypdfium2.PdfDocument(data)
        pdf[0].set_rotation(90)
        out = io.BytesIO()
        pdf.save(out)
        data = out.getvalue()
    document = read_document(data, "x.pdf")
    assert_lawful(document)
    assert rows(document) == body
    words = {document.text[w.char_start : w.char_end]: w for w in document.words}
    first, last = words["TT"], words["2.000"]
    if turned_by == "key":  # seen as landscape: read from left to right, downwards
        assert first.right < last.left and first.bottom < last.top
        assert first.bottom - first.top < 15
    else:  # seen as portrait: the lines run upwards, one right of the other
        assert first.top > last.bottom and first.right < last.left
        assert first.right - first.left < 15


def test_a_crop_box_moves_the_boxes_with_the_page() -> None:
    import pypdfium2

    data = pdf_story([paragraph(SENTENCE)], numbered=False)
    whole = read(data).words
    pdf = pypdfium2.PdfDocument(data)
    pdf[0].set_cropbox(30, 20, 580, 822)
    out = io.BytesIO()
    pdf.save(out)
    cropped = read_document(out.getvalue(), "x.pdf").words
    assert [round(a.left - b.left) for a, b in zip(whole, cropped, strict=True)] == [30] * len(whole)
    assert [round(a.top - b.top) for a, b in zip(whole, cropped, strict=True)] == [20] * len(whole)
