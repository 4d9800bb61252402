"""Typed spans of one block: quantities with unit and qualifier, dates and what they date, places, and the words around.

Holds recognition only: what is printed where. Keeps out: which indicator a quantity is (bind), what a heading or an earlier sentence said
(bind), and every wording, which stands in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal

import ahocorasick

from pipeline.reference import Reference
from pipeline.terms import NumberFormat, Qualifier, UnreadReason
from pipeline.vietnamese.dates import Stated, find_dates
from pipeline.vietnamese.numbers import Number, find_numbers
from pipeline.vietnamese.places import Place, PlaceFinder, local_spans, place_lists
from pipeline.vietnamese.text import Squeezed, fold, sentence_spans, squeeze

# What these count does something, so its predicate stands to the right; anything else is done to, from the left.
SUBJECT_UNITS = frozenset({"localities", "districts", "communes", "ministries", "agencies", "tasks"})
DateUse = Literal["as_of", "event", "document", "compared", "before", "by"]


@dataclass(frozen=True, slots=True)
class Token:
    """A wording of the catalogue at text[start:end] of the block and the concepts it names in one layer."""

    layer: str
    concepts: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts something. `start`/`end` span value and scale (and fraction); `units`: what it may count."""

    start: int
    end: int
    number: Number
    denominator: Number | None = None
    units: frozenset[str] = frozenset()
    unit_start: int = 0
    unit_end: int = 0
    qualifier: Qualifier | None = None
    lead: int = 0  # where its qualifier begins
    left_over: bool = False  # "còn 208.219 trường hợp"
    unit_side: Literal["right", "left", "none"] = "none"
    beside: Quantity | None = None  # "28/34 (tương đương 42/63) địa phương": the same in another unit
    aside: tuple[int, int] | None = None  # "… trên tổng số 330 nhiệm vụ" further on: its words are not the quantity's

    @property
    def reach(self) -> int:
        """The end of what belongs to it: number and unit."""
        return max(self.end, self.unit_end if self.unit_side == "right" else 0)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and its use: what the figures are as of, an event, a document's own date, or a deadline."""

    stated: Stated
    use: DateUse


@dataclass(slots=True)
class Passage:
    """One block, analysed. All spans are offsets in `squeezed.text`; `squeezed.at` leads back to the document."""

    squeezed: Squeezed
    sentences: list[tuple[int, int]]
    quantities: list[Quantity]
    dates: list[Dated]
    places: list[Place]
    runs: list[list[Place]]
    locals: list[tuple[int, int]]  # named districts, towns and communes
    hits: list[tuple[int, int, str, str, str | None]]
    refused: list[tuple[int, int, UnreadReason]]  # spans that are no quantities, with the reason for the account
    _tokens: dict[tuple[str, str], list[Token]] = field(default_factory=dict)

    def tokens(self, layer: str, family: str | None = None) -> list[Token]:
        """Tokens of a layer as `family` knows them (None: as any family does), longest first, never overlapping."""
        key = (layer, family or "*")
        if key not in self._tokens:
            self._tokens[key] = _longest(
                layer, [hit for hit in self.hits if hit[2] == layer and (family is None or hit[4] in {None, family})]
            )
        return self._tokens[key]

    def between(self, layer: str, start: int, end: int, family: str | None = None) -> list[Token]:
        return [token for token in self.tokens(layer, family) if start <= token.start and token.end <= end]


def _longest(layer: str, hits: list[tuple[int, int, str, str, str | None]]) -> list[Token]:
    tokens: list[Token] = []
    spans: dict[tuple[int, int], set[str]] = {}
    for start, end, _, concept, _ in hits:
        spans.setdefault((start, end), set()).add(concept)
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if tokens and start < tokens[-1].end:
            if end - start > tokens[-1].end - tokens[-1].start:
                tokens[-1] = Token(layer, frozenset(spans[start, end]), start, end)
            continue
        tokens.append(Token(layer, frozenset(spans[start, end]), start, end))
    return tokens


