"""The orders of one sentence: each with its issuer, verb, addressee and task, also where one goes on to the next.

Holds their finding among the tokens of a passage. Keeps out: the forms of a single order (order_forms), lists of tasks
(order_lists), and what earlier sentences said (instructions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.addressees import LEAD, LEADS_IN, chain_end, heads, trimmed
from pipeline.extract.issuers import is_petition, issuer_near, issuer_opening, rank
from pipeline.extract.order_forms import Order, is_due, obliges, split, tells
from pipeline.extract.order_verbs import is_noun, passive_before
from pipeline.extract.spans import Passage, Token

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
            order = tells(passage, token, start, end)
            if order is None or not _is_beside(passage, before, order, text[cut]):
                continue
            found[-1] = replace(before, task=trimmed(text, before.task[0], cut))
            order = replace(order, since=cut + 1)
        elif "must" in token.concepts:
            order = obliges(passage, token, start, end)
            if order and not (carried or found or order.issuer or is_due(passage, order)):
                continue
        else:
            order = tells(passage, token, start, end)
        if order is None:
            continue
        if order.issuer is None and "must" not in token.concepts:
            opening = issuer_opening(passage, start, min(order.verb[0], order.addressee[0]))
            order = replace(order, issuer=before.issuer if before else opening)
        found.append(order)
    given = [order for order in found if not (order.issuer and is_petition(passage, order.issuer, order.addressee))]
    parted = [part for order in given for part in _parts(passage, order)]
    return [order for order in parted if text[slice(*order.task)].strip()]


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
    for mark in re.finditer(
        r",? and (?=[a-z])", text[start:end]
    ):  # "to allocate funds and the Ministry of Justice to …"
        at = start + mark.end()
        told = heads(passage, at, end)
        if told and told[0][0] - at <= LEAD and text.startswith(" to ", chain_end(passage, told)):
            parts = split(passage, at, end)
            if parts:
                yield replace(order, task=trimmed(text, start, start + mark.start()))
                yield from _parts(passage, replace(order, since=at, addressee=parts[0], task=parts[1]))
                return
    yield replace(order, task=trimmed(text, start, end))
