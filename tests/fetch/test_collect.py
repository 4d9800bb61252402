"""Every (source, month) ends in a named outcome; nothing new writes nothing; the archive alone tells the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.fetch.archive import Archive
from pipeline.fetch.client import Client
from pipeline.fetch.collect import CollectReport, collect
from pipeline.sources.registry import Source
from pipeline.terms import Capture
from tests.fetch.hostile import Publisher, body, cut_off, declared, entry, listing, page, report, status

Look = Callable[..., CollectReport]
PDF = b"%PDF-1.4\n" + b"1 0 obj\n" * 40 + b"%%EOF\n"
ATTACHED = report("10/2024", '<a class="attachment" href="/files/so-lieu.pdf">Tệp</a>')


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file with its inode and time of change: equal means that nothing was written."""
    stats = {str(path): path.stat() for path in folder.rglob("*")}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in stats.items()}


def outcomes(looked: CollectReport) -> list[tuple[str, str]]:
    return [(capture.report_month, capture.outcome) for capture in looked.captures]


@pytest.fixture
def regular(portal: Publisher) -> Publisher:
    """Two pages: three reports, one of them an attachment."""
    portal.answers = {
        "/reports": page(listing(entry(3, "11/2024", "2024-11-30"), entry(2, "10/2024", "2024-11-05"))),
        "/reports?page=2": page(listing(entry(1, "09/2024", "2024-10-04"))),
        "/reports?page=3": page(listing()),
        "/reports/1": page(report("09/2024")),
        "/reports/2": page(ATTACHED),
        "/reports/3": page(report("11/2024")),
        "/files/so-lieu.pdf": body(PDF, "application/pdf"),
    }
    return portal


def test_reports_of_the_asked_months_are_kept(regular: Publisher, look: Look, raw: Path) -> None:
    looked = look("2024-09", "2024-10", "2024-12")
    assert outcomes(looked) == [("2024-09", "published"), ("2024-10", "published"), ("2024-12", "not_published")]
    page_report, attachment, missing = looked.captures
    assert (page_report.url, page_report.file) == ("https://portal.invalid/reports/1", "1.html")
    assert (attachment.url, attachment.file) == ("https://portal.invalid/files/so-lieu.pdf", "so-lieu.pdf")
    assert (attachment.known_from, attachment.known_basis) == (date(2024, 11, 5), "published")
    assert Archive(raw).open(attachment.document_sha256 or "") == PDF
    assert missing.detail == "due on 2025-01-10, not listed yet"
    assert looked.problems == ()
    assert "/reports/3" not in regular.paths


def test_second_look_transfers_no_body_and_writes_nothing(regular: Publisher, look: Look, raw: Path) -> None:
    first = look("2024-09", "2024-10", "2024-12")
    before = files_of(raw)
    second = look("2024-09", "2024-10", "2024-12", hour=5)
    assert files_of(raw) == before
    assert (second.n_bodies, second.n_not_modified) == (0, first.n_bodies)
    assert second.captures == first.captures


def test_archive_alone_tells_the_same(regular: Publisher, look: Look, raw: Path) -> None:
    regular.answers["/reports/1"] = status(404)
    looked = look("2024-09", "2024-10", "2024-12")
    assert tuple(Archive(raw).captures(["2024-09", "2024-10", "2024-12"])) == looked.captures


def test_changed_bytes_are_a_new_vintage(regular: Publisher, look: Look, raw: Path) -> None:
    (first,) = look("2024-09").captures
    regular.answers["/reports/1"] = page(report("09/2024", "Đã số hóa 12 sổ."))
    kept, changed = look("2024-09", today=date(2024, 12, 8), hour=2).captures
    assert kept == first
    assert changed.url == first.url
    assert changed.document_sha256 != first.document_sha256
    assert (changed.known_from, changed.known_basis) == (date(2024, 12, 8), "captured")
    assert Archive(raw).open(first.document_sha256 or "").decode() == report("09/2024")


