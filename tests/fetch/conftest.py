from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.fetch.archive import Archive
from pipeline.fetch.client import Client, Limits
from pipeline.fetch.collect import CollectReport, collect
from pipeline.sources.registry import Source
from tests.fetch.hostile import Publisher, declared, publisher

QUICK = Limits(connect_seconds=2, read_seconds=2, response_seconds=0.3, max_bytes=200_000, retries=1, backoff_factor=0)


@pytest.fixture
def portal() -> Iterator[Publisher]:
    with publisher() as running:
        yield running


@pytest.fixture
def client(portal: Publisher) -> Iterator[Client]:
    with Client(portal.connect_to, limits=QUICK) as session:
        yield session


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


@pytest.fixture
def look(client: Client, raw: Path) -> Callable[..., CollectReport]:
    """One collection with a fresh archive on the same folder, as a later run would make it."""

    def looking(
        *months: str, sources: Sequence[Source] | None = None, today: date = date(2024, 12, 1), hour: int = 0
    ) -> CollectReport:
        now = datetime(2024, 12, 1, hour)
        return collect(sources or [declared()], months, Archive(raw), client, today, now)

    return looking
