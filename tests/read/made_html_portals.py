"""Templates of public portals: ASP.NET and SharePoint, NukeViet, VCCorp, Liferay, layout tables, print pages, charsets.

Holds the markup as such systems write it, with our own sentences. Keeps out: newspapers, blogs and mirrors.
"""

from __future__ import annotations

import unicodedata
from datetime import date

from tests.read.made_html import COMMENTS, ITEMS, MENU, RELATED, Maker

FOOT = (
    "Giấy phép số 112/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 15/03/2021.",
    "Địa chỉ: số 25 đường Hùng Vương, phường 1; điện thoại: 0225.3842.118",
    "Chịu trách nhiệm chính: Nguyễn Thị Mai, Phó Chánh Văn phòng Ủy ban nhân dân tỉnh, Trưởng ban Biên tập.",
)
DATED = tuple(f"{title} (2{i}/10/2024)" for i, title in enumerate(RELATED))


def sharepoint_nested_tables(m: Maker) -> str:
    """SharePoint 2010: the whole page in tables, the body in an ExternalClass div, no label before the date."""
    title = m.title("Tiến độ số hóa sổ hộ tịch trên địa bàn tỉnh")
    return f"""<html><head><meta charset="utf-8"><title>Cổng thông tin điện tử - {title}</title></head>
<body><form method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK123456">
<table width="1000" cellpadding="0" cellspacing="0"><tr><td colspan="3" class="ms-globalbreadcrumb"><table><tr>
{m.links(MENU, "<td>", "</td>")}</tr></table></td></tr>
<tr><td width="200" valign="top"><table><tr><td class="tieude_trai">{m.j("Chuyên mục")}</td></tr>
<tr><td>{m.j("Lượt truy cập: 12.345.678")}</td></tr><tr><td>{m.j("Đang trực tuyến: 37")}</td></tr></table></td>
<td id="MSO_ContentTable"><div class="ms-WPBody"><table width="100%"><tr><td class="TitleNews"><h1>{title}</h1></td></tr>
<tr><td class="news_date">({m.j("30/10/2024 14:05")})</td></tr>
<tr><td><div class="ExternalClass0A1B2C"><p align="justify"><font size="2" face="Arial">{m.p(0)}</font></p>
<p align="justify"><font size="2">{m.p(1)}</font></p><div>{m.p(2)}</div><p>{m.p(3)}</p><p>- {m.p(4)}</p>
<p align="center">{m.table(attributes='border="1"', inner="<p><font size=2>{}</font></p>")}</p><p>{m.p(15)}</p></div></td></tr>
<tr><td class="other"><b>{m.j("Các tin khác")}</b></td></tr>
<tr><td><ul>{"".join(f"<li><a href='#'>{m.j(t)}</a> <i>(2{i}/10/2024)</i></li>" for i, t in enumerate(RELATED))}</ul></td></tr></table></div></td>
<td width="180"><div>{m.j("Văn bản mới ban hành")}</div><div><a>{m.j("Quyết định số 2114/QĐ-UBND về chỉ tiêu năm 2025")}</a></div>
<div><a>{m.j("Công văn số 5566/STP-HCTP ngày 02/10/2024")}</a></div></td></tr>
<tr><td colspan="3" align="center">{"<br>".join(m.j(t) for t in FOOT)}</td></tr></table></form></body></html>"""


