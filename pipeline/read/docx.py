"""DOCX: paragraphs, lists and tables in the order of the body, running texts as boilerplate, notes after their section.

Holds the walk over the body, what kind of block each paragraph is and which line names the document. Keeps out: the
text of one paragraph (docx_text), automatic numbers (docx_numbering), cells (docx_tables). Dates of the file's
properties are never the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.read.boilerplate import has_list_marker
from pipeline.read.captions import LONGEST_CAPTION, caption_of, title_key
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, GridCell, ReadError, clean
from pipeline.read.docx_numbering import Numbering
from pipeline.read.docx_package import Package, W, is_on, relation_id
from pipeline.read.docx_styles import Styles
from pipeline.read.docx_tables import TableShape, lay_out
from pipeline.read.docx_text import Paragraphs, boxes, note_marks
from pipeline.read.encodings import encoding_of_font, recognise
from pipeline.terms import BlockKind

_CAPTION = re.compile(r"(?:Bảng|Biểu|Phụ lục|Table)\s+(?:số\s+)?[\dIVX.]+")
_GOES_IN = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo", "smartTag"))
LONGEST_HEADING = 150
DEEPEST = 12  # tables within tables, boxes within boxes


@dataclass(slots=True)
class _Part:
    """A paragraph, or a table's cells."""

    kind: BlockKind
    text: str = ""
    level: int | None = None
    cells: list[GridCell] = field(default_factory=list)


def read_docx(data: bytes) -> Draft:
    """Read a DOCX file. Raises ReadError when it has no document, or only pictures."""
    package = Package(data)
    root = package.document()
    body = root.find(W + "body")
    if body is None:
        raise ReadError("DOCX without a body")
    reader = _Reader(package, root)
    heads = list(reader.running(body, "header"))
    parts = [*reader.parts(body), *reader.notes()]
    feet = list(reader.running(body, "footer"))
    if not any(clean(part.text) or part.cells for part in parts) and any("/media/" in name for name in package.names()):
        raise ReadError("DOCX with pictures but no text: a scan, send the pictures or a PDF")
    title = _title(parts)
    builder = Builder()
    for text in dict.fromkeys(heads):
        builder.add("boilerplate", text)
    above: list[str] = []
    for part in parts:
        if part.cells:
            builder.add_table(part.cells, caption=caption_of(above))
            above = []
            continue
        builder.add("title" if part is title else part.kind, part.text, level=None if part is title else part.level)
        if clean(part.text):
            above = [*above, part.text] if len(part.text) <= LONGEST_CAPTION else []
    for text in dict.fromkeys(feet):
        builder.add("boilerplate", text)
    warnings = [f"converted from {encoding}" for encoding in reader.paragraphs.converted]
    if package.has("aFChunk"):
        warnings.append("an embedded document (altChunk) is not read")
    draft_text = (part.text for part in parts if part.text)
    day = next((day for text in [*draft_text, *heads, *feet] if (day := labelled_date(clean(text)))), None)
    return builder.draft(title=title.text if title else None, published_on=day, warnings=warnings)


