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
from pipeline.extract.home import Home
from pipeline.extract.lexer import Lexer
from pipeline.extract.mentions import analyse
from pipeline.extract.scope import Scope, matching
from pipeline.extract.setting import Bound
from pipeline.extract.spans import Dated, Passage, Token
from pipeline.reference import Indicator, Reference
from pipeline.terms import Document, ObsKind, Table
from pipeline.vietnamese.places import Place
from pipeline.vietnamese.text import fold

# A header that only says when: what the figures are stands above the table.
_PERIOD = re.compile(
    r"(?:(?:đến|tính đến|tới|lũy kế|cuối|hết|thực hiện|kết quả|trong)[ :]*)*(?:(?:ngày|tháng|quý|năm|kỳ|t|q)\W*[0-9ivx][0-9/.,ivx -]*(?:năm [0-9]{4})?|[0-9]{1,2}[/.-][0-9]{1,4}(?:[/.-][0-9]{4})?"
    r"|(?:cùng kỳ|(?:tháng|kỳ|quý|năm)(?: báo cáo)? (?:này|nay|trước|báo cáo|ngoái))[\w /.-]*|[0-9]{1,2} tháng(?: đầu năm)?[\w /.-]*|kết quả|thực hiện|giá trị|số liệu|tỷ lệ|tỉ lệ|lũy kế|đạt"
    r"|(?:tăng|giảm)[\w/, ]*|chênh lệch|kế hoạch|chỉ tiêu|mục tiêu|so với [\w ]*|\W*%\W*)\s*(?:\(?%\)?|\([\w %.-]*\))?"
)
_NOTES_DAY = re.compile(
    r"(?:số liệu|dữ liệu|tính|cập nhật|chốt|trích xuất|lấy)[^.;]{0,40}(?:đến|tới|ngày|lúc|tháng|quý|thời điểm)|as of|data (?:to|at|of)"
)
_ORDINAL = re.compile(r"(?:stt|tt|số tt|số thứ tự|hạng|xếp hạng|thứ hạng|no\.?|#|order|rank)\W*")
_UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt|unit)s?\s*:\s*([^).;\n]*)")
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
    family: str | None = None  # of the columns that say it themselves, when it is one
    place: Place | None = None