def aspnet_font_tags(m: Maker) -> str:
    """Old ASP.NET: one cell of text with <br><br> between the paragraphs and indents of &nbsp;."""
    title = m.title("Kết quả thực hiện nhiệm vụ chuyển đổi số 10 tháng")
    indent = "&nbsp;&nbsp;&nbsp;&nbsp;"
    body = "<br><br>\n".join(f"{indent}{m.p(i)}" for i in (0, 2, 5, 6, 9))
    m.day = date(2024, 11, 6)
    return f"""<HTML><HEAD><TITLE>{title}</TITLE><META http-equiv=Content-Type content="text/html; charset=utf-8"></HEAD>
<BODY leftMargin=0 topMargin=0><FORM id=Form1 action=tin.aspx?id=3312><TABLE width=780 align=center border=0>
<TR><TD colSpan=3 bgColor=#003366>{m.links(MENU, "&nbsp;|&nbsp;", "")}</TD></TR>
<TR><TD vAlign=top width=150><TABLE><TR><TD><B>{m.j("LIÊN KẾT WEBSITE")}</B></TD></TR>
<TR><TD><A href=#>{m.j("Cổng dịch vụ công tỉnh")}</A></TD></TR></TABLE></TD>
<TD vAlign=top><SPAN id=lblTitle style="FONT-WEIGHT: bold; COLOR: red"><H2>{title}</H2></SPAN>
<SPAN id=lblDate>{m.j("Ngày đăng: 06/11/2024")}</SPAN><BR>
<SPAN id=lblContent>{body}</SPAN><BR><BR>
<TABLE width="100%"><TR><TD><B>{m.j("Tin đã đưa:")}</B></TD></TR><TR><TD>{m.links(DATED, "<LI>", "")}</TD></TR></TABLE></TD>
<TD vAlign=top width=150><MARQUEE>{m.j("Chào mừng bạn đến với trang tin của Sở, đường dây nóng 0251.222.333")}</MARQUEE></TD></TR>
<TR><TD colSpan=3>{m.j(FOOT[0])}<BR>{m.j(FOOT[1])}</TD></TR></TABLE></FORM></BODY></HTML>"""


def aspnet_unclosed_cells(m: Maker) -> str:
    """No end tags, a province table of two header rows with rowspan and colspan within the layout table."""
    title = m.title("Báo cáo số liệu đất đai cấp huyện quý III/2024")
    m.expects(
        ("STT", "Huyện", "Số thửa", "", "", "Ghi chú"),
        ("", "", "Tổng", "Đã làm sạch", "", ""),
        ("", "", "", "Thửa", "%", ""),
        ("1", "Bắc Hà", "210.334", "198.005", "94,1", "Đã nghiệm thu"),
        ("2", "Nam Hà", "187.220", "150.611", "80,4", ""),
        ("3", "Tây Hà", "99.871", "", "", "Chưa báo cáo"),
    )
    return f"""<html><body><table border=0><tr><td>{m.links(MENU, "<span>", "</span>")}<tr><td><table><tr><td class=tdleft><ul>
<li>{m.j("Hỏi đáp pháp luật (312)")}<li>{m.j("Góp ý dự thảo (45)")}</ul><td class=tdcenter>
<h3 class=tieude>{title}</h3><p>{m.p(2)}<p>{m.p(8)}<p>{m.p(11)}
<table border=1><tr><td rowspan=3>STT<td rowspan=3>Huyện<td colspan=3>Số thửa<td rowspan=3>Ghi chú
<tr><td rowspan=2>Tổng<td colspan=2>Đã làm sạch<tr><td>Thửa<td>%
<tr><td>1<td>Bắc Hà<td>210.334<td>198.005<td>94,1<td>Đã nghiệm thu<tr><td>2<td>Nam Hà<td>187.220<td>150.611<td>80,4<td>
<tr><td>3<td>Tây Hà<td>99.871<td colspan=2><td>Chưa báo cáo</table><p>{m.p(13)}<p>{m.p(14)}</table>
<tr><td><center>{m.j(FOOT[2])}<br>{m.j("Thiết kế và phát triển bởi Trung tâm Công nghệ thông tin, phiên bản 3.2.1")}</center></table></body></html>"""


