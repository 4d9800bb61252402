"""`tiendo backtest` as a person runs it: tables in, JSON on stdout, a table on stderr, files where asked."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from pipeline.cli import cli
from tests.risk.backtest.simulated import simulated, table_of


@pytest.fixture(scope="module")
def panels(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("panels")
    paths = []
    for seed in range(2):
        path = folder / f"made_{seed}.csv"
        path.write_text(table_of(simulated(f"made_{seed}", seed, areas=30, months=18)), encoding="utf-8")
        paths.append(str(path))
    return paths


def test_json_on_stdout_a_table_on_stderr_and_diagrams(panels: list[str], tmp_path: Path) -> None:
    ran = CliRunner().invoke(cli, ["backtest", *panels, "--plot", str(tmp_path / "plots"), "--seeds", str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    report = json.loads(ran.stdout)
    assert report["input"] == "clean"
    assert [one["name"] for one in report["programmes"]] == ["made_0", "made_1"]
    ensemble = report["methods"]["ensemble"]
    assert ensemble["brier"] < report["methods"]["climatology"]["brier"]
    assert set(ensemble["leads"]) == {"1", "2", "3", "4", "5", "6"}
    assert set(ensemble["bands"]) == {"green", "amber", "amber_red", "red"}
    assert {"rag_hard", "rag_calibrated", "eurostat_ratio", "climatology"} == set(report["skill"])
    assert 0 < report["interval_80"]["all"] <= 1
    assert ensemble["interval_80"] == pytest.approx(report["interval_80"]["all"], abs=1e-6)
    assert 0 < report["methods"]["hazard"]["leads"]["6"]["interval_80"] <= 1
    assert report["methods"]["rag_hard"]["interval_80"] is None
    assert report["single_series"]["forecasts"] > 0
    assert "rag_calibrated" in ran.stderr
    assert "made_1" in ran.stderr
    diagrams = sorted((tmp_path / "plots").glob("*.svg"))
    assert diagrams
    assert etree.fromstring(diagrams[0].read_bytes()).tag.endswith("svg")
    with (tmp_path / "regime_scores.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["regime"] for row in rows} >= {"panel", "single_series"}
    assert all(row["source"].endswith("clean: made_0, made_1") for row in rows)


@pytest.mark.parametrize(("flag", "told"), [("--degraded", "degraded"), ("--over", "over")])
def test_worse_input_is_scored_by_the_same_command(panels: list[str], flag: str, told: str) -> None:
    ran = CliRunner().invoke(cli, ["backtest", panels[0], flag])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout)["input"] == told


def test_statuses_print_the_reference_class(panels: list[str]) -> None:
    ran = CliRunner().invoke(cli, ["backtest", *panels, "--statuses"])
    assert ran.exit_code == 0, ran.output
    assert set(json.loads(ran.stdout)) == {"classes", "scores"}


@pytest.mark.parametrize(
    ("text", "words"),
    [("a,b\n1,2\n", "no column"), ("locality,date,value_pct\nA,2024-01-31,1\n", "no programme has a task")],
)
def test_what_cannot_be_scored_is_said_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(cli, ["backtest", str(path)])
    assert ran.exit_code == 1
    assert words in ran.stderr
    assert ran.stdout == ""


@pytest.mark.parametrize("other", [["--degraded"], ["--over"], ["--plot", "plots"], ["--seeds", "seeds"]])
def test_statuses_refuse_what_they_would_not_do(panels: list[str], other: list[str]) -> None:
    ran = CliRunner().invoke(cli, ["backtest", *panels, "--statuses", *other])
    assert ran.exit_code == 2
    assert "leave out" in ran.output


def test_two_files_of_one_name_are_refused(panels: list[str]) -> None:
    assert CliRunner().invoke(cli, ["backtest", panels[0], panels[0]]).exit_code == 2
