"""PDF: characters to lines, lines to paragraphs, tables over pages; scanned pages through recognition.

Holds the order of the steps and the bounds of a document. Pages are read one by one, so that only lines and tables of a
long document are held. Keeps out: every step's own rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.read.document import Draft, ReadError
from pipeline.read.pdf_chars import Char, PageText, page_text
from pipeline.read.pdf_flow import Measure, paragraphs
from pipeline.read.pdf_fonts import in_unicode
from pipeline.read.pdf_grid import grids
from pipeline.read.pdf_letterhead import letterhead
from pipeline.read.pdf_lines import Line, lines_of, slanted_lines
from pipeline.read.pdf_rules import drawn_on
from pipeline.read.pdf_running import in_top, running_lines
from pipeline.read.pdf_scans import is_scan, scanned
from pipeline.read.pdf_stitch import continues, stitched
from pipeline.read.pdf_tables import SIDEWAYS, PageTable, ruled_tables, sideways_lines
from pipeline.read.pdf_unruled import unruled_tables
from pipeline.read.pdf_write import Flow, write

MAX_PAGES = 1_500
MAX_CHARACTERS = 5_000_000  # of a document; 1,500 full pages hold fewer


@dataclass(slots=True)
class Page:
    """What was found on a page, in reading order."""

    text: PageText
    items: list[Line | PageTable] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    is_scan: bool = False
    warnings: list[str] = field(default_factory=list)


def read_pdf(data: bytes) -> Draft:
    """Read a PDF. Raises ReadError for one that is locked, unreadable, without any text or too large."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "locked by a password" if "password" in str(error).lower() else f"not a readable PDF: {error}"
        raise ReadError(reason) from error
    try:
        return read_pages(document, document.get_metadata_dict().get("Title"))
    finally:
        document.close()


def read_pages(document: Any, in_metadata: str | None = None) -> Draft:
    """Read every page of an open pypdfium2 document; `in_metadata` is the title of last resort."""
    if len(document) > MAX_PAGES:
        raise ReadError(f"PDF of {len(document)} pages")
    pages: list[Page] = []
    n_characters = 0
    for index in range(len(document)):
        page = _page(document, index)
        n_characters += len(page.text.chars)
        if n_characters > MAX_CHARACTERS:
            raise ReadError(f"PDF of more than {MAX_CHARACTERS:,} characters")
        page.text.chars, page.text.aside = [], []  # only lines and tables are kept
        pages.append(page)
    if images := [page.text.number for page in pages if page.is_scan]:
        for number, text, items in scanned(document, images):
            pages[number - 1] = Page(text, [*items], is_scan=True)
    empty = [str(page.text.number) for page in pages if not page.items]
    if len(empty) == len(pages):
        raise ReadError("no text layer, and no image to recognise")
    warnings = [f"pages without text: {', '.join(empty)}"] if empty else []
    if images:
        warnings.append(f"pages recognised from images: {', '.join(map(str, images))}")
    warnings += [warning for page in pages for warning in page.warnings]
    flow, dated = _flow(pages)
    return write(flow, [page.text for page in pages], in_metadata, warnings, dated)


def _page(document: Any, index: int) -> Page:
    """One page: its ruled tables and, around them, its lines; nothing yet of a page that is an image."""
    page = document[index]
    try:
        text, frame = page_text(page, index + 1)
        drawn = drawn_on(page, frame)
    finally:
        page.close()
    found = Page(text)
    if any(char.legacy_font for char in text.chars):
        text.chars, encodings = in_unicode(text.chars)
        found.warnings += [f"page {index + 1}: letters of {name} fonts converted" for name in encodings]
    if is_scan(text, drawn.images):
        found.is_scan = True
        return found
    if drawn.crowded:
        found.warnings.append(f"page {index + 1}: too many drawn objects, not searched for ruled tables")
    tables = ruled_tables(grids(drawn), text)
    found.items = _in_order(text, tables)
    sideways = [char for char in text.aside if char.turn in SIDEWAYS and not any(t.holds(char) for t in tables)]
    slanted = [char for char in text.aside if char.turn not in SIDEWAYS]
    found.aside = sideways_lines(sideways, text.number) + slanted_lines(slanted, text.number)
    return found