def nukeviet(m: Maker) -> str:
    """NukeViet 4: microdata in hidden spans, "Thứ ba - 05/11/2024", ratings, newer and older news."""
    title = m.title("Toàn huyện quét xong 98% sổ hộ tịch")
    m.day = date(2024, 11, 5)
    return f"""<!DOCTYPE html><html lang="vi"><head><title>{title} - Phòng Tư pháp huyện Đông Hà</title>
<meta property="og:title" content="{title}"></head><body><div class="body-bg"><div class="wraper"><header><div class="container">
<nav class="second-nav"><ul class="nav navbar-nav">{m.links(MENU)}</ul></nav></div></header>
<section><div class="container" id="body"><ul class="breadcrumbs list-none"><li><a><span>{m.j("Tin tức trong huyện")}</span></a></li></ul>
<div class="row"><div class="col-sm-16 col-md-18"><div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope>
<div class="panel-body"><h1 class="title margin-bottom-lg" itemprop="headline">{title}</h1>
<div class="hidden hide d-none" itemprop="author" itemtype="http://schema.org/Person"><span itemprop="name">{m.j("quantri_dongha")}</span></div>
<span class="hidden hide d-none" itemprop="datePublished">2024-11-05T08:30:00+07:00</span>
<span class="hidden hide d-none" itemprop="dateModified">2024-11-07T09:00:00+07:00</span>
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{m.j("Thứ ba - 05/11/2024 08:30")}</span></div>
<div class="col-md-12"><ul class="list-inline text-right"><li><a class="dimgray" title="In ra">{m.j("In ra")}</a></li></ul></div></div>
<div class="clearfix"><div class="hometext m-bottom" itemprop="description">{m.p(0)}</div></div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg"><div style="text-align:justify">{m.p(1)}<br><br>{m.p(4)}</div>
<div class="image-center"><figure class="image"><img src="/uploads/a.jpg"><figcaption>{m.caption("Cán bộ tư pháp huyện quét 1.500 trang sổ mỗi ngày")}</figcaption></figure></div>
<div>{m.p(6)}</div><ul>{m.wrap("<li>", "</li>", ITEMS[0], ITEMS[1], ITEMS[2])}</ul><div>{m.p(13)}</div></div>
<div class="margin-bottom-lg"><p class="h5 text-right"><strong>Tác giả: </strong>{m.j("Phòng Tư pháp")}</p></div></div></div>
<div class="news_column panel panel-default"><div class="panel-body"><form id="form3B"><div class="h5 clearfix">
<p id="stringrating">{m.j("Tổng số điểm của bài viết là: 5 trong 1 đánh giá")}</p><div>{m.j("Click để đánh giá bài viết")}</div></div></form></div></div>
<div class="news_column panel panel-default"><div class="panel-body other-news"><p class="h3"><strong>{m.j("Những tin mới hơn")}</strong></p>
<div class="clearfix"><ul class="detail-related related list-none list-items">{m.links(RELATED[:3])}</ul></div>
<p class="h3"><strong>{m.j("Những tin cũ hơn")}</strong></p><ul class="related">{m.links(RELATED[3:])}</ul></div></div></div>
<div class="col-sm-8 col-md-6"><div class="panel panel-primary"><div class="panel-heading">{m.j("Thăm dò ý kiến")}</div>
<div class="panel-body"><p>{m.j("Bạn đánh giá thế nào về bộ phận một cửa của huyện trong 6 tháng vừa qua?")}</p></div></div>
<div class="panel"><ul class="counter list-none display-table"><li><span>{m.j("Hôm nay")}</span><span>{m.j("1,024")}</span></li></ul></div></div></div></div></section>
<footer id="footer"><p>{m.j(FOOT[0])}</p></footer></div></div></body></html>"""


def vccorp_ministry(m: Maker) -> str:
    """The CMS of ministries and the government newspaper: data-role attributes, sortable previews, related boxes in the body."""
    title = m.title("14 địa phương số hóa xong dữ liệu hộ tịch")
    m.day = date(2024, 10, 30)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2024-10-30T15:08:00+07:00"><meta property="article:modified_time" content="2024-11-02T09:00:00+07:00"></head>
