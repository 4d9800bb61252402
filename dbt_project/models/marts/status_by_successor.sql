-- A status of the 63 provinces re-expressed on the 34: done only if every part is done.
with dates as (
    select distinct indicator, time_period, is_synthetic
    from {{ ref('figures') }}
    where status is not null and obs_kind = 'actual' and ref_area like 'VN63-%'
),

parts as (
    select
        dates.indicator,
        dates.time_period,
        dates.is_synthetic,
        succession.new_area,
        succession.old_area,
        arg_max(figures.status, figures.time_period) as status
    from dates
    cross join {{ ref('area_succession') }} as succession
    left join {{ ref('figures') }} as figures
        on
            dates.indicator = figures.indicator
            and dates.is_synthetic = figures.is_synthetic
            and succession.old_area = figures.ref_area
            and figures.time_period <= dates.time_period
            and figures.obs_kind = 'actual'
            and figures.status is not null
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
        when count(*) filter (where status = 'completed') = count(*) then 'fully'
        when count(*) filter (where status = 'completed') > 0 then 'partly'
        else 'none'
    end as completeness
from parts
group by indicator, new_area, time_period, is_synthetic
