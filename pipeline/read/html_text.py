"""What is visible of an element: hidden and struck-out parts, and its text as one line.

Holds the tags that show nothing, those that stand within a line, the styles that put text out of sight and the gap
before a footnote mark. Keeps out: blocks and their order (html_walk.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.read.document import clean

INVISIBLE_TAGS = frozenset(
    {
        "script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math", "canvas", "audio", "video",
    }
)  # fmt: skip
INLINE_TAGS = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
        "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_STRUCK_STYLE = re.compile(r"(?i)text-decoration[\w-]*\s*:[^;]*line-through")
# Keyword runs are put out of sight in more ways than display:none; a block moved aside by a few points is not hidden.
HIDING = re.compile(
    r"(?i)display\s*:\s*none|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:!|;|$)|(?<![\w-])(?:max-)?height\s*:\s*0(?:px)?\s*;.*overflow\s*:\s*hidden"
    r"|overflow\s*:\s*hidden\s*;.*(?<![\w-])(?:max-)?height\s*:\s*0(?:px)?\s*(?:;|$)|clip\s*:\s*rect\(\s*[01](?:px)?"
)
_INVISIBLE_STYLE = re.compile(r"(?i)visibility\s*:\s*hidden")
_ANIMATED = re.compile(r"(?i)(?:^|\s)(?:wow|aos\S*|animated|fade\S*|elementor-invisible)(?=\s|$)")
_READER_ONLY = re.compile(r"(?i)(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|assistive-text)(?=\s|$)")


def is_hidden(node: HtmlElement) -> bool:
    """Does the element itself say that nobody sees it? Text that waits for an animation is seen."""
    if node.get("hidden") is not None:
        return True
    names, style = node.get("class") or "", node.get("style") or ""
    if style and (HIDING.search(style) or (_INVISIBLE_STYLE.search(style) and not _ANIMATED.search(names))):
        return True
    return node.tag in INLINE_TAGS and _READER_ONLY.search(names) is not None


def is_struck(node: HtmlElement) -> bool:
    """Is the text of the element struck out: shown, but taken back?"""
    return node.tag in _STRUCK_TAGS or _STRUCK_STYLE.search(node.get("style") or "") is not None


def is_shown(node: HtmlElement) -> bool:
    """Is it an element (not a comment) whose text is seen?"""
    return isinstance(node.tag, str) and node.tag not in INVISIBLE_TAGS and not is_hidden(node)


def wants_gap(node: HtmlElement, before: str) -> bool:
    """Must a raised mark be set off from what stands before it? "705" with footnote 1 is not 7051; m² stays m2."""
    if node.tag not in ("sup", "sub") or not before or before[-1].isspace():
        return False
    linked = node.find(".//a") is not None or (node.getparent() is not None and node.getparent().tag == "a")
    return linked or (before[-1].isdigit() and clean(node.text_content())[:1].isdigit())


def visible_text(node: HtmlElement, *, struck: bool = False) -> str:
    """All visible text of an element as one line; struck-out text alone if `struck`, else all but that."""
    parts: list[str] = []
    for part in _visible(node, parts, False):
        if part[1] == struck:
            parts.append(part[0])
    return clean("".join(parts))


def _visible(node: HtmlElement, before: list[str], struck: bool) -> Iterator[tuple[str, bool]]:
    if not is_shown(node):
        return
    struck = struck or is_struck(node)
    block = node.tag not in INLINE_TAGS
    if block or wants_gap(node, before[-1] if before else ""):
        yield " ", struck
    if node.text:
        yield node.text, struck
    for child in node:
        yield from _visible(child, before, struck)
        if child.tail:
            yield child.tail, struck
    if block:
        yield " ", struck
