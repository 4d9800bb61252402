"""Scanned pages: letters of prose, numbers of tables, wrong ones among those believed, and speed.

Holds the made scans (typeset, turned into images, spoiled as a scanner spoils) and the measures on them. The peer is the
same engine and model reading whole pages, as text layers of scans are usually made. Real scans are dirtier: the figures
are upper estimates.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.reading.table import Row
from tests.read.scans_made import CLEAN, NOISY, Spoil, prose, scanned, table, table_rows

PEER = "tesseract, page mode"
SEEDS = (3, 17)
KINDS = (("clean", CLEAN, 200), ("clean, 300 dpi", CLEAN, 300), ("noisy", NOISY, 200))


@dataclass(slots=True)
class Tally:
    """Counts over the pages of one kind."""

    letters: int = 0
    edits: int = 0
    peer_edits: int = 0
    numbers: int = 0
    right: int = 0
    peer_right: int = 0
    believed: int = 0
    wrong: int = 0
    pages: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peer_seconds: float = 0.0


def rows() -> list[Row]:
    """One row a measure and kind of page."""
    found = []
    total = Tally()
    for name, spoil, dpi in KINDS:
        tally = _measured(spoil, dpi)
        clean = name.startswith("clean")
        cer, peer_cer = (f"{100 * edits / tally.letters:.2f} %" for edits in (tally.edits, tally.peer_edits))
        right, peer_right = (f"{100 * count / tally.numbers:.1f} %" for count in (tally.right, tally.peer_right))
        believed = f"{tally.wrong} of {tally.believed} ({100 * tally.believed / tally.numbers:.1f} % believed)"
        found += [
            Row(f"scan, {name}: character errors in prose", "≤ 0.7 %" if clean else "-", cer, PEER, peer_cer),
            Row(f"scan, {name}: number cells right", "≥ 99.5 %" if clean else "-", right, PEER, peer_right),
            Row(f"scan, {name}: wrong among believed numbers", "0", believed, PEER, "does not say"),
        ]
        total.pages += tally.pages
        total.seconds += tally.seconds
        total.cpu_seconds += tally.cpu_seconds
        total.peer_seconds += tally.peer_seconds
    # The clock counts what else the machine does; processor time tells what a free one would need.
    ours = f"{total.pages / total.seconds:.2f} ({total.cpu_seconds / total.pages:.1f} CPU-s a page)"
    peer = f"{total.pages / total.peer_seconds:.2f} on one core"
    return [*found, Row("scans: pages a second, all cores", "≥ 1 on 2 cores", ours, PEER, peer)]


def _measured(spoil: Spoil, dpi: int) -> Tally:
    tally = Tally()
    for seed in SEEDS:
        typeset, text = prose(seed, n_paragraphs=7)
        data = scanned(typeset, dpi, spoil)
        words = " ".join(word.text for word in _words(_read(data, tally)))
        truth = " ".join(text.split())
        tally.letters += len(truth)
        tally.edits += _distance(words, truth)
        tally.peer_edits += _distance(" ".join(_peer(data, dpi, tally).split()), truth)
        _table(table_rows(seed), dpi, spoil, tally)
    return tally


def _table(truth: Sequence[Sequence[str]], dpi: int, spoil: Spoil, tally: Tally) -> None:
    from pipeline.read.scan_page import UNCONFIRMED, ScannedTable

    data = scanned(table(truth), dpi, spoil)
    found: list[dict[int, Any]] = []
    for page in _read(data, tally):
        for item in page.items:
            if isinstance(item, ScannedTable):
                by_row: dict[int, dict[int, Any]] = {}
                for cell in item.cells:
                    by_row.setdefault(cell.row, {})[cell.col] = cell
                found += [by_row[row] for row in sorted(by_row) if row]
    expected: Counter[str] = Counter()
    for row, cells in zip(truth, found, strict=True):
        for col, number in enumerate(row):
            if col == 1:
                continue
            cell = cells.get(col)
            words = [word for line in cell.lines for word in line.words] if cell else []
            is_right = cell is not None and cell.text == number
            tally.numbers += 1
            tally.right += is_right
            if words and min(word.confidence for word in words) > UNCONFIRMED and any(map(str.isdigit, cell.text)):
                tally.believed += 1
                tally.wrong += not is_right
            expected[number] += 1
    tally.peer_right += sum((Counter(_peer(data, dpi, tally).split()) & expected).values())


def _read(data: bytes, tally: Tally) -> Sequence[Any]:
    import pypdfium2

    from pipeline.read.scan import read_scans

    document = pypdfium2.PdfDocument(data)
    try:
        start, used = time.perf_counter(), time.process_time()
        pages = read_scans(document, range(len(document)))
        tally.seconds += time.perf_counter() - start
        tally.cpu_seconds += time.process_time() - used
        tally.pages += len(pages)
        return pages
    finally:
        document.close()


def _words(pages: Sequence[Any]) -> list[Any]:
    return [word for page in pages for item in page.items if hasattr(item, "words") for word in item.words]


def _peer(data: bytes, dpi: int, tally: Tally) -> str:
    import pypdfium2
    import tesserocr

    from pipeline.read.scan_engine import models

    document = pypdfium2.PdfDocument(data)
    text = []
    try:
        with tesserocr.PyTessBaseAPI(path=str(models()), lang="vie", psm=tesserocr.PSM.AUTO) as engine:
            for page in document:
                image = page.render(scale=dpi / 72).to_pil().convert("L")
                start = time.perf_counter()
                engine.SetImage(image)
                engine.SetSourceResolution(dpi)
                text.append(engine.GetUTF8Text())
                tally.peer_seconds += time.perf_counter() - start
    finally:
        document.close()
    return "\n".join(text)


def _distance(ours: str, truth: str) -> int:
    """Insertions, deletions and replacements from one text to the other."""
    before = list(range(len(truth) + 1))
    for i, char in enumerate(ours, 1):
        now = [i]
        for j, other in enumerate(truth, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (char != other)))
        before = now
    return before[-1]
