"""PDF: whole sentences, running lines, tables over pages, columns, broken fonts, turned pages."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.read import ReadError, read_document
from tests.read.made import (
    SECOND,
    SENTENCE,
    paragraph,
    pdf_drawn,
    pdf_story,
    read_pdf,
    rows,
    ruled,
    texts,
)

TITLE = "Báo cáo kết quả số hóa dữ liệu hộ tịch và đất đai tháng 10 năm 2024"


def test_sentences_are_whole_over_lines_and_pages() -> None:
    bodies = [f"{SENTENCE} {SECOND} Đây là đoạn thứ {i}." for i in range(1, 31)]
    story = [paragraph(TITLE, 15, alignment=1, firstLineIndent=0), *map(paragraph, bodies)]
    document = read_pdf(pdf_story(story, header="Bản tin tháng 10/2024"))
    assert document.title == TITLE
    assert len(document.page_starts) == 3
    assert " ".join(texts(document, "paragraph")) == " ".join(bodies)
    assert texts(document, "boilerplate").count("Bản tin tháng 10/2024") == 3
    assert {"Trang 1", "Trang 2", "Trang 3"} <= set(texts(document, "boilerplate"))


def test_a_page_that_begins_within_a_sentence() -> None:
    from reportlab.platypus import CondPageBreak

    long = " ".join(f"huyện thứ {i} đã nhập xong sổ," for i in range(60)) + " và không còn huyện nào chậm."
    story = [*[paragraph(SENTENCE) for _ in range(18)], CondPageBreak(1), paragraph(f"Toàn tỉnh có {long}")]
    document = read_pdf(pdf_story(story, header="Bản tin tháng 10/2024"))
    (whole,) = [text for text in texts(document, "paragraph") if text.startswith("Toàn tỉnh có")]
    assert whole == f"Toàn tỉnh có {long}"
    start = document.text.index(whole)
    assert start < document.page_starts[1] < start + len(whole)
    assert document.text[document.page_starts[1] - 1] == " "


def test_one_table_over_pages_with_repeated_header_and_a_cut_row() -> None:
    head = [["TT", "Huyện", "Hồ sơ", ""], ["", "", "Có", "Xong"]]
    name = "Huyện thứ {} có một cái tên dài đến mức phải viết xuống nhiều dòng trong ô này"
    body = [[str(i), paragraph(name.format(i), 9, firstLineIndent=0), f"{i}.000", f"{i}00"] for i in range(1, 31)]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0))]
    table = ruled(head + body, [40, 120, 80, 80], *spans, repeatRows=2, splitInRow=1)
    document = read_pdf(pdf_story([paragraph("Bảng 1. Kết quả theo huyện"), table, paragraph(SECOND)]))
    assert len(document.tables) == 1
    found = rows(document)
    assert found[:2] == head
    assert found[2:] == [[str(i), name.format(i), f"{i}.000", f"{i}00"] for i in range(1, 31)]
    table_found = document.tables[0]
    assert table_found.caption == "Bảng 1. Kết quả theo huyện"
    assert {cell.row for cell in table_found.cells if cell.header} == {0, 1}
    assert "TT Huyện Hồ sơ Có Xong" in texts(document, "boilerplate")
    assert all(table_found.char_start < start < table_found.char_end for start in document.page_starts[1:-1])


def test_a_total_row_on_the_next_page_is_not_taken_for_a_cut_row() -> None:
    from pipeline.read.document import GridCell
    from pipeline.read.pdf_stitch import stitched
    from pipeline.read.pdf_tables import PageTable

    def table(page: int, *lines: list[str]) -> PageTable:
        cells = [GridCell(r, c, text) for r, line in enumerate(lines) for c, text in enumerate(line)]
        return PageTable((0, 0, 1, 1), cells, [page] * len(lines), ((0, 1), (1, 2), (2, 3)))

    above = table(1, ["TT", "Tỉnh", "Số"], ["1", "Thành phố Hồ Chí", "12"])
    total = stitched(above, table(2, ["", "Tổng cộng", "12"]))
    assert [c.text for c in total.cells][-3:] == ["", "Tổng cộng", "12"]
    cut = stitched(above, table(2, ["", "Minh", ""]))
    assert [c.text for c in cut.cells][-3:] == ["1", "Thành phố Hồ Chí Minh", "12"]


def test_two_columns() -> None:
    bodies = [f"{SENTENCE} {SECOND} Hết đoạn {i}." for i in range(1, 13)]
    document = read_pdf(pdf_story([paragraph(body) for body in bodies], columns=2))
    assert " ".join(texts(document, "paragraph")) == " ".join(bodies)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("at_once", ["line", "page"])
def test_letters_of_a_fallback_font_find_their_words_again(columns: int, at_once: str) -> None:
    """First the letters of one font, then those of the other: line by line, or the whole page."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    placed: list[tuple[float, float, str]] = []
    for column in range(columns):
        x, y, width = 50 + 260 * column, 780, 500 / columns - 30
        line = ""
        for word in [*SENTENCE.replace("12", str(12 + column)).split(), ""]:
            if word and stringWidth(f"{line} {word}", "V", 11) < width:
                line = f"{line} {word}".strip()
            else:
                placed.append((x, y, line))
                line, y = word, y - 16

    def draw(canvas: Any) -> None:
        for lines in [placed] if at_once == "page" else [[line] for line in placed]:
            for font, fallback in (("V", False), ("VB", True)):
                canvas.setFont(font, 11)
                for x, y, line in lines:
                    for i, char in enumerate(line):
                        if ("\u1ea0" <= char <= "\u1ef9") == fallback:
                            canvas.drawString(x + stringWidth(line[:i], "V", 11), y, char)

    document = read_pdf(pdf_drawn(draw))
    assert texts(document, "paragraph") == [SENTENCE.replace("12", str(12 + i)) for i in range(columns)]


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_a_turned_page_with_a_table(turn: int) -> None:
    data = [["TT", "Tỉnh", "Hồ sơ"], ["1", "Hà Nam", "1.000"], ["2", "Cà Mau", "2.000"]]

    def draw(canvas: Any) -> None:
        canvas.setPageRotation(turn)
        if turn == 90:
            canvas.translate(595, 0)
            canvas.rotate(90)
        elif turn == 270:
            canvas.translate(0, 595)
            canvas.rotate(-90)
        canvas.setFont("V", 12)
        canvas.drawString(100, 500, "Phụ lục 1. Kết quả số hóa")
        table = ruled(data, [40, 100, 80])
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 100, 300)

    document = read_pdf(pdf_drawn(draw))
    assert rows(document) == data
    assert document.tables[0].caption == "Phụ lục 1. Kết quả số hóa"


