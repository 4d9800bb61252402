"""`make score`: prints the score of the labelled sets and fails under their floors.

    python -m benchmarks.score [--set tuned] [--errors] [--doc X] [--format F] [--json | --docs]

`--errors` lists what is missed, extra or wrong with quotes, for tuning. It refuses the held-out set: whoever looks at its errors ends its being
unseen; `--audit` does it all the same, with a warning. Holds the command line. Keeps out: all work.
"""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks.reading.page import put
from benchmarks.score.floors import broken
from benchmarks.score.measure import Measured, measure_all
from benchmarks.score.show import as_json, errors, table
from tests.labelled.load import SETS, LabelError, load


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", description=__doc__.splitlines()[0])
    parser.add_argument("--set", dest="sets", action="append", choices=SETS, help="a set; default: all of them")
    parser.add_argument("--doc", help="only this document")
    parser.add_argument("--format", help="only documents of this format")
    parser.add_argument("--errors", action="store_true", help="list what is missed, extra or wrong")
    parser.add_argument("--audit", action="store_true", help="let --errors show the held-out set")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--docs", action="store_true", help="write the tables into docs/reading.md")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    arguments = parser.parse_args()
    if arguments.errors and not arguments.audit and any(name.startswith("held_out") for name in arguments.sets or []):
        parser.error("--errors on held_out would end its being unseen; --audit shows it all the same")
    return arguments


def main() -> int:
    arguments = _arguments()
    narrowed = bool(arguments.doc or arguments.format)
    measured: dict[str, list[Measured]] = {}
    for name in arguments.sets or SETS:
        if arguments.errors and name.startswith("held_out"):
            if not arguments.audit:
                continue
            print("warning: the held-out set is looked at; from now on it is no longer unseen", file=sys.stderr)
        try:
            documents = load(name)
        except LabelError as error:
            print(f"score: {error}", file=sys.stderr)
            return 2
        chosen = [
            d for d in documents if arguments.doc in (None, d.doc) and arguments.format in (None, d.format)
        ]  # fmt: skip
        if chosen:
            measured[name] = measure_all(chosen, arguments.workers)
    if not measured:
        print("score: no document is labelled under that name", file=sys.stderr)
        return 2
    under = [] if narrowed else [line for name, documents in measured.items() for line in broken(name, documents)]
    if arguments.docs:
        put("score", "\n\n".join(f"```text\n{table(name, documents)}\n```" for name, documents in measured.items()))
    elif arguments.json:
        print(json.dumps({name: as_json(documents) for name, documents in measured.items()} | {"broken": under}))
    else:
        for name, documents in measured.items():
            if arguments.errors:
                print(*errors(documents), sep="\n")
            print(table(name, documents), end="\n\n")
    for line in under:
        print(f"score: {line}", file=sys.stderr)
    return int(bool(under))


if __name__ == "__main__":
    sys.exit(main())
