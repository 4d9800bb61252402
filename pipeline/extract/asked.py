"""What an order asks and of whom, in the terms of the catalogue: the family, the deadline, the indicator that would show it done.

Holds Whom and these four readings. Keeps out: the words of the order (orders), who speaks (issuers), and the walk over the
document (instructions). A task without a deadline, or that no indicator would show, is a finding and stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.extract.context import Context, area_at
from pipeline.extract.issuers import Span
from pipeline.extract.order_forms import Order
from pipeline.extract.spans import SUBJECTS, Passage
from pipeline.reference import Indicator, Reference, Rule
from pipeline.terms import Document

DeadlineKind = Literal["before", "by"]

# "không để dồn việc vào cuối năm": what is to be avoided, not when.
_AVOIDED = re.compile(r"(?<!\w)(?:không để|tránh|không dồn|avoid)(?!\w)[^,;]*$")
# "trước 17 giờ ngày 25/10/2024": the day itself still counts.
_HOUR = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|before|by) (?:là )?[0-9]{1,2}[ :]?(?:giờ|h|g|am|pm)?[ :]?(?:[0-9]{2})? ?(?:phút |am |pm )?(?:on |, )?(?:ngày )?$"
)
# What may stand before a day that opens its sentence: "Ngày 21/10/2024, lãnh đạo Tổ công tác đề nghị".
_OPENS = re.compile(r"\s*(?:[^,;]{0,20}, )?(?:(?:sáng|chiều|hôm|vào|on)(?!\w) ?)?(?:ngày ?)?")
# A day before the verb binds the task when it leads in: "Trước ngày 15/11/2024, đề nghị …".
LEAD_IN = 24
LEVELS = ("localities", "districts", "communes")


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is told: as printed, the provinces named, how many when counted and by which indicator, and which level they are of."""

    printed: str
    start: int
    end: int
    areas: tuple[str, ...]
    count: int | None
    counted_by: str | None
    family: str | None
    units: frozenset[str]

    @property
    def kind(self) -> Literal["body", "localities", "group"]:
        return "group" if self.count is not None else "localities" if self.areas else "body"


def whom(
    document: Document,
    passage: Passage,
    span: Span,
    context: Context,
    reference: Reference,
    figures: Sequence[tuple[Span, str]],
) -> Whom:
    """The addressee at `span`; `figures`: where an indicator was counted, so that a group knows the one that counts it."""
    at = passage.squeezed
    start, end = at.at(span[0]), at.end(span[1])
    count, counted_by = _counted(passage, span, figures)
    inside = (place for place in passage.places if span[0] <= place.start and place.end <= span[1])
    areas = dict.fromkeys(area for place in inside if (area := area_at(place, None, context)))
    units = frozenset().union(*(token.concepts for token in passage.between("unit", *span)))
    named = family_of(passage, reference, [span])
    return Whom(document.text[start:end], start, end, tuple(areas), count, counted_by, named, units)


def _counted(passage: Passage, span: Span, figures: Sequence[tuple[Span, str]]) -> tuple[int | None, str | None]:
    """How many are addressed when they are counted, and the indicator that counts them."""
    for q in passage.quantities:
        if not (span[0] <= q.start and q.end <= span[1]) or q.unit_side != "right" or not q.units & SUBJECTS:
            continue
        used = (passage.squeezed.at(q.start), passage.squeezed.end(q.end))
        counted = next((name for at, name in figures if at[0] < used[1] and used[0] < at[1]), None)
        # "10 địa phương chậm tiến độ" says how far they are; of "10 địa phương" only the task is said, and nothing is done yet
        says = any(passage.between(layer, *span) for layer in ("status", "stage"))
        return int(q.number.value), counted if says else None
    return None, None


def family_of(passage: Passage, reference: Reference, spans: Iterable[Span]) -> str | None:
    """The first family that one of the spans names; "Thủ tướng giao" tells who gives orders, and not of what."""
    for start, end in spans:
        for token in passage.between("topic", start, end):
            named = sorted(token.concepts & set(reference.families))
            if named and not passage.between("order", token.start, token.end):
                return named[0]
    return None


def deadline_of(passage: Passage, order: Order, context: Context) -> tuple[date | None, DeadlineKind | None]:
    """The first day in the task that is a deadline or lies ahead of the report, else the one that leads in."""
    text, written = passage.squeezed.text, context.published_on or context.month_end
    for dated in passage.dates:
        stated, day = dated.stated, dated.stated.day
        if not order.task[0] <= stated.start < order.task[1] or day is None:
            continue
        if _AVOIDED.search(text[order.task[0] : stated.start]):
            continue
        if _HOUR.search(text, order.task[0], stated.start):
            return day, "by"
        ahead = written is not None and day > written
        if dated.use in {"before", "by"} or (ahead and dated.use in {"as_of", "event"}):
            return day, "before" if dated.use == "before" else "by"
    for dated in passage.dates:
        stated = dated.stated
        if dated.use not in {"before", "by"} or stated.day is None:
            continue
        leads = order.since <= stated.start <= order.since + LEAD_IN and text.startswith(",", stated.end)
        between = max(order.since, order.verb[1]) <= stated.start < order.addressee[0]
        if between or (leads and stated.end <= order.addressee[0]):
            return stated.day, "before" if dated.use == "before" else "by"
    return None, None


def day_of(passage: Passage, start: int, end: int) -> date | None:
    """The day of the meeting or paper that a sentence dates the order to."""
    for dated in passage.dates:
        stated = dated.stated
        if not start <= stated.start < end or stated.day is None:
            continue
        opens = (
            dated.use == "as_of"
            and stated.precision == "day"
            and _OPENS.fullmatch(passage.squeezed.text, start, stated.start)
        )
        if dated.use in {"event", "document"} or opens:
            return stated.day
    return None


def shown_by(passage: Passage, task: Span, told: Whom, reference: Reference) -> str | None:
    """What would show that the task is done, where the catalogue declares it for the family that the task names first.

    Among several: the one that counts what the task counts, then the one that counts whoever is told.
    """
    named = [family for token in passage.between("topic", *task) for family in sorted(token.concepts)]
    counted = frozenset().union(*(q.units for q in passage.quantities if task[0] <= q.start and q.end <= task[1]))
    for family in dict.fromkeys(named):
        said: dict[str, int] = {}
        for layer in ("status", "stage", "subject", "about"):
            for token in passage.between(layer, *task, family):
                for concept in token.concepts:
                    said[concept] = min(token.start, said.get(concept, token.start))
        able = [
            (
                indicator.unit_measure not in counted,
                indicator.unit_measure not in told.units,
                place,
                LEVELS.index(indicator.unit_measure) if indicator.unit_measure in LEVELS else -1,
                indicator.id,
            )
            for indicator in reference.indicators.values()
            if indicator.family == family and _is_of(indicator, told)
            for place in (_place(said, rule) for rule in indicator.completes)
            if place is not None
        ]
        if able:
            return min(able)[-1]
    return None


def _is_of(indicator: Indicator, told: Whom) -> bool:
    """Communes that finish do not make a province finish: a count of one level is shown by that level alone."""
    levels = told.units & set(LEVELS)
    return not levels or indicator.unit_measure not in LEVELS or indicator.unit_measure in levels


def _place(said: Mapping[str, int], rule: Rule) -> int | None:
    """Where a task first says what the rule needs; None when it does not, or says what the rule refuses."""
    places = [min((said[c] for c in group if c in said), default=None) for group in rule.needs]
    if rule.refuses & said.keys() or None in places:
        return None
    return places[0]
