{{ config(tags=['after_risk']) }}
-- Commitments whose last day has passed: what was said six, three and one months ahead, and what came of it.
with judged as (
    select
        risks.*,
        commitments.last_day_that_counts,
        date_diff('month', cast(risks.as_of_month || '-01' as date), commitments.last_day_that_counts) as months_ahead
    from {{ ref('deadline_risks') }} as risks
    inner join {{ ref('commitments') }} as commitments
        on risks.commitment = commitments.commitment and risks.ref_area = commitments.ref_area
),

resolved as (
    select *
    from judged
    where
        as_of_month = (select max(newest.as_of_month) from judged as newest)
        and band in ('done', 'missed', 'overdue_unconfirmed')
        and last_day_that_counts <= {{ end_of_month('as_of_month') }}
)

select
    resolved.commitment,
    resolved.ref_area,
    resolved.is_synthetic,
    resolved.deadline,
    resolved.deadline_basis,
    resolved.band as outcome,
    resolved.progress_pct,
    resolved.last_time_period,
    resolved.observation_id,
    max(judged.p_miss) filter (where judged.months_ahead = 6) as p_miss_6_months_before,
    max(judged.band) filter (where judged.months_ahead = 6) as band_6_months_before,
    max(judged.p_miss) filter (where judged.months_ahead = 3) as p_miss_3_months_before,
    max(judged.band) filter (where judged.months_ahead = 3) as band_3_months_before,
    max(judged.p_miss) filter (where judged.months_ahead = 1) as p_miss_1_month_before,
    max(judged.band) filter (where judged.months_ahead = 1) as band_1_month_before
from resolved
inner join judged on resolved.commitment = judged.commitment and resolved.ref_area = judged.ref_area
group by all
