"""What the pure rooms are told before they start: the catalogue of indicators, its vocabulary, and the areas.

Reads `extract/catalogue/*.yml` and `dbt_project/seeds/{areas,area_aliases,area_succession}.csv` once; hands out frozen values.
Keeps out: matching (extract), the meaning of words beyond which concept they name, and everything that changes monthly.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from pipeline import paths

WORDS = "_words.yml"  # the shared vocabulary; every other file of the catalogue is one family


# Concepts that no wording names but the place of a word does: "còn 208.219 …", "tỉnh X có 3.263.464 thửa đất".
POSITIONAL = frozenset({"left_over", "owns"})


class CatalogueError(ValueError):
    """A catalogue file that cannot be used: one line naming the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a quantity is this indicator: each group of `needs` has a concept near it, none of `refuses` has."""

    needs: tuple[frozenset[str], ...] = ()
    refuses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the catalogue. `evidence_for`: what it is evidence for; `part_of`: the total it is counted out of.

    `complement_of`: the indicator that, taken from the whole, leaves this one. `ladder`, `rung`: its place (from 1) in an
    order of stages, where whoever stands on a rung has passed all lower ones. `completes`: the words of a task whose
    completion it would show.
    """

    id: str
    family: str
    unit_measure: str
    tier: str
    name_vi: str
    name_en: str
    evidence_for: tuple[str, ...]
    part_of: str | None
    direction: Literal["at_least", "at_most"]
    rules: tuple[Rule, ...]
    complement_of: str | None = None
    ladder: str | None = None
    rung: int | None = None
    completes: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording and the concept it names; phrases of one layer never overlap, the longest wins.

    `family`: the only family that knows the wording; None: every family does.
    """

    text: str
    layer: str
    concept: str
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A row of areas.csv: VN, VN63-<code> (to 30 June 2025) or VN34-<code> (since 1 July 2025)."""

    ref_area: str
    scheme: str
    code: str
    name_vi: str
    full_name_vi: str
    name_en: str
    type_vi: str
    region_code: str
    region_vi: str
    region_en: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Areas:
    """All areas by ref_area, their aliases (alias, ref_area, ambiguous) and what became of each (old, new)."""

    by_id: Mapping[str, Area]
    aliases: tuple[tuple[str, str, bool], ...]
    succession: tuple[tuple[str, str], ...]

    def of_scheme(self, scheme: str) -> tuple[Area, ...]:
        return tuple(area for area in self.by_id.values() if area.scheme == scheme)


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Everything above, as one argument. Compared and hashed by identity: there is one per process."""

    indicators: Mapping[str, Indicator]
    phrases: tuple[Phrase, ...]
    areas: Areas
    families: tuple[str, ...] = field(default=())


def load_catalogue(folder: Path) -> tuple[dict[str, Indicator], tuple[Phrase, ...], tuple[str, ...]]:
    """(indicators by id, phrases, families) of a catalogue folder; raises CatalogueError naming file and key."""
    indicators: dict[str, Indicator] = {}
    phrases: list[Phrase] = []
    families: list[str] = []
    for file in sorted(folder.glob("*.yml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        if not isinstance(content, dict):
            raise CatalogueError(f"{file.name}: not a mapping")
        unknown = set(content) - {"family", "topic", "concepts", "indicators", "ladders"}
        if unknown:
            raise CatalogueError(f"{file.name}: unknown key {sorted(unknown)[0]!r}")
        for layer, concepts in (content.get("concepts") or {}).items():
            for concept, wordings in concepts.items():
                phrases.extend(Phrase(text, layer, concept, content.get("family")) for text in _expanded(wordings))
        if file.name == WORDS:
            continue
        family = content["family"]
        families.append(family)
        phrases.extend(Phrase(text, "topic", family) for text in _expanded(content.get("topic") or []))
        for row in content["indicators"]:
            indicator = _indicator(row, family, file.name)
            if indicator.id in indicators:
                raise CatalogueError(f"{file.name}: {indicator.id} is declared twice")
            indicators[indicator.id] = indicator
        _climb(indicators, content.get("ladders") or {}, file.name)
    concepts = {phrase.concept for phrase in phrases} | POSITIONAL
    for indicator in indicators.values():
        for name in (*indicator.evidence_for, *filter(None, [indicator.part_of, indicator.complement_of])):
            if name not in indicators:
                raise CatalogueError(f"{indicator.family}.yml: {indicator.id} names unknown indicator {name}")
        if indicator.complement_of and indicators[indicator.complement_of].unit_measure != indicator.unit_measure:
            raise CatalogueError(f"{indicator.family}.yml: {indicator.id} and its complement differ in unit")
        for rule in (*indicator.rules, *indicator.completes):
            for concept in rule.refuses.union(*rule.needs):
                if concept not in concepts:
                    raise CatalogueError(f"{indicator.family}.yml: {indicator.id} names unknown concept {concept!r}")
    return indicators, tuple(phrases), tuple(families)


_INDICATOR_KEYS = {
    "id", "unit", "tier", "name_vi", "name_en", "evidence_for", "part_of", "direction", "when", "unless", "or_when",
    "complement_of", "completes",
}  # fmt: skip


def _indicator(row: dict[str, Any], family: str, file: str) -> Indicator:
    unknown = set(row) - _INDICATOR_KEYS
    if unknown:
        raise CatalogueError(f"{file}: {row.get('id', '?')}: unknown key {sorted(unknown)[0]!r}")
    missing = {"id", "unit", "name_vi", "name_en"} - set(row)
    if missing:
        raise CatalogueError(f"{file}: {row.get('id', '?')}: {sorted(missing)[0]!r} is missing")
    refuses = frozenset(row.get("unless") or ())
    ways = [row["when"]] if "when" in row else []
    ways.extend(row.get("or_when") or [])
    return Indicator(
        id=row["id"],
        family=family,
        unit_measure=row["unit"],
        tier=row.get("tier", "core"),
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        evidence_for=tuple(row.get("evidence_for") or ()),
        part_of=row.get("part_of"),
        direction=row.get("direction", "at_least"),
        rules=tuple(_rule([str(group) for group in way], refuses) for way in ways),
        complement_of=row.get("complement_of"),
        completes=tuple(_rule([str(group) for group in way], frozenset()) for way in row.get("completes") or ()),
    )


def _climb(indicators: dict[str, Indicator], ladders: Mapping[str, list[str]], file: str) -> None:
    """Write the declared ladders into their indicators; CatalogueError for a rung that cannot be one."""
    for ladder, ids in ladders.items():
        for rung, name in enumerate(ids, start=1):
            known = indicators.get(name)
            if known is None:
                raise CatalogueError(f"{file}: ladder {ladder} names unknown indicator {name}")
            if known.ladder:
                raise CatalogueError(f"{file}: {name} stands on two ladders, {known.ladder} and {ladder}")
            if known.unit_measure != indicators[ids[0]].unit_measure:
                raise CatalogueError(f"{file}: ladder {ladder} counts {name} in another unit than its first rung")
            indicators[name] = replace(known, ladder=ladder, rung=rung)


def _rule(way: list[str], refuses: frozenset[str]) -> Rule:
    """One way of saying it: 'a|b' is either, '!c' must not be said."""
    needs = tuple(frozenset(group.split("|")) for group in way if not group.startswith("!"))
    return Rule(needs, refuses | {group[1:] for group in way if group.startswith("!")})


_CHOICE = re.compile(r"\(([^()]*)\)")


def _expanded(wordings: Iterable[Any]) -> list[str]:
    """'(đã |)hoàn thành' -> both wordings; choices may nest."""
    texts: dict[str, None] = {}
    waiting = [str(wording) for wording in wordings]
    while waiting:
        wording = waiting.pop()
        choice = _CHOICE.search(wording)
        if choice is None:
            texts[" ".join(wording.split())] = None
            continue
        waiting.extend(
            wording[: choice.start()] + option + wording[choice.end() :] for option in choice.group(1).split("|")
        )
    return list(texts)


def load_areas(seeds: Path) -> Areas:
    """Areas, aliases and succession from the seed files in `seeds`."""
    by_id = {}
    for row in _rows(seeds / "areas.csv"):
        by_id[row["ref_area"]] = Area(
            **{
                name: row[name]
                for name in (
                    "ref_area", "scheme", "code", "name_vi", "full_name_vi", "name_en", "type_vi", "region_code",
                    "region_vi", "region_en",
                )
            },
            valid_from=_date(row["valid_from"]),
            valid_to=_date(row["valid_to"]),
        )  # fmt: skip
    aliases = tuple(
        (row["alias"], row["ref_area"], row["ambiguous"].lower() in {"1", "true"})
        for row in _rows(seeds / "area_aliases.csv")
    )
    succession = tuple((row["old_area"], row["new_area"]) for row in _rows(seeds / "area_succession.csv"))
    return Areas(by_id, aliases, succession)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def load_reference(catalogue: Path = paths.CATALOGUE, seeds: Path = paths.SEEDS) -> Reference:
    """The catalogue and the areas, read once per process."""
    indicators, phrases, families = load_catalogue(catalogue)
    return Reference(indicators, phrases, load_areas(seeds), families)
