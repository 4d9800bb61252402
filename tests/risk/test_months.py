from __future__ import annotations

from datetime import date

import pytest

from pipeline.risk.months import (
    known_cutoff,
    last_day_that_counts,
    month_end,
    month_number,
    months_between,
    months_left,
)


@pytest.mark.parametrize(
    ("month", "day", "cutoff"),
    [("2024-10", 20, date(2024, 11, 20)), ("2024-12", 20, date(2025, 1, 20)), ("2024-01", 5, date(2024, 2, 5))],
)
def test_cutoff_is_a_day_of_the_next_month(month: str, day: int, cutoff: date) -> None:
    assert known_cutoff(month, day) == cutoff


def test_before_stops_a_day_earlier_than_by() -> None:
    assert last_day_that_counts(date(2025, 1, 1), "before") == date(2024, 12, 31)
    assert last_day_that_counts(date(2025, 1, 1), "by") == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("origin", "last_day", "months"),
    [
        (date(2024, 10, 31), date(2024, 12, 31), 2),
        (date(2025, 2, 28), date(2025, 3, 11), 1),
        (date(2025, 1, 31), date(2025, 3, 11), 2),
        (date(2024, 12, 31), date(2024, 12, 31), 0),
        (date(2025, 1, 31), date(2024, 12, 31), 0),
    ],
)
def test_months_left(origin: date, last_day: date, months: int) -> None:
    assert months_left(origin, last_day) == months


def test_month_ends_are_whole_months_apart() -> None:
    assert months_between(date(2024, 6, 30), date(2024, 9, 30)) == 3
    assert months_between(date(2024, 1, 31), date(2024, 2, 29)) == 1
    assert month_end(month_number("2024-02")) == date(2024, 2, 29)


def test_a_text_that_is_no_month_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        month_number("2024-13")
