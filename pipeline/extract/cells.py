"""Cells that hold more than one value: 'Hà Nam: 61,2%; Đà Nẵng: 58,9%', '12.400/15.000 (82,7%)'.

Holds the cut of such a cell into places with their values, and the share that stands in brackets behind a count. Keeps out: what a header means
(headers), plain cells and rows (tables).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.columns import ColumnReader
from pipeline.extract.context import Found, address_of, area_at, bounds, make_observation
from pipeline.extract.frames import Frame
from pipeline.extract.grid import Grid
from pipeline.extract.headers import Meaning
from pipeline.extract.roles import Role
from pipeline.terms import Cell
from pipeline.vietnamese.numbers import parse_digits
from pipeline.vietnamese.text import Squeezed, fold

_BETWEEN = re.compile(r"\s*(?:[:(=–-]|đạt|là|at)?\s*(?:đạt\s+)?")
_NUMBER = re.compile(r"(?P<value>[0-9]+(?:[.,][0-9]+)*)\s*(?P<sign>%)?\s*\)?")
_APART = re.compile(r"\s*(?:[;,.]|và|and)?\s*(?:(?:tỉnh|thành phố|tp\.?)\s+)?")
_SHARE = re.compile(r"\s*(?:\(|[-–;,])\s*(?:đạt |bằng |chiếm |tỷ lệ )?(?P<value>[0-9]+(?:[.,][0-9]+)?)\s*%\s*\)?\s*")
# What a share of records or parcels may stand behind; the share of places or of books is another indicator.
_SHARED = frozenset({"records", "parcels"})


@dataclass(slots=True)
class CellReader(ColumnReader):
    """Reads cells with several values."""

    _shares: dict[int, Meaning] = field(
        default_factory=dict
    )  # of the counts in a column, when its header can mean both

    def _learn_shares(self, meanings: dict[int, Meaning], chains: dict[int, list[str]], frame: Frame) -> None:
        """'Số thửa đã làm sạch (tỷ lệ)': what the share in brackets behind the count is."""
        self._shares = {}
        for col, meaning in meanings.items():
            if meaning.indicator.unit_measure not in _SHARED or meaning.kind != "actual":
                continue
            share = self._meaning(chains.get(col, []), frame, "%", frame.roles.get(col) or Role("actual"))
            if share and share.own and share.kind == "actual" and not share.status_family:
                self._shares[col] = share

    def _emit_share(self, at: Squeezed, cell: Cell, area: str, text: str, after: int, exact: float | None) -> None:
        """The share behind a count that ends at text[after]; it is kept as printed, and flagged where the count says another."""
        match, meaning = _SHARE.fullmatch(text, after), self._shares.get(cell.col)
        if match is None:
            return
        where = cell.char_start + match.start("value")
        parsed = parse_digits(match.group("value"), self.context.number_format, fractional=True)
        if meaning is None or parsed is None or parsed[0] > 100:
            self.result.refused.append((where, cell.char_start + match.end("value"), "outside_catalogue"))
            return
        differs = exact is not None and abs(exact - parsed[0]) > parsed[1]
        span = (where, cell.char_start + text.index("%", match.start("value")) + 1)
        self._keep(at, cell, meaning, area, parsed, span, ("sum_mismatch",) if differs else ())

    def _read_pairs(self, grid: Grid, frame: Frame, chains: dict[int, list[str]]) -> bool:
        """Cells that are nothing but places with their values; the row, the header or the title says of what."""
        made = False
        for row in grid.data_rows:
            line = grid.row_cells(row)
            if not line:
                continue
            start, end = min(c.char_start for c in line), max(c.char_end for c in line)
            at = Squeezed(self.document.text[start:end], self.document.text[start:end], None, start)
            label = grid.text(self.document, line[0]) if len(line) > 1 else ""
            for cell in line:
                pairs = self._pairs(self.document.text[cell.char_start : cell.char_end])
                header = chains.get(cell.col, [])
                role = frame.roles.get(cell.col, Role("actual")) if header else Role("actual")
                if not pairs or role is None or (cell is line[0] and len(pairs) == 1):
                    continue
                shares = all(sign for *_, sign in pairs)
                chain = [text for text in (label if cell is not line[0] else "", *header) if text] or ["kết quả"]
                meaning = self._meaning(chain, frame, "%" if shares else "", role)
                if meaning is None or meaning.status_family or (meaning.indicator.unit_measure == "percent") != shares:
                    continue
                for place, first, last, sign in pairs:
                    area = area_at(place, meaning.day, self.context)
                    value = self.document.text[cell.char_start + first : cell.char_start + last]
                    parsed = parse_digits(value, self.context.number_format, fractional=shares)
                    if area is None or parsed is None or (shares and parsed[0] > 100):
                        continue
                    span = (cell.char_start + first, cell.char_start + (sign or last))
                    self._keep(at, cell, meaning, area, (parsed[0] * meaning.scale, parsed[1] * meaning.scale), span)
                    made = True
        return made

    def _pairs(self, text: str) -> list[tuple]:
        """(place, begin of its value, its end, end of its % sign or 0) for each; empty when the cell holds anything else."""
        found, at = [], 0
        for place in self.lexer.places.find(fold(text), text):
            apart = _APART.match(text, at)
            between = _BETWEEN.match(text, place.end)
            number = _NUMBER.match(text, between.end()) if between else None
            if apart is None or apart.end() != place.start or number is None:
                return []
            found.append((place, number.start("value"), number.end("value"), max(number.end("sign"), 0)))
            at = number.end()
        return found if re.fullmatch(r"[\s;,.]*", text[at:]) else []

    def _keep(
        self, at: Squeezed, cell: Cell, meaning: Meaning, area: str, value: tuple[float, float], span: tuple[int, int],
        flags: tuple[str, ...] = (),
    ) -> Found:  # fmt: skip
        """One observation of a part of a cell; `span` in the document."""
        base = at.at(0)
        low, high = bounds(*value, None)
        found = make_observation(
            self.document, self.context, at, (0, len(at.text)), meaning.indicator, area,
            value=value[0], low=low, high=high, denominator=None, qualifier=None, status=None, kind=meaning.kind,
            day=meaning.day, deadline=meaning.deadline, body=None, value_span=(span[0] - base, span[1] - base), method="table",
            flags=flags, used=(span,), cell=address_of(cell),
        )  # fmt: skip
        self.result.found.append(found)
        return found
