"""One publisher's declaration: who speaks, for which months, how far it is trusted, how its list is read, if it has one.

Holds Source, its calendar (responsible in a month, expected in a month, due on) and which decisions concern a month.
Keeps out: files and YAML (registry), pages (fetch), and which home a declaration may be used in (assets).
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, field_validator, model_validator

from pipeline.sources.decisions import Correction, Entry, Ignore, Lookup
from pipeline.sources.rules import Declared, HttpsUrl, ListingRule
from pipeline.terms import NumberFormat

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Source(Declared):
    """One publisher's list of reports, with who speaks, for which months, how far it is trusted and how it is read."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    publisher_vi: str
    publisher_en: str
    collection: Literal["listed", "deposited"] = "listed"
    base_url: HttpsUrl | None = None
    hosts: tuple[str, ...] = ()
    home: Literal["live", "demo"] = "live"
    language: Literal["vi", "en"]
    number_format: NumberFormat
    cadence: Literal["monthly", "irregular"]
    due_day: int | None = Field(None, ge=1, le=31)
    valid_from: date | None = None
    valid_to: date | None = None
    trust: Literal["trusted", "untrusted"]
    text_origin: Literal["original", "retyped", "translated", "synthetic"]
    is_synthetic: bool = False
    assurance: Literal["self_reported", "compiled", "verified"] | None = None
    default_area: str | None = Field(None, pattern=r"^(VN|VN63-\d{2}|VN34-\d{2})$")
    default_attribution: str | None = None
    tried_live: Literal[False] | date = False
    draft: bool = False
    allow_private: bool = False
    gap_seconds: float = Field(2.0, ge=0, le=600)
    min_observations: int = Field(0, ge=0)
    min_listings: int = Field(1, ge=0)
    precedence: int = 100
    listing: ListingRule | None = None
    corrections: tuple[Correction, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    _file: str = PrivateAttr("")

    @field_validator("hosts")
    @classmethod
    def _plain_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if not re.fullmatch(r"[a-z0-9.-]+", host):
                raise ValueError(f"'{host}' is not a host name in lower case without scheme, port or path")
        return hosts

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Source:
        if (self.cadence == "monthly") != (self.due_day is not None):
            raise ValueError("due_day belongs to cadence monthly, and only to it: nobody else can be late")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError("valid_from lies after valid_to")
        if self.is_synthetic != (self.text_origin == "synthetic"):
            raise ValueError("is_synthetic and text_origin disagree")
        if self.home == "live" and (self.allow_private or self.is_synthetic):
            raise ValueError("allow_private and is_synthetic are for home: demo")
        if self.home == "live" and self.gap_seconds < 1:
            raise ValueError("gap_seconds must be at least 1 for a live source")
        return self

    @model_validator(mode="after")
    def _can_be_had(self) -> Source:
        if self.collection == "deposited":
            if self.listing is not None:
                raise ValueError("a source that is only deposited by hand (collection: deposited) has no listing")
            if self.draft:
                raise ValueError("draft means that a layout was not seen; a source that is only deposited has none")
            return self
        for name in ("base_url", "hosts", "listing"):
            if not getattr(self, name):
                raise ValueError(f"{name}: missing (only collection: deposited does without)")
        paging = [self.rule.paging.url] if self.rule.paging else []
        for url in (self.base_url, self.rule.url, *paging):
            if urlsplit(url).hostname not in self.hosts:
                raise ValueError(f"the host of {url} is not among hosts")
        return self

    @model_validator(mode="after")
    def _decides_once(self) -> Source:
        for index, entry in enumerate(self.decisions):
            if entry in self.decisions[:index]:
                raise ValueError(f"{entry.label}: decided twice")
        return self

    @property
    def file(self) -> str:
        """The declaration, as messages name it: folder and file."""
        return self._file or f"{self.name}.yaml"

    @property
    def rule(self) -> ListingRule:
        """How the list is read; a source that is only deposited by hand has none and is never asked."""
        if self.listing is None:
            raise ValueError(f"{self.name} is deposited by hand: it has no list to read")
        return self.listing

    @property
    def decisions(self) -> tuple[Entry, ...]:
        """What people decided about this source's reports, in the order of the file."""
        return (*self.corrections, *self.lookups, *self.ignores)

    def decisions_in(self, month: str) -> tuple[Entry, ...]:
        """The decisions that can change a report about the month (YYYY-MM)."""
        return tuple(entry for entry in self.decisions if entry.covers(month))

    def active_in(self, month: str) -> bool:
        """Whether any day of the month (YYYY-MM) lies in the publisher's period of responsibility."""
        first, last = month_days(month)
        return (self.valid_from is None or self.valid_from <= last) and (
            self.valid_to is None or first <= self.valid_to
        )

    def expected_in(self, month: str) -> bool:
        """Whether a report about the month was promised; only a monthly publisher can be late."""
        return self.cadence == "monthly" and self.active_in(month)

    def due_on(self, month: str) -> date | None:
        """The day the report about the month is due: due_day of the following month (its last day if shorter)."""
        if self.due_day is None:
            return None
        last = month_days(month)[1]
        year, following = (last.year + 1, 1) if last.month == 12 else (last.year, last.month + 1)
        return date(year, following, min(self.due_day, calendar.monthrange(year, following)[1]))


def month_days(month: str) -> tuple[date, date]:
    """First and last day of a month written YYYY-MM; ValueError for anything else."""
    if not MONTH.fullmatch(month):
        raise ValueError(f"'{month}' is not a month: write it as 2024-10")
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
