"""What became of areas of which nothing was known but a word: the reference class of the regime `status_only`.

Holds the words that real figures would have been told as, and how often, at each lead, areas told so missed a target of
100 %. Keeps out: forecasts; a word alone cannot rank areas of its class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.risk.backtest.programmes import Programme
from pipeline.risk.backtest.tasks import FIRST_DEADLINE, LEADS, TOLERANCE
from pipeline.risk.intervals import BASICALLY
from pipeline.risk.panel import Bools, Floats

STATUSES = ("basically_completed", "in_progress", "slow", "not_started")
SOME_FINISHED = 0.1  # a deadline that nobody could keep says nothing of deadlines somebody promised
FULL_VOICE = 100  # areas from which on a family has its full weight


@dataclass(frozen=True, slots=True)
class CountedClass:
    """Realised misses of areas with this status at this lead: mean over families, lowest and highest, areas in all."""

    status: str
    lead: int
    p_miss: float
    lowest: float
    highest: float
    n: int
    families: int


@dataclass(frozen=True, slots=True)
class StatusScore:
    """Rates of other families scored on one at a lead: Brier of the classes and of the base rate, and areas scored."""

    family: str
    lead: int
    brier: float
    brier_base_rate: float
    n: int


def told_as(shares: Floats) -> dict[str, Bools]:
    """Which areas a reporter would have told with which word; who has finished is told so and needs no forecast."""
    median = min(float(np.nanmedian(shares)), BASICALLY)
    unfinished = shares < 1 - TOLERANCE
    basically = unfinished & (shares >= BASICALLY)
    nothing = shares <= TOLERANCE
    slow = unfinished & ~basically & ~nothing & (shares < median)
    return {
        "basically_completed": basically,
        "in_progress": unfinished & ~basically & ~nothing & ~slow,
        "slow": slow,
        "not_started": nothing,
    }


def status_classes(programmes: Sequence[Programme]) -> list[CountedClass]:
    """The table: one row for each status and lead that was seen, words in order of progress."""
    counts = _counts(programmes)
    rows = []
    for status in STATUSES:
        best = 1.0
        for lead in LEADS:
            found = [counts[key] for key in sorted(counts) if key[1:] == (status, lead)]
            if not found:
                continue
            rates = [missed / n for missed, n in found]
            voices = [min(n, FULL_VOICE) for _, n in found]
            # More time is no more risk: few areas late in a programme would else turn the order round.
            best = min(best, float(np.average(rates, weights=voices)))
            total = int(sum(n for _, n in found))
            rows.append(CountedClass(status, lead, best, min(rates), max(rates), total, len(found)))
    return rows


def status_scores(programmes: Sequence[Programme]) -> list[StatusScore]:
    """Each family scored with the table of the others; empty when only one has a deadline that somebody kept."""
    counts = _counts(programmes)
    families = sorted({family for family, _, _ in counts})
    if len(families) < 2:
        return []
    scores = []
    for family in families:
        others = [programme for programme in programmes if programme.family != family]
        table = {(row.status, row.lead): row.p_miss for row in status_classes(others)}
        elsewhere = [value for key, value in counts.items() if key[0] != family]
        base = sum(missed for missed, _ in elsewhere) / sum(n for _, n in elsewhere)
        for lead in LEADS:
            own = {k[1:]: value for k, value in counts.items() if k[0] == family and k[2] == lead and k[1:] in table}
            n = sum(value[1] for value in own.values())
            if n:
                classes, rate = _brier(own, table) / n, _brier(own, dict.fromkeys(table, base)) / n
                scores.append(StatusScore(family, lead, classes, rate, int(n)))
    return scores


def _brier(counts: Mapping[tuple[str, int], tuple[float, float]], said: Mapping[tuple[str, int], float]) -> float:
    return sum(
        missed * (1 - said[key]) ** 2 + (n - missed) * said[key] ** 2 for key, (missed, n) in sorted(counts.items())
    )


def _counts(programmes: Sequence[Programme]) -> dict[tuple[str, str, int], tuple[float, float]]:
    """(family, status, lead) -> missed and all areas, over the deadlines that at least a tenth kept."""
    counts: dict[tuple[str, str, int], tuple[float, float]] = {}
    for programme in programmes:
        for deadline in _kept_deadlines(programme):
            for lead in LEADS:
                for status, areas in told_as(programme.truth[:, deadline - lead]).items():
                    if areas.any():
                        key = programme.family, status, lead
                        missed = float((programme.truth[areas, deadline] < 1 - TOLERANCE).sum())
                        before = counts.get(key, (0.0, 0.0))
                        counts[key] = before[0] + missed, before[1] + float(areas.sum())
    return counts


def _kept_deadlines(programme: Programme) -> Iterator[int]:
    for deadline in range(FIRST_DEADLINE, programme.n_steps):
        if float((programme.truth[:, deadline] >= 1 - TOLERANCE).mean()) >= SOME_FINISHED:
            yield deadline
