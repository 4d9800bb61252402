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


def kinds(result: Extraction) -> set[tuple[str, str, float | None]]:
    return {(o.indicator, o.obs_kind, o.obs_value) for o in result.observations}


def test_columns_of_months_of_a_year_ago_and_of_change() -> None:
    made = document(
        ("heading", "Dịch vụ công trực tuyến"),
        ("paragraph", "Bản tin số 3, phát hành ngày 12/10/2024"),
        [["Chỉ tiêu", "ĐVT", "Tháng này (30/9/2024)", "Tháng trước", "Cùng kỳ năm trước", "Tăng (+), giảm (-)"], ["Hồ sơ trực tuyến toàn trình", "%", "44,5", "45,1", "20,2", "-0,6"]],
        headers=1,
    )  # fmt: skip
    got = {(o.obs_kind, o.obs_value, o.time_period) for o in extract(made, "2024-09", "VN63-45").observations}
    assert got == {
        ("actual", 44.5, date(2024, 9, 30)), ("comparison", 45.1, date(2024, 8, 31)),
        ("comparison", 20.2, date(2023, 9, 30)), ("change", -0.6, date(2024, 9, 30)),
    }  # fmt: skip


def test_the_earlier_of_two_days_is_there_to_compare_with() -> None:
    made = document(
        ("heading", "Nhiệm vụ Đề án 06"),
        [["Nội dung", "Đến 31/8/2024", "Đến 30/9/2024"], ["Nhiệm vụ hoàn thành", "50", "57"]],
        headers=1,
    )
    assert kinds(extract(made, "2024-09")) == {
        ("p06.tasks_completed", "comparison", 50),
        ("p06.tasks_completed", "actual", 57),
    }


def test_a_plan_has_a_deadline_and_its_rate_gives_nothing() -> None:
    for rate in ("% so với kế hoạch", "Tỷ lệ (%)", "Mức độ hoàn thành kế hoạch (%)"):
        made = document(
            ("heading", "Dịch vụ công trực tuyến"),
            [["Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện đến 30/9/2024", rate], ["Hồ sơ trực tuyến toàn trình", "%", "50", "44,5", "89"]],
            headers=1,
        )  # fmt: skip
        result = extract(made, "2024-09", "VN63-45")
        assert {(o.obs_kind, o.obs_value, o.deadline) for o in result.observations} == {
            ("target", 50, date(2024, 12, 31)),
            ("actual", 44.5, None),
        }, rate


def test_only_signed_figures_under_compared_with_are_changes() -> None:
    def read(cell: str) -> set[tuple[str, str, float | None]]:
        made = document(
            ("heading", "Cấp phiếu lý lịch tư pháp trên VNeID"),
            [["Nội dung", "Số địa phương", "So với 31/8/2024"], ["Đã kết nối", "61/63", cell]],
            headers=1,
        )
        return kinds(extract(made, "2024-09"))

    connected = ("criminal_record.localities_connected", "actual", 61)
    assert read("+4") == {connected, ("criminal_record.localities_connected", "change", 4)}
    assert read("57") == {connected}


def test_a_total_under_completed_is_what_is_completed() -> None:
    made = document(
        ("heading", "Tình hình thực hiện nhiệm vụ"),
        [["Nhóm nhiệm vụ", "Tổng số", "Đã hoàn thành", "Đã hoàn thành"], ["", "", "Tổng", "Trong đó: đúng hạn"], ["Đề án 06", "90", "60", "55"], ["Nghị quyết 71", "250", "200", "190"]],
        headers=2,
    )  # fmt: skip
    assert kinds(extract(made)) == {
        ("p06.tasks_total", "actual", 90), ("p06.tasks_completed", "actual", 60),
        ("nq71.tasks_total", "actual", 250), ("nq71.tasks_completed", "actual", 200),
    }  # fmt: skip


def test_a_total_of_ministries_or_regions_is_the_country_s() -> None:
    made = document(
        ("heading", "Nhiệm vụ Nghị quyết 71"),
        [["Cơ quan", "Tổng số nhiệm vụ", "Quá hạn"], ["Bộ Y tế", "30", "2"], ["Bộ Tài chính", "40", "1"], ["Tổng số", "70", "3"]],
        headers=1,
    )  # fmt: skip
    assert values(extract(made)) == {("nq71.tasks_total", "VN", 70), ("nq71.tasks_overdue", "VN", 3)}


def test_of_several_totals_only_the_grand_one_counts() -> None:
    made = document(
        ("heading", "Dịch vụ công trực tuyến"),
        [["Đơn vị", "Tỷ lệ hồ sơ trực tuyến toàn trình (%)"], ["Bộ Y tế", "10,5"], ["Cộng", "33,1"], ["Hà Nội", "20,5"], ["Hà Nam", "61,1"], ["Cộng", "34,1"], ["Tổng cộng", "33,9"]],
        headers=1,
    )  # fmt: skip
    assert {v for i, area, v in values(extract(made)) if area == "VN"} == {33.9}


