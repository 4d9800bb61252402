"""What surrounds the content of every page of the sample portal: head, navigation, sidebar, comments, footer.

Holds one function that dresses a piece of HTML the way public portals do, with numbers and place names that are no
data. Keeps out: the content itself.
"""

from __future__ import annotations

from html import escape

BASE_URL = "https://sample.invalid"

SECTIONS = {
    "sample_national": "Bản tin quốc gia",
    "sample_provincial": "Thông báo địa phương",
    "sample_tables": "Bảng số liệu minh họa",
}

STYLE = """
body{font-family:"Noto Sans",Arial,sans-serif;line-height:1.6;margin:0;color:#222}
header,footer{background:#0b4f6c;color:#fff;padding:12px 24px}header a,footer a{color:#fff}
nav ul{list-style:none;display:flex;gap:18px;padding:0;margin:6px 0 0}
.wrap{display:flex;gap:32px;padding:18px 24px}main{flex:3;min-width:0}aside{flex:1}
table{border-collapse:collapse;font-size:14px}td,th{border:1px solid #999;padding:2px 6px}td.n{text-align:right}
.notice{background:#fff3cd;border:1px solid #e0c36a;padding:8px 12px}
""".strip()

SIDEBAR = """<aside class="sidebar">
<h2>Liên kết nhanh</h2>
<ul><li><a href="/sample_national/reports">Bản tin theo tháng</a></li>
<li><a href="/sample_provincial/reports">Thông báo của các tỉnh: Hà Giang, Long An, Phú Yên, Quảng Ninh</a></li>
<li><a href="/sample_tables/reports">Bảng số liệu 63 tỉnh, 34 tỉnh</a></li></ul>
<h2>Thời tiết</h2>
<p>Hà Nội 24°C, độ ẩm 81%. Cần Thơ 31°C, độ ẩm 74%.</p>
</aside>"""

AFTER_ARTICLE = """<section class="related"><h2>Tin liên quan</h2>
<ul><li><a href="#t1">Khai mạc giải chạy bán chuyên, 3.500 vận động viên tham dự</a></li>
<li><a href="#t2">Lịch cấp nước luân phiên 12 phường trong tháng tới</a></li>
<li><a href="#t3">5 lưu ý khi nộp hồ sơ trực tuyến lần đầu</a></li></ul></section>
<section class="comments" id="comments"><h2>Ý kiến bạn đọc (2)</h2>
<div class="comment"><b>Minh Thư</b><p>Phường tôi làm giấy khai sinh mất 20 phút, nhanh hơn năm ngoái.</p></div>
<div class="comment"><b>Bạn đọc Đồng Tháp</b><p>Trang tải hơi chậm, mong được cải thiện.</p></div></section>"""


def page(title: str, main: str, *, source: str | None = None, charset: bool = True, article: bool = False) -> str:
    """A whole HTML page around `main`. `source` names the section it stands in; `article` adds links and comments."""
    menu = "".join(f'<li><a href="{BASE_URL}/{name}/reports">{label}</a></li>' for name, label in SECTIONS.items())
    trail = f' › <a href="/{source}/reports">{SECTIONS[source]}</a>' if source else ""
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
{'<meta charset="utf-8">' if charset else ""}
<title>{escape(title)} | Cổng mẫu Tiến độ</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{STYLE}</style>
<script>window.visits = 41823;</script>
</head>
<body>
<header><a href="{BASE_URL}/">Cổng mẫu Tiến độ</a>
<nav aria-label="Chính"><ul>{menu}<li><a href="{BASE_URL}/lien-he">Liên hệ 1900 0000</a></li></ul></nav></header>
<div class="breadcrumb"><a href="{BASE_URL}/">Trang chủ</a>{trail}</div>
<div class="wrap">
<main>
{main}
{AFTER_ARTICLE if article else ""}
</main>
{SIDEBAR}
</div>
<footer><p>Cổng mẫu của dự án Tiến độ, chạy trên máy của bạn. Lượt truy cập: 41.823.</p>
<p>Nội dung phát hành theo giấy phép CC BY 4.0.</p></footer>
</body>
</html>
"""
