"""What was known when: the band of every commitment in every as-known month, and the maps that follow the month.

Holds the month strip (one row per commitment) and the small JSON from which the page redraws the list and the maps for
a chosen month. Keeps out: the newest month's call list (calls) and drawing (tiles).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.publish.report import words
from pipeline.publish.report.calls import Call, CallGroup, calls
from pipeline.publish.report.marts import Marts
from pipeline.publish.report.words import BANDS, Text

# A group is shown by the band that decides where it stands.
_GROUP_BAND = ("red", "amber_red", "amber", "green", "overdue_unconfirmed", "missed", "grey", "done")


@dataclass(frozen=True, slots=True)
class StripCell:
    """One commitment in one month: its band and what is read out."""

    month: str
    band: str
    says: Text


@dataclass(frozen=True, slots=True)
class Strip:
    """A commitment's bands, one cell a month; None where it was not yet followed."""

    name: Text
    area: Text | None
    cells: tuple[StripCell | None, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Months oldest first; `by_month` is the call list of each; strips in the order of the newest list."""

    months: tuple[str, ...]
    by_month: Mapping[str, Sequence[Call | CallGroup]]
    strips: tuple[Strip, ...]


def history(marts: Marts) -> History:
    """Everything `deadline_risks` knows, month by month."""
    months = tuple(sorted({row["as_of_month"] for row in marts.risks}))
    by_month = {month: calls(marts, month) for month in months}
    found: dict[str, dict[str, Call | CallGroup]] = {}
    for month in reversed(months):
        for entry in by_month[month]:
            found.setdefault(entry.commitment, {})[month] = entry
    return History(months, by_month, tuple(_strip(months, entries) for entries in found.values()))


def entry_band(entry: Call | CallGroup) -> str:
    """The band of a commitment, for a group the most urgent one of its provinces."""
    if isinstance(entry, Call):
        return entry.band.code
    present = {band.code for band, _ in entry.counts}
    return next(code for code in _GROUP_BAND if code in present)


def entry_says(entry: Call | CallGroup) -> Text:
    """The band in words; for a group the counts per band."""
    if isinstance(entry, Call):
        return entry.band.word
    return Text(
        " · ".join(f"{n} {band.word.vi.lower()}" for band, n in entry.counts),
        " · ".join(f"{n} {band.word.en.lower()}" for band, n in entry.counts),
    )


def as_data(past: History, grid_areas: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The JSON behind the month chooser.

    `grid_areas`: commitment -> ref_areas in map order. Per month: rows of the list, and per map one digit an area (the
    position of its band in `bands`, `-` when it was not followed).
    """
    quotes: dict[str, int] = {}
    return {
        "bands": {code: [*band.word] for code, band in BANDS.items()},
        "months": {
            month: {
                "rows": [_row(entry, quotes) for entry in past.by_month[month]],
                "maps": {name: _digits(past.by_month[month], name, areas) for name, areas in grid_areas.items()},
            }
            for month in past.months
        },
        "quotes": list(quotes),
    }


def _strip(months: Sequence[str], entries: Mapping[str, Call | CallGroup]) -> Strip:
    newest = entries[max(entries)]
    cells = tuple(
        StripCell(month, entry_band(entries[month]), entry_says(entries[month])) if month in entries else None
        for month in months
    )
    area = newest.area if isinstance(newest, Call) else None
    return Strip(newest.name, area, cells)


def _row(entry: Call | CallGroup, quotes: dict[str, int]) -> dict[str, Any]:
    if isinstance(entry, CallGroup):
        return {"name": [*entry.name], "bands": [[band.code, n] for band, n in entry.counts]}
    row: dict[str, Any] = {"name": [*entry.name], "bands": [[entry.band.code, None]]}
    if entry.p_miss is not None:
        row["chance"] = [*words.chance(entry.p_miss)]
        row["p"] = [*words.percent(round(100 * entry.p_miss))]
    if entry.progress is not None:
        row["progress"] = [*words.percent(entry.progress)]
    if entry.remaining is not None:
        row["left"] = [*entry.remaining]
    if entry.evidence is not None:
        row["quote"] = quotes.setdefault(entry.evidence.quote, len(quotes))
        row["who"] = [*(entry.evidence.wording or entry.evidence.who)]
    return row


def _digits(entries: Sequence[Call | CallGroup], commitment: str, areas: Sequence[str]) -> str:
    positions = list(BANDS)
    group = next((e for e in entries if isinstance(e, CallGroup) and e.commitment == commitment), None)
    bands = {call.ref_area: call.band.code for call in group.members} if group else {}
    return "".join(str(positions.index(bands[area])) if area in bands else "-" for area in areas)
