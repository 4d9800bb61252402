"""Pages of provinces: a NukeViet commune portal on land, an NFD page on registers, a table of rowspans and colspans."""

from __future__ import annotations

import random
import unicodedata

from .marks import Doc, vi


def _nukeviet() -> tuple[Doc, bytes]:
    doc = Doc(
        "h02",
        "h02.html",
        "html",
        "land",
        "NukeViet, prose and table of communes",
        "2025-10-20",
        "2025-10",
        area="Hưng Yên",
    )
    body = doc.text("""
<div class="bodytext"><p>Sau nửa chặng đường của chiến dịch 90 ngày (1/9-30/11/2025), Sở Nông nghiệp và Môi trường Hưng Yên đã có báo cáo nhanh gửi UBND tỉnh. Toàn tỉnh hiện quản lý [[3.263.464 thửa đất|ld.parcels_total 3263464]], thuộc 104 xã, phường.</p>
<p>Tính đến 17 giờ ngày 17/10/2025, số thửa đất đã rà soát, phân loại là [[2.811.305/3.140.220 thửa|ld.parcels_classified 2811305/3140220 t=2025-10-17]]. Trong số này, [[1.204.118 thửa|ld.parcels_clean 1204118 t=2025-10-17]] đã bảo đảm tiêu chí "đúng, đủ, sạch, sống"; [[hơn 1,9 triệu thửa|ld.parcels_id_assigned 1900000 q=over t=2025-10-17]] được gắn mã định danh; [[499.552 thửa|ld.parcels_synced 499552 t=2025-10-17]] đã đồng bộ lên Cơ sở dữ liệu quốc gia về đất đai. Việc đối chiếu với Cơ sở dữ liệu quốc gia về dân cư cho kết quả [[955.698 chủ sử dụng đất|ld.users_matched 955698 t=2025-10-17]] trùng khớp thông tin.</p>
<p>Theo địa bàn, mới có [[61/104 xã, phường|ld.communes_synced 61/104 q=only t=2025-10-17]] đồng bộ dữ liệu tính đến ngày 17/10/2025. Các xã còn lại vướng do hồ sơ giấy thất lạc sau khi bỏ cấp huyện, do chủ sử dụng đất đi làm ăn xa hoặc giấy chứng nhận đang thế chấp tại ngân hàng. Cả 104/104 xã, phường đã thành lập tổ công tác với 1.872 thành viên; bình quân một tổ đi 46 lượt hộ mỗi ngày.</p>
<p>Để về đích, UBND tỉnh yêu cầu đến hết ngày 25/11/2025 phải làm sạch [[tối thiểu 95%|ld.clean_pct 95 k=t q=at_least dl=2025-11-25]] số thửa đất đã có trong cơ sở dữ liệu. Kết quả của một số xã như sau (số liệu tổng hợp từ phần mềm của tỉnh):</p>
<table class="table table-bordered"><thead><tr><th>TT</th><th>Đơn vị</th><th>Thửa đã thu thập giấy chứng nhận</th><th>Tỷ lệ (%)</th></tr></thead><tbody>
<tr><td>1</td><td>Xã Tân Hưng</td><td>11.204</td><td>88,1</td></tr><tr><td>2</td><td>Phường Phố Hiến</td><td>9.877</td><td>91,4</td></tr><tr><td>3</td><td>Xã Quỳnh Phụ</td><td>14.066</td><td>79,3</td></tr><tr><td>4</td><td>Xã Tiền Hải</td><td>12.930</td><td>67,5</td></tr></tbody></table>
<p>Công an tỉnh và Sở đã thống nhất mẫu phiếu thu thập theo Kế hoạch liên ngành số 515/KH-BCA-BNN&amp;MT, không yêu cầu người dân nộp bản sao có chứng thực.</p></div>""")
    page = f"""<!DOCTYPE html>
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#"><head>
<title>Kết quả nửa đầu chiến dịch làm sạch dữ liệu đất đai</title><meta name="generator" content="NukeViet v4.5"><meta charset="utf-8">
<meta property="og:type" content="article"><meta property="og:url" content="/vi/news/tin-dia-phuong/ket-qua-nua-dau-chien-dich-412.html"></head>
<body><noscript><div class="alert alert-danger">Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.</div></noscript>
<div class="section-header"><div class="logo"><a href="/">UBND XÃ HOÀNG HOA THÁM</a></div></div>
<nav class="second-nav"><ul class="nav navbar-nav"><li><a href="/vi/about/">Giới thiệu</a></li><li><a href="/vi/news/">Tin tức</a></li><li><a href="/vi/laws/">Văn bản</a></li><li><a href="/vi/contact/">Liên hệ</a></li></ul></nav>
<div class="row"><div class="col-sm-16 col-md-18"><div class="news_column panel panel-default"><div class="panel-body">
<h1 class="title margin-bottom-lg">Kết quả nửa đầu chiến dịch làm sạch dữ liệu đất đai</h1>
<div class="row margin-bottom-lg"><em class="h5">Thứ hai - 20/10/2025 14:22</em></div>{body}
<div class="margin-bottom-lg"><p class="h5 text-right"><strong>Nguồn tin: </strong>Trang thông tin xã</p></div></div></div>
<div class="news_column panel"><div class="panel-body">Tổng số điểm của bài viết là: 15 trong 3 đánh giá<br>Xếp hạng: 5 - 3 phiếu bầu</div></div>
<div class="others"><p class="h3"><strong>Những tin cũ hơn</strong></p><ul class="related list-inline"><li><a href="/vi/news/a-408.html">Xã đã làm sạch 4.500 thửa đất sau 30 ngày</a> <em>(02/10/2025)</em></li><li><a href="/vi/news/a-399.html">Tiêm phòng 1.200 con gia súc</a> <em>(21/09/2025)</em></li></ul></div></div>
<div class="col-sm-8 col-md-6"><div class="panel panel-primary"><div class="panel-heading">Thống kê</div><ul class="counter"><li>Đang truy cập <span>17</span></li><li>Hôm nay <span>1,204</span></li><li>Tổng lượt truy cập <span>892,113</span></li></ul></div></div></div>
<footer>© Bản quyền thuộc về UBND xã. Điện thoại: 02213.862.115</footer></body></html>"""
    return doc, page.encode()


