"""The house rules that a machine can hold: imports go down, workspace.yaml loads, nothing large or private is tracked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipeline import paths

BIN = Path(sys.executable).parent


def test_imports_go_down_only() -> None:
    done = subprocess.run([str(BIN / "lint-imports")], cwd=paths.CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workspace_is_valid(tmp_path: Path) -> None:
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path)}
    command = [str(BIN / "dagster"), "definitions", "validate", "-w", "workspace.yaml"]
    done = subprocess.run(command, cwd=paths.CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_extracting_a_file_loads_neither_dagster_nor_a_data_frame_library(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(
        "<html><body><p>Cả nước có 15/63 địa phương hoàn thành số hóa hộ tịch.</p></body></html>"
    )
    program = (
        "import sys\nfrom pipeline.cli import cli\n"
        "try: cli(['extract', sys.argv[1]])\nexcept SystemExit as e: assert not e.code, e.code\n"
        "print([name for name in ('dagster', 'polars', 'pandas', 'duckdb', 'dbt', 'scipy') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "report.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
