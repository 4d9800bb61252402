"""What is refused, and why, in one line; and which charset a text is in."""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile

import pytest

from pipeline.read import ReadError, read_document
from pipeline.read.sniff import decode, media_type_of
from tests.read.made import SENTENCE, assert_lawful, rows, texts


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def container(*streams: str) -> bytes:
    """An OLE2 file with these empty streams: a header, a table of sectors and a directory."""
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<HBB", 2 * len(name) + 2, 2, 1) + bytes(60)
        for name in streams
    )
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\x00") + struct.pack("<H", 9) + bytes(16)
    header += struct.pack("<I", 1) + bytes(24) + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + table + entries.ljust(512, b"\x00")


def lying_zip() -> bytes:
    """An archive whose directory says that ten megabytes are ten bytes."""
    data = bytearray(zip_of({"word/document.xml": b"<a>" + bytes(10_000_000)}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(zip_of({"word/document.xml": b"<a/>"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \r\n\x00 ", "empty file"),
        (b"%PDF-1.7\n1 0 obj", "truncated PDF"),
        (b"%PDF-1.7\nnothing\n%%EOF", "not a readable PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "Office container of no known kind"),
        (container("EncryptedPackage", "EncryptionInfo"), "password-protected Office file"),
        (container("PowerPoint Document"), "PowerPoint"),
        (container("Workbook"), "damaged XLS"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "damaged image"),
        (b"GIF89a", "GIF image"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "XML spreadsheet of 2003",
        ),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", "MHTML without a page"),
        (b"\x01\x02\x00\x03", "binary data"),
        (b"PK\x03\x04broken", "damaged zip"),
        (zip_of({"a.txt": b"x"}), "neither DOCX nor XLSX"),
        (zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zip_of({"word/document.xml": bytes(20_000_000)}), "zip bomb"),
        (zip_of({"word/document.xml": b"<w:document"}), "DOCX without a document part"),
        (zip_of({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "declares a document type"),
        (zip_of({"xl/workbook.bin": b"x"}), "XLSB"),
        (zip_of({"ppt/presentation.xml": b"<a/>"}), "PowerPoint"),
        (lying_zip(), "damaged"),
        (locked_zip(), "password-protected zip"),
        (b"<html><body><p> </p></body></html>", "no text"),
        ("12 – 34 …".encode(), "no text"),
        ("T\ufffdnh có 12 huyện".encode(), "U+FFFD"),
        (b'<meta charset="utf-8">' + "<p>tỉnh</p>".encode() + b"<p>s\xff h\xffa</p>", "U+FFFD"),
        (b'<meta charset="klingon"><p>s\xff h\xffa</p>', "unknown charset klingon"),
        ("Tiến độ số hóa dữ liệu hộ tịch".encode().decode("cp1252", "ignore").encode(), "mojibake"),
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


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(codec: str) -> None:
    assert read_document(SENTENCE.encode(codec), "x").text == SENTENCE


def test_images_go_to_the_reader_of_scans() -> None:
    heads = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff\xe0": "jpeg", b"II*\x00": "tiff", b"MM\x00*": "tiff"}
    assert [media_type_of(head + bytes(20)) for head in heads] == [f"image/{kind}" for kind in heads.values()]


def test_a_page_named_doc_is_a_page() -> None:
    page = f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p>{SENTENCE}</p></body></html>'
    assert texts(read_document(page.encode(), "bao-cao.doc"), "paragraph") == [SENTENCE]


def test_a_table_named_xls_is_a_page() -> None:
    page = "<html><body><table><tr><td>Huyện</td><td>Hồ sơ</td></tr><tr><td>Bắc Hà</td><td>1.000</td></tr></table></body></html>"
    assert rows(read_document(page.encode(), "so-lieu.xls")) == [["Huyện", "Hồ sơ"], ["Bắc Hà", "1.000"]]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1258"])
def test_a_web_page_in_one_file(charset: str) -> None:
    text = SENTENCE if charset == "utf-8" else "Có 12 thôn và 9 làng xong, 3 thôn đang lo."
    page = base64.encodebytes(f"<html><body><p>{text}</p></body></html>".encode(charset)).decode()
    data = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n{page}\r\n--x--"
    )
    assert texts(read_document(data.encode(), "bao-cao.doc"), "paragraph") == [text]
