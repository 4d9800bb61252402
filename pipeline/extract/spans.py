"""What a mention is: tokens of the catalogue, quantities, dates with their use, and the passage that holds them.

Holds the nouns that the rooms of extraction hand to each other, and the units whose things act for themselves. Keeps out: finding any of
them in text (lexer, quantities, dating, mentions).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.terms import Qualifier, UnreadReason
from pipeline.vietnamese.dates import Stated
from pipeline.vietnamese.numbers import Number
from pipeline.vietnamese.places import Place
from pipeline.vietnamese.text import Squeezed

# What these count does something, so its predicate stands to the right; anything else is done to, from the left.
SUBJECTS = frozenset({"localities", "districts", "communes", "ministries", "agencies", "tasks"})
DateUse = Literal["as_of", "event", "document", "compared", "before", "by"]


@dataclass(frozen=True, slots=True)
class Token:
    """A wording of the catalogue at text[start:end] of the block and the concepts it names in one layer."""

    layer: str
    concepts: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts something. `start`/`end` span value and scale (and fraction); `units`: what it may count."""

    start: int
    end: int
    number: Number
    denominator: Number | None = None
    units: frozenset[str] = frozenset()
    unit_start: int = 0
    unit_end: int = 0
    qualifier: Qualifier | None = None
    lead: int = 0  # where its qualifier begins
    left_over: bool = False  # "còn 208.219 trường hợp"
    moved: bool = False  # "từ 75 xuống 61", "phải kéo xuống còn 25": of what the number before it was
    unit_side: Literal["right", "left", "none"] = "none"
    beside: Quantity | None = None  # "28/34 (tương đương 42/63) địa phương": the same in another unit
    aside: tuple[int, int] | None = None  # "… trên tổng số 330 nhiệm vụ" further on: its words are not the quantity's

    @property
    def reach(self) -> int:
        """The end of what belongs to it: number and unit."""
        return max(self.end, self.unit_end if self.unit_side == "right" else 0)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and its use: what the figures are as of, an event, a document's own date, or a deadline."""

    stated: Stated
    use: DateUse


@dataclass(slots=True)
class Passage:
    """One block, analysed. All spans are offsets in `squeezed.text`; `squeezed.at` leads back to the document."""

    squeezed: Squeezed
    sentences: list[tuple[int, int]]
    quantities: list[Quantity]
    dates: list[Dated]
    places: list[Place]
    runs: list[list[Place]]
    locals: list[tuple[int, int]]  # named districts, towns and communes
    hits: list[tuple[int, int, str, str, str | None]]
    refused: list[tuple[int, int, UnreadReason]]  # spans that are no quantities, with the reason for the account
    _tokens: dict[tuple[str, str], list[Token]] = field(default_factory=dict)

    def tokens(self, layer: str, family: str | None = None) -> list[Token]:
        """Tokens of a layer as `family` knows them (None: as any family does), longest first, never overlapping."""
        key = (layer, family or "*")
        if key not in self._tokens:
            hits = [hit for hit in self.hits if hit[2] == layer and (family is None or hit[4] in {None, family})]
            if layer == "topic":
                # "Cục Hộ tịch, quốc tịch, chứng thực" speaks: what its name holds besides is no topic
                bodies = self.tokens("body")
                hits = [
                    h for h in hits if h[3] != "other" or not any(b.start <= h[0] and h[1] <= b.end for b in bodies)
                ]
            tokens = _longest(layer, hits)
            # a status that is to be ignored still parts what stands around it; the syllable of a word is no unit at all
            self._tokens[key] = [t for t in tokens if layer != "unit" or "ignored" not in t.concepts]
        return self._tokens[key]

    def between(self, layer: str, start: int, end: int, family: str | None = None) -> list[Token]:
        return [token for token in self.tokens(layer, family) if start <= token.start and token.end <= end]


def _longest(layer: str, hits: list[tuple[int, int, str, str, str | None]]) -> list[Token]:
    tokens: list[Token] = []
    spans: dict[tuple[int, int], set[str]] = {}
    for start, end, _, concept, _ in hits:
        spans.setdefault((start, end), set()).add(concept)
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if tokens and start < tokens[-1].end:
            if end - start > tokens[-1].end - tokens[-1].start:
                tokens[-1] = Token(layer, frozenset(spans[start, end]), start, end)
            continue
        tokens.append(Token(layer, frozenset(spans[start, end]), start, end))
    return tokens
