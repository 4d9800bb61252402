-- What somebody else says of the same thing within ten days of the published figure, or what the same document says of
-- it elsewhere. "Over 46 million" and 46.1 million do not disagree: only figures whose intervals do not meet are told.
with said as (
    select
        *,
        coalesce(obs_low, obs_value) as low,
        coalesce(obs_high, obs_value) as high
    from {{ ref('observations') }}
    where obs_kind = 'actual' and obs_value is not null
    qualify document_sha256 = first_value(document_sha256) over (
        partition by indicator, ref_area, time_period, source, attributed_to, is_synthetic
        order by known_from desc nulls last, published_on desc nulls last, document_sha256
    )
),

published as (
    select said.*
    from said
    semi join {{ ref('figures') }} as figures on said.observation_id = figures.observation_id
)

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
from published
inner join said as other
    on
        published.indicator = other.indicator
        and published.ref_area = other.ref_area
        and published.is_synthetic = other.is_synthetic
        and abs(published.time_period - other.time_period) <= 10
        and (published.high < other.low or other.high < published.low)
        and (
            published.source <> other.source
            or published.attributed_to is distinct from other.attributed_to
            or (published.document_sha256 = other.document_sha256 and published.time_period = other.time_period)
        )
left join published as also_published on other.observation_id = also_published.observation_id
-- Two published figures disagree once, told from the later one.
where
    also_published.observation_id is null
    or (published.time_period, published.observation_id) > (other.time_period, other.observation_id)
