-- Every date by which a report says that something will be or must be done: of itself, or in an instruction, once for each
-- area that it addresses. An instruction that no indicator would show cannot be followed by anybody and is told in
-- `instructions` alone.
select
    indicator,
    ref_area,
    coalesce(attributed_to, source) as stated_by,
    is_synthetic,
    deadline,
    deadline_kind,
    known_from,
    observation_id,
    cast(null as varchar) as instruction_id,
    quote
from {{ ref('observations') }}
where deadline is not null and obs_kind in ('actual', 'promise', 'target')

union all

select
    indicator,
    unnest(string_split(coalesce(addressee_areas, 'VN'), '|')) as ref_area,
    coalesce(issuer, source) as stated_by,
    is_synthetic,
    deadline,
    deadline_kind,
    known_from,
    cast(null as varchar) as observation_id,
    instruction_id,
    quote
from {{ ref('instructions') }}
where deadline is not null and indicator is not null
