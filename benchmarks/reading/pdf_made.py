"""PDFs with known text, by as many programs as this machine has: reportlab always, Chromium, LibreOffice, fpdf2, cairo.

Holds the sentences, the province table and their setting. The font-fallback documents are set in Carlito, which has
none of U+1EA0-1EF9, so that every such letter comes from a second font. Keeps out: measuring.
"""

from __future__ import annotations

import html
import io
import random
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parents[2] / "pipeline" / "sample" / "generate" / "fonts"
SYSTEM_FONTS = Path("/usr/share/fonts/truetype")
N_PARAGRAPHS = 40

_PLACES = (
    "An Giang, Bắc Giang, Bắc Kạn, Bạc Liêu, Bình Định, Bình Dương, Cà Mau, Cần Thơ, Đắk Lắk, Đồng Tháp, Hà Tĩnh, "
    "Hậu Giang, Hưng Yên, Khánh Hòa, Kiên Giang, Lâm Đồng, Lạng Sơn, Lào Cai, Nghệ An, Phú Thọ, Quảng Ngãi, Sóc Trăng, "
    "Thái Nguyên, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Yên Bái"
).split(", ")
_SENTENCES = (
    "Đến hết tháng {m}/2024, {p} và {q} đã số hóa được {n} trường hợp hộ tịch, đạt {r}% kế hoạch của năm.",
    "Toàn vùng có {k}/{l} huyện hoàn thành xây dựng cơ sở dữ liệu địa chính với khoảng {d} triệu thửa đất.",
    "Ủy ban nhân dân tỉnh {p} yêu cầu các sở, ngành khẩn trương rà soát, làm sạch dữ liệu trước ngày {k}/{m}/2025.",
    "Tỷ lệ hồ sơ trực tuyến toàn trình của {p} là {r}%, của {q} mới chỉ đạt {s}%, thấp hơn mục tiêu được giao.",
    "Những địa phương còn chậm phải bố trí đủ người, đủ thiết bị và báo cáo kết quả về Bộ trước kỳ họp tới.",
    "Ngoài ra, {n} sổ gốc đã được quét, trong đó {q} quét xong {d} nghìn trang và đang nhập vào phần mềm dùng chung.",
)
COLUMNS = ["TT", "Tỉnh, thành phố", "Tổng số hồ sơ", "Đã số hóa", "Tỷ lệ (%)", "Đánh giá"]


