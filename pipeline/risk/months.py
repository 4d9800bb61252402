"""Month arithmetic for deadlines: month ends, steps between months, the cut-off of an as-known month.

Months are text YYYY-MM outside and whole numbers (12 * year + month - 1) inside. Keeps out: the clock; a month is
always an argument.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from math import ceil
from typing import Literal


def month_number(month: str) -> int:
    """'2024-10' -> 12 * 2024 + 9. Raises ValueError for text that is no month."""
    day = date.fromisoformat(f"{month}-01")
    return number_of(day)


def number_of(day: date) -> int:
    """The month a day lies in, as a whole number."""
    return 12 * day.year + day.month - 1


def month_end(number: int) -> date:
    """Last day of the month with this number."""
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def known_cutoff(as_of_month: str, cutoff_day: int = 20) -> date:
    """The last day whose news counts as known in the month: `cutoff_day` of the month after it."""
    return month_end(month_number(as_of_month)) + timedelta(days=cutoff_day)


def last_day_that_counts(deadline: date, kind: Literal["before", "by"]) -> date:
    """'before 1/1/2025' counts until 2024-12-31; 'by' counts the day itself."""
    return deadline - timedelta(days=1) if kind == "before" else deadline


def months_between(earlier: date, later: date) -> float:
    """Signed months, exact between month ends (30/6 to 30/9 is 3) and proportional to the days inside a month."""
    return _position(later) - _position(earlier)


def months_left(origin: date, last_day: date) -> int:
    """Whole months to run from a month end, at least 1 while the last day that counts lies ahead, else 0."""
    if last_day <= origin:
        return 0
    return max(1, ceil(months_between(origin, last_day) - 1e-9))


@cache
def _position(day: date) -> float:
    return number_of(day) + day.day / monthrange(day.year, day.month)[1]
