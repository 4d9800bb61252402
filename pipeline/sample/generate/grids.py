"""The layout of the made-up tables: a head over two rows, a line for each area, the country - and the facts they carry.

Keeps out: what is printed when (tables), and the figures (series).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.sample.generate.areas import Areas
from pipeline.sample.generate.report import Fact, Grid, HeaderCell, Number
from pipeline.sample.generate.series import MERGER, MONTHS, Cells

IN_THOUSANDS_FROM = "2026-01"


def main_table(month: str, as_of: date, printed: Mapping[str, Cells], areas: Areas) -> tuple[Grid, list[Fact]]:
    """All areas of the month and the country; one that sent nothing (not in `printed`) is marked and has no figures."""
    order, names = areas.in_force(month), areas.names_in(month)
    thousands = month >= IN_THOUSANDS_FROM
    with_districts = MONTHS.index(month) < MERGER
    parcels = _thousands if thousands else _whole
    unit = "nghìn thửa" if thousands else "thửa"
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
    body.append(("", "Cả nước", *line("VN", _sum(printed.values()))))
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


def correction_table(month: str, as_of: date, corrected: Mapping[str, Cells], areas: Areas) -> tuple[Grid, list[Fact]]:
    """The small table that replaces civil-status figures of an earlier month, only the areas in `corrected`."""
    names = areas.names_in(month)
    body, facts = [], []
    for number, (area, cells) in enumerate(corrected.items(), start=1):
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


def _sum(some: Iterable[Cells]) -> Cells:
    some = list(some)
    districts = [cells.districts for cells in some if cells.districts is not None]
    return Cells(
        sum(cells.records_done for cells in some),
        sum(cells.records_total for cells in some),
        sum(cells.parcels_done for cells in some),
        sum(cells.parcels_total for cells in some),
        (sum(done for done, _ in districts), sum(every for _, every in districts)) if districts else None,
    )


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
