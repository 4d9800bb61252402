"""Pages of regional press and of a province that its host alone names: dates with dots, restated figures, short forms of names."""

from __future__ import annotations

from .marks import Doc


def _regional() -> tuple[Doc, bytes]:
    doc = Doc(
        "h15",
        "h15.html",
        "html",
        "civil_status",
        "regional press, dates with dots, restated figures",
        "2024-10-12",
        "2024-10",
    )
    body = doc.text("""
<p><b>(SG) - Càng gần hạn chót 1.1.2025, áp lực lên các phòng tư pháp càng lớn.</b></p>
<p>Tổng hợp tính đến ngày 7.10, cả nước có [[15 địa phương|cs.localities_completed 15 t=2024-10-07]] hoàn thành số hóa dữ liệu hộ tịch, thấp hơn thời điểm 6 tháng đầu năm 2024 ([[17 địa phương|cs.localities_completed 17 k=c t=2024-06-30]]). Cũng tính đến 7.10, số địa phương có nguy cơ không hoàn thành là [[mười sáu|cs.localities_at_risk 16 t=2024-10-07]], gồm [[*Thanh Hóa, Nghệ An, Kon Tum|cs.status s=at_risk t=2024-10-07]]…</p>
<p>Tuy nhiên trả lời PV chiều qua, lãnh đạo Cục nói con số hoàn thành cập nhật hơn là [[16 địa phương|cs.localities_completed 16 t=none]], vì một tỉnh gửi báo cáo muộn.</p>
<p>Hai đô thị lớn có khối lượng khổng lồ. Tính đến cuối tháng 9 năm nay, số dữ liệu hộ tịch đã số hóa của Hà Nội và TPHCM lần lượt là [[4.918.006|cs.records_digitised 4918006 a=Hà_Nội t=2024-09-30]] và [[6,3 triệu|cs.records_digitised 6300000 a=TPHCM t=2024-09-30]]. Tỷ lệ số hóa dữ liệu hộ tịch tại TP HCM tính đến cuối tháng 9 năm nay đạt [[72,5%|cs.share_digitised_pct 72.5 a=TPHCM t=2024-09-30]]. Trong bảng nội bộ mà PV tiếp cận, một tỉnh chỉ ghi tắt là "BT" đạt 88,1%, không rõ là tỉnh nào.</p>
<p>Ở thành phố Cao Bằng, 12.400 trang sổ được quét trong 3 tuần. Thị xã Quảng Trị thì ngược lại: cả thị xã có 1 máy quét khổ lớn, hỏng từ 2.9. Tại huyện Cần Giờ (TPHCM), có sổ lập năm 1962 ghi bằng hai thứ tiếng.</p>
<p>[[Hà Nội|cs.status k=p dl=2024-12-31]] cho biết sẽ hoàn thành trong quý IV/2024. Một phó giám đốc sở chia sẻ, nếu thuê ngoài thì 1 trường hợp tốn 3.800 đồng, tự làm chỉ 1.900 đồng nhưng chậm gấp ba. Thành phố đã chi 41 tỷ đồng trong 2 năm 2023-2024 và xin thêm 12 tỷ.</p>
<p>Theo một luật sư, người dân hưởng lợi nhiều nhất vì không phải về quê trích lục. Năm ngoái văn phòng ông giúp 64 người xin lại giấy khai sinh, mất trung bình 19 ngày, có trường hợp đi 1.100 km.</p>""")
    page = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Số hóa hộ tịch: chạy đua với hạn chót</title></head><body>
<nav class="main"><a href="/chinhtri">CHÍNH TRỊ</a><a href="/xahoi">XÃ HỘI</a><a href="/tphcm">TPHCM</a></nav>
<article><h1 class="cms-title">Số hóa hộ tịch: chạy đua với hạn chót</h1><span class="cms-date">12/10/2024 06:10 GMT+7</span><div class="cms-body">{body}
<div class="inner-related"><a href="/post1.html">Cần Thơ hoàn thành 100% số hóa sổ hộ tịch</a></div></div></article>
<div class="timeline"><h3>Tin cùng chuyên mục</h3><a href="/post2.html">2.500 người thi tuyển công chức</a><a href="/post3.html">Mưa 120 mm, 14 tuyến đường ngập</a></div></body></html>"""
    return doc, page.encode()


def _host_only() -> tuple[Doc, bytes]:
    doc = Doc(
        "h16",
        "h16.html",
        "html",
        "online_services",
        "SharePoint page, province in the host only",
        "2024-11-20",
        "2024-10",
        area="Kon Tum",
        default_area="VN63-62",
    )
    body = doc.text("""
