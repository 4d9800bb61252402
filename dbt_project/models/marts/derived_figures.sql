-- What can be worked out from a published count and the number of all units, with the sum written out. Nobody printed
-- these values; the sentence is that of the count they were taken from.
select
    complements.indicator,
    complements.ref_area,
    complements.time_period,
    figures.stated_by,
    complements.is_synthetic,
    complements.obs_value,
    complements.obs_low,
    complements.obs_high,
    complements.whole,
    complements.unit_measure,
    complements.from_indicator,
    complements.from_value,
    complements.derivation,
    complements.known_from,
    complements.source,
    complements.report_month,
    complements.observation_id,
    complements.quote
from {{ ref('int_complements') }} as complements
inner join {{ ref('figures') }} as figures on complements.observation_id = figures.observation_id
