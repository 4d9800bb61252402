from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.risk.panel import between_reports, increments, last_seen, logit, paces, pooled
from tests.risk.panels import panel_of

GAP = np.nan
ROWS = np.array([[0.1, GAP, 0.3, 0.35], [GAP, 0.5, GAP, GAP], [GAP, GAP, GAP, GAP]])
shares = st.floats(0, 1) | st.just(np.nan)


def test_increments_spread_a_difference_over_its_months() -> None:
    np.testing.assert_allclose(pooled(increments(ROWS, 6)), [0.1, 0.1, 0.05])
    assert [one.size for one in increments(ROWS, 2)] == [2, 0, 0]


def test_the_last_report_of_each_area() -> None:
    assert last_seen(ROWS).tolist() == [3, 1, -1]


def test_a_gap_between_reports_is_no_standstill_and_silence_says_nothing() -> None:
    filled = between_reports(ROWS)
    np.testing.assert_allclose(filled[0], [0.1, 0.2, 0.3, 0.35])
    np.testing.assert_allclose(filled[1], [GAP, 0.5, GAP, GAP])
    assert np.isnan(filled[2]).all()


def test_the_pace_reaches_back_three_months_or_to_the_first_report() -> None:
    found = paces(np.array([[0.0, 0.1, 0.2, 0.3, 0.7], [GAP, GAP, GAP, 0.2, 0.4], [GAP, 0.3, GAP, GAP, GAP]]))
    np.testing.assert_allclose(found, [0.2, 0.2, GAP])


def test_a_word_is_a_level_and_no_figure() -> None:
    panel = panel_of([[0.2, 0.5]])
    panel.sd[0, 1] = 0.27
    np.testing.assert_allclose(panel.figures, [[0.2, GAP]])


@given(st.lists(st.lists(shares, min_size=5, max_size=5), min_size=1, max_size=4))
def test_filling_keeps_every_report_and_stays_between_its_neighbours(rows: list[list[float]]) -> None:
    values = np.array(rows)
    filled = between_reports(values)
    seen = ~np.isnan(values)
    np.testing.assert_array_equal(filled[seen], values[seen])
    for row, told in zip(filled, values, strict=True):
        known = row[~np.isnan(row)]
        assert known.size == 0 or (known.min() >= np.nanmin(told) - 1e-12 and known.max() <= np.nanmax(told) + 1e-12)


def test_log_odds_are_held_at_the_clip_level() -> None:
    np.testing.assert_allclose(logit(np.array([0.0, 0.5, 1.0])), [np.log(0.01 / 0.99), 0, np.log(0.99 / 0.01)])
