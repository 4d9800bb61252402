-- The catalogue of indicators.
select
    indicator, family, unit_measure, tier, name_vi, name_en, direction, evidence_for, part_of, complement_of, ladder, rung
from {{ ref('stg_indicators') }}
