"""Scanned PDFs: pages drawn, turned a little, speckled and kept as bilevel or grey images only. Prose and ruled tables."""

from __future__ import annotations

import io
import random
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.pdfgen import canvas

from .marks import Doc, vi
from .print_browser import print_page

_CSS = "<meta charset=utf-8><style>@page{{size:A4;margin:18mm 16mm 18mm 26mm}}body{{font-family:'{font}';font-size:{size}pt;line-height:{lead};text-align:justify}}h3,.c{{text-align:center}}.t{{width:100%;border-collapse:collapse}}.t td,.t th{{border:1.2px solid #000;padding:4px 6px}}.t{{text-align:left}}.r{{text-align:right}}</style>"


def scanned(
    page: str,
    dpi: int,
    grey: bool,
    skew: float,
    seed: int,
    font: str = "Liberation Serif",
    size: float = 14,
    lead: float = 1.35,
) -> bytes:
    """The page as a scanner would keep it: image only, bilevel (fax compression) or light grey (JPEG)."""
    pdf = pypdfium2.PdfDocument(print_page(_CSS.format(font=font, size=size, lead=lead) + page))
    noise = np.random.default_rng(seed)
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer)
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for index, source in enumerate(pdf):
            image = source.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
            image = image.rotate(
                skew * (1 if index % 2 == 0 else -0.6), resample=Image.Resampling.BICUBIC, fillcolor=255
            )
            image = image.filter(ImageFilter.GaussianBlur(0.6))
            pixels = np.asarray(image, dtype=np.float32) + noise.normal(0, 9, (image.height, image.width))
            specks = noise.random(pixels.shape) < 0.00012
            pixels[specks] = 40
            image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
            path = Path(folder) / f"{index}.tif"
            if grey:
                path = path.with_suffix(".jpg")
                image.save(path, quality=34, dpi=(dpi, dpi))
            else:
                image.point(lambda value: 255 * (value > 150)).convert("1").save(
                    path, compression="group4", dpi=(dpi, dpi)
                )
            files.append((path, image.size))
        if not grey:
            return _fax([path for path, _ in files], dpi)
        for path, (width, height) in files:
            sheet.setPageSize((width * 72 / dpi, height * 72 / dpi))
            sheet.drawImage(str(path), 0, 0, width * 72 / dpi, height * 72 / dpi)
            sheet.showPage()
        sheet.save()
    return buffer.getvalue()


def _fax(paths: list[Path], dpi: int) -> bytes:
    buffer = io.BytesIO()
    pages = [Image.open(path) for path in paths]
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return buffer.getvalue()


def _head(left: str, right: str) -> str:
    return f"<table width=100%><tr><td class=c valign=top>{left}</td><td class=c valign=top><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br><u>Độc lập - Tự do - Hạnh phúc</u></b><br><i>{right}</i></td></tr></table>"


