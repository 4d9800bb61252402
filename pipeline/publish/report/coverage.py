"""Who reported when: source by month, one word a cell.

Holds the coverage matrix, a row per source and year. Keeps out: accusing anybody; a source without a due day is never
late, and a month that was not expected stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.publish.report import words
from pipeline.publish.report.marts import Marts, Row
from pipeline.publish.report.words import Text


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One source in one month: outcome, its short word, and the whole of it."""

    outcome: str
    short: Text
    says: Text
    late: bool


@dataclass(frozen=True, slots=True)
class CoverageYear:
    """Twelve cells, None for a month nothing was expected in."""

    year: str
    cells: tuple[CoverageCell | None, ...]


@dataclass(frozen=True, slots=True)
class CoverageSource:
    """A source with its years, oldest first."""

    source: str
    publisher: Text
    cadence: Text
    years: tuple[CoverageYear, ...]


_CADENCE = {"monthly": Text("hằng tháng", "monthly"), "irregular": Text("không định kỳ", "irregular")}


def coverage(marts: Marts) -> list[CoverageSource]:
    """The matrix of every source that has a row in `reports`."""
    found = []
    for name in sorted({row["source"] for row in marts.reports}):
        source = marts.sources[name]
        rows = [row for row in marts.reports if row["source"] == name]
        found.append(
            CoverageSource(
                source=name,
                publisher=Text(source["publisher_vi"], source["publisher_en"]),
                cadence=_CADENCE.get(source["cadence"], Text(source["cadence"], source["cadence"])),
                years=tuple(_year(year, rows) for year in sorted({row["report_month"][:4] for row in rows})),
            )
        )
    return found


def _year(year: str, rows: Sequence[Row]) -> CoverageYear:
    by_month = {row["report_month"]: row for row in rows}
    months = (f"{year}-{ordinal:02d}" for ordinal in range(1, 13))
    return CoverageYear(year, tuple(_cell(by_month[month]) if month in by_month else None for month in months))


def _cell(row: Row) -> CoverageCell:
    word = words.OUTCOMES[row["outcome"]]
    vi, en = [word.vi], [word.en]
    if row["first_published_on"]:
        vi.append(f"ngày {words.day(row['first_published_on'])}")
        en.append(f"on {words.day(row['first_published_on'])}")
    late = bool(row["is_late"])
    short = words.OUTCOMES_SHORT[row["outcome"]]
    if late and row["outcome"] == "published" and row["days_late"]:
        vi.append(f"muộn {row['days_late']} ngày")
        en.append(f"{row['days_late']} days late")
        short = Text(f"+{row['days_late']} ng", f"+{row['days_late']} d")
    if row["n_observations"]:
        vi.append(f"{row['n_observations']} số liệu")
        en.append(f"{row['n_observations']} figures")
    if row["detail"]:
        vi.append(row["detail"])
        en.append(row["detail"])
    return CoverageCell(row["outcome"], short, Text(", ".join(vi), ", ".join(en)), late)
