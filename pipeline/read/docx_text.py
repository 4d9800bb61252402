"""What a reader sees of one DOCX paragraph.

Holds runs, fields, symbols, superscripts, tracked changes, hidden text and legacy fonts. Keeps out: the paragraph's
kind and number, and what is anchored in it (text boxes, notes): their text is found by `boxes` and `note_marks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.read.docx_package import W, value
from pipeline.read.docx_styles import Styles
from pipeline.read.encodings import Encoding, convert, encoding_of_font, is_capitals_font, recognise
from pipeline.read.raised import placed

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = W + "txbxContent"
# Deleted, moved away, field codes, properties, phonetic guides; a fallback repeats its choice.
_NOT_SHOWN = frozenset(
    {
        _MC + "Fallback",
        _BOX,
        *(
            W + name
            for name in (
                "del",
                "moveFrom",
                "instrText",
                "delText",
                "delInstrText",
                "pPr",
                "rPr",
                "rt",
                "fldData",
                "sdtPr",
            )
        ),
    }
)
_SPACE = frozenset(W + name for name in ("tab", "ptab", "br", "cr"))
# Signs of the Symbol font beyond ASCII; its ASCII half has digits and punctuation in their usual places.
_SYMBOL = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xAE: "→", 0xDE: "⇒"}
_SYMBOL_LETTERS = frozenset(range(0x41, 0x5B)) | frozenset(range(0x61, 0x7B))


class Paragraphs:
    """Reads paragraphs by the styles of their file; `converted` collects the encodings that were converted."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.converted: dict[Encoding, None] = {}
        self.encoding: Encoding | None = None  # what the document as a whole is in, where fonts do not tell

    def text(self, paragraph: Any) -> str:
        """The visible text of a paragraph, without what is anchored in it."""
        pieces: list[tuple[str, str]] = []  # (font if it is a legacy one, text)
        self._visit(paragraph, paragraph, pieces, [])
        out: list[str] = []
        at = 0
        while at < len(pieces):
            end = at  # letters of VNI may be cut between runs of one font
            while end < len(pieces) and pieces[end][0] == pieces[at][0]:
                end += 1
            out.append(self._restored("".join(text for _, text in pieces[at:end]), pieces[at][0]))
            at = end
        return "".join(out)

    def is_bold(self, paragraph: Any) -> bool:
        """Is all visible text of the paragraph bold?"""
        runs = [run for run in paragraph.iter(W + "r") if any((t.text or "").strip() for t in run.iter(W + "t"))]
        return bool(runs) and all(self._styles.switch(run, paragraph, "b") for run in runs)

    def _restored(self, text: str, font: str) -> str:
        encoding = recognise(text, [font]) if font else recognise(text) or self.encoding
        if encoding is None:
            return text.upper() if is_capitals_font(font) and text.isascii() else text
        changed = convert(text, encoding, capitals=bool(font) and is_capitals_font(font))
        if changed != text:
            self.converted[encoding] = None
        return changed

    def _visit(self, node: Any, paragraph: Any, pieces: list[tuple[str, str]], fields: list[bool]) -> None:
        """Append what `node` shows; `fields` holds, for each open field, whether its result has begun."""
        if node.tag in _NOT_SHOWN:
            return
        if node.tag == W + "r":
            if self._styles.switch(node, paragraph, "vanish"):
                self._mark_fields(node, fields)
                return
            self._run(node, paragraph, pieces, fields)
            return
        if node.tag == _MATH + "f":
            for i, part in enumerate(("num", "den")):
                if i:
                    pieces.append(("", "/"))
                for inner in node.findall(_MATH + part):
                    self._visit(inner, paragraph, pieces, fields)
            return
        if node.tag == _MATH + "t":
            pieces.append(("", node.text or ""))
        for child in node:
            self._visit(child, paragraph, pieces, fields)

    def _run(self, run: Any, paragraph: Any, pieces: list[tuple[str, str]], fields: list[bool]) -> None:
        font = self._styles.font(run, paragraph)
        legacy = font if encoding_of_font(font) else ""
        place = value(run.find(f"{W}rPr/{W}vertAlign"))
        for node in run:
            if node.tag == W + "fldChar":
                _mark_field(node, fields)
            elif not all(fields):
                continue  # the code of a field, not its result
            elif node.tag == W + "t":
                pieces.append((legacy, placed(node.text or "", place)))
            elif node.tag in _SPACE:
                pieces.append((legacy, " "))
            elif node.tag == W + "noBreakHyphen":
                pieces.append((legacy, "-"))
            elif node.tag == W + "sym":
                pieces.append(("", _sign(node)))
            elif node.tag not in _NOT_SHOWN:
                for child in node:
                    self._visit(child, paragraph, pieces, fields)

    def _mark_fields(self, run: Any, fields: list[bool]) -> None:
        for node in run.iter(W + "fldChar"):
            _mark_field(node, fields)


def boxes(node: Any) -> Iterator[Any]:
    """The text boxes anchored in `node`, each once; those within a box belong to the box."""
    for child in node:
        if child.tag == _BOX:
            yield child
        elif child.tag not in (_MC + "Fallback", W + "del", W + "moveFrom"):
            yield from boxes(child)


def note_marks(node: Any) -> Iterator[tuple[str, str]]:
    """("footnote" or "endnote", id) for each visible reference to a note."""
    for child in node:
        if child.tag in (W + "footnoteReference", W + "endnoteReference"):
            yield child.tag[len(W) : -len("Reference")], child.get(W + "id", "")
        elif child.tag not in (W + "del", W + "moveFrom", _MC + "Fallback", _BOX):
            yield from note_marks(child)


def _mark_field(node: Any, fields: list[bool]) -> None:
    match node.get(W + "fldCharType"):
        case "begin":
            fields.append(False)
        case "separate" if fields:
            fields[-1] = True
        case "end" if fields:
            fields.pop()


def _sign(node: Any) -> str:
    """A sign of a symbol font as the letter it looks like; "•" for one that is only a picture."""
    try:
        code = int(node.get(W + "char", ""), 16)
    except ValueError:
        return ""
    low = code & 0xFF if code >= 0xF000 else code
    if (node.get(W + "font") or "").lower() == "symbol":
        if low in _SYMBOL:
            return _SYMBOL[low]
        return chr(low) if 0x20 <= low < 0x7F and low not in _SYMBOL_LETTERS else "•"
    return "•" if code >= 0xE000 else chr(code)
