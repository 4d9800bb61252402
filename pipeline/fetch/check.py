"""Trying a source: what its list holds, which entries are reports, and whether the newest can be had.

Holds what `tiendo sources check` prints, as data, and the saving of the listing page as a fixture. Keeps out: the
archive (nothing tried is kept), reading documents, and the command line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.fetch.client import Client
from pipeline.fetch.errors import FetchError, LayoutError
from pipeline.fetch.pages import Page, Pages
from pipeline.fetch.portal import Item, Listed, attachments, read_list
from pipeline.fetch.proof import file_name
from pipeline.sources.registry import Source
from pipeline.storage import write_bytes
from pipeline.terms import Listing


@dataclass(frozen=True, slots=True)
class Tried:
    """A file that was had and proven: its base name, type and bytes, ready to be read."""

    listing: Listing
    file: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What one source answered. `listed` entries seen, `matched` reports among them, `read` files proven; the rest
    says in one line each what was refused, or what is not as declared."""

    source: str
    listed: int
    matched: int
    months: tuple[str, ...]
    read: tuple[Tried, ...]
    refused: tuple[str, ...]
    problems: tuple[str, ...]
    fixture: Path | None

    @property
    def ok(self) -> bool:
        return bool(self.read) and not self.refused and not self.problems


def check_source(source: Source, client: Client, *, newest: int = 3, fixtures: Path | None = None) -> SourceCheck:
    """Read the list of a source and try its first `newest` reports; with `fixtures`, save the first listing page there.

    Drafts are tried as well: this is how a draft becomes a source. Raises OSError when the fixture cannot be written.
    """
    pages = Pages(source, client)
    problems: list[str] = []
    listed = Listed()
    try:
        listed = read_list(source, pages)
    except (FetchError, LayoutError) as error:
        problems.append(str(error))
    read: list[Tried] = []
    refused: list[str] = []
    for item in listed.items[:newest]:
        _try(item, source, pages, read, refused)
    return SourceCheck(
        source=source.name,
        listed=listed.n_entries,
        matched=listed.n_matched,
        months=tuple(sorted({item.listing.report_month for item in listed.items})),
        read=tuple(read),
        refused=tuple(refused),
        problems=(*problems, *listed.problems, *([str(listed.stopped_by)] if listed.stopped_by else [])),
        fixture=_saved(source, pages, fixtures) if fixtures else None,
    )


def _try(item: Item, source: Source, pages: Pages, read: list[Tried], refused: list[str]) -> None:
    try:
        page = pages.get_report(item.listing)
        urls = attachments(source, page)
        files = [pages.get(url) for url in urls] or [page]
    except (FetchError, LayoutError) as error:
        refused.append(str(error))
        return
    read += [Tried(item.listing, file_name(file.url, file.media_type), file.media_type, file.data) for file in files]


def _saved(source: Source, pages: Pages, folder: Path) -> Path | None:
    """The first listing page as it came, also when it is not as declared: that is when it is needed most."""
    try:
        page: Page = pages.get(source.rule.url)
    except FetchError:
        return None  # already told as a problem of the list
    path = folder / f"{source.name}.listing.html"
    write_bytes(path, page.data)
    return path