def test_blocks_side_by_side_have_their_own_names() -> None:
    header = ["TT", "Địa phương", "Tỷ lệ (%)"]
    made = document(
        ("heading", "Tỷ lệ số hóa dữ liệu hộ tịch"),
        [
            header * 2,
            ["1", "Hà Nội", "45,1", "3", "Nghệ An", "66,2"],
            ["2", "Bắc Giang", "88,0", "4", "Cà Mau", "77,7"],
        ],
        headers=1,
    )
    share = "civil_status.share_digitised_pct"
    assert values(extract(made)) == {
        (share, "VN63-01", 45.1), (share, "VN63-24", 88), (share, "VN63-40", 66.2), (share, "VN63-96", 77.7),
    }  # fmt: skip


def test_short_headers_over_shares() -> None:
    made = document(
        ("heading", "Kết quả dịch vụ công trực tuyến (%)"),
        [["Tỉnh", "Hồ sơ trực tuyến", "Hồ sơ trực tuyến", "Số hóa", "Tái sử dụng", "Chứng thực"], ["", "Toàn trình", "Một phần", "", "", ""], ["Hà Nội", "41,5", "7,7", "60,1", "12,0", "3,3"], ["Hà Nam", "51,5", "8,8", "70", "22,0", "4,4"]],
        headers=2,
    )  # fmt: skip
    assert {i for i, area, _ in values(extract(made)) if area == "VN63-35"} == {
        "online_services.e2e_dossier_pct", "online_services.digitised_dossier_pct", "online_services.reuse_pct",
    }  # fmt: skip


def test_a_bare_rate_is_of_the_counts_beside_it() -> None:
    made = document(
        ("heading", "Làm sạch dữ liệu đất đai"),
        [["Tỉnh", "Dự toán", "Đã giải ngân", "Tỷ lệ (%)"], ["Hà Nội", "21.400", "8.902", "41,6"], ["Huế", "64.015", "61.770", "96,5"], ["Cà Mau", "64.000", "32.000", "50,0"]],
        headers=1,
    )  # fmt: skip
    assert values(extract(made, "2025-11")) == set()
    made = document(
        ("heading", "Dữ liệu đất đai"),
        [["Nội dung", "Đơn vị", "Số lượng", "Tỷ lệ (%)"], ["Thửa đất đã làm sạch", "thửa", "60.000", "75,5"]],
        headers=1,
    )
    assert values(extract(made, "2025-11")) == {("land.parcels_clean", "VN", 60000), ("land.clean_pct", "VN", 75.5)}


def test_provinces_may_be_columns_and_a_sign_may_be_missing() -> None:
    made = document(
        ("heading", "Dịch vụ công trực tuyến"),
        [["Chỉ tiêu (%)", "Hà Nội", "Cà Mau"], ["Hồ sơ trực tuyến toàn trình", "45,1", "47"], ["Cấp kết quả điện tử", "65,1", "67,1"]],
        headers=1,
    )  # fmt: skip
    assert values(extract(made)) == {
        ("online_services.e2e_dossier_pct", "VN63-01", 45.1), ("online_services.e2e_dossier_pct", "VN63-96", 47),
        ("online_services.e_result_pct", "VN63-01", 65.1), ("online_services.e_result_pct", "VN63-96", 67.1),
    }  # fmt: skip


def test_parts_of_a_table_have_their_own_family() -> None:
    made = document(
        ("heading", "Số liệu các tỉnh"),
        [["Tỉnh", "Đã số hóa"], ["I. Dữ liệu hộ tịch", ""], ["Hà Nội", "1.000"], ["Hà Nam", "2.000"], ["II. Dữ liệu đất đai (thửa)", ""], ["Hà Nội", "3.000"], ["Hà Nam", "4.000"]],
        headers=1,
    )  # fmt: skip
    assert values(extract(made)) == {
        ("civil_status.records_digitised", "VN63-01", 1000), ("civil_status.records_digitised", "VN63-35", 2000),
        ("land.parcels_digitised", "VN63-01", 3000), ("land.parcels_digitised", "VN63-35", 4000),
    }  # fmt: skip


def test_names_in_a_cell_of_a_row_of_a_status() -> None:
    made = document(
        ("heading", "Số hóa dữ liệu hộ tịch"),
        [["Nhóm", "Tên địa phương"], ["Chậm tiến độ", "Hà Nam, Thái Bình"], ["Cam kết hoàn thành trước ngày 20/11/2024", "Cà Mau"]],
        headers=1,
    )  # fmt: skip
    got = {(o.ref_area, o.obs_kind, o.status, o.deadline) for o in extract(made).observations}
    assert got == {
        ("VN63-35", "actual", "slow", None), ("VN63-34", "actual", "slow", None),
        ("VN63-96", "promise", None, date(2024, 11, 20)),
    }  # fmt: skip


