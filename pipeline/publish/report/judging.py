"""What the reports leave open, as known in one month: systems without a figure, groups without names, figures that disagree.

Holds System, UnnamedGroup and Disagreement, each with its sentence, and the words for what is missing. Keeps out: the call list (calls),
instructions, and every judgement; the marts decide what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.publish.report import words
from pipeline.publish.report.evidence import Evidence, evidence_of, value_of
from pipeline.publish.report.marts import Marts, Row
from pipeline.publish.report.words import Text

# Older counts of the same groups have been overtaken: nobody is asked for their names any more.
RECENT = timedelta(days=60)

_NO_DEADLINE = Text("chưa có thời hạn", "no deadline yet")
_NO_DENOMINATOR = Text("chưa biết trên tổng số bao nhiêu", "nobody says out of how many")
_KINDS = {
    "value": Text("hai nơi nêu hai con số khác nhau", "two figures of the same thing"),
    "rungs": Text("bước sau nhiều hơn bước phải xong trước", "a later stage counts more than the one before it"),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage of an ordered chain; `too_many` when it counts more than the stage below it."""

    name: Text
    value: Text
    too_many: bool


@dataclass(frozen=True, slots=True)
class System:
    """One system of the first report: the newest figure known, or why there is none, and what else is missing."""

    name: Text
    lead_agency: str
    measured: Text | None  # the name of the newest figure
    evidence: Evidence | None
    because: Text | None
    missing: tuple[Text, ...]
    derived: tuple[tuple[Text, str], ...]  # what follows from the figure, and the sum
    rungs: tuple[Rung, ...]
    last_day: date | None


@dataclass(frozen=True, slots=True)
class UnnamedGroup:
    """Localities that are counted and not all named."""

    commitment: str
    ref_area: str
    name: Text
    as_of: date
    n_localities: int
    n_named: int
    n_unnamed: int
    finishers: Text | None
    ask_whom: str
    ask: Text
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two published figures that cannot both be true of the same days."""

    kind: Text
    name: Text
    other_name: Text
    one: Evidence
    other: Evidence


def systems(marts: Marts, month: str) -> list[System]:
    """The systems as known in the month, in the order of their declaration."""
    return [_system(row, marts) for row in marts.systems if row["as_of_month"] == month]


def _system(row: Row, marts: Marts) -> System:
    missing = [] if row["has_deadline"] else [_NO_DEADLINE]
    if row["has_figure"] and not row["has_denominator"]:
        missing.append(_NO_DENOMINATOR)
    return System(
        name=Text(row["name_vi"], row["name_en"]),
        lead_agency=row["lead_agency"],
        measured=_name(marts, row["indicator"]) if row["has_figure"] else None,
        evidence=evidence_of(marts.observed[row["observation_id"]], marts.sources) if row["has_figure"] else None,
        because=None if row["has_figure"] else Text(row["no_figure_vi"], row["no_figure_en"]),
        missing=tuple(missing),
        derived=tuple(
            (_name(marts, derived["indicator"]), derived["derivation"])
            for derived in marts.derived
            if row["has_figure"] and derived["observation_id"] == row["observation_id"]
        ),
        rungs=_rungs(row, marts),
        last_day=row["last_day_that_counts"],
    )


def _rungs(system: Row, marts: Marts) -> tuple[Rung, ...]:
    """The chain that the system's own indicators belong to, as known in the month, lowest stage first."""
    cutoff = marts.cutoff(system["as_of_month"])
    mine = set((system["indicators"] or "").split("|"))
    chains = {row["ladder"] for row in marts.rungs if row["indicator"] in mine}
    return tuple(
        Rung(
            _name(marts, row["indicator"]), value_of(marts.observed[row["observation_id"]]), row["is_above_lower_rung"]
        )
        for row in marts.rungs
        if row["ladder"] in chains
        and row["ref_area"] == "VN"
        and row["month"].strftime("%Y-%m") == system["as_of_month"]
        and cutoff
        and row["known_from"] <= cutoff
    )


def unnamed_groups(marts: Marts, month: str) -> list[UnnamedGroup]:
    """Groups known by the month's cut-off whose count is among the newest of their commitment, newest first."""
    cutoff = marts.cutoff(month)
    known = [row for row in marts.unnamed_groups if cutoff and row["known_from"] <= cutoff]
    newest: dict[str, date] = {}
    for row in known:
        newest[row["commitment"]] = max(row["time_period"], newest.get(row["commitment"], date.min))
    fresh = [row for row in known if newest[row["commitment"]] - row["time_period"] <= RECENT]
    latest = {(row["commitment"], row["ref_area"], row["indicator"]): row for row in fresh}
    found = [_unnamed_group(row, marts) for row in latest.values()]
    return sorted(found, key=lambda group: (group.commitment, -group.as_of.toordinal(), -group.n_unnamed))


def _unnamed_group(row: Row, marts: Marts) -> UnnamedGroup:
    named = marts.indicators[row["indicator"]]
    name = Text(named["name_vi"], named["name_en"])
    whole = words.number(row["n_all"]) if row["n_all"] else None
    low, middle, high = (row[f"expected_finishers_{level}"] for level in ("p10", "p50", "p90"))
    day = words.day(row["time_period"])
    return UnnamedGroup(
        commitment=row["commitment"],
        ref_area=row["ref_area"],
        name=name,
        as_of=row["time_period"],
        n_localities=row["n_localities"],
        n_named=row["n_named"],
        n_unnamed=row["n_unnamed"],
        finishers=words.finishers(low, middle, high, whole),
        ask_whom=row["ask_whom"],
        ask=Text(
            f"Xin tên {row['n_unnamed']} địa phương {name.vi.removeprefix('Số địa phương ')} (đến {day}).",
            f"Ask for the names of the {row['n_unnamed']} localities {name.en.removeprefix('Localities ')} (as of {day}).",
        ),
        evidence=evidence_of(marts.observed[row["observation_id"]], marts.sources),
    )


def disagreements(marts: Marts, month: str) -> list[Disagreement]:
    """Pairs of figures known by the month's cut-off that do not agree, the newest first."""
    cutoff = marts.cutoff(month)
    known: Sequence[Row] = [row for row in marts.disagreements if cutoff and row["known_from"] <= cutoff]
    return [
        Disagreement(
            kind=_KINDS[row["kind"]],
            name=_name(marts, row["indicator"]),
            other_name=_name(marts, row["other_indicator"]),
            one=evidence_of(marts.observed[row["observation_id"]], marts.sources),
            other=evidence_of(marts.observed[row["other_observation_id"]], marts.sources),
        )
        for row in reversed(known)
    ]


def _name(marts: Marts, indicator: str) -> Text:
    return Text(marts.indicators[indicator]["name_vi"], marts.indicators[indicator]["name_en"])
