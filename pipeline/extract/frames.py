"""What surrounds a table: its titles, the words above and below it, and what they say of day, unit and place.

Holds Frame and its reading. Keeps out: what the columns are (headers, columns).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.context import Context
from pipeline.extract.grid import Grid
from pipeline.extract.home import Home
from pipeline.extract.lexer import Lexer
from pipeline.extract.mentions import analyse
from pipeline.extract.roles import Role
from pipeline.extract.setting import Bound
from pipeline.extract.spans import Dated, Passage
from pipeline.reference import Reference
from pipeline.terms import Document, Table
from pipeline.vietnamese.places import Place

_NOTES_DAY = re.compile(
    r"(?:số liệu|dữ liệu|tính|cập nhật|chốt|trích xuất|lấy)[^.;]{0,40}(?:đến|tới|ngày|lúc|tháng|quý|thời điểm)|as of|data (?:to|at|of)"
)
_UP_TO = re.compile(
    r"(?:tính|cập nhật|số liệu|đến|tới|hết|as of|up to|by|until)(?: hết| cuối| đến| ngày| tháng| the| end| of|\W)*$"
)
# The day a paper came out is not the day of its figures.
_ISSUED = re.compile(
    r"(?<!\w)(?:phát hành|ban hành|xuất bản|ra|ký|đăng|in|gửi|issued|published|released|printed)(?: vào| on)?(?: ngày)?\W*$"
)
_WAS = re.compile(r"[\w ]{0,12}?(?:cũ|trước đây|trước sáp nhập|trước khi)")
_UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt|unit)s?\s*:\s*([^).;\n]*)")


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
class FrameReader:
    """Reads what surrounds the tables of one document."""

    document: Document
    context: Context
    reference: Reference
    lexer: Lexer
    home: Home
    result: Bound = field(default_factory=Bound)
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
