"""Old DOC and XLS: read when that is sound, refused with a reason otherwise.

`files/bao-cao.doc` and `files/so-lieu.xls` hold sentences and figures of our own, written by an office suite and a
spreadsheet library; the programs are stood in for by scripts, so that the tests need neither.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pipeline.read import ReadError, read_document
from pipeline.read.sniff import media_type_of
from tests.read.made import assert_lawful, rows, texts

FILES = Path(__file__).parent / "files"
DOC = (FILES / "bao-cao.doc").read_bytes()
XML = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE book SYSTEM "x.dtd"><book><bookinfo><date>2013-12-23</date></bookinfo>
<chapter><title/><para>Báo cáo số hóa tháng 10/2024</para></chapter><chapter><title>I. Hộ tịch</title>
<para>Có 12 huyện đạt 98,5% kế hoạch năm.</para><orderedlist numeration='loweralpha'><listitem><para>Rà soát 1.091.481 hồ sơ</para></listitem>
<listitem><para>Đối chiếu sổ</para></listitem></orderedlist><para><informaltable><tgroup cols='2'><tbody>
<row><entry>Huyện</entry><entry>Hồ sơ</entry></row><row><entry>Bắc Hà</entry><entry>1.000</entry></row></tbody></tgroup></informaltable></para>
</chapter></book>"""
PLAIN = "Báo cáo số hóa tháng 10/2024\nI. Hộ tịch\nCó 12 huyện đạt 98,5%\nRà soát 1.091.481 hồ sơ\nHuyện\tHồ sơ\nBắc Hà\t1.000\n"


def program(folder: Path, name: str, body: str) -> None:
    file = folder / name
    file.write_text(f"#!{sys.executable}\nimport sys\n{body}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, the only ones there are."""
    monkeypatch.setattr("pipeline.read.doc.SEARCH_PATH", str(tmp_path))
    program(tmp_path, "antiword", f"sys.stdout.buffer.write({XML!r}.encode())")
    program(tmp_path, "catdoc", f"sys.stdout.buffer.write({PLAIN!r}.encode())")
    return tmp_path


def test_a_doc_on_whose_numbers_both_agree(programs: Path) -> None:
    document = read_document(DOC, "bao-cao.doc")
    assert_lawful(document)
    assert [block.kind for block in document.blocks] == [
        "title", "heading", "paragraph", "list_item", "list_item", "table",
    ]  # fmt: skip
    assert document.title == "Báo cáo số hóa tháng 10/2024"
    assert texts(document, "list_item") == ["a. Rà soát 1.091.481 hồ sơ", "b. Đối chiếu sổ"]
    assert rows(document) == [["Huyện", "Hồ sơ"], ["Bắc Hà", "1.000"]]
    assert document.published_on is None


@pytest.mark.parametrize(("mine", "theirs"), [("98,5", "98,6"), ("1.000", ""), ("12", "12 12")])
def test_a_number_read_differently_refuses_the_whole(programs: Path, mine: str, theirs: str) -> None:
    program(programs, "catdoc", f"sys.stdout.buffer.write({PLAIN.replace(mine, theirs)!r}.encode())")
    with pytest.raises(ReadError, match=r"antiword and catdoc differ on \d+ numbers of this DOC: ") as caught:
        read_document(DOC, "x")
    assert (theirs.split() or [mine])[0] in caught.value.reason or mine in caught.value.reason


def test_missing_and_failing_programs_are_named(programs: Path) -> None:
    program(programs, "antiword", "sys.exit(3)")
    with pytest.raises(ReadError, match="antiword cannot read this DOC"):
        read_document(DOC, "x")
    (programs / "catdoc").unlink()
    with pytest.raises(ReadError, match="missing: catdoc"):
        read_document(DOC, "x")


def test_a_program_that_hangs_is_ended(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.doc.LONGEST_RUN", 0.05)
    program(programs, "antiword", "sys.stdin.read(); import signal; signal.pause()")
    with pytest.raises(ReadError, match="takes longer than"):
        read_document(DOC, "x")


@pytest.mark.parametrize("name", ["doc"])
def test_the_real_programs_when_they_are_there(name: str) -> None:
    if not (shutil.which("antiword") and shutil.which("catdoc")):
        with pytest.raises(ReadError, match="needs the programs antiword and catdoc"):
            read_document(DOC, name)
        return
    document = read_document(DOC, name)
    assert_lawful(document)
    assert rows(document) == [
        ["TT", "Huyện", "Số hồ sơ phải số hóa theo kế hoạch của tỉnh", "Tỷ lệ (%)"],
        ["1", "Bắc Hà", "1.000.000", "65,5"],
        ["2", "Nam Hà", "2.000", "65,6"],
        ["", "Tổng cộng", "1.002.000", "65,5"],
    ]
    assert texts(document, "list_item") == ["1. Rà soát 1.091.481 hồ sơ", "2. Đối chiếu 461/705 huyện"]


def test_an_encrypted_doc_is_refused() -> None:
    data = bytearray(DOC)
    at = data.index(b"\xec\xa5")  # the mark of the Word stream; the flags follow ten bytes later
    data[at + 11] |= 1
    assert media_type_of(DOC) == "application/msword"
    with pytest.raises(ReadError, match="password-protected DOC"):
        read_document(bytes(data), "x")


def test_old_workbook() -> None:
    document = read_document((FILES / "so-lieu.xls").read_bytes(), "so-lieu.xls")
    assert_lawful(document)
    assert document.title == "Biểu tổng hợp số hóa hộ tịch tháng 10/2024"
    assert rows(document) == [
        ["TT", "Huyện", "Số hồ sơ", "", "Tỷ lệ"], ["", "", "Có", "Đã số hóa", ""],
        ["1", "Bắc Hà", "1.000.000", "655.000", "65,5%"], ["2", "Nam Hà", "2.000", "1.311", "65,6%"],
    ]  # fmt: skip
    assert [(table.sheet, table.hidden) for table in document.tables] == [("T10", False), ("T10", True), ("Cu", True)]
    assert [cell.ref for cell in document.tables[0].cells if cell.row == 3] == [f"T10!{col}7" for col in "ABCDE"]
    assert texts(document, "paragraph") == ["Đơn vị tính: hồ sơ", "Ngày đăng: 05/11/2024"]
    assert str(document.published_on) == "2024-11-05"
    assert document.warnings == ("T10: 5 cells in hidden rows or columns",)
