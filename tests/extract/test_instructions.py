"""Who is told to do what, by when: sentences of our own, the laws that hold for all of them, and what figures have to say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benchmarks.instructions import broken, measured
from pipeline.extract import Context, extract_document
from pipeline.extract.instructions import LONGEST_QUOTE, LONGEST_SENTENCE
from pipeline.reference import load_reference

from .asked import PUBLISHED, SETS, cases, fields, read
from .asked import told as told_in
from .build import document

CASES = [*cases("own"), *cases("tuned")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    made, told = told_in(case)
    assert [fields(one) for one in told] == case["told"]
    areas = load_reference().areas.by_id
    for one in told:
        evidence = one.evidence
        assert made.text[evidence.char_start : evidence.char_end] == evidence.quote
        assert one.task in evidence.quote
        assert one.addressee in evidence.quote
        assert one.issuer is None or one.issuer in (made.text if one.issuer_carried else evidence.quote)
        assert all(area in areas for area in one.addressee_areas)
        assert (one.deadline is None) == (one.deadline_kind is None)


@pytest.mark.parametrize("name", SETS)
def test_no_set_is_read_worse_than_its_floor(name: str) -> None:
    assert broken(name, measured(name)) == []


def test_an_order_told_twice_stands_once_in_its_fuller_form() -> None:
    made = document(
        ("paragraph", "Tại cuộc họp, 10 địa phương chậm tiến độ số hóa dữ liệu hộ tịch được yêu cầu bố trí kinh phí."),
        ("heading", "Chỉ đạo"),
        (
            "paragraph",
            "Tổ công tác yêu cầu 10 địa phương chậm tiến độ số hóa dữ liệu hộ tịch sớm bố trí kinh phí, mua máy quét.",
        ),
    )
    (one,) = read(made)
    assert (one.issuer, one.addressee_count, one.task) == ("Tổ công tác", 10, "sớm bố trí kinh phí, mua máy quét")


def test_an_issuer_that_only_the_shorter_telling_names_is_carried() -> None:
    made = document(
        ("paragraph", "Ngày 12/11/2024, Bộ Tư pháp yêu cầu các tỉnh rà soát sổ hộ tịch."),
        ("heading", "Chỉ đạo"),
        ("paragraph", "Các tỉnh được yêu cầu khẩn trương rà soát sổ hộ tịch trước ngày 31/12/2024."),
    )
    (one,) = read(made)
    assert (one.issuer, one.issuer_carried, one.issued_on) == ("Bộ Tư pháp", True, date(2024, 11, 12))
    assert one.deadline == date(2024, 12, 31)
    assert "Bộ Tư pháp" not in one.evidence.quote


def test_two_tasks_of_one_group_are_two_instructions() -> None:
    made = document(
        ("paragraph", "Bộ Tư pháp yêu cầu 10 địa phương chậm tiến độ số hóa dữ liệu hộ tịch bố trí kinh phí."),
        ("paragraph", "Bộ Tư pháp yêu cầu 10 địa phương chậm tiến độ số hóa dữ liệu hộ tịch báo cáo nguyên nhân."),
    )
    assert [one.task for one in read(made)] == ["bố trí kinh phí", "báo cáo nguyên nhân"]


def test_the_quote_of_an_item_begins_with_whoever_is_told() -> None:
    items = [f"Rà soát sổ hộ tịch của cụm xã thứ {number}" for number in range(1, 90)]
    made = document(("paragraph", "Bộ Tư pháp yêu cầu UBND các tỉnh:"), *(("list_item", f"{item};") for item in items))
    told = read(made)
    assert told[1].evidence.quote == f"Bộ Tư pháp yêu cầu UBND các tỉnh:\n{items[0]};\n{items[1]};"
    assert [one.task for one in told] == items[: len(told)]
    assert len(told[-1].evidence.quote) <= LONGEST_QUOTE < len(made.text), (
        "a list that is too long is cut, not misquoted"
    )


TASKS = [
    ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
    ["1", "Chuẩn hóa dữ liệu hộ tịch của các tỉnh", "Bộ Tư pháp", "Trước ngày 15/12/2024"],
    ["2", "Đồng bộ dữ liệu đất đai về trung ương", "UBND các tỉnh Hà Giang, Sơn La", "Tháng 11/2024"],
    ["3", "Theo dõi chung", "Thường xuyên", ""],
]


def test_a_table_of_tasks_tells_one_a_row() -> None:
    made = document(TASKS, headers=1)
    one, other = read(made)
    assert (one.addressee, one.task, one.family) == ("Bộ Tư pháp", TASKS[1][1], "civil_status")
    assert (one.modality, one.issuer, one.deadline, one.deadline_kind) == (
        "assigned",
        None,
        date(2024, 12, 15),
        "before",
    )
    assert (other.addressee_areas, other.deadline) == (("VN63-02", "VN63-14"), date(2024, 11, 30))
    assert other.indicator == "land.localities_synced"
    for told in (one, other):
        assert made.text[told.evidence.char_start : told.evidence.char_end] == told.evidence.quote
        assert told.task in told.evidence.quote
        assert told.addressee in told.evidence.quote


def test_a_table_that_follows_tasks_up_asks_for_nothing() -> None:
    results = ["Kết quả", "đã xong", "đang làm", ""]
    assert read(document([[*row, said] for row, said in zip(TASKS, results, strict=True)], headers=1)) == ()
    assert read(document([row[:3] for row in TASKS], headers=1)) == (), (
        "without a deadline column it is a list of names"
    )


def test_a_page_without_full_stops_is_no_sentence() -> None:
    order = "Bộ Tư pháp yêu cầu các tỉnh rà soát sổ hộ tịch và giao Sở Tư pháp tổng hợp, "
    assert read(document(("paragraph", order * (LONGEST_SENTENCE // len(order))))) != ()
    assert read(document(("paragraph", order * 2000))) == ()


def test_a_list_ends_where_its_items_end() -> None:
    made = document(
        ("paragraph", "Bộ Tư pháp yêu cầu các địa phương:"),
        ("list_item", "Bố trí kinh phí."),
        ("paragraph", "Kết quả tháng 10 như sau."),
        ("list_item", "Rà soát được 40 sổ."),
    )
    assert [one.task for one in read(made)] == ["Bố trí kinh phí"]


def test_a_heading_forgets_who_spoke() -> None:
    made = document(
        ("paragraph", "Bộ Công an yêu cầu các tỉnh rà soát lỗ hổng."),
        ("heading", "Kết quả"),
        ("paragraph", "Các địa phương cần hỗ trợ nhau."),
    )
    assert len(read(made)) == 1


def test_an_instruction_takes_no_figure_away() -> None:
    text = "Tổ công tác yêu cầu UBND các tỉnh tái sử dụng dữ liệu 46 triệu thửa đất tại 461 huyện đã hoàn thành số hóa."
    result = extract_document(document(("paragraph", text)), Context("2024-10", PUBLISHED), load_reference())
    assert len(result.instructions) == 1
    accounted = {o.evidence.value_text for o in result.observations} | {figure.value_text for figure in result.unread}
    assert any("46" in (value or "") for value in accounted)
    assert any("461" in (value or "") for value in accounted)


@pytest.mark.parametrize(
    "text",
    [
        "10 địa phương được Bộ Tư pháp yêu cầu hoàn thành số hóa dữ liệu hộ tịch trước ngày 31/12/2024.",
        "12 địa phương còn lại phải hoàn thành số hóa dữ liệu hộ tịch trước ngày 15/12/2024.",
        "Bộ Tư pháp yêu cầu 12 địa phương hoàn thành số hóa dữ liệu hộ tịch trước ngày 15/12/2024.",
    ],
)
def test_who_is_told_to_finish_has_not_finished(text: str) -> None:
    result = extract_document(document(("paragraph", text)), Context("2024-10", PUBLISHED), load_reference())
    assert [o for o in result.observations if o.obs_kind == "actual" and o.obs_value is not None] == []
    (one,) = result.instructions
    assert (one.addressee_count, one.addressee_indicator) == (int(one.addressee[:2]), None)


def test_a_group_that_is_told_how_far_it_is_still_counts() -> None:
    text = "Tổ công tác yêu cầu 10 địa phương chậm tiến độ số hóa dữ liệu hộ tịch bố trí kinh phí."
    result = extract_document(document(("paragraph", text)), Context("2024-10", PUBLISHED), load_reference())
    assert [(o.indicator, o.obs_value) for o in result.observations] == [("civil_status.localities_slow", 10)]


def test_tables_captions_and_boilerplate_ask_for_nothing() -> None:
    said = "Bộ Công an yêu cầu các tỉnh rà soát lỗ hổng."
    for kind in ("caption", "boilerplate", "heading", "title"):
        assert read(document((kind, said))) == ()  # type: ignore[arg-type]
