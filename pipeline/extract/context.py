"""What is known about a document from outside, and how one observation is put together.

Holds Context (month, date, format, defaults), the reference day, the area scheme, the bounds of a qualifier, and the making of one Observation with
its evidence. Keeps out: finding anything in text.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from pipeline.extract.spans import Dated
from pipeline.reference import Indicator
from pipeline.sources.declaration import Source
from pipeline.terms import (
    Cell,
    Document,
    Evidence,
    NumberFormat,
    Observation,
    ObsKind,
    Qualifier,
    Status,
    TimePrecision,
    Word,
)
from pipeline.vietnamese.places import Place
from pipeline.vietnamese.text import Squeezed

# The day the 63 provinces became 34.
MERGER = date(2025, 7, 1)
ABOUT = 0.05
# A report names the end of its month, or of the half-year, before that day has come.
GRACE = timedelta(days=45)

Assurance = Literal["self_reported", "compiled", "verified"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the archive knows of a document. `default_area`: the province a provincial publisher speaks of."""

    report_month: str | None
    published_on: date | None
    number_format: NumberFormat = "vi"
    default_area: str | None = None
    default_attribution: str | None = None
    assurance: str | None = None

    @property
    def province(self) -> str | None:
        """The default area when it is a province; a national publisher narrows nothing."""
        return None if self.default_area == "VN" else self.default_area

    @property
    def month_end(self) -> date | None:
        if self.report_month is None:
            return None
        year, month = (int(part) for part in self.report_month.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1])

    @property
    def reference_day(self) -> date | None:
        """The day figures without a date are as of: the end of the report month, else the day of publication."""
        return self.month_end or self.published_on

    def lies_ahead(self, day: date | None) -> bool:
        """Whether a day is so far after the writing of the report that nothing can have been counted on it."""
        written = self.published_on or self.month_end
        return written is not None and day is not None and day > written + GRACE

    def scheme(self, day: date | None) -> str:
        """VN63 or VN34 on `day`, else in the report month, else on the day of publication."""
        known = day or self.reference_day
        return "VN34" if known is not None and known >= MERGER else "VN63"


