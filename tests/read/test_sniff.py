"""What is refused, and why, in one line; and which charset a text is in."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from pipeline.read import ReadError, read_document
from pipeline.read.sniff import decode
from tests.read.made import SENTENCE, assert_lawful


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \r\n\x00 ", "empty file"),
        (b"%PDF-1.7\n1 0 obj", "truncated PDF"),
        (b"%PDF-1.7\nnothing\n%%EOF", "not a readable PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "legacy DOC"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "no text layer"),
        (b"\x01\x02\x00\x03", "binary data"),
        (b"PK\x03\x04broken", "damaged zip"),
        (zip_of({"a.txt": b"x"}), "neither DOCX nor XLSX"),
        (zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zip_of({"word/document.xml": bytes(20_000_000)}), "zip bomb"),
        (zip_of({"word/document.xml": b"<w:document"}), "damaged application/vnd.openxml"),
        (b"<html><body><p> </p></body></html>", "no text"),
        ("12 – 34 …".encode(), "no text"),
        ("T\ufffdnh có 12 huyện".encode(), "U+FFFD"),
        (b'<meta charset="utf-8">' + "<p>tỉnh</p>".encode() + b"<p>s\xff h\xffa</p>", "U+FFFD"),
        (b'<meta charset="klingon"><p>s\xff h\xffa</p>', "unknown charset klingon"),
        ("sè ho¸ d÷ liÖu hé tÞch t¹i c¸c ®Þa ph¬ng ®ang rÊt chËm".encode(), "TCVN3"),
        ("soá hoùa döõ lieäu hoä tòch taïi caùc ñòa phöông".encode(), "VNI"),
        ("Tiến độ số hóa dữ liệu hộ tịch".encode().decode("cp1252", "replace").encode(), "mojibake"),
        (b"<html><body>" + b"<div>" * 3000 + b"x" + b"</div>" * 3000, "nested too deeply"),
    ],
)
def test_unreadable_bytes_say_why_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_document(data, "bao-cao.html")
    assert reason in caught.value.reason
    assert "\n" not in caught.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_charsets(encoding: str) -> None:
    data = SENTENCE.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert decode(data).removeprefix("\ufeff") == SENTENCE


def test_declared_charset_of_a_page() -> None:
    page = b'<html><head><meta charset="windows-1252"></head><body><p>M\xe0 c\xf3 12 t\xednh</p></body></html>'
    assert read_document(page, "x").text == "Mà có 12 tính"


def test_a_page_that_declares_another_charset_but_is_utf_8() -> None:
    page = f'<html><head><meta charset="windows-1252"></head><body><p>{SENTENCE}</p></body></html>'.encode()
    assert read_document(page, "x").text == SENTENCE


def test_the_bytes_decide_not_the_name() -> None:
    document = read_document(f"<html><body><p>{SENTENCE}</p></body></html>".encode(), "báo-cáo.pdf")
    assert (document.media_type, document.file) == ("text/html", "báo-cáo.pdf")


def test_damaged_bytes_never_raise_anything_else() -> None:
    pages = f"<html><body><p>{SENTENCE}</p><table><tr><td>a<td>1<tr><td>b<td>2</table></body></html>".encode()
    archive = zip_of({"xl/workbook.xml": b"<workbook/>", "word/document.xml": b"<a/>"})
    chance = random.Random(7)
    for base in (pages, archive):
        for _ in range(60):
            data = bytearray(base)
            for _ in range(8):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                assert_lawful(read_document(bytes(data), "x"))
            except ReadError as error:
                assert "\n" not in error.reason
