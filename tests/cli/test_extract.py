"""`tiendo extract` prints figures as JSON lines, and what a report asks of whom when told to."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import cli

TEXT = (
    "Đến hết tháng 10/2024, 14 địa phương đã hoàn thành số hóa dữ liệu hộ tịch.\n"
    "Bộ Tư pháp đề nghị UBND tỉnh Sơn La hoàn thành số hóa dữ liệu hộ tịch trước ngày 31/12/2024.\n"
)


def test_instructions_are_printed_only_when_asked_for(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    plain = CliRunner().invoke(cli, ["extract", str(report), "--report-month", "2024-10"])
    asked = CliRunner().invoke(cli, ["extract", str(report), "--report-month", "2024-10", "--instructions"])
    assert plain.exit_code == asked.exit_code == 0
    rows = [json.loads(line) for line in asked.stdout.splitlines()]
    (told,) = [row for row in rows if row.get("instruction")]
    assert (told["issuer"], told["addressee"], told["addressee_areas"], told["deadline"]) == (
        "Bộ Tư pháp",
        "UBND tỉnh Sơn La",
        ["VN63-14"],
        "2024-12-31",
    )
    assert told["quote"] == TEXT.splitlines()[1]
    assert "evidence" not in told
    assert [row for row in rows if not row.get("instruction")] == [
        json.loads(line) for line in plain.stdout.splitlines()
    ]
