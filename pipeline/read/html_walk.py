"""The page in reading order: one Piece for each block of text or data table, with where it stands and how it is set.

Holds the walk over the elements and what white space, <br>, images and inline tags mean. Keeps out: what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from pipeline.read.boilerplate import ends_sentence, has_list_marker
from pipeline.read.document import GridCell, clean
from pipeline.read.html_grids import grid_of_elements
from pipeline.read.html_regions import Regions
from pipeline.read.html_tables import grid_of, is_data_table
from pipeline.read.html_text import INLINE_TAGS, is_shown, is_struck, visible_text, wants_gap

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_CAPTION = re.compile(
    r"(?i)caption|chu-?thich|(?<!tele)photo(?!copy)|img-?desc|image-?desc|(?:^|\s)pic(?:ture)?-?(?:desc|note)"
)
_CAPTION_CLASS = re.compile(
    r"(?i)(?:^|\s)(?:image|anh)(?=\s|$)"
)  # of a paragraph; a div of that name holds the image too
_TITLE = re.compile(r"(?i)title|tieu-?de|headline")
_CENTRE = re.compile(r"(?i)text-align\s*:\s*center")
_RIGHT = re.compile(r"(?i)text-align\s*:\s*(?:right|end)")
_SPACE = re.compile(r"\s+")
_BREAK, _IMAGE = "\x0b", "\x0c"  # stand for <br> and <img> until the block is cut into lines; no page can contain them
LONGEST_CAPTION = 500  # characters
SHORT_PAIR = 100  # characters of a term and of its value that are set on one line


@dataclass(slots=True)
class Piece:
    """A block before its kind is known. `link` and `italic` are shares (0..1) of its text."""

    text: str
    tag: str  # p, li, h1 … h6, caption, table
    link: float
    chrome: bool
    in_main: bool
    node: HtmlElement  # the block element it stands in
    align: str = ""
    italic: float = 0.0
    after_image: bool = False
    titled: bool = False  # its element is named as a title
    cells: list[GridCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands."""

    node: HtmlElement
    tag: str = "p"
    chrome: bool = False
    in_main: bool = False
    linked: bool = False
    italic: bool = False
    struck: bool = False
    align: str = ""


@dataclass(slots=True)
class _Part:
    text: str
    linked: bool = False
    italic: bool = False


def pieces(body: HtmlElement, regions: Regions) -> list[Piece]:
    """Every visible block of `body` in reading order."""
    walk = _Walk(regions)
    walk.visit(body, _Place(body))
    walk.flush(_Place(body))
    return walk.found


@dataclass(slots=True)
class _Walk:
    regions: Regions
    found: list[Piece] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)  # of the open block
    struck: list[str] = field(default_factory=list)
    image: bool = False  # an image stands directly above

    def visit(self, node: HtmlElement, outer: _Place) -> None:
        """Collect the text of `node`, which stands at `outer`."""
        if not is_shown(node):
            return
        if node.tag in ("br", "hr"):
            self.parts.append(_Part(_BREAK))
            return
        if node.tag == "img":
            self.parts.append(_Part(_IMAGE))
            return
        inline = node.tag in INLINE_TAGS
        # in the report, class names of inline elements are not believed: <b class="tag">46 triệu</b> is text
        newly_chrome = not outer.chrome and not (inline and outer.in_main) and self.regions.is_chrome(node)
        cuts = newly_chrome or not inline
        pair = _short_pair(node)
        if cuts and not (pair and node.tag == "dd"):
            self.flush(outer)
        if wants_gap(node, self.parts[-1].text if self.parts else "") or (pair and node.tag == "dd"):
            self.parts.append(_Part(" "))
        place = self._place(node, outer, newly_chrome)
        if self._table(node, place):
            return
        self.text(node.text, place)
        for child in node:
            self.visit(child, place)
            self.text(child.tail, place)
        if cuts and not (pair and node.tag == "dt"):
            self.flush(place)

    def _place(self, node: HtmlElement, outer: _Place, newly_chrome: bool) -> _Place:
        inline = node.tag in INLINE_TAGS
        align = _align(node)
        return replace(
            outer,
            node=outer.node if inline else node,
            tag=outer.tag if inline else _block_tag(node, outer.tag),
            chrome=outer.chrome or newly_chrome,
            in_main=outer.in_main or node is self.regions.main,
            linked=outer.linked or node.tag == "a",
            italic=outer.italic or node.tag in ("i", "em") or "italic" in (node.get("style") or ""),
            struck=outer.struck or is_struck(node),
            align=align or outer.align,
        )

    def text(self, text: str | None, place: _Place) -> None:
        """Append text to the open block; struck-out text waits for the end of the block."""
        if not text:
            return
        text = _SPACE.sub(" ", text)
        if place.struck:
            self.struck.append(text)
        else:
            self.parts.append(_Part(text, place.linked, place.italic))

    def flush(self, place: _Place) -> None:
        """Close the open block; <br> cuts it where a line ends a sentence or the next begins like a new item."""
        parts, struck = self.parts, clean(" ".join(self.struck))
        self.parts, self.struck = [], []
        for line in _lines(parts):
            text = clean("".join(part.text for part in line if part.text not in (_BREAK, _IMAGE)))
            marks = [i for i, part in enumerate(line) if part.text == _IMAGE]
            if not text:
                self.image = self.image or bool(marks)
                continue
            first = next(i for i, part in enumerate(line) if part.text not in (_BREAK, _IMAGE) and clean(part.text))
            share = [
                min(1.0, sum(len(part.text.strip()) for part in line if getattr(part, name)) / len(text))
                for name in ("linked", "italic")
            ]
            after = self.image or (bool(marks) and marks[0] < first)
            self.image = bool(marks) and marks[-1] > first
            named = any(_TITLE.search(place.node.get(key) or "") is not None for key in ("class", "id"))
            self.found.append(
                Piece(
                    text,
                    place.tag,
                    share[0],
                    place.chrome,
                    place.in_main,
                    place.node,
                    place.align,
                    share[1],
                    after,
                    named,
                )
            )
        self._taken_back(struck, place)

    def _taken_back(self, struck: str, place: _Place) -> None:
        if struck:
            self.found.append(Piece(struck, "p", 0.0, True, place.in_main, place.node))

    def _table(self, node: HtmlElement, place: _Place) -> bool:
        """Append `node` if it is a data table; one made of other elements is looked for in the report only."""
        cells: list[GridCell] = []
        if node.tag == "table":
            if is_data_table(node, visible_text):
                caption = node.find("caption")
                if caption is not None and (text := visible_text(caption)):
                    self.found.append(Piece(text, "caption", 0.0, place.chrome, place.in_main, caption))
                cells = grid_of(node, visible_text)
        elif place.in_main and not place.chrome:
            cells = grid_of_elements(node, visible_text)
        if not cells:
            return False
        self.found.append(Piece("", "table", 0.0, place.chrome, place.in_main, node, cells=cells))
        self._taken_back(visible_text(node, struck=True), place)
        self.image = False
        return True


