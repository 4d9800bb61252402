"""Pages of ministries: a portal of layout tables, a CMS digest, a page without charset, one with a wrong one, an attendance list."""

from __future__ import annotations

from .marks import Doc

_ASPX = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	{title}
</title><link href="/_layouts/1066/styles/core.css" rel="stylesheet" /></head>
<body><form name="aspnetForm" method="post" action="./Trang.aspx?ItemID=8841" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1Mg9kFgICAw9kFgIC63QPZBYC14Zk" />
<table width="100%" cellpadding="0" cellspacing="0"><tr><td colspan="3" class="banner"><img src="/images/banner.jpg" alt="Cổng thông tin" width="980" height="142" /></td></tr>
<tr><td colspan="3" class="menu"><table><tr><td><a href="/">Trang chủ</a></td><td><a href="/gioi-thieu">Giới thiệu</a></td><td><a href="/vbpq">Văn bản (1.204)</a></td><td><a href="/hoi-dap">Hỏi đáp</a></td></tr></table></td></tr>
<tr><td width="180" valign="top"><table class="left"><tr><td class="h">Sở Tư pháp các tỉnh</td></tr>
<tr><td><a href="#">Hà Nội</a></td></tr><tr><td><a href="#">Hải Phòng</a></td></tr><tr><td><a href="#">Hà Tây</a></td></tr><tr><td><a href="#">Bắc Kạn</a></td></tr><tr><td><a href="#">Lạng Sơn</a></td></tr><tr><td><a href="#">Cao Bằng</a></td></tr><tr><td><a href="#">Đắk Nông</a></td></tr></table>
<table class="left"><tr><td>Số lượt truy cập: 18.402.771</td></tr><tr><td>Đang trực tuyến: 312</td></tr></table></td>
<td valign="top" class="noidung"><table width="100%"><tr><td class="ngay">{day}</td></tr><tr><td><h2 class="tieude">{title}</h2></td></tr>
<tr><td><div id="ctl00_PlaceHolderMain_noidung">
{body}
</div></td></tr><tr><td align="right"><a href="javascript:window.print()">In trang</a> | <a href="#">Gửi email</a></td></tr></table></td>
<td width="200" valign="top"><table class="right"><tr><td class="h">Tin khác</td></tr>
<tr><td><a href="#">30 địa phương hoàn thành tập huấn nghiệp vụ chứng thực (12/9/2024)</a></td></tr>
<tr><td><a href="#">Công bố 27 thủ tục hành chính mới (05/9/2024)</a></td></tr></table></td></tr>
<tr><td colspan="3" class="foot">Địa chỉ: số 58-60, phố chính; điện thoại 024.62739718; Giấy phép số 163/GP-TTĐT</td></tr></table></form></body></html>
"""


def _portal() -> tuple[Doc, bytes]:
    doc = Doc("h01", "h01.html", "html", "civil_status", "portal of layout tables, lists", "2024-10-21", "2024-09")
    body = doc.text("""
