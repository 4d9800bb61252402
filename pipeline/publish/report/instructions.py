"""What was asked of whom, as known in one month: each instruction with its deadline and indicator, or that it has none.

Holds Instruction, made from a row of `instructions`, and its words. Keeps out: finding instructions in text (extract) and deciding
which indicator would show that one is done (catalogue).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.publish.report import words
from pipeline.publish.report.evidence import Evidence, evidence_of
from pipeline.publish.report.marts import Marts, Row
from pipeline.publish.report.words import Text

_VERBS = {
    "requested": Text("đề nghị, yêu cầu", "requested"),
    "directed": Text("chỉ đạo", "directed"),
    "assigned": Text("giao", "assigned"),
    "must": Text("cần, phải", "must"),
}
_NO_DEADLINE = Text("không có thời hạn", "no deadline")
_NO_INDICATOR = Text("không có chỉ tiêu nào cho biết đã xong", "no indicator would show that it is done")
_NO_NAMES = Text("không nêu tên", "not named")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction; `missing` are the findings about it."""

    issuer: str | None
    verb: Text
    addressee: str
    task: str
    issued_on: date | None
    last_day: date | None
    indicator: Text | None
    missing: tuple[Text, ...]
    evidence: Evidence


def instructions(marts: Marts, month: str) -> list[Instruction]:
    """Instructions known by the month's cut-off, the newest first."""
    cutoff = marts.cutoff(month)
    return [_instruction(row, marts) for row in marts.instructions if cutoff and row["known_from"] <= cutoff]


def _instruction(row: Row, marts: Marts) -> Instruction:
    named = marts.indicators.get(row["indicator"] or "")
    missing = [] if row["has_deadline"] else [_NO_DEADLINE]
    missing += [] if named else [_NO_INDICATOR]
    missing += [_NO_NAMES] if row["addressee_kind"] == "group" and not row["n_named"] else []
    nothing = dict.fromkeys(
        (
            "time_period",
            "time_precision",
            "obs_value",
            "numerator",
            "denominator",
            "qualifier",
            "status",
            "attributed_to",
        )
    )
    sentence = {**nothing, **row, "unit_measure": "status", "value_text": row["task"]}
    return Instruction(
        issuer=row["issuer"],
        verb=_VERBS[row["modality"]],
        addressee=row["addressee"],
        task=row["task"],
        issued_on=row["issued_on"],
        last_day=words.last_day(row["deadline"], row["deadline_kind"]) if row["deadline"] else None,
        indicator=Text(named["name_vi"], named["name_en"]) if named else None,
        missing=tuple(missing),
        evidence=evidence_of(sentence, marts.sources),
    )
