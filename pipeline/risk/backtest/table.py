"""The report of a backtest as a table for people. Keeps out: every computation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.risk.backtest.scores import BANDS
from pipeline.risk.backtest.statuses import CountedClass, StatusScore


def table_of(report: Mapping[str, Any]) -> str:
    """Programmes, methods, the ensemble by lead, and what else was scored."""
    parts = [
        f"input: {report['input']}",
        _grid(
            ("programme", "family", "localities", "steps", "tasks", "forecasts", "Brier", "ECE"),
            [
                [one[key] for key in ("name", "family", "localities", "steps", "tasks", "forecasts", "brier", "ece")]
                for one in report["programmes"]
            ],
        ),
        _methods(report["methods"]),
        _skill(report["skill"]),
        _leads(report),
        _rest(report),
        f"single series: {report['single_series']['forecasts']} forecasts from 2 to 4 reports, no peers",
        _methods(report["single_series"]["methods"]),
        _skill(report["single_series"]["skill"]),
        _bands(report["single_series"]["methods"]["ensemble"]["bands"])
        + f"; 80 % interval held {_text(report['single_series']['interval_80']['all'])}",
    ]
    return "\n\n".join(parts)


def statuses_table(classes: Sequence[CountedClass], scores: Sequence[StatusScore]) -> str:
    """Rows of the reference class, then each family scored with the others' rows."""
    rows = [[one.status, one.lead, one.p_miss, one.lowest, one.highest, one.n, one.families] for one in classes]
    text = _grid(("status", "lead", "missed", "lowest", "highest", "areas", "families"), rows)
    if not scores:
        return text + "\n\nno score: fewer than two families have a deadline that a tenth of their localities kept"
    scored = [[one.family, one.lead, one.brier, one.brier_base_rate, one.n] for one in scores]
    return text + "\n\n" + _grid(("family left out", "lead", "Brier", "base rate", "areas"), scored)


def _methods(methods: Mapping[str, Any]) -> str:
    keys = ("brier", "log_loss", "auc", "ece", "interval_80")
    return _grid(
        ("method", "Brier", "log loss", "AUC", "ECE", "80 % held"),
        [[name, *(scored[key] for key in keys)] for name, scored in methods.items()],
    )


def _skill(skill: Mapping[str, Any]) -> str:
    if not skill:
        return "no skill: nothing to compare with"
    return "skill: " + "; ".join(
        f"{_text(one['skill'])} [{_text(one['low'])}, {_text(one['high'])}] against {name}"
        for name, one in skill.items()
    )


def _leads(report: Mapping[str, Any]) -> str:
    leads = report["methods"]["ensemble"]["leads"]
    names = [name for _, _, name in BANDS]
    rows = [
        [
            lead,
            *(scored[key] for key in ("brier", "log_loss", "auc", "ece")),
            report["interval_80"]["leads"][lead],
            *(f"{_text(scored['bands'][name]['realised'])} ({scored['bands'][name]['n']})" for name in names),
        ]
        for lead, scored in leads.items()
    ]
    header = ("lead", "Brier", "log loss", "AUC", "ECE", "80 % held", *(f"{name}: missed (n)" for name in names))
    return _grid(header, rows)


def _rest(report: Mapping[str, Any]) -> str:
    cover, dates, whole = report["interval_80"], report["arrivals"], report["targets_of_100"]
    lines = [
        _bands(report["methods"]["ensemble"]["bands"]),
        f"80 % interval of the value held {_text(cover['all'])} of {cover['n']}, mean width {_text(cover['mean_width'])}",
        f"dates: {_text(dates['before_p10'])} of {dates['n_p10']} came before the early one, "
        f"{_text(dates['after_p50'])} of {dates['n_p50']} after the middle one, "
        f"{_text(dates['after_p90'])} of {dates['n_p90']} after the late one",
    ]
    if whole is not None:
        lines.append(_part("targets of 100 %", whole))
    lines += [_part(f"{name} reports", part) for name, part in report["by_reports"].items() if part is not None]
    return "\n".join(lines)


def _part(name: str, part: Mapping[str, Any]) -> str:
    return (
        f"{name}: Brier {_text(part['brier'])}, mean p {_text(part['mean_p'])}, realised {_text(part['realised'])}, "
        f"ECE {_text(part['ece'])}, n {part['n']}"
    )


def _bands(bands: Mapping[str, Any]) -> str:
    return "missed by band: " + ", ".join(
        f"{name} {_text(one['realised'])} (n {one['n']})" for name, one in bands.items()
    )


def _grid(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    cells = [list(header), *([_text(cell) for cell in row] for row in rows)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(header))]
    lines = [
        "  ".join(
            cell.ljust(width) if k == 0 else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    return "\n".join(lines)


def _text(cell: Any) -> str:
    if cell is None:
        return "-"
    return f"{cell:.4f}" if isinstance(cell, float) else str(cell)
