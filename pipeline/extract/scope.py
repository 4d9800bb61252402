"""Which words speak of which quantity: the territory of each quantity in its sentence, and what the catalogue makes of it.

Holds the cut of a sentence into territories and the match of catalogue rules against the words near a quantity, nearest first. Keeps out:
values, dates, places and kinds (bind).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.extract.spans import Passage, Quantity, Token
from pipeline.reference import Indicator

NEAREST = ("status", "stage", "subject")
_STRONG = re.compile(
    r";|(?<!\w)trong đó(?! có các)(?!\w)|(?<!\w)trong khi(?!\w)|(?<!\w)(?:số )?còn lại(?!\w)|(?<!\w)(?:kể cả|tính cả|bao gồm cả)(?!\w)|(?<!\w)(?:of which|in which|while|whereas)(?!\w)"
)
_WEAK = re.compile(
    r",|(?<!\w)cùng(?= (?:với )?[0-9])|(?<!\w)(?:và|còn|and|(?<!đối )(?<!so )với|nhưng|but|with)(?!\w)|[()]|(?<= )- |: "
)
_PARTS = re.compile(r"(?:gồm(?: có)?|bao gồm|trong đó(?: có)?|including|comprising|of which)\s*:?\s*$")
_CONNECTORS = frozenset(
    "với và cùng tương ứng đương tức hay có đạt chiếm bằng tỷ tỉ lệ là khoảng này lên còn cách xa cao thấp nhất như gồm tiếp theo đến đầu lần lượt "
    "against year end nghĩa covering phủ bao cùng "
    "khối lượng lũy kế tính tổng cộng kết quả toàn bộ cả tất all "
    "các một số địa phương đơn vị con mức ở của tính chung trung bình bình quân cả nước hiện nay thì được thuộc dẫn trong đều cũng vẫn "
    "total with and or equivalent to reaching accounting for representing a rate of at is was the an average equal up just đó số hơn trên gần mới chỉ vào cuối đầu giữa hết thời điểm tại ở in across".split()
)


@dataclass(slots=True)
class Territory:
    """The stretch left and right of a quantity that is its own, and how it hangs on the quantity before."""

    left: tuple[int, int]
    right: tuple[int, int]
    joined: bool = False  # nothing but connecting words stands between it and the quantity before
    subset: bool = False  # "trong đó", "of which": a part, with a predicate of its own
    bracketed: bool = False


@dataclass(slots=True)
class Scope:
    """The concepts that govern a quantity. The nearest status, stage and subject count, anything else if it is near."""

    nearest: dict[str, Token] = field(default_factory=dict)
    about: set[str] = field(default_factory=set)

    def add(self, tokens: Iterable[Token]) -> None:
        """Add tokens that lie farther off than those already here."""
        for token in tokens:
            if token.layer in NEAREST:
                if "ignored" not in token.concepts:
                    self.nearest.setdefault(token.layer, token)
            else:
                self.about |= token.concepts

    def widened(self, tokens: Iterable[Token], about: Iterable[str] = ()) -> Scope:
        """This scope with tokens and concepts from farther off."""
        wider = self.copy()
        wider.add(tokens)
        wider.about.update(about)
        return wider

    def copy(self) -> Scope:
        return Scope(dict(self.nearest), set(self.about))

    @property
    def concepts(self) -> set[str]:
        return self.about.union(*(token.concepts for token in self.nearest.values()))

    @property
    def status(self) -> Token | None:
        return self.nearest.get("status")


def territories(passage: Passage, quantities: Sequence[Quantity], start: int, end: int) -> list[Territory]:
    """One territory for each quantity of the sentence start:end (offsets of the passage)."""
    text = passage.squeezed.text
    lefts = [start] * len(quantities)
    rights = [end] * len(quantities)
    subset = [False] * len(quantities)
    for i in range(len(quantities) - 1):
        gap = (quantities[i].reach, quantities[i + 1].lead)
        cut, strong = _cut(passage, *gap)
        if cut is None:
            rights[i], lefts[i + 1] = gap[1], gap[0]
        else:
            rights[i], lefts[i + 1] = cut
            subset[i + 1] = strong and text[cut[0] : cut[1]].strip(" ,") in {"trong đó", "of which", "in which"}
        listed = _PARTS.search(text[gap[0] : gap[1]])
        subset[i + 1] = (
            subset[i + 1]
            or bool(listed)
            or (
                subset[i]
                and not re.search(r";|(?<!\w)(?:tăng|giảm|đạt|increase|decrease|up|down)(?!\w)", text[gap[0] : gap[1]])
            )
        )
    found = []
    for i, q in enumerate(quantities):
        left, right = (lefts[i], q.lead), (q.end, rights[i])
        bracketed = "(" in text[max(start, q.lead - 60) : q.lead].rpartition(")")[2]
        closing = text.find(")", q.end, right[1]) if bracketed else -1
        if closing >= 0:
            right = (q.end, closing)
        if i == 0:
            strong_cut = _last_strong(passage, *left)
            left = (strong_cut, q.lead)
        if i == len(quantities) - 1:
            right = (q.end, _first_strong(passage, *right))
        between = residue(passage, *left)
        found.append(
            Territory(
                left,
                right,
                joined=i > 0 and not between,
                subset=subset[i],
                bracketed=bracketed,
            )
        )
    return found


def _boundaries(passage: Passage, pattern: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
    inside = [
        (token.start, token.end)
        for layer in ("unit", "topic", "stage", "status", "subject", "about", "body", "mark")
        for token in passage.tokens(layer)
    ]
    inside += [(run[0].start, run[-1].end) for run in passage.runs if len(run) > 1]
    inside += [(dated.stated.start, dated.stated.end) for dated in passage.dates]
    return [
        match
        for match in pattern.finditer(passage.squeezed.text, start, end)
        if not any(
            a < match.end() and match.start() < b and not (pattern is _STRONG and match.group() != ";")
            for a, b in inside
        )
    ]


def _cut(passage: Passage, start: int, end: int) -> tuple[tuple[int, int] | None, bool]:
    """Where a gap between two quantities parts: (end of the left one's, start of the right one's), and if strongly."""
    strong = [
        match
        for match in _boundaries(passage, _STRONG, start, end)
        # "476 trường hợp còn lại" are what is left, "58 of which have tested" a part: the words belong to the number
        if not (match.group() in {"còn lại", "of which", "in which"} and match.start() - start <= 1)
    ]
    if strong:
        return (strong[-1].start(), strong[-1].end()), True
    # "kết nối với", "connected with": the preposition goes with its verb
    verbs = {token.end for token in passage.tokens("stage")}
    weak = [
        m
        for m in _boundaries(passage, _WEAK, start, end)
        if not (m.group() in {"với", "with"} and m.start() - 1 in verbs)
    ]
    if len(weak) > 1 and weak[-1].group() in {"còn", ": ", "với", "with"} and end - weak[-1].end() <= 1:
        weak.pop()  # "số thửa chưa có dữ liệu còn 771.866", "B thấp nhất với 21 %": within the clause, not its beginning
    if weak:
        return (weak[-1].start(), weak[-1].end()), False
    return None, False


def _last_strong(passage: Passage, start: int, end: int) -> int:
    cuts = [m for m in _boundaries(passage, _STRONG, start, end) if m.group() == ";"]
    return cuts[-1].end() if cuts else start


def _first_strong(passage: Passage, start: int, end: int) -> int:
    text = passage.squeezed.text
    cuts = [
        m
        for m in _boundaries(passage, _STRONG, start, end)
        if m.group() == ";"
        or (m.group() not in {"trong đó", "of which", "in which"} and text[: m.start()].endswith(", "))
    ]
    return cuts[0].start() if cuts else end


def residue(passage: Passage, start: int, end: int) -> list[str]:
    """Words between that mean something of their own: not marks, dates, places or connecting words."""
    text = passage.squeezed.text
    keep = list(text[start:end])
    spans = [(t.start, t.end) for layer in ("mark", "area", "about") for t in passage.between(layer, start, end)]
    spans += [(d.stated.start, d.stated.end) for d in passage.dates]
    spans += [(p.start, p.end) for p in passage.places]
    for a, b in spans:
        for i in range(max(a, start), min(b, end)):
            keep[i - start] = " "
    return [word for word in re.findall(r"\w+", "".join(keep)) if word not in _CONNECTORS]


def tokens_near(passage: Passage, span: tuple[int, int], side: str, family: str, q: Quantity) -> list[Token]:
    """Catalogue words of `family` in `span`, the nearest to the quantity first."""
    found = [t for layer in (*NEAREST, "about") for t in passage.between(layer, span[0], span[1], family)]
    found = [t for t in found if not (t.start < q.end and q.start < t.end)]
    if q.aside:
        found = [t for t in found if not (t.start < q.aside[1] and q.aside[0] < t.end)]
    return sorted(found, key=(lambda t: t.start) if side == "right" else (lambda t: -t.end))


def matching(indicators: Iterable[Indicator], scope: Scope) -> list[Indicator]:
    """Indicators whose rule the scope satisfies; only the most specific, in catalogue order."""
    concepts = scope.concepts
    best: list[Indicator] = []
    most = 0
    for indicator in indicators:
        for rule in indicator.rules:
            if rule.refuses & concepts or not all(group & concepts for group in rule.needs):
                continue
            if len(rule.needs) > most:
                best, most = [indicator], len(rule.needs)
            elif len(rule.needs) == most and indicator not in best:
                best.append(indicator)
            break
    return best
