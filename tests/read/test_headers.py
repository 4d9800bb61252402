"""Header rows without <th>: the first rows that hold no numbers, and what belongs to them."""

from __future__ import annotations

import pytest

from pipeline.read.document import GridCell
from pipeline.read.headers import is_number, mark_headers


def n_header_rows(rows: list[list[str | tuple[str, int]]]) -> int:
    cells = []
    for r, row in enumerate(rows):
        col = 0
        for item in row:
            text, width = item if isinstance(item, tuple) else (item, 1)
            cells.append(GridCell(r, col, text, 1, width))
            col += width
    return len({cell.row for cell in mark_headers(cells) if cell.header})


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["TT", "Tỉnh", "Hồ sơ"], ["1", "Hà Nam", "10"]], 1),
        ([["TT", "Tỉnh", ("Hồ sơ", 2)], ["", "", "Có", "Xong"], ["1", "Hà Nam", "10", "9"]], 2),
        ([[("Bảng kết quả", 3)], ["TT", "Tỉnh", "Hồ sơ"], ["1", "Hà Nam", "10"]], 2),
        ([["TT", "Tỉnh", "Hồ sơ"], ["(1)", "(2)", "(3)"], ["1", "Hà Nam", "10"]], 2),
        ([["TT", "Tỉnh", "Tỷ lệ"], ["", "", "(%)"], ["1", "Hà Nam", "10,5"]], 2),
        ([["Tỉnh", "2023", "2024"], ["Hà Nam", "10,5%", "12%"]], 1),
        ([["TT", "Tỉnh", "Hồ sơ"], ["I", "Đồng bằng", ""], ["1", "Hà Nam", "10"]], 1),
        ([["TT", "Tỉnh", "Hồ sơ"], ["1", "Hà Nam", "-"], ["2", "Cà Mau", "7"]], 1),
        ([["Tỉnh", "Trạng thái"], ["Hà Nam", "Hoàn thành"]], 1),
        ([["Hà Nam", "10"], ["Cà Mau", "12"]], 0),
        ([["Tỉnh", "9/2024", "10/2024"], ["Hà Nam", "10,5%", "12%"]], 1),
        ([["Tỉnh", "31/12/2023", "30.6.2024"], ["Hà Nam", "105", "112"]], 1),
        ([["Tỉnh", "30/9", "31/10"], ["Hà Nam", "3/5", "4/5"]], 1),
        ([["Hà Nam", "3/5", "4/5"], ["Cà Mau", "48/50", "5/5"]], 0),
        ([["Hà Nam", "48/50", "4/5"], ["Cà Mau", "5/5", "5/5"]], 0),
    ],
)
def test_header_rows(rows: list[list[str | tuple[str, int]]], expected: int) -> None:
    assert n_header_rows(rows) == expected


@pytest.mark.parametrize("text", ["10", "1.091.481", "65,5%", "461/705", "-3,2", "(12)", " 7 "])
def test_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "Quý 1", "10 huyện", "1/2024 đến nay", "a"])
def test_not_numbers(text: str) -> None:
    assert not is_number(text)
