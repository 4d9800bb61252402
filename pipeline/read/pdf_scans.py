"""Scanned pages: which pages are images, and what recognition found on them as lines and tables.

Holds the decision page by page, image files as documents of one page a frame, and the way from recognised lines and
cells to those of the PDF reader, so that running lines, paragraphs and tables over pages are found alike. Keeps out:
recognition itself, which is `scan`'s.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pipeline.read.check import syllable_share
from pipeline.read.document import Draft, PlacedWord, ReadError
from pipeline.read.pdf_chars import PageText
from pipeline.read.pdf_lines import Line
from pipeline.read.pdf_rules import Box
from pipeline.read.pdf_tables import PageTable, cell_of

COVERS = 0.6  # share of the page that an image must cover to be the page
FEW_LETTERS = 20  # a text layer with fewer beside such an image is a stamp, not the text
GOOD_SHARE = 0.8  # of words that can be Vietnamese; below it the text layer over an image is not trusted
MAX_PIXELS = 40_000_000  # of one frame
MAX_FRAMES = 200
USUAL_WIDTH = 595.0  # points: A4, for an image that does not say how large it was


def is_scan(text: PageText, images: Sequence[Box]) -> bool:
    """Is the page an image of text? One without letters but with an image, or an image with a poor layer over it."""
    letters = "".join(char.text for char in text.chars)
    n_letters = sum(char.isalnum() for char in letters)
    if not images:
        return False
    if n_letters == 0:
        return True
    covered = max((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in images) >= COVERS * text.width * text.height
    return covered and (n_letters < FEW_LETTERS or syllable_share(letters) < GOOD_SHARE)


def scanned(document: Any, numbers: Sequence[int]) -> Iterator[tuple[int, PageText, list[Line | PageTable]]]:
    """Recognise the pages `numbers` (from 1): each with its lines and tables in reading order."""
    from pipeline.read.scan import read_scans

    for page in read_scans(document, [number - 1 for number in numbers]):
        items: list[Line | PageTable] = []
        for item in page.items:
            items.append(_table(item, page.number) if hasattr(item, "cells") else _line(item, page.number))
        yield page.number, PageText(page.number, page.width, page.height), [item for item in items if _holds(item)]


def read_image(data: bytes) -> Draft:
    """Read an image file as a scan, one page a frame. Raises ReadError when it is damaged or too large."""
    import pypdfium2
    from PIL import Image, UnidentifiedImageError

    from pipeline.read.pdf import read_pages

    document = pypdfium2.PdfDocument.new()
    try:
        with Image.open(io.BytesIO(data)) as image:
            n_frames = getattr(image, "n_frames", 1)
            if n_frames > MAX_FRAMES:
                raise ReadError(f"image of {n_frames} frames")
            for index in range(n_frames):
                image.seek(index)
                if image.width * image.height > MAX_PIXELS:
                    raise ReadError(f"image of {image.width} x {image.height} pixels")
                _add_page(document, image)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        document.close()
        raise ReadError(f"damaged image: {type(error).__name__}") from error
    try:
        return read_pages(document)
    finally:
        document.close()


def _add_page(document: Any, image: Any) -> None:
    """Append a page that is the image, turned as its camera says, at the size it states or A4's width."""
    import pypdfium2
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image).convert("RGB")  # in colour: stamps are told by theirs
    stated = image.info.get("dpi", (0, 0))[0]
    width = 72 * upright.width / float(stated) if 90 <= float(stated) <= 1_200 else USUAL_WIDTH
    height = width * upright.height / upright.width
    page = document.new_page(width, height)
    bitmap = pypdfium2.PdfBitmap.from_pil(upright)
    item = pypdfium2.PdfImage.new(document)
    item.set_bitmap(bitmap)
    item.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(item)
    page.gen_content()
    page.close()


def _line(line: Any, page: int) -> Line:
    words = [_word(word, page) for word in line.words]
    x0 = min((word.left for word in words), default=0.0)
    x1 = max((word.right for word in words), default=0.0)
    gaps = sum(1 for a, b in pairwise(words) if b.left - a.right > 2.5 * line.size)
    return Line(" ".join(word.text for word in words), page, x0, x1, line.base, line.size, gaps, words=words)


def _word(word: Any, page: int) -> PlacedWord:
    return PlacedWord(word.text, page, word.left, word.top, word.right, word.bottom, word.confidence)


def _table(table: Any, page: int) -> PageTable:
    cells = [
        cell_of(cell.row, cell.col, [_line(line, page) for line in cell.lines], cell.row_span, cell.col_span)
        for cell in table.cells
    ]
    columns = tuple(pairwise(table.edges))
    return PageTable((table.left, table.top, table.right, table.bottom), cells, [page] * table.n_rows, columns)


def _holds(item: Line | PageTable) -> bool:
    return bool(item.text) if isinstance(item, Line) else any(cell.text for cell in item.cells)