class Lexer:
    """The catalogue's wordings and the aliases of the areas as automata; built once per reference."""

    def __init__(self, reference: Reference) -> None:
        words: dict[str, set[tuple[str, str, str | None]]] = {}
        for phrase in reference.phrases:
            words.setdefault(fold(phrase.text), set()).add((phrase.layer, phrase.concept, phrase.family))
        self._automaton = ahocorasick.Automaton()
        for word, meanings in words.items():
            self._automaton.add_word(word, (len(word), tuple(sorted(meanings, key=str))))
        self._automaton.make_automaton()
        cities = [area.ref_area for area in reference.areas.by_id.values() if area.type_vi.startswith("thành phố")]
        self.places = PlaceFinder(reference.areas.aliases, cities)

    def hits(self, text: str) -> list[tuple[int, int, str, str, str | None]]:
        """(start, end, layer, concept, family) of every wording in folded `text`, overlaps included."""
        found: list[tuple[int, int, str, str, str | None]] = []
        for last, (length, meanings) in self._automaton.iter(text):
            start, end = last - length + 1, last + 1
            if text[start].isalnum() and start and text[start - 1].isalnum():
                continue
            if text[last].isalnum() and end < len(text) and text[end].isalnum():
                continue
            found.extend((start, end, layer, concept, family) for layer, concept, family in meanings)
        return found


@lru_cache(maxsize=4)
def lexer_for(reference: Reference) -> Lexer:
    return Lexer(reference)


# --- what is not a quantity ------------------------------------------------------------------------------------------

_IMAGE = re.compile(
    r"(?:<[^<>]*>)?data:image.*?(?:</[^<>]*>|$)|https?://\S+|www\.\S+|\S+@\S+\.\S+|\S+\.(?:jpe?g|png|gif|pdf|docx?|html?|xlsx?)\b"
)
_DOCUMENT = re.compile(
    r"(?<![^\W_])(?:số:? ?)?[0-9]+(?:/[0-9]{4})?/(?:[a-zđ]{1,12}[0-9]*)(?:[-&.][a-zđ0-9]+)*(?![^\W_])"
    r"|(?:văn bản|công văn|quyết định|nghị quyết|nghị định|thông tư|luật|chỉ thị|kế hoạch|thông báo|công điện|kết luận|báo cáo|tờ trình|"
    r"decision|decree|circular|resolution|directive|dispatch|plan|document|report)(?: số| no\.?|:)? [0-9]+(?:/[0-9]{4})?(?:[/-][a-zđ][a-zđ0-9/&.-]*)*(?! ?%)(?![.,]?[0-9])(?! (?:địa|huyện|xã|thửa|tỉnh|triệu|nghìn|localit|district|provinc))"
)
_PLAN = re.compile(
    r"(?:đề án|dự án|chương trình|nghị quyết|kế hoạch|project|scheme|program(?:me)?|resolution)(?: số| no\.?)? ?[0-9]+(?:[-/][a-zđ0-9/-]+)?(?! ?%)"
    r"|(?<![^\W_])(?:nq|da|qđ|c|u|a|bts|iso)[ -]?[0-9]+(?:[:/-][a-z0-9]+)*(?![^\W_])(?![.,][0-9])"
)
_CLOCK = re.compile(
    r"(?<![^\W_])[0-9]{1,2} ?(?:h|giờ)(?: ?[0-9]{2})?(?![^\W_])|(?<![0-9])[0-9]{1,2}:[0-9]{2}(?![0-9]|[.,][0-9])"
)
_INDEX = re.compile(
    r"^[\s\-•*+]*(?:[ivx]+|[0-9]{1,2}(?:\.[0-9]{1,2})*)[.)]?\s*[.):/-](?=\s)|^[\s]*[0-9]{1,2}(?:\.[0-9]{1,2})+\.?(?=\s)"
    r"|(?<![^\W_])(?:bài|phần|mục|điều|khoản|điểm|chương|phụ lục|bảng|biểu|hình|ảnh|nhóm|thứ|lần thứ|bước|giai đoạn|mức|mức độ|cấp độ|khóa|kỳ|lesson|part|"
    r"section|article|table|figure|annex|appendix|group|phase|level|step) (?:số |no\.? ?)?[0-9]{1,2}(?:\.[0-9]{1,2})*(?![0-9.,/%])(?! ?%)(?! (?:địa|huyện|xã|thửa|tỉnh|triệu|nghìn|trường|hồ|nhiệm))"
    r"|\([0-9]{1,2}\)(?= ?[^\W\d_])"
)
_PHONE = re.compile(
    r"(?<![0-9.,])(?:\+84|0)[0-9]{2,3}[ .]?[0-9]{3,4}[ .]?[0-9]{3,4}(?![0-9])|(?<![0-9.,])1[89]00 ?[0-9]{4,6}(?![0-9])"
)
_PAGE = re.compile(
    r"^\s*[-–—]?\s*(?:trang|page)?\s*[0-9]{1,3}\s*[-–—]?(?:\s*/\s*[0-9]{1,3})?\s*$|(?:trang|page) [0-9]{1,3}(?: ?/ ?[0-9]{1,3})?"
)
_NOT_QUANTITIES: tuple[tuple[re.Pattern[str], UnreadReason], ...] = (
    (_IMAGE, "boilerplate"), (_DOCUMENT, "document_number"), (_PLAN, "plan"), (_CLOCK, "date"), (_INDEX, "list_index"),
    (_PHONE, "outside_catalogue"),
)  # fmt: skip


