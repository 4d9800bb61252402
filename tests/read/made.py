"""Documents made in the tests: PDF, DOCX and XLSX as bytes, and the laws every Document must keep.

Keeps out: files on disk; the fonts are the subsets the sample is set in, so nothing depends on the machine.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.read import read_document
from pipeline.terms import Document

FONTS = Path(__file__).resolve().parents[2] / "pipeline" / "sample" / "generate" / "fonts"
SENTENCE = (
    "Đến hết tháng 10/2024, toàn tỉnh có 12 huyện hoàn thành số hóa sổ hộ tịch với 9,5 triệu trường hợp, gồm Bắc Hà, "
    "Nam Hà, Đông Hà và Tây Hà."
)
SECOND = "Chín huyện khác đang đẩy nhanh tiến độ, dự kiến xong trước ngày 1/1/2025 theo kế hoạch đã giao."


def assert_lawful(document: Document) -> None:
    """NFC; blocks ordered, apart and not blank; cells inside their table, pointing at text without tab or line feed;
    words in order, apart, without blanks, within a block, on a page, each with a box that is not empty."""
    text = document.text
    assert unicodedata.is_normalized("NFC", text)
    end = 0
    for block in document.blocks:
        assert end <= block.char_start < block.char_end <= len(text)
        assert text[block.char_start : block.char_end].strip()
        end = block.char_end
    tables = [(table.char_start, table.char_end) for table in document.tables]
    assert tables == [(b.char_start, b.char_end) for b in document.blocks if b.kind == "table"]
    for table in document.tables:
        lines = text[table.char_start : table.char_end].split("\n")
        for cell in table.cells:
            assert table.char_start <= cell.char_start <= cell.char_end <= table.char_end
            assert lines[cell.row].split("\t")[cell.col] == text[cell.char_start : cell.char_end]
    assert list(document.page_starts) == sorted(document.page_starts)
    assert all(start <= len(text) for start in document.page_starts)
    end = 0
    blocks = iter(document.blocks)
    block = next(blocks, None)
    for word in document.words:
        assert end <= word.char_start < word.char_end
        end = word.char_end
        while block is not None and block.char_end < word.char_end:
            block = next(blocks, None)
        assert block is not None and block.char_start <= word.char_start
        assert not any(char.isspace() for char in text[word.char_start : word.char_end])
        assert 1 <= word.page <= len(document.page_starts)
        assert word.left <= word.right and word.top < word.bottom
        assert word.confidence is None or 0 <= word.confidence <= 1


def texts(document: Document, kind: str) -> list[str]:
    """The texts of the blocks of one kind."""
    return [document.text[b.char_start : b.char_end] for b in document.blocks if b.kind == kind]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    """A table of the document as lists of cell texts, merged slots empty."""
    found = document.tables[table]
    return [line.split("\t") for line in document.text[found.char_start : found.char_end].split("\n")]


def unplaced(document: Document) -> list[str]:
    """The words of the text that no box was given for; one closed up from two lines has two boxes."""
    covered = {at for word in document.words for at in range(word.char_start, word.char_end)}
    return [m.group() for m in re.finditer(r"\S+", document.text) if not covered.issuperset(range(*m.span()))]


def read_pdf(data: bytes) -> Document:
    """The document of a PDF, which keeps the laws and gives every word its box."""
    document = read_document(data, "x.pdf")
    assert_lawful(document)
    assert unplaced(document) == []
    return document


def misplaced(document: Document, data: bytes) -> list[tuple[str, str]]:
    """Words whose box on the upright page holds other letters, as PDFium sees the page."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    pages = [(page.get_textpage(), page.get_height()) for page in pdf]
    wrong = []
    for word in document.words:
        page, height = pages[word.page - 1]
        found = page.get_text_bounded(
            word.left - 0.3, height - word.bottom + 1, word.right + 0.3, height - word.top - 1
        )
        text = document.text[word.char_start : word.char_end]
        if not set(text) <= set(unicodedata.normalize("NFC", found)):
            wrong.append((text, found))
    return wrong


def register_fonts() -> None:
    """Make the fonts "V" and "VB" (bold) known to reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in (("V", "DejaVuSerif-vi.ttf"), ("VB", "DejaVuSerif-Bold-vi.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def pdf_story(story: Sequence[Any], *, header: str = "", columns: int = 1, numbered: bool = True) -> bytes:
    """A PDF of flowables; `header` runs on every page, page numbers stand at the bottom."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    def decorate(canvas: Any, document: Any) -> None:
        canvas.setFont("V", 8)
        canvas.drawString(60, 812, header)
        if numbered:
            canvas.drawCentredString(297, 25, f"Trang {document.page}")

    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    width = 490 / columns - 10
    frames = [Frame(50 + i * (width + 20), 50, width, 740) for i in range(columns)]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=decorate))
    document.build(list(story))
    return out.getvalue()


def pdf_drawn(draw: Callable[[Any], None]) -> bytes:
    """A PDF drawn on a canvas."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def paragraph(text: str, size: float = 11, font: str = "V", **style: Any) -> Any:
    """A reportlab paragraph, justified, with the first line indented."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    options = {"alignment": 4, "firstLineIndent": 20, "spaceAfter": 4} | style
    return Paragraph(text, ParagraphStyle(font, fontName=font, fontSize=size, leading=1.4 * size, **options))


def ruled(data: Sequence[Sequence[Any]], widths: Sequence[float], *style: Any, **options: Any) -> Any:
    """A reportlab table with ruling."""
    from reportlab.platypus import Table

    base = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONT", (0, 0), (-1, -1), "V", 9),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(data, colWidths=widths, style=[*base, *style], **options)
