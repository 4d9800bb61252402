"""Who told whom to do what by when, sentence by sentence: what reports ask for, beside what they count.

Holds the walk over the blocks of prose, who issues an order when its own sentence does not say, and the list that is open. Keeps
out: the grammar of one sentence (orders, order_lists), what a task is about (asked), what is told twice (retold), figures (bind),
and every wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.extract.asked import Whom, day_of, deadline_of, family_of, shown_by, whom
from pipeline.extract.context import Context, Found, evidence_at
from pipeline.extract.issuers import Span
from pipeline.extract.order_forms import Order
from pipeline.extract.order_lists import (
    addressee_of_items,
    is_announced,
    looks_like_item,
    opens_list,
    task_in_item,
    told_in_item,
)
from pipeline.extract.orders import orders
from pipeline.extract.spans import Passage
from pipeline.reference import Reference
from pipeline.terms import Block, Document, Instruction, Modality

# How many paragraphs an issuer is remembered for.
MEMORY = 2
# A quote goes from the sentence that names the addressee to the item with the task, but no further than this.
LONGEST_QUOTE = 3000
LONGEST_SENTENCE = 6000  # what is longer is a page without full stops, and its orders would be nobody's sentence


@dataclass(frozen=True, slots=True)
class _List:
    """A list of tasks that is open: its verb, whom all its items tell (None: each names its own), and where the quote begins."""

    modality: Modality
    told: Whom | None
    start: int
    family: str | None


@dataclass(slots=True)
class _Voice:
    """Who spoke last, on which day, how many paragraphs ago; and the list that is open."""

    issuer: str | None = None
    day: date | None = None
    age: int = MEMORY + 1
    lists: list[_List] = field(default_factory=list)

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

    def read(self, passages: Iterable[tuple[Block, Passage]]) -> list[Instruction]:
        """Every instruction in reading order, repeats included."""
        told: list[Instruction] = []
        for block, passage in passages:
            if block.kind not in {"paragraph", "list_item"}:
                self.voice = _Voice()
                continue
            item = block.kind == "list_item" or bool(self.voice.lists and looks_like_item(passage.squeezed.text))
            if not item:
                self.voice.age += 1
                self.voice.lists = []
            for start, end in passage.sentences:
                told += self._sentence(passage, (start, end), item)
        return told

    def _sentence(self, passage: Passage, sentence: Span, item: bool) -> list[Instruction]:
        if sentence[1] - sentence[0] > LONGEST_SENTENCE:
            return []
        found = orders(passage, *sentence, carried=self.voice.heard)
        opened = opens_list(passage, *sentence, found)
        if not found and opened is None and item and self.voice.lists:
            return self._item(passage, sentence)
        if opened and opened.addressee:
            found = [o for o in found if o.verb != opened.verb or not is_announced(passage, o, sentence[1])]
        made = [self._instruction(passage, sentence, order) for order in found]
        if opened:
            at, plain = passage.squeezed, passage.squeezed.plain
            told = self._whom(passage, opened.addressee) if opened.addressee else None
            family = family_of(passage, self.reference, [sentence])
            self.voice.lists = [_List(opened.modality, told, at.at(sentence[0]), family)]
            issuer = plain[slice(*opened.issuer)] if opened.issuer else None
            self._hear(issuer, day_of(passage, *sentence))
        return made

    def _item(self, passage: Passage, sentence: Span) -> list[Instruction]:
        """An item names whom it tells, or goes on with the addressee of its list, or opens a list below."""
        above = self.voice.lists[-1]
        told = addressee_of_items(passage, *sentence)
        if told:
            inner = _List(above.modality, self._whom(passage, told), passage.squeezed.at(sentence[0]), above.family)
            self.voice.lists = [self.voice.lists[0], inner]
            return []
        if order := told_in_item(passage, *sentence, above.modality):
            return [self._instruction(passage, sentence, order)]
        task = task_in_item(passage, *sentence) if above.told else None
        if task is None or passage.squeezed.end(sentence[1]) - above.start > LONGEST_QUOTE:
            return []
        nowhere = (sentence[0], sentence[0])
        return [
            self._instruction(
                passage, sentence, Order(above.modality, sentence[0], nowhere, None, nowhere, task), above
            )
        ]

    def _hear(self, issuer: str | None, day: date | None) -> None:
        if issuer:
            self.voice.issuer, self.voice.day = issuer, day
        if issuer or self.voice.heard:
            self.voice.age = 0

    def _whom(self, passage: Passage, span: Span) -> Whom:
        return whom(self.document, passage, span, self.context, self.reference, self.figures)

    def _instruction(self, passage: Passage, sentence: Span, order: Order, under: _List | None = None) -> Instruction:
        at, plain = passage.squeezed, passage.squeezed.plain
        own = plain[slice(*order.issuer)] if order.issuer else None
        carried = self.voice.issuer if own is None and self.voice.heard else None
        day = day_of(passage, sentence[0], order.verb[0]) or (self.voice.day if carried else None)
        self._hear(own, day)
        told = under.told if under and under.told else self._whom(passage, order.addressee)
        if told.count is not None and told.counted_by is None:
            self.addressed.append((told.start, told.end))
        due, kind = deadline_of(passage, order, self.context)
        family = told.family or family_of(passage, self.reference, [order.task, sentence])
        quote = (under.start if under else at.at(sentence[0]), at.end(sentence[1]))
        return Instruction(
            issuer=own or carried,
            issuer_carried=own is None and carried is not None,
            modality=order.modality,
            addressee=told.printed,
            addressee_kind=told.kind,
            addressee_areas=told.areas,
            addressee_count=told.count,
            addressee_indicator=told.counted_by,
            family=family or (under.family if under else None),
            task=self.document.text[at.at(order.task[0]) : at.end(order.task[1])],
            deadline=due,
            deadline_kind=kind,
            indicator=shown_by(passage, order.task, told, self.reference),
            issued_on=day,
            evidence=evidence_at(self.document, quote, None, "clause", None, []),
        )
