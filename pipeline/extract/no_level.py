"""Numbers that are no level of anything: bounds, ranges, paces, cuts, what is granted, what would be, parts of other things.

Holds the refusals that need what stands around a quantity. Keeps out: spans that are never a quantity (refusals), and
what a quantity is (match).
"""

from __future__ import annotations

import re

from pipeline.extract.kind import change_of
from pipeline.extract.quantities import MASSES
from pipeline.extract.scope import Scope, Territory
from pipeline.extract.setting import Reading
from pipeline.extract.spans import SUBJECTS, Passage, Quantity

# "giảm 50% khi nộp qua mạng", "được giảm 50% phí": what is granted is no progress.
_ON_CONDITION = re.compile(r"[^.;,0-9]{0,40}(?<!\w)(?:khi|nếu|if|when)(?!\w)(?! (?:đó|ấy|này|trước))")
_FEES_CUT = re.compile(
    r"(?<!\w)(?:giảm|miễn|cut|cuts|reduced|waived)(?!\w)[^.;0-9]{0,24}(?<!\w)(?:phí|lệ phí|fees?)(?!\w)"
)
_OF_FEES = re.compile(r" (?:mức |tiền |các |of the |of )?(?:phí|lệ phí|học phí|fees?)(?!\w)")
# "Giảm 20% thủ tục": how many are cut is no share of those offered online.
_CUT = re.compile(r"(?<!\w)(?:giảm|cắt giảm|cắt|bỏ|cut|cutting|reduce|reducing)(?: ít nhất| tối thiểu| at least)? $")
_CUT_BY = re.compile(r"(?<!\w)(?:cut|cuts|cutting|reduced?|reducing|lowered|lowering)(?!\w)[^.;,]{0,60} by $")
# "Sau khi hợp nhất 34 tỉnh", "sáp nhập còn 34 tỉnh": what was merged, and into what.
_MERGED = re.compile(
    r"(?<!\w)(?:hợp nhất|sáp nhập|sắp xếp|merger of|merging(?: of)?|merged)(?: (?:các|lại|thành|còn|từ|into|the|from))* $"
)
# "5 địa phương có tỷ lệ … dưới 20%": the bound that parts a group from the others.
_BOUND_OF_GROUP = re.compile(
    r" (?:the |thì )?(?:rate|share|tỷ lệ)(?!\w)[^,;:.()]*|(?: (?:trở lên|khác|này))? (?:đã |còn |đang |mới )?(?:có|đạt|với|have|has|had|with|reached|recorded|posted)(?!\w)[^,;:.()]*"
)
# "Thêm 6 địa phương …, nâng tổng số lên 47": those that came in, not all there are.
_JOINED_BY = re.compile(r"(?<!\w)(?:thêm|another|a further|with) $")
_OUT_OF_EVERY = re.compile(r"(?<!\w)(?:every|each|cứ|mỗi) $")  # "nine out of every ten communes"
_TOTAL_NOW = re.compile(r"[^.;]*?(?<!\w)(?:nâng|đưa|bringing|taking|number|total)(?!\w)[^.;0-9]*(?:lên|to)(?!\w)")
# "mỗi ngày phải nhập 10.200 dữ liệu", "18.000 trường hợp/ngày": a pace is no progress.
_PACE_BEFORE = re.compile(
    r"(?<!\w)(?:mỗi|một|từng|each|every|per) (?:ngày|tuần|tháng|quý|buổi|ca|người|xã|phường|day|week|month)(?!\w)(?! (?:trước|qua|nay|sau|rồi))[^;.]{0,40}$|(?<!\w)cả quý [^;.,]{0,20}$"
)
_OF_A_WEEK = re.compile(r"(?<!\w)(?:trong (?:tuần|ngày)|tuần (?:qua|này)|hôm (?:nay|qua)|this week|today)(?!\w)")
_IN_ALL = re.compile(r"(?<!\w)(?:đến nay|lũy kế|tổng (?:số|cộng)|còn|so far|in all)(?!\w)")
_SUPERLATIVE = re.compile(r"(?<!\w)nhất(?: là)? ?[:(]? ?$")
_PACE_AFTER = re.compile(
    r" ?(?:/ ?|mỗi |một |per |a )(?:ngày|tuần|tháng|người|ca|day|week|month)(?!\w)(?! (?:trước|earlier|before|ago))"
    r"|(?: [a-z]+){1,6} (?:each|every|per) (?:day|week|month)(?!\w)"
)
# "mỗi xã có từ 3.000 đến 12.000 trường hợp", "between 3,000 and 12,000": two bounds, no figure.
_RANGE_OPENS = re.compile(r"(?<!\w)(?:từ|từ khoảng|between|from) $")
_RANGE_GOES_ON = re.compile(r" ?(?:đến|tới|-|–|and|to) ?(?:khoảng |dưới |gần |about |under )?")
_GREW = re.compile(
    r"(?<!\w)(?:tăng|giảm|nâng|đưa|rose|risen|grew|grown|fell|fallen|increased|climbed)(?!\w)[^.;]{0,60}$"
)
# "25 tỉnh đạt trên 90%": counted by a bound, with no status of its own.
_BY_BOUND = re.compile(
    r"(?: (?:đã|mới|còn|chỉ|đang|đều|have|has|only))*(?: (?:đạt|có|ở mức|dưới|trên|từ|chưa (?:được|đạt|tới|đến)|reached|reach|are (?:above|below|over|under)|above|below))+"
    r"(?: tỷ lệ)?(?: (?:trên|dưới|từ|hơn|gần|over|above|below|under|more than|less than))* [0-9]{1,3}(?:[.,][0-9]+)? ?(?:%|percent|per cent)"
)
_EACH = re.compile(
    r"(?<!\w)(?:mỗi|each|every) (?:xã|phường|huyện|tỉnh|người|cán bộ|nơi|địa phương|commune|district|province|person|officer)(?!\w)[^;]{0,60}$"
)
# "nếu giữ nhịp này, cuối năm sẽ còn 6 triệu": what would be is not.
_SUPPOSED = re.compile(
    r"\W*(?:nếu|giả sử|if|should)(?!\w)(?!.*(?<!\w)(?:đã|tính (?:cả|riêng)|xét|kể cả|counting|including)(?!\w))",
    re.DOTALL,
)
_WOULD = re.compile(r"(?<!\w)(?:sẽ|would|will|could)(?!\w)[^;.]*$")
# "hai chỉ số này tháng trước là 40,9% và 56%": which is which is not said.
_THESE = re.compile(
    r"(?<!\w)(?:hai|ba|bốn|các|những|both|these|those|the two|the three)(?: \w+)? (?:chỉ số|tỷ lệ|con số|chỉ tiêu|rates|shares|figures|indicators)(?: \w+)? (?:này|đó|trên|nói trên|nêu trên|were|was|are|stood)(?!\w)(?![^;.]*(?<!\w)(?:lần lượt|respectively))"
)


