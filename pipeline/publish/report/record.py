"""The country's own record: commitments whose day has passed, what was known and said before, and what came of them.

Holds Outcome (one commitment, its sentence and its leads) and Record (all of them, with how many they are and how far they
hang together). Keeps out: scoring, and commitments that are made up; whether something was missed is decided in the marts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.publish.report import words
from pipeline.publish.report.evidence import Evidence, evidence_of
from pipeline.publish.report.marts import Marts, Row
from pipeline.publish.report.words import BANDS, Band, Text

LEADS = (6, 3, 1)  # months before the last day

_BASES = {
    "reported": Text("có câu báo cáo nói thẳng", "a report says so"),
    "derived": Text("suy ra từ con số đã in", "follows from a printed figure"),
    "judged": Text("người theo dõi kết luận", "concluded by a person"),
    "none": Text("chưa có báo cáo nào cho biết", "no report says"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """What was said so many months ahead; `band` is None where the commitment was not yet followed."""

    months: int
    band: Band | None
    p_miss: float | None
    progress: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One commitment whose last day has passed."""

    name: Text
    area: Text
    last_day: date
    deadline_basis: Text
    lead_agency: str | None
    outcome: Band
    how: Text
    reason: Text | None
    progress: float | None
    derivation: str | None
    evidence: Evidence | None
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """`resolved` and `open` outcomes; `said` how many there are and why they are fewer than they look."""

    resolved: tuple[Outcome, ...]
    open: tuple[Outcome, ...]
    said: Text


def record(marts: Marts) -> Record:
    """Outcomes of single commitments; those asked of every province would drown them and stay in the tables."""
    named = {(row["commitment"], row["ref_area"]): row for row in marts.commitments}
    rows = [row for row in marts.outcomes if not named[row["commitment"], row["ref_area"]]["is_each"]]
    leads = {(row["commitment"], row["ref_area"], row["months_ahead"]): row for row in marts.leads}
    found = [(row, _outcome(row, named[row["commitment"], row["ref_area"]], leads, marts)) for row in rows]
    resolved = [(row, outcome) for row, outcome in found if row["outcome"] != "overdue_unconfirmed"]
    return Record(
        resolved=tuple(outcome for _, outcome in resolved),
        open=tuple(outcome for row, outcome in found if row["outcome"] == "overdue_unconfirmed"),
        said=_said([row for row, _ in resolved], leads, len(found)),
    )


def _outcome(row: Row, commitment: Row, leads: dict[tuple[str, str, int], Row], marts: Marts) -> Outcome:
    area = marts.areas[row["ref_area"]]
    observation = marts.observed.get(row["observation_id"])
    said = [(months, leads.get((row["commitment"], row["ref_area"], months))) for months in LEADS]
    return Outcome(
        name=Text(commitment["name_vi"], commitment["name_en"]),
        area=Text(area["name_vi"], area["name_en"]),
        last_day=row["last_day_that_counts"],
        deadline_basis=words.BASES[row["deadline_basis"]],
        lead_agency=row["lead_agency"],
        outcome=BANDS[row["outcome"]],
        how=_BASES[row["outcome_basis"]],
        reason=Text(row["reason_vi"], row["reason_en"]) if row["reason_vi"] else None,
        progress=row["progress_pct"],
        derivation=row["derivation"],
        evidence=evidence_of(observation, marts.sources) if observation else None,
        leads=tuple(
            Lead(
                months,
                BANDS[then["band"]] if then else None,
                then["p_miss"] if then else None,
                then["progress_pct"] if then else None,
            )
            for months, then in said
        ),
    )


def _said(resolved: list[Row], leads: dict[tuple[str, str, int], Row], n_due: int) -> Text:
    stated = [row for row in resolved if row["deadline_basis"] != "assumed"]
    forecast = [
        row
        for row in stated
        if any(
            (said := leads.get((row["commitment"], row["ref_area"], months))) and said["p_miss"] is not None
            for months in range(1, 7)
        )
    ]
    campaigns = {(row["lead_agency"], row["last_day_that_counts"]) for row in stated}
    n, n_forecast, n_apart = len(stated), len(forecast), len(campaigns)
    return Text(
        f"{n_due} cam kết đã qua hạn, {len(resolved)} đã rõ kết quả, {n} trong đó có nơi nêu hạn; {n_forecast} từng có xác "
        f"suất trước hạn. {n} kết quả này thuộc {n_apart} nhóm cùng cơ quan và cùng hạn nên không độc lập với nhau: quá ít "
        "để chấm điểm xác suất.",
        f"{n_due} commitments are past their day, {len(resolved)} have a known outcome, {n} of them with a deadline that "
        f"somebody stated; {n_forecast} had a probability before it. Those {n} outcomes belong to {n_apart} groups of one "
        "agency and one day, so they are not independent: too few to score probabilities by.",
    )
