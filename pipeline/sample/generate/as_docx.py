"""Writes a report as a Word file: letterhead, headings and paragraphs, with a running header and footer.

Keeps out: what the report says, and the clock: core properties carry the publication date.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pipeline.sample.generate.archive import with_fixed_dates
from pipeline.sample.generate.report import Grid, Heading, Paragraph, Report


def write_docx(report: Report) -> bytes:
    """The file's bytes; equal reports give equal bytes. ValueError for a report with a table."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document: Any = Document()
    moment = datetime(report.published_on.year, report.published_on.month, report.published_on.day)
    core = document.core_properties
    core.author, core.title, core.language = "Dự án Tiến độ", report.title, "vi-VN"
    core.created = core.modified = moment
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    document.sections[0].header.paragraphs[0].text = report.running_header
    document.sections[0].footer.paragraphs[0].text = "Bản tin từ nguồn công khai"
    for line in report.letterhead:
        document.add_paragraph(line)
    document.add_paragraph(report.title, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in report.blocks:
        match block:
            case Heading(text):
                document.add_heading(text, level=1)
            case Paragraph(text):
                document.add_paragraph(text)
            case Grid():
                raise ValueError(f"{report.id}: tables are not written as DOCX")
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_dates(buffer.getvalue())
