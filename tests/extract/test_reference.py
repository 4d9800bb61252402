"""The catalogue declares every indicator once; a bad file is one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reference import CatalogueError, load_catalogue, load_reference


def test_the_catalogue_is_whole() -> None:
    reference = load_reference()
    assert len(reference.indicators) == 92
    assert all(indicator.rules for indicator in reference.indicators.values())
    assert reference.indicators["civil_status.records_digitised"].evidence_for == ("civil_status.share_digitised_pct",)
    assert reference.indicators["criminal_record.localities_security_not_remediated"].direction == "at_most"


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
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, text: str, line: str) -> None:
    (tmp_path / "bad.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    assert str(caught.value) == line
