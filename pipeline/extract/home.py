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
CAPITAL = frozenset({"VN63-01", "VN34-01"})
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
# Words that mean the province in hand; and words of a page that speaks of the country.
OWN = re.compile(
    r"(?<!\w)(?:toàn (?:tỉnh|thành phố)|cả tỉnh|(?<![0-9] )(?<!các )(?<!số )(?<!nhiều )tỉnh (?:ta|nhà|này|có|đã|hiện|còn|đạt|mới|đặt)|(?<!tỉnh, )(?<!tỉnh và )(?<![0-9] )(?<!các )thành phố (?:này|ta|có|đã|hiện|còn|đạt)"
    r"|(?:của|trong) (?:tỉnh|thành phố)(?=[,.;:)]| (?:là|đạt|được|đã|có|hiện|ở|vào|từ|mới|chỉ|còn)(?!\w))|địa bàn (?:tỉnh|thành phố)"
    r"|(?:ubnd|hđnd|công an|ban chỉ đạo|ủy ban nhân dân|hội đồng nhân dân) (?:tỉnh|thành phố)|(?:tỉnh|thành) ủy"
    r"|(?<!các )sở (?:tư pháp|nội vụ|nông nghiệp|tài nguyên|thông tin|khoa học)|trung tâm phục vụ hành chính công"
    r"|the province(?! of)|(?:whole|entire) province|provincial (?:people|department|authorit))(?!\w)"
)
_NATIONAL = re.compile(
    r"(?<!\w)(?:cả nước|toàn quốc|[0-9./]+ (?:địa phương|tỉnh)|các (?:địa phương|tỉnh)|bộ, ngành|bộ (?:tư pháp|công an|nội vụ|nông nghiệp|tài nguyên|thông tin|khoa học)"
    r"|thủ tướng|văn phòng chính phủ|nationwide|the (?:whole )?country|[0-9]+ (?:localities|provinces)|ministry of|localities)(?!\w)"
)
_NUMBERED = re.compile(r"(?<!\w)số ?: ?[0-9.…_ ]*/ ?[a-zđ]{2,12}-")
# A commune's or a district's report: a number without a place is its own, and of no area of the catalogue.
_BELOW = re.compile(r"(?:ubnd|ủy ban nhân dân) (?:xã|phường|thị trấn|huyện|quận|thị xã) .{0,80}(?:số ?:|cộng hòa)")
_MINISTRY = re.compile(r"^\W*(?:bộ (?!chỉ huy|đội)|chính phủ|văn phòng chính phủ|ủy ban dân tộc|thanh tra chính phủ)")


@dataclass(frozen=True, slots=True)
class Home:
    """`default`: the province every figure without a place is of; `hint`: the one that "toàn tỉnh" can only mean."""

    default: Place | None = None
    hint: Place | None = None


def home_of(document: Document, lexer: Lexer, scheme: str) -> Home:
    """The province in whose name a document is written, by letterhead, title, portal or the name it goes by; `scheme`: VN63 or VN34."""
    top = document.text[:LETTERHEAD]
    head = fold(top)
    places = [p for p in lexer.places.find(head, _cased(top)) if p.ref_area(scheme)]
    issuers = [p for p in places if _ISSUER.search(head[max(0, p.start - 70) : p.start].replace("\n", " "))]
    # Central bodies write from the capital: its name before a date says nothing.
    dated = [p for p in places if _DATELINE.match(head, p.end) and p.ref_area(scheme) not in CAPITAL]
    official = _NUMBERED.search(head) or _PAPER.search(head) or any(p.codes == q.codes for p in issuers for q in dated)
    if issuers and official and not _MINISTRY.match(head):
        return Home(issuers[0], issuers[0])
    portals = [p for p in places if _PORTAL.search(head[max(0, p.start - 60) : p.start])]
    body = "\n".join(
        document.text[b.char_start : b.char_end] for b in document.blocks if b.kind not in {"boilerplate", "table"}
    )
    named = [p for p in lexer.places.find(fold(body), body) if p.ref_area(scheme)]
    titled = [p for p in lexer.places.find(fold(document.title or ""), document.title or "") if p.ref_area(scheme)]
    found = _sole(titled) or _sole(issuers) or _sole(portals) or _leading(named) or _sole(dated) or _sole(places)
    said = fold(body)
    own, national = _voices(said)
    lead_own, lead_national = _voices(said[: len(said) // 2])
    if found is None or not (own or _sole(titled)):
        # "Hue has digitised …; the city …": one province is named again and again, the country hardly
        alone = found is not None and 2 * national <= len(named) and len(named) >= 3 and _sole(named) is not None
        return Home(found, found) if alone else Home()
    speaks = own > national or lead_own > lead_national + 1 or (_sole(titled) is not None and national <= 2 * own)
    return Home(found if speaks and not _BELOW.search(head) else None, found)


def _voices(said: str) -> tuple[int, int]:
    """How often a folded text speaks of its own province, and of the country."""
    return len(OWN.findall(said)), len(_NATIONAL.findall(said))


def _sole(places: list[Place]) -> Place | None:
    """The one province that all of `places` are."""
    return places[0] if len({place.codes for place in places}) == 1 else None


def _leading(places: list[Place]) -> Place | None:
    """The province named at least twice, and twice as often as any other."""
    (codes, most), *others = Counter(place.codes for place in places).most_common(2) or [((), 0)]
    leads = most >= 2 and most >= 2 * max((count for _, count in others), default=0)
    return Place(0, 0, codes) if leads else _sole(places)


def _cased(text: str) -> str:
    """Letterheads are set in capitals or not at all: every letter counts as a capital there."""
    return text.upper() if len(text.upper()) == len(text) else text
