"""The dates of a quantity: the day it is as of, the day it is due.

Holds the choice among the dates of a sentence, then paragraph, heading and title. Keeps out: the grammar of dates (vietnamese.dates) and what a
date is used for (mentions).
"""

from __future__ import annotations

import re

from pipeline.extract.scope import Territory
from pipeline.extract.setting import Reading
from pipeline.extract.spans import SUBJECTS, Dated, Passage, Quantity
from pipeline.terms import ObsKind
from pipeline.vietnamese.dates import Stated, year_before

# A date this far from a figure is its own only when it says so.
_DATED = re.compile(r"(?:tính đến|tính tới|tính hết|cập nhật|đến hết|đến ngày|as of|up to)[^,;.]*$")
# "by the same date", "cùng buổi chiều": the day given last, in whatever paragraph.
SAME_DAY = re.compile(
    r"(?<!\w)(?:cùng (?:ngày|buổi|thời điểm|thời gian|mốc)|cũng trong ngày|thời điểm (?:này|đó|trên)|mốc (?:này|trên)|same (?:date|day|time))(?!\w)"
)


# "17% trong năm 2023, nay đã đạt 43,8%": a new day begins
_NOW = re.compile(
    r"(?<!\w)(?:(?:bây )?giờ(?= là| đã| còn| mới| có)|nay(?= đã| mới| còn| là| lên| có)|hiện(?: nay)?(?= đã| mới| là| đạt| có)|is now|has now|ha(?:s|ve) (?:since )?(?:reached|risen|climbed|grown|hit))(?!\w)"
)
# "Năm 2025 phải đạt 80%, trong khi 10 tháng mới đạt 45%": the day ahead is not that of what was reached
_YET = re.compile(r"(?<!\w)(?:trong khi|nhưng|while|but|yet)(?!\w).*(?<!\w)(?:mới|đã|hiện|now|so far|only)(?!\w)")
_FROM = re.compile(r"(?<!\w)(?:từ|from)(?: mức)? $")


