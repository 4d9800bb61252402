"""Where a run reads and writes: the one Dagster resource.

Holds the home, the sources, the date of the run and the lock on the home. Keeps out: the work itself.
"""

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg

from pipeline import paths
from pipeline.sources.registry import Source, SourceError, load_sources
from pipeline.storage import locked, read_json, write_json

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
progress_log = logging.getLogger("tiendo.progress")


def report_progress(stage: str, done: int, total: int, detail: str = "") -> None:
    """Say how far a stage is; the command line draws it, Dagster's own runs ignore it."""
    progress_log.info("%s %d/%d %s", stage, done, total, detail, extra={"step": (stage, done, total, detail)})


@dataclass(frozen=True, slots=True)
class Opened:
    home: paths.Home
    sources: tuple[Source, ...]
    today: date
    offline: bool

    @property
    def is_demo(self) -> bool:
        return home_kind(self.sources) == "demo"


def home_kind(sources: tuple[Source, ...]) -> str:
    """demo or live; raises SourceError when the declarations mix the two."""
    kinds = {source.home for source in sources}
    if len(kinds) > 1:
        raise SourceError("sources of the demonstration and live sources cannot share a home; keep them in two folders")
    return kinds.pop() if kinds else "live"


def check_home(home: paths.Home, sources: tuple[Source, ...]) -> str:
    """The kind of the sources; raises SourceError when the home belongs to the other, by its mark or its place."""
    kind = home_kind(sources)
    by_place = {paths.demo_home().root: "demo", paths.live_home().root: "live"}
    known = read_json(home.root / "home.json", {"kind": by_place.get(home.root, kind)})["kind"]
    if known != kind:
        raise SourceError(f"this is a {known} home and the sources are {kind} ones: set TIENDO_HOME to another folder")
    return kind


def claim_home(home: paths.Home, sources: tuple[Source, ...]) -> None:
    """Mark a new home as demo or live; raise SourceError when it belongs to the other kind."""
    write_json(home.root / "home.json", {"kind": check_home(home, sources)})


class Installation(dg.ConfigurableResource):
    """Empty texts mean: from TIENDO_HOME, TIENDO_SOURCES and the clock in Asia/Ho_Chi_Minh (or TIENDO_TODAY)."""

    home: str = ""
    sources: str = ""
    today: str = ""
    offline: bool = False

    def opened(self) -> Opened:
        home = paths.Home(Path(self.home)) if self.home else paths.home_from_environment()
        folder = Path(self.sources) if self.sources else paths.sources_from_environment()
        text = self.today or paths.today_from_environment()
        today = date.fromisoformat(text) if text else datetime.now(UTC).astimezone(HANOI).date()
        return Opened(home, load_sources(folder), today, self.offline)

    @contextlib.contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Installation"]:
        opened = self.opened()
        with locked(opened.home.root):
            claim_home(opened.home, opened.sources)
            yield self
