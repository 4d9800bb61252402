"""HTML by templates with a known truth: paragraphs whole, cells in their slot, junk marked, no wrong day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import read_document
from tests.read.made import assert_lawful
from tests.read.made_html import Page, made, tally
from tests.read.made_html_fresh import FRESH
from tests.read.made_html_portals import PORTALS
from tests.read.made_html_press import PRESS
from tests.read.made_html_random import random_page

PAGES = made((*PORTALS, *PRESS, *FRESH))


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_template(page: Page) -> None:
    assert_read_whole(page)


@given(st.integers(0, 100_000))
def test_a_page_by_chance(seed: int) -> None:
    assert_read_whole(random_page(seed))


def assert_read_whole(page: Page) -> None:
    document = read_document(page.data, page.name)
    assert_lawful(document)
    assert tally([(page, document)]).missed == []
    assert not [text for text in page.junk if text not in document.text]  # marked, never dropped
    if page.name.startswith(("mirror_hidden", "hidden_parts")):  # their unseen numbers are three equal digits
        report = "\n".join(document.text[b.char_start : b.char_end] for b in document.blocks if b.kind != "boilerplate")
        assert not [digit for digit in "123456789" if 3 * digit in report]


def test_there_are_templates_enough() -> None:
    assert len({page.name for page in PAGES}) == len(PAGES) >= 50
