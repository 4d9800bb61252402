"""Tile-grid maps as SVG: one square per province, both archipelagos always drawn.

Holds the grid (read from the seed) and the geometry. Keeps out: what a province is coloured by; the caller hands one
TileMark per area.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.report.words import Text

CELL = 58
GAP = 3
LINE = 8  # characters that fit across a tile


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell of the grid; one without data marks an archipelago."""

    scheme: str
    ref_area: str
    label: str
    col: int
    row: int
    has_data: bool


@dataclass(frozen=True, slots=True)
class TileMark:
    """How a province is drawn: the class that colours it, its symbol, what is read out, a short note on the tile."""

    style: str
    symbol: str
    says: Text
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrawnTile:
    """A tile with its place in SVG units, its label in lines, and its mark (None: no data, or an archipelago)."""

    tile: Tile
    x: int
    y: int
    lines: tuple[str, ...]
    mark: TileMark | None


def read_grid(path: Path) -> tuple[Tile, ...]:
    """The seed tilegrid.csv; codes stay text."""
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(
            Tile(
                scheme=row["scheme"],
                ref_area=row["ref_area"],
                label=row["label_vi"],
                col=int(row["col"]),
                row=int(row["row"]),
                has_data=row["is_data_tile"].lower() in ("1", "true"),
            )
            for row in csv.DictReader(handle)
        )


def draw(grid: Sequence[Tile], scheme: str, marks: Mapping[str, TileMark]) -> tuple[DrawnTile, ...]:
    """The tiles of a scheme in reading order, from north to south."""
    tiles = sorted((tile for tile in grid if tile.scheme == scheme), key=lambda tile: (tile.row, tile.col))
    return tuple(
        DrawnTile(
            tile=tile,
            x=tile.col * (CELL + GAP),
            y=tile.row * (CELL + GAP),
            lines=_lines(tile),
            mark=marks.get(tile.ref_area) if tile.has_data else None,
        )
        for tile in tiles
    )


def size(tiles: Sequence[DrawnTile]) -> tuple[int, int]:
    """Width and height of the drawing; an archipelago is two cells wide."""
    width = max(tile.x + (CELL if tile.tile.has_data else 2 * CELL + GAP) for tile in tiles)
    return width, max(tile.y for tile in tiles) + CELL


def _lines(tile: Tile) -> tuple[str, ...]:
    if not tile.has_data:
        name, _, holder = tile.label.partition(" (")
        return (name, holder.rstrip(")")) if holder else (name,)
    label = tile.label.replace(" - ", "–")
    lines: list[str] = []
    for word in label.replace("–", "– ").split(" "):
        if lines and len(lines[-1]) + len(word) < LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
