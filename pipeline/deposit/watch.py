"""What a watcher of the inbox remembers between two looks: which files had come to rest, and which it asked for.

Holds the memory as text and the decision which files are new and at rest. Keeps out: the disk, the clock, and what is
asked for (assets/inbox).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.deposit.inbox import Arrival

Stamp = tuple[int, int]  # size, time of modification


@dataclass(frozen=True, slots=True)
class Memory:
    """By place in the inbox: the stamps of the last look, and of the files a run was asked for."""

    seen: Mapping[str, Stamp] = field(default_factory=dict)
    asked: Mapping[str, Stamp] = field(default_factory=dict)

    @staticmethod
    def of(text: str | None) -> Memory:
        """The memory of a cursor; nothing for none or one that is not ours."""
        try:
            stored = json.loads(text or "{}")
            maps = [{str(k): (int(v[0]), int(v[1])) for k, v in stored.get(n, {}).items()} for n in ("seen", "asked")]
        except (ValueError, TypeError, AttributeError, IndexError, KeyError):
            return Memory()
        return Memory(*maps)

    def text(self) -> str:
        return json.dumps({"seen": self.seen, "asked": self.asked}, ensure_ascii=False, sort_keys=True)

    def new_at_rest(self, found: Sequence[Arrival], most: int) -> list[Arrival]:
        """Files that did not change since the last look and that no run was asked for, at most `most`."""
        still = [arrival for arrival in found if self.seen.get(arrival.place) == _stamp(arrival)]
        return [arrival for arrival in still if self.asked.get(arrival.place) != _stamp(arrival)][:most]

    def after(self, found: Sequence[Arrival], asked: Sequence[Arrival] = ()) -> Memory:
        """The memory after this look; what is no longer there is forgotten."""
        now = {arrival.place: _stamp(arrival) for arrival in found}
        kept = {place: stamp for place, stamp in self.asked.items() if now.get(place) == stamp}
        return Memory(now, kept | {arrival.place: _stamp(arrival) for arrival in asked})


def _stamp(arrival: Arrival) -> Stamp:
    return (arrival.size, arrival.mtime_ns)
