-- "each VN63 province" stands for every area of the scheme; the mart expands it.
select
    commitment,
    indicator,
    case when ref_area like 'each %' then split_part(ref_area, ' ', 2) else ref_area end as stated_area,
    ref_area like 'each %' as is_each,
    target_value,
    direction,
    unit_measure,
    deadline,
    deadline_kind,
    stated_on,
    stated_by,
    deadline_basis,
    lead_agency,
    accountable,
    outside_indicator,
    basis,
    is_synthetic,
    name_vi,
    name_en,
    precedence as source_precedence,
    group_indicators
from {{ ref('stated_commitments') }}
where {{ allowed() }}
