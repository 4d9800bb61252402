"""Who told whom to do what by when, sentence by sentence: what reports ask for, beside what they count.

Holds the walk over the blocks of prose, who issues an order when its own sentence does not say, the family, deadline and
indicator of a task, and one row for what a document tells twice. Keeps out: the grammar of one sentence (orders), figures
(bind), and every wording. An instruction without a deadline, or that no indicator would show, is a finding and stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pipeline.extract.context import Context, Found, area_at, evidence_at
from pipeline.extract.orders import Order, opens_list, orders, told_in_item
from pipeline.extract.spans import SUBJECTS, Passage
from pipeline.reference import Reference, Rule
from pipeline.terms import Block, Document, Instruction, Modality

# "không để dồn việc vào cuối năm": what is to be avoided, not when.
_AVOIDED = re.compile(r"(?<!\w)(?:không để|tránh|không dồn|avoid)(?!\w)[^,;]*$")
# How many paragraphs an issuer is remembered for.
MEMORY = 2


@dataclass(slots=True)
class _Voice:
    """Who spoke last, on which day, how many paragraphs ago; and the verb of a list that is open."""

    issuer: str | None = None
    day: date | None = None
    age: int = MEMORY + 1
    list_verb: Modality | None = None

    @property
    def heard(self) -> bool:
        return self.age <= MEMORY


class InstructionReader:
    """Reads the instructions of one document from passages that were analysed already."""

    def __init__(self, document: Document, context: Context, reference: Reference, found: Sequence[Found]) -> None:
        self.document, self.context, self.reference = document, context, reference
        self.figures = [(span, item.observation.indicator) for item in found for span in item.used]
        self.voice = _Voice()
        self.addressed: list[tuple[int, int]] = []  # counts of those who are only told what to do

    def read(self, passages: Iterable[tuple[Block, Passage]]) -> tuple[Instruction, ...]:
        """Every instruction in reading order; one that is told twice stands once, in its fuller form."""
        told: list[Instruction] = []
        for block, passage in passages:
            if block.kind not in {"paragraph", "list_item"}:
                self.voice = _Voice()
                continue
            if block.kind == "paragraph":
                self.voice.age += 1
                self.voice.list_verb = None
            for start, end in passage.sentences:
                told += self._sentence(block, passage, start, end)
        return _once(told)

    def _sentence(self, block: Block, passage: Passage, start: int, end: int) -> list[Instruction]:
        found = orders(passage, start, end, carried=self.voice.heard)
        if not found and block.kind == "list_item" and self.voice.list_verb:
            item = told_in_item(passage, start, end, self.voice.list_verb)
            found = [item] if item else []
        made = [self._instruction(passage, (start, end), order) for order in found]
        if verb := opens_list(passage, start, end):
            self.voice.list_verb = verb
            opener = orders_issuer(passage, start, end)
            self._hear(opener, self._day(passage, start, end))
        return made

    def _hear(self, issuer: str | None, day: date | None) -> None:
        if issuer:
            self.voice.issuer, self.voice.day = issuer, day
        if issuer or self.voice.heard:
            self.voice.age = 0

    def _instruction(self, passage: Passage, sentence: tuple[int, int], order: Order) -> Instruction:
        at, plain = passage.squeezed, passage.squeezed.plain
        own = plain[slice(*order.issuer)] if order.issuer else None
        carried = self.voice.issuer if own is None and self.voice.heard else None
        day = self._day(passage, sentence[0], order.verb[0]) or (self.voice.day if carried else None)
        self._hear(own, day)
        family = self._family(passage, order, sentence)
        due, kind = self._deadline(passage, order)
        count, counted = self._group(passage, order)
        if count is not None and not _says_how_far(passage, order.addressee):
            counted = None
            self.addressed.append((at.at(order.addressee[0]), at.end(order.addressee[1])))
        areas = self._areas(passage, order)
        return Instruction(
            issuer=own or carried,
            issuer_carried=own is None and carried is not None,
            modality=order.modality,
            addressee=_as_printed(self.document, passage, order.addressee),
            addressee_kind="group" if count is not None else "localities" if areas else "body",
            addressee_areas=areas,
            addressee_count=count,
            addressee_indicator=counted,
            family=family,
            task=_as_printed(self.document, passage, order.task),
            deadline=due,
            deadline_kind=kind,
            indicator=self._indicator(passage, order),
            issued_on=day,
            evidence=evidence_at(self.document, (at.at(sentence[0]), at.end(sentence[1])), None, "clause", None, []),
        )

    def _family(self, passage: Passage, order: Order, sentence: tuple[int, int]) -> str | None:
        """The family of the group that is addressed, else the one named in the task, else in the sentence."""
        for start, end in (order.addressee, order.task, sentence):
            for token in passage.between("topic", start, end):
                named = sorted(token.concepts & set(self.reference.families))
                if named:
                    return named[0]
        return None

    def _deadline(self, passage: Passage, order: Order) -> tuple[date | None, Literal["before", "by"] | None]:
        """The first day in the task that is a deadline, or that lies ahead of the report."""
        written = self.context.published_on or self.context.month_end
        for dated in passage.dates:
            if not order.task[0] <= dated.stated.start < order.task[1] or dated.stated.day is None:
                continue
            if _AVOIDED.search(passage.squeezed.text[order.task[0] : dated.stated.start]):
                continue
            ahead = written is not None and dated.stated.day > written
            if dated.use in {"before", "by"} or (ahead and dated.use in {"as_of", "event"}):
                return dated.stated.day, "before" if dated.use == "before" else "by"
        return None, None

    def _group(self, passage: Passage, order: Order) -> tuple[int | None, str | None]:
        """How many localities are addressed when they are counted, and the indicator that counts them."""
        start, end = order.addressee
        for q in passage.quantities:
            if not (start <= q.start and q.end <= end) or q.unit_side != "right" or not q.units & SUBJECTS:
                continue
            span = (passage.squeezed.at(q.start), passage.squeezed.end(q.end))
            counted = next((name for used, name in self.figures if used[0] < span[1] and span[0] < used[1]), None)
            return int(q.number.value), counted
        return None, None

    def _areas(self, passage: Passage, order: Order) -> tuple[str, ...]:
        """Provinces that are named as addressees."""
        start, end = order.addressee
        named = (
            area_at(place, None, self.context) for place in passage.places if start <= place.start and place.end <= end
        )
        return tuple(dict.fromkeys(area for area in named if area))

    def _indicator(self, passage: Passage, order: Order) -> str | None:
        """What would show that the task is done, where the catalogue declares it for the family that the task names first."""
        start, end = order.task
        named = [family for token in passage.between("topic", start, end) for family in sorted(token.concepts)]
        for family in dict.fromkeys(named):
            said: dict[str, int] = {}
            for layer in ("status", "stage", "subject", "about"):
                for token in passage.between(layer, start, end, family):
                    for concept in token.concepts:
                        said[concept] = min(token.start, said.get(concept, token.start))
            able = [
                (place, indicator.id)
                for indicator in self.reference.indicators.values()
                if indicator.family == family
                for place in (_place(said, rule) for rule in indicator.completes)
                if place is not None
            ]
            if able:
                return min(able)[1]
        return None

    def _day(self, passage: Passage, start: int, end: int) -> date | None:
        """The day of the meeting or paper that a sentence dates the order to."""
        days = [d.stated.day for d in passage.dates if start <= d.stated.start < end and d.use in {"event", "document"}]
        return next((day for day in days if day is not None), None)


def _says_how_far(passage: Passage, addressee: tuple[int, int]) -> bool:
    """ "10 địa phương chậm tiến độ" says how far they are; of "10 địa phương" only the task is said, and nothing is done yet."""
    return any(passage.between(layer, *addressee) for layer in ("status", "stage"))


def _place(said: Mapping[str, int], rule: Rule) -> int | None:
    """Where a task first says what the rule needs; None when it does not, or says what the rule refuses."""
    places = [min((said[c] for c in group if c in said), default=None) for group in rule.needs]
    if rule.refuses & said.keys() or None in places:
        return None
    return places[0]


def orders_issuer(passage: Passage, start: int, end: int) -> str | None:
    """Who opens a list of orders: the last body or official of the sentence."""
    tokens = [*passage.between("issuer", start, end), *passage.between("body", start, end)]
    if not tokens:
        return None
    last = max(tokens, key=lambda token: (token.end, token.end - token.start))
    return passage.squeezed.plain[last.start : last.end]


def _as_printed(document: Document, passage: Passage, span: tuple[int, int]) -> str:
    at = passage.squeezed
    return document.text[at.at(span[0]) : at.end(span[1])]


def _once(told: Sequence[Instruction]) -> tuple[Instruction, ...]:
    """An order told twice to the same counted or named addressees about the same family: the longer task stands."""
    kept: list[Instruction] = []
    for one in told:
        same = next((i for i, other in enumerate(kept) if _same(one, other)), None)
        if same is None:
            kept.append(one)
        elif len(one.task) > len(kept[same].task):
            kept[same] = one if one.issuer else replace(one, issuer=kept[same].issuer)
    return tuple(kept)


def _same(one: Instruction, other: Instruction) -> bool:
    if one.addressee_kind == "body":
        return (one.addressee, one.task) == (other.addressee, other.task)
    return (one.addressee_kind, one.addressee_count, one.addressee_areas, one.family) == (
        other.addressee_kind,
        other.addressee_count,
        other.addressee_areas,
        other.family,
    )
