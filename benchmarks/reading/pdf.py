"""PDFs with a text layer: wrong characters, cells, speed; ours beside pypdfium2, pdfplumber, pdfminer and pypdf.

Every document of `pdf_made` that this machine can make is read by everyone. An error is an edit of a character (white
space runs count as one blank; the text must come in NFC); a cell is right when all of it is and it stands in its row
and column. Keeps out: scans.
"""

from __future__ import annotations

import importlib.util
import io
import time
from collections.abc import Callable, Iterable, Sequence

from benchmarks.reading.pdf_made import Made, documents
from benchmarks.reading.table import NOT_INSTALLED, Row
from pipeline.read import read_document
from pipeline.terms import Document

Grid = list[list[str]]

TEXT_PEERS = ("pypdfium2", "pdfplumber", "pdfminer", "pypdf")
REPEATS = 3  # the fastest of these counts: other programs run beside

_PEER_EDITS: dict[tuple[str, str], int] = {}  # a document stands in several rows and is read once


def rows() -> list[Row]:
    """Every measure of this room."""
    made = list(documents())
    read = {one.name: read_document(one.data, "x.pdf") for one in made}
    found = [
        _text_row("clean font", "≤ 0.05 %", made, read, lambda name: name.endswith(": clean")),
        _text_row("font fallback", "≤ 0.05 %", made, read, lambda name: name.endswith(": fallback")),
        _text_row("two columns", "≤ 0.13 %", made, read, lambda name: name.endswith(": two columns")),
        _text_row("fallback in two columns", "≤ 0.13 %", made, read, lambda name: "fallback, two" in name),
        _text_row("every layout above", "≤ 0.13 %", made, read, lambda name: "NFD" not in name),
        _text_row("NFD source", "≤ 0.05 %", made, read, lambda name: "NFD" in name),
        _cell_row("ruled, 63 rows over pages", "≥ 99.9 %", made, read, ruled=True),
        _cell_row("unruled, 63 rows over pages", "≥ 95 %", made, read, ruled=False),
        _one_table_row(made, read),
        _box_row(read.values()),
    ]
    return found + _speed_rows(made)


def edits(wanted: str, found: str) -> int:
    """Least number of characters inserted, deleted or replaced (Hyyrö's bit-parallel recurrence)."""
    if not wanted:
        return len(found)
    places: dict[str, int] = {}
    for i, char in enumerate(wanted):
        places[char] = places.get(char, 0) | 1 << i
    mask, top, score = (1 << len(wanted)) - 1, 1 << (len(wanted) - 1), len(wanted)
    up, down = mask, 0
    for char in found:
        equal = places.get(char, 0)
        vertical = equal | down
        horizontal = (((equal & up) + up) ^ up) | equal
        more, less = down | (~(horizontal | up) & mask), up & horizontal
        score += 1 if more & top else -1 if less & top else 0
        more, less = (more << 1 | 1) & mask, less << 1 & mask
        up, down = less | (~(vertical | more) & mask), more & vertical
    return score


def _plain(text: str) -> str:
    return " ".join(text.split())


def _text_row(
    layout: str, target: str, made: Sequence[Made], read: dict[str, Document], fits: Callable[[str], bool]
) -> Row:
    chosen = [one for one in made if one.prose and fits(one.name)]
    measure = f"PDF, {layout}: characters wrong ({len(chosen)} generators)"
    ours = [edits(_plain(" ".join(one.prose)), _plain(_prose(read[one.name]))) for one in chosen]
    peers = {name: _peer_edits(name, chosen) for name in TEXT_PEERS if _installed(name)}
    if not peers:
        return Row(measure, target, _share(ours, chosen), ", ".join(TEXT_PEERS), NOT_INSTALLED)
    best = min(peers, key=lambda name: sum(peers[name]))
    return Row(measure, target, _share(ours, chosen), best, _share(peers[best], chosen))


def _share(wrong: Sequence[int], chosen: Sequence[Made]) -> str:
    lengths = [len(_plain(" ".join(one.prose))) for one in chosen]
    worst = max((100 * n / length for n, length in zip(wrong, lengths, strict=True)), default=0.0)
    return f"{100 * sum(wrong) / max(1, sum(lengths)):.3f} % (worst {worst:.3f})"


def _prose(document: Document) -> str:
    return "\n".join(document.text[b.char_start : b.char_end] for b in document.blocks if b.kind != "boilerplate")


def _peer_edits(name: str, chosen: Sequence[Made]) -> list[int]:
    for one in chosen:
        if (name, one.name) not in _PEER_EDITS:
            wanted, found = _plain(" ".join(one.prose)), _plain(peer_text(name, one.data))
            _PEER_EDITS[name, one.name] = edits(wanted, found)
    return [_PEER_EDITS[name, one.name] for one in chosen]