def test_stated_update_dates_the_new_vintage(regular: Publisher, look: Look) -> None:
    look("2024-09")
    regular.answers["/reports/1"] = page(report("09/2024", "Đã số hóa 12 sổ."))
    regular.answers["/reports?page=2"] = page(listing(entry(1, "09/2024", "2024-10-04", "2024-11-20")))
    assert [(c.known_from, c.known_basis) for c in look("2024-09").captures] == [
        (date(2024, 10, 4), "published"),
        (date(2024, 11, 20), "updated"),
    ]


def test_bytes_first_met_after_a_stated_update_are_not_older_than_it(regular: Publisher, look: Look) -> None:
    regular.answers["/reports?page=2"] = page(listing(entry(1, "09/2024", "2024-10-04", "2024-11-20")))
    (capture,) = look("2024-09").captures
    assert (capture.known_from, capture.known_basis) == (date(2024, 11, 20), "updated")


def test_new_attachment_on_a_changed_page_is_not_dated_back(regular: Publisher, look: Look) -> None:
    look("2024-10")
    regular.answers["/reports/2"] = page(ATTACHED.replace("so-lieu", "so-lieu-2"))
    regular.answers["/files/so-lieu-2.pdf"] = body(PDF + b"%%EOF", "application/pdf")
    _, replaced = look("2024-10").captures
    assert (replaced.file, replaced.known_basis) == ("so-lieu-2.pdf", "captured")


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        (cut_off(PDF, "application/pdf", 100), "refused", "truncated"),
        (body(PDF[:-40], "application/pdf"), "refused", "truncated PDF"),
        (body(b"<html><body>hello</body></html>", "application/pdf"), "refused", "HTML where PDF was promised"),
        (body(b"\xff\xfe\x00\x01" * 10, "application/pdf"), "refused", "neither"),
        (body(b"", "application/pdf"), "refused", "empty"),
        (body(b"%PDF" + b"x" * 300_000, "application/pdf"), "refused", "larger than 200000 bytes"),
        (status(404), "not_published", "answers 404"),
        (status(403), "login_required", "answers 403"),
        (status(503), "source_down", "answers 503 after 1 retries"),
        (status(418), "not_collected", "answers 418"),
        (status(302, Location="https://elsewhere.invalid/x.pdf"), "refused", "elsewhere.invalid"),
        (status(302, Location="http://portal.invalid/x.pdf"), "refused", "http://portal.invalid"),
        (status(302, Location="/Account/Login?ReturnUrl=x"), "login_required", "login page"),
        (status(302, Location="/files/so-lieu.pdf"), "refused", "redirects"),
    ],
)
def test_each_failure_has_its_outcome(
    regular: Publisher, look: Look, raw: Path, answer: object, outcome: str, words: str
) -> None:
    regular.answers["/files/so-lieu.pdf"] = answer  # type: ignore[assignment]
    looked = look("2024-09", "2024-10")
    assert outcomes(looked) == [("2024-09", "published"), ("2024-10", outcome)]
    assert words in (looked.captures[1].detail or "")
    assert looked.captures[1].document_sha256 is None
    assert [(problem.month, problem.message) for problem in looked.problems] == [("2024-10", looked.captures[1].detail)]
    before = files_of(raw)
    look("2024-09", "2024-10", hour=3)
    assert files_of(raw) == before


@pytest.mark.parametrize(
    ("text", "outcome", "words"),
    [
        ("<html><title>404 Not found</title><body>Trang không tồn tại</body></html>", "refused", "'not found' page"),
        ("<html><body>Xin chờ kiểm tra trình duyệt</body></html>", "refused", "does not show the report"),
        ('<html><body><form><input type="Password"></form></body></html>', "login_required", "log-in page"),
        (report("09/2024")[:-10], "refused", "truncated HTML"),
    ],
)
def test_page_with_status_200_must_be_the_report(
    regular: Publisher, look: Look, text: str, outcome: str, words: str
) -> None:
    regular.answers["/reports/1"] = page(text)
    (capture,) = look("2024-09").captures
    assert capture.outcome == outcome
    assert words in (capture.detail or "")


