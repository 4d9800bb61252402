-- A figure that the same body stated again, later and with another value: its first and its latest vintage.
with vintages as (
    select
        *,
        row_number() over (stated order by known_from, observation_id) as first_place,
        row_number() over (stated order by known_from desc, observation_id desc) as last_place
    from {{ ref('observations') }}
    where obs_kind = 'actual' and obs_value is not null and known_from is not null
    window stated as (
        partition by indicator, ref_area, time_period, source, coalesce(attributed_to, ''), is_synthetic
    )
)

select
    early.indicator,
    early.ref_area,
    early.time_period,
    early.source,
    coalesce(early.attributed_to, '') as attributed_to,
    early.is_synthetic,
    early.obs_value as first_value,
    late.obs_value as latest_value,
    late.obs_value - early.obs_value as change,
    early.known_from as first_known_from,
    late.known_from as latest_known_from,
    early.observation_id as first_observation_id,
    late.observation_id as latest_observation_id,
    early.quote as first_quote,
    late.quote as latest_quote
from vintages as early
inner join vintages as late
    on
        early.indicator = late.indicator
        and early.ref_area = late.ref_area
        and early.time_period = late.time_period
        and early.source = late.source
        and coalesce(early.attributed_to, '') = coalesce(late.attributed_to, '')
        and early.is_synthetic = late.is_synthetic
where
    early.first_place = 1
    and late.last_place = 1
    and early.known_from < late.known_from
    and early.obs_value <> late.obs_value