<p class="sapo">Có 14 địa phương hoàn thành số hóa dữ liệu hộ tịch, trong khi thời hạn cuối cùng chỉ còn hơn hai tháng.</p>
<p>Cục Hộ tịch, quốc tịch, chứng thực vừa tổng hợp kết quả số hóa sổ hộ tịch trên phạm vi toàn quốc, nhiệm vụ được giao tại Quyết định số 06/QĐ-TTg ngày 06/01/2022. Tính đến hết tháng 9/2024, cả nước có [[14 trên tổng số 63 địa phương|cs.localities_completed 14/63 t=2024-09-30]] hoàn thành việc số hóa dữ liệu hộ tịch, gồm: [[*An Giang, Bắc Ninh, Bình Phước, Cà Mau, Hà Nam, Hậu Giang, Hưng Yên, Lai Châu, Ninh Bình, Ninh Thuận, Quảng Ninh, Tây Ninh, Trà Vinh và Vĩnh Phúc|cs.status s=completed t=2024-09-30]]. Con số này thấp hơn số liệu công bố giữa năm (ngày 30/6/2024 là [[17 địa phương|cs.localities_completed 17 k=c t=2024-06-30]]) do ba tỉnh rà soát lại và phát hiện còn sổ lưu tại cấp xã chưa được nhập.</p>
<p>Cũng tại thời điểm 30/9/2024, [[20 địa phương|cs.localities_basically_completed 20 t=2024-09-30]] được đánh giá cơ bản hoàn thành, chỉ còn khâu ký duyệt dữ liệu; [[19 địa phương|cs.localities_in_progress 19 t=2024-09-30]] đang đẩy nhanh tiến độ. Đáng chú ý, [[mười địa phương|cs.localities_slow 10 t=2024-09-30]] bị nêu tên chậm tiến độ là [[*Bạc Liêu, Bình Định, Đắk Nông, Gia Lai, Kon Tum, Lâm Đồng, Nghệ An, Quảng Nam, Thanh Hóa và TP. Hồ Chí Minh|cs.status s=slow t=2024-09-30]].</p>
<p>Về khối lượng, các địa phương đã số hóa [[111,5 triệu|cs.records_digitised 111500000 t=none]] dữ liệu hộ tịch từ [[gần 2,9 triệu|cs.books_digitised 2900000 q=nearly t=none]] quyển sổ. Riêng dữ liệu phát sinh hằng ngày trên Hệ thống đăng ký và quản lý hộ tịch dùng chung hiện là [[63.204.118|cs.records_in_db 63204118 t=none]] bản ghi, trong đó khai sinh [[24.871.902|cs.records_in_db_birth 24871902 t=none]], kết hôn [[8.116.540|cs.records_in_db_marriage 8116540 t=none]] và khai tử [[4.902.377|cs.records_in_db_death 4902377 t=none]].</p>
<p>Theo ghi nhận của đoàn kiểm tra, nguyên nhân chính vẫn là kinh phí: có nơi được bố trí 3,2 tỷ đồng trên nhu cầu 11 tỷ đồng; có nơi phải đấu thầu lại 02 lần. Mỗi cán bộ tư pháp - hộ tịch bình quân phải nhập 120 trường hợp/ngày, chưa kể việc đối chiếu bản gốc. Một số sổ lập trước năm 1976 đã mục, nhòe chữ, không thể quét ở độ phân giải 300 dpi như hướng dẫn tại Công văn số 1437/BTP-CNTT.</p>
<p>Bộ Tư pháp đề nghị Ủy ban nhân dân các tỉnh, thành phố còn lại tập trung nhân lực, phấn đấu [[100%|cs.share_digitised_pct 100 k=t dl=2025-01-01]] dữ liệu hộ tịch được số hóa trước ngày 01/01/2025. Tại phiên họp trực tuyến, lãnh đạo [[Lâm Đồng|cs.status k=p dl=2024-11-30]] cam kết hoàn thành trong tháng 11/2024, [[Quảng Nam|cs.status k=p dl=2024-12-31]] xin lùi thời hạn đến hết năm 2024.</p>
<p align="center"><img src="/PublishingImages/hop-giao-ban.jpg" alt="" /><br /><i>Quang cảnh phiên họp; 14 địa phương hoàn thành được biểu dương</i></p>""")
    page = _ASPX.format(title="Đôn đốc số hóa dữ liệu hộ tịch tại các địa phương", day="21/10/2024 08:15", body=body)
    return doc, page.encode()


def _digest() -> tuple[Doc, bytes]:
    doc = Doc("h03", "h03.html", "html", "online_services", "CMS news, name(value) lists", "2024-10-08", "2024-09")
    body = doc.text("""
