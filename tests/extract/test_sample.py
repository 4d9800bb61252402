"""The sample's HTML reports, read and extracted: exactly the observations they were written to yield."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.extract import Context, Extraction, extract_document
from pipeline.paths import SAMPLE
from pipeline.read import read_document
from pipeline.reference import load_reference

from .laws import check

EXPECTED = Path(__file__).parent.parent / "fixtures" / "sample"
MANIFEST = json.loads((SAMPLE / "manifest.json").read_text(encoding="utf-8"))
REPORTS = [pytest.param(row, id=row["id"]) for row in MANIFEST if row["page"] and not row["attachment"]]


DECLARED = {
    entry["id"]: [told for block in entry["blocks"] for told in block.get("told", ())]
    for path in sorted((SAMPLE / "declared").glob("*/*.yaml"))
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
}


def told_in(result: Extraction) -> list[dict[str, Any]]:
    """Instructions in the words of the declaration; what is null is left out."""
    rows = [
        {
            "issuer": told.issuer,
            "addressee": told.addressee,
            "areas": list(told.addressee_areas) or None,
            "count": told.addressee_count,
            "of": told.addressee_indicator,
            "task": told.task,
            "deadline": told.deadline,
            "indicator": told.indicator,
            "issued_on": told.issued_on,
        }
        for told in result.instructions
    ]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


@pytest.mark.parametrize("row", REPORTS)
def test_report(row: dict[str, Any]) -> None:
    page = SAMPLE / row["page"]
    document = read_document(page.read_bytes(), page.name)
    context = Context(row["report_month"], date.fromisoformat(row["published_on"]))
    result = extract_document(document, context, load_reference())
    check(document, result)
    got = {(o.indicator, o.ref_area, o.obs_kind, o.obs_value): o for o in result.observations}
    lines = (EXPECTED / f"{row['id']}.jsonl").read_text(encoding="utf-8").splitlines()
    expected = {(x["indicator"], x["ref_area"], x["obs_kind"], x["obs_value"]): x for x in map(json.loads, lines)}
    assert set(got) == set(expected)
    for key, fact in expected.items():
        found = got[key]
        assert found.qualifier == fact["qualifier"]
        assert found.deadline == (date.fromisoformat(fact["deadline"]) if fact["deadline"] else None)
    assert told_in(result) == DECLARED.get(row["id"], [])
    assert "unknown" not in {figure.reason for figure in result.unread}
