-- How far each commitment is in each month, by the latest vintage; a month without news carries the last one, with its age.
with months as (
    select cast(month_start as date) as month
    from generate_series(
        (select date_trunc('month', min(time_period)) from {{ ref('int_commitment_evidence') }}),
        cast('{{ var("newest_month") }}-01' as date),
        interval 1 month
    ) as series (month_start)
),

latest as (
    select evidence.*
    from {{ ref('int_commitment_evidence') }} as evidence
    qualify row_number() over (
        partition by commitment, ref_area, time_period
        order by is_status, precedence, known_from desc, is_reexpressed, evidence_indicator, observation_id
    ) = 1
),

carried as (
    select
        months.month,
        latest.*,
        row_number() over (
            partition by latest.commitment, latest.ref_area, months.month order by latest.time_period desc
        ) as place
    from months
    inner join latest on latest.time_period <= last_day(months.month)
)

select
    commitment,
    ref_area,
    month,
    evidence_indicator,
    time_period,
    cast(date_diff('month', time_period, last_day(month)) as integer) as age_months,
    date_trunc('month', time_period) < month as is_carried,
    is_reexpressed,
    obs_value,
    numerator,
    denominator,
    denominator_version,
    round(100 * share, 4) as progress_pct,
    round(100 * share_low, 4) as progress_low_pct,
    round(100 * share_high, 4) as progress_high_pct,
    status,
    source,
    known_from,
    observation_id,
    is_synthetic
from carried
where place = 1 and age_months <= 24
