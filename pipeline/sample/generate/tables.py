"""The made-up monthly tables as reports: what is printed when, including what goes wrong, and what must be read.

Holds the calendar of the made-up publisher (a month without a report, one late, one in two editions, corrections of
earlier months, provinces that fall silent) and the layout of its table. Keeps out: the figures (series), the formats.
"""

from __future__ import annotations

import csv
import math
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.sample.generate.report import (
    Block,
    Fact,
    Format,
    Grid,
    HeaderCell,
    Number,
    Paragraph,
    Report,
)
from pipeline.sample.generate.series import MERGER, MONTHS, Cells, Succession, simulate

SOURCE = "sample_tables"
MISSING = "2024-08"
LATE = {"2025-05": date(2025, 6, 27)}  # due on the 15th
TWO_EDITIONS = {"2025-10": date(2025, 11, 26)}
IN_THOUSANDS_FROM = "2026-01"
FORMATS: tuple[Format, ...] = ("xlsx", "html", "pdf")
MADE_UP = "Số liệu minh họa, không có thật."

# Month first printed wrongly → (month that corrects it, places in the table, printed over true).
SLIPS: Mapping[str, tuple[str, tuple[int, ...], float]] = {
    "2024-05": ("2024-06", (11, 40), 1.06),
    "2025-01": ("2025-03", (5, 20, 51), 1.04),
    "2025-10": ("second edition", (6, 19, 27), 0.93),
    "2026-01": ("2026-02", (9, 28), 1.03),
}
# From → number of districts as of which row of the seed: the state in force in the months up to the next entry.
DISTRICT_STATES = {"2024-01": "2024-05-01", "2024-09": "2024-11-01", "2025-01": "2025-01-01"}


@dataclass(frozen=True, slots=True)
class Areas:
    """Names by ref_area, which areas make up which, and districts by month and area."""

    names: Mapping[str, str]
    succession: Succession
    districts: Mapping[str, Mapping[str, int]]


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


