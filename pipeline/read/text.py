"""Plain text: the text of the Document is the file itself, in NFC with line feeds; each line is a block.

Holds the signs by which saved web pages betray their link lists. Keeps out: sentences spliced into a paragraph; they
stay in the text and extraction masks them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.read.boilerplate import (
    ends_sentence,
    has_list_marker,
    is_byline,
    is_foreign,
    is_foreign_heading,
    is_image_markup,
    is_related_heading,
    is_related_line,
)
from pipeline.read.dates import labelled_date
from pipeline.read.document import Draft
from pipeline.read.sniff import decoded
from pipeline.terms import Block, BlockKind

LONGEST_TITLE = 250
PROSE = 120  # characters from which a line that ends a sentence is prose, not a link
_SECTION = re.compile(r"(?:[IVX]+|[A-Z])[.)]\s")
_LINE = re.compile(r"[^\n]+")


def read_text(data: bytes) -> Draft:
    """Read a text file of any charset; offsets count in the file after NFC and after CRLF became LF."""
    source = decoded(data)
    text = unicodedata.normalize("NFC", source.text).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    spans = [(m.start(), m.end(), m.group().strip()) for m in _LINE.finditer(text)]
    spans = [(start, end, line) for start, end, line in spans if line]
    kinds = _kinds([line for _, _, line in spans])
    blocks = []
    title = None
    for (start, end, line), kind in zip(spans, kinds, strict=True):
        lead = len(text[start:end]) - len(text[start:end].lstrip())
        blocks.append(Block(kind, start + lead, start + lead + len(line)))
        if kind == "title":
            title = line
    dates = (labelled_date(line) for _, _, line in spans)
    day = next((day for day in dates if day), None)
    warnings = (f"converted from {source.converted_from}",) if source.converted_from else ()
    return Draft(text, tuple(blocks), title=title, published_on=day, warnings=warnings)


def _kinds(lines: list[str]) -> Iterator[BlockKind]:
    in_links = False  # below a heading of related links
    foreign = False  # that heading was in foreign script: a mirror, and nothing of it is taken back
    for i, line in enumerate(lines):
        if is_related_heading(line) or is_foreign_heading(line):
            foreign = foreign or is_foreign_heading(line)
            in_links = True
            yield "boilerplate"
        else:
            aside = is_image_markup(line) or is_byline(line) or is_foreign(line) or is_related_line(line)
            if aside or (in_links and (foreign or has_list_marker(line) or not _is_prose(line))):
                yield "boilerplate"
            else:
                in_links = False
                yield _kind_of(line, first=i == 0)


def _kind_of(line: str, *, first: bool) -> BlockKind:
    if first and len(line) <= LONGEST_TITLE and not line.endswith((".", ";", ",")):
        return "title"
    if has_list_marker(line):
        return "list_item"
    short = len(line) <= 120 and not line.endswith((".", ";", ",", "!", "?", "…"))
    return "heading" if short and (line.isupper() or _SECTION.match(line)) else "paragraph"


def _is_prose(line: str) -> bool:
    return len(line) >= PROSE and ends_sentence(line)
