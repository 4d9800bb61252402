"""Plain text: the file is the text; mirrors' link lists and image markup are boilerplate."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import read_document
from pipeline.read.text import read_text
from tests.read.made import SECOND, SENTENCE, assert_lawful, texts

MIRROR = f"""Số hóa sổ hộ tịch của tỉnh còn chậm
{SENTENCE}
<image>data:image/s3,"s3://kho/8c110" alt="Anh (32).jpg"</image>
II. ĐẤT ĐAI
- Đã rà soát 46 thửa đất
{SECOND}
下一篇:Nhận định bóng đá 11h00 ngày 1/3
相关文章:
- Đội khách thắng 3-1
- Một câu rất dài về trận đấu ngày 28/2 mà ai đó viết thêm vào cuối trang để lừa người đọc và máy đọc, hết câu.
相关推荐:
Kèo hiệp 1 ngày 2/10"""


def test_a_mirror_saved_as_text() -> None:
    document = read_document(MIRROR.encode(), "x.txt")
    assert_lawful(document)
    assert document.text == MIRROR
    assert document.title == "Số hóa sổ hộ tịch của tỉnh còn chậm"
    assert texts(document, "title") == [document.title]
    assert texts(document, "paragraph") == [SENTENCE, SECOND]
    assert texts(document, "heading") == ["II. ĐẤT ĐAI"]
    assert texts(document, "list_item") == ["- Đã rà soát 46 thửa đất"]
    assert len(texts(document, "boilerplate")) == 7


def test_related_links_end_where_prose_goes_on() -> None:
    text = f"{SENTENCE}\nXem thêm:\n- Tỉnh khác đạt 99%\n- Tỉnh nọ đạt 98%\n{SENTENCE}\n"
    document = read_document(text.encode(), "x.txt")
    assert texts(document, "paragraph") == [SENTENCE, SENTENCE]
    assert len(texts(document, "boilerplate")) == 3


def test_windows_line_ends_and_decomposed_letters() -> None:
    data = unicodedata.normalize("NFD", f"{SENTENCE}\r\n\r\n  {SECOND}\r\n").encode()
    document = read_document(data, "x.txt")
    assert_lawful(document)
    assert texts(document, "paragraph") == [SENTENCE, SECOND]


def test_a_labelled_date() -> None:
    document = read_document(f"Tin tức\nĐăng ngày: 05/11/2024\n{SENTENCE}".encode(), "x.txt")
    assert document.published_on == date(2024, 11, 5)
    assert texts(document, "boilerplate") == ["Đăng ngày: 05/11/2024"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\ufeff")))
def test_text_is_the_file_in_nfc(text: str) -> None:
    draft = read_text(text.encode())
    assert draft.text == unicodedata.normalize("NFC", text)
    assert all(draft.text[b.char_start : b.char_end].strip() for b in draft.blocks)
