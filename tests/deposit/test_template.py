"""The form itself: the same bytes, its lists, and that filling it in as shown is read."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from pipeline.deposit.template import EXAMPLES, HEADER, LAST_ROW, place_names, template
from pipeline.extract.form import COLUMNS, DATA, EXAMPLE, GUIDE, LISTS, tasks_of
from pipeline.reference import load_reference
from tests.deposit.made import empty_form

REFERENCE = load_reference()


def workbook() -> Any:
    return openpyxl.load_workbook(io.BytesIO(empty_form()))


def test_the_same_bytes_every_time() -> None:
    assert template(REFERENCE) == empty_form()


def test_sheets_header_widths_and_frozen_rows() -> None:
    book = workbook()
    assert book.sheetnames == [DATA, EXAMPLE, GUIDE, LISTS]
    assert book.active.title == DATA
    assert book[LISTS].sheet_state == "hidden"
    sheet = book[DATA]
    assert tuple(cell.value for cell in sheet[HEADER]) == COLUMNS
    assert sheet.freeze_panes == f"A{HEADER + 1}"
    assert all(sheet.column_dimensions[letter].width >= 16 for letter in "ABCDEFG")
    assert (sheet.cell(LAST_ROW, 3).number_format, sheet.cell(LAST_ROW, 5).number_format) == ("#,##0", "dd/mm/yyyy")
    assert all(cell.value is None for row in sheet.iter_rows(min_row=HEADER + 1) for cell in row)


def test_lists_whole_numbers_and_days_are_checked_while_typing() -> None:
    book = workbook()
    rules = {str(rule.sqref): rule for rule in book[DATA].data_validations.dataValidation}
    kinds = {ref[0]: (rule.type, rule.operator, rule.formula1) for ref, rule in rules.items()}
    n_places, n_tasks = len(place_names(REFERENCE)), len(tasks_of(REFERENCE))
    assert kinds["A"][::2] == ("list", f"'{LISTS}'!$A$2:$A${n_places + 1}")
    assert kinds["B"][::2] == ("list", f"'{LISTS}'!$B$2:$B${n_tasks + 1}")
    assert kinds["C"] == ("whole", "greaterThanOrEqual", "0")
    assert kinds["D"] == ("whole", "greaterThanOrEqual", "1")
    assert {kinds[letter][0] for letter in "EF"} == {"date"}
    lists = book[LISTS]
    assert [lists.cell(row, 1).value for row in range(2, n_places + 2)] == list(place_names(REFERENCE))
    assert lists.cell(n_places + 2, 1).value is None
    assert [lists.cell(row, 2).value for row in range(2, n_tasks + 2)] == list(tasks_of(REFERENCE))


def test_places_are_the_country_the_34_and_the_names_that_only_hold_before_the_merger() -> None:
    names = place_names(REFERENCE)
    assert len(set(names)) == len(names)
    assert names[0] == "Cả nước"
    assert {"Hà Nam", "Huế", "Thừa Thiên Huế"} & set(names[1:35]) == {"Huế"}
    known = {area.name_vi for scheme in ("VN63", "VN34") for area in REFERENCE.areas.of_scheme(scheme)}
    assert set(names[1:]) == known


def test_tasks_are_counts_that_grow_to_a_total_and_have_names_of_their_own() -> None:
    tasks = tasks_of(REFERENCE)
    assert {indicator.unit_measure for indicator in tasks.values()}.isdisjoint({"percent", "status"})
    assert not any(name.startswith("trong đó") for name in tasks)
    assert "land.parcels_total" not in {indicator.id for indicator in tasks.values()}
    assert all(indicator.direction == "at_least" for indicator in tasks.values())


def test_every_example_is_a_row_the_reader_would_take() -> None:
    names = {indicator.id: name for name, indicator in tasks_of(REFERENCE).items()}
    places = place_names(REFERENCE)
    sheet = workbook()[EXAMPLE]
    for number, example in enumerate(EXAMPLES, start=HEADER + 1):
        row = [cell.value for cell in sheet[number]]
        assert row[0] in places
        assert row[1] == names[example[1]]
        assert 0 <= row[2] <= row[3]
