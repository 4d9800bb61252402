"""HTML skins: the shapes in which portals and papers print an article, with their navigation, links and comments.

Holds one function a skin, from blocks to bytes; the furniture around the article carries numbers on purpose.
Keeps out: the article's text and labels.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable

from marks import Block, Doc

HEADLINES = [
    "Hơn 3,2 triệu thửa đất của tỉnh bạn đã được đồng bộ, bài học nào cho chúng ta?",
    "12 địa phương hoàn thành số hóa dữ liệu hộ tịch trước hạn",
    "Giá vàng hôm nay 18/9: tăng thêm 1,2 triệu đồng mỗi lượng",
    "Từ 1/7, bỏ cấp huyện: 10.035 xã, phường sắp xếp lại còn 3.321",
    "461/705 huyện hoàn thành số hóa dữ liệu đất đai",
    "Bắc Ninh: 97,5% hồ sơ được tiếp nhận trực tuyến",
    "Tuyển sinh lớp 10: 98.000 thí sinh dự thi, 63 điểm thi",
    "Thời tiết 3 ngày tới: Hà Nội, Hải Phòng, Quảng Ninh có mưa to",
]


def cells(block: Block) -> str:
    """An HTML table with its spans."""
    out = ['<table border="1" cellspacing="0" cellpadding="4">']
    for row in block.rows:
        out.append("<tr>")
        for cell in row:
            tag = "th" if cell["head"] else "td"
            span = "".join(f' {n}="{cell[k]}"' for k, n in (("r", "rowspan"), ("c", "colspan")) if cell[k] > 1)
            out.append(f"<{tag}{span}>{html.escape(cell['text'])}</{tag}>")
        out.append("</tr>")
    return "\n".join([*out, "</table>"])


def article(doc: Doc, skip: tuple[str, ...] = ("title",), p: str = "p", h: str = "h3") -> str:
    """The body blocks in order; list items gathered, captions in figures, sapo and boxes in their own tags."""
    out, listing = [], False
    for block in doc.blocks:
        if block.kind in skip:
            continue
        text = html.escape(block.text)
        if (block.kind == "li") != listing:
            out.append("<ul>" if not listing else "</ul>")
            listing = not listing
        if block.kind == "table":
            out.append(cells(block))
        elif block.kind == "li":
            out.append(f"<li>{text}</li>")
        elif block.kind == "caption":
            out.append(
                f'<figure class="picture"><img src="/anh/1.jpg" alt="{text}"><figcaption>{text}</figcaption></figure>'
            )
        elif block.kind == "related":
            out.append(f'<div class="box-related"><a href="/tin-1.html" title="{text}">{text}</a></div>')
        elif block.kind == "ad":
            out.append(f'<div class="ads banner">{text}</div>')
        elif block.kind == "h":
            out.append(f"<{h}>{text}</{h}>")
        else:
            out.append(f"<{p}>{text}</{p}>")
    return "\n".join([*out, "</ul>"] if listing else out)


def _title(doc: Doc) -> str:
    return html.escape(next((b.text for b in doc.blocks if b.kind == "title"), "Tin tức"))


def _meta(doc: Doc) -> str:
    stamp = doc.head.get("published")
    if not stamp or doc.head.get("meta") == "none":
        return ""
    return f'<meta property="article:published_time" content="{stamp}T08:30:00+07:00">'


def _links(items: list[str]) -> str:
    return "".join(f'<li><a href="/x-{i}.html">{html.escape(t)}</a></li>' for i, t in enumerate(items))


def sharepoint(doc: Doc) -> str:
    """ASP.NET layout tables: view state, a menu in the left cell, the article in nested tables of <div>."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{_title(doc)} - Cổng thông tin</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" /></head>
