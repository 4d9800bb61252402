"""Where on a page its report stands: the element that holds it, and the parts that are never report.

Holds lists of teasers by their shape, the columns of layout tables and the search for the main element by weight of
prose and tables. Keeps out: class names (html_names.py) and the words of a block (boilerplate.py), which are judged once
its place is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.read.boilerplate import ends_sentence, is_imprint
from pipeline.read.document import clean
from pipeline.read.html_names import Sheet, is_chrome, is_elsewhere, is_named_main
from pipeline.read.html_tables import is_data_table
from pipeline.read.html_text import INLINE_TAGS, INVISIBLE_TAGS, is_hidden, visible_text

PROSE = 60  # characters from which the text of a node weighs as prose
MAIN_SHARE = 0.4  # an element named as the main one must hold this share of the page's weight
INNER_SHARE = 0.85  # … and of several such elements the innermost that holds this share of the heaviest
DESCENT_SHARE = 0.75  # without a name: follow the child that holds this share
TEASERS = 3  # equal neighbours from which linked headlines are a list of other pages
LONG = 100  # characters from which a sentence is one of the report
SIDE_FLOOR = 0.3  # share of the report's weight from which a row of a layout table has a column and its sides
HEADLINE = 25  # characters from which a link is a headline


@dataclass(frozen=True, slots=True)
class Regions:
    """`main` holds the report; `kept` are elements that no class name can turn into navigation."""

    main: HtmlElement
    kept: frozenset[HtmlElement]
    teasers: frozenset[HtmlElement]
    sheet: Sheet

    def is_chrome(self, node: HtmlElement) -> bool:
        """Is `node` a part of the page that is never report?"""
        return node not in self.kept and (node in self.teasers or is_chrome(node, self.sheet))

    def is_elsewhere(self, node: HtmlElement) -> bool:
        """Does what stands in `node` speak of other pages?"""
        return node not in self.kept and (node in self.teasers or is_elsewhere(node))


def find_regions(body: HtmlElement, sheet: Sheet) -> Regions:
    """Find the element that holds the report: a named one if it weighs enough, else the heaviest chain of children."""
    teasers = frozenset(_teasers(body))
    weights, kept = _weights(body, sheet, teasers)
    total = weights[body]
    main = body
    named = {node for node in weights if weights[node] >= max(1, MAIN_SHARE * total) and is_named_main(node)}
    if named:
        heaviest = max(weights[node] for node in named)
        main = [node for node in body.iter() if node in named and weights[node] >= INNER_SHARE * heaviest][-1]
    else:
        while heavy := [child for child in main if weights.get(child, 0) >= DESCENT_SHARE * max(1, total)]:
            if heavy[0].tag in ("p", "ul", "ol") or (heavy[0].tag == "table" and is_data_table(heavy[0], visible_text)):
                break
            if all(
                not isinstance(inner.tag, str) or inner.tag in INLINE_TAGS or inner.tag == "br"
                for inner in heavy[0].iterdescendants()
            ):
                break  # one long paragraph is not the report: short ones stand beside it
            if main.tag != "tr" and any(_speaks(child, weights) for child in main if child is not heavy[0]):
                break  # a paragraph or a data table beside it belongs to the report too
            main = heavy[0]
    while main.tag in INLINE_TAGS:  # old portals hold the text of a page in one <span>
        main = main.getparent()
    kept = kept | {main, *main.iterancestors()}
    return Regions(main, kept, teasers | _side_columns(main, weights), sheet)


def _speaks(node: HtmlElement, weights: dict[HtmlElement, int]) -> bool:
    """Does `node` hold a data table, a list of clauses, or a long sentence that is not the foot of a site?"""
    clauses = 0
    for inner in node.iter() if node in weights else ():
        if inner not in weights:
            continue
        if inner.tag == "li" and inner.find(".//a") is None and visible_text(inner).endswith((";", ".")):
            clauses += 1
            if clauses > 1:
                return True
        if inner.tag == "table" and is_data_table(inner, visible_text):
            return True
        text = clean(inner.text or "") if len(inner) else visible_text(inner)
        if len(text) >= LONG and ends_sentence(text) and not is_imprint(text):
            return True
    return False


def _side_columns(main: HtmlElement, weights: dict[HtmlElement, int]) -> frozenset[HtmlElement]:
    """Cells of layout tables beside the one that holds nearly all of their row."""
    found: set[HtmlElement] = set()
    floor = SIDE_FLOOR * max(1, weights.get(main, 0))
    for row in main.iter("tr"):
        weight = weights.get(row, 0)
        columns = [cell for cell in row if cell.tag == "td"]
        heavy = [cell for cell in columns if weights.get(cell, 0) >= DESCENT_SHARE * max(1, weight)]
        if weight < max(floor, LONG) or not heavy or len(columns) < 2:
            continue
        table = next((above for above in row.iterancestors() if above.tag == "table"), None)
        if table is not None and not is_data_table(table, visible_text):
            found.update(cell for cell in columns if cell is not heavy[0] and not _speaks(cell, weights))
    return frozenset(found)


def _teasers(body: HtmlElement) -> Iterable[HtmlElement]:
    """Neighbours of one shape that each lead to another page: a linked headline, and perhaps a line or two about it."""
    for node in body.iter("div", "section", "ul", "ol", "td", "article", "main"):
        like: dict[tuple[str, str], list[HtmlElement]] = {}
        for child in node:
            if child.tag in ("div", "article", "li", "section"):
                like.setdefault((child.tag, child.get("class") or ""), []).append(child)
        for children in like.values():
            if len(children) < TEASERS:
                continue
            leading = [child for child in children if _leads_away(child)]
            if len(leading) >= max(TEASERS, 0.8 * len(children)):
                yield from leading


def _leads_away(node: HtmlElement) -> bool:
    text = clean(node.text_content())
    if not text or len(text) > 600:
        return False
    links = [linked for a in node.iter("a") if (linked := clean(a.text_content()))]
    return any(len(linked) >= HEADLINE and text.startswith(linked) for linked in links)


def _weights(
    body: HtmlElement, sheet: Sheet, teasers: frozenset[HtmlElement]
) -> tuple[dict[HtmlElement, int], frozenset[HtmlElement]]:
    """Characters of prose and table cells below each element, links and chrome left out; and what is kept all the same.

    A class name that would condemn more than half of the page is not believed: some sites call their body "sidebar".
    """
    weights: dict[HtmlElement, int] = {}
    kept: set[HtmlElement] = set()
    total = sum(_own_weight(node) for node in body.iter() if isinstance(node.tag, str) and not _in_link(node))

    def visit(node: HtmlElement) -> int:
        if not isinstance(node.tag, str) or node.tag in INVISIBLE_TAGS or node.tag == "a" or is_hidden(node):
            return 0
        weight = _own_weight(node) + sum(visit(child) for child in node)
        if node is not body and (node in teasers or is_chrome(node, sheet)):
            if 2 * weight < max(1, total):
                return 0
            kept.add(node)
        weights[node] = weight
        return weight

    visit(body)
    return weights, frozenset(kept)


def _in_link(node: HtmlElement) -> bool:
    return node.tag == "a" or any(above.tag == "a" for above in node.iterancestors())


def _own_weight(node: HtmlElement) -> int:
    """Direct text of a node and behind its children, if it is long or stands in a table cell."""
    if node.tag in INVISIBLE_TAGS:
        return 0
    text = clean(" ".join([node.text or "", *(child.tail or "" for child in node)]))
    if node.tag in ("td", "th"):
        return len(text)
    return len(text) if len(text) >= PROSE else 0
