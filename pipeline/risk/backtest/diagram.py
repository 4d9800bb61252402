"""A reliability diagram as SVG: what was said against what happened. Keeps out: files, and the tenths themselves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

SIZE, MARGIN = 320, 44


def reliability_svg(rows: Sequence[Sequence[float]], title: str) -> str:
    """One dot for each tenth (mean probability, realised misses, share of forecasts), beside the diagonal.

    The area of a dot is the share of forecasts in it.
    """
    full = SIZE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {full} {full}" width="{full}" height="{full}" '
        'role="img" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{full}" height="{full}" fill="#fff"/>',
        f'<text x="{full / 2:.0f}" y="20" text-anchor="middle" font-size="13">{escape(title)}</text>',
        f'<path d="M{_x(0):.1f} {_y(0):.1f}L{_x(1):.1f} {_y(1):.1f}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts.append(f'<text x="{_x(tick):.1f}" y="{_y(0) + 16:.1f}" text-anchor="middle">{tick:.1f}</text>')
        parts.append(f'<text x="{_x(0) - 6:.1f}" y="{_y(tick) + 4:.1f}" text-anchor="end">{tick:.1f}</text>')
    parts.append(f'<path d="M{_x(0):.1f} {_y(1):.1f}V{_y(0):.1f}H{_x(1):.1f}" stroke="#333" fill="none"/>')
    line = " ".join(f"{_x(said):.1f},{_y(happened):.1f}" for said, happened, _ in rows)
    parts.append(f'<polyline points="{line}" stroke="#1f5fa8" fill="none"/>')
    for said, happened, share in rows:
        radius = max(2.0, 22 * share**0.5)
        parts.append(
            f'<circle cx="{_x(said):.1f}" cy="{_y(happened):.1f}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity=".45">'
            f"<title>{100 * said:.0f} % → {100 * happened:.0f} % ({100 * share:.1f} %)</title></circle>"
        )
    parts.append(f'<text x="{full / 2:.0f}" y="{full - 8}" text-anchor="middle">p_miss</text>')
    parts.append(
        f'<text x="12" y="{full / 2:.0f}" text-anchor="middle" transform="rotate(-90 12 {full / 2:.0f})">'
        "trễ hạn thực tế / realised</text></svg>"
    )
    return "\n".join(parts) + "\n"


def _x(share: float) -> float:
    return MARGIN + SIZE * share


def _y(share: float) -> float:
    return MARGIN + SIZE * (1 - share)
