"""What waits for a person: figures nobody could read, doubtful characters, refused rows, each with its sentence.

Holds the one query to the lake that `tiendo review` and the Dagster check share, and the YAML line with which a person
answers. Keeps out: printing, and what a decision does (extract/decisions).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipeline.sources.decisions import numeral_places
from pipeline.terms import NumberFormat
from pipeline.vietnamese.numbers import find_numbers
from pipeline.vietnamese.text import fold

Kind = Literal["ignore", "correction"]

AROUND = 70  # characters of the sentence on each side of the numeral that a decision repeats

WAITING = """
    select
        u.source, u.report_month, u.reason, u.document_sha256, d.file, d.title, u.page, u.box, u.confidence,
        u.char_start, u.char_end, u.value_text, u.quote, u.quote_start,
        count(distinct o.document_sha256) as n_documents
    from read_parquet(?) u
    left join read_parquet(?) d using (source, report_month, document_sha256)
    left join read_parquet(?) o on o.source = u.source and o.report_month = u.report_month
    where u.reason in ('unknown', 'low_confidence', 'refused')
    group by all
"""
REFUSED = """
    select
        q.source, q.report_month, q.table_name, q.row_json, string_agg(distinct q.reason, ', ' order by q.reason) as why,
        count(distinct o.document_sha256) as n_documents
    from read_parquet(?) q
    left join read_parquet(?) o on o.source = q.source and o.report_month = q.report_month
    where q.table_name in ('observations', 'unread_figures')
    group by q.source, q.report_month, q.table_name, q.row_key, q.row_json
"""


class OldLake(Exception):
    """The lake was written by an earlier version and lacks what a review needs."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One figure that waits. `why`: what was wrong with a refused row; `n_documents`: of this source and month."""

    source: str
    report_month: str
    reason: str
    document_sha256: str
    file: str | None
    title: str | None
    page: int | None
    box: str | None
    confidence: float | None
    char_start: int
    char_end: int
    value_text: str | None
    quote: str
    quote_start: int
    n_documents: int = 1
    indicator: str | None = None
    ref_area: str | None = None
    why: str | None = None

    @property
    def place(self) -> tuple[int, int] | None:
        """Where the numeral stands in the quote."""
        if self.value_text is None:
            return None
        exact = (self.char_start - self.quote_start, self.char_end - self.quote_start)
        if self.quote[max(0, exact[0]) : exact[1]] == self.value_text:
            return exact
        # A refused row tells where its sentence stands, not where in it the numeral does.
        places = numeral_places(self.quote, self.value_text)
        return places[0] if places else None

    @property
    def marked(self) -> str:
        """The sentence on one line, the numeral between guillemets."""
        if self.place is None:
            return " ".join(self.quote.split())
        start, end = self.place
        return " ".join(f"{self.quote[:start]}«{self.quote[start:end]}»{self.quote[end:]}".split())


def waiting(lake: Path, months: Sequence[str]) -> list[Waiting]:
    """Everything that waits in the months (YYYY-MM), by month, source, document and place. Raises OldLake."""
    found: list[Waiting] = []
    with duckdb.connect() as connection:
        for month in months:
            unread, documents, quarantine = (
                lake / table / f"{month}.parquet" for table in ("unread_figures", "documents", "quarantine")
            )
            if not (unread.is_file() and documents.is_file() and quarantine.is_file()):
                continue
            try:
                found += [Waiting(**row) for row in _rows(connection, WAITING, [unread, documents, documents])]
                found += [_refused(row) for row in _rows(connection, REFUSED, [quarantine, documents])]
            except duckdb.BinderException as error:
                raise OldLake(f"{lake}: written by an earlier version; run or backfill the months again") from error
    return sorted(found, key=lambda w: (w.report_month, w.source, w.document_sha256, w.char_start, w.char_end))


