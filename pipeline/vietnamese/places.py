"""Provinces in text: names, aliases and lists, never an abbreviation that could be two of them.

Holds the automaton over the aliases handed in, where districts, towns and communes are named, the rules that keep towns, districts, streets and people from passing as provinces,
and lists ("A, B và C"). Keeps out: which of the two area schemes applies to a figure (extract), reading the alias file (reference).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick

from pipeline.vietnamese.text import fold

# What stands before a name when it is not the province: thị xã Quảng Trị, đường Bắc Giang, báo Đồng Nai, CLB Nam Định.
_NOT_PROVINCE = re.compile(
    r"(?<!\w)(?:thị xã|tx\.?|thị trấn|huyện|quận|phường|xã|đường|phố|sông|cầu|đèo|vịnh|cảng|(?<!môi )trường|đại học|báo|clb|câu lạc bộ|đội|"
    r"ông|bà|anh|chị|town of|district of|ward of) $"
)
_CITY = re.compile(r"(?:thành phố|tp\.?|city of) ?$")
_CITY_AFTER = re.compile(r" city(?![^\W_])")
_NOT_PROVINCE_AFTER = re.compile(r" (?:town|district|ward|fc|vs|city district)(?![^\W_])")
_SEPARATOR = re.compile(
    r"\s*(?:,|;|/|-|và|lẫn|cùng|với|and|&|, và|, and|cùng với|lẫn|; và)\s*(?:(?:các )?(?:tỉnh|thành phố|tp\.?|city|province)\s+)?"
)


_LOCAL = re.compile(
    r"(?:(?P<unit>[Hh]uyện|[Tt]hị xã|[Tt]hị trấn|[Qq]uận|[Pp]hường|[Xx]ã|[Đđ]ặc khu|TX\.?|TT\.)(?: đảo)?|[Tt]hành phố|TP\.?) (?P<name>\w+)"
    r"|(?:[Tt]oàn|[Đđ]ịa bàn|UBND|Công an|[Tt]ại) (?:huyện|thị xã|quận|xã|phường|thị trấn)(?=[,.;]| (?!và|các|huyện|xã|phường|quận|thị))|(?:[Xx]ã|[Pp]hường|[Hh]uyện) (?:ta|mình|nhà)(?!\w)"
    r"|(?P<english>\w+) (?:town|district|commune|ward)(?![\w'])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A province named at text[start:end]; `codes` maps scheme (VN63, VN34) to ref_area."""

    start: int
    end: int
    codes: tuple[tuple[str, str], ...]

    def ref_area(self, scheme: str) -> str | None:
        return dict(self.codes).get(scheme)


class PlaceFinder:
    """Finds provinces by alias. `aliases`: (alias, ref_area, ambiguous); `cities`: areas that are centrally-run cities."""

    def __init__(self, aliases: Iterable[tuple[str, str, bool]], cities: Iterable[str] = ()) -> None:
        self._cities = frozenset(cities)
        names: dict[str, dict[str, str]] = {}
        for alias, ref_area, ambiguous in aliases:
            scheme = ref_area.split("-")[0]
            if not ambiguous and scheme in {"VN63", "VN34"}:
                names.setdefault(fold(alias), {})[scheme] = ref_area
        self._automaton = ahocorasick.Automaton()
        for name, codes in names.items():
            self._automaton.add_word(name, (len(name), tuple(sorted(codes.items()))))
        if names:
            self._automaton.make_automaton()
        self._empty = not names

    def find(self, text: str, original: str | None = None) -> list[Place]:
        """Places in folded `text`, leftmost longest. `original` (same length) lets a lower-case first letter veto."""
        if self._empty:
            return []
        hits = []
        for last, (length, codes) in self._automaton.iter(text):
            start, end = last - length + 1, last + 1
            if (start and (text[start - 1].isalnum() or text[start - 1] == "_")) or (
                end < len(text) and text[end].isalnum()
            ):
                continue
            hits.append((start, -end, codes))
        hits.sort()
        places: list[Place] = []
        for start, negative_end, codes in hits:
            end = -negative_end
            if places and start < places[-1].end:
                continue
            if (
                original is not None
                and not original[start].isupper()
                and not text[start:end].startswith(("tỉnh", "thành phố", "tp"))
            ):
                continue
            if self._is_province(text, start, end, codes):
                places.append(Place(start, end, codes))
        return places

    def _is_province(self, text: str, start: int, end: int, codes: tuple[tuple[str, str], ...]) -> bool:
        before = text[max(0, start - 24) : start]
        if _NOT_PROVINCE.search(before) or _NOT_PROVINCE_AFTER.match(text, end):
            return False
        if _CITY_AFTER.match(text, end) and not any(code in self._cities for _, code in codes):
            return False  # "Bac Giang City" is the town of the province
        if _CITY.search(before) and not any(code in self._cities for _, code in codes):
            # "các tỉnh, thành phố Bắc Ninh, …" is a heading of a list; "thành phố Bắc Ninh" is a town of the province
            return bool(re.search(r"tỉnh,? (?:và )?(?:thành phố|tp\.?) ?$", before))
        return True


def place_lists(text: str, places: list[Place]) -> list[list[Place]]:
    """Runs of places joined by commas, "và", "and"; a single place is a run of one."""
    runs: list[list[Place]] = []
    for place in places:
        if runs:
            between = text[runs[-1][-1].end : place.start]
            if _SEPARATOR.fullmatch(between):
                runs[-1].append(place)
                continue
            bracket = re.fullmatch(r"\s*\([^()]*\)(.*)", between)
            if bracket and _SEPARATOR.fullmatch(bracket.group(1)):
                runs[-1].append(place)
                continue
        runs.append([place])
    return runs


def local_spans(plain: str, places: list[Place]) -> list[tuple[int, int]]:
    """Where a district, a town or a commune is named or meant; "thành phố Hải Phòng" is a province and is not."""
    return [
        (match.start(), match.end())
        for match in _LOCAL.finditer(plain)
        if _is_name(match) and not any(place.start <= match.end() and match.start() < place.end for place in places)
    ]


def _is_name(match: re.Match[str]) -> bool:
    """What follows the word is a name: "huyện Bắc Hà", "phường 1"; not "huyện đã", not "xã 2025"."""
    name = match.group("name") or match.group("english")
    if name is None:
        return True
    return name[0].isupper() or (match.group("unit") is not None and name.isdigit() and len(name) <= 2)
