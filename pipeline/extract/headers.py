"""What the columns of a table are: header words, the unit line, the words around the table and the cells themselves.

Holds Meaning, Frame and the reading of headers with the catalogue's rules. Keeps out: rows and cells (tables), layout (grid).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.extract.context import Context
from pipeline.extract.grid import Grid, header_chain, is_numeric
from pipeline.extract.home import Home
from pipeline.extract.lexer import Lexer
from pipeline.extract.mentions import analyse
from pipeline.extract.roles import Role, Sign, deadline_in, earlier_day, role_of
from pipeline.extract.scope import Scope, matching
from pipeline.extract.setting import LINKED, Bound
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
_UP_TO = re.compile(
    r"(?:tính|cập nhật|số liệu|đến|tới|hết|as of|up to|by|until)(?: hết| cuối| đến| ngày| tháng| the| end| of|\W)*$"
)
# The day a paper came out is not the day of its figures.
_ISSUED = re.compile(
    r"(?:phát hành|ban hành|xuất bản|ra|ký|đăng|in|gửi|issued|published|released|printed)(?: vào| on)?(?: ngày)?\W*$"
)
_WAS = re.compile(r"[\w ]{0,12}?(?:cũ|trước đây|trước sáp nhập|trước khi)")
_MINISTRY = re.compile(
    r"\W*(?:[0-9]+[.)] *)?(?:bộ (?!phận|chỉ huy|môn)|ngân hàng nhà nước|thanh tra chính phủ|văn phòng chính phủ|ministry of)"
)
_PLAIN_WORDS = frozenset(
    "tỷ tỉ lệ kết quả số lượng liệu giá trị thực hiện đạt được đã tiến độ lũy kế hiện nay của các cả theo tính đến tới hết ngày tháng quý năm trong kỳ báo cáo so với và "
    "trước này tăng giảm chênh lệch kế hoạch chỉ tiêu mục tính chung ước cuối đầu mức độ tình hình thực tế nội dung ghi nhận đơn vị "
    "i ii iii iv t q k n result results rate share value actual number of the as at by to in".split()
)
_TIME_WORD = re.compile(r"tháng|năm|ngày|giờ|phút|quý|kỳ|months?|years?|days?")
BARE_RATE = re.compile(r"\W*(?:đạt )?(?:tỷ lệ|tỉ lệ|%|đạt|share|rate|ratio|percentage)(?: đạt| hoàn thành)?\W*")
_TO = re.compile(r"(?<!\w)(?:với|vào|sang|to|with)(?!\w)")
_BARE_TOTAL = re.compile(r"(?:tổng(?: số| cộng)?|cộng|số lượng|sl|total|number)(?:\W*(\([^()]*\)))?\W*")
_PARTLY = re.compile(r"\W*(?:tỷ lệ )?(?:một phần|còn lại|khác|partly|partial|other)(?!\w)")
_FLOW = re.compile(r"(?<!\w)(?:trong (?:tháng|kỳ|tuần|quý|ngày)|phát sinh|in the (?:month|period))(?!\w)")
_STOCK = re.compile(r"(?<!\w)(?:lũy kế|cộng dồn|từ đầu (?:năm|chiến dịch|kỳ)|cumulative|to date)(?!\w)")
_IN_TIME = re.compile(
    r"(?:đúng|trước|sớm|trong|còn|chưa đến) (?:thời )?(?:hạn|tiến độ)|on time|within (?:the )?deadline"
)
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
    deadline: Dated | None = None
    sign: Sign = "plus"  # what a change without a printed sign is worth


@dataclass(slots=True)
class Frame:
    """What surrounds a table: the passages before it, nearest first, and what they say of date, unit, place and topic."""

    passages: list[Passage]
    day: Dated | None = None
    unit: str = ""
    family: str | None = None  # of the columns that say it themselves, when it is one
    place: Place | None = None
    roles: dict[int, Role | None] = field(default_factory=dict)  # of the columns
    base: Dated | None = None  # the day of the results, which changes and earlier periods count from


@dataclass(slots=True)
class HeaderReader:
    """Reads the headers of the tables of one document."""

    document: Document
    context: Context
    reference: Reference
    lexer: Lexer
    home: Home
    result: Bound = field(default_factory=Bound)
    _families: set[str] = field(default_factory=set)  # of the tables read so far
    _day_above: tuple[Dated, str | None] | None = None  # the day found above an earlier table, and its sheet

    def _passage(self, text: str, base: int) -> Passage:
        return analyse(text, base, self.lexer, self.context.number_format, self.context.reference_day)

    def _frame(self, table: Table, grid: Grid, before: Sequence[Passage]) -> Frame:
        own = [
            self._passage(self.document.text[c.char_start : c.char_end], c.char_start) for c in reversed(grid.titles)
        ]
        if table.caption:
            own.insert(0, self._passage(table.caption, 0))
        frame = Frame([*own, *before, *self._above(table, before)])
        earlier = [t for t in self.document.tables if t.char_end <= table.char_start]
        other_sheet = earlier[-1].char_end if earlier and earlier[-1].sheet != table.sheet else 0
        for passage in frame.passages:
            unit = _UNIT_LINE.search(passage.squeezed.text)
            near = passage in own or passage.squeezed.at(0) >= other_sheet  # each sheet has its own unit
            if unit and near and not frame.unit:
                frame.unit = unit.group(1)
            if (
                frame.place is None
                and len(passage.places) == 1
                and not _WAS.match(passage.squeezed.text, passage.places[0].end)
            ):
                frame.place = passage.places[0]
        frame.day = self._day_around(frame.passages[: len(own)])
        if frame.day is None and table.sheet:
            frame.day = self._day_in([table.sheet], anywhere=True)
        frame.day = frame.day or self._day_around(frame.passages[len(own) :])
        if frame.day:
            self._day_above = (frame.day, table.sheet)
        elif self._day_above and self._day_above[1] == table.sheet and not self._headed(table):
            frame.day = self._day_above[0]  # the second table under one paragraph is of the same day
        frame.day = frame.day or self._day_in(self._below(table))
        return frame

    def _day_around(self, passages: Sequence[Passage]) -> Dated | None:
        """The day nearest above a table: one that figures are as of before that of a meeting or of the paper itself."""
        for use in ("as_of", "event"):
            for passage in passages:
                text = passage.squeezed.text
                days = [
                    d
                    for d in passage.dates
                    if d.use == use
                    and d.stated.day
                    and not self.context.lies_ahead(d.stated.day)
                    and not _ISSUED.search(text[: d.stated.start])
                    # The month in a title is the report's name; "tính đến 31/10" says what the figures are as of.
                    and (
                        d.stated.precision == "day"
                        or d.stated.day != self.context.month_end
                        or _UP_TO.search(text[: d.stated.start])
                    )
                ]
                if days:
                    return days[-1]
        return None

    def _above(self, table: Table, before: Sequence[Passage]) -> list[Passage]:
        """What stands right above a table and is not in `before`: over a bracketed line that looks like the title, the title itself."""
        start = max((t.char_end for t in self.document.tables if t.char_end <= table.char_start), default=0)
        blocks = [
            block
            for block in self.document.blocks
            if start <= block.char_start < table.char_start and block.kind not in {"table", "boilerplate"}
        ]
        known = {passage.squeezed.text for passage in before}
        above = [
            self._passage(self.document.text[b.char_start : b.char_end], b.char_start) for b in reversed(blocks[-4:])
        ]
        return [passage for passage in above if passage.squeezed.text not in known]

    def _headed(self, table: Table) -> bool:
        """Whether a heading stands between the table before and this one."""
        start = max((t.char_end for t in self.document.tables if t.char_end <= table.char_start), default=0)
        return any(
            b.kind in {"heading", "title"} and start <= b.char_start < table.char_start for b in self.document.blocks
        )

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
        chains = {col: self._plain_chain(header_chain(self.document, grid, col)) for col in range(grid.columns)}
        ordinals = {col for col, chain in chains.items() if chain and _ORDINAL.fullmatch(fold(chain[0]))}
        self._assign_roles(chains, frame)
        meanings = self._meanings(grid, frame, chains, ordinals)
        if not meanings and len(self._families) == 1:
            # The next sheet of a report on one thing need not say again of what: its columns do, two at the least.
            frame.family = next(iter(self._families))
            meanings = self._meanings(grid, frame, chains, ordinals)
            meanings = meanings if sum(m.own and not m.status_family for m in meanings.values()) >= 2 else {}
        return meanings, ordinals, chains

    def _meanings(
        self, grid: Grid, frame: Frame, chains: dict[int, list[str]], ordinals: set[int]
    ) -> dict[int, Meaning]:
        """The columns that are indicators of the catalogue."""
        meanings: dict[int, Meaning] = {}
        for col, chain in chains.items():
            meaning = self._meaning(chain, frame, "", frame.roles[col]) if col not in ordinals else None
            if meaning:
                meanings[col] = meaning
        families = {m.indicator.family for m in meanings.values() if m.own}
        frame.family = families.pop() if len(families) == 1 else frame.family
        open_columns = [col for col, chain in chains.items() if chain and col not in meanings and col not in ordinals]
        for col in open_columns:
            meaning = (
                self._meaning(chains[col], frame, "", frame.roles[col])
                or self._from_cells(grid, frame, chains, col)
                or self._rate_beside(grid, frame, chains, ordinals, col)
            )
            if meaning:
                meanings[col] = meaning
        for col in [
            col for col, m in meanings.items() if not m.own and not m.status_family and self._foreign(chains[col])
        ]:
            del meanings[col]
        starts = self._label_columns(grid, ordinals)

        def figure(col: int) -> tuple[object, ...]:
            m = meanings[col]
            return (m.indicator.id, m.kind, m.day, m.change, label_column_of(starts, col))

        said = Counter(figure(col) for col in meanings)
        for col in [col for col, meaning in meanings.items() if not meaning.own and said[figure(col)] > 1]:
            del meanings[col]  # two columns of a row are not the same figure: what stands around lends it to neither
        self._prune_rates(grid, frame, chains, ordinals, meanings)
        self._prune_changes(meanings)
        return meanings

    def _prune_changes(self, meanings: dict[int, Meaning]) -> None:
        """'Đã kết nối | Đã triển khai | Tăng': a change that does not say of what is that of the only figure beside it."""
        told = {m.indicator.id for m in meanings.values() if m.kind in {"actual", "comparison"} and not m.status_family}
        for col in [col for col, meaning in meanings.items() if meaning.kind == "change" and not meaning.own]:
            if told != {meanings[col].indicator.id}:
                del meanings[col]

    def _prune_rates(
        self, grid: Grid, frame: Frame, chains: dict[int, list[str]], ordinals: set[int], meanings: dict[int, Meaning]
    ) -> None:
        """'Dự toán | Đã giải ngân | Tỷ lệ (%)': a bare rate is of the counts left of it, whatever the title speaks of."""
        rates = [
            col
            for col, meaning in meanings.items()
            if not meaning.own and BARE_RATE.fullmatch(fold(chains[col][0])) and meaning.kind == "actual"
        ]
        for col in rates:
            counts = [left for left in range(col) if left not in ordinals and self._numeric(grid, left)]
            beside = [meanings[left] for left in counts if left in meanings]
            planned = any(m.kind == "target" for m in beside) and not any(
                m.indicator.id.endswith("_total") for m in beside
            )
            known = bool(beside) or any(
                self._rate_of(chains[left], frame) == meanings[col].indicator for left in counts
            )
            if planned or (counts and not known):
                del meanings[col]

    def _foreign(self, chain: list[str]) -> bool:
        """Whether a header names something that the catalogue does not know: what stands around the table is not of that."""
        for level, text in enumerate(chain):
            passage = self._passage(text, 0)
            if level and passage.hits:
                continue  # what stands over several columns may say more, and a scan may misread a word of it
            kept = list(passage.squeezed.text)
            known = [(h[0], h[1]) for h in passage.hits] + [(d.stated.start, d.stated.end) for d in passage.dates]
            known += [(place.start, place.end) for place in passage.places]
            for start, end in known:
                kept[start:end] = " " * (end - start)
            if any(word not in _PLAIN_WORDS for word in re.findall(r"[^\W\d_]+", "".join(kept))):
                return True
        return False

    def _rate_beside(
        self, grid: Grid, frame: Frame, chains: dict[int, list[str]], ordinals: set[int], col: int
    ) -> Meaning | None:
        """'Đã số hóa | Tỷ lệ (%)': the rate of what stands right before it, where the title does not say."""
        counts = [left for left in range(col) if left not in ordinals and self._numeric(grid, left)]
        role = frame.roles[col]
        chain = chains[counts[-1]] if counts else []
        if not BARE_RATE.fullmatch(fold(chains[col][0])) or not chain or chain[1:] != chains[col][1:]:
            return None
        meaning = self._meaning([f"tỷ lệ {chain[0]}", *chain[1:]], frame, "%", role)
        return replace(meaning, own=False) if meaning and meaning.own else None

    def _rate_of(self, chain: list[str], frame: Frame) -> Indicator | None:
        """What the rate of the counts under a header would be."""
        meaning = self._meaning([f"tỷ lệ {chain[0]}", *chain[1:]], frame, "%", Role("actual")) if chain else None
        return meaning.indicator if meaning and meaning.own else None

    def _label_columns(self, grid: Grid, ordinals: set[int]) -> list[int]:
        """The columns that name provinces or ministries, one for each of the blocks that stand side by side."""
        named: dict[int, int] = {}
        for col in range(grid.columns):
            texts = [
                grid.text(self.document, c) for r in grid.data_rows if (c := grid.at.get((r, col))) and c.col == col
            ]
            texts = [text for text in texts if len(text) > 2 and not is_numeric(text)]
            named[col] = sum(
                bool(_MINISTRY.match(fold(t)) or self.lexer.places.find(fold(t), t)) for t in texts if len(t) <= 60
            )
        columns = [col for col, count in named.items() if count >= 2 and col not in ordinals]
        starts: list[int] = []
        for col in columns:
            if starts and not any(
                self._numeric(grid, between) and between not in ordinals for between in range(starts[-1] + 1, col)
            ):
                if named[col] > named[starts[-1]]:
                    starts[-1] = col
                continue
            starts.append(col)
        return [col for col in starts if any(self._numeric(grid, right) for right in range(col + 1, grid.columns))]

    def _numeric(self, grid: Grid, col: int) -> bool:
        """Whether a column holds figures."""
        cells = (grid.at.get((row, col)) for row in grid.data_rows)
        return any(cell and cell.col == col and is_numeric(grid.text(self.document, cell)) for cell in cells)

    def _from_cells(self, grid: Grid, frame: Frame, chains: dict[int, list[str]], col: int) -> Meaning | None:
        """A column whose header names no unit: its cells carry a % or a status, or the words around and beside it tell."""
        chain, role = chains[col], frame.roles[col]
        texts = [t for row in grid.data_rows if (t := grid.text(self.document, grid.at.get((row, col))))]
        if not texts:
            return None
        if not any(is_numeric(text) for text in texts):
            words = [text for text in texts if len(text) <= 60 and self._passage(text, 0).tokens("status")]
            if 2 * len(words) <= len(texts) or self.lexer.places.find(fold(texts[0]), texts[0]):
                return None
            meaning = self._meaning([f"tình trạng: {chain[0]}", *chain[1:]], frame, "", Role("actual"))
            return meaning if meaning and meaning.status_family else None
        units, _ = self._units([self._passage(text, 0) for text in chain], frame, "")
        shares = units == {"percent"} or are_shares(texts, "%" in self._units_around(frame)[:1])
        if _PERIOD.fullmatch(fold(chain[0]).strip()):
            # "Tháng 7 | Tháng 8 | Tháng 9": the title says of what
            for unit in ["%"] if shares else self._units_around(frame):
                meaning = self._meaning(chain, frame, unit, role)
                if meaning and not meaning.status_family:
                    return meaning
            return None
        if shares and not re.search(r"tỷ lệ|tỉ lệ|share|rate", fold(chain[0])):
            chain = [f"tỷ lệ {chain[0]}", *chain[1:]]  # "Số hóa | Tái sử dụng" over shares are the rates of it
        units_beside = ["địa phương"] if _of_all_provinces(texts) else self._units_beside(chains, col)
        for unit in ["%"] if shares else units_beside:
            meaning, alone = self._meaning(chain, frame, unit, role), self._meaning(chain[:1], frame, unit, role)
            says = (alone and alone.own) or (len(chain) > 1 and self._passage(chain[0], 0).tokens("subject"))
            if meaning and says and meaning.own and not meaning.status_family:
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

    def _plain_chain(self, chain: list[str]) -> list[str]:
        """A header chain without what says nothing: 'Tổng' under 'Hoàn thành' is all that is completed. Empty when it is only a part.

        'Đúng hạn' and 'Quá hạn' under 'Hoàn thành' part what is completed; 'Trong hạn' is a part of whatever stands above it.
        """
        if len(chain) < 2:
            return chain
        own, above = self._passage(chain[0], 0), self._passage(chain[1], 0)
        if _PARTLY.match(own.squeezed.text):
            return []
        state = {c for t in above.tokens("status") for c in t.concepts}
        if (state or above.tokens("stage")) and (bare := _BARE_TOTAL.fullmatch(own.squeezed.text.strip())):
            return [f"{chain[1]} {bare.group(1) or ''}".strip(), *chain[2:]]
        late = {c for t in own.tokens("status") for c in t.concepts} - state
        if state and (_IN_TIME.search(own.squeezed.text) or (late and "completed" in state)):
            return []
        return chain

    def _assign_roles(self, chains: dict[int, list[str]], frame: Frame) -> None:
        """What each column is beside the others: of two days the earlier is there to compare with."""
        levels = {col: [self._passage(text, 0) for text in chain] for col, chain in chains.items()}
        roles: dict[int, Role | None] = {col: role_of(passages) for col, passages in levels.items()}
        said = {col: " ".join(passage.squeezed.text for passage in passages) for col, passages in levels.items()}
        if any(_STOCK.search(text) for text in said.values()):
            for col, text in said.items():
                if _FLOW.search(text) and not _STOCK.search(text) and (role := roles[col]) and role.kind == "actual":
                    roles[col] = None  # what came in within the month, beside all there is
        dated: dict[str, list[tuple[date, int]]] = {}
        for col, role in roles.items():
            if role and role.kind == "actual" and role.own_day and role.own_day.stated.day:
                dated.setdefault(_undated(levels[col]), []).append((role.own_day.stated.day, col))
        for days in dated.values():
            latest = max(day for day, _ in days)
            for day, col in days:
                role = roles[col]
                if day < latest and role:
                    roles[col] = replace(role, kind="comparison")
        frame.roles = roles
        days_of_results = [role.own_day for role in roles.values() if role and role.kind == "actual" and role.own_day]
        frame.base = max(days_of_results, key=lambda d: d.stated.day or date.min) if days_of_results else frame.day

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

    # --- rows ---------------------------------------------------------------------------------------------------------


def label_column_of(starts: Sequence[int], col: int) -> int | None:
    """The column that names what a figure in `col` is of: the nearest to its left, the first for what stands before it."""
    left = [start for start in starts if start < col]
    return left[-1] if left else (starts[0] if starts else None)


def _undated(levels: Sequence[Passage]) -> str:
    """What a header says beside its dates."""
    kept = []
    for passage in levels:
        text = passage.squeezed.text
        for dated in reversed(passage.dates):
            text = text[: dated.stated.start] + text[dated.stated.end :]
        kept.append(" ".join(re.findall(r"[^\W\d_]+", text)))
    return "|".join(kept)


def are_shares(texts: list[str], said: bool = False) -> bool:
    """Whether figures are shares: half of them have the sign, or all are up to 100 and have decimals (any number when it is `said`)."""
    numbers = [text.strip() for text in texts if is_numeric(text)]
    if numbers and 2 * sum("%" in text for text in texts) >= len(texts):
        return True
    decimal = [text for text in numbers if re.fullmatch(r"(?:[0-9]{1,2}|100)[.,][0-9]{1,2}", text)]
    whole = [text for text in numbers if re.fullmatch(r"[0-9]{1,2}" if said else r"0", text) or text == "100"]
    return len(decimal) + len(whole) == len(numbers) and bool(numbers) and (said or len(numbers) >= 3)


def _of_all_provinces(texts: list[str]) -> bool:
    """'44/63': of 63 or 34 things, in a table of the country, are provinces meant."""
    return any(re.fullmatch(r"[0-9]{1,2} ?/ ?(?:63|34)", text) for text in texts)


def _scale_of(text: str) -> float:
    match = _SCALE.search(fold(text))
    if not match:
        return 1.0
    return 1e6 if (match.group(1) or "") in {"triệu", "million"} else 1e3
