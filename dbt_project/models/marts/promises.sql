-- Deadlines as reports state them, of themselves or in an instruction. Slip counts only dates that the same body stated for
-- the same thing.
with spoken as (
    select
        indicator,
        ref_area,
        stated_by,
        is_synthetic,
        arg_min(stated, (known_from, coalesce(observation_id, instruction_id))) as earliest,
        arg_max(stated, (known_from, coalesce(observation_id, instruction_id))) as latest,
        count(distinct deadline) as n_dates_stated
    from {{ ref('int_stated_deadlines') }} as stated
    group by indicator, ref_area, stated_by, is_synthetic
)

select
    indicator,
    ref_area,
    stated_by,
    is_synthetic,
    earliest.deadline as first_deadline,
    latest.deadline as latest_deadline,
    latest.deadline_kind as latest_deadline_kind,
    latest.deadline - earliest.deadline as schedule_slip_days,
    n_dates_stated,
    earliest.known_from as first_known_from,
    latest.known_from as latest_known_from,
    earliest.observation_id as first_observation_id,
    latest.observation_id as latest_observation_id,
    earliest.instruction_id as first_instruction_id,
    latest.instruction_id as latest_instruction_id,
    earliest.quote as first_quote,
    latest.quote as latest_quote
from spoken