def _registers() -> tuple[Doc, bytes]:
    doc = Doc(
        "s01",
        "s01.pdf",
        "scan",
        "civil_status",
        "two pages of prose, bilevel",
        "2025-04-04",
        "2025-03",
        area="Quảng Trị",
        default_area="VN63-45",
        time="2025-03-31",
    )
    body = _head(
        "UBND TỈNH QUẢNG TRỊ<br><b>SỞ TƯ PHÁP</b><br>Số: 186/BC-STP", "Quảng Trị, ngày 04 tháng 4 năm 2025"
    ) + doc.text("""
<h3>BÁO CÁO<br>Kết quả số hóa sổ hộ tịch trên địa bàn tỉnh đến ngày 31/3/2025</h3>
<p>Thực hiện Công văn số 301/HCTP-HT ngày 10/02/2025, Sở Tư pháp báo cáo kết quả số hóa sổ hộ tịch như sau:</p>
<p>1. Số liệu chung. Toàn tỉnh có [[6.412 sổ|cs.books_total 6412]] hộ tịch. Đến ngày 31/3/2025 đã số hóa [[5.990 sổ|cs.books_digitised 5990]] với [[731.206 trường hợp|cs.records_digitised 731206]], đạt [[94,6%|cs.share_digitised_pct 94.6]]; còn [[422 sổ|cs.books_remaining 422]] với [[41.738 trường hợp|cs.records_remaining 41738]] chưa thực hiện xong. Thời điểm 01/3/2025, số còn lại là [[203.584 trường hợp|cs.records_remaining 203584 k=c t=2025-03-01]].</p>
<p>2. Theo địa bàn. Có [[8/10 huyện, thị xã, thành phố|cs.districts_completed 8/10]] đã hoàn thành; còn lại huyện Hướng Hóa và thị xã Quảng Trị. Ở cấp xã, [[111/119 xã, phường, thị trấn|cs.communes_completed 111/119]] đã hoàn thành. Tám đơn vị chưa xong đều có sổ lưu trước năm 1989, trong đó 03 đơn vị phải phục chế 26 quyển.</p>
<p>3. Nhân lực, kinh phí. Toàn tỉnh huy động 214 người, trong đó 96 đoàn viên; bình quân một người nhập 92 trường hợp/ngày. Kinh phí đã giải ngân 1.870 triệu đồng, bằng 88% dự toán; đơn giá quét 620 đồng/trang, nhập 1.450 đồng/trường hợp.</p>
<p>4. Khó khăn. Phần mềm có lúc chậm từ 14h đến 16h; 07 phòng tư pháp dùng chung 01 đường truyền; hồ sơ cải chính từ năm 1998 trở về trước không có số căn cước. Công văn số 48/CNTT-HT trả lời vướng mắc mới về 02 trên 11 nội dung Sở hỏi.</p>
<p>5. Phương hướng. Phấn đấu đến ngày 20/4/2025, số dữ liệu hộ tịch được số hóa đạt [[100%|cs.share_digitised_pct 100 k=t dl=2025-04-20]]. Sở đề nghị Cục hỗ trợ mở thêm 50 tài khoản và gia hạn chứng thư số cho 19 công chức.</p>
<p>Sở Tư pháp kính báo cáo./.</p><p align=right><b>KT. GIÁM ĐỐC<br>PHÓ GIÁM ĐỐC</b></p>""")
    return doc, scanned(body, 200, False, 0.4, 1, size=15, lead=1.6)


_MEKONG = [
    "Long An",
    "Tiền Giang",
    "Bến Tre",
    "Trà Vinh",
    "Vĩnh Long",
    "Đồng Tháp",
    "An Giang",
    "Kiên Giang",
    "Cần Thơ",
    "Hậu Giang",
    "Sóc Trăng",
    "Bạc Liêu",
    "Cà Mau",
]


def _table(doc: Doc, heads: list[str], places: list[str], rows: list[list[tuple[str, float | str, str]]]) -> str:
    lines = ["<tr>" + "".join(f"<th class=c>{head}</th>" for head in heads) + "</tr>"]
    for number, (place, cells) in enumerate(zip(places, rows, strict=True), start=1):
        tds = ""
        for indicator, value, printed in cells:
            doc.fact(indicator, value, printed, a=place.removeprefix("Tỉnh "))
            tds += f"<td class=r>{printed}</td>"
        lines.append(f"<tr><td class=c>{number}</td><td>{place}</td>{tds}</tr>")
    return f"<table class=t>{''.join(lines)}</table>"


def _mekong() -> tuple[Doc, bytes]:
    doc = Doc(
        "s04", "s04.pdf", "scan", "civil_status", "ruled table, bilevel", "2025-01-08", "2024-12", time="2024-12-31"
    )
    dice = random.Random(13)
    rows = []
    for _ in _MEKONG:
        total = dice.randint(410_000, 2_900_000)
        share = round(dice.uniform(61, 99.9), 1)
        done = round(total * share / 100)
        rows.append(
            [
                ("cs.records_total", total, vi(total)),
                ("cs.records_digitised", done, vi(done)),
                ("cs.share_digitised_pct", share, vi(share, 1)),
            ]
        )
    body = "<p class=c><b>BIỂU TỔNG HỢP<br>Kết quả số hóa dữ liệu hộ tịch khu vực đồng bằng sông Cửu Long<br>(đến ngày 31/12/2024)</b></p>"
    body += _table(
        doc,
        ["TT", "Tỉnh, thành phố", "Tổng số dữ liệu phải số hóa", "Số dữ liệu đã số hóa", "Tỷ lệ số hóa (%)"],
        _MEKONG,
        rows,
    )
    body += "<p><i>Nguồn: báo cáo của 13 Sở Tư pháp. Người lập biểu ký tên; kiểm tra ngày 08/01/2025.</i></p>"
    return doc, scanned(body, 300, False, -0.35, 4, size=13)


