"""Scanned pages of a PDF, recognised: a thread a core, one page at a time each.

Holds the bounds on pages and the sharing of engines between threads. Keeps out: what the lines mean, and how pages
become a document (the PDF reader does both).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

from pipeline.read.document import ReadError
from pipeline.read.scan_engine import Engine
from pipeline.read.scan_image import grey_page
from pipeline.read.scan_page import ScannedPage
from pipeline.read.scan_points import sized
from pipeline.read.scan_read import read_grey

MAX_PAGES = 200
_MOST_THREADS = 4


def read_scans(document: Any, indices: Sequence[int]) -> list[ScannedPage]:
    """Recognise the pages `indices` (from 0) of a pypdfium2 document, in that order.

    Raises ReadError: models missing, more than 200 pages, a page of more than 40 megapixels.
    """
    if len(indices) > MAX_PAGES:
        raise ReadError(f"{len(indices)} scanned pages (at most {MAX_PAGES})")
    n_threads = max(1, min(_MOST_THREADS, len(indices), _cores()))
    engines: SimpleQueue[Engine] = SimpleQueue()
    opened = []
    try:
        for _ in range(n_threads):
            opened.append(Engine())
            engines.put(opened[-1])
        with ThreadPoolExecutor(n_threads) as pool:
            waiting = []
            for index in indices:
                page = document[index]
                try:
                    size = page.get_size()
                    grey = grey_page(page, index + 1)  # here, in one thread: PDFium must not be entered twice
                finally:
                    page.close()
                waiting.append(pool.submit(_with_engine, engines, grey, index + 1, size))
                while sum(not task.done() for task in waiting) > 2 * n_threads:
                    next(task for task in waiting if not task.done()).result()
            return sized([task.result() for task in waiting])
    finally:
        for engine in opened:
            engine.close()


def _cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _with_engine(engines: SimpleQueue[Engine], grey: Any, number: int, size: tuple[float, float]) -> ScannedPage:
    engine = engines.get()
    try:
        return read_grey(engine, grey, number, size)
    finally:
        engines.put(engine)
