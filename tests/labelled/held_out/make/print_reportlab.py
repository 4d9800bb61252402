"""Text PDFs written with reportlab: a letterhead report, a two-column bulletin, an appendix of 63 rows with merged headers."""

from __future__ import annotations

import io
import random
from functools import cache
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from .marks import Doc, vi
from .places import names

FONTS = Path("/usr/share/fonts/truetype/liberation2")


@cache
def fonts() -> None:
    for name, file in (
        ("Serif", "Serif-Regular"),
        ("SerifB", "Serif-Bold"),
        ("SerifI", "Serif-Italic"),
        ("Sans", "Sans-Regular"),
        ("SansB", "Sans-Bold"),
    ):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"Liberation{file}.ttf"))
    pdfmetrics.registerFontFamily("Serif", normal="Serif", bold="SerifB", italic="SerifI", boldItalic="SerifB")
    pdfmetrics.registerFontFamily("Sans", normal="Sans", bold="SansB", italic="Sans", boldItalic="SansB")


def style(
    font: str = "Serif", size: float = 13, align: int = 4, lead: float = 1.25, first: float = 10, after: float = 6
) -> ParagraphStyle:
    fonts()
    return ParagraphStyle(
        "p",
        fontName=font,
        fontSize=size,
        leading=size * lead,
        alignment=align,
        firstLineIndent=first * mm,
        spaceAfter=after,
    )


