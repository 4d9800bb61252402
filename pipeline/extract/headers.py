"""What one header of a table says its figures are: header words, the unit line and the words around the table.

Holds Meaning and the reading of one chain of headers with the catalogue's rules. Keeps out: the columns beside each other (columns), rows and
cells (tables), layout (grid).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.frames import Frame, FrameReader
from pipeline.extract.roles import Role, Sign, deadline_in, earlier_day
from pipeline.extract.scope import Scope, matching
from pipeline.extract.setting import LINKED
from pipeline.extract.spans import Dated, Passage, Token
from pipeline.reference import Indicator
from pipeline.terms import ObsKind
from pipeline.vietnamese.text import fold

_TIME_WORD = re.compile(r"tháng|năm|ngày|giờ|phút|quý|kỳ|months?|years?|days?")
_TO = re.compile(r"(?<!\w)(?:với|vào|sang|to|with)(?!\w)")
_SCALE = re.compile(r"(?<!\w)(nghìn|ngàn|triệu|thousand|million)(?!\w)|(?<!\w)(1[.,]000)(?!\w)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header (or a row label) says its figures are."""

    indicator: Indicator
    scale: float
    kind: ObsKind
    day: Dated | None
    status_family: str | None = None
    change: bool = False
    own: bool = True  # its own header says so, not what stands around the table
    deadline: Dated | None = None
    sign: Sign = "plus"  # what a change without a printed sign is worth


