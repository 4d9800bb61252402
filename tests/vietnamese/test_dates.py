"""Dates and periods as printed, resolved against the report's reference date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.dates import find_dates, year_before
from pipeline.vietnamese.text import fold

REFERENCE = date(2024, 10, 31)
DATES = [
    ("đến hết tháng 9/2024", "2024-09-30", "month"), ("tính đến 15/10", "2024-10-15", "day"),
    ("giữa tháng 8/2025", "2025-08-31", "month"), ("quý III/2024", "2024-09-30", "quarter"),
    ("quý 1 năm 2023", "2023-03-31", "quarter"), ("6 tháng đầu năm", "2024-06-30", "half_year"),
    ("6 tháng đầu năm 2023", "2023-06-30", "half_year"), ("tháng 9 năm nay", "2024-09-30", "month"),
    ("ngày 1-1-2025", "2025-01-01", "day"), ("đến 7.10", "2024-10-07", "day"), ("cuối năm 2023", "2023-12-31", "year"),
    ("ngày 28 tháng 10 năm 2025", "2025-10-28", "day"), ("tháng 10 vừa qua", "2024-10-31", "month"),
    ("trước ngày 1/1/2025", "2025-01-01", "day"), ("1/9-30/11/2025", "2025-11-30", "day"), ("năm nay", "2024-12-31", "year"),
    ("30.12.2024", "2024-12-30", "day"), ("9 tháng đầu năm 2024", "2024-09-30", "quarter"), ("tháng 12", "2023-12-31", "month"),
    ("as of September 30, 2024", "2024-09-30", "day"), ("30 September 2024", "2024-09-30", "day"),
    ("the end of September 2024", "2024-09-30", "month"), ("in October", "2024-10-31", "month"),
    ("the third quarter of 2024", "2024-09-30", "quarter"), ("the first half of 2024", "2024-06-30", "half_year"),
    ("by 11/12/2025", "2025-12-11", "day"), ("in 2023", "2023-12-31", "year"),
]  # fmt: skip
NOT_DATES = [
    "14/63 địa phương",
    "461/705 huyện",
    "1.091.481 hồ sơ",
    "5/5 tiêu chí",
    "48/KH-UBND",
    "tháng này qua tháng khác",
]


@pytest.mark.parametrize(("text", "day", "precision"), DATES)
def test_dates(text: str, day: str, precision: str) -> None:
    (stated,) = find_dates(fold(text), REFERENCE)
    assert (str(stated.day), stated.precision) == (day, precision)


@pytest.mark.parametrize("text", NOT_DATES[:-1])
def test_fractions_and_numbers_are_not_dates(text: str) -> None:
    assert find_dates(fold(text), REFERENCE) == []


def test_a_range_of_years_is_one_span_without_a_day() -> None:
    (stated,) = find_dates("giai đoạn 2022 - 2025, tầm nhìn", REFERENCE)
    assert stated.day is None


def test_a_number_after_a_month_is_not_its_day() -> None:
    (stated,) = find_dates("đến hết tháng 9/2024, 14 địa phương", REFERENCE)
    assert stated.day == date(2024, 9, 30)


def test_a_deadline_without_a_year_is_ahead() -> None:
    (stated,) = find_dates("trước 31/3", date(2024, 12, 31))
    assert stated.future_day == date(2025, 3, 31)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "ngày {d} tháng {m} năm {y}", "{d}-{m}-{y}"]),
)
def test_full_dates_round_trip(day: date, form: str) -> None:
    (stated,) = find_dates(form.format(d=day.day, m=day.month, y=day.year), None)
    assert stated.day == day


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_a_year_before(day: date) -> None:
    assert year_before(day).year == day.year - 1
    assert year_before(day).month == day.month
