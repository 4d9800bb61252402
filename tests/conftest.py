"""What every test may use: our own dbt manifest, made once, and no home but a temporary one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.assets import manifest


@pytest.fixture(scope="session", autouse=True)
def dbt_manifest() -> Path:
    return manifest.ensure()


@pytest.fixture(autouse=True)
def no_home_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name a home writes to a temporary one, never to data/."""
    for name in ("TIENDO_SOURCES", "TIENDO_TODAY"):
        monkeypatch.delenv(name, raising=False)
    if "TIENDO_HOME" not in os.environ:
        monkeypatch.setenv("TIENDO_HOME", str(tmp_path / "home"))