<div class="detail-content afcbc-body" data-role="content">
<p>Báo cáo chuyển đổi số hằng tháng cho thấy bức tranh dịch vụ công trực tuyến đang có sự phân hóa rõ rệt. Tính đến hết quý III/2024, tỷ lệ hồ sơ trực tuyến toàn trình của cả nước đạt [[43,8%|os.e2e_dossier_pct 43.8 t=2024-09-30]], tăng [[1,9 điểm phần trăm|os.e2e_dossier_pct 1.9 k=ch t=2024-09-30]] so với tháng trước; cùng kỳ năm ngoái tỷ lệ này mới là [[33,2%|os.e2e_dossier_pct 33.2 k=c q=only t=2023-09-30]]. Như vậy vẫn còn cách xa mục tiêu [[70%|os.e2e_dossier_pct 70 k=t dl=2024-12-31]] của cả năm 2024.</p>
<p>Xét theo danh mục, tỷ lệ dịch vụ công được cung cấp trực tuyến toàn trình trên tổng số thủ tục hành chính đủ điều kiện là [[55,6%|os.e2e_service_pct 55.6 t=2024-09-30]] vào cuối tháng 9/2024. Đà Nẵng tiếp tục đứng đầu khi đưa lên mạng [[95,6%|os.e2e_service_pct 95.6 a=Đà_Nẵng t=2024-09-30]] số dịch vụ; tiếp đó là [[Cà Mau (92,1%)|os.e2e_service_pct 92.1 a=Cà_Mau t=2024-09-30]], [[Tây Ninh (92%)|os.e2e_service_pct 92 a=Tây_Ninh t=2024-09-30]] và [[Lạng Sơn (90,45%)|os.e2e_service_pct 90.45 a=Lạng_Sơn t=2024-09-30]].</p>
<div class="VCSortableInPreviewMode" type="RelatedOneNews"><a href="/a-1972410.htm">Hà Giang: 61% hồ sơ nộp trực tuyến trong tháng 8</a></div>
<h3>Ba địa phương vượt mốc một nửa</h3>
<p>Về tỷ lệ hồ sơ xử lý trực tuyến toàn trình tính đến 30/9/2024, dẫn đầu khối địa phương là Hà Nam, Đà Nẵng và Hà Giang với kết quả lần lượt là [[68,54|os.e2e_dossier_pct 68.54 a=Hà_Nam t=2024-09-30]]; [[58,89|os.e2e_dossier_pct 58.89 a=Đà_Nẵng t=2024-09-30]] và [[55,76%|os.e2e_dossier_pct 55.76 a=Hà_Giang t=2024-09-30]]. Ở chiều ngược lại, Bình Phước chỉ đạt [[khoảng 11%|os.e2e_dossier_pct 11 a=Bình_Phước q=about t=2024-09-30]], Đắk Nông [[chưa tới 10%|os.e2e_dossier_pct 10 a=Đắk_Nông q=under t=2024-09-30]].</p>
<p>Cùng thời điểm, tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính của các địa phương trên toàn quốc đạt [[trên 57%|os.digitised_dossier_pct 57 q=over t=2024-09-30]]; tỷ lệ cấp kết quả bản điện tử là [[49,3%|os.e_result_pct 49.3 t=2024-09-30]]; còn tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu đã số hóa [[mới chỉ hơn 21%|os.reuse_pct 21 q=over t=2024-09-30]].</p>
<p>Cơ quan soạn thảo báo cáo cho rằng nhiều nơi còn chạy theo số lượng dịch vụ: 1.280 dịch vụ ở một tỉnh không phát sinh hồ sơ nào trong 12 tháng, trong khi một cổng dịch vụ phải bảo trì tới 6 lần. Công văn số 4112/BTTTT-CĐSQG đã hướng dẫn lựa chọn 20 dịch vụ nhiều người dùng nhất để làm trước.</p>
<p class="PhotoCMS_Caption">Người dân nộp hồ sơ tại bộ phận một cửa. Tỷ lệ hồ sơ trực tuyến toàn trình của cả nước đạt 43,8%.</p>
</div>""")
    page = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Khoảng cách dịch vụ công giữa các địa phương còn lớn</title>
<meta property="article:published_time" content="2024-10-08T09:30:00+07:00"><meta name="description" content="Tỷ lệ hồ sơ trực tuyến toàn trình cả nước đạt 43,8%"></head>
<body class="detail-page"><header><nav><ul><li><a href="/">Tin hoạt động</a></li><li><a href="/cds">Chuyển đổi số</a></li><li><a href="/bc">Báo chí</a></li></ul></nav></header>
<main><div class="breadcrumb"><a href="/">Trang chủ</a> › <a href="/cds">Chuyển đổi số</a></div><h1 class="detail-title">Khoảng cách dịch vụ công giữa các địa phương còn lớn</h1>
<div class="detail-time">Thứ Ba, 08/10/2024 09:30 (GMT+7)</div>{body}
<div class="detail-tag"><a href="/t/dvc.htm">dịch vụ công</a><a href="/t/63-tinh.htm">63 tỉnh thành</a></div></main>
<aside><h4>Đọc nhiều</h4><ol><li><a href="/x1">Quảng Ninh cung cấp 100% dịch vụ công trực tuyến toàn trình</a></li><li><a href="/x2">5G phủ sóng 45 tỉnh</a></li></ol></aside>
<footer>Giấy phép số 292/GP-BC. Điện thoại: (024) 3943 1234</footer></body></html>"""
    return doc, page.encode()


