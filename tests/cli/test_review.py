"""`tiendo review` as a person uses it: read the sentence, paste the line, run again, and it is decided."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.assets.installation import Opened
from pipeline.assets.reports import verdicts
from pipeline.cli import cli
from tests.assets.made import OCTOBER, declare, opened

MONTHS = ["2024-10", "2024-11"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    made = opened(tmp_path)
    verdicts(made, MONTHS)
    monkeypatch.setenv("TIENDO_HOME", str(made.home.root))
    monkeypatch.setenv("TIENDO_SOURCES", str(tmp_path / "sources"))
    monkeypatch.setenv("TIENDO_TODAY", "2026-06-15")
    return made


def review(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["review", *arguments])


def test_the_sentence_the_place_and_the_count(home: Opened) -> None:
    result = review()
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "office 2024-10 unknown: 2024-10-1.html"
    assert lines[1] == f"  {OCTOBER[1].replace('12', '«12»')}"
    assert lines[2] == "  ignores:"
    assert lines[-2].split() == ["office", "unknown", "1", "sources/office.yaml"]
    assert lines[-1] == "1 figure waits for a person"


def test_the_printed_line_pasted_into_the_declaration_decides_it(home: Opened, tmp_path: Path) -> None:
    line = next(text for text in review().output.splitlines() if text.startswith("  - {"))
    filled = line.replace('reason: ""', "reason: on show").replace('decided_by: ""', "decided_by: desk")
    sources = declare(tmp_path / "sources", f"ignores:\n{filled}\n")
    decided = Opened(home.home, sources, home.today, True)
    assert all(not verdict["idle"] for verdict in verdicts(decided, MONTHS).values())
    assert review().output == "0 figures wait for a person\n"


def test_left_blank_the_line_is_refused(home: Opened, tmp_path: Path) -> None:
    line = next(text for text in review().output.splitlines() if text.startswith("  - {"))
    file = tmp_path / "sources" / "office.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f"ignores:\n{line}\n", encoding="utf-8")
    result = review()
    assert result.exit_code == 1
    assert "sources/office.yaml: ignores.0.reason: say it in a few words" in result.output


def test_json_lines_hold_the_entry_too(home: Opened) -> None:
    result = review("--json", "--month", "2024-10", "--reason", "unknown", "--as", "correction")
    [row] = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["source"], row["value_text"], row["decision"]["supply"]["obs_value"]) == ("office", "12", 12.0)
    assert "1 figure waits" in result.stderr


def test_only_what_was_asked_for(home: Opened) -> None:
    assert "0 figures" in review("--month", "2024-11").output
    assert "0 figures" in review("--reason", "low_confidence").output
    assert review("--month", "2023-01").exit_code == 2
    assert review("--reason", "date").exit_code == 2


def test_a_home_without_a_lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path / "empty"))
    result = review()
    assert result.exit_code == 1
    assert "holds no lake yet" in result.output
