"""Text PDFs exported from a word processor: an unruled table after prose, a city's report with numbered headings."""

from __future__ import annotations

import io
import random
import subprocess
import tempfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from .marks import Doc, vi


def export(document: docx.document.Document) -> bytes:
    """The PDF that the word processor writes."""
    with tempfile.TemporaryDirectory() as folder:
        document.save(f"{folder}/report.docx")
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
        ]
        subprocess.run([*command, f"{folder}/report.docx"], check=True, capture_output=True, timeout=180)
        return Path(folder, "report.pdf").read_bytes()


def blank(font: str = "Liberation Serif", size: float = 13) -> docx.document.Document:
    document = docx.Document()
    document.styles["Normal"].font.name = font
    document.styles["Normal"].font.size = Pt(size)
    document.sections[0].left_margin = Cm(2.5)
    return document


def centred(document: docx.document.Document, text: str, bold: bool = True) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _unruled() -> tuple[Doc, bytes]:
    doc = Doc(
        "p05",
        "p05.pdf",
        "pdf",
        "criminal_record",
        "prose and unruled table",
        "2025-05-20",
        "2025-04",
        time="2025-04-30",
    )
    document = blank()
    centred(document, "TRUNG TÂM LÝ LỊCH TƯ PHÁP QUỐC GIA")
    centred(document, "THÔNG TIN NHANH THÁNG 4/2025")
    for text in (
        "Sau bốn tháng mở rộng, việc cấp Phiếu lý lịch tư pháp qua VNeID đã thành thói quen của người dân ở nhiều nơi. Đến hết tháng 4/2025, [[63/63 tỉnh, thành phố|cr.localities_deployed 63/63]] đã triển khai; cả nước tiếp nhận [[612.884 hồ sơ|cr.applications 612884]] từ đầu năm, trong đó hồ sơ nộp qua VNeID là [[437.106|cr.applications_vneid 437106]].",
        "Số phiếu đã cấp cùng giai đoạn đạt [[598.231 phiếu|cr.certificates_issued 598231]]. Thời gian xử lý trung bình 6,2 ngày, giảm 1,4 ngày so với năm trước; lệ phí giữ nguyên 200.000 đồng/lần/người. Hồ sơ của người nước ngoài (2.310 người) vẫn nhận bản giấy.",
        "Kết quả của các địa phương có từ 10.000 hồ sơ trở lên hoặc có kiến nghị riêng trong tháng được trình bày dưới đây. Số liệu cộng dồn từ ngày 01/01/2025, chốt lúc 16 giờ ngày 30/4/2025 trên phần mềm quản lý; phiếu cấp lại không tính.",
    ):
        document.add_paragraph(doc.text(text)).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    places = [
        "Hà Nội",
        "TP. Hồ Chí Minh",
        "Hải Phòng",
        "Đà Nẵng",
        "Cần Thơ",
        "Huế",
        "Thái Bình",
        "Nghệ An",
        "Quảng Bình",
        "Quảng Trị",
        "Hải Dương",
        "Đồng Nai",
        "Bình Dương",
        "Kiên Giang",
    ]
    table = document.add_table(rows=1, cols=4)
    for cell, text in zip(
        table.rows[0].cells,
        ("Địa phương", "Số hồ sơ đề nghị cấp phiếu", "Trong đó: qua VNeID", "Số phiếu đã cấp"),
        strict=True,
    ):
        cell.paragraphs[0].add_run(text).bold = True
    dice = random.Random(205)
    for place in places:
        total = dice.randint(9_800, 61_000)
        figures = [total, round(total * dice.uniform(0.4, 0.95)), round(total * dice.uniform(0.9, 0.99))]
        cells = table.add_row().cells
        cells[0].text = place
        for cell, name, value in zip(
            cells[1:], ("applications", "applications_vneid", "certificates_issued"), figures, strict=True
        ):
            cell.text = vi(value)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            doc.fact(f"cr.{name}", value, vi(value), a=place)
    document.add_paragraph()
    document.add_paragraph(
        "Người dân cần hỗ trợ gọi 1900 0368 (2.000 đồng/phút), từ 7h30 đến 22h00. Ba lỗi hay gặp: sai địa chỉ trước năm 2017, thiếu 01 trang hộ chiếu, chưa xác nhận mức 2."
    )
    return doc, export(document)


