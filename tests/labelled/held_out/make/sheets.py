"""Workbooks: regions and totals with a unit line, text percentages, a second sheet with instructions, officials, an inventory."""

from __future__ import annotations

import io
import random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .marks import Doc, vi
from .places import names


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_AREAS = {
    "Trung du và miền núi phía Bắc": [
        "Cao Bằng",
        "Điện Biên",
        "Lai Châu",
        "Lạng Sơn",
        "Lào Cai",
        "Phú Thọ",
        "Sơn La",
        "Thái Nguyên",
        "Tuyên Quang",
    ],
    "Đồng bằng sông Hồng": ["TP. Hà Nội", "TP. Hải Phòng", "Bắc Ninh", "Hưng Yên", "Ninh Bình", "Quảng Ninh"],
    "Bắc Trung Bộ": ["Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Trị", "TP. Huế"],
    "Nam Trung Bộ và Tây Nguyên": ["TP. Đà Nẵng", "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Đắk Lắk", "Lâm Đồng"],
    "Đông Nam Bộ": ["TP. Hồ Chí Minh", "Đồng Nai", "Tây Ninh"],
    "Đồng bằng sông Cửu Long": ["TP. Cần Thơ", "An Giang", "Cà Mau", "Đồng Tháp", "Vĩnh Long"],
}


def _regions() -> tuple[Doc, bytes]:
    doc = Doc(
        "x01",
        "x01.xlsx",
        "xlsx",
        "land",
        "regions with subtotals, unit line, merged heads",
        "2026-01-09",
        "2025-12",
        time="2025-12-31",
    )
    book = Workbook()
    sheet = book.active
    sheet.title = "Bieu 03"
    sheet["A1"], sheet["A2"] = "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Biểu số 03/ĐĐ"
    sheet["A3"] = "TIẾN ĐỘ XÂY DỰNG CƠ SỞ DỮ LIỆU ĐẤT ĐAI ĐẾN NGÀY 31/12/2025"
    sheet.merge_cells("A3:F3")
    sheet["F4"] = "Đơn vị tính: nghìn thửa"
    for place, text in (
        ("A6", "STT"),
        ("B6", "Vùng, tỉnh, thành phố"),
        ("C6", "Tổng số thửa đất"),
        ("D6", "Trong đó"),
        ("D7", "Đã rà soát, phân loại"),
        ("E7", "Đã gắn mã định danh"),
        ("F7", "Chưa có cơ sở dữ liệu"),
    ):
        sheet[place] = text
        sheet[place].font = Font(bold=True)
    for span in ("A6:A7", "B6:B7", "C6:C7", "D6:F6"):
        sheet.merge_cells(span)
    dice, row, number, all_sums = random.Random(2026), 8, 0, [0, 0, 0, 0]
    roman = ("I", "II", "III", "IV", "V", "VI")
    for sign, (region, places) in zip(roman, _AREAS.items(), strict=True):
        start, sums = row, [0, 0, 0, 0]
        row += 1
        for place in places:
            number += 1
            total = dice.randint(702, 5230)
            classified = round(total * dice.uniform(0.5, 0.97))
            figures = [
                total,
                classified,
                round(classified * dice.uniform(0.5, 0.98)),
                total - classified - dice.randint(0, 9) if place != "TP. Huế" else 0,
            ]
            for column, value in enumerate((number, place, *figures), start=1):
                sheet.cell(row, column, value)
            for name, value in zip(
                ("parcels_total", "parcels_classified", "parcels_id_assigned", "parcels_no_db"), figures, strict=True
            ):
                doc.fact(f"ld.{name}", value * 1000, str(value), a=place)
            sums = [a + b for a, b in zip(sums, figures, strict=True)]
            row += 1
        for column, value in enumerate((sign, region, *sums), start=1):
            sheet.cell(start, column, value).font = Font(bold=True)
        all_sums = [a + b for a, b in zip(all_sums, sums, strict=True)]
    for column, value in enumerate(("", "TỔNG CỘNG", *all_sums), start=1):
        sheet.cell(row, column, value).font = Font(bold=True)
    for name, value in zip(
        ("parcels_total", "parcels_classified", "parcels_id_assigned", "parcels_no_db"), all_sums, strict=True
    ):
        doc.fact(f"ld.{name}", value * 1000, str(value))
    sheet.cell(row + 2, 2, "Ghi chú: số liệu do các địa phương tự báo cáo; biểu gồm 34 dòng.")
    sheet.cell(row + 3, 5, "Người lập biểu, ngày 09/01/2026")
    return doc, _saved(book)


