-- Deadlines that a report states, of itself or in an instruction, and no commitment holds: each waits for a line that adopts
-- it (stated_commitments) or rejects it (rejected_deadlines). A date counts as held when a commitment of the same area and the
-- same or a neighbouring day is about the indicator, one it is evidence for, or a group it names. An instruction that no
-- indicator would show cannot be followed by anybody and is told in `instructions` alone.
with ordered as (
    select
        indicator,
        unnest(string_split(coalesce(addressee_areas, 'VN'), '|')) as ref_area,
        coalesce(issuer, source) as stated_by,
        is_synthetic,
        deadline,
        deadline_kind,
        known_from,
        instruction_id,
        quote
    from {{ ref('instructions') }}
    where deadline is not null and indicator is not null
),

instructed as (
    select
        indicator,
        ref_area,
        stated_by,
        is_synthetic,
        arg_min(deadline, (known_from, instruction_id)) as first_deadline,
        arg_max(deadline, (known_from, instruction_id)) as latest_deadline,
        arg_max(deadline_kind, (known_from, instruction_id)) as latest_deadline_kind,
        latest_deadline - first_deadline as schedule_slip_days,
        count(distinct deadline) as n_dates_stated,
        min(known_from) as first_known_from,
        max(known_from) as latest_known_from,
        arg_min(quote, (known_from, instruction_id)) as first_quote,
        arg_max(quote, (known_from, instruction_id)) as latest_quote
    from ordered
    group by indicator, ref_area, stated_by, is_synthetic
),

stated as (
    select *
    from {{ ref('promises') }}

    union all by name

    select instructed.*
    from instructed
    anti join {{ ref('promises') }} as promises using (indicator, ref_area, stated_by, is_synthetic)
)

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
    stated.first_quote,
    stated.latest_quote
from stated
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
