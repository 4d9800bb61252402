"""Further templates, written after the rules and measured once before any rule was changed for them.

First score of the 22: paragraphs 106 of 106, cells 111 of 135 (a table in an open tab), junk kept 9 of 265, no wrong day.
Holds layouts of portals, newspapers and mirrors that the other two modules do not have. Keeps out: pages at random
(made_html_random.py).
"""

from __future__ import annotations

from datetime import date

from tests.read.made_html import COMMENTS, GRID, ITEMS, MENU, RELATED, Maker

BLURB = "Sau gần 2 năm triển khai, huyện vùng biên này đã có 17.300 hồ sơ được ký số và trả kết quả ngay trong ngày làm việc."


def bootstrap_portal(m: Maker) -> str:
    """Columns of a grid framework, related news as cards, the date with an icon and no label."""
    title = m.title("Tổng kết đợt cao điểm 90 ngày về dữ liệu đất đai")
    cards = "".join(
        f'<div class="card mb-3"><div class="card-body"><a class="card-title" href="/t{i}">{m.j(t)}</a><p class="card-text">{m.j(f"{BLURB[:-1]}, đợt {i + 1}.")}</p></div></div>'
        for i, t in enumerate(RELATED)
    )
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{title} - Sở Nông nghiệp và Môi trường</title></head><body><div class="container-fluid bg-primary"><div class="row"><div class="col-12">{m.links(MENU, "<span>", "</span> ")}</div></div></div>
<div class="container"><div class="row"><div class="col-lg-8"><h1 class="fs-3">{title}</h1><div class="text-muted small"><i class="bi bi-clock"></i> {m.j("07/11/2024 - 09:12")}</div><div class="mt-3">{m.wrap("<p>", "</p>", 2, 11, 7, 3, 8)}<ul>{m.wrap("<li>", "</li>", ITEMS[3], ITEMS[4])}</ul>
<div class="table-responsive">{m.table(attributes='class="table table-bordered"', th=True)}</div><p>{m.p(12)}</p></div><div class="d-flex gap-2"><a class="btn">{m.j("Lưu bài viết")}</a><a class="btn">{m.j("Gửi email")}</a></div></div>
<div class="col-lg-4"><h5>{m.j("Tin nổi bật")}</h5>{cards}<div class="list-group">{m.links(("Lịch công tác tuần 45", "Danh bạ 2024"), '<div class="list-group-item">', "</div>")}</div></div></div></div>
<div class="container-fluid text-bg-dark"><div class="row"><div class="col-md-6"><p>{m.j("Cơ quan chủ quản: Ủy ban nhân dân tỉnh")}</p><p>{m.j("Điện thoại: 0203.3835.678, email: so@vidu.example")}</p></div></div></div></body></html>"""


def tabbed_portal(m: Maker) -> str:
    """A page builder: sections without semantic names, the report in a rich-text widget, a survey below."""
    title = m.title("Công bố chỉ số phục vụ người dân tháng 10")
    m.day = date(2024, 11, 8)
    return f"""<html><head><title>{title}</title><meta name="dc.date.issued" content="2024-11-08"></head><body><div class="uk-navbar">{m.links(MENU, "<div>", "</div>")}</div><div class="uk-section"><div class="uk-container"><div uk-grid><div class="uk-width-2-3@m">
