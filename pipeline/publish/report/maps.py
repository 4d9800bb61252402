"""Which maps the page shows and how each province is marked on them.

Holds two kinds: the provinces of a commitment asked of every province (follows the chosen month), and a status of the
63 former provinces re-expressed on the 34 of today. Keeps out: geometry (tiles) and markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.publish.report import tiles, words
from pipeline.publish.report.calls import Call, CallGroup
from pipeline.publish.report.marts import Marts, Row
from pipeline.publish.report.tiles import DrawnTile, Tile, TileMark
from pipeline.publish.report.words import Text

SYMBOL = {"fully": "done", "partly": "half", "none": "empty"}


@dataclass(frozen=True, slots=True)
class TileMap:
    """A map with its legend (style, symbol, word, count); `commitment` set: it follows the month chooser."""

    id: str
    title: Text
    caption: Text
    tiles: tuple[DrawnTile, ...]
    width: int
    height: int
    legend: tuple[tuple[str, str, Text, int], ...]
    commitment: str | None

    @property
    def areas(self) -> tuple[str, ...]:
        """The provinces in drawing order."""
        return tuple(drawn.tile.ref_area for drawn in self.tiles if drawn.tile.has_data)


def group_maps(entries: Sequence[Call | CallGroup], grid: Sequence[Tile]) -> list[TileMap]:
    """One map per commitment asked of every province."""
    return [_group_map(entry, grid) for entry in entries if isinstance(entry, CallGroup)]


def successor_maps(marts: Marts, grid: Sequence[Tile]) -> list[TileMap]:
    """The newest status of each indicator, carried from the former provinces to those of today."""
    found: list[TileMap] = []
    for indicator in sorted({row["indicator"] for row in marts.successors}):
        rows = [row for row in marts.successors if row["indicator"] == indicator]
        newest = max(row["time_period"] for row in rows)
        now = [row for row in rows if row["time_period"] == newest]
        marks = {row["ref_area"]: _successor_mark(row) for row in now}
        legend = tuple(
            (f"k-{code}", SYMBOL[code], word, sum(row["completeness"] == code for row in now))
            for code, word in words.COMPLETENESS.items()
        )
        named = marts.indicators[indicator]
        on = words.day(newest)
        caption = Text(
            f"Các tỉnh cũ đã hoàn thành tính đến {on}, xếp vào 34 tỉnh, thành phố từ 1/7/2025. Một tỉnh mới chỉ được"
            " coi là xong khi mọi phần hợp thành đều xong.",
            f"Former provinces done as of {on}, placed on the 34 units in force since 1 July 2025. A new province"
            " counts as done only when all its parts are.",
        )
        title = Text(f"{named['name_vi']}: trên 34 tỉnh, thành", f"{named['name_en']}: on the 34 provinces")
        found.append(_map(f"map-{len(found)}-34", title, caption, tiles.draw(grid, "VN34", marks), legend, None))
    return found


def _successor_mark(row: Row) -> TileMark:
    code, done, parts = row["completeness"], row["parts_completed"], row["parts"]
    word = words.COMPLETENESS[code]
    says = Text(f"{word.vi}: {done} trên {parts} tỉnh cũ", f"{word.en}: {done} of {parts} former provinces")
    return TileMark(f"k-{code}", SYMBOL[code], says, note=f"{done}/{parts}")


def _group_map(group: CallGroup, grid: Sequence[Tile]) -> TileMap:
    scheme = group.first.ref_area.partition("-")[0]
    marks = {call.ref_area: TileMark(f"b-{call.band.code}", call.band.code, call.band.word) for call in group.members}
    legend = tuple((f"b-{band.code}", band.code, band.word, n) for band, n in group.counts)
    n = scheme.removeprefix("VN")
    caption = Text(f"{n} tỉnh, thành phố.", f"{n} provinces.")
    return _map(
        f"map-{group.commitment}", group.name, caption, tiles.draw(grid, scheme, marks), legend, group.commitment
    )


def _map(
    identity: str,
    title: Text,
    caption: Text,
    drawn: tuple[DrawnTile, ...],
    legend: tuple[tuple[str, str, Text, int], ...],
    commitment: str | None,
) -> TileMap:
    width, height = tiles.size(drawn)
    return TileMap(identity, title, caption, drawn, width, height, legend, commitment)
