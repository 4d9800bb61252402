"""The made-up monthly tables as reports: what is printed when, including what goes wrong, and what must be read.

Holds the calendar of the made-up publisher (a month without a report, one late, one in two editions, corrections of
earlier months, provinces that fall silent). Keeps out: the figures (series), the table (grids), the formats.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.sample.generate.areas import Areas
from pipeline.sample.generate.grids import correction_table, main_table
from pipeline.sample.generate.report import Block, Format, Paragraph, Report
from pipeline.sample.generate.series import MONTHS, Cells, simulate

SOURCE = "sample_tables"
MISSING = "2024-08"
LATE = {"2025-05": date(2025, 6, 27)}  # due on the 15th
TWO_EDITIONS = {"2025-10": date(2025, 11, 26)}
FORMATS: tuple[Format, ...] = ("xlsx", "html", "pdf")
MADE_UP = "Số liệu minh họa, không có thật."
# A count of things that are no record of anybody's progress: the declaration says to leave it unread.
ASIDES = {"2024-12": "Phòng đọc của cổng mẫu đang trưng bày 12 sổ hộ tịch cũ, không thuộc bảng này."}

# Month first printed wrongly → (month that corrects it, places in the table, printed over true).
SLIPS: Mapping[str, tuple[str, tuple[int, ...], float]] = {
    "2024-05": ("2024-06", (11, 40), 1.06),
    "2025-01": ("2025-03", (5, 20, 51), 1.04),
    "2025-10": ("second edition", (6, 19, 27), 0.93),
    "2026-01": ("2026-02", (9, 28), 1.03),
}


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


def _last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def _day_after(month: str, day: int) -> date:
    last = _last_day(month)
    return date(last.year + last.month // 12, last.month % 12 + 1, day)


def _with_slip(cells: Mapping[str, Cells], month: str, areas: Areas) -> dict[str, Cells]:
    printed = dict(cells)
    if month in SLIPS:
        order = areas.in_force(month)
        _, places, factor = SLIPS[month]
        for place in places:
            true = cells[order[place]]
            done = min(true.records_total, round(true.records_done * factor))
            printed[order[place]] = Cells(
                done, true.records_total, true.parcels_done, true.parcels_total, true.districts
            )
    return printed


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
    order = areas.in_force(month)
    grid, facts = main_table(month, as_of, printed, areas)
    blocks: list[Block] = [Paragraph(MADE_UP), Paragraph(f"Số liệu tính đến ngày {as_of:%d/%m/%Y}."), grid]
    if any(area not in printed for area in order):
        blocks.append(
            Paragraph("(*) Địa phương chưa gửi báo cáo của kỳ này; dòng Cả nước không gồm các địa phương đó.")
        )
    if month in ASIDES:
        blocks.append(Paragraph(ASIDES[month]))
    for slip in corrections:
        places = areas.in_force(slip)
        true = {places[place]: truth[slip][places[place]] for place in SLIPS[slip][1]}
        grid, corrected = correction_table(slip, _last_day(slip), true, areas)
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
