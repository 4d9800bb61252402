"""Laws over texts put together from true sentences and noise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import Context, extract_document
from pipeline.reference import load_reference

from .build import document
from .laws import check

SENTENCES = [
    case["text"]
    for file in sorted((Path(__file__).parent / "cases").glob("vi*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
NOISE = st.text(alphabet="0123456789.,/%()-:; \tabcđơưNH", max_size=40)
PIECES = st.lists(st.one_of(st.sampled_from(SENTENCES), NOISE), min_size=1, max_size=5)
KINDS = st.sampled_from(["paragraph", "list_item", "heading", "title", "caption", "boilerplate"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(KINDS, PIECES), min_size=1, max_size=4))
def test_quotes_are_exact_and_every_numeral_is_accounted_for(parts: list[tuple[str, list[str]]]) -> None:
    made = document(*((kind, " ".join(pieces)) for kind, pieces in parts))  # type: ignore[misc]
    check(made, extract_document(made, Context("2024-10", date(2024, 11, 15)), load_reference()))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(NOISE, st.sampled_from(["Hà Nội", "Cả nước", "TT", "Tỷ lệ số hóa hộ tịch (%)"])),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_tables_too(rows: list[list[str]]) -> None:
    made = document(("heading", "Số hóa dữ liệu hộ tịch"), [[cell.replace("\t", " ") for cell in row] for row in rows])
    check(made, extract_document(made, Context("2024-10", None), load_reference()))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SENTENCES), st.booleans())
def test_boilerplate_gives_nothing(sentence: str, titled: bool) -> None:
    made = document(("boilerplate", sentence), title="Tin liên quan" if titled else None)
    result = extract_document(made, Context("2024-10", None), load_reference())
    assert result.observations == ()
    assert {figure.reason for figure in result.unread} <= {"boilerplate"}


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SENTENCES))
def test_saying_it_twice_changes_nothing(sentence: str) -> None:
    context, reference = Context("2024-10", None), load_reference()
    once = extract_document(document(("paragraph", sentence)), context, reference)
    twice = extract_document(document(("paragraph", sentence), ("paragraph", sentence)), context, reference)
    key = [(o.indicator, o.ref_area, o.obs_kind, o.obs_value) for o in once.observations]
    assert [(o.indicator, o.ref_area, o.obs_kind, o.obs_value) for o in twice.observations] == key
