"""What must hold: the floors of `floors.yml`, and which of them a set falls under.

Holds the reading and the checking. Keeps out: the numbers and their reasons, which lie in the YAML.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.score.measure import Measured
from benchmarks.score.show import as_json

FILE = Path(__file__).with_name("floors.yml")
# A rate of these may not be above its floor; of all others not below.
_AT_MOST = {"wrong_rate", "unknown_share", "false_alarms", "refused"}


@cache
def floors() -> dict[str, dict[str, dict[str, Any]]]:
    """set → group → measure → number, and `reason` beside them."""
    content: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for name, of_set in content.items():
        for group, wanted in of_set.items():
            if not str(wanted.get("reason", "")).strip():
                raise ValueError(f"floors.yml: {name}, {group}: a floor without a reason")
            for measure, floor in wanted.items():
                if measure != "reason" and not isinstance(floor, int | float):
                    raise ValueError(f"floors.yml: {name}, {group}: {measure} is no number (a reason needs quotes)")
    return content


def broken(name: str, documents: Sequence[Measured], only: Collection[str] | None = None) -> list[str]:
    """One line for each floor of the set that its score does not reach; `only`: of these groups alone."""
    found = as_json(documents)
    lines = []
    for group, wanted in floors().get(name, {}).items():
        if only is not None and group not in only:
            continue
        rates = found if group == "set" else found["groups"].get(group, {}).get("ours")
        if rates is None:
            lines.append(f"{name}, {group}: the set has no such documents")
            continue
        for measure, floor in wanted.items():
            if measure == "reason":
                continue
            value = rates.get(measure)
            if value is None or (value > floor if measure in _AT_MOST else value < floor):
                side = "above" if measure in _AT_MOST else "below"
                lines.append(f"{name}, {group}: {measure} {value} is {side} its floor {floor} ({wanted['reason']})")
    return lines
