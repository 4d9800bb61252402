"""DOCX, XLSX, old DOC and legacy encodings: paragraphs and cells exactly right, beside what the usual libraries give.

Every file is made here from known paragraphs and cells, with what office programs put around them: automatic numbers,
tracked changes, text boxes written twice, notes, merged cells, number formats, formulas nobody calculated. A paragraph
or cell is right when a reader sees exactly that. Keeps out: layout of pages, time.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.reading.office_made import Made, docx_files, legacy_files, xlsx_files
from benchmarks.reading.table import NOT_INSTALLED, Row
from pipeline.read import ReadError, read_document

Pieces = list[str]
Reader = Callable[[bytes], Pieces]

OLD_DOC = Path(__file__).resolve().parents[2] / "tests" / "read" / "files" / "bao-cao.doc"


def rows() -> list[Row]:
    """Every measure of this room."""
    word, books, legacy = list(docx_files()), list(xlsx_files()), list(legacy_files())
    word_peers = {"python-docx": _python_docx, "docx2txt": _docx2txt, "markitdown": _markitdown("docx")}
    book_peers = {
        "openpyxl": _openpyxl, "pandas": _pandas, "python_calamine": _calamine, "markitdown": _markitdown("xlsx"),
    }  # fmt: skip
    return [
        _row("DOCX paragraphs exactly right", "100 %", word, "paragraphs", word_peers),
        _row("DOCX table cells exactly right", "100 %", word, "cells", word_peers),
        _row("XLSX cells as shown", "100 %", books, "cells", book_peers),
        _row(
            "TCVN3, VNI, VISCII, VPS, 1258: paragraphs", "100 %", legacy, "paragraphs", {"charset_normalizer": _guessed}
        ),
        _old_doc_row(),
    ]


def _row(name: str, target: str, made: Sequence[Made], what: str, peers: dict[str, Reader]) -> Row:
    ours = _figure(made, what, _ours(what))
    best, figure = "-", NOT_INSTALLED
    reached = -1.0
    for peer, read in peers.items():
        if importlib.util.find_spec(_module(peer)) is None:
            best = peer if best == "-" else best
            continue
        share = _share(made, what, read)
        if share > reached:
            best, figure, reached = peer, f"{100 * share:.1f} %", share
    return Row(name, target, ours, best, figure)


def _module(peer: str) -> str:
    return {"python-docx": "docx"}.get(peer, peer)


def _figure(made: Sequence[Made], what: str, read: Reader) -> str:
    n = sum(len(getattr(one, what)) for one in made)
    return f"{100 * _share(made, what, read):.1f} % of {n}"


def _share(made: Iterable[Made], what: str, read: Reader) -> float:
    """Share of the wanted pieces that are found, each as often as it is wanted; what is read twice, or is not
    to be seen, counts against it."""
    right = wanted = 0
    for one in made:
        pieces = Counter(getattr(one, what))
        try:
            found = Counter(piece for text in read(one.data) if (piece := " ".join(text.split())))
        except Exception:  # a peer that cannot read a file has found nothing in it
            found = Counter()
        twice = sum(max(0, found[piece] - count) for piece, count in pieces.items())
        right += sum((pieces & found).values()) - twice - sum((found & Counter(one.unseen)).values())
        wanted += sum(pieces.values())
    return max(0.0, right / wanted)


def _ours(what: str) -> Reader:
    def read(data: bytes) -> Pieces:
        document = read_document(data, "x")
        if what == "cells":
            return [
                document.text[cell.char_start : cell.char_end]
                for table in document.tables
                if not table.hidden
                for cell in table.cells
            ]
        return [document.text[b.char_start : b.char_end] for b in document.blocks if b.kind != "table"]

    return read


def _python_docx(data: bytes) -> Pieces:
    import docx

    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def _docx2txt(data: bytes) -> Pieces:
    import docx2txt

    text: str = docx2txt.process(io.BytesIO(data))
    return text.split("\n")


def _markitdown(kind: str) -> Reader:
    def read(data: bytes) -> Pieces:
        from markitdown import MarkItDown

        text = MarkItDown().convert_stream(io.BytesIO(data), file_extension=f".{kind}").text_content
        lines = [line.strip("#* ") for line in text.split("\n")]
        return [piece for line in lines for piece in (line.strip("|").split("|") if line.startswith("|") else [line])]

    return read


def _openpyxl(data: bytes) -> Pieces:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return _texts(value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def _pandas(data: bytes) -> Pieces:
    import pandas

    frames = pandas.read_excel(io.BytesIO(data), sheet_name=None, header=None)
    return _texts(value for frame in frames.values() for value in frame.to_numpy().ravel() if not pandas.isna(value))


def _calamine(data: bytes) -> Pieces:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return _texts(
        value for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for value in row
    )


def _texts(values: Iterable[Any]) -> Pieces:
    """Numbers as their plain digits: these libraries give values, not what is shown."""
    return [
        str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        for value in values
        if value not in (None, "")
    ]


def _guessed(data: bytes) -> Pieces:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best).split("\n") if best else []


def _old_doc_row() -> Row:
    name, target = "old DOC: read, or refused with a reason", "agreed numbers only"
    peer = "antiword alone" if shutil.which("antiword") else "-"
    try:
        document = read_document(OLD_DOC.read_bytes(), "x")
    except ReadError as error:
        return Row(name, target, f"refused: {error.reason[:60]}", peer, "accepts anything")
    return Row(name, target, f"read, {len(document.tables[0].cells)} cells", peer, "accepts anything")
