"""Text PDFs printed by a browser: an appendix of 34 rows on landscape pages, prose whose marked letters come from a second font, a plan."""

from __future__ import annotations

import random
import subprocess
import tempfile
from pathlib import Path

from .marks import Doc, vi
from .places import names


def print_page(page: str) -> bytes:
    """The page as the browser prints it."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
        ]
        subprocess.run(
            [*command, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True, timeout=120
        )
        return target.read_bytes()


def _appendix() -> tuple[Doc, bytes]:
    doc = Doc(
        "p04",
        "p04.pdf",
        "pdf",
        "land",
        "34 rows, landscape, thousands of parcels",
        "2025-11-06",
        "2025-10",
        time="2025-10-31",
    )
    dice = random.Random(34)
    rows = []
    for number, place in enumerate(names("VN34"), start=1):
        communes, done = dice.randint(38, 168), 0
        done = communes if dice.random() < 0.3 else dice.randint(3, communes - 1)
        total = round(dice.uniform(610, 4990), 1)
        clean = round(total * dice.uniform(0.12, 0.9), 1)
        shown = place if number % 5 else f"{'Thành phố' if place in {'Huế', 'Cần Thơ'} else 'Tỉnh'} {place}"
        cells = [f"{done}/{communes}", vi(total, 1), vi(clean, 1)]
        doc.fact("ld.communes_synced", f"{done}/{communes}", cells[0], a=place)
        doc.fact("ld.parcels_total", round(total * 1000), cells[1], a=place)
        doc.fact("ld.parcels_clean", round(clean * 1000), cells[2], a=place)
        rows.append(
            f"<tr><td class=c>{number}</td><td>{shown}</td>"
            + "".join(f"<td class=r>{cell}</td>" for cell in cells)
            + f"<td class=c>{dice.choice('ABC')}</td></tr>"
        )
    note = doc.text(
        """<p>Ghi chú: cột (6) là nhóm thi đua, không phải kết quả. Toàn quốc đến hết tháng 10/2025 có [[2.167/3.321 xã|ld.communes_synced 2167/3321]] đồng bộ; [[24,6 triệu thửa|ld.parcels_synced 24600000]] đã đồng bộ về Cơ sở dữ liệu quốc gia về đất đai.</p>"""
    )
    page = f"""<html lang=vi><meta charset=utf-8><title>Phụ lục</title><style>@page{{size:A4 landscape;margin:15mm}}body{{font-family:'Liberation Serif';font-size:12.5pt}}
h3,p.i{{text-align:center;margin:4px}}table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid #333;padding:4px 7px}}.c{{text-align:center}}.r{{text-align:right}}tr{{break-inside:avoid}}</style>
<h3>PHỤ LỤC 01<br>TIẾN ĐỘ LÀM SẠCH VÀ ĐỒNG BỘ DỮ LIỆU ĐẤT ĐAI THEO ĐỊA PHƯƠNG ĐẾN HẾT THÁNG 10/2025</h3><p class=i><i>(Ban hành kèm theo Báo cáo số 905/BC-QLĐĐ ngày 06 tháng 11 năm 2025)</i></p>
<table><thead><tr><th rowspan=2>STT<th rowspan=2>Tỉnh, thành phố<th rowspan=2>Số xã đã đồng bộ/tổng số xã<th colspan=2>Thửa đất (nghìn thửa)<th rowspan=2>Nhóm</tr>
<tr><th>Tổng số thửa đất<th>Số thửa bảo đảm đúng, đủ, sạch, sống</tr><tr><th>(1)<th>(2)<th>(3)<th>(4)<th>(5)<th>(6)</tr></thead><tbody>{"".join(rows)}</tbody></table>{note}</html>"""
    return doc, print_page(page)


def _fallback() -> tuple[Doc, bytes]:
    doc = Doc(
        "p06",
        "p06.pdf",
        "pdf",
        "civil_status",
        "prose with font fallback",
        "2025-03-07",
        "2025-03",
        area="Nghệ An",
        default_area="VN63-40",
    )
    body = doc.text("""
