"""The columns of a table beside each other: which are figures of the catalogue, what each is beside the others, where blocks of names begin.

Holds what only the columns together tell: roles, rates of the counts beside them, units said once, cells that carry the unit. Keeps out: one
header alone (headers), rows and cells (tables).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.extract.frames import Frame
from pipeline.extract.grid import Grid, header_chain, is_numeric
from pipeline.extract.headers import HeaderReader, Meaning
from pipeline.extract.roles import Role, role_of
from pipeline.extract.spans import Passage
from pipeline.reference import Indicator
from pipeline.vietnamese.text import fold

# A header that only says when: what the figures are stands above the table.
_PERIOD = re.compile(
    r"(?:(?:đến|tính đến|tới|lũy kế|cuối|hết|thực hiện|kết quả|trong)[ :]*)*(?:(?:ngày|tháng|quý|năm|kỳ|t|q)\W*[0-9ivx][0-9/.,ivx -]*(?:năm [0-9]{4})?|[0-9]{1,2}[/.-][0-9]{1,4}(?:[/.-][0-9]{4})?"
    r"|(?:cùng kỳ|(?:tháng|kỳ|quý|năm)(?: báo cáo)? (?:này|nay|trước|báo cáo|ngoái))[\w /.-]*|[0-9]{1,2} tháng(?: đầu năm)?[\w /.-]*|kết quả|thực hiện|giá trị|số liệu|tỷ lệ|tỉ lệ|lũy kế|đạt"
    r"|(?:tăng|giảm)[\w/, ]*|chênh lệch|kế hoạch|chỉ tiêu|mục tiêu|so với [\w ]*|\W*%\W*)\s*(?:\(?%\)?|\([\w %.-]*\))?"
)
_ORDINAL = re.compile(r"(?:stt|tt|số tt|số thứ tự|hạng|xếp hạng|thứ hạng|no\.?|#|order|rank)\W*")
_MINISTRY = re.compile(
    r"\W*(?:[0-9]+[.)] *)?(?:bộ (?!phận|chỉ huy|môn)|ngân hàng nhà nước|thanh tra chính phủ|văn phòng chính phủ|ministry of)"
)
_PLAIN_WORDS = frozenset(
    "tỷ tỉ lệ kết quả số lượng liệu giá trị thực hiện đạt được đã tiến độ lũy kế hiện nay của các cả theo tính đến tới hết ngày tháng quý năm trong kỳ báo cáo so với và "
    "trước này tăng giảm chênh lệch kế hoạch chỉ tiêu mục tính chung ước cuối đầu mức độ tình hình thực tế nội dung ghi nhận đơn vị "
    "i ii iii iv t q k n result results rate share value actual number of the as at by to in".split()
)
BARE_RATE = re.compile(r"\W*(?:đạt )?(?:tỷ lệ|tỉ lệ|%|đạt|share|rate|ratio|percentage)(?: đạt| hoàn thành)?\W*")
_BARE_TOTAL = re.compile(r"(?:tổng(?: số| cộng)?|cộng|số lượng|sl|total|number)(?:\W*(\([^()]*\)))?\W*")
_PARTLY = re.compile(r"\W*(?:tỷ lệ )?(?:một phần|còn lại|khác|partly|partial|other)(?!\w)")
_FLOW = re.compile(r"(?<!\w)(?:trong (?:tháng|kỳ|tuần|quý|ngày)|phát sinh|in the (?:month|period))(?!\w)")
_STOCK = re.compile(r"(?<!\w)(?:lũy kế|cộng dồn|từ đầu (?:năm|chiến dịch|kỳ)|cumulative|to date)(?!\w)")
_IN_TIME = re.compile(
    r"(?:đúng|trước|sớm|trong|còn|chưa đến) (?:thời )?(?:hạn|tiến độ)|on time|within (?:the )?deadline"
)
_SCALE = re.compile(r"(?<!\w)(nghìn|ngàn|triệu|thousand|million)(?!\w)|(?<!\w)(1[.,]000)(?!\w)")


@dataclass(slots=True)
class ColumnReader(HeaderReader):
    """Reads the columns of a table together."""

    _families: set[str] = field(default_factory=set)  # of the tables read so far

    def _columns(self, grid: Grid, frame: Frame) -> tuple[dict[int, Meaning], set[int], dict[int, list[str]]]:
        chains = {col: self._plain_chain(header_chain(self.document, grid, col)) for col in range(grid.columns)}
        ordinals = {col for col, chain in chains.items() if chain and _ORDINAL.fullmatch(fold(chain[0]))}
        self._assign_roles(chains, frame)
        meanings = self._meanings(grid, frame, chains, ordinals)
        if not meanings and len(self._families) == 1:
            # The next sheet of a report on one thing need not say again of what: its columns do, two at the least.
            frame.family = next(iter(self._families))
            meanings = self._meanings(grid, frame, chains, ordinals)
            if sum(m.own and not m.status_family for m in meanings.values()) < 2:
                meanings, frame.family = {}, None
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
    if numbers and 2 * sum("%" in text.partition("(")[0] for text in texts) >= len(texts):  # "60/96 (62,5%)" is a count
        return True
    decimal = [text for text in numbers if re.fullmatch(r"(?:[0-9]{1,2}|100)[.,][0-9]{1,2}", text)]
    whole = [text for text in numbers if re.fullmatch(r"[0-9]{1,2}" if said else r"0", text) or text == "100"]
    return len(decimal) + len(whole) == len(numbers) and bool(numbers) and (said or len(numbers) >= 3)


def _of_all_provinces(texts: list[str]) -> bool:
    """'44/63': of 63 or 34 things, in a table of the country, are provinces meant."""
    return any(re.fullmatch(r"[0-9]{1,2} ?/ ?(?:63|34)", text) for text in texts)
