"""Actual, target, comparison, change or promise: what kind of figure a quantity is.

Holds the reading of the markers around a quantity; their wordings stand in the catalogue. Keeps out: everything that does not change the kind.
"""

from __future__ import annotations

import re

from pipeline.extract.scope import Scope, Territory
from pipeline.extract.spans import SUBJECTS, Passage, Quantity
from pipeline.reference import Indicator
from pipeline.terms import ObsKind

# What can be promised or ordered; being slow or at risk cannot.
DEEDS = frozenset(
    {
        "completed",
        "basically_completed",
        "digitise",
        "sync",
        "connect",
        "share",
        "connect_share",
        "build_db",
        "clean",
        "classify",
        "deployed",
        "ready",
    }
)
# "Phấn đấu đến 31/12 xong 100 %; đến quý I có 80 %": a sentence of aims stays one until something was achieved.
ACHIEVED = re.compile(
    r"(?<!\w)(?:đã|hiện(?! có| trạng)|hiện nay|đến nay|kết quả|thực tế|mới|so far|now|currently|already|has|have|was|were)(?!\w)"
)
# "hồi tháng 7 từng có tới 75 nhiệm vụ": said of an earlier day, to compare.
_ONCE = re.compile(
    r"(?<!\w)(?:từng (?:có|là|đạt|ở mức)|had once|used to)(?!\w)[^.;,]*$"
    r"|(?<!\w)(?:nhìn lại|năm ngoái|so với[^;.]{2,40}, khi)(?!\w)(?:(?! lên |, (?:giờ|nay|hiện|bây giờ)(?!\w))[^.;])*$"
    r"|(?<!\w)hồi (?:đầu|cuối|giữa|tháng|năm)(?!\w)(?:(?! lên |hiện|nay)[^.;,])*$"
)
_MUST_HAVE = re.compile(
    r"(?<!\w)(?:phải|cần|sẽ) (?:có|đạt|(?:giảm|kéo|hạ|đưa)(?: \w+){0,2}? (?:xuống|về))(?: đủ| đủ cả| toàn bộ| cả| còn| mức)* $"
    r"|(?<!\w)(?:must|should|needs? to|has to|have to)(?: \w+){1,4} (?:in|to) $"
)
_MUST = re.compile(r" (?:đều |cũng )?(?:phải|cần|must|should|need to)(?!\w)")
_AIMED = re.compile(r"(?<!\w)(?:kế hoạch|mục tiêu|chỉ tiêu|lộ trình|plan|target)(?!\w)")
_OVER_AVERAGE = re.compile(
    r"(?<!\w)(?:vượt(?: xa)?|(?:cao|thấp|nhiều|ít) hơn|kém|so với|above|below|higher than|lower than|against)(?: so với)?"
    r"(?: (?:mức|tỷ lệ|con số|a|the))*(?: (?:bình quân|trung bình|average|national))+(?: chung| của| cả nước| toàn quốc| of| average| the country)* ?\(?(?: ?(?:là|đạt|of|at))? ?$"
    r"|(?<!\w)(?:above|below|higher than|lower than|against) the (?:national|country's|nationwide) (?:rate|figure|level|share) of $"
)
_THAN_PLACE = re.compile(
    r"(?<!\w)(?:(?:cao|thấp|nhiều|ít) hơn|kém|above|below|(?:higher|lower|more|less) than)(?: so với)?(?: (?:tỉnh|thành phố))? $"
)
# "43.8 percent the month before", "17% a year earlier"
_AGO = re.compile(
    r" (?:of \w+ |records |dossiers )?(?:(?:a|one|the) (?:year|month|quarter) (?:earlier|before|ago|previously)|(?:in |over |during )?the same (?:period|month|quarter)|(?:the )?(?:previous|preceding) (?:year|month|quarter)|last year|(?:cùng kỳ )?năm (?:ngoái|trước))(?!\w)"
)
# "80 percent of dossiers should be processed online"
_TO_BE = re.compile(
    r" of (?:\w+ ){0,3}?(?:dossiers|applications|records|services|procedures|results|parcels|data)(?: nationwide)? (?:should|must|are to|is to|to) be(?!\w)"
)
AIMS = re.compile(
    r"\W*(?:(?:phần |mục )?(?:[ivx]{1,4}|[0-9.]{1,5}|[a-hđ])[.):]\s*)*(?:các |một số )?(?:mục tiêu|chỉ tiêu|targets?|goals?|objectives?)(?!\w)(?!.*(?:kết quả|đã đạt|results))"
)
# "so với tổng số thửa" is a share of them; "Theo kế hoạch, đến hết năm …" opens what is planned.
_OF_WHOLE = re.compile(
    r" (?:tổng|số|toàn bộ|kế hoạch|chỉ tiêu|mục tiêu|yêu cầu|(?:các )?(?:lộ trình|tiến độ|mốc|hạn)|the total|total)(?!\w)"
)
_PLANNED = re.compile(r"\W*(?:theo )?(?:kế hoạch|lộ trình)(?! số)(?! [0-9])[^.;0-9]{0,60}(?:là|,|phải|đến|sẽ)(?!\w)")
_FURTHER = re.compile(
    r" (?:đã |mới |vừa )?(?:hoàn thành|làm xong|xong|hoàn tất|về đích|kết nối|đồng bộ|triển khai) thêm(?!\w)"
)
# "vượt 5,3 điểm so với kế hoạch năm 50%"
_THAN_PLAN = re.compile(
    r"(?<!\w)so với (?:kế hoạch|chỉ tiêu|mục tiêu)(?: [^,;.()0-9]{0,30})?(?: năm(?: 20[0-9]{2})?)?(?: là| \()? ?$"
)
_NOT_LET = re.compile(
    r"(?<!\w)không (?:được )?để(?: còn| xảy ra| tồn| phát sinh)?(?: không)?(?: quá| vượt quá| hơn| trên)? $"
)
_MORE_THAN_IN = re.compile(
    r"[^,;.()0-9]{0,24} so với (?:cuối|đầu|giữa|hồi|cùng|tháng|quý|năm|tuần|kỳ|ngày|thời điểm)(?!\w)"
)
_MORE = re.compile(r"(?<!\w)(nhiều|ít) hơn (?:khoảng |gần |hơn |tới )?$")
# "nhiều hơn cuối năm ngoái khoảng 3,1 triệu": by how much, not how many.
_MORE_BY = re.compile(
    r"(?<!\w)(nhiều|cao|ít|thấp) hơn(?: so với)?(?: thời điểm| hồi| mức)? (?:cuối|đầu|giữa|cùng kỳ|cùng thời điểm|năm|tháng|quý|tuần|kỳ)(?!\w)[^,;.()0-9]{0,30}$"
)
# "1.72 points higher than a year earlier"
_MORE_THAN = re.compile(r" (?:more|fewer|less) than (?:a|one|the|in|last|at)(?!\w)| fewer(?= are| were|[,.;])")
_TO_FROM = re.compile(r"(?<!\w)(?:to|lên|còn|xuống) [0-9][0-9.,]*(?: ?%| \w+)? from $")
# "climbed to 58.4 %, from 50.2 %": the level that it left.
_CAME_FROM = re.compile(
    r"(?<!\w)(?:climb|ris|rose|increas|jump|grew|grow|fell|fall|drop|declin|tăng|giảm|nâng)\w*[^.;0-9]{0,60}[0-9][0-9.,]*(?: ?%| percent| per cent)?[^.;0-9]{0,30}(?<!\w)(?:from|từ)(?: mức)? $"
)
_THAN = re.compile(r" (?:higher|lower|more|less|up|down|cao hơn|thấp hơn) (?:than|from|so với|on)(?!\w)")


