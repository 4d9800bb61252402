"""The builder's laws: whatever is appended, offsets point at it."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.document import Builder, Draft, GridCell, PlacedWord, clean
from pipeline.terms import Document
from tests.read.made import assert_lawful

WORDS = st.text(
    alphabet=st.sampled_from("abcđơưấềộ 0123456789.,%/\t\n\u0301\u0323\u00a0\u200b\ufeffo" + "\x0b"), max_size=30
)


def document_of(draft: Draft) -> Document:
    return Document(
        hashlib.sha256(b"").hexdigest(),
        "x",
        "text/plain",
        draft.text,
        draft.blocks,
        draft.tables,
        draft.page_starts or (0,),
        draft.words,
    )


def placed(text: str, confidence: float | None = None) -> list[PlacedWord]:
    return [PlacedWord(word, 1, 10.0 * i, 0.0, 10.0 * i + 9, 10.0, confidence) for i, word in enumerate(text.split())]


@given(
    st.lists(st.one_of(WORDS, st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=4)), max_size=8)
)
def test_every_offset_points_at_what_was_appended(content: list[str | list[list[str]]]) -> None:
    builder = Builder()
    expected = []
    for item in content:
        if isinstance(item, str):
            builder.add("paragraph", item)
            expected += [clean(item)] if clean(item) else []
            continue
        cells = [GridCell(r, c, text) for r, row in enumerate(item) for c, text in enumerate(row)]
        if table := builder.add_table(cells):
            text = builder.draft().text
            assert [text[c.char_start : c.char_end] for c in table.cells] == [clean(cell.text) for cell in cells]
            expected.append(text[table.char_start : table.char_end])
    draft = builder.draft()
    assert [draft.text[b.char_start : b.char_end] for b in draft.blocks] == expected
    assert draft.text == "\n".join(expected)
    assert_lawful(document_of(draft))


def test_merged_cells_leave_their_slots_empty() -> None:
    builder = Builder()
    builder.add_table(
        [
            GridCell(0, 0, "Tỉnh", row_span=2),
            GridCell(0, 1, "Hồ sơ", col_span=2),
            GridCell(1, 1, "Có"),
            GridCell(1, 2, "Xong"),
        ]
    )
    assert builder.draft().text == "Tỉnh\tHồ sơ\t\n\tCó\tXong"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [("o\u0323\u0302", "ộ"), ("46\u00a0triệu", "46 triệu"), ("hộ\u00adtịch", "hộtịch"), (" a\r\n\x0b b ", "a b")],
)
def test_text_is_one_line_in_nfc(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.lists(st.one_of(WORDS, st.lists(WORDS, min_size=2, max_size=4)), max_size=6))
def test_every_word_is_found_where_it_was_written(content: list[str | list[str]]) -> None:
    builder = Builder()
    expected = []
    for item in content:
        pieces = [item] if isinstance(item, str) else item
        words = [word for text in pieces for word in placed(text)]
        if isinstance(item, str):
            builder.add("paragraph", item, words=words)
        else:
            builder.add_table([GridCell(0, i, text, words=tuple(placed(text))) for i, text in enumerate(item)])
        expected += [word.text for word in words]
    draft = builder.draft()
    assert_lawful(document_of(draft))
    found = [draft.text[word.char_start : word.char_end] for word in draft.words]
    assert found == [clean(text) for text in expected if clean(text)]


def test_a_word_that_the_block_does_not_hold_is_left_out() -> None:
    builder = Builder()
    builder.add("paragraph", "tại 461/705 huyện", words=placed("tại 461/ 705 xã huyện", 0.5))
    text = builder.draft().text
    assert [text[w.char_start : w.char_end] for w in builder.draft().words] == ["tại", "461/", "705", "huyện"]
    assert {word.confidence for word in builder.draft().words} == {0.5}