<body><form method="post" action="./view_detail.aspx?ItemID=5120" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1MmRkOoJ46GkF" />
<table width="1000" cellpadding="0" cellspacing="0"><tr><td colspan="2"><table><tr>
<td><a href="/">Trang chủ</a></td><td><a href="/gt">Giới thiệu</a></td><td><a href="/vb">Văn bản</a></td>
<td><a href="/dvc">Dịch vụ công (1.024)</a></td><td>Thứ Ba, 12/11/2024, 14:05 GMT+7</td></tr></table></td></tr>
<tr><td width="220" valign="top"><table class="ms-leftnav"><tr><td><ul>{_links(HEADLINES[4:])}</ul></td></tr>
<tr><td>Lượt truy cập: 12.345.678<br/>Đang trực tuyến: 1.209</td></tr></table></td>
<td valign="top"><table class="ms-bodyareacell" width="100%"><tr><td>
<div class="date-item">{html.escape(doc.head.get("dateline", ""))}</div>
<table width="100%"><tr><td class="title_news"><span id="ctl00_lblTitle">{_title(doc)}</span></td></tr>
<tr><td><div class="ms-rtestate-field ExternalClass">
{article(doc, p="div", h="div")}
</div></td></tr></table></td></tr>
<tr><td><b>Các tin khác</b><ul>{_links(HEADLINES[:4])}</ul></td></tr></table></td></tr>
<tr><td colspan="2" align="center">Địa chỉ: số 60 phố Trần Phú, Hà Nội. Điện thoại: 024.62739718 - Fax: 024.62739359
</td></tr></table></form></body></html>"""


def nukeviet(doc: Doc) -> str:
    """NukeViet: breadcrumb, hometext, bodytext, other news, a rating line."""
    return f"""<!DOCTYPE html>
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"><title>{_title(doc)}</title>
<meta name="generator" content="NukeViet v4.5">{_meta(doc)}</head><body>
<nav class="navbar"><ul class="nav">{_links(["Trang nhất", "Tin tức", "Văn bản mới", "Công khai ngân sách 2025"])}</ul></nav>
<div class="breadcrumbs-wrap"><a href="/vi/">Trang nhất</a> » <a href="/vi/news/">Chuyển đổi số</a></div>
<div class="news_column panel panel-default"><div class="panel-body">
<h1 class="title margin-bottom-lg">{_title(doc)}</h1>
<div class="row margin-bottom-lg"><span class="h5">{html.escape(doc.head.get("dateline", ""))}</span></div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">
{article(doc)}
</div>
<div class="news_rating">Tổng số điểm của bài viết là: 15 trong 3 đánh giá. Xếp hạng: 5 - 3 phiếu bầu</div>
</div></div>
<div class="news_column"><p class="h3"><strong>Những tin mới hơn</strong></p><ul class="related">{_links(HEADLINES[:3])}</ul>
<p class="h3"><strong>Những tin cũ hơn</strong></p><ul class="related">{_links(HEADLINES[3:7])}</ul></div>
<footer>Đang truy cập 47 · Hôm nay 3.120 · Tháng hiện tại 98.114 · Tổng lượt truy cập 5.410.772</footer>
</body></html>"""


def vccorp(doc: Doc) -> str:
    """A newspaper of the VCCorp kind: sapo, related boxes in the text, tags, comments, a list under it."""
    comments = "".join(
        f'<li class="comment"><b>{who}</b> <span>{text}</span> <i>{likes} thích</i></li>'
        for who, text, likes in (
            ("Minh Tuấn", "Huyện tôi mới số hóa được 30% mà báo cáo tới 95%, ai kiểm tra?", 41),
            ("Lan", "Tôi chờ trích lục khai sinh 3 tuần, 63 tỉnh thành cứ họp mãi.", 12),
        )
    )
    sapo = next((b.text for b in doc.blocks if b.kind == "sapo"), "")
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{_title(doc)} | Báo</title>
{_meta(doc)}<script>var adm=[1,2,3];window.dataLayer=[{{"id":"19725"}}];</script></head><body>
<header class="header"><ul class="menu">{_links(["Thời sự", "Kinh tế", "Nhịp sống số", "Bạn đọc", "Thể thao 24h"])}</ul></header>
<div class="main"><div class="detail-container"><h1 class="detail-title" data-role="title">{_title(doc)}</h1>
<div class="detail-time"><div data-role="publishdate">{html.escape(doc.head.get("dateline", ""))}</div></div>
<h2 class="detail-sapo" data-role="sapo">{html.escape(sapo)}</h2>
<div class="detail-content afcbc-body" data-role="content">
{article(doc, skip=("title", "sapo"))}
</div>
<div class="detail-author">Hà Anh</div><div class="detail-tag">Từ khóa: <a>số hóa</a>, <a>thửa đất</a>, <a>Đề án 06</a></div>
<div class="comment-wrapper"><h4>Bình luận (2)</h4><ul>{comments}</ul></div>
<div class="box-category"><div class="title">Tin cùng chuyên mục</div><ul>{_links(HEADLINES)}</ul></div></div></div>
<footer>Giấy phép số 15/GP-BTTTT cấp ngày 10/1/2021. Hotline: 0901 234 567</footer></body></html>"""


