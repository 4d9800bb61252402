"""A PDF's content written out, with the offset at which each page begins.

Holds where running lines go: beside the paragraph or table that a page break cuts, never into it. Keeps out: how the
content was found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.read.captions import LONGEST_CAPTION, caption_of
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, clean
from pipeline.read.pdf_flow import Paragraph, choose_title, join
from pipeline.read.pdf_tables import RuledTable, headed


@dataclass(slots=True)
class Flow:
    """Content in reading order, and each page's running lines above and below."""

    items: list[Paragraph | RuledTable] = field(default_factory=list)
    above: dict[int, list[str]] = field(default_factory=dict)
    below: dict[int, list[str]] = field(default_factory=dict)


def write(flow: Flow, n_pages: int, in_metadata: str | None, warnings: list[str]) -> Draft:
    """Write everything; `in_metadata` is the title of last resort."""
    writer = _Writer(flow, Builder())
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

    flow: Flow
    builder: Builder
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
