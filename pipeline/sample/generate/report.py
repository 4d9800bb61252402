"""What a report of the sample is before it has a format: blocks of text and tables, and the facts they carry.

Holds the dataclasses shared by the declarations, the made-up tables and the writers of formats. Keeps out: files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Format = Literal["html", "pdf", "docx", "xlsx"]

EXPECTED_FIELDS = (
    "indicator",
    "ref_area",
    "time_period",
    "obs_value",
    "numerator",
    "denominator",
    "qualifier",
    "status",
    "obs_kind",
    "deadline",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One observation a report must yield. `time_period` is None when the text states none."""

    indicator: str
    ref_area: str
    time_period: date | None = None
    obs_value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    qualifier: str | None = None
    status: str | None = None
    obs_kind: str = "actual"
    deadline: date | None = None

    def row(self) -> dict[str, Any]:
        """The fields of the expected-observations file, in order, dates as text."""
        values = {name: getattr(self, name) for name in EXPECTED_FIELDS}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of a table's head, with the rows and columns it spans."""

    text: str
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a cell: the printed form, and the value and format a spreadsheet stores."""

    text: str
    value: float
    cell_format: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: header rows with spans, then body rows of text or numbers; the last may be a total."""

    caption: str
    head: tuple[tuple[HeaderCell, ...], ...]
    body: tuple[tuple[str | Number, ...], ...]
    widths: tuple[float, ...]  # millimetres on paper
    total: bool = False


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its listing entry, ready to be written in its format."""

    id: str
    source: str
    report_month: str
    published_on: date
    title: str
    letterhead: tuple[str, str]  # who, number
    running_header: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    format: Format
    quirk: Literal["nfd", "no_charset"] | None = None
    updated_on: date | None = None
    note: str | None = None

    def listing(self, path: str) -> dict[str, Any]:
        """The row of manifest.json; `path` is where the bytes lie inside the folder."""
        return {
            "id": self.id,
            "source": self.source,
            "report_month": self.report_month,
            "published_on": self.published_on.isoformat(),
            "updated_on": self.updated_on.isoformat() if self.updated_on else None,
            "title": self.title,
            "page": path if self.format == "html" else None,
            "attachment": None if self.format == "html" else path,
            "note": self.note,
        }
