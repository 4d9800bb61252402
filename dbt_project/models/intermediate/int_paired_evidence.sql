-- Each commitment beside every trusted actual figure or status that speaks of it: of its own area, or (is_part) of one
-- of the provinces that its area was made of. Real and made-up rows never meet.
with totals as (
    -- What a part is counted out of, where the same document states it in a figure of its own.
    select indicator, document_sha256, ref_area, time_period, max(obs_value) as total_value
    from {{ ref('observations') }}
    where obs_kind = 'actual' and obs_value is not null
    group by indicator, document_sha256, ref_area, time_period
    having count(distinct obs_value) = 1
)

select
    commitments.commitment,
    commitments.ref_area as committed_area,
    commitments.unit_measure as committed_unit,
    commitments.direction,
    commitments.target_value,
    commitments.scope,
    observed.* exclude (denominator),
    coalesce(
        observed.denominator, case when totals.total_value >= observed.obs_value then totals.total_value end
    ) as denominator,
    cast(
        coalesce(
            nullif(list_position(string_split(commitments.source_precedence, '|'), observed.source), 0),
            100 + declared.precedence
        ) as integer
    ) as precedence,
    observed.ref_area <> commitments.ref_area as is_part
from {{ ref('commitments') }} as commitments
inner join {{ ref('stg_indicators') }} as catalogue
    on
        commitments.indicator = catalogue.indicator
        or list_contains(catalogue.evidence_for_list, commitments.indicator)
inner join {{ ref('observations') }} as observed
    on
        catalogue.indicator = observed.indicator
        and commitments.is_synthetic = observed.is_synthetic
        and observed.obs_kind = 'actual'
        and observed.trust = 'trusted'
inner join {{ ref('stg_sources') }} as declared on observed.source = declared.source
left join {{ ref('area_succession') }} as succession
    on observed.ref_area = succession.old_area and commitments.ref_area = succession.new_area
left join totals
    on
        catalogue.part_of = totals.indicator
        and observed.document_sha256 = totals.document_sha256
        and observed.ref_area = totals.ref_area
        and observed.time_period = totals.time_period
where observed.ref_area = commitments.ref_area or succession.old_area is not null