def _percentages() -> tuple[Doc, bytes]:
    doc = Doc(
        "x02",
        "x02.xlsx",
        "xlsx",
        "online_services",
        "63 rows, percentages as text, gaps",
        "2024-11-08",
        "2024-10",
        time="2024-10-31",
    )
    book = Workbook()
    sheet = book.active
    sheet.title = "T10"
    sheet["B2"] = "Bảng 2. Xếp hạng dịch vụ công trực tuyến của 63 tỉnh, thành phố, tháng 10/2024"
    sheet["B2"].font = Font(bold=True, size=14)
    sheet["B3"] = "Nguồn: Hệ thống đo lường (trích xuất 8h00 ngày 05/11/2024)"
    for column, text in enumerate(
        (
            "Hạng",
            "Tỉnh, thành phố",
            "Tỷ lệ hồ sơ trực tuyến toàn trình",
            "Tỷ lệ dịch vụ công trực tuyến toàn trình",
            "Điểm",
        ),
        start=2,
    ):
        sheet.cell(5, column, text).alignment = Alignment(wrap_text=True)
    dice = random.Random(1024)
    places = names("VN63")
    dice.shuffle(places)
    shares = sorted((round(dice.uniform(6, 71), dice.choice((1, 2))) for _ in places), reverse=True)
    for rank, (place, share) in enumerate(zip(places, shares, strict=True), start=1):
        row = 5 + rank
        services = round(dice.uniform(31, 96), 1)
        sheet.cell(row, 2, rank)
        sheet.cell(row, 3, place)
        texts = [f"{f'{value:g}'.replace('.', ',')}%" for value in (share, services)]
        sheet.cell(row, 4, texts[0])
        doc.fact("os.e2e_dossier_pct", share, texts[0], a=place)
        if rank in {17, 40, 58}:
            sheet.cell(row, 5, "Chưa báo cáo")
        else:
            sheet.cell(row, 5, texts[1])
            doc.fact("os.e2e_service_pct", services, texts[1], a=place)
        sheet.cell(row, 6, round(share / 8, 1))
    sheet.cell(70, 3, "Trung bình cả nước")
    sheet.cell(70, 4, "45,1%")
    sheet.cell(70, 5, "55,98%")
    doc.fact("os.e2e_dossier_pct", 45.1, "45,1%")
    doc.fact("os.e2e_service_pct", 55.98, "55,98%")
    return doc, _saved(book)


def _two_sheets() -> tuple[Doc, bytes]:
    doc = Doc(
        "x03",
        "x03.xlsx",
        "xlsx",
        "civil_status",
        "two sheets, header on line six, percent format",
        "2024-08-12",
        "2024-07",
        time="2024-07-31",
    )
    book = Workbook()
    guide = book.active
    guide.title = "Huong dan"
    for text in (
        "HƯỚNG DẪN NHẬP BIỂU",
        "1. Cột (3) nhập số sổ, ví dụ: 1500 sổ",
        "2. Cột (5) tự tính, không nhập",
        "3. Gửi trước ngày 5 hằng tháng, dung lượng tối đa 10 MB",
        "4. Hỗ trợ: 024.6273.0000, máy lẻ 12",
    ):
        guide.append([text])
    sheet = book.create_sheet("So lieu")
    sheet["A1"] = "KẾT QUẢ SỐ HÓA SỔ HỘ TỊCH MỘT SỐ TỈNH PHÍA BẮC"
    sheet["A2"] = "Kỳ báo cáo: tháng 7/2024"
    sheet.merge_cells("A1:E1")
    for column, text in enumerate(
        (
            "STT",
            "Tỉnh",
            "Tổng số sổ hộ tịch (quyển)",
            "Số sổ đã số hóa (quyển)",
            "Số dữ liệu hộ tịch đã số hóa (trường hợp)",
            "Tỷ lệ số hóa dữ liệu hộ tịch",
        ),
        start=1,
    ):
        sheet.cell(6, column, text)
        sheet.cell(7, column, f"({column})")
    dice = random.Random(7)
    for number, place in enumerate(
        (
            "Hà Giang",
            "Cao Bằng",
            "Bắc Kạn",
            "Tuyên Quang",
            "Lào Cai",
            "Điện Biên",
            "Lai Châu",
            "Sơn La",
            "Yên Bái",
            "Hoà Bình",
            "Thái Nguyên",
            "Lạng Sơn",
            "Quảng Ninh",
            "Bắc Giang",
            "Phú Thọ",
            "Vĩnh Phúc",
        ),
        start=1,
    ):
        books = dice.randint(2100, 9800)
        share = dice.randint(280, 1000) / 10
        done, records = round(books * share / 100), dice.randint(190_000, 1_700_000)
        row = 7 + number
        for column, value in enumerate((number, place, books, done, records), start=1):
            sheet.cell(row, column, value)
        sheet.cell(row, 6, round(share / 1000 * 10, 3)).number_format = "0.0%"
        for name, value, text in (
            ("books_total", books, str(books)),
            ("books_digitised", done, str(done)),
            ("records_digitised", records, str(records)),
            ("share_digitised_pct", share, f"{vi(share, 1)}%"),
        ):
            doc.fact(f"cs.{name}", value, text, a=place)
    return doc, _saved(book)


