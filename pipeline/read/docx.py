"""DOCX: paragraphs and tables in the order of the body, headers and footers as boilerplate, footnotes at the end.

Holds the walk over the document's XML through python-docx: tracked deletions and hidden runs are left out, inserted
runs, links, content controls and text boxes are kept. Keeps out: numbers that Word itself would count (automatic
list numbers are not in the file).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.read.boilerplate import has_list_marker
from pipeline.read.captions import LONGEST_CAPTION, caption_of
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, GridCell
from pipeline.read.headers import mark_headers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN = frozenset({_FALLBACK, *(_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr"))})
_BOX = _W + "txbxContent"
_CAPTION = re.compile(r"(?:Bảng|Biểu|Phụ lục|Table)\s+(?:số\s+)?[\dIVX.]+")
_FOOTNOTES = "/footnotes"
LONGEST_HEADING = 150


def read_docx(data: bytes) -> Draft:
    """Read a DOCX file."""
    import docx

    document = docx.Document(io.BytesIO(data))
    styles = {style.style_id: style for style in document.styles}
    builder = Builder()
    for text in dict.fromkeys(_running_texts(document, "header")):
        builder.add("boilerplate", text)
    title = _add_body(builder, document.element.body, styles)
    for part in (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(_FOOTNOTES)):
        for text in _footnotes(part.blob):
            builder.add("paragraph", text)
    for text in dict.fromkeys(_running_texts(document, "footer")):
        builder.add("boilerplate", text)
    draft = builder.draft(title=title or document.core_properties.title)
    dates = [day for line in draft.text.split("\n") if (day := labelled_date(line))]
    return replace(draft, published_on=dates[0] if dates else None)


def _add_body(builder: Builder, body: Any, styles: dict[str, Any]) -> str | None:
    """Append the body; the title is the paragraph styled as one, else the first heading."""
    title = first_heading = None
    above: list[str] = []
    for node in _flow(body):
        if node.tag == _W + "tbl":
            builder.add_table(_grid(node), caption=caption_of(above))
            above = []
            continue
        text = paragraph_text(node).strip()
        kind, level = _kind(node, text, styles)
        if kind == "title" and title is not None:
            kind = "heading"
        block = builder.add(kind, text, level=level)
        if block is None:
            continue
        title = text if kind == "title" else title
        first_heading = first_heading or (text if kind == "heading" else None)
        above = [*above, text] if len(text) <= LONGEST_CAPTION else []
        for box in node.iter(_BOX):
            for inner in box.iter(_W + "p"):
                builder.add("paragraph", paragraph_text(inner))
    return title or first_heading


def _flow(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables of `parent` in order, looking into content controls, insertions and custom XML."""
    for node in parent.iterchildren():
        if node.tag in (_W + "p", _W + "tbl"):
            yield node
        elif node.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "moveTo"):
            yield from _flow(node)


def paragraph_text(node: Any) -> str:
    """What a reader sees of one paragraph; the text of boxes anchored in it is not part of it."""
    parts: list[str] = []

    def visit(element: Any) -> None:
        if element.tag in _NOT_SHOWN or element.tag == _BOX:
            return
        if element.tag == _W + "r" and _is_vanished(element):
            return
        if element.tag == _W + "t":
            parts.append(element.text or "")
        elif element.tag in (_W + "tab", _W + "br", _W + "cr"):
            parts.append(" ")
        elif element.tag == _W + "noBreakHyphen":
            parts.append("-")
        for child in element:
            visit(child)

    visit(node)
    return "".join(parts)


def _is_vanished(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(_W + "val") not in ("0", "false", "off")


def _kind(node: Any, text: str, styles: dict[str, Any]) -> tuple[Any, int | None]:
    """Block kind and heading level of a paragraph, by its style, its numbering and its look."""
    name = _style_name(node, styles)
    if name in ("title", "subtitle"):
        return ("title", None) if name == "title" else ("paragraph", None)
    if found := re.match(r"heading (\d)", name):
        return "heading", int(found[1])
    outline = node.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and (outline.get(_W + "val") or "9").isdigit() and int(outline.get(_W + "val")) < 9:
        return "heading", int(outline.get(_W + "val")) + 1
    if name == "caption" or (_CAPTION.match(text) and len(text) <= LONGEST_HEADING):
        return "caption", None
    short = 0 < len(text) <= LONGEST_HEADING and not text.endswith((".", ";", ","))
    if short and (text.isupper() or _is_bold(node)):
        return "heading", None
    if name.startswith("list") or node.find(f"{_W}pPr/{_W}numPr") is not None or has_list_marker(text):
        return "list_item", None
    return "paragraph", None


def _style_name(node: Any, styles: dict[str, Any]) -> str:
    mark = node.find(f"{_W}pPr/{_W}pStyle")
    style = styles.get(mark.get(_W + "val")) if mark is not None else None
    return (style.name or "").lower() if style is not None else ""


def _is_bold(node: Any) -> bool:
    runs = [run for run in node.iter(_W + "r") if any((t.text or "").strip() for t in run.iter(_W + "t"))]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(_W + "val") not in ("0", "false") for mark in marks)


def _grid(table: Any) -> list[GridCell]:
    """Cells of a table; a cell merged downwards spans the rows below it, a table within a cell is read as its text."""
    cells: list[GridCell] = []
    above: dict[int, int] = {}  # column -> index in `cells` of the cell that a vertical merge continues
    for r, row in enumerate(_rows(table)):
        col = _int(row, "trPr/gridBefore", 0)
        marked = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        for cell in _cells(row):
            width = _int(cell, "tcPr/gridSpan", 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(_W + "val") != "restart" and col in above:
                top = cells[above[col]]
                cells[above[col]] = replace(top, row_span=r - top.row + 1)
            else:
                text = " ".join(paragraph_text(node).strip() for node in cell.iter(_W + "p"))
                if merge is not None:
                    above[col] = len(cells)
                else:
                    above.pop(col, None)
                cells.append(GridCell(r, col, text, 1, width, header=marked, ref=f"R{r + 1}C{col + 1}"))
            col += width
    return cells if any(cell.header for cell in cells) else mark_headers(cells)


def _rows(table: Any) -> Iterator[Any]:
    for node in table.iterchildren():
        if node.tag == _W + "tr" and node.find(f"{_W}trPr/{_W}del") is None:
            yield node
        elif node.tag in (_W + "sdt", _W + "sdtContent"):
            yield from _rows(node)


def _cells(row: Any) -> Iterator[Any]:
    for node in row.iterchildren():
        if node.tag == _W + "tc":
            yield node
        elif node.tag in (_W + "sdt", _W + "sdtContent"):
            yield from _cells(node)


def _int(node: Any, path: str, default: int) -> int:
    found = node.find("/".join(_W + name for name in path.split("/")))
    value = found.get(_W + "val") if found is not None else None
    return max(default, min(int(value), 200)) if value and value.isdigit() else default


def _running_texts(document: Any, side: str) -> Iterator[str]:
    for section in document.sections:
        for prefix in ("", "first_page_", "even_page_"):
            running = getattr(section, prefix + side)
            if not running.is_linked_to_previous:
                yield from (paragraph_text(node) for node in running._element.iter(_W + "p"))


def _footnotes(blob: bytes) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for note in etree.fromstring(blob, parser).iter(_W + "footnote"):
        if note.get(_W + "type") in (None, "normal"):
            yield " ".join(paragraph_text(node).strip() for node in note.iter(_W + "p"))
