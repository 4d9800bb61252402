"""The same judgements as text: what is known in one month, who answers for it, what to ask, and which sentence says so.

Holds the Markdown of a month in one language, line by line beside its evidence, so that a reviewer can check it against the
reports. Keeps out: choosing and judging (calls, judging, record, instructions do that) and sending it anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.publish.report import words
from pipeline.publish.report.calls import Call, CallGroup, calls, sections
from pipeline.publish.report.evidence import Evidence
from pipeline.publish.report.instructions import instructions
from pipeline.publish.report.judging import disagreements, systems, unnamed_groups
from pipeline.publish.report.marts import Marts
from pipeline.publish.report.record import record
from pipeline.publish.report.words import Text

Language = Literal["vi", "en"]

_SPECIAL = re.compile(r"([\\`*_<>\[\]#|])")


def digest(marts: Marts, month: str, language: Language) -> str:
    """Markdown of what is known by the cut-off of the month (YYYY-MM); only rows of `marts`, so never real beside made-up."""
    return "\n".join(_Writer(marts, month, language).lines()) + "\n"


class _Writer:
    def __init__(self, marts: Marts, month: str, language: Language) -> None:
        self.marts, self.month, self.language = marts, month, language

    def say(self, vi: str, en: str) -> str:
        return vi if self.language == "vi" else en

    def of(self, text: Text) -> str:
        return _plain(text.vi if self.language == "vi" else text.en)

    def lines(self) -> Iterator[str]:
        cutoff = self.marts.cutoff(self.month)
        named = self.of(words.month(self.month))
        until = words.day(cutoff) if cutoff else "-"
        yield f"# Tiến độ: {self.say('như đã biết trong', 'as known in')} {named}"
        yield ""
        yield self.say(f"Mọi điều đã công bố đến hết ngày {until}.", f"Everything public by {until}.")
        yield from self.commitments()
        yield from self.systems()
        yield from self.instructions()
        yield from self.unnamed_groups()
        yield from self.disagreements()
        if self.month == max(row["as_of_month"] for row in self.marts.risks):
            yield from self.record()

    def commitments(self) -> Iterator[str]:
        for section in sections(calls(self.marts, self.month)):
            yield ""
            yield f"## {self.of(section.title)}"
            for entry in section.entries:
                yield ""
                yield from self.call(entry) if isinstance(entry, Call) else self.group_of_calls(entry)

    def call(self, entry: Call) -> Iterator[str]:
        yield f"### {self.of(entry.name)} ({self.of(entry.area)})"
        yield ""
        chance = ""
        if entry.p_miss is not None:
            chance = self.say(": khả năng trễ ", ": chance of being late ")
            chance += f"{self.of(words.chance(entry.p_miss))} ({self.of(words.percent(round(100 * entry.p_miss)))})"
        yield f"- {self.of(entry.band.word)}{chance}"
        yield f"- {self.say('Hạn cuối', 'Last day')}: {self.deadline(entry)}"
        target = f"{self.say('mục tiêu', 'target')} {self.of(entry.target)}"
        done = (
            self.of(words.percent(entry.progress)) if entry.progress is not None else self.say("chưa rõ", "not known")
        )
        if entry.derivation:
            done += f" ({self.say('suy ra', 'derived')}: {entry.derivation})"
        yield f"- {self.say('Đã làm', 'Done')}: {done}; {target}"
        yield f"- {self.say('Vì sao', 'Why')}: {_plain(self.of(entry.why))}"
        if entry.outside:
            yield f"- {self.say('Ngoài mục tiêu còn', 'Left out of the target')}: {self.of(entry.outside.value)}"
            yield "  " + self.evidence(entry.outside)
        if entry.finishers:
            label = self.say("Dự kiến xong khi đến hạn", "Expected to finish by then")
            yield f"- {label}: {self.of(entry.finishers)}"
        yield f"- {self.say('Gọi', 'Call')}: {_plain(entry.accountable or '-')}; {self.lead(entry.lead_agency)}"
        for ask in entry.asks:
            yield f"- {self.say('Hỏi', 'Ask')}: {self.of(ask)}"
        yield self.evidence(entry.evidence)

    def group_of_calls(self, entry: CallGroup) -> Iterator[str]:
        yield f"### {self.of(entry.name)}"
        yield ""
        yield "- " + ", ".join(f"{self.of(band.word)}: {n}" for band, n in entry.counts)
        yield f"- {self.say('Hạn cuối', 'Last day')}: {self.deadline(entry.first)}"
        known = [call for call in entry.members if call.evidence]
        for band in dict.fromkeys(call.band.code for call in known):
            areas = ", ".join(self.of(call.area) for call in known if call.band.code == band)
            yield f"- {self.of(words.BANDS[band].word)}: {areas}"

    def deadline(self, entry: Call) -> str:
        left = f", {self.of(entry.remaining)}" if entry.remaining else ""
        return f"{words.day(entry.last_day)}{left} ({self.say('căn cứ', 'basis')}: {self.of(entry.basis)})"

    def lead(self, agency: str | None) -> str:
        return f"{self.say('chủ trì', 'lead')}: {_plain(agency or '-')}"

    def systems(self) -> Iterator[str]:
        yield from self.heading("Từng hệ thống", "System by system")
        for system in systems(self.marts, self.month):
            yield ""
            yield f"### {self.of(system.name)}"
            yield ""
            for text in system.missing:
                yield f"- **{self.of(text)}**"
            if system.because:
                yield f"- {self.say('Không có con số, vì', 'No figure, because')} {self.of(system.because)}"
            yield f"- {self.lead(system.lead_agency)}"
            if system.last_day:
                yield f"- {self.say('Hạn cuối', 'Last day')}: {words.day(system.last_day)}"
            if system.evidence:
                measured = f"{self.of(system.measured)}: " if system.measured else ""
                yield f"- {self.say('Con số mới nhất', 'Newest figure')}: {measured}{self.of(system.evidence.value)}"
                yield self.evidence(system.evidence)
            for name, sum_ in system.derived:
                yield f"- {self.say('Suy ra, không in sẵn', 'Derived, not printed')}: {self.of(name)}: {sum_}"
            for rung in system.rungs:
                wrong = self.say("; nhiều hơn bước trước, không thể", "; more than the stage before, which cannot be")
                yield f"- {self.of(rung.name)}: {self.of(rung.value)}{wrong if rung.too_many else ''}"

    def instructions(self) -> Iterator[str]:
        found = instructions(self.marts, self.month)
        yield from self.heading("Ai được yêu cầu làm gì", "Who was asked to do what")
        yield from self.none(found)
        for one in found:
            yield ""
            who = _plain(one.issuer) if one.issuer else self.say("(không nêu ai yêu cầu)", "(nobody is named)")
            on = f", {words.day(one.issued_on)}" if one.issued_on else ""
            yield f"- {who} ({self.of(one.verb)}{on}) → **{_plain(one.addressee)}**: {_plain(one.task)}"
            if one.last_day:
                yield f"  - {self.say('Hạn cuối', 'Last day')}: {words.day(one.last_day)}"
            if one.indicator:
                yield f"  - {self.say('Cho biết đã xong', 'Would show it is done')}: {self.of(one.indicator)}"
            for text in one.missing:
                yield f"  - **{self.of(text)}**"
            yield "  " + self.evidence(one.evidence)

    def unnamed_groups(self) -> Iterator[str]:
        found = unnamed_groups(self.marts, self.month)
        yield from self.heading("Đếm mà không nêu tên", "Counted and not named")
        yield from self.none(found)
        for group in found:
            yield ""
            named = self.say(f"nêu tên {group.n_named}", f"{group.n_named} named")
            yield f"- {self.of(group.name)}: {group.n_localities} ({named}). {self.of(group.ask)} {self.say('Hỏi', 'Ask')}: {_plain(group.ask_whom)}."
            if group.finishers:
                label = self.say("Dự kiến xong khi đến hạn", "Expected to finish by the deadline")
                yield f"  - {label}: {self.of(group.finishers)}"
            yield "  " + self.evidence(group.evidence)

    def disagreements(self) -> Iterator[str]:
        found = disagreements(self.marts, self.month)
        yield from self.heading("Các con số không khớp", "Figures that do not agree")
        yield from self.none(found)
        for pair in found:
            yield ""
            yield f"- {self.of(pair.name)}: {self.of(pair.kind)}"
            for name, evidence in ((pair.name, pair.one), (pair.other_name, pair.other)):
                yield f"  - {self.of(name)}: {self.of(evidence.value)}"
                yield "    " + self.evidence(evidence)

    def record(self) -> Iterator[str]:
        found = record(self.marts)
        yield from self.heading("Đã nói gì, đã xảy ra điều gì", "What was said, what happened")
        yield ""
        yield self.of(found.said)
        for outcome in found.resolved:
            yield ""
            yield f"### {self.of(outcome.name)} ({self.of(outcome.area)})"
            yield ""
            yield f"- {self.of(outcome.outcome.word)}, {self.say('hạn', 'due')} {words.day(outcome.last_day)}: {self.of(outcome.how)}"
            if outcome.derivation:
                yield f"- {outcome.derivation}"
            if outcome.reason:
                yield f"- {self.of(outcome.reason)}"
            for lead in outcome.leads:
                if lead.band:
                    chance = f", {self.of(words.percent(round(100 * lead.p_miss)))}" if lead.p_miss is not None else ""
                    before = self.say(f"{lead.months} tháng trước hạn", f"{lead.months} months before")
                    yield f"- {before}: {self.of(lead.band.word)}{chance}"
            yield self.evidence(outcome.evidence)

    def heading(self, vi: str, en: str) -> Iterator[str]:
        yield ""
        yield f"## {self.say(vi, en)}"

    def none(self, found: Iterable[object]) -> Iterator[str]:
        if not found:
            yield ""
            yield self.say("Không có.", "None.")

    def evidence(self, evidence: Evidence | None) -> str:
        if evidence is None:
            return "- " + self.say("Chưa có câu nào nói về việc này.", "No sentence speaks of this yet.")
        told = [self.of(evidence.wording or evidence.who)]
        told += [f"{self.say('tính đến', 'as of')} {self.of(evidence.as_of)}"] if evidence.as_of else []
        told += [f"{self.say('đăng', 'published')} {words.day(evidence.published_on)}"] if evidence.published_on else []
        return f"- “{_plain(evidence.quote)}” ({'; '.join(told)})"


def _plain(text: str) -> str:
    """One line, with the characters that Markdown would read as marks escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
