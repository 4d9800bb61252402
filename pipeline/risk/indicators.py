"""The rows of `deadline_risks`: one for each commitment, area and as-known month.

Holds the order of work (as-known series, members, outlook, judgement), paces, places and forecast columns. Keeps out: the
methods themselves, which are in the modules beside this one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from pipeline.risk import finishers, pace
from pipeline.risk.groups import Group, build_group, is_done, last_day_of
from pipeline.risk.judgement import DIGITS, judgement, size_of
from pipeline.risk.months import known_cutoff, month_end, months_left
from pipeline.risk.reference_class import References
from pipeline.risk.replans import Replans, replans_of, stated_dates
from pipeline.risk.rows import CommitmentRow, EvidenceRow, rows_of
from pipeline.risk.series import Series, known_rows, logit_pace
from pipeline.risk.why import why


def deadline_risks(
    commitments: Iterable[CommitmentRow | Mapping[str, Any]],
    evidence: Iterable[EvidenceRow | Mapping[str, Any]],
    as_of_months: Sequence[str],
    *,
    cutoff_day: int = 20,
    references: References | None = None,
) -> list[dict[str, Any]]:
    """Rows with the columns of the table `deadline_risks`, ordered by commitment, area, month.

    commitments: mart `commitments`; evidence: `int_commitment_evidence` (both as rows or dicts); months YYYY-MM.
    A commitment appears from the month by whose cut-off it was stated, and stays after its deadline. `references`: the
    reference class for words alone and the scores of each regime; without them words alone are grey.
    """
    stated = sorted(rows_of(CommitmentRow, commitments), key=lambda row: (row.commitment, row.ref_area))
    by_area: dict[tuple[str, str], list[EvidenceRow]] = defaultdict(list)
    for row in rows_of(EvidenceRow, evidence):
        by_area[row.commitment, row.ref_area].append(row)
    rows: list[dict[str, Any]] = []
    for month in as_of_months:
        cutoff = known_cutoff(month, cutoff_day)
        known = [row for row in stated if row.stated_on <= cutoff]
        replans = stated_dates(known)
        groups: dict[str, list[CommitmentRow]] = defaultdict(list)
        for one in known:
            groups[one.commitment].append(one)
        for members in groups.values():
            areas = [known_rows(by_area.get((one.commitment, one.ref_area), ()), month, cutoff_day) for one in members]
            common = {"as_of_month": month, "known_cutoff": cutoff}
            rows += _rows(build_group(members, areas, month), common, replans, references or References())
    return sorted(rows, key=lambda row: (row["commitment"], row["ref_area"], row["as_of_month"]))


def _rows(
    group: Group, common: Mapping[str, Any], replans: Mapping[tuple[Any, ...], Replans], references: References
) -> list[dict[str, Any]]:
    shared_noise = pace.noise(group.rates)
    shares = [one.figures[-1].value for one in group.series if one.figures]
    rows = []
    for i, row in enumerate(group.commitments):
        noise = shared_noise if group.is_panel else pace.noise([group.rates[i]])
        cells = dict(common) | _promise(row, replans_of(row, replans)) | judgement(group, i, references)
        cells |= _paces(group, i, noise)
        cells |= _position(group.series[i], shares) | _forecast(group, i)
        # Rounded before they are put into words: 1.25000001 and 1.25 are not printed alike.
        cells = {name: _tidy(cell) for name, cell in cells.items()}
        cells["why_vi"], cells["why_en"] = why(cells, last_day_of(row), _peers_pct(group, i))
        rows.append({name: cells[name] for name in COLUMNS})
    return _with_finishers(rows) if len(rows) > 1 else rows


def _peers_pct(group: Group, i: int) -> float | None:
    outlook = group.outlooks.get(i)
    ahead = outlook.at_deadline if outlook is not None else None
    return None if ahead is None or ahead.peers is None else 100 * ahead.peers


def _tidy(cell: Any) -> Any:
    return round(cell, DIGITS) if isinstance(cell, float) else cell


def _promise(row: CommitmentRow, plan: Replans) -> dict[str, Any]:
    """What was promised, and how often it was dated anew."""
    same = ("commitment", "ref_area", "target_value", "target_share", "direction", "unit_measure")
    rest = ("deadline", "deadline_kind", "deadline_basis", "is_synthetic")
    return {name: getattr(row, name) for name in same + rest} | {
        "schedule_slip_days": plan.slip_days,
        "replans": plan.dates,
    }


def _paces(group: Group, i: int, noise: float | None) -> dict[str, Any]:
    """Pace, required pace and trend within the current segment, in points (or log odds) a month."""
    row, segment = group.commitments[i], group.series[i].segment
    last_day = last_day_of(row)
    required: float | None = None
    if is_done(row, group.series[i]):
        required = 0.0
    elif segment and row.target_share is not None:
        left = months_left(month_end(group.month), last_day)
        required = pace.required_pace(segment[-1].value, row.target_share, left)
    own = pace.pace_3m(segment)
    return {
        "pace_3m": own,
        "logit_pace": logit_pace(segment),
        "required_pace": required,
        "pace_ratio": pace.pace_ratio(own, required),
        "trend": pace.trend(segment, group.rates[i], noise),
    }


def _position(series: Series, shares: Sequence[float]) -> dict[str, Any]:
    """Place among the areas with a figure, 0 (last) to 1 (first), ties in the middle; null without peers."""
    if len(shares) < 2:
        return {"panel_position": None, "panel_size": None}
    if not series.figures:
        return {"panel_position": None, "panel_size": len(shares)}
    all_shares, own = np.asarray(shares), series.figures[-1].value
    position = float((all_shares < own).mean() + 0.5 * (all_shares == own).mean())
    return {"panel_position": position, "panel_size": len(shares)}


def _forecast(group: Group, i: int) -> dict[str, Any]:
    """Dates, values and shortfall of the outlook; after the deadline only the dates remain; all null without one."""
    row, outlook = group.commitments[i], group.outlooks.get(i)
    names = ("forecast_p10", "forecast_p50", "forecast_p90")
    values = ("value_at_deadline_p10", "value_at_deadline_p50", "value_at_deadline_p90")
    counts = ("expected_finishers_p10", "expected_finishers_p50", "expected_finishers_p90")
    cells: dict[str, Any] = dict.fromkeys((*names, *values, *counts, "p_all", "expected_shortfall"))
    cells |= {"forecast_censored": None, "forecast_slip_days": None}
    if outlook is None:
        return cells
    cells |= dict(zip(names, outlook.dates, strict=True))
    cells["forecast_censored"] = outlook.censored
    last_day = last_day_of(row)
    if outlook.dates[1] is not None:
        cells["forecast_slip_days"] = (outlook.dates[1] - last_day).days
    ahead = outlook.at_deadline
    if ahead is None:
        return cells
    cells |= dict(zip(values, ahead.values, strict=True))
    size = 100.0 if row.unit_measure == "percent" else size_of(group.series[i].segment[-1], row)
    if size is not None:
        cells["expected_shortfall"] = ahead.shortfall * size
        if row.unit_measure in finishers.COUNTED_UNITS:
            cells |= _finisher_cells(finishers.from_quantiles(ahead.shares, size, ahead.p_all))
    return cells


def _finisher_cells(count: finishers.Finishers) -> dict[str, float]:
    return {
        "expected_finishers_p10": count.p10,
        "expected_finishers_p50": count.p50,
        "expected_finishers_p90": count.p90,
        "p_all": count.p_all,
    }


def _with_finishers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Count of areas that will be done, on every row of a commitment that binds each area; null if one is unknown."""
    done = [1.0 if row["band"] == "done" else None if row["p_miss"] is None else 1 - row["p_miss"] for row in rows]
    known = [p for p in done if p is not None]
    if len(known) < len(done):
        return rows
    cells = _finisher_cells(finishers.from_probabilities(known))
    return [row | {name: _tidy(cell) for name, cell in cells.items()} for row in rows]


COLUMNS = (
    *("commitment", "ref_area", "as_of_month", "known_cutoff", "regime", "band", "p_miss"),
    *("p_miss_low", "p_miss_high", "members_json", "method", "regime_brier", "missed_in_band"),
    *("progress_pct", "progress_low_pct", "progress_high_pct", "status", "last_time_period", "observation_id"),
    *(
        "derivation",
        "n_reports",
        "months_since_last",
        "interval_share",
        "denominator",
        "denominator_version",
        "stale",
        "evidence",
    ),
    *("pace_3m", "logit_pace", "required_pace", "pace_ratio", "forecast_p10", "forecast_p50", "forecast_p90"),
    *("forecast_censored", "value_at_deadline_p10", "value_at_deadline_p50", "value_at_deadline_p90"),
    *("expected_shortfall", "forecast_slip_days", "trend", "panel_position", "panel_size", "expected_finishers_p10"),
    *("expected_finishers_p50", "expected_finishers_p90", "p_all", "months_left", "months_overdue", "target_value"),
    *("target_share", "direction", "unit_measure", "deadline", "deadline_kind", "deadline_basis", "schedule_slip_days"),
    *("replans", "is_synthetic", "why", "why_vi", "why_en", "observation_ids_json"),
)
