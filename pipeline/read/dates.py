"""The day a page says it was published: metadata values and labelled fields only.

Holds the two grammars, ISO 8601 and day first, and the labels that may stand before a date. Keeps out: dates of the
text, of decisions it cites and of licences in footers; a date without a label is never a publication date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_WORDS = re.compile(r"(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_LABEL = re.compile(
    r"(?i)^\W*(?:ngày\s(?:đăng(?:\stin|\stải)?|xuất\sbản|công\sbố|phát\shành)|đăng\s(?:tải\s)?(?:ngày|lúc|vào)"
    r"|thời\sgian\sđăng|xuất\sbản(?:\slúc|\sngày)?|published(?:\son)?|posted(?:\son)?|date\spublished)\b\s*[:：]?(.{6,60})"
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
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if re.search(r"(?i)\d\s?[ap]m\b", value):
        if first > 12:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    return _day(year, second, first)


def labelled_date(line: str) -> date | None:
    """The day of a line such as "Ngày đăng: 05/11/2024", day first. None without label or date."""
    label = _LABEL.match(line)
    if not label:
        return None
    rest = label[1]
    found = _DAY_FIRST.search(rest)
    if found:
        return _day(int(found[4]), int(found[3]), int(found[1]))
    words = _WORDS.search(rest)
    return _day(int(words[3]), int(words[2]), int(words[1])) if words else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
