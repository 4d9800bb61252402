"""Adding up: precision, recall, F1, the accuracy of each field, the wrong-figure rate, and the account of numerals.

Holds Tally and how one is made of measured documents, for all facts or those a test lets through. Keeps out: pairing, printing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from benchmarks.score.match import FIELDS, Said, compare
from benchmarks.score.measure import Measured, Side
from tests.labelled.load import Fact

Chosen = Callable[[Measured], Side]


def ours(measured: Measured) -> Side:
    return measured.ours


def plain(measured: Measured) -> Side:
    return measured.plain


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one group of facts; rates are None where nothing was asked."""

    documents: int
    labels: int
    matched: int
    extra: int
    wrong: int  # predicted actual facts that no actual label has
    actual: int  # predicted actual facts
    right: dict[str, int]
    asked: dict[str, int]

    @property
    def precision(self) -> float | None:
        said = self.matched + self.extra
        return self.matched / said if said else None

    @property
    def recall(self) -> float | None:
        return self.matched / self.labels if self.labels else None

    @property
    def f1(self) -> float | None:
        both = 2 * self.matched + self.extra + (self.labels - self.matched)
        return 2 * self.matched / both if both else None

    @property
    def wrong_rate(self) -> float | None:
        return self.wrong / self.actual if self.actual else None

    def accuracy(self, field: str) -> float | None:
        return self.right[field] / self.asked[field] if self.asked[field] else None

    def rates(self) -> dict[str, Any]:
        named = {"precision": self.precision, "recall": self.recall, "f1": self.f1, "wrong_rate": self.wrong_rate}
        return named | {field: self.accuracy(field) for field in FIELDS}


def tally(
    documents: Sequence[Measured],
    side: Chosen = ours,
    family: str | None = None,
    asked: Callable[[Measured, Fact], bool] | None = None,
) -> Tally:
    """The tally of `documents`; of one family of indicators only; `asked` leaves out labels (never predictions)."""
    labels = matched = extra = wrong = actual = 0
    right, compared = dict.fromkeys(FIELDS, 0), dict.fromkeys(FIELDS, 0)

    def counts(thing: Fact | Said) -> bool:
        return family is None or thing.indicator.split(".")[0] == family

    for measured in documents:
        pairing = side(measured).pairing
        day = measured.labelled.context.reference_day
        for fact, prediction in pairing.matched:
            if not counts(fact) or (asked and not asked(measured, fact)):
                continue
            labels, matched = labels + 1, matched + 1
            actual += prediction.obs_kind == "actual"
            for field, verdict in compare(fact, prediction, day).items():
                compared[field] += verdict is not None
                right[field] += verdict is True
        labels += sum(counts(fact) and (asked is None or asked(measured, fact)) for fact in pairing.missed)
        for prediction in pairing.extra:
            if counts(prediction):
                extra += 1
                actual += prediction.obs_kind == "actual"
                wrong += prediction.obs_kind == "actual"
    return Tally(len(documents), labels, matched, extra, wrong, actual, right, compared)


def prose_recall(documents: Sequence[Measured], side: Chosen = ours) -> float | None:
    """Recall on the facts of prose and lists: tables give most facts and would hide them."""
    return tally(documents, side, asked=lambda measured, fact: fact not in measured.in_tables).recall


def mean_f1(documents: Sequence[Measured], side: Chosen = ours) -> float | None:
    """The mean of the F1 of each document; a document without facts counts as 1 when nothing was said of it, else 0."""
    scores = [_f1_of(measured, side) for measured in documents]
    return fmean(scores) if scores else None


def _f1_of(measured: Measured, side: Chosen) -> float:
    f1 = tally([measured], side).f1
    return 1.0 if f1 is None else f1


def false_alarms(documents: Sequence[Measured], side: Chosen = ours) -> tuple[int, int]:
    """(documents without a fact of which something was said, documents without a fact)."""
    silent = [measured for measured in documents if not measured.labelled.facts]
    return sum(bool(side(measured).pairing.extra) for measured in silent), len(silent)


@dataclass(frozen=True, slots=True)
class Account:
    """Numerals of the text: all, those nobody accounted for, those listed as unknown; and quotes of labels found in it."""

    numerals: int
    unaccounted: int
    unknown: int
    quotes: int
    quotes_found: int
    refused: int


def account(documents: Sequence[Measured]) -> Account:
    return Account(
        sum(m.numerals for m in documents),
        sum(len(m.unaccounted) for m in documents),
        sum(len(m.unknown) for m in documents),
        sum(sum(fact.quote is not None for fact in m.labelled.facts) for m in documents),
        sum(m.quotes_found for m in documents),
        sum(m.refused is not None for m in documents),
    )
