"""A deposited file is judged and read before it is kept; what is refused leaves nothing behind."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.deposit import examine as room
from pipeline.deposit.examine import AlreadyKnown, Deposit, DepositError, Desk, UnknownName, examine, keep, safe_name
from pipeline.fetch.archive import Archive
from pipeline.sources.registry import load_sources
from tests.deposit.made import FINISHED, GOOD, TODAY, declare, desk, filled, page

NOW = datetime(2026, 6, 15, 1, 2, 3)
LETTER = Deposit("group", "2026-05", "công văn.html", page(FINISHED), date(2026, 6, 5))


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    return desk(tmp_path)


def refused(deposit: Deposit, where: Desk) -> str:
    with pytest.raises(DepositError) as caught:
        examine(deposit, where)
    assert not where.archive.path("0" * 64).parent.parent.exists()
    return str(caught.value)


def test_a_report_by_mail_is_read_and_then_kept(here: Desk) -> None:
    found = examine(LETTER, here)
    assert [o.obs_value for o in found.observations] == [12]
    capture = keep(found, here.archive, TODAY, NOW)
    assert here.archive.open(hashlib.sha256(LETTER.data).hexdigest()) == LETTER.data
    assert (capture.origin, capture.url, capture.file) == ("deposited", None, "công văn.html")
    assert (capture.known_from, capture.known_basis) == (date(2026, 6, 5), "published")
    assert capture.title == "công văn"
    sidecar = here.archive.path(found.sha256).with_name(f"{found.sha256}.json")
    assert json.loads(sidecar.read_text())["origin"] == "deposited"
    assert Archive(here.archive._raw).captures(["2026-05"]) == [capture]


def test_without_a_day_of_publication_it_is_known_from_today(here: Desk) -> None:
    capture = keep(examine(replace(LETTER, published_on=None), here), here.archive, TODAY, NOW)
    assert (capture.published_on, capture.known_from, capture.known_basis) == (None, TODAY, "captured")


def test_a_corrected_file_of_the_same_name_is_known_from_the_day_it_came(here: Desk) -> None:
    keep(examine(LETTER, here), here.archive, TODAY, NOW)
    corrected = replace(LETTER, data=page(FINISHED, "Bản sửa."))
    capture = keep(examine(corrected, here), here.archive, TODAY, NOW)
    assert (capture.published_on, capture.known_from, capture.known_basis) == (date(2026, 6, 5), TODAY, "captured")
    dated = replace(corrected, data=page(FINISHED, "Lần nữa."), published_on=date(2026, 6, 15))
    other = replace(corrected, data=page(FINISHED, "Thư khác."), file="khác.html")
    assert keep(examine(other, here), here.archive, TODAY, NOW).known_basis == "published"
    assert keep(examine(dated, here), here.archive, date(2026, 6, 20), NOW).known_basis == "captured"


def test_a_title_is_the_documents_own_else_the_file_name_without_the_day_before_it(here: Desk) -> None:
    assert examine(replace(LETTER, file="2026-06-05 công văn 12.html"), here).title == "công văn 12"
    own = LETTER.data.replace(b"<p>", b"<h1>B\xc3\xa1o c\xc3\xa1o th\xc3\xa1ng 5</h1><p>", 1)
    assert examine(replace(LETTER, data=own), here).title == "Báo cáo tháng 5"


def test_the_same_bytes_for_the_same_month_change_nothing(here: Desk) -> None:
    keep(examine(LETTER, here), here.archive, TODAY, NOW)
    before = sorted((path, path.read_bytes()) for path in here.archive._raw.rglob("*") if path.is_file())
    with pytest.raises(AlreadyKnown, match="known already: deposited for group 2026-05 on 2026-06-15; nothing was"):
        examine(replace(LETTER, url="https://office.invalid/1"), here)
    assert sorted((path, path.read_bytes()) for path in here.archive._raw.rglob("*") if path.is_file()) == before


def test_the_same_bytes_for_another_month_are_told(here: Desk) -> None:
    keep(examine(LETTER, here), here.archive, TODAY, NOW)
    again = examine(replace(LETTER, report_month="2026-04"), here)
    assert again.warnings == ("the same bytes are kept for group 2026-05 too",)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"published_on": date(2026, 6, 16)}, "published on 2026-06-16: that day lies in the future (today is 2026-06-15)"),
        ({"published_on": date(2026, 4, 30)}, "published on 2026-04-30: that is before 2026-05 began"),
        ({"url": "ftp://office.invalid/1"}, "'ftp://office.invalid/1' is not an address of a page (https://…)"),
        ({"url": "https://[office/1"}, "'https://[office/1' is not an address of a page (https://…)"),
        ({"data": b""}, "empty body"),
        ({"file": "x.pdf"}, "HTML where PDF was promised"),
        ({"file": "x.pdf", "data": b"%PDF-1.7\n1 0 obj"}, "truncated PDF"),
        ({"file": "x.xlsx", "data": b"PK\x03\x04 xl/workbook.xml"}, "truncated XLSX"),
        ({"file": "x.rtf", "data": b"{\\rtf1 }"}, "RTF is not read: save it as DOCX"),
        ({"file": "mẫu.xlsx", "data": filled([(*GOOD[0][:3], 3, *GOOD[0][4:])])},
         "mẫu có 1 lỗi, không nhận dòng nào: Số liệu!D5: Tổng số (3) nhỏ hơn Đã hoàn thành (120500)"),
    ],
)  # fmt: skip
def test_one_line_and_nothing_kept(here: Desk, changes: dict[str, Any], line: str) -> None:
    assert refused(replace(LETTER, **changes), here) == line


def test_a_file_beyond_the_bound(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_BYTES", 100)
    assert refused(replace(LETTER, data=b"x" * 101), here) == "larger than 0 MiB"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"source": "nobody"}, "no source is called 'nobody'; there are group"),
        ({"report_month": "2026-13"}, "'2026-13' is not a month: write it as 2024-10"),
        ({"report_month": "2026-06"}, "2026-06 is not over yet (today is 2026-06-15)"),
        ({"report_month": "2021-12"}, "2021-12: report months begin with 2022-01"),
    ],
)
def test_a_source_or_month_that_does_not_exist(here: Desk, changes: dict[str, Any], line: str) -> None:
    with pytest.raises(UnknownName) as caught:
        examine(replace(LETTER, **changes), here)
    assert str(caught.value) == line


def test_a_month_outside_the_sources_period(tmp_path: Path) -> None:
    here = desk(tmp_path)
    declare(tmp_path / "sources", valid_from="2026-06-01")
    here = replace(here, sources=load_sources(tmp_path / "sources"))
    assert refused(LETTER, here) == "group is not responsible in 2026-05 (responsible from 2026-06-01)"


def test_all_errors_of_a_form_are_handed_on(here: Desk) -> None:
    rows = [(*GOOD[0][:3], 3, *GOOD[0][4:]), ("Hà Nam", *GOOD[1][1:])]
    with pytest.raises(DepositError) as caught:
        examine(replace(LETTER, file="mẫu.xlsx", data=filled(rows)), here)
    assert caught.value.details == (
        "Số liệu!D5: Tổng số (3) nhỏ hơn Đã hoàn thành (120500)",
        'Số liệu!A6: "Hà Nam" không còn từ 01/07/2025; nay thuộc Ninh Bình',
    )


def test_a_day_in_a_form_after_today_is_refused_also_without_publication(here: Desk) -> None:
    row = (*GOOD[0][:4], date(2026, 6, 16), *GOOD[0][5:])
    form = replace(LETTER, file="mẫu.xlsx", data=filled([row]), published_on=None)
    assert "là ngày sau 15/06/2026" in refused(form, here)


def test_killed_between_bytes_and_ledger_the_deposit_begins_again(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = examine(LETTER, here)
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "append", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            keep(found, here.archive, TODAY, NOW)
    raw = here.archive._raw
    again = replace(here, archive=Archive(raw))
    assert again.archive.captures(["2026-05"]) == []
    keep(examine(LETTER, again), again.archive, TODAY, NOW)
    assert len(Archive(raw).captures(["2026-05"])) == 1


def test_names_are_one_safe_line() -> None:
    assert safe_name("a/b\\c\nd  e.pdf") == "a_b_c d e.pdf"
    assert len(safe_name("ả" * 400 + ".xlsx")) == 150
    assert safe_name("ả" * 400 + ".xlsx").endswith(".xlsx")
