"""A PDF's content written out, with the offset at which each page begins.

Holds where running lines go: beside the paragraph or table that a page break cuts, never into it. Keeps out: how the
content was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.read.captions import LONGEST_CAPTION, caption_of
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, PlacedWord, clean
from pipeline.read.pdf_chars import PageText
from pipeline.read.pdf_flow import Paragraph, choose_title, join
from pipeline.read.pdf_lines import Line
from pipeline.read.pdf_tables import PageTable, headed

# "(Kèm theo Báo cáo số …)", "Đơn vị tính: hồ sơ": they stand above a table and do not name it.
_ASIDE = re.compile(r"(?i)\(.*\)|(?:đơn vị(?: tính)?|đvt)\s*:.*")


@dataclass(slots=True)
class Flow:
    """Content in reading order, and each page's running lines above and below."""

    items: list[Paragraph | PageTable] = field(default_factory=list)
    above: dict[int, list[Line]] = field(default_factory=dict)
    below: dict[int, list[Line]] = field(default_factory=dict)


def write(
    flow: Flow, pages: Sequence[PageText], in_metadata: str | None, warnings: list[str], dated: date | None = None
) -> Draft:
    """Write everything; `in_metadata` is the title of last resort, `dated` the day the letterhead states."""
    writer = _Writer(flow, Builder(), {page.number: page for page in pages if page.turn})
    n_pages = len(pages)
    found = [item for item in flow.items if isinstance(item, Paragraph)]
    title = choose_title(found)
    if title is not None:
        title.kind = "title"
    above: list[str] = []
    for item in flow.items:
        if isinstance(item, PageTable):
            writer.table(item, caption_of(above))
            above = []
        else:
            writer.paragraph(item)
            if len(item.text) > LONGEST_CAPTION:
                above = []
            elif not _ASIDE.fullmatch(item.text):
                above.append(item.text)
    writer.open_page(n_pages)
    writer.running(flow.below, n_pages)
    dates: list[date] = [day for item in found if (day := labelled_date(item.text))]
    return writer.builder.draft(
        title=title.text if title else _told(in_metadata),
        published_on=dates[0] if dates else dated,
        warnings=warnings,
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
    turned: dict[int, PageText]
    opened: int = 0

    def printed(self, words: Iterable[PlacedWord]) -> list[PlacedWord]:
        """The words with their boxes as they lie on the displayed page."""
        if not self.turned:
            return list(words)
        placed = []
        for word in words:
            page = self.turned.get(word.page)
            if page is not None:
                left, top, right, bottom = page.displayed(word.left, word.top, word.right, word.bottom)
                word = replace(word, left=left, top=top, right=right, bottom=bottom)
            placed.append(word)
        return placed

    def open_page(self, page: int) -> None:
        """Close the pages before `page` and begin it."""
        while self.opened < page:
            self.running(self.flow.below, self.opened)
            self.opened += 1
            self.builder.page_starts.append(self.builder.next_start)
            self.running(self.flow.above, self.opened)

    def running(self, lines: dict[int, list[Line]], page: int) -> None:
        """Write the running lines of a page, once."""
        for line in lines.pop(page, []):
            self.builder.add("boilerplate", line.text, page=page, words=self.printed(line.words))

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
        self.builder.add(item.kind, whole, page=parts[0][0], words=self.printed(item.words))
        self._began_within(starts[1:])

    def table(self, item: PageTable, caption: str | None) -> None:
        """Write a table; one without columns or rows to compare is written as text."""
        self.open_page(item.row_pages[0])
        if item.n_rows < 2:
            for cell in item.cells:
                words = self.printed(cell.words)
                self.builder.add("paragraph", cell.text, page=item.row_pages[0], words=words)
            return
        if item.row_pages[-1] > item.row_pages[0]:
            self.running(self.flow.below, item.row_pages[0])
        cells = headed(item)
        if self.turned:
            cells = [replace(cell, words=tuple(self.printed(cell.words))) for cell in cells]
        table = self.builder.add_table(cells, page=item.row_pages[0], caption=caption)
        if table is None:
            return
        starts = []
        for row in range(1, item.n_rows):
            if item.row_pages[row] != item.row_pages[row - 1]:
                first = min((cell.char_start for cell in table.cells if cell.row == row), default=table.char_end)
                starts.append((item.row_pages[row], first))
        self._began_within(starts)
        for page, again in item.repeated:
            self.builder.add("boilerplate", again.text, page=page, words=self.printed(again.words))

    def _began_within(self, starts: list[tuple[int, int]]) -> None:
        for page, offset in starts:
            while self.opened < page:
                self.opened += 1
                self.builder.page_starts.append(offset)
        for page, _ in starts:
            self.running(self.flow.above, page)
            if page != starts[-1][0]:
                self.running(self.flow.below, page)
