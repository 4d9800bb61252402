"""Files of the set from blocks: five plain HTML skins with a little furniture, DOCX, plain text.

Keeps out texts and labels. Furniture carries numbers on purpose: none of them is a fact.
"""

from __future__ import annotations

import html
import io
import unicodedata
from collections.abc import Callable

from marks import Block, Doc


def body(doc: Doc, h: str = "h3", lead: str = "p") -> str:
    """All blocks after the title, list items gathered."""
    out: list[str] = []
    listing = False
    for block in doc.blocks:
        if block.kind == "title":
            continue
        if (block.kind == "li") != listing:
            out.append("</ul>" if listing else "<ul>")
            listing = not listing
        out.append(_one(block, h, lead))
    return "\n".join([*out, "</ul>"] if listing else out)


def _one(block: Block, h: str, lead: str) -> str:
    text = html.escape(block.text, quote=False)
    if block.kind == "table":
        rows = [
            "<tr>"
            + "".join(
                f"<{'th' if c['head'] else 'td'}>{html.escape(c['text'])}</{'th' if c['head'] else 'td'}>" for c in row
            )
            + "</tr>"
            for row in block.rows
        ]
        return '<table border="1">\n' + "\n".join(rows) + "\n</table>"
    if block.kind == "letterhead":
        left, _, right = block.visible().partition("\nCỘNG HÒA")
        sides = [left, "CỘNG HÒA" + right] if right else [left]
        return (
            '<div class="quoc-hieu">'
            + "".join(f"<div>{html.escape(s).replace(chr(10), '<br>')}</div>" for s in sides)
            + "</div>"
        )
    shapes = {
        "li": f"<li>{text}</li>",
        "h": f"<{h}>{text}</{h}>",
        "sapo": f'<{lead} class="sapo">{text}</{lead}>',
        "quote": f"<blockquote>{text}</blockquote>",
        "caption": f"<figure><img src='/anh.jpg' alt=''><figcaption>{text}</figcaption></figure>",
        "related": f'<div class="tin-lien-quan"><a href="/bai-{len(text)}.html">{text}</a></div>',
        "sign": f'<p class="ky-ten"><strong>{text}</strong></p>',
        "bold": f"<p><strong>{text}</strong></p>",
    }
    return shapes.get(block.kind, f"<p>{text}</p>")


def _title(doc: Doc) -> str:
    return html.escape(next(b.text for b in doc.blocks if b.kind == "title"), quote=False)


def portal(doc: Doc) -> str:
    """A provincial portal: menu, breadcrumb, date line, a sidebar."""
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{_title(doc)}</title></head><body>
<header><a href="/">Cổng thông tin điện tử</a><nav><ul><li><a href="/gioi-thieu">Giới thiệu</a></li><li><a href="/tin">Tin tức - Sự kiện</a></li>
<li><a href="/van-ban">Văn bản</a></li><li><a href="/hoi-dap">Hỏi đáp (268)</a></li></ul></nav></header>
<div class="breadcrumb">Trang chủ / Tin tức / Chuyển đổi số</div>
<main><article><h1>{_title(doc)}</h1><div class="date">{doc.head.get("dateline", "")}</div>
{body(doc, "h2")}
</article><aside><h4>Tin khác</h4><ul><li><a href="/a1">Lịch tiếp công dân quý IV</a></li><li><a href="/a2">Kết quả thi tuyển 45 chỉ tiêu công chức</a></li>
<li><a href="/a3">Khai trương điểm phục vụ số 12</a></li></ul></aside></main>
<footer>Bản quyền thuộc về Cổng thông tin điện tử. Điện thoại: 0236.3881.888. Lượt truy cập: 4.215.903</footer></body></html>
"""


def paper(doc: Doc) -> str:
    """A newspaper: sections, a summary in bold, tags, most read."""
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{_title(doc)} | Báo điện tử</title>
<meta property="article:published_time" content="{doc.head["published"]}T09:15:00+07:00"></head><body>
<div id="top"><a href="/thoi-su">Thời sự</a> <a href="/phap-luat">Pháp luật</a> <a href="/doi-song">Đời sống</a> <a href="/the-thao">Thể thao</a></div>
<div class="article"><h1 class="title">{_title(doc)}</h1><span class="time">{doc.head.get("dateline", "")}</span>
<div class="content">
{body(doc, "h2", "h2")}
</div><p class="author">{doc.head.get("author", "PV")}</p><div class="tags"><a href="/t/1">chuyển đổi số</a>, <a href="/t/2">cải cách hành chính</a></div></div>
<div class="most-read"><h5>Đọc nhiều</h5><ol><li><a href="/x1">Giá xăng giảm 320 đồng từ chiều nay</a></li><li><a href="/x2">Đội tuyển thắng 3-1</a></li></ol></div>
<footer>Giấy phép hoạt động báo chí số 204/GP cấp ngày 12/5/2022</footer></body></html>
"""


