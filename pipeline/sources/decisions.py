"""What a person decided about a report: corrections, lookups and ignores, each with its reason and the expected original.

Holds the pydantic models of the three keys, to which reports an entry applies, and where a numeral stands in a quote.
A decision names the printed words it is about; it never changes them. Keeps out: applying a decision (extract), which
indicators and areas exist (registry), and what waits for a decision (publish/review).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from pipeline.sources.rules import Declared, Regex, compiled
from pipeline.terms import ObsKind, Qualifier, Status, TimePrecision

MONTH_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])$"
LONGEST_LABEL = 60


def _in_quotes(value: Any) -> Any:
    """A bare 06 or 1.091 in YAML is a number and would lose its print."""
    if isinstance(value, int | float):
        raise ValueError("put it in quotation marks")
    return value


def _nfc(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _said(text: str) -> str:
    if not text:
        raise ValueError("say it in a few words")
    return text


Said = Annotated[str, AfterValidator(_said)]
Printed = Annotated[str, BeforeValidator(_in_quotes), AfterValidator(_nfc), AfterValidator(_said)]
Month = Annotated[str, Field(pattern=MONTH_PATTERN)]
Number = Annotated[float, Field(allow_inf_nan=False)]


def numeral_places(text: str, value_text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """(start, end) of `value_text` wherever it stands whole in text[start:end]: 48 is not in 1.048, 48,5 or 148."""
    stop = len(text) if end is None else end
    inner = r"\s+".join(map(re.escape, value_text.split()))
    before = r"(?<!\d)(?<!\d[.,])" if value_text[:1].isdigit() else r"(?<!\w)" if value_text[:1].isalpha() else ""
    after = r"(?!\d|[.,]\d)" if value_text[-1:].isdigit() else r"(?!\w)" if value_text[-1:].isalpha() else ""
    pattern = re.compile(before + inner + after)
    # Two characters beyond the end tell whether a numeral goes on there.
    return [match.span() for match in pattern.finditer(text, start, stop + 2) if match.end() <= stop]


class Figure(Declared):
    """Fields of an observation; only those written down are meant. The unit follows from the indicator."""

    indicator: str | None = None
    ref_area: str | None = None
    time_period: date | None = None
    time_precision: TimePrecision | None = None
    obs_value: Number | None = None
    obs_low: Number | None = None
    obs_high: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    obs_status: str | None = Field(None, pattern=r"^[ABDEFGHIJKLMNOPQSTUV]$")
    qualifier: Qualifier | None = None
    status: Status | None = None
    obs_kind: ObsKind | None = None
    deadline: date | None = None
    deadline_kind: Literal["before", "by"] | None = None
    attributed_to: str | None = None
    assurance: Literal["self_reported", "compiled", "verified"] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Figure:
        if not self.model_fields_set:
            raise ValueError("names no field")
        for name in ("indicator", "ref_area", "time_precision", "obs_status", "obs_kind"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} cannot be empty")
        return self

    def given(self) -> dict[str, Any]:
        """The fields written down; one that is written as empty is None here."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}


class Decision(Declared):
    """Which reports of the source an entry is about, and who decided why. `document`: the first digits of a sha256."""

    month: Month
    document: Annotated[str, BeforeValidator(_in_quotes)] | None = Field(None, pattern=r"^[0-9a-f]{12,64}$")
    title: Regex | None = None
    url: Regex | None = None
    reason: Said
    decided_by: Said
    decided_on: date

    def applies_to(self, month: str, document_sha256: str, title: str | None, url: str | None) -> bool:
        """Whether the report of the month is one the entry is about."""
        return (
            self.covers(month)
            and document_sha256.startswith(self.document or "")
            and (self.title is None or bool(compiled(self.title).search(unicodedata.normalize("NFC", title or ""))))
            and (self.url is None or bool(compiled(self.url).search(url or "")))
        )

    def covers(self, month: str) -> bool:
        return month == self.month

    @property
    def why(self) -> str:
        """Reason, person and day in one line, as it travels with a corrected figure."""
        return f"{self.reason} ({self.decided_by}, {self.decided_on})"


