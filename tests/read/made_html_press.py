"""Templates of newspapers, blogs, aggregators and mirrors, and of single forms: div tables, lists, captions, hidden parts.

Holds the markup as such systems write it, with our own sentences. Keeps out: the portals of public bodies.
"""

from __future__ import annotations

from datetime import date

from tests.read.made_html import COMMENTS, GRID, ITEMS, MENU, RELATED, Maker

TEASER = "Một tỉnh miền núi vừa báo cáo đã đưa 350.000 trang sổ vào kho dữ liệu sau 6 tháng thuê đơn vị ngoài quét."


def press_express(m: Maker) -> str:
    """A daily: the report within an element called sidebar, captions in tables, the author in a paragraph of its own."""
    title = m.title("10 địa phương có nguy cơ trễ hẹn số hóa hộ tịch")
    m.day = date(2024, 10, 30)
    return f"""<!DOCTYPE html><html><head><title>{title} - Báo Mẫu</title><meta name="pubdate" content="2024-10-30T15:08:00+07:00">
<meta itemprop="dateCreated" content="2024-10-30T14:50:00+07:00"></head><body class="detail-page"><section class="section top-header"><ul class="menu-nav">{m.links(MENU)}</ul></section>
<section class="section page-detail"><div class="container"><div class="sidebar-1"><div class="header-content"><ul class="breadcrumb">{m.links(("Thời sự 24h",))}</ul>
<span class="date">{m.j("Thứ tư, 30/10/2024, 15:08 (GMT+7)")}</span></div><h1 class="title-detail">{title}</h1>
<p class="description">{m.p("Lai Hà, Kon Sơn và tám tỉnh khác khó kịp hạn 1/1/2025, theo báo cáo của Bộ.")}</p><article class="fck_detail"><p class="Normal">{m.p(0)}</p>
<figure class="tplCaption"><div class="fig-picture"><img></div><figcaption><p class="Image">{m.caption("Bộ phận một cửa phường 5, sáng 29/10. Ảnh: Hải Nam")}</p></figcaption></figure>
<p class="Normal">{m.p(1)}</p><table class="tplCaption" align="center"><tbody><tr><td><img></td></tr><tr><td><p class="Image">{m.caption("Kho lưu trữ 2.000 cuốn sổ hộ tịch của huyện Bắc Hà. Ảnh: Hải Nam")}</p></td></tr></tbody></table>
<p class="Normal">{m.p(6)}</p><div class="box-tinlienquanv2"><article class="item-news"><h4><a>{m.j(RELATED[0])}</a></h4><p>{m.j(TEASER)}</p></article></div>
<p class="Normal">{m.p(8)}</p><p class="Normal">{m.p(13)}</p><p class="author_mail" style="text-align:right"><strong>{m.j("Lê Hải Nam")}</strong></p></article>
<div class="footer-content"><span>{m.j("Trở lại Thời sự")}</span></div><div class="tags"><h4>{m.links(("tag hộ tịch 2024", "tag trễ hẹn"))}</h4></div>
<div id="box_comment"><h3>{m.j("Ý kiến (37)")}</h3><p class="full_content">{m.j(COMMENTS[0])}</p><p class="full_content">{m.j(COMMENTS[1])}</p></div></div>
<div class="sidebar-2"><article class="item-news"><h3><a>{m.j(RELATED[1])}</a></h3></article><article class="item-news"><h3><a>{m.j(RELATED[2])}</a></h3></article></div></div></section>
<footer><p>{m.j("Số giấy phép: 548/GP-BTTTT do Bộ cấp ngày 24/08/2021")}</p></footer></body></html>"""


