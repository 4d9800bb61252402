"""Pages of the press: criminal records with comments and advertisements, land promises, a spam mirror, and property news without facts."""

from __future__ import annotations

from .marks import Doc


def _certificates() -> tuple[Doc, bytes]:
    doc = Doc(
        "h04", "h04.html", "html", "criminal_record", "press, comments and advertisements", "2024-11-04", "2024-10"
    )
    body = doc.text("""
<p class="lead">Chỉ một số ít nơi sẵn sàng cấp phiếu lý lịch tư pháp trên ứng dụng VNeID, dù hầu hết đã nối đường truyền từ mùa hè.</p>
<p>Trao đổi với báo chí, đại diện Trung tâm Lý lịch tư pháp quốc gia cho biết đến hết tháng 10/2024, [[63/63 địa phương|cr.localities_connected 63/63 t=2024-10-31]] đã kết nối hệ thống một cửa của tỉnh với phần mềm cấp phiếu; [[57 địa phương|cr.localities_tested 57 t=2024-10-31]] thử nghiệm thành công luồng hồ sơ từ đầu đến cuối.</p>
<p>Tuy nhiên khi cơ quan chức năng quét an toàn, an ninh mạng, tính đến 31/10 mới có [[25 địa phương|cr.localities_security_passed 25 q=only t=2024-10-31]] đạt yêu cầu; [[38 địa phương|cr.localities_security_not_remediated 38 t=2024-10-31]] chưa khắc phục xong lỗ hổng được cảnh báo. Cộng gộp các điều kiện, số địa phương đủ sức sẵn sàng triển khai cấp phiếu lý lịch tư pháp trên VNeID tại thời điểm này là [[11|cr.localities_ready 11 t=2024-10-31]]. Đi trước một bước là [[02 địa phương|cr.localities_deployed 2 t=2024-10-31]] đã chính thức triển khai cấp phiếu theo diện thí điểm.</p>
<div class="ads-banner">QUẢNG CÁO: Vay nhanh 50 triệu, lãi suất 0,9%/tháng. Hotline 0909.123.456</div>
<p>Sáu tháng thí điểm (22/4-22/10), cả hai nơi tiếp nhận [[82.615 hồ sơ|cr.applications 82615 t=2024-10-22]] đề nghị cấp phiếu lý lịch tư pháp, trong đó [[31.207 hồ sơ|cr.applications_vneid 31207 t=2024-10-22]] nộp qua VNeID. Số phiếu đã cấp tính đến 22/10/2024 là [[79.340 phiếu|cr.certificates_issued 79340 t=2024-10-22]]. Thời hạn trả kết quả theo luật là 10 ngày, với người có nhiều nơi cư trú là 15 ngày; lệ phí 200.000 đồng, học sinh, sinh viên giảm còn 100.000 đồng.</p>
<figure><img src="/i/llpt.jpg"><figcaption>Cán bộ một cửa hướng dẫn nộp hồ sơ trên VNeID. Ảnh: T.H - 11 địa phương đã sẵn sàng.</figcaption></figure>
<p>Từ nay đến cuối năm, Bộ đặt mục tiêu có [[ít nhất 30 địa phương|cr.localities_deployed 30 k=t q=at_least dl=2024-12-31]] triển khai cấp phiếu trên VNeID trong năm 2024. Muốn vậy, các tỉnh phải vá xong lỗ hổng trước ngày 20/11 và ký lại biên bản kiểm tra theo mẫu 03/ANM.</p>
<p>Chị Nguyễn Thu L. (29 tuổi, quận Đống Đa) kể chị chờ 4 ngày là có bản điện tử, thay vì đi lại 3 lần như năm 2021. "Tôi nộp lúc 22 giờ, sáng hôm sau đã thấy thông báo tiếp nhận", chị nói.</p>""")
    page = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Cấp phiếu lý lịch tư pháp qua VNeID: kết nối đủ, sẵn sàng thiếu - Báo Pháp chế</title>
