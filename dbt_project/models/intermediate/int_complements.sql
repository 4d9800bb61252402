-- Counts that nobody prints: what is left of all units when those still missing are taken away (63 - 38 = 25). The
-- catalogue declares which; every vintage, so that history can be seen as it was known. Never merged with a figure that
-- somebody printed: whoever had nothing to remedy is counted here, and did not pass any scan for it.
select
    derived.indicator,
    observed.indicator as from_indicator,
    observed.* exclude (
        indicator, obs_value, obs_low, obs_high, numerator, denominator, denominator_reference, unit_measure, status
    ),
    coalesce(observed.denominator, observed.denominator_reference) as whole,
    observed.obs_value as from_value,
    whole - observed.obs_value as obs_value,
    whole - coalesce(observed.obs_high, observed.obs_value) as obs_low,
    whole - coalesce(observed.obs_low, observed.obs_value) as obs_high,
    derived.unit_measure,
    format('{:d} - {:d} = {:d}', cast(whole as bigint), cast(from_value as bigint), cast(whole - from_value as bigint))
        as derivation
from {{ ref('observations') }} as observed
inner join {{ ref('stg_indicators') }} as derived on observed.indicator = derived.complement_of
where
    observed.obs_kind = 'actual'
    and observed.trust = 'trusted'
    and observed.obs_value between 0 and coalesce(observed.denominator, observed.denominator_reference)
