"""Homes and sources of the two kinds never mix, and a run without settings happens in Hanoi."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import paths
from pipeline.assets.installation import Installation, claim_home, home_kind
from pipeline.sources.registry import SourceError, load_sources

SAMPLE = load_sources(paths.SAMPLE / "sources")
LIVE = load_sources(paths.PACKAGED_SOURCES)


def test_a_new_home_is_claimed_by_its_first_sources_and_kept(tmp_path: Path) -> None:
    home = paths.Home(tmp_path)
    claim_home(home, SAMPLE)
    claim_home(home, SAMPLE)
    with pytest.raises(SourceError, match="this is a demo home and the sources are live ones"):
        claim_home(home, LIVE)


@pytest.mark.parametrize(("home", "sources"), [(paths.live_home(), SAMPLE), (paths.demo_home(), LIVE)])
def test_the_two_homes_of_the_checkout_refuse_the_other_kind_from_the_start(home: paths.Home, sources: tuple) -> None:
    existed = home.root.exists()
    with pytest.raises(SourceError, match="set TIENDO_HOME"):
        claim_home(home, sources)
    assert home.root.exists() == existed


def test_sources_of_both_kinds_have_no_home() -> None:
    with pytest.raises(SourceError, match="cannot share a home"):
        home_kind((*SAMPLE, *LIVE))


def test_settings_come_from_the_environment_unless_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path))
    monkeypatch.setenv("TIENDO_SOURCES", str(paths.SAMPLE / "sources"))
    monkeypatch.setenv("TIENDO_TODAY", "2026-06-15")
    opened = Installation().opened()
    assert opened.home.root == tmp_path
    assert opened.is_demo
    assert opened.today.isoformat() == "2026-06-15"
    assert Installation(today="2024-11-20").opened().today.isoformat() == "2024-11-20"
