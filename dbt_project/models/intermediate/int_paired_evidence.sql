-- Each commitment beside every trusted actual figure or status that speaks of it: of its own area, or (is_part) of one
-- of the provinces that its area was made of. Real and made-up rows never meet.
with totals as (
    -- What a part is counted out of, where the same document states it in a figure of its own.
    select indicator, document_sha256, ref_area, time_period, max(obs_value) as total_value
    from {{ ref('observations') }}
    where obs_kind = 'actual' and obs_value is not null
    group by indicator, document_sha256, ref_area, time_period
    having count(distinct obs_value) = 1
),

-- What is printed, and what follows from it by a declared subtraction.
spoken as (
    select *, cast(null as varchar) as derivation
    from {{ ref('observations') }}
    where obs_kind = 'actual' and trust = 'trusted'

    union all by name

    select * exclude (from_indicator, whole, from_value), whole as denominator
    from {{ ref('int_complements') }}
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
    -- The commitment's own order of bodies and sources, then the general one; a printed figure before a derived one.
    cast(
        coalesce(
            least(
                nullif(list_position(string_split(commitments.source_precedence, '|'), observed.attributed_to), 0),
                nullif(list_position(string_split(commitments.source_precedence, '|'), observed.source), 0)
            ),
            100 + declared.precedence
        ) + case when observed.derivation is null then 0 else 1000 end as integer
    ) as precedence,
    observed.ref_area <> commitments.ref_area as is_part
from {{ ref('commitments') }} as commitments
inner join {{ ref('stg_indicators') }} as catalogue
    on
        commitments.indicator = catalogue.indicator
        or list_contains(catalogue.evidence_for_list, commitments.indicator)
inner join spoken as observed
    on catalogue.indicator = observed.indicator and commitments.is_synthetic = observed.is_synthetic
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
