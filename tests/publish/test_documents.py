"""Documents in docs/ that are copies of something generated stay equal to it."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline import paths
from pipeline.publish.canonical import mart_specs
from pipeline.publish.dictionary import data_dictionary


def test_the_data_dictionary_is_the_generated_one(dbt_manifest: Path) -> None:
    """After a change of the marts: tiendo dictionary > docs/data-dictionary.md"""
    generated = data_dictionary(mart_specs(json.loads(dbt_manifest.read_bytes())))
    assert (paths.CHECKOUT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == generated


def test_every_column_of_every_mart_is_described_in_both_languages(dbt_manifest: Path) -> None:
    for spec in mart_specs(json.loads(dbt_manifest.read_bytes())):
        for column in spec.columns:
            vietnamese, english = column.in_both
            assert vietnamese and english and vietnamese != english, f"{spec.name}.{column.name}"