def _tasks() -> tuple[Doc, bytes]:
    doc = Doc("h06", "h06.html", "html", "tasks", "no charset declared, prose", "2025-09-22", "2025-09")
    body = doc.text("""
<div class="post"><h1>Gỡ nút thắt nhiệm vụ tồn đọng về khoa học, công nghệ và chuyển đổi số</h1>
<span class="date">22-9-2025</span>
<p>Chiều nay, Tổ công tác giúp việc Ban Chỉ đạo đã nghe báo cáo tiến độ các nhóm nhiệm vụ. Theo Hệ thống theo dõi, tính đến ngày 19/9/2025, các bộ, ngành và địa phương còn [[75 nhiệm vụ quá hạn|n5.tasks_overdue 75 t=2025-09-19]] thuộc Nghị quyết số 57-NQ/TW, giảm [[12 nhiệm vụ|n5.tasks_overdue -12 k=ch t=2025-09-19]] so với tuần trước. Ngoài ra có [[33 nhiệm vụ|n5.tasks_behind_schedule 33 t=2025-09-19]] của Nghị quyết này đang thực hiện nhưng chậm tiến độ so với kế hoạch chi tiết.</p>
<p>Đối với Nghị quyết số 71/NQ-CP của Chính phủ, tổng số nhiệm vụ được giao là [[142 nhiệm vụ|n7.tasks_total 142 t=2025-09-19]]. Đến 19/9/2025 đã hoàn thành [[58 nhiệm vụ|n7.tasks_completed 58 t=2025-09-19]], còn [[04 nhiệm vụ|n7.tasks_overdue 4 t=2025-09-19]] quá hạn, tập trung ở nhóm hạ tầng số và đào tạo nhân lực.</p>
<p>Riêng Đề án 06, trong tháng 9 năm nay các bộ, ngành đã hoàn thành [[hai mươi mốt nhiệm vụ|p6.tasks_completed 21 t=2025-09-30]]; [[38|p6.tasks_ongoing 38 t=2025-09-30]] nhiệm vụ đang triển khai trong hạn và [[9|p6.tasks_behind_schedule 9 t=2025-09-30]] nhiệm vụ chậm tiến độ, trong đó có việc sửa đổi 02 nghị định về định danh và xác thực điện tử.</p>
<p>Một thành viên Tổ công tác phân tích, cách đếm hiện nay chưa thống nhất: cùng một việc nhưng có bộ tách thành 3 đầu mục, có bộ gộp vào 1 kế hoạch. Vì vậy, Văn phòng được giao chuẩn hóa mã nhiệm vụ theo mẫu 05 trường thông tin, gắn với người chịu trách nhiệm và sản phẩm cụ thể. Thông báo số 442/TB-VPCP sẽ thay thế Thông báo số 301/TB-VPCP.</p>
<p>Kết luận buổi làm việc, Tổ trưởng yêu cầu không để phát sinh thêm việc quá hạn; phấn đấu đưa số nhiệm vụ quá hạn của Nghị quyết 57 xuống còn [[dưới 20|n5.tasks_overdue 20 k=t q=under dl=2025-10-15]] trước ngày 15/10/2025. Các đơn vị gửi báo cáo trước 16h00 thứ Năm hằng tuần, số điện thoại hỗ trợ 080.43999.</p></div>""")
    page = f"""<html><head><title>Gỡ nút thắt nhiệm vụ tồn đọng</title></head><body>
<ul id="nav"><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li><li><a href="/lich">Lịch công tác tuần 38</a></li></ul>
{body}
<div id="other"><b>Các tin đã đưa:</b><br><a href="/1">Rà soát 108 nhiệm vụ quý II (14-7-2025)</a><br><a href="/2">Khen thưởng 15 tập thể (2-6-2025)</a></div></body></html>"""
    return doc, page.encode()


