"""<table> elements: which hold data, and their grid with merged cells resolved.

Holds the layout test (old portals arrange whole pages in tables) and the slot algorithm for rowspan and colspan.
Keeps out: the text of cells outside tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from lxml.html import HtmlElement

from pipeline.read.document import GridCell, ReadError
from pipeline.read.headers import mark_headers
from pipeline.read.html_text import is_shown

LONGEST_CELL = 400  # characters; a longer one is prose in a layout table, unless the table is surely one of data
LONGEST_REMARK = 4_000  # … and then a longer one is no remark either
LONGEST_HEAD = 80  # characters of a cell that names a column
MAX_SPAN = 200
MAX_SLOTS = 1_000_000
_BLOCKS = frozenset({"article", "section", "form", "h1", "h2", "h3", "nav", "header", "footer", "iframe"})
# A letterhead, a signature with its recipients: two columns of a letter, no data.
_LETTER = re.compile(r"(?i)cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do|^\s*nơi nhận\s*:")


def own_rows(table: HtmlElement) -> list[HtmlElement]:
    """The visible rows of `table` itself, not of tables within it."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot") and is_shown(child):
            rows += [row for row in child if row.tag == "tr"]
    return [row for row in rows if is_shown(row)]


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th") and is_shown(cell)]


def is_data_table(table: HtmlElement, text_of: Callable[[HtmlElement], str]) -> bool:
    """Does `table` hold data, not layout? `text_of` gives the visible text of an element."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    if any((node.tag == "table" and node is not table) or node.tag in _BLOCKS for node in table.iter()):
        return False
    rows = [_cells(row) for row in own_rows(table)]
    widths = [sum(_span(cell, "colspan") for cell in row) for row in rows if row]
    if len(widths) < 2 or max(widths) < 2:
        return False
    texts = [[text_of(cell) for cell in row] for row in rows]
    filled = [text for row in texts for text in row if text]
    longest = max(map(len, filled), default=0)
    if not filled or longest > LONGEST_REMARK or any(_LETTER.search(text) for text in filled):
        return False
    headed = any(cell.tag == "th" for row in rows for cell in row) or table.find("caption") is not None
    if longest > LONGEST_CELL:
        return headed or _is_regular(texts, widths)
    slots = sum(len(row) for row in rows)
    return headed or (2 * len(filled) >= slots and sum(map(len, filled)) / len(filled) <= 100)


def _is_regular(texts: list[list[str]], widths: list[int]) -> bool:
    """Three or more rows of one width under a row of short names: a long remark in a cell is still data."""
    names = texts[0]
    named = len(names) > 2 and all(0 < len(name) <= LONGEST_HEAD for name in names) and len(set(names)) == len(names)
    return named and len(widths) > 2 and widths.count(widths[0]) >= 0.8 * len(widths)


def grid_of(table: HtmlElement, text_of: Callable[[HtmlElement], str]) -> list[GridCell]:
    """The cells of a data table at their slots; spans are cut to the table.

    Header cells are <th>, those of <thead>, those beside a header cell that spans down, and the first rows by their words.
    """
    rows = own_rows(table)
    taken: set[tuple[int, int]] = set()
    cells = []
    for r, row in enumerate(rows):
        col = 0
        in_head = row.getparent().tag == "thead"
        for cell in _cells(row):
            while (r, col) in taken:
                col += 1
            height = min(_span(cell, "rowspan", len(rows)), len(rows) - r)
            width = _span(cell, "colspan")
            taken.update((r + i, col + j) for i in range(height) for j in range(width))
            if len(taken) > MAX_SLOTS:
                raise ReadError(f"a table of more than {MAX_SLOTS:,} slots")
            cells.append(GridCell(r, col, text_of(cell), height, width, header=cell.tag == "th" or in_head))
            col += width
    plain = [replace(cell, header=False) for cell in cells]
    if all(cell.header for cell in cells if cell.text):
        return mark_headers(plain)  # a page that sets every cell as <th> says nothing by it
    tops = [cell for cell in cells if cell.header and cell.row == 0]
    reach = max((cell.row_span for cell in tops), default=0) if any(cell.col > 0 for cell in tops) else 0
    by_words = {(cell.row, cell.col) for cell in mark_headers(plain) if cell.header}
    return [replace(cell, header=cell.header or cell.row < reach or (cell.row, cell.col) in by_words) for cell in cells]


def _span(cell: HtmlElement, name: str, rest: int = 1) -> int:
    """A span as browsers read it: leading digits; a rowspan of 0 reaches to the end of the table."""
    found = re.match(r"\s*\+?(\d{1,6})", cell.get(name) or "")
    if found is None:
        return 1
    return min(int(found[1]) or rest, max(MAX_SPAN, rest))