<body><div class="header"><div class="header__menu"><ul>{m.links(MENU)}</ul></div></div><div class="main"><div class="container"><div class="layout__breadcrumb">
<a>{m.j("Chỉ đạo điều hành")}</a></div><div class="detail__main"><h1 class="detail-title" data-role="title">{title}</h1>
<div class="detail-time"><div data-role="publishdate">{m.j("30/10/2024 15:08")}</div></div>
<h2 class="detail-sapo" data-role="sapo">{m.p("(Chính phủ số) - Báo cáo tháng 10 nêu tên 10 nơi có nguy cơ không về đích đúng hạn.")}</h2>
<div class="detail-content afcbc-body" data-role="content" itemprop="articleBody"><p>{m.p(0)}</p>
<div class="VCSortableInPreviewMode alignLeft" type="RelatedOneNews"><div class="relate-news"><a class="title">{m.j(RELATED[2])}</a></div></div>
<p>{m.p(2)}</p><figure class="VCSortableInPreviewMode" type="Photo"><div><img data-src="a.jpg"></div>
<figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập chú thích ảnh">{m.caption("Người dân xem hồ sơ trên ứng dụng, ngày 29/10. Ảnh: Văn An")}</p></figcaption></figure>
<p>{m.p(5)}</p><div class="VCSortableInPreviewMode active" type="content"><div><p>{m.p(7)}</p></div></div>
<h3>{m.p("Nơi nào chậm nhất?")}</h3><p>{m.p(8)}</p>
{m.table(attributes='class="VCCTable"', inner="<p>{}</p>")}<p style="text-align:right"><b>{m.j("Văn An - Thu Hà")}</b></p></div>
<div class="detail__author">{m.j("Theo baotinhmau.vn")}</div><div class="detail-tag"><ul>{m.links(("tag hộ tịch", "tag số hóa 2024", "tag đề án 06"))}</ul></div>
<div class="box-category" data-layout="12"><div class="box-category-top"><h2>{m.j("Cùng chuyên mục")}</h2></div><div class="box-category-middle">
{"".join(f'<div class="box-category-item"><h3><a>{m.j(t)}</a></h3><p class="box-category-sapo">{m.j(f"Thông tin vắn số {i} về việc thực hiện đề án tại các bộ, ngành và địa phương được tổng hợp trong tuần qua.")}</p></div>' for i, t in enumerate(RELATED[3:]))}
</div></div></div></div></div><div class="footer"><p>{m.j(FOOT[2])}</p><p>{m.j(FOOT[0])}</p></div></body></html>"""


def liferay(m: Maker) -> str:
    """Liferay: journal article in portlets, a metadata span for the date, other assets below."""
    title = m.title("Rà soát, làm sạch dữ liệu đất đai trước khi vận hành")
    m.day = date(2024, 11, 12)
    return f"""<!DOCTYPE html><html class="ltr"><head><title>{title} - Cổng thông tin</title></head><body class="yui3-skin-sam controls-visible">
<div id="wrapper"><header id="banner" role="banner"><nav id="navigation"><ul role="menubar">{m.links(MENU)}</ul></nav></header>
<div id="content"><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid"><div class="portlet-column span8" id="column-1">
<section class="portlet" id="portlet_101"><header class="portlet-topper"><h1 class="portlet-title"><span>{m.j("Tin hoạt động ngành")}</span></h1></header>
<div class="portlet-content"><div class="portlet-body"><div class="header"><h1 class="header-title"><span>{title}</span></h1></div>
<div class="asset-full-content"><div class="asset-content"><div class="journal-content-article">
<p>{m.p(2)}</p><p>{m.p(9)}</p><p><strong>{m.p("1. Kết quả đạt được")}</strong></p><p>{m.p(11)}</p>
<p>{m.p(12)}</p><p><em>{m.p("Bảng tổng hợp theo huyện, đến ngày 31/10/2024")}</em></p>{m.table(th=True)}<p>{m.p(15)}</p></div></div>
<div class="asset-metadata"><span class="metadata-entry metadata-publish-date">{m.j("Ngày đăng: 12/11/2024")}</span><span class="metadata-entry metadata-view-count">{m.j("1.877 lượt xem")}</span></div>
<div class="asset-ratings"><div class="taglib-ratings">{m.j("Trung bình (0 bình chọn)")}</div></div>
<div class="asset-discussion"><fieldset><p>{m.j(COMMENTS[0])}</p></fieldset></div></div></div></div></section></div>
<div class="portlet-column span4" id="column-2"><section class="portlet"><h1 class="portlet-title">{m.j("Tin mới nhất")}</h1>
<div class="portlet-body"><ul>{m.links(RELATED)}</ul></div></section></div></div></div></div>
<footer id="footer" role="contentinfo"><p>{m.j(FOOT[0])}</p></footer></div></body></html>"""


def vnpt_portal(m: Maker) -> str:
    """A commune portal: table in layout divs with inline styles, views and ratings between title and body."""
    title = m.title("Thông báo kết quả thực hiện Đề án trên địa bàn xã")
    m.day = date(2024, 11, 1)
    return f"""<!DOCTYPE html><html><head><title>{title}</title></head><body><div id="wrapper"><div id="top"><div class="menu-top"><ul>{m.links(MENU)}</ul></div></div>
