-- What somebody else says of the same thing within ten days of the published figure.
select
    published.observation_id,
    other.observation_id as other_observation_id,
    published.indicator,
    published.ref_area,
    published.is_synthetic,
    published.time_period,
    other.time_period as other_time_period,
    published.obs_value,
    other.obs_value as other_obs_value,
    other.obs_value - published.obs_value as difference,
    published.source,
    other.source as other_source,
    published.attributed_to,
    other.attributed_to as other_attributed_to,
    published.quote,
    other.quote as other_quote
from {{ ref('figures') }} as published
inner join {{ ref('observations') }} as other
    on
        published.indicator = other.indicator
        and published.ref_area = other.ref_area
        and published.is_synthetic = other.is_synthetic
        and published.obs_kind = 'actual'
        and other.obs_kind = 'actual'
        and abs(published.time_period - other.time_period) <= 10
        and published.obs_value <> other.obs_value
        and (
            published.source <> other.source
            or published.attributed_to is distinct from other.attributed_to
        )
where
    -- Two published figures disagree once, told from the later one.
    other.observation_id not in (select chosen.observation_id from {{ ref('figures') }} as chosen)
    or (published.time_period, published.observation_id) > (other.time_period, other.observation_id)
