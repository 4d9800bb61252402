"""Whose report a document is: by its letterhead, its portal, or the only province it names.

Holds the province that "toàn tỉnh" and "UBND tỉnh" mean in a document. Keeps out: the area of a single figure (where), the names of
provinces (vietnamese.places).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.extract.lexer import Lexer
from pipeline.terms import Document
from pipeline.vietnamese.places import Place
from pipeline.vietnamese.text import fold

LETTERHEAD = 1500
_ISSUER = re.compile(
    r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|tỉnh ủy|thành ủy|công an|sở [^\W\d][\w ,&]{2,48}?|tổ công tác[\w ,]{0,40}?"
    r"|people's committee of|department of [\w ]{2,40}? of)(?: (?:tỉnh|thành phố|tp\.?))? ?$"
)
_PORTAL = re.compile(
    r"(?:cổng thông tin điện tử|cổng tttđt|cổng ttđt|trang thông tin điện tử|báo điện tử|báo|portal of)[\w ,&-]{0,50}?"
    r"(?:(?:tỉnh|thành phố|tp\.?) ?)?$"
)
_NUMBERED = re.compile(r"(?<!\w)số ?: ?[0-9.…_ ]*/ ?[a-zđ]{2,12}-")
_MINISTRY = re.compile(r"^\W*(?:bộ (?!chỉ huy|đội)|chính phủ|văn phòng chính phủ|ủy ban dân tộc|thanh tra chính phủ)")
_WITHIN = re.compile(r"(?<!\w)(?:toàn tỉnh|toàn thành phố|ubnd tỉnh|tỉnh ta|trên địa bàn tỉnh|công an tỉnh)(?!\w)")


@dataclass(frozen=True, slots=True)
class Home:
    """`default`: the province every figure without a place is of; `hint`: the one that "toàn tỉnh" can only mean."""

    default: Place | None = None
    hint: Place | None = None


def home_of(document: Document, lexer: Lexer) -> Home:
    """The province in whose name a document is written, from its letterhead, its portal, or the only name in it."""
    top = document.text[:LETTERHEAD]
    head = fold(top)
    places = lexer.places.find(head, _cased(top))
    issuers = [p for p in places if _ISSUER.search(head[max(0, p.start - 70) : p.start].replace("\n", " "))]
    numbered = _NUMBERED.search(head)
    if issuers and numbered and not _MINISTRY.match(head):
        return Home(issuers[0], issuers[0])
    portals = [p for p in places if _PORTAL.search(head[max(0, p.start - 60) : p.start])]
    if not _WITHIN.search(fold(document.text)):
        return Home()
    body = "\n".join(
        document.text[b.char_start : b.char_end] for b in document.blocks if b.kind not in {"boilerplate", "table"}
    )
    counts = Counter(place.codes for place in lexer.places.find(fold(body), body))
    counts.pop((), None)
    if len(counts) == 1 or (counts and not issuers and not portals and _leads(counts)):
        codes = counts.most_common(1)[0][0]
        return Home(None, Place(0, 0, codes))
    for found in (issuers, portals):
        if found and len({p.codes for p in found}) == 1:
            return Home(None, found[0])
    return Home()


def _leads(counts: Counter[tuple[tuple[str, str], ...]]) -> bool:
    (_, most), *others = counts.most_common(2)
    return most >= 3 and most >= 3 * max((count for _, count in others), default=0)


def _cased(text: str) -> str:
    """Letterheads are set in capitals or not at all: every letter counts as a capital there."""
    return text.upper() if len(text.upper()) == len(text) else text
