"""One clear line, the right exit code, nothing half-written, and the other sources go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import paths
from tests.e2e.conftest import Run, backfill, tiendo


def one_line(run: Run) -> str:
    lines = [line for line in run.stderr.splitlines() if line.startswith(("tiendo:", "Error:"))]
    assert len(lines) == 1, run.stderr
    assert "Traceback" not in run.stderr
    return lines[0]


def sources_with(folder: Path, old: str, new: str, file: str = "sample_national.yaml") -> Path:
    """The sample's sources with one edit in the national one, or in `file`."""
    shutil.copytree(paths.SAMPLE / "sources", folder)
    declared = folder / file
    text = declared.read_text()
    assert old in text
    declared.write_text(text.replace(old, new, 1))
    return folder


def test_a_misspelt_key_is_named(tmp_path: Path) -> None:
    sources = sources_with(tmp_path / "sources", "cadence:", "cadense:")
    run = backfill(tmp_path / "home", first="2024-10", last="2024-10", sources=sources)
    assert run.returncode == 1
    assert "cadense" in one_line(run)
    assert not (tmp_path / "home" / "lake").exists()


@pytest.mark.parametrize("month", ["2024-13", "october", "2031-01", "1999-01"])
def test_an_unknown_month_is_wrong_usage(tmp_path: Path, month: str) -> None:
    run = backfill(tmp_path / "home", first=month, last=month)
    assert run.returncode == 2
    assert month in one_line(run)


def test_an_unknown_source_is_wrong_usage(tmp_path: Path) -> None:
    run = tiendo(tmp_path, "sources", "check", "nobody")
    assert run.returncode == 2
    assert "nobody" in one_line(run)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\n"),
        ("empty.docx", b""),
        ("not-a-zip.xlsx", b"PK\x03\x04 and then nothing"),
        ("noise.html", bytes(range(128, 256)) * 4),
    ],
)
def test_a_file_that_is_not_what_it_says_is_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    run = tiendo(tmp_path / "home", "extract", str(tmp_path / name))
    assert run.returncode == 1
    assert name in one_line(run)
    assert run.stdout == ""


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    run = tiendo(tmp_path / "home", "extract", str(tmp_path / "nowhere.html"))
    assert run.returncode == 1
    assert "nowhere.html" in one_line(run)


def test_a_home_refuses_the_other_kind_of_sources(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "home.json").write_text('{"kind": "live"}')
    run = backfill(tmp_path / "home", first="2024-10", last="2024-10")
    assert run.returncode == 1
    assert "live home" in one_line(run)


def test_a_changed_layout_is_told_and_the_other_sources_go_on(tmp_path: Path) -> None:
    sources = sources_with(tmp_path / "sources", "ul[@class='reports']", "ul[@class='danh-sach']")
    run = backfill(tmp_path / "home", first="2024-10", last="2024-10", sources=sources)
    assert run.returncode == 1
    assert "sample_national" in one_line(run)
    status = tiendo(tmp_path / "home", "status", sources=sources)
    assert "2024-10 sample_national: not_collected" in status.stdout
    assert (tmp_path / "home" / "published" / "current" / "tiendo.duckdb").is_file()


def test_a_decision_that_no_longer_bites_is_one_line_and_nothing_is_published(tmp_path: Path) -> None:
    sources = sources_with(tmp_path / "sources", "bày 12 sổ", "bày 12 cuốn sổ", "sample_tables.yaml")
    run = backfill(tmp_path / "home", first="2024-12", last="2024-12", sources=sources)
    assert run.returncode == 1
    line = one_line(run)
    assert "sources/sample_tables.yaml: ignores: 2024-12 '12' in" in line
    assert line.endswith("the quote is not in the report")
    assert not (tmp_path / "home" / "published").exists()
    review = tiendo(tmp_path / "home", "review", sources=sources)
    assert review.returncode == 0
    assert "trưng bày «12» sổ hộ tịch cũ" in review.stdout
