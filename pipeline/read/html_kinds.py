"""Which pieces of a page are its report, and what each of them is: title, heading, paragraph, list item, caption, table.

Holds the title, the reach of a heading of related links, captions below images, bylines and the imprint at the end.
Keeps out: where the report stands (html_regions.py) and the words themselves (boilerplate.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipeline.read.boilerplate import (
    ends_sentence,
    has_list_marker,
    is_byline,
    is_comment_heading,
    is_foreign,
    is_foreign_heading,
    is_image_markup,
    is_imprint,
    is_name,
    is_related_heading,
    is_related_line,
)
from pipeline.read.captions import has_photo_credit
from pipeline.read.html_splices import is_mostly_spliced
from pipeline.read.html_walk import Piece
from pipeline.terms import BlockKind

LINKED = 0.6  # share of a block's text inside links from which it is a link
PROSE = 100  # characters from which a block that ends a sentence is prose
LONGEST_NOTE = 300  # characters of a caption below an image
_HEADINGS = frozenset({"h1", "h2", "h3"})


def title_piece(found: Sequence[Piece], in_head: str | None) -> Piece | None:
    """The visible title: what the head of the page repeats, else the <h1> of the report, else its first heading."""
    prose = (i for i, piece in enumerate(found) if piece.in_main and not piece.chrome and is_prose(piece))
    above = [piece for piece in found[: next(prose, len(found))] if not piece.chrome and not piece.cells]
    headings = [piece for piece in above if piece.tag in _HEADINGS]  # a heading below the first prose names a section
    same = [p for p in headings if in_head and (p.text == in_head or (len(p.text) > 15 and p.text in in_head))]
    named = [
        p for p in above if in_head and len(p.text) > 15 and (p.text == in_head or (p.titled and p.text in in_head))
    ]
    firsts = [piece for piece in headings if piece.tag == "h1"]
    within = [piece for piece in headings if piece.in_main and not is_related_heading(piece.text)]
    for candidates in (same, named, [p for p in firsts if p.in_main], firsts[-1:], within):
        if candidates:
            return candidates[0]
    return None


def kinds(found: Sequence[Piece], title: Piece | None, main: HtmlElement) -> list[BlockKind]:
    """The kind of each piece. Report is the element `main`, and the lead between the visible title and it."""
    entry = next((i for i, piece in enumerate(found) if piece.in_main), 0)
    titled = next((i for i, piece in enumerate(found) if piece is title), entry)
    report = [i for i, p in enumerate(found) if p.in_main and not p.chrome and is_prose(p) and not is_imprint(p.text)]
    last = max(report, default=0)
    weights = _weights(found)
    in_links = False  # below a heading of related links that stands among the paragraphs
    ended = False  # below a heading of comments, or in foreign script: nothing is taken back
    scopes: set[HtmlElement] = set()  # elements that hold such a heading and what it announces, nothing of the report
    out: list[BlockKind] = []
    for i, piece in enumerate(found):
        prose = is_prose(piece)
        if piece is title:
            in_links = ended = False
            out.append("title")
        elif _announces_links(piece):
            over = 2 * bisect_left(report, i) >= len(report) > 0  # most of the report stands above
            closing = is_comment_heading(piece.text) or is_foreign_heading(piece.text)
            scope = _scope_of(found, i, out, main, closing and over, weights)
            if scope is not None:
                scopes.add(scope)
            else:
                in_links, ended = True, ended or (closing and over)
            out.append("boilerplate")
        elif piece.chrome or not (piece.in_main or titled < i < entry) or _within(piece, scopes):
            out.append("boilerplate")
        elif title and piece.text == title.text and piece.link < LINKED:
            out.append("title")  # the headline restated
        elif (
            (i < titled and not prose)
            or ended
            or (in_links and not (prose and not _is_teaser(found, i)))
            or _is_aside(piece)
            or (i > last and (is_imprint(piece.text) or _is_signed(piece)))
        ):
            out.append("boilerplate")
        else:
            in_links = False
            out.append(_kind_of(piece))
    return out


def is_prose(piece: Piece) -> bool:
    """Does the report certainly go on here: a data table, or a long sentence that is not a link?"""
    if piece.cells:
        return True
    return (
        piece.link < LINKED
        and len(piece.text) >= PROSE
        and ends_sentence(piece.text)
        and not is_mostly_spliced(piece.text)
    )


def _announces_links(piece: Piece) -> bool:
    return not piece.cells and (is_related_heading(piece.text) or is_foreign_heading(piece.text))


def _scope_of(
    found: Sequence[Piece],
    i: int,
    kinds_before: Sequence[BlockKind],
    main: HtmlElement,
    closing: bool,
    weights: dict[HtmlElement, int],
) -> HtmlElement | None:
    """The element that holds a related heading and what it announces; None when it holds the report's paragraphs too.

    `weights` are the characters below each element.
    """
    node = found[i].node
    above = next((a for a in node.iterancestors() if weights.get(a, 0) > weights.get(node, 0)), None)
    if above is None or above is main or above in main.iterancestors():
        return None
    for at in range(i - 1, -1, -1):  # the pieces of an element are neighbours
        if not _within(found[at], {above}):
            break
        if kinds_before[at] != "boilerplate":
            return None
    prose = links = 0
    for piece in islice(found, i + 1, None) if not closing else ():
        if not _within(piece, {above}):
            break
        prose, links = prose + is_prose(piece), links + (piece.link > 0)
    return above if prose <= links else None


def _weights(found: Sequence[Piece]) -> dict[HtmlElement, int]:
    weights: dict[HtmlElement, int] = {}
    for piece in found:
        size = len(piece.text) or sum(len(cell.text) for cell in piece.cells)
        for node in (piece.node, *piece.node.iterancestors()):
            weights[node] = weights.get(node, 0) + size
    return weights


def _within(piece: Piece, elements: set[HtmlElement]) -> bool:
    return bool(elements) and (piece.node in elements or any(above in elements for above in piece.node.iterancestors()))


def _is_signed(piece: Piece) -> bool:
    """A name set apart at the right, below the report."""
    return piece.align == "right" and is_name(piece.text)


def _is_teaser(found: Sequence[Piece], i: int) -> bool:
    """A sentence between two links below a heading of related links tells of another page."""
    after = found[i + 1] if i + 1 < len(found) else None
    return i > 0 and found[i - 1].link >= LINKED and after is not None and after.link >= LINKED


def _kind_of(piece: Piece) -> BlockKind:
    if piece.cells:
        return "table"
    if piece.tag == "caption" or (piece.after_image and _reads_as_caption(piece)):
        return "caption"
    if re.fullmatch(r"h\d", piece.tag) and not piece.text.endswith("."):  # a lead is often set as a heading
        return "heading"
    return "list_item" if piece.tag == "li" or has_list_marker(piece.text) else "paragraph"


def _reads_as_caption(piece: Piece) -> bool:
    if len(piece.text) > LONGEST_NOTE:
        return False
    set_apart = piece.align == "center" or (piece.italic >= 0.9 and len(piece.text) <= 200)
    return set_apart or has_photo_credit(piece.text)


def _is_aside(piece: Piece) -> bool:
    """Within the report: links to other pages, bylines, image markup, foreign text, betting phrases."""
    if piece.cells:
        return False
    text = piece.text
    if piece.link >= LINKED and not (len(text) >= PROSE and ends_sentence(text)):
        return True
    if is_byline(text) or is_image_markup(text) or is_foreign(text) or is_mostly_spliced(text):
        return True
    return is_related_line(text)
