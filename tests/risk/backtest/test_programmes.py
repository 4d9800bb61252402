from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.risk.backtest.programmes import ProgrammeError, carried, degraded, read_programme, told_as_over

LINES = [
    "locality,date,value_pct,num,den",
    "NA,2024-01-31,10.0,1,10",
    "Huế,2024-01-31,114.09,,",
    "NA,2024-02-29,,,",
    "NA,2024-03-31,30.0,3,10",
]


def lines(*rows: str) -> Sequence[str]:
    return ["locality,date,value_pct", *rows]


def test_a_table_becomes_a_grid() -> None:
    programme = read_programme("pad145", LINES)
    assert programme.localities == ("Huế", "NA")  # NA is Napoli, not a gap
    assert programme.family == "pad"
    assert not programme.weekly
    np.testing.assert_allclose(programme.reported, [[1, np.nan, np.nan], [0.1, np.nan, 0.3]])
    np.testing.assert_allclose(programme.truth, [[1, 1, 1], [0.1, 0.1, 0.3]])
    np.testing.assert_allclose(programme.size, [np.nan, 10])


def test_days_a_week_apart_are_weekly_and_a_stranger_is_its_own_family() -> None:
    programme = read_programme("census", lines("A,2020-03-20,1", "A,2020-03-27,2", "A,2020-04-03,3"))
    assert programme.weekly
    assert programme.family == "census"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["place,date,value_pct", "A,2024-01-31,1"], "no column locality"),
        (lines("A,31/01/2024,1"), "line 2"),
        (lines("A,2024-01-31,1", "A,2024-02-29,many"), "line 3"),
        (lines("A,2024-01-31,-1"), "no percentage"),
        (lines("A,2024-01-31,900"), "no percentage"),
        (lines("A,2024-01-31,1", "A,2024-01-31,2"), "told twice"),
        (lines("A,2024-01-31"), "line 2"),
    ],
)
def test_a_broken_table_is_refused_with_its_place(rows: Sequence[str], message: str) -> None:
    with pytest.raises(ProgrammeError, match=message):
        read_programme("panel", rows)


def test_a_forecast_sees_nothing_after_its_origin() -> None:
    programme = read_programme("pad145", LINES)
    np.testing.assert_allclose(programme.known_at(1).values, [[1, np.nan], [0.1, np.nan]])


def test_worse_reports_leave_what_happened_as_it_was() -> None:
    programme = read_programme("p", lines(*(f"A{k},2024-0{m}-28,{k + m}.37" for k in range(40) for m in range(1, 7))))
    for worse in (degraded(programme), told_as_over(programme)):
        np.testing.assert_array_equal(worse.truth, programme.truth)
    few = degraded(programme)
    assert 0.3 < np.isnan(few.reported).mean() < 0.5
    known = few.reported[~np.isnan(few.reported)]
    np.testing.assert_allclose(known, known.round(2))
    assert (few.sd[~np.isnan(few.reported)] > 0).all()
    again = degraded(programme)
    np.testing.assert_array_equal(few.reported, again.reported)


@given(st.floats(0, 100))
def test_over_forty_is_the_middle_of_its_ten_points(value: float) -> None:
    programme = told_as_over(read_programme("p", lines(f"A,2024-01-31,{value!r}")))
    told, sd = programme.reported[0, 0], programme.sd[0, 0]
    assert abs(told - value / 100) <= 0.05 + 1e-9
    assert (sd == 0) == (value / 100 in (0, 1) or told in (0, 1))


def test_the_last_value_is_carried_forward() -> None:
    np.testing.assert_allclose(carried(np.array([[np.nan, 0.2, np.nan, 0.1]])), [[np.nan, 0.2, 0.2, 0.1]])
