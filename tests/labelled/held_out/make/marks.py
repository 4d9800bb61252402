"""A document with its facts: text with marks goes in, plain text comes out and the facts are kept.

A mark is `[[what is printed|indicator value options]]`; `[[*A, B và C|family.status s=...]]` gives one fact for each name.
Options: t (time), a (area), q (qualifier), k (kind), dl (deadline), s (status), den (denominator). `;;` parts two facts of one mark.
Keeps out: files and layouts (the other modules) and every judgement (a mark is written by hand, by the guide).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from .places import area as code_of

_MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")
_NAMES = re.compile(r"\s*(?:,\s*and\s|,|;|\svà\s|\sand\s)\s*")
_FAMILIES = {
    "cs": "civil_status", "cr": "criminal_record", "os": "online_services", "ld": "land", "cb": "cbccvc", "p6": "p06",
    "n5": "nq57", "n7": "nq71", "gv": "gov", "pr": "procedures", "pd": "population_db", "vn": "vneid",
}  # fmt: skip
_KINDS = {"t": "target", "c": "comparison", "ch": "change", "p": "promise"}
ABSENT = "-"


@dataclass
class Doc:
    """One document: `area` and `time` are what its title or publisher states for every figure that says nothing else."""

    name: str
    file: str
    format: str
    family: str
    layout: str
    published: str | None
    month: str | None = None
    language: str = "vi"
    area: str = "VN"
    time: str | None = None
    by: str | None = ABSENT
    default_area: str | None = None
    facts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def day(self) -> str:
        return self.published or f"{self.month}-28"

    def text(self, marked: str) -> str:
        return _MARK.sub(self._keep, marked)

    def _keep(self, match: re.Match[str]) -> str:
        printed, specs = match.groups()
        for spec in specs.split(";;"):
            indicator, *rest = spec.split()
            values = [part for part in rest if "=" not in part]
            options = dict(part.split("=", 1) for part in rest if "=" in part)
            if printed.startswith("*"):
                for name in _NAMES.split(printed[1:]):
                    self.fact(indicator, None, name, **{**options, "a": name})
            else:
                if indicator.endswith(".status"):
                    options.setdefault("a", printed)
                self.fact(indicator, values[0] if values else None, printed, **options)
        return printed.removeprefix("*")

    def fact(self, indicator: str, value: Any, quote: str, **options: str) -> None:
        unknown = set(options) - {"t", "a", "q", "k", "dl", "s", "den", "by"}
        if unknown:
            raise KeyError(f"{self.name}: {unknown}")
        head, _, tail = indicator.partition(".")
        kind = _KINDS.get(options.get("k", ""), "actual")
        numerator = denominator = None
        if isinstance(value, str):
            top, _, bottom = value.partition("/")
            value = float(top)
            if bottom:
                numerator, denominator = value, float(bottom)
        time = options.get("t", self.time)
        if kind in {"target", "promise"} or time == "none":
            time = None
        row = {
            "doc": self.name,
            "indicator": f"{_FAMILIES.get(head, head)}.{tail}",
            "ref_area": code_of(options.get("a", self.area).replace("_", " "), self.day),
            "time_period": time,
            "obs_value": _tidy(value),
            "numerator": _tidy(numerator),
            "denominator": _tidy(float(options["den"]) if "den" in options else denominator),
            "qualifier": options.get("q"),
            "status": options.get("s"),
            "obs_kind": kind,
            "deadline": options.get("dl"),
            "quote": unicodedata.normalize("NFC", quote),
        }
        by = options.get("by", self.by)
        if by != ABSENT:
            row["attributed_to"] = by.replace("_", " ") if by else None
        key = [row[k] for k in ("indicator", "ref_area", "obs_kind", "obs_value")]
        if any([old[k] for k in ("indicator", "ref_area", "obs_kind", "obs_value")] == key for old in self.facts):
            raise ValueError(f"{self.name}: twice {key}")
        self.facts.append(row)

    def manifest(self) -> dict[str, Any]:
        row = {
            "doc": self.name, "file": self.file, "format": self.format, "family": self.family, "layout": self.layout,
            "published": self.published, "report_month": self.month, "language": self.language,
        }  # fmt: skip
        return row | ({"default_area": self.default_area} if self.default_area else {})


def _tidy(value: Any) -> Any:
    """Whole numbers without a decimal point, as a reader would write them."""
    if value is None:
        return None
    return int(value) if float(value) == int(float(value)) else float(value)


def vi(number: float, places: int = 0) -> str:
    """1.091.481 and 44,5: the Vietnamese form."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))
