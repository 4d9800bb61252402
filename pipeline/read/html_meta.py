"""What an HTML page says about itself: its title and the day it was published.

Holds meta tags, JSON-LD, <time> and their order of trust. Keeps out: guessing; a page that states no date has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from pipeline.read.dates import metadata_date
from pipeline.read.document import clean

_DATE_NAMES = frozenset(
    {
        "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
        "publish_date", "published_date", "date.published", "dc.date.issued", "dcterms.issued", "dc.date.created",
        "dc.date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    }
)  # fmt: skip
_SITE_TAIL = re.compile(r"\s+(?:[|–—»-]|::)\s+[^|–—»]{2,60}$")


def published_dates(tree: HtmlElement) -> list[date]:
    """Dates of publication in order of trust: meta, JSON-LD, <time>. Comments' and teasers' times are not asked for."""
    found = [metadata_date(value) for value in (*_meta_values(tree), *_json_ld_values(tree), *_time_values(tree))]
    return [day for day in found if day]


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


def _time_values(tree: HtmlElement) -> Iterator[str]:
    """<time> marked as publication, else the only one of the page; of several unmarked ones none can be trusted."""
    times = [node for node in tree.iter("time") if node.get("datetime") or clean(node.text_content())]
    marked = [
        node
        for node in times
        if node.get("pubdate") is not None
        or "datepublished" in (node.get("itemprop") or "").lower()
        or re.search(r"publish|posted|entry-date", node.get("class") or "")
    ]
    chosen = marked[:1] or (times if len(times) == 1 else [])
    for node in [*chosen, *(n for n in tree.xpath("//*[@itemprop='datePublished']") if n.tag not in ("meta", "time"))]:
        yield node.get("datetime") or node.get("content") or clean(node.text_content())
