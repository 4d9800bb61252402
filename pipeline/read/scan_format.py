"""Whether a number on a scan is written the way its page writes numbers.

A dot taken for a comma, or one lost, changes a figure by a thousand, and both readings may err alike. Holds the two
styles, which of them a page keeps, and what does not fit it. Keeps out: the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|\d{1,2}[./-](?:19|20)\d\d|\d{1,2}/\d{1,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_INTEGER = re.compile(r"\d+")
_LONGEST_PLAIN = 3  # digits that stand without a mark even where thousands are grouped
_FEWEST = 3
_VIETNAMESE = re.compile(r"[ăơưđâêôĂƠƯĐÂÊÔ\u1ea0-\u1ef9]")
_FEW_TONED = 0.1  # of the words of a page that is not Vietnamese
_MOST_ODD = 0.2  # of the numbers with a mark; with more of them in the other style, marks are not to be relied on


def _style(group: str, point: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+"
    return (
        re.compile(rf"{grouped}(?:{point}\d+)?"),
        re.compile(rf"\d+{point}(?:\d{{1,2}}|\d{{4,}})"),
        re.compile(rf"\d+{point}\d{{3}}"),
    )


_STYLES = (_style(r"\.", ","), _style(",", r"\."))


@dataclass(frozen=True, slots=True)
class PageFormat:
    """The style of a page (0 Vietnamese, 1 English) and whether it groups thousands."""

    style: int
    grouped: bool

    @classmethod
    def of(cls, numbers: Iterable[str], text: str = "") -> PageFormat:
        """From all numbers of a page and its words.

        The style is the language's: on a poor scan commas fade to dots everywhere, and a vote would follow them.
        """
        parts = [part for number in numbers for part in _parts(number)]
        words = text.split()
        vietnamese = sum(1 for word in words if _VIETNAMESE.search(word))
        told = [sum(1 for part in parts if style[0].fullmatch(part)) for style in _STYLES]
        style = int(vietnamese < _FEW_TONED * len(words) if words else told[1] > told[0])
        n_plain = sum(1 for part in parts if _is_plain(part))
        odd = sum(1 for part in parts if not part.isdigit() and not any(p.fullmatch(part) for p in _STYLES[style][:2]))
        marked = sum(1 for part in parts if not part.isdigit())
        faded = odd > _MOST_ODD * max(1, marked)
        return cls(style, faded or (told[style] >= _FEWEST and told[style] > n_plain))

    def fits(self, number: str) -> bool:
        """Is the number written in the page's style? A whole number without its marks is not, on a page with them."""
        grouped, short, thousandths = _STYLES[self.style]
        for part in _parts(number):
            if grouped.fullmatch(part) or short.fullmatch(part) or _DATE.fullmatch(part):
                continue
            if thousandths.fullmatch(part):
                if part.startswith("0"):
                    continue
                return False  # three places after the mark: far likelier the other mark, misread
            if not _INTEGER.fullmatch(part) or (self.grouped and _is_plain(part)):
                return False
        return True


def _parts(number: str) -> list[str]:
    bare = number.lstrip("-–").rstrip("%")
    if _DATE.fullmatch(bare):
        return []
    return [part for part in re.split(r"[/–-]", bare) if part]


def _is_plain(part: str) -> bool:
    """A whole number of four digits or more, not a year."""
    return len(part) > _LONGEST_PLAIN and _INTEGER.fullmatch(part) is not None and not _YEAR.fullmatch(part)