def _block_tag(node: HtmlElement, outer: str) -> str:
    if node.tag in _HEADINGS:
        return str(node.tag)
    names = node.get("class") or ""
    if node.tag in ("figcaption", "caption"):
        return "caption"
    if (_CAPTION.search(names) or (node.tag == "p" and _CAPTION_CLASS.search(names))) and _is_short(node):
        return "caption"
    if node.tag in ("li", "dt", "dd"):
        return "li"
    return outer if outer in ("li", "caption") else "p"


def _is_short(node: HtmlElement) -> bool:
    """Can it be one caption? Some sites call the whole report "photo"."""
    return len(clean(node.text_content())) <= LONGEST_CAPTION


def _align(node: HtmlElement) -> str:
    """center, right, or nothing stated."""
    named, style, names = (
        (node.get("align") or "").lower(),
        node.get("style") or "",
        (node.get("class") or "").lower().split(),
    )
    if node.tag == "center" or named == "center" or _CENTRE.search(style) or "text-center" in names:
        return "center"
    if named == "right" or _RIGHT.search(style) or "text-right" in names or "text-end" in names:
        return "right"
    return "left" if named or "text-align" in style else ""


def _short_pair(node: HtmlElement) -> bool:
    """A term with one short value: they are read as one line."""
    if node.tag not in ("dt", "dd"):
        return False
    term, value = (node, node.getnext()) if node.tag == "dt" else (node.getprevious(), node)
    if term is None or value is None or term.tag != "dt" or value.tag != "dd":
        return False
    after = value.getnext()
    if after is not None and after.tag == "dd":
        return False
    return all(len(visible_text(part)) <= SHORT_PAIR and len(part.findall(".//p")) <= 1 for part in (term, value))


def _lines(parts: list[_Part]) -> Iterator[list[_Part]]:
    """The open block cut at its breaks, lines that only wrap joined again."""
    lines: list[list[_Part]] = [[]]
    for part in parts:
        if part.text == _BREAK:
            lines.append([])
        else:
            lines[-1].append(part)
    held: list[_Part] = []
    held_text = ""
    blank = False
    for line in lines:
        text = clean("".join(part.text for part in line if part.text != _IMAGE))
        if not text:
            blank = True
            held += line
            continue
        link = sum(len(part.text.strip()) for part in line if part.linked) > 0.8 * len(text)
        was_link = bool(held_text) and sum(len(part.text.strip()) for part in held if part.linked) > 0.8 * len(
            held_text
        )
        if held_text and (
            blank or ends_sentence(held_text) or has_list_marker(text) or text[0].isupper() or link != was_link
        ):
            yield held
            held, held_text = list(line), text
        else:
            held = [*held, _Part(" "), *line] if held_text else [*held, *line]
            held_text = f"{held_text} {text}".strip()
        blank = False
    yield held
