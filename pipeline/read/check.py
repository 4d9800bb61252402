"""Is this text fit to be searched for figures?

Holds the checks every format passes: it has letters, no replacement character within a word, no text in a legacy
Vietnamese font encoding or decoded twice; and the share of words that can be Vietnamese. Keeps out: repairing; text
that fails is refused with a reason, so that nobody quotes it.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.read.document import ReadError

# Judged by share: one foreign name or one odd sign must not condemn a page.
LEGACY_SHARE = 0.05
TWICE_DECODED_SHARE = 0.02

_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"\w\ufffd|\ufffd\w")
# TCVN3 (ABC) fonts put toned vowels on Latin-1 signs: "sè ho¸ d÷ liÖu hé tÞch", "®Êt".
_TCVN3 = re.compile(r"[a-zA-Z][µ¸¶·¹¨»¾¼½©ª«®¦§÷Þ]|®[a-zA-ZÊÇÈÉ]|[a-z][ÖÕ×ØÜÞß]")
# VNI fonts write the tone as a second letter, with signs no Vietnamese word has: "soá hoùa döõ lieäu".
_VNI = re.compile(r"[äöïûøåëüñÄÖÏÛØÅËÜÑ]")
_TWICE = re.compile(r"áº|á»|Ä‘|Æ°|â€")
_VIETNAMESE = re.compile(r"[ăơưđĂƠƯĐ\u1ea0-\u1ef9]")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ph|th|tr|ch|gh|gi|kh|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_LONE_WORDS = frozenset("aàạáảoôồổờởơuừưýyỷiíìeêđ")


def check_text(text: str) -> tuple[str, ...]:
    """Warnings about `text`; raises ReadError when it must not be searched."""
    if not _WORD.search(text):
        raise ReadError("no text")
    if _BROKEN.search(text):
        raise ReadError("broken characters (U+FFFD) inside words: wrong charset or damaged bytes")
    tokens = text.split()
    if _share(_TWICE, tokens) > TWICE_DECODED_SHARE:
        raise ReadError("text decoded twice (mojibake)")
    legacy = {"VNI": _share(_VNI, tokens), "TCVN3": _share(_TCVN3, tokens)}
    name = max(legacy, key=lambda key: legacy[key])
    if legacy[name] > LEGACY_SHARE and _share(_VIETNAMESE, tokens) < legacy[name]:
        raise ReadError(f"text in a legacy Vietnamese font encoding ({name})")
    return ("replacement characters (U+FFFD) outside words",) if "\ufffd" in text else ()


def syllable_share(text: str) -> float:
    """Share (0..1) of the words of `text` that can be Vietnamese syllables or plain Latin words; 1 for no words.

    Text pulled apart by font fallback has words without vowels and toned vowels that stand alone.
    """
    words = _WORD.findall(text)
    return sum(1 for word in words if _is_word(word)) / len(words) if words else 1.0


def _share(pattern: re.Pattern[str], tokens: list[str]) -> float:
    return sum(1 for token in tokens if pattern.search(token)) / max(1, len(tokens))


def _is_word(word: str) -> bool:
    lower = word.lower()
    if len(word) == 1:
        return lower in _LONE_WORDS
    if word.isascii():
        return word.isupper() or any(char in "aeiouy" for char in lower)
    base = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c)).replace("đ", "d")
    return _SYLLABLE.fullmatch(base) is not None
