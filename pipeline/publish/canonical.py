"""What the marts are, and one hash for the content of each.

Holds the reading of dbt's manifest into MartSpecs and the canonical hash: rows ordered by their grain, volatile
columns left out, written as CSV, hashed. Two builds from the same reports give the same hashes although the bytes of
their DuckDB files differ. Keeps out: anything about editions, files or pages.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class PublishError(Exception):
    """Why no edition was made, in one line; the old edition stays."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a mart; `description` is the dbt text, Vietnamese then English ("VI … / EN …")."""

    name: str
    description: str = ""

    @property
    def in_both(self) -> tuple[str, str]:
        """The Vietnamese and the English half of the description."""
        return split_languages(self.description)


@dataclass(frozen=True, slots=True)
class MartSpec:
    """A mart as dbt declares it: its grain (the columns that name a row) and the columns a rebuild may change."""

    name: str
    grain: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    volatile: frozenset[str] = frozenset()
    description: str = ""

    @property
    def in_both(self) -> tuple[str, str]:
        """The Vietnamese and the English half of the description."""
        return split_languages(self.description)


def split_languages(description: str) -> tuple[str, str]:
    """ "VI một / EN one" -> ("một", "one"); a text without the marks is returned for both."""
    found = re.fullmatch(r"VI:?\s*(?P<vi>.*?)\s*/?\s*\bEN:?\s+(?P<en>.*)", description.strip(), flags=re.DOTALL)
    if found is None:
        return description.strip(), description.strip()
    return found["vi"], found["en"].strip()


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """An SQL string."""
    return "'" + str(text).replace("'", "''") + "'"


def attach_read_only(con: DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a database file for reading under `name`."""
    con.execute(f"attach {literal(path)} as {name} (read_only)")


def mart_specs(manifest: Mapping[str, Any]) -> list[MartSpec]:
    """The marts of a dbt manifest, by name: models under models/marts, and the seeds that declare a grain.

    PublishError for a mart without a grain.
    """
    specs = []
    for node in manifest["nodes"].values():
        config = node.get("config", {})
        grain = (config.get("meta") or node.get("meta") or {}).get("grain")
        is_mart = node.get("resource_type") == "model" and "marts" in node.get("fqn", [])
        if not is_mart and not (node.get("resource_type") == "seed" and grain):
            continue
        if not grain:
            raise PublishError(f"mart {node['name']}: no meta.grain in its YAML")
        columns = node.get("columns", {}).values()
        specs.append(
            MartSpec(
                name=node["name"],
                grain=tuple(grain),
                columns=tuple(ColumnSpec(c["name"], c.get("description", "")) for c in columns),
                volatile=frozenset(c["name"] for c in columns if _is_volatile(c)),
                description=node.get("description", ""),
            )
        )
    return sorted(specs, key=lambda spec: spec.name)


def _is_volatile(column: Mapping[str, Any]) -> bool:
    config = column.get("config") or {}
    tags = [*column.get("tags", []), *config.get("tags", [])]
    return "volatile" in tags or bool({**column.get("meta", {}), **config.get("meta", {})}.get("volatile"))


def table_columns(con: DuckDBPyConnection, catalogue: str, table: str) -> dict[str, str]:
    """Column name -> SQL type of a table of schema main, in order; empty when it is not a base table there."""
    rows = con.execute(
        "select c.column_name, c.data_type from duckdb_columns() c join duckdb_tables() t using (table_oid)"
        " where t.database_name = ? and t.schema_name = 'main' and t.table_name = ? and c.database_name = ?"
        " order by c.column_index",
        [catalogue, table, catalogue],
    ).fetchall()
    return dict(rows)


def check_mart(spec: MartSpec, columns: Mapping[str, str]) -> None:
    """PublishError unless the warehouse has the mart as a table with exactly the declared columns."""
    if not columns:
        raise PublishError(f"mart {spec.name}: no such table in the warehouse")
    declared = {column.name for column in spec.columns}
    if declared != set(columns):
        odd = ", ".join(sorted(declared ^ set(columns)))
        raise PublishError(f"mart {spec.name}: columns differ between the warehouse and the dbt YAML: {odd}")
    unknown = set(spec.grain) - declared
    if unknown:
        raise PublishError(f"mart {spec.name}: grain names no column: {', '.join(sorted(unknown))}")


def canonical_hashes(warehouse: Path, specs: Sequence[MartSpec]) -> dict[str, str]:
    """Mart -> sha256 of its rows without the volatile columns, ordered by grain. Opens the warehouse read-only."""
    import duckdb

    with duckdb.connect() as con, tempfile.TemporaryDirectory() as scratch:
        attach_read_only(con, warehouse, "warehouse")
        return {spec.name: _hash(con, spec, Path(scratch) / "rows.csv") for spec in specs}


def _hash(con: DuckDBPyConnection, spec: MartSpec, scratch: Path) -> str:
    columns = table_columns(con, "warehouse", spec.name)
    check_mart(spec, columns)
    kept = sorted(name for name in columns if name not in spec.volatile)
    # the grain first; the rest only settles rows a broken grain would leave in any order
    order = [*spec.grain, *(name for name in kept if name not in spec.grain)]
    con.execute(
        f"copy (select {', '.join(map(quoted, kept))} from warehouse.main.{quoted(spec.name)}"
        f" order by {', '.join(map(quoted, order))})"
        f" to {literal(scratch)} (format csv, header, nullstr '\\N')"
    )
    return hashlib.sha256(scratch.read_bytes()).hexdigest()
