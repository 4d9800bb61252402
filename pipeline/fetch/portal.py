"""Discovery: a publisher's list of reports, read as declared, page after page.

Holds how entries, titles, months and dates are taken from listing pages and links from detail pages, and the refusal
to guess: a page that is not as declared is a LayoutError. Keeps out: fetching bodies of reports, keeping, outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.etree
import lxml.html

from pipeline.fetch.client import Client
from pipeline.fetch.errors import FetchError, LayoutError
from pipeline.fetch.pages import Page, Pages
from pipeline.fetch.proof import HTML, clean, page_of
from pipeline.sources.registry import Source
from pipeline.sources.rules import DateRule, ListingRule, compiled
from pipeline.terms import Listing

ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Item:
    """A listed report; `updated_on` is the update date the list states, if it does."""

    listing: Listing
    updated_on: date | None


@dataclass(slots=True)
class Listed:
    """What the list held. `read_back_to`: the oldest publication date seen when older pages were left unread."""

    items: list[Item] = field(default_factory=list)
    n_entries: int = 0  # entries seen, reports or not
    n_matched: int = 0  # entries whose title is that of a report
    problems: list[str] = field(default_factory=list)
    read_back_to: date | None = None  # date.max when the order or the dates of the list are not known
    stopped_by: FetchError | None = None  # a later page that could not be had
    n_pages: int = 0

    def covers(self, first_day: date) -> bool:
        """Whether a report about a month beginning on that day would have been seen."""
        return self.read_back_to is None or self.read_back_to < first_day


def discover(source: Source, client: Client) -> list[Listing]:
    """Every report the source lists, in its order, without keeping anything.

    Raises LayoutError when a page is not as declared, FetchError when the list cannot be had.
    """
    return [item.listing for item in read_list(source, Pages(source, client)).items]


def read_list(source: Source, pages: Pages, since: date | None = None) -> Listed:
    """Read the list until a page brings nothing new, the declared pages are through, or all is older than `since`.

    A first page that cannot be had raises FetchError; a later one ends the list there (`stopped_by`).
    """
    rule = source.rule
    listed = Listed()
    seen: set[str] = set()
    dates: list[date] = []
    ended = False
    for number, url in enumerate(_page_urls(rule)):
        try:
            page = pages.get(url)
        except FetchError as error:
            if number == 0:
                raise _as_layout(source, error) from None
            ended = error.status in GONE  # many lists answer 404 beyond their last page
            listed.stopped_by = None if ended else error
            break
        entries = _take_page(source, page, listed, seen)
        dates += (entry.published_on for entry in entries if entry.published_on)
        ended = not entries
        if ended or (since and rule.newest_first and all(_is_older(entry, since) for entry in entries)):
            break
    if not ended:
        listed.read_back_to = min(dates, default=date.max) if rule.newest_first else date.max
    promised = source.min_listings if ended else min(1, source.min_listings)
    if listed.n_matched < promised:
        raise LayoutError(
            f"{rule.url}: {listed.n_matched} of {listed.n_entries} entries are reports, at least {promised} promised: "
            "has the layout changed?"
        )
    return listed


def _page_urls(rule: ListingRule) -> Iterator[str]:
    yield rule.url
    if rule.paging:
        for number in range(rule.paging.first, rule.paging.first + rule.paging.max_pages - 1):
            yield rule.paging.url.replace("{page}", str(number))


def _is_older(entry: _Entry, since: date) -> bool:
    latest = max(filter(None, (entry.published_on, entry.updated_on)), default=None)
    return latest is not None and latest < since


def _as_layout(source: Source, error: FetchError) -> Exception:
    """A list that is no longer at its address is a changed layout, not a missing report."""
    if error.status in GONE:
        return LayoutError(f"{source.rule.url}: answers {error.status}: has the list moved?")
    return error


def _take_page(source: Source, page: Page, listed: Listed, seen: set[str]) -> list[_Entry]:
    """Add the reports of a page to `listed`; returns the entries no earlier page had."""
    rule = source.rule
    if page.media_type != HTML:
        raise LayoutError(f"{page.url}: {page.media_type} where a list of reports was declared")
    entries = list(_entries(rule, page))
    if not entries and listed.n_pages == 0:
        raise LayoutError(f"{page.url}: no entry as declared (item, link, href_pattern): has the layout changed?")
    new = [entry for entry in entries if entry.url not in seen]
    seen.update(entry.url for entry in entries)
    reports = [entry for entry in new if _is_report(source, entry.title)]
    listed.n_pages += 1
    listed.n_entries += len(new)
    listed.n_matched += len(reports)
    if rule.date is not None and reports and not any(entry.published_on for entry in reports):
        raise LayoutError(f"{page.url}: no entry has a date as declared (date): has the layout changed?")
    for entry in reports:
        month = month_of(rule, entry.title, entry.published_on)
        if month is None:
            listed.problems.append(f"{entry.url}: no report month in the title '{entry.title}'")
            continue
        if rule.date is not None and entry.published_on is None:
            listed.problems.append(f"{entry.url}: no date as declared")
        listing = Listing(source.name, month, entry.url, entry.title, entry.published_on)
        listed.items.append(Item(listing, entry.updated_on))
    return new


@dataclass(frozen=True, slots=True)
class _Entry:
    url: str
    title: str
    published_on: date | None
    updated_on: date | None


def _entries(rule: ListingRule, page: Page) -> Iterator[_Entry]:
    """Entries of a page in its order; of several links to one address the one with the longest text counts."""
    tree = page_of(page.url, page.data)
    found: dict[str, _Entry] = {}
    for element in _elements(tree, rule.item or "//a[@href]"):
        links = _elements(element, rule.link) if rule.item else [element]
        for link in links:
            url = _address(page.url, link)
            if url is None or (rule.href_pattern and not compiled(rule.href_pattern).search(url)):
                continue
            title = _first_text(_evaluated(element, rule.title)) if rule.title else link.text_content()
            title = clean(title or link.get("title") or "")
            if title and len(title) > len(found[url].title if url in found else ""):
                dates = (find_date(declared, element, url) for declared in (rule.date, rule.updated))
                found[url] = _Entry(url, title, *dates)
            break  # the first link that fits is the entry's
    return iter(found.values())


def _elements(root: lxml.html.HtmlElement, expression: str) -> list[lxml.html.HtmlElement]:
    """The elements an XPath finds; texts and numbers are none."""
    found = _evaluated(root, expression)
    return [node for node in found if isinstance(node, lxml.html.HtmlElement)] if isinstance(found, list) else []


def _evaluated(root: lxml.html.HtmlElement, expression: str) -> Any:
    """What an XPath gives; LayoutError for one that lxml knows to be wrong only when it meets the page."""
    try:
        return root.xpath(expression)
    except lxml.etree.XPathError as error:
        raise LayoutError(f"{expression}: not an XPath expression: {error}") from None


def _address(base: str, link: lxml.html.HtmlElement) -> str | None:
    """Where a link leads, without fragment; None when its href is no address at all."""
    try:
        return urldefrag(urljoin(base, (link.get("href") or "").strip())).url
    except ValueError:
        return None


def _is_report(source: Source, title: str) -> bool:
    if not compiled(source.rule.title_pattern).search(title):
        return False
    return not any(compiled(ignore.title_pattern).search(title) for ignore in source.rule.ignores)


def _first_text(found: Any) -> str:
    """The text of an XPath result: of its first node, or the string itself."""
    if isinstance(found, list):
        found = found[0] if found else ""
    return found.text_content() if isinstance(found, lxml.html.HtmlElement) else str(found)


def find_date(rule: DateRule | None, element: lxml.html.HtmlElement, url: str) -> date | None:
    """The date a rule finds on an element or in its URL; None when there is no rule, or no date as declared."""
    if rule is None:
        return None
    pattern = rule.url_pattern or rule.pattern
    text = url if rule.url_pattern else clean(_first_text(_evaluated(element, rule.xpath or "")))
    if pattern:
        match = compiled(pattern).search(text)
        text = (match[1] if match.re.groups else match[0]) if match else ""
    try:
        return datetime.strptime(text, rule.format).date()
    except ValueError:
        return None


def month_of(rule: ListingRule, title: str, published_on: date | None) -> str | None:
    """The month (YYYY-MM) a title is about; a year that is not printed is the last one possible at publication."""
    match = compiled(rule.month_pattern).search(title)
    number = _month_number(match["month"]) if match else None
    if match and number:
        printed = match["year"] if "year" in match.re.groupindex else None
        if printed:
            return f"{int(printed):04}-{number:02}"
        if published_on:
            return f"{published_on.year - (number > published_on.month):04}-{number:02}"
        return None
    if published_on is None or rule.month_otherwise == "refuse":
        return None
    if rule.month_otherwise == "month_before":
        published_on = published_on.replace(day=1) - timedelta(days=1)
    return f"{published_on:%Y-%m}"


def _month_number(text: str | None) -> int | None:
    """1 to 12 from digits or an English name of a month."""
    if text and text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    start = (text or "")[:3].casefold()
    return ENGLISH_MONTHS.index(start) + 1 if start in ENGLISH_MONTHS else None


def attachments(source: Source, page: Page) -> list[str]:
    """Addresses of the files a detail page offers as the report, in its order; none when the page is the report."""
    detail = source.rule.detail
    if detail.attachment_pattern is None or page.media_type != HTML:
        return []
    tree = page_of(page.url, page.data)
    roots = _elements(tree, detail.body) if detail.body else [tree]
    if not roots:
        raise LayoutError(f"{page.url}: no body as declared (detail.body): has the layout changed?")
    pattern = compiled(detail.attachment_pattern)
    links = (link for root in roots for link in _elements(root, ".//a[@href]"))
    urls = (_address(page.url, link) for link in links if pattern.search(link.get("href").strip()))
    return list(dict.fromkeys(url for url in urls if url))
