"""Tables of tasks: one row says who is to do what by when, under headers that say so.

Holds which tables are such lists, and their rows as instructions. Keeps out: figures in tables (tables), tables that follow tasks
up (their rows tell a result, and ask for nothing), and the words of the headers (catalogue, layer task_table).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.extract.addressees import heads
from pipeline.extract.asked import family_of, shown_by, whom
from pipeline.extract.context import Context, address_of, evidence_at
from pipeline.extract.grid import Grid, header_chain, lay_out
from pipeline.extract.spans import Passage
from pipeline.reference import Reference
from pipeline.terms import Cell, Document, Instruction, Table
from pipeline.vietnamese.text import fold

# A quote is a row; a cell that is merged over many rows would make it a page.
LONGEST_ROW = 1500
LEAST_WORDS = 3  # of a task


def tasks_of(
    document: Document, table: Table, context: Context, reference: Reference, passage: Callable[[int, int], Passage]
) -> Iterator[Instruction]:
    """The rows of a table whose headers name whoever is told, the task and the deadline, and no result."""
    grid = lay_out(document, table)
    columns = _columns(document, grid, reference)
    if not {"told", "task", "due"} <= columns.keys() or "result" in columns:
        return
    for row in grid.data_rows:
        told, task, due = (grid.at.get((row, columns[name])) for name in ("told", "task", "due"))
        if told is None or task is None or len(grid.text(document, task).split()) < LEAST_WORDS:
            continue
        spans = [(cell.char_start, cell.char_end) for cell in (told, task, due) if cell is not None]
        quote = min(start for start, _ in spans), max(end for _, end in spans)
        if quote[1] - quote[0] <= LONGEST_ROW:
            found = _told(document, (told, task, due), quote, context, reference, passage)
            if found:
                yield found


def _columns(document: Document, grid: Grid, reference: Reference) -> dict[str, int]:
    """What the columns are for, the first of each kind."""
    words = {fold(phrase.text): phrase.concept for phrase in reference.phrases if phrase.layer == "task_table"}
    columns: dict[str, int] = {}
    for col in range(grid.columns):
        for header in header_chain(document, grid, col):
            concept = words.get(fold(header).strip(" .:*"))
            if concept:
                columns.setdefault(concept, col)
    return columns


def _told(
    document: Document,
    cells: tuple[Cell, Cell, Cell | None],
    quote: tuple[int, int],
    context: Context,
    reference: Reference,
    passage: Callable[[int, int], Passage],
) -> Instruction | None:
    named, asked = (passage(cell.char_start, cell.char_end) for cell in cells[:2])
    end = len(named.squeezed.text.rstrip())
    first = heads(named, 0, end)
    if not first or first[0][0] > 0:
        return None
    told = whom(document, named, (0, end), context, reference, ())
    task = (0, len(asked.squeezed.text.rstrip()))
    due = passage(cells[2].char_start, cells[2].char_end).dates if cells[2] else []
    dated = next((one for one in due if one.stated.day is not None), None)
    at = asked.squeezed
    return Instruction(
        issuer=None,
        issuer_carried=False,
        modality="assigned",
        addressee=told.printed,
        addressee_kind=told.kind,
        addressee_areas=told.areas,
        addressee_count=told.count,
        addressee_indicator=None,
        family=family_of(asked, reference, [task]) or told.family,
        task=document.text[at.at(0) : at.end(task[1])],
        deadline=dated.stated.day if dated else None,
        deadline_kind=None if dated is None else "before" if dated.use == "before" else "by",
        indicator=shown_by(asked, task, told, reference),
        issued_on=None,
        evidence=evidence_at(document, quote, None, "row", address_of(cells[1]), []),
    )
