"""Is this text fit to be searched for figures?

Holds the checks every format passes: it has letters, no replacement character within a word, no text in a legacy
Vietnamese font encoding or decoded twice; and the share of words that can be Vietnamese. Keeps out: repairing; text
that fails is refused with a reason, so that nobody quotes it.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.read.document import ReadError
from pipeline.read.encodings import recognise
from pipeline.read.syllables import is_syllable

TWICE_DECODED_SHARE = 0.02  # judged by share: one odd sign must not condemn a page

_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"\w\ufffd|\ufffd\w")
_LONE_WORDS = frozenset("aàạáảoôồổờởơuừưýyỷiíìeêđ")
_ABBREVIATION = re.compile(r"[A-ZĐƯÂĂÊÔƠ]+")
_TWICE = re.compile(r"áº|á»|Ä‘|Æ°|â€")


def check_text(text: str) -> tuple[str, ...]:
    """Warnings about `text`; raises ReadError when it must not be searched."""
    if not _WORD.search(text):
        raise ReadError("no text")
    if _BROKEN.search(text):
        raise ReadError("broken characters (U+FFFD) inside words: wrong charset or damaged bytes")
    tokens = text.split()
    if _share(_TWICE, tokens) > TWICE_DECODED_SHARE:
        raise ReadError("text decoded twice (mojibake)")
    if legacy := recognise(text) or next((found for line in text.split("\n") if (found := recognise(line))), None):
        raise ReadError(f"text in a legacy Vietnamese font encoding ({legacy})")
    return ("replacement characters (U+FFFD) outside words",) if "\ufffd" in text else ()


def syllable_share(text: str) -> float:
    """Share (0..1) of the words of `text` that can be Vietnamese syllables or plain Latin words; 1 for no words.

    Text pulled apart by font fallback has words without vowels and toned vowels that stand alone.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return sum(map(is_word, words)) / len(words) if words else 1.0


def is_word(word: str) -> bool:
    """Can `word` (NFC) be a Vietnamese syllable, an abbreviation in capitals (UBND, QĐ) or a plain Latin word?"""
    if len(word) == 1:
        return word.lower() in _LONE_WORDS
    if word.isascii():
        return word[:2].isupper() or any(char in "aeiouyAEIOUY" for char in word)
    return is_syllable(word) or (word.isupper() and len(word) <= 8 and _ABBREVIATION.fullmatch(word) is not None)


def _share(pattern: re.Pattern[str], tokens: list[str]) -> float:
    return sum(1 for token in tokens if pattern.search(token)) / max(1, len(tokens))
