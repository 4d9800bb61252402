"""Tables that are no <table>: rows and cells made of other elements.

Holds how such a table is recognised (its roles, its display styles, its class names, or rows of one width with numbers)
and its grid. Keeps out: <table> elements (html_tables.py) and cards of prose laid out in columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain

from lxml.html import HtmlElement

from pipeline.read.document import GridCell
from pipeline.read.headers import is_number, mark_headers

LONGEST_CELL = 160  # characters; longer ones are cards of prose in columns
MIN_UNNAMED_ROWS = 3  # without a name, fewer rows of a shape are chance
_CONTAINERS = frozenset({"div", "section", "ul", "ol", "dl"})
_PARTS = frozenset({"div", "span", "p", "li", "ul", "ol", "strong", "b", "dt", "dd"})
_GROUP = re.compile(r"(?i)(?:^|[-_\s])(?:t?body|t?head(?:er)?|rowgroup|rows)(?=$|[-_\s])")
_TABLE_NAME = re.compile(r"(?i)(?:^|[-_\s])(?:table|tbl|grid-?table|data-?grid|bang(?:-?so-?lieu)?)(?=$|[-_\s])")
_ROW_NAME = re.compile(r"(?i)(?:^|[-_\s])(?:tr|row|t-?row|table-?row|line|dong)(?=$|[-_\s])")
_CELL_NAME = re.compile(r"(?i)(?:^|[-_\s])(?:td|th|cell|table-?cell|cot|col)(?=$|[-_\s\d])")
_DISPLAY = re.compile(r"(?i)display\s*:\s*(?:table|grid)\b")
_DISPLAY_ROW = re.compile(r"(?i)display\s*:\s*table-row\b")


def grid_of_elements(node: HtmlElement, text_of: Callable[[HtmlElement], str]) -> list[GridCell]:
    """The cells of `node` if it is a table made of other elements, else none. `text_of` gives visible text."""
    if node.tag not in _CONTAINERS:
        return []
    rows = _rows(node)
    if len(rows) < 2:
        return []
    cells = [[cell for cell in row if isinstance(cell.tag, str)] for row in rows]
    widths = {sum(_span(cell) for cell in row) for row in cells}
    if len(widths) != 1 or widths.pop() < 2 or any(_loose_text(row) for row in rows):
        return []
    if any(
        cell.tag not in _PARTS and not _has_role(cell, "cell", "columnheader", "rowheader")
        for row in cells
        for cell in row
    ):
        return []
    texts = [[text_of(cell) for cell in row] for row in cells]
    flat = list(chain.from_iterable(texts))
    if max(map(len, flat)) > LONGEST_CELL or 2 * sum(map(bool, flat)) < len(flat):
        return []
    if not (_is_named(node, rows, cells) or _looks_like_data(texts)):
        return []
    found = []
    for r, row in enumerate(cells):
        col = 0
        for cell in row:
            header = _has_role(cell, "columnheader") and r == 0
            found.append(GridCell(r, col, text_of(cell), 1, _span(cell), header))
            col += _span(cell)
    if sum(cell.header for cell in found) > 1:
        return found
    return mark_headers([GridCell(c.row, c.col, c.text, 1, c.col_span) for c in found])


def _rows(node: HtmlElement) -> list[HtmlElement]:
    """The rows, with groups (head, body) opened; none if a child is no row."""
    rows: list[HtmlElement] = []
    for child in node:
        if not isinstance(child.tag, str) or child.tag == "br":
            continue
        grouped = len(child) > 0 and (
            _has_role(child, "rowgroup") or (_GROUP.search(child.get("class") or "") and _all_rows(child))
        )
        rows.extend(row for row in child if isinstance(row.tag, str)) if grouped else rows.append(child)
    if any(row.tag not in _PARTS or len(row) < 2 for row in rows):
        return []
    return rows


def _all_rows(group: HtmlElement) -> bool:
    return all(isinstance(row.tag, str) and len(row) >= 2 and all(len(cell) <= 3 for cell in row) for row in group)


def _is_named(node: HtmlElement, rows: list[HtmlElement], cells: list[list[HtmlElement]]) -> bool:
    if _has_role(node, "table", "grid", "treegrid"):
        return True
    if _DISPLAY_ROW.search(rows[-1].get("style") or "") or (_DISPLAY.search(node.get("style") or "") and len(rows) > 2):
        return True
    names = (_TABLE_NAME.search(node.get("class") or ""), _ROW_NAME.search(rows[-1].get("class") or ""))
    return any(names) and all(_CELL_NAME.search(cell.get("class") or "") for cell in cells[-1])


def _looks_like_data(texts: list[list[str]]) -> bool:
    """Rows of short cells below a row of names, each with a number, and no two rows named alike."""
    if len(texts) < MIN_UNNAMED_ROWS or any(is_number(text) for text in texts[0]) or not all(texts[0]):
        return False
    body = texts[1:]
    numbered = sum(1 for row in body if any(is_number(text) for text in row[1:]))
    return numbered >= 0.8 * len(body) and len({tuple(row[:2]) for row in body}) == len(body)


def _loose_text(row: HtmlElement) -> bool:
    return any((part or "").strip() for part in (row.text, *(cell.tail for cell in row)))


def _has_role(node: HtmlElement, *roles: str) -> bool:
    return (node.get("role") or "").lower() in (*roles, "gridcell" if "cell" in roles else roles[0])


def _span(cell: HtmlElement) -> int:
    value = (cell.get("aria-colspan") or "1").strip()
    return max(1, min(int(value), 50)) if value.isdigit() else 1
