-- The stages that the catalogue puts in order (connected, tested, through the scan, ready, deployed), each with its latest
-- count as of the end of the month, carried for at most 24 months. Whoever stands on a rung has passed those below it, so a
-- rung that holds more than a lower one is told.
with counted as (
    select figures.*, catalogue.ladder, catalogue.rung
    from {{ ref('figures') }} as figures
    inner join {{ ref('stg_indicators') }} as catalogue on figures.indicator = catalogue.indicator
    where
        catalogue.ladder is not null
        and figures.obs_kind = 'actual'
        and figures.obs_value is not null
        and figures.trust = 'trusted'
        and figures.is_preferred
),

months as (
    select cast(month_start as date) as month
    from generate_series(
        (select date_trunc('month', min(time_period)) from counted),
        cast('{{ var("newest_month") }}-01' as date),
        interval 1 month
    ) as series (month_start)
),

latest as (
    select months.month, counted.*
    from months
    inner join counted on last_day(months.month) >= counted.time_period
    where date_diff('month', counted.time_period, months.month) <= 24
    qualify row_number() over (
        partition by months.month, counted.indicator, counted.ref_area, counted.is_synthetic
        order by counted.time_period desc
    ) = 1
)

select
    ladder,
    rung,
    indicator,
    ref_area,
    month,
    is_synthetic,
    time_period,
    cast(date_diff('month', time_period, month) as integer) as age_months,
    obs_value,
    coalesce(denominator, denominator_reference) as denominator,
    round(100 * obs_value / nullif(coalesce(denominator, denominator_reference), 0), 2) as share_pct,
    lag(obs_value) over below as lower_rung_value,
    coalesce(obs_value > lag(obs_value) over below, false) as is_above_lower_rung,
    stated_by,
    source,
    known_from,
    observation_id,
    quote
from latest
window below as (partition by ladder, ref_area, month, is_synthetic order by rung)
