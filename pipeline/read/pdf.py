"""PDF with a text layer: characters to lines, lines to paragraphs, ruled tables, page offsets.

Holds the reading order of a document and where its running lines go: beside the paragraph a page break cuts, never
into it. Keeps out: scans (refused: no text layer) and tables without ruling.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date

from pipeline.read.captions import LONGEST_CAPTION, caption_of
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, ReadError, clean
from pipeline.read.pdf_flow import Measure, Paragraph, choose_title, join, paragraphs
from pipeline.read.pdf_lines import Char, Line, PageText, lines_of, page_text
from pipeline.read.pdf_running import in_top, is_running
from pipeline.read.pdf_tables import MIN_PATHS, RuledTable, continues, headed, ruled_tables, stitched

MAX_PAGES = 1_500


def read_pdf(data: bytes) -> Draft:
    """Read a PDF. Raises ReadError for one that is locked, has no text layer or more than 1,500 pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "locked by a password" if "password" in str(error).lower() else f"not a readable PDF: {error}"
        raise ReadError(reason) from error
    try:
        if len(document) > MAX_PAGES:
            raise ReadError(f"PDF of {len(document)} pages")
        texts = [page_text(document[i], i + 1) for i in range(len(document))]
        in_metadata = document.get_metadata_dict().get("Title")
    finally:
        document.close()
    if not any(char.text.isalnum() for text in texts for char in text.chars):
        raise ReadError("no text layer (a scan?)")
    flow = _flow(texts, _tables(data, texts))
    empty = [str(text.number) for text in texts if not any(char.text.isalnum() for char in text.chars)]
    warnings = [f"pages without a text layer: {', '.join(empty)}"] if empty else []
    return _write(flow, len(texts), in_metadata, warnings)


def _tables(data: bytes, texts: list[PageText]) -> dict[int, list[RuledTable]]:
    """Ruled tables by page number; pdfplumber is slow and opens only pages on which something is drawn."""
    drawn = [text for text in texts if text.n_paths >= MIN_PATHS]
    if not drawn:
        return {}
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[text.number for text in drawn]) as pdf:
        return {text.number: ruled_tables(page, text) for text, page in zip(drawn, pdf.pages, strict=True)}


@dataclass(slots=True)
class _Flow:
    """Content in reading order, and each page's running lines above and below."""

    items: list[Paragraph | RuledTable] = field(default_factory=list)
    above: dict[int, list[str]] = field(default_factory=dict)
    below: dict[int, list[str]] = field(default_factory=dict)


def _flow(texts: list[PageText], tables: dict[int, list[RuledTable]]) -> _Flow:
    elements: list[Line | RuledTable] = []
    for text in texts:
        elements += _elements(text, tables.get(text.number, []))
    lines = [element for element in elements if isinstance(element, Line)]
    heights = {text.number: text.height for text in texts}
    running = {id(line) for line, is_it in zip(lines, is_running(lines, heights), strict=True) if is_it}
    flow = _Flow()
    measure = Measure.of([line for line in lines if id(line) not in running])
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


def _write(flow: _Flow, n_pages: int, in_metadata: str | None, warnings: list[str]) -> Draft:
    writer = _Writer(flow, Builder(), n_pages)
    found = [item for item in flow.items if isinstance(item, Paragraph)]
    title = choose_title(found)
    if title is not None:
        title.kind = "title"
    above: list[str] = []
    for item in flow.items:
        if isinstance(item, RuledTable):
            writer.table(item, caption_of(above))
            above = []
        else:
            writer.paragraph(item)
            above = [*above, item.text] if len(item.text) <= LONGEST_CAPTION else []
    writer.open_page(n_pages)
    writer.running(flow.below, n_pages)
    dates: list[date] = [day for item in found if (day := labelled_date(item.text))]
    return writer.builder.draft(
        title=title.text if title else _told(in_metadata), published_on=dates[0] if dates else None, warnings=warnings
    )


def _told(in_metadata: str | None) -> str | None:
    """A title in the metadata, unless it is a program's default ("untitled") or a file name."""
    words = (in_metadata or "").split()
    return in_metadata if len(words) > 3 and words[0] != "Microsoft" else None


@dataclass(slots=True)
class _Writer:
    """Writes content and, around it, the running lines of each page once its first content is written."""

    flow: _Flow
    builder: Builder
    n_pages: int
    opened: int = 0

    def open_page(self, page: int) -> None:
        """Close the pages before `page` and begin it."""
        while self.opened < page:
            self.running(self.flow.below, self.opened)
            self.opened += 1
            self.builder.page_starts.append(self.builder.next_start)
            self.running(self.flow.above, self.opened)

    def running(self, lines: dict[int, list[str]], page: int) -> None:
        """Write the running lines of a page, once."""
        for line in lines.pop(page, []):
            self.builder.add("boilerplate", line, page=page)

    def paragraph(self, item: Paragraph) -> None:
        """Write a paragraph; a page that begins within it begins at its own first word."""
        parts = item.parts()
        self.open_page(parts[0][0])
        if len(parts) > 1:
            self.running(self.flow.below, parts[0][0])
        start = self.builder.next_start
        whole = ""
        starts = []
        for page, part in parts:
            whole = clean(join(whole, clean(part)))
            starts.append((page, start + len(whole) - len(clean(part))))
        self.builder.add(item.kind, whole, page=parts[0][0])
        self._began_within(starts[1:])

    def table(self, item: RuledTable, caption: str | None) -> None:
        """Write a table; one without columns or rows to compare is written as text."""
        self.open_page(item.row_pages[0])
        if item.n_rows < 2:
            for cell in item.cells:
                self.builder.add("paragraph", cell.text, page=item.row_pages[0])
            return
        if item.row_pages[-1] > item.row_pages[0]:
            self.running(self.flow.below, item.row_pages[0])
        table = self.builder.add_table(headed(item), page=item.row_pages[0], caption=caption)
        if table is None:
            return
        starts = []
        for row in range(1, item.n_rows):
            if item.row_pages[row] != item.row_pages[row - 1]:
                first = min((cell.char_start for cell in table.cells if cell.row == row), default=table.char_end)
                starts.append((item.row_pages[row], first))
        self._began_within(starts)
        for page, text in item.repeated:
            self.builder.add("boilerplate", text, page=page)

    def _began_within(self, starts: list[tuple[int, int]]) -> None:
        for page, offset in starts:
            while self.opened < page:
                self.opened += 1
                self.builder.page_starts.append(offset)
        for page, _ in starts:
            self.running(self.flow.above, page)
            if page != starts[-1][0]:
                self.running(self.flow.below, page)