<h1 class="uk-article-title">{title}</h1><p class="uk-article-meta">{m.j("Đăng bởi Ban Biên tập")}</p><div class="rte">{m.wrap("<p>", "</p>", 5, 14, 9)}<h2>{m.p("II. Tồn tại, hạn chế")}</h2>{m.wrap("<p>", "</p>", 4, 8)}<p>{m.p("a) Cấp tỉnh: 3/19 sở chưa đạt;")}</p><p>{m.p("b) Cấp xã: 56 xã chưa đạt.")}</p></div>
<div class="uk-margin"><h4>{m.j("Bạn có hài lòng với thông tin này không?")}</h4><label><input type="radio"> {m.j("Rất hài lòng (87%)")}</label><br><label><input type="radio"> {m.j("Chưa hài lòng (13%)")}</label></div></div>
<div class="uk-width-1-3@m"><div class="uk-card"><h3>{m.j("Thông báo mới")}</h3><ul class="uk-list">{m.links(RELATED)}</ul></div></div></div></div></div><div class="uk-section-secondary"><p>{m.j("© 2020 - 2024 Cổng thông tin điện tử, bản quyền nội dung đã đăng ký.")}</p></div></body></html>"""


def joomla_tables(m: Maker) -> str:
    """Joomla 1.5: contentpaneopen tables, "Viết bởi", "Cập nhật lần cuối", pagenav in a table."""
    title = m.title("Huyện Tây Hà sơ kết 9 tháng thực hiện Đề án")
    return f"""<html><head><title>{title}</title></head><body><table class="main" cellspacing="0"><tr><td colspan="2"><table class="menu"><tr>{m.links(MENU, "<td>", "</td>")}</tr></table></td></tr><tr><td width="20%"><div class="moduletable"><h3>{m.j("Đăng nhập")}</h3><p>{m.j("Có 14 khách và 0 thành viên đang trực tuyến")}</p></div></td>
<td><table class="contentpaneopen"><tr><td class="contentheading" width="100%">{title}</td><td class="buttonheading"><a>{m.j("PDF")}</a></td></tr></table><table class="contentpaneopen"><tr><td class="small">{m.j("Viết bởi Quản trị")}</td></tr><tr><td class="createdate">{m.j("Thứ hai, 04 Tháng 11 2024 09:20")}</td></tr>
<tr><td valign="top"><p>{m.p(0)}</p><p>{m.p(7)}</p><p>{m.p(10)}</p><p>{m.p(13)}</p></td></tr><tr><td class="modifydate">{m.j("Cập nhật lần cuối ( Thứ ba, 05 Tháng 11 2024 10:00 )")}</td></tr></table><table class="pagenav"><tr><th><a>{m.j("< Trước")}</a></th><th><a>{m.j("Tiếp theo >")}</a></th></tr></table></td></tr></table></body></html>"""


def frontpage_font(m: Maker) -> str:
    """FrontPage: everything in <center>, <font> and <p> without classes; the menu is a paragraph of links."""
    title = m.title("THÔNG BÁO VỀ VIỆC SỐ HÓA SỔ HỘ TỊCH")
    return f"""<html><head><title>Trang chu</title></head><body><center><p>{m.links(MENU, "[", "]")}</p><h1><font color=red>{title}</font></h1></center><p align=justify><font face="Times New Roman">{m.p(0)}</font></p><p align=justify><font face="Times New Roman">{m.p(1)}</font></p>
<blockquote><p>{m.p(4)}</p></blockquote><center>{m.table(GRID[:4], 'border="1" cellpadding="2"', inner="<font size=2>{}</font>")}</center><p align=justify>{m.p(6)}</p><p align=right><i>{m.p("Đông Hà, ngày 01 tháng 11 năm 2024")}</i></p><hr><center><font size=1>{m.j("Số người đã xem trang: 004512")}<br>{m.j("Mọi ý kiến xin gửi về hộp thư quantri@vidu.example")}</font></center></body></html>"""


def press_live_blocks(m: Maker) -> str:
    """A newspaper with data- attributes, an infobox kept in the report, read-more lists between paragraphs, a podcast bar."""
    title = m.title("Dữ liệu đất đai: chặng nước rút")
    m.day = date(2024, 11, 20)
    return f"""<html><head><title>{title} - Nhật Báo Mẫu</title><script type="application/ld+json">[{{"@type":"Organization","name":"x"}},{{"@type":"NewsArticle","datePublished":"2024-11-20T06:30:00+07:00","dateModified":"2024-11-21T06:30:00+07:00"}}]</script></head><body>
