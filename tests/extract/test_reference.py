"""The catalogue declares every indicator once; a bad file is one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reference import CatalogueError, load_catalogue, load_reference


def test_the_catalogue_is_whole() -> None:
    reference = load_reference()
    assert len(reference.indicators) == 93
    assert all(indicator.rules or indicator.complement_of for indicator in reference.indicators.values())
    assert reference.indicators["civil_status.records_digitised"].evidence_for == ("civil_status.share_digitised_pct",)
    assert reference.indicators["criminal_record.localities_security_not_remediated"].direction == "at_most"


def test_complements_and_rungs_are_declared() -> None:
    indicators = load_reference().indicators
    derived = indicators["criminal_record.localities_security_remediated"]
    assert derived.complement_of == "criminal_record.localities_security_not_remediated"
    assert derived.ladder is None, "what is derived is not merged with 'passed the scan'"
    ladder = [one for one in indicators.values() if one.ladder == "criminal_record_service"]
    assert [one.id.partition("localities_")[2] for one in sorted(ladder, key=lambda one: one.rung or 0)] == [
        "connected",
        "tested",
        "security_passed",
        "ready",
        "deployed",
    ]


def test_areas_of_both_schemes() -> None:
    areas = load_reference().areas
    assert (len(areas.of_scheme("VN63")), len(areas.of_scheme("VN34"))) == (63, 34)
    assert areas.by_id["VN"].name_en


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- a list", "bad.yml: not a mapping"),
        ("family: x\ntopics: [a]\nindicators: []", "bad.yml: unknown key 'topics'"),
        ("family: x\nindicators: [{id: x.a, unit: localities, name_vi: a}]", "bad.yml: x.a: 'name_en' is missing"),
        (
            "family: x\nindicators: [{id: x.a, unit: u, name_vi: a, name_en: a, wen: [b]}]",
            "bad.yml: x.a: unknown key 'wen'",
        ),
        (
            "family: x\nindicators: [{id: x.a, unit: u, name_vi: a, name_en: a, when: [nope]}]",
            "x.yml: x.a names unknown concept 'nope'",
        ),
        (
            "family: x\nindicators: [{id: x.a, unit: u, name_vi: a, name_en: a, complement_of: x.b}]",
            "x.yml: x.a names unknown indicator x.b",
        ),
        (
            "family: x\nindicators: [{id: x.a, unit: u, name_vi: a, name_en: a, complement_of: x.b}, "
            "{id: x.b, unit: v, name_vi: a, name_en: a}]",
            "x.yml: x.a and its complement differ in unit",
        ),
        (
            "family: x\nladders: {way: [x.b]}\nindicators: [{id: x.a, unit: u, name_vi: a, name_en: a}]",
            "bad.yml: ladder way names unknown indicator x.b",
        ),
        (
            "family: x\nladders: {way: [x.a], other: [x.a]}\nindicators: [{id: x.a, unit: u, name_vi: a, name_en: a}]",
            "bad.yml: x.a stands on two ladders, way and other",
        ),
        (
            "family: x\nladders: {way: [x.a, x.b]}\nindicators: [{id: x.a, unit: u, name_vi: a, name_en: a}, "
            "{id: x.b, unit: v, name_vi: a, name_en: a}]",
            "bad.yml: ladder way counts x.b in another unit than its first rung",
        ),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, text: str, line: str) -> None:
    (tmp_path / "bad.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    assert str(caught.value) == line
