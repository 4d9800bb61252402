from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.risk.intervals import figure_report, word_report
from pipeline.risk.rows import EvidenceRow, rows_of
from pipeline.risk.series import build_panel, build_series, known_rows, latest_vintages, logit_pace, panel_median
from tests.risk.makers import report


def test_only_what_was_known_by_the_cutoff_and_describes_the_month_or_earlier() -> None:
    early = report("2024-09-30", 0.2, known="2024-11-20")
    late = report("2024-09-30", 0.3, known="2024-11-21")
    ahead = report("2024-11-14", 0.4, known="2024-11-18")
    undated = report("2024-09-30", 0.5)
    undated = EvidenceRow(**{name: getattr(undated, name) for name in undated.__slots__} | {"known_from": None})
    assert known_rows([early, late, ahead, undated], "2024-10") == [early]
    assert known_rows([early, late], "2024-10", cutoff_day=21) == [early, late]


def test_the_best_source_and_its_latest_news_stand_for_a_day() -> None:
    first = report("2024-09-30", 0.20, known="2024-10-05", precedence=2)
    restated = report("2024-09-30", 0.25, known="2024-11-05", precedence=2)
    better = report("2024-09-30", 0.22, known="2024-10-01", precedence=1)
    assert latest_vintages([first, restated]) == [restated]
    assert latest_vintages([restated, better, first]) == [better]


@pytest.mark.parametrize(
    ("status", "low", "high"),
    [
        ("completed", 0.98, 1.0),
        ("basically_completed", 0.95, 0.98),
        ("in_progress", 0.0, 0.95),
        ("at_risk", 0.0, 0.95),
        ("slow", 0.0, 0.4),
        ("not_started", 0.0, 0.0),
    ],
)
def test_a_word_stands_for_an_interval(status: str, low: float, high: float) -> None:
    found = word_report(report("2024-09-30", status=status), 0.98, 0.4)
    assert found is not None
    assert (found.low, found.high, found.rule) == (low, high, f"status.{status}")
    assert found.reaches(0.98) == (status == "completed")
    assert found.falls_short(0.98) == (status != "completed")


def test_a_plan_says_nothing_about_progress() -> None:
    assert word_report(report("2024-09-30", status="planned"), 1.0, None) is None


def test_over_is_an_interval_used_at_its_middle() -> None:
    found = figure_report(report("2024-10-31", 46 / 50, share_low=46 / 50, share_high=47 / 50))
    assert found is not None
    assert found.value == pytest.approx(0.93)
    assert found.sd == pytest.approx(0.02 / np.sqrt(12))
    assert found.rule == "interval"


def test_an_interval_around_the_target_neither_reaches_it_nor_falls_short() -> None:
    found = figure_report(report("2024-10-31", 0.99, share_low=0.98, share_high=1.0))
    assert found is not None
    assert not found.reaches(0.99)
    assert not found.falls_short(0.99)


def test_a_new_denominator_begins_a_new_segment_with_only_a_pace_from_the_old() -> None:
    rows = [
        report("2024-04-30", 0.50, denominator_version="705"),
        report("2024-07-31", 0.60, denominator_version="705"),
        report("2025-04-30", 0.40, denominator_version="696"),
        report("2025-05-31", 0.45, denominator_version=None),
    ]
    series = build_series(rows, 1.0, None)
    assert [one.value for one in series.segment] == [0.40, 0.45]
    assert [one.value for one in series.closed] == [0.50, 0.60]
    panel = build_panel([series], "2025-05")
    assert panel.values.tolist() == [[0.40, 0.45]]
    assert panel.prior_slope[0] == logit_pace(series.closed)


def test_panel_has_months_without_news_and_wide_words_between_figures() -> None:
    rows = [
        report("2024-05-31", status="not_started"),
        report("2024-06-30", 0.2),
        report("2024-08-31", status="in_progress"),
        report("2024-09-10", 0.3),
        report("2024-09-30", 0.5),
    ]
    panel = build_panel([build_series(rows, 1.0, None)], "2024-10")
    np.testing.assert_array_equal(panel.values, [[0.2, np.nan, 0.475, 0.5, np.nan]])
    np.testing.assert_allclose(panel.sd, [[0, 0, 0.95 / np.sqrt(12), 0, 0]])


def test_a_figure_goes_before_a_word_of_its_day() -> None:
    rows = latest_vintages([report("2024-09-30", 0.4), report("2024-09-30", status="completed")])
    latest = build_series(rows, 1.0, None).latest
    assert latest is not None
    assert latest.value == 0.4


def test_median_of_the_peers_is_over_their_latest_figures() -> None:
    areas = [[report("2024-06-30", 0.9), report("2024-07-31", 0.1)], [report("2024-06-30", 0.5)], []]
    assert panel_median(areas) == pytest.approx(0.3)
    assert panel_median([[]]) is None


def test_rows_may_come_as_table_rows_with_more_columns() -> None:
    row = report("2024-06-30", 0.9)
    cells = {name: getattr(row, name) for name in row.__slots__} | {"source": "a ministry"}
    assert rows_of(EvidenceRow, [cells]) == [row]
    del cells["share"]
    with pytest.raises(KeyError, match="share"):
        rows_of(EvidenceRow, [cells])


days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(date.isoformat)


@given(st.lists(st.tuples(days, days, st.floats(0, 1)), max_size=12), st.randoms())
def test_the_choice_of_vintages_does_not_depend_on_the_order_of_rows(cells: list, random) -> None:  # type: ignore[type-arg, no-untyped-def]
    rows = [report(day, share, known=known) for day, known, share in cells]
    mixed = random.sample(rows, len(rows))
    assert latest_vintages(mixed) == latest_vintages(rows)