def test_letterhead_sections_and_lists_stay_apart() -> None:
    lines = [
        "UBND TỈNH HÀ NAM",
        TITLE,
        "I. Hộ tịch",
        SENTENCE,
        "- Huyện Bắc Hà: 3 xã;",
        "- Huyện Nam Hà: 4 xã.",
        SECOND,
    ]
    sizes = [11, 15, 11, 11, 11, 11, 11]
    story = [paragraph(text, size, firstLineIndent=0) for text, size in zip(lines, sizes, strict=True)]
    document = read_pdf(pdf_story(story))
    kinds = [(b.kind, document.text[b.char_start : b.char_end]) for b in document.blocks if b.kind != "boilerplate"]
    assert kinds == list(
        zip(["heading", "title", "heading", "paragraph", "list_item", "list_item", "paragraph"], lines, strict=True)
    )


def test_a_fraction_cut_at_its_stroke_closes_up() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("V", 11)
        canvas.drawString(60, 700, "Việc số hóa đất đai của các tỉnh trong vùng đã làm xong tại 461/")
        canvas.drawString(60, 684, "705 huyện trên toàn quốc.")

    assert "tại 461/705 huyện" in read_pdf(pdf_drawn(draw)).text


def test_what_cannot_be_read() -> None:
    whole = pdf_story([paragraph(SENTENCE)])
    with pytest.raises(ReadError, match="truncated PDF"):
        read_document(whole[:-400], "x.pdf")
    with pytest.raises(ReadError, match="no text layer"):
        read_document(pdf_drawn(lambda canvas: canvas.rect(50, 50, 100, 100)), "x.pdf")