class NumeralDecision(Decision):
    """About one numeral: `quote` is a part of its sentence, `value_text` what is printed (none: a status in a list).

    `was` names fields of the figure as it is read today: the expected original where one numeral gave several figures.
    """

    quote: Printed
    value_text: Printed | None = None
    occurrence: int | None = Field(None, ge=1)
    was: Figure | None = None

    @model_validator(mode="after")
    def _points_at_one_numeral(self) -> NumeralDecision:
        if self.value_text is None:
            if self.was is None:
                raise ValueError("value_text is missing; a figure without a numeral is named by was")
            return self
        places = len(numeral_places(self.quote, self.value_text))
        if not places:
            raise ValueError(f"'{self.value_text}' does not stand in the quote as a numeral of its own")
        if places > 1 and self.occurrence is None:
            raise ValueError(f"'{self.value_text}' stands {places} times in the quote: shorten it, or say occurrence")
        if (self.occurrence or 1) > places:
            raise ValueError(f"'{self.value_text}' stands only {places} times in the quote")
        return self

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of the numeral, or of the quote where there is none, wherever the quote stands in `text`."""
        words = r"\s+".join(map(re.escape, self.quote.split()))
        found = []
        for match in re.finditer(words, text):
            if self.value_text is None:
                found.append(match.span())
                continue
            # Looked for in the text itself: a quote that begins or ends within a numeral does not cut it in two.
            inside = numeral_places(text, self.value_text, *match.span())
            if len(inside) >= (self.occurrence or 1):
                found.append(inside[(self.occurrence or 1) - 1])
        return found

    @property
    def label(self) -> str:
        """How a message names the entry."""
        quote = self.quote if len(self.quote) <= LONGEST_LABEL else f"{self.quote[: LONGEST_LABEL - 1]}…"
        value = f"'{self.value_text}' in " if self.value_text else ""
        return f"{KEYS[type(self)]}: {self.month} {value}“{quote}”"


class Correction(NumeralDecision):
    """Either fields of a figure that was read wrongly (`set`), or a figure that was not read (`supply`)."""

    set: Figure | None = None
    supply: Figure | None = None

    @model_validator(mode="after")
    def _sets_or_supplies(self) -> Correction:
        if (self.set is None) == (self.supply is None):
            raise ValueError("say either set (fields of a figure read wrongly) or supply (a figure not read)")
        if self.supply is not None:
            if self.value_text is None or self.was is not None:
                raise ValueError("supply needs value_text, and no was: no figure was read there")
            if self.supply.indicator is None or self.supply.ref_area is None:
                raise ValueError("supply needs indicator and ref_area")
            if self.supply.obs_value is None and self.supply.status is None:
                raise ValueError("supply needs obs_value or status")
            if (self.supply.deadline is None) != (self.supply.deadline_kind is None):
                raise ValueError("supply needs both deadline and deadline_kind, or neither")
        return self


class Ignore(NumeralDecision):
    """This numeral is deliberately unread; a figure that was made of it is withdrawn."""


class Lookup(Decision):
    """A wording or a place name that the catalogue does not know, and what this source means by it.

    It holds from `month`, where it was seen and must bite, to `last_month` (none: on and on).
    """

    phrase: Printed
    indicator: str | None = None
    area: str | None = None
    last_month: Month | None = None

    @model_validator(mode="after")
    def _means_one_thing(self) -> Lookup:
        if (self.indicator is None) == (self.area is None):
            raise ValueError("a phrase means either an indicator or an area")
        if self.last_month is not None and self.last_month < self.month:
            raise ValueError("last_month lies before month")
        return self

    def covers(self, month: str) -> bool:
        return self.month <= month and (self.last_month is None or month <= self.last_month)

    @property
    def label(self) -> str:
        return f"{KEYS[type(self)]}: {self.month} “{self.phrase}”"


Entry = Correction | Lookup | Ignore
KEYS: dict[type[Declared], str] = {Correction: "corrections", Lookup: "lookups", Ignore: "ignores"}
