-- What somebody else says of the same thing within ten days of a published figure, what the same document says of it
-- elsewhere, and counts that cannot both be true because one stage is part of the other. "Over 46 million" and 46.1 million
-- do not disagree: only figures whose intervals do not meet are told. Nor do two days between which a count moved the way
-- it should.
with said as (
    select
        observed.*,
        catalogue.ladder,
        catalogue.rung,
        catalogue.direction,
        coalesce(observed.attributed_to, observed.source) as stated_by,
        coalesce(observed.obs_low, observed.obs_value) as low,
        coalesce(observed.obs_high, observed.obs_value) as high
    from {{ ref('observations') }} as observed
    inner join {{ ref('stg_indicators') }} as catalogue on observed.indicator = catalogue.indicator
    where observed.obs_kind = 'actual' and observed.obs_value is not null
    qualify observed.document_sha256 = first_value(observed.document_sha256) over (
        partition by
            observed.indicator, observed.ref_area, observed.time_period, observed.source, observed.attributed_to,
            observed.is_synthetic
        order by observed.known_from desc nulls last, observed.published_on desc nulls last, observed.document_sha256
    )
),

published as (
    select said.*
    from said
    semi join {{ ref('figures') }} as figures on said.observation_id = figures.observation_id
),

-- Two published figures disagree once, told from the later one.
same_thing as (
    select published.observation_id, other.observation_id as other_observation_id, 'value' as kind
    from published
    inner join said as other
        on
            published.indicator = other.indicator
            and published.ref_area = other.ref_area
            and published.is_synthetic = other.is_synthetic
            and abs(published.time_period - other.time_period) <= 10
            and (published.high < other.low or other.high < published.low)
            and (
                published.time_period = other.time_period
                or ((published.time_period > other.time_period) = (published.low > other.high))
                    = (published.direction = 'at_most')
            )
            and (
                published.source <> other.source
                or published.attributed_to is distinct from other.attributed_to
                or (published.document_sha256 = other.document_sha256 and published.time_period = other.time_period)
            )
    left join published as also_published on other.observation_id = also_published.observation_id
    where
        also_published.observation_id is null
        or (published.time_period, published.observation_id) > (other.time_period, other.observation_id)
),

-- Eleven ready, five through the scan that comes before: told from the higher rung. Later days may hold more.
stages as (
    select higher.observation_id, lower.observation_id as other_observation_id, 'rungs' as kind
    from published as higher
    inner join published as lower
        on
            higher.ladder = lower.ladder
            and higher.rung > lower.rung
            and higher.ref_area = lower.ref_area
            and higher.is_synthetic = lower.is_synthetic
            and lower.time_period between higher.time_period and higher.time_period + 10
            and higher.low > lower.high
),

pairs as (
    select * from same_thing
    union all
    select * from stages
)

select
    pairs.observation_id,
    pairs.other_observation_id,
    pairs.kind,
    published.indicator,
    other.indicator as other_indicator,
    published.ref_area,
    published.is_synthetic,
    published.time_period,
    other.time_period as other_time_period,
    published.obs_value,
    other.obs_value as other_obs_value,
    published.denominator,
    other.denominator as other_denominator,
    other.obs_value - published.obs_value as difference,
    published.source,
    other.source as other_source,
    published.attributed_to,
    other.attributed_to as other_attributed_to,
    published.stated_by,
    other.stated_by as other_stated_by,
    greatest(published.known_from, other.known_from) as known_from,
    published.quote,
    other.quote as other_quote
from pairs
inner join published on pairs.observation_id = published.observation_id
inner join said as other on pairs.other_observation_id = other.observation_id
