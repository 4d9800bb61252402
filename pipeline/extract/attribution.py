"""Who is named as the source of the figures of a sentence: theo Bộ Tư pháp, Bộ Nội vụ cho biết.

Holds the words that make a body or an outlet the speaker, and those that tell whether a figure is its owner's word, a compilation, or was checked. Keeps out: the names of the bodies, which stand in the catalogue.
"""

from __future__ import annotations

import re

from pipeline.extract.context import Assurance
from pipeline.extract.spans import Passage

_SAID = (
    r"(?:cho biết|cho hay|thông tin|thống kê|báo cáo|công bố|nêu rõ|khẳng định|điểm lại|ghi nhận|xác nhận|thông báo|thừa nhận|đưa ra|tổng hợp|"
    r"said|reported|announced|says|reports|noted|confirmed)(?!\w)"
)
_SAYS = re.compile(rf"(?:,? )?{_SAID}")
# "Bộ Công an với vai trò thường trực Đề án 06 điểm lại …"
_SAYS_LATER = re.compile(rf"(?: \([^)]*\)|,? (?:với vai trò|là cơ quan|cơ quan|as|the)[^;:.]{{2,60}}?),? {_SAID}")
# Outlets call themselves by their address.
_OUTLET = r"(?<![\w.@/-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:vn|com|net|org|info)(?![\w-])"
_ACCORDING_TO = re.compile(rf"(?:theo|according to)(?: (?:báo|trang|cổng|tờ|the))*:? ({_OUTLET})")
_OUTLET_SAYS = re.compile(rf"({_OUTLET}),? (?:(?:ngày [\d/.-]+ )?(?:ghi|viết|nêu|đăng|dẫn|đưa tin)(?!\w)|{_SAID})")
_CITED = re.compile(r"\((?:theo )?(?:nguồn|source)s?: ?([^();]{2,90})[);]")
_OF_PLACE = re.compile(r" ?(?:(?:tỉnh|thành phố|tp\.?|of) )?")


def speaker(passage: Passage, start: int, end: int) -> str | None:
    """Who is named as the source of the figures: theo Bộ Tư pháp, Bộ Nội vụ cho biết."""
    text, plain = passage.squeezed.text, passage.squeezed.plain
    for token in passage.between("body", start, end):
        before, after = text[max(start, token.start - 60) : token.start], text[token.end : token.end + 40]
        stop = token.end
        place = next((p for p in passage.places if p.start >= stop and _OF_PLACE.fullmatch(text[stop : p.start])), None)
        if place:
            stop, after = place.end, text[place.end : place.end + 40]
        said_by = re.search(
            r"(?:theo|nguồn:?|thống kê của|số liệu của|số liệu do|báo cáo của|báo cáo do|thống kê do|tổng hợp của|according to|data from|figures from|statistics of|report of)(?: (?:số liệu|thống kê|báo cáo|tổng hợp|thông tin|đánh giá|the|figures|data|statistics|report))*(?: (?:của|từ|from|of|the))*(?: lãnh đạo| đại diện| the)? ?$",
            before,
        )
        says = _SAYS.match(after.lstrip()) or (token.start - start <= 24 and _SAYS_LATER.match(text[stop : stop + 100]))
        if said_by or says:
            return plain[token.start : stop].strip()
    outlet = _ACCORDING_TO.search(text, start, end) or _OUTLET_SAYS.search(text, start, end)
    return plain[outlet.start(1) : outlet.end(1)] if outlet else None


def cited(passage: Passage, start: int, end: int) -> str | None:
    """The source that a sentence names in brackets, as printed: (nguồn: vietbao.vn). It speaks for this sentence alone."""
    found = _CITED.search(passage.squeezed.text, start, end)
    return passage.squeezed.plain[found.start(1) : found.end(1)].strip() if found else None


_ASSURANCES: tuple[tuple[re.Pattern[str], Assurance], ...] = (
    (
        re.compile(
            r"(?<!\w)(?:tự (?:báo cáo|đánh giá|thống kê)|tự báo|do (?:các )?địa phương (?:tự )?(?:báo cáo|cung cấp)|(?:chưa|không) (?:qua |được )?(?:kiểm tra|kiểm chứng|thẩm định|nghiệm thu)"
            r"|địa phương báo cáo|self-reported|by their own account|unverified)(?!\w)"
        ),
        "self_reported",
    ),
    (
        re.compile(
            r"(?<!\w)(?:(?:đã |qua |được |sau khi )(?:kiểm tra|thẩm định|nghiệm thu|kiểm chứng|đối soát|rà quét)(?: và| thực tế)?(?: xác nhận)?|đã xác nhận|được xác nhận|verified|audited|confirmed by)(?!\w)"
        ),
        "verified",
    ),
    (
        re.compile(
            r"(?<!\w)(?:tổng hợp|thống kê của|trên cơ sở báo cáo|compiled|according to (?:compiled )?statistics)(?!\w)"
        ),
        "compiled",
    ),
)


def assurance_of(clause: str) -> Assurance | None:
    """How far a clause vouches for its figures: the owner's word, compiled by a centre, checked; None when it does not say."""
    return next((assurance for pattern, assurance in _ASSURANCES if pattern.search(clause)), None)
