"""What a result was made from, as digests, so that a run without news does no work.

Holds the lake tables that the warehouse is built from, and digests of our code and of lake files. Keeps out: deciding
what to do about them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline import paths
from pipeline.storage import digest_files

PACKAGE = Path(__file__).resolve().parent.parent
LAKE_INPUTS = (
    "sources",
    "indicators",
    "captures",
    "documents",
    "observations",
    "unread_figures",
    "instructions",
    "quarantine",
)
SUFFIXES = {".py", ".yml", ".yaml", ".sql", ".csv", ".html", ".css", ".js", ".woff2", ".j2", ".svg"}


@cache
def code_digest(*rooms: str) -> str:
    """sha256 over the files of the named rooms (folders or modules of the package, or 'dbt_project')."""
    files: list[Path] = []
    for room in rooms:
        root = paths.DBT_PROJECT if room == "dbt_project" else PACKAGE / room
        if root.is_dir():
            inside = (path for path in root.rglob("*") if path.suffix in SUFFIXES and path.is_file())
            files += [path for path in inside if "target" not in path.relative_to(root).parts]
        else:
            files.append(root)
    return digest_files(files)


def lake_digest(home: paths.Home, tables: tuple[str, ...], salt: str) -> str:
    """sha256 over every file of the named lake tables, table names included."""
    parts = [table + digest_files(sorted((home.lake / table).glob("*.parquet"))) for table in tables]
    return digest_files([], salt=salt + "".join(parts))
