"""A published edition of the fake warehouse, real rows alone and with the synthetic ones beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.publish import Edition, MartSpec, mart_specs, publish
from tests.publish.fake_warehouse import GRID, build, manifest, story

BUILT = datetime(2025, 1, 21, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def specs() -> list[MartSpec]:
    return mart_specs(manifest())


@pytest.fixture(scope="session")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "tilegrid.csv"
    path.write_text(GRID, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def real_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("real") / "warehouse.duckdb", story(synthetic=False))


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("demo") / "warehouse.duckdb", story(synthetic=True))


@pytest.fixture(scope="session")
def do_publish(grid: Path) -> Callable[..., Edition]:
    """publish() with everything a test does not care about filled in."""

    def call(warehouse: Path, published: Path, **more: Any) -> Edition:
        asked: dict[str, Any] = {
            "manifest": manifest(),
            "newest_month": "2024-12",
            "today": date(2025, 1, 21),
            "is_demo": False,
            "version": "0.1.0",
            "tilegrid": grid,
            "built_at": BUILT,
            **more,
        }
        return publish(warehouse, published, **asked)

    return call


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory, demo_warehouse: Path, do_publish: Callable[..., Edition]) -> Path:
    """The folder of a demonstration edition (real and synthetic rows)."""
    return do_publish(demo_warehouse, tmp_path_factory.mktemp("published"), is_demo=True).path
