"""The letters of a page: UTF-8 whatever it declares, even with a stray byte in it; else what the bytes turn out to be.

Holds the test for nearly valid UTF-8. Keeps out: every other charset (sniff.py) and the encodings before Unicode
(encodings.py).
"""

from __future__ import annotations

import re

from pipeline.read.encodings_markup import restored_markup
from pipeline.read.sniff import Decoded, decoded

STRAY_SHARE = 0.02  # of the letters beyond ASCII: the byte of an old counter or an advertisement, not another charset

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def decode_page(data: bytes) -> Decoded:
    """Text of a page and the encoding it was converted from. Stray bytes among UTF-8 become U+FFFD."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        sequences = len(_SEQUENCE.findall(data))
        stray = len(_BEYOND_ASCII.findall(_SEQUENCE.sub(b"", data)))
        if sequences > 1 and stray <= max(1, STRAY_SHARE * sequences):
            return Decoded(*restored_markup(data.decode("utf-8", errors="replace")))
    return decoded(data, html=True)
