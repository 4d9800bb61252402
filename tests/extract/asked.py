"""The labelled instructions, and what is read of them in the words of the labels.

Holds the three sets: `own` (written with the reader), `tuned` and `held_out` (by another hand; only the totals of held_out are
looked at). Keeps out: comparing and counting (benchmarks.instructions), and every expectation (instructions/*.yml).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.extract import Context, extract_document
from pipeline.reference import load_reference
from pipeline.terms import Document, Instruction

from .build import document
from .test_cases import blocks

SETS = ("own", "tuned", "held_out")
PUBLISHED = date(2024, 11, 5)


def cases(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "instructions" / f"{name}.yml").read_text(encoding="utf-8")
    )
    return read


def read(made: Document, language: Any = "vi", month: str = "2024-10") -> tuple[Instruction, ...]:
    published = PUBLISHED if month == "2024-10" else None
    return extract_document(made, Context(month, published, language), load_reference()).instructions


def told(case: dict[str, Any]) -> tuple[Document, tuple[Instruction, ...]]:
    """The document of a case, and the instructions that are read of it."""
    made = document(*blocks(case["text"]))
    return made, read(made, case.get("language", "vi"), case.get("month", "2024-10"))


def fields(told: Instruction) -> dict[str, Any]:
    """The instruction in the words of the cases; what is null or usual is left out."""
    said: dict[str, Any] = {
        "how": told.modality,
        "who": told.issuer,
        "carried": told.issuer_carried or None,
        "to": told.addressee,
        "kind": None if told.addressee_kind == "body" else told.addressee_kind,
        "areas": list(told.addressee_areas) or None,
        "n": told.addressee_count,
        "of": told.addressee_indicator,
        "do": told.task,
        "family": told.family,
        "shows": told.indicator,
        "on": told.issued_on,
        told.deadline_kind or "by": told.deadline,
    }
    return {name: value for name, value in said.items() if value is not None}
