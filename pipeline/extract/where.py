"""The area of a quantity: the country, or the province its clause, paragraph, heading, title or publisher speaks of.

Holds that choice; when several places compete there is no answer. Keeps out: which area scheme is in force (context).
"""

from __future__ import annotations

import re

from pipeline.extract.home import OWN
from pipeline.extract.scope import Territory
from pipeline.extract.setting import Reading
from pipeline.extract.spans import Passage, Quantity, Token
from pipeline.reference import Indicator
from pipeline.vietnamese.places import Place

# A share of the ministries alone, or of the provinces alone, is not the country's.
_GROUP = re.compile(
    r"(?<!\w)(?:của|tại|ở|khối|đối với)(?: các| khối)* (?:bộ, ngành|bộ ngành|bộ|địa phương|tỉnh, thành phố)(?!\w)"
    r"(?!(?:,| và| trung ương và| trung ương,)?(?: các)? (?:ngành|địa phương|bộ|cơ quan|tỉnh))|(?<!\w)(?:of|in|for|by) (?:the )?(?:ministries|localities|provinces)(?!,? (?:and|ministr|localit))"
)


# "8,5% ở bộ, ngành", "72.1% in localities": the group stands right after its share.
_OF_A_GROUP = re.compile(
    r" (?:at|in|for|among|ở|tại|của|thuộc|đối với)(?: (?:the|các|khối|cấp))* (?:bộ, ngành|bộ ngành|bộ|địa phương|tỉnh, thành phố|ministries|localities|provinces)(?!\w)"
    r"(?!(?:,| và| trung ương và| trung ương,)?(?: các)? (?:ngành|địa phương|bộ|cơ quan|tỉnh)|,? (?:and )?(?:the )?(?:ministr|localit|agenc|sector|branch|provinc)| (?:trong|on|of|nationwide))"
)
# "trong đó các bộ, ngành đạt 63 %, địa phương đạt 20 %", "ministries did better (63 %) than provinces (20 %)"
_GROUP_REACHED = re.compile(
    r"(?:^ ?|[,;:(] ?|(?<!\w)(?:trong đó|còn|và|riêng|khối|nhóm|hơn|so với|than|while|and|of which) ?(?:thì )?)(?:các |khối |nhóm |cấp )?"
    r"(?:bộ, ngành|bộ ngành|bộ|địa phương|tỉnh, thành phố|tỉnh|ministries(?: and (?:agencies|sectors))?|localities|provinces)"
    r"(?: (?:mới |chỉ |đã |đều |là |đạt |ở mức |chiếm |có |accounts? for |at |did better |reached |with |handled? |process(?:ed)? |settled? |posted |recorded |registered |averaged |managed |scored |stood at |only |just |have |had ){0,3}| ?)\(?$"
)


_AND_MORE = re.compile(r"(?<!\w)(?:bộ|ngành|cơ quan|trung ương|ministries|sectors|agencies|branches)[ ,]*$")
# "của bộ, ngành và địa phương lần lượt là 38 % và 72 %": each value is of a group that is no area.
_SHARED_OUT = re.compile(
    r"(?:bộ, ngành|bộ ngành|khối bộ|các bộ|ministries)[^;.]{0,60}(?:địa phương|tỉnh, thành phố|localities|provinces)[^;.]{0,40}(?:lần lượt|tương ứng|respectively)"
)
_OF_A_PROVINCE = re.compile(
    r"sở |ubnd|ủy ban nhân dân|công an (?:tỉnh|thành)|văn phòng đăng ký|department of justice|people's committee"
)
# "cao nhất cả nước", "bằng nửa cả nước": the country is there to rank one of its provinces.
_RANKED = re.compile(r"(?<!\w)(?:nhất|dẫn đầu|đứng đầu|tốp đầu|top|nửa|đứng thứ [0-9]+)(?: của| trên| trong)? $")
_OF_A_BRANCH = re.compile(
    r"(?<!\w)(?:ngành|sở|cục) (?!,)[^,;.()0-9]{2,30} (?:có|đạt)(?: tỷ lệ)? $"
)  # "Ngành tư pháp có 98%"
_SAYS = re.compile(
    r",? (?:cho biết|cho hay|ghi nhận|thống kê|thông tin|công bố|báo cáo|cho thấy|said|reported|announced|recorded)(?!\w)"
)
_CITED = re.compile(
    r"(?<!\w)(?:theo|số liệu|báo cáo|thống kê|tổng hợp|according to|data of|figures of)(?!\w)[^.;,]{0,24}$"
)
_WITHIN_RIGHT = re.compile(
    r"(?<!\w)(?:của thành phố(?= (?:là|đạt|ở|được|đã))|trên địa bàn tỉnh|trên địa bàn thành phố|toàn tỉnh|của tỉnh)(?!\w)(?! [a-zđ]+,)"
)


