"""Localities named without a count: 'A và B đã hoàn thành …', 'các địa phương chậm gồm …', 'A cam kết xong trước ngày …'.

Holds the statuses and promises of names that no quantity introduces. Keeps out: lists under a count (lists), figures (bind).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.context import area_at, make_observation
from pipeline.extract.kind import ACHIEVED
from pipeline.extract.lists import VALUED, ListReader
from pipeline.extract.scope import NEAREST, Scope, matching
from pipeline.extract.setting import LINKED, STATUS_OF
from pipeline.extract.spans import Dated, Passage, Quantity, Token
from pipeline.extract.told import (
    VOW,
    clause_end,
    day_missed,
    ends_the_clause,
    is_done_since,
    near_the_names,
    speaks_of_bodies,
    spoken_of_others,
    stands_before_a_number,
    told_in_brackets,
    without_bare_not,
)
from pipeline.extract.topics import labelled
from pipeline.terms import ObsKind
from pipeline.vietnamese.places import Place

# Named in passing by every report: a status near such words is seldom about them.
WEAKLY_RATED = frozenset({"online_services", "population_db"})
_GOVERNED = re.compile(
    r"(?<!\w)(?:của|tại|ở|thuộc|trên địa bàn|trong|(?<!trong khi )đó|từ|qua|đến|sang|nối|giữa|kinh nghiệm|mô hình|cách làm|so với|khác với|khác|trừ|ngoài|không riêng|không chỉ|bên cạnh|sau|"
    r"in|of|at|from|to|like|than|unlike|except|besides|after|between)(?: (?:các )?(?:tỉnh|thành phố))? $"
)
_AUTHORITY = re.compile(
    r"(?:people's committee|committees?|authorit(?:y|ies)|leaders?(?:hip)?|chairman|government|chính quyền|lãnh đạo|ubnd|ủy ban nhân dân)(?: of| của)?"
    r"(?: (?:các )?(?:tỉnh|thành phố|the))? $"
)
# "Đề nghị A hoàn thành …", "khi A xong": what is asked or supposed of a place is not how far it is.
_SUPPOSED = re.compile(
    r"(?<!\w)(?:đề nghị|yêu cầu|giao|chỉ đạo|đôn đốc|nếu|(?<!trong )khi|sau khi|để|nhằm|giúp|hỗ trợ|mong|liệu|if|when|once|urged|asked|ordered|instructed|required|help(?:s|ed|ing)?)"
    r"(?: các)?(?: tỉnh| thành phố| ubnd)*,? $"
)
# "A triển khai dịch vụ công còn chậm", "tại A, việc số hóa hộ tịch đã xong": the deed first, how far it is last.
_DEED_FIRST = re.compile(
    r"\s*,?\s*(?:hiện |cũng |đang |đã |vẫn |còn |có )*(?:triển khai|thực hiện|tiến hành|làm|xây dựng|số hóa|đồng bộ|kết nối|làm sạch|việc|công tác|tiến độ|quá trình|khâu)(?!\w)"
)
# "Tiến độ của A rất chậm", "việc số hóa sổ hộ tịch của A đã hoàn thành": the deed of the names opens the clause.
_DEED_OF = re.compile(
    r"(?:^|[,;:.]) ?(?:việc|công tác|tiến độ|quá trình|khâu)(?: [^\W\d]+){0,8} của(?: (?:các )?(?:tỉnh|thành phố))? $"
)
# "Thí điểm cắt giảm thủ tục nhờ dữ liệu đất đai": what something is done with is not what is done.
_MEANS = re.compile(
    r"(?<!\w)(?:nhờ|dựa trên|dựa vào|căn cứ|từ|bằng|sử dụng|dùng|khai thác|trên cơ sở|thông qua|using|based on|thanks to|through|with)(?: (?:các|nguồn|kho|the))? $"
)
# A word given about something else than the work.
_ANOTHER_PROMISE = re.compile(
    r"(?<!\w)(?:trả lời|báo cáo|giải trình|gửi|nộp|đồng hành|hỗ trợ|bố trí|phối hợp|giải ngân|chi trả|bồi thường|reply|report|submit|support|disburse)(?!\w)"
)
# A sentence of nothing but names after one that counted them: "Danh sách có A, B, C."
_NAMES_FOLLOW = re.compile(
    r"\W*(?:(?:danh sách|đó|cụ thể|các (?:tỉnh|địa phương) (?:này|đó|ấy)|những nơi (?:này|đó|ấy)|the list|these|they)(?: này)?(?: đó)?,? ?(?:có|gồm(?: có)?|bao gồm|là|includes?|are|comprises?)|gồm(?: có)?|bao gồm|đó là)"
    r"(?: các)?(?: tỉnh| thành phố)*:? ?"
)


class LoneReader(ListReader):
    """Reads names that stand alone, in the setting of its document."""

    told: tuple[Passage, int, str] | None = None  # where a lone status was last read, and its family

    def _lone_statuses(
        self, passage: Passage, start: int, end: int, quantities: list[Quantity], dates: list[Dated],
        done: list[tuple[int, int]],
    ) -> None:  # fmt: skip
        """Localities named without a count: 'A và B đã hoàn thành …', 'kế hoạch … tại tỉnh A và B'."""
        text = passage.squeezed.text
        promised: str | None = None
        if text[start:end].rstrip(" \"”'").endswith("?"):
            return
        runs = list(_runs_in(passage, start, end))
        for k, run in enumerate(runs):
            if any(a <= run[0].start < b for a, b in done):
                continue
            follower = runs[k + 1][0].start if k + 1 < len(runs) else end
            stop, whole = clause_end(passage, run, follower, quantities, end)
            floor = max([q.reach for q in quantities if q.reach <= run[0].start] + [start])
            if self._names_of_count(passage, (start, end), run) or self._lone_listed(
                passage, (start, end), run, floor, dates
            ):
                continue
            found = (
                self._lone_right(passage, run, start, stop, whole)
                or self._lone_left(passage, run, floor, stop)
                or self._vowed(passage, run, start, end, dates, promised)
            )
            if found is None:
                continue
            family, scope, kind = found
            self.told = (passage, run[-1].end, family)
            promised = family if kind == "promise" else None
            missed = day_missed(text, scope, dates)
            usable = [
                d
                for d in dates
                if d.stated.day
                and d.stated.end <= stop
                and d is not missed
                and (d.use == "as_of" or is_done_since(text, scope, d))
                and not self._to_come(d)
            ]
            dues = {"before", "by", "as_of", "document"} if kind == "promise" else {"before", "by"}
            until = stop if kind == "actual" else end
            due = [
                d
                for d in dates
                if d is missed or ((d.use in dues or self._to_come(d)) and run[-1].end <= d.stated.start < until)
            ]
            due.sort(key=lambda d: d.use not in {"before", "by"})
            as_of = usable[-1] if usable else self.here.day or self.standing_day
            self._statuses(
                passage, (start, end), run, family, scope, kind, as_of, due[0] if due else None, (), "clause"
            )

    def _lone_right(
        self, passage: Passage, run: list[Place], start: int, stop: int, whole: bool
    ) -> tuple[str, Scope, ObsKind] | None:
        """'A và B (đã) hoàn thành số hóa dữ liệu hộ tịch': status, what is done and the topic all follow the names."""
        text = passage.squeezed.text
        before = text[max(0, run[0].start - 40) : run[0].start]
        located = bool(_GOVERNED.search(before)) and not _AUTHORITY.search(before)
        if before.endswith("trong đó ") and passage.between("status", run[-1].end, run[-1].end + 12):
            located = False  # "trong đó A, B đang làm": the status follows at once
        deed = _DEED_OF.search(text[start : run[0].start])
        if deed and not speaks_of_bodies(passage, start + deed.start(), run[0].start, None):
            located = False
        deed_first = bool(_DEED_FIRST.match(text, run[-1].end, stop))
        if _SUPPOSED.search(before) or (located and not (deed_first and text[run[-1].end : stop].startswith(","))):
            return None
        opened = told_in_brackets(passage, run)
        since, stop = opened or (run[-1].end, stop)
        family = self._family_right(passage, run, start, since, stop)
        indicator = self.reference.indicators.get(f"{family}.status")
        if family is None or indicator is None:
            return None
        scope = self._scope_right(passage, since, stop, family)
        status = scope.status
        if status is None or not (whole or opened or stands_before_a_number(passage, since, status, stop)):
            return None
        # "…, chỉ vướng vài thửa": what a comma parts from the status is not its object
        comma = text.find(",", status.end, stop)
        topics = [t for t in passage.between("topic", since, stop if comma < 0 else comma) if "other" not in t.concepts]
        if not matching([indicator], scope):
            # what is done, said before the names: "32 tỉnh đã kết nối. A đang cấu hình lại"
            scope = scope.widened(reversed(passage.between("stage", 0, run[0].start, family)))
            if topics or not matching([indicator], scope):
                return None
        marks = [t for t in passage.between("mark", since, status.end) if "promise" in t.concepts]
        if spoken_of_others(passage, run, since, status, family, marks[0].start if marks else status.start):
            return None
        given = bool(marks) or bool(VOW.match(text, since, status.start))
        vowed = given or self._lies_in_store(passage, status, stop)
        if topics and status.start > topics[0].start:
            if not (located or deed_first) or not ends_the_clause(passage, since, status, stop):
                return None
        elif located or not near_the_names(passage, since, stop, scope, status, topics, vowed):
            return None
        return family, scope, "promise" if vowed and status.concepts & {"completed", "deployed"} else "actual"

    def _family_right(self, passage: Passage, run: list[Place], start: int, since: int, stop: int) -> str | None:
        """What the clause after the names is about; what it does not say, the text above said before."""
        said = passage.between("topic", since, stop)
        family = next((c for t in said if "other" not in t.concepts for c in sorted(t.concepts)), None)
        if said and family not in WEAKLY_RATED:
            return family
        return self._family_by_words(passage, since, stop) or self._rated_topic(passage, start, run[0].start) or family

    def _to_come(self, dated: Dated) -> bool:
        """'khó hoàn thành trong năm nay': a day after the report was written dates nothing that it found."""
        written = self.context.published_on or self.context.month_end
        return (
            dated.use == "as_of" and dated.stated.day is not None and written is not None and dated.stated.day > written
        )

    def _lies_in_store(self, passage: Passage, status: Token, stop: int) -> bool:
        """'A hoàn thành trước 30/9', written in June: a day that has not come makes it a word given."""
        written = self.context.published_on or self.context.month_end
        text = passage.squeezed.text
        if written is None or ACHIEVED.search(text[max(0, status.start - 12) : status.end]):
            return False
        days = [d.stated.day for d in passage.dates if status.end <= d.stated.start < stop]
        return bool(days) and days[0] is not None and days[0] > written

    def _scope_right(self, passage: Passage, since: int, stop: int, family: str) -> Scope:
        """The catalogue's words after the names, the nearest first; a bare 'chưa' gives way to any other status."""
        tokens = sorted(
            (t for layer in (*NEAREST, "about") for t in passage.between(layer, since, stop, family)),
            key=lambda t: t.start,
        )
        scope = Scope()
        scope.add(without_bare_not(passage.squeezed.text, tokens, stop))
        return scope

    def _family_by_words(self, passage: Passage, since: int, stop: int) -> str | None:
        """'A đã bãi bỏ xong …': the family whose own word for a deed this is, when the text above speaks of it."""
        owners = {
            hit[4] for hit in passage.hits if hit[2] == "stage" and hit[4] and since <= hit[0] and hit[1] <= stop
        } & self.rated
        above = {*self.here.topics, *self.heading.topics, *self.title.topics}
        return owners.pop() if len(owners) == 1 and owners <= above else None

    def _vowed(
        self, passage: Passage, run: list[Place], start: int, end: int, dates: list[Dated], promised: str | None
    ) -> tuple[str, Scope, ObsKind] | None:
        """'A cam kết mở dịch vụ trước 25/11, B trước 30/11': a word given for a day, whatever is to be done by then."""
        text = passage.squeezed.text
        vow = VOW.match(text, run[-1].end, end)
        due = [
            d
            for d in dates
            if run[-1].end <= d.stated.start < end
            # "xin đến 10/12": the words of a promise make the day right after them its deadline
            and (
                d.use in {"before", "by"}
                or (vow and len(text[vow.end() : d.stated.start].split()) <= 2)
                or (promised and len(text[run[-1].end : d.stated.start].split()) <= 1)
            )
        ]
        if not due or re.search(r"[;]", text[run[-1].end : due[0].stated.start]):
            return None
        between = text[run[-1].end : due[0].stated.start]
        if promised and re.fullmatch(r",? ?(?:là |thì |xin )?(?:trước|đến|before|by|chậm nhất)?(?: ngày)? ?", between):
            return promised, Scope(), "promise"
        if (
            not vow
            or _ANOTHER_PROMISE.search(between)
            or any(run[-1].end < p.start < due[0].stated.start for p in passage.places)
        ):
            return None
        clause = re.compile(r"[,;]|$").search(text, due[0].stated.end, end)
        until = clause.start() if clause else end
        families = [c for t in passage.between("topic", run[-1].end, until) for c in sorted(t.concepts)]
        known = self._rated_topic(passage, start, run[0].start)
        family = next((c for c in families if c in self.rated - WEAKLY_RATED), None) or known
        return (family, Scope(), "promise") if family and "other" not in families else None

    def _rated_topic(self, passage: Passage, start: int, stop: int) -> str | None:
        """What a status without its own topic is about: the sentence so far, the paragraph, the heading, the title."""
        text = passage.squeezed.text
        named = [
            t
            for t in passage.between("topic", 0, stop)
            if t.concepts & self.rated and not _MEANS.search(text[: t.start])
        ]
        earlier = [c for t in named if t.start >= start for c in sorted(t.concepts & self.rated)]
        told = None
        if self.told and self.told[0] is passage and not any(t.start >= self.told[1] for t in named):
            told = self.told[2]
        own = {c for t in named for c in t.concepts & self.rated}
        return (
            next((c for c in reversed(earlier) if c not in WEAKLY_RATED), None)
            or told
            or labelled(passage, text.find(":", 0, stop))
            or (LINKED if own == {LINKED} else None)
            or self.here.topic(self.rated - WEAKLY_RATED)
            or self.heading.sole_topic(self.rated)
            or self._heading_label()
            or self.title.sole_topic(self.rated)
            or self.here.topic(self.rated)
        )

    def _heading_label(self) -> str | None:
        """The family that a heading of nothing but a label names."""
        passage = self.heading.passage
        return labelled(passage, len(passage.squeezed.text)) if passage else None

    def _names_of_count(self, passage: Passage, sentence: tuple[int, int], run: list[Place]) -> bool:
        """'… mới 13 tỉnh hoàn thành. Danh sách có A, B, C.': the names of what the sentence before counted."""
        text, counted = passage.squeezed.text, self.counted
        opener = _NAMES_FOLLOW.match(text, *sentence)
        if counted is None or counted.passage is not passage or not 0 <= sentence[0] - counted.end <= 2:
            return False
        if opener is None or opener.end() != run[0].start or re.search(r"\w", text[run[-1].end : sentence[1]]):
            return False
        self._statuses(
            passage,
            sentence,
            run,
            counted.family,
            counted.scope,
            counted.kind,
            counted.as_of,
            counted.deadline,
            (),
            "list",
        )
        return True

    def _lone_listed(
        self, passage: Passage, sentence: tuple[int, int], run: list[Place], floor: int, dates: list[Dated]
    ) -> bool:
        """'Các địa phương đã hoàn thành số hóa hộ tịch gồm A, B và C': a list we count, when it says that it is whole."""
        text = passage.squeezed.text
        before = text[floor : run[0].start]
        opened = re.search(
            r"(?P<word>gồm(?: có)?|là|:|như|trong đó có|(?:thì )?(?:có|phải kể)|such as|including|include|includes|(?<=localities )are|(?<=provinces )are|namely)\s*:?\s*(?:các )?(?:tỉnh|thành phố|tp)?,? ?(?:thành phố)?:?\s*$",
            before,
        )
        group = re.search(
            r"(?<!\w)(?P<all>các|những|all|the)? ?(?:địa phương|tỉnh, thành phố|tỉnh|nhóm|nơi|đơn vị|localities|provinces|group)(?!\w)",
            before,
        )
        # "Hoàn thành: A, B và C": the status itself heads the list
        bare = opened is not None and _status_heads(passage, floor, run[0].start, opened.group("word"))
        tallied = any(q.reach == floor and q.units & {"localities"} for q in passage.quantities)
        if not opened or not (group or bare or tallied) or VALUED.match(text, run[-1].end):
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
        missed = day_missed(text, scope, dates)
        usable = [d for d in dates if d.use == "as_of" and d.stated.day and d is not missed]
        due = [d for d in dates if d is missed or d.use in {"before", "by"}]
        as_of = usable[-1] if usable else self.here.day or self.standing_day
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
            status=STATUS_OF.get(next(iter(sorted(scope.status.concepts)))), kind="actual", day=as_of, deadline=None, body=self.attributed_to,
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
    """Names in a row within start:end; names with a status each in brackets stand alone."""
    for run in passage.runs:
        if not (start <= run[0].start and run[-1].end <= end):
            continue
        parts = [run]
        if all(told_in_brackets(passage, [place]) for place in run):
            parts = [[place] for place in run]
        yield from parts


def _status_heads(passage: Passage, floor: int, stop: int, opener: str) -> bool:
    """'Hoàn thành: A, B và C', 'Gần như xong là A', 'Ì ạch thì có B': the status itself heads the list."""
    before = passage.squeezed.text[floor:stop]
    if opener == ":":
        return len(before.split()) <= 9
    statuses = passage.between("status", floor, stop)
    return (
        bool(statuses)
        and len(before.split()) <= 9
        and len(passage.squeezed.text[floor : statuses[0].start].split()) <= 1
        and opener.split()[-1] in {"là", "có", "kể", "gồm"}
    )
