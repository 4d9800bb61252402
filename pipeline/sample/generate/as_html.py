"""Writes a report as a page of the sample portal: an article inside the navigation, links and comments of a site.

Keeps out: what the report says.
"""

from __future__ import annotations

import unicodedata
from html import escape

from pipeline.sample.frame import page
from pipeline.sample.generate.report import Block, Grid, HeaderCell, Heading, Number, Paragraph, Report


def write_html(report: Report) -> bytes:
    """The page, UTF-8. Quirks: `nfd` decomposes the whole page, `no_charset` leaves the meta element out."""
    who, number = report.letterhead
    body = "\n".join(_block(block) for block in report.blocks)
    main = (
        f'<article class="report">\n<p class="letterhead">{escape(who)}<br>{escape(number)}</p>\n'
        f"<h1>{escape(report.title)}</h1>\n"
        f'<p class="date">Đăng ngày: <time class="published" datetime="{report.published_on}">'
        f"{report.published_on:%d/%m/%Y}</time></p>\n{body}\n</article>"
    )
    text = page(report.title, main, source=report.source, charset=report.quirk != "no_charset", article=True)
    return unicodedata.normalize("NFD" if report.quirk == "nfd" else "NFC", text).encode()


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Grid():
            return _table(block)


def _table(grid: Grid) -> str:
    head = "\n".join(f"<tr>{''.join(map(_head, row))}</tr>" for row in grid.head)
    body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in grid.body)
    return (
        f"<table>\n<caption>{escape(grid.caption)}</caption>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n"
        "</tbody>\n</table>"
    )


def _head(cell: HeaderCell) -> str:
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    columns = f' colspan="{cell.col_span}"' if cell.col_span > 1 else ""
    return f"<th{rows}{columns}>{escape(cell.text)}</th>"


def _cell(cell: str | Number) -> str:
    return f'<td class="n">{cell.text}</td>' if isinstance(cell, Number) else f"<td>{escape(cell)}</td>"
