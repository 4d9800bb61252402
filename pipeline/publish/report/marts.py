"""The rows the page is made of, read once from the edition's own database.

Holds the queries and the split into real and synthetic rows; one side never sees the other. Keeps out: choosing,
ordering and wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.publish.canonical import PublishError, quoted, table_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]

# mart -> the columns the page uses; is_synthetic decides on which page a row may stand
USED = {
    "areas": ("ref_area", "scheme", "name_vi", "name_en"),
    "indicators": ("indicator", "name_vi", "name_en", "unit_measure"),
    "sources": ("source", "publisher_vi", "publisher_en", "cadence", "trust", "is_synthetic"),
    "commitments": (
        "commitment",
        "ref_area",
        "indicator",
        "name_vi",
        "name_en",
        "accountable",
        "lead_agency",
        "outside_indicator",
        "is_each",
        "is_synthetic",
    ),
    "deadline_risks": (
        "commitment",
        "ref_area",
        "as_of_month",
        "known_cutoff",
        "regime",
        "band",
        "p_miss",
        "regime_brier",
        "missed_in_band",
        "why_vi",
        "why_en",
        "progress_pct",
        "progress_low_pct",
        "progress_high_pct",
        "status",
        "last_time_period",
        "observation_id",
        "derivation",
        "n_reports",
        "months_since_last",
        "stale",
        "denominator",
        "evidence",
        "forecast_p50",
        "forecast_censored",
        "expected_shortfall",
        "expected_finishers_p10",
        "expected_finishers_p50",
        "expected_finishers_p90",
        "months_left",
        "months_overdue",
        "target_value",
        "target_share",
        "direction",
        "unit_measure",
        "deadline",
        "deadline_kind",
        "deadline_basis",
        "is_synthetic",
    ),
    "observations": (
        "observation_id",
        "indicator",
        "ref_area",
        "time_period",
        "time_precision",
        "obs_value",
        "numerator",
        "denominator",
        "unit_measure",
        "qualifier",
        "status",
        "obs_kind",
        "source",
        "report_month",
        "published_on",
        "known_from",
        "attributed_to",
        "text_origin",
        "trust",
        "is_synthetic",
        "url",
        "title",
        "file",
        "document_sha256",
        "page",
        "quote",
        "value_text",
        "flags",
    ),
    "reports": (
        "source",
        "report_month",
        "outcome",
        "first_published_on",
        "days_late",
        "is_late",
        "n_observations",
        "detail",
        "is_synthetic",
    ),
    "status_by_successor": (
        "indicator",
        "ref_area",
        "time_period",
        "parts",
        "parts_completed",
        "completeness",
        "is_synthetic",
    ),
    "systems": (
        "system",
        "as_of_month",
        "position",
        "name_vi",
        "name_en",
        "indicators",
        "lead_agency",
        "indicator",
        "observation_id",
        "has_figure",
        "has_denominator",
        "has_deadline",
        "last_day_that_counts",
        "no_figure_vi",
        "no_figure_en",
        "is_synthetic",
    ),
    "unnamed_groups": (
        "commitment",
        "indicator",
        "ref_area",
        "time_period",
        "n_localities",
        "n_named",
        "n_unnamed",
        "n_all",
        "known_from",
        "expected_finishers_p10",
        "expected_finishers_p50",
        "expected_finishers_p90",
        "ask_whom",
        "observation_id",
        "is_synthetic",
    ),
    "disagreements": (
        "observation_id",
        "other_observation_id",
        "kind",
        "indicator",
        "other_indicator",
        "ref_area",
        "known_from",
        "is_synthetic",
    ),
    "derived_figures": ("indicator", "ref_area", "observation_id", "derivation", "is_synthetic"),
    "rungs": (
        "ladder",
        "rung",
        "indicator",
        "ref_area",
        "month",
        "time_period",
        "obs_value",
        "denominator",
        "is_above_lower_rung",
        "known_from",
        "observation_id",
        "is_synthetic",
    ),
    "instructions": (
        "instruction_id",
        "issuer",
        "modality",
        "addressee",
        "addressee_kind",
        "n_named",
        "task",
        "deadline",
        "deadline_kind",
        "has_deadline",
        "indicator",
        "issued_on",
        "source",
        "report_month",
        "published_on",
        "known_from",
        "text_origin",
        "trust",
        "is_synthetic",
        "url",
        "title",
        "document_sha256",
        "page",
        "quote",
    ),
    "outcomes": (
        "commitment",
        "ref_area",
        "deadline",
        "last_day_that_counts",
        "deadline_basis",
        "lead_agency",
        "outcome",
        "outcome_basis",
        "reason_vi",
        "reason_en",
        "progress_pct",
        "derivation",
        "last_time_period",
        "observation_id",
        "is_synthetic",
    ),
    "outcome_leads": (
        "commitment",
        "ref_area",
        "months_ahead",
        "band",
        "p_miss",
        "progress_pct",
        "is_synthetic",
    ),
    "regime_scores": ("regime", "lead", "band", "n", "brier", "realised", "source"),
    "reliability": ("regime", "said", "realised", "share"),
}
_KEY = {
    "areas": "ref_area",
    "indicators": "indicator",
    "sources": "source",
    "commitments": "commitment, ref_area",
    "deadline_risks": "as_of_month, commitment, ref_area",
    "observations": "indicator, time_period, known_from, observation_id",
    "reports": "source, report_month",
    "status_by_successor": "indicator, time_period, ref_area",
    "systems": "as_of_month, position",
    "unnamed_groups": "commitment, time_period, indicator, stated_by",
    "disagreements": "known_from, indicator, observation_id, other_observation_id",
    "derived_figures": "indicator, ref_area, time_period, stated_by",
    "rungs": "ladder, ref_area, month, rung",
    "instructions": "known_from desc, document_sha256, char_start",
    "outcomes": "last_day_that_counts, commitment, ref_area",
    "outcome_leads": "commitment, ref_area, months_ahead",
    "regime_scores": "regime, lead, band",
    "reliability": "regime, said",
}


@dataclass(frozen=True, slots=True)
class Marts:
    """Rows of one kind, real or synthetic; `areas`, `indicators`, `scores` and `tenths` are common to
    both. `observed`: observations by id."""

    areas: dict[str, Row]
    indicators: dict[str, Row]
    sources: dict[str, Row]
    commitments: list[Row]
    risks: list[Row]
    observations: list[Row]
    observed: dict[str, Row]
    reports: list[Row]
    successors: list[Row]
    systems: list[Row]
    unnamed_groups: list[Row]
    disagreements: list[Row]
    derived: list[Row]
    rungs: list[Row]
    instructions: list[Row]
    outcomes: list[Row]
    leads: list[Row]
    scores: list[Row]
    tenths: list[Row]

    def cutoff(self, month: str) -> date | None:
        """The last day of what was public "as known in" the month (YYYY-MM); None for a month nobody judged."""
        return max((row["known_cutoff"] for row in self.risks if row["as_of_month"] == month), default=None)


def read_marts(con: DuckDBPyConnection) -> tuple[Marts, Marts]:
    """(real, synthetic) rows of the database attached as `edition`; PublishError when a column is missing."""
    rows = {mart: _rows(con, mart) for mart in USED}

    def side(synthetic: bool) -> Marts:
        def of(mart: str) -> list[Row]:
            return [row for row in rows[mart] if row["is_synthetic"] is synthetic]

        return Marts(
            areas={row["ref_area"]: row for row in rows["areas"]},
            indicators={row["indicator"]: row for row in rows["indicators"]},
            sources={row["source"]: row for row in of("sources")},
            commitments=of("commitments"),
            risks=of("deadline_risks"),
            observations=of("observations"),
            observed={row["observation_id"]: row for row in of("observations")},
            reports=of("reports"),
            successors=of("status_by_successor"),
            systems=of("systems"),
            unnamed_groups=of("unnamed_groups"),
            disagreements=of("disagreements"),
            derived=of("derived_figures"),
            rungs=of("rungs"),
            instructions=of("instructions"),
            outcomes=of("outcomes"),
            leads=of("outcome_leads"),
            scores=rows["regime_scores"],
            tenths=rows["reliability"],
        )

    return side(False), side(True)


def _rows(con: DuckDBPyConnection, mart: str) -> list[Row]:
    missing = [name for name in USED[mart] if name not in table_columns(con, "edition", mart)]
    if missing:
        raise PublishError(f"page: mart {mart} lacks {', '.join(missing)}")
    names = USED[mart]
    found = con.execute(
        f"select {', '.join(map(quoted, names))} from edition.main.{quoted(mart)} order by {_KEY[mart]}"
    ).fetchall()
    return [dict(zip(names, values, strict=True)) for values in found]