@dataclass(slots=True)
class HeaderReader(FrameReader):
    """Reads one header, or the label of a row, with the catalogue's rules."""

    def _units_around(self, frame: Frame) -> list[str]:
        """Unit words of the title and the lines above a table, the bracketed ones first."""
        found = [m.group(1) for p in frame.passages[:4] for m in re.finditer(r"\(([^()]*)\)", p.squeezed.text)]
        for passage in frame.passages[:4]:
            text = passage.squeezed.text
            found += ["%"] if re.search(r"tỷ lệ|tỉ lệ|share|rate", text) else []
            found += [text[token.start : token.end] for token in passage.tokens("unit")]
        return found

    def _meaning(self, chain: list[str], frame: Frame, unit_text: str, role: Role | None) -> Meaning | None:
        """The indicator of a header chain (lowest first); None when it is not exactly one of the catalogue."""
        if not chain or role is None:
            return None
        levels = [self._passage(text, 0) for text in chain]
        units, scale = self._units(levels, frame, unit_text)
        status_column = bool(
            re.search(r"tình trạng|trạng thái|mức độ hoàn thành|đánh giá|status|kết quả thực hiện", fold(chain[0]))
        )
        if role.kind == "change" and "points" in units:
            units = frozenset({"percent"})
        if not units and not status_column:
            return None
        family = self._family(levels, frame, units, status_column)
        if family is None:
            return None
        kind, day, deadline = self._time_of(levels, frame, role)
        if status_column and not units & {"percent"}:
            indicator = self.reference.indicators.get(f"{family}.status")
            return Meaning(indicator, 1.0, "actual", day, family) if indicator else None
        if role.percent and "percent" not in units:
            return None  # "Tăng (%)" of a count is a rate of growth
        candidates = [i for i in self.reference.indicators.values() if i.family == family and i.unit_measure in units]
        scope = Scope()
        change = kind == "change"
        for passage in levels:
            scope.add(self._said(passage, family))
            matched = matching(candidates, scope)
            if matched:
                return Meaning(matched[0], scale, kind, day, None, change, True, deadline, role.sign)
        around = scope
        for passage in frame.passages:
            said = self._said(passage, family)
            around = around.widened(said)
            for wider in (around, scope.widened(said)):  # the nearest words count, but do not hide what a title says
                matched = matching(candidates, wider)
                if matched:
                    return Meaning(matched[0], scale, kind, day, None, change, False, deadline, role.sign)
        return None

    def _time_of(self, levels: list[Passage], frame: Frame, role: Role) -> tuple[ObsKind, Dated | None, Dated | None]:
        """Kind, as-of day and deadline of the figures under a header of that role."""
        kind = role.kind
        if kind == "actual" and any("target" in t.concepts for p in levels for t in p.tokens("mark")):
            kind = "target"
        if kind == "target":
            return kind, None, deadline_in(levels, self.context.reference_day)
        if kind == "change":
            return kind, frame.base, None
        own = next((d for p in levels for d in p.dates if d.use in {"as_of", "event"} and d.stated.day), None)
        if kind == "comparison":
            base = frame.base.stated.day if frame.base else self.context.reference_day
            return kind, own or earlier_day(levels, base), None
        return kind, own or frame.day, None

    def _said(self, passage: Passage, family: str) -> list[Token]:
        tokens = [t for layer in ("status", "stage", "subject", "about") for t in passage.tokens(layer, family)]
        return sorted(tokens, key=lambda t: t.start)

    def _units(self, levels: list[Passage], frame: Frame, unit_text: str) -> tuple[frozenset[str], float]:
        """What the figures count and by how many: "(nghìn thửa)" and "%" in the header, else the noun, else the unit line."""
        line = frame.unit
        line_units = self._passage(line, 0).tokens("unit") if line else []
        if unit_text:
            tokens = self._passage(unit_text, 0).tokens("unit")
            if tokens:
                agrees = [t for t in line_units if t.concepts & tokens[-1].concepts]
                return tokens[-1].concepts, _scale_of(unit_text) if not agrees else max(
                    _scale_of(unit_text), _scale_of(line)
                )
        head = levels[0].squeezed.text
        for passage in levels:
            for match in re.finditer(r"\(([^()]*)\)|:\s*([^:()]*)$", passage.squeezed.text):
                tokens = self._passage(match.group(1) or match.group(2) or "", 0).tokens("unit")
                if tokens:
                    return tokens[-1].concepts, _scale_of(match.group())
            if "%" in head or re.match(r"\W*(?:tỷ lệ|tỉ lệ|share|rate|percentage)", head):
                return frozenset({"percent"}), 1.0
        for passage in levels:
            text = passage.squeezed.text
            tokens = [t for t in passage.tokens("unit") if not _TIME_WORD.fullmatch(text[t.start : t.end])]
            if tokens:
                agrees = [t for t in line_units if t.concepts & tokens[0].concepts]
                scale = _scale_of(passage.squeezed.text)
                if scale == 1.0 and agrees and len(line_units) == 1:
                    scale = _scale_of(line)
                return tokens[0].concepts, scale
        if len(line_units) == 1:
            return line_units[0].concepts, _scale_of(line)
        return frozenset(), 1.0

    def _family(self, levels: list[Passage], frame: Frame, units: frozenset[str], status: bool) -> str | None:
        able = {
            i.family
            for i in self.reference.indicators.values()
            if i.unit_measure in units or (status and i.unit_measure == "status")
        }
        for passage in [*levels, *frame.passages]:
            found = [c for t in passage.tokens("topic") for c in sorted(t.concepts) if c in able or c == "other"]
            if found:
                distinct = set(found)
                if passage not in levels and len(distinct) > 1:
                    return frame.family if frame.family in able else None
                if found[0] == LINKED and passage in levels and _TO.search(passage.squeezed.text):
                    return self._linked_to(frame, able)
                return None if found[0] == "other" else found[0]
        return frame.family if frame.family in able else None

    def _linked_to(self, frame: Frame, able: set[str]) -> str:
        """'Số địa phương kết nối với CSDL dân cư' in a table of land: the population database is what the land's is linked to."""
        if frame.family in able - {LINKED}:
            return str(frame.family)
        around = (c for p in frame.passages for t in p.tokens("topic") for c in sorted(t.concepts))
        return next((c for c in around if c in able - {LINKED}), LINKED)


def _scale_of(text: str) -> float:
    match = _SCALE.search(fold(text))
    if not match:
        return 1.0
    return 1e6 if (match.group(1) or "") in {"triệu", "million"} else 1e3
