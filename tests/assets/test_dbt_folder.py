"""What dbt left in a home: kept between runs of one version of the dbt project, not between versions."""

from __future__ import annotations

from pathlib import Path

from pipeline.assets.manifest import STAMP
from pipeline.assets.warehouse import forget_another_version


def test_a_folder_of_another_version_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "partial_parse.msgpack").write_bytes(b"parsed once")
    (tmp_path / STAMP.name).write_bytes(b"another version")
    forget_another_version(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [STAMP.name]


def test_a_folder_of_this_version_is_kept(tmp_path: Path) -> None:
    forget_another_version(tmp_path)
    (tmp_path / "partial_parse.msgpack").write_bytes(b"parsed once")
    forget_another_version(tmp_path)
    assert (tmp_path / "partial_parse.msgpack").is_file()
