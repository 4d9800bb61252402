"""The canonical hashes see content, not order, volatile columns or files; the manifest is read as dbt writes it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.publish import ColumnSpec, MartSpec, PublishError, canonical_hashes, mart_specs
from pipeline.publish.canonical import split_languages
from tests.publish.fake_warehouse import MARTS, build, manifest, story


def test_specs_are_the_marts_of_the_manifest_and_nothing_else(specs: list[MartSpec]) -> None:
    assert [spec.name for spec in specs] == sorted(MARTS)
    observations = next(spec for spec in specs if spec.name == "observations")
    assert observations.grain == ("observation_id",)
    assert observations.volatile == {"captured_at"}
    assert observations.columns[0] == ColumnSpec("observation_id", "VI cột observation_id / EN column observation_id")
    assert observations.in_both == ("bảng observations", "table observations")


def test_a_mart_without_a_grain_is_refused() -> None:
    broken = manifest()
    broken["nodes"]["model.tiendo.reports"]["config"]["meta"] = {}
    with pytest.raises(PublishError, match=r"reports: no meta\.grain"):
        mart_specs(broken)


def test_volatile_may_stand_in_the_meta_or_in_the_config_of_a_column() -> None:
    changed = manifest()
    columns = changed["nodes"]["model.tiendo.areas"]["columns"]
    columns["code"]["meta"] = {"volatile": True}
    columns["scheme"]["config"] = {"tags": ["volatile"]}
    areas = next(spec for spec in mart_specs(changed) if spec.name == "areas")
    assert areas.volatile == {"code", "scheme"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VI một / EN one", ("một", "one")),
        ("VI: tỷ lệ k/n. EN: share k/n.", ("tỷ lệ k/n.", "share k/n.")),
        ("one language only", ("one language only", "one language only")),
    ],
)
def test_descriptions_split_into_their_languages(text: str, expected: tuple[str, str]) -> None:
    assert split_languages(text) == expected


def test_hash_ignores_row_order_and_volatile_columns(tmp_path: Path, specs: list[MartSpec]) -> None:
    rows = story(synthetic=True)
    first = canonical_hashes(build(tmp_path / "a.duckdb", rows), specs)
    for mart in rows.values():
        mart.reverse()
    for row in rows["observations"]:
        row["captured_at"] = datetime(2030, 1, 1)
    assert canonical_hashes(build(tmp_path / "b.duckdb", rows), specs) == first


def test_hash_sees_a_changed_cell_in_its_mart_only(tmp_path: Path, specs: list[MartSpec]) -> None:
    rows = story(synthetic=False)
    first = canonical_hashes(build(tmp_path / "a.duckdb", rows), specs)
    rows["reports"][0]["detail"] = ""  # an empty text is not a missing one
    second = canonical_hashes(build(tmp_path / "b.duckdb", rows), specs)
    assert {mart for mart in first if first[mart] != second[mart]} == {"reports"}


def test_missing_mart_and_undeclared_column_are_named(tmp_path: Path, specs: list[MartSpec]) -> None:
    warehouse = build(tmp_path / "a.duckdb", story(synthetic=False))
    with pytest.raises(PublishError, match="mart stg_reports: no such table"):
        canonical_hashes(warehouse, [MartSpec("stg_reports", ("source",), ())])
    short = next(spec for spec in specs if spec.name == "areas")
    with pytest.raises(PublishError, match=r"mart areas: columns differ .*: valid_from"):
        canonical_hashes(warehouse, [MartSpec("areas", short.grain, short.columns[:-1])])
