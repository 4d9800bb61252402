"""One run of the backtest as numbers: every method on the same forecasts, by lead, band, target and programme.

Holds what is compared with what. Keeps out: what each method said (methods), the scores' definitions (scores) and their print
(table, diagram).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from pipeline.risk.backtest import scores
from pipeline.risk.backtest.arrivals import arrivals_of, score_arrivals
from pipeline.risk.backtest.forecasts import Forecasts, Progress, forecasts_of
from pipeline.risk.backtest.methods import ENSEMBLE, probabilities
from pipeline.risk.backtest.programmes import Programme
from pipeline.risk.backtest.single import single_series_forecasts
from pipeline.risk.backtest.tasks import LEADS, tasks_of
from pipeline.risk.members import MEMBERS
from pipeline.risk.panel import Bools, Floats, Ints


def report_of(programmes: Sequence[Programme], told: str, progress: Progress | None = None) -> dict[str, Any]:
    """Scores of all programmes together; `told` names the input (clean, degraded, over). Every number is JSON's.

    Raises ValueError when no programme has a task.
    """
    families = sorted({programme.family for programme in programmes})
    forecasts, few = forecasts_of(programmes, progress), single_series_forecasts(programmes)
    said, said_of_few = probabilities(forecasts, families), probabilities(few, families)
    arrivals = arrivals_of(programmes)
    return _plain(
        {
            "input": told,
            "programmes": [_described(programme, forecasts, k) for k, programme in enumerate(programmes)],
            "methods": _methods(forecasts, said),
            "skill": _skills(forecasts, said),
            "interval_80": _coverage(forecasts, programmes),
            "targets_of_100": _part(forecasts, forecasts.target > 1 - 1e-9),
            "by_reports": {
                name: _part(forecasts, (forecasts.n_reports >= low) & (forecasts.n_reports <= high))
                for name, low, high in (("2-3", 2, 3), ("4-6", 4, 6), ("7-12", 7, 12), ("more", 13, 10**6))
            },
            "reliability": _reliability(forecasts),
            "arrivals": asdict(score_arrivals(arrivals, scores.weights_of(arrivals.programme))),
            "single_series": {
                "forecasts": few.size,
                "methods": _methods(few, said_of_few),
                "skill": _skills(few, said_of_few),
                "interval_80": _coverage(few, programmes),
                "reliability": _reliability(few),
            },
        }
    )


def _described(programme: Programme, forecasts: Forecasts, number: int) -> dict[str, Any]:
    own = forecasts.only(forecasts.programme == number)
    return {
        "name": programme.name,
        "family": programme.family,
        "localities": len(programme.localities),
        "steps": programme.n_steps,
        "weekly": programme.weekly,
        "tasks": sum(1 for _ in tasks_of(programme)),
        "forecasts": own.size,
        "brier": scores.brier(own.p_miss, own.missed, np.ones(own.size)) if own.size else None,
        "ece": scores.calibration_error(own.p_miss, own.missed, np.ones(own.size)) if own.size else None,
    }


def _methods(forecasts: Forecasts, said: Mapping[str, Floats]) -> dict[str, Any]:
    held = {name: forecasts.held[:, k] for k, name in enumerate(MEMBERS)}
    held[ENSEMBLE] = _inside(forecasts)
    return {name: _scored(p, forecasts, held.get(name)) for name, p in said.items()}


def _scored(p: Floats, forecasts: Forecasts, held: Floats | None) -> dict[str, Any]:
    weights = scores.weights_of(forecasts.programme)
    leads = {
        str(lead): _scores(p, forecasts, weights, forecasts.lead == lead, held)
        for lead in LEADS
        if (forecasts.lead == lead).any()
    }
    return _scores(p, forecasts, weights, np.ones(forecasts.size, dtype=bool), held) | {"leads": leads}


def _scores(p: Floats, forecasts: Forecasts, weights: Floats, rows: Bools, held: Floats | None) -> dict[str, Any]:
    """Scores of one method on these rows; `interval_80` is null for a rule that says no interval."""
    said, missed, weight = p[rows], forecasts.missed[rows], weights[rows]
    return {
        "brier": scores.brier(said, missed, weight),
        "log_loss": scores.log_loss(said, missed, weight),
        "auc": scores.auc_by_programme(said, missed, forecasts.programme[rows]),
        "ece": scores.calibration_error(said, missed, weight),
        "interval_80": None if held is None else _share_held(forecasts.only(rows), held[rows]),
        "bands": scores.realised_by_band(said, missed, weight),
    }


def _skills(forecasts: Forecasts, said: Mapping[str, Floats]) -> dict[str, Any]:
    """Skill of the ensemble against each baseline, with its 95 % interval."""
    found = {}
    for name in ("rag_hard", "rag_calibrated", "eurostat_ratio", "climatology"):
        if name in said:
            point, low, high = scores.skill_interval(
                said[ENSEMBLE], said[name], forecasts.missed, forecasts.programme, forecasts.deadline
            )
            found[name] = {"skill": point, "low": low, "high": high}
    return found


def _inside(forecasts: Forecasts) -> Floats:
    """1 where the ensemble's interval held the value."""
    return ((forecasts.value >= forecasts.low - 1e-9) & (forecasts.value <= forecasts.high + 1e-9)).astype(np.float64)


