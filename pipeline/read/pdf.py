"""PDF with a text layer: characters to lines, lines to paragraphs, ruled tables over pages.

Holds the reading order of a document. Pages are read one by one, so that only lines and tables of a long document are
held. Keeps out: scans (refused: no text layer) and tables without ruling.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from pipeline.read.document import Draft, ReadError
from pipeline.read.pdf_flow import Measure, paragraphs
from pipeline.read.pdf_lines import Char, Line, PageText, lines_of, page_text
from pipeline.read.pdf_running import in_top, running_lines
from pipeline.read.pdf_tables import MIN_PATHS, RuledTable, continues, ruled_tables, stitched
from pipeline.read.pdf_write import Flow, write

MAX_PAGES = 1_500


def read_pdf(data: bytes) -> Draft:
    """Read a PDF. Raises ReadError for one that is locked, has no text layer or more than 1,500 pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "locked by a password" if "password" in str(error).lower() else f"not a readable PDF: {error}"
        raise ReadError(reason) from error
    elements: list[Line | RuledTable] = []
    heights: dict[int, float] = {}
    empty: list[str] = []
    try:
        if len(document) > MAX_PAGES:
            raise ReadError(f"PDF of {len(document)} pages")
        for text, tables in _pages(document, data):
            heights[text.number] = text.height
            if not any(char.text.isalnum() for char in text.chars):
                empty.append(str(text.number))
            elements += _elements(text, tables)
        in_metadata = document.get_metadata_dict().get("Title")
    finally:
        document.close()
    if len(empty) == len(heights):
        raise ReadError("no text layer (a scan?)")
    warnings = [f"pages without a text layer: {', '.join(empty)}"] if empty else []
    return write(_flow(elements, heights), len(heights), in_metadata, warnings)


def _pages(document: Any, data: bytes) -> Iterator[tuple[PageText, list[RuledTable]]]:
    """Each page with its ruled tables; pdfplumber is slow and reads only pages on which something is drawn."""
    with ExitStack() as stack:
        plumbed = None
        for index in range(len(document)):
            page = document[index]
            text = page_text(page, index + 1)
            page.close()
            tables: list[RuledTable] = []
            if text.n_paths >= MIN_PATHS:
                import pdfplumber

                plumbed = plumbed or stack.enter_context(pdfplumber.open(io.BytesIO(data)))
                tables = ruled_tables(plumbed.pages[index], text)
                plumbed.pages[index].close()
            yield text, tables


def _flow(elements: list[Line | RuledTable], heights: dict[int, float]) -> Flow:
    """Running lines apart, lines made paragraphs, a table that goes on over a page break made one."""
    lines = [element for element in elements if isinstance(element, Line)]
    running = running_lines(lines, heights, Measure.of(lines).leading)
    measure = Measure.of([line for line in lines if id(line) not in running])
    flow = Flow()
    held: list[Line] = []
    for element in elements:
        if isinstance(element, RuledTable):
            flow.items += paragraphs(held, measure)
            held = []
            above = flow.items[-1] if flow.items else None
            if isinstance(above, RuledTable) and continues(above, element):
                flow.items[-1] = stitched(above, element)
            else:
                flow.items.append(element)
        elif id(element) in running:
            side = flow.above if in_top(element, heights[element.page]) else flow.below
            side.setdefault(element.page, []).append(element.text)
        else:
            held.append(element)
    flow.items += paragraphs(held, measure)
    return flow


def _elements(text: PageText, tables: list[RuledTable]) -> list[Line | RuledTable]:
    """Lines and tables of one page in stream order; a table stands where its first character does."""
    runs: list[list[Char] | RuledTable] = []
    seen: set[int] = set()
    for char in text.chars:
        table = next((t for t in tables if not char.generated and t.holds(char)), None)
        if table is not None:
            if id(table) not in seen:
                runs.append(table)
                seen.add(id(table))
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(char)
        else:
            runs.append([char])
    elements: list[Line | RuledTable] = []
    for run in runs:
        elements += [run] if isinstance(run, RuledTable) else lines_of(run, text.number, text.width)
    return elements
