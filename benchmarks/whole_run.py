"""What the whole sample costs: a first run into an empty home, a run without news, an offline rebuild from raw/.

    .venv/bin/python benchmarks/whole_run.py

Prints wall and CPU seconds and the peak memory of each as a table; asserts nothing.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
RANGE = ["backfill", "--from", "2022-11", "--to", "2026-05", "--today", "2026-06-15"]


def measure(name: str, home: Path, *more: str) -> None:
    environment = {**os.environ, "TIENDO_HOME": str(home), "TIENDO_SOURCES": str(CHECKOUT / "data/sample/sources")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    command = [str(Path(sys.executable).with_name("tiendo")), *RANGE, *more]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:<28} {wall:7.1f} s wall {cpu:7.1f} s CPU {after.ru_maxrss / 1024:7.0f} MiB peak so far")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        home, rebuilt = Path(scratch) / "home", Path(scratch) / "rebuilt"
        measure("first run, empty home", home)
        measure("second run, nothing new", home)
        shutil.copytree(home / "raw", rebuilt / "raw")
        measure("offline rebuild from raw/", rebuilt, "--offline")


if __name__ == "__main__":
    main()
