"""One document: read, extracted, paired with its labels, its numerals counted, each step timed by the processor's clock.

Holds Measured and the work on one document; `measure_all` spreads documents over processes. Keeps out: adding up, printing.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.score.baseline import baseline
from benchmarks.score.match import Pairing, pair, said
from pipeline.extract import Extraction, extract_document
from pipeline.read import ReadError, read_document
from pipeline.reference import load_reference
from pipeline.terms import Document
from tests.labelled.load import Fact, Labelled

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
# Layouts whose facts stand in tables, for documents whose text cannot be searched for the quote (scans).
_TABLE_LAYOUTS = re.compile(r"table|workbook|sheet")


@dataclass(frozen=True, slots=True)
class Side:
    """What one reader of figures did with one document, and the processor seconds it took."""

    pairing: Pairing
    seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """All that the score needs of one document; `refused` is the reason when it was not read."""

    labelled: Labelled
    ours: Side
    plain: Side
    in_tables: frozenset[Fact]
    quotes_found: int
    numerals: int
    unaccounted: tuple[str, ...]
    unknown: tuple[str, ...]  # their sentences
    characters: int
    pages: int
    read_seconds: float
    refused: str | None = None


def _spent() -> float:
    """Processor seconds of this process and of the programs it waited for (recognising a scan starts some)."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def measure(labelled: Labelled) -> Measured:
    """Read and extract one document by the public functions, as `tiendo extract` does."""
    context, reference = labelled.context, load_reference()
    data = labelled.path.read_bytes()
    start = _spent()
    try:
        document = read_document(data, labelled.path.name)
    except ReadError as error:
        nothing = Side(Pairing((), labelled.facts, ()), 0.0)
        seconds = _spent() - start
        return Measured(
            labelled, nothing, nothing, _tables_by_layout(labelled), 0, 0, (), (), 0, 0, seconds, str(error)
        )
    read_seconds = _spent() - start
    start = _spent()
    extraction = extract_document(document, context, reference)
    ours_seconds = _spent() - start
    start = _spent()
    plain = baseline(document, context)
    plain_seconds = _spent() - start
    predictions = [said(observation) for observation in extraction.observations]
    day = context.reference_day
    numerals, unaccounted = _account(document, extraction)
    quotes = {fact: _places(document.text, fact.quote) for fact in labelled.facts}
    return Measured(
        labelled,
        Side(pair(labelled.facts, predictions, day), ours_seconds),
        Side(pair(labelled.facts, plain, day), plain_seconds),
        _in_tables(labelled, document, quotes),
        sum(bool(places) for places in quotes.values()),
        numerals,
        unaccounted,
        tuple(figure.quote for figure in extraction.unread if figure.reason == "unknown"),
        len(document.text),
        max(1, len(document.page_starts)),
        read_seconds,
    )


def _account(document: Document, extraction: Extraction) -> tuple[int, tuple[str, ...]]:
    """(numerals of the text, those in no quote and in no unread figure)."""
    text = document.text
    covered = bytearray(len(text))
    for o in extraction.observations:
        a, b = o.evidence.char_start, o.evidence.char_end
        covered[a:b] = b"\x01" * (b - a)
    for figure in extraction.unread:
        a, b = figure.char_start, figure.char_end
        covered[a:b] = b"\x01" * (b - a)
    count, lost = 0, []
    for match in _NUMERAL.finditer(text):
        count += 1
        if not all(covered[i] for i in range(match.start(), match.end()) if text[i].isdigit()):
            lost.append(text[max(0, match.start() - 40) : match.end() + 40])
    return count, tuple(lost)


def _places(text: str, quote: str | None) -> list[int]:
    found: list[int] = []
    while quote and (at := text.find(quote, found[-1] + 1 if found else 0)) >= 0:
        found.append(at)
    return found


def _in_tables(labelled: Labelled, document: Document, quotes: dict[Fact, list[int]]) -> frozenset[Fact]:
    """The facts of tables: a bare figure as quote, or a quote that stands in a table and nowhere in prose."""
    spans = [(table.char_start, table.char_end) for table in document.tables]
    by_layout = _tables_by_layout(labelled)
    return frozenset(
        fact
        for fact, places in quotes.items()
        if _bare(fact) or (all(any(a <= at < b for a, b in spans) for at in places) if places else fact in by_layout)
    )


def _bare(fact: Fact) -> bool:
    """Nobody quotes a figure of prose without its noun."""
    return fact.quote is not None and not any(char.isalpha() for char in fact.quote)


def _tables_by_layout(labelled: Labelled) -> frozenset[Fact]:
    """For a document that was refused, or a quote that the text as read does not hold."""
    whole = _TABLE_LAYOUTS.search(labelled.layout) is not None
    return frozenset(fact for fact in labelled.facts if whole or _bare(fact))


def measure_all(documents: Sequence[Labelled], workers: int = 2) -> list[Measured]:
    """Every document, in order; documents are spread over `workers` processes."""
    if workers <= 1 or len(documents) < 2:
        return [measure(document) for document in documents]
    with multiprocessing.get_context("fork").Pool(workers, initializer=load_reference) as pool:
        return pool.map(measure, documents, chunksize=1)
