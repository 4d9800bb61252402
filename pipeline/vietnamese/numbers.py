"""Numbers as printed: 1.091.481 · 111,5 triệu · 06 · mười bốn · 1,091,481 · 111.5 million · 69,7 million · âm 2,5.

Holds the grammar of one number with its scale, in digits or words, over folded text. Keeps out: units, qualifiers,
fractions and what the number counts (extract), dates (dates).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.terms import NumberFormat

SCALES = {
    "nghìn tỷ": 10**12, "ngàn tỷ": 10**12, "nghìn tỉ": 10**12, "ngàn tỉ": 10**12, "nghìn": 1000, "ngàn": 1000,
    "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "thousand": 1000, "million": 10**6, "billion": 10**9, "mln": 10**6,
}  # fmt: skip
# No look-behind: a pattern that begins with a class of characters is searched several times faster.
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?: ?-?(" + "|".join(SCALES) + r")( rưỡi)?(?![^\W_]))?")
# A cell that holds one signed or shortened number and nothing else; in a sentence "-" is a dash and "m" a metre.
_CELL = re.compile(r"\s*(?:(- ?)?([0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)([km])?)\s*%?\s*")
_SHORT = {"k": 1000, "m": 10**6}

_UNITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_ENDS_TENS = {"mốt": 1, "lăm": 5, "nhăm": 5}  # "hai mốt" is 21; "hai ba" is two or three
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
_OFTEN_BEFORE = {"năm", "tư"}  # "trong năm hai mươi xã …", "đầu tư hai tỷ": another word, then a number
_BEFORE_YEARS = {"mười", "mươi", "trăm"}
_ALONE = {*_UNITS, "mười"} - _TOO_COMMON
_VI = "|".join(
    [*_UNITS, "mười", "mươi", "trăm", "không trăm", "linh", "lẻ", "phẩy", "nghìn", "ngàn", "triệu", "tỷ", "tỉ"]
)
_EN = "|".join([*_TENS_EN, *sorted(_ONES_EN, key=len, reverse=True)])
_EN_SCALES = "hundred|thousand|million|billion"
_EN_AND = "(?:(?<=hundred)|(?<=thousand)|(?<=million)) and "
_WORDS = re.compile(
    rf"(?:(?:{_VI})(?: (?:{_VI}))*(?: rưỡi)?|((?:{_EN})(?:[ -](?:{_EN}|{_EN_SCALES})|{_EN_AND}(?:{_EN}))*))(?![^\W_])"
)


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
    dots, commas = "." in token, "," in token
    if not dots and not commas:
        return _whole(token)
    parts = token.replace(",", ".").split(".")
    if not (dots and commas):
        grouped = len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(part) == 3 for part in parts[1:])
        if len(parts) > 2:
            return _whole("".join(parts)) if grouped else None
        if grouped and (not fractional or dots == (number_format == "vi")):
            return _whole("".join(parts))
        return float(f"{parts[0]}.{parts[1]}"), 10.0 ** -len(parts[1])
    marks = [char for char in token if char in ".,"]
    if len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and all(len(part) == 3 for part in parts[1:-1]):
        return float(f"{''.join(parts[:-1])}.{parts[-1]}"), 10.0 ** -len(parts[-1])
    return None


def _whole(digits: str) -> tuple[float, float]:
    """Round thousands are rounded on purpose: the last digit that says something is the last one that is not zero."""
    value = int(digits)
    if value < 1000 or value % 100:
        return float(value), 1.0
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    return float(value), float(step)


def find_numbers(text: str, number_format: NumberFormat = "vi") -> list[Number]:
    """Every number of folded `text` in reading order; tokens glued to letters (U23, 19h15) are not numbers."""
    alone = _CELL.fullmatch(text)
    if alone and (alone.group(1) or alone.group(3) or not alone.group(2)[0].isdigit()):
        return _cell(alone, number_format)
    found: list[Number] = []
    scaled = False
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        word = match.group(1)
        if (start and (text[start - 1].isalpha() or text[start - 1] == "_")) or (
            word is None and text[end : end + 1].isalpha()
        ):
            continue
        token = match.group() if word is None else match.group()[: match.start(1) - start].rstrip(" -")
        fractional = word is not None or text[end : end + 2].lstrip(" ").startswith("%")
        parsed = parse_digits(token, number_format, fractional)
        if parsed is None:
            continue
        value, step = parsed
        if word is not None:
            factor = SCALES[word]
            value, step = _times(token, value, factor), step * factor
            if match.group(2):
                value, step = value + factor / 2, factor / 2
            scaled = True
        if text.startswith("âm ", start - 3) and start > 2 and not text[start - 4 : start - 3].isalnum():
            start, value = start - 3, -value
        found.append(Number(start, end, value, step, "digits", word is not None))
    if scaled:
        found = _joined(text, found)
    words = _in_words(text)
    return sorted([*found, *words], key=lambda number: number.start) if words else found


def _cell(match: re.Match[str], number_format: NumberFormat) -> list[Number]:
    """'-1,54', '100k', ',5' as the whole text."""
    sign, token, short = match.groups()
    parsed = parse_digits(token if token[0].isdigit() else "0" + token, number_format, short is not None)
    if parsed is None:
        return []
    factor = _SHORT.get(short, 1)
    value = _times(token, parsed[0], factor) * (-1 if sign else 1)
    start = match.start(1) if sign else match.start(2)
    return [Number(start, match.end(3) if short else match.end(2), value, parsed[1] * factor, "digits", bool(short))]


def _times(token: str, value: float, factor: int) -> float:
    """value × factor without the binary dust of 111.5 × 1e6 style products."""
    if factor == 1:
        return value
    decimals = len(re.split(r"[.,]", token)[-1]) if value != int(value) else 0
    return float(round(value * 10**decimals) * factor // 10**decimals) if decimals else value * factor


def _joined(text: str, numbers: list[Number]) -> list[Number]:
    """'1 triệu 200 nghìn' is one number."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if (
            last
            and last.scaled
            and number.scaled
            and text[last.end : number.start] == " "
            and 0 <= number.value < last.step
        ):
            joined[-1] = Number(last.start, number.end, last.value + number.value, number.step, "digits", True)
        else:
            joined.append(number)
    return joined


