"""The family a quantity speaks of: named nearest to it, else by the sentence, the paragraph, the heading or the title.

Holds that choice among the families that count such a thing. Keeps out: which indicator of the family it is (match).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract.scope import Scope, Territory
from pipeline.extract.setting import LINKED, Reading
from pipeline.extract.spans import SUBJECTS, Passage, Quantity, Token

# What is said after these is another matter.
_TURN = re.compile(r";|(?<!\w)(?:đồng thời|trong khi|ngoài ra|while|whereas|meanwhile)(?!\w)")


# Whoever else sets tasks does so under a name of its own.
GOVERNMENT = "gov"
# Programmes that have tasks of their own, when the catalogue does not know their number.
_PROGRAMME = re.compile(
    r"(?<!\w)(?:nghị quyết|nq|đề án|chỉ thị|resolution|scheme|project|directive)(?: số| no\.?)?[ -]?[0-9]{1,4}(?![0-9.,]*%)"
    r"|(?<!\w)chương trình mục tiêu(?: quốc gia)?(?!\w)"
)
# "Bộ Nội vụ được giao 45 nhiệm vụ", "giao Bộ Nội vụ 45 nhiệm vụ", "3 nhiệm vụ của Bộ Nội vụ": the share of one.
_FOR_ALL = re.compile(r"tổ công tác(?!\w)")
# "Về Nghị quyết 71, Chính phủ giao 120 nhiệm vụ": a deed of the government under a programme, no programme of its own.
_DEED = re.compile(r"(?<!nhiệm vụ )(?<!nhiệm vụ do )(?:chính phủ|thủ tướng)[^;:.]* giao$")
_HAS_TO_DO = re.compile(
    r" ?(?:(?:đã|hiện|còn|mới|cũng|đang|có|is|was|has|had) )*"
    r"(?:được (?:phân công|phân giao|giao)|có|còn|chủ trì|phụ trách|đảm nhận|đảm nhiệm|hoàn thành|thực hiện|để|giao|phân công|đề ra|assigned|has|had|completed)(?!\w)"
)
# "UBND tỉnh giao các sở 300 nhiệm vụ": a province's own plan.
_GIVEN_BELOW = re.compile(r"(?<!\w)(?:tỉnh|thành phố|tỉnh ủy|sở|huyện|xã|phường)(?: đã)? (?:giao|phân công)(?!\w)")
_GIVEN_TO = re.compile(
    r"(?<!\w)(?:(?:giao|phân công)(?: cho)?|riêng|nhiệm vụ (?:của|do|thuộc)|assigned to(?: the)?|tasks of the) "
    r"(?:(?:ubnd |ủy ban nhân dân )?(?:tỉnh|thành phố) )?$"
)

# Beside a label: more than numbering and words like "về", "dữ liệu".
_SAYS_MORE = re.compile(
    r"(?<!\w)(?!(?:[0-9]+|[ivx]+|[a-eđ]|về|riêng|dữ|liệu|mảng|lĩnh|vực|khối|nhóm|kết|quả|phần|công|tác|on|the|data)(?!\w))\w+"
)


class TopicReader(Reading):
    """Finds the topic of quantities in the setting of its document."""

    def _topic(
        self, passage: Passage, sentence: tuple[int, int], q: Quantity, land: Territory, units: frozenset[str],
        before: tuple[str, Scope] | None,
    ) -> str | None:  # fmt: skip
        """The family spoken of nearest to the quantity, among those that count such a thing."""
        able = {family for unit in units for family in self.by_unit.get(unit, {})} | {"other"}
        if "tasks" in units and _of_one_holder(passage, sentence, q, self.province()):
            return "other"

        def families(start: int, end: int) -> list[tuple[int, str]]:
            found = []
            for token in passage.between("topic", start, end):
                if _is_deed(passage, sentence, token, able):
                    continue
                for family in sorted(token.concepts & able):
                    distance = (
                        0
                        if token.start < q.reach and q.start < token.end
                        else min(abs(token.start - q.reach), abs(q.lead - token.end))
                    )
                    found.append((distance, family))
            if "tasks" in units:
                found += [(abs(q.lead - at), "other") for at in _other_programmes(passage, start, end)]
            return sorted(found)

        # "1.781.930 quyển sổ hộ tịch trên tổng số 2.402.600 quyển": the noun may stand inside the fraction
        own = families(*land.right) + families(*land.left) + families(q.start, q.end)
        if units & SUBJECTS and q.unit_side == "right" and (after := families(*land.right)):
            # "Nhờ dữ liệu đất đai, 9 tỉnh thí điểm cắt giảm thủ tục": what stands before the pause is not what they do
            own = after + families(max(land.left[0], passage.squeezed.text.rfind(",", 0, q.lead) + 1), q.end)
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
        label = labelled(passage, passage.squeezed.text.find(":", 0, q.lead))
        if label in able:
            return label  # "Về dân cư: nối với 18 bộ, ngành"
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


def _is_deed(passage: Passage, sentence: tuple[int, int], token: Token, able: set[str]) -> bool:
    """The government gives tasks under a programme that the same clause names before."""
    text = passage.squeezed.text
    if not token.concepts & {GOVERNMENT} or not _DEED.search(text, max(0, token.start - 16), token.end):
        return False
    clause = max(text.rfind(";", sentence[0], token.start), sentence[0])
    return any(t.concepts & able - {GOVERNMENT, "other"} for t in passage.between("topic", clause, token.start))


def _other_programmes(passage: Passage, start: int, end: int) -> list[int]:
    """Where programmes are named that the catalogue does not know: their tasks are not those of the one it knows."""
    known = passage.tokens("topic")
    return [
        match.end() if match.end() <= end else match.start()
        for match in _PROGRAMME.finditer(passage.squeezed.text, start, end)
        if not any(token.start < match.end() and match.start() < token.end for token in known)
    ]


def _of_one_holder(passage: Passage, sentence: tuple[int, int], q: Quantity, own: str | None) -> bool:
    """What one ministry, department or province has to do says nothing of the country; `own`: the province of the page."""
    text = passage.squeezed.text
    bodies = [t for t in passage.between("body", *sentence) if not _FOR_ALL.match(text, t.start)]
    places = [
        p
        for p in passage.places
        if sentence[0] <= p.start and p.end <= sentence[1] and (own is None or p.ref_area(own.split("-")[0]) != own)
    ]
    # "Theo Bộ Công an, đã hoàn thành …" tells who says it; "Tại Hà Nội, đã hoàn thành …" whose it is.
    named = [(t.start, t.end, t.end) for t in bodies]
    named += [(p.start, p.end, p.end + (text[p.end : p.end + 1] == ",")) for p in places]
    return bool(_GIVEN_BELOW.search(text, sentence[0], q.lead)) or any(
        (end <= q.lead and _HAS_TO_DO.match(text, after))
        or (_GIVEN_TO.search(text[sentence[0] : start]) and (end <= q.lead or start - q.reach <= 16))
        for start, end, after in named
    )


def families_of(topics: list[Token]) -> tuple[str, ...]:
    """The families that words name, the last one first, each once."""
    return tuple(dict.fromkeys(concept for token in reversed(topics) for concept in sorted(token.concepts)))


def labelled(passage: Passage, stop: int) -> str | None:
    """The family that a label alone names: '- Cán bộ: A hứa …' up to its colon, '2. Dân cư' as a heading."""
    labels = passage.between("label", 0, max(stop, 0))
    if len(labels) != 1:
        return None
    around = passage.squeezed.text[: labels[0].start] + " " + passage.squeezed.text[labels[0].end : stop]
    return None if _SAYS_MORE.search(around) else next(iter(sorted(labels[0].concepts)))
