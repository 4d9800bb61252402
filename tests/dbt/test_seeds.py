"""The facts that ship as seeds: complete, consistent with each other, codes kept as text."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from pipeline import paths
from pipeline.reference import load_reference
from pipeline.sources.registry import load_sources


def rows(seed: str) -> list[dict[str, str]]:
    with (paths.SEEDS / f"{seed}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_country_the_63_and_the_34() -> None:
    areas = rows("areas")
    assert Counter(area["scheme"] for area in areas) == {"VN": 1, "VN63": 63, "VN34": 34}
    assert all(area["ref_area"] == f"{area['scheme']}-{area['code']}" for area in areas if area["scheme"] != "VN")
    assert all(len(area["code"]) == 2 for area in areas if area["scheme"] != "VN")


def test_every_old_province_has_one_successor_and_eleven_stay_as_they_were() -> None:
    succession = rows("area_succession")
    known = {area["ref_area"] for area in rows("areas")}
    assert {row["old_area"] for row in succession} == {area for area in known if area.startswith("VN63")}
    assert {row["new_area"] for row in succession} == {area for area in known if area.startswith("VN34")}
    assert len(succession) == 63
    parts = Counter(row["new_area"] for row in succession)
    assert sum(count == 1 for count in parts.values()) == 11


def test_aliases_and_tiles_name_known_areas_and_no_tile_lies_on_another() -> None:
    known = {area["ref_area"] for area in rows("areas")}
    assert {alias["ref_area"] for alias in rows("area_aliases")} <= known
    tiles = rows("tilegrid")
    assert {tile["ref_area"] for tile in tiles if tile["is_data_tile"] == "1"} == known - {"VN"}
    assert len({(tile["scheme"], tile["col"], tile["row"]) for tile in tiles}) == len(tiles)
    assert sum(tile["is_data_tile"] == "0" for tile in tiles) == 4  # Hoàng Sa and Trường Sa in both grids


@pytest.mark.parametrize(("day", "districts"), [("2024-05-01", 705), ("2024-11-01", 704), ("2025-01-01", 696)])
def test_districts_of_the_provinces_add_up_to_the_reference(day: str, districts: int) -> None:
    counted = sum(int(row["n_district_units"]) for row in rows("district_counts") if row["as_of_from"] == day)
    reference = [
        int(row["denominator_reference"])
        for row in rows("reference_denominators")
        if row["ref_area"] == "VN" and row["unit"] == "districts" and row["valid_from"] <= day <= row["valid_to"]
    ]
    assert [counted] == reference == [districts]


def test_communes_of_the_provinces_add_up_to_the_reference() -> None:
    communes = {
        row["ref_area"]: int(row["denominator_reference"])
        for row in rows("reference_denominators")
        if row["unit"] == "communes"
    }
    country = communes.pop("VN")
    assert country == sum(communes.values()) == 3321
    assert len(communes) == 34


def test_the_made_up_commitments_are_those_of_the_sample() -> None:
    with (paths.SAMPLE / "commitments.csv").open(encoding="utf-8", newline="") as lines:
        made_up = list(csv.DictReader(lines))
    assert [row for row in rows("stated_commitments") if row["is_synthetic"] == "true"] == made_up


def test_a_commitment_is_named_in_both_languages_and_says_where_its_date_comes_from() -> None:
    for row in rows("stated_commitments"):
        assert row["name_vi"] and row["name_en"] and row["basis"], row["commitment"]
        assert row["deadline_kind"] in {"before", "by"}, row["commitment"]
        assert row["stated_on"] <= row["deadline"], row["commitment"]


def test_a_real_commitment_says_who_stated_it_and_whom_to_believe_first() -> None:
    declared = {
        source.name for folder in (paths.PACKAGED_SOURCES, paths.SAMPLE / "sources") for source in load_sources(folder)
    }
    for row in rows("stated_commitments"):
        assert bool(row["stated_by"]) == (row["deadline_basis"] != "assumed"), row["commitment"]
        preferred = row["precedence"].split("|")
        assert preferred != [""], row["commitment"]
        unknown = [name for name in preferred if name.islower() and name not in declared]
        assert not unknown, row["commitment"]


def test_groups_and_systems_name_indicators_and_commitments_that_exist() -> None:
    indicators = load_reference().indicators
    commitments = {row["commitment"] for row in rows("stated_commitments")}
    for row in rows("stated_commitments"):
        groups = [name for name in row["group_indicators"].split("|") if name]
        assert all(indicators[name].unit_measure == "localities" for name in groups), row["commitment"]
    systems = rows("systems_declared")
    assert [row["system"] for row in systems] == [
        "civil_status",
        "land",
        "officials",
        "criminal_record_security",
        "procedure_cuts",
        "land_reuse",
    ]
    for row in systems:
        assert set(row["indicators"].split("|")) <= indicators.keys(), row["system"]
        assert {name for name in row["commitments"].split("|") if name} <= commitments, row["system"]
        assert row["no_figure_vi"] and row["no_figure_en"], row["system"]


def test_a_resolution_names_a_real_commitment_that_was_due_and_a_reason() -> None:
    due = {row["commitment"]: row for row in rows("stated_commitments") if row["is_synthetic"] == "false"}
    for row in rows("resolutions"):
        assert row["evidence_time_period"] >= due[row["commitment"]]["deadline"]
        assert row["evidence_indicator"] in load_reference().indicators
        assert due[row["commitment"]]["deadline_basis"] != "assumed" or row["outcome"] != "missed"
        assert row["reason_vi"] and row["reason_en"] and row["decided_on"] > row["evidence_time_period"]
