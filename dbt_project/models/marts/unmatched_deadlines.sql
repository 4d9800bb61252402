-- Deadlines that a report states and no commitment holds: each waits for a line that adopts it (stated_commitments) or
-- rejects it (rejected_deadlines). A date counts as held when a commitment of the same area and the same or a neighbouring
-- day is about the indicator, one it is evidence for, or a group it names.
select promises.*
from {{ ref('promises') }} as promises
inner join {{ ref('stg_indicators') }} as catalogue on promises.indicator = catalogue.indicator
where
    not exists (
        select 1
        from {{ ref('commitments') }} as commitments
        where
            commitments.ref_area = promises.ref_area
            and commitments.is_synthetic = promises.is_synthetic
            and abs(commitments.deadline - promises.latest_deadline) <= 1
            and (
                commitments.indicator = promises.indicator
                or list_contains(catalogue.evidence_for_list, commitments.indicator)
                or list_contains(string_split(commitments.group_indicators, '|'), promises.indicator)
            )
    )
    and not exists (
        select 1
        from {{ ref('rejected_deadlines') }} as rejected
        where
            rejected.indicator = promises.indicator
            and rejected.ref_area = promises.ref_area
            and rejected.deadline = promises.latest_deadline
            and rejected.stated_by = promises.stated_by
    )
