from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli import cli

COLUMNS = (
    "commitment varchar, ref_area varchar, as_of_month varchar, band varchar, p_miss double, deadline date, "
    "deadline_kind varchar, why_vi varchar, why_en varchar, is_synthetic boolean"
)
ROWS = """
    ('roads', 'VN', '2024-10', 'amber', 0.4, date '2025-01-01', 'before', 'Đạt 60,0 %.', '60.0% done.', false),
    ('books', 'VN', '2024-10', 'red', 0.9, date '2024-12-31', 'by', 'Đạt 10,0 %.', '10.0% done.', false),
    ('books', 'VN63-01', '2024-10', 'grey', null, date '2024-12-31', 'by', 'Chưa có báo cáo nào.', 'There is no report yet.', false),
    ('books', 'VN', '2024-11', 'missed', 1.0, date '2024-12-31', 'by', 'Vẫn chưa đạt.', 'It is still short.', false),
    ('made', 'VN', '2024-10', 'green', 0.1, date '2024-12-31', 'by', 'Đạt 90,0 %.', '90.0% done.', true)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    current = tmp_path / "home" / "published" / "current"
    current.mkdir(parents=True)
    with duckdb.connect(str(current / "tiendo.duckdb")) as connection:
        connection.execute(f"create table deadline_risks ({COLUMNS})")
        connection.execute(f"insert into deadline_risks values {ROWS}")
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_most_at_risk_come_first_each_with_its_reason(home: Path) -> None:
    ran = CliRunner().invoke(cli, ["risks", "--as-of", "2024-10"])
    assert ran.exit_code == 0, ran.output
    lines = ran.stdout.splitlines()
    assert [line.split()[-4] for line in lines[::2]] == ["books", "roads", "books"]
    assert all("hạn 31/12/2024" in line for line in lines[::2])
    assert lines[0].startswith(" 0.90  Nguy cơ rất cao")
    assert lines[4].startswith("    -  Chưa đủ dữ liệu")
    assert [line.strip() for line in lines[1::2]] == ["Đạt 10,0 %.", "Đạt 60,0 %.", "Chưa có báo cáo nào."]


def test_the_same_in_english(home: Path) -> None:
    lines = CliRunner().invoke(cli, ["risks", "--as-of", "2024-10", "--language", "en"]).stdout.splitlines()
    assert "books VN, due 31/12/2024" in lines[0]
    assert lines[1].strip() == "10.0% done."


def test_without_a_month_the_newest_is_told(home: Path) -> None:
    assert "Vẫn chưa đạt." in CliRunner().invoke(cli, ["risks"]).stdout


def test_rows_as_json_under_conditions(home: Path) -> None:
    ran = CliRunner().invoke(cli, ["risks", "--as-of", "2024-10", "--commitment", "books", "--area", "VN", "--json"])
    (row,) = [json.loads(line) for line in ran.stdout.splitlines()]
    assert (row["p_miss"], row["deadline"]) == (0.9, "2024-12-31")
    made = CliRunner().invoke(cli, ["risks", "--as-of", "2024-10", "--synthetic", "--json"])
    assert [json.loads(line)["commitment"] for line in made.stdout.splitlines()] == ["made"]


def test_nothing_judged_and_no_edition_are_said(home: Path) -> None:
    ran = CliRunner().invoke(cli, ["risks", "--as-of", "2019-01"])
    assert ran.exit_code == 1
    assert "nothing is judged as known in 2019-01" in ran.stderr
    shutil.rmtree(home / "published")
    ran = CliRunner().invoke(cli, ["risks"])
    assert ran.exit_code == 1
    assert "holds no edition yet" in ran.stderr
