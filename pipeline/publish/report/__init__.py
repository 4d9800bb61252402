"""The page: what an official opens to see who will be late, how sure that is, and which sentence says so.

Holds the assembly of index.html (real figures) and, when there are any, demo.html (made-up figures, watermarked); both
are single files that load nothing from anywhere. Keeps out: every judgement; bands, probabilities and values come from
the marts as they are.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish.report import words
from pipeline.publish.report.calls import CallGroup, band_counts, sections
from pipeline.publish.report.coverage import coverage
from pipeline.publish.report.digest import digest
from pipeline.publish.report.headline import headline
from pipeline.publish.report.history import as_data, entry_says, history
from pipeline.publish.report.instructions import instructions
from pipeline.publish.report.judging import disagreements, systems, unnamed_groups
from pipeline.publish.report.maps import group_maps, successor_maps
from pipeline.publish.report.marts import Marts, read_marts
from pipeline.publish.report.record import LEADS, record
from pipeline.publish.report.scores import regime_scores
from pipeline.publish.report.tiles import CELL, GAP, Tile, read_grid
from pipeline.publish.report.timelines import timelines

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from jinja2 import Environment

_FOLDER = Path(__file__).parent
# the subsets of the typeface and the characters each covers, as its packager declares them
_SUBSETS = {
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,"
    "U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,"
    "U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
}
_WEIGHTS = (400, 600)


def render_pages(con: DuckDBPyConnection, facts: Mapping[str, Any], tilegrid: Path) -> dict[str, str]:
    """File name -> HTML or Markdown, from the marts of the database attached as `edition`.

    `facts`: id, newest_month, version of the edition. demo.html is there only when the edition holds synthetic rows;
    digest.md and digest.en.md are about real ones and the newest as-known month.
    """
    real, synthetic = read_marts(con)
    grid = read_grid(tilegrid)
    has_demo = bool(synthetic.risks or synthetic.observations)
    pages = {"index.html": _page(real, facts, grid, is_demo=False, has_demo=has_demo)}
    if real.risks:
        month = max(row["as_of_month"] for row in real.risks)
        pages |= {"digest.md": digest(real, month, "vi"), "digest.en.md": digest(real, month, "en")}
    if has_demo:
        pages["demo.html"] = _page(synthetic, facts, grid, is_demo=True, has_demo=True)
    return pages


def _page(marts: Marts, facts: Mapping[str, Any], grid: Sequence[Tile], *, is_demo: bool, has_demo: bool) -> str:
    past = history(marts)
    month = past.months[-1] if past.months else facts["newest_month"]
    entries = past.by_month.get(month, [])
    following = group_maps(entries, grid)
    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            facts=facts,
            is_demo=is_demo,
            has_demo=has_demo,
            month=month,
            cutoff=max((row["known_cutoff"] for row in marts.risks if row["as_of_month"] == month), default=None),
            headline=headline(entries),
            tally=[(band, n) for band in words.BANDS.values() if (n := band_counts(entries)[band.code])],
            asides=[(entry.name, entry_says(entry)) for entry in entries if isinstance(entry, CallGroup)],
            years=[(year, len(list(same))) for year, same in groupby(past.months, key=lambda known: known[:4])],
            sections=sections(entries),
            systems=systems(marts, month),
            instructions=instructions(marts, month),
            unnamed_groups=unnamed_groups(marts, month),
            disagreements=disagreements(marts, month),
            record=record(marts),
            scored=regime_scores(marts),
            record_leads=LEADS,
            maps=[*following, *successor_maps(marts, grid)],
            past=past,
            past_data=as_data(past, {m.commitment: m.areas for m in following if m.commitment}),
            timelines=timelines(marts),
            coverage=coverage(marts),
            style=_style(),
            script=script,
            script_hash=_hash(script),
            cell=CELL,
            gap=GAP,
        )
    )


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(bands=words.BANDS, outcomes=words.OUTCOMES, outcomes_short=words.OUTCOMES_SHORT)
    environment.filters.update(
        day=words.day,
        month=words.month,
        chance=words.chance,
        number=words.number,
        percent=words.percent,
        json_text=_json_text,
    )
    return environment


def _style() -> str:
    faces = "".join(
        "@font-face{font-family:'Be Vietnam Pro';font-style:normal;font-display:swap;"
        f"font-weight:{weight};src:url(data:font/woff2;base64,{_font(subset, weight)}) format('woff2');"
        f"unicode-range:{characters}}}"
        for weight in _WEIGHTS
        for subset, characters in _SUBSETS.items()
    )
    bands = "".join(f".b-{band.code}{{--fill:{band.fill};--ink:{band.ink}}}" for band in words.BANDS.values())
    return faces + bands + (_FOLDER / "style.css").read_text(encoding="utf-8")


def _font(subset: str, weight: int) -> str:
    path = _FOLDER / "fonts" / f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    return base64.b64encode(path.read_bytes()).decode("ascii")


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def _json_text(content: Any) -> str:
    """JSON for a script element: no character that could end the element survives unescaped."""
    from markupsafe import Markup

    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
