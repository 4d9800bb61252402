"""What others would have said of the same forecasts: RAG by pace, Eurostat's ratio, the base rate.

Holds the rules and, where a rule needs realised rates, rates of programmes of other families only. Keeps out: our own
members.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.risk.panel import Floats, Ints, last_seen, last_value, paces

ON_TRACK, SLOW = 1.0, 0.6
EUROSTAT_ON_TRACK, EUROSTAT_SLOW = 0.95, 0.6
SURE = (0.02, 0.5, 0.98)  # what a hard light says: green, amber, red
PSEUDO = 5.0  # counts that join the realised rates of each class
SMALLEST = 0.001  # Eurostat's stand-in for a base of zero
# (missed, forecasts) by class of pace (on track, slow, off track), counted by this command on the programmes of
# docs/risk.md, a family a row. They stand in when the programmes given are all of one family.
MEASURED: dict[str, tuple[tuple[float, float], ...]] = {
    "anpr": ((1160, 4101), (1075, 1797), (9855, 11668)),
    "covid": ((728, 2767), (562, 1086), (5265, 6522)),
    "pad": ((1408, 4105), (964, 1559), (4228, 5380)),
}


def pace_ratios(known: Floats, target: float, lead: int) -> Floats:
    """Pace of the last three steps over the pace still required; 0 where there is none."""
    required = (target - last_value(known)) / lead
    ratio: Floats = np.nan_to_num(paces(known) / required)
    return ratio


def eurostat_ratios(known: Floats, target: float, lead: int) -> Floats:
    """Compound growth since the first report over the growth still required; 0 where there is none."""
    seen = ~np.isnan(known)
    first, last = np.argmax(seen, axis=1), last_seen(known)
    areas = np.arange(len(known))
    base = np.maximum(known[areas, first], SMALLEST)
    value = np.maximum(last_value(known), SMALLEST)
    span = np.maximum(last - first, 1)
    observed = (value / base) ** (1 / span) - 1
    required = (target / value) ** (1 / lead) - 1
    ratio: Floats = np.nan_to_num(observed / np.maximum(required, 1e-12))
    return ratio


def light(ratio: Floats, edges: tuple[float, float] = (ON_TRACK, SLOW)) -> Ints:
    """0 green, 1 amber, 2 red."""
    classes: Ints = np.where(ratio >= edges[0], 0, np.where(ratio >= edges[1], 1, 2))
    return classes


def hard(classes: Ints) -> Floats:
    """The light taken at its word."""
    return np.array(SURE)[classes]


def rates_elsewhere(classes: Ints, missed: Floats, family: Ints, names: Sequence[str]) -> Floats:
    """Realised misses of each class in the programmes of other families, with pseudo-counts.

    Where all programmes given are of one family, the rates measured on ours stand in (NaN if that is the family).
    """
    rates = np.full(missed.size, np.nan)
    for own in np.unique(family):
        here, others = family == own, family != own
        counts = np.zeros((len(SURE), 2))
        if others.any():
            for k in range(len(SURE)):
                members = others & (classes == k)
                counts[k] = missed[members].sum(), members.sum()
        else:
            measured = [np.array(table) for name, table in MEASURED.items() if name != names[own]]
            counts = np.sum(measured, axis=0) if measured else counts
        if counts[:, 1].sum() > 0:
            base = counts[:, 0].sum() / counts[:, 1].sum()
            rates[here] = ((counts[:, 0] + PSEUDO * base) / (counts[:, 1] + PSEUDO))[classes[here]]
    return rates


def base_rate_elsewhere(missed: Floats, family: Ints, names: Sequence[str]) -> Floats:
    """Realised misses of all forecasts of other families."""
    found = np.full(missed.size, np.nan)
    for own in np.unique(family):
        here, others = family == own, family != own
        measured = [np.array(table).sum(axis=0) for name, table in MEASURED.items() if name != names[own]]
        counts = np.array([missed[others].sum(), others.sum()]) if others.any() else np.sum(measured, axis=0)
        found[here] = counts[0] / counts[1]
    return found
