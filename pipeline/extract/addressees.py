"""To whom an order is given: the bodies, officials, named provinces and counted units that stand as one addressee.

Holds who can be told something, how far a chain of them reaches, and the addressee that is the subject of its sentence. Keeps
out: who speaks (issuers), where the task begins (orders), and the names of offices and bodies (catalogue: addressee, body).
"""

from __future__ import annotations

import re

from pipeline.extract.issuers import Span, is_half_word
from pipeline.extract.spans import SUBJECTS, Passage

LONGEST_ADDRESSEE = 220
LEAD = 8  # "những", "một số", "hai", "the": before whoever is addressed

# Words that lead into a sentence or an item before its addressee.
LEADS_IN = re.compile(
    r"(?:[\s\-–•+*]|\(?[0-9]{1,2}[.)](?![0-9])|\(?[a-zđ][.)])*"
    r"(?:(?:riêng|đối với|về phía|đồng thời|bên cạnh đó|ngoài ra|do đó|vì vậy|trước mắt|theo đó|cụ thể)[ ,:]*)*"
)
_SAID_BY = re.compile(r"(?:theo|tại|according to|at) ")
# What joins those who are told the same: ", ", "và UBND các", ": " before names.
_JOINED = re.compile(
    r"[ ,:/]*(?:(?:và|cùng|cùng với|hoặc|and|of|the|các|những|tỉnh|thành phố|tp\.?|huyện|quận|xã|phường|thị xã|thuộc|trực thuộc|"
    r"trung ương|ngang bộ|đồng chí|gồm|all)[ ,]*)*"
)
_MINISTRY_NEXT = re.compile(r"[:,]? |,? và ")  # "các Bộ: Công an, Tư pháp và Nội vụ"


def heads(passage: Passage, start: int, end: int) -> list[Span]:
    """Whoever can be told something, in reading order."""
    text = passage.squeezed.text
    spans: list[Span] = []
    ministries = -1  # where "các bộ" and the short names behind it end
    for token in passage.between("addressee", start, end):
        if "citizens" in token.concepts or is_half_word(text, token.start):
            continue
        follows = ministries >= 0 and _MINISTRY_NEXT.fullmatch(text, ministries, token.start) is not None
        if token.concepts == {"ministry"} and not follows:
            continue
        if ("ministry" in token.concepts and follows) or text[token.start : token.end] in {"bộ", "các bộ"}:
            ministries = token.end
        spans.append((token.start, token.end))
    spans += [(token.start, token.end) for token in passage.between("body", start, end)]
    spans += [(place.start, place.end) for place in passage.places if start <= place.start and place.end <= end]
    spans += [
        (q.lead or q.start, q.reach)
        for q in passage.quantities
        if q.units & SUBJECTS - {"tasks"} and start <= q.start and q.reach <= end
    ]
    return sorted(spans)


def chain_end(passage: Passage, told: list[Span]) -> int:
    """Where the first of `told` and all that are joined to it end: "các bộ, ngành và UBND các tỉnh Hà Giang, Sơn La"."""
    text, stop = passage.squeezed.text, told[0][1]
    for start, end in told[1:]:
        if start > stop and not _JOINED.fullmatch(text, stop, start):
            break
        stop = max(stop, end)
    return stop


def may_go_on(passage: Passage, stop: int) -> bool:
    """Whether the words behind an addressee may still name it: "cơ quan …", "Sở …", a name in capitals."""
    plain = passage.squeezed.plain
    after = plain[stop : stop + 2].lstrip()
    office = any("office" in token.concepts and token.end == stop for token in passage.tokens("addressee"))
    return office or after[:1].isupper()


def subject(passage: Passage, start: int, end: int) -> Span | None:
    """The addressee that ends where the verb begins: the clause from its first addressee on, if the clause is about it."""
    text = passage.squeezed.text
    told = heads(passage, start, end)
    if not told or end - told[-1][1] > LONGEST_ADDRESSEE or has_citizens(passage, start, end):
        return None
    lead = LEADS_IN.match(text, start, end)
    at = lead.end() if lead else start
    if told[0][0] - at <= LEAD and not _SAID_BY.match(text, at, end):
        return trimmed(text, at, end)
    # What stands before a comma leads in: "Tại cuộc giao ban ngày 21/10/2024 của Tổ công tác, 10 địa phương …"
    for comma in re.finditer(r", ", text[start:end]):
        after = start + comma.end()
        first = next((head for head in told if 0 <= head[0] - after <= LEAD), None)
        if first:
            return trimmed(text, after, end)
    return None


def has_citizens(passage: Passage, start: int, end: int) -> bool:
    return any("citizens" in token.concepts for token in passage.between("addressee", start, end))


def trimmed(text: str, start: int, end: int) -> Span:
    """Without spaces, marks and the number of an item at either end."""
    while start < end and text[start] in " ,;:":
        start += 1
    while end > start and text[end - 1] in " ,;:./":
        end -= 1
    return start, end
