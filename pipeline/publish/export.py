"""The marts as open files: snappy Parquet, spreadsheet-safe CSV, and the data package that describes them.

Holds the writers; each reads one table of the database attached as `edition`. Keeps out: which marts there are and
where the files end up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish.canonical import MartSpec, literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BOM = b"\xef\xbb\xbf"
# A spreadsheet runs a cell that starts with one of these. Apostrophes before it count too, so that taking one
# apostrophe away again always gives the text back.
_RISKY = r"^''*[=+\-@\t\r]"
_FRICTIONLESS = {"BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime", "VARCHAR": "string"}
_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT"}


def write_parquet(con: DuckDBPyConnection, spec: MartSpec, path: Path) -> None:
    """One mart as Parquet (snappy: what browsers and old readers can open), rows ordered by grain."""
    con.execute(f"copy ({_select(spec, '*')}) to {literal(path)} (format parquet, compression snappy)")


def write_csv(con: DuckDBPyConnection, spec: MartSpec, types: Mapping[str, str], path: Path) -> None:
    """One mart as UTF-8 CSV with BOM. Text that a spreadsheet would run gets a leading apostrophe; numbers stay."""
    cells = ", ".join(
        f"case when regexp_matches({quoted(name)}, '{_RISKY}') then '''' || {quoted(name)}"
        f" else {quoted(name)} end as {quoted(name)}"
        if kind == "VARCHAR"
        else quoted(name)
        for name, kind in types.items()
    )
    bare = path.with_suffix(".bare")
    con.execute(
        f"copy ({_select(spec, cells)}) to {literal(bare)} (format csv, header, timestampformat '%Y-%m-%dT%H:%M:%SZ')"
    )
    path.write_bytes(BOM + bare.read_bytes())
    bare.unlink()


def _select(spec: MartSpec, what: str) -> str:
    order = ", ".join(f"source_row.{quoted(name)}" for name in spec.grain)
    return f"select {what} from edition.main.{quoted(spec.name)} as source_row order by {order}"


def field_type(sql_type: str) -> str:
    """The Frictionless type of an SQL type; every code is text here, so no leading zero is ever lost."""
    if sql_type in _WHOLE:
        return "integer"
    return _FRICTIONLESS.get(sql_type, "number")


def data_package(
    specs: Sequence[MartSpec],
    types: Mapping[str, Mapping[str, str]],
    publishers: Sequence[tuple[str, str | None]],
    folder: Path,
    *,
    edition_id: str,
    version: str,
    is_demo: bool,
) -> dict[str, Any]:
    """The descriptor of the edition in `folder` (csv/ and parquet/ already written).

    `types`: mart -> column -> SQL type. `publishers`: (title, address or None) of everyone whose reports were read.
    """
    return {
        "name": "tiendo",
        "id": edition_id,
        "title": "Tiến độ: số liệu từ báo cáo tháng và nguy cơ trễ hạn",
        "description": "Every figure with the sentence it came from; every deadline with a probability of missing it."
        + (" Demonstration: rows with is_synthetic = true are made up." if is_demo else ""),
        "version": version,
        "licenses": [
            {"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
        ],
        "sources": [{"title": title, **({"path": address} if address else {})} for title, address in publishers],
        "resources": [_resource(spec, types[spec.name], folder) for spec in specs],
    }


def _resource(spec: MartSpec, types: Mapping[str, str], folder: Path) -> dict[str, Any]:
    path = f"csv/{spec.name}.csv"
    content = (folder / path).read_bytes()
    described = {column.name: column.description for column in spec.columns}
    return {
        "name": spec.name,
        "type": "table",
        "description": spec.description,
        "path": path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "parquet": f"parquet/{spec.name}.parquet",
        "schema": {
            "fields": [
                {"name": name, "type": field_type(kind), "description": described.get(name, "")}
                for name, kind in types.items()
            ],
            "primaryKey": list(spec.grain),
        },
    }


def as_json(content: Mapping[str, Any]) -> str:
    """Indented JSON with Vietnamese left readable and a final newline."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