def _officials() -> tuple[Doc, bytes]:
    doc = Doc(
        "h13", "h13.html", "html", "cbccvc", "charset declared wrongly, prose", "2024-10-28", "2024-10", by="Bộ Nội vụ"
    )
    body = doc.text("""
<p><strong>Dữ liệu về đội ngũ cán bộ là một trong những mảng có tiến triển nhanh nhất của Đề án 06 năm nay.</strong></p>
<p>Bộ Nội vụ cho biết, tính đến ngày 25/10/2024, [[36 bộ, ngành|cb.ministries_connected 36 t=2024-10-25]] và [[63/63 địa phương|cb.localities_connected 63/63 t=2024-10-25]] đã kết nối với Cơ sở dữ liệu quốc gia về cán bộ, công chức, viên chức. Tổng số hồ sơ CBCCVC đã được tạo lập là [[2.410.688 hồ sơ|cb.records_total 2410688 t=2024-10-25]], trong đó [[2.187.045 hồ sơ|cb.records_matched 2187045 t=2024-10-25]] đã đối khớp với Cơ sở dữ liệu quốc gia về dân cư.</p>
<p>Theo Bộ Nội vụ, tỉnh [[Bắc Giang|cb.status s=completed t=none]] đã hoàn thành việc làm sạch, đồng bộ dữ liệu cán bộ từ cấp tỉnh đến cấp xã; các tỉnh [[*Đắk Lắk, Sóc Trăng|cb.status s=slow t=none]] bị nhắc vì đồng bộ dữ liệu cán bộ chậm. Ở Bắc Giang, toàn bộ 29.114 hồ sơ viên chức ngành giáo dục được cập nhật ngay trong dịp hè nên không phải làm lại khi năm học mới bắt đầu.</p>
<p>Cũng theo Bộ Nội vụ, những hồ sơ còn vướng chủ yếu sai số định danh, sai ngày sinh hoặc trùng tên đệm. Một hồ sơ đầy đủ phải có 130 trường thông tin, thay vì 72 trường như mẫu 2C trước đây. Việc rà soát được giao cho 10.599 xã, phường, thị trấn cùng làm, nhưng năng lực máy tính ở xã rất khác nhau.</p>
<p>Tại một huyện vùng biên, 3 cán bộ nhập liệu cho 41 trường học trong 22 ngày. Có hôm mạng chập chờn, họ phải chép danh sách ra 2 thẻ nhớ rồi đi 35 km về huyện để gửi. "Nhập xong một hồ sơ mất chừng 12 phút, nhưng tìm bản gốc quyết định tuyển dụng từ năm 1994 thì có khi mất cả buổi", một chuyên viên phòng nội vụ nói. Cách làm của huyện này là chia hồ sơ theo 5 nhóm tuổi, ưu tiên người sắp nghỉ hưu trong 6 tháng tới để kịp chốt sổ bảo hiểm, sau đó mới đến người tuyển mới.</p>""")
    page = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<title>Cơ sở dữ liệu cán bộ, công chức, viên chức: kết nối đã phủ kín</title></head><body>