<div class="ms-rtestate-field"><p>Ngày 20/11, UBND tỉnh họp đánh giá công tác chuyển đổi số. Theo báo cáo, kết quả thực hiện một số nhiệm vụ như sau:</p>
<ul><li>Tỷ lệ hồ sơ trực tuyến toàn trình của tỉnh tính đến hết tháng 10/2024 đạt [[37,9%|os.e2e_dossier_pct 37.9 t=2024-10-31]], tăng [[4,05 điểm|os.e2e_dossier_pct 4.05 k=ch t=2024-10-31]] so với tháng 9;</li>
<li>Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đến hết tháng 10/2024 là [[66,2%|os.digitised_dossier_pct 66.2 t=2024-10-31]];</li>
<li>Đất đai: [[06/10 huyện, thành phố|ld.districts_completed 6/10 t=2024-10-31]] hoàn thành số hóa dữ liệu đất đai tính đến hết tháng 10/2024, với [[567 nghìn thửa đất|ld.parcels_digitised 567000 t=2024-10-31]] đã số hóa;</li>
<li>Hộ tịch: đến 1-11-2024 đã số hóa [[198.450 trường hợp|cs.records_digitised 198450 t=2024-11-01]]; [[14/102 xã, phường, thị trấn|cs.communes_not_started 14/102 t=2024-11-01]] chưa thực hiện số hóa hộ tịch;</li>
<li>Định danh: lũy kế đến hết tháng 10/2024, công an các cấp kích hoạt [[trên 301.000|vn.accounts_activated 301000 q=over t=2024-10-31]] tài khoản định danh điện tử.</li></ul>
<p>Chủ tịch UBND tỉnh phê bình 3 sở và 2 huyện để hồ sơ trễ hạn nhiều, trong đó một sở trễ 117 hồ sơ; yêu cầu các đơn vị khắc phục, phấn đấu tỷ lệ hồ sơ trực tuyến toàn trình đạt [[50%|os.e2e_dossier_pct 50 k=t dl=2024-12-31]] trong năm 2024. Mỗi sở cử 01 lãnh đạo phụ trách, giao ban vào ngày 25 hằng tháng.</p>
<p>Hội nghị cũng nghe báo cáo về phủ sóng: còn 21 thôn lõm sóng, 5 trạm mới phát trong tháng; cáp quang đến 102/102 xã; 780 tổ công nghệ số cộng đồng với 5.210 thành viên. Năm 2025 tỉnh dành 1,1% chi ngân sách cho chuyển đổi số, dự kiến 38 nhiệm vụ theo Kế hoạch số 4471/KH-UBND. Một đại biểu ở huyện vùng sâu đề nghị giảm số biểu mẫu từ 14 xuống còn 5, vì mỗi tháng xã phải gửi 3 báo cáo có nội dung trùng nhau cho 3 sở khác nhau.</p>
<p>Về nhân lực, toàn tỉnh có 96 công chức chuyên trách công nghệ thông tin, 40% dưới 35 tuổi; tháng 12 mở 2 lớp, mỗi lớp 45 người, học 3 ngày.</p></div>""")
    page = f"""<html dir="ltr" lang="vi-VN"><head><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-type" content="text/html; charset=utf-8" /><title>Tin tức - DispForm</title></head><body>
<div id="s4-workspace"><div class="ms-siteicon"><img alt="Cổng thông tin điện tử tỉnh" src="/logo.png"/></div><div id="zz12_TopNavigationMenu"><ul><li><a href="/Pages/trangchu.aspx">Trang chủ</a></li><li><a href="/Pages/congbao.aspx">Công báo</a></li><li><a href="/Pages/dvc.aspx">Dịch vụ công (1.874)</a></li></ul></div>
<table class="ms-formtable"><tr><td nowrap="true" class="ms-formlabel"><h3>Tiêu đề</h3></td><td class="ms-formbody">Đánh giá công tác chuyển đổi số 10 tháng</td></tr>
<tr><td class="ms-formlabel"><h3>Ngày đăng</h3></td><td class="ms-formbody">20/11/2024</td></tr>
<tr><td class="ms-formlabel"><h3>Nội dung</h3></td><td class="ms-formbody">{body}</td></tr></table>
<div class="ms-toolbar">Phiên bản: 3.0 - Được tạo lúc 20/11/2024 16:12 bởi quantri</div></div></body></html>"""
    return doc, page.encode()


def _early() -> tuple[Doc, bytes]:
    doc = Doc("h17", "h17.html", "html", "land", "older news page of frames and font tags", "2023-05-16", "2023-04")
    body = doc.text("""