<p class=b>UBND TỈNH NGHỆ AN<br>SỞ TƯ PHÁP<br>Số: 412/STP-HCTP</p>
<h2>THÔNG BÁO<br>Kết quả tuần đầu chiến dịch 30 ngày số hóa dữ liệu hộ tịch</h2>
<p>Thực hiện Kế hoạch số 148/KH-UBND ngày 25/02/2025 của UBND tỉnh về chiến dịch 30 ngày (01/3 - 31/3/2025), Sở Tư pháp thông báo kết quả như sau:</p>
<p>1. Tính đến 17 giờ ngày 06/3/2025, tổng số dữ liệu hộ tịch của tỉnh phải số hóa là [[2.231.474 dữ liệu|cs.records_total 2231474 t=2025-03-06]]; toàn tỉnh đã số hóa [[2.023.255/2.231.474 dữ liệu|cs.records_digitised 2023255/2231474 t=2025-03-06]], đạt [[91%|cs.share_digitised_pct 91 t=2025-03-06]]; còn lại [[208.219 dữ liệu|cs.records_remaining 208219 t=2025-03-06]]. Trước ngày phát động, vào cuối tháng 02/2025, tỷ lệ số hóa dữ liệu hộ tịch mới là [[87,6%|cs.share_digitised_pct 87.6 k=c q=only t=2025-02-28]].</p>
<p>2. Có [[7/20 huyện, thành phố, thị xã|cs.districts_completed 7/20 t=2025-03-06]] đã hoàn thành đến ngày 06/3/2025: Cửa Lò, Hưng Nguyên, Con Cuông, Quỳ Hợp, Kỳ Sơn, Tương Dương, Thái Hòa. Các huyện có khối lượng còn lớn là Yên Thành (31.207 dữ liệu), Diễn Châu (28.664 dữ liệu), Quỳnh Lưu (trên 25.000 dữ liệu).</p>
<p>3. Ở cấp xã, đến ngày 06/3/2025 có [[304/412 xã, phường, thị trấn|cs.communes_completed 304/412 t=2025-03-06]] hoàn thành. Mười hai xã phải mượn máy quét của bưu điện; 03 xã mất điện hai ngày do mưa đá. Trung bình 01 người nhập được 110 dữ liệu/ngày, cao nhất 264 dữ liệu/ngày.</p>
<p>4. Sở Tư pháp yêu cầu các đơn vị phấn đấu đến hết ngày 20/3/2025 đạt [[98%|cs.share_digitised_pct 98 k=t dl=2025-03-20]] và hoàn thành [[100%|cs.share_digitised_pct 100 k=t dl=2025-03-31]] trước ngày 31/3/2025. Hằng ngày, trước 17h30, các huyện báo cáo theo mẫu 02 gồm 09 cột về Sở qua số Zalo 0912.345.678.</p>
<p>5. Các phòng tư pháp rà soát 1.306 trường hợp trùng lặp, 212 trường hợp sai giới tính; trường hợp sổ rách trên 30% diện tích trang thì lập biên bản, không nhập. Sở cử 05 tổ, mỗi tổ 04 người, đi kiểm tra 21 xã trong tuần thứ hai.</p>
<p>Trên đây là kết quả tuần đầu của chiến dịch. Đề nghị các đơn vị tập trung thực hiện./.</p>""")
    # Latin letters from one font, the stacked Vietnamese letters from another, as with an old typeface.
    page = f"""<html lang=vi><meta charset=utf-8><style>@page{{size:A4;margin:22mm 18mm 20mm 28mm}}