def press_div_soup(m: Maker) -> str:
    """No semantic names at all: hashed class names, everything a div."""
    title = m.title("Bắc Hà dẫn đầu về hồ sơ trực tuyến")
    return f"""<html><head><title>{title} | Báo Tỉnh Mẫu</title></head><body><div class="css-1x"><div class="css-2y">{m.links(MENU, "<div>", "</div>")}</div>
<div class="css-3z"><div class="css-a1"><h1 class="css-t">{title}</h1><div class="css-d">{m.j("31/10/2024 08:15")}</div><div class="css-b">
{m.wrap('<div class="css-p">', "</div>", 5, 10, 3, 4, 14)}</div></div><div class="css-9k"><div class="css-h">{m.j("Có thể bạn quan tâm")}</div>
{"".join(f'<div class="css-c"><a><div>{m.j(t)}</div></a><div>{m.j(f"{i + 2} giờ trước")}</div></div>' for i, t in enumerate(RELATED))}</div></div>
<div class="css-f"><div>{m.j("© 2024 Báo Tỉnh Mẫu. Tổng Biên tập: Lê Văn Cường. Giấy phép 77/GP-BTTTT ngày 02/02/2022.")}</div></div></div></body></html>"""


def press_break_paragraphs(m: Maker) -> str:
    """The body as text in one div, <br> between paragraphs, links to other news within it."""
    title = m.title("Mỗi tuần thêm 14.000 bản ghi được đồng bộ")
    return f"""<html><head><title>{title}</title></head><body><div id="header">{m.links(MENU)}</div><div id="main"><div class="left"><h1>{title}</h1>
<div class="detail-text">{m.p(11)}<br/>{m.p(0)}<br/><br/><a href="/a"><b>{m.j(RELATED[0])}</b></a><br/><a href="/b"><b>{m.j(RELATED[3])}</b></a><br/><br/>{m.p(6)}<br/>{m.p(3)}<br/>
- {m.p(ITEMS[0])}<br/>- {m.p(ITEMS[1])}<br/>- {m.p(ITEMS[2])}<br/>{m.p(15)}<br/><br/>{m.j("Xem thêm: ")}<a>{m.j(RELATED[4])}</a></div></div>
<div class="right"><div class="w">{m.j("Tỷ giá 31/10: 25.300")}</div><div class="w">{m.j("Hà Nội 24°C, mưa nhỏ, độ ẩm 80%")}</div></div></div></body></html>"""


def wordpress(m: Maker) -> str:
    """WordPress: entry-content, sharing buttons and related posts inside it, <time>, comments."""
    title = m.title("Nhật ký số hóa: tuần thứ 40")
    m.day = date(2024, 10, 7)
    return f"""<!DOCTYPE html><html><head><title>{title} – Chuyển đổi số xã Mẫu</title></head><body class="post-template-default single"><div id="page" class="site"><header id="masthead">
<ul id="primary-menu">{m.links(MENU)}</ul></header><div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-77" class="post-77 post type-post hentry category-tin-tuc tag-ho-tich"><header class="entry-header"><h1 class="entry-title">{title}</h1><div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="2024-10-07T07:00:00+07:00">{m.j("7 Tháng Mười, 2024")}</time><time class="updated" datetime="2024-10-09T07:00:00+07:00">{m.j("9 Tháng Mười, 2024")}</time></span></div></header>
<div class="entry-content">{m.wrap("<p>", "</p>", 8, 9, 4)}<blockquote><p>{m.p("“Chúng tôi làm cả thứ Bảy, mỗi ca 6 người, có ngày quét 3.000 trang”, chị Lan kể.")}</p></blockquote>{m.wrap("<p>", "</p>", 12, 14)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{m.j("Chia sẻ:")}</h3><ul>{m.links(("Bấm để chia sẻ trên X", "Bấm để gửi thư"))}</ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>{m.j("Bài liên quan")}</h3>
<div class="jp-relatedposts-items"><div><h4><a>{m.j(RELATED[1])}</a></h4><p>{m.j(TEASER)}</p></div></div></div></div>
<footer class="entry-footer"><span class="cat-links">{m.links(("Tin tức số",), "", "")}</span></footer></article>
<nav class="navigation post-navigation"><a rel="prev">{m.j("Tuần thứ 39: 3 xã về đích")}</a></nav><div id="comments" class="comments-area"><h2>{m.j("2 bình luận cho bài viết")}</h2>
<ol><li><article class="comment-body"><p>{m.j(COMMENTS[0])}</p></article></li></ol></div></main></div><aside id="secondary" class="widget-area"><section class="widget"><h2>{m.j("Bài viết mới")}</h2><ul>{m.links(RELATED[2:])}</ul></section></aside></div></div></body></html>"""


