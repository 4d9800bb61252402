"""Where a task begins behind its addressee, and where it ends.

Holds the words that make an action a state or a name of work, and the time that may stand before either. Keeps out: the actions
themselves (catalogue, layer action), who is told (addressees), and what a task is about (asked).
"""

from __future__ import annotations

import re

from pipeline.extract.addressees import may_go_on
from pipeline.extract.issuers import Span
from pipeline.extract.spans import Passage, Token

_ARTICLE = re.compile(
    r"[ ,]*(?:(?:các|toàn bộ|tất cả|từng|cả|những|đồng chí|lãnh đạo|với|cho|đối với|the|all|each|every|both|of) )*"
)
_WHEN = re.compile(
    r"[ ,]*(?:ngay |xong )?(?:trước|trong|đến|hết|chậm nhất|muộn nhất|từ|từ nay|vào|before|by|within|no later than)(?!\w)"
    r"(?: (?:hết|là|vào|trong|đến|nay|cuối|đầu|giữa|thời gian tới|the|end of)(?!\w))*(?: [0-9]{1,2} ?(?:giờ|h)(?: ?[0-9]{2})?(?!\w))?(?: (?:ngày|tháng|quý|năm|tuần)(?!\w))?(?: (?:này|tới|nay))?[ ,]*"
)
# Before any action: it was done, or was not.
_STATE_BEFORE = re.compile(
    r"(?<!\w)(?:đã|chưa|đang|còn|mới|được|bị|cơ bản|không|sẽ|dự kiến|vẫn|cam kết|có thể|nguy cơ) $"
)
# Before work or a deed: its name. "việc bố trí", "trung tâm chỉ đạo"
_NAME_BEFORE = re.compile(
    r"(?<!\w)(?:việc|công tác|kế hoạch|và|về|của|để|theo|tổ|ban|trung tâm|nền tảng|hệ thống|kết quả|nhiệm vụ|nguồn|quá trình) $"
)
# Before work: how far it is. "chậm tiến độ số hóa", "hoàn thành kết nối"
_PROGRESS_BEFORE = re.compile(r"(?<!\w)(?:tiến độ|chậm|hoàn thành|xong|hoàn tất|muộn|trễ) $")
# Of what somebody is told about, not what to do.
_ABOUT = re.compile(r"(?<!\w)(?:về|khi|vì|nếu|rằng|là)(?!\w)")
# Behind an addressee without an action: what it is or how far, and nothing to do.
_TRAIT = re.compile(
    r"[ ,]*(?:đã|đang|còn|chưa|chậm|cơ bản|mới|có|bị|thuộc|nằm|đạt|được|này|trên|nêu|liên quan|và|với|cho|tại|ở|gồm|do|mà|vẫn|không|"
    r"là|của|theo|về|khác|khi|nếu|vì|rằng|số|[0-9(]|$)(?!\w)"
)
_TO = re.compile(r"(?<! yet)(?<! due)(?<! able)(?<! according)(?<! close),? to (?=[a-z])")
LEAST_WORDS = 3  # of a task that begins with no action we know


def begins_at(passage: Passage, start: int, end: int) -> int:
    """Behind the verb: after a time and the articles, where an addressee may stand."""
    text = passage.squeezed.text
    at = after_time(passage, start, end)
    article = _ARTICLE.match(text, at, end)
    return article.end() if article else at


def after_time(passage: Passage, start: int, end: int) -> int:
    """Behind "trước ngày 15/11/2024" or "trong tháng", where the text goes on with a time; else `start`."""
    text = passage.squeezed.text
    when = _WHEN.match(text, start, end)
    if when is None:
        return start
    dated = next((d for d in passage.dates if when.start() < d.stated.end and d.stated.start <= when.end()), None)
    stop = max(when.end(), dated.stated.end if dated else 0)
    while stop < end and text[stop] in " ,":
        stop += 1
    return stop


def infinitive(text: str, start: int, end: int) -> Span | None:
    """ " to " of an English task: (where what stands before it ends, where the task begins)."""
    to = _TO.search(text, start, end)
    return to.span() if to else None


def first_action(passage: Passage, told: list[Span], stop: int, end: int) -> int | None:
    """Where the task begins that follows the addressees `told`, whose chain ends at `stop`."""
    text = passage.squeezed.text
    after = after_time(passage, stop, end)
    if after > stop and any(0 <= action.start - after <= 2 for action in passage.between("action", after, end)):
        return stop
    part = text.find(";", stop, end)
    end = part if part >= 0 else end
    for action in passage.between("action", told[0][1], end):
        if any(a <= action.start < b for a, b in told) or _is_name(text, action, told[0][0]):
            continue
        between = text[stop : action.start] if action.start > stop else ""
        if re.search(r"[;:]", re.sub(r":? ?\(?(?:[0-9]{1,2}|[a-z])[.)] ?$", "", between.rstrip()).removesuffix(":")):
            return None
        if _ABOUT.search(text, stop, max(stop, action.start)):
            return None
        return action.start
    if may_go_on(passage, stop) or not says_more(text, stop, end):
        return None
    return stop if text[stop : stop + 1] == " " else None


def starts_at(passage: Passage, start: int, end: int) -> bool:
    """Whether a task begins at once: with an action, or with a time and one."""
    at = {start, after_time(passage, start, end)}
    return any(0 <= action.start - place <= 2 for place in at for action in passage.between("action", start, end))


def says_more(text: str, start: int, end: int) -> bool:
    """Whether what follows is long enough for a task, and no trait of whoever is told."""
    return not _TRAIT.match(text, start, end) and len(text[start:end].split()) >= LEAST_WORDS


def task_end(text: str, start: int, end: int) -> int:
    """A task ends with its sentence, or before a bracket that names a source."""
    cited = re.search(r" ?\((?:theo )?(?:nguồn|source)", text[start:end])
    return start + cited.start() if cited else end


def _is_name(text: str, action: Token, floor: int) -> bool:
    before = text[max(floor, action.start - 24) : action.start]
    if _STATE_BEFORE.search(before):
        return True
    if "manner" in action.concepts:
        return False
    return bool(_NAME_BEFORE.search(before)) or ("work" in action.concepts and bool(_PROGRESS_BEFORE.search(before)))
