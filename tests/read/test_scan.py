"""Scanned pages: prose, tables, turned and stamped pages, numbers that nobody could read for sure, bounds."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline.read import ReadError, read_document
from pipeline.read.scan import MAX_PAGES, read_scans
from pipeline.read.scan_page import UNCONFIRMED, ScannedLine, ScannedPage, ScannedTable
from pipeline.terms import Document
from tests.read.made import paragraph, pdf_drawn, pdf_story, read_pdf, rows, ruled, texts
from tests.read.scans_made import CLEAN, HEAD, NOISY, PLACES, Spoil, prose, scanned, sentences, table, table_rows


def page_of(data: bytes, index: int = 0) -> ScannedPage:
    document = pypdfium2.PdfDocument(data)
    try:
        return read_scans(document, [index])[0]
    finally:
        document.close()


def confidences(document: Document) -> dict[str, float]:
    """The least confidence of each word text."""
    found: dict[str, float] = {}
    for word in document.words:
        text = document.text[word.char_start : word.char_end]
        found[text] = min(found.get(text, 1.0), word.confidence or 0.0)
    return found


def test_prose_is_read_with_a_box_and_a_confidence_for_each_word() -> None:
    typeset, text = prose(2, n_paragraphs=2)
    document = read_pdf(scanned(typeset))
    assert "\n".join(texts(document, "paragraph")) == text
    assert len(document.words) == len(text.split())
    for word in document.words:
        assert 0 <= word.left < word.right <= 596 and 0 <= word.top < word.bottom <= 842
        assert word.confidence is not None and 0 <= word.confidence <= 1
    numbers = [word for word in document.words if document.text[word.char_start].isdigit()]
    assert len(numbers) > 10 and min(word.confidence or 0.0 for word in numbers) > UNCONFIRMED


def test_a_word_stands_where_it_is_printed() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("V", 14)
        canvas.drawString(100, 700, "Thanh Hóa")
        for i, sentence in enumerate(sentences(1, 2)):
            canvas.setFont("V", 8)
            canvas.drawString(60, 500 - 20 * i, sentence[:90])

    for turn in (0, 90):
        words = [w for i in page_of(scanned(pdf_drawn(draw), spoil=Spoil(skew=2, turn=turn))).items for w in i.words]  # type: ignore[union-attr]
        word = next(word for word in words if word.text == "Thanh")
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        # The page was turned about its middle: by 2 degrees, then by quarters clockwise.
        expected = (123 - 8, 137 + 6) if turn == 0 else (842 - 143, 115)
        assert (x, y) == pytest.approx(expected, abs=6)


@pytest.mark.parametrize("spoil", [CLEAN, NOISY], ids=["clean", "noisy"])
def test_numbers_of_a_table_are_right_or_not_believed(spoil: Spoil) -> None:
    data = table_rows(4, PLACES[:14])
    document = read_pdf(scanned(table(data), spoil=spoil))
    found = rows(document)[1:]
    assert [row[1] for row in found] == [row[1] for row in data]
    believed = 0
    for cell in document.tables[0].cells:
        if cell.row == 0 or cell.col == 1:
            continue
        (word,) = [w for w in document.words if w.char_start == cell.char_start]
        if (word.confidence or 0.0) > UNCONFIRMED:
            believed += 1
            assert document.text[word.char_start : word.char_end] == data[cell.row - 1][cell.col]
    assert believed >= 0.97 * 5 * len(data)


def test_a_number_that_is_blotted_is_not_believed() -> None:
    data = table_rows(5, PLACES[:8])

    def blotted(canvas: Any) -> None:
        canvas.setFont("V", 10)
        for i, row in enumerate(data):
            for j, text in enumerate(row[2:]):
                canvas.drawString(70 + 110 * j, 700 - 24 * i, text)
        for y in range(9):
            canvas.line(60, 712 - 24 * y, 500, 712 - 24 * y)
        for x in range(5):
            canvas.line(60 + 110 * x, 712, 60 + 110 * x, 520)
        canvas.drawString(60, 740, "Bảng tổng hợp kết quả theo địa phương")
        canvas.rect(74, 697, 9, 12, fill=1)  # over the second digit of the first number

    document = read_pdf(scanned(pdf_drawn(blotted)))
    (word,) = [w for w in document.words if w.char_start == document.tables[0].cells[0].char_start]
    assert (word.confidence or 0.0) <= UNCONFIRMED
    assert rows(document)[1][0] == data[1][2]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_fed_the_wrong_way_round(turn: int) -> None:
    typeset, text = prose(3, n_paragraphs=1)
    document = read_pdf(scanned(typeset, spoil=Spoil(skew=-1, turn=turn)))
    assert " ".join(document.text.split()) == text


def test_two_columns_are_read_one_after_the_other() -> None:
    bodies = [" ".join(sentences(40 + i, 2)) for i in range(12)]
    story = [paragraph(body, 10) for body in bodies]
    document = read_pdf(scanned(pdf_story(story, columns=2, numbered=False)))
    assert " ".join(document.text.split()) == " ".join(bodies)


def test_a_stamp_over_the_text_is_not_read() -> None:
    typeset, text = prose(6, n_paragraphs=4)
    document = read_pdf(scanned(typeset, spoil=Spoil(skew=1, stamp=True)))
    assert " ".join(document.text.split()) == " ".join(text.split())


def test_merged_cells_and_empty_cells() -> None:
    data = [
        ["Địa phương", "Hộ tịch", "", "Ghi chú"],
        ["", "Tổng số", "Đã làm", ""],
        ["Bắc Giang", "3.861.125", "2.302.615", ""],
        ["Bắc Kạn", "59.640", "41.037", "chậm"],
    ]
    style = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (3, 1))]
    document = read_pdf(scanned(pdf_story([ruled(data, [120, 100, 100, 80], *style)], numbered=False)))
    assert rows(document) == data
    spans = {(cell.row, cell.col): (cell.row_span, cell.col_span) for cell in document.tables[0].cells}
    assert spans[0, 0] == (2, 1) and spans[0, 1] == (1, 2) and spans[2, 3] == (1, 1)


def test_a_table_over_two_pages_is_one() -> None:
    from reportlab.platypus import PageBreak

    data = table_rows(7, PLACES[:8])
    widths = (32, 130, 95, 95, 70, 60)
    story = [ruled([HEAD, *data[:4]], widths), PageBreak(), ruled([HEAD, *data[4:]], widths)]
    document = read_pdf(scanned(pdf_story(story, numbered=False)))
    assert len(document.tables) == 1
    assert [row[1:] for row in rows(document)[1:]] == [row[1:] for row in data]
    assert {word.page for word in document.words} == {1, 2}


def test_lines_and_tables_come_in_reading_order() -> None:
    story = [
        paragraph("Bảng tổng hợp kết quả theo địa phương"),
        ruled([HEAD, *table_rows(8, PLACES[:3])], (32, 130, 95, 95, 70, 60)),
        paragraph("Các địa phương còn lại báo cáo sau."),
    ]
    items = page_of(scanned(pdf_story(story, numbered=False))).items
    assert [type(item) for item in items] == [ScannedLine, ScannedTable, ScannedLine]


def test_missing_models_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    typeset, _ = prose(2, n_paragraphs=1)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(ReadError, match=r"apt install tesseract-ocr tesseract-ocr-vie"):
        read_document(scanned(typeset), "x.pdf")


def test_bounds_on_pages_and_pixels() -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (9_000, 5_000), 1).save(out, "PDF", resolution=300)
    with pytest.raises(ReadError, match="45 megapixels"):
        page_of(out.getvalue())
    document = pypdfium2.PdfDocument.new()
    try:
        with pytest.raises(ReadError, match=f"{MAX_PAGES + 1} scanned pages"):
            read_scans(document, range(MAX_PAGES + 1))
    finally:
        document.close()


def test_a_page_of_nothing_but_dirt_has_no_numbers() -> None:
    found = page_of(scanned(pdf_drawn(lambda canvas: canvas.circle(1, 1, 1)), spoil=Spoil(noise=20, specks=0.01)))
    words = [word for item in found.items if isinstance(item, ScannedLine) for word in item.words]
    assert not [word for word in words if word.confidence > UNCONFIRMED and any(map(str.isdigit, word.text))]
