"""Rows that check themselves: 100 · done / total = rate, and a total that is the sum of two columns.

Holds the search for such columns and what a row then proves. A number is proved only if no other digit in its place
would pass; in a row that fails, none of its numbers is believed. Keeps out: repairing a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from decimal import Decimal
from itertools import permutations

_VIETNAMESE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_FEWEST = 4  # rows
_MOST_COLUMNS = 12
_HIGHEST_RATE = 1000  # percent
_SHARE = 0.7  # of the rows must pass before the columns are taken to belong together

Row = dict[int, str]
Law = Callable[[Decimal, Decimal, Decimal, int], bool]


def value_of(text: str) -> Decimal | None:
    """A number as printed in Vietnamese ("1.234,5", "59,64%"); None for anything else."""
    bare = text.strip().rstrip("%")
    return Decimal(bare.replace(".", "").replace(",", ".")) if _VIETNAMESE.fullmatch(bare) else None


def checked(
    rows: Sequence[Row], weak: Set[tuple[int, int]] = frozenset()
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """(proved, doubted): positions (row, column) whose numbers a row proves, or puts in doubt.

    `rows` hold number texts by column. A row that fails with a `weak` number in it says nothing about the others.
    """
    values = [{col: value for col, text in row.items() if (value := value_of(text)) is not None} for row in rows]
    counts = {col: sum(1 for row in values if col in row) for row in values for col in row}
    columns = sorted(sorted(counts, key=lambda col: -counts[col])[:_MOST_COLUMNS])
    proved: set[tuple[int, int]] = set()
    doubted: set[tuple[int, int]] = set()
    for triple in permutations(columns, 3):
        for law in (_is_rounded, _is_cut_off):
            if _apply(law, triple, rows, values, weak, proved, doubted):
                break
        if triple[0] < triple[1]:
            _apply(_is_sum, triple, rows, values, weak, proved, doubted)
    return proved - doubted, doubted


def _apply(
    law: Law,
    triple: tuple[int, ...],
    rows: Sequence[Row],
    values: Sequence[dict[int, Decimal]],
    weak: Set[tuple[int, int]],
    proved: set[tuple[int, int]],
    doubted: set[tuple[int, int]],
) -> bool:
    """Do the columns keep the law? Then what each row proves or puts in doubt is added."""
    whole = [i for i, row in enumerate(values) if all(col in row for col in triple)]
    telling = [i for i in whole if len({values[i][col] for col in triple}) == 3 and values[i][triple[0]]]
    passing = [i for i in telling if _passes(law, triple, rows[i], values[i])]
    if len(telling) < _FEWEST or len(passing) < _SHARE * len(telling):
        return False
    for i in whole:
        if _passes(law, triple, rows[i], values[i]):
            proved.update((i, col) for col in triple if _pinned(law, triple, rows[i], values[i], col))
        elif not any((i, col) in weak for col in triple):
            doubted.update((i, col) for col in triple)
    return True


def _passes(law: Law, triple: tuple[int, ...], row: Row, values: dict[int, Decimal]) -> bool:
    a, b, c = (values[col] for col in triple)
    return law(a, b, c, _places(row[triple[2]]))


def _pinned(law: Law, triple: tuple[int, ...], row: Row, values: dict[int, Decimal], col: int) -> bool:
    """Would the row fail with any other digit at any one place of this number?"""
    text = row[col]
    for at, char in enumerate(text):
        if not char.isdigit():
            continue
        for other in "0123456789":
            changed = value_of(text[:at] + other + text[at + 1 :])
            if other != char and changed is not None and _passes(law, triple, row, values | {col: changed}):
                return False
    return True


def _is_rounded(total: Decimal, done: Decimal, rate: Decimal, places: int) -> bool:
    return _may_be_rate(total, done, rate) and abs(100 * done / total - rate) <= Decimal(5).scaleb(-places - 1)


def _is_cut_off(total: Decimal, done: Decimal, rate: Decimal, places: int) -> bool:
    return _may_be_rate(total, done, rate) and 0 <= 100 * done / total - rate < Decimal(1).scaleb(-places)


def _may_be_rate(total: Decimal, done: Decimal, rate: Decimal) -> bool:
    """A rate is of whole numbers, or the same three would pass turned round."""
    whole = total == total.to_integral_value() and done == done.to_integral_value()
    return total > 0 and whole and rate < _HIGHEST_RATE


def _is_sum(a: Decimal, b: Decimal, c: Decimal, places: int) -> bool:
    return a + b == c


def _places(text: str) -> int:
    return len(text.rstrip("%").partition(",")[2])
