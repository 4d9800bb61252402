"""From the empty form to the edition: a working group's own figures and a letter in the inbox, and nobody's telephone."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from pipeline import paths
from tests.deposit.made import CONTACT, FINISHED, GOOD, page
from tests.e2e.conftest import Run, tiendo

SOURCES = paths.PACKAGED_SOURCES
MONTH = ("--today", "2026-06-15")


@dataclass(frozen=True)
class Deposited:
    """A live home after `tiendo add` of a form and a run that found two letters in its inbox."""

    home: paths.Home
    added: Run
    ran: Run


@pytest.fixture(scope="module")
def deposited(tmp_path_factory: pytest.TempPathFactory) -> Deposited:
    root = tmp_path_factory.mktemp("deposited")
    home = paths.Home(root / "home")
    form = root / "mau.xlsx"
    assert tiendo(home.root, "template", "--output", str(form), sources=SOURCES).returncode == 0
    workbook = openpyxl.load_workbook(form)
    for number, row in enumerate(GOOD, start=5):
        for column, value in enumerate(row, start=1):
            workbook["Số liệu"].cell(number, column, value)
    workbook.save(form)
    order = ("--source", "working_group", "--report-month", "2026-05", "--published", "2026-06-05", *MONTH)
    added = tiendo(home.root, "add", str(form), *order, "--no-run", sources=SOURCES)  # the run below reads it
    put(home, "moj_news/2026-05/2026-06-08 công văn.html", page(FINISHED))
    put(home, "moj_news/2026-05/2026-06-08 hỏng.pdf", b"%PDF-1.7 cut")
    ran = tiendo(home.root, "run", "--month", "2026-05", *MONTH, sources=SOURCES)
    return Deposited(home, added, ran)


def put(home: paths.Home, place: str, data: bytes) -> None:
    path = home.inbox / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (1_780_000_000, 1_780_000_000))


def ask(home: paths.Home, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current / "tiendo.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_form_is_in_the_marts_with_its_rows(deposited: Deposited) -> None:
    assert deposited.added.returncode == 0, deposited.added.stderr
    assert "mau.xlsx: figures: 3, numerals unread: " in deposited.added.stdout
    rows = ask(
        deposited.home,
        "select indicator, ref_area, obs_value, denominator, deadline, origin, assurance, quote from observations "
        "where source = 'working_group' order by char_start",
    )
    assert rows[0][:7] == (
        *("land.parcels_synced", "VN34-24", 120_500.0, 150_000.0, date(2026, 12, 31), "deposited", "self_reported"),
    )
    assert rows[0][7].startswith("Bắc Ninh\t")
    assert rows[0][7].endswith("\t31/12/2026")
    assert ask(deposited.home, "select share_pct, source from figures where indicator = 'land.parcels_synced'") == [
        (80.33, "working_group")
    ]


def test_the_letter_is_read_and_the_broken_file_is_told(deposited: Deposited) -> None:
    assert deposited.ran.returncode == 1
    told = [line for line in deposited.ran.stderr.splitlines() if line.startswith("tiendo:")]
    assert told == ["tiendo: inbox: moj_news/2026-05/2026-06-08 hỏng.pdf: truncated PDF"]
    assert ask(
        deposited.home, "select obs_value, origin, published_on from observations where source = 'moj_news'"
    ) == [(12.0, "deposited", date(2026, 6, 8))]
    assert ask(deposited.home, "select source, outcome from reports where origin = 'deposited' order by 1") == [
        ("moj_news", "published"),
        ("working_group", "published"),
    ]
    left = [path.relative_to(deposited.home.inbox).as_posix() for path in deposited.home.inbox.rglob("*.pdf*")]
    assert sorted(left) == [f"refused/moj_news/2026-05/2026-06-08 hỏng.pdf{end}" for end in ("", ".txt")]


def test_a_contact_is_in_no_published_file(deposited: Deposited) -> None:
    """Compressed files are opened: a byte search alone would prove nothing."""
    # The number as typed and as a cell may hold it; four digits alone also stand in shares such as 0.0987.
    wanted = [CONTACT, "Đặng Thị Mẫu", "0987 111", "111 222", "0987111", "987111222"]
    seen = 0
    for path in (path for path in deposited.home.current.rglob("*") if path.is_file()):
        texts = [path.read_bytes().decode("utf-8", "ignore")] if path.suffix not in (".parquet", ".duckdb") else []
        if path.suffix == ".parquet":
            texts += [str(row) for row in duckdb.read_parquet(str(path)).fetchall()]
        if path.suffix == ".duckdb":
            for (table,) in ask(deposited.home, "select table_name from information_schema.tables"):
                texts += [str(row) for row in ask(deposited.home, f'select * from "{table}"')]
        seen += any("Bắc Ninh" in text and "120.500" in text for text in texts)
        for text in texts:
            assert not any(words in text for words in wanted), path.name
    assert seen >= 3  # the row itself is in the database, the Parquet and the CSV


def test_raw_alone_gives_the_deposits_again(deposited: Deposited, tmp_path: Path) -> None:
    shutil.copytree(deposited.home.raw, tmp_path / "raw")
    again = tiendo(tmp_path, "run", "--month", "2026-05", "--offline", *MONTH, sources=SOURCES)
    assert again.returncode == 0, again.stderr
    hashes = [
        json.loads(tiendo(root, "status", "--hash", "--json", sources=SOURCES).stdout)
        for root in (deposited.home.root, tmp_path)
    ]
    assert hashes[0] == hashes[1]
