"""The account of a form: every numeral of the file that is no figure, without telling what nobody may publish.

Holds the masking of what stands outside the quoted rows: the contacts, the examples, notes. Keeps out: which rows are
quoted and what in them is used (workbook).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.extract.account import account
from pipeline.extract.form import DATA
from pipeline.terms import Document, UnreadFigure, UnreadReason

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")

Span = tuple[int, int]


class Unread(NamedTuple):
    """A stretch of the document that is no figure, and why."""

    start: int
    end: int
    reason: UnreadReason


def account_of_form(
    document: Document,
    used: Iterable[Span],
    explained: Iterable[Unread],
    quotes: Sequence[Span],
    totals: Sequence[Span],
) -> tuple[UnreadFigure, ...]:
    """Every numeral that is no figure; outside the quoted rows only its address and its reason are told."""
    quoted = sorted([*quotes, *totals])
    starts = [start for start, _ in quoted]
    addresses = _addresses(document)
    inside = {at for span in quoted for at in range(*span)}
    others = [span for span in numerals_in(document, (0, len(document.text))) if span[0] not in inside]
    spans = [
        *explained,
        *(Unread(*span, "repeat") for total in totals for span in numerals_in(document, total)),
        *(Unread(*span, "boilerplate") for span in others),
    ]
    told = []
    for figure in account(document, used, spans):
        before = bisect_right(starts, figure.char_start)
        if before and figure.char_end <= quoted[before - 1][1]:
            told.append(replace(figure, quote=document.text[slice(*quoted[before - 1])]))
        else:
            masked = re.sub(r"\S", "•", figure.value_text)
            told.append(replace(figure, value_text=masked, quote=_address(addresses, figure.char_start)))
    return tuple(told)


def numerals_in(document: Document, span: Span) -> list[Span]:
    return [match.span() for match in _NUMERAL.finditer(document.text, *span)]


def _addresses(document: Document) -> list[tuple[int, int, str]]:
    """Where each cell and line begins and ends, with its address, in reading order."""
    cells = ((c.char_start, c.char_end, c.ref) for table in document.tables for c in table.cells if c.ref)
    lines = ((block.char_start, block.char_end, block.ref) for block in document.blocks if block.ref)
    return sorted((start, end, ref) for start, end, ref in (*cells, *lines) if end > start)


def _address(addresses: list[tuple[int, int, str]], at: int) -> str:
    """The address of the cell or line at an offset; of the sheet of data for what has none."""
    before = bisect_right(addresses, at, key=lambda address: address[0])
    return addresses[before - 1][2] if before and at < addresses[before - 1][1] else DATA
