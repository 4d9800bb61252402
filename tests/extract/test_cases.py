"""Sentences of our own in both languages: all their figures, no other, each with its fields."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.extract import Context, extract_document
from pipeline.reference import load_reference
from pipeline.terms import BlockKind

from .build import document
from .laws import check

CASES = [
    pytest.param(file.stem[:2], case, id=f"{file.stem}-{number}")
    for file in sorted((Path(__file__).parent / "cases").glob("*.yml"))
    for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")))
]


KINDS: dict[str, BlockKind] = {"# ": "heading", "- ": "list_item"}


def blocks(text: str) -> Iterator[tuple[BlockKind, str]]:
    """A line is a block: "# " makes it a heading, "- " an item of a list."""
    for line in text.splitlines():
        kind = KINDS.get(line[:2], "paragraph")
        yield kind, line if kind == "paragraph" else line[2:]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_case(language: Any, case: dict[str, Any]) -> None:
    made = document(*blocks(case["text"]), title=case.get("title"))
    context = Context(case.get("month", "2024-10"), None, language, case.get("default_area"))
    result = extract_document(made, context, load_reference())
    check(made, result)
    got = {(o.indicator, o.ref_area, o.obs_kind, o.obs_value): o for o in result.observations}
    expected = {(f["i"], f.get("a", "VN"), f.get("kind", "actual"), f.get("v")): f for f in case["facts"]}
    optional = set(case.get("optional", ()))
    assert {key for key in got if key in expected or key[0] not in optional} == set(expected)
    for key, fact in expected.items():
        found = got[key]
        assert (found.qualifier, found.denominator, found.deadline) == (
            fact.get("q"),
            fact.get("den"),
            fact.get("deadline"),
        )
        assert (None if found.time_precision == "unstated" else found.time_period) == fact.get("time")
        assert "s" not in fact or found.status == fact["s"]
