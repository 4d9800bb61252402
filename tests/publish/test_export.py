"""The open files: what a spreadsheet or a data-package reader makes of them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.publish import ColumnSpec, MartSpec
from pipeline.publish.export import BOM, field_type, write_csv
from tests.publish.fake_warehouse import MARTS

SPEC = MartSpec("notes", ("n",), (ColumnSpec("n"), ColumnSpec("note"), ColumnSpec("amount")))
TYPES = {"n": "BIGINT", "note": "VARCHAR", "amount": "DOUBLE"}
RISKY = "=+-@\t\r"
text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
risky_text = st.builds(str.__add__, st.text(st.sampled_from("'" + RISKY), max_size=3), text)


def _written(folder: Path, notes: list[str | None], amounts: list[float]) -> list[list[str]]:
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as edition")
        con.execute("create table edition.main.notes (n bigint, note varchar, amount double)")
        rows = [[n, note, amount] for n, (note, amount) in enumerate(zip(notes, amounts, strict=True))]
        con.executemany("insert into edition.main.notes values (?, ?, ?)", rows)
        write_csv(con, SPEC, TYPES, folder / "notes.csv")
    content = (folder / "notes.csv").read_bytes()
    assert content.startswith(BOM)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _restored(cell: str) -> str:
    return cell[1:] if re.match(rf"'+[{re.escape(RISKY)}]", cell) else cell


@given(st.lists(st.tuples(st.one_of(text, risky_text), st.floats(-1e9, 1e9)), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cell_runs_and_every_text_can_be_had_back(tmp_path: Path, rows: list[tuple[str, float]]) -> None:
    notes, amounts = [note for note, _ in rows], [amount for _, amount in rows]
    header, *read = _written(tmp_path, list(notes), amounts)
    assert header == ["n", "note", "amount"]
    assert not any(cell[:1] and cell[0] in RISKY for _, cell, _ in read)
    assert [_restored(cell) for _, cell, _ in read] == notes
    assert [float(cell) for _, _, cell in read] == amounts  # a negative number stays a number


def test_an_empty_text_and_a_missing_one_are_both_empty_cells(tmp_path: Path) -> None:
    _, *read = _written(tmp_path, [None, ""], [1.0, 2.0])
    assert [cell for _, cell, _ in read] == ["", ""]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [("BIGINT", "integer"), ("DOUBLE", "number"), ("DECIMAL(18,3)", "number"), ("VARCHAR", "string"), ("DATE", "date")],
)
def test_field_types(sql: str, expected: str) -> None:
    assert field_type(sql) == expected


def test_the_data_package_is_valid(edition: Path) -> None:
    from frictionless import Package

    report = Package(str(edition / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    package = json.loads((edition / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"] for resource in package["resources"]} == set(MARTS)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert {"title": "Tổng hợp quốc gia", "path": "https://sample.invalid"} in package["sources"]
    areas = next(resource for resource in package["resources"] if resource["name"] == "areas")
    assert areas["schema"]["primaryKey"] == ["ref_area"]
    code = next(field for field in areas["schema"]["fields"] if field["name"] == "code")
    assert code == {"name": "code", "type": "string", "description": "VI cột code / EN column code"}


def test_parquet_is_snappy_and_holds_the_same_rows(edition: Path) -> None:
    with duckdb.connect() as con:
        for mart in MARTS:
            path = edition / "parquet" / f"{mart}.parquet"
            codecs = con.execute(f"select distinct compression from parquet_metadata('{path}')").fetchall()
            assert codecs == [("SNAPPY",)], mart
        con.execute(f"attach '{edition / 'tiendo.duckdb'}' as edition (read_only)")
        kept = con.execute(
            f"select count(*) from (from edition.observations except from '{edition}/parquet/observations.parquet')"
        ).fetchall()
    assert kept == [(0,)]
