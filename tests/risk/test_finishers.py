from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.risk.finishers import from_probabilities, from_quantiles


def test_certain_areas_are_counted() -> None:
    found = from_probabilities([1.0, 1.0, 0.0])
    assert (found.p10, found.p50, found.p90, found.p_all) == (2, 2, 2, 0)


def test_areas_share_their_luck() -> None:
    found = from_probabilities([0.5] * 20)
    assert found.p50 == 10
    # Independent coins would stay within 7..13 and all come up once in a million.
    assert found.p10 < 5
    assert found.p90 > 15
    assert found.p_all > 0.01


def test_k_of_n_from_the_share() -> None:
    found = from_quantiles(np.linspace(0.0, 1.0, 101), 63, 0.2)
    assert (found.p10, found.p50, found.p90, found.p_all) == (6, 32, 57, 0.2)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 29))
def test_a_likelier_area_never_lowers_the_count(p_done: list[float], which: int) -> None:
    better = list(p_done)
    better[which % len(p_done)] = 1.0
    before, after = from_probabilities(p_done), from_probabilities(better)
    assert before.p10 <= before.p50 <= before.p90 <= len(p_done)
    assert after.p50 >= before.p50
    assert after.p_all >= before.p_all - 1e-12
    assert before.p_all <= min(p_done) + 0.02
