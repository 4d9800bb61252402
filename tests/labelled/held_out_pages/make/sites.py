"""The frames of the pages: what stands round an article on a newspaper, a ministry, a local portal and an English site.

Holds one function a site: (head of the text, HTML of the article) to a whole page. Menus, related links, counters and comments are
there on purpose and hold no fact. Keeps out: facts and the mark-up of the texts.
"""

from __future__ import annotations

import re


def page(head: dict[str, str], body: str) -> str:
    """The page of the site that the head names."""
    site = head.get("site", "press")
    return globals()[f"_{site}"](head, body)


def article(parts: list[str], site: str) -> str:
    """Light mark-up to HTML: `## ` headings, `- ` items, `^ ` captions, paragraphs; raw HTML and tables stay."""
    made = []
    for part in parts:
        if part.startswith("<table"):
            made.append(part)
            continue
        for block in re.split(r"\n\s*\n", part.strip()):
            block = block.strip()
            if not block:
                continue
            if block.startswith("## "):
                made.append(f"<p><strong>{block[3:]}</strong></p>" if site == "portal" else f"<h2>{block[3:]}</h2>")
            elif block.startswith("- "):
                items = [item.strip() for item in re.split(r"(?:^|\n)- ", block)[1:]]
                if site == "portal":
                    made += [f"<div>- {item}</div>" for item in items]
                else:
                    made.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
            elif block.startswith("^ "):
                made.append(f'<figure><img src="/anh/1.jpg" alt=""><figcaption>{block[2:]}</figcaption></figure>')
            elif block.startswith("<"):
                made.append(block)
            elif site == "ministry":
                made.append(f'<p style="text-align:justify"><span style="font-size:14pt">{block}</span></p>')
            elif site == "portal":
                made.append(f'<div style="text-align: justify;">{block}</div><br />')
            else:
                made.append(f"<p>{block}</p>")
    return "\n".join(made)


def _top(head: dict[str, str], language: str = "vi") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{head["title"]}</title>'
        f'<meta property="article:published_time" content="{head["published"]}T08:30:00+07:00"></head>\n<body>\n'
    )


def _shown(head: dict[str, str]) -> str:
    year, month, day = head["published"].split("-")
    return f"{day}/{month}/{year}"


def _press(head: dict[str, str], body: str) -> str:
    return f"""{_top(head)}<header><a href="/">Trang chủ</a><nav><a href="/thoi-su">Thời sự</a> <a href="/kinh-te">Kinh tế</a> \
<a href="/cong-nghe">Công nghệ</a> <a href="/phap-luat">Pháp luật</a></nav></header>
<main><article><h1>{head["title"]}</h1><span class="date">{_shown(head)}, 08:30 (GMT+7)</span>
{body}
<p class="author"><strong>{head.get("by", "P.V")}</strong></p></article>
<div class="tags">Từ khóa: <a href="/tag/de-an-06">Đề án 06</a>, <a href="/tag/so-hoa">số hóa</a></div>
<section class="comments"><h3>Bình luận (3)</h3><div>Bạn đọc: Tôi nộp hồ sơ 20 ngày rồi chưa thấy kết quả.</div></section></main>
<aside class="related"><h3>Tin liên quan</h3><ul><li><a href="/a-1.html">5 tiện ích mới trên ứng dụng định danh</a></li>\
<li><a href="/a-2.html">Giá vàng hôm nay tăng 1,2 triệu đồng/lượng</a></li></ul></aside>
<footer>Giấy phép số 318/GP-BTTTT. Đường dây nóng: 0912.345.678</footer></body></html>"""


def _gov(head: dict[str, str], body: str) -> str:
    return f"""{_top(head)}<div class="header"><ul class="menu"><li>Chính trị</li><li>Kinh tế</li><li>Chuyển đổi số</li></ul></div>
<div class="detail"><h1 class="detail-title">{head["title"]}</h1><div class="detail-time">{_shown(head)} 16:05</div>
<div class="detail-content">
{body}
</div><div class="author-info">{head.get("by", "Thu Hà")}</div></div>
<div class="box-related"><a href="/x.htm">Tham khảo thêm: Quy định mới về 3 nhóm thủ tục</a></div>
<div class="footer">© Cổng thông tin. Tòa soạn: 16 phố Lê Hồng Phong</div></body></html>"""


def _ministry(head: dict[str, str], body: str) -> str:
    return f"""{_top(head)}<div id="menu"><table><tr><td><a href="/gt">Giới thiệu</a></td><td><a href="/vb">Văn bản</a></td>\
<td><a href="/tk">Thống kê</a></td></tr></table></div>
<div class="article-detail"><h1>{head["title"]}</h1><p class="publish-date">Ngày đăng: {_shown(head)}</p>
{body}
</div>
<div class="other-news"><h4>Các tin khác</h4><ul><li>Hội nghị tập huấn nghiệp vụ ({_shown(head)})</li><li>Lịch tiếp công dân tháng tới</li></ul></div>
<div id="footer">Số lượt truy cập: 41.207.118</div></body></html>"""


def _portal(head: dict[str, str], body: str) -> str:
    return f"""{_top(head)}<div class="top-bar">Thứ Hai | Đường dây nóng 1022</div>
<div class="nav-main"><a href="/">TRANG CHỦ</a> <a href="/ubnd">UBND</a> <a href="/dvc">DỊCH VỤ CÔNG</a> <a href="/tin-tuc">TIN TỨC</a></div>
<div class="ct-bv"><div class="tieude"><h1>{head["title"]}</h1></div><div class="ngay">Ngày đăng: {_shown(head)} - Lượt xem: 143</div>
<div class="noidung">
{body}
</div></div>
<div class="cot-phai"><div>Thống kê truy cập</div><div>Đang online: 12</div><div>Hôm nay: 587</div><div>Tổng cộng: 1.204.663</div></div>
<div class="chan-trang">Bản quyền thuộc Ủy ban nhân dân. Chịu trách nhiệm nội dung: Văn phòng</div></body></html>"""


def _english(head: dict[str, str], body: str) -> str:
    return f"""{_top(head, "en")}<header><a href="/">Home</a> <a href="/politics">Politics</a> <a href="/society">Society</a></header>
<main><h1>{head["title"]}</h1><div class="meta">{head.get("shown", _shown(head))}</div>
{body}
<div class="source">{head.get("by", "By staff writers")}</div></main>
<div class="more"><h4>Read more</h4><a href="/1">Ten things to know about the new ID card</a></div>
<footer>Copyright. License No. 318/GP. Tel: 024 3825 0000</footer></body></html>"""
