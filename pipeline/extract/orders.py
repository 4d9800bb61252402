"""The grammar of an instruction: who speaks, the verb, to whom, and where the task begins and ends in one sentence.

Holds Order and its finding among the tokens of a passage, in Vietnamese and English, with the particles that the grammar turns
on. Keeps out: the verb by itself (order_verbs), issuers and addressees (rooms of their own), lists of tasks (order_lists), what earlier sentences said
(instructions), and every verb, office and action (catalogue, layers order to action).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extract.addressees import (
    LEAD,
    LEADS_IN,
    LONGEST_ADDRESSEE,
    chain_end,
    has_citizens,
    heads,
    subject,
    trimmed,
)
from pipeline.extract.issuers import Span, is_petition, issuer_cited, issuer_named, issuer_near, issuer_opening, rank
from pipeline.extract.order_verbs import clause_start, is_denied, is_english, is_noun, modality_of, passive_before
from pipeline.extract.spans import Passage, Token
from pipeline.extract.tasks import after_time, begins_at, first_action, infinitive, task_end
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
# Where an order of the same issuer begins inside the task before it: "; đồng thời yêu cầu", " và giao".
_GOES_ON = re.compile(
    r"(?P<mark>;|,|(?: và)(?= )|(?: and)(?= )|$)[ ,]*(?:(?:và|đồng thời|cũng|tiếp tục|and|also)[ ,]*)*$"
)


def orders(passage: Passage, start: int, end: int, *, carried: bool) -> list[Order]:
    """The instructions of one sentence, in reading order.

    `carried`: an earlier sentence gave orders, so "cần" goes on with them; else it obliges nobody unless it sets a day, or
    somebody's word it is.
    """
    text = passage.squeezed.text
    found: list[Order] = []
    for token in passage.between("order", start, end):
        before = found[-1] if found else None
        if before and token.start < before.task[1]:
            cut = _another(passage, before, token)
            if cut is None:
                continue
            order = _tells(passage, token, start, end)
            if order is None or not _is_beside(passage, before, order, text[cut]):
                continue
            found[-1] = replace(before, task=trimmed(text, before.task[0], cut))
            order = replace(order, since=cut + 1)
        elif "must" in token.concepts:
            order = _obliges(passage, token, start, end)
            if order and not (carried or found or order.issuer or _is_due(passage, order)):
                continue
        else:
            order = _tells(passage, token, start, end)
        if order is None:
            continue
        if order.issuer is None and "must" not in token.concepts:
            opening = issuer_opening(passage, start, min(order.verb[0], order.addressee[0]))
            order = replace(order, issuer=before.issuer if before else opening)
        if order.issuer is None or not is_petition(passage, order.issuer, order.addressee):
            found.append(order)
    parted = [part for order in found for part in _parts(passage, order)]
    return [order for order in parted if text[slice(*order.task)].strip()]


def split(passage: Passage, start: int, end: int) -> tuple[Span, Span] | None:
    """(addressee, task) of what follows the verb: an addressee at once, then the first word of a task."""
    text = passage.squeezed.text
    at = begins_at(passage, start, end)
    begin = after_time(passage, start, end)
    told = heads(passage, begin, min(end, at + LONGEST_ADDRESSEE))
    if not told or told[0][0] > at + 2:
        return None
    stop = chain_end(passage, told)
    english = infinitive(text, told[0][1], end)
    if english and english[0] - at <= LONGEST_ADDRESSEE and not re.search(r"[;:]", text[at : english[0]]):
        return trimmed(text, begin, english[0]), trimmed(text, english[1], task_end(text, english[1], end))
    task = first_action(passage, told, stop, end)
    if task is None or task - at > LONGEST_ADDRESSEE:
        return None
    return _numberless(text, begin, task), trimmed(text, task, task_end(text, task, end))


def _numberless(text: str, start: int, end: int) -> Span:
    """The addressee without the number of the item behind its colon: "các địa phương: (1) khẩn trương …"."""
    numbered = re.search(r"[:,]? ?\(?(?:[0-9]{1,2}|[a-z])[.)] ?$", text[start:end])
    return trimmed(text, start, start + numbered.start() if numbered else end)


def _is_due(passage: Passage, order: Order) -> bool:
    start, end = order.task
    return any(start <= dated.stated.start < end and dated.use in {"before", "by"} for dated in passage.dates)


def _another(passage: Passage, before: Order, token: Token) -> int | None:
    """Where the task of the order before ends when this verb gives another one; None when the verb belongs to the task."""
    text = passage.squeezed.text
    if "must" in token.concepts or is_noun(passage, token) or passive_before(passage, token, before.task[0]):
        return None
    joined = _GOES_ON.search(text, before.task[0], token.start)
    if joined and joined.group("mark"):
        return joined.start()
    mark = text.rfind(";", before.task[0], token.start)
    speaks = issuer_near(passage, mark + 1, token.start) if mark >= 0 else None
    return mark if speaks and speaks[0] - mark <= LEAD else None


def _is_beside(passage: Passage, before: Order, order: Order, mark: str) -> bool:
    """Behind a semicolon the issuer goes on; else whoever is told first may be the one who tells those below."""
    if mark == ";":
        return True
    if order.modality == "directed":
        return False
    first, second = rank(passage, before.addressee), rank(passage, order.addressee)
    return first is not None and second is not None and first <= second


def _tells(passage: Passage, token: Token, start: int, end: int) -> Order | None:
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
    parts = split(passage, token.end, end)
    if parts is None:
        return None
    return Order(modality_of(token), since, (token.start, token.end), issuer, *parts)


def _passive(passage: Passage, token: Token, start: int, end: int, mark: re.Match[str]) -> Order | None:
    """10 địa phương … được (Bộ X) yêu cầu bố trí kinh phí; localities were asked (by the Ministry) to …"""
    text = passage.squeezed.text
    since = clause_start(text, start, mark.start())
    addressee = subject(passage, since, mark.start())
    task = _task(passage, token, end)
    if addressee is None or task is None or is_denied(text, since, mark.start()):
        return None
    if mark.group("by"):
        issuer = issuer_near(passage, mark.start(), token.start)
    elif text.startswith(" by ", token.end):
        issuer = issuer_named(passage, token.end, task[0])
    else:
        issuer = issuer_named(passage, start, addressee[0])
    return Order(modality_of(token), since, (token.start, token.end), issuer, addressee, task)


def _obliges(passage: Passage, token: Token, start: int, end: int) -> Order | None:
    """Mười bốn địa phương đã hoàn thành … cần phối hợp với …: the addressee is the subject."""
    text = passage.squeezed.text
    if _NO_DUTY_BEFORE.search(text[max(start, token.start - 16) : token.start]):
        return None
    since = clause_start(text, start, token.start)
    addressee = subject(passage, since, token.start)
    task = _task(passage, token, end)
    if addressee is None or task is None:
        return None
    order = Order("must", since, (token.start, token.end), None, addressee, task)
    if _is_size(passage, task) and not _is_due(passage, order):
        return None
    return replace(order, issuer=issuer_cited(passage, start, addressee[0]))


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
    at = begins_at(passage, start, end)
    if at > start + 1 and any(0 <= action.start - at <= 2 for action in passage.between("action", at, end)):
        return trimmed(text, start, task_end(text, start, end))
    return None


def _parts(passage: Passage, order: Order) -> Iterator[Order]:
    """One order a part where the task goes on with "; UBND các tỉnh …": the verb and the issuer hold for all.

    What follows a semicolon without an action is said, not asked.
    """
    text = passage.squeezed.text
    start, end = order.task
    for mark in re.finditer(r";", text[start:end]):
        at = start + mark.end()
        lead = LEADS_IN.match(text, at, end)
        begin = lead.end() if lead else at
        parts = split(passage, begin, end)
        if parts:
            yield replace(order, task=trimmed(text, start, at - 1))
            yield from _parts(passage, replace(order, since=at, addressee=parts[0], task=parts[1]))
            return
        if not any(action.start - begin <= LEAD for action in passage.between("action", begin, end)):
            end = at - 1  # a statement, no further part of the task
            break
    yield replace(order, task=trimmed(text, start, end))
