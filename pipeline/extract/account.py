"""The account of numerals: every number of the visible text is a figure or listed with the reason it is not.

Holds the sweep over Document.text, boilerplate and tables included, and the drop of repeats. Keeps out: deciding what a figure is (bind, tables).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.extract.context import Found, Marks, box_of, confidence_of, page_of, printed_words
from pipeline.terms import Block, Document, UnreadFigure, UnreadReason
from pipeline.vietnamese.text import sentence_spans

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DIGITS = re.compile(r"\d+")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
# A span that tells more than a bare numeral does: the earlier reason wins.
_ORDER: tuple[UnreadReason, ...] = (
    "low_confidence", "repeat", "boilerplate", "page_number", "document_number", "plan", "date", "list_index", "outside_catalogue",
    "unknown",
)  # fmt: skip
LONGEST_QUOTE = 400


# A number that was recognised from an image and that no second reading confirmed stays below this.
LOW_CONFIDENCE = 0.6


def without_doubtful(found: Sequence[Found]) -> tuple[list[Found], list[tuple[int, int, UnreadReason]]]:
    """Figures read from letters; the numerals of those that rest on doubtful letters are for a person to review."""
    sure: list[Found] = []
    doubtful: list[Found] = []
    for item in found:
        confidence = item.observation.evidence.confidence
        (doubtful if item.used and confidence is not None and confidence < LOW_CONFIDENCE else sure).append(item)
    used = {span for item in sure for span in item.used}
    return sure, [(a, b, "low_confidence") for item in doubtful for a, b in item.used if (a, b) not in used]


def without_asked(
    found: Sequence[Found], addressed: Sequence[tuple[int, int]]
) -> tuple[list[Found], list[tuple[int, int, UnreadReason]]]:
    """ "10 địa phương được yêu cầu hoàn thành": the count of those who are told to do something is no count of who has."""
    done: list[Found] = []
    asked: list[tuple[int, int, UnreadReason]] = []
    for item in found:
        told = any(a <= start and end <= b for start, end in item.used for a, b in addressed)
        if told and item.observation.obs_kind == "actual" and item.observation.obs_value is not None:
            asked += [(start, end, "plan") for start, end in item.used]
        else:
            done.append(item)
    used = {span for item in done for span in item.used}
    return done, [entry for entry in asked if entry[:2] not in used]


def without_repeats(found: Sequence[Found]) -> tuple[list[Found], list[tuple[int, int, UnreadReason]]]:
    """One observation per (indicator, area, kind, value), the one that says most; numerals of the others as repeats."""
    best: dict[tuple[str, str, str, float | str | None], Found] = {}
    for item in found:
        held = best.get(item.key)
        if held is None or item.richness > held.richness:
            best[item.key] = item
    kept = [item for item in found if best[item.key] is item]
    used = {span for item in kept for span in item.used}
    repeats: list[tuple[int, int, UnreadReason]] = [
        (a, b, "repeat") for item in found if best[item.key] is not item for a, b in item.used if (a, b) not in used
    ]
    return kept, repeats


def account(
    document: Document, used: Iterable[tuple[int, int]], spans: Iterable[tuple[int, int, UnreadReason]]
) -> list[UnreadFigure]:
    """Every numeral outside `used`, each span of `spans` (start, end, reason) as one entry, the rest as unknown."""
    text = document.text
    taken = Marks(len(text), used)
    boilerplate = Marks(len(text), ((b.char_start, b.char_end) for b in document.blocks if b.kind == "boilerplate"))
    entries: list[tuple[int, int, UnreadReason]] = []
    covered: list[tuple[int, int]] = []
    ranked = sorted(
        (s for s in spans if any(c.isdigit() for c in text[s[0] : s[1]])), key=lambda s: (_ORDER.index(s[2]), s[0])
    )
    marks = Marks(len(text))
    for start, end, told in ranked:
        reason: UnreadReason = (
            "date" if told in {"outside_catalogue", "unknown"} and _YEAR.fullmatch(text[start:end]) else told
        )
        if taken.any(start, end) or marks.any(start, end):
            continue
        marks.set(start, end)
        covered.append((start, end))
        entries.append((start, end, reason))
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if taken.any(start, end) or marks.any(start, end):
            # "03.1/2024/BM-TĐ": the number of the form begins inside the numeral; the rest of it is no figure
            entries.extend(
                (start + rest.start(), start + rest.end(), "outside_catalogue")
                for rest in _DIGITS.finditer(match.group())
                if not taken.any(start + rest.start(), start + rest.end())
                and not marks.any(start + rest.start(), start + rest.end())
            )
            continue
        reason = "unknown"
        if boilerplate.any(start, end):
            reason = "boilerplate"
        elif _YEAR.fullmatch(match.group()):
            reason = "date"
        elif (start and text[start - 1].isalpha()) or text[end : end + 1].isalpha() or text[end : end + 1] == "°":
            reason = "outside_catalogue"  # U23, 5G, 24°C: part of a name or of a unit nobody counts
        entries.append((start, end, reason))
    quotes = _Quotes(document)
    return [
        unread_at(document, (start, end), reason, quotes.around(start, end)) for start, end, reason in sorted(entries)
    ]


def unread_at(document: Document, span: tuple[int, int], reason: UnreadReason, quote: str) -> UnreadFigure:
    """The entry of the account for the numeral at `span`."""
    start, end = span
    return UnreadFigure(
        document_sha256=document.sha256,
        page=page_of(document, start),
        char_start=start,
        char_end=end,
        value_text=document.text[start:end],
        reason=reason,
        quote=quote,
        box=box_of(printed_words(document, start, end)),
        confidence=confidence_of(document, [span]),
    )


class _Quotes:
    """The sentence, or the line, around a numeral; cut to a readable length."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._blocks: list[Block] = sorted(document.blocks, key=lambda b: b.char_start)
        self._cache: dict[int, list[tuple[int, int]]] = {}

    def around(self, start: int, end: int) -> str:
        left = self._text.rfind("\n", 0, start) + 1
        right = self._text.find("\n", end)
        right = len(self._text) if right < 0 else right
        if left not in self._cache:
            self._cache[left] = [(left + a, left + b) for a, b in sentence_spans(self._text[left:right])]
        for a, b in self._cache[left]:
            if a <= start and end <= b:
                left, right = a, b
        if right - left > LONGEST_QUOTE:
            left, right = max(left, start - LONGEST_QUOTE // 2), min(right, end + LONGEST_QUOTE // 2)
        return self._text[left:right].strip()