_SINCE = re.compile(
    r"(?<!\w)(?:(?:nâng|đưa)[^.;]{0,80}(?:số|lên)|so với|trong (?:tháng|tuần|quý|kỳ)|(?:tháng|tuần|quý) (?:qua|này))(?!\w)"
)
# "trong tháng phát sinh thêm 417.350 tài khoản"; "phải làm thêm 2 triệu thửa" has not been done.
_ADDED = re.compile(
    r"^(?!.*(?<!\w)(?:phải|cần|sẽ|còn|giao|đề nghị|nếu)(?!\w)).*(?<!\w)thêm (?:được |khoảng |gần |hơn )?$", re.DOTALL
)


def change_of(passage: Passage, q: Quantity, land: Territory) -> float | None:
    """+1 or -1 when the figure is a rise or a fall, None when it is a level."""
    text = passage.squeezed.text
    after = (_THAN if q.units & {"percent", "points"} else _MORE_THAN).match(text, q.reach)
    if after:
        return -1.0 if re.search("lower|less|fewer|down|thấp|ít|giảm", after.group()) else 1.0
    counted = _MORE.search(text[: q.lead]) if _MORE_THAN_IN.match(text, q.reach) else None
    if counted:
        return -1.0 if counted.group(1) == "ít" else 1.0  # "nhiều hơn 6 địa phương so với cuối tháng 9"
    more = _MORE_BY.search(text[max(land.left[0], q.lead - 60) : q.lead])
    if more:
        return -1.0 if more.group(1) in {"ít", "thấp"} else 1.0
    marks = [t for t in passage.between("mark", max(land.left[0], q.lead - 40), q.lead) if "change" in t.concepts]
    added = not q.units & {"tasks"} and _ADDED.search(text[max(land.left[0], q.lead - 40) : q.lead])
    # "14 địa phương xong, thêm 20 địa phương gần xong" are others; "trong tháng thêm 4 địa phương" came in
    clause = re.split(r"[.;]", text[: q.lead])[-1] + re.split(r"[.;]", text[q.reach :])[0]
    if q.units & SUBJECTS and _FURTHER.match(text, q.reach) and _SINCE.search(clause):
        return 1.0  # "trong tháng, 4 địa phương hoàn thành thêm"
    if added and (not q.units & SUBJECTS or _SINCE.search(clause)):
        return 1.0
    if not marks:
        return None
    between = text[marks[-1].end : q.lead]
    if (
        re.search(r"(?<!\w)(?:lên|từ|còn|xuống|to|from|so với|mục tiêu|chỉ tiêu|mức|than)(?!\w)|[,;.]", between)
        or between.count(" ") > 4
    ):
        return None
    return -1.0 if re.search(r"giảm|thấp|decrease|fell|down|lower", text[marks[-1].start : marks[-1].end]) else 1.0


