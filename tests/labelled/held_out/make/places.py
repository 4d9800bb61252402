"""Province codes for names as our documents print them, before and after 1 July 2025. Keeps out: districts and communes."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

MERGER = "2025-07-01"
_TITLES = re.compile(r"^(thành phố|tỉnh|tp\.?|province of|city of)\s+|\s+(city|province)$", re.IGNORECASE)
_OTHER = {
    "thua thien - hue": "thua thien hue",
    "hue": "hue",
    "ba ria – vung tau": "ba ria - vung tau",
    "ba ria-vung tau": "ba ria - vung tau",
    "hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "tp.hcm": "ho chi minh",
    "ha noi": "ha noi",
    "hanoi": "ha noi",
    "dak nong": "dak nong",
    "dac lac": "dak lak",
    "da nang": "da nang",
}


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.strip().lower().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


@cache
def _rows(scheme: str) -> dict[str, str]:
    seeds = next(p / "dbt_project" / "seeds" for p in Path(__file__).resolve().parents if (p / "dbt_project").is_dir())
    with (seeds / "areas.csv").open(encoding="utf-8") as file:
        return {row["name_vi"]: row["code"] for row in csv.DictReader(file) if row["scheme"] == scheme and row["code"]}


@cache
def _codes(scheme: str) -> dict[str, str]:
    return {plain(name): code for name, code in _rows(scheme).items()}


def names(scheme: str) -> list[str]:
    """The provinces in the order of the official list."""
    return list(_rows(scheme))


def area(name: str, day: str) -> str:
    """`VN63-01` or `VN34-01` for a printed name; VN for the country."""
    if name == "VN" or name.startswith("VN"):
        return name
    scheme = "VN34" if day >= MERGER else "VN63"
    key = plain(_TITLES.sub("", name.strip()))
    key = _OTHER.get(key, key)
    codes = _codes(scheme)
    if key == "hue" and scheme == "VN63":
        key = "thua thien hue"
    if key == "thua thien hue" and scheme == "VN34":
        key = "hue"
    if key not in codes:
        raise KeyError(f"{name!r} is no province of {scheme}")
    return f"{scheme}-{codes[key]}"