def test_report_already_kept_outlives_a_failing_publisher(regular: Publisher, look: Look, raw: Path) -> None:
    first = look("2024-09", "2024-10")
    before = files_of(raw)
    for path in ("/reports/1", "/reports/2"):
        regular.answers[path] = status(500)
    second = look("2024-09", "2024-10")
    assert second.captures == first.captures
    assert {problem.month for problem in second.problems} == {"2024-09", "2024-10"}
    regular.answers["/reports"] = status(500)
    assert look("2024-09", "2024-10").captures == first.captures
    assert files_of(raw) == before


def test_trouble_goes_when_the_report_comes(regular: Publisher, look: Look) -> None:
    good = regular.answers["/reports/1"]
    regular.answers["/reports/1"] = status(500)
    assert outcomes(look("2024-09")) == [("2024-09", "source_down")]
    regular.answers["/reports/1"] = good
    (capture,) = look("2024-09").captures
    assert (capture.outcome, capture.known_basis) == ("published", "published")


def test_one_failing_source_does_not_stop_the_others(regular: Publisher, look: Look) -> None:
    lost = declared(name="lost", listing={"url": "https://portal.invalid/gone"})
    looked = look("2024-09", sources=[lost, declared()])
    assert [(c.source, c.outcome) for c in looked.captures] == [("hostile", "published"), ("lost", "not_collected")]
    (problem,) = looked.problems
    assert problem == ("lost", None, "https://portal.invalid/gone: answers 404: has the list moved?")


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        (
            page("<html><body><table><tr><td>Mới</td></tr></table></body></html>"),
            "not_collected",
            "no entry as declared",
        ),
        (page(listing(entry(1, "09/2024", "hôm qua"))), "not_collected", "no entry has a date as declared"),
        (
            page(listing(entry(1, "09/2024", "2024-10-04").replace("tiến độ", "khác"))),
            "not_collected",
            "0 of 1 entries",
        ),
        (page(listing(entry(1, "09/2024", "2024-10-04"))[:-20]), "refused", "truncated HTML"),
        (body(PDF, "application/pdf"), "not_collected", "where a list of reports was declared"),
        (status(401), "login_required", "answers 401"),
        (status(500), "source_down", "answers 500"),
    ],
)
def test_list_that_is_not_as_declared(portal: Publisher, look: Look, answer: object, outcome: str, words: str) -> None:
    portal.answers = {"/reports": answer}  # type: ignore[dict-item]
    looked = look("2024-09", "2024-10")
    assert outcomes(looked) == [("2024-09", outcome), ("2024-10", outcome)]
    (problem,) = looked.problems
    assert words in problem.message
    assert problem.month is None
    assert "\n" not in problem.message


def test_xpath_that_fails_only_on_the_page_is_told(regular: Publisher, look: Look) -> None:
    (problem,) = look("2024-09", sources=[declared(listing={"item": "//li[nothing()]"})]).problems
    assert problem.message == "//li[nothing()]: not an XPath expression: Unregistered function"


def test_publisher_closed_and_draft_are_not_asked(portal: Publisher, look: Look) -> None:
    closed = declared(valid_from=date(2024, 1, 1), valid_to=date(2024, 8, 31))
    draft = declared(name="sketch", draft=True)
    looked = look("2024-09", sources=[closed, draft])
    assert [c.outcome for c in looked.captures] == ["publisher_closed", "not_collected"]
    assert looked.captures[0].detail == "responsible from 2024-01-01 to 2024-08-31"
    assert (looked.problems, portal.asked) == ((), [])


def test_irregular_publisher_is_never_late(regular: Publisher, look: Look) -> None:
    irregular = declared(cadence="irregular", due_day=None)
    (capture,) = look("2024-08", sources=[irregular]).captures
    assert (capture.outcome, capture.detail) == ("not_published", "irregular: no report listed")