_DIGIT = re.compile(r"[0-9]")


def _refused(text: str) -> list[tuple[int, int, UnreadReason]]:
    if _PAGE.fullmatch(text.strip()):
        return [(0, len(text), "page_number")]
    found: list[tuple[int, int, UnreadReason]] = []
    if not _DIGIT.search(text):
        return found
    for pattern, reason in _NOT_QUANTITIES:
        for match in pattern.finditer(text):
            if reason == "plan" and not match.group().startswith(("nghị quyết", "resolution")):
                found = [span for span in found if not (match.start() <= span[0] and span[1] <= match.end())]
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), reason))
    return found


# --- dates -----------------------------------------------------------------------------------------------------------

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
    r"(?<!\w)(?:so với|tăng từ|giảm từ|nâng từ|compared (?:to|with)|(?:up|down|rose|fell|increased|decreased) from)(?!\w)[^.;,]{0,48}$"
)


def _use(text: str, stated: Stated, promised: list[Token], floor: int) -> DateUse:
    before = text[max(floor, stated.start - 90) : stated.start]
    if _BEFORE.search(before):
        return "before"
    if _BY.search(before):
        return "by"
    if _COMPARED_DATE.search(before):
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


# --- quantities ------------------------------------------------------------------------------------------------------

_QUALIFIERS: tuple[tuple[str, Qualifier], ...] = (
    (r"không dưới|không ít hơn|không thấp hơn|từ(?= [0-9.,]+ ?%? trở lên)|not less than|no fewer than", "at_least"),
    (r"không quá|không vượt quá|không hơn|tối đa|nhiều nhất|no more than|at most|up to", "under"),
    (r"trên dưới|more or less", "about"),
    (
        r"(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )(?<!nhỏ )(?<!chậm )(?<!sớm )hơn|trên|vượt(?: mốc)?|quá|(?<!points )more than|over|above|exceeding|upwards of",
        "over",
    ),
    (r"gần|ngót|nearly|almost|close to", "nearly"),
    (r"khoảng|xấp xỉ|ước(?: tính| đạt)?|chừng|tầm|about|approximately|around|roughly|some|an estimated", "about"),
    (r"dưới|chưa đến|chưa tới|chưa đầy|less than|under|below|fewer than", "under"),
    (r"tối thiểu|ít nhất|at least|a minimum of", "at_least"),
    (r"mới chỉ|chỉ mới|mới|chỉ|vỏn vẹn|only|just|merely", "only"),
)
_FILLER = r"(?:có|đạt|được|là|ở mức|lên|tới|đến|số hóa|with|of|đạt được|at|reached|reaching)"
_LEAD = re.compile(
    r"(?<![^\W_])((?:(?:" + "|".join(words for words, _ in _QUALIFIERS) + rf")(?: {_FILLER}){{0,2}} ?)+)$"
)
# "mới nhập được 771.904", "chỉ còn mười địa phương": a verb between the word and the number.
_ONLY_DONE = re.compile(
    r"(?<![^\W_])(?:mới chỉ|chỉ mới|mới|chỉ)(?: (?:nhập|số hóa|làm|làm sạch|hoàn thành|đồng bộ|cấp|thực hiện|xử lý|tiếp nhận|kết nối|còn))(?: được| xong| lại)? ?$"
)
_OVER = re.compile(r" ?/ ?(?:tổng(?: số)? )?")
_OF = re.compile(
    r"(?: ?\()? ?(?:trên|trong|out of|of)(?: the)? ?(?:tổng số|tổng|số|cả thảy|a total of|total of|total)?(?: gần| hơn| khoảng| nearly| over)? "
)
_LEFT_OVER = re.compile(r"(?<![^\W_])(?:vẫn |hiện |chỉ )?còn(?: khoảng| hơn| gần| lại)?(?: số)? ?$")
_GAP_EN = re.compile(
    r" (?!(?:of|in|at|and|to|out|by|from|with|were|was|are|is|have|has|as|on|for|per)(?!\w))(?:[a-z'-]+ ){1,3}?"
)
_ASIDE = re.compile(r" ?\([^()]{1,40}\) ")
_AFTER_NUMBER_ENDS = re.compile(
    r"\s*(?:[.,;:)\]]|$|(?:và|and|in|at|on|by|as|tại|ở|trong|vào|so|nhờ|sau|trước|trên|thuộc) |\()"
)


