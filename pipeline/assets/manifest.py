"""The dbt manifest that Dagster's definitions read: made beforehand, made again when the dbt project changed.

Keeps out: building anything. No dagster-dbt here, so that asking costs nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipeline import paths
from pipeline.assets.inputs import code_digest
from pipeline.storage import write_bytes

MANIFEST = paths.DBT_PROJECT / "target" / "manifest.json"
# The dbt of this very environment: a venv need not be on PATH.
DBT = Path(sys.executable).with_name("dbt")
STAMP = paths.DBT_PROJECT / "target" / "manifest.digest"


class DbtParseError(Exception):
    """dbt could not parse the project; the message is dbt's own last line."""


def ensure() -> Path:
    """Path of a manifest that fits the dbt project as it is on disk; runs `dbt parse` when it does not yet."""
    digest = code_digest("dbt_project").encode()
    if MANIFEST.is_file() and STAMP.is_file() and STAMP.read_bytes() == digest:
        return MANIFEST
    environment = {
        **os.environ,
        "TIENDO_LAKE": "lake",
        "TIENDO_WAREHOUSE": "warehouse.duckdb",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_LOG_PATH": str(paths.DBT_PROJECT / "target" / "logs"),
    }
    # Parsed whole: partial parsing misses a description that changed in a docs block alone.
    command = [str(DBT), "--quiet", "--no-partial-parse", "parse", "--project-dir", ".", "--profiles-dir", "."]
    done = subprocess.run(command, cwd=paths.DBT_PROJECT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not MANIFEST.is_file():
        lines = (done.stdout + done.stderr).strip().splitlines()
        raise DbtParseError(f"dbt parse failed: {lines[-1] if lines else 'no output'}")
    write_bytes(STAMP, digest)
    return MANIFEST


if __name__ == "__main__":
    ensure()
