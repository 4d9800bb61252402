"""The verb of an order by itself: what it demands, and when it is a noun or a passive.

Holds the particles around the verb that tell. Keeps out: who speaks, who is told and what (orders), and the verbs (catalogue).
"""

from __future__ import annotations

import re
from typing import cast

from pipeline.extract.spans import Passage, Token
from pipeline.terms import Modality

# The verb as a noun: theo yêu cầu của, đáp ứng yêu cầu, Ban Chỉ đạo, upon request.
_NOUN_BEFORE = re.compile(
    r"(?<!\w)(?:theo|đáp ứng|đạt|bảo đảm|đảm bảo|các|những|nhiều|mọi|một số|trước|vượt|ngoài|tiếp nhận|nhận|có|hồ sơ|phiếu|đơn|"
    r"sự|(?<!tổ )công tác|(?<!ủy )ban|nhiệm vụ|chỉ tiêu|lệnh|quan điểm|ý kiến|tinh thần|nội dung|phạm vi|mức|bàn|chuyển|không|chưa|sẽ|dự kiến|cần|phải|nên|để|muốn|người|khi|nếu) $"
)
# What a thing or the state of things demands, nobody has ordered.
_THING_BEFORE = re.compile(
    r"(?<!\w)(?:hệ thống|phần mềm|quy trình|biểu mẫu|thực tiễn|thực tế|tình hình|điều này|việc này|công việc|system|software|form) $"
)
_NOUN_BEFORE_EN = re.compile(r"(?<!\w)(?:upon|on|the|a|an|no|at|per|if|as|any|such|will|would|may|not|to) $")
_NOUN_AFTER = re.compile(
    r" ?(?:dịch|diện|thông|tiếp|ban|lưu|nhận|đất|thoa|thời|hàng|của|này|đó|trên|về (?!việc)|điều hành|tối thiểu|kỹ thuật|cấp)(?!\w)"
)
_PASSIVE = re.compile(
    r"(?<!\w)(?:được|bị)(?: (?P<by>[^,;.]{2,60}?))?(?: trực tiếp| giao)? $|(?<!\w)(?:was|were|is|are|been|be)(?: also)? $"
)
_SAYS = re.compile(
    r"(?<!\w)(?:cho biết|cho rằng|nhấn mạnh|khẳng định|lưu ý|chỉ rõ|nêu rõ|quán triệt|nói|kết luận|said|says|stressed|noted|emphasi[sz]ed)"
    r"(?: rằng| là| that)?(?!\w)"
)
_NEVER = re.compile(r"(?<!\w)(?:không|chưa)(?: hề| từng)? ?$")
_ENGLISH = re.compile(r"(?!giao)[a-z ]+")


def is_english(text: str, token: Token) -> bool:
    return _ENGLISH.fullmatch(text, token.start, token.end) is not None


def is_noun(passage: Passage, token: Token) -> bool:
    """The verb of an order as the name of one: "theo yêu cầu của", "Ban Chỉ đạo", "upon request"."""
    text = passage.squeezed.text
    before = text[max(0, token.start - 24) : token.start]
    if _THING_BEFORE.search(before):
        return True
    if is_english(text, token):
        return bool(_NOUN_BEFORE_EN.search(before))
    return bool(_NOUN_BEFORE.search(before)) or bool(_NOUN_AFTER.match(text, token.end))


def modality_of(token: Token) -> Modality:
    return cast(
        Modality, next(name for name in ("assigned", "directed", "requested", "must") if name in token.concepts)
    )


def passive_before(passage: Passage, token: Token, start: int) -> re.Match[str] | None:
    """What makes the verb a passive: "được (Bộ X)", "were"."""
    return _PASSIVE.search(passage.squeezed.text, max(start, token.start - 70), token.start)


def is_denied(text: str, start: int, at: int) -> bool:
    """ "không được yêu cầu": nobody may, so nobody does."""
    return _NEVER.search(text, start, at) is not None


def said_before(text: str, start: int, at: int) -> re.Match[str] | None:
    """ "Phó Thủ tướng nhấn mạnh các địa phương phải …": the last word of speech before a duty."""
    return next(iter(reversed(list(_SAYS.finditer(text, start, at)))), None)


def clause_start(text: str, start: int, at: int) -> int:
    """After the last semicolon or colon before `at`."""
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in (";", ":")))
