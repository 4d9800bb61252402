"""HTML: everything visible, the report told apart from what surrounds it.

Holds the reading of a page: title, main blocks, data tables, the day it was published; and navigation, related links,
bylines, comments and foreign link lists as boilerplate. Keeps out: links to follow. Words that strangers spliced into a
paragraph stay in it as printed (html_splices.py); a warning tells of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import lxml.html

from pipeline.read.captions import LONGEST_CAPTION, caption_of
from pipeline.read.document import Builder, Draft, ReadError
from pipeline.read.html_charset import decode_page
from pipeline.read.html_kinds import kinds, title_piece
from pipeline.read.html_meta import page_title, published
from pipeline.read.html_names import read_sheet
from pipeline.read.html_regions import find_regions
from pipeline.read.html_splices import spliced_spans
from pipeline.read.html_walk import Piece, pieces
from pipeline.terms import BlockKind

MAX_CHARACTERS = 20_000_000


def read_html(data: bytes) -> Draft:
    """Read a page. Raises ReadError for a page without a body or larger than 20 million characters."""
    page = decode_page(data)
    source = page.text
    if len(source) > MAX_CHARACTERS:
        raise ReadError(f"HTML of {len(source):,} characters")
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(source.encode("utf-8", errors="replace"), parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError("HTML nested too deeply")  # the parser drops what lies deeper
    body = tree.find("body")
    if body is None:
        raise ReadError("HTML without a body")
    regions = find_regions(body, read_sheet(tree))
    found = pieces(body, regions)
    title = title_piece(found, page_title(tree))
    named = kinds(found, title, regions.main)
    builder = Builder()
    above: list[str] = []
    for piece, kind in zip(found, named, strict=True):
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
    day, warnings = published(tree, regions, found, named)
    if page.converted_from:
        warnings.append(f"converted from {page.converted_from}")
    text = title.text if title else page_title(tree)
    return builder.draft(title=text, published_on=day, warnings=[*warnings, *_splice_warnings(found, named)])


def _add_flat(builder: Builder, piece: Piece) -> None:
    """A table outside the report, for example a calendar: its text is kept, row by row, but it is no data table."""
    for row in range(1 + max(cell.row for cell in piece.cells)):
        builder.add("boilerplate", " ".join(cell.text for cell in piece.cells if cell.row == row))


def _splice_warnings(found: Sequence[Piece], named: Sequence[BlockKind]) -> list[str]:
    stretches = [
        piece.text[start:end]
        for piece, kind in zip(found, named, strict=True)
        if kind != "boilerplate" and not piece.cells
        for start, end in spliced_spans(piece.text)
    ]
    return [f"{len(stretches)} spliced stretches in the report, first: {stretches[0][:60]}"] if stretches else []
