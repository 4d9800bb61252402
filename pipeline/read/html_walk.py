"""The page in reading order: one Piece for each block of text or data table, with where it stands.

Holds the walk over the elements and what white space, <br> and inline tags mean. Keeps out: what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipeline.read.boilerplate import ends_sentence, has_list_marker
from pipeline.read.document import GridCell, clean
from pipeline.read.html_regions import INVISIBLE_TAGS, Regions, is_hidden
from pipeline.read.html_tables import grid_of, is_data_table

_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
        "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CAPTION = re.compile(r"(?i)caption|chu-?thich|photo|img-?desc|image-?desc")
_BREAK = "\x0b"  # stands for <br> until the block is cut into lines; no page can contain it


@dataclass(slots=True)
class Piece:
    """A block before its kind is known. `link` is the share (0..1) of its text inside links."""

    text: str
    tag: str  # p, li, h1 … h6, caption, table
    link: float = 0.0
    chrome: bool = False
    in_main: bool = False
    cells: list[GridCell] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """The block being collected."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0


def pieces(body: HtmlElement, regions: Regions) -> list[Piece]:
    """Every visible block of `body` in reading order."""
    walk = _Walk(regions)
    walk.visit(body, "p", chrome=False, in_main=False, linked=False)
    walk.flush("p", chrome=False, in_main=False)
    return walk.found


def visible_text(node: HtmlElement) -> str:
    """All visible text of an element as one line."""
    return clean("".join(_visible(node)))


def _visible(node: HtmlElement) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in INVISIBLE_TAGS or is_hidden(node):
        return
    block = node.tag not in _INLINE
    if block:
        yield " "
    yield node.text or ""
    for child in node:
        yield from _visible(child)
        yield child.tail or ""
    if block:
        yield " "


@dataclass(slots=True)
class _Walk:
    regions: Regions
    found: list[Piece] = field(default_factory=list)
    open: _Open = field(default_factory=_Open)

    def visit(self, node: HtmlElement, tag: str, *, chrome: bool, in_main: bool, linked: bool) -> None:
        """Collect the text of `node`; `tag` is the block element it stands in."""
        if not isinstance(node.tag, str) or node.tag in INVISIBLE_TAGS or is_hidden(node):
            return
        if node.tag in ("br", "hr"):
            self.open.parts.append(_BREAK)
            return
        inline = node.tag in _INLINE
        # in the report, class names of inline elements are not believed: <b class="tag">46 triệu</b> is text
        newly_chrome = not chrome and not (inline and in_main) and self.regions.is_chrome(node)
        cuts = newly_chrome or not inline
        if cuts:
            self.flush(tag, chrome=chrome, in_main=in_main)
        tag = tag if inline else self._block_tag(node, tag)
        chrome = chrome or newly_chrome
        in_main = in_main or node is self.regions.main
        linked = linked or node.tag == "a"
        if node.tag == "table" and is_data_table(node, visible_text):
            self._table(node, chrome=chrome, in_main=in_main)
            return
        self.text(node.text, linked)
        for child in node:
            self.visit(child, tag, chrome=chrome, in_main=in_main, linked=linked)
            self.text(child.tail, linked)
        if cuts:
            self.flush(tag, chrome=chrome, in_main=in_main)

    def text(self, text: str | None, linked: bool) -> None:
        """Append text to the open block."""
        if text:
            text = re.sub(r"\s+", " ", text)
            self.open.parts.append(text)
            self.open.linked += len(text.strip()) if linked else 0

    def flush(self, tag: str, *, chrome: bool, in_main: bool) -> None:
        """Close the open block; <br> cuts it where a line ends a sentence or the next begins like a new item."""
        raw, linked = "".join(self.open.parts), self.open.linked
        self.open = _Open()
        text = clean(raw.replace(_BREAK, " "))
        if not text:
            return
        share = min(1.0, linked / len(text))
        for line in _lines(raw):
            self.found.append(Piece(line, tag, share, chrome, in_main))

    def _table(self, node: HtmlElement, *, chrome: bool, in_main: bool) -> None:
        caption = node.find("caption")
        if caption is not None and (text := visible_text(caption)):
            self.found.append(Piece(text, "caption", 0.0, chrome, in_main))
        cells = grid_of(node, visible_text)
        self.found.append(Piece("", "table", 0.0, chrome, in_main, cells))

    @staticmethod
    def _block_tag(node: HtmlElement, outer: str) -> str:
        if node.tag in _HEADINGS:
            return str(node.tag)
        if node.tag in ("figcaption", "caption") or _CAPTION.search(node.get("class") or ""):
            return "caption"
        if node.tag in ("li", "dt", "dd"):
            return "li"
        return outer if outer in ("li", "caption") else "p"


def _lines(raw: str) -> Iterator[str]:
    held = ""
    blank = False
    for line in (clean(part) for part in raw.split(_BREAK)):
        if not line:
            blank = True
            continue
        if held and (blank or ends_sentence(held) or has_list_marker(line) or line[0].isupper()):
            yield held
            held = line
        else:
            held = f"{held} {line}".strip()
        blank = False
    if held:
        yield held
