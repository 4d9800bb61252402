-- The latest evidence of each commitment as of the end of each month; a month without news carries the last one along,
-- with its age, for at most 24 months.
with months as (
    select cast(month_start as date) as month
    from generate_series(
        (select date_trunc('month', min(time_period)) from {{ ref('int_commitment_evidence') }}),
        cast('{{ var("newest_month") }}-01' as date),
        interval 1 month
    ) as series (month_start)
),

-- One piece of evidence a day: a figure before a word, the preferred source, then the latest vintage.
latest as (
    select *
    from {{ ref('int_commitment_evidence') }}
    qualify row_number() over (
        partition by commitment, ref_area, time_period
        order by is_status, precedence, known_from desc nulls last, is_reexpressed, evidence_indicator, observation_id
    ) = 1
)

select
    latest.commitment,
    latest.ref_area,
    months.month,
    latest.evidence_indicator,
    latest.time_period,
    cast(date_diff('month', latest.time_period, months.month) as integer) as age_months,
    age_months > 0 as is_carried,
    latest.is_reexpressed,
    latest.derivation,
    latest.obs_value,
    latest.numerator,
    latest.denominator,
    latest.denominator_version,
    round(100 * latest.share, 4) as progress_pct,
    round(100 * latest.share_low, 4) as progress_low_pct,
    round(100 * latest.share_high, 4) as progress_high_pct,
    latest.status,
    latest.source,
    latest.known_from,
    latest.observation_id,
    latest.is_synthetic
from months
inner join latest on last_day(months.month) >= latest.time_period
where age_months <= 24
qualify row_number() over (
    partition by latest.commitment, latest.ref_area, months.month
    order by latest.time_period desc
) = 1
