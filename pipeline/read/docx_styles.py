"""What the styles of a DOCX say: names, headings, bold, hidden text and fonts, through the styles they are based on.

Holds the lookup by style id. Keeps out: table styles and everything that only changes the look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.read.docx_package import W, is_on, value

_DEEPEST = 20  # styles based on styles


class Styles:
    """The styles part; an empty one when the file has none."""

    def __init__(self, root: Any | None) -> None:
        nodes = root.findall(W + "style") if root is not None else []
        self._by_id: dict[str, Any] = {node.get(W + "styleId", ""): node for node in nodes}
        self._default = next(
            (n for n in nodes if n.get(W + "type") == "paragraph" and n.get(W + "default") in ("1", "true")), None
        )
        self._base = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._fonts: dict[str, str] = {}

    def name(self, paragraph: Any) -> str:
        """The name of the paragraph's own style in small letters; empty without one."""
        mark = paragraph.find(f"{W}pPr/{W}pStyle")
        node = self._by_id.get(value(mark)) if mark is not None else None
        return value(node.find(W + "name")).lower() if node is not None else ""

    def level(self, paragraph: Any) -> int | None:
        """The heading level (from 1) of the paragraph, its style or a style below; None for body text."""
        for node in self._about(paragraph):
            name = value(node.find(W + "name")).lower()
            if found := re.fullmatch(r"heading (\d)", name):
                return int(found[1])
            outline = value(node.find(f"{W}pPr/{W}outlineLvl"))
            if outline.isdigit():
                return int(outline) + 1 if int(outline) < 9 else None
        return None

    def numbering(self, paragraph: Any) -> tuple[str, int] | None:
        """(numId, level) of the paragraph, from itself or from its style; None when it is not numbered."""
        number, level = "", ""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        for node in [paragraph, *self._about(paragraph, own_only=True)]:
            mark = node.find(f"{W}pPr/{W}numPr")
            if mark is None:
                continue
            number = number or value(mark.find(W + "numId"))
            level = level or value(mark.find(W + "ilvl"))
            if number:
                break
        if own is not None and value(own.find(W + "numId")) == "0":
            return None
        return (number, int(level) if level.isdigit() else 0) if number and number != "0" else None

    def switch(self, run: Any, paragraph: Any, name: str) -> bool:
        """Is `name` (b, vanish) on for the run, by itself, by its character style or by the paragraph's style?"""
        mark = run.find(f"{W}rPr/{W}{name}")
        if mark is not None:
            return is_on(mark)
        for node in (*self._chain(value(run.find(f"{W}rPr/{W}rStyle"))), *self._about(paragraph)):
            mark = node.find(f"{W}rPr/{W}{name}")
            if mark is not None:
                return is_on(mark)
        return False

    def font(self, run: Any, paragraph: Any) -> str:
        """The font of the run's letters; empty when nothing names one."""
        own = _font(run.find(W + "rPr"))
        if own:
            return own
        key = f"{value(run.find(f'{W}rPr/{W}rStyle'))}\n{value(paragraph.find(f'{W}pPr/{W}pStyle'))}"
        if key not in self._fonts:
            chain = (*self._chain(key.split("\n")[0]), *self._about(paragraph))
            named = (font for node in chain if (font := _font(node.find(W + "rPr"))))
            self._fonts[key] = next(named, "") or _font(self._base)
        return self._fonts[key]

    def _about(self, paragraph: Any, *, own_only: bool = False) -> Iterator[Any]:
        """The paragraph's style and those it is based on; the default style when it names none."""
        named = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        if named in self._by_id:
            yield from self._chain(named)
        elif self._default is not None and not own_only:
            yield from self._chain(self._default.get(W + "styleId", ""))

    def _chain(self, style: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            node = self._by_id.get(style)
            if node is None:
                return
            yield node
            style = value(node.find(W + "basedOn"))


def _font(properties: Any | None) -> str:
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return ""
    return fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or fonts.get(W + "cs") or ""
