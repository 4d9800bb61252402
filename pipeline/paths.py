"""The only module that knows where data lies.

Holds the layout of a home (raw, lake, build, dagster, inbox, published) and of what ships with the checkout (dbt project,
sample). Keeps out: reading or writing any of it, and the environment beyond TIENDO_HOME and TIENDO_SOURCES.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DBT_PROJECT = CHECKOUT / "dbt_project"
SEEDS = DBT_PROJECT / "seeds"
SAMPLE = CHECKOUT / "data" / "sample"
CATALOGUE = Path(__file__).resolve().parent / "extract" / "catalogue"
PACKAGED_SOURCES = Path(__file__).resolve().parent / "sources"


@dataclass(frozen=True, slots=True)
class Home:
    """A folder that holds everything one installation writes: `demo` for the sample, `live` for the live sources."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def lake(self) -> Path:
        return self.root / "lake"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def warehouse(self) -> Path:
        return self.build / "warehouse.duckdb"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def published(self) -> Path:
        return self.root / "published"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def current(self) -> Path:
        return self.published / "current"

    def lake_file(self, table: str, part: str) -> Path:
        """`part` is a month (2024-10) for monthly tables, `all` for reference tables."""
        return self.lake / table / f"{part}.parquet"


def demo_home() -> Home:
    return Home(CHECKOUT / "data" / "demo")


def live_home() -> Home:
    return Home(CHECKOUT / "data" / "live")


def home_from_environment() -> Home:
    """TIENDO_HOME, or data/live of the checkout."""
    return Home(Path(os.environ.get("TIENDO_HOME") or live_home().root).resolve())


def sources_from_environment() -> Path:
    """TIENDO_SOURCES, or the packaged source declarations."""
    return Path(os.environ.get("TIENDO_SOURCES") or PACKAGED_SOURCES).resolve()


def today_from_environment() -> str | None:
    """TIENDO_TODAY (YYYY-MM-DD), the date a run pretends to happen on, or None for the clock."""
    return os.environ.get("TIENDO_TODAY") or None
