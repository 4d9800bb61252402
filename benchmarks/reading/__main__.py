"""Prints the table of reading: every room's measures, or the rooms named.

    python -m benchmarks.reading [room ...] [--markdown | --json | --docs]

Holds the list of rooms and the printing. Keeps out: measuring. A room that fails is a row with its error; the rest goes on.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from dataclasses import asdict

from benchmarks.reading.page import put
from benchmarks.reading.table import Row, markdown, printed

ROOMS = ("pdf", "scans", "html", "office", "language")


def rows_of(room: str) -> list[Row]:
    """The rows of one room; one row with the reason when it cannot be measured here."""
    try:
        module = importlib.import_module(f"benchmarks.reading.{room}")
        return list(module.rows())
    except Exception as error:  # a missing system program or peer must not hide the other rooms
        return [Row(f"{room}: not measured", "-", f"{type(error).__name__}: {' '.join(str(error).split())[:80]}")]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__.splitlines()[0])
    parser.add_argument("rooms", nargs="*", metavar="room", help=f"of {', '.join(ROOMS)}; default: all")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print a Markdown table")
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--docs", action="store_true", help="write the table into docs/reading.md")
    parser.add_argument("--duckling", metavar="DIR", help="folder with duckling's sources, for its Vietnamese corpora")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.rooms) - set(ROOMS))
    if unknown:
        parser.error(f"no such room: {', '.join(unknown)}; there are {', '.join(ROOMS)}")
    if arguments.duckling:
        from benchmarks.reading import language

        language.DUCKLING = arguments.duckling
    rows = [row for room in arguments.rooms or ROOMS for row in rows_of(room)]
    if arguments.docs:
        put("reading", markdown(rows))
    elif arguments.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        print(markdown(rows) if arguments.markdown else printed(rows))
    return int(any(row.measure.endswith(": not measured") for row in rows))


if __name__ == "__main__":
    sys.exit(main())
