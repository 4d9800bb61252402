"""The office files of the benchmark: made from known paragraphs and cells, with what programs put around them.

Holds the making and what a reader must see. Keeps out: judging. All sentences and figures are our own.
"""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.read.encodings_tables import TCVN3, VISCII, VNI, VPS

SENTENCES = (
    "Đến hết tháng {m}/2024, toàn tỉnh có {a} huyện hoàn thành số hóa sổ hộ tịch, đạt {p}% kế hoạch.",
    "Các xã còn lại dự kiến nhập xong {n} trường hợp trước ngày 1/1/2025 theo kế hoạch đã giao.",
    "Sở Tư pháp báo cáo {a}/{b} đơn vị đã đối chiếu dữ liệu với cơ sở dữ liệu quốc gia về dân cư.",
    "Việc nhập liệu ở vùng sâu còn chậm vì sổ cũ mờ, thiếu người và đường truyền không ổn định.",
)
PLACES = ("Bắc Hà", "Nam Hà", "Đông Hà", "Tây Hà", "Thượng Sơn", "Hạ Sơn", "Trung Thủy", "Vĩnh Khê")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@dataclass(frozen=True, slots=True)
class Made:
    """A file, what a reader sees in it, and what only its bytes hold."""

    data: bytes
    paragraphs: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def sentence(chance: random.Random) -> str:
    """A sentence with figures of its own."""
    figures = {"m": chance.randint(1, 12), "a": chance.randint(2, 20), "b": chance.randint(21, 63)}
    return chance.choice(SENTENCES).format(
        p=f"{chance.uniform(10, 99):.1f}".replace(".", ","), n=number(chance), **figures
    )


def number(chance: random.Random) -> str:
    """A count with dots between thousands."""
    return f"{chance.randint(1_000, 9_999_999):,}".replace(",", ".")


def docx_files(n_files: int = 12) -> Iterator[Made]:
    """Reports with lists, changes, boxes, notes and tables with merged cells."""
    for seed in range(n_files):
        yield _docx(random.Random(seed))


