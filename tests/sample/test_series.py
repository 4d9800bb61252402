"""The made-up provinces: sums, shapes, and what goes wrong on purpose."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.paths import SEEDS
from pipeline.sample.generate.areas import Areas, read_areas
from pipeline.sample.generate.declared import read_area_names
from pipeline.sample.generate.report import Fact, Grid, Number, Paragraph, Report
from pipeline.sample.generate.series import MERGER, MONTHS, Cells, simulate
from pipeline.sample.generate.tables import MADE_UP, made_up_reports


@pytest.fixture(scope="module")
def areas() -> Areas:
    return read_areas(SEEDS, read_area_names(SEEDS))


@pytest.fixture(scope="module")
def history(areas: Areas) -> dict[str, dict[str, Cells]]:
    return simulate(areas.succession, areas.districts)


@pytest.fixture(scope="module")
def reports(areas: Areas) -> dict[str, Report]:
    return {report.id: report for report in made_up_reports(areas)}


def found(report: Report, indicator: str, area: str, as_of: date) -> list[Fact]:
    return [f for f in report.facts if (f.indicator, f.ref_area, f.time_period) == (indicator, area, as_of)]


def test_63_provinces_become_34(history: dict[str, dict[str, Cells]]) -> None:
    assert [len(history[month]) for month in (MONTHS[0], MONTHS[MERGER - 1], MONTHS[MERGER])] == [63, 63, 34]


def test_nothing_is_ever_more_than_all(history: dict[str, dict[str, Cells]]) -> None:
    for cells in (cells for month in history.values() for cells in month.values()):
        assert 0 < cells.records_done <= cells.records_total
        assert 0 < cells.parcels_done <= cells.parcels_total
        assert cells.districts is None or 0 <= cells.districts[0] <= cells.districts[1]


def test_the_merger_sums_within_a_few_per_thousand(areas: Areas, history: dict[str, dict[str, Cells]]) -> None:
    before, after = history[MONTHS[MERGER - 1]], history[MONTHS[MERGER]]
    for new, parts in areas.succession.parts.items():
        total = sum(before[part].records_total for part in parts)
        assert abs(after[new].records_total / total - 1) < 0.004
        parcels = sum(before[part].parcels_total for part in parts)
        assert abs(after[new].parcels_total / parcels - 1) < 0.004


def test_districts_count_705_then_704_then_696_then_none(reports: dict[str, Report]) -> None:
    seen = {}
    for month in ("2024-01", "2024-09", "2025-01", "2025-07"):
        rows = [f for f in reports[f"tables-{month}"].facts if f.indicator == "land.districts_completed"]
        seen[month] = next((fact.denominator for fact in rows if fact.ref_area == "VN"), None)
    assert seen == {"2024-01": 705, "2024-09": 704, "2025-01": 696, "2025-07": None}


def test_some_have_finished_some_nearly_some_will_not(history: dict[str, dict[str, Cells]]) -> None:
    last = [cells.records_done / cells.records_total for cells in history[MONTHS[-1]].values()]
    assert sum(share == 1 for share in last) >= 5
    assert sum(0.98 < share < 1 for share in last) >= 3
    assert sum(0.9 < share <= 0.98 for share in last) >= 3
    assert sum(share < 0.8 for share in last) >= 5
    assert len(last) == 32  # two are silent


def test_the_calendar_has_its_flaws(reports: dict[str, Report]) -> None:
    assert "tables-2024-08" not in reports
    assert reports["tables-2025-05"].published_on == date(2025, 6, 27)
    late = [
        report.id for report in reports.values() if report.published_on.day > 15 and not report.id.endswith("ban-2")
    ]
    assert late == ["tables-2025-05"]
    assert reports["tables-2025-10-ban-2"].published_on > reports["tables-2025-10"].published_on


@pytest.mark.parametrize(
    ("slip", "fixed_in", "n"),
    [("2024-05", "2024-06", 2), ("2025-01", "2025-03", 3), ("2025-10", "2025-10-ban-2", 3), ("2026-01", "2026-02", 2)],
)
def test_a_slip_is_corrected_later(reports: dict[str, Report], slip: str, fixed_in: str, n: int) -> None:
    first, later = reports[f"tables-{slip}"], reports[f"tables-{fixed_in}"]
    indicator = "civil_status.records_digitised"
    changed = 0
    for fact in first.facts:
        if fact.indicator == indicator and fact.ref_area != "VN" and fact.time_period:
            again = found(later, indicator, fact.ref_area, fact.time_period)
            changed += bool(again) and again[0].obs_value != fact.obs_value
    assert changed == n


def test_every_table_says_that_it_is_made_up_and_when(reports: dict[str, Report]) -> None:
    for report in reports.values():
        texts = [block.text for block in report.blocks if isinstance(block, Paragraph)]
        assert MADE_UP in texts
        year, month = report.report_month.split("-")
        assert any(f"/{month}/{year}." in text for text in texts)


def test_rows_are_as_wide_as_the_head_and_100_means_all(reports: dict[str, Report]) -> None:
    for report in reports.values():
        for grid in (block for block in report.blocks if isinstance(block, Grid)):
            assert sum(cell.col_span for cell in grid.head[0]) == len(grid.widths)
            for row in grid.body:
                assert len(row) == len(grid.widths)
                share = row[4]
                if isinstance(share, Number) and share.text == "100,00":
                    assert row[2] == row[3]
