"""Collection: every source and month asked for ends in at least one capture that says what came of it.

Holds the order of the work (list, detail page, attachments), the meaning of each failure for a month, and when the
public could know a report. Keeps out: HTTP, the disk, and the content of a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from pipeline.fetch.archive import Archive
from pipeline.fetch.client import Client
from pipeline.fetch.errors import FetchError, LayoutError
from pipeline.fetch.pages import Page, Pages
from pipeline.fetch.portal import Item, Listed, attachments, find_date, read_list
from pipeline.fetch.proof import HTML, file_name, page_of
from pipeline.sources.registry import Source, month_days
from pipeline.terms import Capture, Outcome


class Problem(NamedTuple):
    """One line about something that failed; `month` is None when it concerns the whole list."""

    source: str
    month: str | None
    message: str


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What came of a collection: the captures of all asked months, the failures, and the traffic it took."""

    captures: tuple[Capture, ...]
    problems: tuple[Problem, ...]
    n_requests: int
    n_bodies: int
    n_not_modified: int


def collect(
    sources: Sequence[Source],
    months: Sequence[str],
    archive: Archive,
    client: Client,
    today: date,
    now: datetime,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> CollectReport:
    """Ask every source for the months (YYYY-MM) and keep what comes; one that fails does not stop the others.

    `today` is the date of the run, `now` its time in UTC, naive. `on_progress(done, total, detail)` counts pairs of
    source and month. Raises ArchiveError or OSError only: then nothing can be kept.
    """
    asked = sorted(set(months))
    problems: list[Problem] = []
    total, done = len(sources) * len(asked), 0
    before = replace(client.counts)
    for source in sources:
        for month in _Collection(source, asked, archive, client, today, now, problems).run():
            done += 1
            if on_progress:
                on_progress(done, total, f"{source.name} {month}")
    counts = client.counts
    return CollectReport(
        captures=tuple(archive.captures(asked, [source.name for source in sources])),
        problems=tuple(problems),
        n_requests=counts.requests - before.requests,
        n_bodies=counts.bodies - before.bodies,
        n_not_modified=counts.not_modified - before.not_modified,
    )


class _Collection:
    """The collection of one source."""

    def __init__(
        self,
        source: Source,
        months: Sequence[str],
        archive: Archive,
        client: Client,
        today: date,
        now: datetime,
        problems: list[Problem],
    ) -> None:
        self.source, self.months, self.archive = source, months, archive
        self.today, self.now, self.problems = today, now, problems
        self.pages = Pages(source, client, archive, now)
        self.pending: list[dict[str, Any]] = []

    def run(self) -> Iterator[str]:
        """Settle month after month, yielding each when it is done."""
        open_months = []
        for month in self.months:
            if self.source.collection == "deposited":
                yield self._settle(month, self._undeposited(month))
            elif not self.source.active_in(month):
                yield self._settle(month, [self._row(month, "publisher_closed", self._period())])
            elif self.source.draft:
                why = "draft: nobody has seen the layout yet (tiendo sources check)"
                rows = [] if self._has_report(month) else [self._row(month, "not_collected", why)]
                yield self._settle(month, rows)
            else:
                open_months.append(month)
        if open_months:
            yield from self._run_open(open_months)
        self._flush()

    def _run_open(self, months: Sequence[str]) -> Iterator[str]:
        try:
            listed = read_list(self.source, self.pages, since=month_days(months[0])[0])
        except (FetchError, LayoutError) as error:
            self._problem(None, error)
            for month in months:
                rows = [] if self._has_report(month) else [self._row(month, _outcome(error), str(error))]
                yield self._settle(month, rows)
            return
        self._flush(self.pages.take_events())
        for line in [*listed.problems, *([str(listed.stopped_by)] if listed.stopped_by else [])]:
            self._problem(None, line)
        for month in months:
            items = [item for item in listed.items if item.listing.report_month == month]
            rows = [row for item in items for row in self._reported(item)]
            if not rows and not self._has_report(month):
                rows = [self._absent(month, listed)]
            yield self._settle(month, rows)

    def _reported(self, item: Item) -> list[Capture]:
        """What came of a listed report: a capture for the page or for each attachment, or why there is none."""
        url, month = item.listing.url, item.listing.report_month
        try:
            page = self.pages.get_report(item.listing)
            files = attachments(self.source, page)
        except (FetchError, LayoutError) as error:
            had_it = self.pages.is_known(url) and self._has_report(month)
            return self._failed(item, url, error, had_it)
        item = self._dated(item, page)
        if not files:
            return [self._published(item, page, page)]
        rows = []
        for file in files:
            try:
                rows.append(self._published(item, page, self.pages.get(file)))
            except FetchError as error:
                had_it = any(known.url == file for known in self.archive.vintages(self.source.name, month))
                rows += self._failed(item, file, error, had_it)
        return rows

    def _dated(self, item: Item, page: Page) -> Item:
        """The item with the dates its own page states, where the list gave none."""
        detail = self.source.rule.detail
        if page.media_type != HTML or (detail.date is None and detail.updated is None):
            return item
        tree = page_of(page.url, page.data)
        published_on = item.listing.published_on or find_date(detail.date, tree, page.url)
        updated_on = item.updated_on or find_date(detail.updated, tree, page.url)
        return Item(replace(item.listing, published_on=published_on), updated_on)

    def _published(self, item: Item, detail: Page, page: Page) -> Capture:
        """The capture of a kept body; the one already known when these bytes were captured before."""
        listing = item.listing
        vintages = self.archive.vintages(self.source.name, listing.report_month)
        earlier = [known for known in vintages if known.url == page.url]
        for known in earlier:
            if known.document_sha256 == page.sha256:
                return known
        for known in vintages:
            if known.document_sha256 == page.sha256 and known.origin == "deposited":
                return known  # these very bytes came by hand before: one document, known since then
        has_changed = page.has_changed or detail.has_changed
        known_from, known_basis = self._known(item, has_changed, [known.known_from for known in earlier])
        return Capture(
            source=self.source.name,
            report_month=listing.report_month,
            outcome="published",
            url=page.url,
            title=listing.title,
            published_on=listing.published_on,
            document_sha256=page.sha256,
            file=file_name(page.url, page.media_type),
            media_type=page.media_type,
            byte_count=len(page.data),
            http_status=200,
            captured_at=self.now,
            known_from=known_from,
            known_basis=known_basis,
        )

    def _known(self, item: Item, has_changed: bool, earlier: Sequence[date | None]) -> tuple[date, str]:
        """When the public could know these bytes. A stated update is believed when it is later than what was known."""
        published_on, updated_on = item.listing.published_on, item.updated_on
        latest = max(filter(None, (published_on, *earlier)), default=None)
        if updated_on and (latest is None or updated_on > latest):
            return updated_on, "updated"
        if published_on and not has_changed:
            return published_on, "published"
        return self.today, "captured"

    def _failed(self, item: Item, url: str, error: FetchError | LayoutError, had_it: bool) -> list[Capture]:
        """A row for a report that could not be had; only a problem while an earlier capture of it is kept."""
        listing = item.listing
        self._problem(listing.report_month, error)
        if had_it:
            return []
        row = self._row(listing.report_month, _outcome(error), str(error))
        status = error.status if isinstance(error, FetchError) else None
        return [replace(row, url=url, title=listing.title, published_on=listing.published_on, http_status=status)]

    def _absent(self, month: str, listed: Listed) -> Capture:
        if not listed.covers(month_days(month)[0]):
            if listed.stopped_by is not None:
                return self._row(month, listed.stopped_by.outcome, str(listed.stopped_by))
            reach = "in part" if listed.read_back_to == date.max else f"back to {listed.read_back_to}"
            return self._row(month, "not_collected", f"the list was read {reach} only")
        due = self.source.due_on(month)
        if due is None:
            return self._row(month, "not_published", "irregular: no report listed")
        return self._row(month, "not_published", f"due on {due}, not listed" + (" yet" if self.today <= due else ""))

    def _undeposited(self, month: str) -> list[Capture]:
        """Nobody is asked for what only comes by hand; that it did not come is told once its day has passed."""
        due = self.source.due_on(month)
        if due is None or self.today <= due or not self.source.expected_in(month) or self._has_report(month):
            return []
        return [self._row(month, "not_collected", f"due on {due}, nothing was deposited")]

    def _period(self) -> str:
        first, last = self.source.valid_from, self.source.valid_to
        return f"responsible{f' from {first}' if first else ''}{f' to {last}' if last else ''}"

    def _row(self, month: str, outcome: Outcome, detail: str) -> Capture:
        return Capture(self.source.name, month, outcome, captured_at=self.now, detail=detail, origin=None)

    def _has_report(self, month: str) -> bool:
        return bool(self.archive.vintages(self.source.name, month))

    def _problem(self, month: str | None, error: Exception | str) -> None:
        self.problems.append(Problem(self.source.name, month, str(error)))

    def _settle(self, month: str, rows: Sequence[Capture]) -> str:
        """Note what came of a month; on the disk at once when bodies were kept for it, else with the next flush."""
        self.pending += self.archive.month_event(self.source.name, month, rows)
        self._flush(self.pages.take_events(), at_once=False)
        return month

    def _flush(self, events: Sequence[dict[str, Any]] = (), at_once: bool = True) -> None:
        if events or at_once:
            self.archive.append(self.source.name, [*events, *self.pending])
            self.pending = []


def _outcome(error: FetchError | LayoutError) -> Outcome:
    return error.outcome if isinstance(error, FetchError) else "not_collected"
