"""Short enumerations: numbers that have no noun of their own, whole programmes of tasks, and whose tasks they are not."""

from __future__ import annotations

import pytest

from pipeline.extract import Context, extract_document
from pipeline.reference import load_reference

from .build import document
from .laws import check


def figures(*blocks: tuple[str, str], month: str = "2025-10") -> set[tuple[str, float | None, str]]:
    made = document(*blocks)
    result = extract_document(made, Context(month, None, "vi", None), load_reference())
    check(made, result)
    return {(o.indicator, o.obs_value, o.obs_kind) for o in result.observations}


@pytest.mark.parametrize(
    ("text", "family", "values"),
    [
        (
            "Đề án 06: danh mục có tổng cộng 90 nhiệm vụ, chia ra: xong 50; làm thường xuyên 20; đang làm 14; trễ hẹn 6.",
            "p06",
            {"total": 90, "completed": 50, "regular": 20, "ongoing": 14, "behind_schedule": 6},
        ),
        (
            "Chính phủ, Thủ tướng Chính phủ giao các bộ, ngành, địa phương 400 nhiệm vụ; 310 đã hoàn thành, 12 quá hạn.",
            "gov",
            {"total": 400, "completed": 310, "overdue": 12},
        ),
        (
            "Bảng theo dõi nhiệm vụ Chính phủ giao ghi nhận 700 nhiệm vụ, đến nay các bộ báo xong 560 (80%), quá hạn chưa xong 31.",
            "gov",
            {"total": 700, "completed": 560, "overdue": 31},
        ),
        (
            "Thực hiện Nghị quyết 57, có 15 nhiệm vụ trễ so với lộ trình.",
            "nq57",
            {"behind_schedule": 15},
        ),
        (
            "Đề án 06: 100 nhiệm vụ (60 hoàn thành, 20 thường xuyên, 15 đang triển khai và 5 chậm tiến độ).",
            "p06",
            {"total": 100, "completed": 60, "regular": 20, "ongoing": 15, "behind_schedule": 5},
        ),
        (
            "Project 06 has 100 tasks: 60 completed, 20 recurring, 15 under way and 5 behind schedule.",
            "p06",
            {"total": 100, "completed": 60, "regular": 20, "ongoing": 15, "behind_schedule": 5},
        ),
        (
            "Chính phủ, Thủ tướng Chính phủ đã giao 800 nhiệm vụ cho các bộ, ngành, địa phương; trong đó 30 quá hạn.",
            "gov",
            {"total": 800, "overdue": 30},
        ),
        ("Tổng số nhiệm vụ Đề án 06 chậm tiến độ là 9.", "p06", {"behind_schedule": 9}),
        ("Nghị quyết 57: quá hạn 58 nhiệm vụ, trong đó Bộ Y tế 20.", "nq57", {"overdue": 58}),
        ("Về nhiệm vụ Chính phủ giao: tổng số 900; hoàn thành quá hạn 15.", "gov", {"total": 900}),
        (
            "Về Nghị quyết 71, Chính phủ đã giao các bộ, ngành 96 nhiệm vụ; hoàn thành 40 nhiệm vụ.",
            "nq71",
            {"total": 96, "completed": 40},
        ),
        ("Theo Bộ Công an, đã hoàn thành 31 nhiệm vụ Đề án 06.", "p06", {"completed": 31}),
    ],
)
def test_bare_numbers_count_the_tasks_named_before(text: str, family: str, values: dict[str, float]) -> None:
    found = {(name, value) for name, value, _ in figures(("paragraph", text)) if name.startswith(family)}
    assert found == {(f"{family}.tasks_{name}", value) for name, value in values.items()}


def test_items_count_what_the_sentence_before_the_list_counts() -> None:
    found = figures(
        ("paragraph", "Chương trình hành động thực hiện Nghị quyết 71 gồm 130 nhiệm vụ:"),
        ("list_item", "- Hoàn thành: 77;"),
        ("list_item", "- Quá hạn: 5."),
    )
    assert found == {
        ("nq71.tasks_total", 130, "actual"),
        ("nq71.tasks_completed", 77, "actual"),
        ("nq71.tasks_overdue", 5, "actual"),
    }


