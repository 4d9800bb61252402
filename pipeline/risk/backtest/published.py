"""The tables that the model is published with: the reference class of words, how each regime scored, its reliability.

Holds their columns and rows. Keeps out: the files (cli), and the scores themselves.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

import numpy as np

from pipeline.risk.backtest.scores import BANDS
from pipeline.risk.backtest.statuses import CountedClass, StatusScore
from pipeline.risk.reference_class import ALL_LEADS

STATUS_COLUMNS = ("status", "lead", "p_miss", "p_miss_low", "p_miss_high", "n", "families", "source")
SCORE_COLUMNS = ("regime", "lead", "band", "n", "brier", "ece", "realised", "source")
RELIABILITY_COLUMNS = ("regime", "said", "realised", "share", "source")
FEWEST = 30  # forecasts from which on a realised rate is worth printing


def status_rows(classes: Iterable[CountedClass], source: str) -> list[dict[str, Any]]:
    """Rows of `status_classes`."""
    return [
        dict(
            zip(
                STATUS_COLUMNS,
                (
                    *(one.status, one.lead, round(one.p_miss, 4), round(one.lowest, 4), round(one.highest, 4)),
                    *(one.n, one.families, source),
                ),
                strict=True,
            )
        )
        for one in classes
    ]


def score_rows(report: Mapping[str, Any], statuses: Sequence[StatusScore], source: str) -> list[dict[str, Any]]:
    """Rows of `regime_scores`: regime x lead (0: all) x band (all or one), from one report of the backtest."""
    rows = [
        *_of_regime("panel", report["methods"]["ensemble"], source),
        *_of_regime("single_series", report["single_series"]["methods"]["ensemble"], source),
    ]
    for lead in sorted({one.lead for one in statuses}):
        here = [one for one in statuses if one.lead == lead]
        brier = float(np.mean([one.brier for one in here]))
        rows.append(_row("status_only", lead, "all", sum(one.n for one in here), brier, None, None, source))
    return rows


def reliability_rows(report: Mapping[str, Any], source: str) -> list[dict[str, Any]]:
    """Rows of `reliability`: for each tenth of probability what was said on average and what happened, over all leads."""
    return [
        dict(zip(RELIABILITY_COLUMNS, (regime, *(round(cell, 4) for cell in tenth), source), strict=True))
        for regime, part in (("panel", report), ("single_series", report["single_series"]))
        for tenth in part["reliability"]["all"]
    ]


def _of_regime(regime: str, scored: Mapping[str, Any], source: str) -> Iterator[dict[str, Any]]:
    for lead, one in [(ALL_LEADS, scored), *((int(lead), one) for lead, one in scored["leads"].items())]:
        bands = one["bands"]
        everything = sum(bands[name]["n"] for _, _, name in BANDS)
        missed = sum((bands[name]["realised"] or 0.0) * bands[name]["share"] for _, _, name in BANDS)
        yield _row(regime, lead, "all", everything, one["brier"], one["ece"], missed, source)
        for _, _, name in BANDS:
            n, realised = bands[name]["n"], bands[name]["realised"]
            yield _row(regime, lead, name, n, None, None, realised if n >= FEWEST else None, source)


def _row(*cells: Any) -> dict[str, Any]:
    rounded = [round(cell, 4) if isinstance(cell, float) else cell for cell in cells]
    return dict(zip(SCORE_COLUMNS, rounded, strict=True))


def csv_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """The rows as a dbt seed; null is an empty cell."""
    out = StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: "" if row[name] is None else row[name] for name in columns} for row in rows)
    return out.getvalue()
