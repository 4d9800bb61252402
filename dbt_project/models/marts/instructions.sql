-- Who told whom to do what by when. No deadline, and no indicator that would show completion, are findings and stay visible.
-- A counted group is named when the document that addresses it names who was counted, there or in another sentence.
with counted as (
    select
        told.instruction_id,
        max(named.n_named) as n_named
    from {{ ref('stg_instructions') }} as told
    inner join {{ ref('int_named_groups') }} as named
        on
            told.document_sha256 = named.document_sha256
            and told.addressee_indicator = named.indicator
            and told.addressee_count = named.obs_value
    group by told.instruction_id
)

select
    told.instruction_id,
    told.issuer,
    told.issuer_carried,
    told.modality,
    told.addressee,
    told.addressee_kind,
    told.addressee_areas,
    told.addressee_count,
    told.addressee_indicator,
    cast(
        greatest(coalesce(len(string_split(told.addressee_areas, '|')), 0), coalesce(counted.n_named, 0)) as integer
    ) as n_named,
    told.family,
    told.task,
    told.deadline,
    told.deadline_kind,
    told.deadline is not null as has_deadline,
    told.indicator,
    told.indicator is not null as has_indicator,
    told.issued_on,
    told.source,
    told.report_month,
    told.published_on,
    told.captured_at,
    told.known_from,
    told.known_basis,
    told.text_origin,
    told.trust,
    told.is_synthetic,
    told.url,
    told.title,
    told.file,
    told.document_sha256,
    told.page,
    told.char_start,
    told.char_end,
    told.quote,
    told.box
from {{ ref('stg_instructions') }} as told
left join counted on told.instruction_id = counted.instruction_id
