"""HTML: everything visible, the report told apart from what surrounds it.

Holds the reading of a page: title, main blocks, data tables, and navigation, related links, bylines, comments and
foreign link lists as boilerplate. Keeps out: links to follow, and sentences spliced into a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import lxml.html

from pipeline.read.boilerplate import (
    ends_sentence,
    has_list_marker,
    is_byline,
    is_foreign,
    is_foreign_heading,
    is_image_markup,
    is_related_heading,
    is_related_line,
)
from pipeline.read.captions import LONGEST_CAPTION, caption_of
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, ReadError
from pipeline.read.html_meta import page_title, published_dates
from pipeline.read.html_regions import find_regions, stylesheet_hidden
from pipeline.read.html_walk import Piece, pieces
from pipeline.read.sniff import decode
from pipeline.terms import BlockKind

MAX_CHARACTERS = 20_000_000
LINKED = 0.6  # share of a block's text inside links from which it is a link
PROSE = 100  # characters from which a block that ends a sentence is prose


def read_html(data: bytes) -> Draft:
    """Read a page. Raises ReadError for a page without a body or larger than 20 million characters."""
    source = decode(data, html=True)
    if len(source) > MAX_CHARACTERS:
        raise ReadError(f"HTML of {len(source):,} characters")
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(source.encode("utf-8", errors="replace"), parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError("HTML nested too deeply")  # the parser drops what lies deeper
    body = tree.find("body")
    if body is None:
        raise ReadError("HTML without a body")
    found = pieces(body, find_regions(body, stylesheet_hidden(tree)))
    title = _title_piece(found, page_title(tree))
    builder = Builder()
    above: list[str] = []
    for piece, kind in zip(found, _kinds(found, title), strict=True):
        if piece.cells:
            if kind == "boilerplate":
                _add_flat(builder, piece)
            else:
                builder.add_table(piece.cells, caption=caption_of(above))
        else:
            level = int(piece.tag[1]) if kind == "heading" and piece.tag[0] == "h" else None
            builder.add(kind, piece.text, level=level)
        if piece.cells or len(piece.text) > LONGEST_CAPTION:
            above = []
        elif kind != "boilerplate":
            above.append(piece.text)
    days = published_dates(tree) or [day for piece in found if not piece.cells and (day := labelled_date(piece.text))]
    warnings = ["published dates disagree: " + ", ".join(map(str, dict.fromkeys(days)))] if len(set(days)) > 1 else []
    text = title.text if title else page_title(tree)
    return builder.draft(title=text, published_on=next(iter(days), None), warnings=warnings)


def _add_flat(builder: Builder, piece: Piece) -> None:
    """A table outside the report, for example a calendar: its text is kept, row by row, but it is no data table."""
    for row in range(1 + max(cell.row for cell in piece.cells)):
        builder.add("boilerplate", " ".join(cell.text for cell in piece.cells if cell.row == row))


def _title_piece(found: Sequence[Piece], in_head: str | None) -> Piece | None:
    """The visible title: a heading that the head of the page repeats, else the <h1> of the report, else the last one."""
    prose = (i for i, piece in enumerate(found) if piece.in_main and not piece.chrome and _is_prose(piece))
    above = found[: next(prose, len(found))]  # a heading below the first prose names a section
    headings = [piece for piece in above if piece.tag in ("h1", "h2", "h3") and not piece.chrome]
    same = [p for p in headings if in_head and (p.text == in_head or (len(p.text) > 15 and p.text in in_head))]
    firsts = [piece for piece in headings if piece.tag == "h1"]
    for candidates in (same, [p for p in firsts if p.in_main], firsts[-1:]):
        if candidates:
            return candidates[0]
    return None


def _kinds(found: Sequence[Piece], title: Piece | None) -> Iterator[BlockKind]:
    """The kind of each piece. Report is the main element, and the lead between the visible title and it."""
    entry = next((i for i, piece in enumerate(found) if piece.in_main), 0)
    titled = next((i for i, piece in enumerate(found) if piece is title), entry)
    in_links = False  # below a heading of related links
    foreign = False  # that heading was in foreign script: on a mirror nothing is taken back
    for i, piece in enumerate(found):
        if piece is title:
            yield "title"
        elif is_related_heading(piece.text) or is_foreign_heading(piece.text):
            in_links, foreign = True, foreign or is_foreign_heading(piece.text)
            yield "boilerplate"
        else:
            outside = piece.chrome or not (piece.in_main or titled < i < entry)
            goes_on = _is_prose(piece)
            if outside or _is_aside(piece) or (i < titled and not goes_on) or (in_links and (foreign or not goes_on)):
                yield "boilerplate"
            else:
                in_links = False
                yield _kind_of(piece)


def _kind_of(piece: Piece) -> BlockKind:
    if piece.cells:
        return "table"
    if piece.tag == "caption":
        return "caption"
    if piece.tag.startswith("h") and not piece.text.endswith("."):  # a lead is often set as a heading
        return "heading"
    return "list_item" if piece.tag == "li" or has_list_marker(piece.text) else "paragraph"


def _is_prose(piece: Piece) -> bool:
    """Does the report certainly go on here: a data table, or a long sentence that is not a link?"""
    if piece.cells:
        return True
    return piece.link < LINKED and len(piece.text) >= PROSE and ends_sentence(piece.text)


def _is_aside(piece: Piece) -> bool:
    """Within the report: links to other pages, bylines, image markup, foreign text."""
    if piece.cells:
        return False
    text = piece.text
    if piece.link >= LINKED and not (len(text) >= PROSE and ends_sentence(text)):
        return True
    return is_byline(text) or is_image_markup(text) or is_foreign(text) or (is_related_line(text) and piece.link > 0)
