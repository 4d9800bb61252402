"""The inbox: complete files are kept and leave it, refused ones go aside with a reason, nothing stops the others."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.deposit import inbox as room
from pipeline.deposit.examine import Desk
from pipeline.deposit.inbox import Arrival, Taken, arrivals, take_in, waiting_lines
from pipeline.deposit.watch import Memory
from pipeline.fetch.archive import Archive
from tests.deposit.made import FINISHED, GOOD, desk, filled, page

NOW = datetime(2026, 6, 15, 1, 0, 0)
OLD = NOW.replace(tzinfo=UTC).timestamp() - 3600
MAY = "group/2026-05"


class Box:
    """A home with an inbox, and what a run of some months does to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "home" / "inbox"

    def put(self, place: str, data: bytes = b"", age: float = 3600) -> Path:
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data or page(FINISHED))
        moment = NOW.replace(tzinfo=UTC).timestamp() - age
        os.utime(path, (moment, moment))
        return path

    def desk(self) -> Desk:
        return desk(self.root)

    def run(self, *months: str) -> Taken:
        return take_in(self.folder, self.desk(), months or ("2026-05",), NOW)

    def files(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    def kept(self) -> list[tuple[str, str | None, str | None]]:
        months = ("2026-03", "2026-04", "2026-05")
        rows = Archive(self.root / "home" / "raw").captures(months)
        return [(row.report_month, row.file, row.url) for row in rows]


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def test_a_file_is_kept_and_leaves_the_inbox(box: Box) -> None:
    box.put(f"{MAY}/2026-06-05 công văn 12.html")
    box.put(f"{MAY}/2026-06-05 công văn 12.html.url", b"[InternetShortcut]\r\nURL=https://office.invalid/12\r\n")
    taken = box.run()
    assert taken.kept == ["inbox: group/2026-05/2026-06-05 công văn 12.html: kept, figures: 1, numerals unread: 1"]
    assert (taken.refused, box.files()) == ([], [])
    assert box.kept() == [("2026-05", "2026-06-05 công văn 12.html", "https://office.invalid/12")]


def test_only_the_months_of_the_run_are_taken(box: Box) -> None:
    box.put("group/2026-04/2026-05-05 a.html", page(FINISHED, "Tháng tư."))
    box.put("group/2026-05/2026-06-05 b.html")
    box.run("2026-05")
    assert [row[0] for row in box.kept()] == ["2026-05"]
    assert waiting_lines(box.folder) == ["inbox/group/2026-04: 1 file waits for a run of the month"]
    box.run("2026-04", "2026-05")
    assert [row[0] for row in box.kept()] == ["2026-04", "2026-05"]


@pytest.mark.parametrize(
    ("place", "data", "reason"),
    [
        ("group/2026-05/công văn.html", b"", "its name must begin with the day it was published: 2026-06-05 name.pdf"),
        ("group/2026-05/2026-02-30 x.html", b"", "its name must begin with the day it was published: 2026-06-05 name.pdf"),
        ("group/2026-05/2026-07-01 x.html", b"", "published on 2026-07-01: that day lies in the future (today is 2026-06-15)"),
        ("group/2026-05/2026-06-05 x.pdf", b"%PDF-1.7 cut", "truncated PDF"),
        ("nobody/2026-05/2026-06-05 x.html", b"", "no source is called 'nobody'; there are group"),
        ("group/2026-06/2026-06-05 x.html", b"", "2026-06 is not over yet (today is 2026-06-15)"),
        ("group/may/2026-06-05 x.html", b"", "'may' is not a month: write it as 2024-10"),
        ("2026-06-05 x.html", b"", "lies in no folder of a source and a month: put it into inbox/<source>/<YYYY-MM>/"),
        ("group/2026-06-05 x.html", b"", "lies in no folder of a source and a month: put it into inbox/<source>/<YYYY-MM>/"),
        ("group/2026-05/deep/2026-06-05 x.html", b"", "lies in no folder of a source and a month: put it into inbox/<source>/<YYYY-MM>/"),
    ],
)  # fmt: skip
def test_a_refused_file_goes_aside_with_its_reason_and_the_others_go_on(
    box: Box, place: str, data: bytes, reason: str
) -> None:
    box.put(place, data)
    box.put(f"{MAY}/2026-06-04 good.html", page(FINISHED, "Bản khác."))
    taken = box.run()
    assert taken.refused == [f"inbox: {place}: {reason}"]
    assert len(taken.kept) == 1
    assert box.files() == [f"refused/{place}", f"refused/{place}.txt"]
    assert (box.folder / "refused" / f"{place}.txt").read_text() == f"{reason}\n"
    again = box.run()
    assert (again.refused, again.kept, again.notes) == ([], [], [])


def test_a_form_says_every_error_beside_it(box: Box) -> None:
    rows = [(*GOOD[0][:3], 3, *GOOD[0][4:]), ("Hà Nam", *GOOD[1][1:])]
    box.put(f"{MAY}/2026-06-05 mẫu.xlsx", filled(rows))
    [line] = box.run().refused
    assert line.endswith("mẫu có 2 lỗi, không nhận dòng nào: Số liệu!D5: Tổng số (3) nhỏ hơn Đã hoàn thành (120500)")
    text = (box.folder / "refused" / MAY / "2026-06-05 mẫu.xlsx.txt").read_text()
    assert text.splitlines()[1:] == [
        "Số liệu!D5: Tổng số (3) nhỏ hơn Đã hoàn thành (120500)",
        'Số liệu!A6: "Hà Nam" không còn từ 01/07/2025; nay thuộc Ninh Bình',
    ]
    assert "Mẫu" not in text.replace("mẫu có", "")  # the contact of the rows is not told here either
    assert box.kept() == []


def test_a_second_refusal_of_the_same_name_overwrites_nothing(box: Box) -> None:
    for body in (b"%PDF-1.7 one", b"%PDF-1.7 two"):
        box.put(f"{MAY}/2026-06-05 x.pdf", body)
        box.put(f"{MAY}/2026-06-05 x.pdf.url", b"https://office.invalid/1")
        box.run()
    aside = box.folder / "refused" / MAY
    assert (aside / "2026-06-05 x.pdf").read_bytes() == b"%PDF-1.7 one"
    assert (aside / "2026-06-05 x (2).pdf").read_bytes() == b"%PDF-1.7 two"
    assert (aside / "2026-06-05 x (2).pdf.url").is_file()


def test_an_address_that_is_none_refuses_the_file(box: Box) -> None:
    box.put(f"{MAY}/2026-06-05 x.html")
    box.put(f"{MAY}/2026-06-05 x.html.url", b"see the letter")
    [line] = box.run().refused
    assert line.endswith("2026-06-05 x.html.url holds no address of a page (https://…) on one line")


def test_links_hidden_and_temporary_files_are_left_alone(box: Box, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_bytes(page(FINISHED))
    for name in (
        ".2026-06-05 x.html",
        "~$2026-06-05 x.xlsx",
        "2026-06-05 x.html.part",
        "2026-06-05 x.tmp",
        "Thumbs.db",
    ):
        box.put(f"{MAY}/{name}")
    (box.folder / MAY / "2026-06-05 link.html").symlink_to(outside)
    (box.folder / "group" / "2026-04").symlink_to(box.folder / MAY)
    before = box.files()
    taken = box.run("2026-04", "2026-05")
    assert (taken.kept, taken.refused, taken.notes) == ([], [], [])
    assert (box.files(), box.kept()) == (before, [])


def test_a_file_that_is_still_being_copied_is_left(box: Box) -> None:
    path = box.put(f"{MAY}/2026-06-05 x.pdf", b"%PDF-1.7 half of", age=2)
    taken = box.run()
    assert (taken.refused, path.is_file()) == ([], True)
    assert taken.notes == ["inbox: group/2026-05/2026-06-05 x.pdf: still changing, left for the next run"]


def test_a_file_that_changes_while_it_is_read_is_left(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    path = box.put(f"{MAY}/2026-06-05 x.html")
    [seen] = arrivals(box.folder)
    with path.open("ab") as stream:
        stream.write(b"more")
    os.utime(path, (OLD, OLD))
    monkeypatch.setattr(room, "arrivals", lambda _: [seen])
    assert box.run().kept == []
    assert path.is_file()


def test_killed_between_keeping_and_removing_the_next_run_removes_it_quietly(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.put(f"{MAY}/2026-06-05 x.html")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            box.run()
    assert len(box.kept()) == len(box.files()) == 1
    taken = box.run()
    assert (taken.kept, taken.refused, box.files()) == ([], [], [])
    assert "these bytes are known already" in taken.notes[0]
    assert taken.notes[0].endswith("removed from the inbox")
    assert len(box.kept()) == 1


def test_an_inbox_that_cannot_be_written_stops_nobody(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    box.put(f"{MAY}/2026-06-04 bad.pdf", b"%PDF-1.7 cut")
    box.put(f"{MAY}/2026-06-05 good.html")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    replace = os.replace

    def denied_here(old: Path, new: Path) -> None:
        if box.folder in Path(old).parents and not Path(old).name.startswith("."):
            denied()
        replace(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", denied)
        patch.setattr(room.os, "replace", denied_here)
        taken = take_in(box.folder, box.desk(), ["2026-05"], NOW)
    assert len(taken.refused) == len(taken.kept) == 1
    assert len([note for note in taken.notes if "cannot be moved out of the inbox" in note]) == 2


def test_at_most_so_many_files_a_run(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        box.put(f"{MAY}/2026-06-05 {number}.html", page(FINISHED, f"Bản {number}."))
    monkeypatch.setattr(room, "MAX_TAKEN", 2)
    assert box.run().notes == ["inbox: 2 files taken in one run; the rest waits for the next"]
    assert len(box.kept()) == 2
    box.run()
    assert len(box.kept()) == 3


def test_no_inbox_is_no_trouble(box: Box) -> None:
    taken = box.run()
    assert (taken.kept, taken.refused, taken.notes, waiting_lines(box.folder)) == ([], [], [], [])
    assert not box.folder.exists()


# --- the watcher's memory --------------------------------------------------------------------------------------------

stamps = st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6)


def looked(stamp: dict[str, tuple[int, int]]) -> list[Arrival]:
    return [Arrival((name,), *values) for name, values in sorted(stamp.items())]


@settings(max_examples=100)
@given(st.lists(stamps, max_size=8), st.integers(1, 3))
def test_a_file_is_asked_for_once_and_only_at_rest(looks: list[dict[str, tuple[int, int]]], most: int) -> None:
    memory, before = Memory(), {}
    open_requests: dict[str, tuple[int, int]] = {}
    for stamp in looks:
        found = looked(stamp)
        asked = memory.new_at_rest(found, most)
        assert len(asked) <= most
        open_requests = {name: value for name, value in open_requests.items() if stamp.get(name) == value}
        for arrival in asked:
            value = (arrival.size, arrival.mtime_ns)
            assert before.get(arrival.place) == value
            assert arrival.place not in open_requests
            open_requests[arrival.place] = value
        memory, before = Memory.of(memory.after(found, asked).text()), stamp


@pytest.mark.parametrize("text", [None, "", "{", "[]", "7", json.dumps({"seen": {"a": 1}}), json.dumps({"seen": [1]})])
def test_a_cursor_that_is_not_ours_is_no_memory(text: str | None) -> None:
    assert Memory.of(text) == Memory()