def test_a_page_without_text_is_told() -> None:
    from reportlab.platypus import PageBreak
    from reportlab.platypus.flowables import HRFlowable

    story = [paragraph(SENTENCE), PageBreak(), HRFlowable(), PageBreak(), paragraph(SECOND)]
    document = read_pdf(pdf_story(story, numbered=False))
    assert document.warnings == ("pages without text: 2",)
    assert [block.page for block in document.blocks] == [1, 3]


@pytest.mark.parametrize(
    ("bound", "value", "reason"),
    [
        ("pipeline.read.pdf.MAX_PAGES", 1, "PDF of 2 pages"),
        ("pipeline.read.pdf.MAX_CHARACTERS", 150, "more than 150 characters"),
        ("pipeline.read.pdf_chars.MAX_CHARACTERS", 100, "page 1 holds"),
    ],
)
def test_a_document_beyond_its_bounds_is_refused(
    bound: str, value: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportlab.platypus import PageBreak

    data = pdf_story([paragraph(SENTENCE), PageBreak(), paragraph(SECOND)])
    monkeypatch.setattr(bound, value)
    with pytest.raises(ReadError, match=reason):
        read_document(data, "x.pdf")


def test_a_page_crowded_with_drawings_is_read_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.pdf_rules.MAX_OBJECTS", 20)
    body = [["TT", "Tỉnh"], *([str(i), f"Tỉnh {i}"] for i in range(1, 20))]
    document = read_pdf(pdf_story([paragraph(SENTENCE), ruled(body, [40, 100])]))
    assert document.tables == ()
    assert document.warnings == ("page 1: too many drawn objects, not searched for ruled tables",)


def test_decomposed_letters_are_composed_and_keep_their_boxes() -> None:
    import unicodedata

    data = pdf_story([paragraph(unicodedata.normalize("NFD", SENTENCE))], numbered=False)
    document = read_pdf(data)
    assert texts(document, "paragraph") == [SENTENCE]
    assert [document.text[w.char_start : w.char_end] for w in document.words] == SENTENCE.split()


def test_ragged_paragraphs_set_apart_by_space_alone() -> None:
    bodies = [f"{SENTENCE} {SECOND}", SECOND, f"{SECOND} {SENTENCE}", SENTENCE] * 3
    story = [paragraph(body, alignment=0, firstLineIndent=0, spaceAfter=5) for body in bodies]
    assert texts(read_pdf(pdf_story(story)), "paragraph") == bodies


@pytest.mark.parametrize(
    ("font", "line", "expected"),
    [
        (b".VnTime", "Sè liÖu hé tÞch ®Õn th¸ng 10: 1.091.481 tr\u00adêng hîp, Bé T\u00ad ph¸p.", "TCVN3"),
        (b"VNI-Times", "Soá lieäu hoä tòch ñeán thaùng 10: 1.091.481 tröôøng hôïp, Boä Tö phaùp.", "VNI"),
    ],
)
def test_text_in_the_fonts_before_unicode_is_converted(font: bytes, line: str, expected: str) -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(60, 700, line)
    canvas.save()
    # Renamed at equal length: the letters are those of Latin-1, the name says what they stand for.
    data = out.getvalue().replace(b"/BaseFont /Times-Roman", (b"/BaseFont /" + font).ljust(22))
    document = read_pdf(data)
    assert document.text == "Số liệu hộ tịch đến tháng 10: 1.091.481 trường hợp, Bộ Tư pháp."
    assert document.warnings == (f"page 1: letters of {expected} fonts converted",)
