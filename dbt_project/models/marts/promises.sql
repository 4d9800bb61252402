-- Deadlines as reports state them. Slip counts only dates that the same body stated for the same thing.
select
    indicator,
    ref_area,
    coalesce(attributed_to, source) as stated_by,
    is_synthetic,
    arg_min(deadline, (known_from, observation_id)) as first_deadline,
    arg_max(deadline, (known_from, observation_id)) as latest_deadline,
    arg_max(deadline_kind, (known_from, observation_id)) as latest_deadline_kind,
    latest_deadline - first_deadline as schedule_slip_days,
    count(distinct deadline) as n_dates_stated,
    min(known_from) as first_known_from,
    max(known_from) as latest_known_from,
    arg_min(observation_id, (known_from, observation_id)) as first_observation_id,
    arg_max(observation_id, (known_from, observation_id)) as latest_observation_id,
    arg_min(quote, (known_from, observation_id)) as first_quote,
    arg_max(quote, (known_from, observation_id)) as latest_quote
from {{ ref('observations') }}
where deadline is not null and obs_kind in ('actual', 'promise', 'target')
group by indicator, ref_area, stated_by, is_synthetic