def peer_text(name: str, data: bytes) -> str:
    """All text of a PDF as the peer gives it."""
    if name == "pypdfium2":
        import pypdfium2

        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    if name == "pdfplumber":
        import pdfplumber

        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return "\n".join(page.extract_text() for page in pdf.pages)
    if name == "pdfminer":
        from pdfminer.high_level import extract_text

        return str(extract_text(io.BytesIO(data)))
    if name == "pypdf":
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    raise ValueError(f"no peer named {name}")


def _installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _tables(document: Document) -> list[Grid]:
    texts = (document.text[table.char_start : table.char_end] for table in document.tables)
    return [[line.split("\t") for line in text.split("\n")] for text in texts]


def _right(tables: Iterable[Grid], wanted: Sequence[Sequence[str]]) -> int:
    """How many wanted cells are exactly right; a row is found by its number."""
    by_number: dict[str, list[str]] = {}
    for table in tables:
        for row in table:
            by_number.setdefault(row[0] if row else "", row)
    right = 0
    for row in wanted:
        found = by_number.get(row[0], [])
        right += sum(_plain(a) == b for a, b in zip(found, row, strict=False))
    return right


def _peer_tables(data: bytes, *, ruled: bool) -> list[Grid]:
    import pdfplumber

    how = "lines" if ruled else "text"
    settings = {"vertical_strategy": how, "horizontal_strategy": how}
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = [table for page in pdf.pages for table in page.extract_tables(settings)]
    return [[[cell or "" for cell in row] for row in table] for table in found]


def _cell_row(layout: str, target: str, made: Sequence[Made], read: dict[str, Document], *, ruled: bool) -> Row:
    chosen = [one for one in made if one.tables and (": ruled" in one.name) == ruled]
    measure = f"PDF tables, {layout}: cells right ({len(chosen)} documents)"
    n_cells = sum(len(row) for one in chosen for row in one.tables[0])
    ours = sum(_right(_tables(read[one.name]), one.tables[0]) for one in chosen)
    if not _installed("pdfplumber"):
        return Row(measure, target, f"{100 * ours / n_cells:.2f} %", "pdfplumber", NOT_INSTALLED)
    peer = sum(_right(_peer_tables(one.data, ruled=ruled), one.tables[0]) for one in chosen)
    return Row(measure, target, f"{100 * ours / n_cells:.2f} %", "pdfplumber", f"{100 * peer / n_cells:.2f} %")


def _one_table_row(made: Sequence[Made], read: dict[str, Document]) -> Row:
    """A table over pages is one, with its 63 rows and no header among them."""
    chosen = [one for one in made if one.tables]
    whole = 0
    for one in chosen:
        tables = read[one.name].tables
        n_data = [len({c.row for c in t.cells} - {c.row for c in t.cells if c.header}) for t in tables]
        whole += n_data == [len(one.tables[0])]
    return Row("PDF tables over pages: one table of all its rows", "all", f"{whole} of {len(chosen)}", "none", "0")


def _box_row(read: Iterable[Document]) -> Row:
    words = placed = 0
    for document in read:
        words += len(document.text.split())
        placed += len(document.words)
    return Row("PDF: words with a box", "100 %", f"{100 * placed / max(1, words):.2f} %")


def _speed_rows(made: Sequence[Made]) -> list[Row]:
    found = []
    prose = [one for one in made if one.prose and "two columns" not in one.name]
    for kind, chosen in (("prose", prose), ("tables", [one for one in made if one.tables])):
        ours = _pages_a_second(chosen, lambda data: len(read_document(data, "x.pdf").page_starts))
        peers = {}
        if _installed("pdfplumber"):
            peers["pdfplumber"] = _pages_a_second(chosen[:2], _plumbed)
        peers["pypdfium2, box a character"] = _pages_a_second(chosen, _boxed)
        told = "; ".join(f"{name}" for name in peers), "; ".join(f"{speed:.0f}" for speed in peers.values())
        found.append(Row(f"PDF {kind}: pages a second with boxes, one core", "≥ 25", f"{ours:.0f}", *told))
    return found


def _pages_a_second(chosen: Sequence[Made], read: Callable[[bytes], int]) -> float:
    pages, seconds = 0, 0.0
    for one in chosen:
        best = float("inf")
        n_pages = 0
        for _ in range(REPEATS):
            start = time.process_time()
            n_pages = read(one.data)
            best = min(best, time.process_time() - start)
        pages, seconds = pages + n_pages, seconds + best
    return pages / seconds if seconds else 0.0


def _plumbed(data: bytes) -> int:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.find_tables()
        return len(pdf.pages)


def _boxed(data: bytes) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        text = page.get_textpage()
        text.get_text_range()
        for i in range(text.count_chars()):
            text.get_charbox(i)
    return len(pdf)
