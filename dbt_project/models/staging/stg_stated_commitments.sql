select
    commitment,
    indicator,
    regexp_replace(ref_area, '^each (VN\d\d).*$', '\1') as stated_area,
    ref_area like 'each %' as is_each,
    target_value,
    direction,
    unit_measure,
    deadline,
    stated_on,
    deadline_basis,
    lead_agency,
    accountable,
    outside_denominator,
    basis,
    deadline_kind,
    is_synthetic,
    name_vi,
    name_en,
    string_split(coalesce(precedence, ''), '|') as source_precedence
from {{ ref('stated_commitments') }}
where {{ allowed() }}
