"""Editions: built aside, swapped in one step, never changed; readers and failures do not disturb each other."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

import pipeline.publish.snapshot as snapshot
from pipeline.publish import Edition, PublishError
from tests.publish.fake_warehouse import MARTS, build, story

Publish = Callable[..., Edition]


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")
    }


def test_an_edition_is_complete_and_current_points_to_it(
    tmp_path: Path, real_warehouse: Path, do_publish: Publish
) -> None:
    made = do_publish(real_warehouse, tmp_path)
    assert made.written
    assert made.id.startswith("2024-12-")
    assert (tmp_path / "current").readlink() == Path("editions") / made.id
    names = {path.name for path in made.path.iterdir()}
    assert names == {
        "tiendo.duckdb",
        "parquet",
        "csv",
        "datapackage.json",
        "data-dictionary.md",
        "digest.en.md",
        "digest.md",
        "edition.json",
        "index.html",
    }
    facts = json.loads((made.path / "edition.json").read_text(encoding="utf-8"))
    assert facts["id"] == made.id
    assert facts["newest_month"] == "2024-12"
    assert facts["built_at"] == "2025-01-21T03:00:00Z"
    assert facts["previous"] is None
    assert facts["is_demo"] is False
    assert set(facts["rows"]) == set(facts["hashes"]) == set(MARTS)
    assert facts["rows"]["commitments"] == 9


def test_equal_content_writes_nothing_at_all(tmp_path: Path, real_warehouse: Path, do_publish: Publish) -> None:
    first = do_publish(real_warehouse, tmp_path)
    before = _state(tmp_path)
    again = do_publish(real_warehouse, tmp_path, built_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert again == Edition(first.id, first.path, written=False)
    assert _state(tmp_path) == before


def test_code_version_and_content_name_the_edition(tmp_path: Path, do_publish: Publish, real_warehouse: Path) -> None:
    first = do_publish(real_warehouse, tmp_path)
    second = do_publish(real_warehouse, tmp_path, version="0.2.0")
    assert second.written
    assert second.id != first.id
    assert json.loads((second.path / "edition.json").read_text(encoding="utf-8"))["previous"] == first.id
    back = do_publish(real_warehouse, tmp_path)
    assert not back.written
    assert (tmp_path / "current").resolve().name == first.id


@pytest.mark.parametrize(
    "step", ["build_database", "write_parquet", "write_csv", "render_pages", "data_package", "_sync_tree", "_swap_link"]
)
def test_a_failure_at_any_step_leaves_the_old_edition(
    tmp_path: Path, real_warehouse: Path, do_publish: Publish, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    old = do_publish(real_warehouse, tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot, step, fail)
        with pytest.raises(OSError, match="no space left"):
            do_publish(real_warehouse, tmp_path, version="0.2.0")
    assert (tmp_path / "current").resolve().name == old.id
    assert not list((tmp_path / "editions").glob(".tmp-*"))
    assert do_publish(real_warehouse, tmp_path, version="0.2.0").path == (tmp_path / "current").resolve()


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path, real_warehouse: Path, do_publish: Publish) -> None:
    left = tmp_path / "editions" / ".tmp-2024-11-0123456789"
    left.mkdir(parents=True)
    (left / "tiendo.duckdb").write_bytes(b"half")
    do_publish(real_warehouse, tmp_path)
    assert not left.exists()


def test_only_the_newest_editions_are_kept(tmp_path: Path, real_warehouse: Path, do_publish: Publish) -> None:
    made = [
        do_publish(real_warehouse, tmp_path, version=f"0.{n}.0", keep=2, built_at=datetime(2025, 1, n, tzinfo=UTC))
        for n in (1, 2, 3)
    ]
    assert {path.name for path in (tmp_path / "editions").iterdir()} == {made[1].id, made[2].id}
    with pytest.raises(PublishError, match="at least one"):
        do_publish(real_warehouse, tmp_path, keep=0)


def test_an_edition_of_real_figures_refuses_synthetic_rows(
    tmp_path: Path, demo_warehouse: Path, do_publish: Publish
) -> None:
    with pytest.raises(PublishError, match=r"mart commitments: \d+ synthetic rows"):
        do_publish(demo_warehouse, tmp_path)
    assert not (tmp_path / "current").exists()


def test_a_missing_warehouse_is_one_line(tmp_path: Path, do_publish: Publish) -> None:
    with pytest.raises(PublishError, match="no warehouse"):
        do_publish(tmp_path / "none.duckdb", tmp_path)


def test_the_database_has_commented_tables_only(edition: Path) -> None:
    with duckdb.connect(str(edition / "tiendo.duckdb"), read_only=True) as con:
        tables = con.execute("select table_name, comment, has_primary_key from duckdb_tables()").fetchall()
        columns = con.execute("select data_type, comment from duckdb_columns() where not internal").fetchall()
        views = con.execute("select count(*) from duckdb_views() where not internal").fetchall()
        indexes = con.execute("select count(*) from duckdb_indexes()").fetchall()
    assert {name for name, _, _ in tables} == set(MARTS)
    assert all(comment.startswith("VI ") for _, comment, _ in tables)
    assert all(comment.startswith("VI cột ") for _, comment in columns)
    assert {kind for kind, _ in columns} == {"VARCHAR", "DATE", "DOUBLE", "BIGINT", "BOOLEAN", "TIMESTAMP"}
    assert views == indexes == [(0,)]
    assert not (edition / "tiendo.duckdb.wal").exists()


def test_the_storage_is_readable_by_every_duckdb_since_1_0(edition: Path) -> None:
    header = (edition / "tiendo.duckdb").read_bytes()[:24]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64  # the storage number of 0.9 to 1.1; 65 and up are newer


def test_a_type_bi_tools_do_not_share_is_refused(tmp_path: Path, do_publish: Publish) -> None:
    warehouse = build(tmp_path / "warehouse.duckdb", story(synthetic=False))
    with duckdb.connect(str(warehouse)) as con:
        con.execute("alter table areas alter code type varchar[] using [code]")
    with pytest.raises(PublishError, match="mart areas: column code has type"):
        do_publish(warehouse, tmp_path / "published")


_READER = """
import sys, duckdb
sys.stdout.write("ready\\n"); sys.stdout.flush()
seen = set()
for line in sys.stdin:
    with duckdb.connect(sys.argv[1], read_only=True) as con:
        n, digest = con.execute("select count(*), bit_xor(hash(o)) from observations o").fetchall()[0]
        version = con.execute("select min(title) from observations").fetchall()[0][0]
    sys.stdout.write(f"{n} {digest} {version}\\n"); sys.stdout.flush()