<div class="ColumnLeft" style="float:left;width:24%"><div class="ModuleTitle">{m.j("Truy cập")}</div><div>{m.j("Tổng truy cập: 998.113")}</div></div>
<div class="ColumnCenter" style="float:left;width:74%"><div class="ArticleDetailControl"><div class="ArticleHeader"><h2>{title}</h2></div>
<div class="UserPostArticle">{m.j("Đăng lúc: 10:02:37 01/11/2024 (GMT+7)")}</div><div class="ViewCount">{m.j("Lượt xem: 215")}</div>
<div class="ArticleSummary"><b>{m.p(1)}</b></div><div class="ArticleContent"><p style="text-indent:36px">{m.p(0)}</p><p>{m.p(3)}</p>
<p>+ {m.p(ITEMS[0])}</p><p>+ {m.p(ITEMS[1])}</p><p>+ {m.p(ITEMS[2])}</p><p>{m.p(10)}</p><p>{m.p(14)}</p>
<div><img src="data:image/png;base64,iVBORw0KGgoAAA" alt=""><p style="text-align:center"><em>{m.caption("Tổ công nghệ số cộng đồng hướng dẫn 20 hộ dân thôn 4")}</em></p></div></div>
<div class="ArticleFooter"><span>{m.j("Ban Văn hóa - Xã hội xã")}</span></div></div>
<div class="OtherArticle"><h3>{m.j("Tin cùng chuyên mục")}</h3><ul>{m.links(DATED)}</ul></div></div><div id="footer">{m.j(FOOT[1])}</div></div></body></html>"""


def government_print(m: Maker) -> str:
    """A print page: little chrome, the address and the day of printing."""
    title = m.title("Chính phủ họp về tiến độ xây dựng cơ sở dữ liệu")
    return f"""<html><head><title>In bài viết</title></head><body onload="window.print()"><div id="print"><div class="print-logo">{m.j("Cổng thông tin điện tử")}</div>
<h1>{title}</h1><p class="print-date">{m.j("Cập nhật: 05/11/2024 16:20")}</p><p><b>{m.p(13)}</b></p>{m.wrap("<p>", "</p>", 0, 1, 2, 5, 7, 9)}
<hr><p>{m.j("Nguồn: http://vidu.example/tin/12345.htm")}</p><p>{m.j("Bản in ngày 09/01/2026 08:11")}</p></div></body></html>"""


def word_paste(m: Maker) -> str:
    """Pasted from Word: MsoNormal, spans that split words and numbers, o:p, empty paragraphs, a table of paragraphs."""
    title = m.title("BÁO CÁO kết quả tháng 9 về dữ liệu hộ tịch")
    m.article += ["Đến nay có 1.091.481 trường hợp, đạt 97,5% tổng số thửa và hồ sơ phải rà soát."]
    m.expects(
        ("TT", "Nội dung", "Kết quả"),
        ("1", "Hộ tịch đã số hóa", "1.091.481"),
        ("2", "Thửa đất đã làm sạch", "2.410.300"),
    )
    cell = "<td width=208 style='border:solid windowtext 1.0pt'><p class=MsoNormal align=center>{}</p></td>"
    rows = "".join(
        "<tr>" + "".join(cell.format(t) for t in row) + "</tr>"
        for row in (
            ("<b>TT</b>", "<b>Nội<span> dung</span></b>", "<b>Kết quả<o:p></o:p></b>"),
            ("1", "<span lang=VI>Hộ tịch đã s</span><span>ố hóa</span>", "1.091<span>.481</span>"),
            ("2", "Thửa đất đã làm sạch", "2.410.300"),
        )
    )
    return f"""<html xmlns:o="urn:x"><head><title>{title}</title></head><body><div id="menu-chinh">{m.links(MENU)}</div><div class="detail"><h1>{title}</h1>
