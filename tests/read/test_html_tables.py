"""Tables of pages: what is data and what is layout, merged cells, header rows, hidden rows and columns."""

from __future__ import annotations

import pytest

from pipeline.read import read_document
from pipeline.terms import Document
from tests.read.made import SECOND, SENTENCE, assert_lawful, rows, texts


def read(table: str) -> Document:
    page = f"<html><body><main><h1>Số liệu</h1><p>{SENTENCE}</p>{table}<p>{SECOND}</p></main></body></html>"
    document = read_document(page.encode(), "trang.html")
    assert_lawful(document)
    assert texts(document, "paragraph")[0] == SENTENCE and SECOND in texts(document, "paragraph")
    return document


def header_rows(document: Document) -> set[int]:
    return {cell.row for cell in document.tables[0].cells if cell.header}


@pytest.mark.parametrize(
    ("table", "grid", "headers"),
    [
        (  # a header cell that spans down covers a second row of plain cells
            "<table><tr><th rowspan=2>Huyện<th colspan=2>Hồ sơ<tr><td>Tổng<td>Xong<tr><td>Bắc Hà<td>10<td>9</table>",
            [["Huyện", "Hồ sơ", ""], ["", "Tổng", "Xong"], ["Bắc Hà", "10", "9"]],
            {0, 1},
        ),
        (  # <thead> without <th>
            "<table><thead><tr><td>Huyện<td>2024</thead><tbody><tr><td>Bắc Hà<td>10</table>",
            [["Huyện", "2024"], ["Bắc Hà", "10"]],
            {0},
        ),
        (  # everything is <th>: the words decide
            "<table><tr><th>Huyện<th>Hồ sơ<tr><th>Bắc Hà<th>10<tr><th>Nam Hà<th>8</table>",
            [["Huyện", "Hồ sơ"], ["Bắc Hà", "10"], ["Nam Hà", "8"]],
            {0},
        ),
        (  # spans as browsers read them: 0 is the rest of the table, and what follows the digits is dropped
            "<table><tr><td>Vùng<td>Huyện<td>Hồ sơ<tr><td rowspan=0>Bắc<td>Bắc Hà<td>10<tr><td>Nam Hà<td>8<tr><td colspan='2;'>9</table>",
            [["Vùng", "Huyện", "Hồ sơ"], ["Bắc", "Bắc Hà", "10"], ["", "Nam Hà", "8"], ["", "9", ""]],
            {0},
        ),
        (  # rows and columns that nobody sees hold no slot
            "<table><tr><td>Huyện<td style='display:none'>Mã<td>Hồ sơ<tr style='display:none'><td>x<td>y<td>99"
            "<tr><td>Bắc Hà<td style='display:none'>77<td>10</table>",
            [["Huyện", "Hồ sơ"], ["Bắc Hà", "10"]],
            {0},
        ),
        (  # struck-out values are not the cell's
            "<table><tr><th>Huyện<th>Hồ sơ<tr><td>Bắc Hà<td><del>9</del> 10</table>",
            [["Huyện", "Hồ sơ"], ["Bắc Hà", "10"]],
            {0},
        ),
        (  # months name columns
            "<table><tr><td>Huyện<td>9/2024<td>10/2024<tr><td>Bắc Hà<td>10<td>12</table>",
            [["Huyện", "9/2024", "10/2024"], ["Bắc Hà", "10", "12"]],
            {0},
        ),
    ],
)
def test_grids(table: str, grid: list[list[str]], headers: set[int]) -> None:
    document = read(table)
    assert rows(document) == grid
    assert header_rows(document) == headers


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>SỞ TƯ PHÁP<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<tr><td>Số: 12/BC-STP<td>Hà Bắc, ngày 5 tháng 11 năm 2024</table>",
        "<table><tr><td>Nơi nhận:<td>GIÁM ĐỐC<tr><td>- Như trên<td>(Đã ký)</table>",
        "<table><tr><td>Một hàng<td>10</table>",
        "<table><tr><td>Một cột<tr><td>10</table>",
        f"<table><tr><td>{SENTENCE * 4}<td>Bên<tr><td>x<td>y</table>",
        "<div class=row><div class=col-6><p>Hộ tịch</p></div><div class=col-6><p>"
        + "Đất đai " * 30
        + "</p></div></div>",
    ],
)
def test_layout_is_no_data(table: str) -> None:
    assert read(table).tables == ()


def test_struck_numbers_are_kept_as_boilerplate() -> None:
    document = read("<table><tr><th>Huyện<th>Hồ sơ<tr><td>Bắc Hà<td><s>987</s> 10</table>")
    assert "987" in texts(document, "boilerplate")


def test_a_copy_for_telephones_is_no_report() -> None:
    wide = "<div class='d-none d-md-block'><p>Bản rộng có 12 huyện hoàn thành số hóa.</p></div>"
    narrow = "<div class='d-md-none'><p>Bản hẹp có 12 huyện hoàn thành số hóa.</p></div>"
    document = read(wide + narrow)
    assert "Bản rộng có 12 huyện hoàn thành số hóa." in texts(document, "paragraph")
    assert "Bản hẹp có 12 huyện hoàn thành số hóa." in texts(document, "boilerplate")
