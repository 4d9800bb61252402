"""How good probabilities were: Brier, log loss, discrimination, calibration, bands, and how sure we are of the scores.

Every programme has the same weight, however many localities it has. Keeps out: whose probabilities they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.risk.panel import Bools, Floats, Ints

P_LOW, P_HIGH = 0.01, 0.99
BINS = 10
RESAMPLES = 400
BANDS = ((0.0, 0.2, "green"), (0.2, 0.5, "amber"), (0.5, 0.8, "amber_red"), (0.8, 1.01, "red"))


def clipped(p: Floats) -> Floats:
    """Every probability is scored within [.01, .99]."""
    return np.clip(p, P_LOW, P_HIGH)


def weights_of(programme: Ints) -> Floats:
    """Weights by which each programme counts the same; they add up to 1."""
    numbers, place, counts = np.unique(programme, return_inverse=True, return_counts=True)
    weights: Floats = 1 / (counts[place] * numbers.size)
    return weights


def brier(p: Floats, missed: Floats, weights: Floats) -> float:
    """Weighted mean of squared errors."""
    return float((weights * (clipped(p) - missed) ** 2).sum() / weights.sum())


def log_loss(p: Floats, missed: Floats, weights: Floats) -> float:
    """Weighted mean of -log of the probability of what happened."""
    said = np.where(missed > 0.5, clipped(p), 1 - clipped(p))
    return float(-(weights * np.log(said)).sum() / weights.sum())


def auc(p: Floats, missed: Floats) -> float:
    """Probability that a miss had the higher p than a success, ties half; NaN with one kind of outcome only."""
    yes = missed > 0.5
    n_yes, n_no = int(yes.sum()), int((~yes).sum())
    if not n_yes or not n_no:
        return float("nan")
    _, place, counts = np.unique(p, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[place]
    return float((ranks[yes].sum() - n_yes * (n_yes + 1) / 2) / (n_yes * n_no))


def auc_by_programme(p: Floats, missed: Floats, programme: Ints) -> float:
    """Mean over programmes of the AUC within each."""
    found = [auc(p[programme == k], missed[programme == k]) for k in np.unique(programme)]
    known = [one for one in found if not np.isnan(one)]
    return float(np.mean(known)) if known else float("nan")


def reliability(p: Floats, missed: Floats, weights: Floats) -> list[tuple[float, float, float]]:
    """Per tenth of probability: mean p, realised rate, weight. Empty tenths are left out."""
    tenth = np.minimum((clipped(p) * BINS).astype(int), BINS - 1)
    rows = []
    for k in range(BINS):
        here = tenth == k
        weight = float(weights[here].sum())
        if weight > 0:
            said = float((weights[here] * clipped(p[here])).sum() / weight)
            rows.append((said, float((weights[here] * missed[here]).sum() / weight), weight / float(weights.sum())))
    return rows


def calibration_error(p: Floats, missed: Floats, weights: Floats) -> float:
    """Expected calibration error over tenths of probability."""
    return sum(weight * abs(said - happened) for said, happened, weight in reliability(p, missed, weights))


def realised_by_band(p: Floats, missed: Floats, weights: Floats) -> dict[str, dict[str, float | int | None]]:
    """Per band of the light: realised misses, number of forecasts, share of all."""
    found: dict[str, dict[str, float | int | None]] = {}
    for low, high, name in BANDS:
        here = (p >= low) & (p < high)
        weight = float(weights[here].sum())
        realised = float((weights[here] * missed[here]).sum() / weight) if weight > 0 else None
        found[name] = {"realised": realised, "n": int(here.sum()), "share": weight / float(weights.sum())}
    return found


def skill_interval(
    p: Floats, reference: Floats, missed: Floats, programme: Ints, deadline: Ints
) -> tuple[float, float, float]:
    """1 - Brier / Brier of the reference, and its 95 % interval from resampled deadline dates within each programme."""
    ours, theirs = (clipped(p) - missed) ** 2, (clipped(reference) - missed) ** 2
    sums = [_date_sums(ours, theirs, deadline, programme == k) for k in np.unique(programme)]
    point = _skill([one.sum(axis=0) for one in sums])
    rng = np.random.default_rng(0)
    drawn = [_skill([one[rng.integers(0, len(one), len(one))].sum(axis=0) for one in sums]) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return point, float(low), float(high)


def _date_sums(ours: Floats, theirs: Floats, deadline: Ints, here: Bools) -> Floats:
    """Per deadline date: sum of both errors and number of forecasts."""
    dates = np.unique(deadline[here])
    rows = [here & (deadline == one) for one in dates]
    return np.array([[ours[row].sum(), theirs[row].sum(), row.sum()] for row in rows])


def _skill(sums: Sequence[Floats]) -> float:
    ours = np.mean([one[0] / one[2] for one in sums])
    theirs = np.mean([one[1] / one[2] for one in sums])
    return float(1 - ours / theirs) if theirs > 0 else float("nan")
