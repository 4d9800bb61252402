"""Scanned pages made in the tests: a typeset PDF becomes grey images, is spoiled as a scanner spoils, and is a PDF again.

Holds the spoiling (skew, blur, noise, specks, a stamp) and the tables and prose of which the true text is known. Keeps
out: files on disk. Everything is drawn from a seed.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tests.read.made import paragraph, pdf_story, register_fonts, ruled

Grey = np.ndarray[Any, np.dtype[np.uint8]]
HEAD = ("TT", "Địa phương", "Tổng số hồ sơ", "Đã số hóa", "Tỷ lệ (%)", "Số xã")
WIDTHS = (32, 130, 95, 95, 70, 60)
PLACES = tuple(
    "An Giang|Bà Rịa - Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình Thuận|"
    "Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|"
    "Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|"
    "Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|"
    "Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Thành phố Hồ Chí Minh|"
    "Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái".split("|")
)


@dataclass(frozen=True, slots=True)
class Spoil:
    """What a scanner does to a page: degrees of skew, blur and noise in grey levels, share of specks, JPEG quality."""

    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    specks: float = 0.0
    faded: float = 0.0
    quality: int = 85
    turn: int = 0
    stamp: bool = False


CLEAN = Spoil(skew=0.4, blur=0.4, noise=3)
NOISY = Spoil(skew=-1.6, blur=0.9, noise=14, specks=0.002, faded=0.25, quality=60)


@dataclass(slots=True)
class Made:
    """A PDF of images and what is printed on it."""

    pdf: bytes
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


def vi(number: int) -> str:
    """Digits with dots between thousands."""
    return f"{number:,}".replace(",", ".")


def table_rows(seed: int, places: Sequence[str] = PLACES) -> list[list[str]]:
    """Rows of HEAD: number, place, total, done, share with a decimal comma, communes."""
    rng = random.Random(seed)
    found = []
    for number, place in enumerate(places, 1):
        total = int(10 ** rng.uniform(2.5, 6.7))
        done = round(total * rng.betavariate(3, 2))
        share = f"{100 * done / total:.2f}".replace(".", ",")
        found.append([str(number), place, vi(total), vi(done), share, str(rng.randint(0, 300))])
    return found


def sentences(seed: int, count: int) -> list[str]:
    """Sentences in the style of a report, each with several numbers."""
    rng = random.Random(seed)

    def one() -> str:
        a, b, c = rng.randint(2, 60), int(10 ** rng.uniform(3, 7)), rng.randint(100, 700)
        x, y = f"{rng.uniform(1, 99):.1f}".replace(".", ","), f"{rng.uniform(1, 99):.2f}".replace(".", ",")
        p, q = rng.sample(PLACES, 2)
        day = f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(2023, 2025)}"
        return rng.choice(
            [
                f"Đến hết ngày {day}, đã có {a}/63 địa phương hoàn thành việc số hóa sổ hộ tịch với {vi(b)} dữ liệu.",
                f"Toàn quốc có {a} tỉnh cơ bản xong, đạt {x}% kế hoạch năm, tăng {y}% so với cùng kỳ năm trước.",
                f"Riêng {p} và {q} đã làm sạch {vi(b)} thửa đất tại {c}/705 đơn vị cấp huyện, tương đương {y}%.",
                f"Còn {a} địa phương triển khai chậm, dự kiến hoàn thành trước ngày {day}, trong đó có {p}, {q}.",
                f"Hệ thống đã tiếp nhận {vi(b)} hồ sơ trực tuyến, trong đó {x} triệu hồ sơ được trả kết quả đúng hạn.",
            ]
        )

    return [one() for _ in range(count)]


def prose(seed: int, n_paragraphs: int = 9, size: float = 12, font: str = "V", columns: int = 1) -> tuple[bytes, str]:
    """A typeset page of prose, and its text, a line feed between paragraphs."""
    register_fonts()
    bodies = [" ".join(sentences(seed * 100 + i, 3)) for i in range(n_paragraphs)]
    story = [paragraph(body, size, font) for body in bodies]
    return pdf_story(story, columns=columns, numbered=False), "\n".join(bodies)


def table(rows: Sequence[Sequence[str]], size: float = 10, font: str = "V", **options: Any) -> bytes:
    """A typeset table under a caption, its header repeated on each page."""
    register_fonts()
    style = [("FONT", (0, 0), (-1, -1), font, size), ("ALIGN", (2, 0), (-1, -1), "RIGHT")]
    caption = paragraph("Bảng 1. Kết quả số hóa hồ sơ theo địa phương", 12, font, alignment=1, firstLineIndent=0)
    return pdf_story([caption, ruled([HEAD, *rows], WIDTHS, *style, repeatRows=1, **options)], numbered=False)


def images_of(pdf: bytes, dpi: int) -> list[Grey]:
    """The pages as a clean scanner sees them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [np.array(page.render(scale=dpi / 72, grayscale=True).to_numpy())[..., :].squeeze() for page in document]
    finally:
        document.close()


def spoiled(image: Grey, spoil: Spoil, seed: int = 1) -> Any:
    """The image after the scanner, as a PIL image (RGB when stamped)."""
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    rng = np.random.default_rng(seed)
    page = Image.fromarray(image)
    if spoil.skew:
        page = page.rotate(spoil.skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if spoil.blur:
        page = page.filter(ImageFilter.GaussianBlur(spoil.blur))
    grey = np.asarray(page, dtype=np.float32)
    if spoil.faded:
        grey = 255 - (255 - grey) * (1 - spoil.faded) - 18
    if spoil.noise:
        grey = grey + rng.normal(0, spoil.noise, grey.shape).astype(np.float32)
    if spoil.specks:
        dots = rng.random(grey.shape)
        grey[dots < spoil.specks / 2] = 0
        grey[dots > 1 - spoil.specks / 2] = 255
    page = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    if spoil.stamp:
        ink = Image.new("RGB", page.size, "white")
        draw = ImageDraw.Draw(ink)
        width, height = page.size
        x, y, r = width * 0.62, height * 0.42, width * 0.1
        for ring in (r, r * 0.72):
            draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=(205, 40, 45), width=max(2, width // 300))
        page = ImageChops.multiply(page.convert("RGB"), ink)
    return page.rotate(-spoil.turn, expand=True) if spoil.turn else page


def scanned(pdf: bytes, dpi: int = 200, spoil: Spoil = CLEAN, seed: int = 1) -> bytes:
    """The typeset PDF as a PDF of one image a page."""
    pages = [spoiled(image, spoil, seed + i) for i, image in enumerate(images_of(pdf, dpi))]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=spoil.quality)
    return out.getvalue()
