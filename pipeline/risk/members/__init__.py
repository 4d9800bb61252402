"""The forecasting members: from a panel of shares to a predictive distribution at each horizon.

Holds one small pure function per member, registered in MEMBERS under the name its value is stored with: panel and
horizons (months) in, quantiles (horizons x areas x levels, sorted along levels) out, NaN where the member cannot judge.
Two look at the area alone (kalman_raw, kalman_logit), a third as soon as it has two steps of its own (linear_bootstrap);
four borrow from the panel, three of them its common movement from one place (common). Keeps out: targets, deadlines,
bands, calibration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.risk.members.analogues import analogues
from pipeline.risk.members.damped import kalman_logit, kalman_raw
from pipeline.risk.members.hazard import hazard
from pipeline.risk.members.hierarchical import hierarchical
from pipeline.risk.members.kalman import POOLED_AREAS
from pipeline.risk.members.levels import LEVELS
from pipeline.risk.members.linear import linear_bootstrap
from pipeline.risk.members.logit_pace import shrunk_logit_pace
from pipeline.risk.panel import Floats, Panel

__all__ = ["LEVELS", "MEMBERS", "POOLED_AREAS", "Member", "members_for"]


@dataclass(frozen=True, slots=True)
class Member:
    """A forecast; `below_one` says that its shares never reach 1 (log odds); `needs_panel` that it may borrow from other areas."""

    forecast: Callable[[Panel, Sequence[int]], Floats]
    below_one: bool
    needs_panel: bool


MEMBERS: Mapping[str, Member] = {
    "linear_bootstrap": Member(linear_bootstrap, below_one=False, needs_panel=True),
    "kalman_raw": Member(kalman_raw, below_one=False, needs_panel=False),
    "kalman_logit": Member(kalman_logit, below_one=True, needs_panel=False),
    "hierarchical": Member(hierarchical, below_one=True, needs_panel=True),
    "logit_pace": Member(shrunk_logit_pace, below_one=True, needs_panel=True),
    "analogues": Member(analogues, below_one=True, needs_panel=True),
    "hazard": Member(hazard, below_one=False, needs_panel=True),
}


def members_for(n_areas: int) -> Mapping[str, Member]:
    """All seven for a panel; for fewer areas those that need none.

    A member that learns its spread from other areas has none to learn from: with one difference it is certain.
    """
    if n_areas >= POOLED_AREAS:
        return MEMBERS
    return {name: member for name, member in MEMBERS.items() if not member.needs_panel}
