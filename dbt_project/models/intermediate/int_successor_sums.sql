-- The 63 provinces on the 34: numerators and denominators of the parts are added up, as they were known on every day
-- on which one of the parts became known. A sum with a part missing is no sum; a percentage is never averaged.
with countable as (
    select *
    from {{ ref('int_paired_evidence') }}
    where
        is_part
        and obs_value is not null
        and (committed_unit = unit_measure or (committed_unit = 'percent' and denominator is not null))
        and unit_measure <> 'percent'
),

vintages as (
    select distinct commitment, committed_area, indicator, time_period, known_from
    from countable
),

known_parts as (
    select vintages.known_from as sum_known_from, countable.*
    from vintages
    inner join countable
        on
            vintages.commitment = countable.commitment
            and vintages.committed_area = countable.committed_area
            and vintages.indicator = countable.indicator
            and vintages.time_period = countable.time_period
            and vintages.known_from >= countable.known_from
    qualify row_number() over (
        partition by
            vintages.commitment, vintages.committed_area, vintages.indicator, vintages.time_period,
            vintages.known_from, countable.ref_area
        order by countable.precedence, countable.known_from desc, countable.observation_id
    ) = 1
),

parts_needed as (
    select new_area, count(*) as n_parts
    from {{ ref('area_succession') }}
    group by new_area
)

select
    parts.commitment,
    parts.committed_area,
    parts.indicator,
    parts.time_period,
    parts.sum_known_from as known_from,
    max(parts.report_month) as report_month,
    -- The largest part stands for the sum: its sentence is the one to open first.
    arg_max(parts.observation_id, (parts.obs_value, parts.observation_id)) as observation_id,
    arg_max(parts.source, (parts.obs_value, parts.observation_id)) as source,
    arg_max(parts.time_precision, (parts.obs_value, parts.observation_id)) as time_precision,
    max(parts.precedence) as precedence,
    sum(parts.obs_value) as obs_value,
    sum(coalesce(parts.obs_low, parts.obs_value)) as obs_low,
    sum(coalesce(parts.obs_high, parts.obs_value)) as obs_high,
    case when count(parts.denominator) = count(*) then sum(parts.denominator) end as denominator
from known_parts as parts
inner join parts_needed on parts.committed_area = parts_needed.new_area
group by
    parts.commitment, parts.committed_area, parts.indicator, parts.time_period, parts.sum_known_from,
    parts_needed.n_parts
having count(*) = parts_needed.n_parts
