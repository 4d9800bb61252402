"""Puts what a command printed into `docs/reading.md`, between the marks of that part.

Holds the replacing. Keeps out: what is printed, and the prose of the page.
"""

from __future__ import annotations

import re

from pipeline.paths import CHECKOUT

PAGE = CHECKOUT / "docs" / "reading.md"


def put(part: str, text: str) -> None:
    """Replace the part between `<!-- part: … -->` and `<!-- end of part -->`; the marks must be there."""
    page = PAGE.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- {re.escape(part)}: [^>]*-->\n).*?(<!-- end of {re.escape(part)} -->)", re.DOTALL)
    if not marks.search(page):
        raise SystemExit(f"{PAGE.name} has no part {part!r}")
    PAGE.write_text(marks.sub(lambda match: f"{match[1]}\n{text}\n\n{match[2]}", page), encoding="utf-8")
