"""Which predictions are which labels: by (indicator, ref_area, obs_kind) with equal value, and how the other fields compare.

Holds Said (a prediction with what the score compares), the pairing and the comparison of fields. Keeps out: files, adding up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.terms import Observation
from tests.labelled.load import Fact

FIELDS = ("time_period", "status", "qualifier", "denominator", "deadline", "attributed_to")


@dataclass(frozen=True, slots=True)
class Said:
    """One prediction. `stated`: its time was printed, not taken from the report's reference date."""

    indicator: str
    ref_area: str
    obs_kind: str
    obs_value: float | None
    time_period: date | None = None
    stated: bool = False
    qualifier: str | None = None
    status: str | None = None
    denominator: float | None = None
    deadline: date | None = None
    attributed_to: str | None = None
    quote: str = ""


def said(observation: Observation) -> Said:
    o = observation
    return Said(
        o.indicator, o.ref_area, o.obs_kind, o.obs_value, o.time_period, o.time_precision != "unstated", o.qualifier,
        o.status, o.denominator, o.deadline, o.attributed_to, o.evidence.quote,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pairing:
    """The matches of one document, the labels nothing matched and the predictions no label asked for."""

    matched: tuple[tuple[Fact, Said], ...]
    missed: tuple[Fact, ...]
    extra: tuple[Said, ...]


def pair(facts: Sequence[Fact], predictions: Sequence[Said], reference_day: date | None) -> Pairing:
    """One to one; of several with one key, those that agree in most fields first.

    A label whose key another label of the document was matched by is a repeat, and is not missed.
    """
    left = list(predictions)
    candidates = []
    for i, fact in enumerate(facts):
        for j, prediction in enumerate(left):
            if _same(fact, prediction):
                agreeing = sum(verdict is True for verdict in compare(fact, prediction, reference_day).values())
                candidates.append((-agreeing, i, j))
    taken_facts: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in taken_facts and j not in taken:
            taken_facts[i] = j
            taken.add(j)
    found = {_key(facts[i]) for i in taken_facts}
    return Pairing(
        tuple((facts[i], left[j]) for i, j in sorted(taken_facts.items())),
        tuple(fact for i, fact in enumerate(facts) if i not in taken_facts and _key(fact) not in found),
        tuple(prediction for j, prediction in enumerate(left) if j not in taken),
    )


def _key(thing: Fact | Said) -> tuple[str, str, str, float | None]:
    return thing.indicator, thing.ref_area, thing.obs_kind, thing.obs_value


def _same(fact: Fact, prediction: Said) -> bool:
    return _key(fact)[:3] == _key(prediction)[:3] and equal(fact.obs_value, prediction.obs_value)


def equal(one: float | None, other: float | None) -> bool:
    """Equal as printed: only the dust of binary fractions is forgiven."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def compare(fact: Fact, prediction: Said, reference_day: date | None) -> dict[str, bool | None]:
    """True or False for each field of a match; None where the label does not ask."""
    return {
        "time_period": _same_time(fact, prediction, reference_day),
        "status": _same_status(fact, prediction),
        "qualifier": fact.qualifier == prediction.qualifier,
        "denominator": equal(fact.denominator, prediction.denominator),
        "deadline": fact.deadline == prediction.deadline,
        "attributed_to": _same_body(fact.attributed_to, prediction.attributed_to) if fact.has_attribution else None,
    }


def _same_time(fact: Fact, prediction: Said, reference_day: date | None) -> bool:
    if fact.time_period is None:
        return not prediction.stated or prediction.time_period in {None, reference_day}
    return fact.time_period == prediction.time_period


def _same_status(fact: Fact, prediction: Said) -> bool | None:
    """The guide has no word for the status of a promise; the product says planned."""
    if fact.status is None and not fact.indicator.endswith(".status"):
        return None
    if fact.status is None and fact.obs_kind == "promise":
        return prediction.status in {None, "planned"}
    return fact.status == prediction.status


def _same_body(label: str | None, found: str | None) -> bool:
    return (label or "").casefold() == (found or "").casefold()
