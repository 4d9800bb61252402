"""The inbox: a folder that people put reports into, and what becomes of each file there.

<home>/inbox/<source>/<YYYY-MM>/<YYYY-MM-DD> any name.pdf      the day is when the report was published
<home>/inbox/<source>/<YYYY-MM>/<YYYY-MM-DD> any name.pdf.url  optional: its address, on one line
<home>/inbox/refused/…                                         what was refused, each with a .txt that says why

Holds which files count, when one is complete, and the moves: kept files leave the inbox, refused ones go aside. Keeps
out: judging a file (examine), when it is looked at (assets). Files that people are still copying, hidden and temporary
ones and symbolic links are left alone.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.deposit.examine import MAX_BYTES, AlreadyKnown, Deposit, DepositError, Desk, UnknownName, examine, keep
from pipeline.storage import fsync_path, write_bytes

REFUSED = "refused"
QUIET_SECONDS = 10  # a file that changed less long ago may still be being copied
MAX_ENTRIES = 5_000  # looked at in one walk
MAX_TAKEN = 500  # files in one run
MAX_URL_BYTES = 4_096
DEPTH = 3  # source, month, file
PLACE = "put it into inbox/<source>/<YYYY-MM>/"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})[ _]\s*\S.*")
_TEMPORARY = re.compile(
    r"(?i)^[.~]|~$|\.(?:tmp|temp|part|partial|crdownload|download|swp|lock)$|^(?:thumbs\.db|desktop\.ini)$"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file in the inbox, by its place below it; `size` and `mtime_ns` tell whether it still changes."""

    parts: tuple[str, ...]
    size: int
    mtime_ns: int

    @property
    def place(self) -> str:
        return "/".join(self.parts)

    @property
    def folders(self) -> tuple[str, str] | None:
        """Source and month by the folders, when it lies where it should."""
        return (self.parts[0], self.parts[1]) if len(self.parts) == DEPTH else None


@dataclass(slots=True)
class Taken:
    """What became of the inbox: one line for each file kept, refused, or passed over with a word for the log."""

    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def arrivals(inbox: Path) -> list[Arrival]:
    """The files that count, by place; at most as many entries as MAX_ENTRIES are looked at."""
    found: list[Arrival] = []
    waiting: list[tuple[str, ...]] = [()]
    looked_at = 0
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(inbox.joinpath(*folder)), key=lambda entry: entry.name)
        except OSError:
            continue  # no inbox, or a folder that went away or cannot be listed
        for entry in entries:
            looked_at += 1
            if looked_at > MAX_ENTRIES:
                return sorted(found, key=lambda arrival: arrival.parts)
            parts = (*folder, entry.name)
            if _TEMPORARY.search(entry.name) or entry.is_symlink() or parts == (REFUSED,):
                continue
            if entry.is_dir(follow_symlinks=False):
                if len(parts) <= DEPTH:
                    waiting.append(parts)
            elif entry.is_file(follow_symlinks=False) and not entry.name.lower().endswith(".url"):
                with contextlib.suppress(FileNotFoundError):
                    status = entry.stat(follow_symlinks=False)
                    found.append(Arrival(parts, status.st_size, status.st_mtime_ns))
    return sorted(found, key=lambda arrival: arrival.parts)


def waiting_lines(inbox: Path) -> list[str]:
    """One line for each folder in which files wait for a run of their month."""
    folders = Counter("/".join(arrival.parts[:-1]) for arrival in arrivals(inbox))
    return [
        f"inbox/{folder}: {n} file{'s wait' if n > 1 else ' waits'} for a run of the month"
        for folder, n in folders.items()
    ]


def take_in(inbox: Path, desk: Desk, months: Sequence[str], now: datetime) -> Taken:
    """Take in the files of the months; those of no month that could ever run are refused, the others wait.

    `now` is UTC, naive. The caller holds the home's lock. Raises ArchiveError or OSError only when nothing can be kept.
    """
    taken = Taken()
    for count, arrival in enumerate(_due(inbox, desk, months)):
        if count == MAX_TAKEN:
            taken.notes.append(f"inbox: {MAX_TAKEN} files taken in one run; the rest waits for the next")
            break
        _take(inbox, arrival, desk, now, taken)
    return taken


def _due(inbox: Path, desk: Desk, months: Sequence[str]) -> list[Arrival]:
    return [a for a in arrivals(inbox) if a.folders is None or a.folders[1] in months or not _is_placed(a, desk)]


