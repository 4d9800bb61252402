"""What a scan is believed for: rows that check themselves, the page's way of writing numbers, straightening."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.scan_format import PageFormat
from pipeline.read.scan_rows import checked, value_of
from pipeline.read.scan_straight import Straight, straightened
from tests.read.scans_made import Spoil, images_of, prose, spoiled, table_rows, vi

DATA = [{0: row[2], 1: row[3], 2: row[4]} for row in table_rows(1)[:20]]


def test_a_rate_proves_itself_but_not_the_last_digits_of_large_numbers() -> None:
    proved, doubted = checked(DATA)
    assert not doubted
    assert {row for row, col in proved if col == 2} == set(range(len(DATA)))
    large = {i for i, row in enumerate(DATA) if len(row[0]) >= len("100.000")}
    assert large and not {(i, 0) for i in large} & proved


def test_a_row_that_fails_is_doubted_unless_a_weak_number_explains_it() -> None:
    wrong = [dict(row) for row in DATA]
    wrong[3][2] = "99,99" if wrong[3][2] != "99,99" else "11,11"
    assert {row for row, _ in checked(wrong)[1]} == {3}
    assert not checked(wrong, {(3, 2)})[1]


@given(st.lists(st.tuples(st.integers(1, 10**7), st.integers(1, 10**7)), min_size=6, max_size=12, unique=True))
def test_a_sum_proves_every_digit(pairs: list[tuple[int, int]]) -> None:
    data = [{0: vi(a), 1: vi(b), 2: vi(a + b)} for a, b in pairs]
    telling = [i for i, (a, b) in enumerate(pairs) if a != b]
    proved, doubted = checked(data)
    if len(telling) == len(pairs):
        assert {(i, col) for i in telling for col in range(3)} <= proved | doubted
        assert not doubted


@given(st.integers(0, len(DATA) - 1), st.integers(0, 2), st.data())
def test_no_other_digit_would_have_been_proved(row: int, col: int, data: st.DataObject) -> None:
    proved, _ = checked(DATA)
    text = DATA[row][col]
    at = data.draw(st.sampled_from([i for i, char in enumerate(text) if char.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    changed = [dict(found) for found in DATA]
    changed[row][col] = text[:at] + digit + text[at + 1 :]
    if (row, col) in proved and value_of(changed[row][col]) is not None:
        assert (row, col) not in checked(changed)[0]


def test_few_rows_prove_nothing() -> None:
    assert checked(DATA[:3]) == (set(), set())


@pytest.mark.parametrize(
    "number", ["1.091.481", "111,5", "98,5%", "461/705", "642.806/1.443.893", "2024", "1/1/2025", "0,125", "14"]
)
def test_numbers_that_fit_a_vietnamese_page(number: str) -> None:
    assert PageFormat.of(["1.234", "5.678.901", "12,5", "33.412"]).fits(number)


@pytest.mark.parametrize("number", ["1,091", "71.68", "1.0914", "15949", "6491", "12,345", "1.23.456", "5.306/12,345"])
def test_numbers_whose_mark_was_likely_misread(number: str) -> None:
    assert not PageFormat.of(["1.234", "5.678.901", "12,5", "33.412"]).fits(number)


def test_a_vietnamese_page_whose_commas_faded_is_not_taken_for_an_english_one() -> None:
    page = PageFormat.of(["27.53", "91.62", "51270", "37039", "1.234", "80.19"], "Địa phương đã số hóa tỷ lệ")
    assert not page.fits("27.53") and not page.fits("51270") and page.fits("27,53")


def test_an_english_page_keeps_its_own_style() -> None:
    page = PageFormat.of(["1,091,481", "111.5", "2,345", "98.52"])
    assert page.fits("1,234") and page.fits("69.7") and not page.fits("69,7")


@pytest.mark.parametrize("skew", [-3.0, -0.7, 0.0, 1.3, 2.9])
def test_skew_is_undone(skew: float) -> None:
    image = images_of(prose(1, n_paragraphs=4)[0], 200)[0]
    found = straightened(np.asarray(spoiled(image, Spoil(skew=skew))))
    assert found.quarters == 0
    assert found.degrees == pytest.approx(-skew, abs=0.1)


@given(st.integers(0, 3), st.tuples(st.integers(0, 90), st.integers(0, 190)))
def test_a_turned_box_finds_its_place_again(quarters: int, corner: tuple[int, int]) -> None:
    page = np.zeros((200, 100), np.uint8)
    left, top = corner
    page[top : top + 10, left : left + 10] = 1
    turned = np.rot90(page, quarters)
    ys, xs = np.nonzero(turned)
    box = (int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    back = Straight(turned, turned > 0, quarters, 0.0).displayed(box)
    assert back == pytest.approx((left, top, min(left + 10, 100), min(top + 10, 200)))
