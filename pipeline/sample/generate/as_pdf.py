"""Writes a report as a text PDF: letterhead, running header and page numbers, ruled tables that go on over pages.

Fonts are the subsets beside this module, so that the bytes do not depend on the machine. Keeps out: what the report
says, and the clock (reportlab's invariant mode).
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pipeline.sample.generate.report import Grid, Heading, Number, Paragraph, Report

FONTS = Path(__file__).resolve().parent / "fonts"
SERIF, BOLD = "DejaVuSerif-vi", "DejaVuSerif-Bold-vi"
ACCENT_ROOM = 1.55  # line height over font size: stacked accents need it


@cache
def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (SERIF, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))


def write_pdf(report: Report) -> bytes:
    """The file's bytes on A4; equal reports give equal bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph as Flowing
    from reportlab.platypus import SimpleDocTemplate, Spacer

    _register_fonts()
    small = any(isinstance(block, Grid) for block in report.blocks)
    styles = _styles(10.0 if small else 13.0)
    story: list[Any] = [Flowing(escape(line), styles["letterhead"]) for line in report.letterhead]
    story += [Spacer(1, 5 * mm), Flowing(escape(report.title), styles["title"])]
    for block in report.blocks:
        match block:
            case Heading(text):
                story.append(Flowing(escape(text), styles["heading"]))
            case Paragraph(text):
                story.append(Flowing(escape(text), styles["body"]))
            case Grid():
                story += [Flowing(escape(block.caption), styles["caption"]), _table(block, styles)]
    buffer = io.BytesIO()
    margin = 14 * mm if small else 25 * mm
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=22 * mm,
        bottomMargin=20 * mm,
        title=report.title,
        author="Dự án Tiến độ",
        lang="vi-VN",
        invariant=1,
    )

    def furniture(canvas: Any, _: Any) -> None:
        canvas.setFont(SERIF, 8)
        canvas.drawString(margin, A4[1] - 12 * mm, report.running_header)
        canvas.drawCentredString(A4[0] / 2, 10 * mm, f"Trang {canvas.getPageNumber()}")

    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue()


def _styles(size: float) -> dict[str, Any]:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.styles import ParagraphStyle

    def style(name: str, font: str, points: float, **rest: Any) -> Any:
        return ParagraphStyle(name, fontName=font, fontSize=points, leading=points * ACCENT_ROOM, **rest)

    return {
        "letterhead": style("letterhead", SERIF, size * 0.8),
        "title": style("title", BOLD, size * 1.1, alignment=TA_CENTER, spaceAfter=size),
        "heading": style("heading", BOLD, size, spaceBefore=size * 0.6, spaceAfter=size * 0.3),
        "body": style("body", SERIF, size, spaceAfter=size * 0.5, firstLineIndent=size * 1.5),
        "caption": style("caption", BOLD, 9, spaceBefore=6, spaceAfter=3),
        "cell": style("cell", SERIF, 7.5),
        "head": style("head", BOLD, 7.5, alignment=TA_CENTER),
    }


def _table(grid: Grid, styles: dict[str, Any]) -> Any:
    from reportlab.lib import colors
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph as Flowing
    from reportlab.platypus import Table

    rows: list[list[Any]] = [["" for _ in grid.widths] for _ in grid.head]
    commands: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("FONT", (0, len(grid.head)), (-1, -1), SERIF, 7.5),
        ("ALIGN", (2, len(grid.head)), (-1, -1), "RIGHT"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(grid.head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            last = (column + cell.col_span - 1, row + cell.row_span - 1)
            taken |= {(r, c) for r in range(row, last[1] + 1) for c in range(column, last[0] + 1)}
            rows[row][column] = Flowing(escape(cell.text), styles["head"])
            commands.append(("SPAN", (column, row), last))
    rows += [[cell.text if isinstance(cell, Number) else cell for cell in row] for row in grid.body]
    if grid.total:
        commands.append(("FONT", (0, -1), (-1, -1), BOLD, 7.5))
    table = Table(rows, colWidths=[width * mm for width in grid.widths], repeatRows=len(grid.head))
    table.setStyle(commands)
    return table
