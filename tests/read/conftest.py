"""The fonts that every PDF made in these tests is set in, registered once."""

from __future__ import annotations

import pytest

from tests.read.made import register_fonts


@pytest.fixture(autouse=True, scope="session")
def fonts() -> None:
    register_fonts()
