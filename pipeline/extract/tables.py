"""Observations from tables: header phrases say which indicator a column is, the row says which area.

Holds the reading of headers (unit, scale, kind, date), rows (province, country, subtotal) and cells, with the catalogue's rules. A table
whose rows are indicators is read the other way round. Keeps out: layout (grid), prose (bind), repeats and the account (account).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.cells import CellReader
from pipeline.extract.columns import BARE_RATE, are_shares, label_column_of
from pipeline.extract.context import Context, Marks, address_of, area_at, bounds, make_observation
from pipeline.extract.frames import Frame
from pipeline.extract.grid import Grid, is_numeric, lay_out
from pipeline.extract.headers import Meaning
from pipeline.extract.roles import Role, role_of
from pipeline.extract.scope import Scope, matching
from pipeline.extract.setting import LINKED, STATUS_OF
from pipeline.extract.spans import Dated, Passage
from pipeline.terms import Cell, Table
from pipeline.vietnamese.numbers import parse_digits
from pipeline.vietnamese.places import Place, local_spans
from pipeline.vietnamese.text import Squeezed, fold

_SUM = r"(?:tổng(?: cộng| số| hợp| chung)?|cộng|chung|tính chung|trung bình|bình quân|tỷ lệ|(?:grand )?total|average)"
_TOTAL = re.compile(
    r"(?:tổng(?: cộng| số)?|cộng|grand total|total|(?:chung |tổng )?(?:toàn|cả) (?:tỉnh|thành phố))\W*(?:\([^()]*\))?\W*"
)
_NATION = re.compile(
    rf"(?:{_SUM} )*(?:của )?(?:cả nước|toàn quốc|the whole country|whole country|nationwide|national(?: total| average)?|viet ?nam)(?: {_SUM})?\W*(?:\([^()]*\))?\W*"
)
# Two rows of totals: only the one that says it is of everything can be the country's.
_GRAND = re.compile(r"(?:tổng cộng|tổng số|grand total)\W*(?:\([^()]*\))?\W*")
_CELL = re.compile(
    r"(?P<sign>[-+]?)(?P<first>[0-9][0-9.,]*)(?:\s*/\s*(?P<second>[0-9][0-9.,]*))?\s*(?P<tail>%|nghìn|triệu)?"
)
_UNIT_COLUMN = re.compile(r"(?:đơn vị(?: tính)?|đvt|unit)\W*")
_VALUE = re.compile(
    r"số lượng|kết quả|thực hiện|giá trị|số liệu|lũy kế|đạt|result|value|number|actual|đến|tháng|quý|tỷ lệ"
)
_COUNTED = re.compile(r"\W*(?:số(?! liệu)|tổng(?: số)?|tỷ lệ|tỉ lệ|number of|total|share|rate)(?!\w)")
# Who is to do a task is not said to have done it.
_CHARGED = re.compile(r"chủ trì|thực hiện|phối hợp|phụ trách|trách nhiệm|giao|đầu mối|theo dõi|in charge|responsible")
_LISTING = frozenset("tỉnh thành phố tp và and các gồm cụ thể là province city of the provinces cities".split())
# Rows of which only the country has all: a total under them is the country's.
_OF_THE_NATION = re.compile(
    r"\W*(?:vùng |miền |trung du|đồng bằng|tây nguyên|duyên hải|(?:đông|tây|bắc|nam|trung) (?:nam |trung |bắc )?bộ(?!\w)|khối (?:các )?(?:bộ|tỉnh|địa phương)|các (?:bộ|tỉnh|địa phương)"
    r"|bộ (?!phận|chỉ huy|môn)|ngân hàng nhà nước|thanh tra chính phủ|văn phòng chính phủ|ủy ban dân tộc|bảo hiểm xã hội việt nam|ministry of|red river delta|mekong|central highlands|(?:northern|southern|central|south-?east) )"
)
SUM_TOLERANCE = 0.0005


@dataclass(slots=True)
class TableReader(CellReader):
    """Reads the tables of one document in order; a continued table takes the header of the one before."""

    _last: tuple[int, dict[int, Meaning], set[int], dict[int, list[str]]] | None = None

    def read(self, table: Table, before: Sequence[Passage]) -> bool:
        """Observations of `table`, given the passages before it (nearest first). False when nothing in it is understood."""
        grid = lay_out(self.document, table)
        if table.hidden:
            self._leave(grid, set(), True)  # what the publisher hid, an older draft as a rule, is not published
            return True
        frame = self._frame(table, grid, before)
        meanings, ordinals, chains = self._columns(grid, frame)
        if not grid.header_rows and self._last and self._last[0] == grid.columns:
            _, meanings, ordinals, chains = self._last
        elif not grid.header_rows:
            meanings = self._headless(grid, frame)
        elif meanings and not grid.data_rows:
            self._last = (grid.columns, meanings, ordinals, chains)  # the header alone: its rows are the next table
        self._learn_shares(meanings, chains, frame)
        starts = self._label_columns(grid, ordinals)
        first = [*starts[:1], *range(min(grid.columns, 4))]
        rows = {row: self._row(grid, row, ordinals, first) for row in grid.data_rows}
        by_place = [row for row, (kind, _) in rows.items() if kind == "place"]
        understood = False
        if by_place and self._rows_name_indicators(grid, frame, chains, rows):
            understood = self._transposed(table, grid, frame, chains, rows)
        elif meanings and (
            by_place or len(starts) > 1 or any(kind in {"total", "nation"} for kind, _ in rows.values())
        ):
            self._last = (grid.columns, meanings, ordinals, chains)
            if len(starts) < 2:
                understood = self._by_rows(table, grid, frame, meanings, rows, True)
            for start in starts if len(starts) > 1 else ():
                block = {col: meaning for col, meaning in meanings.items() if label_column_of(starts, col) == start}
                named = {row: self._row(grid, row, ordinals, [start]) for row in rows}
                understood = self._by_rows(table, grid, frame, block, named, False) or understood
        elif by_place and (parts := self._parts(grid)):
            for section, part in parts:
                framed = replace(frame, passages=[section, *frame.passages], unit=_unit_of(section), family=None)
                part_grid = replace(grid, data_rows=part)
                columns = self._meanings(part_grid, framed, chains, ordinals)
                named = {row: rows[row] for row in part}
                understood = self._by_rows(table, part_grid, framed, columns, named, True) or understood
        elif not by_place and not self._by_locals(grid):
            understood = self._transposed(table, grid, frame, chains, rows)
        understood = (not understood and self._read_pairs(grid, frame, chains)) or understood
        self._leave(grid, ordinals, understood)
        if understood and frame.family:
            self._families.add(frame.family)
        return understood

    def _parts(self, grid: Grid) -> list[tuple[Passage, list[int]]]:
        """'I. Dữ liệu hộ tịch' over some rows of provinces, 'II. Dữ liệu đất đai' over others: what each part is about."""
        parts: list[tuple[Passage, list[int]]] = []
        for row in grid.data_rows:
            texts = [t for cell in grid.row_cells(row) if (t := grid.text(self.document, cell))]
            said = self._passage(texts[-1], 0) if texts and not any(is_numeric(t) for t in texts[1:]) else None
            if said and said.tokens("topic") and not said.places:
                parts.append((said, []))
            elif parts:
                parts[-1][1].append(row)
        return parts

    def _headless(self, grid: Grid, frame: Frame) -> dict[int, Meaning]:
        """Names and one column of shares without a header: the title says of what."""
        columns = [
            [t for row in grid.data_rows if (t := grid.text(self.document, grid.at.get((row, col))))]
            for col in range(grid.columns)
        ]
        figures = [col for col, texts in enumerate(columns) if texts and all(is_numeric(t) for t in texts) and col]
        if len(figures) != 1 or not are_shares(columns[figures[0]], "%" in self._units_around(frame)[:1]):
            return {}
        meaning = self._meaning(["tỷ lệ (%)"], frame, "%", Role("actual"))
        return {figures[0]: meaning} if meaning else {}

    def _by_locals(self, grid: Grid) -> bool:
        """The rows are districts, towns or communes, whose figures are no area's of ours."""
        return sum(bool(local_spans(label, [])) for label in self._labels(grid)) >= 2

    def _of_the_nation(self, grid: Grid) -> bool:
        """The rows are ministries or regions: what they add up to is the country's."""
        return sum(bool(_OF_THE_NATION.match(fold(label))) for label in self._labels(grid)) >= 2

    def _labels(self, grid: Grid) -> list[str]:
        """The first words of each row of data."""
        return [
            next(
                (
                    t
                    for cell in grid.row_cells(row)
                    if len(t := grid.text(self.document, cell)) > 3 and not is_numeric(t)
                ),
                "",
            )
            for row in grid.data_rows
        ]

    def _row(self, grid: Grid, row: int, ordinals: set[int], columns: Sequence[int]) -> tuple[str, Place | None]:
        """('place', place), ('total', None), ('nation', None) or ('other', None): what the first words in `columns` name."""
        for col in columns:
            cell = grid.at.get((row, col))
            text = grid.text(self.document, cell)
            if not text or is_numeric(text) or re.fullmatch(r"[ivxIVX]+\.?|[A-Z]\.?", text):
                continue
            if col in ordinals and not _TOTAL.fullmatch(fold(text)) and not _NATION.fullmatch(fold(text)):
                continue
            label = re.sub(r"^\s*(?:[0-9]+|[ivx]+)[.)]\s*", "", fold(text))
            if _NATION.fullmatch(label):
                return ("nation", None)
            if _TOTAL.fullmatch(label):
                return ("total", None)
            places = self.lexer.places.find(fold(text), text)
            if (
                len(places) >= 1
                and places[0].start <= 24
                and not re.sub(r"\[[0-9]{1,2}\]|[¹²³⁴⁵]|\W", "", fold(text)[places[0].end :].split("(")[0])
            ):
                return ("place", places[0])
            return ("other", None)
        return ("other", None)

    def _by_rows(
        self, table: Table, grid: Grid, frame: Frame, meanings: dict[int, Meaning], rows: dict[int, tuple[str, Place | None]],
        whole: bool,
    ) -> bool:  # fmt: skip
        """What the rows of provinces and totals say; `whole`: the rows are the table's, not those of a block beside another."""
        places = [place for _, place in rows.values() if place]
        # A table that names a province that no longer exists counts by the old map, whatever its date.
        old_map = any(len(place.codes) == 1 and place.codes[0][0] == "VN63" for place in places)
        country = bool(places) or (whole and self._of_the_nation(grid))
        rows = self._one_total(grid, rows)
        made: dict[tuple[int, int], int] = {}
        for row in grid.data_rows:
            kind, place = rows[row]
            for col, meaning in meanings.items():
                cell = grid.at.get((row, col))
                if cell is None or cell.row != row or cell.col != col:
                    continue
                if kind == "place" and place:
                    area = place.ref_area("VN63") if old_map else area_at(place, meaning.day, self.context)
                elif kind == "nation" or (kind == "total" and country):
                    area = "VN"
                elif kind == "total":
                    area = self._province(frame, meaning.day)
                else:
                    area = None
                if area is None:
                    continue
                if self._emit(table, grid, cell, meaning, area):
                    made[row, col] = len(self.result.found) - 1
        self._check_sums(made, rows, meanings)
        return bool(made)

    def _one_total(self, grid: Grid, rows: dict[int, tuple[str, Place | None]]) -> dict[int, tuple[str, Place | None]]:
        """Of several rows of totals, those of the parts are no area's."""
        totals = [row for row, (kind, _) in rows.items() if kind == "total"]
        if len(totals) < 2:
            return rows
        grand = [
            row
            for row in totals
            if any(_GRAND.fullmatch(fold(grid.text(self.document, c))) for c in grid.row_cells(row))
        ]
        kept = set(grand) if len(grand) == 1 else set()
        return {row: ("other", None) if row in totals and row not in kept else said for row, said in rows.items()}

    def _province(self, frame: Frame, day: Dated | None) -> str | None:
        """The province a table without provinces speaks of: the publisher's, the one named above it, the letterhead's."""
        return self.context.province or next(
            (
                area
                for place in (self.home.default, frame.place, self.home.hint)
                if (area := area_at(place, day, self.context))
            ),
            None,
        )

    def _transposed(
        self, table: Table, grid: Grid, frame: Frame, chains: dict[int, list[str]], rows: dict[int, tuple[str, Place | None]],
    ) -> bool:  # fmt: skip
        """Rows are indicators: the label says which, a unit column may say what it counts, the other columns hold values."""
        unit_col = next((c for c, chain in chains.items() if chain and _UNIT_COLUMN.fullmatch(fold(chain[0]))), None)
        made, section = False, ""
        frame.family = frame.family or self._family_of_rows(grid)
        for row in grid.data_rows:
            label_col = self._label_column(grid, row, unit_col)
            if label_col is None:
                continue
            label = grid.text(self.document, grid.at[row, label_col])
            said = self._passage(label, 0)
            if self._emit_named(grid, row, label_col, said, frame, chains):
                made = True
            elif not any(
                is_numeric(grid.text(self.document, cell)) for cell in grid.row_cells(row) if cell.col > label_col
            ):
                section = label  # "II. Dữ liệu đất đai": what the rows below it are about
                continue
            told = any(said.tokens(layer) for layer in ("topic", "stage", "subject", "status"))
            if not told and not BARE_RATE.fullmatch(fold(label)):
                continue  # a name, of a district as a rule: what the columns count is not the country's
            unit = grid.text(self.document, grid.at.get((row, unit_col))) if unit_col is not None else ""
            unit = unit or self._shares_of_row(grid, row, label_col, chains, frame)
            for col in range(label_col + 1, grid.columns):
                cell = grid.at.get((row, col))
                if cell is None or col == unit_col or cell.col != col or cell.row != row:
                    continue
                header = chains.get(col, [])
                role = self._row_role(said, frame.roles.get(col)) if header else Role("actual")
                if header and BARE_RATE.fullmatch(fold(header[0])) and self._planned(frame, col):
                    continue  # "Kế hoạch | Thực hiện | Đạt (%)": the rate is that of the plan
                if role is None or (header and role.kind == "actual" and not self._value_column(header[0])):
                    continue
                counted = unit or self._unit_of_column(chains, col, role)
                if header and role.kind == "actual" and ("%" in header[0] or BARE_RATE.fullmatch(fold(header[0]))):
                    counted = "%"  # "ĐVT | Số lượng | Tỷ lệ (%)": the unit is that of the counts
                meaning = self._row_meaning([label, *header, *filter(None, [section])], frame, counted, role)
                if meaning is None or not (meaning.own or meaning.status_family or not self._foreign([label])):
                    continue
                head = self._passage(header[0], 0) if header else None
                place = rows[row][1] or (head.places[0] if head and len(head.places) == 1 else None)
                area = area_at(place, meaning.day, self.context) if place else None
                if area is None:
                    area = self._province(frame, meaning.day) or "VN"
                made = self._emit(table, grid, cell, meaning, area) or made
        return made

    def _shares_of_row(self, grid: Grid, row: int, label_col: int, chains: dict[int, list[str]], frame: Frame) -> str:
        """The unit of a row whose figures are shares, though only a sign, the column of labels or the title says so."""
        figures = [t for c in grid.row_cells(row) if c.col > label_col and is_numeric(t := grid.text(self.document, c))]
        said = any("%" in text for text in chains.get(label_col, [])) or "%" in self._units_around(frame)[:1]
        return "%" if are_shares(figures, said) else ""

    def _planned(self, frame: Frame, col: int) -> bool:
        """Whether a column left of `col` holds what is planned."""
        return any(role and role.kind == "target" for left, role in frame.roles.items() if left < col)

    def _family_of_rows(self, grid: Grid) -> str | None:
        """The family that most rows name, when they name no other: the rest of a list speaks of it too."""
        named = [
            {c for t in self._passage(label, 0).tokens("topic") for c in t.concepts} - {LINKED}
            for label in self._labels(grid)
        ]
        families = {family for found in named for family in found}
        told = sum(bool(found) for found in named)
        return families.pop() if len(families) == 1 and (2 * told >= len(named) or told >= 3) else None

    def _unit_of_column(self, chains: dict[int, list[str]], col: int, role: Role) -> str:
        """'Nội dung | Số địa phương | So với tháng trước': the header says what all rows count, also for the change beside it."""
        own = [text for text in chains.get(col, []) if _COUNTED.match(fold(text))]
        if own and self._passage(own[0], 0).tokens("unit"):
            return own[0]
        if role.kind not in {"change", "comparison"}:
            return ""
        return next(
            (
                text
                for left in range(col - 1, -1, -1)
                for text in chains.get(left, [])
                if _COUNTED.match(fold(text)) and self._passage(text, 0).tokens("unit")
            ),
            "",
        )

    def _emit_named(
        self, grid: Grid, row: int, label_col: int, said: Passage, frame: Frame, chains: dict[int, list[str]]
    ) -> bool:
        """'Chậm tiến độ | Hà Nam, Thái Bình': the row says how far those are that one of its cells names."""
        family = self._family([said], frame, frozenset(), True)
        indicator = self.reference.indicators.get(f"{family}.status")
        if family is None or indicator is None:
            return False
        scope = Scope()
        scope.add(self._said(said, family))
        promised = any("promise" in token.concepts for token in said.tokens("mark"))
        token = scope.status
        status = next((STATUS_OF[c] for c in sorted(token.concepts) if c in STATUS_OF), None) if token else None
        if status is None or not matching([indicator], scope):
            return False
        due = next((d for d in said.dates if d.use in {"before", "by"} and d.stated.day), None)
        line = grid.row_cells(row)
        start, end = min(c.char_start for c in line), max(c.char_end for c in line)
        at = Squeezed(self.document.text[start:end], self.document.text[start:end], None, start)
        made = False
        for cell in line:
            if cell.col <= label_col:
                continue
            names = self._passage(self.document.text[cell.char_start : cell.char_end], cell.char_start)
            if not names.places or not _only_names(names) or _CHARGED.search(fold(" ".join(chains.get(cell.col, [])))):
                continue
            for place in names.places:
                day = None if promised else frame.day
                area = area_at(place, due if promised else day, self.context)
                if area is None:
                    continue
                span = (names.squeezed.at(place.start) - start, names.squeezed.end(place.end) - start)
                found = make_observation(
                    self.document, self.context, at, (0, end - start), indicator, area,
                    value=None, low=None, high=None, denominator=None, qualifier=None, status=None if promised else status,
                    kind="promise" if promised else "actual", day=day, deadline=due, body=None, value_span=span, method="table",
                    flags=(), used=(), cell=address_of(cell),
                )  # fmt: skip
                self.result.found.append(found)
                made = True
        return made

    def _row_role(self, said: Passage, role: Role | None) -> Role | None:
        """The role of a cell by its column, or by its row where the column holds plain results."""
        own = role_of([said])
        return None if own is None or role is None else own if role.kind == "actual" and own.kind != "actual" else role

    def _label_column(self, grid: Grid, row: int, unit_col: int | None) -> int | None:
        """The first column of a row that names something other than a place."""
        for col in range(grid.columns):
            text = grid.text(self.document, grid.at.get((row, col)))
            if col == unit_col or is_numeric(text) or len(text) <= 3:
                continue
            places = self.lexer.places.find(fold(text), text)
            if not (places and len(text) - (places[0].end - places[0].start) <= 12):
                return col
        return None

    def _row_meaning(self, chain: list[str], frame: Frame, unit: str, role: Role) -> Meaning | None:
        """The indicator of a row and a column together; a table of tasks seldom says "nhiệm vụ" in each cell."""
        meaning = self._meaning(chain, frame, unit, role)
        if meaning is None and not unit:
            meaning = self._meaning(chain, frame, "nhiệm vụ", role)
            meaning = meaning if meaning and meaning.indicator.unit_measure == "tasks" else None
        return meaning

    def _rows_name_indicators(
        self, grid: Grid, frame: Frame, chains: dict[int, list[str]], rows: dict[int, tuple[str, Place | None]]
    ) -> bool:
        """'Hà Nội | Hồ sơ toàn trình | 45 %': each row says its place and its indicator."""
        labels = [
            grid.text(self.document, grid.at[row, col])
            for row in grid.data_rows
            if rows[row][1] and (col := self._label_column(grid, row, None)) is not None
        ]
        unit = "%" if any("%" in text for chain in chains.values() for text in chain[:1]) else ""
        told = sum(
            bool((m := self._meaning([text], frame, unit, Role("actual"))) and m.own and not m.status_family)
            for text in labels
        )
        return len(set(labels)) >= 2 and 2 * told >= len(labels) > 0 and len(labels) * 2 >= len(grid.data_rows)

    def _value_column(self, header: str) -> bool:
        passage = self._passage(header, 0)
        return bool(
            passage.places
            or passage.dates
            or _VALUE.search(passage.squeezed.text)
            or passage.tokens("status")
            or passage.tokens("subject")
            or passage.tokens("unit")
            or passage.tokens("topic")
        )

    # --- cells --------------------------------------------------------------------------------------------------------

    def _emit(self, table: Table, grid: Grid, cell: Cell, meaning: Meaning, area: str) -> bool:
        text = self.document.text[cell.char_start : cell.char_end]
        line = grid.row_cells(cell.row)
        start, end = min(c.char_start for c in line), max(c.char_end for c in line)
        at = Squeezed(self.document.text[start:end], self.document.text[start:end], None, start)
        if meaning.status_family:
            return self._emit_status(at, cell, meaning, area, text, start, end)
        match = _CELL.match(fold(text).strip())
        if not match or len(text.strip()) - match.end() > 12:
            return False
        percent = meaning.indicator.unit_measure == "percent"
        value, step = _value(match.group("first"), self.context, percent)
        if value is None:
            return False
        scale = {"nghìn": 1e3, "triệu": 1e6}.get(match.group("tail") or "", meaning.scale)
        value, step = round(value * scale, 6), step * scale
        denominator, _step = (
            _value(match.group("second"), self.context, False) if match.group("second") else (None, 1.0)
        )
        if meaning.kind == "change":
            if meaning.sign == "printed" and not match.group("sign"):
                return False  # "So với 30/9" may head the earlier figures themselves
            negative = match.group("sign") == "-" or (meaning.sign == "minus" and not match.group("sign"))
            value = -value if negative else value
        elif match.group("sign"):
            return False
        if match.group("tail") == "%" and not percent:
            return False
        if denominator is not None and (percent or value > denominator or denominator == 0):
            return False
        if not percent and value != int(value):
            return False
        if percent and meaning.kind != "change" and value > 100:
            return False
        offset = cell.char_start + len(text) - len(text.lstrip()) - start
        span = (offset + match.start("first") - (1 if match.group("sign") == "-" else 0), offset + match.end())
        low, high = bounds(value, step, None)
        found = make_observation(
            self.document, self.context, at, (0, end - start), meaning.indicator, area,
            value=value, low=low, high=high, denominator=denominator, qualifier=None, status=None, kind=meaning.kind,
            day=meaning.day, deadline=meaning.deadline, body=None, value_span=span, method="table", flags=(),
            used=((start + span[0], start + span[1]),), cell=address_of(cell),
        )  # fmt: skip
        self.result.found.append(found)
        exact = 100 * value / denominator if denominator else None
        self._emit_share(at, cell, area, text, len(text) - len(text.lstrip()) + match.end(), exact)
        return True

    def _emit_status(
        self, at: Squeezed, cell: Cell, meaning: Meaning, area: str, text: str, start: int, end: int
    ) -> bool:
        tokens = self._passage(text, 0).tokens("status", meaning.status_family)
        status = next((STATUS_OF[c] for t in tokens for c in sorted(t.concepts) if c in STATUS_OF), None)
        if status is None:
            return False
        found = make_observation(
            self.document, self.context, at, (0, end - start), meaning.indicator, area,
            value=None, low=None, high=None, denominator=None, qualifier=None, status=status, kind="actual", day=meaning.day,
            deadline=None, body=None, value_span=(cell.char_start - start, cell.char_end - start), method="table", flags=(), used=(),
            cell=address_of(cell),
        )  # fmt: skip
        self.result.found.append(found)
        return True

    def _check_sums(
        self, made: dict[tuple[int, int], int], rows: dict[int, tuple[str, Place | None]], meanings: dict[int, Meaning]
    ) -> None:
        """A printed total that is not the sum of its column is kept and flagged."""
        for col, meaning in meanings.items():
            if meaning.indicator.unit_measure == "percent" or meaning.kind != "actual":
                continue
            parts = [
                self.result.found[i].observation.obs_value
                for (row, c), i in made.items()
                if c == col and rows[row][0] == "place"
            ]
            totals = [i for (row, c), i in made.items() if c == col and rows[row][0] in {"total", "nation"}]
            if len(totals) != 1 or len(parts) < 3:
                continue
            item = self.result.found[totals[0]]
            printed, summed = item.observation.obs_value or 0.0, sum(p for p in parts if p is not None)
            if abs(printed - summed) > SUM_TOLERANCE * max(printed, 1.0):
                flags = (*item.observation.flags, "sum_mismatch")
                self.result.found[totals[0]] = replace(item, observation=replace(item.observation, flags=flags))

    def _leave(self, grid: Grid, ordinals: set[int], understood: bool) -> None:
        """What stays unread: ordinals, header figures, cells of columns or rows outside the catalogue."""
        used = Marks(len(self.document.text), (span for found in self.result.found for span in found.used))
        for cell in {id(c): c for c in grid.at.values()}.values():
            text = self.document.text[cell.char_start : cell.char_end]
            if not any(char.isdigit() for char in text) or used.any(cell.char_start, cell.char_end):
                continue
            passage = self._passage(text, cell.char_start)
            at = passage.squeezed
            for a, b, reason in [*passage.refused, *((d.stated.start, d.stated.end, "date") for d in passage.dates)]:
                if reason != "page_number":  # a cell with one number is no page number
                    self.result.refused.append((at.at(a), at.end(b), reason))
            for match in re.finditer(r"[0-9]+(?:[.,][0-9]+)*", text):
                reason = (
                    "list_index"
                    if cell.col in ordinals or (cell.col == 0 and re.fullmatch(r"[0-9]{1,3}[.)]?", text.strip()))
                    else "outside_catalogue"
                )
                if understood or is_numeric(text) or len(text) < 80:
                    self.result.refused.append((cell.char_start + match.start(), cell.char_start + match.end(), reason))