<div class="Section1"><p class="MsoNormal" style="text-align:justify"><span lang="VI" style="font-size:14.0pt">Đến nay có 1.0</span><span style="font-size:14.0pt">91.4</span><b>81</b><span>
trư</span><span>ờng hợp, đạt 9</span><i>7,5</i>% tổng số th<span>ửa</span> và hồ&nbsp;sơ phải rà&#173; soát.<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">{m.p(6)}</p><p class=MsoListParagraph style='text-indent:-.25in'><![if !supportLists]>-<span>&nbsp;&nbsp; </span><![endif]>{m.p(9)}</p>
<table class=MsoNormalTable border=1>{rows}</table><p class=MsoNormal>{m.p(10)}</p></div></div>
<div class="tin-lien-quan"><h4>{m.j("Bài viết liên quan")}</h4>{m.links(RELATED, "<p>", "</p>")}</div></body></html>"""


def letterhead_in_table(m: Maker) -> str:
    """A letter shown as HTML: letterhead in a two-column table, recipients at the end in another."""
    title = m.title("Báo cáo tiến độ số hóa dữ liệu hộ tịch tháng 10 năm 2024")
    return f"""<html><head><title>{title}</title></head><body><div class="nav-bar">{m.links(MENU)}</div><div id="noidung">
<table width="100%"><tr><td><p>ỦY BAN NHÂN DÂN TỈNH</p><p><b>SỞ TƯ PHÁP</b></p><p>Số: 1208/BC-STP</p></td>
<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p><p>Độc lập - Tự do - Hạnh phúc</p><p><i>Hà Bắc, ngày 05 tháng 11 năm 2024</i></p></td></tr></table>
<h1>{title}</h1>{m.wrap("<p>", "</p>", 0, 1, 4, 9)}<table border="1"><caption>{m.caption("Biểu 01. Kết quả theo huyện")}</caption>
{m.table(th=True)[8:]}<p>{m.p(15)}</p>
<table width="100%"><tr><td><p>Nơi nhận:</p><p>- Như trên;</p><p>- Lưu: VT.</p></td><td><p><b>GIÁM ĐỐC</b></p></td></tr></table></div>
<div class="copyright">{m.j(FOOT[0])}</div></body></html>"""


def province_table_63(m: Maker) -> str:
    """A page that is nearly all table: 34 rows with a region column merged down, links in the cells."""
    title = m.title("Bảng xếp hạng tiến độ làm sạch dữ liệu đất đai")
    rows = [("Vùng", "STT", "Tỉnh", "Số thửa", "Tỷ lệ")]
    source = []
    for i in range(33):
        row = (
            "" if i % 11 else f"Vùng {i // 11 + 1}",
            str(i + 1),
            f"Tỉnh Hà {i + 1}",
            f"{100 + i}.{200 + 7 * i}",
            f"{60 + i},{i % 10}%",
        )
        rows.append(row)
        region = "" if i % 11 else f'<td rowspan="11">{row[0]}</td>'
        source.append(
            f"<tr>{region}<td>{row[1]}</td><td><a href='/tinh/{i}'>{row[2]}</a></td><td>{row[3]}</td><td>{row[4]}</td></tr>"
        )
    m.expects(*rows)
    heads = "".join(f"<th>{head}</th>" for head in rows[0])
    return f"""<html><head><title>{title}</title></head><body><header>{m.links(MENU)}</header><main><h1>{title}</h1><p>{m.p("Đơn vị tính: thửa; số liệu đến 31/10/2024.")}</p>