<div class="topnav">{m.links(MENU)}</div><div class="l-content"><div class="detail-l"><h1 class="dt-title">{title}</h1><div class="audio-box">{m.j("Nghe bài viết 4:32")}</div><h2 class="dt-sapo">{m.p("Còn 41 ngày để 244 huyện hoàn tất phần việc khó nhất của cơ sở dữ liệu quốc gia.")}</h2><div class="dt-body" id="cate-content"><p>{m.p(2)}</p>
<div class="inread-list"><p class="inread-head">{m.j("Đọc thêm")}</p><ul><li><a>{m.j(RELATED[1])}</a></li><li><a>{m.j(RELATED[5])}</a></li></ul></div><p>{m.p(11)}</p><div class="box-highlight" style="background:#eee"><p><b>{m.p("Con số đáng chú ý")}</b></p><p>{m.p("461 huyện đã vận hành; 2,4 triệu thửa đã làm sạch.")}</p></div>
<p>{m.p(6)}</p><div class="ad-zone-336"><p>{m.j("Vay mua nhà lãi suất từ 5,9% mỗi năm, nhận tiền sau 24 giờ, liên hệ ngay để được tư vấn miễn phí.")}</p></div><p>{m.p(13)}</p><p class="text-end"><em>{m.j("Thu Phương - Đức Minh")}</em></p></div><div class="topic-list"><span>{m.j("Chủ đề:")}</span>{m.links(("Đất đai 2024", "Chuyển đổi số"), "", "")}</div>
<section class="zone-comment"><div>{m.j("Bình luận (12)")}</div><div><p>{m.j(COMMENTS[0])}</p><span>{m.j("2 giờ trước")}</span></div><div><p>{m.j(COMMENTS[1])}</p><span>{m.j("5 giờ trước")}</span></div></section></div><div class="detail-r"><div class="box-most"><h3>{m.j("Đọc nhiều nhất")}</h3><ol>{m.links(RELATED[:4])}</ol></div></div></div></body></html>"""


def press_table_of_contents(m: Maker) -> str:
    """A long read: table of contents of anchors, quotations, figures with credit, further reading at the end without heading."""
    title = m.title("Hồ sơ giấy đi vào kho số")
    return f"""<html><head><title>{title}</title></head><body><header><a>{m.j("Tạp chí Hành chính Mẫu")}</a></header><article><h1>{title}</h1><div class="toc"><p>{m.j("Mục lục")}</p><ol><li><a href="#a">{m.j("1. Từ sổ giấy đến kho số")}</a></li><li><a href="#b">{m.j("2. Bài toán con người")}</a></li></ol></div>
<h2 id="a">{m.p("Từ sổ giấy")}</h2>{m.wrap("<p>", "</p>", 0, 6)}<figure><img><figcaption>{m.caption("Một trang sổ khai sinh năm 1962. Ảnh: Minh Đức")}</figcaption></figure>{m.wrap("<p>", "</p>", 8)}<h2 id="b">{m.p("Con người")}</h2>{m.wrap("<p>", "</p>", 13, 15)}<p><a>{m.j(RELATED[0])}</a></p><p><a>{m.j(RELATED[1])}</a></p></article>
<footer><p>{m.j("Tạp chí Hành chính Mẫu, ISSN 1234-5678, giấy phép số 21 ngày 04/01/2019.")}</p></footer></body></html>"""


def interview(m: Maker) -> str:
    """Questions and answers, short turns in bold, no long sentence in many paragraphs."""
    title = m.title("“Chúng tôi còn 3 huyện phải giải trình”")
    return f"""<html><head><title>{title}</title></head><body><div class="menu">{m.links(MENU)}</div><div class="news-detail"><h1>{title}</h1><p class="lead">{m.p(13)}</p><p><b>{m.p("Thưa ông, đến nay bao nhiêu huyện đã xong?")}</b></p><p>{m.p("Mười hai trên mười lăm.")}</p><p><b>{m.p("Còn lại vì sao chậm?")}</b></p>
