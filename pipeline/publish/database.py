"""tiendo.duckdb: mart tables only, in a storage format that every DuckDB since 1.0 reads.

Holds the copy from the warehouse into a new database file: types that BI tools know, rows in the order of the grain,
comments on every table and column. Keeps out: views (they would carry paths of this machine), indexes (a file that is
only ever replaced needs none) and everything outside the one file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.canonical import MartSpec, PublishError, check_mart, literal, quoted, table_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STORAGE = "v1.0.0"
_KEPT = {"VARCHAR", "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE", "DATE", "TIMESTAMP"}
# 128 bits, time zones and unsigned types are what BI drivers stumble over
_CAST = {
    "HUGEINT": "cast({} as bigint)",
    "UBIGINT": "cast({} as bigint)",
    "UINTEGER": "cast({} as bigint)",
    "TIMESTAMP WITH TIME ZONE": "({} at time zone 'UTC')",
}


def build_database(con: DuckDBPyConnection, specs: Sequence[MartSpec], path: Path) -> dict[str, dict[str, str]]:
    """Copy the marts of the database attached as `warehouse` into a new file, closed and without a WAL.

    Returns mart -> column -> SQL type as published. PublishError for a mart that is missing, differs from its
    declaration, or has a type BI tools cannot be given.
    """
    con.execute(f"attach {literal(path)} as edition (storage_version '{STORAGE}')")
    types = {spec.name: _copy(con, spec) for spec in specs}
    con.execute("checkpoint edition")
    con.execute("detach edition")
    if path.with_name(path.name + ".wal").exists():
        raise PublishError(f"{path.name}: a write-ahead log is left beside the database")
    return types


def refuse_synthetic(con: DuckDBPyConnection, specs: Sequence[MartSpec]) -> None:
    """PublishError when a mart of `warehouse` holds a row that is marked as made up."""
    for spec in specs:
        if "is_synthetic" not in table_columns(con, "warehouse", spec.name):
            continue
        rows = con.execute(f"select count(*) from warehouse.main.{quoted(spec.name)} where is_synthetic").fetchall()
        if rows[0][0]:
            raise PublishError(f"mart {spec.name}: {rows[0][0]} synthetic rows in an edition of real figures")


def _copy(con: DuckDBPyConnection, spec: MartSpec) -> dict[str, str]:
    columns = table_columns(con, "warehouse", spec.name)
    check_mart(spec, columns)
    table = f"edition.main.{quoted(spec.name)}"
    chosen = ", ".join(f"{_expression(spec, name, kind)} as {quoted(name)}" for name, kind in columns.items())
    order = ", ".join(quoted(name) for name in spec.grain)
    con.execute(f"create table {table} as select {chosen} from warehouse.main.{quoted(spec.name)} order by {order}")
    _comment(con, f"table {table}", spec.description)
    for column in spec.columns:
        _comment(con, f"column {table}.{quoted(column.name)}", column.description)
    return table_columns(con, "edition", spec.name)


def _expression(spec: MartSpec, name: str, kind: str) -> str:
    if kind in _KEPT or kind.startswith("DECIMAL"):
        return quoted(name)
    if kind in _CAST:
        return _CAST[kind].format(quoted(name))
    raise PublishError(f"mart {spec.name}: column {name} has type {kind}, which BI tools do not share")


def _comment(con: DuckDBPyConnection, what: str, text: str) -> None:
    con.execute(f"comment on {what} is {literal(text)}")


def mart_counts(con: DuckDBPyConnection, specs: Sequence[MartSpec]) -> Mapping[str, int]:
    """Mart -> number of rows in the database attached as `edition`."""
    return {
        spec.name: con.execute(f"select count(*) from edition.main.{quoted(spec.name)}").fetchall()[0][0]
        for spec in specs
    }
