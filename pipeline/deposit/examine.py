"""One deposited file: is it what it claims, what does it say, and then: keep it.

Holds every reason to refuse a file, each in one line, the reading that a person sees before anything is kept, and the
one way into the archive for what comes by hand. Keeps out: where the file came from (cli, inbox) and the run that follows.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from pipeline.extract.context import context_of
from pipeline.extract.form import TITLE
from pipeline.fetch.archive import Archive
from pipeline.fetch.client import Limits
from pipeline.fetch.errors import FetchError
from pipeline.fetch.proof import BY_SUFFIX, prove
from pipeline.reference import Reference
from pipeline.sources.registry import Source, month_days
from pipeline.terms import Capture, Observation, UnreadFigure

MAX_BYTES = Limits().max_bytes  # the same bound as for what is fetched
LONGEST_NAME = 150
LONGEST_URL = 2000
LONGEST_TITLE = 300


class DepositError(Exception):
    """A file that is refused: one line, and `details`, one line for each thing wrong inside it."""

    def __init__(self, line: str, details: Sequence[str] = ()) -> None:
        super().__init__(line)
        self.details = tuple(details)


class UnknownName(DepositError):
    """A source or a month that does not exist: the order is wrong, not the file."""


class AlreadyKnown(DepositError):
    """These bytes are kept for that source and month already."""


@dataclass(frozen=True, slots=True)
class Deposit:
    """What a person hands in: the file, whose report it is, about which month, and when it was published."""

    source: str
    report_month: str
    file: str
    data: bytes
    published_on: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What a deposit is judged by: the declared sources, the months there are, the day, and what is kept already."""

    sources: Sequence[Source]
    first_month: str
    today: date
    archive: Archive
    reference: Reference

    def source(self, name: str) -> Source:
        for source in self.sources:
            if source.name == name:
                return source
        raise UnknownName(f"no source is called '{name}'; there are {', '.join(s.name for s in self.sources)}")

    def month(self, text: str) -> tuple[date, date]:
        """First and last day of a report month that is over."""
        try:
            first, last = month_days(text)
        except ValueError as error:
            raise UnknownName(str(error)) from None
        if text < self.first_month:
            raise UnknownName(f"{text}: report months begin with {self.first_month}")
        if last >= self.today:
            raise UnknownName(f"{text} is not over yet (today is {self.today})")
        return first, last


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept, with what was read in it. `warnings`: what a person should know before keeping it."""

    deposit: Deposit
    sha256: str
    media_type: str
    title: str
    observations: tuple[Observation, ...]
    unread: tuple[UnreadFigure, ...]
    warnings: tuple[str, ...]


def examine(deposit: Deposit, desk: Desk) -> Examined:
    """Judge and read a file; nothing is written. Raises DepositError for the first thing that is wrong with it."""
    source = desk.source(deposit.source)
    first_day, _ = desk.month(deposit.report_month)
    if not source.active_in(deposit.report_month):
        raise DepositError(f"{source.name} is not responsible in {deposit.report_month} ({_period(source)})")
    _check_published(deposit, first_day, desk.today)
    _check_url(deposit.url)
    if len(deposit.data) > MAX_BYTES:
        raise DepositError(f"larger than {MAX_BYTES // 2**20} MiB")
    sha256 = hashlib.sha256(deposit.data).hexdigest()
    elsewhere = _refuse_known(deposit, sha256, desk.archive)
    return _read(deposit, sha256, source, desk, elsewhere)


def keep(examined: Examined, archive: Archive, today: date, now: datetime) -> Capture:
    """Keep the bytes, then the line in the ledger; the caller holds the home's lock. Raises AlreadyKnown.

    `now` is UTC, naive. Killed between the two, the same deposit simply begins again.
    """
    deposit = examined.deposit
    _refuse_known(deposit, examined.sha256, archive)
    file = safe_name(deposit.file)
    sidecar = {"origin": "deposited", "file": file, "url": deposit.url, "deposited_at": now.isoformat()}
    archive.keep(deposit.data, sidecar)
    known_from, known_basis = _known(deposit, file, archive, today)
    capture = Capture(
        source=deposit.source,
        report_month=deposit.report_month,
        outcome="published",
        url=deposit.url,
        title=examined.title,
        published_on=deposit.published_on,
        document_sha256=examined.sha256,
        file=file,
        media_type=examined.media_type,
        byte_count=len(deposit.data),
        captured_at=now,
        known_from=known_from,
        known_basis=known_basis,
        origin="deposited",
    )
    archive.append(deposit.source, archive.month_event(deposit.source, deposit.report_month, [capture]))
    return capture


def safe_name(file: str) -> str:
    """The base name in NFC on one line, cut to a readable length with its suffix kept."""
    name = " ".join("".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", file)).split())
    name = name.replace("/", "_").replace("\\", "_") or "report"
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix}" if dot and len(suffix) <= 8 else name[:LONGEST_NAME]


def _check_published(deposit: Deposit, first_day: date, today: date) -> None:
    day = deposit.published_on
    if day is not None and day > today:
        raise DepositError(f"published on {day}: that day lies in the future (today is {today})")
    if day is not None and day < first_day:
        raise DepositError(f"published on {day}: that is before {deposit.report_month} began")


def _check_url(url: str | None) -> None:
    if url is None:
        return
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        raise DepositError(f"'{url[:80]}' is not an address of a page (https://…)")


def _known(deposit: Deposit, file: str, archive: Archive, today: date) -> tuple[date, str]:
    """When the public could know it. A second file of the same address or name is a revision of the first: it was not
    known when that one was published, unless its own day is later."""
    earlier = [
        known.known_from
        for known in archive.vintages(deposit.source, deposit.report_month)
        if known.origin == "deposited" and ((known.url == deposit.url) if deposit.url else (known.file == file))
    ]
    day = deposit.published_on
    if day is None or any(known is not None and day <= known for known in earlier):
        return today, "captured"
    return day, "published"


def _refuse_known(deposit: Deposit, sha256: str, archive: Archive) -> list[str]:
    """Raises AlreadyKnown for the same month; the other months of the source that hold these bytes."""
    months = []
    for known in archive.holding(deposit.source, sha256):
        if known.report_month == deposit.report_month:
            when = f" on {known.captured_at:%Y-%m-%d}" if known.captured_at else ""
            where = f"{deposit.source} {deposit.report_month}"
            raise AlreadyKnown(f"these bytes are known already: {known.origin} for {where}{when}; nothing was changed")
        months.append(known.report_month)
    return months


def _read(deposit: Deposit, sha256: str, source: Source, desk: Desk, elsewhere: Sequence[str]) -> Examined:
    from pipeline.extract.decisions import extract_with
    from pipeline.extract.form_sheets import is_form
    from pipeline.extract.workbook import FormError, read_form
    from pipeline.read import ReadError, read_document

    _prove(deposit)
    try:
        document = read_document(deposit.data, safe_name(deposit.file))
    except ReadError as error:
        raise DepositError(str(error)) from None
    context = context_of(source, deposit.report_month, deposit.published_on)
    warnings = list(document.warnings)
    filled_in = is_form(document)
    title = TITLE if filled_in else (document.title or _named(deposit.file))[:LONGEST_TITLE]
    try:
        if filled_in:
            warnings += read_form(document, context, desk.reference, deposit.published_on or desk.today).warnings
        month = deposit.report_month
        entries = [e for e in source.decisions_in(month) if e.applies_to(month, sha256, title, deposit.url)]
        extraction = extract_with(document, context, desk.reference, entries).extraction
    except FormError as error:
        shown = f" ({len(error.lines)} lỗi đầu được nêu)" if error.count > len(error.lines) else ""
        line = f"mẫu có {error.count} lỗi{shown}, không nhận dòng nào: {error.lines[0]}"
        raise DepositError(line, error.lines if error.count > 1 else ()) from None
    if not extraction.observations:
        warnings.append("no figure was read in it")
    warnings += [f"the same bytes are kept for {source.name} {month} too" for month in elsewhere]
    return Examined(
        deposit, sha256, document.media_type, title, extraction.observations, extraction.unread, tuple(warnings)
    )


def _prove(deposit: Deposit) -> None:
    """The proof that fetched bodies pass, for the types that are fetched; scans and old Office files are left to read."""
    name = re.sub(r"[?#%]", "_", safe_name(deposit.file))
    suffix = f".{name.rpartition('.')[2].lower()}"
    if suffix not in BY_SUFFIX:
        return
    try:
        prove(name, deposit.data, None)
    except FetchError as error:
        raise DepositError(str(error).removeprefix(f"{name}: ")) from None


def _named(file: str) -> str:
    """A title from a file name: without its suffix, and without the day that the inbox wants before it."""
    stem = safe_name(file).rpartition(".")[0] or safe_name(file)
    return re.sub(r"^\d{4}-\d{2}-\d{2}[ _]+", "", stem) or stem


def _period(source: Source) -> str:
    first, last = source.valid_from, source.valid_to
    return f"responsible{f' from {first}' if first else ''}{f' to {last}' if last else ''}"