def find_quantities(text: str, numbers: list[Number], units: list[Token]) -> list[Quantity]:
    """Numbers with their units: fractions joined, the noun to the right, else the noun before "là", "đạt", ":"."""
    quantities: list[Quantity] = []
    skip = -1
    by_start = {token.start: token for token in units}
    for i, number in enumerate(numbers):
        if i == skip:
            continue
        denominator, end, unit_between = None, number.end, None
        if i + 1 < len(numbers):
            following = numbers[i + 1]
            unit_between = _unit_right(text, number.end, by_start)
            share = unit_between is not None and "percent" in unit_between.concepts
            gap_start = unit_between.end if unit_between else number.end
            gap = text[gap_start : following.start] if gap_start <= following.start else "?"
            slash = _OVER.fullmatch(gap) and gap_start == number.end
            same = unit_between is None or unit_between.end <= following.start
            if share and _OF.fullmatch(gap):
                denominator, skip = following, i + 1
            elif same and (slash or _OF.fullmatch(gap)):
                numerator = number
                if following.scaled and not number.scaled and number.value * _scale(text, following) <= following.value:
                    factor = _scale(text, following)
                    numerator = replace(number, value=round(number.value * factor, 6), step=number.step * factor)
                after = _unit_right(text, following.end, by_start)
                agrees = unit_between is None or after is None or bool(unit_between.concepts & after.concepts)
                if numerator.value <= following.value and agrees and not (after and "percent" in after.concepts):
                    number, denominator, end, skip = numerator, following, following.end, i + 1
        unit = (
            unit_between
            if denominator and end == number.end
            else _unit_right(text, end, by_start) or (unit_between if denominator else None)
        )
        lead_match = _LEAD.search(text[: number.start])
        lead = lead_match.start() if lead_match else number.start
        quantities.append(
            Quantity(
                start=number.start,
                end=end,
                number=number,
                denominator=denominator,
                units=unit.concepts if unit else frozenset(),
                unit_start=unit.start if unit else end,
                unit_end=unit.end if unit else end,
                qualifier=_qualifier(lead_match.group(1))
                if lead_match
                else ("only" if _ONLY_DONE.search(text[max(0, lead - 40) : lead]) else None),
                lead=lead,
                left_over=bool(_LEFT_OVER.search(text[max(0, lead - 20) : lead])),
                unit_side="right" if unit else "none",
            )
        )
    _share_percent(text, quantities)
    _share_scale(text, quantities)
    _share_qualifier(text, quantities)
    _share_subject(text, quantities)
    quantities = [q for q in quantities if not (q.number.form == "words" and _ANAPHORA.match(text, q.reach))]
    return [
        q if q.units else _with_unit_before(text, q, units) for q in quantities if q.units or q.number.form == "digits"
    ]