class DateReader(Reading):
    """Dates quantities in the setting of its document."""

    def _as_of(
        self, passage: Passage, sentence: tuple[int, int], quantities: list[Quantity], lands: list[Territory], i: int,
        dates: list[Dated], kind: ObsKind = "actual",
    ) -> Dated | None:  # fmt: skip
        """The as-of date: nearest before in the sentence, else right after, else of the paragraph, heading or title."""
        q, land = quantities[i], lands[i]
        text = passage.squeezed.text
        usable = [d for d in dates if d.use == "as_of" and d.stated.day and reaches(text, d, q)]
        # "từ 17% cuối năm 2023 đã lên 43,8%": the day of what it was before
        usable = [
            d
            for d in usable
            if not (d.stated.end <= q.start and _NOW.search(text[d.stated.end : q.lead]))
            and not (self.context.lies_ahead(d.stated.day) and _YET.search(text[d.stated.end : q.end]))
        ]
        froms = [p for p in quantities[:i] if _FROM.search(text[: p.lead])]
        usable = [
            d
            for d in usable
            if not any(0 <= d.stated.start - p.reach <= 12 and "," not in text[p.reach : d.stated.start] for p in froms)
        ]
        if kind == "comparison":
            own = [d for d in dates if d.use in {"compared", "as_of"} and d.stated.day and _near(text, d, q)]
            if not own and re.search(
                r"(?:khi|lúc) (?:đó|ấy) $|(?:khi|lúc) (?:đó|ấy) (?:là|đạt|mới|chỉ) *$",
                text[max(0, q.lead - 24) : q.lead],
            ):
                own = [d for d in dates if d.use == "compared" and d.stated.day]
            if own:
                return own[-1]
        before = [d for d in usable if d.stated.end <= q.start]
        own_after = [
            d
            for d in usable
            if d.stated.start >= q.end
            and d.stated.end <= land.right[1] + 40
            and not re.search(r"[;]", passage.squeezed.text[q.end : d.stated.start])
        ]
        later = quantities[i + 1].start if i + 1 < len(quantities) else sentence[1]
        own_before = [d for d in before if d.stated.start >= land.left[0]]
        close = [d for d in own_after if d.stated.start < later]
        # "từ 17% năm 2023 lên 43,8% trong tháng 9/2024": the year is the first one's
        first = own_before[-1] if own_before else None
        if first and close and any(p.end <= first.stated.start <= p.reach + 2 for p in quantities[:i]):
            return close[0]
        if own_before:
            return own_before[-1]
        if close and (not before or len(passage.squeezed.text[q.reach : close[0].stated.start].split()) <= 3):
            return close[0]
        if before:
            return before[-1]
        if (
            len(usable) == 1
            and not self._owned_by_another(passage, usable[0], quantities, lands, i)
            and (
                usable[0].stated.start < later
                or _DATED.search(text[max(0, usable[0].stated.start - 30) : usable[0].stated.start])
            )
        ):
            return usable[0]
        if re.search(
            r"không (?:ghi|nêu|rõ)(?: rõ)? thời (?:điểm|gian)|undated|no date", text[sentence[0] : sentence[1]]
        ):
            return None
        if self.here.day:
            return self.here.day
        if self.last_day and SAME_DAY.search(text[sentence[0] : sentence[1]]):
            return self.last_day
        events = [
            d
            for d in dates
            if d.use == "event" and d.stated.day and d.stated.end <= q.start and d.stated.precision == "day"
        ]
        if events:
            return events[-1]
        return self.standing_day

    def _owned_by_another(
        self, passage: Passage, dated: Dated, quantities: list[Quantity], lands: list[Territory], i: int
    ) -> bool:
        """'… 44 %, against a target of 80 % by the end of 2025': the date is the target's."""
        before = [k for k, p in enumerate(quantities) if p.end <= dated.stated.start]
        if not before or before[-1] == i:
            return False
        k = before[-1]
        marks = passage.between("mark", lands[k].left[0], quantities[k].lead)
        near = len(passage.squeezed.text[quantities[k].reach : dated.stated.start].split()) <= 5
        return near and any(t.concepts & {"target", "promise", "comparison"} for t in marks)

    def _year_before(self, passage: Passage, q: Quantity, land: Territory, as_of: Dated | None) -> Dated | None:
        """'cùng kỳ năm trước': the same day a year before the figures it is compared with."""
        said = (
            passage.squeezed.text[max(land.left[0] - 30, 0) : q.lead]
            + passage.squeezed.text[q.reach : land.right[1]][:40]
        )
        day = as_of.stated.day if as_of else self.context.reference_day
        if day is None or not re.search(r"cùng (?:kỳ|thời điểm)|same period|a year earlier", said):
            return as_of
        if as_of and as_of.stated.precision == "year":
            # "cùng kỳ năm 2024", "cùng thời điểm năm ngoái": the year is named, the day is that of the figures
            told = self.here.day or self.standing_day
            base = told.stated.day if told else self.context.reference_day
            if base is None:
                return as_of
            while base.year > day.year:
                base = year_before(base)
            return Dated(Stated(0, 0, base, told.stated.precision if told else "month", False), "as_of")
        stated = Stated(0, 0, year_before(day), as_of.stated.precision if as_of else "month", False)
        return Dated(stated, "as_of")

    def _deadline(
        self, passage: Passage, quantities: list[Quantity], lands: list[Territory], i: int, dates: list[Dated], kind: ObsKind,
        sentence: tuple[int, int],
    ) -> Dated | None:  # fmt: skip
        """A date by which it is to be done, in the quantity's own stretch; for targets and promises anywhere before it."""
        q = quantities[i]
        later = quantities[i + 1].lead if i + 1 < len(quantities) else sentence[1]
        due = [d for d in dates if d.use in {"before", "by"}]
        text = passage.squeezed.text
        after = [d for d in due if q.end <= d.stated.start < later and ";" not in text[q.end : d.stated.start]]
        own_left = [
            d
            for d in dates
            if d.use in {"before", "by", "as_of"}
            and d.stated.day
            and lands[i].left[0] <= d.stated.start
            and d.stated.end <= q.start
        ]
        if kind in {"target", "promise"} and own_left and q.start - own_left[-1].stated.end <= 24:
            return own_left[-1]
        if after and (kind in {"target", "promise"} or q.units & SUBJECTS):
            return after[0]
        if kind in {"target", "promise"}:
            ahead = self.context.reference_day
            open_dates = [
                d for d in dates
                if d.use == "as_of" and reaches(text, d, q) and d.stated.day and (ahead is None or d.stated.day >= ahead)
            ]  # fmt: skip
            wider = sorted([*due, *open_dates], key=lambda d: d.stated.start)
            beside = [
                d
                for d in wider
                if d.stated.start >= q.reach
                and len(text[q.reach : d.stated.start].split()) <= 5
                and d.stated.start < later
            ]
            if beside:
                return beside[0]
            before = [d for d in wider if d.stated.end <= q.start and (d.stated.start >= lands[i].left[0] or d in due)]
            ahead_of = [
                d
                for d in wider
                if d.stated.start >= q.end
                and not any(p.start < d.stated.start and p.units & q.units for p in quantities[i + 1 :])
            ]
            return before[-1] if before else (ahead_of[0] if ahead_of else None)
        return None


def _near(text: str, dated: Dated, q: Quantity) -> bool:
    """'so với thời điểm 30/9, khi mới có 14", "(cuối năm 2023 là 17%)", "17% at the end of 2023": close on either side."""
    if dated.stated.end <= q.start:
        return len(text[dated.stated.end : q.lead].split()) <= 6 and not re.search(
            r"[;.]", text[dated.stated.end : q.lead]
        )
    return len(text[q.reach : dated.stated.start].split()) <= 4 and not re.search(
        r"[;.,]", text[q.reach : dated.stated.start]
    )


def bracket(text: str, index: int) -> tuple[int, int] | None:
    """The span of the brackets around text[index], None outside brackets."""
    opening = text.rfind("(", max(0, index - 200), index)
    if opening < 0 or ")" in text[opening:index]:
        return None
    closing = text.find(")", index)
    return (opening, closing if closing >= 0 else len(text))


def reaches(text: str, dated: Dated, q: Quantity) -> bool:
    """A date in brackets dates what is in the same brackets, or the figure right before them."""
    span = bracket(text, dated.stated.start)
    return span is None or span[0] <= q.start < span[1] or 0 <= span[0] - q.reach <= 2