# "các bộ xử lý 1,2 triệu hồ sơ, 62% là …": a group that acts, alone, up to the pause.
_GROUP_ACTS = re.compile(
    r"(?:^|[,;:.] ?)(?:riêng |trong khi |còn |trong đó )?(?:các|khối)(?: các)? (?:bộ, ngành|bộ ngành|bộ|địa phương|tỉnh, thành phố|tỉnh)"
    r" (?:đã |mới |chỉ )*(?:xử lý|giải quyết|tiếp nhận|nhận|thực hiện)(?!\w)[^;]*$"
)
_MEASURED_BY = re.compile(
    r"(?<!\w)(?:hơn|vượt|so với|kém|bằng|gấp|above|below|than|against)(?!\w)[^;.]{0,24}(?:bình quân|trung bình|mức)(?: chung)?(?: của)? $"
)
# "Since the pilot began in A and B, …": where it began owns nothing of what follows.
_SINCE = re.compile(r"\W*(?:since|after|từ khi|kể từ khi|sau khi|from the time)(?!\w)[^,;.]*,")
_NEXT_CLAUSE = re.compile(r";|, (?:trong khi|còn|so với|while)(?!\w)")


class PlaceReader(Reading):
    """Places quantities in the setting of its document."""

    def _areas(
        self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], lands: list[Territory], i: int,
        indicator: Indicator,
    ) -> list[tuple[Place | None, str | None]] | None:  # fmt: skip
        """The areas a figure is of, as (place, fixed ref_area); empty when they cannot be told, None for a place below."""
        q, land, text = quantities[i], lands[i], passage.squeezed.text
        if self._is_local(passage, sentence, q):
            return None
        if indicator.unit_measure in {"localities", "ministries", "agencies", "tasks"}:
            return self._areas_of_count(passage, sentence, q, indicator)
        near = [place for place in passage.places if land.left[0] <= place.start and place.end <= q.lead]
        # "các địa phương thấp hơn các bộ (55,1%)": whose it is stands before the bracket
        before_it = quantities[i - 1].reach if i else sentence[0]
        words = text[before_it if land.bracketed else land.left[0] : q.lead]
        reached = _GROUP_REACHED.search(words)
        grouped = reached is not None and not _AND_MORE.search(words[: reached.start()])
        if (
            indicator.unit_measure == "percent"
            and not near
            and (
                grouped
                or _GROUP.search(words)
                or _GROUP_ACTS.search(text[sentence[0] : q.lead])
                or _OF_A_GROUP.match(text, q.reach)
            )
        ):
            return None
        if _SHARED_OUT.search(text[sentence[0] : q.lead]) and not any(len(run) > 1 for run in passage.runs):
            return None
        if indicator.unit_measure in {"percent", "tasks"} and self._of_a_ministry(passage, sentence, q):
            return None
        if self._unpaired(passage, sentence, q):
            return []
        pair = self._paired(passage, sentence, quantities, i)
        if pair:
            return [(pair, None)]
        opening = _SINCE.match(text, sentence[0], q.lead)
        since = opening.end() if opening else sentence[0]
        before = [run for run in passage.runs if since <= run[0].start and run[-1].end <= q.lead]
        close = [place for place in passage.places if sentence[0] <= place.start and place.end <= q.lead]
        if close:
            between = text[close[-1].end : q.lead]
            run = next(run for run in passage.runs if close[-1] in run)
            if re.fullmatch(
                r"\s*(?:\(|:|đạt|là|có|với|ở mức|-|,? ?(?:cùng|đều)? ?(?:đạt|là|có)|\((?:đạt|có))?\s*(?:tỷ lệ|tỉ lệ)?\s*(?:đạt|là)?\s*",
                between,
            ):
                if re.search(r"cùng|đều|both|each", between):
                    return [(place, None) for place in run]
                if len(run) == 1 or "(" in between or ":" in between:
                    return [(close[-1], None)]
                return []
        own_left = [run for run in before if run[0].start >= land.left[0]]
        own_right = [
            run for run in passage.runs
            if land.right[0] <= run[0].start and run[-1].end <= land.right[1]
            and re.search(r"(?:tại|của|ở|trên địa bàn|thuộc|in|of)(?: (?:các )?(?:tỉnh|thành phố|địa bàn(?: tỉnh| thành phố)?))? $", text[q.end : run[0].start])
        ]  # fmt: skip
        nation = self._nation(passage, land.left[0], land.right[1])
        if nation and nation.start >= q.end and _MEASURED_BY.search(text[q.reach : nation.start]):
            nation = None  # "89%, cao hơn bình quân cả nước (66,1%)"
        for runs in (own_left, own_right):
            if runs and not (nation and abs(nation.start - q.start) < abs(runs[-1][0].start - q.start)):
                run = runs[-1] if runs is own_left else runs[0]
                return [(run[0], None)] if len(run) == 1 else []
        said = nation or self._nation(passage, sentence[0], q.lead)
        if said and (nation or not any(run[0].start > said.start for run in before)):
            return [(None, "VN")]
        after = [run for run in passage.runs if q.end <= run[0].start and run[-1].end <= sentence[1]]
        if not before and len(after) == 1 and len(after[0]) == 1 and self._is_universe(passage, q):
            return [(after[0][0], None)]
        if before:
            # "A đã số hóa x; B đã số hóa y, đạt z": the clause that a semicolon opens has a place of its own
            clause = text.rfind(";", sentence[0], q.lead)
            before = [run for run in before if run[0].start > clause] or before
            names = {place.codes for run in before for place in run}
            if len(names) == 1:
                return [(before[-1][0], None)]
            if all(len(run) > 1 for run in before):
                return [(None, "VN")]
            return []
        narrowed = self.heading.place or self.title.place
        if OWN.search(text[sentence[0] : q.lead]) or _WITHIN_RIGHT.search(text[q.reach : land.right[1]]):
            own = self.here.place or narrowed or (None if self.province() or self.home.hint else self.last_place)
            if own:
                return [(own, None)]
            known = self.province()
            if known:
                return [(None, known)]
            return [(self.home.hint, None)] if self.home.hint else []
        if self._national_voice(passage, sentence):
            central = self._central_voice(passage, sentence) and not OWN.search(text[sentence[0] : q.reach])
            return [(None, "VN" if central else self.province() or "VN")]
        for setting in (self.here, self.heading, self.title):
            if setting.place:
                return [(setting.place, None)]
            if setting.area:
                return [(None, setting.area)]
        return [(None, self.province() or "VN")]

    def _areas_of_count(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, indicator: Indicator
    ) -> list[tuple[Place | None, str | None]]:
        """Provinces and ministries are counted in the country; in a province "địa phương" are its own, and so are tasks."""
        narrowed = self.province() or self.heading.place or self.title.place
        national = self._nation(passage, *sentence) or self._central_voice(passage, sentence)
        if narrowed is None or national or self.here.area == "VN":
            return [(None, "VN")]
        if indicator.unit_measure in {"tasks", "agencies"}:
            return [(None, narrowed) if isinstance(narrowed, str) else (narrowed, None)]
        whole = q.denominator is not None and q.denominator.value in {63.0, 34.0}
        named = re.search(r"tỉnh|province", passage.squeezed.text[q.unit_start : q.unit_end])
        return [] if indicator.unit_measure == "localities" and not whole and not named else [(None, "VN")]

    def _is_local(self, passage: Passage, sentence: tuple[int, int], q: Quantity) -> bool:
        """A district, a town or a commune is spoken of, and no province or the country after it."""
        text = passage.squeezed.text
        inside = [span for span in passage.locals if sentence[0] <= span[0] and span[1] <= q.lead]
        if not inside:
            at = [span for span in passage.locals if q.reach <= span[0] < sentence[1]]
            if at and re.fullmatch(r"[^,;.()0-9]{0,40}(?:của|tại|ở|thuộc) ", text[q.reach : at[0][0]]):
                return True
            named = [p for p in passage.places if sentence[0] <= p.start and p.end <= q.lead]
            return self.here.local and not named and self._nation(passage, *sentence) is None
        last = inside[-1]
        if re.search(r";|\. ", text[last[1] : q.lead]):
            return False
        after = [p for p in passage.places if last[1] <= p.start and p.end <= q.lead]
        for place in after:
            # "huyện Bắc Hà (Lào Cai)", "phường 1, tỉnh Vĩnh Long": the province only says where the place lies
            if not re.fullmatch(r"[^;.:0-9]{0,32}(?:\(|, )(?:tỉnh |thành phố )?", text[last[1] : place.start]):
                return False
        nation = self._nation(passage, last[1], q.lead)
        return nation is None and not OWN.search(text[last[1] : q.lead])

    def _paired(self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], i: int) -> Place | None:
        """'A, B và C đạt lần lượt x, y và z': the k-th value belongs to the k-th place."""
        text = passage.squeezed.text
        at = re.search(r"lần lượt|respectively", text[sentence[0] : sentence[1]])
        if not at:
            return None
        here = sentence[0] + at.start()
        runs = [run for run in passage.runs if sentence[0] <= run[0].start < sentence[1] and len(run) > 1]
        if text[here] == "l":
            # the places right before "lần lượt", the values right after it, both within the clause
            runs = [run for run in runs if run[-1].end <= here and ";" not in text[run[-1].end : here]][-1:]
            turn = _NEXT_CLAUSE.search(text, here, sentence[1])
            stop = turn.start() if turn else -1
            after = [k for k, q in enumerate(quantities) if q.start > here and (q.units or quantities[i].units)]
            if runs and stop >= 0 and sum(q.start > here for q in quantities) > len(runs[0]):
                after = [k for k in after if quantities[k].start < stop]
        else:
            after = [k for k, q in enumerate(quantities) if runs and (q.start > runs[0][-1].end or q.end < here)]
        if len(runs) != 1 or len(after) != len(runs[0]) or i not in after:
            return None
        return runs[0][after.index(i)]

    def _national_voice(self, passage: Passage, sentence: tuple[int, int]) -> bool:
        """'The Department of Land Management said …': a central body that names no place speaks of the country."""
        text = passage.squeezed.text
        return any(
            not _OF_A_PROVINCE.match(text[token.start : token.end]) for token in passage.between("body", *sentence)
        ) and not re.search(
            r"(?<!\w)(?:tỉnh|thành phố|địa phương) (?:này|trên)(?!\w)|this province", text[sentence[0] : sentence[1]]
        )

    def _central_voice(self, passage: Passage, sentence: tuple[int, int]) -> bool:
        """'Theo Bộ Tư pháp, …', 'Cục Quản lý đất đai ghi nhận …': in a province's own page, too, it speaks of the country."""
        text = passage.squeezed.text
        return any(
            not _OF_A_PROVINCE.match(text[token.start : token.end])
            and (_SAYS.match(text, token.end) or _CITED.search(text[sentence[0] : token.start]))
            for token in passage.between("body", *sentence)
        )

    def _of_a_ministry(self, passage: Passage, sentence: tuple[int, int], q: Quantity) -> bool:
        """'Bộ Tài chính đạt 98,1%': the share of one ministry is not the country's."""
        text = passage.squeezed.text
        if _OF_A_BRANCH.search(text[sentence[0] : q.lead]):
            return True
        bodies = [t for t in passage.between("body", sentence[0], q.lead) if t.end <= q.lead]
        return bool(bodies) and bool(
            re.fullmatch(
                r" ?(?:\(|:)? ?(?:hiện |mới |chỉ |đã )*(?:đạt|có|là|còn|với|at)? ?(?:tỷ lệ (?:[^,;.:()0-9]{0,60} )?)?(?:đạt |là )?",
                text[bodies[-1].end : q.lead],
            )
        )

    def _unpaired(self, passage: Passage, sentence: tuple[int, int], q: Quantity) -> bool:
        """'59,4% và 55,2% lần lượt là tỷ lệ của hai tỉnh còn lại': whose they are is not said."""
        clause = passage.squeezed.text[q.reach : sentence[1]].split(";")[0]
        return bool(re.match(r"(?:[0-9.,% ]|và )*lần lượt là(?! [0-9])", clause.lstrip()))

    def _nation(self, passage: Passage, start: int, end: int) -> Token | None:
        text = passage.squeezed.text
        found = [
            t
            for t in passage.between("area", start, end)
            if "nation" in t.concepts and not _RANKED.search(text[max(0, t.start - 24) : t.start])
        ]
        return found[-1] if found else None

    def _is_universe(self, passage: Passage, q: Quantity) -> bool:
        """'Trong tổng số 63 địa phương, …': the number is what the next ones are parts of."""
        before = passage.squeezed.text[max(0, q.lead - 30) : q.lead]
        return bool(
            re.search(
                r"(?:^|[,;.:] ?|(?<!\w)rằng )\W*(?:trong|trên)(?: tổng)?(?: số)? $|(?:^|[,;.:] ?|(?<!\w)that )(?:out )?of(?: the)?(?: (?:country|nation|province|city)'s)?(?: total)? $",
                before,
            )
        )