def _in_words(text: str) -> list[Number]:
    found = []
    match = _WORDS.search(text)
    while match:
        start, end = match.span()
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            match = _WORDS.search(text, start + 1)  # the "hai" of "khai": a number may begin within the match
            continue
        number = _english(match.group(1), start) if match.group(1) else _vietnamese(match.group(), start)
        if number:
            found.append(number)
        match = _WORDS.search(text, end)
    return found


def _vietnamese(run: str, start: int) -> Number | None:
    words = run.split()
    if len(words) > 1 and words[-1] == "năm" and (words[-2] in _BEFORE_YEARS or words[-2] in SCALES):
        words, run = words[:-1], run[: -len(" năm")]  # "hai mươi năm" is twenty years; 25 is "hai mươi lăm"
    if len(words) == 1:
        return Number(start, start + len(run), float(_UNITS.get(run, 10)), 1.0, "words") if run in _ALONE else None
    value = value_of_words(words)
    if value is None:
        if words[0] not in _OFTEN_BEFORE:
            return None
        skipped = len(words[0]) + 1
        return _vietnamese(run[skipped:], start + skipped)
    return Number(start, start + len(run), value, float(SCALES.get(words[-1], 1)), "words")


def value_of_words(words: Sequence[str]) -> float | None:
    """'ba mươi tám' -> 38, 'hai phẩy năm triệu' -> 2500000; None when the words do not make one number."""
    half = 0.0
    if words[-1] == "rưỡi":
        half = SCALES.get(words[-2], 100 if words[-2] == "trăm" else 0) / 2
        words = words[:-1]
        if not half:
            return None
    if "phẩy" in words:
        return None if half else _decimal(words)
    whole = _integer(words)
    return None if whole is None else whole + half


def _decimal(words: Sequence[str]) -> float | None:
    """'mười phẩy hai', 'hai phẩy bảy lăm triệu': after the mark digit by digit, or one number below a hundred."""
    mark = list(words).index("phẩy")
    factor = SCALES.get(words[-1], 1)
    whole, rest = _integer(words[:mark]), words[mark + 1 : -1 if factor > 1 else None]
    if whole is None or not mark or not rest:
        return None
    digits = [str(_UNITS[word]) for word in rest if word in _UNITS]
    together = _integer(rest)
    if len(digits) < len(rest):
        if together is None or together > 99:
            return None
        digits = [str(together)]
    printed = f"{whole}.{''.join(digits)}"
    return _times(printed, float(printed), factor)


def _integer(words: Sequence[str]) -> int | None:
    total, hundreds, current, seen_ten, low = 0, 0, None, False, 10**13
    for word in words:
        if word in _UNITS:
            if current is not None and not seen_ten:
                if word not in _ENDS_TENS or current > 9 or current < 2:
                    return None
                current *= 10
            elif seen_ten and current is not None and current % 10:
                return None
            current = (current or 0) + _UNITS[word]
            seen_ten = False if current < 10 else seen_ten
        elif word == "không":
            if current is not None or hundreds or not total:
                return None
            current = 0
        elif word in {"mười", "mươi"}:
            if word == "mươi" and (not current or current > 9):
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
        elif word in SCALES:
            if current is None and not hundreds:
                # "hai nghìn tỷ": a thousand of the next scale
                if word in {"tỷ", "tỉ"} and total and low == 1000:
                    total, low = total * 10**9, 10**9
                    continue
                return None
            if SCALES[word] >= low:
                return None
            low = SCALES[word]
            total += (hundreds + (current or 0)) * low
            hundreds, current, seen_ten = 0, None, False
        else:
            return None
    return total + hundreds + (current or 0)


def _english(run: str, start: int) -> Number | None:
    """'thirty-eight', 'seven hundred and five', 'ten million'."""
    words = re.split(r"[ -]", run)
    if len(words) == 1 and run in _TOO_COMMON:
        return None
    total, current, low = 0, 0, 10**13
    for word in words:
        if word in _TENS_EN or word in _ONES_EN:
            value = _TENS_EN.get(word) or _ONES_EN[word]
            room = current % 100
            if room and not (room >= 20 and room % 10 == 0 and value < 10):
                return None
            current += value
        elif word == "hundred":
            if not 0 < current < 10:
                return None
            current *= 100
        elif word == "and":
            continue
        else:
            scale = SCALES[word]
            if not current or scale >= low:
                return None
            total, current, low = total + current * scale, 0, scale
    return Number(start, start + len(run), float(total + current), float(SCALES.get(words[-1], 1)), "words")
