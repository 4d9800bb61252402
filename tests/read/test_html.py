"""HTML: the report told apart from what surrounds it, on the layouts that public portals use."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.read import ReadError, read_document
from pipeline.terms import Document
from tests.read.made import SECOND, SENTENCE, assert_lawful, rows, texts

OLD_PORTAL = f"""<html><head><title>Kết quả số hóa hộ tịch tháng 10/2024 - Cổng thông tin</title>
<style>.switched {{ display:none }} @media print {{ .noprint {{ display: none }} }}</style></head>
<body><form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="123456">
<table width="100%"><tr><td colspan="2"><div class="top-menu"><ul><li><a href="/">Trang chủ</a><li><a>Giới thiệu</a></ul></div>
<tr><td class="left"><div>Thống kê truy cập</div><ul><li>Hôm nay: 1.234</li></ul></td><td>
<h1>Kết quả số hóa hộ tịch tháng 10/2024</h1><span class="date">Thứ ba, 05/11/2024, 10:30</span>
<h2 class="sapo">Tỉnh đã số hóa 65,5% số sổ hộ tịch.</h2>
<div class="noidung"><p class="noprint">Toàn tỉnh có <b>12/15</b> huyện hoàn thành việc số hóa sổ hộ tịch, tăng 2 huyện.<br>
Còn 3 huyện chậm,<br>gồm Bắc Hà và Nam Hà.</p>
<p class="switched">Bản nháp 999</p><p style="display: none">Kín 888</p><script>var x = 777;</script>
<p><a href="/x">Tỉnh bên cạnh xong 100% hồ sơ</a></p>
<table border="1"><caption>Bảng 1. Kết quả theo huyện</caption>
<tr><td rowspan="2">STT<td rowspan="2">Huyện<td colspan="2">Số hồ sơ<tr><td>Tổng<td>Đã số hóa
<tr><td>1<td>Bắc Hà<td>10.000<td>9.500<tr><td>2<td><a>Nam Hà</a><td>8.000<td>-</table>
<h3>Tin liên quan</h3><ul><li><a>Tỉnh khác đạt 90%</a> (01/10/2024)<li>Tỉnh nọ đạt 80%</ul>
<p>{SENTENCE}</p><p>Tác giả: Nguyễn Văn A</p><p>相关文章:</p><ul><li>Kèo nhà cái 3-1</ul></div>
</table></form><footer>Giấy phép số 12/GP ngày 01/02/2020</footer></body></html>"""


def read(page: str) -> Document:
    document = read_document(page.encode(), "trang.html")
    assert_lawful(document)
    return document


def test_a_portal_built_of_layout_tables() -> None:
    document = read(OLD_PORTAL)
    assert document.title == "Kết quả số hóa hộ tịch tháng 10/2024"
    assert texts(document, "title") == [document.title]
    assert texts(document, "paragraph") == [
        "Tỉnh đã số hóa 65,5% số sổ hộ tịch.",
        "Toàn tỉnh có 12/15 huyện hoàn thành việc số hóa sổ hộ tịch, tăng 2 huyện.",
        "Còn 3 huyện chậm, gồm Bắc Hà và Nam Hà.",
        SENTENCE,
    ]
    assert texts(document, "caption") == ["Bảng 1. Kết quả theo huyện"]
    boilerplate = texts(document, "boilerplate")
    for line in ("Hôm nay: 1.234", "Bản nháp 999", "Tỉnh nọ đạt 80%", "Kèo nhà cái 3-1", "Tác giả: Nguyễn Văn A"):
        assert line in boilerplate
    assert "Tỉnh bên cạnh xong 100% hồ sơ" in boilerplate
    assert "Giấy phép số 12/GP ngày 01/02/2020" in boilerplate
    for hidden in ("888", "777", "123456"):
        assert hidden not in document.text
    assert document.published_on is None  # the date on the page has no label


def test_data_table_with_merged_header() -> None:
    document = read(OLD_PORTAL)
    (table,) = document.tables
    assert table.caption == "Bảng 1. Kết quả theo huyện"
    assert rows(document)[0] == ["STT", "Huyện", "Số hồ sơ", ""]
    assert rows(document)[3] == ["2", "Nam Hà", "8.000", "-"]
    assert {cell.row for cell in table.cells if cell.header} == {0, 1}
    assert [(c.row_span, c.col_span) for c in table.cells if c.row == 0] == [(2, 1), (2, 1), (1, 2)]


@pytest.mark.parametrize(
    "main",
    [
        f"<article><h1>Số hóa đất đai</h1><p>{SENTENCE}</p><p>{SECOND}</p></article>",
        f"<h1>Số hóa đất đai</h1><div itemprop='articleBody'><p>{SENTENCE}</p><p>{SECOND}</p></div>",
        f"<div class='detail'><h1>Số hóa đất đai</h1><div>{SENTENCE}<br><br>{SECOND}</div></div>",
        f"<div class='sidebar-left-content'><h1>Số hóa đất đai</h1><div><p>{SENTENCE}</p><p>{SECOND}</p></div></div>",
        f"<div><h1>Số hóa đất đai</h1><p>{SENTENCE}</p></div><div><p>{SECOND}</p></div>",
    ],
)
def test_the_main_part_is_found_in_many_layouts(main: str) -> None:
    document = read(
        f"""<html><body><header><ul><li><a>Tin mới 24h</a></li></ul></header>{main}
        <div class="box-related"><h3>Bài viết liên quan</h3><p>Một tỉnh khác đã hoàn thành 46 triệu thửa đất từ lâu.</p></div>
        <div id="comments"><p>Tôi thấy 3 huyện gần nhà vẫn chưa làm xong, mong các anh chị cố gắng hơn trong năm tới.</p></div>
        <footer><p>Bản quyền 2020 thuộc về tòa soạn, ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p></footer>
        </body></html>"""
    )
    assert document.title == "Số hóa đất đai"
    assert texts(document, "paragraph") == [SENTENCE, SECOND]
    assert "46 triệu" in " ".join(texts(document, "boilerplate"))


def test_inline_tags_do_not_cut_numbers_and_lists_stay_lists() -> None:
    document = read(
        "<html><body><article><p>Có <strong>46</strong><span> triệu</span> thửa&nbsp;đất, 4<b>61/70</b>5 huyện.</p>"
        "<ul><li>Hà Nam: 3 huyện</li><li>Cà Mau: 4 huyện</li></ul>"
        "<figure><img alt='7'><figcaption>Ảnh chụp buổi họp</figcaption></figure></article></body></html>"
    )
    assert texts(document, "paragraph") == ["Có 46 triệu thửa đất, 461/705 huyện."]
    assert texts(document, "list_item") == ["Hà Nam: 3 huyện", "Cà Mau: 4 huyện"]
    assert texts(document, "caption") == ["Ảnh chụp buổi họp"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-11-05T08:00:00+07:00">',
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-11-05"}]}</script>',
        '<script type="application/ld+json">{broken</script><meta name="pubdate" content="05/11/2024">',
    ],
)
def test_published_on_from_the_head(head: str) -> None:
    page = f"<html><head>{head}</head><body><p>Quyết định ngày 01/02/2020. {SENTENCE}</p></body></html>"
    assert read(page).published_on == date(2024, 11, 5)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<time datetime="2024-11-05">5/11</time>', date(2024, 11, 5)),
        ('<time datetime="2024-11-05">5/11</time><time datetime="2023-01-01">1/1</time>', None),
        (
            '<time datetime="2023-01-01">1/1</time><time itemprop="datePublished" datetime="2024-11-05">5/11</time>',
            date(2024, 11, 5),
        ),
        ("<p>Ngày đăng: 05/11/2024</p>", date(2024, 11, 5)),
        ("<p>Theo Quyết định số 06/QĐ-TTg ngày 06/01/2022</p>", None),
        ("<div class='publish-date'>05/11/2024</div>", date(2024, 11, 5)),
        ("<div data-role='publishdate'>05/11/2024 08:30</div>", date(2024, 11, 5)),
        ("<div class='news-date'>05/11/2024</div>", None),  # no label
        ("<div class='related'><div class='publish-date'>05/11/2024</div></div>", None),
        ("<i class='post-date'>05/11/2024</i><i class='post-date'>06/11/2024</i>", None),
        ("<aside><time datetime='2024-11-05'>5/11</time></aside>", None),
        ("<p>Ngày công bố: 05/11/2024</p><time datetime='2024-11-05T01:00:00Z'>5/11</time>", date(2024, 11, 5)),
        ("<footer>Ngày đăng: 05/11/2020</footer>", None),
    ],
)
def test_published_on_from_the_page(body: str, day: date | None) -> None:
    assert read(f"<html><body>{body}<p>{SENTENCE}</p></body></html>").published_on == day


def test_dates_that_disagree_are_told() -> None:
    document = read(
        '<html><head><meta name="pubdate" content="2024-05-11"></head>'
        f"<body><time datetime='2024-11-05'>5/11</time><p>{SENTENCE}</p></body></html>"
    )
    assert document.published_on is None  # a machine swapped day and month, and nobody can say in which
    assert document.warnings == ("published dates disagree: 2024-05-11, 2024-11-05",)


def test_row_headings_and_layout_tables() -> None:
    document = read(
        f"""<html><body><table role="presentation"><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>
        <table><tr><td>Chỉ tiêu<td>Tháng 9<td>Tháng 10</tr><tr><th>Sổ hộ tịch<td>10<td>12</tr></table>
        <table><tr><td><p>{SENTENCE}</p></td></tr></table></body></html>"""
    )
    (table,) = document.tables
    headers = [document.text[c.char_start : c.char_end] for c in table.cells if c.header]
    assert headers == ["Chỉ tiêu", "Tháng 9", "Tháng 10", "Sổ hộ tịch"]
    assert SENTENCE in texts(document, "paragraph")


def test_entities_and_outside_files_are_not_fetched() -> None:
    page = f'<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body><p>{SENTENCE} &f;</p></body></html>'
    assert SENTENCE in read(page).text


def test_a_long_page_is_read_whole() -> None:
    page = "<html><body><article>" + f"<p>{SENTENCE}</p>" * 800 + "</article></body></html>"
    assert len(texts(read(page), "paragraph")) == 800


def test_the_innermost_main_part_wins_but_keeps_its_tables() -> None:
    document = read(
        f"""<html><body><main><h1>Số hóa đất đai</h1><article><p>{SENTENCE}</p><p>{SECOND}</p>
        <table><tr><th>Huyện<th>Thửa<tr><td>Bắc Hà<td>46</table></article>
        <div><h3><a>Nơi khác xong sớm</a></h3><p>Tin vắn 99%.</p></div></main></body></html>"""
    )
    assert document.title == "Số hóa đất đai"
    assert rows(document) == [["Huyện", "Thửa"], ["Bắc Hà", "46"]]
    assert texts(document, "boilerplate") == ["Nơi khác xong sớm", "Tin vắn 99%."]


def test_a_heading_below_prose_is_no_title() -> None:
    page = f"<html><head><title>Tin số hóa</title></head><body><p>{SENTENCE}</p><h1>Đất đai</h1><p>{SECOND}</p></body></html>"
    document = read(page)
    assert document.title == "Tin số hóa"
    assert texts(document, "heading") == ["Đất đai"]


def test_a_report_whose_element_is_called_photo_is_no_caption() -> None:
    page = f"<html><body><div class='photo-story'><h1>Số hóa</h1>{f'<p>{SENTENCE}</p>' * 3}<p>{SECOND}</p></div></body></html>"
    assert texts(read(page), "paragraph") == [SENTENCE, SENTENCE, SENTENCE, SECOND]


def test_questions_of_an_interviewer_are_report() -> None:
    question = "Phóng viên: Mười hai huyện ấy là những nơi nào, thưa ông?"
    page = f"<html><body><article><h1>Phỏng vấn</h1><p>{SENTENCE}</p><p>{question}</p><p>{SECOND}</p><p>Phóng viên: Lê An</p></article></body></html>"
    document = read(page)
    assert texts(document, "paragraph") == [SENTENCE, question, SECOND]
    assert texts(document, "boilerplate") == ["Phóng viên: Lê An"]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body></body></html>", "<div>" * 3000 + "x", "<table><tr>" * 400 + "1"]
)
def test_pages_without_text_and_without_end_are_refused_or_read(page: str) -> None:
    try:
        assert_lawful(read_document(page.encode(), "trang.html"))
    except ReadError as error:
        assert error.reason