<p>{m.p(6)}</p><p><b>{m.p("Bao giờ xong?")}</b></p><p>{m.p("Trước ngày 1/1/2025.")}</p><p>{m.p("Xin cảm ơn ông!")}</p></div><div class="box"><div class="h">{m.j("Tin bài khác")}</div><div>{m.links(RELATED, "<div>", "</div>")}</div></div></body></html>"""


def short_notice(m: Maker) -> str:
    """Two short paragraphs below a lot of navigation: the report is the lighter part of the page."""
    title = m.title("Tiến độ tuần 44")
    extra = tuple(f"Thủ tục số {i} thuộc lĩnh vực hộ tịch, thời hạn {i + 2} ngày làm việc" for i in range(1, 25))
    return f"""<html><head><title>{title}</title></head><body><div class="left-col"><ul>{m.links(extra)}</ul></div><div class="mid-col"><h1>{title}</h1><div class="post"><p>{m.p("Trong tuần có thêm 2 xã về đích, nâng tổng số lên 121/134 xã.")}</p><p>{m.p("Còn 13 xã chưa xong.")}</p></div></div><div class="right-col">{m.links(MENU, "<div>", "</div>")}</div></body></html>"""


def table_only_sheet(m: Maker) -> str:
    """Saved from a spreadsheet: one table with empty columns, a title row across, a unit line, totals."""
    m.title("Tiến độ số hóa theo xã")
    rows = (
        ("BẢNG TỔNG HỢP TIẾN ĐỘ", "", "", ""),
        ("Đơn vị: trường hợp", "", "", ""),
        ("TT", "Xã", "Phải số hóa", "Đã số hóa"),
        ("1", "Đông Sơn", "12.004", "11.998"),
        ("2", "Tây Sơn", "9.870", "8.115"),
        ("", "Cộng", "21.874", "20.113"),
    )
    m.expects(*rows)
    body = "".join(
        "<tr>"
        + (
            f"<td colspan=4 class=xl65>{row[0]}</td>"
            if not any(row[1:])
            else "".join(f"<td class=xl66>{t}</td>" for t in row)
        )
        + "</tr>"
        for row in rows
    )
    return f"""<html xmlns:x="urn:x"><head><title>Tiến độ số hóa theo xã</title></head><body><h1>Tiến độ số hóa theo xã</h1><table border=0 cellpadding=0 width=600 style='border-collapse:collapse'><col width=64><col width=120>{body}</table></body></html>"""


def table_in_tab_panels(m: Maker) -> str:
    """Two data tables, one in an inactive tab that the page's sheet hides until it is chosen: it is no visible text."""
    title = m.title("Số liệu hai tháng")
    return f"""<html><head><title>{title}</title><style>.tab-pane {{ display: none }} .tab-pane.active {{ display: block }}</style></head><body><main><h1>{title}</h1><p>{m.p(0)}</p><ul class="tabs"><li><a href="#t1">{m.j("Tháng 10/2024")}</a></li></ul><div class="tab-pane active">{m.table(th=True)}</div><p>{m.p(14)}</p></main></body></html>"""


def mirror_two(m: Maker) -> str:
    """Another mirror: the sentence broken by linked keywords, a fake date, blocks of links without heading."""
    title = m.title("Gần 62 triệu thửa đất đã được làm sạch")
    text = m.p(
        "Đến nay cả nước có gần 62 triệu thửa đất được làm sạch, trong đó 23,5 triệu thửa đạt đúng, đủ, sạch, sống theo yêu cầu."
    )
    body = text.replace("làm sạch,", '<a href="/k">làm sạch</a>,').replace(
        "yêu cầu", '<strong><a href="/z">yêu cầu</a></strong>'
    )
    return f"""<html><head><title>{title}-xổ số 88</title></head><body><div class="nav"><a>{m.j("W88 vào nhanh")}</a><a>{m.j("Soi cầu 247")}</a></div><h1>{title}</h1><div>{m.j("2025-12-02 06:06")}</div><div class="art"><p>{body}</p><p>{m.p(9)}</p><p>{m.j("nhà cái uy tín casino trực tuyến khuyến mãi 100% nạp đầu")}</p><p>{m.p(4)}</p></div>
<div class="fl">{m.links(("kèo bóng đá 88", "bắn cá 3D", "slot game 777", "xổ số miền Bắc 30 ngày"), "", " ")}</div><div class="fl2">{m.j("ลิงก์ที่เกี่ยวข้อง")} {m.links(("เว็บพนัน 168",), "", "")}</div></body></html>"""