def aggregator_swapped_dates(m: Maker) -> str:
    """An aggregator whose machine swapped day and month in one of two labelled dates: none is believed."""
    title = m.title("Tỉnh Mẫu đẩy nhanh làm sạch dữ liệu đất đai")
    return f"""<html><head><title>{title}</title><meta property="og:title" content="{title}"><meta property="article:published_time" content="2024-05-11T09:00:00+07:00">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebPage","datePublished":"2024-11-05T02:00:00+00:00"}}]}}</script></head><body>
<div class="elementor-location-header">{m.links(MENU)}</div><div class="elementor"><div class="elementor-widget-theme-post-title"><h1 class="elementor-heading-title">{title}</h1></div>
<div class="elementor-widget-theme-post-content"><div class="elementor-widget-container">{m.wrap("<p>", "</p>", 2, 8, 9, 12, 13)}<p>{m.j("Nguồn: Báo Tỉnh Mẫu")}</p></div></div>
<div class="elementor-widget-posts">{"".join(f'<article class="elementor-post"><h3><a>{m.j(t)}</a></h3><div class="elementor-post__excerpt"><p>{m.j(f"{TEASER[:-1]}, kỳ {i}.")}</p></div></article>' for i, t in enumerate(RELATED))}</div></div></body></html>"""


def mirror_with_spliced_words(m: Maker) -> str:
    """A mirror: the title glued into sentences, betting phrases in them, link lists in Chinese around the text."""
    title = m.title("Số hóa hộ tịch cả nước đã đi tới đâu")
    glued = "sốhóahộtịchcảnướcđãđitớiđâu"
    return f"""<html><head><title>{title}_tỷ lệ kèo</title></head><body><div class="head">{m.j("当前位置：")}<a>{m.j("首页")}</a> &gt; <a>{m.j("综合")}</a></div><div class="main"><h1>{title}</h1>
<div class="info">{m.j("作者：综合 来源：娱乐 浏览： 发布时间：2025-03-01 07:12:20 评论数: 63")}</div><div class="content">
<p>{m.p(f"Đến hết tháng 10/2024, cả nước {glued} có 14 địa phương hoàn thành số hóa sổ hộ tịch với 111,5 triệu trường hợp.")}</p>
<p>{m.p("Hai mươi địa phương khác kèo nhà cái 5 tối nay 3-1 đang đẩy nhanh tiến độ và dự kiến xong trước ngày 1/1/2025.")}</p><p>{m.p(13)}</p><p>{m.j("bóng đá trực tuyến kèo nhà cái soi cầu 88 nổ hũ tài xỉu")}</p>
<p>{m.p(6)}</p></div><div class="next">{m.j("下一篇:")}<a>{m.j("Nhận định, soi kèo đội A vs đội B, 2h00 ngày 1/11")}</a></div>
<div>{m.j("相关文章:")}<ul>{m.links(("Kèo chấp 1/2 hôm nay", "U23 thắng 2-1 sau 90 phút", "Soi cầu 3 miền ngày 30/10"))}</ul></div>
<div>{m.j("友情链接")}{m.links(("https://a.example", "trang b 88"), "", "")}</div><div>{m.j("Copyright 2025 0.73s, 7812.4 kb")}</div></div></body></html>"""


