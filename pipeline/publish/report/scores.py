"""How the probabilities did on programmes whose outcome is known: the scores the edition was published with.

Holds the table of regimes and their diagrams. Keeps out: the scores of our own commitments, which are few (record), and
every computation of a score (risk).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.publish.report.marts import Marts
from pipeline.publish.report.words import BANDS, Band, Text
from pipeline.risk.backtest.diagram import reliability_svg

_NAMES = {
    "panel": Text("nhiều địa phương, có số", "many localities with figures"),
    "single_series": Text("một chuỗi 2 đến 4 số", "one series of 2 to 4 figures"),
    "status_only": Text("chỉ có lời hoặc một con số", "words or one figure only"),
}
_BANDS = ("green", "amber", "amber_red", "red")


@dataclass(frozen=True, slots=True)
class RegimeScore:
    """One regime: forecasts scored, Brier score, and the share that missed in each band (None: too few)."""

    name: Text
    n: int
    brier: float
    missed: tuple[tuple[Band, float | None], ...]
    diagram: str | None  # SVG
    source: str  # the command that scored it, and its programmes


def regime_scores(marts: Marts) -> list[RegimeScore]:
    """Regimes in the order panel, single series, words; empty when the edition has no scores."""
    found = []
    for regime, name in _NAMES.items():
        rows = [row for row in marts.scores if row["regime"] == regime]
        whole = [row for row in rows if row["band"] == "all" and row["lead"] == 0]
        by_lead = [row for row in rows if row["band"] == "all" and row["lead"] > 0]
        if not (whole or by_lead):
            continue
        n = whole[0]["n"] if whole else sum(row["n"] for row in by_lead)
        brier = whole[0]["brier"] if whole else sum(row["n"] * row["brier"] for row in by_lead) / n
        missed = {row["band"]: row["realised"] for row in rows if row["lead"] == 0}
        tenths = [(row["said"], row["realised"], row["share"]) for row in marts.tenths if row["regime"] == regime]
        diagram = reliability_svg(tenths, f"{name.vi} / {name.en}") if tenths else None
        bands = tuple((BANDS[code], missed.get(code)) for code in _BANDS) if whole else ()
        found.append(RegimeScore(name, n, brier, bands, diagram, rows[0]["source"]))
    return found
