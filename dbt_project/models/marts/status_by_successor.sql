-- A status of the 63 provinces re-expressed on the 34, as of each day on which a status was reported: the latest
-- status of every part up to that day. Done only if every part is done; a part nobody speaks of is not done.
with spoken as (
    select indicator, ref_area, time_period, is_synthetic, status
    from {{ ref('figures') }}
    where obs_kind = 'actual' and is_preferred and trust = 'trusted' and status is not null and ref_area like 'VN63-%'
),

dates as (
    select distinct indicator, time_period, is_synthetic
    from spoken
),

provinces as (
    select
        dates.indicator,
        dates.time_period,
        dates.is_synthetic,
        succession.new_area,
        succession.old_area,
        arg_max(spoken.status, spoken.time_period) as status
    from dates
    cross join {{ ref('area_succession') }} as succession
    left join spoken
        on
            dates.indicator = spoken.indicator
            and dates.is_synthetic = spoken.is_synthetic
            and succession.old_area = spoken.ref_area
            and dates.time_period >= spoken.time_period
    group by all
)

select
    indicator,
    new_area as ref_area,
    time_period,
    is_synthetic,
    count(*) as parts,
    count(*) filter (where status = 'completed') as parts_completed,
    case
        when parts_completed = parts then 'fully'
        when parts_completed > 0 then 'partly'
        else 'none'
    end as completeness,
    string_agg(old_area, '|' order by old_area) filter (where status = 'completed') as areas_completed
from provinces
group by indicator, new_area, time_period, is_synthetic
