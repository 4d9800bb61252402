"""Provinces by name and alias; towns, people and ambiguous abbreviations are none."""

from __future__ import annotations

import pytest

from pipeline.reference import load_reference
from pipeline.vietnamese.places import PlaceFinder, place_lists
from pipeline.vietnamese.text import fold


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    areas = load_reference().areas
    cities = [area.ref_area for area in areas.by_id.values() if area.type_vi.startswith("thành phố")]
    return PlaceFinder(areas.aliases, cities)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TP.HCM", "VN63-79"), ("TPHCM", "VN63-79"), ("TP. Hồ Chí Minh", "VN63-79"), ("Thừa Thiên - Huế", "VN63-46"),
        ("TP. Huế", "VN63-46"), ("Bà Rịa - Vũng Tàu", "VN63-77"), ("Bà Rịa – Vũng Tàu", "VN63-77"), ("Hà tĩnh", "VN63-42"),
        ("Dak Nong", "VN63-67"), ("Khánh Hoà", "VN63-56"), ("tỉnh Bình Dương", "VN63-74"), ("Hanoi", "VN63-01"),
    ],
)  # fmt: skip
def test_names(finder: PlaceFinder, text: str, code: str) -> None:
    (place,) = finder.find(fold(text), text)
    assert place.ref_area("VN63") == code


@pytest.mark.parametrize(
    "text",
    [
        "thị xã Quảng Trị",
        "thành phố Bắc Ninh",
        "hòa bình",
        "QN",
        "ĐN",
        "Quang Tri town",
        "báo Đồng Nai",
        "đường Bắc Giang",
    ],
)
def test_not_provinces(finder: PlaceFinder, text: str) -> None:
    assert finder.find(fold(text), text) == []


def test_a_list_ends_where_it_ends(finder: PlaceFinder) -> None:
    text = "gồm Sóc Trăng, Hà Tĩnh, Bà Rịa - Vũng Tàu và Đắk Nông đã hoàn thành; riêng Hà Nội chậm"
    runs = place_lists(fold(text), finder.find(fold(text), text))
    assert [len(run) for run in runs] == [4, 1]


def test_a_merged_province_has_no_new_code(finder: PlaceFinder) -> None:
    (place,) = finder.find(fold("Hà Giang"), "Hà Giang")
    assert place.ref_area("VN34") is None
