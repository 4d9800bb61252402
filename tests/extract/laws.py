"""What holds for every extraction, whatever the text."""

from __future__ import annotations

import re

from pipeline.extract import Extraction
from pipeline.terms import Document


def check(document: Document, result: Extraction) -> None:
    """Quotes are exact, value texts lie in them, and every numeral is used or unread, once."""
    text = document.text
    covered = bytearray(len(text))
    for figure in result.unread:
        assert text[figure.char_start : figure.char_end] == figure.value_text
        assert not any(covered[figure.char_start : figure.char_end])
        covered[figure.char_start : figure.char_end] = b"\x01" * (figure.char_end - figure.char_start)
    used = []
    for o in result.observations:
        e = o.evidence
        assert e.quote and text[e.char_start : e.char_end] == e.quote
        assert e.value_text is None or e.value_text in e.quote
        used.append((e.char_start, e.char_end))
        assert o.obs_value is not None or o.status is not None or o.obs_kind == "promise"
        if o.obs_low is not None and o.obs_high is not None:
            assert o.obs_low <= o.obs_high
    for match in re.finditer(r"[0-9]+", text):
        inside = any(a <= match.start() and match.end() <= b for a, b in used)
        assert inside or all(covered[match.start() : match.end()]), match.group()
