"""Joins the mentions of a clause, with what the heading and the sentences before set, into observations.

Holds the walk over blocks and sentences, and what becomes of each quantity; `topics`, `match`, `kind`, `where`, `when`, `attribution`, `lists`
and `lone` answer the questions. Attaches conservatively: what cannot be told apart is left unread. Keeps out: tables, the account of numerals, and the indicators
themselves, which stand in the catalogue.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pipeline.extract.attribution import assurance_of, cited, speaker
from pipeline.extract.context import area_at, bounds, make_observation
from pipeline.extract.kind import ACHIEVED, AIMS, change_of, kind_of
from pipeline.extract.lone import LoneReader
from pipeline.extract.match import MatchReader
from pipeline.extract.mentions import DEEDS
from pipeline.extract.no_level import NoLevelReader
from pipeline.extract.quantities import MASSES, counts_deeds
from pipeline.extract.scope import Scope, Territory, territories, tokens_near
from pipeline.extract.setting import STATUS_OF, Bound, Setting
from pipeline.extract.spans import SUBJECTS, Dated, Passage, Quantity, Token
from pipeline.extract.topics import TopicReader, families_of
from pipeline.extract.when import SAME_DAY, DateReader, bracket
from pipeline.reference import Indicator
from pipeline.terms import Block, ObsKind, Status, Table
from pipeline.vietnamese.dates import Stated
from pipeline.vietnamese.places import Place

# A percentage right after a count of these is their share, which no indicator of the catalogue is.
NOT_RECORDS = SUBJECTS | {"books"}
# Provinces, districts and communes in all: named alone they are no progress.
WHOLES = frozenset({63.0, 34.0, 705.0, 696.0, 3321.0, 10599.0})
# A cell this long is prose: the table is there for the layout of the page.
LAYOUT_CELL = 120
# "cao hơn bình quân cả nước": the country is there to measure by.
AVERAGE = re.compile(
    r"national average|(?:bình quân|trung bình)(?: chung)?(?: của)? (?:cả nước|toàn quốc)|(?:cả nước|toàn quốc) (?:bình quân|trung bình)"
)
# "Hà Nội đạt 44%, trong khi bình quân cả nước là 40%"
_MEANWHILE = re.compile(
    r"(?<!\w)(?:trong khi|while|whereas)(?: (?:đó|mức|tỷ lệ|the))*(?: \w+){0,2}? (?:" + AVERAGE.pattern + r")$"
)
_SHARE_OF_PLACES = re.compile(
    r" (?:số |các |tổng số |of (?:the )?)?(?:xã|phường|huyện|quận|địa phương|tỉnh|đơn vị (?:hành chính )?cấp|bộ|nhiệm vụ|sổ|quyển|cuốn|books|registers|communes|districts|localities|provinces|ministries|tasks|kế hoạch|chỉ tiêu|dự toán|kinh phí|chi phí|thời gian|người dân|doanh nghiệp|residents|people|citizens|businesses|enterprises|costs)(?!\w)"
)

_OF_ITS_OWN = re.compile(
    r" (?:số |tổng số |các |of (?:the )?)?(?:dữ liệu|hồ sơ|bản ghi|thửa|trường hợp|records|data|parcels|dossiers)(?!\w)"
)
# "giao Bộ Tư pháp chủ trì để đến 31/12 …", "bảo đảm đến ngày 30/11 …"
_ORDERED = re.compile(
    r"(?<!\w)(?:giao|yêu cầu|đề nghị|chỉ đạo)(?!\w)[^;.]{0,80}(?<!\w)(?:để|sao cho|bảo đảm|đảm bảo)(?: đến| hết| ngày| trước| tới)* $|(?<!\w)(?:bảo đảm|đảm bảo)(?: đến| hết| ngày| trước| tới)+ $"
)
_LEVEL = re.compile(r"(?<!\w)cấp (xã|huyện|tỉnh|cơ sở)(?!\w)|(?<!\w)(commune|district|provincial|province) level(?!\w)")
LEVELS = {
    "commune": "communes",
    "district": "districts",
    "provincial": "localities",
    "province": "localities",
    "xã": "communes",
    "cơ sở": "communes",
    "huyện": "districts",
    "tỉnh": "localities",
}
_PLACES = frozenset({"districts", "communes"})
_ANY_PLACE = frozenset({"agencies", "localities"})
# Blocks of an opening, in which a day is said for all that follows.
OPENING = 8
# A level this much older than one of the same thing that was told before it is there to compare.
LONG_BEFORE = timedelta(days=150)
_FIGURES_AS_OF = re.compile(
    r"(?<!\w)(?:số liệu|figures|data)(?!\w)[^.;0-9]{0,60}(?<!\w)(?:tính đến|tính tới|tính hết|tính|chốt|cập nhật|refer to|as of)(?!\w)[^.;,0-9]{0,30}$"
)
_LEADS_IN = re.compile(r"(?:như sau|sau đây|as follows)\s*[:.]?\s*$")


# "tỷ lệ lỗi trên 3%": a rate with a name of its own.
_ANOTHER_RATE = re.compile(
    r"(?:tỷ|tỉ) lệ (?!(?:này|đó|chung|trên|ấy|đạt|là|của|lên|còn|ở|phải|lúc|khi|hồi|năm|tháng|cả)(?!\w))[^\W\d]"
)
# "Tỷ lệ chung đạt …": the share of what was counted right before.
_SHARE_SO_FAR = re.compile(
    r"\W*(?:như vậy, |tính ra, |qua đó, |theo đó, )?(?:tỷ lệ|tỉ lệ|mức|the (?:overall )?(?:share|rate))(?: (?:chung|này|đó|hoàn thành|thực hiện|cả nước|toàn quốc|toàn tỉnh|của cả nước|của tỉnh))*,?(?: (?:hiện|đã|mới|ước|đang))*(?: (?:đạt|là|ở mức|lên|is|was|stands at|stood at|reached))+ "
)
# "…, nói theo tỷ lệ là 92,6%"
_BY_SHARE = re.compile(
    r"[^;.,0-9]{0,60}[;,] ?(?:nói|tính|xét|quy)(?: theo| ra) (?:tỷ lệ|tỉ lệ|phần trăm)(?: thì)?(?: là| đạt| bằng)? "
)
# "a gap of 42.4 points": between two levels, no rise of one.
_FROM_PLAN = re.compile(
    r" (?:so với|hơn|than|from) (?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|yêu cầu|the (?:plan|target|goal))(?!\w)"
)
_GAP = re.compile(
    r"(?<!\w)(?:gap of|khoảng cách(?: là)?|chênh(?: lệch)?(?: nhau)?|cách biệt|cách nhau)(?: tới| đến| gần| hơn)? $"
)
# "năm 2025" is the year so far; "đến hết năm 2025" is its last day.
_END_OF = re.compile(r"(?<!\w)(?:hết|cuối|đến|by|end of)(?: the)?(?: end of)? $")


class Binder(NoLevelReader, LoneReader, DateReader, TopicReader, MatchReader):
    """Reads the blocks of one document in order."""

    def read(self) -> Bound:
        """Observations of every paragraph and list item; headings and titles only set what follows."""
        blocks = [b for b in self.document.blocks if b.kind not in {"table", "boilerplate"}]
        if self.document.title:
            self.title = self._setting_of(self.analysed(self.document.title, 0))
        for block in blocks:
            self._block(block)
        return self.result

    def read_cells(self, table: Table) -> None:
        """A table that only lays out a page: its long cells are paragraphs."""
        for cell in table.cells:
            if cell.char_end - cell.char_start >= LAYOUT_CELL:
                self._block(Block("paragraph", cell.char_start, cell.char_end, table.page))

    def before(self, offset: int) -> list[Passage]:
        """Passages that frame a table at `offset`, nearest first: the blocks right before, the heading, the title."""
        near: list[Passage] = []
        for block, passage in reversed([item for item in self.passages if item[0].char_start < offset]):
            if block.kind in {"heading", "title"}:
                if not any(kind == block.kind for kind in self._kinds(near)):
                    near.append(passage)
                if block.kind == "title":
                    break
            elif len(near) < 4 and not any(kind == "heading" for kind in self._kinds(near)):
                near.append(passage)
        if self.document.title and not any(kind == "title" for kind in self._kinds(near)):
            near.append(self.analysed(self.document.title, 0))
        return near

    def _kinds(self, passages: list[Passage]) -> list[str]:
        return [block.kind for block, passage in self.passages if any(passage is p for p in passages)]

    def _block(self, block: Block) -> None:
        passage = self.passage(block.char_start, block.char_end)
        if block.kind == "list_item" and self._listed_item(passage):
            return
        self.passages.append((block, passage))
        at = passage.squeezed
        self.result.refused.extend((at.at(a), at.end(b), reason) for a, b, reason in passage.refused)
        self.result.refused.extend((at.at(d.stated.start), at.end(d.stated.end), "date") for d in passage.dates)
        if block.kind in {"title", "heading", "caption"}:
            setting = self._setting_of(passage)
            if block.kind == "title":
                self.title = setting
            elif block.kind == "heading":
                self.heading = setting
            if block.kind != "caption":
                self.here, self.lead, self.again = Setting(), Setting(), {}
            for q in passage.quantities:
                telling = any(passage.tokens(layer) for layer in ("status", "subject")) and q.number.value not in WHOLES
                self.unbound(passage, q, "unknown" if q.units and telling else "outside_catalogue")
            return
        lead = self.lead if block.kind == "list_item" else self.here if self.here.scope else None
        self.here = self._next_paragraph(passage, block, lead)
        for start, end in passage.sentences:
            self._sentence(passage, start, end)
        if not passage.squeezed.text.rstrip().endswith((":", "?")) and block.kind != "list_item":
            self.here.scope = None
        self._date_document(passage)
        if block.kind != "list_item":
            self.lead = replace(self.here)
        elif self.here.topics:
            self.lead.topics = self.here.topics  # an item that names no topic goes on with the one before it

    def _date_document(self, passage: Passage) -> None:
        """The day of all figures, when the text says so; else the one of an opening that leads in what follows."""
        text = passage.squeezed.text
        if self.figures_day is None:
            said = (d for d in passage.dates if d.use == "as_of" and _FIGURES_AS_OF.search(text[: d.stated.start]))
            self.figures_day = next((d for d in said if not self.context.lies_ahead(d.stated.day)), None)
        if self.document_day is None and len(self.passages) <= OPENING and _LEADS_IN.search(text):
            self.document_day = self.here.day

    def _setting_of(self, passage: Passage) -> Setting:
        topics = [t for t in passage.tokens("topic") if "other" not in t.concepts]
        # The month of the report in its title is its name, not the day its figures are as of.
        days = [
            d
            for d in passage.dates
            if d.use in {"as_of", "event"}
            and d.stated.day not in {None, self.context.month_end}
            and not self.context.lies_ahead(d.stated.day)
        ]
        runs = [run for run in passage.runs if len(run) == 1]
        place = runs[0][0] if len(runs) == 1 and len(passage.runs) == 1 else None
        return Setting(
            topics=families_of(topics),
            passage=passage,
            aims=bool(AIMS.match(passage.squeezed.text)),
            day=days[-1] if days else None,
            place=place,
        )

    def _next_paragraph(self, passage: Passage, block: Block, lead: Setting | None) -> Setting:
        """A new paragraph starts afresh, unless it is an item of a list or says that it goes on."""
        if lead is not None and block.kind == "list_item":
            return replace(lead)
        goes_on = re.match(
            r"\W*(?:bên cạnh đó|trong đó|cùng với đó|đồng thời|số còn lại|còn lại|ngoài ra, còn|so với|tỷ lệ này|con số này|kết quả này|mức này|in addition|besides|of these|among them|meanwhile)(?!\w)",
            passage.squeezed.text,
        )
        if lead is not None and self.passages[-2:-1] and self.passages[-2][1].squeezed.text.rstrip().endswith("?"):
            return Setting(topics=self.here.topics, scope=lead.scope, day=lead.day)  # an answer to what was asked
        if goes_on or lead is not None:
            return replace(self.here)
        return Setting(topics=self.here.topics)

    def _sentence(self, passage: Passage, start: int, end: int) -> None:
        quantities = [q for q in passage.quantities if start <= q.start < end]
        dates = [d for d in passage.dates if start <= d.stated.start < end]
        lands = territories(passage, quantities, start, end)
        self.said = []
        before = len(self.result.found)
        first = passage.squeezed.text[start:end].partition(";")[0]
        self.here.assurance = assurance_of(first) or (self.here.assurance if self.here.body else None)
        body = speaker(passage, start, end)
        if body:
            self.here.body = body
        self.attributed_to = body or cited(passage, start, end) or self.here.body
        scopes: list[tuple[str, Scope] | None] = []
        status_done: list[tuple[int, int]] = []
        for i in range(len(quantities)):
            scope = self._quantity(passage, (start, end), quantities, lands, i, scopes, dates, status_done)
            scopes.append(scope)
        self._lone_statuses(passage, start, end, quantities, dates, status_done)
        kinds = {found.observation.obs_kind for found in self.result.found[before:]}
        if kinds and kinds <= {"target", "promise"}:
            dates = []  # the day of what is to come dates nothing that follows
        self._remember(passage, start, end, dates, scopes)

    def _remember(
        self, passage: Passage, start: int, end: int, dates: list[Dated], scopes: list[tuple[str, Scope] | None]
    ) -> None:
        here = self.here
        topics = [t for t in passage.between("topic", start, end) if "other" not in t.concepts]
        if topics:
            here.topics = families_of(topics)
        dates = [d for d in dates if not bracket(passage.squeezed.text, d.stated.start)]
        as_of = [d for d in dates if d.use == "as_of" and d.stated.day] or [
            d for d in dates if d.use == "event" and d.stated.day
        ]
        if as_of:
            here.day = self.last_day = as_of[-1]
        elif self.last_day and here.day is None and SAME_DAY.search(passage.squeezed.text[start:end]):
            here.day = self.last_day
        runs = [run for run in passage.runs if start <= run[0].start < end]
        # Whoever opens the sentence is spoken of; "chỉ còn đặc khu Phú Quý" in its middle is not.
        local = [span for span in passage.locals if start <= span[0] <= start + 30]
        if local or runs or self._nation(passage, start, end):
            here.local = bool(local) and not (runs and runs[-1][0].start > local[-1][1] + 40)
        # on a province's page the average of the country is there to measure by; the page goes on with the province
        beside = bool(AVERAGE.search(passage.squeezed.text, start, end)) and here.area != "VN"
        if (self._nation(passage, start, end) and not beside) or (
            not runs and self._central_voice(passage, (start, end))
        ):
            here.place, here.area = None, "VN"
        elif len(runs) == 1 and len(runs[0]) == 1:
            here.place, here.area = runs[0][0], None
            self.last_place = here.place
        elif runs:
            here.place, here.area = None, None
        said = passage.squeezed.text[start:end].rstrip()
        # "4. Đồng bộ. Lũy kế …: 60,9 triệu thửa": a short first sentence heads the rest as a colon does
        heads = (
            start <= passage.sentences[0][0]
            and len(said.split()) <= 7
            and not scopes
            and end < passage.sentences[-1][1]
        )
        if said.endswith((":", "?")) or heads:  # what is asked is answered in the next paragraph
            here.aims = here.aims or bool(AIMS.search(passage.squeezed.text[start:end]))
            scope = self._words_of(passage, start, end)
            earlier = [s for s in passage.sentences if s[1] <= start]
            if earlier and not scope.concepts:
                scope = self._words_of(passage, *earlier[-1])  # "Hỏi về tỷ lệ …. Bộ trả lời như sau:"
            here.scope = scope

    def _words_of(self, passage: Passage, start: int, end: int) -> Scope:
        scope = Scope()
        for layer in ("status", "stage", "subject", "about"):
            scope.add(reversed(passage.between(layer, start, end)))
        return scope

    def _quantity(
        self,
        passage: Passage,
        sentence: tuple[int, int],
        quantities: list[Quantity],
        lands: list[Territory],
        i: int,
        scopes: list[tuple[str, Scope] | None],
        dates: list[Dated],
        status_done: list[tuple[int, int]],
    ) -> tuple[str, Scope] | None:
        """Bind one quantity; returns its family and scope for those that lean on it."""
        q, land = quantities[i], lands[i]
        units = q.units
        change = change_of(passage, q, land)
        text = passage.squeezed.text
        if "points" in units and (_GAP.search(text[: q.lead]) or _FROM_PLAN.match(text, q.reach)):
            self.unbound(passage, q, "outside_catalogue")
            return scopes[i - 1] if i else None
        if "points" in units:
            units = frozenset({"percent"})
            change = change or 1.0
        money = i and land.bracketed and quantities[i - 1].units == {"other_noun"} and land.joined
        if "percent" in units and money:
            self.unbound(passage, q, "outside_catalogue")  # "giải ngân 871 tỷ đồng (62,9%)"
            return None
        if "percent" in units and (self._is_bound_or_cut(passage, quantities, i) or self._is_granted(passage, q, land)):
            self.unbound(passage, q, "outside_catalogue")
            return None
        if "percent" in units and _SHARE_OF_PLACES.match(passage.squeezed.text, q.reach):
            self.unbound(passage, q, "outside_catalogue")  # "100% xã, phường đã xong" is a share of communes
            return self._spoken(passage, sentence, q, land) or (scopes[i - 1] if i else None)
        if self._is_no_level(passage, sentence, quantities, i):
            self.unbound(passage, q, "outside_catalogue")
            return scopes[i - 1] if i else None
        if units & {"agencies"}:
            units = self._level(passage, sentence, q) or units
        if change is None and self._is_pace(passage, q, land):
            self.unbound(passage, q, "outside_catalogue")
            return None
        if units & SUBJECTS and change is None and self._is_none_of_the_counted(passage, quantities, i):
            self.unbound(passage, q, "outside_catalogue")
            family = self._topic(passage, sentence, q, land, units, scopes[i - 1] if i else None)
            return (family, self._words_about(passage, q, land, family)) if family else None
        if not units and q.denominator and q.number.form == "digits" and (level := self._level(passage, sentence, q)):
            units = level
            named = replace(q, units=units)  # "At commune level 132 out of 141 are complete"
            passage.quantities[passage.quantities.index(q)] = quantities[i] = q = named
        if not units and counts_deeds(passage.squeezed.text, q, self._deeds(passage, sentence)):
            above = self.heading.passage
            headed = above is not None and any(t.concepts == {"tasks"} for t in above.tokens("unit"))
            # money between them counts for nothing where the heading names the tasks
            if all(p.units == {"tasks"} or (headed and p.units == {"other_noun"}) for p in quantities[:i]):
                units = self._tasks_of(passage, sentence, q, land, scopes[i - 1] if i else None)
            units = units or self._counted_last(passage, sentence, quantities, i)
            named = replace(q, units=units)
            passage.quantities[passage.quantities.index(q)] = quantities[i] = q = named
        known = [unit for unit in units if unit in self.by_unit]
        if not known:
            self.unbound(passage, q, "outside_catalogue")
            return scopes[i - 1] if i and not units else None
        if "percent" in units and i and land.subset and self._is_part_of_other(quantities[i - 1], scopes[i - 1]):
            self.unbound(passage, q, "outside_catalogue")  # "1,4 triệu yêu cầu cấp phiếu, trong đó 38% nộp trực tuyến"
            return scopes[i - 1]
        if self._is_universe(passage, q):
            following = quantities[i + 1] if i + 1 < len(quantities) else None
            if following and following.units & (units | _ANY_PLACE) and following.denominator is None:
                # "Trong 312 xã, phường thì 266 nơi …": the places are what the whole counts
                counted = units if units & _PLACES and following.units & _ANY_PLACE else following.units
                quantities[i + 1] = replace(following, denominator=q.number, units=counted)
            if units & SUBJECTS - {"tasks"}:
                self.unbound(passage, q, "outside_catalogue")
                return None
        if (
            "percent" in units
            and i
            and land.joined
            and not any(quantities[i - 1].reach <= place.start < q.lead for place in passage.places)
            and quantities[i - 1].units & NOT_RECORDS
            and not quantities[i - 1].units & {"records"}
            and not _OF_ITS_OWN.match(passage.squeezed.text, q.reach)
        ):
            self.unbound(passage, q, "outside_catalogue")  # the share of books or of places is another indicator
            return scopes[i - 1]
        family = self._topic(passage, sentence, q, land, units, scopes[i - 1] if i else None)
        if family is None or family == "other":
            self.unbound(passage, q, "outside_catalogue")
            return None
        candidates = [ind for unit in known for ind in self.by_unit[unit].get(family, [])]
        matched, scope = self._match(passage, quantities, lands, i, family, candidates, scopes, change is not None)
        if not matched and i and land.joined and (not land.subset or lands[i - 1].subset):
            matched = self._share_of(quantities[i - 1], candidates)
        if not matched and i == 0 and _SHARE_SO_FAR.fullmatch(passage.squeezed.text[sentence[0] : q.lead]):
            matched = self._share_of(None, candidates)
        if not matched and i and _BY_SHARE.fullmatch(passage.squeezed.text[quantities[i - 1].reach : q.lead]):
            matched = self._share_of(quantities[i - 1], candidates)
        if not matched and self._goes_back(passage, quantities, lands, i, family):
            same = [ind for ind in candidates if self.again.get(ind.unit_measure) == {ind.id}]
            again = {kind_of(passage, sentence, q, land, scope, ind, change, self.here.aims) for ind in same}
            matched = same if len(same) == 1 and again <= {"target", "comparison", "change"} else []
        if len(matched) != 1:
            telling = (passage.between("topic", *sentence) or scope.nearest) and not (
                q.number.value in WHOLES and scope.status is None
            )
            self.unbound(passage, q, "unknown" if candidates and telling else "outside_catalogue")
            return (family, scope)
        indicator = matched[0]
        kind = kind_of(passage, sentence, q, land, scope, indicator, change, self.here.aims or self.heading.aims)
        if kind is None:
            self.unbound(passage, q, "plan")
            return (family, scope)
        if indicator.unit_measure == "percent":
            self.here.percent = (family, scope)
        if kind == "actual":
            self.again.setdefault(indicator.unit_measure, set()).add(indicator.id)
        areas = self._areas(passage, sentence, quantities, lands, i, indicator)
        changed = self._changed(passage, sentence, quantities, lands, i, indicator) if kind == "change" else None
        if changed:
            areas = [(None, changed)]
        if not areas:
            self.unbound(passage, q, "outside_catalogue" if areas is None else "unknown")
            return (family, scope)
        if q.number.value != int(q.number.value) and indicator.unit_measure != "percent":
            self.unbound(passage, q, "unknown")
            return (family, scope)
        if indicator.unit_measure == "percent" and not change and q.number.value > 100:
            self.unbound(passage, q, "unknown")
            return (family, scope)
        as_of = self._as_of(passage, sentence, quantities, lands, i, dates, kind)
        if kind == "actual" and as_of and self._looks_back(indicator.id, as_of.stated):
            kind = "comparison"
        if kind == "actual" and as_of and self._long_before(indicator.id, areas, as_of, q.number.value):
            kind = "comparison"
        if kind == "actual" and i and self._is_average_beside(passage, sentence, land, q, areas):
            kind = "comparison"
        if kind == "comparison":
            as_of = self._year_before(passage, q, land, as_of)
        if kind == "actual" and as_of and self._lies_ahead(passage, sentence, q, as_of):
            kind = "target"
        deadline = self._deadline(passage, quantities, lands, i, dates, kind, sentence)
        for place, fixed in areas:
            day = None if kind in {"target", "promise"} else as_of
            ref_area = fixed or area_at(place, day, self.context)
            if ref_area is None or (indicator.unit_measure == "localities" and q.number.value > 63):
                self.unbound(passage, q, "unknown")
                continue
            status = scope.status
            self._emit(
                passage, sentence, indicator, ref_area, q, kind, day, deadline, change,
                STATUS_OF.get(next(iter(sorted(status.concepts))), None) if status and indicator.unit_measure in SUBJECTS else None,
            )  # fmt: skip
            if q.beside:
                self._emit(passage, sentence, indicator, ref_area, q.beside, "comparison", as_of, None, None, None)
        shared = indicator.unit_measure == "percent" and i and land.joined and kind == "actual" and len(areas) == 1
        if shared and _disagrees(quantities[i - 1], q):
            self._flag_last("sum_mismatch")
        if indicator.unit_measure == "localities":
            self._listed(passage, sentence, q, land, family, scope, kind, as_of, deadline, status_done)
        return (family, scope)

    def _spoken(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory
    ) -> tuple[str, Scope] | None:
        """What is said beside a number that is no figure, for the figures that lean on it."""
        families = [c for t in passage.between("topic", *sentence) for c in sorted(t.concepts) if c != "other"]
        if len(set(families)) != 1:
            return None
        return families[0], self._words_about(passage, q, land, families[0])

    def _words_about(self, passage: Passage, q: Quantity, land: Territory, family: str) -> Scope:
        scope = Scope()
        scope.add(tokens_near(passage, (q.reach, land.right[1]), "right", family, q))
        scope.add(tokens_near(passage, (land.left[0], q.start), "left", family, q))
        return scope

    def _changed(
        self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], lands: list[Territory], i: int,
        indicator: Indicator,
    ) -> str | None:  # fmt: skip
        """'Tỷ lệ của tỉnh đạt 61 %, vượt bình quân 42 % của cả nước, tăng 9 điểm': the area of the figure that rose."""
        if any(lands[i].left[0] <= place.start < quantities[i].lead for place in passage.places):
            return None
        begin = passage.squeezed.at(sentence[0])
        found = [f.observation for f in self.result.found if f.used and f.used[0][0] >= begin]
        return next((o.ref_area for o in found if o.indicator == indicator.id and o.obs_kind == "actual"), None)

    def _goes_back(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, family: str
    ) -> bool:
        """'Chỉ tiêu năm nay là 1,25 triệu tài khoản', 'năm ngoái chỉ có 5 tỉnh': no deed is named, the one read is meant."""
        own = (lands[i].left[0], lands[i].right[1])
        if any(passage.between(layer, *own, family) for layer in ("status", "stage", "subject")):
            return False
        rates = {"percent", "points"}
        if quantities[i].units & rates and _ANOTHER_RATE.search(passage.squeezed.text[own[0] : quantities[i].lead]):
            return False
        return not quantities[i].units & rates or all(q.units & rates for q in quantities)

    def _share_of(self, counted: Quantity | None, candidates: list[Indicator]) -> list[Indicator]:
        """'đã nhập 88,3 triệu, bằng 73,6 %', '… Tỷ lệ chung đạt 73,6 %': the share that the count before it is evidence for."""
        last = self.result.found[-1].observation if self.result.found else None
        if last is None or last.obs_kind != "actual" or (counted and last.obs_value != counted.number.value):
            return []
        return [ind for ind in candidates if ind.id in self.reference.indicators[last.indicator].evidence_for]

    def _level(self, passage: Passage, sentence: tuple[int, int], q: Quantity) -> frozenset[str] | None:
        """'Ở cấp xã, 167 đơn vị …', '696 đơn vị cấp huyện, trong đó 478 đơn vị …': the level that the units are of."""
        named = list(_LEVEL.finditer(passage.squeezed.text, sentence[0], q.lead))
        return frozenset({LEVELS[named[-1].group(1) or named[-1].group(2)]}) if named else None

    def _deeds(self, passage: Passage, sentence: tuple[int, int]) -> list[Token]:
        return [token for layer in DEEDS for token in passage.between(layer, *sentence)]

    def _tasks_of(
        self,
        passage: Passage,
        sentence: tuple[int, int],
        q: Quantity,
        land: Territory,
        before: tuple[str, Scope] | None,
    ) -> frozenset[str]:
        """'Quá hạn: 58.' under a heading of tasks: a family that counts nothing but tasks needs no noun."""
        tasks = frozenset({"tasks"})
        family = self._topic(passage, sentence, q, land, tasks, before)
        alone = family is not None and all(
            ind.unit_measure == "tasks" for ind in self.reference.indicators.values() if ind.family == family
        )
        return tasks if alone and family != "other" else frozenset()

    def _counted_last(
        self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], i: int
    ) -> frozenset[str]:
        """'The 63 localities are at work. Fourteen are done, twenty nearly so.': what the sentence before counted."""
        places = {"localities", "districts", "communes", "ministries"}
        if i and quantities[i - 1].units <= places:
            return quantities[i - 1].units
        if quantities[i].number.scaled:
            # "60 million parcels are in. About 45 million have been reviewed, of which 26 million are clean."
            before_it = [p for p in passage.quantities if p.start < quantities[i].start and p.units][-1:]
            return before_it[0].units if before_it and before_it[0].units <= MASSES else frozenset()
        before = [s for s in passage.sentences if s[1] <= sentence[0]]
        if i or not before:
            return frozenset()
        told = [q for q in passage.quantities if before[-1][0] <= q.start < before[-1][1] and q.units]
        if not told or any(not q.units & places for q in told):
            return frozenset()
        most = max(max(q.number.value, q.denominator.value if q.denominator else 0.0) for q in told)
        return told[-1].units & places if quantities[i].number.value <= most else frozenset()

    def _emit(
        self, passage: Passage, sentence: tuple[int, int], indicator: Indicator, ref_area: str, q: Quantity, kind: ObsKind,
        day: Dated | None, deadline: Dated | None, change: float | None, status: Status | None,
    ) -> None:  # fmt: skip
        at, text = passage.squeezed, passage.squeezed.text
        value = q.number.value * (change or 1.0)
        end = q.unit_end if q.units & {"percent"} and q.unit_side == "right" and q.unit_end - q.end <= 2 else q.end
        used = [(at.at(q.start), at.end(end))]
        if q.denominator is not None and not q.start <= q.denominator.start < q.end:
            used.append((at.at(q.denominator.start), at.end(q.denominator.end)))
        opening, closing = text.rfind(";", sentence[0], q.start) + 1, text.find(";", q.start, sentence[1])
        clause = text[max(opening, sentence[0]) : closing if closing >= 0 else sentence[1]]
        low, high = bounds(value, q.number.step, q.qualifier)
        flags = []
        denominator = None if q.denominator is None else q.denominator.value
        if denominator == 705 and day and day.stated.day and day.stated.day >= date(2025, 1, 1):
            flags.append("denominator_stale")
        self.result.found.append(
            make_observation(
                self.document, self.context, at, sentence, indicator, ref_area,
                value=value, low=low, high=high, denominator=denominator, qualifier=q.qualifier, status=status, kind=kind,
                day=day, deadline=deadline, body=self.attributed_to, assurance=assurance_of(clause) or self.here.assurance, value_span=(q.start, end), method="clause", flags=tuple(flags),
                used=tuple(used),
            )
        )  # fmt: skip

    def _long_before(
        self, indicator: str, areas: list[tuple[Place | None, str | None]], as_of: Dated, value: float
    ) -> bool:
        """'In August 2023 only four provinces were done', after the figure of this August: there to compare."""
        day = as_of.stated.day
        if day is None:
            return False
        names = {fixed or area_at(place, as_of, self.context) for place, fixed in areas}
        told = [
            o
            for o in (found.observation for found in self.result.found)
            if o.indicator == indicator and o.ref_area in names and o.obs_kind == "actual"
        ]
        if any(o.time_period == day and o.obs_value == value for o in told):
            return False  # said again
        return any(o.time_precision != "unstated" and o.time_period and o.time_period - day > LONG_BEFORE for o in told)

    def _is_average_beside(
        self, passage: Passage, sentence: tuple[int, int], land: Territory, q: Quantity,
        areas: list[tuple[Place | None, str | None]],
    ) -> bool:  # fmt: skip
        """On a province's page, or right after provinces, the average of the country is there to measure by."""
        told = AVERAGE.search(passage.squeezed.text[land.left[0] : q.lead])
        if areas != [(None, "VN")] or told is None:
            return False
        narrowed = self.province() or self.heading.place or self.title.place
        if narrowed is not None and narrowed != "VN":
            return True
        lead = passage.squeezed.text[sentence[0] : land.left[0] + told.end()]
        named = any(sentence[0] <= place.start and place.end <= q.lead for place in passage.places)
        return named and _MEANWHILE.search(lead) is not None

    def _lies_ahead(self, passage: Passage, sentence: tuple[int, int], q: Quantity, as_of: Dated) -> bool:
        """What is to be on a day after the report was written cannot have been counted, unless the text says it was."""
        stated = as_of.stated
        whole = stated.precision in {"year", "half_year"} and not _END_OF.search(
            passage.squeezed.text[sentence[0] : stated.start]
        )
        written = self.context.published_on
        ordered = (
            _ORDERED.search(passage.squeezed.text[sentence[0] : stated.start])
            and stated.day
            and written
            and stated.day > written
        )
        if (not self.context.lies_ahead(stated.day) and not ordered) or whole:
            return False
        if ordered:
            return True
        said = passage.squeezed.text[max(sentence[0], stated.start - 20) : min(q.reach + 24, sentence[1])]
        return not (ACHIEVED.search(said) or re.search(r"tính (?:đến|tới|hết)|cập nhật|as of", said))

    def _looks_back(self, indicator: str, stated: Stated) -> bool:
        """The sentence gave a later figure of the same indicator first: this earlier one is there to compare."""
        if stated.day is None:
            return False
        back = any(name == indicator and day > stated.day for name, day in self.said)
        self.said.append((indicator, stated.day))
        return back


def _disagrees(part: Quantity, share: Quantity) -> bool:
    """'560.480/599.227 (đạt 93,64%)': the printed share is not the printed fraction; both are kept."""
    if part.denominator is None or not part.denominator.value or share.qualifier is not None:
        return False
    return abs(100 * part.number.value / part.denominator.value - share.number.value) > share.number.step
