"""The printed score: one table a set, ours and the baseline side by side; and the list of what was missed, extra or wrong.

Holds text and JSON. Keeps out: counting (tally), deciding what is enough (floors).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.score import tally as t
from benchmarks.score.match import FIELDS, Said, compare
from benchmarks.score.measure import Measured
from tests.labelled.load import Fact

Groups = list[tuple[str, t.Tally, t.Tally]]
_HEADS = ("", "docs", "facts", "P", "R", "F1", "wrong", "time", "status", "qualif", "denom", "deadl", "who")
_PLAIN = ("P", "R", "F1", "wrong")


def groups(documents: Sequence[Measured]) -> Groups:
    """(name, ours, baseline) of all documents, of each format, and of each family of indicators."""
    found: Groups = [("all", t.tally(documents), t.tally(documents, t.plain))]
    for name in sorted({m.labelled.format for m in documents}):
        some = [m for m in documents if m.labelled.format == name]
        found.append((f"format {name}", t.tally(some), t.tally(some, t.plain)))
    for family in sorted({fact.indicator.split(".")[0] for m in documents for fact in m.labelled.facts}):
        found.append((f"family {family}", t.tally(documents, family=family), t.tally(documents, t.plain, family)))
    return found


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def table(name: str, documents: Sequence[Measured]) -> str:
    """The score of one set as text."""
    lines = [[*_HEADS, "|", *_PLAIN]]
    for label, ours, plain in groups(documents):
        row = [label, "" if label.startswith("family") else str(ours.documents), str(ours.labels)]
        row += [_rate(rate) for rate in (ours.precision, ours.recall, ours.f1, ours.wrong_rate)]
        row += [_rate(ours.accuracy(field)) for field in FIELDS]
        row += ["|", *(_rate(rate) for rate in (plain.precision, plain.recall, plain.f1, plain.wrong_rate))]
        lines.append(row)
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    out = [f"set {name}: ours on the left, plain regular expressions without binding on the right of the bar"]
    for line in lines:
        cells = [
            text.ljust(w) if i == 0 else text.rjust(w) for i, (text, w) in enumerate(zip(line, widths, strict=True))
        ]
        out.append("  ".join(cells).rstrip())
    out.extend(f"  {label:<52} {ours:>22}  {plain:>22}" for label, ours, plain in _totals(documents))
    return "\n".join(out)


def _totals(documents: Sequence[Measured]) -> Iterator[tuple[str, str, str]]:
    yield "", "ours", "plain"
    for label, measure in (("mean F1 over documents", t.mean_f1), ("recall on prose and lists alone", t.prose_recall)):
        yield label, _rate(measure(documents)), _rate(measure(documents, t.plain))
    (alarms, silent), (plain_alarms, _) = t.false_alarms(documents), t.false_alarms(documents, t.plain)
    yield "documents without a fact, of which something is said", f"{alarms} of {silent}", f"{plain_alarms} of {silent}"
    held = t.account(documents)
    numerals = max(1, held.numerals)
    yield "numerals accounted for", f"{1 - held.unaccounted / numerals:.4f} of {held.numerals}", "-"
    yield "numerals that are unknown", f"{held.unknown / numerals:.4f}", "-"
    yield "quotes of labels found in the text as read", f"{held.quotes_found} of {held.quotes}", "-"
    yield "documents refused", str(held.refused), "-"
    yield "extraction, documents/s · kB of text/s, one core", *(_speed(documents, side) for side in (t.ours, t.plain))
    for name in sorted({m.labelled.format for m in documents}):
        some = [m for m in documents if m.labelled.format == name]
        yield f"reading {name}, documents/s · pages/s, one core", _reading_speed(some), "-"


def _speed(documents: Sequence[Measured], side: t.Chosen) -> str:
    seconds = sum(side(m).seconds for m in documents) or 1e-9
    return f"{len(documents) / seconds:.0f} · {sum(m.characters for m in documents) / 1000 / seconds:.0f}"


def _reading_speed(documents: Sequence[Measured]) -> str:
    seconds = sum(m.read_seconds for m in documents) or 1e-9
    return f"{len(documents) / seconds:.1f} · {sum(m.pages for m in documents) / seconds:.1f}"


def as_json(documents: Sequence[Measured]) -> dict[str, Any]:
    """The same figures for a machine."""
    held = t.account(documents)
    return {
        "groups": {
            label: {"documents": ours.documents, "facts": ours.labels, "ours": ours.rates(), "plain": plain.rates()}
            for label, ours, plain in groups(documents)
        },
        "mean_f1": t.mean_f1(documents),
        "prose_recall": t.prose_recall(documents),
        "false_alarms": t.false_alarms(documents)[0],
        "silent_documents": t.false_alarms(documents)[1],
        "numerals": held.numerals,
        "accounted_share": 1 - held.unaccounted / max(1, held.numerals),
        "unknown_share": held.unknown / max(1, held.numerals),
        "quotes": held.quotes,
        "quotes_found": held.quotes_found,
        "refused": held.refused,
        "extract_seconds": sum(m.ours.seconds for m in documents),
        "plain_seconds": sum(m.plain.seconds for m in documents),
        "read_seconds": sum(m.read_seconds for m in documents),
        "characters": sum(m.characters for m in documents),
    }


def errors(documents: Sequence[Measured]) -> Iterator[str]:
    """Line by line: what each document misses, says too much, or says with another field."""
    for measured in documents:
        lines = list(_errors_of(measured))
        if lines:
            yield f"== {measured.labelled.doc} ({measured.labelled.format}, {measured.labelled.layout})"
            yield from lines


def _errors_of(measured: Measured) -> Iterator[str]:
    pairing, day = measured.ours.pairing, measured.labelled.context.reference_day
    if measured.refused:
        yield f"  refused {measured.refused}"
    for fact in pairing.missed:
        yield f"  missed  {_key(fact)} time={fact.time_period} status={fact.status} « {fact.quote or ''} »"
    for prediction in pairing.extra:
        yield f"  extra   {_key(prediction)} time={prediction.time_period} status={prediction.status} « {_short(prediction.quote)} »"
    for fact, prediction in pairing.matched:
        for field, verdict in compare(fact, prediction, day).items():
            if verdict is False:
                want, got = getattr(fact, field), getattr(prediction, field)
                yield f"  {field:<13} wants {want}, got {got}: {_key(fact)} « {_short(prediction.quote)} »"
    yield from (f"  unaccounted « {' '.join(around.split())} »" for around in measured.unaccounted)
    yield from (f"  unknown « {_short(quote)} »" for quote in measured.unknown)


def _key(thing: Fact | Said) -> str:
    value = "null" if thing.obs_value is None else f"{thing.obs_value:.10g}"
    kind = "" if thing.obs_kind == "actual" else f" {thing.obs_kind}"
    return f"{thing.indicator} {thing.ref_area} {value}{kind}"


def _short(quote: str) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= 220 else quote[:217] + "..."
