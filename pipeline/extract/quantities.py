"""Numbers with what they count: unit, qualifier, fraction, and what a row of numbers shares.

Holds the joining of numbers and nouns within a sentence. Keeps out: the grammar of one number (vietnamese.numbers), which indicator it is
(bind).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.spans import SUBJECTS, Quantity, Token
from pipeline.terms import Qualifier
from pipeline.vietnamese.numbers import Number

_QUALIFIERS: tuple[tuple[str, Qualifier], ...] = (
    (r"không dưới|không ít hơn|không thấp hơn|từ(?= [0-9.,]+ ?%? trở lên)|not less than|no fewer than", "at_least"),
    (
        r"không để (?:còn |tồn )?quá|không quá|không vượt quá|không hơn|tối đa|nhiều nhất|no more than|at most|up to",
        "under",
    ),
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
    r"(?:,(?= (?:out of|trên tổng)))?(?: ?\()? ?(?:trên|trong|out of|of)(?: the)?(?: (?:country|nation|province|city)'s)? ?(?:tổng số|tổng|số|cả thảy|a total of|total of|total)?(?: gần| hơn| khoảng| nearly| over)? "
)
_LEFT_OVER = re.compile(r"(?<![^\W_])(?:vẫn |hiện |chỉ )?còn(?: khoảng| hơn| gần| lại)?(?: số)? ?\(? ?$")
_GAP_EN = re.compile(
    r" (?!(?:of|in|at|and|to|out|by|from|with|were|was|are|is|have|has|as|on|for|per)(?!\w))(?:[a-z'-]+ ){1,3}?"
)
_WORD_EN = re.compile(r"[a-z'-]+ ")
_ASIDE = re.compile(r" ?\([^()]{1,40}\) ")
_AFTER_NUMBER_ENDS = re.compile(
    r"\s*(?:[.,;:)\]]|$|(?:và|and|in|at|on|by|as|tại|ở|trong|vào|so|nhờ|sau|trước|trên|thuộc|xuống|lên|to|from) |\()"
)


def find_quantities(
    text: str, numbers: list[Number], units: list[Token], deeds: Sequence[Token] = ()
) -> list[Quantity]:
    """Numbers with their units: fractions joined, the noun to the right, else the noun before "là", "đạt", ":".

    `deeds`: what is done and how far; beside one a bare number counts what the number before it counted.
    """
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
    _share_moved(text, quantities)
    quantities = [q for q in quantities if not (q.number.form == "words" and _ANAPHORA.match(text, q.reach))]
    placed = [
        q if q.units else _with_unit_before(text, q, units)
        for q in quantities
        if q.units or q.number.form == "digits" or _is_english_count(text, q, deeds)
    ]
    for k in range(1, len(placed)):
        opened = _PLACES_IN_BRACKETS.fullmatch(text[placed[k - 1].reach : placed[k].lead])
        if opened and not placed[k].units and placed[k].denominator and "percent" in placed[k - 1].units:
            # "100% xã, phường (148/148)", "100% (148/148) xã, phường": the count of what the share is of
            named = [t for t in units if placed[k - 1].reach <= t.start <= placed[k].end + 2 and t.concepts & SUBJECTS]
            if named:
                placed[k] = replace(
                    placed[k],
                    units=named[-1].concepts,
                    unit_start=placed[k].end,
                    unit_end=placed[k].end,
                    unit_side="right",
                )
    for k in range(len(placed)):
        counted = _counted_before(text, placed, k, units, deeds)
        if counted:
            placed[k] = replace(
                placed[k], units=counted, unit_start=placed[k].end, unit_end=placed[k].end, unit_side="right"
            )
    _share_moved(text, placed)
    return [q for q in placed if q.units or q.number.form == "digits" or _is_english_count(text, q, deeds)]


def _is_english_count(text: str, q: Quantity, deeds: Sequence[Token]) -> bool:
    """'nine were lagging behind': Vietnamese numerals in words are too often something else."""
    told = any(q.end <= token.start and _TO_DEED.fullmatch(text[q.end : token.start]) for token in deeds)
    return text[q.start : q.end].isascii() and (told or _FEWER.match(text, q.end) is not None)


def _counted_before(
    text: str, quantities: list[Quantity], k: int, units: list[Token], deeds: Sequence[Token]
) -> frozenset[str]:
    """'142 nhiệm vụ; đã hoàn thành 58; quá hạn 3', '34 provinces connected, 20 tested': what was counted last."""
    q = quantities[k]
    if q.units or _YEAR_LIKE.fullmatch(text[q.start : q.end]):
        return frozenset()
    before = next((p for p in reversed(quantities[:k]) if p.units and not p.units & {"percent", "points"}), None)
    between = [t for t in units if (before.reach if before else 0) <= t.start and t.end <= q.lead]
    named = [t for t in between if t.concepts & COUNTABLE]
    # "đã tiếp nhận 512 hồ sơ cấp phiếu, trong đó 41 qua VNeID": what stands before the comma is no new subject
    apart = not named or re.search(r"[,;]", text[named[-1].end : q.lead]) is not None
    beside = before is not None and apart and _beside_a_deed(text, q, deeds)
    beside = beside or (before is not None and _FEWER.match(text, q.end) is not None)
    so_many = before is not None and bool(_SO_MANY.search(text[before.reach : q.lead]))
    nearest = before.units if before and (beside or not named) else named[-1].concepts if named else frozenset()
    counted = nearest & COUNTABLE
    if counted <= MASSES and q.number.form == "words" and not q.number.scaled:
        return frozenset()  # "44 million parcels; six of them": parcels are not told one by one
    of_mass = q.number.scaled and counted <= MASSES and _scale(text, q.number) < 1e9
    fits = bool(counted) and q.number.value <= min(MOST.get(unit, float("inf")) for unit in counted)
    return counted if fits and (of_mass or so_many or beside) else frozenset()


def _beside_a_deed(text: str, q: Quantity, deeds: Sequence[Token]) -> bool:
    """'đã hoàn thành: 58,', 'quá hạn là 3.', '20 are under way': nothing but auxiliaries between number and deed."""
    if _AS_PART.search(text[: q.lead]) and _PART_BY.match(text, q.end):
        return True
    if _AFTER_NUMBER_ENDS.match(text, q.end) and any(
        token.end <= q.lead and _TO_NUMBER.fullmatch(text[token.end : q.lead]) for token in reversed(deeds)
    ):
        return True
    return any(q.end <= token.start and _TO_DEED.fullmatch(text[q.end : token.start]) for token in deeds)


def counts_deeds(text: str, q: Quantity, deeds: Sequence[Token]) -> bool:
    """Whether a number without a noun stands beside a deed: 'Quá hạn: 58.' under a heading that names the tasks."""
    countable = q.number.form == "digits" or _is_english_count(text, q, deeds)
    return not q.units and countable and (_beside_a_deed(text, q, deeds) or _FEWER.match(text, q.end) is not None)


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


# What a bare number may go on counting, what of it comes in millions, and how many of a thing there are at most.
COUNTABLE = SUBJECTS | {"records", "dossiers", "books", "parcels", "persons", "certificates", "accounts", "apartments"}
MASSES = COUNTABLE - SUBJECTS
MOST = {"localities": 63.0, "districts": 713.0, "communes": 11_200.0, "ministries": 60.0}
_PLACES_IN_BRACKETS = re.compile(r"[^.;()0-9]{0,60}\(")
# "512.300 hồ sơ, trong đó 41.200 qua VNeID": a part, by the way it came.
_AS_PART = re.compile(r"(?:including|of which|in which|trong đó(?: có)?) $")
_PART_BY = re.compile(
    r" (?:of (?:them|these) )?(?:(?:came|arrived|(?:were )?(?:filed|submitted|made)) )?(?:through|via|by|qua|từ|nộp|được nộp)(?!\w)"
)
_FEWER = re.compile(r" fewer(?= than| are| were|[,.;])")  # "ninety are late, twelve fewer than a month earlier"
_BEFORE_A_YEAR = re.compile(r"(?<!\w)(?:trước|sau|từ|đến|before|after|since|in|from|until|by) $")
_YEAR_LIKE = re.compile(r"(?:19|20)[0-9]{2}")
_TO_NUMBER = re.compile(r"(?: (?:là|được|đạt|chỉ|còn|mới|có|xong|đã|số|con số|at|is|was|were|thêm))* ?:? ?")
_TO_DEED = re.compile(
    r" (?:(?:nhiệm vụ|việc|thuộc (?:nhóm|loại|diện)|of (?:a )?|in number|khác|more|others?|of (?:them|these|which)|trong số đó|đã|đang|còn|vẫn|thì|được|bị|là|are|were|is|was|have|has|had|been|be|being|still|now|officially|successfully|fully|running|lying|falling) )*"
)
# "số đã kết nối với hệ thống một cửa: 104": a clause that counts what the one before it named.
_SO_MANY = re.compile(
    r"(?:^|[;,.] ?)(?:trong đó )?số (?:đã|chưa|còn|được|cần|phải)(?!\w)[^;:,.0-9]{0,90}(?::| là| đạt) ?$"
)


def _share_subject(text: str, quantities: list[Quantity]) -> None:
    """'14 địa phương đã hoàn thành, 20 cơ bản hoàn thành': what is counted is named once."""
    for k in range(1, len(quantities)):
        q, before = quantities[k], quantities[k - 1]
        if (
            not q.units
            and q.number.form == "digits"
            and not q.number.scaled
            and before.units & SUBJECTS
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


# "từ 75 xuống 61", "phải kéo xuống còn 25", "nâng tổng số lên 47 địa phương": the same thing at another time.
_FROM_TO = re.compile(
    r" ?%?,? ?(?:xuống|lên|to|down to|up to|(?:up |down )?from)(?: còn| mức| thành| just| only)?(?: chỉ)? "
)
_BROUGHT_TO = re.compile(
    r"(?<!\w)(?:(?:giảm|kéo|hạ|đưa|rút)(?: \w+){0,2} (?:xuống|về)(?: còn| mức| dưới)?"
    r"|(?:nâng|đưa) (?:tổng )?(?:số|con số)(?: \w+){0,3} lên(?: thành)?"
    r"|(?:bringing|taking|brought|cut|reduced)(?: \w+){0,3} (?:down )?to) $"
)


def _share_moved(text: str, quantities: list[Quantity]) -> None:
    """A number that another one went to counts what that one counted."""
    for k in range(1, len(quantities)):
        q, before = quantities[k], quantities[k - 1]
        between = text[before.reach : q.lead]
        moved = _FROM_TO.fullmatch(between) or _BROUGHT_TO.search(between)
        if not moved or not before.units or (q.units and not q.units & before.units):
            continue
        if not q.units and not _AFTER_NUMBER_ENDS.match(text, q.end):
            continue
        if before.units & {"percent", "points"} and not q.units:
            continue
        units = (
            {"units": before.units, "unit_start": q.end, "unit_end": q.end, "unit_side": "right"} if not q.units else {}
        )
        quantities[k] = replace(q, moved=True, **units)  # type: ignore[arg-type]


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
        longer = _WORD_EN.match(text, match.end())
        if not longer or text[end : longer.end()].count(" ") > 4:
            return None
        match = longer
    return None


# "Số địa phương chưa hoàn thành số hóa dữ liệu hộ tịch là 49": what is counted stands at the head of the clause.
_COUNT_OF = re.compile(
    r"(?<!\w)(?:số|số lượng|number of|the number of)(?: các| overdue| late| delayed| completed| unfinished)? $"
)
# "Nhiệm vụ chậm thuộc Nghị quyết 57 là 18": tasks may head a clause without "số".
_OPENS = re.compile(r"(?:^|[.;:] ?)(?:các |những |the |overdue )*$")
_HEAD_REACHES = re.compile(
    r"(?:[^.;,:()0-9]|\([^()]{0,60}\)|, [^.;,:()0-9]{1,40},(?= là)|(?:nghị quyết|đề án|resolution|project)(?: số| no\.?)? ?[0-9]{1,3}(?:[-/][\w/-]+)?){0,110}?"
    r"(?:(?<!\w)(?:là|đạt|còn|lên|xuống|từ|giảm còn|tăng lên|is|was|stood at|reached|stands at|from|(?:risen|rose|fallen|fell|grown|grew|climbed|dropped) to|totall?ed|number(?:ed)?)(?: \w+){0,2} ?|:(?: \w+){0,1} ?)"
    r"|[^.;:()0-9]{0,110}:(?: \w+){0,1} ?|[^.;:()0-9]{0,140}(?<!\w)là(?: \w+){0,1} ?"
)


def _with_unit_before(text: str, q: Quantity, units: list[Token]) -> Quantity:
    if not _AFTER_NUMBER_ENDS.match(text, q.end):
        return q
    if _YEAR_LIKE.fullmatch(text[q.start : q.end]) and _BEFORE_A_YEAR.search(text[: q.start]):
        return q
    before = [
        token
        for token in units
        if token.end <= q.lead
        and not token.concepts & {"percent", "points"}
        and q.number.value <= max(MOST.get(unit, float("inf")) for unit in token.concepts)
    ]
    heads = (
        []
        if q.number.form == "words"
        else [
            token
            for token in before
            if (
                _COUNT_OF.search(text[max(0, token.start - 24) : token.start])
                or (token.concepts == {"tasks"} and _OPENS.search(text[: token.start]))
            )
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


# "28/34 địa phương (tương đương 42/63 tỉnh, thành phố trước sắp xếp)": the same, counted in other units.
_EQUIVALENT = re.compile(r" ?\((?:tương đương|tức(?: là)?|hay(?: là)?|equivalent to|equal to)(?: với)? ?")


def sentence_quantities(
    text: str, numbers: list[Number], units: list[Token], deeds: Sequence[Token] = ()
) -> list[Quantity]:
    kept: list[Quantity] = []
    for q in find_quantities(text, numbers, units, deeds):
        if kept and kept[-1].end <= q.start and q.end <= kept[-1].unit_start:
            kept[-1] = replace(kept[-1], beside=q)
        elif kept and kept[-1].unit_side == "right" and _EQUIVALENT.fullmatch(text[kept[-1].unit_end : q.lead]):
            closing = text.find(")", q.end)
            end = closing + 1 if closing >= 0 else q.reach
            kept[-1] = replace(kept[-1], beside=q, unit_end=end)
        else:
            kept.append(q)
    return _with_later_wholes(text, kept)


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
