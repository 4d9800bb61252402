"""Digits set above or below the line.

Holds how they are written, so that a note's mark never joins the figure before it. Keeps out: finding them.
"""

from __future__ import annotations

_ABOVE = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_BELOW = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def placed(text: str, place: str) -> str:
    """`text` with its digits raised ("superscript") or lowered ("subscript"): 46 and a raised 1 are "46¹", not 461."""
    if place == "superscript":
        return text.translate(_ABOVE)
    return text.translate(_BELOW) if place == "subscript" else text
