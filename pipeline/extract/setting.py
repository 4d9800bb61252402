"""What a reader of prose carries along: what headings and earlier sentences set, and what has been found so far.

Holds Setting, Bound and the common ground of the readers (`Reading`). Keeps out: any rule of binding.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date

from pipeline.extract.context import Assurance, Context, Found, area_at
from pipeline.extract.home import home_of
from pipeline.extract.lexer import Lexer
from pipeline.extract.mentions import analyse
from pipeline.extract.scope import Scope
from pipeline.extract.spans import Dated, Passage, Quantity
from pipeline.reference import Indicator, Reference
from pipeline.terms import Block, Document, Status, UnreadReason
from pipeline.vietnamese.places import Place

STATUS_OF: dict[str, Status] = {
    "completed": "completed",
    "basically_completed": "basically_completed",
    "in_progress": "in_progress",
    "not_completed": "in_progress",
    "not_remediated": "in_progress",
    "not_done": "in_progress",
    "started": "in_progress",
    "deployed": "in_progress",
    "not_started": "not_started",
    "slow": "slow",
    "at_risk": "at_risk",
    "planned": "planned",
}


# The family that others are linked to: named beside another one, it is not what a sentence is about.
LINKED = "population_db"


@dataclass(slots=True)
class Setting:
    """What holds until something else is said: topic, date, place and source, from a heading or an earlier sentence."""

    topics: tuple[str, ...] = ()  # families spoken of, the last first
    day: Dated | None = None
    area: str | None = None  # a province, when the text has narrowed to one
    place: Place | None = None
    local: bool = False  # a district, a town or a commune is spoken of: its figures are no province's
    body: str | None = None
    assurance: Assurance | None = None
    passage: Passage | None = None  # of a heading: its own words
    scope: Scope | None = None  # of a lead-in that ends with a colon
    aims: bool = False  # a heading or a lead-in says that what follows is to be reached
    percent: tuple[str, Scope] | None = None  # the last share spoken of: family and its words

    def topic(self, able: Container[str]) -> str | None:
        """The family spoken of last among those that are `able`."""
        told = [topic for topic in self.topics if topic in able]
        return next((topic for topic in told if topic != LINKED), told[0] if told else None)

    def sole_topic(self, able: Container[str]) -> str | None:
        """The family of `able` that a heading names, when it names one alone."""
        found = {topic for topic in self.topics if topic in able}
        return found.pop() if len(found) == 1 else None


@dataclass(slots=True)
class Bound:
    """The result of the prose: observations, and the spans of quantities that stayed unread with their reason."""

    found: list[Found] = field(default_factory=list)
    unbound: list[tuple[int, int, UnreadReason, float, frozenset[str]]] = field(
        default_factory=list
    )  # start, end, reason, value, units
    refused: list[tuple[int, int, UnreadReason]] = field(default_factory=list)


class Reading:
    """One document being read: its inputs, the setting in force, the result."""

    def __init__(self, document: Document, context: Context, reference: Reference, lexer: Lexer) -> None:
        self.document, self.context, self.reference, self.lexer = document, context, reference, lexer
        self.by_unit: dict[str, dict[str, list[Indicator]]] = {}
        for indicator in reference.indicators.values():
            self.by_unit.setdefault(indicator.unit_measure, {}).setdefault(indicator.family, []).append(indicator)
        self.rated = frozenset(i.family for i in reference.indicators.values() if i.unit_measure == "status")
        self.home = home_of(document, lexer, context.scheme(None))
        self.result = Bound()
        self.title, self.heading, self.here = Setting(), Setting(), Setting()
        self.lead = Setting()  # what the paragraph before a list set, for every item of it
        self.passages: list[tuple[Block, Passage]] = []
        self.figures_day: Dated | None = None  # "số liệu chốt đến ngày 30/6": said of every figure
        self.document_day: Dated | None = None  # the day that the opening counts to
        self.last_place: Place | None = None  # the province an earlier paragraph narrowed to
        self.last_day: Dated | None = None
        self.said: list[tuple[str, date]] = []  # indicators and dates of the sentence being read
        self.again: dict[
            str, set[str]
        ] = {}  # by unit: the indicators read under this heading, for a target of one of them
        self.attributed_to: str | None = None  # who speaks in the sentence being read

    @property
    def standing_day(self) -> Dated | None:
        """The day of a figure that neither its sentence nor its paragraph dates."""
        return self.heading.day or self.figures_day or self.title.day or self.document_day

    def province(self, day: Dated | None = None) -> str | None:
        """The province that a figure without a place is of: the publisher's, or the one the letterhead names."""
        return self.context.province or area_at(self.home.default, day, self.context)

    def analysed(self, text: str, base: int) -> Passage:
        """The mentions of `text`, which begins at offset `base` of the document."""
        return analyse(text, base, self.lexer, self.context.number_format, self.context.reference_day)

    def passage(self, start: int, end: int) -> Passage:
        return self.analysed(self.document.text[start:end], start)

    def unbound(self, passage: Passage, q: Quantity, reason: UnreadReason) -> None:
        """Leave a quantity unread, with its reason."""
        at = passage.squeezed
        self.result.unbound.append((at.at(q.start), at.end(q.end), reason, q.number.value, q.units))
