"""Our own phrases, each read exactly: `corpus/numbers.tsv` and `corpus/dates.tsv`, negatives included.

A span "-" means that there is no number (or date) at all; "~" that no quantity is left once the sentence is analysed (names with number words);
"!reason" that its numerals are refused with that reason (document numbers, plans, list indexes).
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline.extract.lexer import lexer_for
from pipeline.extract.mentions import analyse
from pipeline.extract.spans import Passage
from pipeline.reference import load_reference
from pipeline.terms import NumberFormat
from pipeline.vietnamese.dates import find_dates
from pipeline.vietnamese.numbers import Number, find_numbers
from pipeline.vietnamese.text import fold

CORPUS = Path(__file__).parent / "corpus"
REFERENCE = date(2024, 10, 31)
NOTHING, NO_QUANTITY, REFUSED = "-", "~", "!"


def rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def cases(found: list[dict[str, str]]) -> list[object]:
    return [pytest.param(row, id=row["text"]) for row in found]


NUMBERS, DATES = rows("numbers.tsv"), rows("dates.tsv")
POSITIVE = [row for row in NUMBERS if row["values"]]


def numbers_of(row: dict[str, str]) -> list[Number]:
    """The numbers of a phrase outside its dates, as the extractor sees them."""
    text = fold(row["text"])
    dated = [(stated.start, stated.end) for stated in find_dates(text, REFERENCE)]
    number_format: NumberFormat = "en" if row["language"] == "en" else "vi"
    found = find_numbers(text, number_format)
    return [n for n in found if not any(a < n.end and n.start < b for a, b in dated)]


def passage_of(row: dict[str, str]) -> Passage:
    number_format: NumberFormat = "en" if row["language"] == "en" else "vi"
    return analyse(row["text"], 0, lexer_for(load_reference()), number_format, REFERENCE)


@pytest.mark.parametrize("row", cases(POSITIVE))
def test_numbers_have_their_exact_span_and_value(row: dict[str, str]) -> None:
    found = numbers_of(row)
    assert [row["text"][n.start : n.end] for n in found] == row["spans"].split(" | ")
    assert [n.value for n in found] == [pytest.approx(float(value)) for value in row["values"].split(" | ")]


@pytest.mark.parametrize("row", cases([row for row in POSITIVE if row["qualifiers"]]))
def test_qualifiers(row: dict[str, str]) -> None:
    found = passage_of(row).quantities
    assert [q.qualifier or "none" for q in found] == row["qualifiers"].split(" | ")


@pytest.mark.parametrize("row", cases([row for row in NUMBERS if row["spans"] == NOTHING]))
def test_what_is_no_number(row: dict[str, str]) -> None:
    assert numbers_of(row) == []


@pytest.mark.parametrize("row", cases([row for row in NUMBERS if row["spans"] == NO_QUANTITY]))
def test_names_and_clocks_count_nothing(row: dict[str, str]) -> None:
    assert passage_of(row).quantities == []


@pytest.mark.parametrize("row", cases([row for row in NUMBERS if row["spans"].startswith(REFUSED)]))
def test_document_numbers_plans_and_indexes_are_refused_with_their_reason(row: dict[str, str]) -> None:
    passage = passage_of(row)
    assert passage.quantities == []
    assert row["spans"][1:] in {reason for _, _, reason in passage.refused}


@pytest.mark.parametrize("row", cases(DATES))
def test_dates_have_their_exact_span_day_and_precision(row: dict[str, str]) -> None:
    found = find_dates(fold(row["text"]), date.fromisoformat(row["reference"]))
    spans = [] if row["spans"] == NOTHING else row["spans"].split(" | ")
    assert [row["text"][s.start : s.end] for s in found] == spans
    if spans:
        assert [str(s.day or "-") for s in found] == row["days"].split(" | ")
        assert [s.precision for s in found] == row["precisions"].split(" | ")
    if row["days_to_come"]:
        assert [str(s.future_day) for s in found] == row["days_to_come"].split(" | ")


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(NUMBERS) >= 200
    assert len(DATES) >= 130
    assert sum(not row["values"] for row in NUMBERS) >= 50
    assert len({row["text"] for row in NUMBERS}) == len(NUMBERS)
    assert len({(row["text"], row["reference"]) for row in DATES}) == len(DATES)
