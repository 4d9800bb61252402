"""Atomic writes, the rule that equal bytes stay untouched, and the lock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import storage


def test_equal_bytes_touch_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    assert storage.write_bytes(path, "Tiến độ".encode())
    before = path.stat()
    assert not storage.write_bytes(path, "Tiến độ".encode())
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_failed_replace_keeps_the_old_file_and_leaves_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "edition.json"
    storage.write_bytes(path, b"old")

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        storage.write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["edition.json"]


def test_equal_frames_give_equal_files(tmp_path: Path) -> None:
    frame = pl.DataFrame({"ref_area": ["VN63-01", "VN63-02"], "obs_value": [1.0, None]})
    assert storage.write_parquet(tmp_path / "t.parquet", frame)
    assert not storage.write_parquet(tmp_path / "t.parquet", frame.clone())


def test_lock_is_refused_to_another_process_and_freed_after(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.storage import HomeLocked, locked\n"
        "try:\n    with locked(Path(sys.argv[1])): print('held')\nexcept HomeLocked as e: print(e)\n"
    )
    ask = [sys.executable, "-c", program, str(tmp_path)]
    with storage.locked(tmp_path):
        assert "another run is writing here" in subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    assert subprocess.run(ask, capture_output=True, text=True, check=True).stdout == "held\n"


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.binary(max_size=20), min_size=1, max_size=4))
def test_digest_depends_on_names_and_contents_only(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("digest")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    paths = list(folder.iterdir())
    first = storage.digest_files(paths)
    assert first == storage.digest_files(list(reversed(paths)))
    (folder / next(iter(files))).write_bytes(b"changed by one more word")
    assert first != storage.digest_files(paths)