def plain(doc: Doc) -> str:
    """A print page: no furniture, no head beyond a title, paragraphs parted by <br>."""
    parts = []
    for block in doc.blocks:
        if block.kind == "table":
            parts.append(cells(block))
        else:
            parts.append(html.escape(block.text) + "<br><br>")
    return f"<html><head><title>{_title(doc)}</title></head><body>\n" + "\n".join(parts) + "\n</body></html>"


def portal(doc: Doc) -> str:
    """A province's portal of 2015: <font>, nested <center>, a list of all provinces at the side."""
    provinces = ["An Giang", "Bà Rịa - Vũng Tàu", "Bắc Giang", "Bắc Kạn", "Bạc Liêu", "Bến Tre", "Bình Dương", "Cà Mau"]
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={doc.head.get("declares", "utf-8")}">
<TITLE>{_title(doc)}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><CENTER><TABLE WIDTH=960><TR>
<TD WIDTH=180 VALIGN=TOP><B>Liên kết website tỉnh, thành phố</B><BR>{"<BR>".join(f'<A HREF="#">{p}</A>' for p in provinces)}</TD>
<TD VALIGN=TOP ALIGN=LEFT><FONT SIZE=5 COLOR=RED><B>{_title(doc)}</B></FONT><BR>
<I>{html.escape(doc.head.get("dateline", ""))}</I><HR>
{article(doc, h="B")}
<P ALIGN=RIGHT><I>Văn phòng UBND tỉnh</I></P></TD></TR></TABLE></CENTER></BODY></HTML>"""


def english(doc: Doc) -> str:
    """An English digest page of a ministry."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>{_title(doc)}</title>{_meta(doc)}</head><body>
<div class="top"><a href="/">Home</a> | <a href="/about">About</a> | <a href="/stat">Statistics 2024</a></div>
<div class="main-content"><h1 class="kbwc-title">{_title(doc)}</h1><p class="kbwcb-time">{html.escape(doc.head.get("dateline", ""))}</p>
<div class="kbwc-body">
{article(doc)}
</div></div>
<div class="other"><h3>Other news</h3><ul>{_links(["55 provinces launch one-stop portals", "More than 80 million e-identities issued"])}</ul></div>
<div class="foot">18 Nguyen Du Street, Ha Noi. Tel: (84-24) 39435602</div></body></html>"""


def mirror(doc: Doc) -> str:
    """A spam mirror: text as spliced by the author, foreign link lists, no date."""
    bets = [
        "Nhận định, soi kèo Chelsea vs Lens, 2h00 ngày 1/10",
        "kèo nhà cái 88: tỷ lệ 1/2, 3/4",
        "U23 2-1 U19: 90 phút kịch tính",
    ]
    return f"""<html><head><meta charset="utf-8"><title>{_title(doc)}-bóng đá trực tiếp</title></head><body>
<div class="nav">首页 <a>足球</a> <a>篮球</a> <a>bóng đá 24h</a></div>
<div class="content"><h1>{_title(doc)}</h1><div class="info">作者： 来源： 浏览: 【大 中 小】 发布时间: 2025-03-01 评论数: 63</div>
{article(doc)}
</div><div class="prev">下一篇:<a>{bets[0]}</a></div><div class="rel">相关文章:<ul>{_links(bets * 3)}</ul></div>
<div class="rec">相关推荐:<ul>{_links(bets[::-1] * 2)}</ul></div><div>友情链接: 0.7381s , 7812.4 kb</div></body></html>"""


SKINS: dict[str, Callable[[Doc], str]] = {
    "sharepoint": sharepoint, "nukeviet": nukeviet, "vccorp": vccorp, "plain": plain,
    "portal": portal, "english": english, "mirror": mirror,
}  # fmt: skip


def write(doc: Doc) -> bytes:
    """The page in its skin; `encoding: nfd` decomposes it, `utf-16` and `none` do what they say."""
    page, encoding = SKINS[doc.head["skin"]](doc), doc.head.get("encoding", "utf-8")
    if encoding == "nfd":
        return unicodedata.normalize("NFD", page).encode()
    return page.encode("utf-8" if encoding == "none" else encoding)
