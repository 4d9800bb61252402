"""PDF files with text: reportlab (one and two columns, second font), fpdf2, Chromium's print, LibreOffice.

Holds page furniture (letterhead, running heads, page numbers) and tables with repeated merged headers, ruled or not.
Keeps out: texts and labels, and images (see `scans.py`).
"""

from __future__ import annotations

import html
import io
import subprocess
import tempfile
from pathlib import Path

import office
from marks import Block, Doc, layout
from pages import cells
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

FONTS = Path("/usr/share/fonts/truetype")
FILES = {
    "Serif": "dejavu/DejaVuSerif.ttf",
    "SerifBold": "dejavu/DejaVuSerif-Bold.ttf",
    "Sans": "dejavu/DejaVuSans.ttf",
    "SansBold": "dejavu/DejaVuSans-Bold.ttf",
    "Times": "liberation2/LiberationSerif-Regular.ttf",
    "TimesBold": "liberation2/LiberationSerif-Bold.ttf",
    "Arial": "liberation2/LiberationSans-Regular.ttf",
    "ArialBold": "liberation2/LiberationSans-Bold.ttf",
}


def two_fonts(text: str, second: str) -> str:
    """Markup in which the letters U+1EA0 to U+1EF9 come from the second font, letter by letter."""
    out = []
    for letter in text:
        safe = html.escape(letter, quote=False)
        out.append(f'<font name="{second}">{safe}</font>' if "\u1ea0" <= letter <= "\u1ef9" else safe)
    return "".join(out)


