"""Typed spans of one block: quantities, dates and what they date, places, and the words around.

Holds the reading of one block, recognition only: what is printed where. Keeps out: which indicator a quantity is, what a heading or an
earlier sentence said (bind), and every wording, which stands in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.extract.dating import use_of
from pipeline.extract.lexer import Lexer
from pipeline.extract.quantities import sentence_quantities
from pipeline.extract.refusals import refusals
from pipeline.extract.spans import Dated, Passage, Quantity, Token
from pipeline.terms import NumberFormat
from pipeline.vietnamese.dates import Stated, find_dates
from pipeline.vietnamese.numbers import find_numbers
from pipeline.vietnamese.places import Place, local_spans, place_lists
from pipeline.vietnamese.text import sentence_spans, squeeze

# Layers that say what was done and how far.
DEEDS = ("status", "stage", "subject", "about")
RATES = frozenset({"percent", "points"})


def analyse(original: str, base: int, lexer: Lexer, number_format: NumberFormat, reference: date | None) -> Passage:
    """The mentions of one block whose text is `original`, beginning at offset `base` of the document."""
    squeezed = squeeze(original, base)
    text = squeezed.text
    hits = lexer.hits(text)
    passage = Passage(squeezed, sentence_spans(squeezed.plain), [], [], [], [], [], hits, refusals(text))
    taken = [(start, end) for start, end, _ in passage.refused]
    promised = [token for token in passage.tokens("mark") if token.concepts & {"promise", "target"}]
    sentences = passage.sentences
    for stated in find_dates(text, reference):
        if _overlaps(stated.start, stated.end, taken) or _is_share(text, stated, passage):
            continue
        floor = next((start for start, end in sentences if start <= stated.start < end), 0)
        passage.dates.append(Dated(stated, use_of(text, stated, promised, floor)))
    passage.dates.extend(_ends_of_year(text, reference, promised, sentences, passage.dates))
    passage.dates.sort(key=lambda dated: dated.stated.start)
    taken.extend((dated.stated.start, dated.stated.end) for dated in passage.dates)
    numbers = [n for n in find_numbers(text, number_format) if not _overlaps(n.start, n.end, taken)]
    passage.quantities = [
        q
        for start, end in sentences
        for q in sentence_quantities(
            text[:end],
            [n for n in numbers if start <= n.start < end],
            [t for t in passage.tokens("unit") if start <= t.start < end],
            [t for layer in DEEDS for t in passage.between(layer, start, end)],
        )
    ]
    found = [place for place in lexer.places.find(text, squeezed.plain) if not _is_venue(text, place)]
    passage.places = _without_former(text, found)
    passage.runs = place_lists(text, passage.places)
    passage.quantities = [q for q in passage.quantities if not _in_apposition(text, q, passage.runs)]
    passage.locals = local_spans(squeezed.plain, found)
    return passage


_END_OF_YEAR = re.compile(
    r"(?<!\w)(?:hết|cuối|trong) năm(?= ?[,;.:)]|$| phải| sẽ| để| đồng thời| hoàn thành)|(?:by )?the end of (?:the|this) year"
)


def _ends_of_year(
    text: str, reference: date | None, promised: list[Token], sentences: list[tuple[int, int]], dates: list[Dated]
) -> Iterator[Dated]:
    """'nâng lên 80% trong năm', 'đến hết năm phải xong': the year in hand, when something is to be done in it."""
    for match in _END_OF_YEAR.finditer(text):
        start, end = next(((a, b) for a, b in sentences if a <= match.start() < b), (0, len(text)))
        aimed = any(start <= t.start < end for t in promised) or re.search(
            r"(?<!\w)(?:phải|giao|yêu cầu|kế hoạch|không hoàn thành|không kịp|khó|nguy cơ)(?!\w)", text[start:end]
        )
        if (
            reference
            and aimed
            and not any(d.stated.start < match.end() and match.start() < d.stated.end for d in dates)
        ):
            day = date(reference.year, 12, 31)
            yield Dated(Stated(match.start(), match.end(), day, "year", False, day), "by")


def _in_apposition(text: str, q: Quantity, runs: list[list[Place]]) -> bool:
    """'Hà Tĩnh và Đắk Nông, hai tỉnh không giàu nhưng …': the number only tells over the names before it."""
    return q.number.form == "words" and any(
        len(run) == q.number.value and re.fullmatch(r", (?:cả )?| là (?:các )?", text[run[-1].end : q.lead])
        for run in runs
    )


_VENUE = re.compile(
    r"(?:hội nghị|cuộc họp|phiên họp|hội thảo|buổi làm việc|diễn ra|tổ chức|sự kiện|conference|meeting|held)[^.;]{0,80}"
    r"(?:tại|ở|in|at) (?:tỉnh |thành phố |tp\.? ?)?$"
)


def _is_venue(text: str, place: Place) -> bool:
    """A dateline or the venue of a meeting says nothing of whose figures follow."""
    if _VENUE.search(text[max(0, place.start - 130) : place.start]):
        return True
    return place.start <= 2 and bool(
        re.match(r" ?(?:,? (?:ngày|sáng|chiều)(?!\w)|\([^)]{2,20}\)? ?-|-(?! ))", text[place.end : place.end + 26])
    )


_MADE_OF = re.compile(
    r"(?:, )?which (?:merged|absorbed|includes|included|took in)[^,;.]*|,? (?:được |vừa )?(?:sáp nhập|hợp nhất)(?: từ| với)[^,;.()]*(?=,)|\((?:gồm|bao gồm|sáp nhập|hợp nhất|hình thành|trước đây|formerly|merg)[^()]*\)|\([^()]*(?:cũ|trước đây|trước sáp nhập)\)|(?<=tỉnh cũ )\([^()]*\)"
)
_FORMER = re.compile(r" ?(?:mới )?\([^()]*$")


def _without_former(text: str, places: list[Place]) -> list[Place]:
    """'Lâm Đồng (gồm Đắk Nông cũ)': names in brackets are what the first one was made of, or where in it."""
    kept: list[Place] = []
    inside = -1
    asides = [
        span.span() for span in _MADE_OF.finditer(text) if not re.search(r"[0-9%]", span.group())
    ]  # "toàn tỉnh (gồm Lâm Đồng, Đắk Nông trước đây)"
    for place in places:
        if place.start < inside or any(a <= place.start < b for a, b in asides):
            continue
        if kept and _FORMER.match(text[kept[-1].end : place.start]):
            closing = text.find(")", place.end)
            if closing >= 0 and not re.search(r"[0-9%]", text[place.start : closing]):
                inside = closing
                continue
        kept.append(place)
    return kept


def _is_share(text: str, stated: Stated, passage: Passage) -> bool:
    """'(5/30 quận)', 'đến 11/12 huyện': a unit right after makes it a fraction of things, not a day and a month."""
    printed = text[stated.start : stated.end]
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}", printed):
        # "rose by 4.5 percentage points": no day of May
        return any(t.start - stated.end in (0, 1) and t.concepts & RATES for t in passage.tokens("unit"))
    if not re.fullmatch(r"[0-9]{1,2} ?/ ?[0-9]{1,2}", printed):
        return False
    return any(token.start - stated.end in (0, 1) for token in passage.tokens("unit"))


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)
