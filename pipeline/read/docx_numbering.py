"""The numbers that Word counts and prints itself: "1.", "a)", "Điều 3.", "-".

Holds the counters of numbering.xml. Keeps out: numbers that are typed. A label is always set apart by a space, so
that "1." never runs into the figure after it.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.read.docx_package import W, is_on, value

_SPELLED = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")  # bullets of Symbol and Wingdings
_MOST = 3_000  # a larger count is damage; it is printed as it is


class Numbering:
    """Counts paragraphs as they come; `label` must be called once for each numbered paragraph in order."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counter_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        abstract = {node.get(W + "abstractNumId", ""): node for node in root.findall(W + "abstractNum")}
        linked = {
            value(node.find(W + "styleLink")): node
            for node in abstract.values()
            if node.find(W + "styleLink") is not None
        }
        for number in root.findall(W + "num"):
            name = number.get(W + "numId", "")
            base = value(number.find(W + "abstractNumId"))
            node = abstract.get(base)
            if node is not None and node.find(W + "numStyleLink") is not None:
                node = linked.get(value(node.find(W + "numStyleLink")), node)
            self._counter_of[name] = base
            self._levels[name] = {_level(n): n for n in node.findall(W + "lvl")} if node is not None else {}
            for override in number.findall(W + "lvlOverride"):
                level = _level(override)
                if (own := override.find(W + "lvl")) is not None:
                    self._levels[name][level] = own
                start = value(override.find(W + "startOverride"))
                if start.isdigit():
                    self._starts[name, level] = int(start)

    def label(self, number: str, level: int) -> str:
        """What Word prints before the next paragraph of this list and level; empty for a list without label."""
        levels = self._levels.get(number)
        node = levels.get(level) if levels else None
        if levels is None or node is None:
            return ""
        counts = self._counts.setdefault(self._counter_of[number], {})
        if (number, level) in self._starts and (number, level) not in self._begun:
            counts[level] = self._starts[number, level]  # a list that starts over
        else:
            counts[level] = counts[level] + 1 if level in counts else _start(node)
        self._begun.add((number, level))
        for deeper in [n for n in counts if n > level]:
            if value(levels[deeper].find(W + "lvlRestart") if deeper in levels else None) != "0":
                del counts[deeper]
        if value(node.find(W + "numFmt")) == "none" and "%" not in value(node.find(W + "lvlText")):
            return value(node.find(W + "lvlText")).strip()
        if value(node.find(W + "numFmt")) == "bullet":
            text = value(node.find(W + "lvlText")).strip()
            return _PRIVATE.sub("-", text) or "-"
        legal = is_on(node.find(W + "isLgl"))

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = levels.get(at)
            count = counts.get(at, _start(own) if own is not None else 1)
            return _format(
                count, "decimal" if legal else value(own.find(W + "numFmt") if own is not None else None, "decimal")
            )

        return re.sub(r"%([1-9])", printed, value(node.find(W + "lvlText"))).strip()


def _level(node: Any) -> int:
    text = node.get(W + "ilvl", "0")
    return int(text) if text.isdigit() else 0


def _start(node: Any) -> int:
    text = value(node.find(W + "start"), "1")
    return int(text) if text.isdigit() else 1


def _format(count: int, form: str) -> str:
    if not 0 < count <= _MOST:
        return "" if form == "none" else str(count)
    match form:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = _roman(count)
            return roman.upper() if form == "upperRoman" else roman
        case "decimalZero":
            return f"{count:02d}"
        case "vietnameseCounting" if count < len(_SPELLED):
            return _SPELLED[count]
        case _:
            return str(count)


def _roman(count: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        out += sign * (count // size)
        count %= size
    return out
