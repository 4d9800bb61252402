"""The fast grammar of numbers against slow ones: a scan character by character, and every whole number said in words."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.terms import NumberFormat
from pipeline.vietnamese.numbers import find_numbers
from pipeline.vietnamese.text import fold

FORMATS: st.SearchStrategy[NumberFormat] = st.sampled_from(["vi", "en"])
PIECES = ["1", "0", "20", "345", "007", ".", ",", " ", "%", " %", "/", "-", "x", "đ", "_", "; ", "(", ") ", "\n", "số "]


def scanned(text: str, number_format: NumberFormat) -> list[tuple[int, int, Decimal]]:
    """Digit by digit: the longest run of groups joined by single marks, not glued to a letter, read by the rules of the format."""
    found, i = [], 0
    while i < len(text):
        if not text[i].isdigit():
            i += 1
            continue
        end = i
        while end < len(text) and (
            text[end].isdigit() or (text[end] in ".," and text[end + 1 : end + 2].isdigit() and text[end - 1].isdigit())
        ):
            end += 1
        before, after = text[i - 1 : i] if i else "", text[end : end + 1]
        value = said(text[i:end], number_format, after == "%" or text[end : end + 2] == " %")
        if value is not None and not before.isalpha() and before != "_" and not after.isalpha():
            found.append((i, end, value))
        i = end
    return found


def said(token: str, number_format: NumberFormat, fractional: bool) -> Decimal | None:
    group = "." if number_format == "vi" else ","
    marks = [char for char in token if not char.isdigit()]
    groups = token.replace(",", ".").split(".")
    if not marks:
        return Decimal(token)
    in_threes = len(groups[0]) <= 3 and not groups[0].startswith("0") and {len(g) for g in groups[1:]} == {3}
    if len(set(marks)) == 1 and in_threes and (len(marks) > 1 or marks[0] == group or not fractional):
        return Decimal("".join(groups))
    if len(marks) == 1:
        return Decimal(".".join(groups))
    decimal = marks[-1] not in marks[:-1] and len(set(marks[:-1])) == 1
    if decimal and all(len(g) == 3 for g in groups[1:-1]):
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    return None


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(lambda pieces: "".join(["xem ", *pieces])), FORMATS)
def test_digits_are_found_as_by_a_slow_scan(text: str, number_format: NumberFormat) -> None:
    found = [(n.start, n.end, n.value) for n in find_numbers(fold(text), number_format) if n.form == "digits"]
    assert found == [(start, end, float(value)) for start, end, value in scanned(text, number_format)]


ONES = "không một hai ba bốn năm sáu bảy tám chín".split()


def below_thousand(n: int, leading: bool, odd: str, thousand_before: bool) -> list[str]:
    words = []
    if n >= 100 or (thousand_before and not leading):
        words += [ONES[n // 100], "trăm"]
    tens, ones = divmod(n % 100, 10)
    if tens == 0 and ones:
        words += [odd, ONES[ones]] if words else [ONES[ones]]
    elif tens:
        words += ["mười"] if tens == 1 else [ONES[tens], "mươi"]
        words += [] if not ones else ["lăm"] if ones == 5 else ["mốt"] if ones == 1 and tens > 1 else [ONES[ones]]
    return words


def in_words(n: int, odd: str, thousand: str) -> str:
    words: list[str] = []
    for power, name in ((10**9, "tỷ"), (10**6, "triệu"), (1000, thousand), (1, "")):
        part = n // power % 1000
        if part:
            words += [*below_thousand(part, not words, odd, bool(words)), *([name] if name else [])]
    return " ".join(words)


@settings(max_examples=300)
@given(st.integers(10, 10**12 - 1), st.sampled_from(["linh", "lẻ"]), st.sampled_from(["nghìn", "ngàn"]))
def test_every_whole_number_in_words(n: int, odd: str, thousand: str) -> None:
    text = in_words(n, odd, thousand)
    (number,) = find_numbers(fold(f"có {text} hồ sơ"))
    assert number.value == n
    assert (number.start, number.end) == (3, 3 + len(text))


@given(st.integers(1, 999_999), st.sampled_from(["nghìn", "triệu", "tỷ"]), FORMATS)
def test_a_number_never_reaches_over_its_sentence(n: int, scale: str, number_format: NumberFormat) -> None:
    text = fold(f"Đạt {n} {scale}. Ba mươi xã còn lại.")
    found = find_numbers(text, number_format)
    assert [(x.start, x.end) for x in found] == [(4, text.index(".")), (text.index("ba mươi"), text.index(" xã"))]
