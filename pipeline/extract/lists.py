"""Localities named in a row, with or without a count: a status each.

Holds "14 địa phương gồm A, B và C", "A và B đã hoàn thành …", lists under a colon and plans "tại tỉnh A và B". Keeps out: counts and figures
(bind), how names are found (vietnamese.places).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.context import area_at, make_observation
from pipeline.extract.scope import Scope, Territory, matching
from pipeline.extract.setting import STATUS_OF, Reading
from pipeline.extract.spans import Dated, Passage, Quantity
from pipeline.terms import ObsKind, Status
from pipeline.vietnamese.places import Place

# "A (12), B: 20": the names are the rows of figures, not a list with a status.
VALUED = re.compile(r"[^\w;.]{0,3}(?:(?:đạt|là|có|với|chiếm)[^\w;.]{1,3})?[0-9]")


# "16 địa phương có nguy cơ, chủ yếu do …; trong đó A, B": the list comes after the reason.
_PART_NAMED = re.compile(r"^[^;.]*[;,] ?trong (?:số )?đó(?: có)?(?: các)?(?: tỉnh)? $")


@dataclass(frozen=True, slots=True)
class Counted:
    """The count of localities read last: what a list in the next sentence names."""

    passage: Passage
    end: int
    family: str
    scope: Scope
    kind: ObsKind
    as_of: Dated | None
    deadline: Dated | None


class ListReader(Reading):
    """Reads lists of localities in the setting of its document."""

    counted: Counted | None = None

    def _listed(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory, family: str, scope: Scope, kind: ObsKind,
        as_of: Dated | None, deadline: Dated | None, status_done: list[tuple[int, int]],
    ) -> None:  # fmt: skip
        """The localities that a count names: one status fact each."""
        text = passage.squeezed.text
        self.counted = Counted(passage, sentence[1], family, scope, kind, as_of, deadline)
        for run in passage.runs:
            between = text[q.reach : run[0].start]
            counted = any(q.end <= other.start < run[0].start for other in passage.quantities)
            reach = sentence[1] if _PART_NAMED.search(between) and not counted else land.right[1]
            if not (q.end <= run[0].start and run[-1].end <= reach):
                continue
            opened = re.search(
                r"(?:gồm(?: có)?|trong (?:số )?đó(?: có| gồm)?|đó là|cụ thể(?: là)?|là|:|\(|such as|including|namely|comprising|như|they are|-)\s*:?\s*(?:các )?(?:tỉnh|thành phố|tp)?,? ?(?:thành phố)?:?\s*$",
                between,
            )
            if not opened or VALUED.match(text, run[-1].end):
                continue
            partial = bool(re.search(r"trong (?:số )?đó|như|such as|including|tiêu biểu|điển hình", between)) or bool(
                re.match(r"\s*(?:,? ?\.\.\.|…|,? v\.v)", text[run[-1].end :])
            )
            flags = () if partial or len(run) == q.number.value else ("count_list_mismatch",)
            if flags:
                self._flag_last(flags[0])
            told = self._told_of(passage, run, sentence[1], scope)
            self._statuses(passage, sentence, run, family, told, kind, as_of, deadline, flags, "list")
            status_done.append((run[0].start, run[-1].end))
            return

    def _told_of(self, passage: Passage, run: list[Place], end: int, scope: Scope) -> Scope:
        """'còn 25 địa phương, trong đó A, B bị đánh giá là chậm': what is said of the names themselves counts more."""
        text = passage.squeezed.text
        stop = min([q.lead for q in passage.quantities if q.lead >= run[-1].end] + [end])
        own = [t for t in passage.between("status", run[-1].end, stop) if "ignored" not in t.concepts]
        if (
            not own
            or len(text[run[-1].end : own[0].start].split()) > 5
            or re.search(r"[;.]", text[run[-1].end : own[0].start])
        ):
            return scope
        told = scope.copy()
        told.nearest["status"] = own[0]
        return told

    def _listed_item(self, passage: Passage) -> bool:
        """An item that is nothing but names, under a lead-in that says how far they are."""
        here, topic = self.here, self.here.topic(self.rated)
        if (
            here.scope is None
            or here.scope.status is None
            or topic is None
            or len(passage.runs) != 1
            or passage.quantities
        ):
            return False
        run = passage.runs[0]
        text = passage.squeezed.text
        if re.search(r"\w", re.sub(r"tỉnh|thành phố|và|and", "", text[: run[0].start] + text[run[-1].end :])):
            return False
        self._statuses(passage, (0, len(text.rstrip())), run, topic, here.scope, "actual", here.day, None, (), "list")
        return True

    def _statuses(
        self, passage: Passage, sentence: tuple[int, int], run: list[Place], family: str, scope: Scope, kind: ObsKind,
        as_of: Dated | None, deadline: Dated | None, flags: tuple[str, ...], method: str,
    ) -> None:  # fmt: skip
        indicator = self.reference.indicators.get(f"{family}.status")
        token = scope.status
        if indicator is None:
            return
        status: Status | None = None  # what is promised is not yet so
        if kind != "promise":
            if token is None or not matching([indicator], scope):
                return
            status = next((STATUS_OF[c] for c in sorted(token.concepts) if c in STATUS_OF), None)
            if status is None:
                return
        for place in run:
            day = None if kind == "promise" else as_of
            ref_area = area_at(place, day, self.context)
            if ref_area is None:
                continue
            self.result.found.append(
                make_observation(
                    self.document, self.context, passage.squeezed, sentence, indicator, ref_area,
                    value=None, low=None, high=None, denominator=None, qualifier=None, status=status, kind=kind,
                    day=day, deadline=deadline, body=self.attributed_to, assurance=self.here.assurance, value_span=(place.start, place.end), method=method,
                    flags=flags, used=(),
                )
            )  # fmt: skip

    def _flag_last(self, flag: str) -> None:
        last = self.result.found[-1]
        self.result.found[-1] = replace(
            last, observation=replace(last.observation, flags=(*last.observation.flags, flag))
        )