<div class="table-responsive"><table class="table table-striped"><thead><tr>{heads}</tr></thead><tbody>{"".join(source)}</tbody></table></div>
<p>{m.p("Ghi chú: tỷ lệ tính trên tổng số thửa đã cấp giấy.")}</p></main><aside><h3>{m.j("Xem nhiều")}</h3><ul>{m.links(RELATED)}</ul></aside></body></html>"""


def windows_1258(m: Maker) -> bytes:
    """Encoded in windows-1258 (letters and combining tones) and declared so; the text is NFC when it is read."""
    return _encoded_1258(m, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">')


def windows_1258_undeclared(m: Maker) -> bytes:
    """The same without any declaration."""
    return _encoded_1258(m, "")


def windows_1258_as_latin(m: Maker) -> bytes:
    """The same, declared iso-8859-1, which every old server did by default."""
    return _encoded_1258(m, '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')


def _encoded_1258(m: Maker, declaration: str) -> bytes:
    title = m.title("Tình hình đăng ký hộ tịch điện tử của huyện")
    page = f"""<html><head>{declaration}<title>{title}</title></head><body><table><tr><td>{m.links(MENU, "<div>", "</div>")}</td>
<td><h1>{title}</h1><div class="content">{m.wrap("<p>", "</p>", 0, 1, 4, 8)}</div></td></tr></table><div class="footer">{m.j(FOOT[1])}</div></body></html>"""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    out = []
    for letter in page:  # keep ă â ê ô ơ ư whole and write only the tone apart, as the code page does
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in parts if c in tones)
        out.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + tone)
    return "".join(out).encode("cp1258")


def utf8_declared_latin(m: Maker) -> bytes:
    """UTF-8 bytes that declare iso-8859-1."""
    title = m.title("Huyện Nam Hà công bố 34 thủ tục trực tuyến")
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>{title}</title></head><body>
<div id="nav">{m.links(MENU)}</div><div class="content-detail"><h1>{title}</h1>{m.wrap("<p>", "</p>", 10, 5, 6)}</div></body></html>""".encode()


def utf8_with_broken_bytes(m: Maker) -> bytes:
    """UTF-8 with a stray byte in the footer, where an old counter wrote its own charset."""
    title = m.title("Xã Đông Sơn hoàn thành số hóa sổ hộ tịch")
    page = f"""<html><head><title>{title}</title></head><body><div id="nav">{m.links(MENU)}</div><div class="post-content"><h1>{title}</h1>
{m.wrap("<p>", "</p>", 0, 8, 14)}</div><div class="footer">@@ 2019</div></body></html>"""
    return page.encode().replace(b"@@", b"\xa9")


def decomposed(m: Maker) -> bytes:
    """All letters decomposed (NFD), as a Mac writes them."""
    title = m.title("Nghiệm thu dữ liệu đất đai đợt 2 năm 2024")
    m.day = date(2024, 9, 18)
    page = f"""<html><head><meta charset=utf-8><title>{title}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}",
"datePublished":"2024-09-18T09:00:00+07:00"}}</script></head><body><nav>{m.links(MENU)}</nav><article><h1>{title}</h1>{m.wrap("<p>", "</p>", 2, 4, 9, 11)}
{m.table()}</article><section class="comments"><h3>{m.j("Bình luận (2)")}</h3><p>{m.j(COMMENTS[0])}</p><p>{m.j(COMMENTS[1])}</p></section></body></html>"""
    return unicodedata.normalize("NFD", page).encode()


PORTALS = (
    sharepoint_nested_tables, aspnet_font_tags, aspnet_unclosed_cells, nukeviet, vccorp_ministry, liferay, vnpt_portal,
    government_print, word_paste, letterhead_in_table, province_table_63, windows_1258, windows_1258_undeclared,
    windows_1258_as_latin, utf8_declared_latin, utf8_with_broken_bytes, decomposed,
)  # fmt: skip