def _letterhead(left: str, right: str) -> Table:
    centre = style(size=12, align=1, first=0, after=0)
    table = Table([[Paragraph(left, centre), Paragraph(right, centre)]], colWidths=[65 * mm, 100 * mm])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _report() -> tuple[Doc, bytes]:
    doc = Doc(
        "p01",
        "p01.pdf",
        "pdf",
        "civil_status",
        "letterhead prose, running header",
        "2025-02-18",
        "2025-01",
        time="2025-01-31",
    )
    head = _letterhead(
        "BỘ TƯ PHÁP<br/><b>CỤC HÀNH CHÍNH TƯ PHÁP</b><br/>Số: 118/BC-HCTP",
        "<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc</b><br/><i>Hà Nội, ngày 18 tháng 02 năm 2025</i>",
    )
    title = Paragraph(
        "<b>BÁO CÁO<br/>Tình hình số hóa sổ hộ tịch và cấp Phiếu lý lịch tư pháp trên VNeID tháng 01/2025</b>",
        style(align=1, first=0, after=12),
    )
    parts = [
        "Thực hiện chế độ báo cáo tại Công văn số 7125/BTP-HTQTCT ngày 15/11/2024, Cục Hành chính tư pháp tổng hợp tình hình như sau:",
        "<b>I. SỐ HÓA SỔ HỘ TỊCH</b>",
        "1. Về tiến độ chung. Qua rà soát, toàn quốc có [[8.012.455 quyển sổ|cs.books_total 8012455]] hộ tịch được lập từ năm 1946 đến nay. Hết tháng 01/2025, đã số hóa [[7.204.610 quyển|cs.books_digitised 7204610]], tương ứng [[116.380.227 trường hợp|cs.records_digitised 116380227]]; tỷ lệ số hóa dữ liệu hộ tịch đạt [[92,7%|cs.share_digitised_pct 92.7]], tăng [[3,4%|cs.share_digitised_pct 3.4 k=ch]] so với tháng 12/2024. Số dữ liệu còn phải số hóa là [[9.164.000|cs.records_remaining 9164000]] trường hợp.",
        "2. Về địa phương. Đã có [[43 tỉnh, thành phố|cs.localities_completed 43]] hoàn thành; [[14 tỉnh, thành phố|cs.localities_basically_completed 14]] cơ bản hoàn thành, chỉ còn khâu phê duyệt. Số địa phương chưa hoàn thành là [[06|cs.localities_not_completed 6]], cụ thể: [[*Quảng Nam, Quảng Trị, Nghệ An, Bình Định, Đắk Lắk và Sóc Trăng|cs.status s=in_progress]].",
        "Trong 06 tỉnh nêu trên, Quảng Nam đã số hóa được [[642.806/1.443.893|cs.records_digitised 642806/1443893 a=Quảng_Nam]] trường hợp, bằng [[44,5%|cs.share_digitised_pct 44.5 a=Quảng_Nam]]; Nghệ An đạt [[gần 88%|cs.share_digitised_pct 88 a=Nghệ_An q=nearly]]; Quảng Trị còn [[2.088 quyển sổ|cs.books_remaining 2088 a=Quảng_Trị]] chưa quét. Đắk Lắk đã làm [[xấp xỉ 1,2 triệu|cs.records_digitised 1200000 a=Đắk_Lắk q=about]] trường hợp nhưng chưa đối chiếu.",
        "3. Khó khăn. Sổ lưu tại nhiều nơi, 15% số trang bị mờ; kinh phí bố trí cho 01 trường hợp chỉ từ 2.100 đến 3.500 đồng; có huyện 3 lần mời thầu không có nhà thầu tham dự. Việc sắp xếp đơn vị hành chính giai đoạn 2023-2025 khiến 1.243 xã, phường phải chuyển giao sổ.",
        "Bên cạnh đó, phần mềm quét tại 11 tỉnh chưa nhận dạng được chữ viết tay nên công chức phải gõ lại toàn bộ 18 trường thông tin bắt buộc; thời gian xử lý một trang sổ kéo dài từ 4 phút lên 9 phút. Qua kiểm tra xác suất 2.000 trường hợp tại 04 tỉnh, tỷ lệ sai lỗi chính tả là 1,8%, chủ yếu ở họ, chữ đệm và nơi sinh. Đoàn kiểm tra đã lập 04 biên bản, yêu cầu nhập lại 36 trường hợp.",
        "Một số địa phương có cách làm hay: thành phố Hải Phòng huy động 640 đoàn viên thanh niên nhập liệu ngoài giờ; tỉnh Đồng Tháp giao khoán theo từng quyển sổ, mỗi quyển không quá 05 ngày; tỉnh Bắc Giang đối chiếu dữ liệu ngay với công an xã nên giảm được một phần ba số trường hợp phải xác minh. Kinh nghiệm này đã được phổ biến tại Công văn số 902/HCTP-HT.",
        "4. Mục tiêu. Phấn đấu đến hết quý I/2025, [[63/63 địa phương|cs.localities_completed 63/63 k=t dl=2025-03-31]] hoàn thành. Tỉnh [[Quảng Nam|cs.status k=p dl=2025-03-12]] đã có văn bản cam kết hoàn thành trước ngày 12/3/2025; tỉnh [[Nghệ An|cs.status k=p dl=2025-03-31]] cam kết hoàn thành trước ngày 31/3/2025.",
        "<b>II. CẤP PHIẾU LÝ LỊCH TƯ PHÁP TRÊN VNeID</b>",
        "Tính đến ngày 14/02/2025, [[58 địa phương|cr.localities_deployed 58 t=2025-02-14]] đã chính thức triển khai cấp Phiếu lý lịch tư pháp trên ứng dụng VNeID; [[61 địa phương|cr.localities_tested 61 t=2025-02-14]] đã thử nghiệm thành công; còn [[05 địa phương|cr.localities_security_not_remediated 5 t=2025-02-14]] chưa khắc phục tồn tại về an ninh, an toàn hệ thống.",
        "Kết quả giải quyết trong tháng 01/2025: tiếp nhận [[143.902 hồ sơ|cr.applications 143902]], trong đó [[88.416 hồ sơ|cr.applications_vneid 88416]] qua VNeID; đã cấp [[139.075 phiếu|cr.certificates_issued 139075]]. Hồ sơ đúng hạn và trước hạn chiếm 97,1%; 12 hồ sơ phải trả lại vì ảnh căn cước bị lóa.",
        "<b>III. KIẾN NGHỊ</b>",
        "Đề nghị Bộ Công an tiếp tục duy trì đường truyền 02 chiều, bố trí 05 cán bộ trực; đề nghị UBND 06 tỉnh nêu tại mục I.2 báo cáo trước ngày 25 hằng tháng. Các nội dung vướng mắc liên hệ số máy 024.6273.9532./.",
    ]
    buffer = io.BytesIO()

    def running(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Serif", 9)
        canvas.drawString(30 * mm, 285 * mm, "Báo cáo số 118/BC-HCTP ngày 18/02/2025" if document.page > 1 else "")
        canvas.drawCentredString(105 * mm, 12 * mm, str(document.page))

    template = BaseDocTemplate(
        buffer, pagesize=A4, leftMargin=30 * mm, rightMargin=15 * mm, topMargin=20 * mm, bottomMargin=20 * mm
    )
    template.addPageTemplates(PageTemplate("all", [Frame(30 * mm, 20 * mm, 165 * mm, 257 * mm)], onPage=running))
    story = [head, Spacer(1, 12), title, *[Paragraph(doc.text(p), style(size=14, lead=1.45)) for p in parts]]
    sign = _letterhead(
        "<i><b>Nơi nhận:</b></i><br/>- Bộ trưởng (để b/c);<br/>- Lưu: VT, P2 (03).",
        "<b>CỤC TRƯỞNG</b><br/><i>(đã ký)</i>",
    )
    template.build([*story, sign])
    return doc, buffer.getvalue()


def _bulletin() -> tuple[Doc, bytes]:
    doc = Doc("p02", "p02.pdf", "pdf", "tasks", "two columns, several short articles", "2025-11-28", "2025-11")
    articles = [
        ("Nhiệm vụ Chính phủ giao: nợ đọng giảm", [
            "Văn phòng Chính phủ thông báo tình hình thực hiện nhiệm vụ do Chính phủ, Thủ tướng Chính phủ giao. Trong 10 tháng năm 2025, tổng số nhiệm vụ giao các bộ, cơ quan, địa phương là [[17.842 nhiệm vụ|gv.tasks_total 17842 t=2025-10-31]]; đã hoàn thành [[9.655|gv.tasks_completed 9655 t=2025-10-31]], còn [[61 nhiệm vụ|gv.tasks_overdue 61 t=2025-10-31]] quá hạn. So với cùng kỳ năm 2024, số nhiệm vụ quá hạn giảm [[148 nhiệm vụ|gv.tasks_overdue -148 k=ch t=2025-10-31]]. Hệ thống đã gửi 36.200 tin nhắc việc, trung bình 3 lần cho mỗi đầu việc.",
        ]),
        ("Nghị quyết 71: đi được nửa đường", [
            "Tính đến ngày 20/11/2025, trong khuôn khổ Nghị quyết 71, các cơ quan đã hoàn thành [[74/142 nhiệm vụ|n7.tasks_completed 74/142 t=2025-11-20]]; [[11 nhiệm vụ|n7.tasks_overdue 11 t=2025-11-20]] bị quá hạn từ quý III.",
            "Với Nghị quyết 57, số nhiệm vụ chậm tiến độ tính đến 20/11/2025 là [[51|n5.tasks_behind_schedule 51 t=2025-11-20]], còn số quá hạn là [[34 nhiệm vụ|n5.tasks_overdue 34 t=2025-11-20]].",
        ]),
        ("Đề án 06 sau gần bốn năm", [
            "Tổ công tác triển khai Đề án 06 đánh giá, tính đến hết tháng 10/2025 đã hoàn thành [[67 nhiệm vụ|p6.tasks_completed 67 t=2025-10-31]], [[19 nhiệm vụ|p6.tasks_ongoing 19 t=2025-10-31]] đang triển khai trong hạn, [[14 nhiệm vụ|p6.tasks_regular 14 t=2025-10-31]] thường xuyên và [[06 nhiệm vụ|p6.tasks_behind_schedule 6 t=2025-10-31]] chậm tiến độ. Mười một mô hình điểm được nhân rộng tại 06 tỉnh.",
        ]),
        ("Dịch vụ công: thêm một tháng nhích nhẹ", [
            "Theo Cổng Dịch vụ công quốc gia, tỷ lệ hồ sơ trực tuyến toàn trình cả nước đến hết tháng 10/2025 đạt [[39,51%|os.e2e_dossier_pct 39.51 t=2025-10-31]], tăng [[1,72 điểm|os.e2e_dossier_pct 1.72 k=ch t=2025-10-31]] so với tháng trước. Mục tiêu trong năm 2025 là [[tối thiểu 80%|os.e2e_dossier_pct 80 k=t q=at_least dl=2025-12-31]]. Tỷ lệ cấp kết quả bản điện tử đến hết tháng 10/2025 là [[81,07%|os.e_result_pct 81.07 t=2025-10-31]].",
            "Ba địa phương có tỷ lệ hồ sơ trực tuyến cao nhất tính đến hết tháng 10/2025 là [[Lâm Đồng (98,1%)|os.online_dossier_pct 98.1 a=Lâm_Đồng t=2025-10-31]], [[Huế (97,64%)|os.online_dossier_pct 97.64 a=Huế t=2025-10-31]] và [[Tây Ninh (96%)|os.online_dossier_pct 96 a=Tây_Ninh t=2025-10-31]].",
            "Về cắt giảm, đến nay các bộ đã cắt giảm, đơn giản hóa [[1.108 thủ tục|pr.simplified 1108]] hành chính. Phí 0 đồng được áp dụng tại 20 tỉnh đối với hồ sơ nộp qua mạng, thời gian xử lý rút 30% so với quy định.",
        ]),
        ("Hạ tầng dữ liệu: ai đã nối, ai chưa", [
            "Sau khi bỏ cấp huyện, việc kết nối phải làm lại với mã đơn vị mới. Đến ngày 15/11/2025, [[18 bộ, ngành|pd.ministries_connected 18 t=2025-11-15]] và [[cả 34/34 địa phương|pd.localities_connected 34/34 t=2025-11-15]] đã kết nối Cơ sở dữ liệu quốc gia về dân cư. Trong khi đó, số cơ quan đã đồng bộ dữ liệu cán bộ, công chức, viên chức tính đến 15/11/2025 mới là [[41 cơ quan|cb.agencies_synced 41 q=only t=2025-11-15]].",
            "Trao đổi tại tọa đàm hôm 12/11, một chuyên gia nói 9/10 sự cố trong tuần đầu đến từ bảng mã cũ. Ông đề nghị mỗi tỉnh lập một đầu mối, thay vì 3 đầu mối như hiện nay, và giữ bảng mã song song ít nhất 6 tháng. Kinh phí thuê máy chủ tăng 12% nhưng số lần gián đoạn giảm một nửa, từ 14 xuống 7 lần mỗi quý.",
        ]),
        ("Chuyện ở cơ sở", [
            "Chị Hoa, công chức một xã miền núi, phụ trách 14 thôn với 1.906 hộ. Mỗi sáng chị mở máy lúc 6 giờ 45, trả lời khoảng 30 tin nhắn rồi mới ra quầy. Cả xã chỉ có 02 máy quét, trong đó 01 máy hỏng từ tháng 8. Ngày 5/11, chị tiếp 47 lượt người, kỷ lục từ khi xã mới thành lập. Theo chị, điều cần nhất không phải máy móc mà là một người biết sửa máy, vì gọi kỹ thuật từ tỉnh lên mất 3 ngày đường.",
            "Ở xã bên, nhóm thanh niên tình nguyện 9 người làm hộ hồ sơ cho người già vào thứ Bảy. Sau 10 tuần, nhóm giúp 388 cụ, cụ lớn tuổi nhất 97.",
        ]),
        ("Góc bạn đọc", [
            "Bạn đọc ở phường 12 hỏi: nộp hồ sơ từ 3/11 đến nay quá 10 ngày chưa có kết quả thì phản ánh ở đâu? Trả lời: gọi 18001096, nhánh 2, hoặc gửi phản ánh trên VNeID; trong 05 ngày làm việc sẽ có phiếu trả lời.",
            "Câu đố kỳ trước có 218 bạn trả lời đúng, ba bạn nhận quà trị giá 200.000 đồng.",
        ]),
    ]  # fmt: skip
    buffer = io.BytesIO()

    def running(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("SansB", 15)
        canvas.drawString(15 * mm, 281 * mm, "BẢN TIN CẢI CÁCH HÀNH CHÍNH")
        canvas.setFont("Sans", 9)
        canvas.drawRightString(195 * mm, 281 * mm, "Số 47 (312) - 28/11/2025")
        canvas.line(15 * mm, 279 * mm, 195 * mm, 279 * mm)
        canvas.drawCentredString(105 * mm, 9 * mm, f"Trang {document.page}")

    frames = [Frame(x * mm, 15 * mm, 87 * mm, 260 * mm, leftPadding=0, rightPadding=0) for x in (15, 108)]
    template = BaseDocTemplate(buffer, pagesize=A4)
    template.addPageTemplates(PageTemplate("two", frames, onPage=running))
    story = []
    for heading, paragraphs in articles:
        story.append(Paragraph(heading, style("SansB", 13, 0, first=0)))
        story += [Paragraph(doc.text(p), style("Sans", 11, 4, 1.35, 4)) for p in paragraphs]
        story.append(Spacer(1, 14))
    template.build(story)
    return doc, buffer.getvalue()


def _appendix() -> tuple[Doc, bytes]:
    doc = Doc(
        "p03",
        "p03.pdf",
        "pdf",
        "civil_status",
        "63 rows over several pages, merged headers, ruled",
        "2024-12-05",
        "2024-11",
        time="2024-11-30",
    )
    dice = random.Random(63)
    small = style("Serif", 10, 1, first=0, after=0)
    head = [
        Paragraph(f"<b>{text}</b>", small) if text else ""
        for text in (
            "TT",
            "Tỉnh, thành phố",
            "Sổ hộ tịch (quyển)",
            "",
            "Dữ liệu hộ tịch (trường hợp)",
            "",
            "Tỷ lệ số hóa (%)",
            "Ghi chú",
        )
    ]
    below = [
        "",
        "",
        Paragraph("<b>Tổng số</b>", small),
        Paragraph("<b>Đã số hóa</b>", small),
        Paragraph("<b>Phải số hóa</b>", small),
        Paragraph("<b>Đã số hóa</b>", small),
        "",
        "",
    ]
    rows, totals = [head, below], [0, 0, 0, 0]
    for number, place in enumerate(names("VN63"), start=1):
        books, records = dice.randint(2400, 26000), dice.randint(380_000, 6_900_000)
        share = round(100 if dice.random() < 0.22 else dice.uniform(38, 99.7), 2)
        figures = [books, round(books * share / 100), records, round(records * share / 100)]
        totals = [a + b for a, b in zip(totals, figures, strict=True)]
        row = [str(number), place]
        indicators = ("books_total", "books_digitised", "records_total", "records_digitised")
        for column, (name, value) in enumerate(zip(indicators, figures, strict=True)):
            printed = vi(value)
            if column != 1 or number % 2:  # half of the provinces left the second column empty
                doc.fact(f"cs.{name}", value, printed, a=place)
                row.append(printed)
            else:
                row.append("")
        doc.fact("cs.share_digitised_pct", share, vi(share, 2), a=place)
        rows.append([*row, vi(share, 2), "Đang ký duyệt" if number in {9, 31} else ""])
    printed = [vi(total) for total in totals]
    for name, value, text in zip(
        ("books_total", "records_total", "records_digitised"),
        (totals[0], totals[2], totals[3]),
        (printed[0], printed[2], printed[3]),
        strict=True,
    ):
        doc.fact(f"cs.{name}", value, text)
    national = round(100 * totals[3] / totals[2], 2)
    doc.fact("cs.share_digitised_pct", national, vi(national, 2))
    rows.append(["", "Tổng cộng", printed[0], "", printed[2], printed[3], vi(national, 2), ""])
    table = Table(rows, colWidths=[w * mm for w in (10, 37, 21, 21, 27, 27, 20, 24)], repeatRows=2)
    table.setStyle(TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "Serif", 10), ("FONT", (0, -1), (-1, -1), "SerifB", 10),
        ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0)), ("SPAN", (4, 0), (5, 0)), ("SPAN", (6, 0), (6, 1)), ("SPAN", (7, 0), (7, 1)),
        ("ALIGN", (2, 2), (6, -1), "RIGHT"), ("ALIGN", (0, 0), (0, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]))  # fmt: skip
    buffer = io.BytesIO()

    def running(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Serif", 10)
        canvas.drawCentredString(105 * mm, 286 * mm, str(document.page) if document.page > 1 else "")

    template = BaseDocTemplate(buffer, pagesize=A4)
    template.addPageTemplates(PageTemplate("all", [Frame(8 * mm, 15 * mm, 194 * mm, 266 * mm)], onPage=running))
    centre = style(align=1, first=0)
    template.build([
        Paragraph("<b>Phụ lục II</b>", centre),
        Paragraph("<b>KẾT QUẢ SỐ HÓA SỔ HỘ TỊCH CỦA CÁC ĐỊA PHƯƠNG</b><br/>(Tính đến ngày 30/11/2024)", centre),
        Paragraph("<i>(Kèm theo Báo cáo số 642/BC-BTP ngày 05/12/2024)</i>", centre), table,
    ])  # fmt: skip
    return doc, buffer.getvalue()


def documents() -> list[tuple[Doc, bytes]]:
    return [_report(), _bulletin(), _appendix()]
