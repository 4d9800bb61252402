"""The day a page says it was published: metadata values and labelled fields only.

Holds the grammars (ISO 8601, day first, RFC 2822, English and Vietnamese month names) and the labels that may stand
before a date. Keeps out: dates of the text, of decisions it cites and of licences in footers; a date without a label is
never a publication date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
LONGEST_LINE = 120  # characters; a longer line that begins with a label is a sentence

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan một", "february feb hai", "march mar ba", "april apr tư bốn", "may năm", "june jun sáu",
            "july jul bảy", "august aug tám", "september sep sept chín", "october oct mười", "november nov mười-một",
            "december dec mười-hai",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ENGLISH = "|".join(
    sorted((name for name in _MONTHS if name.isascii() and name != "hai" and name != "ba"), key=len, reverse=True)
)
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_WORDS = re.compile(
    r"(?i)(?:ngày\s+)?(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}|mười (?:một|hai)|[^\W\d_]+)(?:\s+năm\s+|,\s*|\s+)(\d{4})(?!\d)"
)
_DAY_MONTH = re.compile(rf"(?i)(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({_ENGLISH})\.?,?\s+(\d{{4}})(?!\d)")
_MONTH_DAY = re.compile(rf"(?i)\b({_ENGLISH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_OFFSET = re.compile(r"(\d{2}:\d{2}:\d{2})\s*([+-]\d{2}:?\d{2}|GMT|UTC)")
_LABEL = re.compile(
    r"(?i)^\W*(?:(?:ngày|thời\sgian|thời\sđiểm)\s(?:đăng(?:\stin|\stải|\sbài)?|xuất\sbản|công\sbố|phát\shành)|đăng\s(?:tải\s)?(?:ngày|lúc|vào)|được\sđăng(?:\slúc|\sngày|\svào)?"
    r"|xuất\sbản(?:\slúc|\sngày)?|(?:date\s)?published(?:\son|\sat|\sdate)?|posted(?:\son|\sat)?|publication\sdate|date\sposted)\b\s*[:：]?(.{6,})"
)


def metadata_date(value: str) -> date | None:
    """The day in Vietnam of a metadata value: ISO 8601 with or without zone, or d/m/yyyy. None if it is neither.

    A 12-hour clock betrays a month-first machine format; then the order is known only if one number exceeds 12.
    """
    value = value.strip()
    iso = re.match(r"\d{4}-\d{2}-\d{2}", value)
    if iso:
        try:
            moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            return _day(*(int(part) for part in iso.group().split("-")))
        return moment.astimezone(VIETNAM).date() if moment.tzinfo not in (None, UTC) or "Z" in value else moment.date()
    found = _DAY_FIRST.search(value)
    if not found:
        return _named_month(value)
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if re.search(r"(?i)\d\s?[ap]m\b", value):
        if first > 12:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    return _day(year, second, first)


def labelled_date(line: str) -> date | None:
    """The day of a line such as "Ngày đăng: 05/11/2024", day first. None without label or date."""
    label = _LABEL.match(line) if len(line) <= LONGEST_LINE else None
    return printed_date(label[1]) if label else None


def printed_date(text: str) -> date | None:
    """The only day that a field shows, day first; None when it shows none, or several."""
    days = {_day(int(m[4]), int(m[3]), int(m[1])) for m in _DAY_FIRST.finditer(text)}
    days |= {_day(int(m[1]), int(m[2]), int(m[3])) for m in _ISO.finditer(text)}
    if not days:
        days = {_named_month(text)}
    return days.pop() if len(days) == 1 else None


def _named_month(text: str) -> date | None:
    """ "November 5, 2024", "5 November 2024", "5 tháng 11 năm 2024", "5 Tháng Mười Một, 2024"; RFC 2822 with its zone."""
    if found := _WORDS.search(text):
        name = found[2].lower().replace(" ", "-")
        return _day(int(found[3]), int(name) if name.isdigit() else _MONTHS.get(name, 0), int(found[1]))
    if found := _DAY_MONTH.search(text):
        day = _day(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
        zone = _OFFSET.search(text)
        if day is None or zone is None:
            return day
        offset = "+0000" if zone[2].isalpha() else zone[2].replace(":", "")
        return datetime.strptime(f"{day} {zone[1]} {offset}", "%Y-%m-%d %H:%M:%S %z").astimezone(VIETNAM).date()
    if found := _MONTH_DAY.search(text):
        return _day(int(found[3]), _MONTHS[found[1].lower()], int(found[2]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
