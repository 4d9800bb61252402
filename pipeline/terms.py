"""The nouns of the project, as frozen dataclasses.

Holds what travels between rooms: a Listing is found, a Capture is kept, a Document is read, Observations and
UnreadFigures are extracted. Field names are the column names of the lake (SDMX concepts in lower case).
Keeps out: behaviour, I/O, parsing and every other module of the package.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Outcome = Literal[
    "published", "not_published", "not_collected", "login_required", "source_down", "publisher_closed", "refused"
]
Status = Literal["completed", "basically_completed", "in_progress", "not_started", "slow", "at_risk", "planned"]
Qualifier = Literal["over", "nearly", "about", "only", "under", "at_least"]
ObsKind = Literal["actual", "target", "comparison", "change", "promise"]
TimePrecision = Literal["day", "month", "quarter", "half_year", "year", "unstated"]
UnreadReason = Literal[
    "repeat",
    "boilerplate",
    "document_number",
    "date",
    "page_number",
    "plan",
    "list_index",
    "outside_catalogue",
    "low_confidence",
    "refused",
    "ignored",
    "unknown",
]
BlockKind = Literal["title", "heading", "paragraph", "list_item", "table", "caption", "boilerplate"]
NumberFormat = Literal["vi", "en"]
Modality = Literal["requested", "directed", "assigned", "must"]
Origin = Literal["fetched", "deposited"]


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of a publisher's list: a report that exists, before its bytes are fetched."""

    source: str
    report_month: str  # YYYY-MM, the month the report is about
    url: str
    title: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Capture:
    """What came of one (source, report month, url): bytes named by sha256, or an outcome without bytes.

    `known_from` is when the public could know it; `known_basis` says how that was decided
    (published | updated | captured). `origin`: fetched from its publisher's site, or deposited by hand.
    """

    source: str
    report_month: str
    outcome: Outcome
    url: str | None = None
    title: str | None = None
    published_on: date | None = None
    document_sha256: str | None = None
    file: str | None = None  # base name
    media_type: str | None = None
    byte_count: int | None = None
    http_status: int | None = None
    captured_at: datetime | None = None  # UTC
    known_from: date | None = None
    known_basis: str | None = None
    detail: str | None = None  # one line: why, when nothing was published or something was refused
    origin: Origin | None = "fetched"  # None: nothing came


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `Document.text`: text[char_start:char_end] is the block, `page` counts from 1 (None: no pages).

    `ref`: where the line begins on a sheet, for workbooks (Sheet1!A12).
    """

    kind: BlockKind
    char_start: int
    char_end: int
    page: int | None = None
    level: int | None = None  # heading depth
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; its text is Document.text[char_start:char_end]. `ref` is the address a person would use (B5)."""

    row: int
    col: int
    row_span: int
    col_span: int
    char_start: int
    char_end: int
    header: bool = False
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows lie in Document.text one a line, cells separated by a tab, in reading order."""

    char_start: int
    char_end: int
    cells: tuple[Cell, ...]
    page: int | None = None
    caption: str | None = None
    sheet: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Where text[char_start:char_end] is printed: points from the top left corner of the page (from 1).

    `confidence` (0 to 1) is set where the letters were recognised from an image, and only there.
    """

    char_start: int
    char_end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as text: everything visible in NFC, boilerplate included, with blocks and tables pointing into it."""

    sha256: str
    file: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    page_starts: tuple[int, ...] = ()  # offset in text at which page i+1 begins; empty: the format has no pages
    words: tuple[Word, ...] = ()  # in order of char_start; empty: the format has no printed pages
    title: str | None = None
    published_on: date | None = None  # from metadata or a labelled field only
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure stands: document.text[char_start:char_end] == quote, and value_text lies within the quote."""

    document_sha256: str
    page: int | None
    cell: str | None
    char_start: int
    char_end: int
    quote: str
    value_text: str | None
    method: str  # clause | list | table | counted
    box: str | None = (
        None  # "left top right bottom" of value_text (of the quote, without one), points from the top left
    )
    confidence: float | None = None  # the least of the recognised words of value_text; None: not read from an image


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure or status as the report states it. Values are in units (not thousands), percent in points."""

    indicator: str
    ref_area: str
    time_period: date | None
    time_precision: TimePrecision
    obs_value: float | None
    obs_low: float | None
    obs_high: float | None
    numerator: float | None
    denominator: float | None
    unit_measure: str
    obs_status: str  # SDMX: A normal, P provisional, E estimated, O missing ...
    qualifier: Qualifier | None
    status: Status | None
    obs_kind: ObsKind
    deadline: date | None
    deadline_kind: Literal["before", "by"] | None
    attributed_to: str | None
    assurance: Literal["self_reported", "compiled", "verified"] | None
    flags: tuple[str, ...]  # e.g. sum_mismatch, count_list_mismatch, denominator_stale
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class UnreadFigure:
    """A numeral of the visible text that no observation used, with the reason and the sentence around it."""

    document_sha256: str
    page: int | None
    char_start: int
    char_end: int
    value_text: str
    reason: UnreadReason
    quote: str
    box: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """Who told whom to do what by when, as one sentence says it. Issuer, addressee and task are printed words of the text.

    `issuer_carried`: an earlier sentence names the issuer. `addressee_count`, `addressee_indicator`: of a counted group, and
    the indicator that counts it. `indicator`: what would show that the task is done; None where the catalogue declares none.
    """

    issuer: str | None
    issuer_carried: bool
    modality: Modality
    addressee: str
    addressee_kind: Literal["body", "localities", "group"]
    addressee_areas: tuple[str, ...]
    addressee_count: int | None
    addressee_indicator: str | None
    family: str | None
    task: str
    deadline: date | None
    deadline_kind: Literal["before", "by"] | None
    indicator: str | None
    issued_on: date | None
    evidence: Evidence
