"""Puts a person's decisions into effect: lookups before a document is extracted (lookups), corrections and ignores after.

Holds what each decision changes and, for those that change nothing, why. A decision touches the figure or numeral it
names and nothing else; quote, offsets and value_text stay as printed. Keeps out: where decisions are written down
(sources/decisions), which report they are about, and what a run does with one that no longer bites (assets).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pipeline.extract import Extraction
from pipeline.extract.account import unread_at
from pipeline.extract.context import Context, address_of, bounds, box_of, evidence_at, printed_words
from pipeline.extract.lookups import looked_up
from pipeline.reference import Reference
from pipeline.sources.decisions import Correction, Entry, Figure, Ignore, Lookup, NumeralDecision, numeral_places
from pipeline.terms import Document, Observation, UnreadFigure, UnreadReason
from pipeline.vietnamese.numbers import find_numbers
from pipeline.vietnamese.text import fold

# What waits for a person; an unread figure of any other reason has been explained without one.
TO_REVIEW: tuple[UnreadReason, ...] = ("unknown", "low_confidence", "refused")
NOT_THERE = "the quote is not in the report"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """Why a person changed or supplied a figure, and the fields as they had been read (none: it was not read)."""

    correction: str
    corrected_from: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """An extraction with the decisions in effect. `changes` by place in `extraction.observations`.

    `bites`: the entries that changed something; `missed`: those that changed nothing here, with one line why.
    """

    extraction: Extraction
    changes: Mapping[int, Change]
    bites: frozenset[Entry]
    missed: Mapping[Entry, str]


def extract_with(document: Document, context: Context, reference: Reference, entries: Sequence[Entry]) -> Decided:
    """What the document says once `entries`, all of them about this document, are in effect."""
    lookups = tuple(entry for entry in entries if isinstance(entry, Lookup))
    extraction, idle = looked_up(document, context, reference, lookups)
    work = _Work(document, context, reference, extraction)
    for entry in entries:
        if isinstance(entry, Correction):
            work.note(entry, work.correct(entry))
    for entry in entries:
        if isinstance(entry, Ignore):
            work.note(entry, work.ignore(entry))
    missed = {**idle, **work.missed}
    changed, changes = work.result()
    return Decided(changed, changes, frozenset(entry for entry in entries if entry not in missed), missed)


def quote_start(text: str, figure: UnreadFigure) -> int:
    """Where the quote of an unread figure begins in the text of its document."""
    first = max(0, figure.char_end - len(figure.quote))
    found = text.find(figure.quote, first, figure.char_start + len(figure.quote))
    return found if found >= 0 else figure.char_start


# --- corrections and ignores -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Work:
    """One document while its corrections and ignores are put into effect; targets are found in the first reading."""

    document: Document
    context: Context
    reference: Reference
    read: Extraction
    changed: dict[int, tuple[Observation, Change]] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    supplied: list[tuple[Observation, Change]] = field(default_factory=list)
    reasons: dict[int, UnreadReason | None] = field(default_factory=dict)  # by unread figure; None: now a figure
    unread: list[UnreadFigure] = field(default_factory=list)
    missed: dict[Entry, str] = field(default_factory=dict)

    def note(self, entry: Entry, why_not: str | None) -> None:
        if why_not is not None:
            self.missed[entry] = why_not

    def correct(self, entry: Correction) -> str | None:
        """None when it bites, else why it does not; the same for `ignore`."""
        places = entry.places_in(self.document.text)
        outcomes = [self._supply(entry, span) if entry.supply else self._set(entry, span) for span in places]
        return _one_bites(outcomes)

    def ignore(self, entry: Ignore) -> str | None:
        return _one_bites([self._ignore(entry, span) for span in entry.places_in(self.document.text)])

    def result(self) -> tuple[Extraction, dict[int, Change]]:
        """The extraction as decided, in reading order, and the changes by place."""
        found: list[tuple[Observation, Change | None]] = [
            self.changed.get(index, (observation, None))
            for index, observation in enumerate(self.read.observations)
            if index not in self.withdrawn
        ]
        found += self.supplied
        found.sort(key=lambda item: item[0].evidence.char_start)
        unread = [
            figure if index not in self.reasons else replace(figure, reason=reason)
            for index, figure in enumerate(self.read.unread)
            if (reason := self.reasons.get(index, figure.reason)) is not None
        ]
        unread = sorted([*unread, *self.unread], key=lambda figure: (figure.char_start, figure.char_end))
        changes = {index: change for index, (_, change) in enumerate(found) if change is not None}
        return replace(self.read, observations=tuple(item for item, _ in found), unread=tuple(unread)), changes

    # what stands at a place

    def _unread_at(self, span: Span) -> int | None:
        for index, figure in enumerate(self.read.unread):
            if self._same((figure.char_start, figure.char_end), span):
                return index
        return None

    def _same(self, place: Span, span: Span) -> bool:
        """84,5 and 84,5% are one numeral, 461 and 461/705 are two; "Hà Nam" is "tỉnh Hà Nam"."""
        digits = [re.search(r"\d(?:.*\d)?", self.document.text[a:b], re.DOTALL) for a, b in (place, span)]
        if digits[0] and digits[1]:
            return (place[0] + digits[0].start(), digits[0].group()) == (span[0] + digits[1].start(), digits[1].group())
        within = (place[0] <= span[0] and span[1] <= place[1]) or (span[0] <= place[0] and place[1] <= span[1])
        return within and not any(digits)

    def _read_at(self, entry: NumeralDecision, span: Span) -> tuple[list[int], str]:
        """The observations made of the numeral at `span` that are as `was` says, and why there is none."""
        was = entry.was.given() if entry.was else {}
        here = [i for i, o in enumerate(self.read.observations) if self._stands_at(o, span, entry.value_text is None)]
        wanted = [i for i in here if all(getattr(self.read.observations[i], k) == v for k, v in was.items())]
        if wanted:
            return wanted, ""
        if here:
            return [], f"the figure read there is not as `was` says: {_shown(self.read.observations[here[0]], was)}"
        return [], "no figure was read there"

    def _stands_at(self, observation: Observation, span: Span, listed: bool) -> bool:
        evidence = observation.evidence
        if listed or evidence.value_text is None:
            both = listed and evidence.value_text is None
            return both and evidence.char_start < span[1] and span[0] < evidence.char_end
        return self._printed(observation, span) is not None

    def _printed(self, observation: Observation, span: Span) -> Span | None:
        """Where the value_text of the observation is printed, if that is at `span`."""
        evidence = observation.evidence
        if self._unread_at(span) is not None:
            return None
        for place in numeral_places(
            self.document.text, evidence.value_text or "", evidence.char_start, evidence.char_end
        ):
            cell = self._cell_at(place)
            elsewhere = evidence.cell is not None and cell is not None and cell != evidence.cell
            box = box_of(printed_words(self.document, *place)) if evidence.box is not None else None
            if self._same(place, span) and not elsewhere and box == evidence.box:
                return place
        return None

    def _cell_at(self, span: Span) -> str | None:
        """The address of the table cell around `span`, as evidence gives it."""
        for table in self.document.tables:
            if table.char_start <= span[0] < table.char_end:
                for cell in table.cells:
                    if cell.char_start <= span[0] and span[1] <= cell.char_end:
                        return address_of(cell)
        return None

    # what an entry does there

    def _set(self, entry: Correction, span: Span) -> str | None:
        assert entry.set is not None
        indices, why_not = self._read_at(entry, span)
        if not indices:
            return why_not
        if len(indices) > 1:
            names = ", ".join(_name(self.read.observations[i]) for i in indices)
            return f"{len(indices)} figures were read there: name one with was ({names})"
        index = indices[0]
        if index in self.changed:
            return "another entry corrects this figure already"
        before = self.read.observations[index]
        after = self._with(before, entry.set)
        if after == before:
            return "the report is now read this way without it: remove the entry"
        change = Change(entry.why, _difference(before, after))
        self.changed[index] = replace(after, flags=(*after.flags, "corrected")), change
        return None

    def _supply(self, entry: Correction, span: Span) -> str | None:
        assert entry.supply is not None
        figure = entry.supply
        key = (figure.indicator, figure.ref_area, figure.obs_kind or "actual", figure.obs_value, figure.status)
        read = [o for o in self.read.observations if self._stands_at(o, span, listed=False)]
        if key in {(o.indicator, o.ref_area, o.obs_kind, o.obs_value, o.status) for o in read}:
            return "the report is now read this way without it: remove the entry"
        index = self._unread_at(span)
        if index is not None:
            unread = self.read.unread[index]
            start = quote_start(self.document.text, unread)
            end = start + len(unread.quote)
            self.reasons[index] = None
        elif read:
            start, end = read[0].evidence.char_start, read[0].evidence.char_end
        else:
            return self._other_numeral(span)
        made = self._with(self._blank(entry, span, start, end), figure)
        self.supplied.append((replace(made, flags=("supplied",)), Change(entry.why, None)))
        return None

    def _ignore(self, entry: Ignore, span: Span) -> str | None:
        index = self._unread_at(span)
        if index is not None:
            if entry.was is not None:
                return "no figure is read there any more: was has nothing to name"
            reason = self.read.unread[index].reason
            if index in self.reasons:
                return "another entry decides this numeral already"
            if reason not in TO_REVIEW:
                return f"the numeral is explained without it (reason {reason}): remove the entry"
            self.reasons[index] = "ignored"
            return None
        indices, why_not = self._read_at(entry, span)
        if not indices:
            return self._other_numeral(span) if why_not == "no figure was read there" else why_not
        if self.withdrawn.intersection(indices) or any(i in self.changed for i in indices):
            return "another entry decides this figure already"
        self.withdrawn.update(indices)
        first = self.read.observations[indices[0]]
        place = self._printed(first, span) if entry.value_text is not None else None
        kept = [o for i, o in enumerate(self.read.observations) if i not in self.withdrawn]
        if place is not None and not any(self._stands_at(o, span, listed=False) for o in kept):
            self._leave_unread(place, first)
        return None

    def _other_numeral(self, span: Span) -> str:
        for figure in self.read.unread:
            if figure.char_start < span[1] and span[0] < figure.char_end:
                return f"the numeral there is '{figure.value_text}': write it as value_text"
        return "no figure was read there"

    def _leave_unread(self, span: Span, observation: Observation) -> None:
        """A withdrawn figure's numeral is accounted for, and so is a denominator that only this figure used."""
        if any(char.isdigit() for char in self.document.text[slice(*span)]):
            self._list_unread(span, observation)
        evidence = observation.evidence
        if observation.denominator is None:
            return
        base, text = evidence.char_start, self.document.text
        kept = [o for i, o in enumerate(self.read.observations) if i not in self.withdrawn]
        for number in find_numbers(fold(evidence.quote), self.context.number_format):
            place = (base + number.start, base + number.end)
            beside = place[1] <= span[0] or span[1] <= place[0]
            taken = any(f.char_start < place[1] and place[0] < f.char_end for f in self.read.unread)
            used = any(
                o.evidence.value_text and place[0] < b and a < place[1]
                for o in kept
                for a, b in numeral_places(
                    text, o.evidence.value_text or "", o.evidence.char_start, o.evidence.char_end
                )
            ) or any(o.denominator == observation.denominator and o.evidence.char_start == base for o in kept)
            if beside and number.value == observation.denominator and not taken and not used:
                self._list_unread(place, observation)
                return

    def _list_unread(self, span: Span, observation: Observation) -> None:
        self.unread.append(unread_at(self.document, span, "ignored", observation.evidence.quote))

    # making figures

    def _blank(self, entry: Correction, span: Span, start: int, end: int) -> Observation:
        """A figure that says nothing yet, with the evidence of the numeral at `span`."""
        assert entry.supply is not None and entry.supply.indicator is not None and entry.supply.ref_area is not None
        evidence = evidence_at(self.document, (start, end), span, "supplied", self._cell_at(span), [span])
        return Observation(
            indicator=entry.supply.indicator,
            ref_area=entry.supply.ref_area,
            time_period=None if entry.supply.obs_kind in {"target", "promise"} else self.context.reference_day,
            time_precision="unstated",
            obs_value=None,
            obs_low=None,
            obs_high=None,
            numerator=None,
            denominator=None,
            unit_measure="",
            obs_status="A",
            qualifier=None,
            status=None,
            obs_kind="actual",
            deadline=None,
            deadline_kind=None,
            attributed_to=self.context.default_attribution,
            assurance=self.context.assurance,  # type: ignore[arg-type]
            flags=(),
            evidence=evidence,
        )

    def _with(self, observation: Observation, figure: Figure) -> Observation:
        """The observation with the fields given, and those that follow from them: unit, interval, numerator."""
        given: dict[str, Any] = figure.given()
        unit = self.reference.indicators[given.get("indicator", observation.indicator)].unit_measure
        given["unit_measure"] = unit
        if given.get("time_period") is not None:
            given.setdefault("time_precision", "day")
        if "deadline" in given and given["deadline"] is None:
            given.setdefault("deadline_kind", None)
        made = replace(observation, **given)
        if (made.obs_value, made.qualifier) != (observation.obs_value, observation.qualifier):
            low, high = self._interval(made)
            made = replace(made, obs_low=given.get("obs_low", low), obs_high=given.get("obs_high", high))
        parts = (made.obs_value, made.denominator, unit)
        if parts != (observation.obs_value, observation.denominator, observation.unit_measure):
            numerator = made.obs_value if made.denominator is not None and unit != "percent" else None
            made = replace(made, numerator=given.get("numerator", numerator))
        return made

    def _interval(self, observation: Observation) -> tuple[float | None, float | None]:
        value = observation.obs_value
        if value is None:
            return None, None
        printed = find_numbers(fold(observation.evidence.value_text or ""), self.context.number_format)
        step = next((number.step for number in printed if number.value == value), 1.0)
        return bounds(value, step, observation.qualifier)


def _one_bites(outcomes: list[str | None]) -> str | None:
    """None when the entry did something at one of its places, else why not at the first."""
    if not outcomes:
        return NOT_THERE
    return None if None in outcomes else outcomes[0]


def _name(observation: Observation) -> str:
    return f"{observation.indicator} {observation.ref_area}"


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    return value.isoformat() if isinstance(value, date) else "none" if value is None else str(value)


def _shown(observation: Observation, names: Iterable[str]) -> str:
    return "; ".join(f"{name}={_text(getattr(observation, name))}" for name in names)


def _difference(before: Observation, after: Observation) -> str:
    """The fields that were read otherwise, as they were read."""
    names = (*Figure.model_fields, "unit_measure")
    return _shown(before, [name for name in names if getattr(before, name) != getattr(after, name)])
