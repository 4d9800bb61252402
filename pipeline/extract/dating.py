"""What a date is there for: the day of the figures, a deadline, an event, a document, an earlier day to compare with.

Holds the words before a date that tell its use. Keeps out: the grammar of dates (vietnamese.dates), which date a figure takes (when).
"""

from __future__ import annotations

import re

from pipeline.extract.spans import DateUse, Token
from pipeline.vietnamese.dates import Stated

_BEFORE = re.compile(r"(?:trước(?: khi| hết| thời điểm| mốc| thời hạn)?|before|prior to)(?: the)?(?: ngày)? ?$")
_BY = re.compile(
    r"(?:chậm nhất(?: là)?|muộn nhất(?: là)?|không muộn hơn|hạn(?: chót| cuối)?(?: là)?|thời hạn(?: là)?|no later than|deadline(?: of| is)?|due(?: by)?)(?: (?:vào|đến|hết|trong|tháng|ngày|the end of|end of))* ?$"
)
_BY_EN = re.compile(
    r"(?:by|by the end of|within|in|vào|trong|đến|đến hết|hết|cuối|đến cuối|vào cuối|đến năm|trong năm)(?: the)?(?: end of)?(?: ngày)? ?$"
)
_AS_OF = re.compile(
    r"(?:tính đến|tính tới|tính hết|đến hết|cập nhật(?: đến| tới| ngày)?|đến(?: cuối| giữa| đầu| thời điểm| ngày| nay \()?|tới|hết|cuối|giữa|"
    r"tại thời điểm|thời điểm|as of|up to|by|to|until|at the end of|by the end of|end of|late|mid-?)(?: the)?(?: end of)?(?: thời điểm)?(?: ngày)? ?$"
)
_DOCUMENT_DATE = re.compile(
    r"(?:số [0-9][^,; ]*|quyết định|nghị quyết|công văn|kế hoạch|thông báo|công điện|chỉ thị|văn bản|thông tư|nghị định|ban hành|phê duyệt|ký|"
    r"kể từ|tính từ|bắt đầu từ|từ|sau(?: khi)?|after|following|có hiệu lực|áp dụng|since|from|issued(?: on| in)?|signed(?: on)?|dated|approved(?: on| in)?|giai đoạn|triển khai từ)"
    r"(?: đầu| cuối| giữa| sau)?(?: ngày)? ?$"
)
_EVENT_DATE = re.compile(
    r"(?:hội nghị|phiên họp|cuộc họp|họp|giao ban|hội thảo|buổi làm việc|báo cáo|kết luận|meeting|conference|briefing|report|session)[^,;.]{0,60}$"
)


_COMPARED_DATE = re.compile(
    r"(?<!\w)(?:so với|tăng từ|giảm từ|nâng từ|compared (?:to|with)|(?:more|less|fewer|higher|lower) than|(?:up|down|rose|fell|increased|decreased) from)(?!\w)[^.;,]{0,48}$"
)


_SAME_PERIOD = re.compile(r"(?<!\w)cùng (?:thời điểm|kỳ|thời gian)(?: này| đó)?(?: của)? $")


def use_of(text: str, stated: Stated, promised: list[Token], floor: int) -> DateUse:
    """The use of a date of folded `text`; `promised`: marks of promises and aims; `floor`: where its sentence begins."""
    before = text[max(floor, stated.start - 90) : stated.start]
    if _BEFORE.search(before):
        return "before"
    if _BY.search(before):
        return "by"
    if _COMPARED_DATE.search(before) or _SAME_PERIOD.search(before):
        return "compared"
    if _DOCUMENT_DATE.search(before):
        return "document"
    if promised and any(
        floor <= token.start < stated.start
        and not re.search(r"[;)]|\bhiện\b|đến nay|\bđã\b|, (?:có|cả nước)|\d", text[token.end : stated.start])
        for token in promised
    ):
        return "by"
    if _EVENT_DATE.search(before):
        return "event"
    return "as_of"
