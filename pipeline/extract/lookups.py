"""A source's own words: a phrase or a name that the catalogue does not know, and what a person says it means.

Holds the reference as a source means it, and which lookups changed nothing. Keeps out: corrections and ignores (decisions), the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from pipeline.extract import Extraction, extract_document
from pipeline.extract.context import Context
from pipeline.reference import Phrase, Reference, Rule
from pipeline.sources.decisions import Entry, Lookup
from pipeline.terms import Document
from pipeline.vietnamese.text import fold, squeeze

# A phrase that a person looked up wins over every wording of the catalogue: no rule there needs as many concepts.
LOOKED_UP = 9


def reference_with(reference: Reference, lookups: Iterable[Lookup]) -> Reference:
    """The reference as a source means it: every looked-up phrase names its indicator or its area, and only that."""
    meanings = tuple((entry.phrase, entry.indicator, entry.area) for entry in lookups)
    return _reference_with(reference, meanings) if meanings else reference


@lru_cache(maxsize=16)
def _reference_with(reference: Reference, meanings: tuple[tuple[str, str | None, str | None], ...]) -> Reference:
    phrases, indicators = list(reference.phrases), dict(reference.indicators)
    aliases = list(reference.areas.aliases)
    for index, (text, name, area) in enumerate(meanings):
        if name is not None:
            indicator, concept = indicators[name], f"looked_up_{index}"
            rule = Rule((frozenset({concept}),) * LOOKED_UP)
            indicators[name] = replace(indicator, rules=(*indicator.rules, rule))
            phrases.append(Phrase(text, "topic", indicator.family))
            phrases.append(Phrase(text, "about", concept, indicator.family))
            if indicator.unit_measure not in {"percent", "status"}:
                phrases.append(Phrase(text, "unit", indicator.unit_measure))
        elif area == "VN":
            phrases.append(Phrase(text, "area", "nation"))
        elif area is not None:
            aliases.append((text, area, False))
    areas = replace(reference.areas, aliases=tuple(aliases))
    return replace(reference, indicators=indicators, phrases=tuple(phrases), areas=areas)


def looked_up(
    document: Document, context: Context, reference: Reference, lookups: tuple[Lookup, ...]
) -> tuple[Extraction, dict[Entry, str]]:
    """The extraction with every lookup whose phrase is printed, and why the others do nothing."""
    idle: dict[Entry, str] = {}
    if not lookups:
        return extract_document(document, context, reference), idle
    text = squeeze(document.text).text
    printed = [entry for entry in lookups if fold(entry.phrase) in text]
    idle.update((entry, "the phrase is not in the report") for entry in lookups if entry not in printed)
    extraction = extract_document(document, context, reference_with(reference, printed))
    for entry in printed:
        others = reference_with(reference, [other for other in printed if other is not entry])
        if extract_document(document, context, others).observations == extraction.observations:
            idle[entry] = "the phrase is there, and no figure depends on it"
    return extraction, idle