def _city() -> tuple[Doc, bytes]:
    doc = Doc(
        "p07",
        "p07.pdf",
        "pdf",
        "tasks",
        "city report, numbered headings, footer",
        "2025-12-12",
        "2025-11",
        area="Cần Thơ",
        time="2025-11-30",
    )
    document = blank(size=13.5)
    document.sections[0].footer.paragraphs[0].text = "Tổ công tác Đề án 06 thành phố - Báo cáo tháng 11/2025"
    centred(document, "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", bold=False)
    centred(document, "BÁO CÁO\nKết quả thực hiện Đề án 06 và cải cách thủ tục hành chính tháng 11/2025")
    for heading, texts in (
        ("1. Nhiệm vụ được giao", [
            "Thành phố được giao [[56 nhiệm vụ|p6.tasks_total 56]] thuộc Đề án 06. Lũy kế đến ngày 30/11/2025 đã hoàn thành [[33 nhiệm vụ|p6.tasks_completed 33]]; đang triển khai [[12 nhiệm vụ|p6.tasks_ongoing 12]] trong hạn; [[8 nhiệm vụ|p6.tasks_regular 8]] có tính chất thường xuyên; [[3 nhiệm vụ|p6.tasks_behind_schedule 3]] chậm tiến độ do chờ hướng dẫn về định mức. Trong 11 tháng, Tổ công tác họp 14 phiên, ban hành 27 văn bản chỉ đạo.",
            "Với Nghị quyết 57, thành phố còn [[02 nhiệm vụ|n5.tasks_overdue 2]] quá hạn tính đến cuối tháng 11/2025, giảm [[05|n5.tasks_overdue -5 k=ch]] nhiệm vụ so với tháng trước.",
        ]),
        ("2. Dịch vụ công trực tuyến", [
            "Trong tháng 11/2025, Trung tâm Phục vụ hành chính công và 103 xã, phường tiếp nhận 96.412 hồ sơ. Tỷ lệ hồ sơ trực tuyến đạt [[88,04%|os.online_dossier_pct 88.04]]; tỷ lệ hồ sơ trực tuyến toàn trình đạt [[71,6%|os.e2e_dossier_pct 71.6]]. Tỷ lệ số hóa hồ sơ, kết quả giải quyết là [[93,64%|os.digitised_dossier_pct 93.64]] (560.480/599.227 hồ sơ), tỷ lệ cấp kết quả bản điện tử [[90,2%|os.e_result_pct 90.2]], tỷ lệ khai thác, sử dụng lại dữ liệu đã số hóa [[mới đạt hơn 44%|os.reuse_pct 44 q=over]].",
            "Chỉ tiêu đến hết năm 2025 là [[80%|os.e2e_dossier_pct 80 k=t dl=2025-12-31]] hồ sơ trực tuyến toàn trình và [[60%|os.reuse_pct 60 k=t dl=2025-12-31]] dữ liệu được sử dụng lại. Thành phố miễn phí, lệ phí đối với 112 thủ tục, giảm 50% thời gian đối với 38 thủ tục.",
        ]),
        ("3. Dữ liệu đất đai và hộ tịch", [
            "Toàn thành phố (gồm Cần Thơ, Hậu Giang, Sóc Trăng trước đây) có [[2.417.905 thửa đất|ld.parcels_total 2417905]]; đến hết tháng 11/2025 đã làm sạch [[78,3%|ld.clean_pct 78.3]] số thửa; [[99/103 xã, phường|ld.communes_synced 99/103]] đồng bộ dữ liệu. Còn [[khoảng 320 nghìn thửa|ld.parcels_no_db 320000 q=about]] chưa có cơ sở dữ liệu, tập trung ở vùng bãi bồi ven sông. Đã khớp thông tin của [[1.106.077 chủ sử dụng đất|ld.users_matched 1106077]] với Cơ sở dữ liệu quốc gia về dân cư, đồng bộ [[6.318 căn hộ|ld.apartments_synced 6318]] chung cư.",
            "Dữ liệu hộ tịch điện tử đến ngày 30/11/2025 có [[3.871.440 dữ liệu|cs.records_in_db 3871440]]. Cụ thể: Khai sinh: [[2.514.806|cs.records_in_db_birth 2514806]]; Kết hôn: [[801.319|cs.records_in_db_marriage 801319]]; Khai tử: [[402.118|cs.records_in_db_death 402118]].",
        ]),
        ("4. Định danh điện tử", [
            "Lũy kế đến hết tháng 11/2025, Công an thành phố kích hoạt [[trên 2,31 triệu|vn.accounts_activated 2310000 q=over]] tài khoản định danh điện tử. Tháng 12/2025, thành phố tập trung 6 việc, trong đó xử lý dứt điểm 03 nhiệm vụ chậm nêu trên trước ngày 20/12/2025; số 1022 tiếp tục nhận phản ánh 24/7.",
            "Một số chỉ số khác: 214 điểm phát sóng mới, 18 phường có camera; 97,5% hộ kinh doanh dùng hóa đơn từ máy tính tiền; thưởng 10 triệu đồng cho mỗi sáng kiến trong 05 sáng kiến được chọn.",
        ]),
    ):  # fmt: skip
        document.add_paragraph().add_run(heading).bold = True
        for text in texts:
            document.add_paragraph(doc.text(text)).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return doc, export(document)


def documents() -> list[tuple[Doc, bytes]]:
    return [_unruled(), _city()]
