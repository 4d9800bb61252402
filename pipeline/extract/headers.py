"""What the columns of a table are: header words, the unit line, the words around the table and the cells themselves.

Holds Meaning, Frame and the reading of headers with the catalogue's rules. Keeps out: rows and cells (tables), layout (grid).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.context import Context
from pipeline.extract.grid import Grid, header_chain, is_numeric
from pipeline.extract.lexer import Lexer
from pipeline.extract.mentions import analyse
from pipeline.extract.scope import Scope, matching
from pipeline.extract.setting import Bound
from pipeline.extract.spans import Dated, Passage
from pipeline.reference import Indicator, Reference
from pipeline.terms import Document, ObsKind, Table
from pipeline.vietnamese.places import Place
from pipeline.vietnamese.text import fold

_ORDINAL = re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?|#|order)\W*")
_UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt|unit)s?\s*:\s*([^)\n]*)")
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


@dataclass(slots=True)
class Frame:
    """What surrounds a table: the passages before it, nearest first, and what they say of date, unit, place and topic."""

    passages: list[Passage]
    day: Dated | None = None
    unit: str = ""
    place: Place | None = None


@dataclass(slots=True)
class HeaderReader:
    """Reads the headers of the tables of one document."""

    document: Document
    context: Context
    reference: Reference
    lexer: Lexer
    result: Bound = field(default_factory=Bound)

    def _passage(self, text: str, base: int) -> Passage:
        return analyse(text, base, self.lexer, self.context.number_format, self.context.reference_day)

    def _frame(self, table: Table, grid: Grid, before: Sequence[Passage]) -> Frame:
        own = [
            self._passage(self.document.text[c.char_start : c.char_end], c.char_start) for c in reversed(grid.titles)
        ]
        if table.caption:
            own.insert(0, self._passage(table.caption, 0))
        frame = Frame([*own, *before])
        frame.day = self._noted_day(table)
        for passage in frame.passages:
            days = [d for d in passage.dates if d.use in {"as_of", "event"} and d.stated.day]
            # The month in a title is the report's name; "tính đến 31/10" says what the figures are as of.
            said = re.search(r"(?:tính|cập nhật|số liệu) (?:đến|tới)|as of", passage.squeezed.text)
            if days and frame.day is None and (said or days[-1].stated.day != self.context.month_end):
                frame.day = days[-1]
            unit = _UNIT_LINE.search(passage.squeezed.text)
            if unit and not frame.unit:
                frame.unit = unit.group(1)
            if frame.place is None and len(passage.places) == 1:
                frame.place = passage.places[0]
        return frame

    def _noted_day(self, table: Table) -> Dated | None:
        """'Ghi chú: số liệu tính đến 30/9" under a table, or the name of its sheet, when it says what the day is."""
        after = [
            b for b in self.document.blocks if b.kind not in {"table", "boilerplate"} and b.char_start >= table.char_end
        ][:1]
        for text in [table.sheet or "", *(self.document.text[b.char_start : b.char_end] for b in after)]:
            passage = self._passage(text, 0)
            if re.search(
                r"(?:số liệu|tính|cập nhật|chốt)(?: số liệu)?(?: tính)? (?:đến|tới|ngày)|as of", passage.squeezed.text
            ):
                days = [d for d in passage.dates if d.use == "as_of" and d.stated.day]
                if days:
                    return days[0]
        return None

    # --- headers ------------------------------------------------------------------------------------------------------

    def _columns(self, grid: Grid, frame: Frame) -> tuple[dict[int, Meaning], set[int], dict[int, list[str]]]:
        meanings: dict[int, Meaning] = {}
        ordinals: set[int] = set()
        chains: dict[int, list[str]] = {}
        for col in range(grid.columns):
            chain = chains[col] = header_chain(self.document, grid, col)
            if chain and _ORDINAL.fullmatch(fold(chain[0])):
                ordinals.add(col)
                continue
            meaning = self._meaning(chain, frame, "")
            if meaning:
                meanings[col] = meaning
        self._unit_from_cells(grid, frame, chains, meanings, ordinals)
        said = Counter((m.indicator.id, m.kind, m.day, m.change) for m in meanings.values())
        for col, meaning in list(meanings.items()):
            # Two columns are not the same figure: what only the words around the table lend to both is not theirs.
            if not meaning.own and said[meaning.indicator.id, meaning.kind, meaning.day, meaning.change] > 1:
                del meanings[col]
        return meanings, ordinals, chains

    def _unit_from_cells(
        self, grid: Grid, frame: Frame, chains: dict[int, list[str]], meanings: dict[int, Meaning], ordinals: set[int]
    ) -> None:
        """Columns whose header names no unit: their cells carry a % or a status, or the table counts one thing alone."""
        told = {m.indicator.unit_measure for m in meanings.values()} - {"percent", "status"}
        for passage in frame.passages[:3]:
            if not told:
                told = {next(iter(t.concepts)) for t in passage.tokens("unit") if len(t.concepts) == 1} - {
                    "percent",
                    "other_noun",
                }
        for col, chain in chains.items():
            if col in meanings or col in ordinals or not chain:
                continue
            texts = [t for row in grid.data_rows if (t := grid.text(self.document, grid.at.get((row, col))))]
            if not texts:
                continue
            if not any(is_numeric(text) for text in texts):
                words = [text for text in texts if len(text) <= 60 and self._passage(text, 0).tokens("status")]
                if 2 * len(words) > len(texts) and not self.lexer.places.find(fold(texts[0]), texts[0]):
                    meaning = self._meaning([f"tình trạng: {chain[0]}", *chain[1:]], frame, "")
                    if meaning and meaning.status_family:
                        meanings[col] = meaning
                continue
            units = ["%"] if 2 * sum("%" in text for text in texts) >= len(texts) or _all_shares(texts) else []
            if not units and told == {"tasks"}:
                units = ["nhiệm vụ"]
            for unit in units:
                meaning = self._meaning(chain, frame, unit)
                alone = self._meaning(chain[:1], frame, unit)
                if meaning and alone and alone.own and meaning.own and not meaning.status_family:
                    meanings[col] = meaning

    def _meaning(self, chain: list[str], frame: Frame, unit_text: str) -> Meaning | None:
        """The indicator of a header chain (lowest first); None when it is not exactly one of the catalogue."""
        if not chain:
            return None
        levels = [self._passage(text, 0) for text in chain]
        units, scale = self._units(levels, frame, unit_text)
        status_column = bool(
            re.search(r"tình trạng|trạng thái|mức độ hoàn thành|đánh giá|status|kết quả thực hiện", fold(chain[0]))
        )
        if not units and not status_column:
            return None
        family = self._family(levels, frame, units, status_column)
        if family is None:
            return None
        day = (
            next((d for p in levels for d in p.dates if d.use in {"as_of", "event"} and d.stated.day), None)
            or frame.day
        )
        if status_column and not units & {"percent"}:
            indicator = self.reference.indicators.get(f"{family}.status")
            return Meaning(indicator, 1.0, "actual", day, family) if indicator else None
        candidates = [i for i in self.reference.indicators.values() if i.family == family and i.unit_measure in units]
        scope = Scope()
        kind: ObsKind = "actual"
        change = False
        for passage in levels:
            for token in passage.tokens("mark"):
                if "target" in token.concepts or re.fullmatch(
                    r"kế hoạch|chỉ tiêu|plan|target", passage.squeezed.text.strip()
                ):
                    kind = "target"
                elif "comparison" in token.concepts:
                    kind = "comparison"
                elif "change" in token.concepts:
                    kind, change = "change", True
        if re.match(r"\W*(?:kế hoạch|chỉ tiêu|mục tiêu|plan|target)", levels[0].squeezed.text):
            kind = "target"
        for passage in [*levels, *frame.passages]:
            tokens = [t for layer in ("status", "stage", "subject", "about") for t in passage.tokens(layer, family)]
            scope.add(sorted(tokens, key=lambda t: t.start))
            matched = matching(candidates, scope)
            if matched:
                return Meaning(matched[0], scale, kind, day, None, change, any(passage is level for level in levels))
        return None

    def _units(self, levels: list[Passage], frame: Frame, unit_text: str) -> tuple[frozenset[str], float]:
        """What the figures count and by how many: "(nghìn thửa)" and "%" in the header, else the noun, else the unit line."""
        line = frame.unit
        line_units = self._passage(line, 0).tokens("unit") if line else []
        if unit_text:
            tokens = self._passage(unit_text, 0).tokens("unit")
            if tokens:
                return tokens[-1].concepts, _scale_of(unit_text)
        head = levels[0].squeezed.text
        for passage in levels:
            for match in re.finditer(r"\(([^()]*)\)|:\s*([^:()]*)$", passage.squeezed.text):
                tokens = self._passage(match.group(1) or match.group(2) or "", 0).tokens("unit")
                if tokens:
                    return tokens[-1].concepts, _scale_of(match.group())
            if "%" in head or re.match(r"\W*(?:tỷ lệ|tỉ lệ|share|rate|percentage)", head):
                return frozenset({"percent"}), 1.0
        for passage in levels:
            tokens = passage.tokens("unit")
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
                    return None
                return None if found[0] == "other" else found[0]
        return None

    # --- rows ---------------------------------------------------------------------------------------------------------


def _all_shares(texts: list[str]) -> bool:
    """Every figure is a number up to 100 with decimals: a share, though no sign says so."""
    numbers = [text for text in texts if is_numeric(text)]
    return len(numbers) >= 3 and all(
        re.fullmatch(r"(?:[0-9]{1,2}|100)[.,][0-9]{1,2}", text) or text in {"100", "0"} for text in numbers
    )


def _scale_of(text: str) -> float:
    match = _SCALE.search(fold(text))
    if not match:
        return 1.0
    return 1e6 if (match.group(1) or "") in {"triệu", "million"} else 1e3
