"""Folding keeps lengths and settles once; sentences end where they should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vietnamese.text import fold, mask_glued, sentence_spans, squeeze

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạòóỏõọùúủũụýỳỷỹỵèéẻẽẹHOÀThuỷ 0123456789.,;/-–\n\t", max_size=200
)


@given(st.text(max_size=200))
def test_fold_keeps_length_and_settles(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("new", "old"), [("số hoá", "số hóa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("Khánh Hoà", "khánh hòa")]
)
def test_tone_placement_is_one(new: str, old: str) -> None:
    assert fold(new) == fold(old)


@pytest.mark.parametrize("word", ["quý", "hoàn", "quỹ", "thoáng"])
def test_syllables_without_a_choice_stay(word: str) -> None:
    assert fold(word) == word


def test_glued_keywords_are_blanked_in_place() -> None:
    text = "cho hay,sốhóadữliệuhộtịchtạicácđịaphương14 địa phương"
    masked = mask_glued(fold(text))
    assert len(masked) == len(text)
    assert "sốhóa" not in masked
    assert masked.endswith("14 địa phương")


@given(VIETNAMESE)
def test_squeezed_offsets_lead_back(text: str) -> None:
    squeezed = squeeze(text, base=7)
    assert len(squeezed.text) == len(squeezed.plain)
    for i, char in enumerate(squeezed.plain):
        assert text[squeezed.at(i) - 7] == char


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Đạt 46 triệu. Còn lại 3 triệu.", 2),
        ("Tại TP. Hồ Chí Minh đã xong. Hết.", 2),
        ("Đến 7.10. Có 63 địa phương.", 2),
        ("1. Số hóa hộ tịch", 1),
        ("Đã có 1.091.481 hồ sơ", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentence_spans(text)) == count


@given(VIETNAMESE)
def test_sentences_cover_every_word(text: str) -> None:
    spans = sentence_spans(text)
    outside = "".join(
        text[a:b] for a, b in zip([0, *[e for _, e in spans]], [*[s for s, _ in spans], len(text)], strict=True)
    )
    assert not outside.strip()
