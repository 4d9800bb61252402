"""Scans: the pages of a PDF rendered to images with noise and skew, bound into a PDF without any text.

Holds the spoiling of pages, from a fixed seed. Keeps out: OCR of any kind.
"""

from __future__ import annotations

import io
import time
import zlib

import numpy as np
import pypdfium2
import sheets
from marks import Doc
from PIL import Image


def spoil(page: Image.Image, rng: np.random.Generator, skew: float, bilevel: bool) -> Image.Image:
    """A grey or black-and-white page, turned by `skew` degrees, with paper grain and a few specks."""
    page = page.convert("L").rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.asarray(page, dtype=np.float32)
    if bilevel:
        pixels = pixels + rng.normal(0, 12, pixels.shape)
        out = np.where(pixels < 150, 0, 255).astype(np.uint8)
        out[rng.random(out.shape) < 0.00015] = 0
        return Image.fromarray(out).convert("1")
    grain = rng.normal(0, 5, (pixels.shape[0] // 2 + 1, pixels.shape[1] // 2 + 1)).repeat(2, 0).repeat(2, 1)
    pixels = pixels * 0.88 + 22 + grain[: pixels.shape[0], : pixels.shape[1]]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def write(doc: Doc) -> bytes:
    """The document set as a PDF, then photographed page by page: CCITT G4 if black and white, else JPEG."""
    rng = np.random.default_rng(zlib.crc32(doc.head["doc"].encode()))
    dpi, bilevel = int(doc.head.get("dpi", "200")), doc.head.get("tone", "bilevel") == "bilevel"
    skew, pages = float(doc.head.get("skew", "0.4")), []
    for page in pypdfium2.PdfDocument(sheets.write(doc)):
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        pages.append(spoil(image, rng, skew * (1 if rng.random() < 0.5 else -1), bilevel))
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:], "resolution": dpi}
    more |= {} if bilevel else {"quality": int(doc.head.get("quality", "32"))}
    pages[0].save(out, "PDF", creationDate=time.gmtime(0), modDate=time.gmtime(0), **more)
    return out.getvalue()