def _share_qualifier(text: str, quantities: list[Quantity]) -> None:
    """'lần lượt chỉ là 9,7; 11,02 và 12,6%': the word before the first is meant for all."""
    for k in range(1, len(quantities)):
        q, before = quantities[k], quantities[k - 1]
        if (
            q.qualifier is None
            and before.qualifier is not None
            and "lần lượt" in text[max(0, quantities[0].lead - 40) : before.start]
            and re.fullmatch(r" ?%? ?[;,]? ?(?:và )?", text[before.end : q.lead])
        ):
            quantities[k] = replace(q, qualifier=before.qualifier)


def _share_scale(text: str, quantities: list[Quantity]) -> None:
    """'lần lượt là 19,6 và 10,2 triệu': the scale of the last one is meant for all."""
    for k in range(len(quantities) - 2, -1, -1):
        q, after = quantities[k], quantities[k + 1]
        if q.units or q.number.scaled or not after.number.scaled or q.denominator or q.number.value >= 1000:
            continue
        if re.fullmatch(r" ?[;,]? ?(?:và |and )?", text[q.end : after.lead]) and "lần lượt" in text[: q.start]:
            factor = _scale(text, after.number)
            number = replace(
                q.number, value=round(q.number.value * factor, 6), step=q.number.step * factor, scaled=True
            )
            units = (
                {"units": after.units, "unit_start": q.end, "unit_end": q.end, "unit_side": "right"}
                if after.units
                else {}
            )
            quantities[k] = replace(q, number=number, **units)  # type: ignore[arg-type]


def _share_percent(text: str, quantities: list[Quantity]) -> None:
    """'83,49; 78,44% và 90%': the sign of the last one is meant for all."""
    for k in range(len(quantities) - 2, -1, -1):
        q, after = quantities[k], quantities[k + 1]
        if not q.units and "percent" in after.units and re.fullmatch(r" ?[;,]? ?(?:và )?", text[q.end : after.lead]):
            quantities[k] = replace(q, units=after.units, unit_side="left", unit_start=q.start, unit_end=q.end)


# "hai tỉnh cũ", "ba huyện này": they point back, nothing is counted.
_ANAPHORA = re.compile(r" (?:cũ|này|kia|đó|ấy|nói trên|nêu trên|trên|mới)(?!\w)")
_PREDICATE = re.compile(
    r" (?:(?:khác|nơi khác|more|others?|further) )?(?:đã|đang|cơ bản|chưa|mới|sắp|gần|vẫn|hoàn thành|chậm|dự kiến|cam kết|có nguy cơ|"
    r"have|has|had|are|were|was|is|basically|nearly|mostly|still|expect|expects|expected|remain|plan|will)(?!\w)"
)


def _share_subject(text: str, quantities: list[Quantity]) -> None:
    """'14 địa phương đã hoàn thành, 20 cơ bản hoàn thành': what is counted is named once."""
    for k in range(1, len(quantities)):
        q, before = quantities[k], quantities[k - 1]
        if (
            not q.units
            and q.number.form == "digits"
            and not q.number.scaled
            and before.units & SUBJECT_UNITS
            and before.unit_side != "none"
            and _PREDICATE.match(text, q.end)
            and not re.search(r"[.(]", text[before.reach : q.lead])
        ) or (
            not q.units
            and before.units
            and "percent" not in before.units
            and re.search(
                r"(?<!\w)(?:tăng|giảm|increase of|decrease of|up|down)(?: thêm| by)? $", text[before.reach : q.lead]
            )
            and not re.search(r"[.;]", text[before.reach : q.lead])
        ):
            quantities[k] = replace(q, units=before.units, unit_start=q.end, unit_end=q.end, unit_side="right")