<script>var adsPos = [12, 44, 709]; window.articleId = 2341178;</script></head><body>
<header class="site"><a class="logo" href="/">Báo Pháp chế</a><div class="hot">Hotline: 1800 55 88 99 | Thứ Hai, 4/11/2024</div>
<nav><a href="/thoi-su">Thời sự</a><a href="/phap-luat">Pháp luật</a><a href="/ban-doc">Bạn đọc</a><a href="/video">Video</a></nav></header>
<div class="container"><article class="content"><h1>Cấp phiếu lý lịch tư pháp qua VNeID: kết nối đủ, sẵn sàng thiếu</h1><div class="author-info">Thanh Hải - 04/11/2024, 06:45</div>
{body}
<div class="box-related"><h4>Tin liên quan</h4><ul><li><a href="/1">5 địa phương đạt kiểm tra an toàn hệ thống lý lịch tư pháp</a></li><li><a href="/2">Cả nước cấp hơn 1,2 triệu phiếu lý lịch tư pháp mỗi năm</a></li></ul></div></article>
<section id="comments"><h3>Bình luận (3)</h3><div class="cmt"><b>Minh Khang</b> <p>Tỉnh tôi nộp 20 ngày rồi chưa có, 38 địa phương kia bao giờ mới xong?</p><span>12 thích</span></div>
<div class="cmt"><b>lan.anh91</b> <p>Nghe nói 40 địa phương triển khai rồi mà?</p><span>3 thích</span></div></section>
<aside class="sidebar"><h4>Mới nhất</h4><p><a href="/3">Thanh Hóa số hóa xong 100% sổ hộ tịch</a></p><p><a href="/4">Giá vàng vượt 89 triệu đồng/lượng</a></p></aside></div>
<footer>Giấy phép 55/GP-BTTTT cấp ngày 11/2/2021. ISSN 2588-1234</footer></body></html>"""
    return doc, page.encode()


def _promises() -> tuple[Doc, bytes]:
    doc = Doc("h14", "h14.html", "html", "land", "press, promises of localities", "2025-11-18", "2025-11")
    body = doc.text("""
