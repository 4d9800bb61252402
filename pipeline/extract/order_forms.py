"""The forms an order takes around its verb: told by an issuer, in the passive, as a duty; and where addressee and task part.

Holds Order, in Vietnamese and English, with the particles that the grammar turns on. Keeps out: several orders of one sentence
(orders), the verb by itself (order_verbs), issuers, addressees and the bounds of a task (rooms of their own), and every verb,
office and action (catalogue, layers order to action).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.addressees import LEAD, LONGEST_ADDRESSEE, chain_end, has_citizens, heads, subject, trimmed
from pipeline.extract.issuers import Span, issuer_cited, issuer_named, issuer_near, reaches
from pipeline.extract.order_verbs import (
    clause_start,
    is_denied,
    is_english,
    is_noun,
    modality_of,
    passive_before,
    said_before,
)
from pipeline.extract.spans import Passage, Token
from pipeline.extract.tasks import after_time, begins_at, first_action, infinitive, says_more, starts_at, task_end
from pipeline.terms import Modality


@dataclass(frozen=True, slots=True)
class Order:
    """Spans in the squeezed text of a passage; `since`: where its clause begins; `issuer` is None where the sentence names nobody."""

    modality: Modality
    since: int
    verb: Span
    issuer: Span | None
    addressee: Span
    task: Span


# "số phải số hóa", "diện phải nhập": what is to be done in all, told to nobody.
_NO_DUTY_BEFORE = re.compile(r"(?<!\w)(?:không|chưa|mà|việc|điều|số|diện|dữ liệu|hồ sơ|sổ|thửa|bản ghi|trường hợp) $")
_BY_WHOM = re.compile(r"[a-z,'’ ]{0,60}")  # "were asked by the Ministry of Justice to …"
# What is proposed to somebody who might order it is no order yet.
_PROPOSED = re.compile(r"(?<!\w)(?:kiến nghị|đề xuất|tham mưu|trình|xin)(?: với| cho)? ?$")
# "nếu Bộ yêu cầu", "việc Bộ yêu cầu": spoken of, not given. A comma ends the clause.
_SUPPOSED = re.compile(r"[\s\-–•+*]*(?:nếu|khi|việc|giả sử|if|when|whether|had)(?!\w)[^,]*$")
_REGARDS = re.compile(r"[\s\-–•+*]*(?:\(?[0-9a-z]{1,2}[.)] ?)?(?P<names>(?:đối với|riêng(?: đối với)?|về phía) )?")


def tells(passage: Passage, token: Token, start: int, end: int) -> Order | None:
    """yêu cầu, đề nghị, giao, asked … to: by an issuer on its left to an addressee on its right, or in the passive."""
    text = passage.squeezed.text
    if mark := passive_before(passage, token, start):
        return _passive(passage, token, start, end, mark)
    if is_noun(passage, token):
        return None
    since = clause_start(text, start, token.start)
    issuer = issuer_near(passage, start, token.start)
    if issuer is None and has_citizens(passage, since, token.start):
        return None
    if _SUPPOSED.match(text, since, token.start) or (issuer and _PROPOSED.search(text, start, issuer[0])):
        return None
    parts = split(passage, token.end, end) or _told_before(passage, token, start, issuer[0] if issuer else None, end)
    if parts is None:
        return None
    issuer = issuer or _locals(passage, since, token.start)
    return Order(modality_of(token), since, (token.start, token.end), issuer, *parts)


def _locals(passage: Passage, since: int, verb: int) -> Span | None:
    """ "Tỉnh Lâm Đồng yêu cầu các xã …", "các địa phương đề nghị Bộ …": those who are told elsewhere speak here."""
    named = subject(passage, since, verb)
    return named if named and reaches(passage, chain_end(passage, heads(passage, *named)), verb) else None


def obliges(passage: Passage, token: Token, start: int, end: int) -> Order | None:
    """Mười bốn địa phương đã hoàn thành … cần phối hợp với …: the addressee is the subject."""
    text = passage.squeezed.text
    if _NO_DUTY_BEFORE.search(text[max(start, token.start - 16) : token.start]):
        return None
    says = said_before(text, start, token.start)
    since = max(clause_start(text, start, token.start), says.end() if says else start)
    addressee = subject(passage, since, token.start)
    task = _task(passage, token, end)
    if addressee is None or task is None:
        return None
    order = Order("must", since, (token.start, token.end), None, addressee, task)
    if _is_size(passage, task) and not is_due(passage, order):
        return None
    issuer = issuer_near(passage, start, says.start()) if says else issuer_cited(passage, start, addressee[0])
    return replace(order, issuer=issuer)


def split(passage: Passage, start: int, end: int) -> tuple[Span, Span] | None:
    """(addressee, task) of what follows the verb: an addressee at once, then the first word of a task."""
    text = passage.squeezed.text
    at = begins_at(passage, start, end)
    begin = after_time(passage, start, end)
    told = heads(passage, begin, min(end, at + LONGEST_ADDRESSEE))
    if (
        not told
        or told[0][0] > at + 2
        or re.search(r"[,;]", text[begin : told[0][0]])
        or text[start : start + 1] == ","
    ):
        return None
    stop = chain_end(passage, told)
    english = infinitive(text, told[0][1], end)
    if english and english[0] - at <= LONGEST_ADDRESSEE and not re.search(r"[;:]", text[at : english[0]]):
        return trimmed(text, begin, english[0]), trimmed(text, english[1], task_end(text, english[1], end))
    task = first_action(passage, told, stop, end)
    if task is None or task - at > LONGEST_ADDRESSEE:
        return None
    return _numberless(text, begin, task), trimmed(text, task, task_end(text, task, end))


def is_due(passage: Passage, order: Order) -> bool:
    """Whether the task sets a day; an English "by" may be read as "as of" elsewhere."""
    text, (start, end) = passage.squeezed.text, order.task
    return any(
        start <= dated.stated.start < end
        and (dated.use in {"before", "by"} or text.endswith(" by ", start, dated.stated.start))
        for dated in passage.dates
    )


def _numberless(text: str, start: int, end: int) -> Span:
    """The addressee without the number of the item behind its colon: "các địa phương: (1) khẩn trương …"."""
    numbered = re.search(r"[:,]? ?\(?(?:[0-9]{1,2}|[a-z])[.)] ?$", text[start:end])
    return trimmed(text, start, start + numbered.start() if numbered else end)


def _told_before(passage: Passage, token: Token, start: int, stop: int | None, end: int) -> tuple[Span, Span] | None:
    """ "Đối với 10 địa phương chậm, Bộ X yêu cầu khẩn trương …", "- Thái Bình: tiến độ chậm, đề nghị …": told before the verb."""
    text = passage.squeezed.text
    regards = _REGARDS.match(text, start, token.start)
    begin = regards.end() if regards else start
    colon = text.find(":", begin, token.start)
    if colon < 0 and not (regards and regards.group("names")):
        return None
    until = colon if colon > 0 else stop or token.start
    told = heads(passage, begin, until)
    if not told or told[0][0] - begin > 2 or not starts_at(passage, token.end, end):
        return None
    return trimmed(text, begin, until), trimmed(text, token.end, task_end(text, token.end, end))


def _passive(passage: Passage, token: Token, start: int, end: int, mark: re.Match[str]) -> Order | None:
    """10 địa phương … được (Bộ X) yêu cầu bố trí kinh phí; localities were asked (by the Ministry) to …"""
    text = passage.squeezed.text
    since = clause_start(text, start, mark.start())
    addressee = subject(passage, since, mark.start())
    task = _task(passage, token, end)
    if addressee is None or task is None or is_denied(text, since, mark.start()):
        return None
    if mark.group("by") and is_noun(passage, token):
        return None
    if mark.group("by"):
        issuer = issuer_near(passage, mark.start(), token.start)
    elif text.startswith(" by ", token.end):
        issuer = issuer_named(passage, token.end, task[0])
    else:
        issuer = issuer_named(passage, start, addressee[0])
    return Order(modality_of(token), since, (token.start, token.end), issuer, addressee, task)


def _is_size(passage: Passage, task: Span) -> bool:
    """ "phải số hóa 2.231.474 dữ liệu": how much there is to do, and not that somebody told it."""
    work = [token for token in passage.between("action", *task) if "work" in token.concepts and token.start == task[0]]
    return any(0 <= (q.lead or q.start) - token.end <= 2 for token in work for q in passage.quantities)


def _task(passage: Passage, token: Token, end: int) -> Span | None:
    """What stands right behind the verb, when it begins with an action."""
    text, start = passage.squeezed.text, token.end
    if is_english(text, token):
        to = None if "must" in token.concepts else infinitive(text, start, end)
        if "must" not in token.concepts and (to is None or not _BY_WHOM.fullmatch(text, start, to[0])):
            return None
        begin = to[1] if to else start
        return trimmed(text, begin, task_end(text, begin, end))
    for action in passage.between("action", start, end):
        if action.start - start > 14 or re.search(r"[,;:]", text[start : action.start]):
            break
        if passage.between("addressee", start, action.start):
            return None
        return trimmed(text, start, task_end(text, start, end))
    unknown = "requested" in token.concepts and says_more(text, start, end)
    if starts_at(passage, start, end) or (unknown and not heads(passage, start, min(end, start + LEAD))):
        return trimmed(text, start, task_end(text, start, end))
    return None
