"""Bytes keep their name, the ledger keeps its lines, and a crash in between costs nothing."""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import storage
from pipeline.fetch.archive import Archive
from pipeline.fetch.errors import ArchiveError
from pipeline.terms import Capture

NOW = datetime(2024, 12, 1, 3, 4, 5)
SHA = hashlib.sha256(b"bytes").hexdigest()


def capture(**changes: object) -> Capture:
    values = {
        "source": "s",
        "report_month": "2024-10",
        "outcome": "published",
        "url": "https://portal.invalid/1",
        "published_on": date(2024, 11, 5),
        "document_sha256": SHA,
        "captured_at": NOW,
        "known_from": date(2024, 11, 5),
        "known_basis": "published",
    }
    return Capture(**{**values, **changes})  # type: ignore[arg-type]


def kept(raw: Path) -> Archive:
    archive = Archive(raw)
    archive.append("s", archive.month_event("s", "2024-10", [capture()]))
    return archive


def test_bytes_under_their_hash_with_a_sidecar(raw: Path) -> None:
    archive = Archive(raw)
    assert archive.keep(b"bytes", {"url": "first"}) == SHA
    archive.keep(b"bytes", {"url": "second"})
    assert archive.open(SHA) == b"bytes"
    assert json.loads(archive.path(SHA).with_name(f"{SHA}.json").read_text())["url"] == "first"
    assert archive.path(SHA) == raw / "documents" / SHA[:2] / SHA


def test_damaged_or_missing_bytes_are_not_handed_out(raw: Path) -> None:
    archive = Archive(raw)
    archive.keep(b"bytes", {})
    archive.path(SHA).write_bytes(b"bytez")
    with pytest.raises(ArchiveError, match="do not match"):
        archive.open(SHA)
    assert archive.find(SHA) is None
    with pytest.raises(ArchiveError, match="not in the archive"):
        archive.open("0" * 64)
    archive.keep(b"bytes", {})
    assert archive.open(SHA) == b"bytes"


def test_captures_come_back_as_they_were(raw: Path) -> None:
    kept(raw)
    assert Archive(raw).captures(["2024-10", "2024-11"]) == [capture()]
    assert Archive(raw).captures(["2024-10"], ["other"]) == []


def test_same_outcome_seen_later_is_no_news(raw: Path) -> None:
    archive = Archive(raw)
    missing = Capture("s", "2024-11", "not_published", captured_at=NOW, detail="due on 2024-12-10, not listed yet")
    archive.append("s", archive.month_event("s", "2024-11", [missing]))
    later = Capture("s", "2024-11", "not_published", captured_at=datetime(2025, 1, 1), detail=missing.detail)
    assert archive.month_event("s", "2024-11", [later]) == []
    assert archive.captures(["2024-11"]) == [missing]


def test_earlier_vintages_stay_when_later_ones_come(raw: Path) -> None:
    archive = kept(raw)
    second = capture(document_sha256="1" * 64, known_basis="captured")
    archive.append("s", archive.month_event("s", "2024-10", [second]))
    assert Archive(raw).captures(["2024-10"]) == [capture(), second]


def test_line_cut_off_by_a_crash_is_forgotten(raw: Path) -> None:
    kept(raw)
    ledger = raw / "ledger" / "s.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + b'{"kind": "month", "repo')
    archive = Archive(raw)
    assert archive.captures(["2024-10"]) == [capture()]
    archive.append("s", archive.month_event("s", "2024-11", [capture(report_month="2024-11")]))
    assert ledger.read_bytes().startswith(whole + b'{"kind": "month", "report_month": "2024-11"')
    assert len(Archive(raw).captures(["2024-10", "2024-11"])) == 2


def test_line_that_is_whole_and_wrong_is_told(raw: Path) -> None:
    kept(raw)
    with (raw / "ledger" / "s.jsonl").open("a") as stream:
        stream.write("{}\n")
    with pytest.raises(ArchiveError, match=r"raw/ledger/s\.jsonl: line 2"):
        Archive(raw).captures(["2024-10"])


def test_failing_disk_leaves_nothing_half_written(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    archive = Archive(raw)
    monkeypatch.setattr(storage.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        archive.keep(b"bytes", {})
    assert [path for path in raw.rglob("*") if path.is_file()] == []


def test_nothing_to_add_touches_nothing(raw: Path) -> None:
    Archive(raw).append("s", [])
    assert not raw.exists()


def test_a_line_from_before_deposits_means_fetched(raw: Path) -> None:
    kept(raw)
    ledger = raw / "ledger" / "s.jsonl"
    event = json.loads(ledger.read_text())
    nothing = {**event["captures"][0], "url": None, "document_sha256": None, "outcome": "not_published"}
    for row in (event["captures"][0], nothing):
        del row["origin"]
    ledger.write_text(json.dumps({**event, "captures": [event["captures"][0], nothing]}) + "\n")
    assert [row.origin for row in Archive(raw).captures(["2024-10"])] == ["fetched", None]


def test_a_deposit_ends_that_there_is_no_report_and_keeps_what_a_site_answered(raw: Path) -> None:
    archive = Archive(raw)
    absent = Capture("s", "2024-10", "not_published", captured_at=NOW, origin=None)
    locked = Capture("s", "2024-10", "login_required", url="https://portal.invalid/2", captured_at=NOW, origin=None)
    archive.append("s", archive.month_event("s", "2024-10", [absent, locked]))
    deposited = capture(url=None, origin="deposited")
    archive.append("s", archive.month_event("s", "2024-10", [deposited]))
    assert archive.captures(["2024-10"]) == [deposited, locked]


def test_who_holds_the_same_bytes_in_any_month(raw: Path) -> None:
    archive = kept(raw)
    later = capture(report_month="2024-11", origin="deposited", url=None)
    archive.append("s", archive.month_event("s", "2024-11", [later]))
    assert archive.holding("s", SHA) == (capture(), later)
    assert archive.holding("s", "0" * 64) == archive.holding("other", SHA) == ()


looks = st.lists(st.sampled_from(["1", "2", "absent", "locked"]), max_size=2, unique=True)
events = st.lists(st.one_of(looks, st.sampled_from(["a", "b", "c"])), max_size=12)


@settings(max_examples=60, deadline=None)
@given(events)
def test_fetched_and_deposited_in_any_order_come_back_from_raw_alone(story: list[list[str] | str]) -> None:
    def row(name: str) -> Capture:
        if name == "absent":
            return Capture("s", "2024-10", "not_published", captured_at=NOW, origin=None)
        if name == "locked":
            return Capture("s", "2024-10", "login_required", url="https://x.invalid/l", captured_at=NOW, origin=None)
        by_hand = name in "abc"
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        address = None if by_hand else f"https://x.invalid/{name}"
        return capture(url=address, document_sha256=sha256, origin="deposited" if by_hand else "fetched")

    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        expected: dict[str, Capture] = {}
        for step in story:
            rows = [row(step)] if isinstance(step, str) else [row(name) for name in step]
            expected |= {str(r.document_sha256): r for r in rows if r.document_sha256}
            archive.append("s", archive.month_event("s", "2024-10", rows))
            again = Archive(Path(folder)).captures(["2024-10"])
            assert again == archive.captures(["2024-10"])
            assert {str(r.document_sha256): r for r in again if r.document_sha256} == expected
            # A month with a report has no row that says it has none, unless the last look at the site said so itself.
            if isinstance(step, str):
                assert all(r.url for r in again if not r.document_sha256)
