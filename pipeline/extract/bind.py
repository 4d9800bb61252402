"""Joins the mentions of a clause, with what the heading and the sentences before set, into observations.

Holds prose only: topic, as-of date, place, source of the figure and kind of each quantity, lists of localities, promises. Attaches
conservatively: what cannot be told apart is left unread. Keeps out: tables, the account of numerals, and the indicators themselves, which
stand in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.extract.context import Context, Found, area_at, bounds, make_observation
from pipeline.extract.mentions import Dated, Lexer, Passage, Quantity, Token, analyse
from pipeline.extract.scope import SUBJECTS, Scope, Territory, matching, territories, tokens_near
from pipeline.reference import Indicator, Reference
from pipeline.terms import Block, Document, ObsKind, Status, Table
from pipeline.vietnamese.dates import Stated
from pipeline.vietnamese.places import Place

STATUS_OF: dict[str, Status] = {
    "completed": "completed",
    "basically_completed": "basically_completed",
    "in_progress": "in_progress",
    "not_completed": "in_progress",
    "not_remediated": "in_progress",
    "not_done": "in_progress",
    "started": "in_progress",
    "deployed": "in_progress",
    "not_started": "not_started",
    "slow": "slow",
    "at_risk": "at_risk",
    "planned": "planned",
}


# Provinces, districts and communes in all: named alone they are no progress.
WHOLES = frozenset({63.0, 34.0, 705.0, 696.0, 3321.0, 10599.0})
# A cell this long is prose: the table is there for the layout of the page.
LAYOUT_CELL = 120


@dataclass(slots=True)
class Setting:
    """What holds until something else is said: topic, date, place and source, from a heading or an earlier sentence."""

    topic: str | None = None
    day: Dated | None = None
    area: str | None = None  # a province, when the text has narrowed to one
    place: Place | None = None
    body: str | None = None
    scope: Scope | None = None  # of a lead-in that ends with a colon
    percent: tuple[str, Scope] | None = None  # the last share spoken of: family and its words


@dataclass(slots=True)
class Bound:
    """The result of the prose: observations, and the spans of quantities that stayed unread with their reason."""

    found: list[Found] = field(default_factory=list)
    unbound: list[tuple[int, int, str, float, frozenset[str]]] = field(default_factory=list)  # start, end, reason, value, units
    refused: list[tuple[int, int, str]] = field(default_factory=list)


class Binder:
    """Reads the blocks of one document in order."""

    def __init__(self, document: Document, context: Context, reference: Reference, lexer: Lexer) -> None:
        self.document, self.context, self.reference, self.lexer = document, context, reference, lexer
        self.by_unit: dict[str, dict[str, list[Indicator]]] = {}
        for indicator in reference.indicators.values():
            self.by_unit.setdefault(indicator.unit_measure, {}).setdefault(indicator.family, []).append(indicator)
        self.result = Bound()
        self.title, self.heading, self.here = Setting(), Setting(), Setting()
        self.passages: list[tuple[Block, Passage]] = []
        self.said: list[tuple[str, date]] = []  # indicators and dates of the sentence being read

    def passage(self, start: int, end: int) -> Passage:
        return analyse(self.document.text[start:end], start, self.lexer, self.context.number_format, self.context.reference_day)

    def read(self) -> Bound:
        """Observations of every paragraph and list item; headings and titles only set what follows."""
        blocks = [b for b in self.document.blocks if b.kind not in {"table", "boilerplate"}]
        if self.document.title:
            self.title = self._setting_of(analyse(self.document.title, 0, self.lexer, self.context.number_format, self.context.reference_day))
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
            near.append(analyse(self.document.title, 0, self.lexer, self.context.number_format, self.context.reference_day))
        return near

    def _kinds(self, passages: list[Passage]) -> list[str]:
        return [block.kind for block, passage in self.passages if any(passage is p for p in passages)]

    def _block(self, block: Block) -> None:
        passage = self.passage(block.char_start, block.char_end)
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
                self.here = Setting(scope=None)
            for q in passage.quantities:
                telling = any(passage.tokens(layer) for layer in ("status", "subject")) and q.number.value not in WHOLES
                self._unbound(passage, q, "unknown" if q.units and telling else "outside_catalogue")
            return
        lead = self.here if block.kind == "list_item" or self.here.scope else None
        self.here = self._next_paragraph(passage, block, lead)
        for start, end in passage.sentences:
            self._sentence(passage, start, end)
        if not passage.squeezed.text.rstrip().endswith(":") and block.kind != "list_item":
            self.here.scope = None

    def _setting_of(self, passage: Passage) -> Setting:
        topics = [t for t in passage.tokens("topic") if "other" not in t.concepts]
        # The month of the report in its title is its name, not the day its figures are as of.
        days = [d for d in passage.dates if d.use in {"as_of", "event"} and d.stated.day not in {None, self.context.month_end}]
        runs = [run for run in passage.runs if len(run) == 1]
        place = runs[0][0] if len(runs) == 1 and len(passage.runs) == 1 else None
        return Setting(
            topic=next(iter(topics[0].concepts)) if topics and len({c for t in topics for c in t.concepts}) == 1 else None,
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
        return Setting(topic=self.here.topic)

    # --- one sentence -------------------------------------------------------------------------------------------------

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
        for i, q in enumerate(quantities):
            scope = self._quantity(passage, (start, end), quantities, lands, i, scopes, dates, status_done)
            scopes.append(scope)
        self._lone_statuses(passage, start, end, quantities, dates, status_done)
        self._remember(passage, start, end, dates, scopes)

    def _remember(self, passage: Passage, start: int, end: int, dates: list[Dated], scopes: list[tuple[str, Scope] | None]) -> None:
        here = self.here
        topics = [t for t in passage.between("topic", start, end) if "other" not in t.concepts]
        if topics:
            here.topic = next(iter(sorted(topics[-1].concepts)))
        dates = [d for d in dates if not _bracket(passage.squeezed.text, d.stated.start)]
        as_of = [d for d in dates if d.use == "as_of" and d.stated.day] or [d for d in dates if d.use == "event" and d.stated.day]
        if as_of:
            here.day = as_of[-1]
        runs = [run for run in passage.runs if start <= run[0].start < end]
        if passage.between("area", start, end) and self._nation(passage, start, end):
            here.place, here.area = None, "VN"
        elif len(runs) == 1 and len(runs[0]) == 1:
            here.place, here.area = runs[0][0], None
        elif runs:
            here.place, here.area = None, None
        if passage.squeezed.text[start:end].rstrip().endswith(":"):
            scope = Scope()
            for layer in ("status", "stage", "subject", "about"):
                scope.add(reversed(passage.between(layer, start, end)))
            here.scope = scope

    def _nation(self, passage: Passage, start: int, end: int) -> Token | None:
        found = [t for t in passage.between("area", start, end) if "nation" in t.concepts]
        return found[-1] if found else None

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
        change = self._change(passage, q, land)
        if "points" in units:
            units = frozenset({"percent"})
            change = change or 1.0
        known = [unit for unit in units if unit in self.by_unit]
        if not known:
            self._unbound(passage, q, "outside_catalogue")
            return scopes[i - 1] if i and not units else None
        if self._is_universe(passage, q):
            if i + 1 < len(quantities) and quantities[i + 1].units & units and quantities[i + 1].denominator is None:
                quantities[i + 1] = replace(quantities[i + 1], denominator=q.number)
            if units & SUBJECTS - {"tasks"}:
                self._unbound(passage, q, "outside_catalogue")
                return None
        family = self._topic(passage, sentence, q, land, units, scopes[i - 1] if i else None)
        if family is None or family == "other":
            self._unbound(passage, q, "outside_catalogue")
            return None
        candidates = [ind for unit in known for ind in self.by_unit[unit].get(family, [])]
        matched, scope = self._match(passage, quantities, lands, i, family, candidates, scopes)
        if len(matched) != 1:
            telling = passage.between("topic", *sentence) or scope.nearest
            self._unbound(passage, q, "unknown" if candidates and telling else "outside_catalogue")
            return (family, scope)
        indicator = matched[0]
        kind = self._kind(passage, sentence, q, land, scope, indicator, change)
        if kind is None:
            self._unbound(passage, q, "plan")
            return (family, scope)
        areas = self._areas(passage, sentence, quantities, lands, i, indicator)
        if not areas:
            self._unbound(passage, q, "unknown")
            return (family, scope)
        if q.number.value != int(q.number.value) and indicator.unit_measure != "percent":
            self._unbound(passage, q, "unknown")
            return (family, scope)
        if indicator.unit_measure == "percent" and not change and q.number.value > 100:
            self._unbound(passage, q, "unknown")
            return (family, scope)
        as_of = self._as_of(passage, sentence, quantities, lands, i, dates)
        if kind == "actual" and as_of and self._looks_back(indicator.id, as_of.stated):
            kind = "comparison"
        deadline = self._deadline(passage, quantities, lands, i, dates, kind, sentence)
        for place, fixed in areas:
            day = None if kind in {"target", "promise"} else as_of
            ref_area = fixed or area_at(place, day, self.context)
            if ref_area is None or (indicator.unit_measure == "localities" and q.number.value > 63):
                self._unbound(passage, q, "unknown")
                continue
            status = scope.status
            self._emit(
                passage, sentence, indicator, ref_area, q, kind, day, deadline, change,
                STATUS_OF.get(next(iter(sorted(status.concepts))), None) if status and indicator.unit_measure in SUBJECTS else None,
            )  # fmt: skip
        if indicator.unit_measure == "percent":
            self.here.percent = (family, scope)
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

    def _unbound(self, passage: Passage, q: Quantity, reason: str) -> None:
        at = passage.squeezed
        self.result.unbound.append((at.at(q.start), at.end(q.end), reason, q.number.value, q.units))

    # --- what it is ---------------------------------------------------------------------------------------------------

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
                    distance = 0 if token.start < q.reach and q.start < token.end else min(abs(token.start - q.reach), abs(q.lead - token.end))
                    found.append((distance, family))
            return sorted(found)

        own = families(*land.right) + families(*land.left)
        if q.unit_side == "left":
            own += families(q.unit_start - 40 if q.unit_start > 40 else 0, q.start)
        if own:
            return min(own)[1]
        if before and before[0] in able:
            return before[0]
        left, right = families(sentence[0], q.lead), families(q.reach, sentence[1])
        if left:
            return left[0][1]
        if right:
            return right[0][1]
        for setting in (self.here, self.heading, self.title):
            if setting.topic in able:
                return setting.topic
        return None

    def _match(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, family: str,
        candidates: list[Indicator], scopes: list[tuple[str, Scope] | None],
    ) -> tuple[list[Indicator], Scope]:  # fmt: skip
        """Widen the scope step by step until a rule of the catalogue is satisfied; the first that is, is taken."""
        q, land = quantities[i], lands[i]
        right = tokens_near(passage, land.right, "right", family, q)
        left = tokens_near(passage, land.left, "left", family, q)
        subject = bool(q.units & SUBJECTS) and q.unit_side != "left"
        scope = Scope()
        if q.left_over:
            scope.about.add("left_over")
        steps = [right, left] if subject else [left, right]
        own = any(t.layer in {"status", "stage", "subject"} and "ignored" not in t.concepts for t in right + left)
        for step in steps:
            scope.add(step)
            matched = matching(candidates, scope)
            if matched:
                return _first_by_order(matched), scope
        following = i + 1 < len(quantities) and lands[i + 1].joined and not land.bracketed and not lands[i + 1].bracketed
        if subject and following and not any(t.layer in {"status", "stage"} for t in right):
            scope.add(tokens_near(passage, lands[i + 1].right, "right", family, quantities[i + 1]))
            matched = matching(candidates, scope)
            if matched:
                return _first_by_order(matched), scope
        if not subject and following and not own:
            scope.add(tokens_near(passage, lands[i + 1].right, "right", family, quantities[i + 1]))
            matched = matching(candidates, scope)
            if matched:
                return _first_by_order(matched), scope
        previous = scopes[i - 1] if i else None
        if previous and previous[0] == family and land.joined and not land.subset:
            widened = scope.copy()
            widened.add(previous[1].nearest.values())
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
        if "percent" in q.units and not own and self.here.percent and self.here.percent[0] == family:
            matched = matching(candidates, self.here.percent[1])
            if matched:
                return _first_by_order(matched), self.here.percent[1]
        return [], scope

    def _is_universe(self, passage: Passage, q: Quantity) -> bool:
        """'Trong tổng số 63 địa phương, …': the number is what the next ones are parts of."""
        before = passage.squeezed.text[max(0, q.lead - 30) : q.lead]
        return bool(re.search(r"(?:^|[,;.:] ?)\W*(?:trong|trên)(?: tổng)?(?: số)? $|(?:^|[,;.] ?)(?:out )?of(?: the)?(?: total)? $", before))

    def _change(self, passage: Passage, q: Quantity, land: Territory) -> float | None:
        """+1 or -1 when the figure is a rise or a fall, None when it is a level."""
        marks = [t for t in passage.between("mark", max(land.left[0], q.lead - 40), q.lead) if "change" in t.concepts]
        if not marks:
            return None
        text = passage.squeezed.text
        between = text[marks[-1].end : q.lead]
        if re.search(r"(?<!\w)(?:lên|từ|còn|xuống|to|from)(?!\w)|[,;.]", between) or between.count(" ") > 4:
            return None
        return -1.0 if re.search(r"giảm|thấp|decrease|fell|down|lower", text[marks[-1].start : marks[-1].end]) else 1.0

    def _kind(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory, scope: Scope, indicator: Indicator,
        change: float | None,
    ) -> ObsKind | None:  # fmt: skip
        """Actual, unless the words make it something else; None for an order without a target."""
        if change is not None:
            return "change"
        text = passage.squeezed.text
        start = max(land.left[0], text.rfind(";", sentence[0], q.lead) + 1)
        marks = [t for t in passage.between("mark", start, q.lead) if t.end <= q.lead]
        for token in reversed(marks):
            between = text[token.end : q.lead]
            if "target" in token.concepts and not re.search(r"đã (?:đạt|hoàn thành)|hiện(?: đạt|,)|mới đạt|thực tế|đến nay|kết quả", between):
                return "target"
            against = text[max(sentence[0], token.start - 12) : token.end]
            if "comparison" in token.concepts and not (re.search(r"so với|compared", against) and re.search(r"[,;]", between)):
                return "comparison"
            if "promise" in token.concepts and not re.search(r"[;]|, (?:đã|hiện)", between):
                return "promise" if indicator.unit_measure in SUBJECTS else "target"
            if "instruct" in token.concepts and indicator.unit_measure not in SUBJECTS and not re.search(r"[,;]|(?<!\w)đã(?!\w)", between):
                return None if "total" not in scope.concepts and not indicator.id.endswith(("_total", "_remaining", "_to_clean", "_to_classify")) else "actual"
        status = scope.status
        if status and indicator.unit_measure in SUBJECTS and status.start >= q.end:
            between_marks = passage.between("mark", q.end, status.start)
            if any("promise" in t.concepts for t in between_marks) and "completed" in status.concepts:
                return "promise"
            if any(t.concepts & {"instruct"} and text[t.start : t.end] in {"phải", "must", "cần"} for t in between_marks) and "completed" in status.concepts:
                return "target"
        if land.bracketed and re.search(r"(?:cuối|đầu|giữa|năm|tháng|quý|cùng kỳ|trước|at the end of|in)[^()]{0,30}$", text[max(0, q.lead - 30) : q.lead].rpartition("(")[2]):
            return "comparison"
        return "actual"

    def _looks_back(self, indicator: str, stated: Stated) -> bool:
        """The sentence gave a later figure of the same indicator first: this earlier one is there to compare."""
        if stated.day is None:
            return False
        back = any(name == indicator and day > stated.day for name, day in self.said)
        self.said.append((indicator, stated.day))
        return back

    # --- where --------------------------------------------------------------------------------------------------------

    def _areas(
        self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], lands: list[Territory], i: int,
        indicator: Indicator,
    ) -> list[tuple[Place | None, str | None]]:  # fmt: skip
        """The areas a figure is of, as (place, fixed ref_area); empty when they cannot be told."""
        q, land, text = quantities[i], lands[i], passage.squeezed.text
        if indicator.unit_measure in {"localities", "ministries", "agencies", "tasks"}:
            narrowed = self.context.default_area or (self.heading.place or self.title.place)
            if narrowed and not self._nation(passage, *sentence) and indicator.unit_measure in {"localities", "tasks"}:
                return []
            return [(None, "VN")]
        pair = self._paired(passage, sentence, quantities, i)
        if pair:
            return [(pair, None)]
        before = [run for run in passage.runs if sentence[0] <= run[0].start and run[-1].end <= q.lead]
        if before:
            between = text[before[-1][-1].end : q.lead]
            if re.fullmatch(r"\s*(?:\(|:|đạt|là|có|với|ở mức|-|,? ?(?:cùng|đều)? ?(?:đạt|là|có)|\((?:đạt|có))?\s*(?:tỷ lệ|tỉ lệ)?\s*(?:đạt|là)?\s*", between):
                run = before[-1]
                if re.search(r"cùng|đều|both|each", between):
                    return [(place, None) for place in run]
                if len(run) == 1 or "(" in between or ":" in between:
                    return [(run[-1], None)]
                return []
        own_left = [run for run in before if run[0].start >= land.left[0]]
        own_right = [
            run for run in passage.runs
            if land.right[0] <= run[0].start and run[-1].end <= land.right[1]
            and re.search(r"(?:tại|của|ở|trên địa bàn|thuộc|in|of)(?: (?:các )?(?:tỉnh|thành phố|địa bàn(?: tỉnh| thành phố)?))? $", text[q.end : run[0].start])
        ]  # fmt: skip
        nation = self._nation(passage, land.left[0], land.right[1])
        for runs in (own_left, own_right):
            if runs and not (nation and abs(nation.start - q.start) < abs(runs[-1][0].start - q.start)):
                run = runs[-1] if runs is own_left else runs[0]
                return [(run[0], None)] if len(run) == 1 else []
        if nation or self._nation(passage, sentence[0], q.lead):
            nearer = [run for run in before if not nation and run[0].start > (self._nation(passage, sentence[0], q.lead) or nation).start]  # type: ignore[union-attr]
            if not nearer:
                return [(None, "VN")]
        if before:
            names = {place.codes for run in before for place in run}
            if len(names) == 1:
                return [(before[-1][0], None)]
            if all(len(run) > 1 for run in before):
                return [(None, "VN")]
            return []
        for setting in (self.here, self.heading, self.title):
            if setting.place:
                return [(setting.place, None)]
            if setting.area:
                return [(None, setting.area)]
        return [(None, self.context.default_area or "VN")]

    def _paired(self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], i: int) -> Place | None:
        """'A, B và C đạt lần lượt x, y và z': the k-th value belongs to the k-th place."""
        text = passage.squeezed.text
        at = re.search(r"lần lượt|respectively", text[sentence[0] : sentence[1]])
        if not at:
            return None
        here = sentence[0] + at.start()
        runs = [run for run in passage.runs if sentence[0] <= run[0].start < sentence[1] and len(run) > 1]
        if len(runs) != 1:
            return None
        after = [k for k, q in enumerate(quantities) if (q.start > here if text[here] == "l" else q.start > runs[0][-1].end or q.end < here)]
        if len(after) != len(runs[0]) or i not in after:
            return None
        return runs[0][after.index(i)]

    # --- when ---------------------------------------------------------------------------------------------------------

    def _as_of(
        self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], lands: list[Territory], i: int,
        dates: list[Dated],
    ) -> Dated | None:  # fmt: skip
        """The as-of date: nearest before in the sentence, else right after, else of the paragraph, heading or title."""
        q, land = quantities[i], lands[i]
        text = passage.squeezed.text
        usable = [d for d in dates if d.use == "as_of" and d.stated.day and _reaches(text, d, q)]
        before = [d for d in usable if d.stated.end <= q.start]
        own_after = [d for d in usable if d.stated.start >= q.end and d.stated.end <= land.right[1] + 40 and not re.search(r"[;]", passage.squeezed.text[q.end : d.stated.start])]
        later = quantities[i + 1].start if i + 1 < len(quantities) else sentence[1]
        own_before = [d for d in before if d.stated.start >= land.left[0]]
        if own_before:
            return own_before[-1]
        close = [d for d in own_after if d.stated.start < later]
        if close and (not before or len(passage.squeezed.text[q.reach : close[0].stated.start].split()) <= 3):
            return close[0]
        if before:
            return before[-1]
        if len(usable) == 1:
            return usable[0]
        if re.search(r"không (?:ghi|nêu|rõ)(?: rõ)? thời (?:điểm|gian)|undated|no date", text[sentence[0] : sentence[1]]):
            return None
        if self.here.day:
            return self.here.day
        events = [d for d in dates if d.use == "event" and d.stated.day and d.stated.end <= q.start and d.stated.precision == "day"]
        if events:
            return events[-1]
        return self.heading.day or self.title.day

    def _deadline(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, dates: list[Dated], kind: ObsKind,
        sentence: tuple[int, int],
    ) -> Dated | None:  # fmt: skip
        """A date by which it is to be done, in the quantity's own stretch; for targets and promises anywhere before it."""
        q, land = quantities[i], lands[i]
        later = quantities[i + 1].lead if i + 1 < len(quantities) else sentence[1]
        due = [d for d in dates if d.use in {"before", "by"}]
        text = passage.squeezed.text
        after = [d for d in due if q.end <= d.stated.start < later and ";" not in text[q.end : d.stated.start]]
        if after and (kind in {"target", "promise"} or q.units & SUBJECTS):
            return after[0]
        if kind in {"target", "promise"}:
            wider = due or [d for d in dates if d.use == "as_of"]
            before = [d for d in wider if d.stated.end <= q.start]
            return before[-1] if before else (wider[0] if wider else None)
        return None

    def _body(self, passage: Passage, start: int, end: int) -> str | None:
        """Who is named as the source of the figures: theo Bộ Tư pháp, Bộ Nội vụ cho biết."""
        text, plain = passage.squeezed.text, passage.squeezed.plain
        for token in passage.between("body", start, end):
            before, after = text[max(start, token.start - 60) : token.start], text[token.end : token.end + 40]
            stop = token.end
            place = next((p for p in passage.places if 0 <= p.start - stop <= 1), None)
            if place:
                stop, after = place.end, text[place.end : place.end + 40]
            said_by = re.search(r"(?:theo|nguồn:?|thống kê của|số liệu của|báo cáo của|tổng hợp của|according to|data from|figures from|statistics of|report of)(?: (?:số liệu|thống kê|báo cáo|tổng hợp|thông tin|đánh giá|the|figures|data|statistics|report))*(?: (?:của|từ|from|of|the))*(?: lãnh đạo| đại diện| the)? ?$", before)
            says = re.match(r"(?:,? )?(?:cho biết|cho hay|thông tin|thống kê|báo cáo|công bố|nêu rõ|khẳng định|said|reported|announced|says|reports|noted)(?!\w)", after.lstrip())
            if said_by or says:
                return plain[token.start : stop].strip()
        return None

    # --- lists of localities ------------------------------------------------------------------------------------------

    def _listed(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory, family: str, scope: Scope, kind: ObsKind,
        as_of: Dated | None, deadline: Dated | None, status_done: list[tuple[int, int]],
    ) -> None:  # fmt: skip
        """The localities that a count names: one status fact each."""
        text = passage.squeezed.text
        for run in passage.runs:
            if not (q.end <= run[0].start and run[-1].end <= land.right[1]):
                continue
            between = text[q.reach : run[0].start]
            opened = re.search(r"(?:gồm(?: có)?|đó là|cụ thể(?: là)?|là|:|\(|such as|including|namely|comprising|như|they are|-)\s*:?\s*(?:các )?(?:tỉnh|thành phố|tp)?,? ?(?:thành phố)?:?\s*$", between)
            if not opened:
                continue
            partial = bool(re.search(r"trong đó có|như|such as|including|tiêu biểu|điển hình", between)) or bool(re.match(r"\s*(?:,? ?\.\.\.|…|,? v\.v)", text[run[-1].end :]))
            flags = () if partial or len(run) == q.number.value else ("count_list_mismatch",)
            if flags:
                self._flag_last(flags[0])
            self._statuses(passage, sentence, run, family, scope, kind, as_of, deadline, flags, "list")
            status_done.append((run[0].start, run[-1].end))
            return

    def _flag_last(self, flag: str) -> None:
        last = self.result.found[-1]
        self.result.found[-1] = replace(last, observation=replace(last.observation, flags=(*last.observation.flags, flag)))

    def _statuses(
        self, passage: Passage, sentence: tuple[int, int], run: list[Place], family: str, scope: Scope, kind: ObsKind,
        as_of: Dated | None, deadline: Dated | None, flags: tuple[str, ...], method: str,
    ) -> None:  # fmt: skip
        indicator = self.reference.indicators.get(f"{family}.status")
        token = scope.status
        if indicator is None or token is None or not matching([indicator], scope):
            return
        status = next((STATUS_OF[c] for c in sorted(token.concepts) if c in STATUS_OF), None)
        if status is None:
            return
        if kind == "promise":
            status = "planned"  # what is promised is not yet so
        for place in run:
            day = None if kind == "promise" else as_of
            ref_area = area_at(place, as_of, self.context)
            if ref_area is None:
                continue
            self.result.found.append(
                make_observation(
                    self.document, self.context, passage.squeezed, sentence, indicator, ref_area,
                    value=None, low=None, high=None, denominator=None, qualifier=None, status=status, kind=kind,
                    day=day, deadline=deadline, body=self.here.body, value_span=(place.start, place.end), method=method,
                    flags=flags, used=(),
                )
            )  # fmt: skip

    def _lone_statuses(
        self, passage: Passage, start: int, end: int, quantities: list[Quantity], dates: list[Dated],
        done: list[tuple[int, int]],
    ) -> None:  # fmt: skip
        """Localities named without a count: 'A và B đã hoàn thành …', 'kế hoạch … tại tỉnh A và B'."""
        text = passage.squeezed.text
        for run in _runs_in(passage, start, end):
            if any(a <= run[0].start < b for a, b in done):
                continue
            stop = min([q.lead for q in quantities if q.lead >= run[-1].end] + [end])
            cut = re.search(r";|(?<!\w)(?:trong khi|while)(?!\w)", text[run[-1].end : stop])
            whole = cut is not None or stop == end
            stop = run[-1].end + cut.start() if cut else stop
            floor = max([q.reach for q in quantities if q.reach <= run[0].start] + [start])
            found = self._lone_right(passage, run, stop, whole) or self._lone_left(passage, run, floor, stop)
            if found is None:
                continue
            family, scope, kind = found
            usable = [d for d in dates if d.use == "as_of" and d.stated.day and d.stated.end <= stop]
            due = [d for d in dates if d.use in {"before", "by"} and run[-1].end <= d.stated.start < stop]
            as_of = usable[-1] if usable else self.here.day or self.heading.day or self.title.day
            self._statuses(passage, (start, end), run, family, scope, kind, as_of, due[0] if due else None, (), "clause")

    def _lone_right(self, passage: Passage, run: list[Place], stop: int, whole: bool) -> tuple[str, Scope, ObsKind] | None:
        """'A và B (đã) hoàn thành số hóa dữ liệu hộ tịch': status, what is done and the topic all follow the names."""
        text = passage.squeezed.text
        if re.search(r"(?:của|tại|ở|thuộc|trên địa bàn|trong|đó|in|of|at)(?: (?:các )?(?:tỉnh|thành phố))? $", text[max(0, run[0].start - 30) : run[0].start]):
            return None
        after = text[run[-1].end : stop]
        if not whole and not re.search(r"[,;]\s*$|(?:trước|before)\W*$", after) and not after.rstrip().endswith(("và", "and")):
            return None
        head = re.match(r"\s*,?\s*(?:\([^)]*\)\s*)?(?:hiện |cũng |đều |cùng |là (?:các|những|hai|ba|một trong những)? ?(?:tỉnh|địa phương)(?: đầu tiên)? |have |has |had |is |are |đang được |được |đang |đã |vẫn |mới |còn )*", after)
        begin = run[-1].end + (head.end() if head else 0)
        topics = [t for t in passage.between("topic", run[-1].end, stop) if "other" not in t.concepts]
        for family in [next(iter(sorted(t.concepts))) for t in topics[:1]]:
            indicator = self.reference.indicators.get(f"{family}.status")
            if indicator is None:
                return None
            tokens = [t for layer in ("status", "stage", "about", "subject") for t in passage.between(layer, run[-1].end, stop, family)]
            tokens.sort(key=lambda t: t.start)
            scope = Scope()
            scope.add(tokens)
            status = scope.status
            if status is None or "stage" not in scope.nearest or not matching([indicator], scope):
                return None
            words_between = text[begin : status.start].split()
            marks = [t for t in passage.between("mark", run[-1].end, status.end) if "promise" in t.concepts]
            if len(words_between) > (6 if marks else 2) or status.start > topics[0].start:
                return None
            return family, scope, "promise" if marks and "completed" in status.concepts else "actual"
        return None

    def _lone_left(self, passage: Passage, run: list[Place], floor: int, stop: int) -> tuple[str, Scope, ObsKind] | None:
        """'kế hoạch cắt giảm thủ tục hành chính tại tỉnh A và B': only for plans, where names follow the deed."""
        text = passage.squeezed.text
        before = text[floor : run[0].start]
        if not re.search(r"(?:tại|ở|in|at)(?: (?:các )?(?:tỉnh|thành phố|provinces of|two provinces of))?,? $", before):
            return None
        family = "procedures"
        topics = [t for t in passage.between("topic", floor, run[0].start) if family in t.concepts]
        if not topics or len(text[topics[-1].end : run[0].start].split()) > 6:
            return None
        scope = Scope()
        tokens = [t for layer in ("status", "stage") for t in passage.between(layer, max(floor, topics[-1].start - 80), run[0].start, family)]
        scope.add(sorted(tokens, key=lambda t: "planned" not in t.concepts))
        return (family, scope, "actual") if scope.status else None


def _bracket(text: str, index: int) -> tuple[int, int] | None:
    """The span of the brackets around text[index], None outside brackets."""
    opening = text.rfind("(", max(0, index - 200), index)
    if opening < 0 or ")" in text[opening:index]:
        return None
    closing = text.find(")", index)
    return (opening, closing if closing >= 0 else len(text))


def _reaches(text: str, dated: Dated, q: Quantity) -> bool:
    """A date in brackets dates what is in the same brackets, or the figure right before them."""
    span = _bracket(text, dated.stated.start)
    return span is None or span[0] <= q.start < span[1] or 0 <= span[0] - q.reach <= 2


def _runs_in(passage: Passage, start: int, end: int) -> Iterator[list[Place]]:
    for run in passage.runs:
        if start <= run[0].start and run[-1].end <= end:
            yield run


def _first_by_order(matched: list[Indicator]) -> list[Indicator]:
    """Equally specific rules: the catalogue's order decides."""
    return matched[:1]
