"""The sample portal as a client meets it: lists, pages, files, conditional requests, and nothing else of the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from http import HTTPStatus

import lxml.html
import pytest
import requests

from pipeline.paths import SAMPLE
from pipeline.sample.portal import serve
from pipeline.sample.site import PER_PAGE, read_manifest

TABLES = "/sample_tables/reports"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serve(SAMPLE) as connect_to:
        assert list(connect_to) == ["sample.invalid"]
        yield connect_to["sample.invalid"]


def links(html: bytes) -> list[str]:
    return [
        str(href) for href in lxml.html.fromstring(html).xpath("//ul[@class='reports']/li[@class='report']/a/@href")
    ]


def test_a_list_goes_over_pages_newest_first_and_holds_every_report(base: str) -> None:
    found, dates, url = [], [], TABLES
    while True:
        page = lxml.html.fromstring(requests.get(base + url, timeout=5).content)
        found += links(lxml.html.tostring(page))
        dates += page.xpath("//ul[@class='reports']//time[@class='published']/@datetime")
        following = page.xpath("//a[@rel='next']/@href")
        if not following:
            break
        url = TABLES + following[0]
    declared = [entry for entry in read_manifest(SAMPLE) if entry.source == "sample_tables"]
    assert len(declared) > PER_PAGE
    assert sorted(found) == sorted(f"{TABLES}/{entry.id}" for entry in declared)
    assert dates == sorted(dates, reverse=True)


def test_the_page_after_the_last_is_an_empty_list(base: str) -> None:
    answer = requests.get(f"{base}{TABLES}?page=3", timeout=5)
    assert answer.status_code == HTTPStatus.OK
    assert links(answer.content) == []
    assert requests.get(f"{base}{TABLES}?page=4", timeout=5).status_code == HTTPStatus.NOT_FOUND


def test_an_updated_report_says_so(base: str) -> None:
    page = lxml.html.fromstring(requests.get(f"{base}/sample_provincial/reports", timeout=5).content)
    row = page.xpath("//li[a[contains(@href, 'dong-nai')]]")[0]
    assert row.xpath("time[@class='updated']/@datetime") == ["2026-01-06"]


@pytest.mark.parametrize("entry", read_manifest(SAMPLE), ids=lambda entry: entry.id)
def test_every_report_is_there_under_its_title(base: str, entry) -> None:  # type: ignore[no-untyped-def]
    page = requests.get(f"{base}/{entry.source}/reports/{entry.id}", timeout=5)
    assert page.status_code == HTTPStatus.OK
    if entry.attachment is None:
        assert page.content == (SAMPLE / entry.page).read_bytes()
        return
    assert entry.title in page.text
    (href,) = lxml.html.fromstring(page.content).xpath("//a[@class='attachment']/@href")
    file = requests.get(base + href, timeout=5)
    assert file.content == (SAMPLE / entry.attachment).read_bytes()
    assert file.headers["Content-Type"].startswith("application/")


def test_conditional_requests_send_no_body(base: str) -> None:
    url = f"{base}/sample_national/reports/national-2024-10"
    first = requests.get(url, timeout=5)
    assert first.headers["ETag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
    assert first.headers["Last-Modified"] == "Tue, 05 Nov 2024 01:00:00 GMT"
    for name, value in (
        ("If-None-Match", first.headers["ETag"]),
        ("If-Modified-Since", first.headers["Last-Modified"]),
    ):
        again = requests.get(url, headers={name: value}, timeout=5)
        assert again.status_code == HTTPStatus.NOT_MODIFIED
        assert again.content == b""
        assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": "Mon, 04 Nov 2024 01:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-None-Match": '"other"', "If-Modified-Since": "Tue, 05 Nov 2030 01:00:00 GMT"},
    ],
)
def test_an_older_or_unreadable_condition_gets_the_body(base: str, headers: dict[str, str]) -> None:
    answer = requests.get(f"{base}/sample_national/reports/national-2024-10", headers=headers, timeout=5)
    assert answer.status_code == HTTPStatus.OK
    assert answer.content


def test_head_answers_like_get_without_the_body(base: str) -> None:
    url = f"{base}/files/tables-2024-01.xlsx"
    head, get = requests.head(url, timeout=5), requests.get(url, timeout=5)
    assert head.content == b""
    assert {name: head.headers[name] for name in ("ETag", "Content-Length", "Content-Type")} == {
        name: get.headers[name] for name in ("ETag", "Content-Length", "Content-Type")
    }


@pytest.mark.parametrize(
    "path",
    [
        "/manifest.json",
        "/files/../manifest.json",
        "/files/%2e%2e/manifest.json",
        "/sources/sample_tables.yaml",
        "/pages",
    ],
)
def test_nothing_but_the_declared_addresses_is_served(base: str, path: str) -> None:
    request = requests.Request("GET", base).prepare()
    request.url = base + path  # as written: requests would resolve the dots
    with requests.Session() as session:
        assert session.send(request, timeout=5).status_code == HTTPStatus.NOT_FOUND


def test_robots_allows_and_names_the_sitemap(base: str) -> None:
    robots = requests.get(f"{base}/robots.txt", timeout=5)
    assert robots.headers["Content-Type"].startswith("text/plain")
    assert "Allow: /" in robots.text
    assert requests.get(f"{base}/sitemap.xml", timeout=5).text.count("<loc>") == len(read_manifest(SAMPLE))
