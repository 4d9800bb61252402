"""The contract of the lake: one Pandera class per table, and what happens to rows that break it.

Holds columns, types, accepted values and cross-column rules of every lake table; `check` splits a frame into good
rows and quarantined ones and names what is broken beyond repair. Keeps out: how rows are made, dbt's contracts on the
marts, and any writing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import pandera.polars as pa
import polars as pl

from pipeline import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

# "2 %": the share of rows that may be quarantined before publishing is blocked (DESIGN.md, mechanics).
MAX_QUARANTINED_SHARE = 0.02

MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
AREA = r"^(VN|VN63-\d{2}|VN34-\d{2})$"
SHA256 = r"^[0-9a-f]{64}$"
BOX = r"^-?\d+(\.\d+)?( -?\d+(\.\d+)?){3}$"  # left top right bottom, in points


class Sources(pa.DataFrameModel):
    source: pl.String = pa.Field(unique=True)
    publisher_vi: pl.String
    publisher_en: pl.String
    base_url: pl.String = pa.Field(nullable=True)
    collection: pl.String = pa.Field(isin=["listed", "deposited"])
    language: pl.String = pa.Field(isin=["vi", "en"])
    cadence: pl.String = pa.Field(isin=["monthly", "irregular"])
    due_day: pl.Int32 = pa.Field(nullable=True, ge=1, le=31)
    valid_from: pl.Date = pa.Field(nullable=True)
    valid_to: pl.Date = pa.Field(nullable=True)
    trust: pl.String = pa.Field(isin=["trusted", "untrusted"])
    text_origin: pl.String = pa.Field(isin=["original", "retyped", "translated", "synthetic"])
    is_synthetic: pl.Boolean
    assurance: pl.String = pa.Field(nullable=True)
    default_area: pl.String = pa.Field(nullable=True, str_matches=AREA)
    tried_live: pl.Boolean
    draft: pl.Boolean
    precedence: pl.Int32


class Indicators(pa.DataFrameModel):
    indicator: pl.String = pa.Field(unique=True)
    family: pl.String
    unit_measure: pl.String
    tier: pl.String
    name_vi: pl.String
    name_en: pl.String
    direction: pl.String = pa.Field(isin=["at_least", "at_most"])
    evidence_for: pl.String = pa.Field(nullable=True)
    part_of: pl.String = pa.Field(nullable=True)
    complement_of: pl.String = pa.Field(nullable=True)
    ladder: pl.String = pa.Field(nullable=True)
    rung: pl.Int32 = pa.Field(nullable=True, ge=1)


class Captures(pa.DataFrameModel):
    source: pl.String
    report_month: pl.String = pa.Field(str_matches=MONTH)
    outcome: pl.String = pa.Field(isin=list(get_args(terms.Outcome)))
    url: pl.String = pa.Field(nullable=True)
    title: pl.String = pa.Field(nullable=True)
    published_on: pl.Date = pa.Field(nullable=True)
    document_sha256: pl.String = pa.Field(nullable=True, str_matches=SHA256)
    file: pl.String = pa.Field(nullable=True)
    media_type: pl.String = pa.Field(nullable=True)
    byte_count: pl.Int64 = pa.Field(nullable=True, gt=0)
    http_status: pl.Int32 = pa.Field(nullable=True)
    captured_at: pl.Datetime(time_unit="us") = pa.Field(nullable=True)  # type: ignore[valid-type]
    known_from: pl.Date = pa.Field(nullable=True)
    known_basis: pl.String = pa.Field(nullable=True, isin=["published", "updated", "captured"])
    detail: pl.String = pa.Field(nullable=True)
    origin: pl.String = pa.Field(nullable=True, isin=list(get_args(terms.Origin)))


class Documents(pa.DataFrameModel):
    document_sha256: pl.String = pa.Field(str_matches=SHA256)
    source: pl.String
    report_month: pl.String = pa.Field(str_matches=MONTH)
    file: pl.String
    title: pl.String = pa.Field(nullable=True)
    n_chars: pl.Int32 = pa.Field(gt=0)
    n_pages: pl.Int32 = pa.Field(ge=0)
    n_blocks: pl.Int32 = pa.Field(gt=0)
    n_tables: pl.Int32 = pa.Field(ge=0)
    n_observations: pl.Int32 = pa.Field(ge=0)
    n_unread: pl.Int32 = pa.Field(ge=0)
    n_unknown: pl.Int32 = pa.Field(ge=0)
    warnings: pl.String = pa.Field(nullable=True)


class Quoted(pa.DataFrameModel):
    """What every row that rests on a sentence carries; its columns come first in the table.

    Which report it is in, since when it is known, where it stands, the words themselves, and the date they set.
    """

    deadline: pl.Date = pa.Field(nullable=True)
    deadline_kind: pl.String = pa.Field(nullable=True, isin=["before", "by"])
    source: pl.String
    report_month: pl.String = pa.Field(str_matches=MONTH)
    published_on: pl.Date = pa.Field(nullable=True)
    captured_at: pl.Datetime(time_unit="us")  # type: ignore[valid-type]
    known_from: pl.Date
    known_basis: pl.String
    text_origin: pl.String
    trust: pl.String
    is_synthetic: pl.Boolean
    url: pl.String = pa.Field(nullable=True)
    title: pl.String = pa.Field(nullable=True)
    file: pl.String
    document_sha256: pl.String = pa.Field(str_matches=SHA256)
    page: pl.Int32 = pa.Field(nullable=True, ge=1)
    char_start: pl.Int32 = pa.Field(ge=0)
    char_end: pl.Int32 = pa.Field(gt=0)
    quote: pl.String = pa.Field(str_length={"min_value": 1})
    box: pl.String = pa.Field(nullable=True, str_matches=BOX)

    @pa.dataframe_check
    @classmethod
    def deadline_has_kind(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("deadline").is_null() == pl.col("deadline_kind").is_null())

    @pa.dataframe_check
    @classmethod
    def quote_as_long_as_its_span(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("quote").str.len_chars() == pl.col("char_end") - pl.col("char_start"))


class Observations(Quoted):
    observation_id: pl.String
    indicator: pl.String
    ref_area: pl.String = pa.Field(str_matches=AREA)
    time_period: pl.Date = pa.Field(nullable=True)
    time_precision: pl.String = pa.Field(isin=list(get_args(terms.TimePrecision)))
    obs_value: pl.Float64 = pa.Field(nullable=True)
    obs_low: pl.Float64 = pa.Field(nullable=True)
    obs_high: pl.Float64 = pa.Field(nullable=True)
    numerator: pl.Float64 = pa.Field(nullable=True)
    denominator: pl.Float64 = pa.Field(nullable=True, gt=0)
    unit_measure: pl.String
    obs_status: pl.String = pa.Field(isin=list("ABDEFGHIJKLMNOPQSTUV"))
    qualifier: pl.String = pa.Field(nullable=True, isin=list(get_args(terms.Qualifier)))
    status: pl.String = pa.Field(nullable=True, isin=list(get_args(terms.Status)))
    obs_kind: pl.String = pa.Field(isin=list(get_args(terms.ObsKind)))
    attributed_to: pl.String = pa.Field(nullable=True)
    assurance: pl.String = pa.Field(nullable=True, isin=["self_reported", "compiled", "verified"])
    origin: pl.String = pa.Field(isin=list(get_args(terms.Origin)))
    cell: pl.String = pa.Field(nullable=True)
    value_text: pl.String = pa.Field(nullable=True)
    confidence: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    method: pl.String
    flags: pl.String = pa.Field(nullable=True)
    correction: pl.String = pa.Field(nullable=True)
    corrected_from: pl.String = pa.Field(nullable=True)

    @pa.dataframe_check
    @classmethod
    def value_or_status(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row says a number or a status, or passes on a promise."""
        said = pl.col("obs_value").is_not_null() | pl.col("status").is_not_null()
        return data.lazyframe.select(said | (pl.col("obs_kind") == "promise"))

    @pa.dataframe_check
    @classmethod
    def percent_within_bounds(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A share stated as it is (not a change) lies in 0..100; the printed figure is otherwise kept as printed."""
        share = (pl.col("unit_measure") == "percent") & (pl.col("obs_kind") != "change")
        return data.lazyframe.select(~share | pl.col("obs_value").is_null() | pl.col("obs_value").is_between(0, 100))

    @pa.dataframe_check
    @classmethod
    def count_not_negative(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(
            (pl.col("obs_kind") == "change") | pl.col("obs_value").is_null() | (pl.col("obs_value") >= 0)
        )

    @pa.dataframe_check
    @classmethod
    def interval_holds_value(cls, data: pa.PolarsData) -> pl.LazyFrame:
        value, low, high = pl.col("obs_value"), pl.col("obs_low"), pl.col("obs_high")
        tolerance = 1e-9 * (1 + value.abs())
        return data.lazyframe.select(
            value.is_null()
            | ((low.is_null() | (low <= value + tolerance)) & (high.is_null() | (value <= high + tolerance)))
        )

    @pa.dataframe_check
    @classmethod
    def value_text_in_quote(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """No figure without its quote."""
        return data.lazyframe.select(
            pl.col("value_text").is_null() | pl.col("quote").str.contains(pl.col("value_text"), literal=True)
        )

    @pa.dataframe_check
    @classmethod
    def correction_says_why(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A person's hand shows: whoever sees the old fields also sees the reason."""
        return data.lazyframe.select(pl.col("corrected_from").is_null() | pl.col("correction").is_not_null())


class UnreadFigures(pa.DataFrameModel):
    source: pl.String
    report_month: pl.String = pa.Field(str_matches=MONTH)
    document_sha256: pl.String = pa.Field(str_matches=SHA256)
    page: pl.Int32 = pa.Field(nullable=True, ge=1)
    char_start: pl.Int32 = pa.Field(ge=0)
    char_end: pl.Int32 = pa.Field(gt=0)
    value_text: pl.String
    box: pl.String = pa.Field(nullable=True, str_matches=BOX)
    confidence: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    reason: pl.String = pa.Field(isin=list(get_args(terms.UnreadReason)))
    quote: pl.String
    quote_start: pl.Int32 = pa.Field(ge=0)
    is_synthetic: pl.Boolean


class Instructions(Quoted):
    instruction_id: pl.String
    issuer: pl.String = pa.Field(nullable=True)
    issuer_carried: pl.Boolean
    modality: pl.String = pa.Field(isin=list(get_args(terms.Modality)))
    addressee: pl.String = pa.Field(str_length={"min_value": 1})
    addressee_kind: pl.String = pa.Field(isin=["body", "localities", "group"])
    addressee_areas: pl.String = pa.Field(nullable=True)
    addressee_count: pl.Int32 = pa.Field(nullable=True, gt=0)
    addressee_indicator: pl.String = pa.Field(nullable=True)
    family: pl.String = pa.Field(nullable=True)
    task: pl.String = pa.Field(str_length={"min_value": 1})
    indicator: pl.String = pa.Field(nullable=True)
    issued_on: pl.Date = pa.Field(nullable=True)

    @pa.dataframe_check
    @classmethod
    def task_and_addressee_in_quote(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Nobody is told anything that the sentence does not say."""
        quote = pl.col("quote")
        return data.lazyframe.select(
            quote.str.contains(pl.col("task"), literal=True) & quote.str.contains(pl.col("addressee"), literal=True)
        )

    @pa.dataframe_check
    @classmethod
    def a_group_is_counted(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("addressee_kind") == "group") == pl.col("addressee_count").is_not_null())


class Quarantine(pa.DataFrameModel):
    source: pl.String
    report_month: pl.String = pa.Field(str_matches=MONTH)
    table_name: pl.String
    row_key: pl.String
    column_name: pl.String = pa.Field(nullable=True)
    reason: pl.String
    row_json: pl.String


class DeadlineRisks(pa.DataFrameModel):
    commitment: pl.String
    ref_area: pl.String = pa.Field(str_matches=AREA)
    as_of_month: pl.String = pa.Field(str_matches=MONTH)
    known_cutoff: pl.Date
    regime: pl.String = pa.Field(isin=["panel", "single_series", "status_only", "none"])
    band: pl.String = pa.Field(
        isin=["done", "green", "amber", "amber_red", "red", "missed", "overdue_unconfirmed", "grey"]
    )
    p_miss: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    p_miss_low: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    p_miss_high: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    members_json: pl.String = pa.Field(nullable=True)
    method: pl.String
    regime_brier: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    missed_in_band: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    progress_pct: pl.Float64 = pa.Field(nullable=True)
    progress_low_pct: pl.Float64 = pa.Field(nullable=True)
    progress_high_pct: pl.Float64 = pa.Field(nullable=True)
    status: pl.String = pa.Field(nullable=True)
    last_time_period: pl.Date = pa.Field(nullable=True)
    observation_id: pl.String = pa.Field(nullable=True)
    derivation: pl.String = pa.Field(nullable=True)
    n_reports: pl.Int32 = pa.Field(ge=0)
    months_since_last: pl.Int32 = pa.Field(nullable=True)
    interval_share: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    denominator: pl.Float64 = pa.Field(nullable=True)
    denominator_version: pl.String = pa.Field(nullable=True)
    stale: pl.Boolean
    evidence: pl.String = pa.Field(isin=["none", "low", "medium", "high"])
    pace_3m: pl.Float64 = pa.Field(nullable=True)
    logit_pace: pl.Float64 = pa.Field(nullable=True)
    required_pace: pl.Float64 = pa.Field(nullable=True)
    pace_ratio: pl.Float64 = pa.Field(nullable=True, ge=-9.99, le=9.99)
    forecast_p10: pl.Date = pa.Field(nullable=True)
    forecast_p50: pl.Date = pa.Field(nullable=True)
    forecast_p90: pl.Date = pa.Field(nullable=True)
    forecast_censored: pl.Boolean = pa.Field(nullable=True)
    value_at_deadline_p10: pl.Float64 = pa.Field(nullable=True)
    value_at_deadline_p50: pl.Float64 = pa.Field(nullable=True)
    value_at_deadline_p90: pl.Float64 = pa.Field(nullable=True)
    expected_shortfall: pl.Float64 = pa.Field(nullable=True, ge=0)
    forecast_slip_days: pl.Int32 = pa.Field(nullable=True)
    trend: pl.String = pa.Field(nullable=True, isin=["accelerating", "steady", "slowing", "reversing"])
    panel_position: pl.Float64 = pa.Field(nullable=True)
    panel_size: pl.Int32 = pa.Field(nullable=True)
    expected_finishers_p10: pl.Float64 = pa.Field(nullable=True)
    expected_finishers_p50: pl.Float64 = pa.Field(nullable=True)
    expected_finishers_p90: pl.Float64 = pa.Field(nullable=True)
    p_all: pl.Float64 = pa.Field(nullable=True, ge=0, le=1)
    months_left: pl.Int32 = pa.Field(nullable=True)
    months_overdue: pl.Int32 = pa.Field(nullable=True)
    target_value: pl.Float64
    target_share: pl.Float64 = pa.Field(nullable=True)
    direction: pl.String = pa.Field(isin=["at_least", "at_most"])
    unit_measure: pl.String
    deadline: pl.Date
    deadline_kind: pl.String = pa.Field(isin=["before", "by"])
    deadline_basis: pl.String = pa.Field(isin=["legal", "instruction", "own_promise", "target", "assumed"])
    schedule_slip_days: pl.Int32 = pa.Field(nullable=True)
    replans: pl.Int32 = pa.Field(nullable=True)
    is_synthetic: pl.Boolean
    why: pl.String
    why_vi: pl.String
    why_en: pl.String
    observation_ids_json: pl.String

    @pa.dataframe_check
    @classmethod
    def words_alone_are_never_green(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("band") != "green") | (pl.col("regime") != "status_only"))

    @pa.dataframe_check
    @classmethod
    def quantiles_are_ordered(cls, data: pa.PolarsData) -> pl.LazyFrame:
        low, middle, high = (pl.col(f"value_at_deadline_p{q}") for q in (10, 50, 90))
        return data.lazyframe.select(((low <= middle) & (middle <= high)).fill_null(True))

    @pa.dataframe_check
    @classmethod
    def unknown_is_never_green(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("band") != "green") | pl.col("p_miss").is_not_null())

    @pa.dataframe_check
    @classmethod
    def assumed_is_never_missed(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("band") != "missed") | (pl.col("deadline_basis") != "assumed"))


TABLES: dict[str, type[pa.DataFrameModel]] = {
    "sources": Sources,
    "indicators": Indicators,
    "captures": Captures,
    "documents": Documents,
    "observations": Observations,
    "unread_figures": UnreadFigures,
    "instructions": Instructions,
    "quarantine": Quarantine,
    "deadline_risks": DeadlineRisks,
}

KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("source",),
    "indicators": ("indicator",),
    "captures": ("source", "report_month", "url", "document_sha256"),
    "documents": ("document_sha256", "source", "report_month"),
    "observations": ("observation_id",),
    "unread_figures": ("source", "report_month", "document_sha256", "char_start", "char_end"),
    "instructions": ("instruction_id",),
    "quarantine": ("source", "report_month", "table_name", "row_key", "column_name", "reason"),
    "deadline_risks": ("commitment", "ref_area", "as_of_month"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """`good` may enter the lake; `quarantined` are rows of the quarantine table; `broken` blocks publishing."""

    good: pl.DataFrame
    quarantined: list[dict[str, Any]]
    broken: tuple[str, ...]


def frame_of(table: str, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a frame with the table's columns and types, ordered by its key, so that equal rows give equal files.

    Raises polars errors for a value that cannot be cast: the maker of the rows is wrong, not the report.
    """
    schema = TABLES[table].to_schema()
    dtypes = {name: column.dtype.type for name, column in schema.columns.items()}
    frame = pl.DataFrame(list(rows), schema=dtypes, orient="row", strict=True)
    return frame.sort(by=[pl.col(name) for name in KEYS[table]], nulls_last=True, maintain_order=True)


def check(table: str, frame: pl.DataFrame) -> Checked:
    """Validate lazily. A row that fails a rule is quarantined; a missing column, wrong type or duplicate key is broken."""
    broken: list[str] = []
    duplicated = frame.select(KEYS[table]).is_duplicated()
    if duplicated.any():
        first = frame.filter(duplicated).select(KEYS[table]).row(0)
        broken.append(f"{table}: {int(duplicated.sum())} rows share a key, first {first}")
    try:
        TABLES[table].validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        structural = cases.filter(pl.col("index").is_null())
        broken += [f"{table}: {row['check']}: {row['failure_case']}" for row in structural.iter_rows(named=True)]
        by_row: dict[int, list[dict[str, Any]]] = {}
        for row in cases.filter(pl.col("index").is_not_null()).iter_rows(named=True):
            by_row.setdefault(int(row["index"]), []).append(row)
        quarantined = [entry for index in sorted(by_row) for entry in _entries(table, frame, index, by_row[index])]
        keep = pl.Series([index not in by_row for index in range(frame.height)], dtype=pl.Boolean)
        return Checked(frame.filter(keep), quarantined, tuple(dict.fromkeys(broken)))
    return Checked(frame, [], tuple(broken))


def too_many(total: int, quarantined: int) -> bool:
    """More than 2 % of a table's rows in quarantine block publishing."""
    return quarantined > MAX_QUARANTINED_SHARE * total


def _entries(table: str, frame: pl.DataFrame, index: int, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    row = frame.row(index, named=True)
    row_key = "|".join(str(row[name]) for name in KEYS[table])
    unique = dict.fromkeys((_column_of(case), str(case["check"])) for case in cases)
    return [
        {
            "source": row.get("source") or "",
            "report_month": row.get("report_month") or row.get("as_of_month") or "",
            "table_name": table,
            "row_key": row_key,
            "column_name": column,
            "reason": reason,
            "row_json": json.dumps(row, ensure_ascii=False, default=str, sort_keys=True),
        }
        for column, reason in unique
    ]


def _column_of(case: dict[str, Any]) -> str | None:
    # Pandera names the schema class where a rule spans columns.
    return case["column"] if case["schema_context"] == "Column" else None