@font-face{{font-family:Old;src:local('Liberation Serif');unicode-range:U+20-7E,U+A0-FF}}@font-face{{font-family:New;src:local('DejaVu Serif');unicode-range:U+100-1FF,U+300-36F,U+1E00-1EFF,U+2000-20FF}}
body{{font-family:Old,New,serif;font-size:14pt;line-height:1.5;text-align:justify}}h2{{font-size:15pt;text-align:center}}.b{{font-weight:bold}}</style>{body}</html>"""
    return doc, print_page(page)


def _plan() -> tuple[Doc, bytes]:
    doc = Doc("p08", "p08.pdf", "pdf", "none", "decision with budget table, no fact", "2025-04-03", "2025-04")
    body = """<table style="width:100%;border:0"><tr><td align=center>UBND TỈNH<br><b>VĂN PHÒNG</b><br>Số: 63/QĐ-VP</td><td align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><br><i>ngày 03 tháng 4 năm 2025</i></td></tr></table>
<h3>QUYẾT ĐỊNH<br>Về việc phê duyệt kế hoạch mua sắm thiết bị phục vụ số hóa hồ sơ năm 2025</h3>
<p>Căn cứ Luật Đấu thầu số 22/2023/QH15; Nghị định số 24/2024/NĐ-CP ngày 27/02/2024; Nghị quyết số 57-NQ/TW; Quyết định số 06/QĐ-TTg;</p><p>Xét Tờ trình số 14/TTr-HCQT ngày 28/3/2025,</p>
<p><b>Điều 1.</b> Phê duyệt kế hoạch mua sắm gồm 04 gói thầu, tổng giá trị 2.486.500.000 đồng, nguồn kinh phí tự chủ năm 2025. Thiết bị phải đáp ứng 12/12 tiêu chí kỹ thuật bắt buộc và ít nhất 5/7 tiêu chí khuyến khích; tốc độ quét tối thiểu 60 trang/phút, độ phân giải 600 dpi.</p>
<table border=1 cellspacing=0 cellpadding=5 style="border-collapse:collapse;width:100%"><tr><th>TT</th><th>Tên thiết bị</th><th>Số lượng</th><th>Đơn giá (đồng)</th><th>Thành tiền (đồng)</th></tr>
<tr><td>1</td><td>Máy quét khổ A3 cho huyện Lục Yên</td><td>02</td><td>185.000.000</td><td>370.000.000</td></tr><tr><td>2</td><td>Máy tính để bàn</td><td>64</td><td>18.750.000</td><td>1.200.000.000</td></tr><tr><td>3</td><td>Thiết bị ký số</td><td>210</td><td>1.650.000</td><td>346.500.000</td></tr><tr><td>4</td><td>Tủ lưu trữ sổ</td><td>38</td><td>15.000.000</td><td>570.000.000</td></tr><tr><td colspan=4 align=center><b>Tổng cộng</b></td><td>2.486.500.000</td></tr></table>
<p><b>Điều 2.</b> Thời gian thực hiện: quý II và quý III năm 2025; nghiệm thu trước ngày 30/9/2025. Bảo hành 36 tháng, xử lý sự cố trong 24 giờ. Nhà thầu tập huấn 03 buổi cho 126 người sử dụng tại 9 điểm.</p>
<p><b>Điều 3.</b> Hồ sơ mời thầu bán từ 8h00 ngày 14/4/2025; bảo đảm dự thầu 1,5% giá gói thầu, hiệu lực 90 ngày. Khoản chậm thanh toán chịu lãi 0,03%/ngày.</p>
<p><b>Điều 4.</b> Chánh Văn phòng, Trưởng phòng Hành chính - Quản trị và các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này. Giao Trung tâm Tin học rà soát định mức tại Thông tư số 09/2021, trong đó mỗi công chức không quá 01 máy, mỗi phòng không quá 02 máy quét.</p>"""
    page = f"<html lang=vi><meta charset=utf-8><style>@page{{size:A4;margin:20mm}}body{{font-family:'Liberation Serif';font-size:13pt;line-height:1.35}}h3{{text-align:center}}</style>{body}</html>"
    return doc, print_page(page)


def documents() -> list[tuple[Doc, bytes]]:
    return [_appendix(), _fallback(), _plan()]
