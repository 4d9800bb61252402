"""Words that strangers put into a page: found, told, and never cut out."""

from __future__ import annotations

import pytest

from pipeline.read import ReadError, read_document
from pipeline.read.html_splices import is_mostly_spliced, spliced_spans
from tests.read.made import SECOND, SENTENCE, assert_lawful, texts


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("Cả nước kèo nhà cái 5 có 14 địa phương", ["kèo nhà cái 5"]),
        ("cho hay,ếnđộsốhóahộtịchcảnướcđếngiữa có 15 nơi", ["ếnđộsốhóahộtịchcảnướcđếngiữa"]),
        ("Tỉnh có tài xỉu 14 địa phương xong", ["tài xỉu"]),  # 14 counts localities, no score
        ("Đã xong bóng đá trực tuyến 2-1 tại 9 huyện", ["bóng đá trực tuyến 2-1"]),
        ("đạt 12 相关文章 huyện", ["相关文章 "]),
        ("soi kèo đội tuyển, nổ hũ 88 club", ["soi kèo", "nổ hũ 88"]),
        (SENTENCE, []),
        (SECOND, []),
        ("Tỷ lệ 188/705 huyện, 88 xã và 789 hồ sơ", []),
        ("Bộ Văn hóa, Thể thao và Du lịch báo cáo 12 nhiệm vụ", []),
    ],
)
def test_stretches(text: str, stretches: list[str]) -> None:
    assert [text[start:end] for start, end in spliced_spans(text)] == stretches


def test_a_block_of_such_words() -> None:
    assert is_mostly_spliced("nhà cái uy tín casino trực tuyến nổ hũ 88")
    assert not is_mostly_spliced(SENTENCE + " kèo nhà cái 5")


def test_a_paragraph_keeps_what_was_spliced_into_it_and_the_document_tells() -> None:
    spliced = SENTENCE.replace("12 huyện", "kèo nhà cái 3-1 12 huyện")
    document = read_document(f"<html><body><p>{spliced}</p><p>{SECOND}</p></body></html>".encode(), "trang.html")
    assert_lawful(document)
    assert texts(document, "paragraph") == [spliced, SECOND]
    assert document.warnings == ("1 spliced stretches in the report, first: kèo nhà cái 3-1",)


@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
def test_text_decoded_twice_is_never_stored(charset: str) -> None:
    page = f"<html><body><p>{SENTENCE}</p><p>{SECOND}</p></body></html>"
    twice = page.encode().decode(charset, errors="ignore").encode()
    try:
        document = read_document(twice, "trang.html")
    except ReadError as error:
        assert "decoded twice" in error.reason or "encoding" in error.reason or "U+FFFD" in error.reason
    else:
        assert "áº" not in document.text and "á»" not in document.text