"""


def test_a_reader_in_another_process_sees_the_old_or_the_new_edition(tmp_path: Path, do_publish: Publish) -> None:
    published = tmp_path / "published"

    def publish_title(n: int) -> None:
        rows = story(synthetic=False)
        for row in rows["observations"]:
            row["title"] = f"bản {n}"
        do_publish(build(tmp_path / f"{n}.duckdb", rows), published)

    publish_title(0)
    database = str(published / "current" / "tiendo.duckdb")
    with duckdb.connect(database, read_only=True) as held:  # a dashboard that never lets go
        reader = subprocess.Popen(
            [sys.executable, "-c", _READER, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        seen = []
        for n in range(1, 4):
            reader.stdin.write("before\n")
            reader.stdin.flush()
            publish_title(n)
            reader.stdin.write("after\n")
            reader.stdin.flush()
            seen += [reader.stdout.readline().split(maxsplit=2) for _ in range(2)]
        reader.stdin.close()
        assert reader.wait(timeout=30) == 0
        assert held.execute("select min(title) from observations").fetchall() == [("bản 0",)]
    told = len(story(synthetic=False)["observations"])
    assert [count for count, _, _ in seen] == [str(told)] * 6
    assert [title.strip() for _, _, title in seen[1::2]] == ["bản 1", "bản 2", "bản 3"]
    digests: dict[str, set[str]] = {}
    for _, digest, title in seen:
        digests.setdefault(title, set()).add(digest)
    assert all(len(found) == 1 for found in digests.values())  # never a mixture of two editions
