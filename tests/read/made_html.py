"""Web pages made in the tests: each states which of its paragraphs, cells and dates are the report's and which are junk.

Holds Page (the bytes and what is true of them), Maker (which notes down what a template writes), the sentences, and the
tally of a reading against a page. Keeps out: the templates (made_html_portals, made_html_press,
made_html_fresh, made_html_random).
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.terms import Document

REPORT = (
    "Đến hết tháng 10/2024, toàn tỉnh có 12/15 huyện hoàn thành số hóa sổ hộ tịch với 1.091.481 trường hợp được đưa vào kho dữ liệu điện tử dùng chung.",
    "Sở Tư pháp cho biết ba huyện còn lại đang đẩy nhanh tiến độ, dự kiến xong trước ngày 1/1/2025 theo kế hoạch đã giao.",
    "Về đất đai, ngành tài nguyên đã làm sạch hơn 2,4 triệu thửa đất tại 461/705 đơn vị cấp huyện, đạt 65,4% yêu cầu đề ra từ đầu năm.",
    "Cụ thể:",
    "Trong đó, 208.219 trường hợp khai sinh phải đối chiếu lại với sổ gốc vì thiếu ngày, tháng sinh của người khai.",
    "Tỷ lệ hồ sơ trực tuyến toàn trình đạt 43,8%, tăng 5,2 điểm phần trăm so với cùng kỳ, song vẫn cách xa mục tiêu 70%.",
    "Ông Trần Văn Bình, Phó Giám đốc Sở, nói rằng khó nhất là các sổ viết tay trước năm 1975, giấy đã mủn và mực nhòe gần hết.",
    "Kinh phí năm nay là 18,6 tỷ đồng, trong đó ngân sách tỉnh cấp 11,2 tỷ đồng và các huyện tự cân đối phần còn lại.",
    "Các xã vùng cao phải thuê thêm 56 cộng tác viên nhập liệu, chia thành ba ca để tận dụng máy quét.",
    "Đoàn kiểm tra đã làm việc với 9 phòng tư pháp và phát hiện 1.207 bản ghi trùng, hiện đã xử lý xong toàn bộ.",
    "Ngoài ra, 34 thủ tục hành chính đã được tái cấu trúc để người dân không phải nộp lại giấy tờ có trong cơ sở dữ liệu.",
    "Việc kết nối với kho dữ liệu dân cư được thử nghiệm từ giữa tháng 8, mỗi ngày đồng bộ khoảng 14.000 bản ghi.",
    "Huyện Đông Hà dẫn đầu với 98,7% số sổ đã quét, kế đến là Nam Hà với 95,1%",
    "Tại hội nghị, lãnh đạo tỉnh yêu cầu không nơi nào được để quá hạn, đồng thời giao Thanh tra theo dõi hằng tuần.",
    "Dữ liệu kết hôn đã số hóa 96.350 trường hợp; dữ liệu khai tử 41.022 trường hợp; các loại khác 7.816 trường hợp.",
    "Kết quả này sẽ được báo cáo Thủ tướng trong phiên họp cuối quý IV.",
)
ITEMS = (
    "Khai sinh: 812.440 trường hợp;",
    "Kết hôn: 203.115 trường hợp;",
    "Khai tử: 75.926 trường hợp.",
    "Huyện Bắc Hà hoàn thành 100%",
    "Huyện Tây Hà còn 3 xã chưa xong",
)
GRID = (
    ("STT", "Địa phương", "Tổng số", "Đã số hóa", "Tỷ lệ (%)"),
    ("1", "Bắc Hà", "120.450", "118.002", "97,97"),
    ("2", "Nam Hà", "98.310", "93.494", "95,10"),
    ("3", "Đông Hà", "76.205", "75.214", "98,70"),
    ("", "Tổng cộng", "294.965", "286.710", "97,20"),
)
COMMENTS = (
    "Quê tôi nộp hồ sơ đã 45 ngày mà chưa thấy trả lời, mong cơ quan chức năng xem lại giúp người dân chúng tôi.",
    "Làm tốt lắm, tôi chỉ mất 10 phút là xong giấy khai sinh cho cháu, cảm ơn các anh chị ở bộ phận một cửa.",
)
RELATED = (
    "Thêm 5 tỉnh vận hành kho dữ liệu hộ tịch điện tử",
    "Hà Giang số hóa xong 98% sổ hộ tịch",
    "46 triệu thửa đất đã có mã định danh",
    "Cấp phiếu lý lịch tư pháp qua ứng dụng: 24.000 hồ sơ sau 3 tháng",
    "Bộ Nội vụ đối khớp 100% dữ liệu cán bộ, công chức",
    "Giải chạy vì môi trường thu hút 3.500 người",
)
MENU = ("Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Văn bản chỉ đạo", "Thủ tục hành chính", "Liên hệ")


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is true of it; all texts in NFC with plain spaces."""

    name: str
    data: bytes
    article: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    captions: tuple[str, ...]
    junk: tuple[str, ...]
    title: str | None
    published_on: date | None


