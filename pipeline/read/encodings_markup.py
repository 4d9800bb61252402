"""Pages in a legacy Vietnamese encoding: letters behind entities, fonts behind attributes.

Holds the conversion of HTML source as one text before it is parsed. Keeps out: parsing, charsets of bytes.
"""

from __future__ import annotations

import re
from html import unescape

from pipeline.read.encodings import Encoding, convert, recognise

_TAG = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{2,7}|#[xX][0-9A-Fa-f]{2,6});")
_FONT = re.compile(r"""(?i)(?:\bface\s*=\s*["']?|\bfont-family\s*:\s*["']?)\s*([^"';,>]{3,40})""")
_SAMPLE = 1_000_000  # characters of source that are enough to know its encoding


def restored_markup(source: str) -> tuple[str, Encoding | None]:
    """HTML source in Unicode, and the encoding it was in; the same source and None when it is Unicode already."""
    plain = _ENTITY.sub(_letter, source) if "&" in source else source
    if plain.isascii():
        return source, None
    words = _TAG.sub(" ", plain[:_SAMPLE])
    encoding = recognise(words)
    if encoding is None:  # a short page, or one that mixes: its fonts tell
        encoding = recognise(words, _FONT.findall(plain[:_SAMPLE]))
    if encoding is None:
        return source, None
    return convert(plain, encoding), encoding


def _letter(entity: re.Match[str]) -> str:
    """The sign of an entity beyond ASCII; any other entity as it stands, because it may be markup."""
    sign = unescape(entity.group())
    return sign if not sign.isascii() else entity.group()