def decision(item: Waiting, today: date, kind: Kind, number_format: NumberFormat) -> dict[str, Any]:
    """The entry that ignores or corrects the figure: its month, a part of its sentence, and what is printed there.

    The document is named where the month has several. The person fills in what is empty; left empty, it is refused.
    """
    entry: dict[str, Any] = {"month": item.report_month}
    if item.n_documents > 1:
        entry["document"] = item.document_sha256[:12]
    quote, occurrence = part_of(item.quote, item.place)
    entry["quote"] = quote
    if item.value_text is not None:
        entry["value_text"] = " ".join(item.value_text.split())
    if occurrence is not None:
        entry["occurrence"] = occurrence
    if item.indicator is not None:
        entry["was"] = {"indicator": item.indicator, "ref_area": item.ref_area}
    if kind == "correction":
        numbers = find_numbers(fold(item.value_text or ""), number_format)
        value = {"obs_value": numbers[0].value} if numbers else {}
        if item.indicator is not None:
            entry["set"] = value
        else:
            entry["supply"] = {"indicator": "", "ref_area": item.ref_area or "VN", **value}
    return {**entry, "reason": "", "decided_by": "", "decided_on": today}


def yaml_line(entry: dict[str, Any]) -> str:
    """An entry as one item of a YAML list, ready to be pasted under its key."""
    return f"- {_flow(entry)}"


def part_of(quote: str, place: tuple[int, int] | None) -> tuple[str, int | None]:
    """A part of the sentence around the numeral, cut at spaces, and which of several equal numerals in it is meant."""
    if place is None:
        return " ".join(quote.split()), None
    start, end = max(0, place[0] - AROUND), min(len(quote), place[1] + AROUND)
    if start:
        cut = re.search(r"\s\S", quote[start : place[0]])
        start = start + cut.end() - 1 if cut else place[0] - len(_run_before(quote, place[0]))
    if end < len(quote):
        cuts = list(re.finditer(r"\S(?=\s)", quote[place[1] : end]))
        end = place[1] + (cuts[-1].end() if cuts else len(_run_after(quote, place[1])))
    words = r"\s+".join(map(re.escape, quote[start:end].split()))
    if len(re.findall(f"(?={words})", quote)) > 1:
        start, end = 0, len(quote)  # a sentence that repeats itself is given whole
    places = numeral_places(quote, quote[place[0] : place[1]], start, end)
    return " ".join(quote[start:end].split()), places.index(place) + 1 if len(places) > 1 and place in places else None


def _run_before(text: str, at: int) -> str:
    """The characters before `at` up to the nearest space: half a word proves nothing."""
    found = re.search(r"\S*$", text[:at])
    return found.group() if found else ""


def _run_after(text: str, at: int) -> str:
    found = re.match(r"\S*", text[at:])
    return found.group() if found else ""


def _rows(connection: duckdb.DuckDBPyConnection, query: str, files: Sequence[Path]) -> list[dict[str, Any]]:
    cursor = connection.execute(query, [str(file) for file in files])
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _refused(row: dict[str, Any]) -> Waiting:
    """A quarantined row: what it would have said stands in its JSON."""
    refused = json.loads(row["row_json"])
    names = ("document_sha256", "file", "title", "page", "box", "confidence", "char_start", "char_end", "value_text")
    return Waiting(
        source=row["source"],
        report_month=row["report_month"],
        reason="refused",
        **{name: refused.get(name) for name in names},
        quote=refused.get("quote") or "",
        quote_start=refused.get("quote_start", refused.get("char_start") or 0),
        n_documents=row["n_documents"],
        indicator=refused.get("indicator"),
        ref_area=refused.get("ref_area"),
        why=row["why"],
    )


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}|[a-z_]+(\.[a-z_]+)+", value):
        return json.dumps(value, ensure_ascii=False)  # YAML reads a JSON string as it is
    return f"{value:.10g}" if isinstance(value, float) else str(value)