@dataclass(slots=True)
class HeaderReader:
    """Reads the headers of the tables of one document."""

    document: Document
    context: Context
    reference: Reference
    lexer: Lexer
    home: Home
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
        for at, passage in enumerate(frame.passages):
            if at == len(own) and frame.day is None and table.sheet:
                frame.day = self._day_in([table.sheet], anywhere=True)
            days = [d for d in passage.dates if d.use in {"as_of", "event"} and d.stated.day]
            # The month in a title is the report's name; "tính đến 31/10" says what the figures are as of.
            said = re.search(r"(?:tính|cập nhật|số liệu) (?:đến|tới)|as of", passage.squeezed.text)
            days = [d for d in days if not self.context.lies_ahead(d.stated.day)]
            if days and frame.day is None and (said or days[-1].stated.day != self.context.month_end):
                frame.day = days[-1]
            unit = _UNIT_LINE.search(passage.squeezed.text)
            if unit and not frame.unit:
                frame.unit = unit.group(1)
            if frame.place is None and len(passage.places) == 1:
                frame.place = passage.places[0]
        frame.day = frame.day or self._day_in(self._below(table))
        return frame

    def _below(self, table: Table) -> list[str]:
        """The notes under a table: the blocks after it, up to the next table or heading."""
        below: list[str] = []
        for block in self.document.blocks:
            if block.char_start < table.char_end or block.kind == "boilerplate":
                continue
            if block.kind in {"table", "heading", "title"} or len(below) == 4:
                break
            below.append(self.document.text[block.char_start : block.char_end])
        return below

    def _day_in(self, texts: Sequence[str], anywhere: bool = False) -> Dated | None:
        """'Ghi chú: số liệu tính đến 30/9' under a table, or the name of its sheet, when it says what the day is."""
        for text in texts:
            passage = self._passage(text, 0)
            if anywhere or _NOTES_DAY.search(passage.squeezed.text):
                days = [
                    d
                    for d in passage.dates
                    if d.use in {"as_of", "event"} and d.stated.day and not self.context.lies_ahead(d.stated.day)
                ]
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
        families = {m.indicator.family for m in meanings.values() if m.own}
        frame.family = families.pop() if len(families) == 1 else None
        open_columns = [col for col, chain in chains.items() if chain and col not in meanings and col not in ordinals]
        for col in open_columns:
            meaning = self._meaning(chains[col], frame, "") or self._from_cells(grid, frame, chains, col)
            if meaning:
                meanings[col] = meaning
        said = Counter((m.indicator.id, m.kind, m.day, m.change) for m in meanings.values())
        for col, meaning in list(meanings.items()):
            # Two columns are not the same figure: what only the words around the table lend to both is not theirs.
            if not meaning.own and said[meaning.indicator.id, meaning.kind, meaning.day, meaning.change] > 1:
                del meanings[col]
        return meanings, ordinals, chains

    def _from_cells(self, grid: Grid, frame: Frame, chains: dict[int, list[str]], col: int) -> Meaning | None:
        """A column whose header names no unit: its cells carry a % or a status, or the words around and beside it tell."""
        chain = chains[col]
        texts = [t for row in grid.data_rows if (t := grid.text(self.document, grid.at.get((row, col))))]
        if not texts:
            return None
        if not any(is_numeric(text) for text in texts):
            words = [text for text in texts if len(text) <= 60 and self._passage(text, 0).tokens("status")]
            if 2 * len(words) <= len(texts) or self.lexer.places.find(fold(texts[0]), texts[0]):
                return None
            meaning = self._meaning([f"tình trạng: {chain[0]}", *chain[1:]], frame, "")
            return meaning if meaning and meaning.status_family else None
        shares = 2 * sum("%" in text for text in texts) >= len(texts) or _all_shares(texts)
        if _PERIOD.fullmatch(fold(chain[0]).strip()):
            # "Tháng 7 | Tháng 8 | Tháng 9": the title says of what
            for unit in ["%"] if shares else self._units_around(frame):
                meaning = self._meaning(chain, frame, unit)
                if meaning and not meaning.status_family:
                    return meaning
            return None
        for unit in ["%"] if shares else self._units_beside(chains, col):
            meaning, alone = self._meaning(chain, frame, unit), self._meaning(chain[:1], frame, unit)
            if meaning and alone and alone.own and meaning.own and not meaning.status_family:
                return meaning
        return None

    def _units_around(self, frame: Frame) -> list[str]:
        """Unit words of the title and the lines above a table, the bracketed ones first."""
        found = [m.group(1) for p in frame.passages[:4] for m in re.finditer(r"\(([^()]*)\)", p.squeezed.text)]
        for passage in frame.passages[:4]:
            text = passage.squeezed.text
            found += ["%"] if re.search(r"tỷ lệ|tỉ lệ|share|rate", text) else []
            found += [text[token.start : token.end] for token in passage.tokens("unit")]
        return found

    def _units_beside(self, chains: dict[int, list[str]], col: int) -> list[str]:
        """'Tổng số thửa | Đã đồng bộ | Đã làm sạch': what the nearest header to the left counts."""
        for left in range(col - 1, -1, -1):
            for text in chains.get(left, []):
                tokens = self._passage(text, 0).tokens("unit")
                if tokens and not tokens[0].concepts & {"percent", "localities", "points"}:
                    passage = self._passage(text, 0)
                    scale = _SCALE.search(passage.squeezed.text)
                    return [
                        f"{scale.group() if scale else ''} {passage.squeezed.text[tokens[0].start : tokens[0].end]}".strip()
                    ]
        return []

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
        head = levels[0].squeezed.text
        if re.match(r"\W*(?:kế hoạch|chỉ tiêu|mục tiêu|plan|target)", head):
            kind = "target"
        elif re.match(r"\W*(?:cùng kỳ|(?:tháng|kỳ|quý|năm) (?:trước|ngoái))", head):
            kind = "comparison"
        elif re.match(r"\W*(?:tăng|giảm|chênh lệch|\+/-)", head):
            kind, change = "change", True
        for passage in levels:
            scope.add(self._said(passage, family))
            matched = matching(candidates, scope)
            if matched:
                return Meaning(matched[0], scale, kind, day, None, change)
        around = scope
        for passage in frame.passages:
            said = self._said(passage, family)
            around = around.widened(said)
            for wider in (around, scope.widened(said)):  # the nearest words count, but do not hide what a title says
                matched = matching(candidates, wider)
                if matched:
                    return Meaning(matched[0], scale, kind, day, None, change, own=False)
        return None

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
                    return frame.family if frame.family in able else None
                return None if found[0] == "other" else found[0]
        return frame.family if frame.family in able else None

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
