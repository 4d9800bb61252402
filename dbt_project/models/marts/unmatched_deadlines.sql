-- Deadlines that a report states and no commitment holds: each waits for a line that adopts it (stated_commitments) or
-- rejects it (rejected_deadlines). A date counts as held when a commitment of the same area and the same or a neighbouring
-- day is about the indicator, one it is evidence for, or a group it names.
select
    stated.indicator,
    stated.ref_area,
    stated.stated_by,
    stated.is_synthetic,
    stated.first_deadline,
    stated.latest_deadline,
    stated.latest_deadline_kind,
    stated.schedule_slip_days,
    stated.n_dates_stated,
    stated.first_known_from,
    stated.latest_known_from,
    stated.first_observation_id,
    stated.latest_observation_id,
    stated.first_instruction_id,
    stated.latest_instruction_id,
    stated.first_quote,
    stated.latest_quote
from {{ ref('promises') }} as stated
inner join {{ ref('stg_indicators') }} as catalogue on stated.indicator = catalogue.indicator
where
    not exists (
        select 1
        from {{ ref('commitments') }} as commitments
        where
            commitments.ref_area = stated.ref_area
            and commitments.is_synthetic = stated.is_synthetic
            and abs(commitments.deadline - stated.latest_deadline) <= 1
            and (
                commitments.indicator = stated.indicator
                or list_contains(catalogue.evidence_for_list, commitments.indicator)
                or list_contains(string_split(commitments.group_indicators, '|'), stated.indicator)
            )
    )
    and not exists (
        select 1
        from {{ ref('rejected_deadlines') }} as rejected
        where
            rejected.indicator = stated.indicator
            and rejected.ref_area = stated.ref_area
            and rejected.deadline = stated.latest_deadline
            and rejected.stated_by = stated.stated_by
    )
