"""The archive: every byte that was fetched or deposited, under its sha256, and the ledger of what was asked and came.

raw/documents/ab/<sha256>        the bytes, never overwritten
raw/documents/ab/<sha256>.json   sidecar: where, when and with which headers they first came
raw/ledger/<source>.jsonl        append-only, one JSON object a line: `page` (a URL and the bytes it held, with its
                                 validators) and `month` (a report month and its captures, each with its origin:
                                 fetched, also where an old line does not say so, or deposited)

Holds everything that cannot be recomputed; captures of any months are rebuilt from it without the network. Keeps out:
requests, and judging what a body is. The only writer of raw/; one process at a time (the caller holds the home's lock).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.fetch.errors import ArchiveError
from pipeline.storage import fsync_path, write_bytes, write_json
from pipeline.terms import Capture


@dataclass(frozen=True, slots=True)
class PageRecord:
    """The last known bytes of a URL and the validators to ask with whether they still hold."""

    url: str
    sha256: str
    media_type: str
    etag: str | None
    last_modified: str | None
    first_sha256: str  # what the URL held when it was first fetched


@dataclass(slots=True)
class _Month:
    """Captures of one report month: every vintage ever kept, and what else came of the last look."""

    vintages: dict[tuple[str | None, str | None], Capture] = field(default_factory=dict)
    troubles: tuple[Capture, ...] = ()

    def take(self, captures: Iterable[Capture]) -> None:
        captures = tuple(captures)
        for capture in captures:
            if capture.document_sha256:
                self.vintages.setdefault((capture.url, capture.document_sha256), capture)
        if captures and all(capture.origin == "deposited" for capture in captures):
            # A deposit is no look at the site: it only ends that the month has no report at all.
            self.troubles = tuple(capture for capture in self.troubles if capture.url)
        else:
            self.troubles = tuple(capture for capture in captures if not capture.document_sha256)

    @property
    def captures(self) -> tuple[Capture, ...]:
        return (*self.vintages.values(), *self.troubles)


@dataclass(slots=True)
class _Ledger:
    pages: dict[str, PageRecord] = field(default_factory=dict)
    months: dict[str, _Month] = field(default_factory=dict)

    def take(self, event: Mapping[str, Any]) -> None:
        if event["kind"] == "page":
            known = self.pages.get(event["url"])
            names = ("url", "sha256", "media_type", "etag", "last_modified")
            first = known.first_sha256 if known else event["sha256"]
            self.pages[event["url"]] = PageRecord(**{name: event[name] for name in names}, first_sha256=first)
        else:
            captures = (_capture(row) for row in event["captures"])
            self.months.setdefault(event["report_month"], _Month()).take(captures)


class Archive:
    """The archive in the folder `raw` of a home; reads lazily, remembers what it has read."""

    def __init__(self, raw: Path) -> None:
        self._raw = raw
        self._ledgers: dict[str, _Ledger] = {}

    def path(self, sha256: str) -> Path:
        return self._raw / "documents" / sha256[:2] / sha256

    def open(self, sha256: str) -> bytes:
        """The bytes of that name, hashed again; raises ArchiveError when they are gone or no longer those bytes."""
        path = self.path(sha256)
        if not path.is_file():
            raise ArchiveError(f"raw/documents/{sha256[:2]}/{sha256}: not in the archive")
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveError(f"raw/documents/{sha256[:2]}/{sha256}: the bytes do not match their name")
        return data

    def find(self, sha256: str) -> bytes | None:
        """The bytes of that name, or None where open() would raise."""
        try:
            return self.open(sha256)
        except ArchiveError:
            return None

    def keep(self, data: bytes, sidecar: Mapping[str, Any]) -> str:
        """Keep bytes under their sha256, which is returned; known bytes and their sidecar stay as they are.

        Damaged bytes are restored by good ones: the name says which are right.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True)
            fsync_path(path.parent.parent)
        write_bytes(path, data)
        beside = path.with_name(f"{sha256}.json")
        if not beside.is_file():
            write_json(beside, {**sidecar, "sha256": sha256, "byte_count": len(data)})
        return sha256

    def page(self, source: str, url: str) -> PageRecord | None:
        return self._ledger(source).pages.get(url)

    def page_event(
        self, source: str, url: str, sha256: str, media_type: str, headers: Mapping[str, str], now: datetime
    ) -> list[dict[str, Any]]:
        """The ledger line for a page just kept: one, or none when nothing about it is new."""
        etag, last_modified = headers.get("etag"), headers.get("last-modified")
        known = self.page(source, url)
        if known and (known.sha256, known.etag, known.last_modified) == (sha256, etag, last_modified):
            return []
        event = {"kind": "page", "url": url, "sha256": sha256, "media_type": media_type}
        return [{**event, "etag": etag, "last_modified": last_modified, "fetched_at": now.isoformat()}]

    def vintages(self, source: str, month: str) -> tuple[Capture, ...]:
        """The captures with bytes of a report month, oldest first."""
        known = self._ledger(source).months.get(month)
        return tuple(known.vintages.values()) if known else ()

    def holding(self, source: str, sha256: str) -> tuple[Capture, ...]:
        """The captures of a source with these bytes, in every month, oldest month first."""
        months = self._ledger(source).months
        every = (capture for month in sorted(months) for capture in months[month].vintages.values())
        return tuple(capture for capture in every if capture.document_sha256 == sha256)

    def month_event(self, source: str, month: str, captures: Sequence[Capture]) -> list[dict[str, Any]]:
        """The ledger line for what came of a month: one, or none when it says what is known already.

        `captured_at` of an outcome without bytes is when it was first seen; seeing it again is no news.
        """
        known = self._ledger(source).months.get(month, _Month())
        after = _Month(dict(known.vintages), known.troubles)
        after.take(captures)
        timeless = [tuple(replace(row, captured_at=None) for row in state.captures) for state in (known, after)]
        if timeless[0] == timeless[1]:
            return []
        return [{"kind": "month", "report_month": month, "captures": [_row(capture) for capture in captures]}]

    def append(self, source: str, events: Sequence[Mapping[str, Any]]) -> None:
        """Add lines to the source's ledger and see them on the disk; nothing to add touches nothing."""
        if not events:
            return
        path = self._ledger_path(source)
        ledger = self._ledger(source)
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.is_file()
        with path.open("ab") as stream:
            stream.truncate(_whole_lines(path))  # a line cut off by a crash was never acknowledged
            stream.write(b"".join(json.dumps(event, ensure_ascii=False).encode() + b"\n" for event in events))
            stream.flush()
            os.fsync(stream.fileno())
        if is_new:
            fsync_path(path.parent)
        for event in events:
            ledger.take(event)

    def captures(self, months: Sequence[str], sources: Sequence[str] | None = None) -> list[Capture]:
        """Every capture of the months (YYYY-MM), of all sources or the named ones, by source, month and first seen."""
        folder = self._raw / "ledger"
        names = sorted(path.stem for path in folder.glob("*.jsonl")) if sources is None else sorted(sources)
        known = (self._ledger(name).months for name in names)
        return [
            capture
            for by_month in known
            for month in sorted(set(months))
            if month in by_month
            for capture in by_month[month].captures
        ]

    def _ledger_path(self, source: str) -> Path:
        return self._raw / "ledger" / f"{source}.jsonl"

    def _ledger(self, source: str) -> _Ledger:
        if source not in self._ledgers:
            ledger, path = _Ledger(), self._ledger_path(source)
            data = path.read_bytes()[: _whole_lines(path)] if path.is_file() else b""
            for number, line in enumerate(data.splitlines(), start=1):
                try:
                    ledger.take(json.loads(line))
                except (ValueError, KeyError, TypeError) as error:
                    raise ArchiveError(f"raw/ledger/{path.name}: line {number}: not a ledger line ({error})") from None
            self._ledgers[source] = ledger
        return self._ledgers[source]


def _whole_lines(path: Path) -> int:
    """The length of the file up to its last line end."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - 1))
        if stream.read(1) in (b"\n", b""):
            return size
    return path.read_bytes().rfind(b"\n") + 1


def _row(capture: Capture) -> dict[str, Any]:
    row = asdict(capture)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _capture(row: Mapping[str, Any]) -> Capture:
    dates = {name: date.fromisoformat(row[name]) for name in ("published_on", "known_from") if row[name]}
    captured_at = {"captured_at": datetime.fromisoformat(row["captured_at"])} if row["captured_at"] else {}
    origin = {"origin": "fetched" if row["document_sha256"] else None}  # what a line from before deposits means
    return Capture(**{**origin, **row, **dates, **captured_at})
