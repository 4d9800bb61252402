"""Whole reports: headings, lists under a colon, attribution, repeats, spliced keywords, provincial notices."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract import Context, Extraction, extract_document
from pipeline.reference import load_reference
from pipeline.terms import Document

from .build import document
from .laws import check

GLUED = "tinhhinhsốhóadữliệuhộtịchđấtđaicácđịaphươngmớinhất"


def extract(made: Document, context: Context | None = None) -> Extraction:
    result = extract_document(made, context or Context("2024-10", date(2024, 11, 15)), load_reference())
    check(made, result)
    return result


def figures(result: Extraction) -> list[tuple[str, str, float | None]]:
    return [(o.indicator, o.ref_area, o.obs_value) for o in result.observations]


def test_a_spliced_keyword_does_not_break_the_figures_around_it() -> None:
    text = f"Bộ Tư pháp cho biết,{GLUED}real madrid vs tính đến hết tháng 9/2024, 14 tỉnh hoàn thành số hóa dữ liệu hộ tịch, với 111,5 triệu dữ liệu."
    result = extract(document(("paragraph", text)))
    assert figures(result) == [
        ("civil_status.localities_completed", "VN", 14),
        ("civil_status.records_digitised", "VN", 111_500_000),
    ]
    assert {o.attributed_to for o in result.observations} == {"Bộ Tư pháp"}
    assert all(o.time_period == date(2024, 9, 30) for o in result.observations)


def test_football_links_are_nothing() -> None:
    text = "- Nhận định, soi kèo Nam Định vs Hà Nội, 19h15 ngày 28/2: 3 điểm cho chủ nhà"
    result = extract(document(("list_item", text), ("boilerplate", text)))
    assert result.observations == ()


def test_the_fullest_saying_is_kept_and_the_others_are_repeats() -> None:
    result = extract(
        document(
            ("paragraph", "Mới chỉ có 14 địa phương hoàn thành số hóa dữ liệu hộ tịch."),
            ("paragraph", "Đến 30/9/2024, 14/63 địa phương hoàn thành số hóa dữ liệu hộ tịch."),
        )
    )
    (only,) = result.observations
    assert (only.denominator, only.time_period) == (63, date(2024, 9, 30))
    assert [(u.value_text, u.reason) for u in result.unread] == [("14", "repeat"), ("30/9/2024", "date")]


def test_a_heading_sets_topic_and_place() -> None:
    result = extract(
        document(
            ("title", "Tin các tỉnh"),
            ("heading", "Quảng Nam: số hóa hộ tịch"),
            ("paragraph", "Đến nay đã số hóa 642.806/1.443.893 dữ liệu, đạt 44,5%."),
            ("heading", "Nghệ An: số hóa hộ tịch"),
            ("paragraph", "Đến nay đã số hóa được 91% dữ liệu."),
        )
    )
    assert figures(result) == [
        ("civil_status.records_digitised", "VN63-49", 642806),
        ("civil_status.share_digitised_pct", "VN63-49", 44.5),
        ("civil_status.share_digitised_pct", "VN63-40", 91),
    ]


def test_a_list_under_a_colon() -> None:
    result = extract(
        document(
            ("paragraph", "Có 3 địa phương chậm tiến độ số hóa dữ liệu hộ tịch:"),
            ("list_item", "- Hà Nội"), ("list_item", "- TP. Hồ Chí Minh"), ("list_item", "- Tỉnh Đắk Lắk"),
        )
    )  # fmt: skip
    assert {(o.ref_area, o.status) for o in result.observations if o.obs_value is None} == {
        ("VN63-01", "slow"), ("VN63-79", "slow"), ("VN63-66", "slow"),
    }  # fmt: skip


def test_items_take_what_their_lead_in_says() -> None:
    result = extract(
        document(
            ("paragraph", "Tính đến 30/11/2022, cơ sở dữ liệu hộ tịch điện tử của Hà Nội có 1.591.401 trường hợp, trong đó:"),
            ("list_item", "- Khai sinh: 1.331.359;"), ("list_item", "- Kết hôn: 108.706;"), ("list_item", "- Khai tử: 77.353."),
        ),
        Context("2022-11", None),
    )  # fmt: skip
    assert [(o.indicator.split(".")[1], o.ref_area, o.obs_value) for o in result.observations] == [
        ("records_in_db", "VN63-01", 1591401), ("records_in_db_birth", "VN63-01", 1331359),
        ("records_in_db_marriage", "VN63-01", 108706), ("records_in_db_death", "VN63-01", 77353),
    ]  # fmt: skip
    assert {o.time_period for o in result.observations} == {date(2022, 11, 30)}


def test_a_list_shorter_than_its_count_is_flagged() -> None:
    result = extract(
        document(("paragraph", "5 địa phương gồm Hà Nam, Hà Tĩnh và Cà Mau đã hoàn thành số hóa dữ liệu hộ tịch."))
    )
    assert result.observations[0].flags == ("count_list_mismatch",)
    assert len(result.observations) == 4


def test_the_nation_in_a_provincial_notice() -> None:
    result = extract(
        document(
            (
                "paragraph",
                "Cả nước có 15 địa phương hoàn thành số hóa dữ liệu hộ tịch. Tỉnh đã số hóa 44,5% dữ liệu hộ tịch.",
            )
        ),
        Context("2025-02", None, "vi", "VN63-49"),
    )
    assert figures(result) == [
        ("civil_status.localities_completed", "VN", 15),
        ("civil_status.share_digitised_pct", "VN63-49", 44.5),
    ]


def test_a_locality_of_a_province_is_not_a_province() -> None:
    result = extract(
        document(("paragraph", "Đến nay có 7 địa phương hoàn thành số hóa dữ liệu hộ tịch.")),
        Context("2025-02", None, "vi", "VN63-49"),
    )
    assert result.observations == ()
    assert [u.reason for u in result.unread] == ["unknown"]


def test_without_any_date_the_time_is_unstated() -> None:
    sentence = ("paragraph", "Có 14 địa phương hoàn thành số hóa dữ liệu hộ tịch.")
    (with_month,) = extract(document(sentence)).observations
    assert (with_month.time_period, with_month.time_precision) == (date(2024, 10, 31), "unstated")
    (published,) = extract(document(sentence), Context(None, date(2024, 11, 15))).observations
    assert published.time_period == date(2024, 11, 15)
    (nothing,) = extract(document(sentence), Context(None, None)).observations
    assert (nothing.time_period, nothing.time_precision) == (None, "unstated")


def test_bounds_follow_the_qualifier() -> None:
    result = extract(
        document(("paragraph", "Đã số hóa hơn 46 triệu thửa đất; đồng bộ gần 30 triệu thửa đất; làm sạch khoảng 10 triệu thửa đất; kết nối 5 triệu thửa đất."))
    )  # fmt: skip
    assert [(o.qualifier, o.obs_low, o.obs_high) for o in result.observations] == [
        ("over", 46e6, 47e6), ("nearly", 29e6, 30e6), ("about", 9.5e6, 10.5e6), (None, 5e6, 5e6),
    ]  # fmt: skip


def test_default_attribution_and_assurance_are_carried() -> None:
    context = Context("2024-10", None, default_attribution="Bộ Công an", assurance="compiled")
    (one,) = extract(
        document(("paragraph", "Có 14 địa phương hoàn thành số hóa dữ liệu hộ tịch.")), context
    ).observations
    assert (one.attributed_to, one.assurance) == ("Bộ Công an", "compiled")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Đến 6/10/2025, cả 34/34 địa phương đã đồng bộ dữ liệu đất đai (nguồn: plo.vn).", "plo.vn"),
        (
            "Theo báo thoibaotaichinhvietnam.vn, 16/34 địa phương đã đồng bộ dữ liệu đất đai.",
            "thoibaotaichinhvietnam.vn",
        ),
        ("Ngày 7/10/2024, thanhnien.vn ghi nhận 16/63 địa phương đã đồng bộ dữ liệu đất đai.", "thanhnien.vn"),
        ("Theo Bộ Tư pháp, 16/63 địa phương đã đồng bộ dữ liệu đất đai (nguồn: plo.vn).", "Bộ Tư pháp"),
        ("16/63 địa phương đã đồng bộ dữ liệu đất đai (nguồn: bản in lại; không ghi ngày).", "bản in lại"),
        ("16/63 địa phương đã đồng bộ dữ liệu đất đai (nguồn điện ổn định).", None),
    ],
)
def test_an_outlet_named_with_a_figure_is_its_source(text: str, named: str | None) -> None:
    (one,) = extract(document(("paragraph", text)), Context("2025-10", None)).observations
    assert one.attributed_to == named


def test_a_source_in_brackets_speaks_for_its_sentence_alone() -> None:
    text = (
        "Theo Bộ Tư pháp, 14 địa phương đã hoàn thành số hóa dữ liệu hộ tịch. Cả nước có 16/34 địa phương đã đồng bộ dữ "
        "liệu đất đai (nguồn: plo.vn). 461/705 huyện hoàn thành số hóa dữ liệu đất đai."
    )
    found = extract(document(("paragraph", text)), Context("2024-10", None)).observations
    assert [o.attributed_to for o in found] == ["Bộ Tư pháp", "plo.vn", "Bộ Tư pháp"]


def test_a_share_that_is_not_its_fraction_is_kept_and_flagged() -> None:
    result = extract(
        document(
            (
                "paragraph",
                "Nghệ An đã số hóa 560.480/599.227 dữ liệu hộ tịch, đạt 93,64%; Hà Nam đã số hóa 50/100 dữ liệu hộ tịch, đạt 50%.",
            )
        )
    )
    shares = [o for o in result.observations if o.unit_measure == "percent"]
    assert [(o.ref_area, o.obs_value, o.flags) for o in shares] == [
        ("VN63-40", 93.64, ("sum_mismatch",)),
        ("VN63-35", 50, ()),
    ]
