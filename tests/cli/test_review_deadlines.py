"""A deadline that a report states waits in `tiendo review` until one line adopts or rejects it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipeline import paths
from pipeline.cli import cli
from tests.assets.made import opened

QUOTE = 'Tỉnh cam kết hoàn thành số hóa dữ liệu hộ tịch, "không lùi", trước ngày 31/10/2025.'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> paths.Home:
    from pipeline.assets.reports import verdicts

    made = opened(tmp_path)
    verdicts(made, ["2024-11"])
    monkeypatch.setenv("TIENDO_HOME", str(made.home.root))
    monkeypatch.setenv("TIENDO_SOURCES", str(tmp_path / "sources"))
    monkeypatch.setenv("TIENDO_TODAY", "2026-06-15")
    return made.home


def build(home: paths.Home) -> None:
    home.warehouse.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(
            "create table indicators as select * from (values "
            "('civil_status.status', 'status', 'at_least', 'civil_status.share_digitised_pct'), "
            "('civil_status.share_digitised_pct', 'percent', 'at_least', null)) "
            "as t(indicator, unit_measure, direction, evidence_for)"
        )
        connection.execute(
            "create table unmatched_deadlines (indicator varchar, ref_area varchar, stated_by varchar, "
            "is_synthetic boolean, latest_deadline date, latest_deadline_kind varchar, first_known_from date, "
            "latest_quote varchar)"
        )
        for area, made_up in (("VN34-42", False), ("VN34-01", True)):
            connection.execute(
                "insert into unmatched_deadlines values (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *("civil_status.status", area, "UBND tỉnh Hà Tĩnh", made_up, date(2025, 10, 31), "before"),
                    *(date(2025, 8, 5), QUOTE),
                ],
            )


def review(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["review", *arguments])


def test_the_date_its_sentence_and_both_lines(home: paths.Home) -> None:
    build(home)
    result = review("--reason", "deadline")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "UBND tỉnh Hà Tĩnh: civil_status.status VN34-42, 2025-10-31"
    assert lines[1] == f"  {QUOTE}"
    assert lines[-1] == "0 figures wait for a person, 1 deadline without a commitment"
    assert "VN34-01" not in result.output, "made-up series promise nothing to anybody"


def test_the_adopting_line_has_the_columns_of_the_commitments(home: paths.Home) -> None:
    build(home)
    [row] = [json.loads(line) for line in review("--reason", "deadline", "--json").stdout.splitlines()]
    with (paths.SEEDS / "stated_commitments.csv").open(encoding="utf-8", newline="") as lines:
        columns = next(csv.reader(lines))
    [cells] = csv.reader([row["adopt"]])
    adopted = dict(zip(columns, cells, strict=True))
    assert (adopted["indicator"], adopted["ref_area"], adopted["target_value"], adopted["unit_measure"]) == (
        "civil_status.share_digitised_pct",
        "VN34-42",
        "100",
        "percent",
    )
    assert (adopted["deadline"], adopted["deadline_kind"], adopted["deadline_basis"]) == (
        "2025-10-31",
        "before",
        "own_promise",
    )
    assert (adopted["stated_by"], adopted["stated_on"]) == ("UBND tỉnh Hà Tĩnh", "2025-08-05")
    assert adopted["basis"].endswith(QUOTE)
    with (paths.SEEDS / "rejected_deadlines.csv").open(encoding="utf-8", newline="") as lines:
        columns = next(csv.reader(lines))
    [cells] = csv.reader([row["reject"]])
    rejected = dict(zip(columns, cells, strict=True))
    assert (rejected["indicator"], rejected["deadline"], rejected["decided_on"]) == (
        "civil_status.status",
        "2025-10-31",
        "2026-06-15",
    )


def test_one_month_is_about_its_figures_and_nothing_waits_before_the_first_build(home: paths.Home) -> None:
    assert "deadline" not in review().output
    build(home)
    assert "deadline" not in review("--month", "2024-11").output