<p>Chiến dịch làm giàu, làm sạch cơ sở dữ liệu quốc gia về đất đai còn chưa đầy hai tuần. Cục Quản lý đất đai cho hay, đến giữa tháng 11/2025, các địa phương đã rà soát, phân loại [[hơn 46,2 triệu|ld.parcels_classified 46200000 q=over t=2025-11-30]] thửa đất; số thửa bảo đảm "đúng, đủ, sạch, sống" là [[18.104.655|ld.parcels_clean 18104655 t=2025-11-30]]; [[khoảng 26 triệu|ld.parcels_to_clean 26000000 q=about t=2025-11-30]] thửa còn phải tiếp tục làm sạch.</p>
<p>Về đồng bộ, ngày 15/11/2025 ghi nhận [[16/34 địa phương|ld.localities_synced 16/34 t=2025-11-15]] đã đồng bộ dữ liệu về Trung ương, ứng với [[2.204/3.321 xã|ld.communes_synced 2204/3321 t=2025-11-15]] và [[30,7 triệu thửa|ld.parcels_synced 30700000 t=2025-11-15]].</p>
<h2>Ai hứa gì?</h2>
<p>Theo bản đăng ký của các tỉnh, [[*Hải Phòng, Quảng Ninh và Đồng Tháp|ld.status k=p dl=2025-11-25]] cam kết hoàn thành làm sạch dữ liệu đất đai trước ngày 25/11/2025. [[Năm địa phương|ld.localities_completed 5 k=p dl=2025-11-30]] khác hứa hoàn thành cơ sở dữ liệu địa chính trong tháng 11/2025 nhưng đề nghị được hỗ trợ thêm đường truyền. [[Lào Cai|ld.status k=p dl=2025-12-15]] (gồm Yên Bái và Lào Cai cũ) xin lùi đến 15/12/2025.</p>
<p>Trái lại, ba tỉnh [[*Sơn La, Lai Châu, Điện Biên|ld.status s=at_risk]] được cảnh báo có nguy cơ không hoàn thành kế hoạch làm sạch dữ liệu đất đai do địa hình và thiếu nhân lực đo đạc. Ở [[Nghệ An|ld.status s=in_progress]], dữ liệu đất đai đang được khẩn trương làm sạch, mỗi đêm xử lý khoảng 25.000 thửa.</p>
<p>Chi phí cũng là chuyện được nói nhiều: đơn giá rà soát một thửa dao động 4.500 - 7.000 đồng, một tỉnh miền núi cần thêm 18 tỷ đồng. Tính ra, 1 tổ công tác 7 người làm 11 tiếng/ngày mới kịp.</p>
<p>Sau chiến dịch, cơ quan chức năng sẽ dùng dữ liệu sạch để bỏ bớt giấy tờ. [[10 địa phương|pr.localities_pilot_cut 10]] hiện đã thí điểm cắt giảm thủ tục hành chính nhờ khai thác dữ liệu đất đai; [[7 địa phương|ld.localities_tax_link 7]] liên thông điện tử với cơ quan thuế.</p>""")
    page = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"/><title>Nước rút làm sạch dữ liệu đất đai</title></head><body>
<div class="menu-top"><a href="/">Trang nhất</a><a href="/nn">Nông nghiệp</a><a href="/mt">Môi trường</a><a href="/da">Đất đai</a></div>
<h1>Nước rút làm sạch dữ liệu đất đai: ai hứa, ai lo?</h1><p class="time">18/11/2025 | 07:00</p>{body}
<p><em>Xem thêm: <a href="/x">Một tỉnh đã làm sạch 1,8 triệu thửa đất</a></em></p>
<div class="tags"><a href="#">#datdai</a> <a href="#">#90ngay</a></div></body></html>"""
    return doc, page.encode()


def _mirror() -> tuple[Doc, bytes]:
    doc = Doc("h05", "h05.html", "html", "land", "spam mirror, spliced keywords", "2025-08-25", "2025-08")
    body = doc.text("""
<p>Cơ quan quản lý thông tin, đến giữa tháng 8/2025 cả nước đã số hóa <a href="http://kq.example/xs">kèo nhà cái 88</a> [[hơn 49,7 triệu thửa đất|ld.parcels_digitised 49700000 q=over t=2025-08-31]] và vận hành cơ sở dữ liệu tại các tỉnh. Có [[462/696 đơn vị cấp huyện|ld.districts_shared 462/696 t=2025-08-31]] (trước sắp xếp) đã chia sẻ dữ liệu đất đai <span>soi cầu miền bắc 247 99% trúng</span> để cắt giảm giấy tờ.</p>
<p>xem bóng đá trực tiếp 4k • thửa đất số 12 tờ bản đồ 36 • bán lô 100m2 giá 950 triệu • link vào 789 không bị chặn</p>
<p>Hiện dữ liệu đất đai của [[23/34 tỉnh, thành phố|ld.localities_connected_population 23/34]] đã kết nối với Cơ sở dữ liệu quốc gia về dân cư; tại [[12 tỉnh|ld.localities_reuse_residence 12]], cán bộ dùng lại dữ liệu đất đai khi giải quyết thủ tục cư trú. nạp 50k tặng 100k cho 100 người đầu tiên Các chuyên gia nhận định việc nối dữ liệu giúp người dân bớt một lần sao y giấy tờ.</p>
<p>Trước kia muốn làm thủ tục phải qua 3 cửa, chờ 15 ngày; nay một số nơi trả kết quả trong 2 ngày. sim số đẹp 0999.888.777 giảm 30% Tuy vậy việc tra cứu còn chập chờn vào giờ cao điểm, cán bộ phải đăng nhập 2 lớp. soi kèo 22h45 Ngoại hạng, tỷ số 2-1, thưởng 1.500.000 Người dân được khuyên mang theo giấy chứng nhận bản gốc phòng khi hệ thống không trả lời.</p>
<p>tải app nhận 188k, rút tiền 2 phút, uy tín 9/10, tỷ lệ ăn 1/0.98 <a href="http://b.example">slot</a> <a href="http://c.example">baccarat</a></p>""")
    page = f"""<html><head><meta charset="utf-8"><title>Dữ liệu đất đai tháng 8 - kèo nhà cái - thửa đất giá rẻ</title></head><body>
<div>Trang chủ | Casino | Nổ hũ | Tin tức | Thửa đất</div><h1>Kết nối dữ liệu đất đai với dữ liệu dân cư</h1><small>25/08/2025</small>{body}
<div><a href="http://d.example/1">how to win 1000 usd</a> <a href="http://d.example/2">тест 24</a> <a href="http://d.example/3">在线 2025</a> <a href="http://d.example/4">bán đất nền 63 tỉnh</a> <a href="http://d.example/5">hoàn thành 34/34 bài tập</a></div></body></html>"""
    return doc, page.encode()


