"""What the figures of a column are beside the others: a result, a plan, an earlier period, a change, or a rate of the plan.

Holds the words of headers that say so, and the days they lend to plans and earlier periods. Keeps out: which indicator a column is (headers),
what the columns together tell (columns), rows and cells (tables).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pipeline.extract.spans import Dated, Passage
from pipeline.terms import ObsKind
from pipeline.vietnamese.dates import Stated, year_before

Sign = Literal["printed", "plus", "minus"]

_LEAD = r"^\W*(?:(?:thực hiện|kết quả|số liệu|giá trị|số lượng|đạt|lũy kế|ước)\W+)*"
_PLAN = r"(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|yêu cầu|nhiệm vụ giao|kh)"
_AIM = re.compile(
    r"^\W*(?:(?:con số|số|mức|tỷ lệ|giá trị)\W+)?(?:kế hoạch|chỉ tiêu(?! (?:số )?[0-9]{1,2}(?:\W|$))|mục tiêu(?! (?:số )?[0-9]{1,2}(?:\W|$))"
    r"|kh(?=\W|$)|phấn đấu|được giao|plan|planned|target|goal)(?!\w)"
)
# A rate of the plan or of another period, a rank or a score is no figure of the indicator itself.
_OF_PLAN = re.compile(
    rf"^(?!\W*(?:số )?(?:nhiệm vụ )?(?:chậm|trễ)).*so với[\w ]*?(?<!\w){_PLAN}(?!\w)|(?:%|tỷ lệ|tỉ lệ|mức)[\w %()]*?(?<!\w)(?:thực hiện|hoàn thành|đạt|trên|/)[\w /]*?(?<!\w)(?:kế hoạch|chỉ tiêu|mục tiêu|kh)(?!\w)"
    rf"|(?:%|tỷ lệ|tỉ lệ) ?{_PLAN}(?!\w)|(?:th|thực hiện) ?/ ?(?:kh|kế hoạch)(?!\w)|^\W*(?:(?:ước|dự kiến)(?: thực hiện)?(?: cả)? năm|tỷ trọng|cơ cấu|tốc độ (?:tăng|phát triển)|chỉ số phát triển|điểm(?! phần| %)|xếp (?:hạng|loại|thứ)|thứ (?:hạng|bậc))"
    r"|(?:%|share|rate|percentage) of (?:the )?(?:plan|target)|achievement rate|growth rate|^\W*(?:score|rank)"
)
_RISE = re.compile(r"^\W*(?:mức |số |tỷ lệ |phần )?(?:tăng|increase|rise)(?!\w)")
_FALL = re.compile(r"^\W*(?:mức |số |tỷ lệ |phần )?(?:giảm|decrease|fall)(?!\w)")
_BOTH = re.compile(
    r"(?:tăng\W{1,8}(?:hoặc |hay |và )?giảm|increase\W{1,8}(?:or |and )?decrease|chênh lệch|biến động|thay đổi|(?<!\w)change|difference|\+ ?/ ?-|±)"
)
_AGAINST = re.compile(
    r"^\W*(?:so sánh|so cùng kỳ|compared|versus|vs\.?)(?!\w)|(?:^\W*|(?<!\w))so với (?!tổng)(?:[\w ]*(?<!\w)(?:tháng|kỳ|quý|năm|tuần|ngày|đợt|lần|báo cáo)(?!\w)|[0-9]{1,2}[/.-])"
)
_EARLIER = re.compile(
    _LEAD + r"(?:cùng (?:kỳ|thời điểm)|(?:tháng|kỳ|quý|năm)(?: báo cáo)?(?: liền)? (?:trước|ngoái)|"
    r"(?:the )?(?:same (?:period|month)|previous (?:month|quarter|year|period)|last (?:month|quarter|year)))(?!\w)"
)
_YEAR_AGO = re.compile(r"cùng (?:kỳ|thời điểm)|same (?:period|month)")
_MONTH_AGO = re.compile(r"tháng(?: báo cáo)?(?: liền)? trước|(?:previous|last) month")
_QUARTER_AGO = re.compile(r"quý(?: báo cáo)?(?: liền)? trước|(?:previous|last) quarter")
_WHOLE_YEAR = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|kh)(?: cả| của|) năm(?: nay)?\W*(?:$|\()")
_YEAR = re.compile(r"(?<![0-9/.-])(20[0-9]{2})(?![0-9/.-])")


@dataclass(frozen=True, slots=True)
class Role:
    """What the figures of a column are. `sign`: what a change without a printed sign is worth."""

    kind: ObsKind
    sign: Sign = "plus"
    percent: bool = False  # the change is given in percent: of a count it is a growth rate
    own_day: Dated | None = None


def role_of(levels: Sequence[Passage]) -> Role | None:
    """The role of a column by its header, the lowest level first; None when its figures are none of an indicator's."""
    for passage in levels:
        text = passage.squeezed.text
        if _OF_PLAN.search(text):
            return None
        if _BOTH.search(text):
            return Role("change", "plus", _in_percent(text))
        if _RISE.search(text):
            return Role("change", "plus", _in_percent(text))
        if _FALL.search(text):
            return Role("change", "minus", _in_percent(text))
        if _AGAINST.search(text):
            return Role("change", "printed", _in_percent(text))
        if _EARLIER.search(text):
            return Role("comparison", own_day=day_in(levels))
        if _AIM.search(text):
            return Role("target", own_day=day_in(levels))
    return Role("actual", own_day=day_in(levels))


def _in_percent(text: str) -> bool:
    return "%" in text and "điểm" not in text


def day_in(levels: Sequence[Passage]) -> Dated | None:
    """The day that a header states."""
    return next((d for p in levels for d in p.dates if d.use in {"as_of", "event"} and d.stated.day), None)


def deadline_in(levels: Sequence[Passage], reference: date | None) -> Dated | None:
    """The day by which a plan is to be met: the date of its header, the last day of a bare year or of the year in hand."""
    for passage in levels:
        text = passage.squeezed.text
        if stated := [d for d in passage.dates if d.stated.day]:
            return Dated(stated[-1].stated, "before" if stated[-1].use == "before" else "by")
        year = _YEAR.search(text)
        if year or (_WHOLE_YEAR.search(text) and reference):
            day = date(int(year.group(1)) if year else reference.year, 12, 31)  # type: ignore[union-attr]
            return Dated(Stated(0, 0, day, "year", False, day), "by")
    return None


def earlier_day(levels: Sequence[Passage], base: date | None) -> Dated | None:
    """The day of 'cùng kỳ', 'tháng trước', 'quý trước' for a column that prints none, counted from the day of the results."""
    if base is None:
        return None
    text = " ".join(passage.squeezed.text for passage in levels)
    if _YEAR_AGO.search(text):
        day = year_before(base)
    elif _MONTH_AGO.search(text):
        day = base.replace(day=1) - timedelta(days=1)
    elif _QUARTER_AGO.search(text):
        day = base.replace(month=(base.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)
    else:
        return None
    return Dated(Stated(0, 0, day, "month", False), "as_of")
