"""Vietnamese before Unicode: named by fonts and syllables, converted letter by letter, never touched when Unicode."""

from __future__ import annotations

import io
import unicodedata

import pytest
from docx import Document as Docx
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from pipeline.read import ReadError, read_document
from pipeline.read.check import check_text, is_word, syllable_share
from pipeline.read.encodings import (
    ENCODINGS,
    Encoding,
    convert,
    encoding_of_font,
    is_capitals_font,
    recognise,
    restored,
)
from pipeline.read.encodings_tables import TCVN3, VISCII, VNI, VPS
from pipeline.read.syllables import is_syllable
from tests.read.made import SECOND, SENTENCE, rows, texts

TEXT = f"{SENTENCE} Ở những xã ấy, hồ sơ cũ kỹ và chữ viết mờ khiến việc nhập liệu vất vả."
MARKS = "\u0300\u0301\u0303\u0309\u0323"
VNI_OF = {
    "đ": "ñ", "ơ": "ô", "ư": "ö", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ",
}  # fmt: skip


def written(text: str, encoding: Encoding) -> str:
    """`text` as the Latin-1 signs of its bytes in `encoding`; TCVN3 has no toned capitals."""
    match encoding:
        case "UTF-8 decoded twice":
            return text.encode().decode("latin-1")
        case "VNI":
            return "".join(_vni(char) for char in text)
        case "windows-1258":
            return b"".join(_windows_1258(char) for char in text).decode("latin-1")
        case _:
            table = {"TCVN3": TCVN3, "VISCII": VISCII, "VPS": VPS}[encoding]
            signs = {letter: chr(sign) for sign, letter in reversed(table.items()) if sign < 256}
            return "".join(
                signs.get(char, signs.get(char.lower(), char) if encoding == "TCVN3" else char) for char in text
            )


def _vni(char: str) -> str:
    lower = char.lower()
    if lower in VNI_OF:
        found = VNI_OF[lower]
    else:
        candidates = (base + mark for base in "aeiouyôö" for mark in "øùûõïâáàåãäêéèúüë")
        found = next((pair for pair in candidates if VNI.sub(pair) == lower), lower)
    return found.upper() if char.isupper() else found


def _windows_1258(char: str) -> bytes:
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in MARKS))
        return (base + "".join(c for c in decomposed if c in MARKS)).encode("cp1258")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_recognised_and_converted_back(encoding: Encoding) -> None:
    surface = written(TEXT, encoding)
    assert surface != TEXT
    assert recognise(surface) == encoding
    assert convert(surface, encoding).lower() == TEXT.lower()
    if encoding != "TCVN3":
        assert convert(surface, encoding) == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_of_a_text_file_and_of_a_page(encoding: Encoding) -> None:
    surface = written(TEXT, encoding)
    data = surface.encode("utf-8" if encoding == "UTF-8 decoded twice" else "latin-1")
    document = read_document(data, "x.txt")
    assert document.text.lower() == TEXT.lower()
    assert document.warnings == (f"converted from {encoding}",)
    page = b"<html><head><title>x</title></head><body><p>" + data + b"</p></body></html>"
    assert texts(read_document(page, "x.html"), "paragraph")[0].lower() == TEXT.lower()


def test_letters_behind_entities() -> None:
    surface = written(TEXT, "TCVN3")
    page = "<html><body><p>" + "".join(c if c.isascii() else f"&#{ord(c)};" for c in surface) + "</p></body></html>"
    assert texts(read_document(page.encode(), "x"), "paragraph")[0].lower() == TEXT.lower()


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        "DỰ ÁN TIẾN ĐỘ · CÔNG KHAI",
        "là và có tí bé hò lũ đi về",
        "Hà Nam, Hà Nội, Cà Mau, Quảng Ngãi, Kiên Giang",
        "Les autorités françaises ont présenté un rapport détaillé après été à Genève où déjà reçu.",
        "Große Änderungen können künftig überall für Bürger möglich werden, natürlich außer Köln.",
        "El año pasado la población española creció; mañana será más difícil según informó Muñoz.",
        "Há razões à vista: São Paulo não tem informações até amanhã, disse João.",
        "Det är också möjligt att få hjälp på svenska här så småningom för många människor.",
        "14 of 63 localities",
        "",
    ],
)
def test_unicode_and_other_languages_are_left_alone(text: str) -> None:
    assert recognise(text) is None
    assert restored(text) == (text, None)
    assert recognise(text, ["Times New Roman"]) is None


@given(st.lists(st.sampled_from(sorted(set(TEXT.split()) | set(SECOND.split())))).map(" ".join))
def test_no_selection_of_our_words_is_taken_for_legacy(text: str) -> None:
    assert recognise(text) is None