def newsletter_mail(m: Maker) -> str:
    """A digest as newsletters are built: nested layout tables of one column, a data table deep within."""
    title = m.title("Bản tin chuyển đổi số số 44")
    return f"""<html><head><title>{title}</title></head><body><table width="100%"><tbody><tr><td align="center"><table width="600"><tr><td style="padding:8px">{m.j("Nếu không xem được bản tin, bấm vào đây")}</td></tr><tr><td><h1>{title}</h1></td></tr><tr><td><table><tr><td><p>{m.p(0)}</p></td></tr></table></td></tr><tr><td><table><tr><td><p>{m.p(2)}</p></td></tr></table></td></tr>
<tr><td>{m.table(GRID[:4], 'border="1"')}</td></tr><tr><td><table><tr><td><p>{m.p(5)}</p></td></tr></table></td></tr><tr><td class="footer">{m.j("Bạn nhận thư này vì đã đăng ký ngày 02/03/2023.")}</td></tr></table></td></tr></tbody></table></body></html>"""


def double_article(m: Maker) -> str:
    """Infinite scrolling: a second, shorter article of another topic follows in its own element."""
    title = m.title("Sáu nhóm việc phải xong trong tháng 11")
    m.day = date(2024, 11, 2)
    return f"""<html><head><title>{title}</title><meta property="article:published_time" content="2024-11-02T10:00:00+07:00"></head><body><nav>{m.links(MENU)}</nav><div id="feed"><article class="story"><h1>{title}</h1>{m.wrap("<p>", "</p>", 0, 2, 4, 6, 8, 9)}</article><article class="story next"><h1>{m.j("Khai mạc giải bóng bàn tỉnh")}</h1>
<p>{m.j("Sáng 2/11, 128 vận động viên của 15 đoàn đã dự lễ khai mạc giải bóng bàn các câu lạc bộ tỉnh tại nhà thi đấu trung tâm.")}</p><p>{m.j("Giải diễn ra trong 4 ngày.")}</p></article></div></body></html>"""


def labelled_rows(m: Maker) -> str:
    """A document page: properties in a table of labels, the text of the report below, attachments at the end."""
    title = m.title("Báo cáo 215/BC-UBND về công tác hộ tịch")
    m.expects(("Số ký hiệu", "215/BC-UBND"), ("Ngày ban hành", "04/11/2024"), ("Cơ quan", "UBND huyện Bắc Hà"))
    rows = "".join(f"<tr><td><b>{a}</b></td><td>{b}</td></tr>" for a, b in m.tables[-1])
    return f"""<html><head><title>{title}</title></head><body><div class="header">{m.links(MENU)}</div><div class="vanban-detail"><h1>{title}</h1><table class="table">{rows}</table><div class="vb-content">{m.wrap("<p>", "</p>", 0, 1, 4, 14)}</div></div><div class="attach"><a>{m.j("215-bc-ubnd.signed.pdf (1,2 MB)")}</a></div><div class="vb-lienquan"><h3>{m.j("Văn bản liên quan")}</h3>{m.links(("Kế hoạch 12/KH-UBND ngày 08/01/2024", "Công văn 99/UBND-TP"), "<p>", "</p>")}</div></body></html>"""


FIRST = (
    bootstrap_portal, tabbed_portal, joomla_tables, frontpage_font, press_live_blocks, press_table_of_contents, interview,
    short_notice, table_only_sheet, table_in_tab_panels, mirror_two, newsletter_mail, double_article, labelled_rows,
)  # fmt: skip


