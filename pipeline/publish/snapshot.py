"""An edition: a folder that is built aside, named by its content, never changed, and reached through `current`.

Holds the order of things: hash, compare, build aside, fsync, rename, swap the link, drop the oldest. A reader sees the
old edition or the new one, never a mixture; a failure at any step leaves the old one. Keeps out: what the files
contain (database, export, report).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.paths import SEEDS
from pipeline.publish.canonical import MartSpec, PublishError, attach_read_only, canonical_hashes, mart_specs
from pipeline.publish.database import build_database, mart_counts, refuse_synthetic
from pipeline.publish.dictionary import data_dictionary
from pipeline.publish.export import as_json, data_package, write_csv, write_parquet
from pipeline.publish.report import render_pages
from pipeline.storage import fsync_path

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DATABASE = "tiendo.duckdb"
_ASIDE = ".tmp-"


@dataclass(frozen=True, slots=True)
class Edition:
    """What `publish` made or found: `written` is False when this content was already published."""

    id: str
    path: Path
    written: bool


def edition_id(hashes: Mapping[str, str], newest_month: str, version: str) -> str:
    """Newest month and ten digits of what the marts contain and which code made them: 2024-10-1f2e3d4c5b."""
    content = json.dumps({"hashes": dict(sorted(hashes.items())), "version": version}, sort_keys=True)
    return f"{newest_month}-{hashlib.sha256(content.encode()).hexdigest()[:10]}"


def publish(
    warehouse: Path,
    published: Path,
    *,
    manifest: Mapping[str, Any],
    newest_month: str,
    today: date,
    is_demo: bool,
    version: str,
    tilegrid: Path = SEEDS / "tilegrid.csv",
    keep: int = 12,
    built_at: datetime | None = None,
) -> Edition:
    """Make the edition of what the warehouse holds and move `published/current` onto it.

    Writes nothing when the content is already published. `manifest`: dbt's, which declares the marts. `tilegrid`: the
    CSV seed behind the maps. `keep`: how many editions stay. `built_at`: UTC, default the clock. PublishError (one
    line) when a mart is not as declared or an edition of real figures holds synthetic rows; the old edition then stays.
    """
    if keep < 1:
        raise PublishError("at least one edition must be kept")
    if not warehouse.is_file():
        raise PublishError(f"{warehouse.name}: no warehouse to publish")
    specs = mart_specs(manifest)
    hashes = canonical_hashes(warehouse, specs)
    identity = edition_id(hashes, newest_month, version)
    editions = published / "editions"
    final = editions / identity
    if final.is_dir():
        if _current(published) != identity:
            _swap_link(published, identity)
        return Edition(identity, final, written=False)

    editions.mkdir(parents=True, exist_ok=True)
    _sweep(editions)
    aside = editions / f"{_ASIDE}{identity}"
    facts = {
        "id": identity,
        "newest_month": newest_month,
        "today": today.isoformat(),
        "built_at": (built_at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "version": version,
        "is_demo": is_demo,
        "previous": _current(published),
    }
    try:
        _fill(aside, warehouse, specs, facts, hashes, tilegrid)
        _sync_tree(aside)
        aside.rename(final)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    fsync_path(editions)
    _swap_link(published, identity)
    _drop_old(editions, identity, keep)
    return Edition(identity, final, written=True)


def _fill(
    folder: Path,
    warehouse: Path,
    specs: Sequence[MartSpec],
    facts: Mapping[str, Any],
    hashes: Mapping[str, str],
    tilegrid: Path,
) -> None:
    import duckdb

    for name in ("csv", "parquet"):
        (folder / name).mkdir(parents=True)
    with duckdb.connect() as con:
        attach_read_only(con, warehouse, "warehouse")
        if not facts["is_demo"]:
            refuse_synthetic(con, specs)
        types = build_database(con, specs, folder / DATABASE)
        attach_read_only(con, folder / DATABASE, "edition")
        for spec in specs:
            write_parquet(con, spec, folder / "parquet" / f"{spec.name}.parquet")
            write_csv(con, spec, types[spec.name], folder / "csv" / f"{spec.name}.csv")
        counts = mart_counts(con, specs)
        publishers = _publishers(con, types)
        pages = render_pages(con, facts, tilegrid)
    package = data_package(
        specs,
        types,
        publishers,
        folder,
        edition_id=facts["id"],
        version=facts["version"],
        is_demo=facts["is_demo"],
    )
    _write(folder / "datapackage.json", as_json(package))
    _write(folder / "data-dictionary.md", data_dictionary(specs))
    _write(folder / "edition.json", as_json({**facts, "rows": counts, "hashes": dict(sorted(hashes.items()))}))
    for name, text in pages.items():
        _write(folder / name, text)


def _publishers(con: DuckDBPyConnection, types: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str | None]]:
    if not {"publisher_vi", "base_url"} <= set(types.get("sources", {})):
        return []
    return con.execute(
        "select distinct publisher_vi, base_url from edition.main.sources where publisher_vi is not null order by all"
    ).fetchall()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _current(published: Path) -> str | None:
    link = published / "current"
    return link.readlink().name if link.is_symlink() else None


def _swap_link(published: Path, identity: str) -> None:
    aside = published / ".current-new"
    aside.unlink(missing_ok=True)
    aside.symlink_to(Path("editions") / identity, target_is_directory=True)
    aside.replace(published / "current")
    fsync_path(published)


def _sweep(editions: Path) -> None:
    """Take away what a killed run left; only one run publishes at a time."""
    for left in editions.glob(f"{_ASIDE}*"):
        shutil.rmtree(left)


def _drop_old(editions: Path, identity: str, keep: int) -> None:
    def built(folder: Path) -> tuple[str, str]:
        return json.loads((folder / "edition.json").read_text(encoding="utf-8"))["built_at"], folder.name

    others = [path for path in editions.iterdir() if path.is_dir() and path.name != identity]
    for old in sorted(others, key=built, reverse=True)[keep - 1 :]:
        # first out of sight in one step, so that nobody opens half a folder
        gone = editions / f"{_ASIDE}{old.name}"
        old.rename(gone)
        shutil.rmtree(gone)


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        fsync_path(path)
    fsync_path(folder)