class NoLevelReader(Reading):
    """Tells the numbers of a sentence that are no level."""

    def _is_bound_or_cut(self, passage: Passage, quantities: list[Quantity], i: int) -> bool:
        """A share that only tells which places are counted, or how many procedures are to go."""
        text, q = passage.squeezed.text, quantities[i]
        if _CUT.search(text[: q.lead]) and re.match(
            r" (?:số )?(?:thủ tục|tthc|administrative|procedures)", text[q.reach :]
        ):
            return True
        if _CUT_BY.search(text[: q.lead]):
            return True  # "cut fees for online filing by up to 50 percent"
        counted = quantities[i - 1] if i else None
        return bool(
            counted
            and counted.units & SUBJECTS - {"tasks"}
            and counted.unit_side == "right"
            and q.qualifier in {"over", "under", "at_least", "nearly"}
            and _BOUND_OF_GROUP.fullmatch(text, counted.reach, q.lead)
        )

    def _is_no_level(self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], i: int) -> bool:
        """The bounds of a range, what each of many has, what would be, and values whose names are not said again."""
        text, q = passage.squeezed.text, quantities[i]
        if "percent" not in q.units and q.denominator is None and _EACH.search(text[sentence[0] : q.lead]):
            return True
        for low, high in zip(quantities[max(i - 1, 0) : i + 1], quantities[max(i, 1) : i + 2], strict=False):
            opened = low.start <= q.start <= high.start and _RANGE_OPENS.search(text[: low.start])
            rates = low.units & high.units & {"percent"}
            if opened and not low.units and _RANGE_GOES_ON.fullmatch(text[low.end : high.start]):
                return True
            if opened and rates and _RANGE_GOES_ON.fullmatch(text[low.reach : high.start]):
                return text[: low.start].endswith(("từ ", "between ")) and not _GREW.search(text[: low.start])
        if q.units & SUBJECTS - {"tasks"} and _BY_BOUND.match(text, q.reach):
            return True
        if _SUPPOSED.match(text[sentence[0] : q.lead]) and _WOULD.search(text[sentence[0] : q.lead]):
            return True
        return "percent" in q.units and _THESE.search(text[sentence[0] : q.lead]) is not None

    def _is_part_of_other(self, counted: Quantity, scope: tuple[str, Scope] | None) -> bool:
        """Whether a count is of things that no share of the catalogue is of."""
        return scope is not None and bool(counted.units & MASSES) and scope[0] not in self.by_unit["percent"]

    def _is_granted(self, passage: Passage, q: Quantity, land: Territory) -> bool:
        """'được giảm 50% phí', 'giảm 50% khi nộp qua mạng': a fee that is cut, a share granted on a condition."""
        text = passage.squeezed.text
        if _FEES_CUT.search(text[land.left[0] : q.lead]) or _OF_FEES.match(text, q.reach):
            return True
        return change_of(passage, q, land) is not None and _ON_CONDITION.match(text, q.reach) is not None

    def _is_none_of_the_counted(self, passage: Passage, quantities: list[Quantity], i: int) -> bool:
        """What was merged, what a ratio is of, and what newly came in beside the new total."""
        text, q = passage.squeezed.text, quantities[i]
        if _MERGED.search(text[: q.lead]) or _OUT_OF_EVERY.search(text[: q.start]):
            return True
        return bool(_JOINED_BY.search(text[: q.lead]) and _TOTAL_NOW.match(text, q.reach))

    def _is_pace(self, passage: Passage, q: Quantity, land: Territory) -> bool:
        text = passage.squeezed.text
        own = text[land.left[0] : q.lead]
        clause = text[max(text.rfind(";", 0, q.lead), text.rfind(". ", 0, q.lead)) + 1 : q.lead]
        weekly = _OF_A_WEEK.search(clause) and not _IN_ALL.search(clause)
        if q.units <= {"tasks"} and (weekly or _SUPERLATIVE.search(own)):
            return True  # "trong tuần hoàn thành 8", "nơi để quá hạn nhiều nhất: 14"
        return bool(_PACE_BEFORE.search(own) or _PACE_AFTER.match(text, q.reach))