<div id="header"><a href="/">TẠP CHÍ TỔ CHỨC</a> <a href="/rss">RSS</a> <a href="/e">English</a></div>
<h1>Cơ sở dữ liệu cán bộ, công chức, viên chức: kết nối đã phủ kín</h1><p class="meta">Ngày đăng: 28/10/2024 - Lượt xem: 1532</p>
<div class="entry">{body}</div><p class="author">M.K.</p>
<h3>Bài liên quan</h3><ul><li><a href="/a">Hơn 21.000 người dôi dư sau sắp xếp đơn vị hành chính</a></li><li><a href="/b">Thi nâng ngạch: 1.118 thí sinh dự thi</a></li></ul></body></html>"""
    return doc, page.encode()


def _attendance() -> tuple[Doc, bytes]:
    doc = Doc("h12", "h12.html", "html", "none", "portal, attendance list, no fact", "2024-11-15", "2024-11")
    body = """
<p>Sáng 15/11/2024, tại Hà Nội, Bộ Tư pháp tổ chức hội nghị trực tuyến về công tác hộ tịch và số hóa, kết nối tới 63 điểm cầu với khoảng 1.450 đại biểu. Dự tại điểm cầu trung tâm có đại diện 12 bộ, ngành và lãnh đạo Sở Tư pháp các tỉnh Bắc Ninh, Hưng Yên, Hà Nam, Vĩnh Phúc, Hòa Bình, Thái Nguyên; dự tại điểm cầu địa phương có lãnh đạo UBND các tỉnh Quảng Nam, Gia Lai, Kon Tum, Sóc Trăng.</p>
<p>Hội nghị nghe 08 tham luận, tập trung vào quy trình quét sổ, kiểm tra chéo và bàn giao tài liệu. Báo cáo dẫn đề dài 32 trang, kèm 05 phụ lục. Ban tổ chức phát 500 bộ tài liệu và chuyển 63 đường truyền dự phòng.</p>
<p>Phát biểu khai mạc, lãnh đạo Bộ nhắc lại yêu cầu của Chỉ thị số 04/CT-TTg và Kế hoạch số 48/KH-BTP, đồng thời lưu ý 5 nhóm việc: nhân lực, kinh phí, máy móc, bảo mật và kiểm tra. Mỗi sổ được kiểm tra qua 03 bước; mỗi bước ký xác nhận trên phần mềm phiên bản 4.2. Thời gian hướng dẫn trực tuyến từ 8h30 đến 11h30 các ngày thứ Ba, thứ Năm, đường dây nóng 1900 8888 24.</p>
<p>Trong khuôn khổ hội nghị, 19 tập thể và 41 cá nhân được tặng Bằng khen vì có thành tích trong giai đoạn 2022-2024. Buổi chiều, các đại biểu thăm trung tâm dữ liệu cách hội trường 2,5 km.</p>
<table border="1"><tr><th>STT</th><th>Điểm cầu</th><th>Số đại biểu</th><th>Ghi chú</th></tr><tr><td>1</td><td>Hà Nội</td><td>142</td><td>Trung tâm</td></tr><tr><td>2</td><td>Quảng Nam</td><td>31</td><td></td></tr><tr><td>3</td><td>Gia Lai</td><td>27</td><td></td></tr><tr><td>4</td><td>Sóc Trăng</td><td>22</td><td>Trực tuyến</td></tr><tr><td colspan="2">Cộng</td><td>222</td><td></td></tr></table>"""
    page = _ASPX.format(title="Hội nghị trực tuyến về công tác hộ tịch năm 2024", day="15/11/2024 17:40", body=body)
    return doc, page.encode()


def documents() -> list[tuple[Doc, bytes]]:
    return [_portal(), _digest(), _tasks(), _officials(), _attendance()]
