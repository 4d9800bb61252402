"""Short answers for the command line: what went wrong, what is at risk, what waits for a person.

Holds read-only questions to the lake and to an edition. Keeps out: drawing (console) and the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import duckdb

RISKS = """
    with ranked as (
        select
            c.name_vi as name, r.ref_area, r.deadline, r.band, r.p_miss, r.evidence, r.expected_shortfall, o.quote, r.commitment,
            count(*) over (partition by r.commitment, r.band) as n_areas,
            row_number() over (
                partition by r.commitment, r.band order by r.p_miss desc nulls last, r.ref_area
            ) as place
        from deadline_risks r
        join commitments c using (commitment, ref_area)
        left join observations o using (observation_id)
        where r.as_of_month = ? and not r.is_synthetic
    )
    select * exclude (place) from ranked where place = 1
    order by
        case band when 'missed' then 0 when 'overdue_unconfirmed' then 1 when 'red' then 2 when 'amber_red' then 3
            when 'amber' then 4 when 'green' then 5 when 'done' then 6 else 7 end,
        p_miss desc nulls last, deadline, commitment
"""


def rows(database: Path, query: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Rows of a read-only query as dicts."""
    with duckdb.connect(str(database), read_only=True) as connection:
        cursor = connection.execute(query, list(parameters))
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def newest_as_of(database: Path) -> str:
    """The newest as-known month of an edition."""
    return str(rows(database, "select max(as_of_month) as month from deadline_risks")[0]["month"])


def risks_as_known(database: Path, month: str) -> list[dict[str, Any]]:
    """One row per real commitment and band, as known in `month` (YYYY-MM), with the sentence behind it."""
    return rows(database, RISKS, [month])


def risk_rows(
    database: Path, month: str, commitment: str | None, ref_area: str | None, synthetic: bool
) -> list[dict[str, Any]]:
    """Rows of `deadline_risks` as known in `month` (YYYY-MM), most at risk first; None: every commitment, every area."""
    query = (
        "select * from deadline_risks where as_of_month = ? and is_synthetic = ? and commitment = coalesce(?, commitment) "
        "and ref_area = coalesce(?, ref_area) order by p_miss desc nulls last, commitment, ref_area"
    )
    return rows(database, query, [month, synthetic, commitment, ref_area])


def digest_as_known(database: Path, month: str | None, language: Literal["vi", "en"]) -> str:
    """Markdown of what an edition knows in `month` (YYYY-MM; None: its newest). PublishError for a month it does not judge."""
    from pipeline.publish.canonical import PublishError, attach_read_only
    from pipeline.publish.report.digest import digest
    from pipeline.publish.report.marts import read_marts

    with duckdb.connect() as connection:
        attach_read_only(connection, database, "edition")
        real, _ = read_marts(connection)
    months = sorted({row["as_of_month"] for row in real.risks})
    if not months:
        raise PublishError("the edition judges no commitment yet")
    if month is not None and month not in months:
        raise PublishError(f"{month}: the edition judges the months {months[0]} to {months[-1]}")
    return digest(real, month or months[-1], language)


def quarantine_lines(lake: Path, months: Sequence[str]) -> list[str]:
    """One line per source, month, table and reason of what the months have in quarantine."""
    lines = []
    with duckdb.connect() as connection:
        for month in months:
            path = lake / "quarantine" / f"{month}.parquet"
            if path.is_file():
                found = connection.execute(
                    "select source, table_name, reason, count(*) from read_parquet(?) group by all order by all",
                    [str(path)],
                ).fetchall()
                lines += [f"{source} {month}: quarantined in {t}: {why} ({n})" for source, t, why, n in found]
    return lines


def status_lines(warehouse: Path) -> list[str]:
    """One line per late, failed or missing report, per quarantined row, and the size of the review queue."""
    late = rows(
        warehouse,
        "select source, report_month, outcome, days_late, detail from reports "
        "where is_late or outcome in ('source_down', 'not_collected', 'login_required', 'refused') "
        "order by report_month, source",
    )
    lines = [
        f"{row['report_month']} {row['source']}: {row['outcome']}"
        + (f", {row['days_late']} days late" if row["days_late"] else "")
        + (f" ({row['detail']})" if row["detail"] else "")
        for row in late
    ]
    review = "select count(*) as n from unread_figures where reason in ('unknown', 'low_confidence', 'refused')"
    waiting = rows(warehouse, review)[0]["n"]
    quarantined = rows(warehouse, "select report_month, source, table_name, reason from stg_quarantine order by all")
    lines += [
        f"{q['report_month']} {q['source']}: quarantined in {q['table_name']}: {q['reason']}" for q in quarantined
    ]
    lines.append(f"{waiting} numerals wait for a person: tiendo review")
    return lines