def test_month_beyond_the_pages_read_is_not_called_unpublished(regular: Publisher, look: Look) -> None:
    short = declared(listing={"paging": None})
    looked = look("2024-09", "2024-10", sources=[short])
    assert outcomes(looked) == [("2024-09", "not_collected"), ("2024-10", "published")]
    assert looked.captures[0].detail == "the list was read back to 2024-11-05 only"


def test_undated_page_of_a_list_says_nothing_about_other_months(regular: Publisher, look: Look) -> None:
    undated = declared(listing={"paging": None, "date": None, "updated": None})
    (capture,) = look("2024-09", sources=[undated]).captures
    assert (capture.outcome, capture.detail) == ("not_collected", "the list was read in part only")


def test_publication_date_from_the_page_where_the_list_has_none(regular: Publisher, look: Look) -> None:
    regular.answers["/reports/1"] = page(report("09/2024", "Ngày đăng: 04/10/2024. Đã số hóa 10 sổ."))
    on_page = {"date": {"xpath": "//p", "pattern": r"Ngày đăng: (\S+)\.", "format": "%d/%m/%Y"}}
    (capture,) = look("2024-09", sources=[declared(listing={"date": None}, detail=on_page)]).captures
    assert (capture.published_on, capture.known_from) == (date(2024, 10, 4), date(2024, 10, 4))


def test_later_page_that_fails_leaves_the_earlier_ones(regular: Publisher, look: Look) -> None:
    regular.answers["/reports?page=2"] = status(500)
    looked = look("2024-09", "2024-10")
    assert outcomes(looked) == [("2024-09", "source_down"), ("2024-10", "published")]


def test_pages_older_than_the_months_are_left_alone(regular: Publisher, look: Look) -> None:
    regular.answers["/reports?page=2"] = page(listing(entry(1, "06/2024", "2024-07-04")))
    look("2024-10")
    assert "/reports?page=3" not in regular.paths


def test_host_is_left_alone_after_three_failures(portal: Publisher, look: Look) -> None:
    entries = [entry(number, f"{number:02}/2024", f"2024-{number + 1:02}-05") for number in range(9, 3, -1)]
    portal.answers = {f"/reports/{number}": status(500) for number in range(4, 10)}
    portal.answers |= {"/reports": page(listing(*entries)), "/reports?page=2": page(listing())}
    looked = look(*(f"2024-{number:02}" for number in range(4, 10)))
    assert {capture.outcome for capture in looked.captures} == {"source_down"}
    assert len({path for path in portal.paths if path.startswith("/reports/")}) == 3


def test_two_reports_of_one_month_are_both_kept(regular: Publisher, look: Look) -> None:
    regular.answers["/reports?page=2"] = page(
        listing(entry(1, "09/2024", "2024-10-04"), entry(7, "09/2024", "2024-10-20"))
    )
    regular.answers["/reports/7"] = page(report("09/2024", "Bản bổ sung."))
    assert [capture.file for capture in look("2024-09").captures] == ["1.html", "7.html"]


def test_run_that_dies_before_its_ledger_line_is_made_good_by_the_next(
    regular: Publisher, look: Look, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "append", die)
        with pytest.raises(OSError, match="No space"):
            look("2024-09", "2024-10")
    assert Archive(raw).captures(["2024-09", "2024-10"]) == []
    assert outcomes(look("2024-09", "2024-10")) == [("2024-09", "published"), ("2024-10", "published")]
    before = files_of(raw)
    look("2024-09", "2024-10", hour=1)
    assert files_of(raw) == before


def test_lost_bytes_are_fetched_again(regular: Publisher, look: Look, raw: Path) -> None:
    (capture,) = look("2024-09").captures
    sha256 = capture.document_sha256 or ""
    Archive(raw).path(sha256).write_bytes(b"damaged")
    assert look("2024-09").captures == (capture,)
    assert Archive(raw).open(sha256).decode() == report("09/2024")


def test_backfill_in_any_order_tells_the_same(regular: Publisher, look: Look, raw: Path) -> None:
    for month in ("2024-11", "2024-09", "2024-10"):
        look(month)
    together = ["2024-09", "2024-10", "2024-11"]
    known = Archive(raw).captures(together)
    assert look(*together).captures == tuple(known)
    assert {capture.known_basis for capture in known} == {"published"}