def mirror_hidden_keywords(m: Maker) -> str:
    """Keyword runs put out of sight by style: nobody sees them, so they are no text."""
    title = m.title("Kết nối dữ liệu hộ tịch với bảo hiểm")
    return f"""<html><head><title>{title}</title><style>.kw{{position:absolute;left:-9999px}} #tip{{display:none}}</style></head><body><div class="content"><h1>{title}</h1>{m.wrap("<p>", "</p>", 11, 9, 14)}
<div style="position:absolute; left:-5000px">kèo nhà cái 777 nổ hũ 888 đăng nhập</div><p>{m.p(15)}<span style="font-size:0">xổ số 999</span></p>
<div class="kw">tài xỉu 555 cá cược</div><div id="tip">mã 333</div><p style="height:0;overflow:hidden">link vào 222</p></div></body></html>"""


def hidden_parts(m: Maker) -> str:
    """display:none, hidden, aria-hidden, noscript, template, closed dialogs."""
    title = m.title("Thông tin về dịch vụ công trực tuyến")
    m.article.append("Tỉnh có 1.207 dịch vụ, trong đó 987 dịch vụ toàn trình.")
    return f"""<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{m.p(5)}</p><p hidden>Ẩn 111</p><div style="display : none !important">Kín 222</div><noscript>Bật JavaScript 333</noscript>
<template><p>Mẫu 444</p></template><p>Tỉnh có 1.207 dịch vụ<span style="display:none"> (số cũ 1.100)</span>, trong đó 987 dịch vụ toàn trình.<script>var a=5;</script></p>
<div class="modal fade" tabindex="-1" aria-hidden="true"><p>{m.j("Đăng nhập để nhận 50 điểm thưởng khi tham gia khảo sát về dịch vụ công của tỉnh trong năm nay.")}</p></div>
<p><span class="sr-only">Chia sẻ</span>{m.p(10)}</p><p>{m.p(8)}</p></article></body></html>"""


def table_of_divs(m: Maker) -> str:
    """Tables made of divs: display:table, a grid of rows and cells by class, ARIA roles."""
    title = m.title("Số liệu theo huyện trình bày bằng thẻ div")
    for _ in range(3):
        m.expects(*GRID[:4])
    style = "".join(
        '<div style="display:table-row">'
        + "".join(f'<div style="display:table-cell">{t}</div>' for t in row)
        + "</div>"
        for row in GRID[:4]
    )
    classes = "".join(
        '<div class="tr row">'
        + "".join(f'<div class="td col-{i}"><span>{t}</span></div>' for i, t in enumerate(row))
        + "</div>"
        for row in GRID[:4]
    )
    roles = "".join(
        '<div role="row">'
        + "".join(f'<div role="{"columnheader" if i == 0 else "cell"}">{t}</div>' for t in row)
        + "</div>"
        for i, row in enumerate(GRID[:4])
    )
    return f"""<html><head><title>{title}</title></head><body><div id="nav"><div class="row"><div class="col">{m.links(MENU, "<div>", "</div>")}</div></div></div><main><h1>{title}</h1><p>{m.p(0)}</p>
<div style="display:table">{style}</div><p>{m.p(2)}</p><div class="table-content">{classes}</div><p>{m.p(9)}</p><div role="table"><div role="rowgroup">{roles}</div></div><p>{m.p(15)}</p></main></body></html>"""


def table_of_divs_unnamed(m: Maker) -> str:
    """Rows and cells that only their shape betrays."""
    title = m.title("Bảng số liệu không có tên lớp")
    m.expects(*GRID[:4])
    grid = "".join(
        '<div class="css-r">' + "".join(f'<div class="css-{i}"><p>{t}</p></div>' for i, t in enumerate(row)) + "</div>"
        for row in GRID[:4]
    )
    return f"""<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{m.wrap("<p>", "</p>", 0, 5)}<div class="css-g">{grid}</div>{m.wrap("<p>", "</p>", 9, 13)}</main></body></html>"""


