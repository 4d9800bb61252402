"""Joins the mentions of a clause, with what the heading and the sentences before set, into observations.

Holds the walk over blocks and sentences, and for each quantity its topic and its indicator; `kind`, `where`, `when` and `lists` answer the
rest. Attaches conservatively: what cannot be told apart is left unread. Keeps out: tables, the account of numerals, and the indicators
themselves, which stand in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from pipeline.extract.context import area_at, bounds, make_observation
from pipeline.extract.kind import ACHIEVED, AIMS, change_of, kind_of
from pipeline.extract.lists import ListReader
from pipeline.extract.mentions import Dated, Passage, Quantity, Token
from pipeline.extract.scope import NEAREST, SUBJECTS, Scope, Territory, matching, territories, tokens_near
from pipeline.extract.setting import LINKED, STATUS_OF, Bound, Setting
from pipeline.extract.when import SAME_DAY, DateReader, bracket
from pipeline.extract.where import PlaceReader
from pipeline.reference import Indicator
from pipeline.terms import Block, ObsKind, Status, Table
from pipeline.vietnamese.dates import Stated

# A percentage right after a count of these is their share, which no indicator of the catalogue is.
NOT_RECORDS = SUBJECTS | {"books"}
# Provinces, districts and communes in all: named alone they are no progress.
WHOLES = frozenset({63.0, 34.0, 705.0, 696.0, 3321.0, 10599.0})
# A report names the end of its month, or of the half-year, before that day has come.
GRACE = timedelta(days=45)
# A cell this long is prose: the table is there for the layout of the page.
LAYOUT_CELL = 120


_SAID = (
    r"(?:cho biết|cho hay|thông tin|thống kê|báo cáo|công bố|nêu rõ|khẳng định|điểm lại|ghi nhận|xác nhận|thông báo|thừa nhận|đưa ra|tổng hợp|"
    r"said|reported|announced|says|reports|noted|confirmed)(?!\w)"
)
_SAYS = re.compile(rf"(?:,? )?{_SAID}")
# "Bộ Công an với vai trò thường trực Đề án 06 điểm lại …"
_SAYS_LATER = re.compile(rf"(?: \([^)]*\)|,? (?:với vai trò|là cơ quan|cơ quan|as|the)[^;:.]{{2,60}}?),? {_SAID}")
_OF_PLACE = re.compile(r" ?(?:(?:tỉnh|thành phố|tp\.?|of) )?")


_LEADS_IN = re.compile(
    r"(?:như sau|sau đây|as follows)\s*[:.]?\s*$|(?:all )?figures (?:refer to|are as of)|số liệu[^.]{0,40}(?:tính|chốt) đến"
)
# What is said after these is another matter.
_TURN = re.compile(r";|(?<!\w)(?:đồng thời|trong khi|ngoài ra|while|whereas|meanwhile)(?!\w)")


class Binder(ListReader, DateReader, PlaceReader):
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
                self.here, self.lead = Setting(), Setting()
            for q in passage.quantities:
                telling = any(passage.tokens(layer) for layer in ("status", "subject")) and q.number.value not in WHOLES
                self.unbound(passage, q, "unknown" if q.units and telling else "outside_catalogue")
            return
        lead = self.lead if block.kind == "list_item" else self.here if self.here.scope else None
        self.here = self._next_paragraph(passage, block, lead)
        for start, end in passage.sentences:
            self._sentence(passage, start, end)
        if not passage.squeezed.text.rstrip().endswith(":") and block.kind != "list_item":
            self.here.scope = None
        if self.document_day is None and len(self.passages) <= 8 and _LEADS_IN.search(passage.squeezed.text):
            self.document_day = self.here.day
        if block.kind != "list_item":
            self.lead = replace(self.here)
        elif self.here.topics:
            self.lead.topics = self.here.topics  # an item that names no topic goes on with the one before it

    def _setting_of(self, passage: Passage) -> Setting:
        topics = [t for t in passage.tokens("topic") if "other" not in t.concepts]
        # The month of the report in its title is its name, not the day its figures are as of.
        days = [
            d
            for d in passage.dates
            if d.use in {"as_of", "event"} and d.stated.day not in {None, self.context.month_end}
        ]
        runs = [run for run in passage.runs if len(run) == 1]
        place = runs[0][0] if len(runs) == 1 and len(passage.runs) == 1 else None
        return Setting(
            topics=_families(topics),
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
        if goes_on or lead is not None:
            return replace(self.here)
        return Setting(topics=self.here.topics)

    def _sentence(self, passage: Passage, start: int, end: int) -> None:
        quantities = [q for q in passage.quantities if start <= q.start < end]
        dates = [d for d in passage.dates if start <= d.stated.start < end]
        lands = territories(passage, quantities, start, end)
        self.said = []
        body = self._body(passage, start, end)
        if body:
            self.here.body = body
        scopes: list[tuple[str, Scope] | None] = []
        status_done: list[tuple[int, int]] = []
        for i in range(len(quantities)):
            scope = self._quantity(passage, (start, end), quantities, lands, i, scopes, dates, status_done)
            scopes.append(scope)
        self._lone_statuses(passage, start, end, quantities, dates, status_done)
        self._remember(passage, start, end, dates, scopes)

    def _remember(
        self, passage: Passage, start: int, end: int, dates: list[Dated], scopes: list[tuple[str, Scope] | None]
    ) -> None:
        here = self.here
        topics = [t for t in passage.between("topic", start, end) if "other" not in t.concepts]
        if topics:
            here.topics = _families(topics)
        dates = [d for d in dates if not bracket(passage.squeezed.text, d.stated.start)]
        as_of = [d for d in dates if d.use == "as_of" and d.stated.day] or [
            d for d in dates if d.use == "event" and d.stated.day
        ]
        if as_of:
            here.day = self.last_day = as_of[-1]
        elif self.last_day and here.day is None and SAME_DAY.search(passage.squeezed.text[start:end]):
            here.day = self.last_day
        runs = [run for run in passage.runs if start <= run[0].start < end]
        local = [span for span in passage.locals if start <= span[0] < end]
        if local or runs or self._nation(passage, start, end):
            here.local = bool(local) and not (runs and runs[-1][0].start > local[-1][1] + 40)
        if passage.between("area", start, end) and self._nation(passage, start, end):
            here.place, here.area = None, "VN"
        elif len(runs) == 1 and len(runs[0]) == 1:
            here.place, here.area = runs[0][0], None
        elif runs:
            here.place, here.area = None, None
        if passage.squeezed.text[start:end].rstrip().endswith(":"):
            here.aims = here.aims or bool(AIMS.search(passage.squeezed.text[start:end]))
            scope = Scope()
            for layer in ("status", "stage", "subject", "about"):
                scope.add(reversed(passage.between(layer, start, end)))
            here.scope = scope

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
        if "points" in units:
            units = frozenset({"percent"})
            change = change or 1.0
        if "percent" in units and _SHARE_OF_PLACES.match(passage.squeezed.text, q.reach):
            self.unbound(passage, q, "outside_catalogue")  # "100% xã, phường đã xong" is a share of communes
            return scopes[i - 1] if i else None
        if units & {"agencies"}:
            level = _LEVEL.search(passage.squeezed.text, land.left[0], q.lead)
            if level:
                units = frozenset({{"xã": "communes", "huyện": "districts", "tỉnh": "localities"}[level.group(1)]})
        known = [unit for unit in units if unit in self.by_unit]
        if not known:
            self.unbound(passage, q, "outside_catalogue")
            return scopes[i - 1] if i and not units else None
        if self._is_universe(passage, q):
            if i + 1 < len(quantities) and quantities[i + 1].units & units and quantities[i + 1].denominator is None:
                quantities[i + 1] = replace(quantities[i + 1], denominator=q.number)
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
        ):
            self.unbound(passage, q, "outside_catalogue")  # the share of books or of places is another indicator
            return scopes[i - 1]
        family = self._topic(passage, sentence, q, land, units, scopes[i - 1] if i else None)
        if family is None or family == "other":
            self.unbound(passage, q, "outside_catalogue")
            return None
        candidates = [ind for unit in known for ind in self.by_unit[unit].get(family, [])]
        matched, scope = self._match(passage, quantities, lands, i, family, candidates, scopes)
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
        areas = self._areas(passage, sentence, quantities, lands, i, indicator)
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
        if indicator.unit_measure == "percent":
            self.here.percent = (family, scope)
            if i and land.joined and kind == "actual" and len(areas) == 1 and _disagrees(quantities[i - 1], q):
                self._flag_last("sum_mismatch")
        if indicator.unit_measure == "localities":
            self._listed(passage, sentence, q, land, family, scope, kind, as_of, deadline, status_done)
        return (family, scope)

    def _emit(
        self, passage: Passage, sentence: tuple[int, int], indicator: Indicator, ref_area: str, q: Quantity, kind: ObsKind,
        day: Dated | None, deadline: Dated | None, change: float | None, status: Status | None,
    ) -> None:  # fmt: skip
        at = passage.squeezed
        value = q.number.value * (change or 1.0)
        end = q.unit_end if q.units & {"percent"} and q.unit_side == "right" and q.unit_end - q.end <= 2 else q.end
        used = [(at.at(q.start), at.end(end))]
        if q.denominator is not None and not q.start <= q.denominator.start < q.end:
            used.append((at.at(q.denominator.start), at.end(q.denominator.end)))
        low, high = bounds(value, q.number.step, q.qualifier)
        flags = []
        denominator = None if q.denominator is None else q.denominator.value
        if denominator == 705 and day and day.stated.day and day.stated.day >= date(2025, 1, 1):
            flags.append("denominator_stale")
        self.result.found.append(
            make_observation(
                self.document, self.context, at, sentence, indicator, ref_area,
                value=value, low=low, high=high, denominator=denominator, qualifier=q.qualifier, status=status, kind=kind,
                day=day, deadline=deadline, body=self.here.body, value_span=(q.start, end), method="clause", flags=tuple(flags),
                used=tuple(used),
            )
        )  # fmt: skip

    def _topic(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory, units: frozenset[str],
        before: tuple[str, Scope] | None,
    ) -> str | None:  # fmt: skip
        """The family spoken of nearest to the quantity, among those that count such a thing."""
        able = {family for unit in units for family in self.by_unit.get(unit, {})} | {"other"}

        def families(start: int, end: int) -> list[tuple[int, str]]:
            found = []
            for token in passage.between("topic", start, end):
                for family in sorted(token.concepts & able):
                    distance = (
                        0
                        if token.start < q.reach and q.start < token.end
                        else min(abs(token.start - q.reach), abs(q.lead - token.end))
                    )
                    found.append((distance, family))
            return sorted(found)

        own = families(*land.right) + families(*land.left)
        if q.unit_side == "left":
            own += families(q.unit_start - 40 if q.unit_start > 40 else 0, q.start)
        if own:
            family = min(own)[1]
            return self._linked_to(passage, sentence, family, able) if family == LINKED else family
        if before and before[0] in able:
            return before[0]
        family = self._topic_around(passage, sentence, q, able, families)
        return self._linked_to(passage, sentence, family, able) if family == LINKED else family

    def _topic_around(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, able: set[str],
        families: Callable[[int, int], list[tuple[int, str]]],
    ) -> str | None:  # fmt: skip
        """The family that the rest of the sentence, the paragraph, the heading or the title speaks of."""
        cut = _TURN.search(passage.squeezed.text, q.reach, sentence[1])
        left, right = families(sentence[0], q.lead), families(q.reach, cut.start() if cut else sentence[1])
        if left:
            return left[0][1]
        if right:
            return right[0][1]
        for setting in (self.here, self.heading, self.title):
            topic = setting.topic(able) if setting is self.here else setting.sole_topic(able)
            if topic:
                return topic
        return None

    def _linked_to(self, passage: Passage, sentence: tuple[int, int], family: str, able: set[str]) -> str:
        """'CSDL đất đai kết nối với CSDL dân cư' speaks of land: the population database is what it is linked to."""
        others = [
            c for t in passage.between("topic", *sentence) for c in sorted(t.concepts) if c in able - {"other", family}
        ]
        for setting in (self.heading, self.title):
            others += filter(None, [setting.sole_topic(able - {"other", family})])
        return others[0] if others else family

    def _match(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, family: str,
        candidates: list[Indicator], scopes: list[tuple[str, Scope] | None],
    ) -> tuple[list[Indicator], Scope]:  # fmt: skip
        """Widen the scope step by step until a rule of the catalogue is satisfied; the first that is, is taken."""
        q, land = quantities[i], lands[i]
        right = tokens_near(passage, land.right, "right", family, q)
        left = tokens_near(passage, land.left, "left", family, q)
        subject = bool(q.units & SUBJECTS) and q.unit_side != "left"
        if subject:
            turn = re.search(
                r".*(?<!\w)(?:yet|but|however|song|nhưng|tuy nhiên|tuy vậy|mặc dù vậy)(?!\w)",
                passage.squeezed.text[land.left[0] : q.lead],
            )
            left = [t for t in left if turn is None or t.start >= land.left[0] + turn.end()]
        if subject and q.denominator is None and _OWNED_BY.search(passage.squeezed.text[: q.lead]):
            left = []  # "tình hình đồng bộ dữ liệu của 12 địa phương" counts nobody's success
        scope = Scope()
        if q.left_over:
            scope.about.add("left_over")
        if self._owns(passage, q) or (q.units & {"tasks"} and _WITH_PARTS.match(passage.squeezed.text, q.reach)):
            scope.about.add("owns")
        steps = [right, left] if subject else [left, right]
        if subject and self._is_universe(passage, q):
            steps = [left]  # "trong tổng số 330 nhiệm vụ đã hoàn thành 117": what follows is said of the part
        telling = {"stage", "subject"} if "percent" in q.units else {"status", "stage", "subject"}
        own = any(t.layer in telling and "ignored" not in t.concepts for t in right + left)
        for step in steps:
            scope.add(step)
            matched = matching(candidates, scope)
            if matched:
                return _first_by_order(matched), scope
        following = (
            i + 1 < len(quantities)
            and lands[i + 1].joined
            and not lands[i + 1].subset
            and not land.bracketed
            and not lands[i + 1].bracketed
            and ";" not in passage.squeezed.text[q.reach : quantities[i + 1].lead]
        )
        if subject and following and not any(t.layer in {"status", "stage"} for t in right):
            # "36 bộ, ngành, 01 doanh nghiệp và 63 địa phương đã kết nối": the predicate comes after the last of them
            for k in range(i + 1, min(i + 4, len(quantities))):
                if k > i + 1 and (
                    not lands[k].joined or ";" in passage.squeezed.text[quantities[k - 1].reach : quantities[k].lead]
                ):
                    break
                said = tokens_near(passage, lands[k].right, "right", family, quantities[k])
                scope.add(said)
                matched = matching(candidates, scope)
                if matched:
                    return _first_by_order(matched), scope
                if any(t.layer in {"status", "stage"} for t in said):
                    break
        if not subject and following and not own:
            scope.add(tokens_near(passage, lands[i + 1].right, "right", family, quantities[i + 1]))
            matched = matching(candidates, scope)
            if matched:
                return _first_by_order(matched), scope
        previous = scopes[i - 1] if i else None
        owed = "must" in scope.about and not own  # "38 triệu thửa cần …" is not what the figure before it did
        if previous and previous[0] == family and land.joined and not land.subset and not owed:
            widened = scope.copy()
            widened.add(previous[1].nearest.values())
            if q.units & {"percent", "points"}:
                widened.about |= previous[1].about
            matched = matching(candidates, widened)
            if matched:
                return _first_by_order(matched), widened
        if self.here.scope is not None and not (i and own):
            widened = scope.copy()
            widened.add(self.here.scope.nearest.values())
            widened.about |= self.here.scope.about
            matched = matching(candidates, widened)
            if matched:
                return _first_by_order(matched), widened
        if not own and not subject:
            widened = scope.copy()
            widened.add(self._ahead(passage, quantities, lands, i, family))
            matched = matching(candidates, widened)
            if matched:
                return _first_by_order(matched), widened
        if "percent" in q.units and not own:
            if self.here.percent and self.here.percent[0] == family:
                matched = matching(candidates, self.here.percent[1])
                if matched:
                    return _first_by_order(matched), self.here.percent[1]
            for passage_above in (self.heading.passage, self.title.passage):
                if passage_above is None or not (land.bracketed or "lần lượt" in passage.squeezed.text):
                    continue
                above = scope.copy()
                above.add(t for layer in (*NEAREST, "about") for t in passage_above.tokens(layer, family))
                matched = matching(candidates, above)
                if matched:
                    return _first_by_order(matched), above
        return [], scope

    def _ahead(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, family: str
    ) -> list[Token]:
        """'A (58,89%), B (55,76%) và C (41%) là những nơi có tỷ lệ …': what a row of values is of, said after it."""
        text, last = passage.squeezed.text, i
        while (
            last + 1 < len(quantities)
            and lands[last + 1].joined
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

    def _owns(self, passage: Passage, q: Quantity) -> bool:
        """'Tỉnh X có 3.263.464 thửa đất,': all that a place has, when nothing more is said of them."""
        text = passage.squeezed.text
        before = re.search(r"(?:hiện |đang |hiện nay )?(?:có|has|had)(?: tất cả)? $", text[: q.lead])
        if before is None or not _NO_MORE.match(text, q.reach):
            return False
        owner = _ASIDE_OWNER.sub("", text[: before.start()].rstrip())
        return any(place.end == len(owner) for place in passage.places) or bool(
            re.search(
                r"(?<!\w)(?:cả nước|toàn quốc|toàn tỉnh|toàn thành phố|tỉnh|thành phố|the province|the country)$", owner
            )
        )

    def _lies_ahead(self, passage: Passage, sentence: tuple[int, int], q: Quantity, as_of: Dated) -> bool:
        """What is to be on a day after the report was written cannot have been counted, unless the text says it was."""
        written = self.context.published_on or self.context.month_end
        stated = as_of.stated
        if (
            written is None
            or stated.day is None
            or stated.day <= written + GRACE
            or stated.precision in {"year", "half_year"}
        ):
            return False
        said = passage.squeezed.text[max(sentence[0], stated.start - 20) : q.reach + 24]
        return not (ACHIEVED.search(said) or re.search(r"tính (?:đến|tới|hết)|cập nhật|as of", said))

    def _looks_back(self, indicator: str, stated: Stated) -> bool:
        """The sentence gave a later figure of the same indicator first: this earlier one is there to compare."""
        if stated.day is None:
            return False
        back = any(name == indicator and day > stated.day for name, day in self.said)
        self.said.append((indicator, stated.day))
        return back

    def _body(self, passage: Passage, start: int, end: int) -> str | None:
        """Who is named as the source of the figures: theo Bộ Tư pháp, Bộ Nội vụ cho biết."""
        text, plain = passage.squeezed.text, passage.squeezed.plain
        for token in passage.between("body", start, end):
            before, after = text[max(start, token.start - 60) : token.start], text[token.end : token.end + 40]
            stop = token.end
            place = next(
                (p for p in passage.places if p.start >= stop and _OF_PLACE.fullmatch(text[stop : p.start])), None
            )
            if place:
                stop, after = place.end, text[place.end : place.end + 40]
            said_by = re.search(
                r"(?:theo|nguồn:?|thống kê của|số liệu của|số liệu do|báo cáo của|báo cáo do|thống kê do|tổng hợp của|according to|data from|figures from|statistics of|report of)(?: (?:số liệu|thống kê|báo cáo|tổng hợp|thông tin|đánh giá|the|figures|data|statistics|report))*(?: (?:của|từ|from|of|the))*(?: lãnh đạo| đại diện| the)? ?$",
                before,
            )
            says = _SAYS.match(after.lstrip()) or (
                token.start - start <= 24 and _SAYS_LATER.match(text[stop : stop + 100])
            )
            if said_by or says:
                return plain[token.start : stop].strip()
        return None


def _disagrees(part: Quantity, share: Quantity) -> bool:
    """'560.480/599.227 (đạt 93,64%)': the printed share is not the printed fraction; both are kept."""
    if part.denominator is None or not part.denominator.value or share.qualifier is not None:
        return False
    return abs(100 * part.number.value / part.denominator.value - share.number.value) > share.number.step


_SHARE_OF_PLACES = re.compile(
    r" (?:số |các |tổng số |of (?:the )?)?(?:xã|phường|huyện|quận|địa phương|tỉnh|đơn vị (?:hành chính )?cấp|bộ|nhiệm vụ|communes|districts|localities|provinces|ministries|tasks)(?!\w)"
)
_LEVEL = re.compile(r"(?<!\w)(?:ở |tại )?cấp (xã|huyện|tỉnh)(?!\w)")
_WITH_PARTS = re.compile(r"[,;]? ?(?:trong đó|gồm|bao gồm|of which)(?!\w)")
_NO_MORE = re.compile(r"\s*(?:(?:được |hiện |đang )*(?:lập|lưu|lưu giữ|lưu trữ|quản lý)(?!\w)[^,;.:]*)?(?:[,;.:]|$)")
_OWNED_BY = re.compile(
    r"(?<!\w)(?:tình hình|thực trạng|báo cáo|số liệu|situation|reports?)(?!\w)[^.;]{0,60}(?<!\w)(?:của|tại|từ|of|from) (?:các )?$"
)
# "Tại Hà Nội, nơi có 5 triệu thửa", "toàn tỉnh sau sắp xếp có 3 triệu thửa": words between the owner and the verb.
_ASIDE_OWNER = re.compile(r"(?:,? (?:nơi|vốn|là nơi)|,? sau (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất)| mới)$")


def _families(topics: list[Token]) -> tuple[str, ...]:
    """The families that words name, the last one first, each once."""
    return tuple(dict.fromkeys(concept for token in reversed(topics) for concept in sorted(token.concepts)))


def _first_by_order(matched: list[Indicator]) -> list[Indicator]:
    """Equally specific rules: the catalogue's order decides."""
    return matched[:1]