def drupal_fields(m: Maker) -> str:
    """Drupal: field wrappers, blocks in regions, a view of other nodes, the day in a field label."""
    title = m.title("Nâng tỷ lệ hồ sơ số hóa lên 90%")
    m.day = date(2024, 10, 22)
    views = "".join(
        f'<div class="views-row"><span class="views-field-title"><a>{m.j(t)}</a></span> <span class="views-field-created">{m.j(f"{i + 1}/10/2024")}</span></div>'
        for i, t in enumerate(RELATED)
    )
    return f"""<html><head><title>{title} | Sở Thông tin</title></head><body class="html node-type-article"><div class="region region-header"><div class="block block-menu">{m.links(MENU)}</div></div><div class="region region-content"><div class="block block-system"><div class="content"><div class="node node-article"><h1 class="page-title">{title}</h1>
<div class="field field-name-post-date"><div class="field-label">{m.j("Ngày đăng: 22/10/2024")}</div></div><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{m.wrap("<p>", "</p>", 5, 10, 4, 12, 15)}</div></div></div><div class="field field-name-field-tags"><div class="field-item"><a>{m.j("nhãn hồ sơ 2024")}</a></div></div></div></div></div>
<div class="block block-views"><h2>{m.j("Cùng chủ đề")}</h2><div class="content"><div class="view-content">{views}</div></div></div></div><div class="region region-footer"><p>{m.j("Đơn vị vận hành: Trung tâm Chuyển đổi số, số 2 phố Hàng Đậu")}</p></div></body></html>"""


def preformatted(m: Maker) -> str:
    """A plain text put into <pre>, with its own line breaks in mid sentence."""
    title = m.title("Công điện về tiến độ số hóa")
    lines = (
        m.p("Sở Tư pháp yêu cầu 15 huyện báo cáo trước ngày 5 hằng tháng và chịu trách nhiệm về số liệu."),
        m.p("Đến nay mới có 12 huyện gửi báo cáo đúng mẫu."),
    )
    wrapped = "\n\n".join(line.replace(" báo cáo ", " báo cáo\n", 1) for line in lines)
    return f"""<html><head><title>{title}</title></head><body><div class="nav">{m.links(MENU)}</div><h1>{title}</h1><pre>{wrapped}</pre><div class="footer">{m.j("Bản điện tử, in ngày 7/11/2024")}</div></body></html>"""


def statistics_lists(m: Maker) -> str:
    """Nothing but short lines: a report of bullets and sub-headings, no long sentence at all."""
    title = m.title("Số liệu nhanh tuần 43")
    return f"""<html><head><title>{title}</title></head><body><div id="menu">{m.links(MENU)}</div><div id="col-left"><b>{m.j("Chuyên mục")}</b>{m.links(("Tư pháp (120)", "Đất đai (98)"), "<p>", "</p>")}</div><div id="col-main"><h1>{title}</h1><h3>{m.p("Hộ tịch")}</h3><ul>{m.wrap("<li>", "</li>", ITEMS[0], ITEMS[1], ITEMS[2])}</ul><h3>{m.p("Theo huyện")}</h3><ul>{m.wrap("<li>", "</li>", ITEMS[3], ITEMS[4], "Huyện Đông Hà đạt 98,7%")}</ul></div><div id="bottom"><p>{m.j("Lượt truy cập hôm nay: 312")}</p></div></body></html>"""


def three_prose_columns(m: Maker) -> str:
    """A layout table whose side column holds sentences too: an introduction of the site and a quotation."""
    title = m.title("Kết quả chuyển đổi số ngành tư pháp")
    return f"""<html><head><title>{title}</title></head><body><table><tr><td class="c1"><p>{m.j("Trang tin là tiếng nói của ngành tư pháp tỉnh, được lập năm 2009 và nâng cấp năm 2021 với sự giúp đỡ của nhiều cộng tác viên.")}</p>{m.links(MENU, "<p>", "</p>")}</td><td class="c2"><h2>{title}</h2>{m.wrap("<p>", "</p>", 0, 1, 2, 4, 5, 6, 9, 10)}{m.table(attributes="border=1")}</td><td class="c3"><p><b>{m.j("Lời hay ý đẹp")}</b></p><p>{m.j("Cần, kiệm, liêm, chính.")}</p></td></tr></table></body></html>"""


