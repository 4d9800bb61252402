"""The family a quantity speaks of: named nearest to it, else by the sentence, the paragraph, the heading or the title.

Holds that choice among the families that count such a thing. Keeps out: which indicator of the family it is (match).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract.scope import Scope, Territory
from pipeline.extract.setting import LINKED, Reading
from pipeline.extract.spans import Passage, Quantity, Token

# What is said after these is another matter.
_TURN = re.compile(r";|(?<!\w)(?:đồng thời|trong khi|ngoài ra|while|whereas|meanwhile)(?!\w)")


class TopicReader(Reading):
    """Finds the topic of quantities in the setting of its document."""

    def _topic(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory, units: frozenset[str],
        before: tuple[str, Scope] | None,
    ) -> str | None:  # fmt: skip
        """The family spoken of nearest to the quantity, among those that count such a thing."""
        able = {family for unit in units for family in self.by_unit.get(unit, {})} | {"other"}

        def families(start: int, end: int) -> list[tuple[int, str]]:
            found = []
            for token in passage.between("topic", start, end):
                for family in sorted(token.concepts & able):
                    distance = (
                        0
                        if token.start < q.reach and q.start < token.end
                        else min(abs(token.start - q.reach), abs(q.lead - token.end))
                    )
                    found.append((distance, family))
            return sorted(found)

        own = families(*land.right) + families(*land.left)
        if q.unit_side == "left":
            own += families(q.unit_start - 40 if q.unit_start > 40 else 0, q.start)
        if own:
            nearest = min(own)[1]
            return self._linked_to(passage, sentence, nearest, able) if nearest == LINKED else nearest
        if before and before[0] in able:
            return before[0]
        family = self._topic_around(passage, sentence, q, able, families)
        return self._linked_to(passage, sentence, family, able) if family == LINKED else family

    def _topic_around(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, able: set[str],
        families: Callable[[int, int], list[tuple[int, str]]],
    ) -> str | None:  # fmt: skip
        """The family that the rest of the sentence, the paragraph, the heading or the title speaks of."""
        cut = _TURN.search(passage.squeezed.text, q.reach, sentence[1])
        left, right = families(sentence[0], q.lead), families(q.reach, cut.start() if cut else sentence[1])
        if left:
            return left[0][1]
        if right:
            return right[0][1]
        for setting in (self.here, self.heading, self.title):
            topic = setting.topic(able) if setting is self.here else setting.sole_topic(able)
            if topic:
                return topic
        # "63/63 địa phương đã kết nối; 57 địa phương đã cấp phiếu lý lịch tư pháp": named once, at the end
        later = {family for _, family in families(q.reach, sentence[1])}
        return later.pop() if len(later) == 1 else None

    def _linked_to(self, passage: Passage, sentence: tuple[int, int], family: str, able: set[str]) -> str:
        """'CSDL đất đai kết nối với CSDL dân cư' speaks of land: the population database is what it is linked to."""
        others = [
            c for t in passage.between("topic", *sentence) for c in sorted(t.concepts) if c in able - {"other", family}
        ]
        for setting in (self.heading, self.title):
            others += filter(None, [setting.sole_topic(able - {"other", family})])
        return others[0] if others else family


def families_of(topics: list[Token]) -> tuple[str, ...]:
    """The families that words name, the last one first, each once."""
    return tuple(dict.fromkeys(concept for token in reversed(topics) for concept in sorted(token.concepts)))
