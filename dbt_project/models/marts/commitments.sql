-- One row for every area that is held to a commitment, with the share (0..1) at which it counts as kept.
with expanded as (
    select stated.*, areas.ref_area
    from {{ ref('stg_stated_commitments') }} as stated
    inner join {{ ref('areas') }} as areas
        on stated.stated_area = case when stated.is_each then areas.scheme else areas.ref_area end
),

-- A count of localities is a share of all localities of its time; other counts are a share of their target.
scoped as (
    select
        *,
        case
            when unit_measure = 'percent' then 100.0
            when unit_measure = 'localities' and deadline <= date '2025-07-01' then 63.0
            when unit_measure = 'localities' then 34.0
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
    -- None left is all done, whatever it is counted out of ("no task overdue", of 9,831 or of any number).
    case
        when direction = 'at_most' and target_value = 0 then 1
        when direction = 'at_most' then 1 - target_value / scope
        else target_value / scope
    end as target_share,
    scope,
    deadline,
    deadline_kind,
    cast(case deadline_kind when 'before' then deadline - 1 else deadline end as date) as last_day_that_counts,
    stated_on,
    stated_by,
    deadline_basis,
    lead_agency,
    accountable,
    outside_indicator,
    basis,
    source_precedence,
    group_indicators,
    is_each,
    is_synthetic
from scoped
