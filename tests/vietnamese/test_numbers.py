"""Numbers as printed, in digits and words, Vietnamese and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.terms import NumberFormat
from pipeline.vietnamese.numbers import find_numbers
from pipeline.vietnamese.text import fold

VI = [
    ("1.091.481", 1091481), ("111,5 triệu", 111_500_000), ("46 triệu", 46_000_000), ("06", 6), ("567 nghìn", 567_000),
    ("44,5%", 44.5), ("154.500", 154_500), ("1,2 tỷ", 1_200_000_000), ("1 triệu 200 nghìn", 1_200_000), ("0,5%", 0.5),
    ("43,200", 43_200), ("39.98%", 39.98), ("8.000.000", 8_000_000), ("69,7 triệu", 69_700_000), ("2,5 ngàn", 2500),
    ("mười bốn", 14), ("Mười bốn", 14), ("hai mươi", 20), ("ba mươi tám", 38), ("hai mươi mốt", 21), ("mười lăm", 15),
    ("sáu mươi ba", 63), ("một trăm linh năm", 105), ("hai trăm", 200), ("ba mươi tư", 34), ("một nghìn hai trăm", 1200),
]  # fmt: skip
EN = [
    ("1,091,481", 1091481), ("111.5 million", 111_500_000), ("69,7 million", 69_700_000), ("567 thousand", 567_000),
    ("43.8%", 43.8), ("twenty", 20), ("fourteen", 14), ("thirty-eight", 38), ("1.2 billion", 1_200_000_000),
]  # fmt: skip
NOT_NUMBERS = ["U23", "19h15", "30.12.2024", "năm", "tư pháp", "không", "một", "Bộ Tư pháp", "5G", "B5"]


@pytest.mark.parametrize(("text", "value"), VI)
def test_vietnamese(text: str, value: float) -> None:
    (number,) = find_numbers(fold(text))
    assert number.value == pytest.approx(value)
    assert number.start == 0


@pytest.mark.parametrize(("text", "value"), EN)
def test_english(text: str, value: float) -> None:
    (number,) = find_numbers(fold(text), "en")
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_not_numbers(text: str) -> None:
    assert find_numbers(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "step"),
    [("46 triệu", 1e6), ("49,7 triệu", 1e5), ("44%", 1), ("642.800", 100), ("1.091.481", 1), ("14", 1)],
)
def test_step_is_one_of_the_last_stated_digit(text: str, step: float) -> None:
    assert find_numbers(text)[0].step == pytest.approx(step)


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["vi", "en"]))
def test_grouped_integers_round_trip(value: int, number_format: NumberFormat) -> None:
    text = f"{value:,}" if number_format == "en" else f"{value:,}".replace(",", ".")
    (number,) = find_numbers(text, number_format)
    assert number.value == value
    assert (number.start, number.end) == (0, len(text))


@given(st.integers(0, 99_999), st.integers(1, 2), st.sampled_from(["vi", "en"]))
def test_decimals_round_trip(value: int, places: int, number_format: NumberFormat) -> None:
    text = f"{value / 10**places:.{places}f}"
    printed = text.replace(".", ",") if number_format == "vi" else text
    (number,) = find_numbers(printed + "%", number_format)
    assert number.value == pytest.approx(float(text))


@given(st.integers(1, 999), st.integers(0, 9))
def test_millions_have_no_binary_dust(whole: int, tenth: int) -> None:
    (number,) = find_numbers(f"{whole},{tenth} triệu")
    assert number.value == whole * 1_000_000 + tenth * 100_000
