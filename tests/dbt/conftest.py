"""One build of the whole dbt project on the small lake, risk left out, for every test of the marts."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import paths
from pipeline.assets.manifest import DBT
from tests.dbt.lake import write_lake

Query = Callable[[str], list[tuple[Any, ...]]]


def dbt(folder: Path, *arguments: str, include_synthetic: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "TIENDO_LAKE": str(folder / "lake"),
        "TIENDO_WAREHOUSE": str(folder / "warehouse.duckdb"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    variables = {"include_synthetic": include_synthetic, "newest_month": "2025-07", "today": "2025-09-01"}
    places = ["--profiles-dir", ".", "--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
    command = [str(DBT), "--quiet", *arguments, *places, "--vars", json.dumps(variables)]
    return subprocess.run(command, cwd=paths.DBT_PROJECT, env=environment, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Built:
    """The warehouse, and what dbt ran to make it: unique id -> status of models, data tests and unit tests."""

    warehouse: Path
    ran: dict[str, str]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("dbt")
    write_lake(folder / "lake")
    ran: dict[str, str] = {}
    for selection in (["--exclude", "tag:after_risk"], ["--select", "tag:after_risk"]):
        done = dbt(folder, "build", *selection)
        assert done.returncode == 0, done.stdout
        results = json.loads((folder / "target" / "run_results.json").read_bytes())["results"]
        ran |= {result["unique_id"]: result["status"] for result in results}
    return Built(folder / "warehouse.duckdb", ran)


@pytest.fixture(scope="session")
def warehouse(built: Built) -> Path:
    return built.warehouse


@pytest.fixture(scope="session")
def query(warehouse: Path) -> Query:
    def ask(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return ask
