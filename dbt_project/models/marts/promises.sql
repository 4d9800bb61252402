-- Deadlines as reports state them; slip counts only dates stated by the same body for the same thing.
with stated as (
    select
        indicator,
        ref_area,
        coalesce(attributed_to, source) as stated_by,
        is_synthetic,
        deadline,
        deadline_kind,
        known_from,
        observation_id,
        quote
    from {{ ref('observations') }}
    where deadline is not null and obs_kind in ('actual', 'promise', 'target')
)

select
    indicator,
    ref_area,
    stated_by,
    is_synthetic,
    arg_min(deadline, (known_from, observation_id)) as first_deadline,
    arg_max(deadline, (known_from, observation_id)) as latest_deadline,
    arg_max(deadline_kind, (known_from, observation_id)) as latest_deadline_kind,
    latest_deadline - first_deadline as schedule_slip_days,
    count(distinct deadline) as n_dates_stated,
    min(known_from) as first_known_from,
    max(known_from) as latest_known_from,
    arg_max(observation_id, (known_from, observation_id)) as observation_id,
    arg_max(quote, (known_from, observation_id)) as quote
from stated
group by indicator, ref_area, stated_by, is_synthetic