def _scale(text: str, number: Number) -> float:
    match = re.search(r"(nghìn|ngàn|triệu|tỷ|tỉ|thousand|million|billion)", text[number.start : number.end])
    return (
        {"nghìn": 1e3, "ngàn": 1e3, "thousand": 1e3, "triệu": 1e6, "million": 1e6}.get(match.group(), 1e9)
        if match
        else 1.0
    )


def _unit_right(text: str, end: int, by_start: dict[int, Token]) -> Token | None:
    for start in (end, end + 1):
        if start in by_start and text[end:start].strip() == "":
            return by_start[start]
    bracket = _ASIDE.match(text, end)
    if bracket and bracket.end() in by_start:
        return by_start[bracket.end()]
    match = _GAP_EN.match(text, end)
    while match:
        if match.end() in by_start:
            return by_start[match.end()]
        longer = re.compile(r"[a-z'-]+ ").match(text, match.end())
        if not longer or text[end : longer.end()].count(" ") > 4:
            return None
        match = longer
    return None


# "Số địa phương chưa hoàn thành số hóa dữ liệu hộ tịch là 49": what is counted stands at the head of the clause.
_COUNT_OF = re.compile(r"(?<!\w)(?:số|số lượng|number of|the number of)(?: các)? $")
_HEAD_REACHES = re.compile(
    r"(?:[^.;,:()0-9]|(?:nghị quyết|đề án|resolution|project)(?: số| no\.?)? ?[0-9]{1,3}(?:[-/][\w/-]+)?){0,110}?"
    r"(?<!\w)(?:là|đạt|còn|lên|giảm còn|tăng lên|is|was|stood at|reached|stands at)(?: \w+){0,2} ?|:? ?"
)


def _with_unit_before(text: str, q: Quantity, units: list[Token]) -> Quantity:
    if not _AFTER_NUMBER_ENDS.match(text, q.end):
        return q
    before = [token for token in units if token.end <= q.lead and not token.concepts & {"percent", "points"}]
    heads = (
        []
        if q.number.form == "words"
        else [
            token
            for token in before
            if _COUNT_OF.search(text[max(0, token.start - 24) : token.start])
            and _HEAD_REACHES.fullmatch(text[token.end : q.lead])
        ]
    )
    if heads:
        token = heads[-1]
        return replace(q, units=token.concepts, unit_start=token.start, unit_end=token.end, unit_side="left")
    for token in reversed(before):
        between = text[token.end : q.lead]
        if len(between) > 60 or re.search(r"[.;,()0-9]", between):
            break
        return replace(q, units=token.concepts, unit_start=token.start, unit_end=token.end, unit_side="left")
    return q