def context_of(source: Source, report_month: str, published_on: date | None) -> Context:
    """What is known of a report from its publisher's declaration, its month and its day."""
    return Context(
        report_month=report_month,
        published_on=published_on,
        number_format=source.number_format,
        default_area=source.default_area,
        default_attribution=source.default_attribution,
        assurance=source.assurance,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """An observation and the document spans of the numerals it used; `stated` when its time was printed."""

    observation: Observation
    used: tuple[tuple[int, int], ...]

    @property
    def key(self) -> tuple[str, str, str, float | str | None]:
        o = self.observation
        return (o.indicator, o.ref_area, o.obs_kind, o.status if o.obs_value is None else o.obs_value)

    @property
    def richness(self) -> tuple[int, int, int]:
        o = self.observation
        return (int(o.time_precision != "unstated"), int(o.denominator is not None), int(o.deadline is not None))


class Marks:
    """The characters of a text that some spans touch."""

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._flags = bytearray(length)
        for start, end in spans:
            self.set(start, end)

    def any(self, start: int, end: int) -> bool:
        return self._flags.find(1, start, end) >= 0

    def set(self, start: int, end: int) -> None:
        self._flags[start:end] = b"\x01" * (end - start)


def area_at(place: Place | None, day: Dated | None, context: Context) -> str | None:
    """The ref_area of a place on the day of a figure; None when it no longer (or not yet) existed."""
    if place is None:
        return None
    return place.ref_area(context.scheme(day.stated.day if day else None))


def bounds(value: float, step: float, qualifier: Qualifier | None) -> tuple[float | None, float | None]:
    """The interval a printed figure stands for: over [x, x+step), nearly [x-step, x], about ±5 %, exact [x, x]."""
    if qualifier == "over":
        return value, value + step
    if qualifier == "nearly":
        return value - step, value
    if qualifier == "about":
        return value - abs(value) * ABOUT, value + abs(value) * ABOUT
    if qualifier == "under":
        return max(0.0, value - step), value
    if qualifier == "at_least":
        return value, None
    return value, value


def page_of(document: Document, offset: int) -> int | None:
    return bisect_right(document.page_starts, offset) if document.page_starts else None


def printed_words(document: Document, start: int, end: int) -> list[Word]:
    """The printed words that text[start:end] touches; none where the format has no printed pages."""
    words = document.words
    first = bisect_right(words, start, key=lambda word: word.char_end)
    found = []
    for word in islice(words, first, None):
        if word.char_start >= end:
            break
        found.append(word)
    return found


def box_of(words: list[Word]) -> str | None:
    """ "left top right bottom" around the words that stand on the page of the first one."""
    here = [word for word in words if word.page == words[0].page]
    if not here:
        return None
    edges = (
        min(w.left for w in here),
        min(w.top for w in here),
        max(w.right for w in here),
        max(w.bottom for w in here),
    )
    return " ".join(f"{edge:.1f}" for edge in edges)


def confidence_of(document: Document, spans: Sequence[tuple[int, int]]) -> float | None:
    """The least confidence with which the words of the spans were recognised; None when none was."""
    known = [w.confidence for a, b in spans for w in printed_words(document, a, b) if w.confidence is not None]
    return min(known) if known else None


def evidence_at(
    document: Document,
    quote: tuple[int, int],
    value: tuple[int, int] | None,
    method: str,
    cell: str | None,
    read: Sequence[tuple[int, int]],
) -> Evidence:
    """Where a figure stands: its quote, its value in it, and the box and the doubt of what was `read` for it."""
    return Evidence(
        document_sha256=document.sha256,
        page=page_of(document, quote[0]),
        cell=cell,
        char_start=quote[0],
        char_end=quote[1],
        quote=document.text[quote[0] : quote[1]],
        value_text=document.text[value[0] : value[1]] if value else None,
        method=method,
        box=box_of(printed_words(document, *(value or quote))),
        confidence=confidence_of(document, read),
    )


def address_of(cell: Cell) -> str:
    """The address of a table cell: a workbook's own, else row and column from 1."""
    return cell.ref or f"R{cell.row + 1}C{cell.col + 1}"


def make_observation(
    document: Document,
    context: Context,
    at: Squeezed,
    sentence: tuple[int, int],
    indicator: Indicator,
    ref_area: str,
    *,
    value: float | None,
    low: float | None,
    high: float | None,
    denominator: float | None,
    qualifier: Qualifier | None,
    status: Status | None,
    kind: ObsKind,
    day: Dated | None,
    deadline: Dated | None,
    body: str | None,
    value_span: tuple[int, int] | None,
    method: str,
    flags: tuple[str, ...],
    used: tuple[tuple[int, int], ...],
    assurance: Assurance | None = None,
    cell: str | None = None,
) -> Found:
    """One observation with its evidence; spans are offsets of `at.text`."""
    start, end = at.at(sentence[0]), at.end(sentence[1])
    shown = (at.at(value_span[0]), at.end(value_span[1])) if value_span else (start, end)
    time_period: date | None = None
    precision: TimePrecision = "unstated"
    if kind not in {"target", "promise"}:
        if day is not None and day.stated.day is not None:
            time_period, precision = day.stated.day, day.stated.precision
        else:
            time_period = context.reference_day
    due = (deadline.stated.future_day or deadline.stated.day) if deadline else None
    observation = Observation(
        indicator=indicator.id,
        ref_area=ref_area,
        time_period=time_period,
        time_precision=precision,
        obs_value=value,
        obs_low=low,
        obs_high=high,
        numerator=value if denominator is not None and indicator.unit_measure != "percent" else None,
        denominator=denominator,
        unit_measure=indicator.unit_measure,
        obs_status="A",
        qualifier=qualifier,
        status=status,
        obs_kind=kind,
        deadline=due,
        deadline_kind=None if due is None else "before" if deadline and deadline.use == "before" else "by",
        attributed_to=body or context.default_attribution,
        assurance=assurance or context.assurance,  # type: ignore[arg-type]
        flags=flags,
        evidence=evidence_at(document, (start, end), shown if value_span else None, method, cell, used or [shown]),
    )
    return Found(observation, used)
