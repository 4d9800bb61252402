"""What a clause says of the localities named before it: where it ends, whose status its words are, which day they mean.

Holds the wordings that surround a status: fillers, orders, suppositions, other objects, promises. Keeps out: the status words themselves, which
stand in the catalogue, which family the clause is of and what becomes of it (lone).
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.scope import Scope
from pipeline.extract.spans import Dated, Passage, Quantity, Token
from pipeline.vietnamese.places import Place

VOW = re.compile(
    r" ?,? ?\(?(?:đã |cũng |vừa |xin |chỉ dám |tiếp tục |đều |cùng |lại |thì |nay |mới |has |have |had )*(?:có (?:văn bản|công văn|báo cáo|thư)[^,;.()]{0,30} )?"
    r"(?:cam kết|cam đoan|hứa|hẹn|khất|khẳng định|đăng ký|quyết tâm|xin (?:lùi|gia hạn|thêm|tới|đến)|(?<=xin )(?:lùi|gia hạn|thêm|tới|đến)|pledged|promised|committed|vowed)(?!\w)"
)
# Their words tell how far a locality is whatever number follows: "đang rà soát 214 thủ tục" says that it is at work.
_WHATEVER_COUNT = frozenset({"in_progress", "not_started", "slow", "at_risk"})
# Others than provinces, which may be slow or done in their own right.
_BODIES = frozenset({"districts", "communes", "ministries", "agencies"})
_ORDERED = re.compile(
    r"(?<!\w)(?:phải|cần|nên|yêu cầu|đề nghị|chỉ đạo|must|should|needs? to|has to|have to)(?!\w)|(?<!\w)(?:không|chẳng|không còn|không bị|hết|not|no longer)(?: hề| còn| bị)? ?$"
)
_NOT_NOW = re.compile(
    r"(?<!\w)(?:từng|trước đây|trước kia|thời gian trước|tham dự|tham gia|dự họp|used to|once|attended|attending)(?!\w)"
)
# "Đại biểu A", "người dân A": somebody from there, not the locality.
_PEOPLE = re.compile(
    r"(?<!\w)(?:đại biểu|đoàn(?: công tác)?|cán bộ|người dân|bà con|nông dân|doanh nghiệp|công ty|học sinh|du khách|delegates|residents|people|companies)"
    r"(?: (?:của|ở|tại|from|of|in))?(?: (?:các )?(?:tỉnh|thành phố))? $"
)
# "đã hoàn thành kế hoạch kinh phí …": something about the work is finished, not the work.
_ANOTHER_OBJECT = re.compile(
    r"(?: (?:việc|công tác|phần|xây dựng|lập|trình|phê duyệt|ban hành|gửi|the|its|a))* "
    r"(?:kế hoạch|báo cáo|hội nghị|tập huấn|dự toán|gói thầu|hồ sơ thầu|hồ sơ mời thầu|đấu thầu|đề án|khảo sát|kinh phí|chương trình|thảo luận|giai đoạn|bước|đợt|chuẩn bị|"
    r"lắp đặt|mua sắm|đầu tư|tuyển dụng|thí điểm|dự án|đại hội|sáp nhập|sắp xếp|thu ngân sách|xuất sắc|"
    r"(?:nhiệm vụ|chỉ tiêu|mục tiêu)(?! (?:này|số hóa|đồng bộ|kết nối|làm sạch))|plan|report|training|survey|phase|first phase|procurement|bidding|preparations?|pilot|budget)(?!\w)"
)
# "đường truyền chậm", "chậm gửi báo cáo": slow in something that is not the work.
_SLOW_OTHERWISE = re.compile(
    r"(?<!\w)(?:đường truyền|đường mạng|mạng|máy tính|máy chủ|phần mềm|thiết bị|internet|giải ngân)(?: \w+){0,2} chậm|"
    r"chậm (?:gửi|nộp|báo cáo|trả lời|phản hồi|giải ngân|thanh toán)(?!\w)|chậm(?: tiến độ| trễ)? (?:giải phóng|thi công|bồi thường|giải ngân)(?!\w)|(?<!\w)(?:network|connection|internet)(?: \w+){0,2} slow"
)
_BECAUSE = re.compile(r";|(?<!\w)(?:trong khi|vì|do|bởi|while|because|due to)(?!\w)")
# What parts the clause of one name from the clause of the next: "A đã xong, còn B …", "A: …".
_NEXT_NAME = re.compile(
    r"(?:[,;:(](?: ?(?:còn|riêng|và|nhưng|song|trong khi(?: đó)?|while|but|and))?|(?<!\w)(?:còn|và|nhưng|song|while|but|and)) ?(?:các )?(?:tỉnh|thành phố|tp\.?)? ?$"
)
_SO_FAR = r"(?:cho )?(?:đến|tới) (?:nay|giờ|giờ này|lúc này|thời điểm này)"
_HEAD = re.compile(
    r"\s*[,:]?\s*(?:\([^)]*\)\s*)?(?:hiện(?: nay| tại)? |nay |"
    + _SO_FAR
    + r",? |lâu nay |cũng |đều |cùng |thậm chí |thì |lại |"
    r"(?:hai|ba|bốn|năm|2|3|4) (?:tỉnh|địa phương|thành phố) [^,;.]{0,30}?(?=đã |đang )|"
    r"là (?:các|những|hai|ba|một trong những)? ?(?:tỉnh|địa phương|nơi|đơn vị)(?: đầu tiên| duy nhất| tiên phong)? |"
    r"(?:có |về )?tiến độ |triển khai |thực hiện |báo(?: cáo)? |(?:is |are |were )?(?:among|one of) (?:the )?(?:few |first )?(?:localities|provinces)(?: that| which)? |have |has |had |is |are |đang được |được |đang |đã |vẫn |mới |còn |vừa |rất |quá |khá |bị )*"
)
# "Với A, nếu không đổi cách làm thì khó kịp": the supposition goes before the risk.
_UNLESS = re.compile(r"\s*,? ?(?:nếu|if|unless)(?!\w)[^;.]{0,70}?(?:thì|,)\s*(?:sẽ |rất |it )*")
# "hoàn thành cơ sở dữ liệu địa chính": what is finished is the data itself, not a plan or a meeting about it.
_THE_THING = re.compile(
    r" (?:(?:việc|phần|khâu|toàn bộ|xây dựng|its|the|their) )*(?:(?:csdl|cơ sở dữ liệu|kho dữ liệu|dữ liệu)[^,;.]*|[^,;.]*(?:database|data|records))"
)
# "về đích sớm bốn tháng", "chậm gần hai tháng", "trước hạn 15 ngày": how long, not how much.
_SPAN_OF_TIME = re.compile(r" ?(?:tháng|ngày|tuần|năm|quý|months?|weeks?|days?|years?)(?!\w)")
_NOT_BEGUN = re.compile(
    r"(?: được)? (?:ban hành|xây dựng|kết nối|đồng bộ|số hóa|nhập|làm sạch|rà soát|cập nhật|chuyển|lập|mở|có kế hoạch|có phương án|connected|digitis|digitiz|synchronis|synchroniz)"
    r"(?![^,;.]{0,30}(?<!\w)(?:xong|hết|đủ|đầy đủ|toàn bộ|trọn vẹn|fully)(?!\w))"
)
_UP_TO_THE_DAY = re.compile(r" ?(?:(?:đúng|vào|trong|kịp|hạn|hẹn|mốc|thời hạn|ngày|the|deadline|of|on|by) ?)*")


def clause_end(
    passage: Passage, run: list[Place], follower: int, quantities: list[Quantity], end: int
) -> tuple[int, bool]:
    """Where what is said of the names ends, and whether it ends on its own rather than at a number."""
    text, since = passage.squeezed.text, run[-1].end
    parted = _NEXT_NAME.search(text[since:follower]) if follower < end else None
    limit = since + parted.start() if parted else end
    inside = [(t.start, t.end) for t in passage.tokens("status")]
    for cut in _BECAUSE.finditer(text, since, limit):
        if not any(a < cut.end() and cut.start() < b for a, b in inside):
            limit = cut.start()
            break
    counts = [q.lead for q in quantities if since <= q.lead < limit and not _SPAN_OF_TIME.match(text, q.end)]
    if not counts:
        return limit, True
    comma = text.rfind(",", since, counts[0])
    following = [t for t in passage.between("stage", comma + 1, counts[0]) if comma >= 0 and t.start <= comma + 8]
    if comma >= 0 and not following and passage.between("status", since, comma):
        return comma, True  # "…: đang làm sạch, còn 14 xã"
    return counts[0], False


def _located_in(passage: Passage, run: list[Place]) -> bool:
    """'Huyện Mèo Vạc, Hà Giang', 'đại biểu Hà Giang': the province only says where somebody or a district is."""
    text = passage.squeezed.text
    within = any(
        end <= run[0].start and re.fullmatch(r"[^,;.:]{0,24}(?:, |\()(?:tỉnh |thành phố )?", text[end : run[0].start])
        for _, end in passage.locals
    )
    return within or bool(_PEOPLE.search(text[max(0, run[0].start - 40) : run[0].start]))


def speaks_of_bodies(passage: Passage, since: int, stop: int, family: str | None) -> bool:
    """'A làm việc với các xã chậm': others than the names are spoken of; the "bộ" of "đồng bộ" is no ministry."""
    stages = passage.between("stage", since, stop, family)
    return any(
        unit.concepts & _BODIES and not any(t.start <= unit.start and unit.end <= t.end for t in stages)
        for unit in passage.between("unit", since, stop)
    )


def without_bare_not(text: str, tokens: list[Token], stop: int) -> list[Token]:
    """'Chưa' by what it denies: 'chưa … xong' is not finished, 'chưa kết nối' not begun, 'chưa có báo cáo' tells nothing."""
    said = [t for t in tokens if t.layer == "status" and not t.concepts <= {"not_done", "ignored"}]
    kept: list[Token] = []
    denied: Token | None = None
    for token in tokens:
        if token is denied:
            continue
        if token.concepts != {"not_done"}:
            kept.append(token)
            continue
        following = next((t for t in said if t.start >= token.end), None)
        if (
            following
            and "completed" in following.concepts
            and not re.search("[,;.]", text[token.end : following.start])
        ):
            denied = following
            kept.append(replace(token, concepts=frozenset({"not_completed"})))
        elif not said and _NOT_BEGUN.match(text, token.end, stop):
            kept.append(replace(token, concepts=frozenset({"not_started"})))
        elif not said and not re.match(r" \w", text[token.end : stop]):
            kept.append(token)  # "B thì chưa"
    return kept


def near_the_names(
    passage: Passage, since: int, stop: int, scope: Scope, status: Token, topics: list[Token], vowed: bool
) -> bool:
    """Nothing but a few words between the names and the status, and nothing of another kind after it."""
    text = passage.squeezed.text
    ends = [m.end() for m in (_HEAD.match(text, since, stop), _unless(text, since, status)) if m]
    if len(text[max(ends) : status.start].split()) > (9 if vowed else 2 if topics else 4):
        return False
    if topics and not scope.nearest.keys() & {"stage", "subject"}:
        return bool(_THE_THING.fullmatch(text[status.end : topics[0].end]))
    rest = text[status.end : stop]
    for dated in passage.dates:
        if status.end <= dated.stated.start < stop:
            rest = rest.replace(text[dated.stated.start : dated.stated.end], "")
    rest = re.split(r"[,;.]", rest)[0]
    sure = bool(topics) or vowed or bool(status.concepts & _WHATEVER_COUNT)
    return sure or (len(rest.split()) <= 8 and not re.search(r"[0-9]", rest))


def _unless(text: str, since: int, status: Token) -> re.Match[str] | None:
    return _UNLESS.match(text, since, status.end) if "at_risk" in status.concepts else None


def ends_the_clause(passage: Passage, since: int, status: Token, stop: int) -> bool:
    """'… còn chậm': a status after what it is about closes the clause."""
    text = passage.squeezed.text
    between = text[since : status.start].lstrip(" ,")
    rest = re.split(r"[,;.]", text[status.end : stop])[0]
    return "," not in between and len(between.split()) <= 14 and len(rest.split()) <= 3


def stands_before_a_number(passage: Passage, since: int, status: Token, stop: int) -> bool:
    """A clause cut at a number still tells of the names when the status needs no number, or a pause or a promise parts them."""
    if status.concepts & _WHATEVER_COUNT or any("promise" in t.concepts for t in passage.between("mark", since, stop)):
        return True
    return bool(re.search(r"(?:[,;]|(?:trước|before)|và|and)\W*$", passage.squeezed.text[since:stop]))


def spoken_of_others(passage: Passage, run: list[Place], since: int, status: Token, family: str, vowed: int) -> bool:
    """Whether the words around the names make it another's status, another matter's, an order or the past."""
    text = passage.squeezed.text
    unless = _unless(text, since, status)
    begin = unless.end() if unless else since
    head = _HEAD.match(text, since, status.start)
    finished = status.concepts & {"completed", "basically_completed"}
    return bool(
        _ORDERED.search(text[begin : min(vowed, status.start)])
        or _NOT_NOW.search(text[begin : status.start])
        or _located_in(passage, run)
        or speaks_of_bodies(passage, head.end() if head else since, status.start, family)
        or (finished and _ANOTHER_OBJECT.match(text, status.end))
        or ("slow" in status.concepts and _SLOW_OTHERWISE.search(text[begin : status.end + 16]))
    )


def day_missed(text: str, scope: Scope, dates: list[Dated]) -> Dated | None:
    """'khó về đích ngày 30/11', 'lỡ hẹn 15/12': the day right after a risk is the one that may be missed."""
    status = scope.status
    if status is None or "at_risk" not in status.concepts:
        return None
    return next(
        (
            d
            for d in dates
            if status.end <= d.stated.start and _UP_TO_THE_DAY.fullmatch(text[status.end : d.stated.start])
        ),
        None,
    )


def is_done_since(text: str, scope: Scope, dated: Dated) -> bool:
    """'đã về đích từ tháng 9': since then it is done, so it is known of that day."""
    status = scope.status
    return (
        status is not None
        and "completed" in status.concepts
        and status.end <= dated.stated.start
        and bool(re.fullmatch(r" (?:từ|since)(?: (?:cuối|giữa|đầu|ngày))* ", text[status.end : dated.stated.start]))
    )


def told_in_brackets(passage: Passage, run: list[Place]) -> tuple[int, int] | None:
    """'A (đã hứa xong trước 25/11)': the inside of brackets right after a name, when it says how far it is."""
    match = re.compile(r"\s*\(([^()]*)\)").match(passage.squeezed.text, run[-1].end)
    if match is None or any(match.start() <= place.start < match.end() for place in passage.places):
        return None
    if not passage.between("status", *match.span(1)) and not VOW.match(match.group(1)):
        return None
    return match.span(1)