def test_who_is_to_do_a_task_has_not_done_it() -> None:
    made = document(
        ("heading", "Số hóa dữ liệu hộ tịch"),
        [["Nội dung", "Đơn vị thực hiện"], ["Hoàn thành số hóa dữ liệu hộ tịch", "Hà Nội, Cà Mau"], ["Hoàn thành làm sạch", "Hà Nam"]],
        headers=1,
    )  # fmt: skip
    assert extract(made).observations == ()


def test_what_came_in_within_a_month_is_not_all_there_is() -> None:
    made = document(
        ("heading", "Cấp phiếu lý lịch tư pháp"),
        [["Tỉnh", "Hồ sơ tiếp nhận trong tháng 9", "Hồ sơ tiếp nhận lũy kế đến 30/9/2024"], ["Sơn La", "705", "5.600"]],
        headers=1,
    )
    assert values(extract(made, "2024-09")) == {("criminal_record.applications", "VN63-14", 5600)}


def test_a_table_without_a_header_is_what_its_title_says() -> None:
    made = document(
        ("heading", "Tỷ lệ số hóa dữ liệu hộ tịch của các tỉnh (%)"),
        [["1", "Hà Nội", "45,1"], ["2", "Bắc Giang", "88"], ["3", "Cà Mau", "70,5"]],
    )
    share = "civil_status.share_digitised_pct"
    assert values(extract(made)) == {(share, "VN63-01", 45.1), (share, "VN63-24", 88), (share, "VN63-96", 70.5)}


def test_a_header_of_something_else_takes_nothing_from_the_title() -> None:
    made = document(
        ("heading", "Kết quả số hóa dữ liệu hộ tịch"),
        [["Tỉnh", "Tỷ lệ cán bộ nghỉ việc (%)"], ["Hà Nội", "4,1"], ["Bắc Giang", "8,8"], ["Cà Mau", "7,5"]],
        headers=1,
    )
    assert values(extract(made)) == set()


def test_places_with_their_shares_in_one_cell() -> None:
    made = document(
        ("paragraph", "Tỷ lệ hồ sơ trực tuyến toàn trình của các địa phương đến 30/9/2024"),
        [
            ["Nhóm", "Địa phương và tỷ lệ"],
            ["Dẫn đầu", "Hà Nam: 61,2%; Đà Nẵng: 58,9%"],
            ["Cuối bảng", "Cao Bằng 9,4%, Lai Châu (8,8%)"],
        ],
        headers=1,
    )
    result = extract(made)
    assert values(result) == {
        ("online_services.e2e_dossier_pct", "VN63-35", 61.2), ("online_services.e2e_dossier_pct", "VN63-48", 58.9),
        ("online_services.e2e_dossier_pct", "VN63-04", 9.4), ("online_services.e2e_dossier_pct", "VN63-12", 8.8),
    }  # fmt: skip
    assert [(o.evidence.cell, o.evidence.value_text) for o in result.observations] == [
        ("R2C2", "61,2%"), ("R2C2", "58,9%"), ("R3C2", "9,4%"), ("R3C2", "8,8%"),
    ]  # fmt: skip
    assert {o.time_period for o in result.observations} == {date(2024, 9, 30)}


def test_a_count_with_its_share_in_brackets() -> None:
    made = document(
        [
            ["Tỉnh", "Số dữ liệu hộ tịch đã số hóa/tổng số (tỷ lệ)", "Số xã hoàn thành số hóa hộ tịch"],
            ["Hà Nội", "3.120.400/3.900.500 (80%)", "12/579 (2,1%)"],
            ["Cần Thơ", "880.000/1.100.000 (75%)", "80/83 (96,4%)"],
        ],
        headers=1,
    )
    result = extract(made)
    assert values(result) == {
        ("civil_status.records_digitised", "VN63-01", 3120400), ("civil_status.share_digitised_pct", "VN63-01", 80),
        ("civil_status.records_digitised", "VN63-92", 880000), ("civil_status.share_digitised_pct", "VN63-92", 75),
        ("civil_status.communes_completed", "VN63-01", 12), ("civil_status.communes_completed", "VN63-92", 80),
    }  # fmt: skip
    shares = [o for o in result.observations if o.indicator == "civil_status.share_digitised_pct"]
    assert [(o.evidence.cell, o.evidence.value_text, o.flags) for o in shares] == [
        ("R2C2", "80%", ()), ("R3C2", "75%", ("sum_mismatch",)),
    ]  # fmt: skip
    # the share of communes is no indicator of ours
    assert {figure.value_text for figure in result.unread if figure.reason == "outside_catalogue"} >= {"2,1", "96,4"}


def test_a_cell_of_words_with_places_is_no_list_of_values() -> None:
    made = document(
        ("paragraph", "Tỷ lệ hồ sơ trực tuyến toàn trình"),
        [["Nội dung", "Ghi chú"], ["Kiểm tra", "Hà Nam: họp 2 lần; Đà Nẵng: 58,9% kinh phí"]],
        headers=1,
    )
    assert values(extract(made)) == set()
