"""What an HTML page says about itself: its title and the day it was published.

Holds meta tags, JSON-LD, <time>, fields named as the day of publication and labelled lines. Keeps out: guessing. A page
that states no day has none, and one that states two has none either: machines swap day and month, and no one of the two
can be told to be right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from lxml.html import HtmlElement

from pipeline.read.dates import labelled_date, metadata_date, printed_date
from pipeline.read.document import clean
from pipeline.read.html_kinds import LINKED
from pipeline.read.html_regions import Regions
from pipeline.read.html_walk import Piece
from pipeline.terms import BlockKind

_DATE_NAMES = frozenset(
    {
        "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
        "publish_date", "published_date", "date.published", "dc.date.issued", "dcterms.issued", "dc.date.created",
        "dc.date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    }
)  # fmt: skip
_FIELD = re.compile(
    r"""(?ix)(?:^|[-_\s])(?:publish-?(?:ed)?-?(?:date|time|on)|date-?publish(?:ed)?|publishdate|publisheddate|ngay-?dang(?:-?tin)?|ngaydang|posted-on|post-?date|postdate
      |metadata-publish-date|created?-?date-?publish|ngay-?xuat-?ban)(?=$|[-_\s])"""
)
NEAR = 8  # pieces around the report within which a labelled line speaks of it
_SITE_TAIL = re.compile(r"\s+(?:[|–—»-]|::)\s+[^|–—»]{2,60}$")


def published(
    tree: HtmlElement, regions: Regions, found: Sequence[Piece], kinds: Sequence[BlockKind]
) -> tuple[date | None, list[str]]:
    """The day of publication, and a warning when the places that state it disagree; then there is none."""
    stated = [
        metadata_date(value) for value in chain(_meta_values(tree), _json_ld_values(tree), _time_values(tree, regions))
    ]
    stated += [*_field_days(tree, regions), *_labelled_days(found, kinds, regions)]
    days = list(dict.fromkeys(day for day in stated if day))
    if len(days) > 1:
        return None, ["published dates disagree: " + ", ".join(map(str, days))]
    return next(iter(days), None), []


def _of_others(node: HtmlElement, regions: Regions) -> bool:
    """Does `node` stand in a link, or in a part that speaks of other pages? What is dated there is not the report."""
    return any(above.tag == "a" or regions.is_elsewhere(above) for above in node.iterancestors())


def _field_days(tree: HtmlElement, regions: Regions) -> list[date]:
    """Days in elements whose class, id or data-role names them as the day of publication; several say nothing."""
    days = set()
    for node in tree.iter("span", "div", "p", "td", "em", "i", "b", "strong", "small", "label", "li"):
        names = " ".join(node.get(key) or "" for key in ("class", "id", "data-role", "data-field"))
        if names and _FIELD.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).lower()):
            text = clean(node.text_content())
            day = printed_date(text) if len(text) <= 120 else None
            if day and not _of_others(node, regions):
                days.add(day)
    return list(days) if len(days) == 1 else []


def _labelled_days(found: Sequence[Piece], kinds: Sequence[BlockKind], regions: Regions) -> Iterator[date]:
    """Days of labelled lines near the report, never within its paragraphs, lists and tables."""
    report = [i for i, kind in enumerate(kinds) if kind not in ("boilerplate",)]
    prose = [i for i in report if kinds[i] in ("paragraph", "table", "list_item")]
    for i, piece in enumerate(found):
        if piece.cells or piece.link >= LINKED or regions.is_elsewhere(piece.node) or _of_others(piece.node, regions):
            continue
        within = bool(prose) and prose[0] < i < prose[-1]
        far = bool(report) and not report[0] - NEAR <= i <= report[-1] + NEAR
        if not within and not far and (day := labelled_date(piece.text)):
            yield day


def page_title(tree: HtmlElement) -> str | None:
    """The title in the head: og:title, else <title> without the name of the site behind it."""
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == "og:title" and meta.get("content"):
            return clean(meta.get("content", "")) or None
    for title in tree.iter("title"):
        text = clean(title.text_content())
        return (_SITE_TAIL.sub("", text) or text) or None
    return None


def _meta_values(tree: HtmlElement) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if any((name or "").lower() in _DATE_NAMES for name in names):
            yield meta.get("content") or ""


def _json_ld_values(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            yield from _published_in(json.loads(script.text or ""), depth=0)
        except ValueError:
            continue  # damaged JSON-LD states nothing; the other places are still asked


def _published_in(node: Any, depth: int) -> Iterator[str]:
    if depth > 8:
        return
    if isinstance(node, dict):
        if isinstance(node.get("datePublished"), str):
            yield node["datePublished"]
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _published_in(node.get(key), depth + 1)
    elif isinstance(node, list):
        for item in node:
            yield from _published_in(item, depth + 1)


def _time_values(tree: HtmlElement, regions: Regions) -> Iterator[str]:
    """<time> marked as publication, else the only one of the page; of several unmarked ones none can be trusted."""
    times = [node for node in tree.iter("time") if node.get("datetime") or clean(node.text_content())]
    marked = [
        node
        for node in times
        if node.get("pubdate") is not None
        or "datepublished" in (node.get("itemprop") or "").lower()
        or re.search(r"publish|posted|entry-date", node.get("class") or "")
    ]
    chosen = [node for node in marked if not _of_others(node, regions)][:1] or (
        [n for n in times if not _of_others(n, regions)] if len(times) == 1 else []
    )
    for node in [*chosen, *(n for n in tree.xpath("//*[@itemprop='datePublished']") if n.tag not in ("meta", "time"))]:
        yield node.get("datetime") or node.get("content") or clean(node.text_content())
