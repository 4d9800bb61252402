"""How a spreadsheet shows a value: the digits a Vietnamese reader sees.

Holds percent, thousands, decimals, scaling by trailing commas, literals and dates, always with a decimal comma and
dots between thousands. Keeps out: fractions and scientific formats, which are shown as plain digits.
"""

from __future__ import annotations

import operator
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SECTIONS = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?\d+(?:\.\d+)?)\]")
_COMPARE = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_PLACES = re.compile(r"[#0?][#0?,. ]*")


def shown(value: object, number_format: str) -> str:
    """The cell's text: 0.655 as 0.0% is "65,5%", 3861125 as #,##0 is "3.861.125", as General its plain digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format or "General")
    if isinstance(value, datetime | date):
        return _day(value, number_format)
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    exact = Decimal(repr(value))
    sections = _SECTIONS.findall(number_format) or [number_format]
    if len(sections) > 1 and not number_format.endswith(";"):
        sections.pop()  # the empty match at the end
    section = sections[1] if exact < 0 and len(sections) > 1 and sections[1] else sections[0]
    if exact == 0 and len(sections) > 2:
        section = sections[2]
    elif len(sections) > 1 and (condition := _CONDITION.search(sections[0])):
        holds = _COMPARE[condition[1]](exact, Decimal(condition[2]))
        section = sections[0] if holds else sections[1]
    if not section:
        return ""
    literals = [m.group() for m in _LITERAL.finditer(section)]
    bare = _LITERAL.sub("\x00", section)
    places = _PLACES.search(bare)
    if places is None and section is not sections[0] and literals:
        return _with_literals(bare, literals).strip()  # a section that prints a sign for every number: "-" for zero
    if places is None or "E" in bare.upper() or "/" in bare:
        return _plain(value)
    pattern = places.group().rstrip()
    percent = "%" in bare
    scale = len(pattern) - len(pattern.rstrip(","))
    number = abs(exact) if section is not sections[0] else exact
    number = number * (100 if percent else 1) / Decimal(1000) ** scale
    whole, _, decimals = pattern.rstrip(",").partition(".")
    text = _fixed(number, decimals, grouped="," in whole, shows_zero="0" in pattern)
    before, after = (
        _with_literals(part, literals) for part in (bare[: places.start()], bare[places.start() + len(pattern) :])
    )
    return f"{before}{text}{after}"


def _with_literals(part: str, literals: list[str]) -> str:
    """The signs around the digits as printed; colours, conditions and padding print nothing."""
    printed = ""
    for char in part:
        if char != "\x00":
            printed += char if char in "%()-+ " or not char.isascii() else ""
            continue
        literal = literals.pop(0)
        printed += literal[1:-1] if literal[0] == '"' else literal[1:] if literal[0] == "\\" else ""
    return printed


def _fixed(number: Decimal, decimals: str, *, grouped: bool, shows_zero: bool) -> str:
    n_most, n_least = len(decimals.strip()), decimals.count("0")
    rounded = number.quantize(Decimal(1).scaleb(-n_most), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{rounded:,f}".partition(".")
    while len(rest) > n_least and rest.endswith("0"):
        rest = rest[:-1]
    whole = whole.replace(",", "." if grouped else "")
    if not rounded and not shows_zero:
        return ""
    return f"{whole},{rest}" if rest else whole


def _plain(value: int | float) -> str:
    """General: an integer's digits; a fraction with a decimal comma and at most eleven digits, as programs show it."""
    if float(value).is_integer():
        return str(int(value))
    text = f"{value:.11g}"
    return (f"{Decimal(text):f}" if "e" in text else text).replace(".", ",")


def _day(value: date, number_format: str) -> str:
    """Day first, whatever the order in the format: a Vietnamese program shows it so."""
    lower = _LITERAL.sub("", (number_format or "").lower())
    day, month, year = f"{value.day:02d}", f"{value.month:02d}", str(value.year)
    clock = f" {value.hour:02d}:{value.minute:02d}" if isinstance(value, datetime) and "h" in lower else ""
    if clock and not any(sign in lower for sign in "dy"):
        return clock.strip()
    if "d" not in lower and "m" in lower and "y" in lower:
        return f"{month}/{year}"
    if "d" not in lower and "m" not in lower and "y" in lower:
        return year
    if "d" in lower and "m" in lower and "y" not in lower:
        return f"{day}/{month}{clock}"
    return f"{day}/{month}/{year}{clock}"
