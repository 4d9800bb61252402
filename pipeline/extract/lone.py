"""Localities named without a count: 'A và B đã hoàn thành …', 'các địa phương chậm gồm …', 'A cam kết xong trước ngày …'.

Holds the statuses and promises of names that no quantity introduces. Keeps out: lists under a count (lists), figures (bind).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.context import area_at, make_observation
from pipeline.extract.lists import VALUED, ListReader
from pipeline.extract.scope import NEAREST, Scope, matching
from pipeline.extract.setting import STATUS_OF
from pipeline.extract.spans import Dated, Passage, Quantity
from pipeline.terms import ObsKind
from pipeline.vietnamese.places import Place

_VOW = re.compile(
    r",? ?(?:đã |cũng |vừa |xin |chỉ dám |tiếp tục |has |have |had )*(?:cam kết|hứa|khẳng định|đăng ký|quyết tâm|pledged|promised|committed|vowed)(?!\w)"
)
# Named in passing by every report: a status near such words is seldom about them.
WEAKLY_RATED = frozenset({"online_services", "population_db"})
_GOVERNED = re.compile(r"(?:của|tại|ở|thuộc|trên địa bàn|trong|đó|in|of|at)(?: (?:các )?(?:tỉnh|thành phố))? $")
_AUTHORITY = re.compile(
    r"(?:people's committee|committees?|authorit(?:y|ies)|leaders?(?:hip)?|chairman|government|chính quyền|lãnh đạo|ubnd|ủy ban nhân dân)(?: of| của)?"
    r"(?: (?:các )?(?:tỉnh|thành phố|the))? $"
)


class LoneReader(ListReader):
    """Reads names that stand alone, in the setting of its document."""

    def _lone_statuses(
        self, passage: Passage, start: int, end: int, quantities: list[Quantity], dates: list[Dated],
        done: list[tuple[int, int]],
    ) -> None:  # fmt: skip
        """Localities named without a count: 'A và B đã hoàn thành …', 'kế hoạch … tại tỉnh A và B'."""
        text = passage.squeezed.text
        promised: str | None = None
        for run in _runs_in(passage, start, end):
            if any(a <= run[0].start < b for a, b in done):
                continue
            stop = min([q.lead for q in quantities if q.lead >= run[-1].end] + [end])
            cut = re.search(r";|(?<!\w)(?:trong khi|vì|do|bởi|while|because|due to)(?!\w)", text[run[-1].end : stop])
            whole = cut is not None or stop == end
            stop = run[-1].end + cut.start() if cut else stop
            floor = max([q.reach for q in quantities if q.reach <= run[0].start] + [start])
            if self._lone_listed(passage, (start, end), run, floor, dates):
                continue
            found = (
                self._lone_right(passage, run, start, stop, whole)
                or self._lone_left(passage, run, floor, stop)
                or self._vowed(passage, run, start, end, dates, promised)
            )
            if found is None:
                continue
            family, scope, kind = found
            promised = family if kind == "promise" else None
            usable = [d for d in dates if d.use == "as_of" and d.stated.day and d.stated.end <= stop]
            due = [d for d in dates if d.use in {"before", "by"} and run[-1].end <= d.stated.start < stop]
            as_of = (
                usable[-1]
                if usable
                else self.here.day or self.heading.day or self.figures_day or self.title.day or self.document_day
            )
            self._statuses(
                passage, (start, end), run, family, scope, kind, as_of, due[0] if due else None, (), "clause"
            )

    def _lone_right(
        self, passage: Passage, run: list[Place], start: int, stop: int, whole: bool
    ) -> tuple[str, Scope, ObsKind] | None:
        """'A và B (đã) hoàn thành số hóa dữ liệu hộ tịch': status, what is done and the topic all follow the names."""
        text = passage.squeezed.text
        before = text[max(0, run[0].start - 40) : run[0].start]
        if _GOVERNED.search(before) and not _AUTHORITY.search(before):
            return None
        after = text[run[-1].end : stop]
        vowed = any("promise" in t.concepts for t in passage.between("mark", run[-1].end, stop))
        if (
            not whole
            and not vowed
            and not re.search(r"[,;]\s*$|(?:trước|before)\W*$", after)
            and not after.rstrip().endswith(("và", "and"))
        ):
            return None
        head = re.match(
            r"\s*[,:]?\s*(?:\([^)]*\)\s*)?(?:hiện |cũng |đều |cùng |thậm chí |thì |(?:hai|ba|bốn|năm|2|3|4) (?:tỉnh|địa phương|thành phố) [^,;.]{0,30}?(?=đã |đang )|là (?:các|những|hai|ba|một trong những)? ?(?:tỉnh|địa phương|nơi|đơn vị)(?: đầu tiên| duy nhất| tiên phong)? |have |has |had |is |are |đang được |được |đang |đã |vẫn |mới |còn )*",
            after,
        )
        begin = run[-1].end + (head.end() if head else 0)
        said = passage.between("topic", run[-1].end, stop)
        topics = [t for t in said if "other" not in t.concepts]
        family = next((concept for t in topics for concept in sorted(t.concepts)), None)
        if not said or family in WEAKLY_RATED:
            # "A đã cam kết hoàn thành trước ngày …": of what, the paragraph or its heading said before
            family = self._rated_topic(passage, start, run[0].start) or family
        indicator = self.reference.indicators.get(f"{family}.status")
        if family is None or indicator is None:
            return None
        scope = Scope()
        scope.add(
            sorted(
                (t for layer in (*NEAREST, "about") for t in passage.between(layer, run[-1].end, stop, family)),
                key=lambda t: t.start,
            )
        )
        status = scope.status
        if status is None or (topics and "stage" not in scope.nearest) or not matching([indicator], scope):
            return None
        marks = [t for t in passage.between("mark", run[-1].end, status.end) if "promise" in t.concepts]
        words_between = text[begin : status.start].split()
        if len(words_between) > (9 if marks else 2 if topics else 4) or (topics and status.start > topics[0].start):
            return None
        rest = re.split(r"[,;.]", text[status.end : stop])[0]
        if not topics and not marks and (len(rest.split()) > 8 or re.search(r"[0-9]", rest)):
            return None
        return family, scope, "promise" if marks and "completed" in status.concepts else "actual"

    def _vowed(
        self, passage: Passage, run: list[Place], start: int, end: int, dates: list[Dated], promised: str | None
    ) -> tuple[str, Scope, ObsKind] | None:
        """'A cam kết mở dịch vụ trước 25/11, B trước 30/11': a word given for a day, whatever is to be done by then."""
        text = passage.squeezed.text
        due = [d for d in dates if d.use in {"before", "by"} and run[-1].end <= d.stated.start < end]
        if not due or re.search(r"[;]", text[run[-1].end : due[0].stated.start]):
            return None
        between = text[run[-1].end : due[0].stated.start]
        if promised and re.fullmatch(r",? ?(?:là |thì |xin )?(?:trước|đến|before|by|chậm nhất)?(?: ngày)? ?", between):
            return promised, Scope(), "promise"
        if not _VOW.match(between) or any(run[-1].end < p.start < due[0].stated.start for p in passage.places):
            return None
        families = [c for t in passage.between("topic", run[-1].end, due[0].stated.start) for c in sorted(t.concepts)]
        known = self._rated_topic(passage, start, run[0].start)
        family = next((c for c in families if c in self.rated - WEAKLY_RATED), None) or known
        return (family, Scope(), "promise") if family and "other" not in families else None

    def _rated_topic(self, passage: Passage, start: int, stop: int) -> str | None:
        """What a status without its own topic is about: the sentence so far, the paragraph, the heading, the title."""
        earlier = [c for t in passage.between("topic", start, stop) for c in sorted(t.concepts & self.rated)]
        return (
            next((c for c in reversed(earlier) if c not in WEAKLY_RATED), None)
            or self.here.topic(self.rated - WEAKLY_RATED)
            or self.heading.sole_topic(self.rated)
            or self.title.sole_topic(self.rated)
            or self.here.topic(self.rated)
        )

    def _lone_listed(
        self, passage: Passage, sentence: tuple[int, int], run: list[Place], floor: int, dates: list[Dated]
    ) -> bool:
        """'Các địa phương đã hoàn thành số hóa hộ tịch gồm A, B và C': a list we count, when it says that it is whole."""
        text = passage.squeezed.text
        before = text[floor : run[0].start]
        opened = re.search(
            r"(?P<word>gồm(?: có)?|là|:|như|trong đó có|such as|including|namely)\s*:?\s*(?:các )?(?:tỉnh|thành phố|tp)?,? ?(?:thành phố)?:?\s*$",
            before,
        )
        group = re.search(
            r"(?<!\w)(?P<all>các|những|all|the)? ?(?:địa phương|tỉnh, thành phố|tỉnh|nhóm|nơi|đơn vị|localities|provinces|group)(?!\w)",
            before,
        )
        # "Hoàn thành: A, B và C": the status itself heads the list
        bare = opened is not None and opened.group("word") == ":" and len(before.split()) <= 9
        if not opened or not (group or bare) or VALUED.match(text, run[-1].end):
            return False
        topics = [t for t in passage.between("topic", floor, run[0].start) if "other" not in t.concepts]
        family = next(iter(sorted(topics[0].concepts))) if topics else self._rated_topic(passage, floor, run[0].start)
        if family is None or f"{family}.status" not in self.reference.indicators:
            return False
        scope = Scope()
        tokens = [
            t
            for layer in ("status", "stage", "subject", "about")
            for t in passage.between(layer, floor + (group.end() if group else 0), run[0].start, family)
        ]
        scope.add(sorted(tokens, key=lambda t: t.start))
        grouped = group is None or re.search(r"nhóm|group|nơi|đơn vị", group.group())
        whole_list = opened.group("word") in {":", "gồm", "là"}
        if scope.status is None or ("stage" not in scope.nearest and not topics and not grouped and not whole_list):
            return False
        usable = [d for d in dates if d.use == "as_of" and d.stated.day]
        due = [d for d in dates if d.use in {"before", "by"}]
        as_of = usable[-1] if usable else self.here.day or self.heading.day or self.title.day
        self._statuses(passage, sentence, run, family, scope, "actual", as_of, due[0] if due else None, (), "list")
        whole = (
            opened.group("word") in {"gồm", "là", ":"}
            and group is not None
            and group.group("all") == "các"
            and len(run) > 1
        )
        if whole and not re.match(r"\s*(?:,? ?\.\.\.|…|,? v\.v)", text[run[-1].end :]):
            self._counted(passage, sentence, run, family, scope, as_of)
        return True

    def _counted(
        self,
        passage: Passage,
        sentence: tuple[int, int],
        run: list[Place],
        family: str,
        scope: Scope,
        as_of: Dated | None,
    ) -> None:
        """The length of a whole list, when the text prints no count; the list is the quote."""
        matched = matching(self.by_unit.get("localities", {}).get(family, []), scope)
        areas = [area_at(place, as_of, self.context) for place in run]
        if not matched or None in areas or scope.status is None:
            return
        count = float(len(set(areas)))
        found = make_observation(
            self.document, self.context, passage.squeezed, (run[0].start, run[-1].end), matched[0], "VN",
            value=count, low=count, high=count, denominator=None, qualifier=None,
            status=STATUS_OF.get(next(iter(sorted(scope.status.concepts)))), kind="actual", day=as_of, deadline=None, body=self.here.body,
            value_span=None, method="counted", flags=(), used=(),
        )  # fmt: skip
        self.result.found.append(found)

    def _lone_left(
        self, passage: Passage, run: list[Place], floor: int, stop: int
    ) -> tuple[str, Scope, ObsKind] | None:
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
        tokens = [
            t
            for layer in ("status", "stage")
            for t in passage.between(layer, max(floor, topics[-1].start - 80), run[0].start, family)
        ]
        scope.add(sorted(tokens, key=lambda t: "planned" not in t.concepts))
        return (family, scope, "actual") if scope.status else None


def _runs_in(passage: Passage, start: int, end: int) -> Iterator[list[Place]]:
    for run in passage.runs:
        if start <= run[0].start and run[-1].end <= end:
            yield run