def amp_press(m: Maker) -> str:
    """An AMP page: its own element names, an ad between paragraphs, related cards, the day in <amp-timeago>."""
    title = m.title("Kho dữ liệu hộ tịch thêm 1,2 triệu bản ghi")
    m.day = date(2024, 10, 15)
    return f"""<!doctype html><html amp><head><title>{title}</title><script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2024-10-15T10:00:00+0700"}}</script></head><body><amp-sidebar id="sb">{m.links(MENU)}</amp-sidebar><article><h1>{title}</h1><amp-timeago datetime="2024-10-15T10:00:00+07:00">{m.j("15/10/2024 10:00")}</amp-timeago>
{m.wrap("<p>", "</p>", 0, 9)}<amp-img src="a.jpg"></amp-img><figcaption>{m.caption("Kho sổ gốc cấp tỉnh")}</figcaption><amp-ad>{m.j("Quảng cáo: nghỉ dưỡng 3 ngày 2 đêm")}</amp-ad>{m.wrap("<p>", "</p>", 4, 11)}</article><amp-list>{m.j("Tin đọc tiếp")}{m.links(RELATED, "<div>", "</div>")}</amp-list></body></html>"""


def blogger(m: Maker) -> str:
    """Blogger: post-body with <div> paragraphs and <br />, labels, older posts."""
    title = m.title("Nhật ký cán bộ tư pháp xã")
    return f"""<html><head><title>Trang của xã: {title}</title></head><body><div class="main-outer"><h2 class="date-header"><span>{m.j("Thứ Ba, 5 tháng 11, 2024")}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{title}</h3><div class="post-body entry-content"><div dir="ltr"><div>{m.p(8)}</div><div><br /></div><div>{m.p(3)}</div><div>{m.p(14)}</div><div><br /></div><div>{m.p(6)}</div></div></div><div class="post-footer">{m.j("Người đăng: Tư pháp xã vào lúc 09:15")} {m.j("Nhãn: hộ tịch xã 2024")}</div></div><div class="blog-pager">{m.j("Bài đăng cũ hơn")}</div></div><div class="column-right"><h2>{m.j("Lưu trữ")}</h2><ul>{m.links(("tháng 10 2024 (31)", "tháng 9 2024 (28)"))}</ul></div></body></html>"""


def bilingual_summary(m: Maker) -> str:
    """A page in two languages, the English summary in its own box of the report."""
    title = m.title("Báo cáo tóm tắt về dữ liệu đất đai")
    return f"""<html><head><title>{title}</title></head><body><nav>{m.links(MENU)}</nav><div class="article-detail"><h1>{title}</h1>{m.wrap("<p>", "</p>", 2, 11)}<div class="english"><p>{m.p("Summary: 461 out of 705 districts have finished; about 2.4 million parcels were cleaned by the end of October.")}</p></div><p>{m.p(13)}</p><p class="source">{m.j("Nguồn: Sở Tài nguyên và Môi trường")}</p></div></body></html>"""


def question_answer_portal(m: Maker) -> str:
    """Questions of citizens: question, answer, then other questions with teasers of sentences."""
    title = m.title("Đăng ký khai sinh khi sổ gốc đã mất")
    others = "".join(
        f'<div class="qa"><a>{m.j(f"Hỏi về thủ tục số {i} trong lĩnh vực hộ tịch tại xã?")}</a><p>{m.j(f"Kính gửi quý cơ quan, tôi có nộp hồ sơ số {i} từ tháng trước nhưng đến nay vẫn chưa nhận được kết quả trả lời của bộ phận một cửa.")}</p></div>'
        for i in range(3, 7)
    )
    return f"""<html><head><title>Hỏi đáp: {title}</title></head><body><div class="topmenu">{m.links(MENU)}</div><div class="qa-detail"><h1>{title}</h1><div class="question"><p>{m.p("Gia đình tôi có 3 người mất sổ gốc từ năm 1978, nay cần làm thế nào để được cấp lại giấy khai sinh?")}</p></div><div class="answer"><p>{m.p(4)}</p><p>{m.p(10)}</p><p>{m.p(8)}</p></div></div><div class="qa-list"><h3>{m.j("Câu hỏi khác")}</h3>{others}</div></body></html>"""


LATER = (
    drupal_fields, preformatted, statistics_lists, three_prose_columns, amp_press, blogger, bilingual_summary, question_answer_portal,
)  # fmt: skip
FRESH = (*FIRST, *LATER)
