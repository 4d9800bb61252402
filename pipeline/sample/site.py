"""The addresses of the sample portal and the bytes behind them, all made from manifest.json before the first request.

Holds Resource (bytes, type, ETag, date) and build_site. Keeps out: HTTP, and every file the manifest does not name:
what is not in the mapping cannot be served.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

from pipeline.sample.frame import BASE_URL, SECTIONS, page

PER_PAGE = 20
ROBOTS = f"User-agent: *\nAllow: /\nSitemap: {BASE_URL}/sitemap.xml\n"
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of manifest.json. `page` or `attachment` is a path inside the folder; the other one is None."""

    id: str
    source: str
    report_month: str
    published_on: date
    updated_on: date | None
    title: str
    page: str | None
    attachment: str | None
    note: str | None

    @property
    def changed_on(self) -> date:
        return self.updated_on or self.published_on


@dataclass(frozen=True, slots=True)
class Resource:
    """What one address answers."""

    body: bytes
    media_type: str
    changed_on: date

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()}"'

    @property
    def last_modified(self) -> str:
        """The HTTP date: eight in the morning, Hanoi time, of the day it changed."""
        moment = datetime(self.changed_on.year, self.changed_on.month, self.changed_on.day, 1, tzinfo=UTC)
        return format_datetime(moment, usegmt=True)


def read_manifest(folder: Path) -> tuple[Entry, ...]:
    """The rows of folder/manifest.json in file order. KeyError or ValueError when a row is not as declared."""
    rows = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return tuple(
        Entry(
            **{
                **row,
                "published_on": date.fromisoformat(row["published_on"]),
                "updated_on": date.fromisoformat(row["updated_on"]) if row["updated_on"] else None,
            }
        )
        for row in rows
    )


def build_site(folder: Path) -> dict[str, Resource]:
    """Every address (path with query) of the portal and what it answers; listings have PER_PAGE entries a page."""
    entries = read_manifest(folder)
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_source[entry.source].append(entry)
    newest = max(entry.changed_on for entry in entries)
    site = {
        "/": _html("Trang chủ", f"<h1>Cổng mẫu Tiến độ</h1>{_sections(by_source)}", newest),
        "/robots.txt": Resource(ROBOTS.encode(), "text/plain; charset=utf-8", newest),
        "/sitemap.xml": Resource(_sitemap(entries).encode(), "application/xml; charset=utf-8", newest),
    }
    for source, rows in by_source.items():
        site.update(_listing(source, rows))
    for entry in entries:
        site.update(_report(folder, entry))
    return site


def _html(title: str, main: str, changed_on: date, source: str | None = None) -> Resource:
    return Resource(page(title, main, source=source).encode(), MEDIA_TYPES[".html"], changed_on)


def _sections(names: Iterable[str]) -> str:
    links = (f'<li><a href="/{name}/reports">{SECTIONS[name]}</a></li>' for name in names)
    return f"<ul>{''.join(links)}</ul>"


def _sitemap(entries: Iterable[Entry]) -> str:
    urls = (
        f"<url><loc>{BASE_URL}/{entry.source}/reports/{entry.id}</loc><lastmod>{entry.changed_on}</lastmod></url>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(urls)}</urlset>\n'
    )


def _time(name: str, day: date) -> str:
    return f'<time class="{name}" datetime="{day}">{day:%d/%m/%Y}</time>'


def _row(entry: Entry) -> str:
    updated = f" {_time('updated', entry.updated_on)}" if entry.updated_on else ""
    link = f'<a href="/{entry.source}/reports/{entry.id}">{escape(entry.title)}</a>'
    return f'<li class="report">{link} {_time("published", entry.published_on)}{updated}</li>'


def _listing(source: str, rows: list[Entry]) -> dict[str, Resource]:
    """The pages of one list, newest first, and an empty one after the last; page 1 answers without its query too."""
    rows = sorted(rows, key=lambda entry: (entry.published_on, entry.id), reverse=True)
    pages = [rows[start : start + PER_PAGE] for start in range(0, len(rows), PER_PAGE)]
    last = len(pages)
    site = {}
    for number, some in enumerate([*pages, []], start=1):
        before = f'<a rel="prev" href="?page={number - 1}">Trang trước</a> ' if number > 1 else ""
        after = f'<a rel="next" href="?page={number + 1}">Trang sau</a>' if number < last else ""
        main = (
            f'<h1>{SECTIONS[source]}</h1>\n<ul class="reports">\n{chr(10).join(map(_row, some))}\n</ul>\n'
            f'<div class="pager">{before}Trang {number}/{last} {after}</div>'
        )
        resource = _html(SECTIONS[source], main, max(entry.changed_on for entry in rows), source)
        site[f"/{source}/reports?page={number}"] = resource
    site[f"/{source}/reports"] = site[f"/{source}/reports?page=1"]
    return site


def _report(folder: Path, entry: Entry) -> dict[str, Resource]:
    """The detail page of a report and, where it is an attachment, the file."""
    address = f"/{entry.source}/reports/{entry.id}"
    if entry.page is not None:
        return {address: Resource((folder / entry.page).read_bytes(), MEDIA_TYPES[".html"], entry.changed_on)}
    if entry.attachment is None:
        raise ValueError(f"manifest.json: {entry.id} has neither page nor attachment")
    file = Path(entry.attachment)
    updated = f"<p>Cập nhật: {_time('updated', entry.updated_on)}</p>" if entry.updated_on else ""
    main = (
        f'<article class="report"><h1>{escape(entry.title)}</h1>\n'
        f"<p>Đăng ngày: {_time('published', entry.published_on)}</p>{updated}\n"
        "<p>Toàn văn nằm trong tệp đính kèm.</p>\n"
        f'<p><a class="attachment" href="/files/{file.name}">Tải tệp {file.name}</a></p></article>'
    )
    return {
        address: _html(entry.title, main, entry.changed_on, entry.source),
        f"/files/{file.name}": Resource((folder / file).read_bytes(), MEDIA_TYPES[file.suffix], entry.changed_on),
    }