def _land_table() -> tuple[Doc, bytes]:
    doc = Doc(
        "s02", "s02.pdf", "scan", "land", "letter and ruled table, grey", "2025-12-10", "2025-11", time="2025-11-30"
    )
    dice = random.Random(90)
    places = [
        "Hà Nội",
        "Lạng Sơn",
        "Tỉnh Quảng Ninh",
        "Bắc Ninh",
        "Phú Thọ",
        "Thanh Hóa",
        "Hà Tĩnh",
        "Huế",
        "Gia Lai",
        "Khánh Hòa",
        "Đắk Lắk",
        "Tỉnh Tây Ninh",
        "Vĩnh Long",
        "Cà Mau",
    ]
    rows = []
    for _ in places:
        communes = dice.randint(39, 166)
        done = dice.randint(communes // 2, communes)
        parcels = dice.randint(480_000, 3_900_000)
        share = round(dice.uniform(51, 99.5), 2)
        rows.append(
            [
                ("ld.communes_synced", f"{done}/{communes}", f"{done}/{communes}"),
                ("ld.parcels_synced", parcels, vi(parcels)),
                ("ld.clean_pct", share, vi(share, 2)),
            ]
        )
    body = (
        _head(
            "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG<br><b>CỤC QUẢN LÝ ĐẤT ĐAI</b><br>Số: 3318/QLĐĐ-CĐS",
            "Hà Nội, ngày 10 tháng 12 năm 2025",
        )
        + doc.text("""
<p class=c>V/v thông báo kết quả chiến dịch đến ngày 30/11/2025</p>
<p>Kính gửi: Sở Nông nghiệp và Môi trường các tỉnh, thành phố</p>
<p>Kết thúc chiến dịch 90 ngày, cả nước đã đồng bộ [[61,7 triệu thửa đất|ld.parcels_synced 61700000]] tại [[2.981/3.321 xã|ld.communes_synced 2981/3321]]; số thửa đất đạt tiêu chí đúng, đủ, sạch, sống là [[23.512.806|ld.parcels_clean 23512806]]. Kết quả của 14 địa phương được kiểm tra như sau:</p>""")
    )
    body += _table(
        doc, ["STT", "Địa phương", "Số xã đã đồng bộ", "Số thửa đã đồng bộ", "Tỷ lệ làm sạch (%)"], places, rows
    )
    body += "<p>Đề nghị các Sở rà soát, phản hồi trước ngày 19/12/2025 qua hộp thư điện tử hoặc số 024.3795.8090.</p>"
    return doc, scanned(body, 200, True, 0.3, 2, size=13)


def _land_prose() -> tuple[Doc, bytes]:
    doc = Doc("s03", "s03.pdf", "scan", "land", "prose, sans-serif, bilevel", "2025-10-27", "2025-10", area="Lâm Đồng")
    body = (
        _head("TỈNH ỦY LÂM ĐỒNG<br><b>VĂN PHÒNG</b>", "Lâm Đồng, ngày 27 tháng 10 năm 2025")
        + doc.text("""
<h3>THÔNG BÁO NHANH<br>về làm giàu, làm sạch cơ sở dữ liệu đất đai</h3>
<p>Tỉnh Lâm Đồng sau hợp nhất (Lâm Đồng, Đắk Nông, Bình Thuận cũ) có 124 xã, phường, đặc khu. Theo báo cáo của cơ quan chuyên môn, tính đến ngày 23/10/2025, mới có [[37/124 xã|ld.communes_with_db 37/124 q=only t=2025-10-23]] có cơ sở dữ liệu đất đai hoàn chỉnh; [[122/124 xã|ld.communes_synced 122/124 t=2025-10-23]] đã đồng bộ từng phần dữ liệu lên hệ thống của Trung ương.</p>
<p>Tính đến ngày 23/10/2025, tổng số thửa đất toàn tỉnh là [[2.906.114 thửa|ld.parcels_total 2906114 t=2025-10-23]]. Trong đó khối lượng phải rà soát, phân loại là [[gần 1,8 triệu thửa|ld.parcels_to_classify 1800000 q=nearly t=2025-10-23]], đã rà soát, phân loại [[1.215.480 thửa|ld.parcels_classified 1215480 t=2025-10-23]]; [[904.377 thửa|ld.parcels_complete 904377 t=2025-10-23]] đã đủ thông tin; [[412 nghìn thửa|ld.parcels_no_db 412000 t=2025-10-23]] chưa có trong cơ sở dữ liệu.</p>
<p>Nhiều nơi ở vùng sâu phải đi 40 km đường rừng mới gặp được chủ đất; 2.300 giấy chứng nhận cấp trước năm 1995 không ghi năm sinh. Mỗi tổ thu thập được khoảng 60 bộ hồ sơ mỗi ngày. Dự toán 21,4 tỷ đồng mới cấp 9 tỷ đồng. Tại phường 3 Bảo Lộc, tổ công tác làm từ 18h đến 21h, đi 5 đêm mỗi tuần, được người dân ủng hộ. Ở ven biển, 312 hộ làm nghề đi biển dài ngày phải hẹn lại sau rằm tháng 9. Sở đã thay 07 máy quét hỏng, mượn thêm 20 máy của trường học và cử 3 kỹ sư trực đường dây 0263.3822.000.</p>
<p>Thường trực Tỉnh ủy yêu cầu: đến ngày 15/11/2025 hoàn thành rà soát, phân loại [[1,8 triệu thửa|ld.parcels_classified 1800000 k=t dl=2025-11-15]]; đến hết tháng 11/2025 tỷ lệ làm sạch đạt [[ít nhất 90%|ld.clean_pct 90 k=t q=at_least dl=2025-11-30]]. Mỗi tuần, vào chiều thứ Sáu, các xã gửi biểu 01 và biểu 02 về Văn phòng.</p>""")
    )
    return doc, scanned(body, 250, False, -0.5, 3, font="Liberation Sans", size=13, lead=1.5)


def _records() -> tuple[Doc, bytes]:
    doc = Doc("s05", "s05.pdf", "scan", "criminal_record", "prose with numbered points, grey", "2024-12-27", "2024-12")
    body = _head("BỘ CÔNG AN<br><b>CỤC C06</b><br>Số: 9214/C06-TT", "Hà Nội, ngày 27 tháng 12 năm 2024") + doc.text("""
<h3>TÓM TẮT<br>tình hình kết nối, chia sẻ dữ liệu phục vụ Đề án 06</h3>
<p>a) Lý lịch tư pháp: tính đến ngày 25/12/2024, [[52 địa phương|cr.localities_security_passed 52 t=2024-12-25]] đạt kiểm tra an ninh, an toàn; [[11 địa phương|cr.localities_security_not_remediated 11 t=2024-12-25]] chưa khắc phục; [[46 địa phương|cr.localities_ready 46 t=2024-12-25]] sẵn sàng và [[29 địa phương|cr.localities_deployed 29 t=2024-12-25]] đã triển khai cấp phiếu trên VNeID; các tỉnh [[*Kon Tum, Trà Vinh và Hà Giang|cr.status s=not_started t=2024-12-25]] chưa triển khai cấp phiếu lý lịch tư pháp trên VNeID. Lũy kế cấp [[201.558 phiếu|cr.certificates_issued 201558 t=2024-12-25]].</p>
<p>b) Dân cư: đến cuối tháng 12/2024, [[18 bộ, ngành|pd.ministries_connected 18 t=2024-12-31]] và [[63 địa phương|pd.localities_connected 63 t=2024-12-31]] kết nối chính thức với Cơ sở dữ liệu quốc gia về dân cư; hệ thống trả lời 1,6 tỷ lượt yêu cầu tra cứu trong năm.</p>
<p>c) Định danh: đến cuối tháng 12/2024, đã kích hoạt [[hơn 57,6 triệu|vn.accounts_activated 57600000 q=over t=2024-12-31]] tài khoản định danh điện tử, vượt xa mục tiêu [[40 triệu|vn.accounts_activated 40000000 k=t dl=2024-12-31]] tài khoản kích hoạt trong năm 2024.</p>
<p>d) Nhiệm vụ: trong năm 2024, Đề án 06 có [[44 nhiệm vụ|p6.tasks_total 44 t=2024-12-31]]; đã hoàn thành [[24 nhiệm vụ|p6.tasks_completed 24 t=2024-12-31]], chậm tiến độ [[12 nhiệm vụ|p6.tasks_behind_schedule 12 t=2024-12-31]], đang triển khai [[08 nhiệm vụ|p6.tasks_ongoing 8 t=2024-12-31]].</p>
<p>đ) Hậu cần: đã bàn giao 1.104 bộ thiết bị cho 10 đơn vị, kiểm định 02 đường truyền dự phòng 10 Gbps; ngày 30/12/2024 trực 24/24 giờ, thay ca lúc 6h và 18h. Đã tổ chức 3 đợt diễn tập, xử lý 17 tình huống giả định; 2 tình huống xử lý quá 30 phút phải rút kinh nghiệm. Năm tới dự kiến thay 40% ổ cứng, mở rộng kho lưu trữ thêm 1,2 PB và đào tạo lại 260 cán bộ.</p>
<p>Kính báo cáo lãnh đạo Bộ xem xét, chỉ đạo./.</p>""")
    return doc, scanned(body, 200, True, -0.25, 5, size=14, lead=1.5)


def _invitation() -> tuple[Doc, bytes]:
    doc = Doc("s06", "s06.pdf", "scan", "none", "invitation letter, no fact", "2025-09-03", "2025-09")
    body = (
        _head("TỈNH ĐOÀN<br><b>BAN TỔ CHỨC</b><br>Số: 77-GM/TĐ", "ngày 03 tháng 9 năm 2025")
        + """
<h3>GIẤY MỜI<br>Hội thi tin học trẻ và tập huấn dịch vụ công</h3>
<p>Trân trọng kính mời đồng chí dự Hội thi tin học trẻ lần thứ 12, kết hợp tập huấn sử dụng dịch vụ công trực tuyến cho 250 đoàn viên của 48 xã, phường.</p>
<p>Thời gian: 7h30 ngày 13/9/2025 (thứ Bảy). Địa điểm: Hội trường A3, số 215 đường 30 tháng 4.</p>
<p>Thể lệ: mỗi đội 03 thí sinh, làm 40 câu trong 60 phút, đạt 28/40 câu trở lên vào vòng 2. Giải nhất 5.000.000 đồng, 02 giải nhì mỗi giải 3.000.000 đồng, 05 giải khuyến khích. Năm trước có 61 đội, 16 đội vào chung kết, điểm cao nhất 96,5.</p>
<p>Tài liệu tập huấn dày 84 trang, gồm 9 chuyên đề, trong đó chuyên đề 4 giới thiệu cách nộp hồ sơ đất đai và hộ tịch qua mạng trong 7 bước. Ban Tổ chức lo 02 bữa ăn, hỗ trợ đi lại 150.000 đồng/người cho đội xa trên 30 km.</p>
<p>Xin đăng ký trước 17h00 ngày 09/9/2025 với đồng chí Hạnh, số 0987.654.321, hoặc gửi phiếu theo mẫu số 02. Rất mong đồng chí sắp xếp thời gian tham dự./.</p>"""
    )
    return doc, scanned(body, 200, False, 0.6, 6, size=14, lead=1.5)


def documents() -> list[tuple[Doc, bytes]]:
    return [_registers(), _mekong(), _land_table(), _land_prose(), _records(), _invitation()]
