with expanded as (
    select stated.*, areas.ref_area
    from {{ ref('stg_stated_commitments') }} as stated
    inner join {{ ref('areas') }} as areas
        on
            (stated.is_each and areas.scheme = stated.stated_area)
            or (not stated.is_each and areas.ref_area = stated.stated_area)
),

-- A count of localities is a share of all localities of its time; other counts are a share of their target.
scoped as (
    select
        *,
        case
            when unit_measure = 'percent' then 100.0
            when unit_measure = 'localities' then case when deadline <= date '2025-07-01' then 63.0 else 34.0 end
            when direction = 'at_least' then target_value
        end as scope
    from expanded
)

select
    commitment,
    ref_area,
    indicator,
    name_vi,
    name_en,
    target_value,
    direction,
    unit_measure,
    case direction when 'at_most' then 1 - target_value / scope else target_value / scope end as target_share,
    scope,
    deadline,
    deadline_kind,
    cast(case deadline_kind when 'before' then deadline - 1 else deadline end as date) as last_day_that_counts,
    stated_on,
    deadline_basis,
    lead_agency,
    accountable,
    outside_denominator,
    basis,
    is_each,
    is_synthetic
from scoped