def _is_placed(arrival: Arrival, desk: Desk) -> bool:
    """Whether a run of its own month will take the file in."""
    try:
        source, month = arrival.folders or ("", "")
        desk.source(source)
        desk.month(month)
    except UnknownName:
        return False
    return True


def _take(inbox: Path, arrival: Arrival, desk: Desk, now: datetime, taken: Taken) -> None:
    path = inbox.joinpath(*arrival.parts)
    try:
        data = _complete(path, arrival, now)
    except OSError as error:
        taken.refused.append(f"inbox: {arrival.place}: cannot be read: {error.strerror}")
        return
    if data is None:
        taken.notes.append(f"inbox: {arrival.place}: still changing, left for the next run")
        return
    try:
        examined = examine(_deposit(path, arrival, data), desk)
        keep(examined, desk.archive, desk.today, now)
    except AlreadyKnown as error:
        taken.notes.append(f"inbox: {arrival.place}: {error}; removed from the inbox")
    except DepositError as error:
        taken.refused.append(f"inbox: {arrival.place}: {error}")
        with _noted(taken, arrival):
            _set_aside(inbox, arrival, error)
        return
    else:
        n = len(examined.observations)
        told = "; ".join((f"figures: {n}, numerals unread: {len(examined.unread)}", *examined.warnings))
        taken.kept.append(f"inbox: {arrival.place}: kept, {told}")
    with _noted(taken, arrival):
        for file in (path, _url_file(path)):
            file.unlink(missing_ok=True)
        fsync_path(path.parent)


@contextlib.contextmanager
def _noted(taken: Taken, arrival: Arrival) -> Iterator[None]:
    """A folder that we may not write to stops nobody: the same file is met again by the next run, and known then."""
    try:
        yield
    except OSError as error:
        taken.notes.append(f"inbox: {arrival.place}: cannot be moved out of the inbox: {error.strerror}")


def _complete(path: Path, arrival: Arrival, now: datetime) -> bytes | None:
    """The bytes of a file that has come to rest, cut off beyond the bound; None while it may still be being written."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(descriptor)
        age = now.replace(tzinfo=UTC).timestamp() - before.st_mtime
        # A clock that runs ahead elsewhere must not keep a file out for ever.
        if not stat.S_ISREG(before.st_mode) or -60 < age < QUIET_SECONDS:
            return None
        data = stream.read(MAX_BYTES + 1)
        after = os.fstat(descriptor)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and (after.st_size, after.st_mtime_ns) == (arrival.size, arrival.mtime_ns) else None


def _deposit(path: Path, arrival: Arrival, data: bytes) -> Deposit:
    if arrival.folders is None:
        raise DepositError(f"lies in no folder of a source and a month: {PLACE}")
    source, month = arrival.folders
    dated = _NAME.fullmatch(path.name)
    try:
        published_on = date.fromisoformat(dated[1]) if dated else None
    except ValueError:
        published_on = None
    if published_on is None:
        raise DepositError("its name must begin with the day it was published: 2026-06-05 name.pdf")
    return Deposit(source, month, path.name, data, published_on, _url(path))


def _url_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.url")


def _url(path: Path) -> str | None:
    """The address beside a file: its first line that is one; a browser's shortcut writes URL= before it."""
    beside = _url_file(path)
    if beside.is_symlink() or not beside.is_file():
        return None
    with beside.open("rb") as stream:
        text = stream.read(MAX_URL_BYTES + 1)
    lines = [line.strip().removeprefix("URL=") for line in text.decode("utf-8", "replace").splitlines()]
    found = next((line for line in lines if line.startswith(("http://", "https://"))), None)
    if found is None or len(text) > MAX_URL_BYTES:
        raise DepositError(f"{beside.name} holds no address of a page (https://…) on one line")
    return found


def _set_aside(inbox: Path, arrival: Arrival, error: DepositError) -> None:
    """Why first, then the file: killed in between, the next run refuses it again and says it again."""
    path = inbox.joinpath(*arrival.parts)
    folder = inbox.joinpath(REFUSED, *arrival.parts[:-1])
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / path.name, 2
    while target.exists():
        target = folder / f"{path.stem} ({number}){path.suffix}"
        number += 1
    write_bytes(target.with_name(f"{target.name}.txt"), "\n".join((str(error), *error.details, "")).encode())
    with contextlib.suppress(FileNotFoundError):
        os.replace(_url_file(path), _url_file(target))
    os.replace(path, target)
    fsync_path(folder)
    fsync_path(path.parent)
