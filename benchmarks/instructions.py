"""How well instructions are read: who told whom to do what by when, on sentences with all their instructions labelled.

    python -m benchmarks.instructions [--set tuned] [--errors] [--docs]

An instruction is found when a label of the same sentences has its addressee or its task; it is exact when it has both. Issuer,
deadline, family, indicator and the named or counted addressees are compared on what is found. `--errors` refuses the held-out
set. Holds the counting, the table and the floors. Keeps out: the labels and how they are read (tests.extract.asked).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.reading.page import put
from tests.extract.asked import SETS, cases, fields, told

Told = dict[str, Any]
# What is compared on instructions that are found, and the names of their labels.
COMPARED = {
    "exact": ("to", "do"),
    "issuer": ("who", "carried"),
    "verb": ("how",),
    "deadline": ("before", "by"),
    "family": ("family",),
    "shows": ("shows",),
    "whom": ("kind", "areas", "n", "of"),
    "day": ("on",),
}
# The least that may be measured; a little under the last scoring. They follow it upwards, and down only with an explanation.
FLOORS = {
    "own": {"precision": 1.0, "recall": 1.0, "exact": 1.0},
    "tuned": {"precision": 1.0, "recall": 1.0, "exact": 1.0},
    "held_out": {"precision": 0.96, "recall": 0.96, "exact": 0.84, "deadline": 0.96},
}


def compared(wanted: Iterable[Told], got: Iterable[Told]) -> Iterator[tuple[Told | None, Told | None]]:
    """Each label beside what was read for it; None where one of the two is missing."""
    left = list(got)
    for label in wanted:
        same = next((one for one in left if (one["to"], one["do"]) == (label["to"], label["do"])), None)
        same = same or next((one for one in left if one["to"] == label["to"] or one["do"] == label["do"]), None)
        if same:
            left.remove(same)
        yield label, same
    yield from ((None, one) for one in left)


def measured(name: str) -> dict[str, float]:
    """Cases, labels, precision, recall, and of what is found the share that has each field right."""
    count: Counter[str] = Counter()
    for case in cases(name):
        count["cases"] += 1
        for label, one in compared(case["told"], map(fields, told(case)[1])):
            count["labels"] += label is not None
            count["read"] += one is not None
            if label is None or one is None:
                continue
            count["found"] += 1
            count.update(part for part, keys in COMPARED.items() if all(label.get(key) == one.get(key) for key in keys))
    found = max(1, count["found"])
    return {
        "cases": count["cases"],
        "labels": count["labels"],
        "precision": count["found"] / max(1, count["read"]),
        "recall": count["found"] / max(1, count["labels"]),
        **{part: count[part] / found for part in COMPARED},
    }


def broken(name: str, rates: dict[str, float]) -> list[str]:
    return [
        f"{name}: {measure} {rates[measure]:.4f} is below its floor {floor}"
        for measure, floor in FLOORS.get(name, {}).items()
        if rates[measure] < floor
    ]


def table(rates: dict[str, dict[str, float]]) -> str:
    names = list(next(iter(rates.values())))
    lines = [f"{'set':<10}" + "".join(f"{name:>11}" for name in names)]
    for name, row in rates.items():
        shown = (f"{row[n]:>11}" if n in {"cases", "labels"} else f"{row[n]:>11.4f}" for n in names)
        lines.append(f"{name:<10}" + "".join(shown))
    return "\n".join(lines)


def errors(name: str) -> Iterator[str]:
    """What is missed, extra or wrong, each under its sentences."""
    for case in cases(name):
        wrong = [pair for pair in compared(case["told"], map(fields, told(case)[1])) if pair[0] != pair[1]]
        if wrong:
            yield f"## {case['text']}"
        for label, one in wrong:
            if label is None or one is None:
                yield f"   missed {label}" if label else f"   extra  {one}"
                continue
            keys = sorted({*label, *one})
            yield "   " + "; ".join(
                f"{key}: {one.get(key)!r} for {label.get(key)!r}" for key in keys if label.get(key) != one.get(key)
            )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.instructions", description=__doc__.splitlines()[0])
    parser.add_argument("--set", dest="sets", action="append", choices=SETS, help="a set; default: all of them")
    parser.add_argument("--errors", action="store_true", help="list what is missed, extra or wrong")
    parser.add_argument("--docs", action="store_true", help="write the table into docs/reading.md")
    arguments = parser.parse_args()
    if arguments.errors:
        if "held_out" in (arguments.sets or []):
            parser.error("--errors on held_out would end its being unseen")
        for name in arguments.sets or SETS[:2]:
            print(*errors(name), sep="\n")
    rates = {name: measured(name) for name in arguments.sets or SETS}
    under = [line for name, row in rates.items() for line in broken(name, row)]
    if arguments.docs:
        put("instructions", f"```text\n{table(rates)}\n```")
    else:
        print(table(rates))
    print(*under, sep="\n", end="\n" if under else "", file=sys.stderr)
    return int(bool(under))


if __name__ == "__main__":
    sys.exit(main())
