"""Tables: headers over two rows, units in a line or in brackets, totals, subtotals, abolished provinces, transposed."""

from __future__ import annotations

from datetime import date

from pipeline.extract import Context, Extraction, extract_document
from pipeline.reference import load_reference
from pipeline.terms import Document

from .build import document
from .laws import check


def extract(made: Document, month: str = "2024-10", default_area: str | None = None) -> Extraction:
    result = extract_document(made, Context(month, None, "vi", default_area), load_reference())
    check(made, result)
    return result


def values(result: Extraction) -> set[tuple[str, str, float | None]]:
    return {(o.indicator, o.ref_area, o.obs_value) for o in result.observations}


def test_done_total_share_and_fraction() -> None:
    made = document(
        ("paragraph", "Số liệu tính đến ngày 30/9/2024"),
        [
            ["STT", "Tỉnh, thành phố", "Dữ liệu hộ tịch đã số hóa", "Tổng số dữ liệu hộ tịch phải số hóa", "Tỷ lệ số hóa dữ liệu hộ tịch (%)", "Số xã hoàn thành số hóa hộ tịch", "Dân số (người)"],
            ["1", "Hà Nội", "1.200.300", "2.400.600", "50,00", "12/579", "8.500.000"],
            ["2", "Đắk Nông", "300.000", "300.000", "100", "71/71", "680.000"],
            ["I", "Đồng bằng sông Hồng", "900", "1.000", "90", "-", "1"],
            ["", "Tổng cộng", "1.500.300", "2.700.600", "55,55", "83/650", "9.180.000"],
        ],
        headers=1,
    )  # fmt: skip
    result = extract(made)
    assert values(result) == {
        ("civil_status.records_digitised", "VN63-01", 1200300), ("civil_status.records_total", "VN63-01", 2400600),
        ("civil_status.share_digitised_pct", "VN63-01", 50), ("civil_status.communes_completed", "VN63-01", 12),
        ("civil_status.records_digitised", "VN63-67", 300000), ("civil_status.records_total", "VN63-67", 300000),
        ("civil_status.share_digitised_pct", "VN63-67", 100), ("civil_status.communes_completed", "VN63-67", 71),
        ("civil_status.records_digitised", "VN", 1500300), ("civil_status.records_total", "VN", 2700600),
        ("civil_status.share_digitised_pct", "VN", 55.55), ("civil_status.communes_completed", "VN", 83),
    }  # fmt: skip
    done = next(o for o in result.observations if o.indicator.endswith("records_digitised"))
    assert (done.numerator, done.denominator, done.time_period) == (None, None, date(2024, 9, 30))  # dbt pairs them
    assert done.evidence.cell == "R2C3" and done.evidence.method == "table"
    reasons = {figure.reason for figure in result.unread}
    assert reasons <= {"date", "list_index", "outside_catalogue"}


def test_thousands_are_units() -> None:
    made = document(
        ("heading", "Số hóa dữ liệu đất đai"),
        ("paragraph", "Đơn vị tính: nghìn thửa"),
        [["Địa phương", "Tổng số thửa đất", "Đã số hóa"], ["Cà Mau", "501,9", "125,1"], ["Sơn La", "1.103", "305,9"]],
        headers=1,
    )
    assert values(extract(made)) == {
        ("land.parcels_total", "VN63-96", 501900), ("land.parcels_digitised", "VN63-96", 125100),
        ("land.parcels_total", "VN63-14", 1103000), ("land.parcels_digitised", "VN63-14", 305900),
    }  # fmt: skip


def test_an_abolished_name_makes_it_the_old_map() -> None:
    made = document(
        ("heading", "Tỷ lệ số hóa dữ liệu hộ tịch"),
        [["Tỉnh", "Tỷ lệ số hóa (%)"], ["Hà Giang", "55,5"], ["Tuyên Quang", "100"]],
        headers=1,
    )
    assert {o.ref_area for o in extract(made, "2025-09").observations} == {"VN63-02", "VN63-08"}


def test_a_printed_sum_that_is_wrong_is_kept_and_flagged() -> None:
    made = document(
        ("heading", "Số hóa dữ liệu hộ tịch"),
        [["Tỉnh", "Đã số hóa (dữ liệu)"], ["Hà Nội", "100.000"], ["Hà Giang", "200.000"], ["Cao Bằng", "300.000"], ["Cả nước", "700.000"]],
        headers=1,
    )  # fmt: skip
    (total,) = [o for o in extract(made).observations if o.ref_area == "VN"]
    assert (total.obs_value, total.flags) == (700000, ("sum_mismatch",))


def test_districts_are_not_areas() -> None:
    made = document(
        ("heading", "Số hóa dữ liệu hộ tịch"),
        [["TT", "Đơn vị", "Đã số hóa (dữ liệu)"], ["1", "Huyện Hướng Hóa", "12.000"], ["2", "Thị xã Quảng Trị", "8.000"], ["", "Tổng cộng", "20.000"]],
        headers=1,
    )  # fmt: skip
    assert values(extract(made, default_area="VN63-45")) == {("civil_status.records_digitised", "VN63-45", 20000)}


def test_rows_may_be_indicators() -> None:
    made = document(
        ("heading", "Kết quả số hóa dữ liệu đất đai"),
        [["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"], ["1", "Số thửa đất đã số hóa", "thửa", "50.000", "46.000"], ["2", "Số huyện hoàn thành số hóa dữ liệu đất đai", "huyện", "9", "7"]],
        headers=1,
    )  # fmt: skip
    got = {(o.indicator, o.obs_kind, o.obs_value) for o in extract(made, default_area="VN63-45").observations}
    assert got == {
        ("land.parcels_digitised", "target", 50000), ("land.parcels_digitised", "actual", 46000),
        ("land.districts_completed", "target", 9), ("land.districts_completed", "actual", 7),
    }  # fmt: skip


def test_a_status_column() -> None:
    made = document(
        ("heading", "Số hóa dữ liệu hộ tịch"),
        [
            ["Tỉnh", "Tình trạng"],
            ["Hà Nội", "Đang thực hiện"],
            ["Hà Nam", "Đã hoàn thành"],
            ["Hà Giang", "Chậm tiến độ"],
        ],
        headers=1,
    )
    got = {(o.indicator, o.ref_area, o.status) for o in extract(made).observations}
    assert got == {
        ("civil_status.status", "VN63-01", "in_progress"), ("civil_status.status", "VN63-35", "completed"),
        ("civil_status.status", "VN63-02", "slow"),
    }  # fmt: skip


def test_a_table_of_something_else_gives_nothing() -> None:
    made = document(
        ("heading", "Lịch thi đấu"), [["TT", "Đội", "Điểm"], ["1", "Hà Nội", "30"], ["2", "Nam Định", "28"]], headers=1
    )
    assert extract(made).observations == ()