<font face="Arial" size="2"><p align="justify">Nối các cơ sở dữ liệu với nhau là phần việc khó nhất nhưng cũng được người dân chờ đợi nhất. Theo báo cáo quý I/2023, toàn quốc có [[316/705 đơn vị cấp huyện|ld.districts_connected 316/705 t=2023-03-31]] kết nối cơ sở dữ liệu đất đai với Cơ sở dữ liệu quốc gia về dân cư, ứng với [[hơn 24 triệu thửa đất|ld.parcels_connected 24000000 q=over t=2023-03-31]] đã kết nối, chia sẻ.</p>
<p align="justify">Đối với hộ tịch, đến cuối tháng 4/2023 có [[47 địa phương|cs.localities_started 47 t=2023-04-30]] đã thực hiện số hóa sổ hộ tịch. Cơ sở dữ liệu hộ tịch điện tử khi đó chứa [[trên 58 triệu|cs.records_in_db 58000000 q=over t=2023-04-30]] dữ liệu, riêng khai sinh [[21,2 triệu|cs.records_in_db_birth 21200000 t=2023-04-30]].</p>
<p align="justify">Trong 4 tháng đầu năm 2023, các bộ đã cắt giảm [[1.041 quy định|pr.regulations_cut 1041 t=2023-04-30]] liên quan đến hoạt động kinh doanh và đơn giản hóa [[213 thủ tục|pr.simplified 213 t=2023-04-30]] hành chính. Cũng đến hết tháng 4/2023, [[15 bộ, ngành|pd.ministries_connected 15 t=2023-04-30]] và [[63/63 địa phương|pd.localities_connected 63/63 t=2023-04-30]] đã kết nối Cơ sở dữ liệu quốc gia về dân cư.</p>
<p align="justify">Chuyên gia lưu ý, kết nối không đồng nghĩa với dùng được. Ở một phường, cứ 10 lượt tra cứu thì 3 lượt trả về trống; ở huyện khác, bản đồ tỷ lệ 1/1000 lệch 0,4 m so với thực địa nên 26 hộ khiếu nại. Thông tin của chủ đất sang tên từ năm 2004 vẫn chưa được sửa. Chi phí sửa một hồ sơ khoảng 18.000 đồng, mỗi huyện có chừng 2.000 đến 6.000 hồ sơ kiểu này. Các nhà thầu đề nghị nới thời gian nghiệm thu từ 30 lên 45 ngày.</p>
<p align="justify">Cơ quan soạn thảo Luật Đất đai (sửa đổi) nhận hơn 12 triệu lượt góp ý, trong đó Chương 12 về thủ tục được góp ý nhiều thứ 5. Đề án thành phần gồm 4 nhóm, 16 hạng mục, chia làm 2 giai đoạn 2023-2024 và 2024-2025.</p></font>""")
    page = f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>Khi các kho dữ liệu nói chuyện với nhau</title></head><body bgcolor=#ffffff>
<table width=760 align=center><tr><td bgcolor=#cc0000><font color=white>Thứ ba, 16/5/2023</font></td></tr><tr><td><table width=100%><tr><td width=140 valign=top><a href=1.htm>Trang đầu</a><br><a href=2.htm>Công nghệ</a><br><a href=3.htm>Số hóa 24h</a></td>
<td valign=top><font size=4><b>Khi các kho dữ liệu nói chuyện với nhau</b></font><br><font size=1>Cập nhật 16/05/2023 - 15:03</font>{body}
<p><b>Các bài cùng loạt:</b><br>- <a href=4.htm>Bài 1: 705 huyện và 705 cách làm</a><br>- <a href=5.htm>Bài 3: Tra cứu một thửa đất mất mấy giây?</a></p></td></tr></table></td></tr></table></body></html>"""
    return doc, page.encode()


def documents() -> list[tuple[Doc, bytes]]:
    return [_regional(), _host_only(), _early()]