@dataclass(slots=True)
class Maker:
    """Notes down what a template writes; each method returns the escaped text to put into the page."""

    name: str
    article: list[str] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    junk: list[str] = field(default_factory=list)
    named: str | None = None
    day: date | None = None

    def p(self, text: int | str) -> str:
        """A paragraph or list item of the report: the n-th sentence, or one's own."""
        text = REPORT[text] if isinstance(text, int) else text
        self.article.append(text)
        return html.escape(text, quote=False)

    def title(self, text: str) -> str:
        self.named = text
        return html.escape(text, quote=False)

    def caption(self, text: str) -> str:
        self.captions.append(text)
        return html.escape(text, quote=False)

    def j(self, text: str) -> str:
        """A stretch that is not report."""
        self.junk.append(text)
        return html.escape(text, quote=False)

    def wrap(self, before: str, after: str, *numbers: int | str) -> str:
        """Several paragraphs, each between the same two tags."""
        return "\n".join(f"{before}{self.p(number)}{after}" for number in numbers)

    def links(self, texts: Sequence[str], before: str = "<li>", after: str = "</li>") -> str:
        """Junk as links."""
        return "\n".join(f'{before}<a href="/x{i}.html">{self.j(text)}</a>{after}' for i, text in enumerate(texts))

    def expects(self, *rows: Sequence[str]) -> None:
        """A data table that the template writes itself; "" for empty and covered slots."""
        self.tables.append(tuple(tuple(row) for row in rows))

    def table(
        self, rows: Sequence[Sequence[str]] = GRID, attributes: str = "", th: bool = False, inner: str = "{}"
    ) -> str:
        """A plain data table; `inner` wraps the text of each cell."""
        self.expects(*rows)
        lines = []
        for i, row in enumerate(rows):
            tag = "th" if th and i == 0 else "td"
            cells = "".join(f"<{tag}>{inner.format(html.escape(text))}</{tag}>" for text in row)
            lines.append(f"<tr>{cells}</tr>")
        return f"<table {attributes}>\n" + "\n".join(lines) + "\n</table>"

    def page(self, source: str | bytes) -> Page:
        data = source.encode() if isinstance(source, str) else source
        same = [tuple(map(_nfc, group)) for group in (self.article, self.captions, self.junk)]
        return Page(self.name, data, same[0], tuple(self.tables), same[1], same[2], self.named, self.day)


Template = Callable[[Maker], "str | bytes"]


def made(templates: Sequence[Template]) -> list[Page]:
    """The pages of some templates, named after their functions."""
    pages = []
    for template in templates:
        maker = Maker(template.__name__)
        pages.append(maker.page(template(maker)))
    return pages


@dataclass(slots=True)
class Tally:
    """Counts over pages; `missed` and `kept` say what to look at."""

    paragraphs: int = 0
    whole: int = 0
    cells: int = 0
    cells_right: int = 0
    junk: int = 0
    junk_kept: int = 0
    captions: int = 0
    captions_right: int = 0
    dates_right: int = 0
    dates_none: int = 0
    dates_wrong: int = 0
    titles_right: int = 0
    titles: int = 0
    missed: list[str] = field(default_factory=list)


def tally(readings: Sequence[tuple[Page, Document]]) -> Tally:
    """Our reading against the truth: whole means in one block of the report, right means in the right slot."""
    out = Tally()
    for page, document in readings:
        blocks = [(b.kind, document.text[b.char_start : b.char_end]) for b in document.blocks]
        report = [text for kind, text in blocks if kind not in ("boilerplate", "table")]
        for text in page.article:
            out.paragraphs += 1
            if any(text in block for block in report):
                out.whole += 1
            else:
                out.missed.append(f"{page.name}: lost {text[:70]!r}")
        for text in page.junk:
            out.junk += 1
            if any(text in block for kind, block in blocks if kind != "boilerplate"):
                out.junk_kept += 1
                out.missed.append(f"{page.name}: kept {text[:70]!r}")
        for text in page.captions:
            out.captions += 1
            if any(kind == "caption" and text in block for kind, block in blocks):
                out.captions_right += 1
            else:
                out.missed.append(f"{page.name}: no caption {text[:70]!r}")
        _tally_tables(page, document, out)
        if page.title:
            out.titles += 1
            if document.title == page.title and ("title", page.title) in blocks:
                out.titles_right += 1
            else:
                out.missed.append(f"{page.name}: title {document.title!r} for {page.title!r}")
        if document.published_on is None:
            out.dates_none += page.published_on is not None
        elif document.published_on == page.published_on:
            out.dates_right += 1
        else:
            out.dates_wrong += 1
        if document.published_on != page.published_on:
            out.missed.append(f"{page.name}: date {document.published_on} for {page.published_on}")
    return out


def _tally_tables(page: Page, document: Document, out: Tally) -> None:
    grids = []
    for table in document.tables:
        lines = document.text[table.char_start : table.char_end].split("\n")
        grids.append([line.split("\t") for line in lines])
    for rows in page.tables:
        wanted = [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
        best = max((_matching(grid, wanted) for grid in grids), default=0)
        out.cells += len(wanted)
        out.cells_right += best
        if best < len(wanted):
            out.missed.append(f"{page.name}: {best} of {len(wanted)} cells")
    if len(document.tables) > len(page.tables):
        out.missed.append(f"{page.name}: {len(document.tables)} tables for {len(page.tables)}")


def _matching(grid: list[list[str]], wanted: list[tuple[int, int, str]]) -> int:
    return sum(1 for r, c, text in wanted if r < len(grid) and c < len(grid[r]) and grid[r][c] == text)


def _nfc(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