def ministry(doc: Doc) -> str:
    """A ministry's site: tables for the frame, a print link, the date above the title."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{_title(doc)}</title>
<style>.tt{{font-weight:bold}}</style></head><body><table width="980"><tr><td colspan="2">Trang chủ | Chỉ đạo điều hành | Thủ tục hành chính | Liên hệ</td></tr>
<tr><td valign="top"><div class="ngay">{doc.head.get("dateline", "")}</div><div class="tt"><h2>{_title(doc)}</h2></div>
{body(doc, "h4")}
<div><a href="javascript:window.print()">In trang</a> <a href="#">Gửi email</a></div></td>
<td width="200" valign="top"><b>Thông báo</b><br><a href="/1">Mời chào giá gói thầu số 7</a><br><a href="/2">Danh mục 15 văn bản hết hiệu lực</a></td></tr></table>
<div>Địa chỉ: 58 Trần Phú. Đang trực tuyến: 317</div></body></html>
"""


def plain(doc: Doc) -> str:
    """A bare page as a text service saves it."""
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{_title(doc)}</title></head>
<body><h1>{_title(doc)}</h1>
<p><em>{doc.head.get("dateline", "")}</em></p>
{body(doc)}
<hr><p><a href="/">Về trang đầu</a></p></body></html>
"""


def journal(doc: Doc) -> str:
    """A party paper: section, title, date, author, article, related links at the foot."""
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{_title(doc)} - Báo Đảng</title></head><body>
<nav class="menu"><a href="/chinh-tri">Chính trị</a><a href="/xay-dung-dang">Xây dựng Đảng</a><a href="/xa-hoi">Xã hội</a></nav>
<section><h1>{_title(doc)}</h1><time>{doc.head.get("dateline", "")}</time>
{body(doc, "h3")}
<p class="tac-gia">{doc.head.get("author", "BBT")}</p></section>
<section class="lien-quan"><h4>Tin liên quan</h4><ul><li><a href="/k1">Hội nghị Ban Chấp hành lần thứ 19</a></li><li><a href="/k2">Trao huy hiệu 40 năm tuổi Đảng cho 27 đảng viên</a></li></ul></section>
<footer>Tòa soạn: 206 Đường Lê Lợi - ISSN 2734-1208</footer></body></html>
"""


SKINS: dict[str, Callable[[Doc], str]] = {
    "portal": portal,
    "paper": paper,
    "ministry": ministry,
    "plain": plain,
    "journal": journal,
}


def page(doc: Doc) -> bytes:
    """HTML of the named skin, in NFC."""
    return unicodedata.normalize("NFC", SKINS[doc.head.get("skin", "plain")](doc)).encode()


def text(doc: Doc) -> bytes:
    """Plain text: one block a line, an empty line between blocks that are no list items."""
    out: list[str] = []
    for block in doc.blocks:
        shown = block.visible()
        shown = shown.upper() if block.kind == "title" and doc.head.get("upper") else shown
        out.append(("" if block.kind == "li" else "\n") + ("- " if block.kind == "li" else "") + shown)
    return (unicodedata.normalize("NFC", "\n".join(out)).strip() + "\n").encode()


def docx(doc: Doc) -> bytes:
    """DOCX by python-docx: a two-cell head, headings, bullets, tables."""
    import docx as library

    made = library.Document()
    for block in doc.blocks:
        if block.kind == "letterhead":
            sides = block.text.split(" || ")
            table = made.add_table(rows=1, cols=len(sides))
            for cell, side in zip(table.rows[0].cells, sides, strict=True):
                cell.text = side.replace(" / ", "\n")
        elif block.kind == "table":
            table = made.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
            for row, cells in zip(table.rows, block.rows, strict=True):
                for cell, given in zip(row.cells, cells, strict=True):
                    cell.text = given["text"]
        elif block.kind in ("title", "h"):
            made.add_heading(block.text, 0 if block.kind == "title" else 2)
        else:
            made.add_paragraph(block.text, style="List Bullet" if block.kind == "li" else None)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def docx_text(data: bytes) -> str:
    """All text of a DOCX in order, for the check of quotes."""
    import docx as library

    found = library.Document(io.BytesIO(data))
    parts = [p.text for p in found.paragraphs]
    parts += [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join(parts)


WRITERS = {"html": page, "docx": docx, "txt": text}