def _decomposed() -> tuple[Doc, bytes]:
    doc = Doc(
        "h07", "h07.html", "html", "civil_status", "NFD text, prose", "2024-12-06", "2024-11", area="Thừa Thiên Huế"
    )
    body = doc.text("""
<article><h1>Thừa Thiên Huế tăng tốc số hoá sổ hộ tịch</h1><time>6/12/2024</time>
<p>Từ đầu tháng 10, hàng chục cán bộ tư pháp của tỉnh Thừa Thiên - Huế làm việc cả ngày cuối tuần để kịp nhập dữ liệu. Theo Sở Tư pháp, toàn tỉnh có [[5.218 quyển sổ|cs.books_total 5218]] hộ tịch với [[1.126.730 trường hợp|cs.records_total 1126730]] cần số hoá.</p>
<p>Đến cuối tháng 11/2024, số trường hợp đã được số hoá là [[968.211|cs.records_digitised 968211 t=2024-11-30]], đạt [[85,93%|cs.share_digitised_pct 85.93 t=2024-11-30]] và còn [[158.519 trường hợp|cs.records_remaining 158519 t=2024-11-30]] chưa làm; [[4.407 quyển|cs.books_digitised 4407 t=2024-11-30]] sổ đã xong cả khâu quét lẫn khâu nhập. Một năm trước, vào cuối tháng 11/2023, tỷ lệ số hoá dữ liệu hộ tịch mới là [[31,7%|cs.share_digitised_pct 31.7 k=c q=only t=2023-11-30]].</p>
<p>Ở cấp huyện, [[4 trên tổng số 9 huyện, thị xã, thành phố|cs.districts_completed 4/9 t=2024-12-05]] đã hoàn thành tính đến ngày 5/12/2024, gồm Quảng Điền, Nam Đông, Phú Lộc và A Lưới. Cùng ngày, có [[97/141 xã, phường, thị trấn|cs.communes_completed 97/141 t=2024-12-05]] hoàn thành số hoá; vẫn còn [[03 xã|cs.communes_not_started 3 t=2024-12-05]] chưa thực hiện do nằm trong diện sáp nhập. Ba xã này sẽ bàn giao sổ về phòng tư pháp quận mới để quét tập trung.</p>
<p>"Sổ của chúng tôi có trang rách tới một phần ba, phải soi đèn mới đọc được", một công chức phường Thuận Hòa kể. Bình quân mỗi người nhập 85 trường hợp một ngày, 357 trang sổ một tuần.</p>
<p>Tỉnh thuê 2 đơn vị quét, ký hợp đồng 7,6 tỷ đồng, nghiệm thu theo 4 đợt. Đợt đầu trả lại 1.140 trang vì lệch khung, đợt hai chỉ còn 212 trang. Bà Lê Thị H. (72 tuổi, xã Phú Dương) mang theo giấy khai sinh lập năm 1952, chữ viết bằng bút chấm mực, để cán bộ đối chiếu với quyển gốc đã mất bìa. Nhờ vậy bà sửa được tên đệm sai suốt 30 năm mà không phải qua 3 cửa như trước. Ở nhiều xã ven phá, sổ từng ngập trong trận lụt năm 1999, có quyển phải sấy 10 ngày mới tách được trang.</p>
<p>Giám đốc Sở cho hay, [[Thừa Thiên Huế|cs.status k=p dl=2024-12-25]] cam kết hoàn thành toàn bộ việc số hoá trước ngày 25/12/2024, sớm hơn một tuần so với yêu cầu của Trung ương.</p></article>""")
    page = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Thừa Thiên Huế tăng tốc số hoá sổ hộ tịch</title></head><body>
