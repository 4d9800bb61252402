"""Formulas whose value nobody has calculated: the file stores none, or a zero that a library left there.

Holds the scan of the sheets' XML that the cell reader cannot do, since it sees values only, and the bound on cells.
Keeps out: calculating; a value that is not stored is not made up.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.read.document import ReadError

_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REF = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>(.*?)</f>)", re.DOTALL)
_VALUE = re.compile(rb"<v\b[^>]*>([^<]+)</v>")
_SUM = re.compile(rb"(?i)^\s*(?:SUM|AVERAGE)\(\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)\)\s*$")
_SHEET = re.compile(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(Id|Target)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas without a value, by sheet title and cell."""

    _uncalculated: dict[str, set[str]] = field(default_factory=dict)

    def is_uncalculated(self, sheet: str, cell: str) -> bool:
        """Does the cell hold a formula whose value is not in the file?"""
        return cell in self._uncalculated.get(sheet, ())


@dataclass(slots=True)
class _Found:
    values: dict[str, bytes] = field(default_factory=dict)  # by cell, of cells with numbers
    formulas: dict[str, bytes] = field(default_factory=dict)


def formulas_of(data: bytes, max_cells: int) -> Formulas:
    """Scan every sheet. Raises ReadError when there are more than `max_cells` cells."""
    sheets: dict[str, _Found] = {}
    n_cells = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for title, name in _sheets(archive):
            source = archive.read(name)
            n_cells += source.count(b"<c ") + source.count(b":c ")
            if n_cells > max_cells:
                raise ReadError(f"a workbook of more than {max_cells:,} cells")
            sheets[title] = _scan(source)
    never_calculated = _is_never_calculated(sheets)
    return Formulas(
        {
            title: {cell for cell in found.formulas if cell not in found.values or never_calculated}
            for title, found in sheets.items()
        }
    )


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(title, member) of each sheet of the workbook."""
    from html import unescape

    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    targets = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")):
        found = dict(_ATTRIBUTE.findall(relation))
        targets[found.get("Id")] = posixpath.normpath(posixpath.join("/xl", found.get("Target", ""))).lstrip("/")
    for title, relation in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", errors="replace")):
        if targets.get(relation) in names:
            yield unescape(title), targets[relation]


def _scan(source: bytes) -> _Found:
    found = _Found()
    for attributes, inside in _CELL.findall(source):
        ref = _REF.search(attributes)
        if not ref or not inside:
            continue
        cell = ref[1].decode()
        formula = _FORMULA.search(inside)
        if formula:
            found.formulas[cell] = formula[1] or b""
        if value := _VALUE.search(inside):
            found.values[cell] = value[1].strip()
    return found


def _is_never_calculated(sheets: dict[str, _Found]) -> bool:
    """Did a library write zero for every formula? Known by a sum of figures that is stored as zero."""
    stored = [found.values.get(cell) for found in sheets.values() for cell in found.formulas]
    if not stored or any(value not in (None, b"0", b"0.0") for value in stored):
        return False
    return any(_sums_figures(formula, found) for found in sheets.values() for formula in found.formulas.values())


def _sums_figures(formula: bytes, found: _Found) -> bool:
    span = _SUM.match(formula)
    if not span or span[1] != span[3]:
        return False
    first, last = int(span[2]), min(int(span[4]), int(span[2]) + 10_000)
    cells = (f"{span[1].decode()}{row}" for row in range(first, last + 1))
    return any(_is_positive(found.values.get(cell, b"")) for cell in cells if cell not in found.formulas)


def _is_positive(value: bytes) -> bool:
    try:
        return float(value) > 0
    except ValueError:
        return False
