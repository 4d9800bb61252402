"""Numerals that count nothing: numbers of documents, plans and pages, clocks, list indices, telephones, addresses.

Holds the patterns, each with the reason that the account gives. Keeps out: dates (dating) and what is outside the catalogue (bind).
"""

from __future__ import annotations

import re

from pipeline.terms import UnreadReason

_IMAGE = re.compile(
    r"(?:<[^<>]*>)?data:image.*?(?:</[^<>]*>|$)|https?://\S+|www\.\S+|\S+@\S+\.\S+|\S+\.(?:jpe?g|png|gif|pdf|docx?|html?|xlsx?)\b"
)
_DOCUMENT = re.compile(
    r"(?<![^\W_])(?:số:? ?)?[0-9]+(?:/[0-9]{4})?/(?:[a-zđ]{1,12}[0-9]*)(?:[-&.][a-zđ0-9]+)*(?![^\W_])"
    r"|(?:văn bản|công văn|quyết định|nghị quyết|nghị định|thông tư|luật|chỉ thị|kế hoạch|thông báo|công điện|kết luận|báo cáo|tờ trình|"
    r"decision|decree|circular|resolution|directive|dispatch|plan|document|report)(?: số| no\.?|:)? [0-9]+(?:/[0-9]{4})?(?:[/-][a-zđ][a-zđ0-9/&.-]*)*(?! ?%)(?![.,]?[0-9])(?! (?:địa|huyện|xã|thửa|tỉnh|triệu|nghìn|localit|district|provinc))"
)
_PLAN = re.compile(
    r"(?:đề án|dự án|chương trình|nghị quyết|kế hoạch|project|scheme|program(?:me)?|resolution)(?: số| no\.?)? ?[0-9]+(?:[-/][a-zđ0-9/-]+)?(?! ?%)"
    r"|(?<![^\W_])(?:nq|da|qđ|c|u|a|bts|iso)[ -]?[0-9]+(?:[:/-][a-z0-9]+)*(?![^\W_])(?![.,][0-9])"
)
_CLOCK = re.compile(
    r"(?<![^\W_])[0-9]{1,2} ?(?:h|giờ)(?: ?[0-9]{2})?(?![^\W_])|(?<![0-9])[0-9]{1,2}:[0-9]{2}(?![0-9]|[.,][0-9])"
)
_INDEX = re.compile(
    r"^[\s\-•*+]*(?:[ivx]+|[0-9]{1,2}(?:\.[0-9]{1,2})*)[.)]?\s*[.):/-](?=\s)|^[\s]*[0-9]{1,2}(?:\.[0-9]{1,2})+\.?(?=\s)"
    r"|(?<![^\W_])(?:bài|phần|mục|điều|khoản|điểm|chương|phụ lục|bảng|biểu|hình|ảnh|nhóm|thứ|lần thứ|bước|giai đoạn|mức|mức độ|cấp độ|khóa|kỳ|lesson|part|"
    r"section|article|table|figure|annex|appendix|group|phase|level|step) (?:số |no\.? ?)?[0-9]{1,2}(?:\.[0-9]{1,2})*(?![0-9.,/%])(?! ?%)(?! (?:địa|huyện|xã|thửa|tỉnh|triệu|nghìn|trường|hồ|nhiệm))"
    r"|\([0-9]{1,2}\)(?= ?[^\W\d_])"
)
_PHONE = re.compile(
    r"(?<![0-9.,])(?:\+84|0)[0-9]{2,3}[ .]?[0-9]{3,4}[ .]?[0-9]{3,4}(?![0-9])|(?<![0-9.,])1[89]00 ?[0-9]{4,6}(?![0-9])"
)
_PAGE = re.compile(
    r"^\s*[-–—]?\s*(?:trang|page)?\s*[0-9]{1,3}\s*[-–—]?(?:\s*/\s*[0-9]{1,3})?\s*$|(?:trang|page) [0-9]{1,3}(?: ?/ ?[0-9]{1,3})?"
)
_NOT_QUANTITIES: tuple[tuple[re.Pattern[str], UnreadReason], ...] = (
    (_IMAGE, "boilerplate"), (_DOCUMENT, "document_number"), (_PLAN, "plan"), (_CLOCK, "date"), (_INDEX, "list_index"),
    (_PHONE, "outside_catalogue"),
)  # fmt: skip


_DIGIT = re.compile(r"[0-9]")


def refusals(text: str) -> list[tuple[int, int, UnreadReason]]:
    """(start, end, reason) of every such span of folded `text`, none overlapping."""
    if _PAGE.fullmatch(text.strip()):
        return [(0, len(text), "page_number")]
    found: list[tuple[int, int, UnreadReason]] = []
    if not _DIGIT.search(text):
        return found
    for pattern, reason in _NOT_QUANTITIES:
        for match in pattern.finditer(text):
            if reason == "plan" and not match.group().startswith(("nghị quyết", "resolution")):
                found = [span for span in found if not (match.start() <= span[0] and span[1] <= match.end())]
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), reason))
    return found
