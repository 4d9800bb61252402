"""What plain regular expressions find: each number of a sentence with the nearest indicator whose words stand in that sentence.

No binding: the area is always the country, a sentence knows nothing of the one before it, lists and tables give no areas, dates are the last one of the
sentence. It uses the same catalogue of wordings as the extractor, so the difference between the two is the binding. Keeps out: everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from benchmarks.score.match import Said
from pipeline.extract import Context
from pipeline.reference import Indicator, Reference, load_reference
from pipeline.terms import Document

_SENTENCE = re.compile(r"[^.;\n]+(?:[.](?=\d)[^.;\n]+)*")
_NUMBER = re.compile(r"(?<![\w/])(\d+(?:[.,]\d+)*)\s*(%|triệu|nghìn|ngàn|tỷ|million|thousand|billion)?")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)")
_MONTH = re.compile(r"tháng (\d{1,2})[/ ](?:năm )?(20\d\d)")
_SCALES = {"triệu": 1e6, "million": 1e6, "nghìn": 1e3, "ngàn": 1e3, "thousand": 1e3, "tỷ": 1e9, "billion": 1e9}


def baseline(document: Document, context: Context) -> list[Said]:
    """One prediction per (indicator, value), the country's."""
    reference = load_reference()
    pattern, concepts = _words(reference)
    found: dict[tuple[str, float], Said] = {}
    for match in _SENTENCE.finditer(document.text):
        sentence = match.group()
        if not any(char.isdigit() for char in sentence):
            continue
        lowered = sentence.lower()
        at: dict[tuple[str, str], list[int]] = {}
        for word in pattern.finditer(lowered):
            for name in concepts[word.group()]:
                at.setdefault(name, []).append(word.start())
        day = _day(lowered)
        for number in _NUMBER.finditer(lowered):
            value = _value(number.group(1), number.group(2), context.number_format)
            best = min(_near(reference, at, number.start(), number.group(2) == "%"), default=None)
            if value is not None and best is not None:
                key = (best[1], value)
                found.setdefault(key, Said(best[1], "VN", "actual", value, day, day is not None, quote=sentence))
    return list(found.values())


def _near(
    reference: Reference, at: dict[tuple[str, str], list[int]], position: int, percent: bool
) -> Iterator[tuple[float, str]]:
    """(distance, indicator) of every indicator whose topic, unit and words stand in the sentence."""
    for indicator in reference.indicators.values():
        places = [at.get(("topic", indicator.family)), *_places(indicator, at, percent)]
        if all(places):
            yield sum(min(abs(p - position) for p in group or ()) for group in places) / len(places), indicator.id


def _places(indicator: Indicator, at: dict[tuple[str, str], list[int]], percent: bool) -> list[list[int] | None]:
    if (indicator.unit_measure == "percent") != percent or indicator.unit_measure == "status" or not indicator.rules:
        return [None]
    groups: list[list[int] | None] = []
    for need in indicator.rules[0].needs:
        groups.append([p for (_, concept), found in at.items() if concept in need for p in found] or None)
    if not percent:
        groups.append(at.get(("unit", indicator.unit_measure)))
    return groups


@cache
def _words(reference: Reference) -> tuple[re.Pattern[str], dict[str, list[tuple[str, str]]]]:
    concepts: dict[str, list[tuple[str, str]]] = {}
    for phrase in reference.phrases:
        concepts.setdefault(phrase.text.lower(), []).append((phrase.layer, phrase.concept))
    longest_first = sorted(concepts, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), concepts


def _value(digits: str, scale: str | None, number_format: str) -> float | None:
    group, decimal = (".", ",") if number_format == "vi" else (",", ".")
    try:
        return float(digits.replace(group, "").replace(decimal, ".")) * _SCALES.get(scale or "", 1)
    except ValueError:
        return None


def _day(sentence: str) -> date | None:
    for match in reversed(list(_DATE.finditer(sentence))):
        try:
            return date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
        except ValueError:
            continue
    month = _MONTH.search(sentence)
    if month and 1 <= int(month.group(1)) <= 12:
        from pipeline.vietnamese.dates import last_day

        return last_day(int(month.group(2)), int(month.group(1)))
    return None
