"""The areas a made-up table lists: names, the merger, the number of districts, and which areas stand in which month.

Keeps out: figures.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.sample.generate.series import MERGER, MONTHS, Succession

# From → number of districts as of which row of the seed: the state in force in the months up to the next entry.
DISTRICT_STATES = {"2024-01": "2024-05-01", "2024-09": "2024-11-01", "2025-01": "2025-01-01"}


@dataclass(frozen=True, slots=True)
class Areas:
    """Names by ref_area, which areas make up which, and districts by month and area."""

    names: Mapping[str, str]
    succession: Succession
    districts: Mapping[str, Mapping[str, int]]

    def in_force(self, month: str) -> tuple[str, ...]:
        """The areas of a month (YYYY-MM), in the order of the table: 63 until June 2025, then 34."""
        return self.succession.old if MONTHS.index(month) < MERGER else tuple(self.succession.parts)

    def names_in(self, month: str) -> dict[str, str]:
        """Names as a table of the month prints them: the southern capital with its type, Huế from 2025 on."""
        names = {**self.names, "VN63-79": "TP. Hồ Chí Minh", "VN34-79": "TP. Hồ Chí Minh"}
        if month >= "2025-01":
            names["VN63-46"] = "Huế"
        return names


def read_areas(seeds: Path, names: Mapping[str, str]) -> Areas:
    """From dbt_project/seeds: area_succession.csv and district_counts.csv."""
    parts: dict[str, tuple[str, ...]] = {}
    for row in _rows(seeds / "area_succession.csv"):
        parts[row["new_area"]] = (*parts.get(row["new_area"], ()), row["old_area"])
    parts = {new: parts[new] for new in sorted(parts)}
    old = tuple(sorted(area for some in parts.values() for area in some))
    states: dict[str, dict[str, int]] = {}
    for row in _rows(seeds / "district_counts.csv"):
        states.setdefault(row["as_of_from"], {})[f"VN63-{row['province_code']}"] = int(row["n_district_units"])
    districts = {
        month: states[DISTRICT_STATES[max(start for start in DISTRICT_STATES if start <= month)]]
        for month in MONTHS[:MERGER]
    }
    return Areas(names, Succession(old, parts), districts)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
