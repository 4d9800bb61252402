"""Finds the wordings of the catalogue and the names of areas in folded text, whole words only.

Holds the automata, built once per reference. Keeps out: which of two overlapping wordings counts (spans), numbers and dates.
"""

from __future__ import annotations

from functools import lru_cache

import ahocorasick

from pipeline.reference import Reference
from pipeline.vietnamese.places import PlaceFinder
from pipeline.vietnamese.text import fold


class Lexer:
    """The catalogue's wordings and the aliases of the areas as automata; built once per reference."""

    def __init__(self, reference: Reference) -> None:
        words: dict[str, set[tuple[str, str, str | None]]] = {}
        for phrase in reference.phrases:
            words.setdefault(fold(phrase.text), set()).add((phrase.layer, phrase.concept, phrase.family))
        self._automaton = ahocorasick.Automaton()
        for word, meanings in words.items():
            self._automaton.add_word(word, (len(word), tuple(sorted(meanings, key=str))))
        self._automaton.make_automaton()
        cities = [area.ref_area for area in reference.areas.by_id.values() if area.type_vi.startswith("thành phố")]
        self.places = PlaceFinder(reference.areas.aliases, cities)

    def hits(self, text: str) -> list[tuple[int, int, str, str, str | None]]:
        """(start, end, layer, concept, family) of every wording in folded `text`, overlaps included."""
        found: list[tuple[int, int, str, str, str | None]] = []
        for last, (length, meanings) in self._automaton.iter(text):
            start, end = last - length + 1, last + 1
            if text[start].isalnum() and start and text[start - 1].isalnum():
                continue
            if text[last].isalnum() and end < len(text) and text[end].isalnum():
                continue
            found.extend((start, end, layer, concept, family) for layer, concept, family in meanings)
        return found


@lru_cache(maxsize=4)
def lexer_for(reference: Reference) -> Lexer:
    return Lexer(reference)