def _unit_of(section: Passage) -> str:
    """What a part of a table counts by its name: the unit in brackets, else the first noun that can be one."""
    text = section.squeezed.text
    bracket = re.search(r"\(([^()]*)\)", text)
    tokens = [t for t in section.tokens("unit") if "other_noun" not in t.concepts]
    inside = [t for t in tokens if bracket and bracket.start() < t.start < bracket.end()]
    return bracket.group(1) if bracket and inside else text[tokens[0].start : tokens[0].end] if tokens else ""


def _only_names(passage: Passage) -> bool:
    """Whether a cell holds names of provinces and next to nothing else."""
    rest = list(passage.squeezed.text)
    for place in passage.places:
        rest[place.start : place.end] = " " * (place.end - place.start)
    words = re.findall(r"[^\W\d_]+", re.sub(r"\([^()]*\)", " ", "".join(rest)))
    return len([word for word in words if word not in _LISTING]) <= len(passage.places) // 2


def _value(token: str, context: Context, percent: bool) -> tuple[float | None, float]:
    parsed = parse_digits(token.rstrip(".,"), context.number_format, fractional=percent)
    if parsed and percent and parsed[0] > 100 and len(re.findall(r"[.,]", token)) == 1:
        whole, decimals = re.split(r"[.,]", token)
        return float(f"{whole}.{decimals}"), 10.0 ** -len(decimals)
    return parsed if parsed else (None, 1.0)