def _benchmark(passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory) -> bool:
    """'vượt bình quân 42,3 %', 'thấp hơn Nghệ An (81,2 %) nhưng cao hơn Quảng Bình (69,9 %)': there to measure by."""
    text = passage.squeezed.text
    if _OVER_AVERAGE.search(text[sentence[0] : q.lead]):
        return True
    near = [
        place for place in passage.places if place.end <= q.lead and text[place.end : q.lead].strip() in {"(", "là", ""}
    ]
    return bool(near) and bool(_THAN_PLACE.search(text[sentence[0] : near[-1].start]))


def kind_of(
    passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory, scope: Scope, indicator: Indicator,
    change: float | None, aims: bool = False,
) -> ObsKind | None:  # fmt: skip
    """Actual, unless the words make it something else; None for an order without a target."""
    if change is not None:
        return "change"
    text = passage.squeezed.text
    start = max(land.left[0], text.rfind(";", sentence[0], q.lead) + 1)
    marks = [t for t in passage.between("mark", start, q.lead) if t.end <= q.lead]
    for token in reversed(marks):
        between = text[token.end : q.lead]
        if "target" in token.concepts and not re.search(
            r"đã (?:đạt|hoàn thành)|hiện(?: đạt|,)|mới đạt|thực tế|đến nay|kết quả", between
        ):
            return "target"
        against = text[max(sentence[0], token.start - 12) : token.end]
        if "comparison" in token.concepts and _OF_WHOLE.match(text, token.end):
            continue
        if "comparison" in token.concepts and not (
            re.search(r"so với|compared", against) and re.search(r"[,;]", between)
        ):
            return "comparison"
        if "promise" in token.concepts and not re.search(r"[;]|, (?:đã|hiện)", between):
            return "promise" if indicator.unit_measure in SUBJECTS else "target"
        if "instruct" in token.concepts and not re.search(r";|(?<!\w)(?:đã|thì)(?!\w)", between):
            if indicator.unit_measure == "percent":
                return "target"  # "giao các tỉnh nâng tỷ lệ … lên ít nhất 80 %"
            if indicator.unit_measure in SUBJECTS and q.qualifier in {"under", "at_least"}:
                return "target"  # "asked that no more than 20 tasks be overdue"
            if indicator.unit_measure not in SUBJECTS and "," not in between:
                whole = "total" in scope.concepts or indicator.id.endswith(
                    ("_total", "_remaining", "_to_clean", "_to_classify")
                )
                return "actual" if whole else None
    opening = [
        t
        for t in passage.between("mark", sentence[0], min(sentence[0] + 60, q.lead))
        # "đạt 100% chỉ tiêu" says how much of a target is reached
        if "target" in t.concepts and not re.search(r"[0-9%] ?$", text[sentence[0] : t.start])
    ]
    headed = bool(opening) and (indicator.unit_measure not in SUBJECTS or opening[0].start - sentence[0] <= 40)
    if headed and not ACHIEVED.search(text[opening[0].end : min(q.reach + 24, sentence[1])]):
        return "target"
    aims = aims or bool(_PLANNED.match(text[sentence[0] : sentence[1]]))
    if aims and not ACHIEVED.search(text[sentence[0] : min(q.reach + 24, sentence[1])]):
        return "target"
    deed = scope.status or scope.nearest.get("stage")
    if deed and indicator.unit_measure in SUBJECTS and deed.start >= q.end and deed.concepts & DEEDS:
        between_marks = [t for t in passage.between("mark", q.end, deed.end) if t.start < deed.start]
        if any("promise" in t.concepts for t in between_marks):
            return "promise"
        if re.search(r"(?<!\w)(?:phải|cần|must|should|need to)(?!\w)", text[q.reach : deed.start]):
            aimed = _AIMED.search(text[sentence[0] : q.lead])
            return "target" if "completed" in deed.concepts or aimed else None
    if indicator.unit_measure in SUBJECTS and _MUST.match(text, q.reach):
        return "target" if _AIMED.search(text[sentence[0] : q.lead]) else None
    if re.search(r"\((?:tương đương|tức|equivalent to) $", text[max(0, q.lead - 24) : q.lead]) and q.units & SUBJECTS:
        return "comparison"
    if re.search(
        r"(?:tăng|giảm|nâng|từ mức|up|down|rose|fell)?[^,;.]{0,20}(?<!\w)(?:từ|from) (?:mức )?$",
        text[max(0, q.lead - 40) : q.lead],
    ) and re.match(
        r"[^.;]{0,60}?(?<!\w)(?:lên|xuống|to)(?: mức)? ?(?:còn |hơn |gần |khoảng )?[0-9]", text[q.reach : q.reach + 90]
    ):
        return "comparison"
    if _TO_FROM.search(text[max(0, q.lead - 40) : q.lead]) or _CAME_FROM.search(text[sentence[0] : q.lead]):
        return "comparison"
    if _AGO.match(text, q.reach) and not re.search(r"(?<!\w)(?:than|on|over) $", text[: q.lead]):
        return "comparison"
    if indicator.unit_measure == "percent" and _TO_BE.match(text, q.reach):
        return "target"
    if indicator.unit_measure == "percent" and _benchmark(passage, sentence, q, land):
        return "comparison"
    if indicator.unit_measure in SUBJECTS and _MUST_HAVE.search(text[max(sentence[0], q.lead - 24) : q.lead]):
        return "target"
    if re.match(
        r" (?:target|goal|(?:được giao|đề ra|đặt ra|theo yêu cầu|required|envisaged|planned|demanded)(?!\w))",
        text[q.reach : q.reach + 14],
    ):
        return "target"
    if indicator.unit_measure in SUBJECTS and _NOT_LET.search(text[max(sentence[0], q.lead - 24) : q.start]):
        return "target"
    if _THAN_PLAN.search(text[max(sentence[0], q.lead - 60) : q.lead]):
        return "target"
    if land.bracketed and re.search(
        r"(?:so với|compared (?:to|with))[^;.()]{0,40}\([^()]{0,12}$", text[max(0, q.lead - 80) : q.lead]
    ):
        return "comparison"
    if land.bracketed and re.search(
        r"(?:mục tiêu|chỉ tiêu|kế hoạch|yêu cầu)(?: (?:đề ra|đặt ra|được giao|giao|năm(?: [0-9]{4})?))? ?\([^()]{0,8}$",
        text[max(0, q.lead - 60) : q.lead],
    ):
        return "target"
    if _ONCE.search(text[max(sentence[0], q.lead - 80) : q.lead]):
        return "comparison"
    if land.bracketed and re.search(
        r"(?:cùng kỳ(?: năm (?:trước|ngoái|[0-9]{4}))?|(?:năm|tháng|quý|kỳ) trước|year earlier|same period[\w ]*) ?\([^()]{0,12}$",
        text[max(0, q.lead - 60) : q.lead],
    ):
        return "comparison"
    if land.bracketed and re.search(
        r"(?<!\w)(?:cuối|đầu|giữa|năm|tháng|quý|cùng kỳ|trước|khi (?:đó|ấy)|lúc (?:đó|ấy)|at the end of|in)(?!\w)[^()]{0,30}$",
        text[max(0, q.lead - 30) : q.lead].rpartition("(")[2],
    ):
        return "comparison"
    return "actual"