def made_up_reports(areas: Areas) -> Iterator[Report]:
    """The monthly reports in order of the month they are about."""
    truth = simulate(areas.succession, areas.districts)
    for index, month in enumerate(MONTHS):
        if month == MISSING:
            continue
        first = _with_slip(truth[month], month, areas)
        published = LATE.get(month) or _day_after(month, 8 + index * 5 % 7)
        corrections = [slip for slip, (fixed_in, _, _) in SLIPS.items() if fixed_in == month]
        yield _report(month, published, first, truth, corrections, areas, index)
        if month in TWO_EDITIONS:
            yield _report(month, TWO_EDITIONS[month], truth[month], truth, [], areas, index, edition=2)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def _day_after(month: str, day: int) -> date:
    last = _last_day(month)
    return date(last.year + last.month // 12, last.month % 12 + 1, day)


def _in_force(month: str, areas: Areas) -> tuple[str, ...]:
    succession = areas.succession
    return succession.old if MONTHS.index(month) < MERGER else tuple(succession.parts)


def _with_slip(cells: Mapping[str, Cells], month: str, areas: Areas) -> dict[str, Cells]:
    printed = dict(cells)
    if month in SLIPS:
        order = _in_force(month, areas)
        _, places, factor = SLIPS[month]
        for place in places:
            true = cells[order[place]]
            done = min(true.records_total, round(true.records_done * factor))
            printed[order[place]] = Cells(
                done, true.records_total, true.parcels_done, true.parcels_total, true.districts
            )
    return printed


def _whole(value: int) -> Number:
    return Number(f"{value:,}".replace(",", "."), value, "#,##0")


def _share(done: int, total: int) -> Number:
    """Per cent cut, not rounded, to two places: short of all is never printed as 100."""
    value = math.floor(10_000 * done / total) / 100
    return Number(f"{value:.2f}".replace(".", ","), value, "0.00")


def _thousands(value: int) -> Number:
    tenths = round(value / 100)
    text = f"{tenths / 10:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return Number(text, tenths / 10, "#,##0.0")


def _report(
    month: str,
    published: date,
    printed: Mapping[str, Cells],
    truth: Mapping[str, Mapping[str, Cells]],
    corrections: list[str],
    areas: Areas,
    index: int,
    edition: int = 1,
) -> Report:
    as_of = _last_day(month)
    order = _in_force(month, areas)
    grid, facts = _main_table(month, as_of, order, printed, areas)
    blocks: list[Block] = [Paragraph(MADE_UP), Paragraph(f"Số liệu tính đến ngày {as_of:%d/%m/%Y}."), grid]
    if any(area not in printed for area in order):
        blocks.append(
            Paragraph("(*) Địa phương chưa gửi báo cáo của kỳ này; dòng Cả nước không gồm các địa phương đó.")
        )
    for slip in corrections:
        grid, corrected = _correction_table(slip, truth[slip], areas)
        blocks += [Paragraph("Một số địa phương đề nghị sửa số liệu đã gửi, nội dung sửa như sau."), grid]
        facts += corrected
    replaced = " (bản thay thế)" if edition == 2 else ""
    label = f"{as_of.month}/{as_of.year}"
    return Report(
        id=f"tables-{month}" + (f"-ban-{edition}" if edition > 1 else ""),
        source=SOURCE,
        report_month=month,
        published_on=published,
        title=f"Bảng số liệu số hóa hộ tịch, đất đai tháng {label}: {len(order)} tỉnh, thành phố{replaced}",
        letterhead=(
            "CỔNG MẪU TIẾN ĐỘ · BẢNG SỐ LIỆU MINH HỌA",
            f"Biểu số {as_of.month:02d}.{edition}/{as_of.year}/BM-TĐ",
        ),
        running_header=f"Bảng số liệu minh họa tháng {label}",
        blocks=tuple(blocks),
        facts=tuple(facts),
        format=FORMATS[index % len(FORMATS)],
        note="số liệu minh họa, không có thật",
    )


def _main_table(
    month: str, as_of: date, order: tuple[str, ...], printed: Mapping[str, Cells], areas: Areas
) -> tuple[Grid, list[Fact]]:
    thousands = month >= IN_THOUSANDS_FROM
    with_districts = MONTHS.index(month) < MERGER
    parcels = _thousands if thousands else _whole
    unit = "nghìn thửa" if thousands else "thửa"
    names = _names(month, areas)
    facts: list[Fact] = []

    def line(area: str, cells: Cells) -> tuple[str | Number, ...]:
        done, total = parcels(cells.parcels_done), parcels(cells.parcels_total)
        share = _share(cells.records_done, cells.records_total)
        scale = 1000 if thousands else 1
        facts.extend(
            [
                Fact("civil_status.records_digitised", area, as_of, cells.records_done),
                Fact("civil_status.records_total", area, as_of, cells.records_total),
                Fact("civil_status.share_digitised_pct", area, as_of, share.value),
                Fact("land.parcels_digitised", area, as_of, round(done.value * scale)),
                Fact("land.parcels_total", area, as_of, round(total.value * scale)),
            ]
        )
        row: tuple[str | Number, ...] = (_whole(cells.records_done), _whole(cells.records_total), share, done, total)
        if cells.districts is not None:
            some, every = cells.districts
            facts.append(Fact("land.districts_completed", area, as_of, some, some, every))
            row = (*row, f"{some}/{every}")
        return row

    body: list[tuple[str | Number, ...]] = []
    for number, area in enumerate(order, start=1):
        if area in printed:
            body.append((str(number), names[area], *line(area, printed[area])))
        else:
            body.append((str(number), f"{names[area]} (*)", *["-"] * (6 if with_districts else 5)))
    body.append(("", "Cả nước", *line("VN", _sum(list(printed.values())))))
    groups = [HeaderCell("TT", 2), HeaderCell("Tỉnh, thành phố", 2), HeaderCell("Số hóa dữ liệu hộ tịch", 1, 3)]
    groups.append(HeaderCell("Số hóa dữ liệu đất đai", 1, 3 if with_districts else 2))
    columns = ["Đã số hóa (dữ liệu)", "Phải số hóa (dữ liệu)", "Tỷ lệ số hóa (%)"]
    columns += [f"Đã số hóa ({unit})", f"Tổng số thửa đất ({unit})"]
    columns += ["Số huyện hoàn thành / tổng số huyện"] if with_districts else []
    return (
        Grid(
            caption=f"Đơn vị tính: dữ liệu hộ tịch; {unit} đất; %{'; huyện' if with_districts else ''}",
            head=(tuple(groups), tuple(map(HeaderCell, columns))),
            body=tuple(body),
            widths=(10, 40, 26, 26, 18, 26, 26, *([20] if with_districts else [])),
            total=True,
        ),
        facts,
    )


def _correction_table(slip: str, true: Mapping[str, Cells], areas: Areas) -> tuple[Grid, list[Fact]]:
    as_of = _last_day(slip)
    order, names = _in_force(slip, areas), _names(slip, areas)
    body, facts = [], []
    for number, place in enumerate(SLIPS[slip][1], start=1):
        area, cells = order[place], true[order[place]]
        share = _share(cells.records_done, cells.records_total)
        body.append((str(number), names[area], _whole(cells.records_done), _whole(cells.records_total), share))
        facts += [
            Fact("civil_status.records_digitised", area, as_of, cells.records_done),
            Fact("civil_status.records_total", area, as_of, cells.records_total),
            Fact("civil_status.share_digitised_pct", area, as_of, share.value),
        ]
    head = [HeaderCell(text) for text in ("TT", "Tỉnh, thành phố")]
    head += [
        HeaderCell(text)
        for text in ("Dữ liệu hộ tịch đã số hóa", "Dữ liệu hộ tịch phải số hóa", "Tỷ lệ số hóa hộ tịch (%)")
    ]
    caption = f"Điều chỉnh số liệu hộ tịch tháng {as_of.month}/{as_of.year} (tính đến ngày {as_of:%d/%m/%Y})"
    return Grid(caption, (tuple(head),), tuple(body), (10, 45, 35, 35, 30)), facts


def _sum(some: list[Cells]) -> Cells:
    districts = [cells.districts for cells in some if cells.districts is not None]
    return Cells(
        sum(cells.records_done for cells in some),
        sum(cells.records_total for cells in some),
        sum(cells.parcels_done for cells in some),
        sum(cells.parcels_total for cells in some),
        (sum(done for done, _ in districts), sum(every for _, every in districts)) if districts else None,
    )


def _names(month: str, areas: Areas) -> dict[str, str]:
    """Names as a table of the month would print them: the capital of the south with its type, Huế from 2025 on."""
    names = {**areas.names, "VN63-79": "TP. Hồ Chí Minh", "VN34-79": "TP. Hồ Chí Minh"}
    if month >= "2025-01":
        names["VN63-46"] = "Huế"
    return names
