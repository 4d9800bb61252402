"""From a Document to Observations with their sentences, and an account of every numeral that is none.

The rooms in order: `spans` are the nouns; `lexer`, `quantities`, `dating` and `refusals` find them, `mentions` reads a block with them; `bind` walks
the blocks and asks `topics`, `match`, `no_level`, `kind`, `where`, `when` and `attribution` about each quantity; `lists` and `lone` read names, with `told`; `grid`,
`frames`, `roles`, `headers`, `columns`, `cells` and `tables` read tables; `form`, `form_sheets`, `form_cells`, `form_account` and `workbook` read a filled-in form;
`instructions` reads who is told to do what, with `orders`, `order_forms`, `order_verbs`, `order_lists` and `order_tables`, `issuers`, `addressees`, `tasks`, `asked` and `retold`; `account` lists what was not used and why; `decisions` applies what a person
decided, and `lookups` a source's own words. Pure: catalogue, areas and context are arguments. Keeps out: files, the clock, the network, and every wording (catalogue/*.yml).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.account import account, without_asked, without_doubtful, without_repeats
from pipeline.extract.bind import Binder
from pipeline.extract.context import Context
from pipeline.extract.form_sheets import is_form
from pipeline.extract.instructions import InstructionReader
from pipeline.extract.lexer import lexer_for
from pipeline.extract.order_tables import tasks_of
from pipeline.extract.retold import once
from pipeline.extract.tables import TableReader
from pipeline.extract.workbook import read_form
from pipeline.reference import Reference
from pipeline.terms import Document, Instruction, Observation, UnreadFigure

__all__ = ["Context", "Extraction", "extract_document"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says within the catalogue, and every numeral it does not, with the reason."""

    observations: tuple[Observation, ...]
    unread: tuple[UnreadFigure, ...]
    instructions: tuple[Instruction, ...] = ()


def extract_document(document: Document, context: Context, reference: Reference) -> Extraction:
    """Observations of `document` in reading order. Every quote is exact; every numeral is used or in `unread`.

    Raises FormError for a form of ours that was filled in wrongly: then nothing of it is read.
    """
    if is_form(document):
        filled = read_form(document, context, reference, context.published_on)
        return Extraction(filled.observations, filled.unread)
    lexer = lexer_for(reference)
    binder = Binder(document, context, reference, lexer)
    bound = binder.read()
    reader = TableReader(document, context, reference, lexer, binder.home)
    for table in document.tables:
        if not reader.read(table, binder.before(table.char_start)):
            binder.read_cells(table)
    orders = InstructionReader(document, context, reference, bound.found)
    listed = [
        task for table in document.tables for task in tasks_of(document, table, context, reference, binder.passage)
    ]
    told = once([*orders.read(binder.passages), *listed])
    done, asked = without_asked(bound.found, orders.addressed)
    sure, doubtful = without_doubtful([*done, *reader.result.found])
    found, repeats = without_repeats(sorted(sure, key=lambda item: item.observation.evidence.char_start))
    observations = tuple(item.observation for item in found)
    used = [span for item in found for span in item.used]
    values = {(o.obs_value, o.unit_measure) for o in observations}
    unbound = [
        (start, end, "repeat" if reason == "unknown" and any((value, unit) in values for unit in units) else reason)
        for start, end, reason, value, units in bound.unbound
    ]
    return Extraction(
        observations,
        tuple(account(document, used, [*doubtful, *asked, *repeats, *bound.refused, *reader.result.refused, *unbound])),
        told,
    )
