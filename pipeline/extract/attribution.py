"""Who is named as the source of the figures of a sentence: theo Bộ Tư pháp, Bộ Nội vụ cho biết.

Holds the words that make a body the speaker. Keeps out: the names of the bodies, which stand in the catalogue.
"""

from __future__ import annotations

import re

from pipeline.extract.spans import Passage

_SAID = (
    r"(?:cho biết|cho hay|thông tin|thống kê|báo cáo|công bố|nêu rõ|khẳng định|điểm lại|ghi nhận|xác nhận|thông báo|thừa nhận|đưa ra|tổng hợp|"
    r"said|reported|announced|says|reports|noted|confirmed)(?!\w)"
)
_SAYS = re.compile(rf"(?:,? )?{_SAID}")
# "Bộ Công an với vai trò thường trực Đề án 06 điểm lại …"
_SAYS_LATER = re.compile(rf"(?: \([^)]*\)|,? (?:với vai trò|là cơ quan|cơ quan|as|the)[^;:.]{{2,60}}?),? {_SAID}")
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
    return None
