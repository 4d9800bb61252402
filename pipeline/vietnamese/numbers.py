"""Numbers as printed: 1.091.481 · 111,5 triệu · 06 · mười bốn · 1,091,481 · 111.5 million · 69,7 million.

Holds the grammar of one number with its scale, in digits or words, over folded text. Keeps out: units, qualifiers,
fractions and what the number counts (extract), dates (dates).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.terms import NumberFormat

SCALES = {
    "nghìn tỷ": 10**12, "ngàn tỷ": 10**12, "nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "thousand": 1000, "million": 10**6, "billion": 10**9, "mln": 10**6,
}  # fmt: skip
_DIGITS = re.compile(r"(?<![0-9])(?<![0-9][.,])[0-9]+(?:[.,][0-9]+)*")
_SCALE = re.compile(r" ?-?(" + "|".join(SCALES) + r")(?![^\W_])")

_UNITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS_EN = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ONES_EN = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=1,
    )
}
# A single one of these is more often another word: năm = year, tư = fourth/private, một = a, one = any.
_TOO_COMMON = {"năm", "tư", "một", "mốt", "lăm", "nhăm", "one"}
_VI_WORDS = "|".join([*_UNITS, "mười", "mươi", "trăm", "linh", "lẻ", "nghìn", "ngàn", "triệu"])
_WORDS_VI = re.compile(rf"(?<![^\W_])(?:{_VI_WORDS})(?: (?:{_VI_WORDS}))*(?![^\W_])")
_EN_WORDS = "|".join([*_TENS_EN, *sorted(_ONES_EN, key=len, reverse=True)])
_WORDS_EN = re.compile(rf"(?<![^\W_])(?:{_EN_WORDS})(?:[ -](?:{_EN_WORDS}))?(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at text[start:end], scale included. `step`: one unit of its last stated digit. `form`: digits, words."""

    start: int
    end: int
    value: float
    step: float
    form: Literal["digits", "words"]
    scaled: bool = False


def parse_digits(
    token: str, number_format: NumberFormat = "vi", fractional: bool = False
) -> tuple[float, float] | None:
    """(value, step) of a digit token, or None when it is no number (30.12.2024).

    `fractional`: a scale word or a percent sign follows, so that three digits after the decimal mark are decimals.
    """
    group = "." if number_format == "vi" else ","
    seps = [char for char in token if char in ".,"]
    parts = re.split(r"[.,]", token)
    if not seps:
        return float(int(token)), _integer_step(int(token))
    grouped = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]) and not parts[0].startswith("0")
    if len(set(seps)) == 1:
        if len(seps) > 1:
            return _grouped(parts) if grouped else None
        if grouped and (seps[0] == group or not fractional):
            return _grouped(parts)
        return float(f"{parts[0]}.{parts[1]}"), 10.0 ** -len(parts[1])
    head, tail = parts[:-1], parts[-1]
    if len(set(seps[:-1])) == 1 and seps[-1] != seps[0] and all(len(part) == 3 for part in head[1:]):
        return float(f"{''.join(head)}.{tail}"), 10.0 ** -len(tail)
    return None


def _grouped(parts: list[str]) -> tuple[float, float]:
    value = int("".join(parts))
    return float(value), _integer_step(value)


def _integer_step(value: int) -> float:
    """Round thousands are rounded on purpose: the last digit that says something is the last one that is not zero."""
    if value < 1000 or value % 100:
        return 1.0
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    return float(step)


def find_numbers(text: str, number_format: NumberFormat = "vi") -> list[Number]:
    """Every number of folded `text` in reading order; tokens glued to letters (U23, 19h15) are not numbers."""
    found = []
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if (start and (text[start - 1].isalpha() or text[start - 1] == "_")) or (
            end < len(text) and text[end].isalpha()
        ):
            continue
        scale = _SCALE.match(text, end)
        percent = text[end : end + 2].strip().startswith("%")
        parsed = parse_digits(match.group(), number_format, fractional=bool(scale) or percent)
        if parsed is None:
            continue
        value, step = parsed
        if scale:
            factor = SCALES[scale.group(1)]
            value, step, end = _times(match.group(), value, factor), step * factor, scale.end()
        found.append(Number(start, end, value, step, "digits", bool(scale)))
    found.extend(_in_words(text))
    return sorted(_joined(text, found), key=lambda number: number.start)


def _times(token: str, value: float, factor: int) -> float:
    """value × factor without the binary dust of 111.5 × 1e6 style products."""
    decimals = len(re.split(r"[.,]", token)[-1]) if value != int(value) else 0
    return float(round(value * 10**decimals) * factor // 10**decimals) if decimals else value * factor


def _joined(text: str, numbers: list[Number]) -> list[Number]:
    """'1 triệu 200 nghìn' is one number."""
    numbers = sorted(numbers, key=lambda number: number.start)
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if (
            last
            and last.scaled
            and number.scaled
            and last.form == number.form == "digits"
            and text[last.end : number.start] == " "
            and number.value < last.step
        ):
            joined[-1] = Number(last.start, number.end, last.value + number.value, number.step, "digits", True)
        else:
            joined.append(number)
    return joined


def _in_words(text: str) -> list[Number]:
    found = []
    for match in _WORDS_VI.finditer(text):
        words = match.group().split()
        if len(words) == 1 and (words[0] in _TOO_COMMON or words[0] not in {*_UNITS, "mười"}):
            continue
        value = value_of_words(words)
        if value is not None:
            found.append(Number(match.start(), match.end(), float(value), 1.0, "words"))
    for match in _WORDS_EN.finditer(text):
        words = re.split(r"[ -]", match.group())
        if len(words) == 1 and words[0] not in _TOO_COMMON:
            value = _TENS_EN.get(words[0]) or _ONES_EN.get(words[0])
        elif len(words) == 2 and words[0] in _TENS_EN and _ONES_EN.get(words[1], 99) < 10:
            value = _TENS_EN[words[0]] + _ONES_EN[words[1]]
        else:
            value = None
        if value is not None:
            found.append(Number(match.start(), match.end(), float(value), 1.0, "words"))
    return found


def value_of_words(words: list[str]) -> int | None:
    """'ba mươi tám' -> 38; None when the words do not make one number."""
    total, hundreds, current, seen_ten = 0, 0, None, False
    for word in words:
        if word in _UNITS:
            if current is not None and not seen_ten:
                return None
            if seen_ten and current is not None and current % 10:
                return None
            current = (current or 0) + _UNITS[word]
            seen_ten = False if current < 10 else seen_ten
        elif word in {"mười", "mươi"}:
            if word == "mươi" and (current is None or current > 9):
                return None
            if word == "mười" and current is not None:
                return None
            current, seen_ten = (10 if word == "mười" else (current or 0) * 10), True
        elif word == "trăm":
            if current is None or current > 9 or hundreds:
                return None
            hundreds, current, seen_ten = current * 100, None, False
        elif word in {"linh", "lẻ"}:
            if current is not None or not (hundreds or total):
                return None
        else:
            if current is None and not hundreds:
                return None
            total += (hundreds + (current or 0)) * SCALES[word]
            hundreds, current, seen_ten = 0, None, False
    return total + hundreds + (current or 0)