def _in_order(text: PageText, tables: list[PageTable]) -> list[Line | PageTable]:
    """Lines and tables of one page in stream order; a table stands where its first character does."""
    if not tables:
        return [*lines_of(text.chars, text.number)]
    runs: list[list[Char] | PageTable] = []
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
    items: list[Line | PageTable] = []
    for run in runs:
        items += [run] if isinstance(run, PageTable) else lines_of(run, text.number)
    return items


def _flow(pages: list[Page]) -> tuple[Flow, date | None]:
    """Running lines and letterhead apart, lines made paragraphs, a table that goes on over a page break made one."""
    lines = [item for page in pages for item in page.items if isinstance(item, Line)]
    heights = {page.text.number: page.text.height for page in pages}
    running = running_lines(lines, heights, Measure.of(lines).leading)
    flow = Flow()
    heads = [letterhead([item for item in page.items if isinstance(item, Line)]) for page in pages]
    aside = running.union(*(head for head, _ in heads))
    items: list[Line | PageTable] = []
    for page, found in zip(pages, _with_unruled(pages, running, [head for head, _ in heads]), strict=True):
        for item in found:
            if isinstance(item, Line) and id(item) in aside:
                side = flow.above if in_top(item, page.text.height) else flow.below
                side.setdefault(page.text.number, []).append(item)
            else:
                items.append(item)
        if page.aside:
            flow.below.setdefault(page.text.number, []).extend(page.aside)
    measure = Measure.of([item for item in items if isinstance(item, Line)])
    held: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            held.append(item)
            continue
        flow.items += paragraphs(held, measure)
        held = []
        above = flow.items[-1] if flow.items else None
        if isinstance(above, PageTable) and continues(above, item):
            flow.items[-1] = stitched(above, item)
        else:
            flow.items.append(item)
    flow.items += paragraphs(held, measure)
    return flow, next((day for _, day in heads if day), None)


def _with_unruled(pages: list[Page], running: set[int], heads: list[set[int]]) -> list[list[Line | PageTable]]:
    """Each page's items with the lines that make an unruled table replaced by it."""
    found: list[list[Line | PageTable]] = []
    before: PageTable | None = None
    for page, head in zip(pages, heads, strict=True):
        found.append(_replaced(page.items, running, head, before, None))
        before = _at_edge(found[-1], running, last=True)
    for i in range(len(pages) - 1):
        # One or two rows at the foot of a page are a table when the next page goes on with it.
        after = _at_edge(found[i + 1], running, last=False)
        if after is not None and _at_edge(found[i], running, last=True) is None:
            found[i] = _replaced(found[i], running, heads[i], None, after)
    return found


def _at_edge(items: list[Line | PageTable], running: set[int], *, last: bool) -> PageTable | None:
    """The unruled table that ends or begins a page, running lines aside."""
    text = [item for item in items if isinstance(item, PageTable) or id(item) not in running]
    edge = text[-1 if last else 0] if text else None
    return edge if isinstance(edge, PageTable) and not edge.ruled else None


def _replaced(
    items: list[Line | PageTable], running: set[int], head: set[int], before: PageTable | None, after: PageTable | None
) -> list[Line | PageTable]:
    lines = [item for item in items if isinstance(item, Line) and id(item) not in head]
    place: dict[int, PageTable] = {}
    first: set[int] = set()
    for table, used in unruled_tables(lines, running, before, after):
        place.update({id(line): table for line in used})
        first.add(next(id(line) for line in lines if place.get(id(line)) is table))
    if not place:
        return items
    return [
        place.get(id(item), item) if isinstance(item, Line) else item
        for item in items
        if not isinstance(item, Line) or id(item) not in place or id(item) in first
    ]
