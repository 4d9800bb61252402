"""What a source may declare about its list of reports: the start page, paging, entries, titles, dates, attachments.

Holds the pydantic models of the `listing:` block; patterns are compiled once, here, so that a broken one is an error
of the declaration and not of the run. Keeps out: applying any of them to a page (fetch/portal).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import cache
from typing import Annotated, Literal

from lxml import etree
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


class Declared(BaseModel):
    """Base of everything declared in YAML: an unknown key is an error, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression of a declaration; pattern and text are compared in NFC, without regard to case."""
    return re.compile(unicodedata.normalize("NFC", pattern), re.IGNORECASE)


def _regex(pattern: str) -> str:
    try:
        compiled(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return pattern


def _xpath(expression: str) -> str:
    try:
        etree.XPath(expression)
    except etree.XPathSyntaxError as error:
        raise ValueError(f"not an XPath expression: {error}") from None
    return expression


def _date_format(text: str) -> str:
    day = date(2024, 10, 31)
    try:
        if datetime.strptime(day.strftime(text), text).date() == day:
            return text
    except ValueError:
        pass  # an unknown directive: told below like one that is missing
    raise ValueError("not a date format with day, month and year (like %d/%m/%Y)")


def _month_regex(pattern: str) -> str:
    if "month" not in compiled(_regex(pattern)).groupindex:
        raise ValueError("needs a group (?P<month>...), and (?P<year>...) where the title prints the year")
    return pattern


def _https(url: str) -> str:
    if not url.startswith("https://"):
        raise ValueError("must begin with https://")
    return url


Regex = Annotated[str, AfterValidator(_regex)]
MonthRegex = Annotated[str, AfterValidator(_month_regex)]
XPath = Annotated[str, AfterValidator(_xpath)]
HttpsUrl = Annotated[str, AfterValidator(_https)]


class DateRule(Declared):
    """Where a date stands: an XPath on the entry (or page), or a pattern on its URL; then how it is written.

    `pattern` cuts the date out of the text found (its first group, or the whole match); `format` is strptime's.
    """

    xpath: XPath | None = None
    url_pattern: Regex | None = None
    pattern: Regex | None = None
    format: Annotated[str, AfterValidator(_date_format)]

    @model_validator(mode="after")
    def _one_place(self) -> DateRule:
        if (self.xpath is None) == (self.url_pattern is None):
            raise ValueError("declare either xpath or url_pattern")
        return self


class Paging(Declared):
    """Further pages: the URL with {page}, from `first` on, at most `max_pages` in all; they end with the news."""

    url: HttpsUrl
    first: int = Field(2, ge=0)
    max_pages: int = Field(20, ge=1, le=500)

    @model_validator(mode="after")
    def _has_page(self) -> Paging:
        if "{page}" not in self.url:
            raise ValueError("paging url needs {page}")
        return self


class Detail(Declared):
    """The page behind an entry. With `attachment_pattern` the matching links are the report, else the page itself.

    `body` narrows where attachments are looked for; `proof_pattern` must occur in the visible text of a true page.
    """

    attachment_pattern: Regex | None = None
    body: XPath | None = None
    date: DateRule | None = None
    updated: DateRule | None = None
    proof_pattern: Regex | None = None


class IgnoredTitle(Declared):
    """Entries of the list that match title_pattern and still are not reports."""

    title_pattern: Regex
    reason: str


class ListingRule(Declared):
    """How the list of reports is read.

    An entry is an element found by `item` with a link inside (`link`), or, without `item`, any link of the page; its
    address must match `href_pattern` where given. The text of the link, or of `title` within the entry, is the title.
    Only titles matching `title_pattern` are reports; `month_pattern` finds the month the report is about in them.
    """

    url: HttpsUrl
    paging: Paging | None = None
    item: XPath | None = None
    link: XPath = ".//a[@href]"
    href_pattern: Regex | None = None
    title: XPath | None = None
    title_pattern: Regex
    month_pattern: MonthRegex
    month_otherwise: Literal["refuse", "published_month", "month_before"] = "refuse"
    date: DateRule | None = None
    updated: DateRule | None = None
    newest_first: bool = True
    ignores: tuple[IgnoredTitle, ...] = ()
    detail: Detail = Detail()

    @model_validator(mode="after")
    def _entries_are_declared(self) -> ListingRule:
        if self.item is None and self.href_pattern is None:
            raise ValueError("declare item, href_pattern or both: they say what an entry is")
        if self.month_otherwise != "refuse" and self.date is None:
            raise ValueError("month_otherwise needs the date of the entry (date)")
        return self
