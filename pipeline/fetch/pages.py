"""The pages of one source during one run: asked for conditionally, proven, kept.

Holds the step between client and archive: a 304 is answered from the archive, a new body is kept before anybody reads
it. Keeps out: what is on a page (portal) and what a report is (collect).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.fetch.archive import Archive
from pipeline.fetch.client import Client
from pipeline.fetch.errors import FetchError
from pipeline.fetch.proof import HTML, prove, prove_report_page
from pipeline.sources.registry import Source
from pipeline.terms import Listing

GIVE_UP_AFTER = 3  # failures in a row after which a host is left alone until the next run


@dataclass(frozen=True, slots=True)
class Page:
    """A whole body with its proven type. `has_changed`: the URL held other bytes when it was first fetched."""

    url: str
    data: bytes
    media_type: str
    sha256: str | None = None  # None: looked at without an archive
    has_changed: bool = False


class Pages:
    """Asks for pages of `source`; with an archive, conditionally, keeping what comes. `now` is UTC, naive."""

    def __init__(
        self, source: Source, client: Client, archive: Archive | None = None, now: datetime | None = None
    ) -> None:
        if archive is not None and now is None:
            raise ValueError("an archive needs the time of the run")
        self.source = source
        self._client = client
        self._archive = archive
        self._now = now
        self._events: list[dict[str, Any]] = []
        self._failures = 0

    def get(self, url: str, judge: Callable[[bytes, str], None] | None = None) -> Page:
        """The page of a URL. A new body must pass `prove` and then `judge(data, media_type)` before it is kept.

        Raises FetchError; after three failures of the source in a row without asking.
        """
        if self._failures >= GIVE_UP_AFTER:
            raise FetchError("source_down", f"{url}: not asked after {GIVE_UP_AFTER} failures in a row")
        try:
            page = self._get(url, judge)
        except FetchError as error:
            self._failures = self._failures + 1 if error.outcome == "source_down" else 0
            raise
        self._failures = 0
        return page

    def get_report(self, listing: Listing) -> Page:
        """What a listed report leads to; a page of HTML must show what was listed."""
        proof_pattern = self.source.rule.detail.proof_pattern

        def judge(data: bytes, media_type: str) -> None:
            if media_type == HTML:
                prove_report_page(listing.url, data, listing.title, proof_pattern)

        return self.get(listing.url, judge)

    def is_known(self, url: str) -> bool:
        """Whether an earlier look kept bytes of this URL."""
        return self._archive is not None and self._archive.page(self.source.name, url) is not None

    def take_events(self) -> list[dict[str, Any]]:
        """Ledger lines for the pages kept since the last call."""
        events, self._events = self._events, []
        return events

    def _get(self, url: str, judge: Callable[[bytes, str], None] | None) -> Page:
        known = self._archive.page(self.source.name, url) if self._archive else None
        data = self._archive.find(known.sha256) if self._archive and known else None
        if known is None or data is None:
            response = self._client.get(self.source, url)
        else:
            response = self._client.get(self.source, url, etag=known.etag, last_modified=known.last_modified)
            if response.not_modified:
                return Page(url, data, known.media_type, known.sha256, known.sha256 != known.first_sha256)
        media_type = prove(response.url, response.body, response.headers.get("content-type"))
        if judge is not None:
            judge(response.body, media_type)
        if self._archive is None or self._now is None:
            return Page(url, response.body, media_type)
        sidecar = {
            "origin": "fetched",
            "url": url,
            "final_url": response.url,
            "fetched_at": self._now.isoformat(),
            "http_status": response.status,
            "headers": dict(response.headers),
        }
        sha256 = self._archive.keep(response.body, sidecar)
        headers, name = response.headers, self.source.name
        self._events += self._archive.page_event(name, url, sha256, media_type, headers, self._now)
        return Page(url, response.body, media_type, sha256, known is not None and known.first_sha256 != sha256)