def test_a_legacy_font_decides_for_a_single_word_but_not_against_unicode() -> None:
    assert recognise("®Êt", [".VnTime"]) == "TCVN3"
    assert recognise("ñaát", ["VNI-Times"]) == "VNI"
    assert recognise("®Êt") is None
    assert recognise("đất", [".VnTime"]) is None
    assert recognise("Hà", ["VNI-Times"]) in (None, "VNI")
    assert convert("Hà", "VNI") == "Hà"


def test_fonts() -> None:
    names = [".VnTime", "ABCDEF+.VnArialH", "VNI-Times", "VNI Helve", "VPS Times", "Times New Roman", "Vnitra", ""]
    assert [encoding_of_font(n) for n in names] == ["TCVN3", "TCVN3", "VNI", "VNI", "VPS", None, None, None]
    assert [is_capitals_font(n) for n in (".VnTimeH", ".VnArialH,Bold", ".VnTime", "Times H")] == [
        True,
        True,
        False,
        False,
    ]


def test_capitals_of_tcvn3() -> None:
    title = "BÁO CÁO KẾT QUẢ SỐ HÓA HỘ TỊCH"
    surface = written(title, "TCVN3")
    assert surface.startswith("B¸O C¸O KÕT")
    assert convert(surface, "TCVN3") == title
    assert convert(written("Báo cáo", "TCVN3"), "TCVN3", capitals=True) == "BÁO CÁO"


def test_a_text_of_two_encodings() -> None:
    text = f"{SENTENCE}\n{written(SENTENCE, 'VNI')}\n{SECOND}\n{written(SECOND, 'TCVN3')}"
    assert restored(text)[0].lower() == f"{SENTENCE}\n{SENTENCE}\n{SECOND}\n{SECOND}".lower()


def test_what_stays_legacy_is_refused_with_its_name() -> None:
    with pytest.raises(ReadError, match="TCVN3"):
        check_text(f"{SENTENCE}\n{written(SENTENCE, 'TCVN3')}")
    with pytest.raises(ReadError, match="mojibake"):
        check_text(SENTENCE.encode().decode("cp1252", errors="ignore"))


@pytest.mark.parametrize(("encoding", "font"), [("TCVN3", ".VnTime"), ("VNI", "VNI-Times")])
@pytest.mark.parametrize("named", [True, False])
def test_docx_in_a_legacy_font(encoding: Encoding, font: str, named: bool) -> None:
    docx = Docx()
    run = docx.add_paragraph().add_run(written("Báo cáo", encoding))
    body = docx.add_paragraph()
    surface = written(SENTENCE, encoding)
    cuts = [body.add_run(surface[:25]), body.add_run(surface[25:31]), body.add_run(surface[31:])]
    if named:
        run.font.name = ".VnTimeH" if encoding == "TCVN3" else font
        for cut in cuts:
            cut.font.name = font
    docx.add_table(1, 2).rows[0].cells[1].text = "12"
    out = io.BytesIO()
    docx.save(out)
    document = read_document(out.getvalue(), "x")
    assert SENTENCE.lower() in document.text.lower()
    assert document.text.startswith("BÁO CÁO" if named and encoding == "TCVN3" else "Báo cáo")
    assert f"converted from {encoding}" in document.warnings


@pytest.mark.parametrize("font", [".VnTime", "Calibri"])
def test_a_workbook_in_tcvn3(font: str) -> None:
    table = [["Tỉnh", "Số thửa đất", "Tỷ lệ"], ["Bắc Giang", 12, "98,5%"], ["Quảng Trị", 7, "chưa có số liệu"]]
    workbook = Workbook()
    for row in table:
        workbook.active.append([written(v, "TCVN3") if isinstance(v, str) else v for v in row])
    for row in workbook.active.iter_rows():
        for cell in row:
            cell.font = Font(name=font)
    out = io.BytesIO()
    workbook.save(out)
    assert rows(read_document(out.getvalue(), "x")) == [[str(value) for value in row] for row in table]


@pytest.mark.parametrize(
    "word", "nghiêng quý Quảng gìn giữ khuỷu thuở Hoà hòa xoong Đắk Kạn uống yêu ngoằn rượu Ư ừ giếng".split()
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word).upper())


@pytest.mark.parametrize("word", "®Êt ñaát hoùa tiêng§ đấtt càt nghành cê qả tiếngviệt für tểế ngiên straße".split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_share_of_words_that_can_be_read() -> None:
    assert syllable_share(TEXT) == 1.0
    assert syllable_share("UBND, QĐ-TTg, báo cáo Excel 2024") == 1.0
    assert syllable_share("B T PHÁP Ộ Ư  t nh ỉ đ t ấ") < 0.8
    assert syllable_share("12/2024") == 1.0
    assert is_word("HĐND")
    assert not is_word("trgb")
