"""The made-up history of the provinces: civil-status records, land parcels and districts, month by month.

Holds one seeded simulation: S-shaped progress with stalls, totals that are revised, 63 provinces that become 34 by
summing. Nothing in it follows any real province; which province does well is drawn by lot. Keeps out: how the figures
are printed, and reports that come late or never.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SEED = 20241105
MONTHS = tuple(f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13))[:29]
MERGER = MONTHS.index("2025-07")
RECORDS_PER_DISTRICT = 140_000
PARCELS_PER_DISTRICT = 75_000

# How far the 34 provinces are by the last month (low, high), how far their parts had come by June 2025, and how many.
CLASSES: Mapping[str, tuple[tuple[float, float], tuple[float, float], int]] = {
    "finished": ((1.0, 1.0), (0.90, 0.97), 9),
    "close": ((0.986, 0.995), (0.86, 0.93), 6),
    "nearing": ((0.955, 0.984), (0.80, 0.90), 6),
    "behind": ((0.90, 0.945), (0.66, 0.80), 4),
    "hopeless": ((0.52, 0.80), (0.34, 0.58), 7),
    "silent": ((0.82, 0.88), (0.68, 0.78), 1),
    "silent, close": ((0.996, 0.999), (0.94, 0.97), 1),
}
SILENT_FROM = MONTHS.index("2026-01")


@dataclass(frozen=True, slots=True)
class Cells:
    """What a province has reached at the end of a month. `districts` is (done, in all), None once there are none."""

    records_done: int
    records_total: int
    parcels_done: int
    parcels_total: int
    districts: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Succession:
    """The areas before and after the merger: codes in order, and which old codes each new one is made of."""

    old: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]


def simulate(succession: Succession, districts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, Cells]]:
    """month → ref_area → cells; `districts` is month → old area → number of districts. Same inputs, same result."""
    rng = random.Random(SEED)
    kinds = _kinds(rng, succession)
    first = districts[MONTHS[0]]
    old = {area: _old_path(rng, kinds[new], first[area]) for new in succession.parts for area in succession.parts[new]}
    history: dict[str, dict[str, Cells]] = {month: {} for month in MONTHS}
    for area in succession.old:
        path = old[area]
        for index, month in enumerate(MONTHS[:MERGER]):
            done = path.parcels[index] / path.parcels_total[index]
            in_all = districts[month][area]
            count = min(in_all, math.floor(in_all * max(0.0, done * 1.25 - 0.25) + 0.5))
            history[month][area] = path.cells(index, (count, in_all))
    for new, parts in succession.parts.items():
        path = _new_path(rng, kinds[new], [old[part] for part in parts])
        last = SILENT_FROM if kinds[new].startswith("silent") else len(MONTHS)
        for index, month in enumerate(MONTHS[MERGER:last]):
            history[month][new] = path.cells(index, None)
    return history


@dataclass(frozen=True, slots=True)
class _Path:
    records: list[int]
    records_total: list[int]
    parcels: list[int]
    parcels_total: list[int]

    def cells(self, index: int, districts: tuple[int, int] | None) -> Cells:
        return Cells(
            self.records[index], self.records_total[index], self.parcels[index], self.parcels_total[index], districts
        )


def _between(rng: random.Random, low: float, high: float) -> float:
    return low + (high - low) * rng.random()


def _kinds(rng: random.Random, succession: Succession) -> dict[str, str]:
    """New area → how it will do, by lot."""
    lots = [kind for kind, (_, _, count) in CLASSES.items() for _ in range(count)]
    rng.shuffle(lots)
    return dict(zip(succession.parts, lots, strict=True))


def _climb(rng: random.Random, start: float, end: float, months: int, middle: float, stalls: int) -> list[float]:
    """`months` shares from start to end along an S with uneven steps; in a stall of two months nothing moves."""
    steps = []
    for month in range(1, months):
        bell = math.exp(-0.5 * ((month - middle) / (0.32 * months)) ** 2)
        steps.append((0.15 + bell) * _between(rng, 0.5, 1.5))
    for _ in range(stalls):
        at = rng.randrange(1, max(2, months - 4))
        steps[at : at + 2] = [0.0] * len(steps[at : at + 2])
    whole, walked, shares = sum(steps), 0.0, [start]
    for step in steps:
        walked += step
        shares.append(start + (end - start) * walked / whole)
    shares[-1] = end
    return shares


def _revised(rng: random.Random, total: int, months: int, chance: float) -> list[int]:
    """The stated total by month; with the given chance it is revised once by a few per cent."""
    totals = [total] * months
    if rng.random() < chance:
        at = rng.randrange(4, months - 1)
        totals[at:] = [round(total * _between(rng, 1.01, 1.05))] * (months - at)
    return totals


def _done(shares: Sequence[float], totals: Sequence[int]) -> list[int]:
    return [total if share >= 1 else math.floor(share * total) for share, total in zip(shares, totals, strict=True)]


def _old_path(rng: random.Random, kind: str, districts: int) -> _Path:
    months = MERGER
    low, high = CLASSES[kind][1]
    end = _between(rng, low, high)
    start = end * _between(rng, 0.22, 0.5)
    finishes = kind in ("finished", "close") and rng.random() < 0.5
    finish = rng.randrange(7, months) if finishes else months
    if finishes:
        shares = _climb(rng, start, 1.0, finish + 1, finish * 0.5, 1)[:months]
        shares += [1.0] * (months - len(shares))
    else:
        shares = _climb(rng, start, end, months, months * _between(rng, 0.35, 0.6), rng.randrange(0, 3))
    records_total = round(districts * RECORDS_PER_DISTRICT * _between(rng, 0.6, 1.4))
    totals = [records_total] * months if finishes else _revised(rng, records_total, months, 0.15)
    land_end = min(0.97, end * _between(rng, 0.75, 1.05))
    land = _climb(rng, land_end * _between(rng, 0.4, 0.7), land_end, months, months * 0.5, rng.randrange(0, 3))
    parcels = [round(districts * PARCELS_PER_DISTRICT * _between(rng, 0.6, 1.4))] * months
    return _Path(_done(shares, totals), totals, _done(land, parcels), parcels)


def _new_path(rng: random.Random, kind: str, parts: Sequence[_Path]) -> _Path:
    """Sums of the parts, re-counted with a little noise, then on towards the end of the class."""
    months = len(MONTHS) - MERGER
    total = sum(part.records_total[-1] for part in parts)
    done = sum(part.records[-1] for part in parts)
    all_done = done == total
    recount = _between(rng, 0.997, 1.003)
    share = 1.0 if all_done else min(0.995, done / total * recount + 0.01)
    low, high = CLASSES[kind][0]
    end = _between(rng, low, high)
    start = min(share, end - 0.004) if end < 1 else share
    if all_done:
        shares = [1.0] * months
    elif kind == "finished":
        finish = rng.randrange(2, months)
        shares = _climb(rng, start, 1.0, finish + 1, finish * 0.5, 0) + [1.0] * (months - finish - 1)
    else:
        shares = _climb(rng, start, end, months, months * _between(rng, 0.45, 0.8), 1 if kind == "behind" else 0)
    new_total = round(total * recount)
    totals = [new_total] * months if kind == "finished" else _revised(rng, new_total, months, 0.12)
    parcels_total = round(sum(part.parcels_total[-1] for part in parts) * _between(rng, 0.997, 1.003))
    land_start = sum(part.parcels[-1] for part in parts) / parcels_total + 0.005
    land_end = min(0.992, land_start + (1 - land_start) * _between(rng, 0.2, 0.7))
    land = _climb(rng, land_start, land_end, months, months * 0.5, 1)
    parcels = [parcels_total] * months
    return _Path(_done(shares, totals), totals, _done(land, parcels), parcels)
