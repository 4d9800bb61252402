"""Vietnamese before Unicode: which encoding a text is in, and its letters in Unicode.

Holds TCVN3 (ABC, the .Vn fonts), VNI, VISCII, VPS, windows-1258 and UTF-8 decoded twice: recognition by fonts and by
syllables, and conversion. A text arrives as the Latin-1 or windows-1252 signs its bytes were taken for. Keeps out:
reading bytes and files. Nothing here guesses: a text is named only when conversion turns its words into syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from pipeline.read.encodings_tables import CP1252, TCVN3, VISCII, VNI, VPS
from pipeline.read.syllables import is_syllable

Encoding = Literal["TCVN3", "VNI", "VISCII", "VPS", "windows-1258", "UTF-8 decoded twice"]

ENCODINGS: tuple[Encoding, ...] = ("UTF-8 decoded twice", "TCVN3", "VNI", "VISCII", "VPS", "windows-1258")
FEWEST_WORDS = 3  # words with a sign beyond ASCII from which a text without legacy fonts is judged
GOOD_SHARE = 0.85  # of those words must be syllables once converted
MOST_UNICODE = 0.1  # words that only Unicode can write, for each of those: more, and the text is Unicode
GAIN = 0.25  # and this much more than before: German and French lose nothing by standing as they are

# Letters that only Unicode has: a word with one of them was never in a legacy encoding.
_UNICODE_ONLY = re.compile(
    r"[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u01a0-\u01b0\u0300-\u036f\u1ea0-\u1ef9]"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_TOKEN = re.compile(r"[^\s!-@\[-`{-~“”‘’–—…•\u00a0]+")  # letters and the signs that stand for letters
_CONTROL_TOKEN = re.compile(r"[^ \n\r\t!-@\[-`{-~]+")  # VISCII and VPS keep letters in the control range
_FONT = re.compile(
    r"(?i)^(?:[A-Z]{6}\+)?[\"'\s]*(?P<vn>\.vn[a-z])|^(?:[A-Z]{6}\+)?[\"'\s]*(?P<vni>vni[- ]|vni$)|^(?P<vps>vps[- ])"
)
_CAPITALS_FONT = re.compile(r"(?:^|\+)\.[Vv]n\w*?H(?:[ ,-]?(?:[Bb]old|[Ii]talic))*$")


def encoding_of_font(name: str) -> Encoding | None:
    """The encoding that a font is made for: ".VnTime" and "ABCDEF+.VnArialH" TCVN3, "VNI-Times" VNI; else None."""
    found = _FONT.match(name.strip())
    if not found:
        return None
    return "TCVN3" if found["vn"] else "VNI" if found["vni"] else "VPS"


def is_capitals_font(name: str) -> bool:
    """Does the font (.VnTimeH, .VnArialH) draw every letter as a capital?"""
    return _CAPITALS_FONT.search(name.strip()) is not None


def recognise(text: str, fonts: Iterable[str] = ()) -> Encoding | None:
    """The legacy encoding `text` is in; None for Unicode, for other languages and for too few words to tell.

    `fonts` are the names of the fonts the text is set in: where one of them is a legacy font, a single word is
    enough, unless it reads better as it stands (Unicode typed over an old style).
    """
    if not _BEYOND_ASCII.search(text) and not _has_control_letters(text):
        return None
    words = _legacy_words(text)
    named = {encoding for font in fonts if (encoding := encoding_of_font(font))}
    if len(named) == 1:
        (encoding,) = named
        return encoding if words and _share(words, encoding) >= _share(words, None) else None
    if len(words) < FEWEST_WORDS or _n_unicode_words(text) > MOST_UNICODE * len(words):
        return None
    as_it_is = _share(words, None)
    if as_it_is > 1 - GAIN:
        return None
    ranked = sorted(((_share(words, e), -i, e) for i, e in enumerate(ENCODINGS)), reverse=True)
    share, _, best = ranked[0]
    return best if share >= GOOD_SHARE and share - as_it_is >= GAIN else None


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """`text` in NFC Unicode. Lines of a mixed text that are Unicode already, and words with a letter that only Unicode
    has, are left as they are.

    `capitals` says that the font draws capitals (.VnTimeH). Without fonts, the TCVN3 words of a line whose plain
    letters are all capitals become capitals too, since TCVN3 has no toned ones.
    """
    pattern = _CONTROL_TOKEN if encoding in ("VISCII", "VPS") else _TOKEN
    lines = []
    for line in text.split("\n"):
        if _is_unicode(line, encoding):
            lines.append(line)
            continue
        changed = pattern.sub(lambda match: _converted(match.group(), encoding), line)
        if encoding == "UTF-8 decoded twice":
            changed = _once(line) or changed
        if capitals or (encoding == "TCVN3" and changed != line and _is_in_capitals(line)):
            changed = changed.upper()
        lines.append(changed)
    return unicodedata.normalize("NFC", "\n".join(lines))


def restored(text: str, fonts: Sequence[str] = ()) -> tuple[str, Encoding | None]:
    """`text` in Unicode, and the encoding it was in; the same text and None when it is Unicode already."""
    capitals = bool(fonts) and all(is_capitals_font(font) for font in fonts)
    encoding = recognise(text, fonts)
    if encoding is not None:
        return convert(text, encoding, capitals=capitals), encoding
    lines = text.split("\n")
    found = [recognise(line) for line in lines] if len(lines) > 1 else []  # a text of several encodings
    if not any(found):
        return text, None
    changed = [convert(line, own) if own else line for line, own in zip(lines, found, strict=True)]
    return "\n".join(changed), next(own for own in found if own)


def _n_unicode_words(text: str) -> int:
    return sum(1 for word in set(_TOKEN.findall(text[:200_000])) if _UNICODE_ONLY.search(word))


def _legacy_words(text: str) -> list[str]:
    """Different words that a legacy encoding may have written: beyond ASCII, without a letter only Unicode has."""
    words = dict.fromkeys(_TOKEN.findall(text[:200_000]))
    if _has_control_letters(text):
        words = dict.fromkeys(_CONTROL_TOKEN.findall(text[:200_000]))
    found = (word for word in words if not word.isascii() or _has_control_letters(word))
    return [word for word in found if not _UNICODE_ONLY.search(word) and _has_letter(word)][:2_000]


def _has_letter(word: str) -> bool:
    """Is it more than one sign (®· is đã)? A bullet alone is no word, though some encoding writes a letter so."""
    return len(word) > 1 or word.isalpha()


def _has_control_letters(text: str) -> bool:
    return any(char in text for char in "\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d\x1e")


def _share(words: Sequence[str], encoding: Encoding | None) -> float:
    """Share of `words` that are syllables once converted."""
    if not words:
        return 0.0
    good = sum(
        1 for w in words if is_syllable(_converted(w, encoding) if encoding else unicodedata.normalize("NFC", w))
    )
    return good / len(words)


def _converted(word: str, encoding: Encoding) -> str:
    if _UNICODE_ONLY.search(word) or not (_has_letter(word) or encoding in ("VISCII", "VPS")):
        return word
    if encoding == "UTF-8 decoded twice":
        return _once(word) or word
    if encoding == "windows-1258":
        surface = "".join(CP1252.get(char, char) for char in word)
        try:
            return unicodedata.normalize("NFC", surface.encode("latin-1").decode("cp1258"))
        except (UnicodeEncodeError, UnicodeDecodeError):
            return word
    if encoding == "VNI":
        return VNI.sub(word)
    table = {"TCVN3": TCVN3, "VISCII": VISCII, "VPS": VPS}[encoding]
    return word.translate(table)


def _once(text: str) -> str | None:
    """UTF-8 that was decoded as windows-1252 and encoded again, decoded once; None when it is not that."""
    try:
        return "".join(CP1252.get(char, char) for char in text).encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _is_unicode(line: str, encoding: Encoding) -> bool:
    """Does the line hold words that only Unicode can write, and read as well without conversion as with it?"""
    if not _UNICODE_ONLY.search(line):
        return False
    words = _legacy_words(line)
    return _share(words, None) >= _share(words, encoding)


def _is_in_capitals(line: str) -> bool:
    letters = [char for char in line if char.isascii() and char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)
