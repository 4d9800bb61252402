{{ config(tags=['after_risk']) }}
-- Commitments whose last day has passed: what was known and said six, three and one months ahead, and what came of it. Reached
-- after the deadline is missed. Where no report settles it, a person's resolution may, with a figure of the last day or later.
with judged as (
    select risks.*, commitments.last_day_that_counts, commitments.lead_agency
    from {{ ref('deadline_risks') }} as risks
    inner join {{ ref('commitments') }} as commitments
        on risks.commitment = commitments.commitment and risks.ref_area = commitments.ref_area
),

due as (
    select
        *,
        case when why = 'target_reached_after_deadline' then 'missed' else band end as settled
    from judged
    where
        as_of_month = (select max(newest.as_of_month) from judged as newest)
        and band in ('done', 'missed', 'overdue_unconfirmed')
        and last_day_that_counts <= {{ end_of_month('as_of_month') }}
),

resolutions as (
    select
        resolutions.commitment,
        resolutions.ref_area,
        resolutions.outcome,
        resolutions.reason_vi,
        resolutions.reason_en,
        figures.observation_id,
        figures.time_period,
        figures.share_pct
    from {{ ref('resolutions') }} as resolutions
    inner join {{ ref('figures') }} as figures
        on
            resolutions.evidence_indicator = figures.indicator
            and resolutions.ref_area = figures.ref_area
            and resolutions.evidence_time_period = figures.time_period
            and figures.obs_kind = 'actual'
            and figures.is_preferred
            and not figures.is_synthetic
),

resolved as (
    select
        due.* exclude (observation_id, progress_pct, last_time_period),
        coalesce(resolutions.outcome, due.settled) as outcome,
        case
            when resolutions.outcome is not null then 'judged'
            when due.settled = 'overdue_unconfirmed' then 'none'
            when due.derivation is not null then 'derived'
            else 'reported'
        end as outcome_basis,
        resolutions.reason_vi,
        resolutions.reason_en,
        coalesce(resolutions.observation_id, due.observation_id) as observation_id,
        case when resolutions.outcome is null then due.progress_pct else resolutions.share_pct end as progress_pct,
        coalesce(resolutions.time_period, due.last_time_period) as last_time_period
    from due
    left join resolutions
        on
            due.commitment = resolutions.commitment
            and due.ref_area = resolutions.ref_area
            and due.settled = 'overdue_unconfirmed'
            and not due.is_synthetic
)

select
    resolved.commitment,
    resolved.ref_area,
    resolved.is_synthetic,
    resolved.deadline,
    resolved.last_day_that_counts,
    resolved.deadline_basis,
    resolved.lead_agency,
    resolved.outcome,
    resolved.outcome_basis,
    resolved.outcome <> 'overdue_unconfirmed' as is_resolved,
    resolved.reason_vi,
    resolved.reason_en,
    resolved.progress_pct,
    resolved.derivation,
    resolved.last_time_period,
    resolved.observation_id,
    observed.quote,
    coalesce(observed.attributed_to, observed.source) as stated_by,
    max(leads.progress_pct) filter (where leads.months_ahead = 6) as progress_pct_6_months_before,
    max(leads.p_miss) filter (where leads.months_ahead = 6) as p_miss_6_months_before,
    max(leads.band) filter (where leads.months_ahead = 6) as band_6_months_before,
    max(leads.progress_pct) filter (where leads.months_ahead = 3) as progress_pct_3_months_before,
    max(leads.p_miss) filter (where leads.months_ahead = 3) as p_miss_3_months_before,
    max(leads.band) filter (where leads.months_ahead = 3) as band_3_months_before,
    max(leads.progress_pct) filter (where leads.months_ahead = 1) as progress_pct_1_month_before,
    max(leads.p_miss) filter (where leads.months_ahead = 1) as p_miss_1_month_before,
    max(leads.band) filter (where leads.months_ahead = 1) as band_1_month_before
from resolved
left join {{ ref('outcome_leads') }} as leads
    on resolved.commitment = leads.commitment and resolved.ref_area = leads.ref_area
left join {{ ref('observations') }} as observed on resolved.observation_id = observed.observation_id
group by all
