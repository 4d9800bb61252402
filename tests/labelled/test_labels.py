"""The labels themselves: known indicators and areas, one label a fact, quotes that stand in the text as read, files that exist."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import get_args

import pytest

from pipeline.extract.context import MERGER
from pipeline.read import read_document
from pipeline.reference import load_reference
from pipeline.terms import ObsKind, Qualifier, Status

from .load import Fact, Labelled, load

SETS = ("tuned", "wordings", "held_out", "held_out_pages", "provincial", "free_pages")
DOCUMENTS = [pytest.param(document, id=f"{name}-{document.doc}") for name in SETS for document in load(name)]
READABLE = [param for param in DOCUMENTS if param.values[0].format != "scan"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_labels_are_of_the_catalogue_and_of_known_areas(document: Labelled) -> None:
    reference = load_reference()
    assert document.path.is_file()
    for fact in document.facts:
        assert fact.indicator in reference.indicators
        assert fact.ref_area in reference.areas.by_id
        assert fact.obs_kind in get_args(ObsKind)
        assert fact.qualifier in {None, *get_args(Qualifier)}
        assert fact.status in {None, *get_args(Status)}
        assert (fact.obs_value is None) == fact.indicator.endswith(".status")
        assert fact.indicator.endswith(".status") <= (fact.status is not None or fact.obs_kind == "promise")
        assert fact.numerator is None or fact.numerator == fact.obs_value


@pytest.mark.parametrize("document", DOCUMENTS)
def test_targets_and_promises_have_no_time(document: Labelled) -> None:
    assert [f for f in document.facts if f.obs_kind in {"target", "promise"} and f.time_period] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_provinces_are_those_of_the_document_s_date(document: Labelled) -> None:
    day = document.context.reference_day
    for fact in document.facts:
        known = fact.time_period or day
        if known and fact.ref_area != "VN":
            assert fact.ref_area.split("-")[0] == ("VN34" if known >= MERGER else "VN63")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_one_label_a_fact(document: Labelled) -> None:
    keys = Counter((f.indicator, f.ref_area, f.obs_kind, f.obs_value) for f in document.facts)
    assert {key for key, count in keys.items() if count > 1} == set()


@pytest.mark.parametrize("document", READABLE)
def test_quotes_stand_in_the_text(document: Labelled) -> None:
    """Up to spaces: a quote may run over a line of the page. How many are lost is told, not which: a set may be held out."""
    text = _plain(read_document(document.path.read_bytes(), document.path.name).text)
    lost = [fact for fact in document.facts if not _stands(fact, text)]
    assert len(lost) == 0


def _stands(fact: Fact, text: str) -> bool:
    return fact.quote is not None and _plain(fact.quote) in text


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_the_sets_are_as_large_as_promised() -> None:
    sizes = {name: load(name) for name in SETS}
    documents = [document for documents in sizes.values() for document in documents]
    facts = sum(len(document.facts) for document in documents)
    unseen = [name for name in sizes if name.startswith("held_out")]
    held_out = sum(len(document.facts) for name in unseen for document in sizes[name])
    assert len(documents) >= 80
    assert facts >= 1500
    assert sum(len(sizes[name]) for name in unseen) * 3 >= len(documents) or held_out * 3 >= facts
    assert {document.format for document in documents} >= {"html", "pdf", "scan", "docx", "xlsx"}
    assert any(not document.facts for document in documents)
