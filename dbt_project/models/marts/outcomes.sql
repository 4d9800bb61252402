{{ config(tags=['after_risk']) }}
-- Resolved commitments: what was said six, three and one months ahead, and what happened.
with newest as (
    select *
    from {{ ref('deadline_risks') }}
    where as_of_month = (select max(all_months.as_of_month) from {{ ref('deadline_risks') }} as all_months)
),

resolved as (
    select newest.*, commitments.last_day_that_counts
    from newest
    inner join {{ ref('commitments') }} as commitments
        on newest.commitment = commitments.commitment and newest.ref_area = commitments.ref_area
    where
        newest.band in ('done', 'missed', 'overdue_unconfirmed')
        and commitments.last_day_that_counts <= {{ end_of_month('newest.as_of_month') }}
),

said as (
    select
        resolved.commitment,
        resolved.ref_area,
        date_diff('month', cast(earlier.as_of_month || '-01' as date), resolved.last_day_that_counts) as lead,
        earlier.p_miss,
        earlier.band
    from resolved
    inner join {{ ref('deadline_risks') }} as earlier
        on resolved.commitment = earlier.commitment and resolved.ref_area = earlier.ref_area
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
    max(said.p_miss) filter (where said.lead = 6) as p_miss_6_months_before,
    max(said.band) filter (where said.lead = 6) as band_6_months_before,
    max(said.p_miss) filter (where said.lead = 3) as p_miss_3_months_before,
    max(said.band) filter (where said.lead = 3) as band_3_months_before,
    max(said.p_miss) filter (where said.lead = 1) as p_miss_1_month_before,
    max(said.band) filter (where said.lead = 1) as band_1_month_before
from resolved
left join said on resolved.commitment = said.commitment and resolved.ref_area = said.ref_area
group by all