def test_short_lines_go_on_with_what_the_line_before_counted() -> None:
    found = figures(
        ("heading", "III. Nghị quyết 71"),
        ("paragraph", "Số nhiệm vụ được giao: 135"),
        ("paragraph", "Đã hoàn thành: 88"),
        ("paragraph", "Quá hạn: 6"),
    )
    assert found == {
        ("nq71.tasks_total", 135, "actual"),
        ("nq71.tasks_completed", 88, "actual"),
        ("nq71.tasks_overdue", 6, "actual"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết 71: giao 96 nhiệm vụ, kinh phí 30 tỷ đồng, hoàn thành 80.",  # eighty of what
        "Nghị quyết 71: giao 96 nhiệm vụ, hoàn thành 80 công trình.",
        "Nghị quyết 71: giao 96 nhiệm vụ, trong tuần hoàn thành 8.",
        "Nghị quyết 71: giao 96 nhiệm vụ, xin lùi 8.",
    ],
)
def test_a_bare_number_stays_unread_when_something_else_may_be_counted(text: str) -> None:
    assert figures(("paragraph", text)) == {("nq71.tasks_total", 96, "actual")}


@pytest.mark.parametrize(
    "text",
    [
        "Thủ tướng Chính phủ giao Bộ Nội vụ 45 nhiệm vụ; đã hoàn thành 40 nhiệm vụ; quá hạn 2.",
        "Bộ Tư pháp được giao 23 nhiệm vụ Đề án 06, đã hoàn thành 20 nhiệm vụ.",
        "Nghị quyết 57 còn 3 nhiệm vụ của Bộ Tài chính quá hạn.",
        "Nơi để nhiều nhiệm vụ Chính phủ giao quá hạn nhất: 14.",
        "Tuần qua Chính phủ giao thêm 41 nhiệm vụ.",
        "Tại Hà Nội, đã hoàn thành 31 nhiệm vụ Đề án 06.",
        "Tỉnh Ninh Bình được giao 40 nhiệm vụ thuộc Đề án 06, đã hoàn thành 31, đang thực hiện 9.",
        "UBND tỉnh giao 64 nhiệm vụ thực hiện Đề án 06, hoàn thành 41, quá hạn 3.",
        "Chính phủ giao UBND tỉnh Lào Cai 40 nhiệm vụ, đã hoàn thành 31 nhiệm vụ.",
    ],
)
def test_the_tasks_of_one_holder_or_one_week_are_not_the_country_s(text: str) -> None:
    assert figures(("paragraph", text)) == set()


def test_the_tasks_of_a_programme_outside_the_catalogue_are_not_those_of_one_in_it() -> None:
    text = "Đề án 06 hoàn thành 12 nhiệm vụ; Nghị quyết 68 hoàn thành 29 nhiệm vụ; Chỉ thị 16 có 7 nhiệm vụ quá hạn."
    assert figures(("paragraph", text)) == {("p06.tasks_completed", 12, "actual")}


def test_a_predicate_that_nobody_knows_is_not_replaced_by_a_neighbour_s() -> None:
    text = "Về Đề án 06, có 92 nhiệm vụ hoàn thành, 10 nhiệm vụ vướng mắc về vốn và 6 nhiệm vụ lơ lửng."
    assert figures(("paragraph", text)) == {("p06.tasks_completed", 92, "actual")}


def test_under_a_heading_of_tasks_money_between_them_counts_for_nothing() -> None:
    found = figures(
        ("heading", "Tình hình nhiệm vụ Đề án 06"),
        ("paragraph", "Đã bố trí 30 tỷ đồng. Đã hoàn thành 58, giải ngân 21 tỷ đồng, quá hạn 3."),
    )
    assert found == {("p06.tasks_completed", 58, "actual"), ("p06.tasks_behind_schedule", 3, "actual")}


def test_a_sentence_of_bare_numbers_goes_on_counting_the_places_of_the_one_before() -> None:
    found = figures(
        ("heading", "Số hóa hộ tịch"),
        ("paragraph", "63 địa phương đang số hóa. 14 đã hoàn thành, 20 cơ bản hoàn thành, 9 chậm."),
        month="2024-10",
    )
    assert {value for name, value, _ in found if name.startswith("civil_status.localities")} == {63, 14, 20, 9}


def test_more_than_was_counted_before_is_something_else() -> None:
    found = figures(
        ("paragraph", "34 địa phương đang số hóa hộ tịch. 120 đã hoàn thành."),
    )
    assert {value for _, value, _ in found} == {34}


def test_a_number_of_something_unknown_ends_what_the_heading_counts() -> None:
    found = figures(
        ("heading", "Nhiệm vụ Chính phủ giao"),
        ("paragraph", "Văn bản đến 2.340; đã xử lý xong 2.100; quá hạn 20."),
    )
    assert found == set()
