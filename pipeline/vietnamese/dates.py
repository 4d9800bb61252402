"""Dates as printed: đến hết tháng 9/2024 · 15/10 · quý III/2024 · 6 tháng đầu năm · 1-1-2025 · cuối năm 2023.

Holds the grammar of one date or period, Vietnamese and English, with its precision; a period is its last day. A date
without a year is resolved against the report's reference date. Keeps out: whether the date is an as-of date, a
deadline or the date of a document (extract), the clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from pipeline.terms import TimePrecision


@dataclass(frozen=True, slots=True)
class Stated:
    """A date at text[start:end]; `day` is its last day, None when the year cannot be told. `sure`: it names a year."""

    start: int
    end: int
    day: date | None
    precision: TimePrecision
    sure: bool
    future_day: date | None = None  # the same words read as a date to come (a deadline without a year)


_D = r"(0?[1-9]|[12][0-9]|3[01])"
_M = r"(0?[1-9]|1[0-2])"
_Y = r"((?:19|20)[0-9]{2})"
_SAID = rf"(?: ?[/-] ?{_Y}| ?,? ?(?:của )?năm {_Y}| (?:của )?năm (nay|ngoái|trước))"
_YEAR = f"{_SAID}?"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4,
          "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "đầu": 1, "cuối": 4}  # fmt: skip
# A month in words needs a day before it or a year after it: "mỗi tháng hai lần" is no February.
_MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_MW = "(" + "|".join(sorted(_MONTH_WORDS, key=len, reverse=True)) + ")"
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MN = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
# Alone, without day or year, only a whole name is a month; "may" is also a Vietnamese word.
_ALONE = "|".join(name for name in _MONTHS if len(name) > 4 or name in {"june", "july"})
_QN = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_COUNT = {"three": 3, "six": 6, "nine": 9, "ba": 3, "sáu": 6, "chín": 9, "3": 3, "6": 6, "9": 9, "03": 3, "06": 6,
          "09": 9, "11": 11, "10": 10, "8": 8, "7": 7, "5": 5, "4": 4, "2": 2, "1": 1}  # fmt: skip


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(groups: tuple[str | None, ...], reference: date | None) -> int | None:
    for group in groups:
        if group and group.isdigit():
            return int(group)
        if group == "nay" and reference:
            return reference.year
        if group in {"ngoái", "trước"} and reference:
            return reference.year - 1
    return None


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _day_of(match: re.Match[str], month: int, day: int, year: int) -> date | None:
    """The date in two groups of a match, in a given year."""
    return _day(year, int(match.group(month)), int(match.group(day)))


def _resolve(
    make: Callable[[int], date | None], year: int | None, reference: date | None
) -> tuple[date | None, date | None]:
    """(as a past date, as a date to come): with a year both are the same."""
    if year is not None:
        return make(year), make(year)
    if reference is None:
        return None, None
    same = make(reference.year)
    if same is None:
        return None, None
    # A report may speak of its own month before that month is over: only clearly later dates belong to last year.
    past = make(reference.year - 1) if (same - reference).days > 45 else same
    future = make(reference.year + 1) if (reference - same).days > 60 else same
    return past, future


_Rule = tuple[
    re.Pattern[str], Callable[[re.Match[str], date | None], tuple[date | None, date | None, TimePrecision, bool]]
]
_B = r"(?<![0-9/.,-])(?<![^\W_])"
_E = r"(?![0-9])(?![/.,-][0-9])(?![^\W_])"


def _full(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    day = _day(int(m.group(4)), int(m.group(3)), int(m.group(1)))
    return day, day, "day", True


def _day_month(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    year = _year(m.groups()[2:], reference)
    past, future = _resolve(lambda y: _day(y, int(m.group(2)), int(m.group(1))), year, reference)
    return past, future, "day", year is not None


def _short_year(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    day = _day(2000 + int(m.group(3)), int(m.group(2)), int(m.group(1)))
    return day, day, "day", True


def _day_month_word(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    year = _year(m.groups()[2:], reference)
    month = _MONTH_WORDS[m.group(2)]
    past, future = _resolve(lambda y: _day(y, month, int(m.group(1))), year, reference)
    return past, future, "day", year is not None


def _month_word(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    year = _year(m.groups()[1:], reference)
    past, future = _resolve(lambda y: last_day(y, _MONTH_WORDS[m.group(1)]), year, reference)
    return past, future, "month", year is not None


def _month(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    year = _year(m.groups()[1:], reference)
    past, future = _resolve(lambda y: last_day(y, int(m.group(1))), year, reference)
    return past, future, "month", year is not None


def _quarter(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    quarter = _ROMAN.get(m.group(1)) or _QN[m.group(1)]
    year = _year(m.groups()[1:], reference)
    past, future = _resolve(lambda y: last_day(y, quarter * 3), year, reference)
    return past, future, "quarter", year is not None


def _first_months(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    months = _COUNT[m.group(1)]
    year = _year(m.groups()[1:], reference)
    past, future = _resolve(lambda y: last_day(y, months), year, reference)
    return past, future, "half_year" if months == 6 else "quarter" if months in (3, 9) else "month", year is not None


def _half(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    month = 12 if m.group(1) in {"cuối", "second"} else 6
    year = _year(m.groups()[1:], reference)
    past, future = _resolve(lambda y: last_day(y, month), year, reference)
    return past, future, "half_year", year is not None


def _whole_year(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    year = _year(m.groups(), reference)
    day = date(year, 12, 31) if year else None
    return day, day, "year", True


def _last_month(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    day = last_day(reference.year, reference.month) if reference else None
    return day, day, "month", False


def _en_day(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    first, second, year_text = m.group(1), m.group(2), m.group(3)
    month_name, day_text = (second, first) if first.isdigit() else (first, second)
    year = int(year_text) if year_text else None
    past, future = _resolve(lambda y: _day(y, _MONTHS[month_name], int(day_text)), year, reference)
    return past, future, "day", year is not None


def _en_month(m: re.Match[str], reference: date | None) -> tuple[date | None, date | None, TimePrecision, bool]:
    year = int(m.group(2)) if m.group(2) else None
    past, future = _resolve(lambda y: last_day(y, _MONTHS[m.group(1)]), year, reference)
    return past, future, "month", year is not None


_EY = rf"(?:,? (?:of )?(?:the )?(?:year )?{_Y})?"
_HALF_VI = rf"(?:nửa|6 tháng|sáu tháng|06 tháng) (đầu|cuối) năm(?: ?{_Y}| (nay|ngoái|trước))?"
_YEARLY, _EN_NAMES = ("20", "19"), tuple(sorted({name[:3] for name in _MONTHS}))
# What a text must hold somewhere for any rule of a group to match: most sentences and cells skip most groups.
_RULES: tuple[tuple[tuple[str, ...], tuple[_Rule, ...]], ...] = tuple(
    (needed, tuple((re.compile(pattern), build) for pattern, build in rules))
    for needed, rules in (
        (
            _YEARLY,
            (
                (rf"{_B}{_D} ?([/.-]) ?{_M} ?\2 ?{_Y}{_E}", _full),
                (rf"(?<![^\W_])t{_M}[/-]{_Y}{_E}", _month),
                (rf"{_B}{_M} ?[/-] ?{_Y}{_E}", _month),
                (
                    rf"(?<![^\W_])(?:end of|end-|late|in|by|since|during|year|of|for|until) ?{_Y}(?![0-9/,.-][0-9])(?![^\W_])",
                    _whole_year,
                ),
            ),
        ),
        (("/",), ((rf"{_B}{_D}/{_M}/([1-3][0-9]){_E}", _short_year),)),
        (
            ("tháng",),
            (
                (rf"(?<![^\W_])(?:m[ồù]ng )?{_D} tháng {_M}{_YEAR}{_E}", _day_month),
                (rf"(?<![^\W_])(?:ngày (?:m[ồù]ng )?|m[ồù]ng ){_D} tháng {_MW}{_YEAR}(?![^\W_])", _day_month_word),
                (rf"(?<![^\W_])tháng {_M}{_YEAR}{_E}", _month),
                (rf"(?<![^\W_])tháng {_MW}{_SAID}{_E}", _month_word),
                (
                    rf"(?<![^\W_])(ba|sáu|chín|0?[1-9]|1[01]) tháng đầu năm(?: ?{_Y}| (nay|ngoái|trước))?(?![^\W_])",
                    _first_months,
                ),
                (rf"(?<!ngày )(?<![^\W_])(ba|sáu|chín|0?[1-9]|1[01]) tháng năm {_Y}(?![^\W_])", _first_months),
                (r"(?<![^\W_])tháng (?:vừa qua|qua|này)(?![^\W_])", _last_month),
            ),
        ),
        (
            ("ngày", "hôm", "sáng", "chiều", "tối"),
            (
                (
                    rf"(?<![^\W_])(?:ngày|hôm|sáng|chiều|tối) {_D} ?[/.-] ?{_M}(?![0-9])(?![/.-][0-9])",
                    _day_month,
                ),
            ),
        ),
        (
            ("quý",),
            (
                (rf"(?<![^\W_])quý (iv|iii|ii|i|0?[1-4]){_YEAR}{_E}", _quarter),
                (rf"(?<![^\W_])quý (một|hai|ba|tư|bốn){_SAID}{_E}", _quarter),
                (rf"(?<![^\W_])quý (đầu|cuối)(?: của)? năm(?: {_Y}| (nay|ngoái|trước))?(?![^\W_])", _quarter),
            ),
        ),
        (
            ("năm",),
            (
                (rf"(?<![^\W_]){_HALF_VI}(?![^\W_])", _half),
                (rf"(?<![^\W_])năm {_Y}(?![0-9/])(?! ?- ?[0-9]{{4}})", _whole_year),
                (r"(?<![^\W_])năm (nay|ngoái)(?![^\W_])", _whole_year),
            ),
        ),
        (
            _EN_NAMES,
            (
                (rf"(?<![^\W_]){_D}(?:st|nd|rd|th)? (?:of )?{_MN}{_EY}(?![^\W_])", _en_day),
                (rf"(?<![^\W_]){_MN} {_D}(?:st|nd|rd|th)?(?:,? {_Y})?(?![^\W_])(?![.,][0-9])", _en_day),
                (rf"(?<![^\W_]){_MN},? (?:of )?{_Y}(?![^\W_])", _en_month),
                (rf"(?<![^\W_])({_ALONE})()(?![^\W_])", _en_month),
                (r"(?<=in |of |by )(may)()(?![^\W_])", _en_month),
            ),
        ),
        (("this month",), ((r"(?<![^\W_])this month(?![^\W_])", _last_month),)),
        (("quarter",), ((rf"(?<![^\W_])(first|second|third|fourth|last) quarter{_EY}(?![^\W_])", _quarter),)),
        (("q1", "q2", "q3", "q4"), ((rf"(?<![^\W_])q([1-4])[ /-]?{_Y}?(?![^\W_])", _quarter),)),
        (("half",), ((rf"(?<![^\W_])(first|second) half{_EY}(?![^\W_])", _half),)),
        (("months",), ((rf"(?<![^\W_])first (three|six|nine|[1-9]|1[01]) months{_EY}(?![^\W_])", _first_months),)),
    )
)
# "đến 15/10", "(30/9)": day and month alone are a date only where the words say so.
_CUE = r"đến hết|chậm nhất|muộn nhất|hạn chót|hạn cuối|thời điểm|tới ngày|mốc|chậm nhất(?: là)?|muộn nhất(?: là)?|hạn chót|tính đến|tính tới|tính từ|trước|đến|tới|hết|từ|sau|vào|kể từ|as of|by|before|until|from|on|since|to"
_COUNTED = r"(?! ?(?:%|người|ngày|tháng|năm|tỉnh|địa|huyện|xã|triệu|nghìn|ngàn|tỷ|lần|giờ|phút|tuần|hồ|bộ|thửa|dữ|trường|nhiệm|đơn|nơi|sổ|people|days|months|years))"
_BARE = re.compile(rf"(?<![^\W_])(?:{_CUE}) {_D} ?([/.]) ?{_M}(?![0-9])(?![/.,-][0-9])")
_DASHED = re.compile(
    rf"(?<![^\W_])(?:đến hết|đến|tới|trước|thời điểm|mốc|chậm nhất|muộn nhất|hạn) {_D}(-){_M}(?![0-9])(?![/.,-][0-9]){_COUNTED}"
)
_IN_BRACKETS = re.compile(rf"\({_D}([/.]){_M}\)")
_RANGE = re.compile(rf"{_B}{_D}/{_M} ?- ?{_D}/{_M}(?:/{_Y})?{_E}")
_YEARS = re.compile(rf"(?<![0-9./]){_Y} ?(?:-|đến|to) ?(?:năm )?{_Y}(?![0-9/])")


# Cheap test: a text without digits and without these words holds no date.
_MAYBE = re.compile(
    r"[0-9]|(?:năm|tháng|quý) (?:nay|ngoái|qua|vừa|này|i)|đầu năm|cuối năm|month|quarter|half|" + _ALONE
)


def find_dates(text: str, reference: date | None = None) -> list[Stated]:
    """Every date of folded `text`, leftmost longest, no overlaps; `reference` supplies missing years."""
    found: list[Stated] = []
    if not _MAYBE.search(text):
        return found
    yearly, slashed = any(year in text for year in _YEARLY), "/" in text
    if yearly:
        for match in _YEARS.finditer(text):
            found.append(Stated(match.start(), match.end(), None, "year", False))
    if slashed:
        for match in _RANGE.finditer(text):
            year = int(match.group(5)) if match.group(5) else None
            past, future = _resolve(partial(_day_of, match, 4, 3), year, reference)
            found.append(Stated(match.start(), match.end(), past, "day", year is not None, future))
    for needed, rules in _RULES:
        if not any(word in text for word in needed):
            continue
        for pattern, build in rules:
            for match in pattern.finditer(text):
                past, future, precision, sure = build(match, reference)
                found.append(Stated(match.start(), match.end(), past, precision, sure, future))
    if slashed or "." in text:
        for pattern in (_BARE, _DASHED, _IN_BRACKETS):
            for match in pattern.finditer(text):
                past, future = _resolve(partial(_day_of, match, 3, 1), None, reference)
                found.append(Stated(match.start(1), match.end(3), past, "day", False, future))
    found.sort(key=lambda stated: (stated.start, -stated.end))
    kept: list[Stated] = []
    for stated in found:
        if kept and stated.start < kept[-1].end:
            if stated.end - stated.start > kept[-1].end - kept[-1].start:
                kept[-1] = stated
            continue
        kept.append(stated)
    return kept


def year_before(day: date) -> date:
    """The same day a year before ("cùng kỳ")."""
    return date(day.year - 1, day.month, min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))
