"""The form a working group fills in: its sheets, its columns, the tasks and places that may stand in it.

Holds the names that the workbook (deposit/template) prints and that its reader (workbook) expects, so that both say the
same. Keeps out: the values in the cells (form_cells) and making or reading a file.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.reference import Indicator, Reference
from pipeline.vietnamese.text import fold

DATA, EXAMPLE, GUIDE, LISTS = "Số liệu", "Ví dụ", "Hướng dẫn", "Danh mục"
COLUMNS = (*("Tỉnh, thành phố", "Nhiệm vụ", "Đã hoàn thành", "Tổng số", "Tính đến ngày", "Thời hạn", "Người liên hệ"),)
PLACE, TASK, DONE, TOTAL, AS_OF, DEADLINE, CONTACT = range(1, len(COLUMNS) + 1)  # columns of the sheet, A is 1
REQUIRED = (PLACE, TASK, DONE, TOTAL, AS_OF)
TITLE = "Số liệu tự theo dõi của Tổ công tác"
MARK = "tiendo: mẫu số liệu, bản 1"  # on the hidden sheet; a file with it is the form, whatever was renamed

# What a person types below the last row; the sums are ours to make.
TOTALS = frozenset({"tổng", "cộng", "tổng cộng", "tổng số", "cộng chung", "tổng cộng các tỉnh"})
# Counted for the whole country only: a province has no localities or ministries of its own.
NATIONAL_UNITS = frozenset({"localities", "ministries"})
_SHARE = "trong đó:"


@lru_cache(maxsize=4)
def tasks_of(reference: Reference) -> dict[str, Indicator]:
    """The tasks by name: counts that grow until a total is reached; shares, statuses and the totals are none."""
    totals = {indicator.part_of for indicator in reference.indicators.values()}
    found: dict[str, Indicator] = {}
    for indicator in reference.indicators.values():
        counted = indicator.unit_measure not in {"percent", "status"} and indicator.direction == "at_least"
        if not counted or indicator.id in totals or indicator.id.endswith("_total"):
            continue
        name = indicator.name_vi
        if name.startswith(_SHARE):
            whole = reference.indicators.get(indicator.part_of or "")
            if whole is None:
                continue  # "in it: births" says nothing without the line above it
            name = f"{whole.name_vi}, {name.replace(_SHARE, 'trong đó').strip()}"
        found[name] = indicator
    return dict(sorted(found.items(), key=lambda item: item[1].id))


@lru_cache(maxsize=4)
def places_of(reference: Reference) -> dict[str, dict[str, str]]:
    """Folded name of a place: its area in each scheme (VN63 to 30 June 2025, VN34 since); the country is in both."""
    names: dict[str, dict[str, str]] = {}
    for area in reference.areas.by_id.values():
        schemes = ("VN63", "VN34") if area.ref_area == "VN" else (area.scheme,)
        for name in (area.name_vi, area.full_name_vi):
            for scheme in schemes:
                names.setdefault(fold(name), {})[scheme] = area.ref_area
    for alias, ref_area, ambiguous in reference.areas.aliases:
        scheme = ref_area.split("-")[0]
        if not ambiguous and scheme in {"VN63", "VN34"}:
            names.setdefault(fold(alias), {}).setdefault(scheme, ref_area)
    return names