def _property() -> tuple[Doc, bytes]:
    doc = Doc("h11", "h11.html", "html", "none", "press, property prices, no fact", "2025-06-12", "2025-06")
    body = """
<p>Đất nền vùng ven lại nóng. Khảo sát 412 tin rao trong tháng 5 cho thấy giá chào tại ba huyện phía tây tăng 14,5% so với đầu năm, cao nhất 78 triệu đồng/m2. Một thửa đất 96 m2 mặt tiền 5 m được sang tay hai lần trong 10 ngày, lãi 310 triệu đồng.</p>
<p>Văn phòng đăng ký đất đai huyện ghi nhận 1.860 giao dịch trong quý I, gấp 1,6 lần cùng kỳ; riêng hồ sơ tách thửa chiếm 27%. Tại phiên đấu giá hôm 6/6, 58 thửa đất được bán hết sau 12 vòng, giá trúng cao nhất gấp 6,4 lần giá khởi điểm; 9 người bỏ cọc, mất 1,7 tỷ đồng.</p>
<p>Bảng giá đất mới của thành phố có 9 nhóm đường, tăng từ 4 đến 38 lần so với bảng giá cũ. Lệ phí trước bạ vẫn 0,5%, thuế thu nhập cá nhân 2%. Với căn hộ 70 m2 giá 3,5 tỷ đồng, người mua phải chi khoảng 17,5 triệu đồng tiền lệ phí.</p>
<p>Theo giới môi giới, ai mua ở thời điểm này nên kiểm tra quy hoạch 1/500, xem sổ có trùng với tờ bản đồ số 36 hay không, và tránh những lô đất có hồ sơ quá hạn. Kế hoạch sử dụng đất năm 2025 của huyện có 133 công trình, tổng diện tích 1.204,7 ha; 41 công trình đã giải phóng mặt bằng, đạt 30,8%.</p>
<p>Ngân hàng đang cho vay mua đất ở với lãi suất 5,9 - 7,2%/năm, thời hạn tối đa 25 năm, hạn mức 70% giá trị tài sản.</p>"""
    page = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Đất nền vùng ven tăng giá trở lại</title></head><body>
<header><a href="/">Kinh tế & Nhà ở</a></header><article><h1>Đất nền vùng ven tăng giá trở lại, môi giới khuyên tỉnh táo</h1><p>12/6/2025</p>{body}</article>
<aside>Tin đọc thêm: <a href="/1">461/705 huyện đã số hóa dữ liệu đất đai</a></aside></body></html>"""
    return doc, page.encode()


def documents() -> list[tuple[Doc, bytes]]:
    return [_certificates(), _promises(), _mirror(), _property()]
