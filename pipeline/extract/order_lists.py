"""A list of tasks: the sentence that opens it, with the verb and perhaps whom it tells, and the items under it.

Holds what opens a list, and the task or the addressee of one item. Keeps out: orders that stand in one sentence (orders), and how
long a list stays open (instructions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.addressees import LEADS_IN, chain_end, heads, subject, trimmed
from pipeline.extract.issuers import Span, issuer_named
from pipeline.extract.order_forms import Order, split
from pipeline.extract.order_verbs import clause_start, is_noun, modality_of, passive_before
from pipeline.extract.spans import Passage
from pipeline.extract.tasks import after_time, begins_at, starts_at, task_end
from pipeline.terms import Modality

# "thực hiện các nhiệm vụ sau", "một số nội dung trọng tâm", "as follows": the tasks themselves follow.
_FOLLOWS = re.compile(
    r"[ ,]*(?:[^.;:]{0,90}(?<!\w)(?:nhiệm vụ|nội dung|công việc|việc|giải pháp|sau|sau đây|following|tasks|measures)(?!\w)[^.;:]{0,40})?"
    r"(?: as follows)?[ :]*"
)
_ITEM = re.compile(r"\s*(?:[-–•+*]|\(?[0-9]{1,2}[.)](?![0-9])|\(?[a-zđ][.)]) ?\S")
LONGEST_OPENING = 30  # characters between the verb and the colon when nobody is named: "một số nội dung sau"


@dataclass(frozen=True, slots=True)
class Opening:
    """The verb of a list; `addressee` None: each item names its own. `says_more`: the sentence has a task besides."""

    modality: Modality
    verb: Span
    issuer: Span | None
    addressee: Span | None


def opens_list(passage: Passage, start: int, end: int, found: list[Order]) -> Opening | None:
    """What a sentence that ends in a colon opens: "Tổ công tác yêu cầu:", "đề nghị các địa phương thực hiện các việc sau:"."""
    text = passage.squeezed.text
    if not text[start:end].rstrip().endswith(":"):
        return None
    for token in reversed(passage.between("order", start, end)):
        if is_noun(passage, token):
            continue
        order = next((one for one in found if one.verb == (token.start, token.end)), None)
        issuer = order.issuer if order else issuer_named(passage, start, token.start)
        addressee = _told(passage, token.start, token.end, start, end)
        if addressee is None and order is not None:
            addressee = order.addressee
        nobody = "must" not in token.concepts and end - token.end <= LONGEST_OPENING
        if addressee is None and not (nobody and not heads(passage, token.end, end)):
            continue
        return Opening(modality_of(token), (token.start, token.end), issuer, addressee)
    return None


def is_announced(passage: Passage, order: Order, end: int) -> bool:
    """Whether the task of an opening sentence only says that tasks follow."""
    return _FOLLOWS.fullmatch(passage.squeezed.text, order.addressee[1], end) is not None


def looks_like_item(text: str) -> bool:
    """A paragraph with a dash or a number is an item of the list that is open."""
    return _ITEM.match(text) is not None


def told_in_item(passage: Passage, start: int, end: int, modality: Modality) -> Order | None:
    """An item under "Giao:" or "Đề nghị:": its addressee first, then the task."""
    begin = _begin(passage, start, end)
    parts = split(passage, begin, end)
    return None if parts is None else Order(modality, begin, (start, start), None, *parts)


def task_in_item(passage: Passage, start: int, end: int) -> Span | None:
    """The task of an item under an addressee: it begins with an action, or with a time and one."""
    text = passage.squeezed.text
    begin = _begin(passage, start, end)
    return trimmed(text, begin, task_end(text, begin, end)) if starts_at(passage, begin, end) else None


def addressee_of_items(passage: Passage, start: int, end: int) -> Span | None:
    """ "- UBND các tỉnh:": whom the items below tell."""
    text = passage.squeezed.text
    begin = _begin(passage, start, end)
    told = heads(passage, begin, end)
    if not told or not re.fullmatch(r" ?: *", text[chain_end(passage, told) : end]):
        return None
    return trimmed(text, begin, end) if told[0][0] - begin <= 2 else None


def _told(passage: Passage, verb: int, behind: int, start: int, end: int) -> Span | None:
    """Whom the opening sentence tells, when nothing but the announcement of tasks follows."""
    text = passage.squeezed.text
    token = next(t for t in passage.between("order", start, end) if t.start == verb)
    mark = passive_before(passage, token, start)
    if mark or "must" in token.concepts:
        stop = mark.start() if mark else verb
        told = subject(passage, clause_start(text, start, stop), stop)
        return told if _FOLLOWS.fullmatch(text, behind, end) else None
    at = begins_at(passage, behind, end)
    named = heads(passage, after_time(passage, behind, end), end)
    if not named or named[0][0] > at + 2:
        return None
    stop = chain_end(passage, named)
    return trimmed(text, behind, stop) if _FOLLOWS.fullmatch(text, stop, end) else None


def _begin(passage: Passage, start: int, end: int) -> int:
    lead = LEADS_IN.match(passage.squeezed.text, start, end)
    return lead.end() if lead else start
