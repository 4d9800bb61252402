"""The grammar of an instruction: who speaks, the verb, to whom, and where the task begins and ends in one sentence.

Holds Order and its finding among the tokens of a passage, in Vietnamese and English. Keeps out: which family, indicator or
deadline a task has, what earlier sentences said (instructions), and every wording (catalogue, layers order to action).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from pipeline.extract.spans import SUBJECTS, Passage, Token
from pipeline.terms import Modality

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Order:
    """Spans in the squeezed text of a passage; `issuer` is None where the sentence names nobody."""

    modality: Modality
    verb: Span
    issuer: Span | None
    addressee: Span
    task: Span


LONGEST_ADDRESSEE = 220
LEAD = 8  # "những", "một số", "hai": before whoever is addressed

# The verb as a noun: theo yêu cầu của, đáp ứng yêu cầu, Ban Chỉ đạo, upon request.
_NOUN_BEFORE = re.compile(
    r"(?<!\w)(?:theo|đáp ứng|đạt|bảo đảm|đảm bảo|các|những|nhiều|mọi|một số|trước|vượt|ngoài|tiếp nhận|nhận|có|hồ sơ|phiếu|đơn|"
    r"sự|(?<!tổ )công tác|ban|lệnh|quan điểm|ý kiến|tinh thần|nội dung|phạm vi|mức|bàn|chuyển|không|chưa|người|khi|nếu) $"
)
_NOUN_BEFORE_EN = re.compile(r"(?<!\w)(?:upon|on|the|a|an|no|at|per|if|as|any|such) $")
_NOUN_AFTER = re.compile(
    r" ?(?:dịch|diện|thông|tiếp|ban|lưu|nhận|đất|thoa|thời|hàng|của|này|đó|trên|về (?!việc)|điều hành|tối thiểu|kỹ thuật|cấp)(?!\w)"
)
_PASSIVE = re.compile(
    r"(?<!\w)(?:được|bị)(?: (?P<by>[^,;.]{2,60}?))?(?: trực tiếp| giao)? $|(?<!\w)(?:was|were|is|are|been|be)(?: also)? $"
)
_TITLE = re.compile(
    r"(?:(?:lãnh đạo|đại diện|thường trực|phó|tổ trưởng|tổ phó|thứ trưởng|bộ trưởng|chủ tịch|bí thư|giám đốc|cục trưởng|the|leaders of|"
    r"head of|chairman of|chairwoman of) )+$"
)
_WORD = re.compile(r" ([^\W\d_][\w’']*)")
_BETWEEN = re.compile(
    r"[ ,]*(?:của [^,;:]{2,30}|trưởng|bộ [^,;:]{2,40})?[ ,]*(?:(?:cũng|đã|tiếp tục|vừa|còn|liên tục|nhiều lần|thống nhất|kết luận|"
    r"nhấn mạnh|chỉ rõ|đồng thời|ban hành|có|ra|gửi|văn bản|công văn|công điện|thông báo|và|has|have|had|also|again|repeatedly|later)[ ,]*)*"
)
_ARTICLE = re.compile(
    r"[ ,]*(?:(?:các|toàn bộ|tất cả|từng|cả|những|đồng chí|lãnh đạo|với|cho|đối với|the|all|each|every|both|of) )*"
)
# Before an action these make it a state or a name of work: "đã hoàn thành", "chậm tiến độ số hóa".
_NO_ACTION_BEFORE = re.compile(
    r"(?<!\w)(?:đã|chưa|đang|còn|mới|được|bị|tiến độ|việc|công tác|kế hoạch|hoàn thành|xong|chậm|và|về|của|cơ bản|không|tổ|ban|"
    r"trung tâm|nền tảng|hệ thống|kết quả|nhiệm vụ) $"
)
# "số phải số hóa", "diện phải nhập": what is to be done in all, told to nobody.
_NO_DUTY_BEFORE = re.compile(r"(?<!\w)(?:không|chưa|mà|việc|điều|số|diện|dữ liệu|hồ sơ|sổ|thửa|bản ghi|trường hợp) $")
# Of what somebody is told about, not what to do.
_ABOUT = re.compile(r"(?<!\w)(?:về|khi|vì|nếu|rằng|là)(?!\w)")
_HALF_WORD = re.compile(r"(?<!\w)(?:toàn|đồng|cán|nội|tiến|trung) $")
_TO = re.compile(r",? (?:to|with) (?=[a-z])")
_INFINITIVE = re.compile(r",?(?: [a-z, ]{2,60}?)? to (?=[a-z])")
_ENGLISH = re.compile(r"(?!giao)[a-z ]+")
_LEAD = re.compile(
    r"[\s\-–•+*]*(?:(?:riêng|đối với|về phía|đồng thời|bên cạnh đó|ngoài ra|do đó|vì vậy|trước mắt|theo đó|cụ thể|the)[ ,:]*)*"
)


def orders(passage: Passage, start: int, end: int, *, carried: bool) -> list[Order]:
    """The instructions of one sentence, in reading order.

    `carried`: an earlier sentence gave orders, so "cần" goes on with them; else it obliges nobody unless it sets a day.
    """
    text = passage.squeezed.text
    found: list[Order] = []
    for token in passage.between("order", start, end):
        if found and token.start < found[-1].task[1]:
            continue
        order = _obliges(passage, token, start, end) if "must" in token.concepts else _tells(passage, token, start, end)
        if order is None or ("must" in token.concepts and not (carried or _is_due(passage, order))):
            continue
        found += _parts(passage, order)
    return [order for order in found if text[slice(*order.task)].strip()]


def _is_due(passage: Passage, order: Order) -> bool:
    start, end = order.task
    return any(start <= dated.stated.start < end and dated.use in {"before", "by"} for dated in passage.dates)


def told_in_item(passage: Passage, start: int, end: int, modality: Modality) -> Order | None:
    """An item under "Giao:" or "Đề nghị:": its addressee first, then the task."""
    lead = _LEAD.match(passage.squeezed.text, start, end)
    split = _split(passage, lead.end() if lead else start, end)
    return None if split is None else Order(modality, (start, start), None, *split)


def opens_list(passage: Passage, start: int, end: int) -> Modality | None:
    """The verb of a sentence that ends in a colon right behind it: "Tổ công tác yêu cầu:"."""
    text = passage.squeezed.text
    for token in reversed(passage.between("order", start, end)):
        if "must" not in token.concepts and re.fullmatch(r"[^:;.]{0,30}:\s*", text[token.end : end]):
            return None if _is_noun(text, token) else _modality(token)
    return None


def _tells(passage: Passage, token: Token, start: int, end: int) -> Order | None:
    """yêu cầu, đề nghị, giao, asked … to: by an issuer on its left to an addressee on its right, or in the passive."""
    text = passage.squeezed.text
    if passage_says_passive := _PASSIVE.search(text, max(start, token.start - 70), token.start):
        return _passive(passage, token, start, end, passage_says_passive)
    if _is_noun(text, token):
        return None
    clause = _clause_start(text, start, token.start)
    if passage.between("addressee", clause, token.start) and any(
        "citizens" in t.concepts for t in passage.between("addressee", clause, token.start)
    ):
        return None
    split = _split(passage, token.end, end)
    return (
        None
        if split is None
        else Order(_modality(token), (token.start, token.end), _issuer(passage, start, token.start), *split)
    )


def _passive(passage: Passage, token: Token, start: int, end: int, mark: re.Match[str]) -> Order | None:
    """10 địa phương … được (Bộ X) yêu cầu bố trí kinh phí; localities were asked to …"""
    text = passage.squeezed.text
    addressee = _subject(passage, _clause_start(text, start, mark.start()), mark.start())
    task = _task(passage, token, end)
    if addressee is None or task is None:
        return None
    by = mark.groupdict().get("by")
    issuer = _issuer(passage, mark.start(), token.start) if by else _issuer(passage, start, addressee[0], near=False)
    return Order(_modality(token), (token.start, token.end), issuer, addressee, task)


def _obliges(passage: Passage, token: Token, start: int, end: int) -> Order | None:
    """Mười bốn địa phương đã hoàn thành … cần phối hợp với …: the addressee is the subject."""
    text = passage.squeezed.text
    if _NO_DUTY_BEFORE.search(text[max(start, token.start - 16) : token.start]):
        return None
    addressee = _subject(passage, _clause_start(text, start, token.start), token.start)
    task = _task(passage, token, end)
    if addressee is None or task is None:
        return None
    return Order("must", (token.start, token.end), None, addressee, task)


def _is_noun(text: str, token: Token) -> bool:
    before = text[max(0, token.start - 24) : token.start]
    if _ENGLISH.fullmatch(text, token.start, token.end):
        return bool(_NOUN_BEFORE_EN.search(before))
    return bool(_NOUN_BEFORE.search(before)) or bool(_NOUN_AFTER.match(text, token.end))


def _modality(token: Token) -> Modality:
    return cast(
        Modality, next(name for name in ("assigned", "directed", "requested", "must") if name in token.concepts)
    )


def _clause_start(text: str, start: int, at: int) -> int:
    """After the last semicolon or colon before `at`."""
    return max(start, *(text.rfind(mark, start, at) + 1 for mark in (";", ":")))


def _split(passage: Passage, start: int, end: int) -> tuple[Span, Span] | None:
    """(addressee, task) of what follows the verb: an addressee at once, then the first word of a task."""
    text = passage.squeezed.text
    article = _ARTICLE.match(text, start, end)
    at = article.end() if article else start
    heads = _heads(passage, start, min(end, at + LONGEST_ADDRESSEE))
    if not heads or heads[0][0] > at + 2:
        return None
    begin = start
    english = _TO.search(text, heads[0][1], end)
    if english and english.start() - at <= LONGEST_ADDRESSEE and not re.search(r"[;:]", text[at : english.start()]):
        return _trimmed(text, begin, english.start()), _trimmed(text, english.end(), _stop(text, english.end(), end))
    for action in passage.between("action", heads[0][1], end):
        between = text[heads[0][1] : action.start]
        if re.search(r"[;:]", between.rstrip().removesuffix(":")) or action.start - at > LONGEST_ADDRESSEE:
            return None
        if _NO_ACTION_BEFORE.search(text[max(at, action.start - 24) : action.start]):
            continue
        if any(a <= action.start < b for a, b in heads):
            continue
        if _ABOUT.search(text, heads[0][1], action.start):
            return None
        return _trimmed(text, begin, action.start), _trimmed(text, action.start, _stop(text, action.start, end))
    return None


def _subject(passage: Passage, start: int, end: int) -> Span | None:
    """The addressee that ends where the verb begins: the clause from its first addressee on, if the clause is about it."""
    text = passage.squeezed.text
    heads = _heads(passage, start, end)
    if not heads or end - heads[-1][1] > LONGEST_ADDRESSEE:
        return None
    if any("citizens" in t.concepts for t in passage.between("addressee", start, end)):
        return None
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    if heads[0][0] - at <= LEAD:
        return _trimmed(text, at, end)
    # What stands before a comma leads in: "Tại cuộc giao ban ngày 21/10/2024 của Tổ công tác, 10 địa phương …"
    for comma in re.finditer(r", ", text[start:end]):
        after = start + comma.end()
        first = next((head for head in heads if 0 <= head[0] - after <= LEAD), None)
        if first:
            return _trimmed(text, first[0], end)
    return None


def _heads(passage: Passage, start: int, end: int) -> list[Span]:
    """Whoever can be told something: bodies, officials, named provinces, counted units that act."""
    text = passage.squeezed.text
    spans = [
        (token.start, token.end)
        for token in passage.between("addressee", start, end)
        if "citizens" not in token.concepts and not _HALF_WORD.search(text[max(0, token.start - 8) : token.start])
    ]
    spans += [(token.start, token.end) for token in passage.between("body", start, end)]
    spans += [(place.start, place.end) for place in passage.places if start <= place.start and place.end <= end]
    spans += [
        (q.lead or q.start, q.reach)
        for q in passage.quantities
        if q.units & SUBJECTS - {"tasks"} and start <= q.start and q.reach <= end
    ]
    return sorted(spans)


def _task(passage: Passage, token: Token, end: int) -> Span | None:
    """What stands right behind the verb, when it begins with an action."""
    text, start = passage.squeezed.text, token.end
    if _ENGLISH.fullmatch(text, token.start, token.end):
        infinitive = _INFINITIVE.match(text, start, end)
        if infinitive is None and "must" not in token.concepts:
            return None
        return _trimmed(text, start + len(infinitive.group() if infinitive else ""), _stop(text, start, end))
    for action in passage.between("action", start, end):
        if action.start - start > 14 or re.search(r"[,;:]", text[start : action.start]):
            return None
        return _trimmed(text, start, _stop(text, start, end))
    return None


def _stop(text: str, start: int, end: int) -> int:
    """A task ends with its sentence, or before a bracket that names a source."""
    cited = re.search(r" ?\((?:theo )?(?:nguồn|source)", text[start:end])
    return start + cited.start() if cited else end


def _parts(passage: Passage, order: Order) -> Iterator[Order]:
    """One order a part where the task goes on with "; UBND các tỉnh …": the verb and the issuer hold for all.

    What follows a semicolon without an action is said, not asked.
    """
    text = passage.squeezed.text
    start, end = order.task
    for mark in re.finditer(r";", text[start:end]):
        at = start + mark.end()
        lead = _LEAD.match(text, at, end)
        split = _split(passage, lead.end() if lead else at, end)
        if split:
            yield Order(order.modality, order.verb, order.issuer, order.addressee, _trimmed(text, start, at - 1))
            yield from _parts(passage, Order(order.modality, order.verb, order.issuer, *split))
            return
        begin = lead.end() if lead else at
        if not any(action.start - begin <= LEAD for action in passage.between("action", begin, end)):
            end = at - 1  # a statement, no further part of the task
            break
    yield replace(order, task=_trimmed(text, start, end))


def _issuer(passage: Passage, start: int, end: int, *, near: bool = True) -> Span | None:
    """The body or official that speaks before `end`: right before the verb, or anywhere in the lead-in if not `near`."""
    text, plain = passage.squeezed.text, passage.squeezed.plain
    tokens = sorted(
        [*passage.between("issuer", start, end), *passage.between("body", start, end)], key=lambda t: t.start
    )
    for token in reversed(tokens):
        stop = token.end
        for word in _WORD.finditer(plain, stop, end):  # the name of an official
            if not word.group(1)[0].isupper() or word.start() != stop:
                break
            stop = word.end()
        if near and not _BETWEEN.fullmatch(text, stop, end):
            continue
        title = _TITLE.search(text, max(start, token.start - 40), token.start)
        first = title.start() if title else token.start
        inside = next((t for t in tokens if t.start < first < t.end), None)
        return _trimmed(text, inside.start if inside else first, stop)
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without spaces and marks at either end."""
    while start < end and text[start] in " ,;:":
        start += 1
    while end > start and text[end - 1] in " ,;:.":
        end -= 1
    return start, end
