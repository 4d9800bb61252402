"""One real run of the whole way over the sample, in a home of its own, through the command line as a person would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import paths

FIRST, LAST, TODAY = "2022-11", "2026-05", "2026-06-15"
TIENDO = Path(sys.executable).with_name("tiendo")


@dataclass(frozen=True)
class Run:
    """A finished command."""

    returncode: int
    stdout: str
    stderr: str


def tiendo(home: Path, *arguments: str, sources: Path | None = None) -> Run:
    environment = {
        **os.environ,
        "TIENDO_HOME": str(home),
        "TIENDO_SOURCES": str(sources or paths.SAMPLE / "sources"),
    }
    done = subprocess.run([str(TIENDO), *arguments], env=environment, capture_output=True, text=True, check=False)
    return Run(done.returncode, done.stdout, done.stderr)


def backfill(home: Path, *more: str, first: str = FIRST, last: str = LAST, sources: Path | None = None) -> Run:
    return tiendo(home, "backfill", "--from", first, "--to", last, "--today", TODAY, *more, sources=sources)


@dataclass(frozen=True)
class Finished:
    """The home after the first run, and that run."""

    home: paths.Home
    run: Run


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    root = tmp_path_factory.mktemp("sample_home")
    run = backfill(root)
    assert run.returncode == 0, run.stderr[-4000:]
    return Finished(paths.Home(root), run)


@pytest.fixture(scope="session")
def real_alone(tmp_path_factory: pytest.TempPathFactory) -> paths.Home:
    """The real part of the sample in a home of its own: the source of made-up tables is not even declared."""
    root, sources = tmp_path_factory.mktemp("real_home"), tmp_path_factory.mktemp("real_sources")
    for name in ("sample_national", "sample_provincial"):
        shutil.copy(paths.SAMPLE / "sources" / f"{name}.yaml", sources)
    run = backfill(root, sources=sources)
    assert run.returncode == 0, run.stderr[-4000:]
    return paths.Home(root)


Query = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def ask(finished: Finished) -> Query:
    """SQL to the published edition, over a read-only connection that cannot reach outside the file."""

    def query(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        locked_down = {"enable_external_access": "false", "lock_configuration": "true"}
        database = str(finished.home.current / "tiendo.duckdb")
        with duckdb.connect(database, read_only=True, config=locked_down) as connection:
            return connection.execute(sql, list(parameters)).fetchall()

    return query
