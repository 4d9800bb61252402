"""The committed sample is what the generator writes, within its bounds, and loads as declared."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from pipeline.paths import CATALOGUE, CHECKOUT, SAMPLE, SEEDS
from pipeline.sample.generate.write import write_all
from pipeline.sample.site import read_manifest
from pipeline.sources.registry import load_sources

EXPECTED = CHECKOUT / "tests" / "fixtures" / "sample"


def contents(folder: Path) -> dict[str, Any]:
    """Files by name; packed formats unpacked, since builds of zlib pack the same content into other bytes."""
    return {path.name: unpacked(path.suffix, path.read_bytes()) for path in folder.iterdir()}


def unpacked(suffix: str, data: bytes) -> Any:
    if suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return [(member.date_time, member.filename, container.read(member)) for member in container.infolist()]
    if suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as document:
            return [page.get_textpage().get_text_range() for page in document], document.get_metadata_dict()
    return data


def test_generating_again_gives_the_committed_sample(tmp_path: Path) -> None:
    sample, expected = tmp_path / "sample", tmp_path / "expected"
    sample.mkdir()
    (sample / "declared").symlink_to(SAMPLE / "declared")
    count = write_all(sample, expected, SEEDS)
    assert count == len(read_manifest(SAMPLE))
    assert (sample / "manifest.json").read_bytes() == (SAMPLE / "manifest.json").read_bytes()
    for folder in ("pages", "files"):
        assert contents(sample / folder) == contents(SAMPLE / folder)
    assert contents(expected) == contents(EXPECTED)


def test_sizes_stay_within_bounds() -> None:
    sizes = [path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()]
    assert sum(sizes) < 6_000_000
    assert max(sizes) < 500_000


def test_each_report_has_its_file_and_expected_observations() -> None:
    entries = read_manifest(SAMPLE)
    assert {path.stem for path in EXPECTED.glob("*.jsonl")} == {entry.id for entry in entries}
    for entry in entries:
        assert (entry.page is None) != (entry.attachment is None)
        assert (SAMPLE / (entry.page or entry.attachment or "")).is_file()
        assert (EXPECTED / f"{entry.id}.jsonl").read_text(encoding="utf-8").strip(), entry.id


def test_only_the_page_meant_to_be_decomposed_is() -> None:
    for path in sorted((SAMPLE / "pages").iterdir()):
        text = path.read_text(encoding="utf-8")
        form = "NFD" if path.name == "national-2024-09.html" else "NFC"
        assert unicodedata.is_normalized(form, text), path.name
        assert ("<meta charset" in text) == (path.name != "national-2025-09.html"), path.name


def test_indicators_and_areas_are_those_of_the_catalogue() -> None:
    with (SEEDS / "areas.csv").open(encoding="utf-8", newline="") as lines:
        areas = {row["ref_area"] for row in csv.DictReader(lines)}
    families = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in CATALOGUE.glob("[a-z]*.yml")]
    indicators = {indicator["id"] for family in families for indicator in family["indicators"]}
    for path in sorted(EXPECTED.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert row["ref_area"] in areas, path.name
            assert row["indicator"] in indicators, path.name
            assert row["obs_kind"] in {"actual", "target", "comparison", "change", "promise"}


def test_the_three_sources_load() -> None:
    sources = {source.name: source for source in load_sources(SAMPLE / "sources")}
    assert set(sources) == {entry.source for entry in read_manifest(SAMPLE)}
    assert all(source.home == "demo" and source.allow_private for source in sources.values())
    assert [name for name, source in sources.items() if source.is_synthetic] == ["sample_tables"]
    assert sources["sample_tables"].expected_in("2024-08")
    assert not sources["sample_national"].expected_in("2024-08")


@pytest.mark.parametrize("column", ["basis", "name_vi", "name_en", "precedence"])
def test_made_up_commitments_say_that_they_are(column: str) -> None:
    with (SAMPLE / "commitments.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    marks = {"basis": "made up", "name_vi": "minh họa", "name_en": "made up", "precedence": "sample_tables"}
    assert all(marks[column] in row[column] and row["is_synthetic"] == "true" for row in rows)