class _Reader:
    """Reads one file: keeps the counters of its lists and the notes that wait for the end of their section."""

    def __init__(self, package: Package, root: Any) -> None:
        self._package = package
        self._styles = Styles(package.one("styles"))
        self._numbering = Numbering(package.one("numbering"))
        self.paragraphs = Paragraphs(self._styles)
        fonts = {font for node in root.iter(W + "rFonts") for font in node.attrib.values()}
        if not any(encoding_of_font(font) for font in fonts):
            self.paragraphs.encoding = recognise("\n".join(node.text or "" for node in root.iter(W + "t")))
        self._notes = {
            (kind, node.get(W + "id", "")): node
            for kind in ("footnote", "endnote")
            if (part := package.one(kind + "s")) is not None
            for node in part.findall(W + kind)
            if node.get(W + "type") in (None, "normal")
        }
        self._waiting: list[tuple[str, str]] = []
        self._seen: set[tuple[str, str]] = set()

    def running(self, body: Any, side: str) -> Iterator[str]:
        """The lines of the headers or footers that the sections refer to, each part once."""
        ids = dict.fromkeys(relation_id(node) for node in body.iter(f"{W}{side}Reference"))
        for name in ids:
            part = self._package.by_id(name)
            if part is not None:
                for paragraph in part.iter(W + "p"):
                    yield clean(self.paragraphs.text(paragraph))

    def parts(self, parent: Any, depth: int = 0) -> Iterator[_Part]:
        """The blocks of a body, a cell or a box in order; notes come before the heading of the next section."""
        carried = ""  # the text of a paragraph whose end was deleted: it runs on in the next one
        for node in _flow(parent):
            if node.tag == W + "tbl":
                yield from self._table(node, depth)
                continue
            text = self.paragraphs.text(node)
            numbering = self._styles.numbering(node)
            label = self._numbering.label(*numbering) if numbering else ""
            if not text.strip() and not depth:
                label = ""  # Word prints the number of an empty line; only in a cell does it say something
            if node.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                carried += text
                continue
            text, carried = carried + text, ""
            text = f"{label} {text.strip()}".strip() if label else text.strip()
            kind, level = self._kind(node, text, numbered=numbering is not None)
            if kind in ("heading", "title") and text:
                yield from self.notes()
            if text:
                yield _Part(kind, text, level)
            self._waiting += [mark for mark in note_marks(node) if mark not in self._seen]
            for box in boxes(node) if depth < DEEPEST else ():
                yield from self.parts(box, depth + 1)
        if carried.strip():
            yield _Part("paragraph", carried.strip())

    def notes(self) -> Iterator[_Part]:
        """The notes referred to so far, each once, as paragraphs."""
        while self._waiting:
            mark = self._waiting.pop(0)
            node = self._notes.get(mark)
            if node is None or mark in self._seen:
                continue
            self._seen.add(mark)
            yield _Part("paragraph", " ".join(self.paragraphs.text(inner).strip() for inner in node.iter(W + "p")))

    def _table(self, node: Any, depth: int) -> Iterator[_Part]:
        """A data table as cells; a frame around prose and a letterhead as the paragraphs of its cells."""
        shape = TableShape(node)
        if shape.is_frame(self._looked_at) or depth >= DEEPEST:
            for cell in shape.cells():
                yield from self.parts(cell, depth + 1)
            return
        below: list[_Part] = []
        cells = lay_out(shape, lambda cell: self._cell_text(cell, depth, below))
        yield _Part("table", cells=cells)
        yield from below

    def _cell_text(self, cell: Any, depth: int, below: list[_Part]) -> str:
        """What a cell says; tables of their own within it go below the table."""
        lines = []
        for part in self.parts(cell, depth + 1):
            if not part.cells:
                lines.append(part.text)
            elif 1 + max(c.row for c in part.cells) > 1 and 1 + max(c.col for c in part.cells) > 1:
                below.append(part)
            else:
                lines += [inner.text for inner in part.cells]
        return " ".join(lines)

    def _looked_at(self, cell: Any) -> str:
        """The text of a cell without counting its lists."""
        return clean(" ".join(self.paragraphs.text(node) for node in cell.iter(W + "p")))

    def _kind(self, node: Any, text: str, *, numbered: bool) -> tuple[BlockKind, int | None]:
        """Block kind and heading level of a paragraph, by its style, its numbering and its look."""
        name = self._styles.name(node)
        if name in ("title", "subtitle"):
            return ("title", None) if name == "title" else ("paragraph", None)
        outline = node.find(f"{W}pPr/{W}outlineLvl")
        own = outline.get(W + "val", "9") if outline is not None else ""
        level = (int(own) + 1 if int(own) < 9 else None) if own.isdigit() else self._styles.level(node)
        if level is not None and len(text) <= 2 * LONGEST_HEADING:
            return "heading", level
        if name == "caption" or (_CAPTION.match(text) and len(text) <= LONGEST_HEADING):
            return "caption", None
        short = 0 < len(text) <= LONGEST_HEADING and not text.endswith((".", ";", ","))
        if short and (text.isupper() or self.paragraphs.is_bold(node)):
            return "heading", None
        if numbered or name.startswith("list") or has_list_marker(text):
            return "list_item", None
        return "paragraph", None


def _flow(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables of `parent` in order, looking into content controls, insertions and custom XML."""
    for node in parent.iterchildren():
        if node.tag in (W + "p", W + "tbl"):
            yield node
        elif node.tag in _GOES_IN and not is_on(node.find(f"{W}sdtPr/{W}showingPlcHdr")):
            yield from _flow(node)


def _title(parts: Iterable[_Part]) -> _Part | None:
    """The paragraph styled as title, else of the headings above the first prose the one that names a report."""
    parts = list(parts)
    styled = [part for part in parts if part.kind == "title"]
    for part in styled[1:]:
        part.kind = "heading"
    if styled:
        return styled[0]
    prose = (
        i
        for i, part in enumerate(parts)
        if part.cells or (part.kind == "paragraph" and len(part.text) > LONGEST_HEADING)
    )
    first = next(prose, len(parts))
    headings = [part for part in parts[:first] if part.kind == "heading"] or [p for p in parts if p.kind == "heading"][
        :1
    ]
    levels = [part.level for part in headings if part.level is not None]
    if levels:  # a heading by style outranks one by its look
        headings = [part for part in headings if part.level == min(levels)][:1]
    return max(headings, key=lambda part: title_key(part.text, 0.0), default=None)
