"""HTML pages with a known truth: paragraphs, cells, junk and dates, ours beside trafilatura, resiliparse and readability.

Holds the peers' adapters and one measure for all: a paragraph is whole when it stands unbroken in the text that the tool
calls the report. Keeps out: the pages (tests/read/made_html*.py). The order of cells and the exact slot are asked of us
only; a peer's cell counts when a line of its report holds the row's cells in order.
"""

from __future__ import annotations

import importlib
import io
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from datetime import date

from benchmarks.reading.table import NOT_INSTALLED, Row
from tests.read.made_html import Page, Tally, made, tally
from tests.read.made_html_fresh import FRESH
from tests.read.made_html_portals import PORTALS
from tests.read.made_html_press import PRESS

Peer = Callable[[Page], tuple[str, date | None]]
CHARSETS = "windows_1258"  # pages that measure the charset, not the layout: peers get them decoded


def rows() -> list[Row]:
    """The table: all pages, the pages written after the rules, and the time of one page."""
    pages = made((*PORTALS, *PRESS, *FRESH))
    ours, seconds = _ours(pages)
    peers = {name: _peer(name, pages) for name in ("trafilatura", "resiliparse", "readability-lxml")}
    figures = {name: _measure(pages, read) for name, read in peers.items() if read}

    def all_of(column: int) -> tuple[str, str]:
        if not figures:
            return "trafilatura", NOT_INSTALLED
        return " · ".join(figures), " · ".join(_percent(figures[name][column]) for name in figures)

    n = len(pages)
    dates = figures.get("trafilatura")
    return [
        Row(f"html: paragraphs whole, {n} templates", "100 %", _percent(ours.whole / ours.paragraphs), *all_of(0)),
        Row("html: table cells in their slot", "100 %", _percent(ours.cells_right / ours.cells), *all_of(1)),
        Row("html: junk kept", "≤ 2 %", _percent(ours.junk_kept / ours.junk), *all_of(2)),
        Row("html: captions known as such", "-", _percent(ours.captions_right / ours.captions)),
        Row(
            "html: dates right · none · wrong",
            "0 wrong",
            f"{ours.dates_right} · {ours.dates_none} · {ours.dates_wrong}",
            "trafilatura (htmldate)",
            " · ".join(str(int(v)) for v in dates[3:6]) if dates else NOT_INSTALLED,
        ),
        Row("html: time of a page", "< 1 s", f"{1000 * seconds / n:.0f} ms", *_fastest(figures)),
    ]


def _fastest(figures: dict[str, tuple[float, ...]]) -> tuple[str, str]:
    """The fastest peer."""
    if not figures:
        return "resiliparse", NOT_INSTALLED
    name = min(figures, key=lambda peer: figures[peer][6])
    return name, f"{figures[name][6]:.0f} ms"


def _ours(pages: Sequence[Page]) -> tuple[Tally, float]:
    from pipeline.read import read_document

    begun = time.process_time()
    readings = [(page, read_document(page.data, page.name)) for page in pages]
    return tally(readings), time.process_time() - begun


def _measure(pages: Sequence[Page], read: Peer) -> tuple[float, ...]:
    """Shares of whole paragraphs, cells and junk; dates right, none, wrong; milliseconds a page."""
    paragraphs = whole = cells = right = junk = kept = 0
    days = [0, 0, 0]
    begun = time.process_time()
    results = [read(page) for page in pages]
    seconds = time.process_time() - begun
    for page, (raw, day) in zip(pages, results, strict=True):
        text = _plain(raw)
        paragraphs += len(page.article)
        whole += sum(1 for wanted in page.article if wanted in text)
        junk += len(page.junk)
        kept += sum(1 for wanted in page.junk if wanted in text)
        for table in page.tables:
            for row in table:
                filled = [cell for cell in row if cell]
                cells += len(filled)
                right += _in_order(filled, text)
        if day == page.published_on:
            days[0] += day is not None
        else:
            days[1 if day is None else 2] += 1
    return (whole / paragraphs, right / cells, kept / junk, *days, 1000 * seconds / len(pages))


def _in_order(cells: Sequence[str], text: str) -> int:
    """How many cells of a row stand one after the other in `text`, at the best place for the first of them."""
    best = 0
    at = text.find(cells[0])
    while at >= 0 and best < len(cells):
        found, end = 1, at + len(cells[0])
        for cell in cells[1:]:
            place = text.find(cell, end, end + len(cell) + 12)
            if place < 0:
                break
            found, end = found + 1, place + len(cell)
        best = max(best, found)
        at = text.find(cells[0], at + 1)
    return best


def _plain(text: str) -> str:
    import unicodedata

    invisible = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF])
    return " ".join(unicodedata.normalize("NFC", text.translate(invisible)).split())


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _source(page: Page) -> str | bytes:
    """Peers get the bytes, but the pages that test the charset decoded."""
    if page.name.startswith(CHARSETS):
        return page.data.decode("cp1258")
    return page.data


def _peer(name: str, pages: Sequence[Page]) -> Peer | None:
    try:
        importlib.import_module({"readability-lxml": "readability"}.get(name, name))
    except ImportError:
        return None
    logging.disable(logging.ERROR)
    return {"trafilatura": _trafilatura, "resiliparse": _resiliparse, "readability-lxml": _readability}[name]


def _trafilatura(page: Page) -> tuple[str, date | None]:
    import trafilatura

    text = trafilatura.extract(_source(page), include_comments=False, include_tables=True, favor_recall=True) or ""
    with redirect_stderr(io.StringIO()):
        stated = trafilatura.extract_metadata(_source(page))
    day = stated.date if stated and stated.date else None
    return text.replace("|", " "), date.fromisoformat(day) if day else None


def _resiliparse(page: Page) -> tuple[str, date | None]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    source = _source(page)
    text = source if isinstance(source, str) else bytes_to_str(source, detect_encoding(source))
    return extract_plain_text(text, main_content=True, alt_texts=False).replace("|", " "), None


def _readability(page: Page) -> tuple[str, date | None]:
    import lxml.html
    from readability import Document

    source = _source(page)
    if isinstance(source, bytes):
        source = source.decode("utf-8", errors="replace")
    summary = lxml.html.fromstring(Document(source).summary())
    for node in summary.iter("p", "td", "th", "tr", "li", "div", "br", "h1", "h2", "h3"):
        node.tail = " " + (node.tail or "")
    return summary.text_content(), None
