"""`tiendo add` and `tiendo template` as a person types them; the run itself is tried end to end elsewhere."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from tests.deposit.made import FINISHED, GOOD, declare, empty_form, filled, page


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    declare(tmp_path / "sources")
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TIENDO_SOURCES", str(tmp_path / "sources"))
    monkeypatch.setenv("TIENDO_TODAY", "2026-06-15")
    return tmp_path


def tiendo(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def add(path: Path, *more: object, month: str = "2026-05", source: str = "group") -> Result:
    return tiendo("add", path, "--source", source, "--report-month", month, "--published", "2026-06-05", *more)


def letter(folder: Path) -> Path:
    path = folder / "công văn.html"
    path.write_bytes(page(FINISHED))
    return path


def form(folder: Path, data: bytes) -> Path:
    path = folder / "mau.xlsx"
    path.write_bytes(data)
    return path


def stored(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "home").rglob("*") if path.is_file())


def test_what_was_found_is_printed_and_kept(installation: Path) -> None:
    result = add(letter(installation), "--no-run")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("công văn.html: figures: 1, numerals unread: 1 (0 to review); kept as ")
    assert "group.jsonl" in stored(installation)


def test_a_dry_run_shows_the_figures_and_keeps_nothing(installation: Path) -> None:
    result = add(form(installation, filled()), "--dry-run")
    assert result.exit_code == 0, result.output
    assert "not kept (--dry-run)" in result.stdout
    assert "  land.parcels_synced VN34-24 2026-05-31: 120500  «Bắc Ninh" in result.stdout
    assert "0987" not in result.output
    assert not (installation / "home").exists()


def test_a_file_already_known_says_so_and_changes_nothing(installation: Path) -> None:
    path = letter(installation)
    add(path, "--no-run")
    before = stored(installation)
    result = add(path)
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("tiendo: công văn.html: these bytes are known already: deposited for group 2026-05 on ")
    assert line.endswith("nothing was changed")
    assert stored(installation) == before


def test_every_error_of_a_form_by_sheet_row_and_cell(installation: Path) -> None:
    rows = [(*GOOD[0][:3], 3, *GOOD[0][4:]), ("Hà Nam", *GOOD[1][1:])]
    result = add(form(installation, filled(rows)))
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "tiendo: mau.xlsx: mẫu có 2 lỗi, không nhận dòng nào: Số liệu!D5: Tổng số (3) nhỏ hơn Đã hoàn thành (120500)",
        "Số liệu!D5: Tổng số (3) nhỏ hơn Đã hoàn thành (120500)",
        'Số liệu!A6: "Hà Nam" không còn từ 01/07/2025; nay thuộc Ninh Bình',
    ]
    assert stored(installation) == [".lock"]


@pytest.mark.parametrize(
    ("more", "code", "line"),
    [
        ({"source": "nobody"}, 2, "no source is called 'nobody'; there are group"),
        ({"month": "2026-13"}, 2, "'2026-13' is not a month such as 2024-10"),
        ({"month": "2026-06"}, 2, "2026-06 is not over yet (today is 2026-06-15)"),
        ({"month": "2026-07"}, 2, "2026-07 is not over yet (today is 2026-06-15)"),
    ],
)
def test_an_order_that_cannot_be_carried_out(installation: Path, more: dict[str, str], code: int, line: str) -> None:
    result = add(letter(installation), **more)
    assert result.exit_code == code
    assert line in result.stderr.splitlines()[-1]


def test_a_month_outside_the_period_and_a_missing_file(installation: Path) -> None:
    declare(installation / "sources", valid_to="2026-04-30")
    result = add(letter(installation))
    assert (result.exit_code, result.stderr) == (
        1,
        "tiendo: công văn.html: group is not responsible in 2026-05 (responsible to 2026-04-30)\n",
    )
    result = add(installation / "nowhere.pdf")
    assert (result.exit_code, result.stderr) == (1, "tiendo: nowhere.pdf: No such file or directory\n")


def test_a_home_of_the_demonstration_is_refused(installation: Path) -> None:
    (installation / "home").mkdir()
    (installation / "home" / "home.json").write_text('{"kind": "demo"}')
    result = add(letter(installation))
    assert result.exit_code == 1
    assert "this is a demo home and the sources are live ones" in result.stderr


def test_the_form_goes_to_a_file_or_a_pipe(installation: Path) -> None:
    path = installation / "mau.xlsx"
    assert tiendo("template", "--output", path).exit_code == 0
    assert path.read_bytes() == empty_form() == tiendo("template").stdout_bytes
    assert openpyxl.load_workbook(io.BytesIO(path.read_bytes())).sheetnames[0] == "Số liệu"


def test_an_empty_form_is_told(installation: Path) -> None:
    result = add(form(installation, empty_form()))
    assert result.exit_code == 1
    assert result.stderr.endswith("mẫu có 1 lỗi, không nhận dòng nào: Số liệu: chưa có dòng số liệu nào\n")


def test_what_waits_in_the_inbox_and_what_comes_by_hand_is_listed(installation: Path) -> None:
    assert "by hand" in tiendo("sources", "list").stdout
    assert tiendo("sources", "check", "--live").stdout == (
        "group: deposited by hand, so there is nothing to ask (tiendo add, inbox)\n"
    )


def test_extracting_a_wrong_form_names_its_cells(installation: Path) -> None:
    path = form(installation, filled([(*GOOD[0][:3], 3, *GOOD[0][4:])]))
    result = tiendo("extract", path)
    assert result.exit_code == 1
    assert result.stderr == "tiendo: mau.xlsx: Số liệu!D5: Tổng số (3) nhỏ hơn Đã hoàn thành (120500)\n"