def _qualifier(words: str) -> Qualifier | None:
    """Of stacked words the one that bounds the number wins; "only" is left when none does."""
    found: list[tuple[int, Qualifier]] = []
    taken = 0
    spans = sorted(
        (match.start(), -match.end(), name)
        for pattern, name in _QUALIFIERS
        for match in re.finditer(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", words)
    )
    for start, negative_end, name in spans:  # the longest at a place: "không dưới" before "dưới"
        if start >= taken:
            found.append((start, name))
            taken = -negative_end
    bounding = sorted(item for item in found if item[1] != "only")
    if bounding:
        return bounding[-1][1]
    return "only" if found else None


def analyse(original: str, base: int, lexer: Lexer, number_format: NumberFormat, reference: date | None) -> Passage:
    """The mentions of one block whose text is `original`, beginning at offset `base` of the document."""
    squeezed = squeeze(original, base)
    text = squeezed.text
    hits = lexer.hits(text)
    passage = Passage(squeezed, sentence_spans(squeezed.plain), [], [], [], [], [], hits, _refused(text))
    taken = [(start, end) for start, end, _ in passage.refused]
    promised = [token for token in passage.tokens("mark") if token.concepts & {"promise", "target"}]
    sentences = passage.sentences
    for stated in find_dates(text, reference):
        if _overlaps(stated.start, stated.end, taken) or _is_share(text, stated, passage):
            continue
        floor = next((start for start, end in sentences if start <= stated.start < end), 0)
        passage.dates.append(Dated(stated, _use(text, stated, promised, floor)))
    taken.extend((dated.stated.start, dated.stated.end) for dated in passage.dates)
    numbers = [n for n in find_numbers(text, number_format) if not _overlaps(n.start, n.end, taken)]
    passage.quantities = [
        q
        for start, end in sentences
        for q in _sentence_quantities(
            text[:end],
            [n for n in numbers if start <= n.start < end],
            [t for t in passage.tokens("unit") if start <= t.start < end],
        )
    ]
    found = [place for place in lexer.places.find(text, squeezed.plain) if not _is_venue(text, place)]
    passage.places = _without_former(text, found)
    passage.runs = place_lists(text, passage.places)
    passage.quantities = [q for q in passage.quantities if not _in_apposition(text, q, passage.runs)]
    passage.locals = local_spans(squeezed.plain, found)
    return passage


# "28/34 địa phương (tương đương 42/63 tỉnh, thành phố trước sắp xếp)": the same, counted in other units.
_EQUIVALENT = re.compile(r" ?\((?:tương đương|tức(?: là)?|hay(?: là)?|equivalent to|equal to)(?: với)? ?")


def _sentence_quantities(text: str, numbers: list[Number], units: list[Token]) -> list[Quantity]:
    kept: list[Quantity] = []
    for q in find_quantities(text, numbers, units):
        if kept and kept[-1].end <= q.start and q.end <= kept[-1].unit_start:
            kept[-1] = replace(kept[-1], beside=q)
        elif kept and kept[-1].unit_side == "right" and _EQUIVALENT.fullmatch(text[kept[-1].unit_end : q.lead]):
            closing = text.find(")", q.end)
            end = closing + 1 if closing >= 0 else q.reach
            kept[-1] = replace(kept[-1], beside=q, unit_end=end)
        else:
            kept.append(q)
    return _with_later_wholes(text, kept)


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
    r"\((?:gồm|bao gồm|sáp nhập|hợp nhất|hình thành|trước đây|formerly|merg)[^()]*\)|\([^()]*(?:cũ|trước đây|trước sáp nhập)\)"
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


_OF_LATER = re.compile(r"(?:trên|trong)(?: tổng(?: số)?| số)|(?:out )?of (?:the |a )?total(?: of)?|trên tổng")


def _with_later_wholes(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """'4 nhiệm vụ quá hạn trên tổng số 330 nhiệm vụ': the whole stands after the predicate."""
    kept: list[Quantity] = []
    for q in quantities:
        last = kept[-1] if kept else None
        if (
            last
            and last.denominator is None
            and last.units & q.units
            and last.number.value <= q.number.value
            and "percent" not in q.units
        ):
            between = text[last.reach : q.lead]
            of = list(_OF_LATER.finditer(between))
            if of and not between[of[-1].end() :].strip() and not re.search(r"[,;:.(]", between):
                kept[-1] = replace(last, denominator=q.number, aside=(last.reach + of[-1].start(), q.reach))
                continue
        kept.append(q)
    return kept


def _is_share(text: str, stated: Stated, passage: Passage) -> bool:
    """'(5/30 quận)', 'đến 11/12 huyện': a unit right after makes it a fraction of things, not a day and a month."""
    if not re.fullmatch(r"[0-9]{1,2} ?/ ?[0-9]{1,2}", text[stated.start : stated.end]):
        return False
    return any(token.start - stated.end in (0, 1) for token in passage.tokens("unit"))


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)
