"""The indicator a quantity is: its family's rules against ever wider stretches of words, the nearest first.

Holds the widening of the scope. Keeps out: the rules, which stand in the catalogue, and their evaluation (scope).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.quantities import MASSES
from pipeline.extract.scope import NEAREST, Scope, Territory, matching, residue, tokens_near
from pipeline.extract.spans import SUBJECTS, Passage, Quantity, Token
from pipeline.extract.where import PlaceReader
from pipeline.reference import Indicator

_NO_MORE = re.compile(
    r"(?: sau (?:sắp xếp|sáp nhập|hợp nhất))?\s*(?:(?:được |hiện |đang )*(?:lập|lưu|lưu giữ|lưu trữ|quản lý)(?!\w)[^,;.:]*)?(?:[,;.:]|$)"
)
_OWNING = re.compile(
    r"(?:(?:hiện |đang |hiện nay )*(?:có|has|had)(?: tất cả)?|(?:hiện |đang |hiện nay )*(?:quản lý|nắm giữ|manages|holds)) $"
)
_OWNED_BY = re.compile(
    r"(?<!\w)(?:tình hình|thực trạng|báo cáo|số liệu|situation|reports?)(?!\w)[^.;]{0,60}(?<!\w)(?:của|tại|từ|of|from) (?:các )?$"
)
# "Tại Hà Nội, nơi có 5 triệu thửa", "toàn tỉnh sau sắp xếp có 3 triệu thửa": words between the owner and the verb.
_ASIDE_OWNER = re.compile(r"(?:,? (?:nơi|vốn|là nơi|which|that)|,? sau (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất)| mới)$")
_TURN = re.compile(r".*[,.] ?(?:yet|but|however|song|nhưng|tuy nhiên|tuy vậy|mặc dù vậy)(?!\w)")
# "24 triệu thửa thuộc nhóm sạch", "9,1 triệu dữ liệu đã được nhập": what follows at once is said of it first.
_FOLLOWED = re.compile(
    r" (?:đất )?(?:đã|được|chưa|đang|thuộc|bảo đảm|đạt|đủ|đáp ứng|không|còn|cần|phải|that|which|have|has|are|were|had|was|still)(?!\w)"
)
_PREDICATE = re.compile(r" (?:đã|đang|chưa|bị|được|vẫn|are|were|is|was|have|has|had|did|do)(?!\w)")
# "fewer than 400 books are not": the opposite of what was said, which no rule of the catalogue can tell.
_DENIED = re.compile(
    r" (?:(?:are|were|is|was|do|does|did|have|has|had) not|(?:thì )?(?:vẫn )?(?:chưa|không))(?=[.,;)]|$)"
)
_PAUSE = re.compile(r"[,;:.()]")
# "Tổng số dữ liệu đã nhập 1.204.000": the sum of what was done.
_DONE_IN_ALL = re.compile(
    r"(?: [^\W\d]+){0,5} đã(?: được)? (?:nhập|số hóa|đồng bộ|quét|làm sạch|rà soát|đối khớp)(?!\w)"
)
# What a share of services or of dossiers is of: the nearer one counts.
_WHOLES = frozenset({"dossier_word", "service_word"})
_FROM = re.compile(r"(?<!\w)(?:từ|from)(?: mức)? $")
_OF_SERVICES = re.compile(
    r" (?:số |tổng số |of (?:all )?(?:the )?)?(?:thủ tục|tthc|procedures|administrative procedures)(?!\w)(?! (?:hành chính )?(?:trực tuyến|toàn trình))"
)
# "6 huyện đã hoàn thành; tính theo cấp xã là 121/136 xã": the same, by smaller units.
_COUNTED_BY = re.compile(
    r"(?<!\w)(?:tính|xét|nói|quy)(?: theo| ra| ở)(?: cấp)? (?:xã|huyện|tỉnh|địa bàn|đơn vị)[^;.,0-9]{0,16}(?<!\w)(?:là|có|đạt|thì) $"
)
_RAISED = re.compile(r"(?<!\w)(?:nâng|đưa|bringing|taking)(?: the)? $")  # "nâng tổng số thửa sạch lên 3,6 triệu"
_SUMMED = re.compile(r"(?<!\w)(?:với|with|tương ứng(?: với)?)(?: a)? (?:tổng số|tổng cộng|tổng|total of|total) $")
_WITH_PARTS = re.compile(
    r"[,;:(]? ?\(?(?:trong (?:số )?(?:đó|này)|gồm|bao gồm|phân ra|chia ra|chia thành|phân loại|cụ thể|of which|including|comprising)(?!\w)"
    r"| ?(?:\(|: )(?=[0-9])"
)
# "kế hoạch có 105 nhiệm vụ", "giao các bộ 260 nhiệm vụ": all that a programme sets or a list follows.
_COUNTED = r"(?: (?:tất cả|cả thảy|tổng cộng|tổng số|tổng|đủ|in total))?(?: là)?:? $"
_SETS = re.compile(
    r"(?<!\w)(?:giao|phân công|đề ra|đặt ra|xác định|ghi nhận|theo dõi|quản lý|assigned|sets? out|lists?|tracks?)"
    r"(?: (?:cho )?(?:các |toàn bộ )?(?:bộ|ngành|cơ quan|địa phương|đơn vị|đầu mối)(?:, | và |$)?(?:(?:bộ|ngành|cơ quan|địa phương|đơn vị|tỉnh|thành phố)(?:, | và )?)*)?"
    + _COUNTED
)
_HOLDS = re.compile(
    r"(?<!\w)(?:danh mục|bảng|bộ|chương trình|kế hoạch|hệ thống|phần mềm|đề án|nghị quyết|programme|program|plan|project|resolution)(?!\w)"
    r"[^,;:.]{0,60}?(?<!\w)(?:có|gồm|bao gồm|với|chứa|has|have|contains?|comprises?|includes?)" + _COUNTED
)
# "tuần qua giao thêm 23 nhiệm vụ": what came in, not all there is.
_FLOW = re.compile(
    r"(?<!\w)(?:thêm|bổ sung|mới|phát sinh|tuần(?: qua| này)?|trong (?:ngày|tuần)|more|new|week)(?!\w)(?![^()]*\))"
)
_SET_AND_NO_MORE = re.compile(
    r"(?: by (?:the )?(?:government|prime minister)(?: and (?:the )?(?:government|prime minister))?)?"
    r"(?: to (?:the )?(?:ministries|agencies|provinces|localities)(?:,? (?:and )?(?:sectors|branches|agencies|provinces|localities))*)?"
    r"(?: cho (?:các |toàn bộ )?(?:(?:bộ|ngành|cơ quan|địa phương|đơn vị|tỉnh|thành phố)(?:, | và |(?=[,;.:(]|$)))+)?"
    r"\s*(?:(?:(?:được |đã |phải |cần |do )*(?:giao|phân công|theo dõi|thực hiện|triển khai|assigned)"
    r"|(?:phải|cần) (?:làm|thực hiện|triển khai|hoàn thành)(?: trong| theo| của|(?=[,;.:(]|$))|(?:thuộc|trong|theo|của|under|of) (?:đề án|nghị quyết|chương trình|kế hoạch|danh mục|resolution|project)|(?:(?:for|in) )?(?:the|this) year|trong năm)(?!\w)[^,;.:(]*)?(?:[,;.:(]|$)"
)
# "9,884 assignments handed to ministries by the Government"
_GIVEN = re.compile(r" (?:handed|given|assigned)(?: down| out)? (?:to|by)(?!\w)")


def sentence_start(passage: Passage, q: Quantity) -> int:
    """Where the sentence of a quantity begins."""
    return next((start for start, end in passage.sentences if start <= q.start < end), 0)


class MatchReader(PlaceReader):
    """Matches quantities with the catalogue in the setting of its document."""

    def _match(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, family: str,
        candidates: list[Indicator], scopes: list[tuple[str, Scope] | None], changed: bool = False,
    ) -> tuple[list[Indicator], Scope]:  # fmt: skip
        """Widen the scope step by step until a rule of the catalogue is satisfied; the first that is, is taken."""
        first: Scope | None = None
        for scope in self._widening(passage, quantities, lands, i, family, scopes, changed):
            first = first or scope
            matched = matching(candidates, scope)
            if matched:
                return matched[:1], scope  # equally specific rules: the catalogue's order decides
        return [], first or Scope()

    def _widening(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, family: str,
        scopes: list[tuple[str, Scope] | None], changed: bool,
    ) -> Iterator[Scope]:  # fmt: skip
        """The words that may speak of a quantity: its own, those of its neighbours, what was said before, the headings."""
        q, land, text = quantities[i], lands[i], passage.squeezed.text
        right = tokens_near(passage, land.right, "right", family, q)
        # "mới số hóa được 61 %": a deed between the qualifier and its number
        left = tokens_near(passage, (land.left[0], q.start), "left", family, q)
        if "percent" in q.units:
            # a share is of a whole: "trên tổng số thủ tục" says of which, not that it is the whole
            left = [t for t in left if t.concepts != {"total"}]
            right = [t for t in right if t.concepts != {"total"}]
        if "percent" in q.units and left:
            # "… đạt 39 %, kéo theo việc số hóa …": past its pause another matter begins
            pause = _PAUSE.search(text, q.reach)
            right = [t for t in right if pause is None or t.start < pause.start()]
        subject = bool(q.units & SUBJECTS) and q.unit_side != "left"
        if subject and land.bracketed and q.unit_start == q.end and not right:
            # "100% xã, phường (148/148) đã đồng bộ dữ liệu": the predicate follows the bracket
            close = text.find(")", q.end)
            stop = _PAUSE.search(text, close + 1)
            right = tokens_near(passage, (close + 1, stop.start() if stop else len(text)), "right", family, q)
        if subject:
            turn = _TURN.match(text[land.left[0] : q.lead])
            left = [t for t in left if turn is None or t.start >= land.left[0] + turn.end()]
            if q.denominator is None and _OWNED_BY.search(text[: q.lead]):
                left = []  # "tình hình đồng bộ dữ liệu của 12 địa phương" counts nobody's success
        telling = {"stage", "subject"} if "percent" in q.units else {"status", "stage", "subject"}
        left = [t for t in left if t.concepts != {"total"} or not _RAISED.search(text[: t.start])]
        left = [t for t in left if t.concepts != {"total"} or not _DONE_IN_ALL.match(text[t.end : q.lead])]
        if _SUMMED.search(text[: q.lead]):
            # "đã đồng bộ dữ liệu với tổng số 18,4 triệu thửa": the sum of what was done, not of what there is
            left = [t for t in left if t.concepts != {"total"} or q.lead - t.end > 1]
        own = any(t.layer in telling and "ignored" not in t.concepts for t in right + left)
        of_others = "percent" in q.units and _OF_SERVICES.match(text, q.reach) is not None and not own
        scope = Scope()
        if q.left_over:
            scope.about.add("left_over")
        if not subject and "percent" not in q.units and q.units <= MASSES and self._is_universe(passage, q):
            # "Trong 2.289.400 hồ sơ, 2.101.900 đã đối khớp": what follows the pause is said of the part
            stop = _PAUSE.search(text, q.reach)
            scope.about.add("owns")
            scope.add(left)
            near = [t for t in right if stop is None or t.end <= stop.start()]
            scope.add(t for t in near if t.layer in {"subject", "about"})  # how far the part is says its own predicate
            yield scope
            return
        universe = subject and self._is_universe(passage, q)
        whole = universe and bool(q.units & {"tasks"})
        if whole or self._owns(passage, q) or self._all_tasks(passage, q, land, left + right):
            scope.about.add("owns")
        followed = _FOLLOWED.match(text, q.reach) is not None and any(t.layer in NEAREST for t in right)
        steps = [right, left] if subject or followed else [left, right]
        if universe:
            steps = [left]  # "trong tổng số 330 nhiệm vụ đã hoàn thành 117": what follows is said of the part
        if not subject:
            # "tiếp nhận 48.211 hồ sơ qua VNeID": what qualifies the noun at once belongs to it from the start
            stop = _PAUSE.search(text, q.reach)
            scope.add(t for t in right if t.layer == "about" and (stop is None or t.end <= stop.start()))
        for step in steps:
            scope.add(step)
            yield scope
        following = (
            not self._is_universe(passage, q)
            and i + 1 < len(quantities)
            and lands[i + 1].joined
            and not lands[i + 1].subset
            and not land.bracketed
            and not lands[i + 1].bracketed
            and ";" not in text[q.reach : quantities[i + 1].lead]
        )
        predicate = _PREDICATE.match(text, q.reach)  # "77 have been shelved, five are overdue": no row of subjects
        if subject and following and not predicate and not any(t.layer in {"status", "stage"} for t in right):
            # "36 bộ, ngành, 01 doanh nghiệp và 63 địa phương đã kết nối": the predicate comes after the last of them
            for k in range(i + 1, min(i + 4, len(quantities))):
                if k > i + 1 and (not lands[k].joined or ";" in text[quantities[k - 1].reach : quantities[k].lead]):
                    break
                said = tokens_near(passage, lands[k].right, "right", family, quantities[k])
                scope.add(said)
                yield scope
                if any(t.layer in {"status", "stage"} for t in said):
                    break
        apart = "percent" in q.units and following and residue(passage, q.reach, lands[i].right[1])
        if not subject and following and not own and not apart:
            scope.add(tokens_near(passage, lands[i + 1].right, "right", family, quantities[i + 1]))
            yield scope
        if _DENIED.match(text, q.reach):
            return
        previous = scopes[i - 1] if i else None
        owed = "must" in scope.about and not own  # "38 triệu thửa cần …" is not what the figure before it did
        # "8 tasks are under way and 4 tasks have been dropped": a predicate of its own that is not known is not the one before
        goes_on = q.unit_side == "right" and q.unit_start == q.end
        predicated = (
            (subject or goes_on)
            and ("tasks" in q.units or _PREDICATE.match(text, q.reach) is not None)
            and bool(residue(passage, *land.right))
            and not any(t.layer in {"status", "stage"} for t in right)
        )
        if previous and previous[0] == family and not own and subject and _COUNTED_BY.search(text[: q.lead]):
            yield scope.widened(previous[1].nearest.values(), previous[1].about)
        if previous and previous[0] == family and q.moved:
            yield scope.widened(previous[1].nearest.values(), previous[1].about)  # "… từ 75 xuống 61"
        if of_others:
            return  # "hồ sơ toàn trình 39 %, dù 95 % thủ tục đã lên Cổng": of another whole than the share before
        if previous and previous[0] == family and land.joined and not land.subset and not owed and not predicated:
            percent = bool(q.units & {"percent", "points"})
            about = previous[1].about - (_WHOLES if scope.about & _WHOLES else set()) if percent else set()
            yield scope.widened(previous[1].nearest.values(), about)
        if changed and previous and previous[0] == family and not own:
            yield scope.widened(previous[1].nearest.values(), previous[1].about)  # "75 tasks are overdue, down 14"
        if own and previous and previous[0] == family and "percent" in q.units:
            # "hồ sơ trực tuyến đạt 57 %; chỉ xét toàn trình thì tỷ lệ này là 39 %": still of dossiers
            yield scope.widened((), previous[1].about)
        if (
            "percent" in q.units
            and not own
            and (shared := text.rfind("lần lượt", sentence_start(passage, q), q.lead)) >= 0
        ):
            # "Ba tỉnh có tỷ lệ hồ sơ toàn trình cao nhất là A, B và C, lần lượt đạt 63,1%; 60,4% và 59,7%"
            yield scope.widened(tokens_near(passage, (sentence_start(passage, q), shared), "left", family, q))
        if self.here.scope is not None and not (i and own):
            yield scope.widened(self.here.scope.nearest.values(), self.here.scope.about)
        if not own and not subject and not self._is_universe(passage, q):
            yield scope.widened(self._ahead(passage, quantities, lands, i, family))
        if "percent" in q.units and not own and _FROM.search(text[: q.lead]):
            # "đã tăng gấp 2,5 lần, từ 17% lên 43,8%": of what the sentence began with
            yield scope.widened(tokens_near(passage, (lands[0].left[0], q.start), "left", family, q))
        if "percent" in q.units and not own:
            share_of_other = i > 0 and land.joined and not quantities[i - 1].units & {"percent", "points"}
            if self.here.percent and self.here.percent[0] == family and not (share_of_other and land.bracketed):
                yield self.here.percent[1]
            for above in (self.heading.passage, self.title.passage):
                if above is not None and (land.bracketed or "lần lượt" in text):
                    yield scope.widened(t for layer in (*NEAREST, "about") for t in above.tokens(layer, family))

    def _ahead(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, family: str
    ) -> list[Token]:
        """'A (58,89%), B (55,76%) và C (41%) là những nơi có tỷ lệ …': what a row of values is of, said after it."""
        text, last = passage.squeezed.text, i
        while (
            last + 1 < len(quantities)
            and lands[last + 1].joined
            and not lands[last + 1].subset
            and lands[last + 1].bracketed == lands[i].bracketed
            and quantities[last + 1].units & quantities[i].units
            and ";" not in text[quantities[last].reach : quantities[last + 1].lead]
        ):
            last += 1
        if last == i and not lands[i].bracketed:
            return []
        start = quantities[last].reach
        if lands[last].bracketed:
            start = max(start, text.find(")", start) + 1)
        ends = [k for k in (text.find(";", start), text.find(". ", start)) if k >= 0]
        stop = min([*ends, *(q.lead for q in quantities[last + 1 :]), len(text)])
        return tokens_near(passage, (start, stop), "right", family, quantities[last])

    def _all_tasks(self, passage: Passage, q: Quantity, land: Territory, near: list[Token]) -> bool:
        """'giao 260 nhiệm vụ, hoàn thành 180': all the tasks of a programme, when no predicate narrows them."""
        if (
            not q.units & {"tasks"}
            or q.left_over
            or any(t.layer == "status" and "ignored" not in t.concepts for t in near)
        ):
            return False
        text = passage.squeezed.text
        if _WITH_PARTS.match(text, q.reach) or _GIVEN.match(text, q.reach):
            return True
        before = text[land.left[0] : q.lead]
        narrowed = land.subset or _FLOW.search(before)
        told = _SETS.search(before) or _HOLDS.search(before)
        return bool(told and not narrowed and _SET_AND_NO_MORE.match(text, q.reach))

    def _owns(self, passage: Passage, q: Quantity) -> bool:
        """'Tỉnh X có 3.263.464 thửa đất,': all that a place has, when nothing more is said of them."""
        text = passage.squeezed.text
        before = _OWNING.search(text[: q.lead])
        end = q.reach
        for token in passage.tokens("topic"):
            if token.start <= end + 1 < token.end:
                end = token.end  # "25.712 hồ sơ cán bộ, công chức, viên chức,": its name goes on
        if before is None or not _NO_MORE.match(text, end):
            return False
        owner = _ASIDE_OWNER.sub("", text[: before.start()].rstrip())
        return any(place.end == len(owner) for place in passage.places) or bool(
            re.search(
                r"(?<!\w)(?:cả nước|toàn quốc|toàn tỉnh|toàn thành phố|tỉnh|thành phố|tỉnh (?:ta|nhà)|thành phố (?:ta|mình)|the province|the country)$",
                owner,
            )
        )
