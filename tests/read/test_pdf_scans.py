"""Which pages of a PDF are images, and that what is recognised on them is read as any other page is.

The recogniser is replaced by one that returns fixed lines: recognition has its own tests.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from PIL import Image

from pipeline.read import ReadError
from pipeline.read.document import Draft
from pipeline.read.pdf_scans import read_image
from pipeline.read.scan_page import ScannedCell, ScannedLine, ScannedPage, ScannedTable, ScannedWord
from tests.read.made import (
    SECOND,
    SENTENCE,
    paragraph,
    pdf_drawn,
    pdf_story,
    read_pdf,
    rows,
    texts,
)


def line(text: str, base: float, x: float = 60.0, confidence: float = 0.9) -> ScannedLine:
    words = []
    for word in text.split():
        words.append(ScannedWord(word, x, base - 8, x + 6 * len(word), base + 2, confidence))
        x += 6 * len(word) + 3
    return ScannedLine(tuple(words), base, 11.0)


def table(top: float, body: Sequence[Sequence[str]]) -> ScannedTable:
    cells = tuple(
        ScannedCell(r, c, 1, 1, (line(text, top + 20 * r + 12, 60 + 100 * c, 0.4 if text[:1].isdigit() else 0.95),))
        for r, row in enumerate(body)
        for c, text in enumerate(row)
    )
    edges = tuple(55.0 + 100 * i for i in range(len(body[0]) + 1))
    return ScannedTable(55.0, top, edges[-1], top + 20 * len(body), edges, len(body), cells)


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[Any, ...]]:
    """Pages (from 0) and what is recognised on them; asking for any other page fails."""
    pytest.importorskip("pipeline.read.scan")
    seen: dict[int, tuple[Any, ...]] = {}

    def read_scans(document: Any, indices: Sequence[int]) -> list[ScannedPage]:
        sizes = [document[i].get_size() for i in indices]
        return [ScannedPage(i + 1, *size, seen[i]) for i, size in zip(indices, sizes, strict=True)]

    monkeypatch.setattr("pipeline.read.scan.read_scans", read_scans)
    return seen


def with_images(data: bytes, pages: Sequence[int], layer: str = "") -> bytes:
    """The PDF with pages that are an image put before the pages `pages`."""
    import pypdfium2

    target, source = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(scan(layer))
    for page in pages:
        target.import_pages(source, index=page)
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def scan(layer: str) -> bytes:
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Any) -> None:
        picture = io.BytesIO()
        Image.new("L", (400, 560), 230).save(picture, "PNG")
        picture.seek(0)
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.setFont("V", 9)
        canvas.drawString(50, 50, layer)

    return pdf_drawn(draw)


@pytest.mark.parametrize("layer", ["", "Đã ký", "B T PHÁP Ộ Ư hh ttr kk nnh gg xx zz qq ww vv rr ss đđ ll mm"])
def test_one_scanned_page_between_two_printed_ones(layer: str, recogniser: dict[int, tuple[Any, ...]]) -> None:
    recogniser[1] = (line("Sở đã nhập 1.091 sổ của", 100), line("12 huyện vào phần mềm.", 116))
    from reportlab.platypus import PageBreak

    data = pdf_story([paragraph(SENTENCE), PageBreak(), paragraph(SECOND)], numbered=False)
    document = read_pdf(with_images(data, [1], layer))
    assert texts(document, "paragraph") == [SENTENCE, "Sở đã nhập 1.091 sổ của 12 huyện vào phần mềm.", SECOND]
    assert document.warnings == ("pages recognised from images: 2",)
    assert {word.page for word in document.words if word.confidence is not None} == {2}
    assert {word.confidence for word in document.words if word.page != 2} == {None}


@pytest.mark.parametrize("misread", [["TT", "Tỉnh", "Hồ sơ", "Số xã"], ["JM", "Tỉnh", "Hồ sơ", "Số xã"]])
def test_a_scanned_table_goes_on_over_pages_like_any_other(
    misread: list[str], recogniser: dict[int, tuple[Any, ...]]
) -> None:
    head = ["TT", "Tỉnh", "Hồ sơ", "Số xã"]
    first, second = [["1", "Hà Nam", "1.000", "5"], ["2", "Cà Mau", "2.000", "6"]], [["3", "Sơn La", "3.000", "7"]]
    recogniser[0] = (line("Phụ lục 1. Kết quả số hóa", 100), table(120, [head, *first]))
    recogniser[1] = (line("2", 40, 290), table(60, [misread, *second]))
    document = read_pdf(with_images(scan(""), [1]))
    assert rows(document) == [head, *first, *second]
    assert document.tables[0].caption == "Phụ lục 1. Kết quả số hóa"
    number = document.text.index("3.000")
    (word,) = [word for word in document.words if word.char_start == number]
    assert (word.page, word.confidence) == (2, 0.4)


def test_a_picture_in_a_text_is_no_scan() -> None:
    from reportlab.platypus import Image as Picture

    picture = io.BytesIO()
    Image.new("L", (400, 560), 230).save(picture, "PNG")
    picture.seek(0)
    document = read_pdf(pdf_story([paragraph(SENTENCE), Picture(picture, 480, 600), paragraph(SECOND)]))
    assert texts(document, "paragraph") == [SENTENCE, SECOND]
    assert document.warnings == ()


@pytest.mark.parametrize(("kind", "n_frames"), [("PNG", 1), ("JPEG", 1), ("TIFF", 3)])
def test_an_image_file_is_a_scan_of_one_page_a_frame(
    kind: str, n_frames: int, recogniser: dict[int, tuple[Any, ...]]
) -> None:
    for i in range(n_frames):
        recogniser[i] = (line(f"Trang giấy thứ {i + 1} có 12 sổ hộ tịch.", 100),)
    frames = [Image.new("L", (1654, 2339), 255 - i) for i in range(n_frames)]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": frames[1:]} if n_frames > 1 else {}
    frames[0].save(out, kind, dpi=(200, 200), **more)
    draft = read_image(out.getvalue())
    assert isinstance(draft, Draft)
    assert len(draft.page_starts) == n_frames
    assert draft.text.count("sổ hộ tịch") == n_frames
    assert {word.page for word in draft.words} == set(range(1, n_frames + 1))


def test_images_that_cannot_be_read(recogniser: dict[int, tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new("L", (800, 600), 255).save(out, "PNG")
    with pytest.raises(ReadError, match="damaged image"):
        read_image(out.getvalue()[:60])
    monkeypatch.setattr("pipeline.read.pdf_scans.MAX_PIXELS", 100_000)
    with pytest.raises(ReadError, match="800 x 600 pixels"):
        read_image(out.getvalue())
