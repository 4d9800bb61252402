"""A PDF page as a grey image of 200 dots an inch, upright in the sense of the page's own rotation.

Holds the bounds on pixels, the rendering, the removal of coloured ink (stamps, signatures) and of shadows. Keeps out:
skew and recognition.
"""

from __future__ import annotations

from typing import Any

from pipeline.read.document import ReadError

DPI = 200  # the models read best when small letters are 15 to 20 pixels high: 9 to 13 points at this resolution
MAX_MEGAPIXELS = 40
_COLOURED = 70  # levels between the channels of ink that is no black print
_BRIGHT = 120
_BLOCK = 16  # pixels; the paper's brightness is measured in blocks of this side


def grey_page(page: Any, number: int) -> Any:
    """A pypdfium2 page as a uint8 array (height, width), paper 255 and ink dark. Raises ReadError beyond the bounds."""
    import numpy as np

    width, height = page.get_size()
    megapixels = max([width * height * (DPI / 72) ** 2, *_image_pixels(page)]) / 1e6
    if megapixels > MAX_MEGAPIXELS:
        raise ReadError(f"page {number} is an image of {megapixels:.0f} megapixels (at most {MAX_MEGAPIXELS})")
    bitmap = page.render(scale=DPI / 72, may_draw_forms=False, rev_byteorder=True)
    try:
        pixels = bitmap.to_numpy()
        # The brightest channel: red and blue ink nearly vanishes, black print beneath it stays.
        grey = np.maximum(np.maximum(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])
        least = np.minimum(np.minimum(pixels[:, :, 0], pixels[:, :, 1]), pixels[:, :, 2])
        grey = np.where((grey - least > _COLOURED) & (grey > _BRIGHT), np.uint8(255), grey)
    finally:
        bitmap.close()
    return evened(grey)


def evened(grey: Any) -> Any:
    """The image with its paper made white: shadows, yellowed paper and a grey scan are divided out."""
    import numpy as np
    from PIL import Image

    height, width = grey.shape
    rows, cols = height // _BLOCK, width // _BLOCK
    if rows < 4 or cols < 4:
        return grey
    blocks = grey[: rows * _BLOCK, : cols * _BLOCK].reshape(rows, _BLOCK, cols, _BLOCK)
    paper = np.percentile(blocks.swapaxes(1, 2).reshape(rows, cols, -1)[:, :, ::7], 80, axis=2)
    from scipy import ndimage

    paper = ndimage.maximum_filter(paper, 5)  # a block wholly inside a thick stroke takes its neighbours' paper
    paper = np.maximum(ndimage.uniform_filter(paper, 5), 64)
    wide = np.asarray(Image.fromarray(paper.astype(np.float32)).resize((width, height), Image.Resampling.BILINEAR))
    return np.minimum(grey * (250.0 / wide), 255).astype(np.uint8)


def _image_pixels(page: Any) -> list[int]:
    """The pixels that the page's images declare, before anything is decoded."""
    import pypdfium2.raw as raw

    found = []
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        width, height = image.get_px_size()
        found.append(width * height)
    return found
