"""Which rows of a grid are its header.

Holds the rule for all formats: <th> where there is one, otherwise the first rows that hold no numbers, with the
unit and column-number rows that belong to them. Keeps out: what a header means.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.document import GridCell

MAX_HEADER_ROWS = 6

_NUMBER = re.compile(r"[-+−(]?\s*\d[\d.,\s]*(?:/\s*\d[\d.,\s]*)?%?\)?")
# What looks like a number and names a column: a year, a month of a year, a day.
_PERIOD = re.compile(
    r"(?:(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?)?(?:0?[1-9]|1[0-2])\s?[/.-]\s?(?:19|20)\d\d|(?:19|20)\d\d"
)
_FIRST_COLUMN = re.compile(
    r"(?i)(?:s?tt|số tt|tên.*|tỉnh.*|thành phố.*|huyện.*|quận.*|xã.*|phường.*|địa phương.*|đơn vị.*|cơ quan.*|bộ.*|nội dung.*|chỉ tiêu.*"
    r"|nhiệm vụ.*|province.*|localit.*|unit.*|indicator.*|no\.?)"
)
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\s?/\s?(?:0?[1-9]|1[0-2])")
_NO_VALUE = frozenset({"-", "–", "—", "…", "...", "x", "X", "/", "N/A", "n/a", "0"})
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-zĐđ])\)?(?:\s*=.*)?|\(\d{1,2}\s*[=:].*\)")
_UNIT = re.compile(r"(?i)\(.{1,25}\)|%|đvt.*|đơn vị.*")
_INDEX = re.compile(r"(?:[IVX]+|[A-ZĐ]|\d{1,3}(?:\.\d+)*)\.?")


def is_number(text: str) -> bool:
    """Is the whole cell a number, a fraction or a percentage?"""
    return _NUMBER.fullmatch(text.strip()) is not None


def mark_headers(cells: Sequence[GridCell]) -> list[GridCell]:
    """The same cells, with `header` set on the rows above the first row of data."""
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    n_header = _count([rows[row] for row in range(max(rows, default=-1) + 1)])
    return [replace(cell, header=True) if cell.row < n_header else cell for cell in cells]


def _count(rows: list[list[GridCell]]) -> int:
    """How many first rows are header; 0 when the first row is data, at most one when no row holds a number."""
    if not any(_holds_data(row) for row in rows):
        return 1 if len(rows) > 1 and len(_filled(rows[0])) > 1 else 0
    reach = 0  # rows below this one are still covered by a merged header cell
    for i, row in enumerate(rows[: MAX_HEADER_ROWS + 1]):
        filled = _filled(row)
        if _is_column_numbers(filled):
            reach = i + 1
            continue
        if _holds_data(row) and not (i == reach == 0 and _names_days(row)):
            return i
        titles_so_far = all(len(_filled(above)) <= 1 for above in rows[:i])
        units = bool(filled) and all(_UNIT.fullmatch(cell.text.strip()) for cell in filled)
        if i >= reach and not titles_so_far and not units:
            return i
        width = max((cell.col + cell.col_span for cell in row), default=0)
        reach = max([reach, i + 1 if titles_so_far and len(filled) <= 1 else reach, *(i + c.row_span for c in filled)])
        if any(1 < cell.col_span < width for cell in filled):
            reach = max(reach, i + 2)  # a group heading has its columns named below it
    return 0


def _filled(row: Sequence[GridCell]) -> list[GridCell]:
    return [cell for cell in row if cell.text.strip()]


def _holds_data(row: Sequence[GridCell]) -> bool:
    """Does any cell but a leading index hold a number? Years name columns."""
    filled = _filled(row)
    if _is_column_numbers(filled):
        return False
    values = [cell.text.strip() for cell in filled]
    if values and _INDEX.fullmatch(values[0]) and len(values) > 1:
        if values[0][0].isdigit():
            return True  # "1 | Sóc Trăng | -": a numbered row
        values = values[1:]
    return any(is_number(value) and not _PERIOD.fullmatch(value) for value in values)


def _names_days(row: Sequence[GridCell]) -> bool:
    """A first row "Tỉnh | 30/9 | 31/10": two or more different days beside a word that names a column."""
    values = [cell.text.strip() for cell in _filled(row)]
    if not values or not _FIRST_COLUMN.fullmatch(values[0]):
        return False
    numbers = [value for value in values if is_number(value) and not _PERIOD.fullmatch(value)]
    return len(set(numbers)) == len(numbers) > 1 and len(numbers) < len(values) and all(map(_DAY.fullmatch, numbers))


def _is_column_numbers(filled: Sequence[GridCell]) -> bool:
    """A row "A | B | 1 | 2 | 3=2/1" or "(1) | (2) | (3)" that numbers the columns."""
    texts = [cell.text.strip() for cell in filled]
    if len(texts) < 2 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(found.group()) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
