"""Text for matching: same length as the original, so that every offset found is an offset of the document.

Holds case, tone placement and dash folding (`fold`), masking of glued keyword runs (`mask_glued`), whitespace
squeezing with an offset map (`Squeezed`) and sentence boundaries. Keeps out: changing what is stored; folded text is
only ever searched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A Vietnamese syllable has at most seven letters; a run of more than twenty is not a word but a glued keyword.
LONGEST_WORD = 20

# The name of a host may be long too: thoibaotaichinhvietnam.vn.
_GLUED = re.compile(rf"[^\W\d_]{{{LONGEST_WORD + 1},}}+(?!\.(?:vn|com|net|org)(?!\w))")
# Hoà/Hòa, khoẻ/khỏe, thuỷ/thủy: the tone mark may sit on either vowel of an open syllable; "quý" is not one of them.
_TONES = {
    new: old
    for news, olds in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for new, old in zip(news.split(), olds.split(), strict=True)
}
_TONE = re.compile(r"(?<!q)(?:" + "|".join(_TONES) + r")(?![^\W\d_])")
_SAME_LENGTH = str.maketrans(
    {
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "⁄": "/", "∕": "/", "’": "'", "‘": "'", "“": '"', "”": '"',
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": " ", "\ufeff": " ", "\t": " ", "\n": " ", "\r": " ",
        "％": "%",
    }
)  # fmt: skip
_RUN = re.compile(r" {2,}")
_TITLES = {"tp", "t", "ths", "ts", "gs", "pgs", "bs", "ks", "tx", "tt", "q", "p", "mr", "mrs", "ms", "dr", "no", "st"}
_STOP = re.compile(r"[.!?…]+[\"')\]”’]*(?=\s|$)|(?<=[.;:!?…])\s*\n|\n(?=\s*[-•*+])")


def fold(text: str) -> str:
    """`text` in lower case, one tone placement, plain dashes and spaces; same length; folding twice changes nothing."""
    lower = text.lower()
    if len(lower) != len(text):  # a few foreign capitals lower to two characters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lower = lower.translate(_SAME_LENGTH)
    return _TONE.sub(lambda match: _TONES[match.group()], lower)


def mask_glued(folded: str) -> str:
    """The text with every run of more than twenty letters blanked out, hosts excepted; same length."""
    return _GLUED.sub(lambda match: " " * len(match.group()), folded)


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Folded text with runs of spaces made one, and `plain`, the same characters as printed.

    `at(i)` is the offset of character i in the document, `end(i)` the exclusive end of a span that ends before i.
    """

    text: str
    plain: str
    offsets: tuple[int, ...] | None  # None: nothing was squeezed
    base: int

    def at(self, index: int) -> int:
        if self.offsets is None:
            return self.base + index
        return self.base + self.offsets[index]

    def end(self, index: int) -> int:
        """Original offset just after the character before `index`: the exclusive end of a span."""
        return self.at(index - 1) + 1 if index > 0 else self.at(0)


def squeeze(text: str, base: int = 0) -> Squeezed:
    """Fold `text`, mask glued runs and squeeze spaces; `base` is where `text` begins in the document."""
    folded = mask_glued(fold(text))
    if not _RUN.search(folded):
        return Squeezed(folded, text, None, base)
    keep = [i for i, char in enumerate(folded) if char != " " or i == 0 or folded[i - 1] != " "]
    squeezed, plain = "".join(folded[i] for i in keep), "".join(text[i] for i in keep)
    return Squeezed(squeezed, plain, (*keep, len(folded)), base)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence of a block, without surrounding spaces; a full stop after TP, ThS, … is none."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if "\n" not in stop.group() and not _ends_sentence(text, stop):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    spans.append((start, len(text)))
    trimmed = []
    for begin, end in spans:
        piece = text[begin:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            trimmed.append((begin + lead, begin + len(piece.rstrip())))
    return trimmed


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    following = text[stop.end() :].lstrip()
    if following and following[0].islower():
        return False
    if stop.group()[0] != ".":
        return True
    words = text[: stop.start()].split()
    last = words[-1].lower() if words else ""
    if stop.group() == "." and last in _TITLES:
        return False
    return not (len(words) == 1 and last.rstrip(".").isdigit())  # "1. Hộ tịch": a list number, not a sentence
