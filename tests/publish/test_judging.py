"""What the reports leave open and what came of it: on the page, and line by line as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.publish import PublishError
from pipeline.publish.overview import digest_as_known
from pipeline.publish.report import words


@pytest.fixture(scope="module")
def index(edition: Path) -> html.HtmlElement:
    return html.document_fromstring((edition / "index.html").read_bytes())


def _section(page: html.HtmlElement, name: str) -> str:
    return " ".join(" ".join(page.xpath(f"//section[@id='{name}']")[0].itertext()).split())


def test_a_system_shows_its_figure_or_why_there_is_none(index: html.HtmlElement) -> None:
    said = _section(index, "judging")
    assert "14/63 địa phương (22,2 %)" in said
    assert "Hạn cuối Last day : 31/12/2024 Số địa phương hoàn thành" in said
    assert "chưa biết trên tổng số bao nhiêu" in said
    assert "Không có con số, vì No figure, because chưa ai đếm nobody counts" in said
    assert "chưa có thời hạn" in said
    assert "63 - 14 = 49" in said
    assert "nhiều hơn bước trước" in said


def test_an_instruction_says_who_whom_what_and_what_it_lacks(index: html.HtmlElement) -> None:
    said = _section(index, "judging")
    assert "Tổ công tác ( đề nghị, yêu cầu requested ) → 10 địa phương chậm : sớm bố trí kinh phí ." in said
    assert "không có thời hạn" in said
    assert "không có chỉ tiêu nào cho biết đã xong" in said
    assert "Hạn cuối Last day : 30/11/2024" in said
    assert "Cho biết đã xong: Would show it is done: Số địa phương kết nối CSDL cán bộ" in said


def test_a_group_without_names_says_whom_to_ask_and_how_many_are_expected(index: html.HtmlElement) -> None:
    said = _section(index, "judging")
    assert "Xin tên 15 địa phương hoàn thành số hóa hộ tịch (đến 14/11/2024)." in said
    assert "12 (7 đến 21) trên 63" in said
    assert "Xin tên 17" not in said, "an older count of the same group has been overtaken"
    call = " ".join(" ".join(index.xpath("//section[@id='calls']//article")[0].itertext()).split())
    assert "Xin tên 15 địa phương" in call
    assert "Dự kiến xong khi đến hạn: Expected to finish by then: 12 (7 đến 21) trên 63 địa phương" in call


@pytest.mark.parametrize("unknown", [0, 1, 2, 3])
def test_expected_finishers_are_told_only_with_their_interval_and_whole(unknown: int) -> None:
    told: list[Any] = [7.0, 12.0, 21.0, words.amount(63, "localities")]
    assert words.finishers(*told) == ("12 (7 đến 21) trên 63 địa phương", "12 (7 to 21) of 63 localities")
    told[unknown] = None
    assert words.finishers(*told) is None


def test_two_figures_that_cannot_both_be_true_stand_with_both_sentences(index: html.HtmlElement) -> None:
    said = _section(index, "judging")
    assert "bước sau nhiều hơn bước phải xong trước" in said
    assert "Đến giữa tháng 11/2024, 15 địa phương đã xong." in said
    assert "Cả 63 địa phương đã nối với cơ sở dữ liệu cán bộ." in said


def test_the_record_counts_what_is_known_and_says_how_far_it_hangs_together(index: html.HtmlElement) -> None:
    said = _section(index, "record")
    assert (
        "5 commitments are past their day, 4 have a known outcome, 3 of them with a deadline that somebody stated"
        in said
    )
    assert "1 had a probability before it. Those 3 outcomes belong to 2 groups" in said
    assert "63 - 6 = 57" in said
    assert "vì đã hết cấp huyện" in said
    assert "người theo dõi kết luận" in said


def test_what_a_target_leaves_out_is_the_latest_figure_known_with_its_sentence(
    edition: Path, index: html.HtmlElement
) -> None:
    assert "Ngoài mục tiêu" not in digest_as_known(edition / "tiendo.duckdb", "2024-09", "vi")
    before = digest_as_known(edition / "tiendo.duckdb", "2024-11", "vi")
    assert "- Ngoài mục tiêu còn: hơn 46.000.000 thửa\n  - “Cả nước số hóa được hơn 46 triệu thửa đất.”" in before
    assert "48.000.000" not in before
    said = _section(index, "calls")
    assert "Nằm ngoài mục tiêu: Outside the target: khoảng 48.000.000 thửa about 48,000,000 parcels" in said
    assert "Đến hết tháng 11/2024 đã có khoảng 48 triệu thửa đất số hóa." in said


@pytest.mark.parametrize(
    ("month", "language", "there", "not_there"),
    [
        ("2024-10", "vi", "Xin tên 17 địa phương", "Xin tên 15"),
        ("2024-12", "vi", "Xin tên 15 địa phương", "Xin tên 17"),
        ("2024-12", "en", "- Left out of the target: about 48,000,000 parcels", "goài mục tiêu"),
        ("2024-10", "vi", "→ **UBND các tỉnh**: nối dữ liệu cán bộ trước ngày 1/12/2024", "→ **các bộ**"),
        ("2024-12", "en", "→ **các bộ**: rà soát", "không có thời hạn"),
        ("2024-12", "vi", "Đã nói gì, đã xảy ra điều gì", "What was said"),
        ("2024-10", "vi", "khả năng trễ hơn 19 trong 20 (97 %)", "Đã nói gì, đã xảy ra điều gì"),
    ],
)
def test_the_digest_says_what_was_known_then(
    edition: Path, month: str, language: str, there: str, not_there: str
) -> None:
    text = digest_as_known(edition / "tiendo.duckdb", month, "vi" if language == "vi" else "en")
    assert there in text
    assert not_there not in text


def test_the_digest_of_the_newest_month_lies_beside_the_page(edition: Path) -> None:
    assert (edition / "digest.md").read_text() == digest_as_known(edition / "tiendo.duckdb", None, "vi")
    assert (edition / "digest.en.md").read_text() == digest_as_known(edition / "tiendo.duckdb", None, "en")


def test_a_month_that_nobody_judged_is_one_line(edition: Path) -> None:
    with pytest.raises(PublishError, match="2020-01: the edition judges the months 2024-08 to 2024-12"):
        digest_as_known(edition / "tiendo.duckdb", "2020-01", "vi")


def test_marks_in_a_sentence_stay_characters(edition: Path, index: html.HtmlElement) -> None:
    text = digest_as_known(edition / "tiendo.duckdb", "2024-12", "vi")
    assert r"**các bộ**: rà soát \<b\>mục\_1\</b\> \[ở đây\](\#x)" in text
    assert r"các bộ rà soát \<b\>mục\_1\</b\> \[ở đây\](\#x).”" in text
    assert "các bộ : rà soát <b>mục_1</b> [ở đây](#x) ." in _section(index, "judging")


def test_an_instruction_of_nobody_says_so_in_both_languages(edition: Path, index: html.HtmlElement) -> None:
    assert "(không nêu ai yêu cầu) (nobody is named) ( đề nghị, yêu cầu requested ) → các bộ" in _section(
        index, "judging"
    )
    assert "- (nobody is named) (requested) → **các bộ**" in digest_as_known(edition / "tiendo.duckdb", "2024-12", "en")