def _docx(chance: random.Random) -> Made:
    import docx

    document: Any = docx.Document()
    seen: list[str] = []
    document.add_heading("Báo cáo số hóa hộ tịch", 0)
    seen.append("Báo cáo số hóa hộ tịch")
    _define_list(document)
    for section in ("I", "II", "III"):
        heading = f"{section}. Kết quả ở cụm {chance.choice(PLACES)}"
        document.add_heading(heading, 1)
        seen.append(heading)
        for _ in range(chance.randint(1, 3)):
            seen.append(sentence(chance))
            document.add_paragraph(seen[-1])
        for i in range(2):
            text = sentence(chance)
            label = f"{2 * ('I', 'II', 'III').index(section) + i + 1}."
            _append(document, f'<w:p><w:pPr><w:numPr><w:numId w:val="950"/></w:numPr></w:pPr>{_run(text)}</w:p>')
            seen.append(f"{label} {text}")
    text, gone = sentence(chance), number(chance)
    deleted = f'<w:del w:id="9"><w:r><w:delText xml:space="preserve"> {gone}</w:delText></w:r></w:del>'
    _append(document, f"<w:p>{_run(text)}{deleted}<w:ins w:id='8'>{_run(' Có bổ sung.')}</w:ins></w:p>")
    seen.append(f"{text} Có bổ sung.")
    box = sentence(chance)
    inside = f"<w:txbxContent><w:p>{_run(box)}</w:p></w:txbxContent>"
    _append(
        document,
        f"<w:p>{_run('Hộp số liệu bên cạnh.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{inside}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    seen += ["Hộp số liệu bên cạnh.", box]
    raised = document.add_paragraph("Tổng số thửa đất là 46")
    raised.add_run("1").font.superscript = True
    raised.add_run(" triệu.")
    seen.append("Tổng số thửa đất là 46¹ triệu.")
    cells = _docx_table(document, chance)
    return Made(_saved(document), tuple(seen), tuple(cells), (f"{text} {gone}",))


def _docx_table(document: Any, chance: random.Random) -> list[str]:
    rows = 3 + chance.randint(3, 8)
    table = document.add_table(rows, 5)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
    table.cell(0, 1).merge(table.cell(1, 1)).text = "Huyện"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Hồ sơ"
    table.cell(0, 4).merge(table.cell(1, 4)).text = "Tỷ lệ"
    table.cell(1, 2).text, table.cell(1, 3).text = "Phải làm", "Đã làm"
    seen = ["TT", "Huyện", "Hồ sơ", "Tỷ lệ", "Phải làm", "Đã làm"]
    for row in range(2, rows - 1):
        values = [str(row - 1), chance.choice(PLACES), number(chance), number(chance), f"{chance.randint(10, 99)},5%"]
        for col, value in enumerate(values):
            table.cell(row, col).text = value
        seen += values
    table.cell(rows - 1, 0).merge(table.cell(rows - 1, 1)).text = "Tổng cộng"
    totals = [number(chance), number(chance), "65,5%"]
    for col, value in enumerate(totals, start=2):
        table.cell(rows - 1, col).text = value
    return [*seen, "Tổng cộng", *totals]


def _define_list(document: Any) -> None:
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering.insert(0, _element(f'<w:abstractNum w:abstractNumId="950">{level}</w:abstractNum>'))
    numbering.append(_element('<w:num w:numId="950"><w:abstractNumId w:val="950"/></w:num>'))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _append(document: Any, xml: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, _element(xml))


def _element(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml.replace(">", f' xmlns:w="{W}" xmlns:mc="{MC}">', 1))


def xlsx_files(n_files: int = 12) -> Iterator[Made]:
    """Workbooks with a title, a unit line, a header of two rows, formats, totals, hidden rows and formulas."""
    for seed in range(n_files):
        yield _xlsx(random.Random(100 + seed))


def _xlsx(chance: random.Random) -> Made:
    from openpyxl import Workbook

    book: Any = Workbook()
    sheet: Any = book.active
    sheet["A1"] = "Biểu số liệu số hóa hộ tịch"
    sheet.merge_cells("A1:F1")
    sheet["F2"] = "Đơn vị tính: hồ sơ"
    for ref, value in {
        "A4": "TT",
        "B4": "Huyện",
        "C4": "Hồ sơ",
        "E4": "Tỷ lệ",
        "F4": "Ngày",
        "C5": "Có",
        "D5": "Xong",
    }.items():
        sheet[ref] = value
    for area in ("A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5"):
        sheet.merge_cells(area)
    seen = ["TT", "Huyện", "Hồ sơ", "Tỷ lệ", "Ngày", "Có", "Xong"]
    unseen: list[str] = []
    n_rows = chance.randint(8, 30)
    for i in range(n_rows):
        seen_or_not = unseen if i == 3 else seen
        seen_or_not += _xlsx_row(sheet, 6 + i, i + 1, chance)
    sheet.row_dimensions[9].hidden = True
    total = 6 + n_rows
    sheet.cell(total, 2, "Tổng cộng")
    sheet.cell(total, 3, f"=SUM(C6:C{total - 1})")
    sheet.cell(total, 5, 0.985).number_format = "0.0%"
    seen += ["Tổng cộng", "98,5%"]
    sheet.cell(total + 1, 1, "Ghi chú: số liệu do các huyện gửi về.")
    return Made(_saved(book), cells=tuple(seen), unseen=tuple(value for value in unseen if value not in seen))


def _xlsx_row(sheet: Any, row: int, index: int, chance: random.Random) -> list[str]:
    from datetime import datetime

    due, done = chance.randint(1_000, 900_000), chance.randint(0, 1_000)
    share, day = chance.randint(100, 999), chance.randint(1, 28)
    name = f"{chance.choice(PLACES)} {index}"
    for col, (value, form) in enumerate(
        [
            (index, "General"),
            (name, "@"),
            (due, "#,##0"),
            (done, '#,##0;-#,##0;"-"'),
            (share / 1000, "0.0%"),
            (datetime(2024, 10, day), "dd/mm/yyyy"),
        ],
        start=1,
    ):
        sheet.cell(row, col, value).number_format = form
    shown = f"{due:,}".replace(",", "."), f"{done:,}".replace(",", ".") if done else "-"
    return [str(index), name, *shown, f"{share // 10},{share % 10}%", f"{day:02d}/10/2024"]


def legacy_files() -> Iterator[Made]:
    """Text files in the encodings before Unicode, ten paragraphs each."""
    for seed in range(4):
        chance = random.Random(200 + seed)
        paragraphs = tuple(dict.fromkeys(sentence(chance) for _ in range(10)))
        text = "\n".join(paragraphs)
        for table in (TCVN3, VISCII, VPS):
            signs = {letter: chr(sign) for sign, letter in reversed(table.items()) if sign < 256}
            yield _encoded(text, signs, paragraphs, no_capitals=table is TCVN3)
        yield Made("".join(_vni(char) for char in text).encode("latin-1"), paragraphs)
        yield Made(b"".join(_windows_1258(char) for char in text), paragraphs)


def _encoded(text: str, signs: dict[str, str], paragraphs: tuple[str, ...], *, no_capitals: bool) -> Made:
    surface = "".join(signs.get(c) or (signs.get(c.lower(), c) if no_capitals else c) for c in text)
    return Made(surface.encode("latin-1"), paragraphs)


def _vni(char: str) -> str:
    """A letter as VNI writes it: found by trying every base and mark."""
    lower = char.lower()
    tried = (base + mark for base in "aeiouyôöñæóòî" for mark in ("", *"øùûõïâáàåãäêéèúüë"))
    found = next((pair for pair in tried if not pair.isascii() and VNI.sub(pair) == lower), lower)
    return found.upper() if char.isupper() else found


def _windows_1258(char: str) -> bytes:
    """A letter as its base and, where the charset has no such letter, its tone after it."""
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        return (base + "".join(c for c in decomposed if c in _TONES)).encode("cp1258")


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
