"""What stands around the text of a PDF: letterhead, running lines, stamps; and where it goes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.read.made import SECOND, SENTENCE, paragraph, pdf_drawn, pdf_story, read_pdf, texts

TITLE = "Kết quả số hóa sổ hộ tịch của tỉnh trong tháng 10"


def letter(canvas: Any, motto: list[str], dateline: str, number: str = "Số: 215/BC-UBND") -> None:
    canvas.setFont("VB", 11)
    canvas.drawCentredString(150, 790, "ỦY BAN NHÂN DÂN")
    canvas.drawCentredString(150, 775, "TỈNH BẮC HÀ")
    for i, line in enumerate(motto):
        canvas.drawCentredString(420, 790 - 15 * i, line)
    canvas.line(120, 770, 180, 770)
    canvas.setFont("V", 11)
    canvas.drawCentredString(150, 735, number)
    canvas.drawCentredString(420, 735, dateline)
    canvas.setFont("VB", 14)
    canvas.drawCentredString(297, 700, "BÁO CÁO")
    canvas.drawCentredString(297, 680, TITLE)
    canvas.setFont("V", 11)
    words = SENTENCE.split()
    canvas.drawString(60, 650, " ".join(words[:14]))
    canvas.drawString(60, 634, " ".join(words[14:]))


@pytest.mark.parametrize(
    "motto",
    [
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"],
    ],
)
def test_a_letterhead_is_boilerplate_and_its_dateline_the_day(motto: list[str]) -> None:
    document = read_pdf(pdf_drawn(lambda canvas: letter(canvas, motto, "Bắc Hà, ngày 05 tháng 11 năm 2024")))
    aside = " ".join(texts(document, "boilerplate"))
    for line in ["ỦY BAN NHÂN DÂN", "TỈNH BẮC HÀ", *motto, "Số: 215/BC-UBND", "ngày 05 tháng 11 năm 2024"]:
        assert line in aside
    assert document.title == TITLE
    assert texts(document, "paragraph") == [SENTENCE]
    assert document.published_on == date(2024, 11, 5)


@pytest.mark.parametrize("dateline", ["Bắc Hà, ngày 31 tháng 02 năm 2024", "Bắc Hà, ngày     tháng 11 năm 2024"])
def test_a_dateline_that_is_no_day_gives_none(dateline: str) -> None:
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert read_pdf(pdf_drawn(lambda canvas: letter(canvas, motto, dateline))).published_on is None


def test_a_sentence_that_names_the_state_or_a_day_is_text() -> None:
    named = "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam, tỉnh giao chỉ tiêu cho 12 huyện."
    document = read_pdf(
        pdf_story([paragraph(named), paragraph("Bắc Hà, ngày 05 tháng 11 năm 2024"), paragraph(SECOND)])
    )
    assert named in texts(document, "paragraph")
    assert document.published_on is None


def test_a_stamp_set_askew_and_a_note_in_the_margin_do_not_cut_sentences() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("V", 11)
        words = SENTENCE.split()
        canvas.drawString(60, 700, " ".join(words[:14]))
        for turn, text in ((45, "DỰ THẢO"), (90, "Bản lưu trữ số 7")):
            canvas.saveState()
            canvas.translate(300, 600)
            canvas.rotate(turn)
            canvas.drawString(0, 0, text)
            canvas.restoreState()
        canvas.drawString(60, 684, " ".join(words[14:]))

    document = read_pdf(pdf_drawn(draw))
    assert texts(document, "paragraph") == [SENTENCE]
    assert set(texts(document, "boilerplate")) == {"DỰ THẢO", "Bản lưu trữ số 7"}


def test_a_header_that_counts_pages_and_one_that_does_not() -> None:
    bodies = [f"{SENTENCE} {SECOND} Đây là đoạn thứ {i}." for i in range(1, 31)]
    document = read_pdf(pdf_story([*map(paragraph, bodies)], header="Tỉnh Bắc Hà · Tháng 10/2024"))
    n_pages = len(document.page_starts)
    assert n_pages == 3
    assert sorted(texts(document, "boilerplate")) == sorted(
        ["Tỉnh Bắc Hà · Tháng 10/2024"] * n_pages + [f"Trang {i}" for i in range(1, n_pages + 1)]
    )
