"""The two tables that risk reads, as rows: evidence for a commitment, and the commitment of one area.

Field names are column names. Keeps out: everything computed from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, TypeVar


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of int_commitment_evidence; shares are 0..1 of what the commitment's target is a share of."""

    commitment: str
    ref_area: str
    observation_id: str
    evidence_indicator: str
    time_period: date
    known_from: date | None  # None: nobody can say when, so it is never known
    precedence: int
    share: float | None
    share_low: float | None = None
    share_high: float | None = None
    status: str | None = None
    is_status: bool = False
    denominator: float | None = None
    denominator_version: str | None = None
    is_reexpressed: bool = False
    derivation: str | None = None  # the sum, where the figure follows from a printed one


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One row of the mart `commitments`: one area; `scope` is what its target is a share of, in its unit."""

    commitment: str
    ref_area: str
    indicator: str
    target_value: float
    target_share: float | None
    direction: Literal["at_least", "at_most"]
    unit_measure: str
    deadline: date
    deadline_kind: Literal["before", "by"]
    stated_on: date
    deadline_basis: Literal["legal", "instruction", "own_promise", "target", "assumed"]
    is_synthetic: bool
    scope: float | None = None
    stated_by: str | None = None  # None: nobody, the deadline is assumed


Row = TypeVar("Row", EvidenceRow, CommitmentRow)


def rows_of(kind: type[Row], rows: Iterable[Row | Mapping[str, Any]]) -> list[Row]:
    """Table rows given as dicts become dataclass rows; columns we do not read are left aside. KeyError if one lacks."""
    names = [field.name for field in fields(kind)]
    return [kind(**{name: row[name] for name in names}) if isinstance(row, Mapping) else row for row in rows]
