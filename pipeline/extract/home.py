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
_DATELINE = re.compile(r" ?, ?ngày [0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4}")
_PAPER = re.compile(r"(?<!\w)(?:báo cáo|kế hoạch|thông báo|công văn|tờ trình|công điện|quyết định|v/v)(?!\w)")
_NATION = re.compile(
    r"(?<!\w)(?:cả nước|toàn quốc|63 (?:tỉnh|địa phương)|34 (?:tỉnh|địa phương)|[0-9]+/(?:63|34)|[0-9]+ (?:địa phương|tỉnh|localities|provinces)|các địa phương|các tỉnh|bộ (?:tư pháp|công an|nội vụ|nông nghiệp)|các bộ, ngành|nationwide|the (?:whole )?country)(?!\w)"
)
_NUMBERED = re.compile(r"(?<!\w)số ?: ?[0-9.…_ ]*/ ?[a-zđ]{2,12}-")
_MINISTRY = re.compile(r"^\W*(?:bộ (?!chỉ huy|đội)|chính phủ|văn phòng chính phủ|ủy ban dân tộc|thanh tra chính phủ)")
_WITHIN = re.compile(
    r"(?<!\w)(?:toàn tỉnh|toàn thành phố|ubnd tỉnh|tỉnh ta|địa bàn tỉnh|địa bàn thành phố|công an tỉnh|sở tư pháp|sở nội vụ|tỉnh (?:đã|có|hiện))(?!\w)"
)


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
    dated = [p for p in places if _DATELINE.match(head, p.end)]
    official = _NUMBERED.search(head) or _PAPER.search(head) or any(p.codes == q.codes for p in issuers for q in dated)
    if issuers and official and not _MINISTRY.match(head):
        return Home(issuers[0], issuers[0])
    portals = [p for p in places if _PORTAL.search(head[max(0, p.start - 60) : p.start])]
    body = "\n".join(
        document.text[b.char_start : b.char_end] for b in document.blocks if b.kind not in {"boilerplate", "table"}
    )
    counts = Counter(place.codes for place in lexer.places.find(fold(body), body))
    if not _WITHIN.search(fold(document.text)):
        # "Hue has digitised …; the city …": one province is named again and again, the country never
        alone = len(counts) == 1 and counts.most_common(1)[0][1] >= 3 and not _NATION.search(fold(body))
        only = Place(0, 0, next(iter(counts))) if alone else None
        return Home(only, only)
    hint: Place | None = None
    if len(counts) == 1 or (counts and not issuers and not portals and _leads(counts)):
        hint = Place(0, 0, counts.most_common(1)[0][0])
    else:
        for found in (issuers, portals, dated):
            if found and len({p.codes for p in found}) == 1:
                hint = found[0]
                break
    # A page that never speaks of the country, and of its own province throughout, is that province's.
    return Home(hint if hint and not _NATION.search(fold(body)) else None, hint)


def _leads(counts: Counter[tuple[tuple[str, str], ...]]) -> bool:
    (_, most), *others = counts.most_common(2)
    return most >= 3 and most >= 3 * max((count for _, count in others), default=0)


def _cased(text: str) -> str:
    """Letterheads are set in capitals or not at all: every letter counts as a capital there."""
    return text.upper() if len(text.upper()) == len(text) else text