def data_table_with_lists(m: Maker) -> str:
    """Cells with several paragraphs, lists and long remarks; still one data table."""
    title = m.title("Kết quả thực hiện nhiệm vụ được giao")
    remark = "Đã trình " + "hồ sơ nghiệm thu kỹ thuật theo ý kiến của các sở, ngành liên quan; " * 7 + "chờ phê duyệt"
    m.expects(
        ("TT", "Nhiệm vụ", "Kết quả"),
        ("1", "Số hóa hộ tịch Kho dữ liệu dùng chung", "9,5 triệu trường hợp Đạt 97%"),
        ("2", "Làm sạch đất đai", remark),
    )
    return f"""<html><head><title>{title}</title></head><body><div class="chi-tiet"><h1>{title}</h1><p>{m.p(0)}</p><p>{m.p(2)}</p><table border=1><tr><td>TT</td><td>Nhiệm vụ</td><td>Kết quả</td></tr>
<tr><td>1</td><td><p>Số hóa hộ tịch</p><p>Kho dữ liệu dùng chung</p></td><td><ul><li>9,5 triệu trường hợp</li><li>Đạt 97%</li></ul></td></tr><tr><td>2</td><td>Làm sạch đất đai</td><td>{remark}</td></tr></table><p>{m.p(9)}</p></div></body></html>"""


def table_inside_cells(m: Maker) -> str:
    """Data tables side by side within a layout table, in a page of layout tables."""
    title = m.title("So sánh hai kỳ báo cáo")
    left = (("Huyện", "Tháng 9"), ("Bắc Hà", "91,2"), ("Nam Hà", "88,4"))
    right = (("Huyện", "Tháng 10"), ("Bắc Hà", "97,9"), ("Nam Hà", "95,1"))
    return f"""<html><body><table><tr><td>{m.links(MENU, "", " | ")}</td></tr><tr><td><h1>{title}</h1><p>{m.p(0)}</p><p>{m.p(5)}</p><table width="100%"><tr><td>{m.table(left)}</td><td>{m.table(right)}</td></tr></table>
<p>{m.p(11)}</p></td></tr><tr><td>{m.j("Bản quyền thuộc Sở Tư pháp, ghi rõ nguồn khi sử dụng lại thông tin")}</td></tr></table></body></html>"""


def lists_and_definitions(m: Maker) -> str:
    """Nested lists, numbered lists, a definition list, headings between."""
    title = m.title("Số liệu chính của báo cáo tháng")
    return f"""<html><head><title>{title}</title></head><body><nav>{m.links(MENU)}</nav><article><h1>{title}</h1><h2>{m.p("Hộ tịch")}</h2><p>{m.p(3)}</p><ul>
<li>{m.p(ITEMS[0])}</li><li>{m.p("Kết hôn và khai tử:")}<ul><li>{m.p(ITEMS[1])}</li><li>{m.p(ITEMS[2])}</li></ul></li></ul><h2>{m.p("Đất đai")}</h2><ol><li><p>{m.p(2)}</p></li><li><p>{m.p(8)}</p></li></ol>
<dl><dt>{m.p("Số thửa đã cấp mã")}</dt><dd>{m.p("2.410.300 thửa")}</dd><dt>{m.p("Số huyện vận hành")}</dt><dd>{m.p("9/12 huyện")}</dd></dl><p>{m.p(13)}</p></article></body></html>"""


def entities(m: Maker) -> str:
    """Named and numeric entities, soft hyphens, zero-width spaces, no-break spaces inside numbers."""
    title = m.title("Chi phí & tiến độ số hóa")
    m.article += [
        "Đến nay có 1 091 481 trường hợp – đạt 97,5 % (tăng 2,1 điểm).",
        "Tỷ lệ ≥ 95 % tại 9/12 huyện, “vượt” kế hoạch.",
    ]
    return f"""<html><head><title>{title}</title></head><body><article><h1>Chi ph&iacute; &amp; tiến độ s&#7889; h&#243;a</h1><p>&#272;ến nay c&oacute; 1&nbsp;091&nbsp;481 tr&#432;ờng h&#x1EE3;p &ndash; đạt 97,5&nbsp;% (t&#259;ng&#8203; 2,1 điểm).</p>
<p>Tỷ&shy; lệ &ge; 95&nbsp;% tại 9&#47;12 huyện, &ldquo;v&#432;&#7907;t&rdquo; kế hoạch.</p><p>{m.p(8)}</p></article></body></html>"""


