"""The call list: which promises need a call, in one order, as known in one month.

Holds Call (one commitment of one area), CallGroup (one commitment asked of every province) and their sections. Keeps
out: deciding bands or probabilities; the order alone is decided here: the share of the target expected to be missing
times the probability of missing it, so that parcels and percents can stand in one list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.publish.report import words
from pipeline.publish.report.evidence import Evidence, evidence_of
from pipeline.publish.report.judging import unnamed_groups
from pipeline.publish.report.marts import Marts, Row
from pipeline.publish.report.words import BANDS, Band, Text

_RUNNING = ("red", "amber_red", "amber", "green")
AT_RISK = ("red", "amber_red", "amber")


@dataclass(frozen=True, slots=True)
class Call:
    """One row of the list: a commitment of one area."""

    commitment: str
    ref_area: str
    name: Text
    area: Text
    band: Band
    p_miss: float | None
    strength: Text
    scored: Text | None  # how forecasts of this regime and band did
    why: Text
    weight: float
    last_day: date
    basis: Text
    assumed: bool
    remaining: Text | None  # None once it is done
    accountable: str | None
    lead_agency: str | None
    target: Text
    target_pct: float | None
    progress: float | None
    progress_low: float | None
    progress_high: float | None
    status: Text | None
    forecast: Text | None
    months_since_last: int | None
    stale: bool
    evidence: Evidence | None
    derivation: str | None  # the sum, where the progress follows from a printed figure
    finishers: Text | None  # how many of all are expected to be done by the deadline
    outside: Evidence | None  # what the target leaves out
    asks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class CallGroup:
    """A commitment asked of every province: counts per band, the provinces one click away."""

    commitment: str
    name: Text
    counts: tuple[tuple[Band, int], ...]
    members: tuple[Call, ...]
    weight: float

    @property
    def first(self) -> Call:
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the list with its heading."""

    code: str
    title: Text
    entries: tuple[Call | CallGroup, ...]


_SECTIONS = (
    ("running", Text("Còn hạn, xếp theo mức đáng lo", "Still running, most worrying first")),
    (
        "overdue_unconfirmed",
        Text("Đã quá hạn, chưa ai xác nhận kết quả", "Overdue, and nobody has confirmed the result"),
    ),
    ("missed", Text("Đã trễ hạn", "Missed")),
    ("grey", Text("Chưa đủ dữ liệu để nói", "Not enough evidence to say")),
    ("done", Text("Đã đạt", "Done")),
)


def calls(marts: Marts, as_of_month: str) -> list[Call | CallGroup]:
    """Every commitment as known in the month, the most worrying first; groups for those asked of every province."""
    named = {(row["commitment"], row["ref_area"]): row for row in marts.commitments}
    shared = {row["commitment"] for row in marts.commitments if row["is_each"]}
    rows = [row for row in marts.risks if row["as_of_month"] == as_of_month]
    groups = unnamed_groups(marts, as_of_month)
    entries: list[Call | CallGroup] = []
    for commitment, same in groupby(rows, key=lambda row: row["commitment"]):
        members = [
            _call(
                row,
                named[row["commitment"], row["ref_area"]],
                marts,
                [group.ask for group in groups if (group.commitment, group.ref_area) == (commitment, row["ref_area"])],
            )
            for row in same
        ]
        members.sort(key=lambda call: (-call.weight, list(BANDS).index(call.band.code), call.ref_area))
        entries += [_group(members)] if commitment in shared else members
    return sorted(entries, key=lambda entry: (-entry.weight, entry.commitment))


def sections(entries: Sequence[Call | CallGroup]) -> list[Section]:
    """The list under its headings, empty ones left out; a group stands where its most urgent province belongs."""
    placed = [(section_code(entry), entry) for entry in entries]
    found = [
        Section(code, title, tuple(entry for where, entry in placed if where == code)) for code, title in _SECTIONS
    ]
    return [section for section in found if section.entries]


def section_code(entry: Call | CallGroup) -> str:
    """running | overdue_unconfirmed | missed | grey | done."""
    bands = {entry.band.code} if isinstance(entry, Call) else {band.code for band, _ in entry.counts}
    if bands & set(_RUNNING):
        return "running"
    return next(code for code, _ in _SECTIONS[1:] if code in bands)


def band_counts(entries: Sequence[Call | CallGroup]) -> Counter[str]:
    """Band -> number of commitments named for one area (groups are counted apart)."""
    return Counter(entry.band.code for entry in entries if isinstance(entry, Call))