class Setter:
    """Blocks to reportlab flowables in one family, with or without a second font for the Vietnamese letters."""

    def __init__(self, head: dict[str, str]) -> None:
        """Register the fonts and make the styles."""
        for name, file in FILES.items():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
        self.font, self.second = head.get("font", "Times"), head.get("second", "")
        self.size = float(head.get("size", "12"))
        lead = self.size * 1.35
        self.body = ParagraphStyle("b", fontName=self.font, fontSize=self.size, leading=lead, spaceAfter=6)
        self.body.alignment, self.body.firstLineIndent = TA_JUSTIFY, 20
        self.bold = ParagraphStyle("h", parent=self.body, fontName=self.font + "Bold", firstLineIndent=0)
        self.title = ParagraphStyle("t", parent=self.bold, alignment=TA_CENTER, fontSize=self.size + 2, spaceAfter=10)
        self.small = ParagraphStyle("c", parent=self.body, fontSize=self.size - 3, leading=self.size, firstLineIndent=0)
        self.small.alignment, self.small.spaceAfter = 0, 0
        self.middle = ParagraphStyle("m", parent=self.small, alignment=TA_CENTER)

    def text(self, text: str, bold: bool = False) -> str:
        """Escaped text, in two fonts where the document asks for it."""
        second = self.second + ("Bold" if bold and self.second else "")
        return two_fonts(text, second) if self.second else html.escape(text, quote=False)

    def table(self, block: Block, width: float, ruled: bool) -> Table:
        """A table whose header rows repeat on every page; unruled tables have no line at all."""
        grid, merged = layout(block.rows)
        heads = sum(row[0]["head"] for row in block.rows)
        body = [
            [Paragraph(self.text(t), self.middle if r < heads or len(t) < 14 else self.small) for t in row]
            for r, row in enumerate(grid)
        ]
        longest = [
            min(38, max(6, *(max(map(len, row[c].split() or [""])) + len(row[c]) // 4 for row in grid)))
            for c in range(len(grid[0]))
        ]
        table = Table(body, [width * n / sum(longest) for n in longest], repeatRows=heads)
        style: list[tuple] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        style += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
        style += [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in merged]
        style += [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
        table.setStyle(style)
        return table

    def flow(self, doc: Doc, width: float) -> list:
        """All blocks in order."""
        out: list = []
        for block in doc.blocks:
            if block.kind == "table":
                out += [self.table(block, width, doc.head.get("rules") != "none"), Spacer(1, 8)]
            elif block.kind == "letterhead":
                sides = [Paragraph(self.text(s).replace(" / ", "<br/>"), self.middle) for s in block.text.split(" || ")]
                out += [Table([sides], [width * 0.42, width * 0.58]), Spacer(1, 10)]
            elif block.kind == "title":
                out.append(Paragraph(self.text(block.text, bold=True), self.title))
            elif block.kind == "h":
                out.append(Paragraph(self.text(block.text, bold=True), self.bold))
            elif block.kind in ("foot", "caption"):
                out.append(Paragraph(self.text(block.text), self.small))
            else:
                out.append(Paragraph(("- " if block.kind == "li" else "") + self.text(block.text), self.body))
        return out


def reportlab(doc: Doc) -> bytes:
    """One or two columns, a running head from the second page, page numbers."""
    setter, out = Setter(doc.head), io.BytesIO()
    size = landscape(A4) if doc.head.get("turned") else A4
    columns, margin, gap = int(doc.head.get("columns", "1")), 60, 22
    width = (size[0] - 2 * margin - gap * (columns - 1)) / columns
    frames = [
        Frame(margin + i * (width + gap), 55, width, size[1] - 115, leftPadding=0, rightPadding=0)
        for i in range(columns)
    ]

    def furniture(canvas, _template) -> None:
        canvas.setFont(setter.font if not setter.second else setter.second, 9)
        if (page := canvas.getPageNumber()) > 1 and doc.head.get("running"):
            canvas.drawString(margin, size[1] - 40, doc.head["running"])
        canvas.drawCentredString(size[0] / 2, 32, str(page))

    template = BaseDocTemplate(out, pagesize=size, title=doc.head["doc"], invariant=1)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    template.build(setter.flow(doc, width))
    return out.getvalue()


def fpdf2(doc: Doc) -> bytes:
    """Text set by multi_cell; tables without rules, one line a row, columns by position."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_margins(22, 18)
    font = doc.head.get("font", "Times")
    pdf.add_font("F", "", str(FONTS / FILES[font]))
    pdf.add_font("F", "B", str(FONTS / FILES[font + "Bold"]))
    pdf.add_page()
    pdf.set_auto_page_break(auto=True, margin=18)
    for block in doc.blocks:
        if block.kind == "table":
            grid, _ = layout(block.rows)
            widths = [float(w) for w in doc.head["widths"].split()]
            for row in grid:
                pdf.set_font("F", "", 10)
                for c, (text, wide) in enumerate(zip(row, widths, strict=True)):
                    pdf.cell(wide, 6, text, align="L" if c < 2 else "R")
                pdf.ln(6)
            pdf.ln(3)
            continue
        pdf.set_font("F", "B" if block.kind in ("title", "h") else "", 14 if block.kind == "title" else 12)
        if block.kind == "letterhead":
            pdf.set_font("F", "", 10)
            left, right = (s.replace(" / ", "\n") for s in block.text.split(" || "))
            top = pdf.get_y()
            pdf.multi_cell(75, 5, left, align="C")
            low = pdf.get_y()
            pdf.set_xy(97, top)
            pdf.multi_cell(90, 5, right, align="C")
            pdf.set_y(max(low, pdf.get_y()) + 6)
            continue
        mark = "- " if block.kind == "li" else ""
        pdf.multi_cell(
            0, 6.5, mark + block.text, align="C" if block.kind == "title" else "J", new_x="LMARGIN", new_y="NEXT"
        )
        pdf.ln(2)
    return bytes(pdf.output())


def chromium(doc: Doc) -> bytes:
    """A page printed by Chromium; `second` gives the letters U+1EA0 to U+1EF9 another typeface."""
    font = (FONTS / FILES[doc.head.get("font", "Times")]).as_uri()
    second = (FONTS / FILES[doc.head.get("second", doc.head.get("font", "Times"))]).as_uri()
    body = []
    for block in doc.blocks:
        text = html.escape(block.text)
        if block.kind == "table":
            body.append(cells(block))
        elif block.kind == "letterhead":
            sides = "".join(f"<td>{s.replace(' / ', '<br>')}</td>" for s in text.split(" || "))
            body.append(f'<table class="l"><tr>{sides}</tr></table>')
        else:
            tag = {"title": "h1", "h": "h3", "li": "li"}.get(block.kind, "p")
            body.append(f"<{tag}>{text}</{tag}>")
    css = f"""@font-face{{font-family:A;src:url({font});unicode-range:U+0-1E9F,U+1EFA-FFFF}}
    @font-face{{font-family:A;src:url({second});unicode-range:U+1EA0-1EF9}}
    body{{font:12pt A}} p{{text-align:justify}} h1{{font-size:15pt;text-align:center}} td,th{{font-size:10pt}}
    .l{{width:100%;text-align:center}} @page{{size:A4;margin:20mm}} .cols{{column-count:{doc.head.get("columns", "1")}}}"""
    page = f'<html lang="vi"><meta charset="utf-8"><style>{css}</style><div class="cols">{"".join(body)}</div></html>'
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "p.html", Path(folder) / "p.pdf"
        source.write_text(page, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}/u", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def libreoffice(doc: Doc) -> bytes:
    """The DOCX or XLSX of the same blocks, converted by LibreOffice."""
    kind = doc.head.get("from", "docx")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"p.{kind}"
        source.write_bytes(office.docx(doc) if kind == "docx" else office.xlsx(doc))
        command = ["soffice", f"-env:UserInstallation=file://{folder}/u", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf").read_bytes()


MAKERS = {"reportlab": reportlab, "fpdf2": fpdf2, "chromium": chromium, "libreoffice": libreoffice}


def write(doc: Doc) -> bytes:
    """The PDF by the maker that the document's head names."""
    return MAKERS[doc.head.get("maker", "reportlab")](doc)
