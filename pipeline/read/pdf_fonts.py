"""Text of a PDF that is set in fonts older than Unicode (.VnTime, VNI-Times), as the letters its readers see.

Holds the conversion of the words in such fonts, page by page. Keeps out: the tables of letters, which are
`encodings`'; and text in such an encoding whose fonts hide it, which the check of every text refuses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.encodings import Encoding, convert, encoding_of_font, is_capitals_font, recognise
from pipeline.read.pdf_chars import Char
from pipeline.read.syllables import is_syllable


def in_unicode(chars: Sequence[Char]) -> tuple[list[Char], list[str]]:
    """The characters with each word of a legacy font made one character of several letters; and the encodings found.

    Nothing changes where the words of a font read better as they stand: Unicode typed in an old style.
    """
    words = _words(chars)
    by_font: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if word[0].legacy_font:
            by_font[word[0].legacy_font].append("".join(char.text for char in word))
    named = {font: recognise(" ".join(texts), [font]) for font, texts in by_font.items()}
    named = {font: encoding for font, encoding in named.items() if encoding and encoding == encoding_of_font(font)}
    if not named:
        return list(chars), []
    found: list[Char] = []
    for word in words:
        encoding = named.get(word[0].legacy_font)
        if encoding is None or word[0].text.isspace():
            found += word
            continue
        text = "".join(char.text for char in word)
        whole = replace(word[0], text=_converted(text, encoding, word[0].legacy_font))
        whole.x0, whole.x1 = min(char.x0 for char in word), max(char.x1 for char in word)
        whole.top, whole.bottom = min(char.top for char in word), max(char.bottom for char in word)
        found.append(whole)
    return found, sorted({str(encoding) for encoding in named.values()})


def _converted(text: str, encoding: Encoding, font: str) -> str:
    """The word in Unicode. TCVN3 has "ư" where Latin-1 has the soft hyphen, and PDFium shows that as a hyphen."""
    capitals = is_capitals_font(font)
    if encoding == "TCVN3" and "-" in text and text != "-":
        with_u = convert(text.replace("-", "\u00ad"), encoding, capitals=capitals)
        if is_syllable(with_u.strip('.,;:!?()"“”')):
            return with_u
    return convert(text, encoding, capitals=capitals)


def _words(chars: Sequence[Char]) -> list[list[Char]]:
    """Consecutive characters of one font on one base line; each blank by itself."""
    words: list[list[Char]] = []
    for char in chars:
        last = words[-1][-1] if words else None
        if (
            last is not None
            and not char.text.isspace()
            and not last.text.isspace()
            and char.legacy_font == last.legacy_font
            and abs(char.base - last.base) < 0.5 * char.size
            and -0.5 * char.size < char.x0 - last.x1 < 0.5 * char.size
        ):
            words[-1].append(char)
        else:
            words.append([char])
    return words