def _group(members: Sequence[Call]) -> CallGroup:
    counts = Counter(call.band.code for call in members)
    return CallGroup(
        commitment=members[0].commitment,
        name=members[0].name,
        counts=tuple((BANDS[code], counts[code]) for code in BANDS if counts[code]),
        members=tuple(members),
        weight=sum(call.weight for call in members) / len(members),
    )


def _call(row: Row, commitment: Row, marts: Marts, names: Sequence[Text]) -> Call:
    area, observation = marts.areas[row["ref_area"]], marts.observed.get(row["observation_id"])
    return Call(
        commitment=row["commitment"],
        ref_area=row["ref_area"],
        name=Text(commitment["name_vi"], commitment["name_en"]),
        area=Text(area["name_vi"], area["name_en"]),
        band=BANDS[row["band"]],
        p_miss=row["p_miss"] if row["band"] in _RUNNING else None,
        strength=words.strength(row["evidence"], row["regime"], row["n_reports"]),
        scored=None if row["missed_in_band"] is None else words.missed_in_band(row["missed_in_band"]),
        why=Text(row["why_vi"], row["why_en"]),
        weight=_weight(row),
        last_day=words.last_day(row["deadline"], row["deadline_kind"]),
        basis=words.BASES[row["deadline_basis"]],
        assumed=row["deadline_basis"] == "assumed",
        remaining=words.remaining(row["months_left"], row["months_overdue"]) if row["band"] != "done" else None,
        accountable=commitment["accountable"],
        lead_agency=commitment["lead_agency"],
        target=_target(row),
        target_pct=None if row["target_share"] is None else 100 * row["target_share"],
        progress=row["progress_pct"],
        progress_low=row["progress_low_pct"],
        progress_high=row["progress_high_pct"],
        status=words.STATUSES.get(row["status"] or ""),
        forecast=_forecast(row),
        months_since_last=row["months_since_last"],
        stale=bool(row["stale"]),
        evidence=evidence_of(observation, marts.sources) if observation else None,
        derivation=row["derivation"],
        finishers=_finishers(row) if row["band"] in _RUNNING else None,
        outside=_outside(commitment, row["known_cutoff"], marts),
        asks=_asks(row, names),
    )


def _asks(row: Row, names: Sequence[Text]) -> tuple[Text, ...]:
    """What to ask: by band, then for the names behind counts while it still matters who they are."""
    band = row["band"]
    if band == "done":
        return ()
    first = words.ASK_FOR_ANOTHER if band == "grey" and row["progress_pct"] is not None else words.ASKS[band]
    return (first,) if band == "missed" else (first, *names)


def _finishers(row: Row) -> Text | None:
    whole = words.amount(row["denominator"], row["unit_measure"]) if row["denominator"] else None
    low, middle, high = (row[f"expected_finishers_{level}"] for level in ("p10", "p50", "p90"))
    return words.finishers(low, middle, high, whole)


def _outside(commitment: Row, cutoff: date, marts: Marts) -> Evidence | None:
    """What the target leaves out: the newest figure of the indicator that counts it, once a report has said one."""
    known = [
        row
        for row in marts.observations
        if row["indicator"] == commitment["outside_indicator"]
        and row["ref_area"] == commitment["ref_area"]
        and row["obs_kind"] == "actual"
        and row["obs_value"] is not None
        and row["trust"] == "trusted"
        and row["known_from"] <= cutoff
    ]
    return evidence_of(known[-1], marts.sources) if known else None


def _weight(row: Mapping[str, object]) -> float:
    """Share of the target expected to be missing × probability; 0 when either is unknown."""
    shortfall, probability = row["expected_shortfall"], row["p_miss"]
    scope = 100.0 if row["unit_measure"] == "percent" else row["denominator"] or row["target_value"]
    if not isinstance(shortfall, int | float) or not isinstance(probability, int | float):
        return 0.0
    return float(shortfall) * float(probability) / float(scope) if isinstance(scope, int | float) and scope else 0.0


def _target(row: Row) -> Text:
    text = words.amount(row["target_value"], row["unit_measure"])
    if row["direction"] == "at_most":
        return Text(f"không quá {text.vi}", f"at most {text.en}")
    return text


def _forecast(row: Row) -> Text | None:
    if row["band"] not in _RUNNING:
        return None
    if row["forecast_p50"] is not None:
        return words.month(row["forecast_p50"].isoformat())
    if row["forecast_censored"]:
        return Text("sau hạn hơn 24 tháng", "more than 24 months after the deadline")
    return None