<nav><a href="/">Thời sự</a> <a href="/kt">Kinh tế</a> <a href="/vh">Văn hóa - Nghệ thuật</a></nav>{body}
<section class="cungchuyenmuc"><h2>Cùng chuyên mục</h2><p><a href="/1">Huế: 100% xã có điểm phục vụ bưu chính</a></p><p><a href="/2">A Lưới cấp 3.204 căn cước cho trẻ em</a></p></section></body></html>"""
    return doc, unicodedata.normalize("NFD", page).encode()


_REGIONS = {
    "Trung du và miền núi phía Bắc": ["Hà Giang", "Cao Bằng", "Bắc Kạn", "Lạng Sơn", "Yên Bái"],
    "Đồng bằng sông Hồng": ["TP Hà Nội", "Vĩnh Phúc", "Hải Dương", "Nam Định"],
    "Miền Trung và Tây Nguyên": ["Hà tĩnh", "TP. Huế", "Phú Yên", "Kon Tum", "Đăk Nông"],
    "Đông Nam Bộ": ["TP.HCM", "Bà Rịa – Vũng Tàu", "Bình Dương"],
    "Đồng bằng sông Cửu Long": ["Bến Tre", "Sóc Trăng", "Bạc Liêu"],
}


def _spans() -> tuple[Doc, bytes]:
    doc = Doc(
        "h08",
        "h08.html",
        "html",
        "online_services",
        "table with rowspan and colspan",
        "2025-04-14",
        "2025-03",
        time="2025-03-31",
    )
    dice = random.Random(408)
    rows, number = [], 0
    for region, places in _REGIONS.items():
        for index, place in enumerate(places):
            number += 1
            online = round(dice.uniform(41, 97), 2)
            whole = round(online * dice.uniform(0.35, 0.9), 2)
            digitised, reuse = round(dice.uniform(22, 99), 1), round(dice.uniform(3, 60), 1)
            cells = [("online_services.online_dossier_pct", online, 2), ("online_services.e2e_dossier_pct", whole, 2)]
            cells += [("online_services.digitised_dossier_pct", digitised, 1), ("online_services.reuse_pct", reuse, 1)]
            tds = ""
            for indicator, value, places_after in cells:
                if place == "Kon Tum" and indicator.endswith("reuse_pct"):
                    tds += "<td>-</td>"  # nothing reported
                    continue
                doc.fact(indicator, value, vi(value, places_after), a=place.replace("Đăk", "Đắk"))
                tds += f"<td align='right'>{vi(value, places_after)}</td>"
            head = f"<td rowspan='{len(places)}'>{region}</td>" if index == 0 else ""
            rows.append(f"<tr><td>{number}</td>{head}<td>{place}</td>{tds}</tr>")
    intro = doc.text(
        """<p>Phụ lục kèm theo báo cáo kiểm soát thủ tục hành chính tháng 3/2025 trích kết quả của 20 tỉnh, thành phố được chọn theo dõi. Tính chung cả nước đến hết tháng 3/2025, tỷ lệ hồ sơ trực tuyến toàn trình là [[39,98%|os.e2e_dossier_pct 39.98]], tỷ lệ số hóa hồ sơ, kết quả giải quyết đạt [[64,1%|os.digitised_dossier_pct 64.1]].</p>"""
    )
    page = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>Kết quả giải quyết thủ tục hành chính trên môi trường điện tử tháng 3/2025</title></head><body>
<div class="top"><a href="/">Cổng thông tin</a> | <a href="/sitemap">Sơ đồ trang</a></div>
<h1>Kết quả giải quyết thủ tục hành chính trên môi trường điện tử tháng 3/2025</h1><p class="d">14/04/2025</p>{intro}
<table border="1"><caption>Đơn vị tính: %</caption>
<tr><th rowspan="2">STT</th><th rowspan="2">Vùng</th><th rowspan="2">Tỉnh, thành phố</th><th colspan="2">Hồ sơ trực tuyến</th><th colspan="2">Số hóa</th></tr>
<tr><th>Tỷ lệ hồ sơ trực tuyến</th><th>Trong đó: toàn trình</th><th>Tỷ lệ số hóa hồ sơ, kết quả</th><th>Tỷ lệ khai thác, sử dụng lại dữ liệu</th></tr>
{"".join(rows)}</table>
<p>Ghi chú: dấu "-" là chưa có số liệu; 02 tỉnh gửi báo cáo sau ngày 5 của tháng.</p>
<div class="bottom">Bản quyền © 2025. Số lượt xem: 2.114</div></body></html>"""
    return doc, page.encode()


def documents() -> list[tuple[Doc, bytes]]:
    return [_nukeviet(), _decomposed(), _spans()]