def footnotes_and_struck(m: Maker) -> str:
    """Superscript footnote marks behind numbers, struck-out old values, units with exponents."""
    title = m.title("Báo cáo có chú thích chân trang")
    m.article += ["Toàn quốc có 705 1 huyện, trong đó 462 huyện đã xong với 12.300 m2 kho lưu trữ."]
    m.junk += ["461"]
    return f"""<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>Toàn quốc có 705<sup><a href="#fn1">1</a></sup> huyện, trong đó <del>461</del> 462 huyện đã xong với 12.300 m<sup>2</sup> kho lưu trữ.</p>{m.wrap("<p>", "</p>", 5, 6)}</article></body></html>"""


def image_uris(m: Maker) -> str:
    """Images written as text: data URIs with a namespace prefix, Markdown, [caption] short codes."""
    title = m.title("Trao máy quét cho 9 huyện")
    return f"""<html><head><title>{title}</title></head><body><div class="post-body"><h1>{title}</h1><p>{m.p(9)}</p><p>{m.j("ns0:data:image/png;base64,iVBORw0KGgo123456789AAAA")}</p><p>{m.j("![anh](/u/2024/10/a.jpg)")}</p>
<p>{m.p(6)}</p><p>{m.j("IMG_20241030_0815.jpg")}</p><p>{m.p(12)}</p></div></body></html>"""


def restated_headline(m: Maker) -> str:
    """The headline stands again above the lead and in the breadcrumb, and the photo's alt text repeats it."""
    title = m.title("Đã có 461/705 huyện hoàn thành dữ liệu đất đai")
    return f"""<html><head><title>{title}</title></head><body><ul class="breadcrumb"><li>{m.j("Chuyên trang đất đai")}</li></ul><div class="post"><h1>{title}</h1><div class="news-content"><h2>{title}</h2><p>{m.p(2)}</p>
<p class="wp-caption-text">{m.caption("Máy bay không người lái bay đo 34 xã")}</p><p>{m.p(8)}</p><p>{m.p(12)}</p></div></div></body></html>"""


def english_press(m: Maker) -> str:
    """An English edition: labels and related headings in English."""
    title = m.title("Ministry names slow localities")
    m.day = date(2024, 11, 5)
    return f"""<html><head><title>{title} - Sample Times</title></head><body><div id="nav">{m.links(("Home", "Politics", "Society"))}</div><div class="article-body"><h1>{title}</h1><p class="date">{m.j("Published: November 5, 2024 - 09:30 (GMT+7)")}</p>
<p>{m.p("By the end of September, 14 out of 63 localities had completed digitising civil status records, with 111.5 million cases stored.")}</p><p>{m.p("A further 20 localities are nearly done, the ministry said in its October report.")}</p>
<p>{m.p("Ten localities risk missing the deadline of January 1, 2025.")}</p><h4>{m.j("Related news")}</h4><ul>{m.links(("Land data: 46 million parcels cleaned", "VNeID reaches 60 million users"))}</ul></div><div class="foot">{m.j("Licence 114/GP-BTTTT dated March 2, 2022. All rights reserved.")}</div></body></html>"""


PRESS = (
    press_express, press_div_soup, press_break_paragraphs, wordpress, aggregator_swapped_dates, mirror_with_spliced_words,
    mirror_hidden_keywords, hidden_parts, table_of_divs, table_of_divs_unnamed, data_table_with_lists, table_inside_cells,
    lists_and_definitions, entities, footnotes_and_struck, image_uris, restated_headline, english_press,
)  # fmt: skip
