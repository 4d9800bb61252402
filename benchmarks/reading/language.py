"""Vietnamese numbers and dates: our own corpus, duckling's public one, and the speed of the two grammars.

Holds the rows of the room. Peers get the exact span of each phrase, which is more than they would find alone; duckling's corpora are read from a
folder (`--duckling DIR`) and are no part of this repository. vietnam-number is GPL and is not installed: its figures are those of an earlier
measurement. Keeps out: the tests of the same corpus (`tests/vietnamese/test_corpus.py`).
"""

from __future__ import annotations

import csv
import re
import time
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from math import isclose
from pathlib import Path

from benchmarks.reading.table import NOT_INSTALLED, Row
from pipeline.paths import CHECKOUT
from pipeline.vietnamese.dates import Stated, find_dates
from pipeline.vietnamese.numbers import Number, find_numbers
from pipeline.vietnamese.text import fold

CORPUS = CHECKOUT / "tests" / "vietnamese" / "corpus"
DUCKLING: str | None = None
DUCKLING_DAY = date(2017, 2, 2)
_MEASURED_EARLIER = "measured earlier, other machine"


def rows() -> list[Row]:
    return [*_own(), *_duckling(), *_speed()]


# --- our own phrases -------------------------------------------------------------------------------------------------


def _lines(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _own() -> Iterator[Row]:
    numbers = [line for line in _lines("numbers.tsv") if line["values"] or line["spans"] == "-"]
    right = sum(_number_right(line) for line in numbers)
    single = [line for line in numbers if line["values"] and " | " not in line["values"]]
    ours = sum(_number_right(line) for line in single)
    parse = _babel()
    peer = (
        f"{sum(_same(parse(x['spans'], x['language']), x['values']) for x in single)}/{len(single)}"
        if parse
        else NOT_INSTALLED
    )
    yield Row("numbers: own phrases, exact spans and values", "100 %", f"{right}/{len(numbers)}")
    yield Row(
        "numbers: own phrases of one number, value alone",
        "100 %",
        f"{ours}/{len(single)}",
        "babel, given the span",
        peer,
    )
    dates = _lines("dates.tsv")
    right = sum(_date_right(line) for line in dates)
    single = [line for line in dates if line["spans"] != "-" and " | " not in line["spans"] and line["days"] != "-"]
    ours = sum(_date_right(line) for line in single)
    read = _dateparser()
    peer = NOT_INSTALLED
    if read:
        found = [read(x["spans"], date.fromisoformat(x["reference"])) for x in single]
        peer = f"{sum(str(day) == x['days'] for day, x in zip(found, single, strict=True))}/{len(single)}"
    yield Row("dates: own phrases, exact spans, days, precision", "100 %", f"{right}/{len(dates)}")
    yield Row(
        "dates: own phrases of one date, day alone",
        "100 %",
        f"{ours}/{len(single)}",
        "dateparser, given the span",
        peer,
    )


def _number_right(line: dict[str, str]) -> bool:
    text = fold(line["text"])
    dated = find_dates(text, date(2024, 10, 31))
    found = [
        n
        for n in find_numbers(text, "en" if line["language"] == "en" else "vi")
        if not any(d.start < n.end and n.start < d.end for d in dated)
    ]
    spans = line["spans"].split(" | ") if line["values"] else []
    values = line["values"].split(" | ") if line["values"] else []
    return [line["text"][n.start : n.end] for n in found] == spans and all(
        _same(n.value, value) for n, value in zip(found, values, strict=True)
    )


def _date_right(line: dict[str, str]) -> bool:
    found = find_dates(fold(line["text"]), date.fromisoformat(line["reference"]))
    if line["spans"] == "-":
        return not found
    return (
        [line["text"][d.start : d.end] for d in found],
        [str(d.day or "-") for d in found],
        [d.precision for d in found],
    ) == (line["spans"].split(" | "), line["days"].split(" | "), line["precisions"].split(" | "))


def _same(value: float | None, printed: str) -> bool:
    return value is not None and isclose(value, float(printed), rel_tol=1e-9)


def _babel() -> Callable[[str, str], float | None] | None:
    try:
        from babel.numbers import NumberFormatError, parse_decimal
    except ImportError:
        return None

    def parse(text: str, language: str) -> float | None:
        with suppress(NumberFormatError, ValueError):
            return float(parse_decimal(text, locale=language))
        return None

    return parse


def _dateparser() -> Callable[[str, date], date | None] | None:
    try:
        import dateparser
    except ImportError:
        return None

    def read(text: str, reference: date) -> date | None:
        settings = {
            "RELATIVE_BASE": datetime(reference.year, reference.month, reference.day),
            "PREFER_DAY_OF_MONTH": "last",
            "PREFER_MONTH_OF_YEAR": "last",
            "DATE_ORDER": "DMY",
        }
        found = dateparser.parse(text, languages=["vi", "en"], settings=settings)
        return found.date() if found else None

    return read


# --- duckling's corpora ----------------------------------------------------------------------------------------------

_GROUP = re.compile(r"examples \((.*?)\)\s*\[\s*(\"[^\]]*?)\s*\]", re.DOTALL)
_DATETIME = re.compile(r"datetime \((\d+), (\d+), (\d+), \d+, \d+, \d+\) (Day|Month|Quarter|Year)")


def _examples(folder: Path, dimension: str) -> list[tuple[str, str]]:
    """(what it is, phrase) of one corpus file."""
    source = (folder / "Duckling" / dimension / "VI" / "Corpus.hs").read_text(encoding="utf-8")
    return [
        (group.group(1), phrase)
        for group in _GROUP.finditer(source)
        for phrase in re.findall(r'"([^"]*)"', group.group(2))
    ]


def _duckling() -> Iterator[Row]:
    if DUCKLING is None:
        yield Row("duckling's Vietnamese corpora", "-", "say --duckling DIR")
        return
    folder = Path(DUCKLING)
    numerals = _examples(folder, "Numeral")
    right = sum(_numeral_right(what, phrase) for what, phrase in numerals)
    peer = f"31/53 ({_MEASURED_EARLIER}); babel 21/53"
    yield Row("numbers: duckling's numerals", "-", f"{right}/{len(numerals)}", "vietnam-number (GPL)", peer)
    amounts = _examples(folder, "AmountOfMoney")
    right = sum(_amount_right(what, phrase) for what, phrase in amounts)
    yield Row(
        "numbers: duckling's amounts, numbers alone",
        "-",
        f"{right}/{len(amounts)}",
        "duckling (Haskell)",
        "all, by construction",
    )
    times = _examples(folder, "Time")
    calendar = [(_last_day(match), phrase) for what, phrase in times if (match := _DATETIME.match(what))]
    right = sum(_time_right(day, phrase) for day, phrase in calendar)
    read = _dateparser()
    peer = (
        f"{sum(read(phrase, DUCKLING_DAY) == day for day, phrase in calendar)}/{len(calendar)}"
        if read
        else NOT_INSTALLED
    )
    label = f"dates: duckling's times, the {len(calendar)} of {len(times)} that are a day, month, quarter or year"
    yield Row(label, "-", f"{right}/{len(calendar)}", "dateparser", peer)


def _numeral_right(what: str, phrase: str) -> bool:
    value = re.sub(r"[()]", "", what.removeprefix("NumeralValue "))
    found = find_numbers(fold(phrase))
    return len(found) == 1 and found[0].end - found[0].start == len(phrase) and _same(found[0].value, value)


def _amount_right(what: str, phrase: str) -> bool:
    values = re.findall(r"[0-9.]+", what)
    found: list[Number] = find_numbers(fold(phrase))
    return len(found) == len(values) and all(_same(n.value, value) for n, value in zip(found, values, strict=True))


def _time_right(day: date, phrase: str) -> bool:
    found: list[Stated] = find_dates(fold(phrase), DUCKLING_DAY)
    return any(day in {stated.day, stated.future_day} for stated in found)


def _last_day(match: re.Match[str]) -> date:
    year, month, day = (int(match.group(i)) for i in (1, 2, 3))
    match match.group(4):
        case "Day":
            return date(year, month, day)
        case "Month":
            return date(year, month, monthrange(year, month)[1])
        case "Quarter":
            return date(year, month + 2, monthrange(year, month + 2)[1])
        case _:
            return date(year, 12, 31)


# --- speed -----------------------------------------------------------------------------------------------------------


def _speed() -> Iterator[Row]:
    """On the sample's HTML reports: prose, and tables in which every second word is a number."""
    from pipeline.read import read_document
    from tests.labelled.load import load

    reports = [report for report in load("sample") if report.format == "html"]
    for kind in ("prose", "table"):
        texts = [fold(read_document(r.path.read_bytes(), r.path.name).text) for r in reports if r.layout == kind]
        megabytes = sum(len(text.encode()) for text in texts) / 1e6
        figures = sum(len(find_numbers(text)) for text in texts)
        for name, target, grammar in (
            ("numbers", "≥ 5 MB/s" if kind == "prose" else "-", find_numbers),
            ("dates", "-", find_dates),
        ):
            seconds = _best_of(lambda grammar=grammar, texts=texts: [grammar(text) for text in texts])
            per_second = f", {figures / seconds / 1000:.0f} thousand figures/s" if name == "numbers" else ""
            yield Row(f"{name}: speed on {kind}, one core", target, f"{megabytes / seconds:.1f} MB/s{per_second}")


def _best_of(work: Callable[[], object], times: int = 7) -> float:
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return max(min(spent), 1e-9)
