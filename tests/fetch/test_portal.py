"""A list is read as declared: titles, months, dates, addresses, pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import lxml.html
import pytest

from pipeline.fetch.check import check_source
from pipeline.fetch.client import Client
from pipeline.fetch.errors import LayoutError
from pipeline.fetch.pages import Page
from pipeline.fetch.portal import attachments, discover, find_date, month_of
from pipeline.fetch.proof import DOCX, HTML, PDF, file_name
from pipeline.sources.rules import DateRule, ListingRule
from tests.fetch.hostile import Publisher, declared, entry, listing, page, report

MONTH_TITLES = r"tháng (?P<month>\d{1,2})(?:/(?P<year>\d{4}))?"


def rule(month_pattern: str = MONTH_TITLES, **changes: object) -> ListingRule:
    date_rule = {"xpath": ".", "format": "%d/%m/%Y"}
    values = {"url": "https://a.vn", "item": "//li", "title_pattern": ".", "month_pattern": month_pattern}
    return ListingRule.model_validate({**values, "date": date_rule, **changes})


@pytest.mark.parametrize(
    ("title", "published", "month"),
    [
        ("Báo cáo tháng 10/2024, phương hướng tháng 11/2024", None, "2024-10"),
        ("BÁO CÁO THÁNG 9/2024", None, "2024-09"),
        ("Báo cáo tháng 12", date(2025, 1, 5), "2024-12"),
        ("Báo cáo tháng 1", date(2025, 1, 31), "2025-01"),
        ("Báo cáo tháng 1", None, None),
        ("Báo cáo tháng 13/2024", date(2025, 1, 5), None),
        ("Báo cáo quý", date(2025, 1, 5), None),
    ],
)
def test_month_of_a_title(title: str, published: date | None, month: str | None) -> None:
    assert month_of(rule(), title, published) == month


def test_english_month_and_months_from_the_publication() -> None:
    english = rule(r"in (?P<month>[a-z]{3,9}) (?P<year>\d{4})")
    assert month_of(english, "Digital transformation in October 2024", None) == "2024-10"
    assert month_of(english, "Digital transformation in autumn 2024", None) is None
    assert month_of(rule(month_otherwise="month_before"), "Báo cáo", date(2025, 1, 31)) == "2024-12"
    assert month_of(rule(month_otherwise="published_month"), "Báo cáo", date(2025, 1, 31)) == "2025-01"


def test_dates_from_text_and_from_addresses() -> None:
    element = lxml.html.fromstring("<p><span>Thứ Ba,  05/11/2024 | 08:30</span></p>")
    in_text = DateRule(xpath=".//span", pattern=r"\d{2}/\d{2}/\d{4}", format="%d/%m/%Y")
    in_address = DateRule(url_pattern=r"-197(\d{6})\d+\.htm$", format="%y%m%d")
    assert find_date(in_text, element, "") == date(2024, 11, 5)
    assert find_date(in_address, element, "https://a.vn/tin-197241105083000123.htm") == date(2024, 11, 5)
    assert find_date(in_address, element, "https://a.vn/tin-197249905083000123.htm") is None
    assert find_date(None, element, "") is None


def test_discover_follows_pages_until_nothing_is_new(portal: Publisher, client: Client) -> None:
    portal.answers = {
        "/reports": page(listing(entry(2, "10/2024", "2024-11-05"))),
        "/reports?page=2": page(listing(entry(2, "10/2024", "2024-11-05"), entry(1, "09/2024", "2024-10-04"))),
        "/reports?page=3": page(listing(entry(1, "09/2024", "2024-10-04"))),
    }
    found = discover(declared(), client)
    assert [(item.report_month, item.url, item.published_on) for item in found] == [
        ("2024-10", "https://portal.invalid/reports/2", date(2024, 11, 5)),
        ("2024-09", "https://portal.invalid/reports/1", date(2024, 10, 4)),
    ]
    assert portal.paths == ["/reports", "/reports?page=2", "/reports?page=3"]


def test_entries_by_address_alone(portal: Publisher, client: Client) -> None:
    portal.answers["/reports"] = page(
        "<html><body><a href='https://[bai-2.htm'>Báo cáo</a>"
        "<a href='/bai-1.htm'><img></a>"
        "<a href='/bai-1.htm#top'>Báo cáo tiến độ tháng 9/2024</a>"
        "<a href='/lien-he'>Báo cáo tiến độ tháng 8/2024</a></body></html>"
    )
    links = {"item": None, "paging": None, "href_pattern": r"/bai-\d+\.htm$", "date": None, "updated": None}
    assert [item.url for item in discover(declared(listing=links), client)] == ["https://portal.invalid/bai-1.htm"]


def test_fewer_reports_than_promised_and_ignored_titles(portal: Publisher, client: Client) -> None:
    portal.answers["/reports"] = page(listing(entry(2, "10/2024", "2024-11-05"), entry(1, "09/2024", "2024-10-04")))
    with pytest.raises(LayoutError, match="2 of 2 entries are reports, at least 3 promised"):
        discover(declared(min_listings=3), client)
    ignores = ({"title_pattern": "tháng 09/2024", "reason": "a draft put there by mistake"},)
    assert len(discover(declared(listing={"ignores": ignores}), client)) == 1


def test_file_names_are_plain_and_say_what_the_bytes_are() -> None:
    assert file_name("https://a.vn/x/B%C3%A1o%20c%C3%A1o.pdf?x=1", PDF) == "Báo_cáo.pdf"
    assert file_name("https://a.vn/download.aspx?id=3", DOCX) == "download.aspx.docx"
    assert file_name("https://a.vn/..%2f..%2fetc/", HTML) == "etc.html"
    assert file_name("https://a.vn/", HTML) == "report.html"


def test_check_tells_what_was_listed_matched_read_and_refused(
    portal: Publisher, client: Client, tmp_path: Path
) -> None:
    other = '<li class="report"><a href="/reports/9">Thư mời họp</a> <time datetime="2024-11-06"></time></li>'
    entries = [other, entry(2, "10/2024", "2024-11-05"), entry(1, "09/2024", "2024-10-04")]
    portal.answers = {"/reports": page(listing(*entries)), "/reports/1": page(report("09/2024"))}
    checked = check_source(declared(draft=True), client, fixtures=tmp_path)
    assert (checked.listed, checked.matched, checked.months) == (3, 2, ("2024-09", "2024-10"))
    assert [tried.file for tried in checked.read] == ["1.html"]
    assert checked.refused == ("https://portal.invalid/reports/2: answers 404",)
    assert checked.fixture is not None
    assert checked.fixture.read_text() == listing(*entries)
    assert not checked.ok


def test_check_saves_the_page_that_is_not_as_declared(portal: Publisher, client: Client, tmp_path: Path) -> None:
    portal.answers["/reports"] = page("<html><body>mới</body></html>")
    checked = check_source(declared(), client, fixtures=tmp_path)
    assert "has the layout changed?" in checked.problems[0]
    assert checked.fixture == tmp_path / "hostile.listing.html"


def test_files_of_a_report_are_looked_for_where_declared(portal: Publisher, client: Client) -> None:
    text = "<html><body><main><a href='/files/a.pdf'>a</a><a href='/files/a.pdf#2'>a</a><a href='/b.pdf'>b</a></main>"
    aside = Page("https://portal.invalid/1", f"{text}<a href='/files/c.pdf'>c</a></body></html>".encode(), HTML)
    assert attachments(declared(), aside) == [f"https://portal.invalid/files/{name}.pdf" for name in "ac"]
    assert attachments(declared(detail={"body": "//main"}), aside) == ["https://portal.invalid/files/a.pdf"]
    with pytest.raises(LayoutError, match=r"no body as declared \(detail\.body\)"):
        attachments(declared(detail={"body": "//article"}), aside)
