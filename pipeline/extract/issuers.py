"""Who gives an order: the body or official before the verb, the subject of the sentence, the one a passive names.

Holds where the words of the issuer begin and end, with title, name and province, and who stands above whom. Keeps out: whom the
order is given to (addressees), what it asks (orders), what earlier sentences said (instructions), and the names of bodies,
offices and ranks (catalogue: body, issuer, rank).
"""

from __future__ import annotations

import re

from pipeline.extract.attribution import speaker
from pipeline.extract.spans import Passage, Token

Span = tuple[int, int]

SUBJECT = 4  # characters before a subject: "the "
REACH = 240  # characters that an issuer, its titles and what parts it from its verb may take
# Below stands who may not order the one above.
RANKS = {"commune": 1, "department": 2, "province": 3, "ministry": 4, "government": 5}

_TITLE = re.compile(
    r"(?:(?:lãnh đạo|đại diện|thường trực|phó|tổ trưởng|tổ phó|thứ trưởng|bộ trưởng|chủ tịch|bí thư|giám đốc|cục trưởng|the|leaders of|"
    r"head of|chairman of|chairwoman of) )+$"
)
# "toàn bộ", "cơ sở": the second syllable is nobody
_HALF_WORD = re.compile(r"(?<!\w)(?:toàn|đồng|cán|nội|tiến|trung|cơ) $")
_WORD = re.compile(r" ([^\W\d_][\w’']*)")
_OF_PLACE = re.compile(r" (?:(?:tỉnh|thành phố|tp\.?|of) )?")
# What may stand between the issuer and the verb: "của Chính phủ cũng đã có văn bản".
_BETWEEN = re.compile(
    r"[ ,]*(?:của [^,;:]{2,30}|trưởng|bộ [^,;:]{2,40})?[ ,]*(?:(?:cũng|đã|tiếp tục|vừa|còn|liên tục|nhiều lần|thống nhất|kết luận|"
    r"nhấn mạnh|chỉ rõ|đồng thời|ban hành|có|ra|gửi|văn bản|công văn|công điện|thông báo|và|has|have|had|also|again|repeatedly|later)[ ,]*)*"
)


def issuer_near(passage: Passage, start: int, end: int) -> Span | None:
    """The one who speaks right before the verb at `end`."""
    start = max(start, end - REACH)
    for token in reversed(_speakers(passage, start, end)):
        first, stop = _whole(passage, token, start, end)
        if reaches(passage, stop, end):
            return first, stop
    return None


def reaches(passage: Passage, stop: int, verb: int) -> bool:
    """Whether nothing parts who ends at `stop` from the verb but "cũng đã có văn bản"."""
    return _BETWEEN.fullmatch(passage.squeezed.text, stop, verb) is not None


def issuer_opening(passage: Passage, start: int, end: int) -> Span | None:
    """ "Tổ công tác chỉ rõ nguyên nhân chậm, yêu cầu …": who opens the sentence goes on speaking."""
    spans = [_whole(passage, token, start, end) for token in _speakers(passage, start, min(end, start + REACH))]
    return max((span for span in spans if span[0] - start <= SUBJECT), key=lambda span: span[1], default=None)


def issuer_named(passage: Passage, start: int, end: int) -> Span | None:
    """The last body or official of a stretch that only says who and where: "được Bộ X yêu cầu", "tại cuộc họp của Tổ công tác"."""
    tokens = _speakers(passage, start, end)
    return _whole(passage, tokens[-1], start, end) if tokens else None


def issuer_cited(passage: Passage, start: int, end: int) -> Span | None:
    """ "Theo Bộ X, 38 địa phương cần …": the body whose word the sentence is; an outlet tells nobody what to do."""
    said = speaker(passage, start, end)
    first = passage.squeezed.plain.find(said, start, end) if said else -1
    if said is None or not any(token.start == first for token in _speakers(passage, start, end)):
        return None
    article = passage.squeezed.text.startswith("the ", max(start, first - 4))
    return first - 4 * article, first + len(said)


def is_half_word(text: str, at: int) -> bool:
    return _HALF_WORD.search(text[max(0, at - 8) : at]) is not None


def rank(passage: Passage, span: Span) -> int | None:
    """How high the first body of a stretch stands; a province that is named stands as one."""
    ranked = [(token.start, RANKS.get(name)) for token in passage.between("rank", *span) for name in token.concepts]
    ranked += [(place.start, RANKS["province"]) for place in passage.places if span[0] <= place.start < span[1]]
    return min(((at, height) for at, height in ranked if height is not None), default=(0, None))[1]


def is_petition(passage: Passage, issuer: Span, addressee: Span) -> bool:
    """A province that asks a ministry for something tells it nothing to do."""
    from_, to = rank(passage, issuer), rank(passage, addressee)
    return from_ is not None and to is not None and from_ < to


def _speakers(passage: Passage, start: int, end: int) -> list[Token]:
    tokens = [
        token
        for token in (*passage.between("issuer", start, end), *passage.between("body", start, end))
        if not is_half_word(passage.squeezed.text, token.start)
    ]
    return sorted(tokens, key=lambda token: (token.end, token.end - token.start))


def _whole(passage: Passage, token: Token, start: int, end: int) -> Span:
    """The issuer with the title before it, the name of an official or the province behind it."""
    text, plain = passage.squeezed.text, passage.squeezed.plain
    stop = token.end
    for word in _WORD.finditer(plain, stop, end):
        if not word.group(1)[0].isupper() or word.start() != stop:
            break
        stop = word.end()
    places = [p for p in passage.places if p.end <= end and _OF_PLACE.fullmatch(text, token.end, p.start)]
    title = _TITLE.search(text, max(start, token.start - 40), token.start)
    first = title.start() if title else token.start
    around = _speakers(passage, max(start, first - REACH), min(end, first + REACH))
    wider = [other.start for other in around if other.start < first < other.end]
    return min([first, *wider]), max([stop, *(place.end for place in places)])