def _officials() -> tuple[Doc, bytes]:
    doc = Doc(
        "x04",
        "x04.xlsx",
        "xlsx",
        "cbccvc",
        "34 rows, two sheets by region, text with dots",
        "2026-06-05",
        "2026-05",
        time="2026-05-31",
    )
    book = Workbook()
    dice = random.Random(34)
    order = [place for places in _AREAS.values() for place in places]
    for title, places in (("Mien Bac", order[:20]), ("Mien Nam", order[20:])):
        sheet = book.create_sheet(title)
        sheet.append(["", "HỒ SƠ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC THEO TỈNH, THÀNH PHỐ"])
        sheet.append(["", "(tính đến hết tháng 5/2026; đơn vị tính: hồ sơ)"])
        sheet.append([])
        sheet.append(
            ["TT", "Tỉnh, thành phố", "Tổng số hồ sơ CBCCVC", "Số hồ sơ CBCCVC đã đối khớp CSDL dân cư", "Ghi chú"]
        )
        for number, place in enumerate(places, start=1):
            total = dice.randint(21_000, 142_000)
            matched = round(total * dice.uniform(0.7, 0.999))
            sheet.append([number, place, vi(total), vi(matched), "đang bổ sung 02 xã" if number == 7 else None])
            doc.fact("cb.records_total", total, vi(total), a=place)
            doc.fact("cb.records_matched", matched, vi(matched), a=place)
    book.remove(book["Sheet"])
    return doc, _saved(book)


def _inventory() -> tuple[Doc, bytes]:
    doc = Doc("x05", "x05.xlsx", "xlsx", "none", "inventory by province, no fact", "2025-05-15", "2025-05")
    book = Workbook()
    sheet = book.active
    sheet.append(["DANH MỤC THIẾT BỊ CẤP CHO CÁC TỈNH NĂM 2025"])
    sheet.append(["Tổng kinh phí: 18,4 tỷ đồng; nguồn: ngân sách trung ương"])
    sheet.append([])
    sheet.append(["STT", "Tỉnh", "Máy quét A3", "Máy in", "Máy tính", "Kinh phí (triệu đồng)"])
    dice = random.Random(515)
    for number, place in enumerate(
        ("Lai Châu", "Gia Lai", "Kon Tum", "Sóc Trăng", "Trà Vinh", "Hà Giang", "Bắc Kạn", "Quảng Bình"), start=1
    ):
        sheet.append(
            [number, place, dice.randint(4, 30), dice.randint(2, 20), dice.randint(40, 160), dice.randint(900, 3100)]
        )
    sheet.append(["", "Tổng cộng", 131, 88, 806, 18400])
    return doc, _saved(book)


def documents() -> list[tuple[Doc, bytes]]:
    return [_regions(), _percentages(), _two_sheets(), _officials(), _inventory()]
