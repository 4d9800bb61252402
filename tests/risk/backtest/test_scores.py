from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.risk.backtest import baselines, scores
from pipeline.risk.panel import Floats

outcomes = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=2, max_size=30)


def split(rows: list[tuple[float, bool]]) -> tuple[Floats, Floats]:
    return np.array([p for p, _ in rows]), np.array([float(missed) for _, missed in rows])


def test_every_programme_has_the_same_weight() -> None:
    weights = scores.weights_of(np.array([0, 0, 0, 7]))
    np.testing.assert_allclose(weights, [1 / 6, 1 / 6, 1 / 6, 1 / 2])


def test_worked_scores() -> None:
    p, missed, weights = np.array([0.9, 0.2]), np.array([1.0, 1.0]), np.array([0.5, 0.5])
    assert scores.brier(p, missed, weights) == pytest.approx((0.01 + 0.64) / 2)
    assert scores.log_loss(p, missed, weights) == pytest.approx(-(np.log(0.9) + np.log(0.2)) / 2)
    assert scores.calibration_error(p, missed, weights) == pytest.approx((0.1 + 0.8) / 2)


@given(outcomes)
def test_auc_is_the_share_of_pairs_in_order(rows: list[tuple[float, bool]]) -> None:
    p, missed = split(rows)
    pairs = [(a, b) for (a, yes), (b, other) in product(rows, rows) if yes and not other]
    if not pairs:
        assert np.isnan(scores.auc(p, missed))
        return
    expected = sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs)
    assert scores.auc(p, missed) == pytest.approx(expected)


@given(outcomes)
def test_the_tenths_hold_every_forecast_once(rows: list[tuple[float, bool]]) -> None:
    p, missed = split(rows)
    weights = np.full(p.size, 1 / p.size)
    tenths = scores.reliability(p, missed, weights)
    assert sum(share for _, _, share in tenths) == pytest.approx(1)
    assert sum(share * happened for _, happened, share in tenths) == pytest.approx(missed.mean())
    bands = scores.realised_by_band(p, missed, weights)
    assert sum(int(one["n"] or 0) for one in bands.values()) == p.size


def test_skill_against_oneself_is_none_and_against_worse_is_positive() -> None:
    rng = np.random.default_rng(3)
    missed = (rng.random(400) < 0.5).astype(float)
    good = np.clip(0.5 + 0.3 * (missed - 0.5) + rng.normal(0, 0.1, 400), 0, 1)
    programme, deadline = np.repeat([0, 1], 200), np.tile(np.arange(10), 40)
    point, low, high = scores.skill_interval(good, good, missed, programme, deadline)
    assert (point, low, high) == (0, 0, 0)
    point, low, high = scores.skill_interval(good, np.full(400, 0.5), missed, programme, deadline)
    assert 0 < low < point < high


def test_paces_and_lights_of_others() -> None:
    known = np.array([[0.0, 0.1, 0.2, 0.3], [0.3, 0.3, 0.3, 0.3], [np.nan, np.nan, np.nan, 0.3]])
    ratios = baselines.pace_ratios(known, 0.6, 3)
    np.testing.assert_allclose(ratios, [1.0, 0, 0], atol=1e-9)
    # 1.0000 in floating point may fall just short of the edge: the light is asked of clear cases.
    assert baselines.light(np.array([1.2, 0.7, 0.1])).tolist() == [0, 1, 2]
    np.testing.assert_allclose(baselines.hard(np.array([0, 1, 2])), [0.02, 0.5, 0.98])


def test_growth_from_nothing_is_huge_and_reads_as_on_track() -> None:
    known = np.array([[0.0, 0.05, 0.1]])
    assert baselines.eurostat_ratios(known, 0.9, 2)[0] > 0.95


def test_fitted_rates_come_from_other_families() -> None:
    family = np.array([0, 0, 1, 1])
    classes, missed = np.array([0, 2, 0, 2]), np.array([1.0, 1.0, 0.0, 1.0])
    rates = baselines.rates_elsewhere(classes, missed, family, ["a", "b"])
    # Family a is told what happened in b: class 0 never missed, class 2 did, each drawn to the base rate of one half.
    np.testing.assert_allclose(rates[:2], [2.5 / 6, 3.5 / 6])
    np.testing.assert_allclose(rates[2:], [6 / 6, 6 / 6])
    np.testing.assert_allclose(baselines.base_rate_elsewhere(missed, family, ["a", "b"]), [0.5, 0.5, 1, 1])


def test_a_lone_family_is_compared_with_what_was_measured_on_ours() -> None:
    classes, missed, family = np.array([0, 1, 2]), np.array([0.0, 1.0, 1.0]), np.zeros(3, dtype=np.int64)
    strange = baselines.rates_elsewhere(classes, missed, family, ["elsewhere"])
    own = baselines.rates_elsewhere(classes, missed, family, ["anpr"])
    assert 0 < strange[0] < strange[1] < strange[2] < 1
    assert not np.allclose(strange, own)