@dataclass(frozen=True, slots=True)
class Made:
    """A document and the text it was made from; `tables` without the header rows, one list of texts a row."""

    name: str  # program: layout
    data: bytes
    prose: tuple[str, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = field(default=())


def sentences(n: int, seed: int) -> list[str]:
    """`n` paragraphs of two to four sentences each."""
    chance = random.Random(seed)
    found = []
    for _ in range(n):
        parts = []
        for pattern in chance.sample(_SENTENCES, chance.randint(2, 4)):
            p, q = chance.sample(_PLACES, 2)
            number = f"{chance.randint(1_000, 3_999_999):,}".replace(",", ".")
            values = {"m": chance.randint(1, 12), "k": chance.randint(1, 28), "l": chance.randint(30, 63), "n": number}
            rates = {key: f"{chance.uniform(5, 99):.2f}".replace(".", ",") for key in "rs"}
            decimal = f"{chance.uniform(1, 99):.1f}".replace(".", ",")
            parts.append(pattern.format(p=p, q=q, d=decimal, **values, **rates))
        found.append(" ".join(parts))
    return found


def province_rows(n: int = 63, seed: int = 7) -> tuple[tuple[str, ...], ...]:
    """Rows of the table: number, name, total, done, rate, a word; some names are long enough to need two lines."""
    chance = random.Random(seed)
    rows = []
    for i in range(1, n + 1):
        total = chance.randint(20_000, 9_000_000)
        done = int(total * chance.uniform(0.1, 1))
        name = f"{chance.choice(_PLACES)}" + (" (kể cả các huyện miền núi và hải đảo)" if i % 9 == 0 else "")
        told = chance.choice(["Đạt", "Chậm tiến độ", "Cơ bản hoàn thành"])
        dotted = [f"{value:,}".replace(",", ".") for value in (total, done)]
        rows.append((str(i), name, *dotted, f"{100 * done / total:.2f}".replace(".", ","), told))
    return tuple(rows)


def documents() -> Iterator[Made]:
    """Every document this machine can make."""
    yield from _reportlab()
    yield from _chromium()
    yield from _office()
    yield from _fpdf()
    yield from _cairo()


# --- reportlab -------------------------------------------------------------------------------------------------------


def _reportlab() -> Iterator[Made]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in (("B", FONTS / "DejaVuSerif-vi.ttf"), ("BB", FONTS / "DejaVuSerif-Bold-vi.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(file)))
    prose = sentences(N_PARAGRAPHS, 1)
    yield Made("reportlab: clean", _platypus([_flowing(text) for text in prose]), tuple(prose))
    yield Made("reportlab: two columns", _platypus([_flowing(text) for text in prose], columns=2), tuple(prose))
    yield Made("reportlab: NFD", _platypus([_flowing(unicodedata.normalize("NFD", t)) for t in prose]), tuple(prose))
    for columns in (1, 2):
        name = "reportlab: fallback" + (", two columns" if columns == 2 else "")
        yield Made(name, _fallen_back(prose, columns), tuple(prose))
    rows = province_rows()
    for ruled in (True, False):
        name = "ruled" if ruled else "unruled"
        yield Made(f"reportlab: {name} 63 rows", _platypus([_table(rows, ruled=ruled)]), (), (rows,))
    yield Made("reportlab: ruled, header once", _platypus([_table(rows, ruled=True, repeat=0)]), (), (rows,))
    yield Made("reportlab: unruled, header once", _platypus([_table(rows, ruled=False, repeat=0)]), (), (rows,))


def _flowing(text: str) -> object:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle("x", fontName="B", fontSize=11, leading=15, alignment=4, firstLineIndent=20, spaceAfter=5)
    return Paragraph(text, style)


def _table(rows: Sequence[Sequence[str]], *, ruled: bool, repeat: int = 2) -> object:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    style = ParagraphStyle("c", fontName="B", fontSize=9, leading=11)
    head = [[COLUMNS[0], COLUMNS[1], "Hồ sơ", "", COLUMNS[4], COLUMNS[5]], ["", "", COLUMNS[2], COLUMNS[3], "", ""]]
    body = [[row[0], Paragraph(row[1], style), *row[2:]] for row in rows]
    spans = [("SPAN", (2, 0), (3, 0)), *(("SPAN", (col, 0), (col, 1)) for col in (0, 1, 4, 5))]
    look: list[tuple[object, ...]] = [("FONT", (0, 0), (-1, -1), "B", 9), ("ALIGN", (2, 0), (4, -1), "RIGHT")]
    look += [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans]
    if ruled:
        look.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    widths = [30, 150, 80, 80, 60, 95]
    return Table([*head, *body], colWidths=widths, style=look, repeatRows=repeat, splitInRow=1)


def _platypus(story: list[object], columns: int = 1) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    width = 495 / columns - 8 * (columns - 1)
    frames = [Frame(50 + i * (width + 16), 50, width, 742, 0, 0, 0, 0) for i in range(columns)]
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build(story)
    return out.getvalue()


def _fallen_back(prose: Sequence[str], columns: int) -> bytes:
    """Each page drawn in two goes: first the letters of the main font, then those of the other one."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    width = 495 / columns - 10 * (columns - 1)
    pages: list[list[tuple[float, float, str]]] = [[]]
    x, y = 50.0, 780.0
    for text in prose:
        for line in _broken(text, lambda s: stringWidth(s, "B", 11), width):
            pages[-1].append((x, y, line))
            y -= 15
            if y < 50:
                y = 780
                x = x + 495 / columns if x + 495 / columns < 500 else 50
                if x == 50:
                    pages.append([])
        y -= 5
    for page in pages:
        for fallback, font in ((False, "B"), (True, "BB")):
            canvas.setFont(font, 11)
            for x, y, line in page:
                at = x
                for char in line:
                    if ("\u1ea0" <= char <= "\u1ef9") == fallback:
                        canvas.drawString(at, y, char)
                    at += stringWidth(char, "B", 11)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _broken(text: str, width_of: object, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and width_of(f"{lines[-1]} {word}") > width:  # type: ignore[operator]
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


# --- Chromium --------------------------------------------------------------------------------------------------------


def _pages(body: str, style: str) -> str:
    return f"<!doctype html><meta charset=utf-8><style>@page{{size:A4;margin:18mm}} {style}</style>{body}"


def _paragraphs(prose: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(text)}</p>" for text in prose)


def _html_table(rows: Sequence[Sequence[str]], attributes: str = "") -> str:
    head = (
        "<thead><tr><th rowspan=2>TT</th><th rowspan=2>Tỉnh, thành phố</th><th colspan=2>Hồ sơ</th>"
        "<th rowspan=2>Tỷ lệ (%)</th><th rowspan=2>Đánh giá</th></tr><tr><th>Tổng số hồ sơ</th><th>Đã số hóa</th></tr></thead>"
    )
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table {attributes}>{head}<tbody>{body}</tbody></table>"


def _layouts() -> Iterator[tuple[str, str, tuple[str, ...], tuple[tuple[tuple[str, ...], ...], ...]]]:
    prose = tuple(sentences(N_PARAGRAPHS, 2))
    rows = province_rows(seed=8)
    serif = (
        "body{font:12pt/1.4 'Liberation Serif','DejaVu Serif'} p{margin:0 0 6pt;text-align:justify;text-indent:20pt}"
    )
    cells = "table{border-collapse:collapse;font-size:10pt} td,th{padding:2pt 5pt} td:nth-child(n+3):nth-child(-n+5){text-align:right}"
    lines = "td,th{border:1px solid #000}"
    fallback = "body{font-family:Carlito,'DejaVu Serif'}"
    yield "clean", _pages(_paragraphs(prose), serif), prose, ()
    yield (
        "two columns",
        _pages(f"<div class=c>{_paragraphs(prose)}</div>", serif + ".c{columns:2;column-gap:14pt}"),
        prose,
        (),
    )
    yield "fallback", _pages(_paragraphs(prose), serif + fallback), prose, ()
    both = f"<div class=c>{_paragraphs(prose)}</div>"
    yield "fallback, two columns", _pages(both, serif + fallback + ".c{columns:2;column-gap:14pt}"), prose, ()
    yield "NFD", _pages(_paragraphs([unicodedata.normalize("NFD", t) for t in prose]), serif), prose, ()
    yield "ruled 63 rows", _pages(_html_table(rows), serif + cells + lines), (), (rows,)
    yield "ruled, fallback", _pages(_html_table(rows), serif + cells + lines + fallback), (), (rows,)
    yield (
        "ruled, shaded",
        _pages(_html_table(rows), serif + cells + lines + "tr:nth-child(even){background:#dde}"),
        (),
        (rows,),
    )
    yield "unruled 63 rows", _pages(_html_table(rows), serif + cells), (), (rows,)
    landscape = serif + cells + lines + "@page{size:A4 landscape}"
    yield "ruled, landscape", _pages(_html_table(rows), landscape), (), (rows,)


def _chromium() -> Iterator[Made]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        return
    for name, page, prose, tables in _layouts():
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "x.html"), Path(folder, "x.pdf")
            source.write_text(page, "utf-8")
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
            command = [program, *options, f"--user-data-dir={folder}/p", f"--print-to-pdf={target}", str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            yield Made(f"chromium: {name}", target.read_bytes(), prose, tables)


# --- LibreOffice -----------------------------------------------------------------------------------------------------


def _office() -> Iterator[Made]:
    program = shutil.which("soffice")
    if not program:
        return
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    prose = tuple(sentences(N_PARAGRAPHS, 3))
    rows = province_rows(seed=9)

    def made(name: str, *, font: str = "Liberation Serif", columns: int = 1, style: str | None = None) -> Made:
        document = docx.Document()
        normal = document.styles["Normal"]
        normal.font.name = font
        normal.element.rPr.rFonts.set(qn("w:cs"), font)
        if columns > 1:
            cols = document.sections[0]._sectPr.xpath("./w:cols")[0]
            cols.set(qn("w:num"), str(columns))
            cols.set(qn("w:space"), "280")
        if style is None:
            for text in prose:
                document.add_paragraph(unicodedata.normalize("NFD", text) if name == "NFD" else text).alignment = 3
        else:
            if "landscape" in name:
                section = document.sections[0]
                section.orientation = WD_ORIENT.LANDSCAPE
                section.page_width, section.page_height = section.page_height, section.page_width
            table = document.add_table(2, 6, style=style or None)
            for col, text in enumerate(COLUMNS):
                if col in (2, 3):
                    table.cell(1, col).text = text
                else:
                    table.cell(0, col).merge(table.cell(1, col)).text = text
            table.cell(0, 2).merge(table.cell(0, 3)).text = "Hồ sơ"
            for index in (0, 1) if "once" not in name else ():
                mark = OxmlElement("w:tblHeader")
                table.rows[index]._tr.get_or_add_trPr().append(mark)
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        with tempfile.TemporaryDirectory() as folder:
            document.save(str(Path(folder, "x.docx")))
            home = f"-env:UserInstallation=file://{folder}/home"
            command = [
                program,
                home,
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(Path(folder, "x.docx")),
            ]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
            data = Path(folder, "x.pdf").read_bytes()
        return Made(
            f"libreoffice: {name}", data, () if style is not None else prose, (rows,) if style is not None else ()
        )

    yield made("clean")
    yield made("two columns", columns=2)
    yield made("fallback", font="Carlito")
    yield made("NFD")
    yield made("ruled 63 rows", style="Table Grid")
    yield made("ruled, header once, fallback", style="Table Grid", font="Carlito")
    yield made("unruled 63 rows", style="")
    yield made("ruled, landscape", style="Table Grid")


# --- fpdf2 and cairo -------------------------------------------------------------------------------------------------


def _fpdf() -> Iterator[Made]:
    try:
        from fpdf import FPDF
    except ImportError:
        return
    prose = tuple(sentences(N_PARAGRAPHS, 4))
    rows = province_rows(seed=10)

    def begun(font: Path, fallback: Path | None = None) -> FPDF:
        pdf = FPDF()
        pdf.add_font("main", "", str(font))
        if fallback:
            pdf.add_font("other", "", str(fallback))
            pdf.set_fallback_fonts(["other"])
        pdf.set_font("main", size=11)
        pdf.add_page()
        return pdf

    serif, carlito = FONTS / "DejaVuSerif-vi.ttf", SYSTEM_FONTS / "crosextra" / "Carlito-Regular.ttf"
    for name, pdf in [("clean", begun(serif))] + ([("fallback", begun(carlito, serif))] if carlito.exists() else []):
        for text in prose:
            pdf.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        yield Made(f"fpdf2: {name}", bytes(pdf.output()), prose)
    pdf = begun(serif)
    with pdf.text_columns(ncols=2, gutter=5, text_align="J") as columns:
        for text in prose:
            columns.write(text)
            columns.ln()
    yield Made("fpdf2: two columns", bytes(pdf.output()), prose)
    for layout, name in (("ALL", "ruled 63 rows"), ("NONE", "unruled 63 rows")):
        pdf = begun(serif)
        pdf.set_font("main", size=9)
        with pdf.table(
            [COLUMNS, *rows], borders_layout=layout, col_widths=(8, 45, 22, 22, 15, 28), first_row_as_headings=False
        ):
            pass
        yield Made(f"fpdf2: {name}", bytes(pdf.output()), (), (rows,))


def _cairo() -> Iterator[Made]:
    try:
        import cairocffi as cairo
    except (ImportError, OSError):
        return
    prose = tuple(sentences(N_PARAGRAPHS, 5))
    rows = province_rows(seed=11)
    out = io.BytesIO()
    surface = cairo.PDFSurface(out, 595, 842)
    context = cairo.Context(surface)
    context.select_font_face("DejaVu Serif")
    context.set_font_size(11)
    y = 60.0
    for text in prose:
        for line in _broken(text, lambda s: context.text_extents(s)[4], 495):
            context.move_to(50, y)
            context.show_text(line)
            y += 15
            if y > 800:
                context.show_page()
                y = 60
        y += 5
    surface.finish()
    yield Made("cairo: clean", out.getvalue(), prose)
    out = io.BytesIO()
    surface = cairo.PDFSurface(out, 595, 842)
    _cairo_fallen_back(cairo, cairo.Context(surface), prose)
    surface.finish()
    yield Made("cairo: fallback", out.getvalue(), prose)
    out = io.BytesIO()
    surface = cairo.PDFSurface(out, 595, 842)
    context = cairo.Context(surface)
    context.select_font_face("DejaVu Serif")
    context.set_line_width(0.6)
    edges = [40, 70, 290, 370, 445, 490, 580]
    y = 60.0
    for row in [tuple(COLUMNS), *rows]:
        for left, right, text in zip(edges, edges[1:], row, strict=False):
            context.set_font_size(8)
            context.move_to(left + 3, y + 11)
            context.show_text(text)
            context.rectangle(left, y, right - left, 16)
            context.stroke()
        y += 16
        if y > 790:
            context.show_page()
            y = 60
    surface.finish()
    yield Made("cairo: ruled 63 rows", out.getvalue(), (), (rows,))


def _cairo_fallen_back(cairo: Any, context: Any, prose: Sequence[str]) -> None:
    """Each line as two strings of glyphs with holes for each other's letters."""
    fonts = [cairo.ToyFontFace(name) for name in ("Carlito", "DejaVu Serif")]
    exact = cairo.FontOptions(hint_metrics=cairo.HINT_METRICS_OFF, hint_style=cairo.HINT_STYLE_NONE)
    context.set_font_options(exact)
    scaled = [cairo.ScaledFont(font, cairo.Matrix(11, 0, 0, 11), options=exact) for font in fonts]

    def glyph(char: str) -> tuple[int, int, float]:
        which = int("\u1ea0" <= char <= "\u1ef9")
        index = scaled[which].text_to_glyphs(0, 0, char, with_clusters=False)[0][0]
        return which, index, scaled[which].glyph_extents([(index, 0, 0)])[4]

    y = 60.0
    for text in prose:
        for line in _broken(text, lambda s: sum(glyph(char)[2] for char in s), 495):
            placed: tuple[list[tuple[int, float, float]], ...] = ([], [])
            x = 50.0
            for char in line:
                which, index, advance = glyph(char)
                placed[which].append((index, x, y))
                x += advance
            for font, glyphs in zip(fonts, placed, strict=True):
                context.set_font_face(font)
                context.set_font_size(11)
                context.show_glyphs(glyphs)
            y += 15
            if y > 800:
                context.show_page()
                y = 60
        y += 5
