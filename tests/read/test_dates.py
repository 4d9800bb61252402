"""Publication dates: metadata and labels only, and never a date by chance."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.read.dates import labelled_date, metadata_date


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-11-05", date(2024, 11, 5)),
        ("2024-11-05T08:30:00+07:00", date(2024, 11, 5)),
        ("2024-11-04T23:30:00Z", date(2024, 11, 5)),  # already the 5th in Vietnam
        ("2024-11-04T23:30:00", date(2024, 11, 4)),
        ("05/11/2024 08:30", date(2024, 11, 5)),
        ("11/25/2024 8:30 PM", date(2024, 11, 25)),  # a machine's month-first form
        ("11/5/2024 8:30 PM", None),  # … ambiguous
        ("31/02/2024", None),
        ("Mon, 04 Nov 2024 23:30:00 GMT", date(2024, 11, 5)),  # already the 5th in Vietnam
        ("Tue, 05 Nov 2024 08:30:00 +0700", date(2024, 11, 5)),
        ("November 5, 2024", date(2024, 11, 5)),
        ("5 tháng 11, 2024", date(2024, 11, 5)),
        ("2024-02-31T00:00:00", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_metadata(value: str, day: date | None) -> None:
    assert metadata_date(value) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Ngày đăng: 05/11/2024", date(2024, 11, 5)),
        ("Đăng lúc: Thứ ba, 05-11-2024 10:30", date(2024, 11, 5)),
        ("Ngày xuất bản: ngày 5 tháng 11 năm 2024", date(2024, 11, 5)),
        ("Published on: 05.11.2024", date(2024, 11, 5)),
        ("Published: November 5, 2024 - 09:30 (GMT+7)", date(2024, 11, 5)),
        ("Ngày đăng: 5 Tháng Mười Một, 2024", date(2024, 11, 5)),
        ("Ngày đăng: 05/11/2024 | Cập nhật: 07/11/2024", None),  # two days: neither is taken
        ("Ngày đăng báo cáo " + "rất dài " * 20 + "05/11/2024", None),  # a sentence
        ("Cập nhật: 05/11/2024", None),  # an update is not a publication
        ("Giấy phép số 12/GP ngày 05/11/2020", None),
        ("Thứ ba, 05/11/2024", None),
        ("Ngày đăng: hôm qua", None),
    ],
)
def test_labels(line: str, day: date | None) -> None:
    assert labelled_date(line) == day