def _once(forecasts: Forecasts) -> Ints:
    """One row a locality, origin and deadline: a value is the same for every target."""
    keys = np.stack([forecasts.programme, forecasts.deadline, forecasts.lead, forecasts.locality])
    return np.unique(keys, axis=1, return_index=True)[1]


def _share_held(forecasts: Forecasts, held: Floats) -> float | None:
    """Share of values inside a method's 80 % interval, where it had one."""
    rows = _once(forecasts)
    rows = rows[~np.isnan(held[rows])]
    if not rows.size:
        return None
    weights = scores.weights_of(forecasts.programme[rows])
    return float((weights * held[rows]).sum())


def _coverage(forecasts: Forecasts, programmes: Sequence[Programme]) -> dict[str, Any]:
    """Share of values on the deadline inside the interval; one value a locality, origin and deadline."""
    values = forecasts.only(_once(forecasts))
    inside = _inside(values)
    weights = scores.weights_of(values.programme)

    def share(rows: Bools) -> float:
        return float((weights[rows] * inside[rows]).sum() / weights[rows].sum())

    return {
        "all": share(np.ones(values.size, dtype=bool)),
        "leads": {str(lead): share(values.lead == lead) for lead in LEADS if (values.lead == lead).any()},
        "programmes": {
            programme.name: share(values.programme == k)
            for k, programme in enumerate(programmes)
            if (values.programme == k).any()
        },
        "mean_width": float((weights * (values.high - values.low)).sum()),
        "n": values.size,
    }


def _reliability(forecasts: Forecasts) -> dict[str, Any]:
    """Tenths of probability (said, happened, share) over all leads and at each."""
    weights = scores.weights_of(forecasts.programme)
    found = {"all": scores.reliability(forecasts.p_miss, forecasts.missed, weights)}
    for lead in LEADS:
        rows = forecasts.lead == lead
        if rows.any():
            found[f"lead_{lead}"] = scores.reliability(forecasts.p_miss[rows], forecasts.missed[rows], weights[rows])
    return found


def _part(forecasts: Forecasts, rows: Bools) -> dict[str, Any] | None:
    """A row of the table of its own; None when nobody is in it."""
    if not rows.any():
        return None
    part = forecasts.only(rows)
    weights = scores.weights_of(part.programme)
    return {
        "n": part.size,
        "brier": scores.brier(part.p_miss, part.missed, weights),
        "mean_p": float((weights * part.p_miss).sum()),
        "realised": float((weights * part.missed).sum()),
        "ece": scores.calibration_error(part.p_miss, part.missed, weights),
    }


def _plain(value: Any) -> Any:
    """Numbers of JSON, rounded to six digits; what is not a number is null."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | np.integer):
        return int(value)
    return None if np.isnan(value) else round(float(value), 6)
