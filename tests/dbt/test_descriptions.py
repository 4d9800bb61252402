"""What the dbt project says of itself: nothing reaches an analyst without a description in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.publish.canonical import mart_specs
from tests.dbt.conftest import Built


@pytest.fixture(scope="module")
def manifest(dbt_manifest: Path) -> dict[str, Any]:
    return json.loads(dbt_manifest.read_bytes())


def test_every_mart_and_column_is_described_in_vietnamese_and_english(manifest: dict[str, Any]) -> None:
    for spec in mart_specs(manifest):
        assert spec.in_both[0] != spec.in_both[1], spec.name
        assert "One row per" in spec.in_both[1], spec.name
        for column in spec.columns:
            assert column.description.startswith("VI ") and " / EN " in column.description, (spec.name, column.name)


def test_every_mart_has_an_enforced_contract_and_a_test_of_its_grain(manifest: dict[str, Any]) -> None:
    tests = [node for node in manifest["nodes"].values() if node.get("attached_node") and "test_metadata" in node]
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model" or "marts" not in node["fqn"]:
            continue
        assert node["config"]["contract"]["enforced"], node["name"]
        grains = [
            test["test_metadata"]["kwargs"]["columns"]
            for test in tests
            if test["attached_node"] == node["unique_id"] and test["test_metadata"]["name"] == "unique_combination"
        ]
        assert grains == [node["config"]["meta"]["grain"]], node["name"]


def test_every_unit_test_of_the_sql_runs_here_as_no_run_of_the_pipeline_does(
    manifest: dict[str, Any], built: Built
) -> None:
    assert manifest["unit_tests"]
    assert {name: built.ran.get(name) for name in manifest["unit_tests"]} == dict.fromkeys(
        manifest["unit_tests"], "pass"
    )


def test_the_edition_exposes_every_mart(manifest: dict[str, Any]) -> None:
    edition = next(one for one in manifest["exposures"].values() if one["name"] == "tiendo_duckdb")
    exposed = {unique_id.split(".")[2] for unique_id in edition["depends_on"]["nodes"]}
    assert exposed == {spec.name for spec in mart_specs(manifest)}


def test_only_staging_reads_the_lake(manifest: dict[str, Any]) -> None:
    for node in manifest["nodes"].values():
        reads_lake = any(parent.startswith("source.") for parent in node.get("depends_on", {}).get("nodes", []))
        assert not reads_lake or "staging" in node["fqn"], node["name"]


def test_what_changes_between_two_builds_of_the_same_reports_is_marked(manifest: dict[str, Any]) -> None:
    volatile = {(spec.name, column) for spec in mart_specs(manifest) for column in spec.volatile}
    assert volatile == {("observations", "captured_at"), ("instructions", "captured_at")}
