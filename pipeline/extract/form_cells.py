"""One cell of the form as a value, or what is wrong with it in one line of Vietnamese.

Holds whole numbers, days, tasks and places as people and spreadsheets write them. Keeps out: the rows and the sheet
(workbook), and everything that needs two cells at once but the place, which depends on the day.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date

from pipeline.extract.context import MERGER
from pipeline.extract.form import NATIONAL_UNITS, places_of, tasks_of
from pipeline.reference import Indicator, Reference
from pipeline.vietnamese.text import fold

MOST = 10**12  # of anything that is counted
LONGEST_SHOWN = 40
_WHOLE = re.compile(r"\d{1,3}(?:[.\u00a0 ]\d{3})+|\d+")
_DECIMAL = re.compile(r"(\d{1,3}),(\d{3})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2})?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_SERIAL = re.compile(r"[3-6]\d{4}")  # 1982 to 2091, as a spreadsheet counts days


class Wrong(ValueError):
    """What is wrong with a cell, in one line of Vietnamese."""


def shown(text: str) -> str:
    """The cell's text in quotation marks, cut to a readable length."""
    return f'"{text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"}"'


def whole(text: str, name: str) -> int:
    """A count: 1234, 1.234 or 1 234."""
    if _WHOLE.fullmatch(text):
        number = int(re.sub(r"\D", "", text))
        if number > MOST:
            raise Wrong(f"{name} ({shown(text)}) quá lớn")
        return number
    decimal = _DECIMAL.fullmatch(text)
    hint = f"; có phải là {decimal[1]}.{decimal[2]}?" if decimal else ""
    raise Wrong(f"{name} {shown(text)} không phải số nguyên từ 0 trở lên{hint}")


def day(text: str, name: str) -> date:
    """A day: 15/06/2026, with dots or dashes too, or 2026-06-15."""
    parts = _DAY_FIRST.fullmatch(text)
    year_first = _YEAR_FIRST.fullmatch(text)
    numbers = (parts[3], parts[2], parts[1]) if parts else year_first.groups() if year_first else None
    try:
        if numbers:
            found = date(*map(int, numbers))
            if 2000 <= found.year <= 2100:
                return found
    except ValueError:
        pass  # 31/02/2026, 06/15/2026: told below like every text that is no day
    if _SERIAL.fullmatch(text):
        raise Wrong(f"{name} {shown(text)} là số thứ tự ngày của Excel; hãy định dạng ô kiểu ngày (dd/mm/yyyy)")
    raise Wrong(f"{name} {shown(text)} không phải ngày; hãy ghi ngày/tháng/năm, ví dụ 15/06/2026")


def task(text: str, reference: Reference) -> Indicator:
    """The indicator of a task name."""
    known = {fold(name): (name, indicator) for name, indicator in tasks_of(reference).items()}
    found = known.get(fold(text))
    if found is None:
        raise Wrong(f"Nhiệm vụ {shown(text)} không có trong danh mục{_nearest(text, known)}")
    return found[1]


def place(text: str, as_of: date, reference: Reference) -> str:
    """The area of a province name on a day."""
    names = places_of(reference)
    schemes = names.get(fold(text))
    if schemes is None:
        raise Wrong(f"{shown(text)} không phải tỉnh, thành phố trong danh mục{_nearest(text, _provinces(reference))}")
    scheme = "VN34" if as_of >= MERGER else "VN63"
    if scheme in schemes:
        return schemes[scheme]
    if scheme == "VN63":
        raise Wrong(f"{shown(text)} chưa có vào ngày {as_of:%d/%m/%Y}; trước {MERGER:%d/%m/%Y} dùng tên tỉnh cũ")
    heirs = [new for old, new in reference.areas.succession if old == schemes["VN63"]]
    now = ", ".join(reference.areas.by_id[new].name_vi for new in heirs)
    raise Wrong(f"{shown(text)} không còn từ {MERGER:%d/%m/%Y}; nay thuộc {now}")


def counted_there(indicator: Indicator, ref_area: str, as_of: date) -> None:
    """Refuse what cannot be counted in that place on that day."""
    if indicator.unit_measure in NATIONAL_UNITS and ref_area != "VN":
        raise Wrong("Nhiệm vụ này đếm theo địa phương hoặc bộ, ngành: chỉ dùng với Cả nước")
    if indicator.unit_measure == "districts" and as_of >= MERGER:
        raise Wrong(f"Nhiệm vụ này đếm theo huyện; cấp huyện không còn từ {MERGER:%d/%m/%Y}")


def _provinces(reference: Reference) -> dict[str, tuple[str, str]]:
    return {fold(area.name_vi): (area.name_vi, area.ref_area) for area in reference.areas.by_id.values()}


def _nearest(text: str, known: dict[str, tuple[str, Indicator]] | dict[str, tuple[str, str]]) -> str:
    names: Iterable[str] = known
    guess = difflib.get_close_matches(fold(text), list(names), 1, cutoff=0.5)
    return f'; có phải "{known[guess[0]][0]}"?' if guess else ""
