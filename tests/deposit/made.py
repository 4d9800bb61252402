"""The form as a working group fills it in: the real template, with rows typed into it and whatever people do to it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.assets.partitions import FIRST_MONTH
from pipeline.deposit.examine import Desk
from pipeline.deposit.template import HEADER, template
from pipeline.extract.form import COLUMNS, DATA
from pipeline.fetch.archive import Archive
from pipeline.reference import load_reference
from pipeline.sources.registry import Source, load_source, load_sources

TODAY = date(2026, 6, 15)
FIRST = HEADER + 1  # the first row to fill in
CONTACT = "Đặng Thị Mẫu, 0987 111 222"
SYNCED = "Số thửa đất đã đồng bộ"
BOOKS = "Số sổ hộ tịch đã số hóa"
GOOD: tuple[tuple[Any, ...], ...] = (
    ("Bắc Ninh", SYNCED, 120_500, 150_000, date(2026, 5, 31), date(2026, 12, 31), CONTACT),
    ("Hà Nội", BOOKS, 730, 730, date(2026, 5, 31), None, None),
    ("Cả nước", "Nhiệm vụ Đề án 06 hoàn thành", 41, 66, date(2026, 5, 30), None, CONTACT),
)

BY_HAND = """
name: {name}
publisher_vi: Tổ công tác tỉnh
publisher_en: Provincial working group
collection: deposited
language: vi
number_format: vi
cadence: {cadence}
trust: trusted
text_origin: original
assurance: self_reported
default_area: VN
default_attribution: Tổ công tác tỉnh
"""


@cache
def empty_form() -> bytes:
    return template(load_reference())


def filled(rows: Sequence[Sequence[Any]] = GOOD, edit: Callable[[Any], None] | None = None) -> bytes:
    """The form with `rows` from its first row on; `edit` then does to the workbook what a person would."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(empty_form()))
    sheet = workbook[DATA]
    for number, row in enumerate(rows, start=FIRST):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    if edit:
        edit(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def with_cell(ref: str, value: Any) -> Callable[[Any], None]:
    """An edit of one cell of the data sheet."""

    def edit(workbook: Any) -> None:
        workbook[DATA][ref].value = value

    return edit


def declare(folder: Path, name: str = "group", cadence: str = "irregular", **more: Any) -> Source:
    """A source that only comes by hand, in a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    text = BY_HAND.format(name=name, cadence=cadence) + "".join(f"{key}: {value}\n" for key, value in more.items())
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return load_source(path)


def desk(root: Path) -> Desk:
    """What deposits are judged by in a home with one source by hand."""
    declare(root / "sources")
    return Desk(load_sources(root / "sources"), FIRST_MONTH, TODAY, Archive(root / "home" / "raw"), load_reference())


def page(*sentences: str) -> bytes:
    """A saved web page, as it comes by e-mail."""
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<html><head><meta charset='utf-8'></head><body><main>{body}</main></body></html>".encode()


FINISHED = "Đến hết tháng 4/2026, đã có 12 địa phương hoàn thành số hóa dữ liệu hộ tịch."
HEADERS = COLUMNS
