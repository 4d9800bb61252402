"""National figures over time, each with its sentence.

Holds the choice of series (those a commitment is measured by, then whatever was reported at least three times) and the
small line drawn above each table. Keeps out: other areas, plans and targets, and correcting a series that goes down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.publish.report.evidence import Evidence, evidence_of
from pipeline.publish.report.marts import Marts, Row
from pipeline.publish.report.words import Text

WIDTH, HEIGHT, EDGE = 280, 64, 5
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Timeline:
    """One indicator for the whole country; `points` newest first; `path` and `dots` in SVG units."""

    indicator: str
    name: Text
    points: tuple[Evidence, ...]
    path: str
    dots: tuple[tuple[float, float], ...]
    first_day: date
    last_day: date
    is_key: bool


def timelines(marts: Marts) -> list[Timeline]:
    """Key indicators first, then by number of reports."""
    promised = {row["indicator"] for row in marts.commitments}
    series: dict[str, dict[tuple[object, ...], Row]] = defaultdict(dict)
    for row in marts.observations:
        if (
            row["ref_area"] == "VN"
            and row["obs_kind"] == "actual"
            and row["obs_value"] is not None
            and row["time_period"]
        ):
            same = (row["time_period"], row["source"], row["obs_value"])
            series[row["indicator"]].setdefault(same, row)
    found = [
        _timeline(name, sorted(rows.values(), key=_when), name in promised, marts)
        for name, rows in series.items()
        if name in promised or len(rows) >= ENOUGH
    ]
    return sorted(found, key=lambda line: (not line.is_key, -len(line.points), line.indicator))


def _when(row: Row) -> tuple[date, date, str]:
    return row["time_period"], row["known_from"] or date.max, row["observation_id"]


def _timeline(indicator: str, rows: Sequence[Row], is_key: bool, marts: Marts) -> Timeline:
    named = marts.indicators[indicator]
    days = [row["time_period"].toordinal() for row in rows]
    dots = tuple(
        zip(_spread(days, WIDTH), (HEIGHT - y for y in _spread([r["obs_value"] for r in rows], HEIGHT)), strict=True)
    )
    return Timeline(
        indicator=indicator,
        name=Text(named["name_vi"], named["name_en"]),
        points=tuple(evidence_of(row, marts.sources) for row in reversed(rows)),
        path="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in dots),
        dots=dots,
        first_day=rows[0]["time_period"],
        last_day=rows[-1]["time_period"],
        is_key=is_key,
    )


def _spread(values: Sequence[float], length: int) -> list[float]:
    """Values onto EDGE..length-EDGE; one value, or all alike, lands in the middle."""
    low, high = min(values), max(values)
    if low == high:
        return [length / 2] * len(values)
    return [EDGE + (value - low) / (high - low) * (length - 2 * EDGE) for value in values]