def test_progress_counts_sources_and_months(regular: Publisher, client: Client, raw: Path) -> None:
    told: list[tuple[int, int, str]] = []
    sources = [declared(), declared(name="closed", valid_to=date(2023, 1, 1))]
    collect(
        sources,
        ["2024-10", "2024-09"],
        Archive(raw),
        client,
        date(2024, 12, 1),
        datetime(2024, 12, 1),
        lambda *step: told.append(step),
    )
    assert told == [
        (1, 4, "hostile 2024-09"),
        (2, 4, "hostile 2024-10"),
        (3, 4, "closed 2024-09"),
        (4, 4, "closed 2024-10"),
    ]


def by_hand(name: str = "hostile", **changes: object) -> Source:
    free = {"collection": "deposited", "listing": None, "base_url": None, "hosts": ()}
    return Source.model_validate({**declared().model_dump(), "name": name, **free, **changes})


def deposited(raw: Path, data: bytes, month: str = "2024-09", url: str | None = None) -> Capture:
    archive = Archive(raw)
    capture = Capture(
        source="hostile",
        report_month=month,
        outcome="published",
        url=url,
        document_sha256=archive.keep(data, {"origin": "deposited"}),
        known_from=date(2024, 10, 1),
        known_basis="published",
        origin="deposited",
    )
    archive.append("hostile", archive.month_event("hostile", month, [capture]))
    return capture


def test_a_later_fetch_keeps_what_was_deposited(regular: Publisher, look: Look, raw: Path) -> None:
    mine = deposited(raw, b"by mail")
    captures = look("2024-09").captures
    assert mine in captures
    assert [row.origin for row in captures if row.url] == ["fetched"]
    assert Archive(raw).captures(["2024-09"]) == list(captures) == list(look("2024-09", hour=3).captures)


def test_bytes_that_came_by_hand_before_stay_one_document(regular: Publisher, look: Look, raw: Path) -> None:
    [fetched] = look("2024-09").captures
    data = Archive(raw).open(str(fetched.document_sha256))
    other = raw.with_name("other")
    mine = deposited(other, data)
    archive = Archive(other)
    with Client(regular.connect_to) as client:
        report = collect([declared()], ["2024-09"], archive, client, date(2024, 12, 1), datetime(2024, 12, 1))
    assert report.captures == (mine,)


def test_a_site_that_does_not_have_it_says_nothing_against_a_deposit(portal: Publisher, look: Look, raw: Path) -> None:
    portal.answers = {"/reports": page(listing(entry(3, "11/2024", "2024-11-30"))), "/reports?page=2": page(listing())}
    mine = deposited(raw, b"by mail")
    assert look("2024-09").captures == (mine,)
    assert look("2024-09", sources=[declared(draft=True)]).captures == (mine,)


def test_a_source_by_hand_is_never_asked(portal: Publisher, look: Look, raw: Path) -> None:
    mine = deposited(raw, b"by mail")
    report = look("2024-09", sources=[by_hand()])
    assert (report.captures, report.problems, report.n_requests) == ((mine,), (), 0)


def test_what_did_not_come_by_hand_is_told_once_its_day_has_passed(look: Look, raw: Path) -> None:
    monthly = by_hand(due_day=10, valid_from=date(2024, 9, 1))
    assert look("2024-08", "2024-09", sources=[monthly], today=date(2024, 10, 10)).captures == ()
    [row] = look("2024-08", "2024-09", sources=[monthly], today=date(2024, 10, 11)).captures
    assert (row.report_month, row.outcome, row.origin) == ("2024-09", "not_collected", None)
    assert row.detail == "due on 2024-10-10, nothing was deposited"
    mine = deposited(raw, b"at last")
    assert look("2024-09", sources=[monthly], today=date(2024, 10, 20)).captures == (mine,)
    irregular = by_hand(cadence="irregular", due_day=None)
    assert look("2024-07", sources=[irregular]).captures == ()
