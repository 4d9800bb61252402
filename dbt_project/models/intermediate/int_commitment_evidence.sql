-- All evidence of all vintages, as a share (0..1) of what the commitment's target is a share of, so that any month can
-- be seen as it was known then. Read by `progress` and by the risk computation.
with evidence as (
    select * exclude (is_part), false as is_reexpressed
    from {{ ref('int_paired_evidence') }}
    where not is_part

    union all by name

    select
        sums.*,
        commitments.unit_measure as committed_unit,
        commitments.direction,
        commitments.target_value,
        commitments.scope,
        catalogue.unit_measure,
        commitments.is_synthetic,
        'trusted' as trust,
        true as is_reexpressed
    from {{ ref('int_successor_sums') }} as sums
    inner join {{ ref('commitments') }} as commitments
        on sums.commitment = commitments.commitment and sums.committed_area = commitments.ref_area
    inner join {{ ref('stg_indicators') }} as catalogue on sums.indicator = catalogue.indicator
),

-- A percentage stands for itself. Localities, districts and communes are promised all together, so a printed
-- denominator replaces the one of the target (705, then 704, then 696); every other count is a share of the number
-- that was promised.
measured as (
    select
        *,
        case
            when committed_unit = 'percent' and unit_measure = 'percent' then 100.0
            when committed_unit = 'percent' then nullif(denominator, 0)
            when committed_unit <> unit_measure then null
            when unit_measure in ('localities', 'districts', 'communes') or direction = 'at_most'
                then coalesce(nullif(denominator, 0), scope)
            else scope
        end as whole,
        obs_value / whole as ratio,
        coalesce(obs_low, obs_value) / whole as ratio_low,
        coalesce(obs_high, obs_value) / whole as ratio_high
    from evidence
)

select
    commitment,
    committed_area as ref_area,
    observation_id,
    indicator as evidence_indicator,
    time_period,
    time_precision,
    known_from,
    report_month,
    source,
    precedence,
    attributed_to,
    trust,
    derivation,
    obs_value,
    case when unit_measure = 'percent' then numerator else coalesce(numerator, obs_value) end as numerator,
    case when unit_measure = 'percent' then denominator else whole end as denominator,
    -- Shares of different versions are never subtracted from each other.
    case
        when whole is null then null
        when committed_unit = 'percent' then split_part(committed_area, '-', 1)
        else cast(cast(whole as bigint) as varchar)
    end as denominator_version,
    case direction when 'at_most' then 1 - ratio else ratio end as share,
    case direction when 'at_most' then 1 - ratio_high else ratio_low end as share_low,
    case direction when 'at_most' then 1 - ratio_low else ratio_high end as share_high,
    status,
    obs_value is null as is_status,
    is_reexpressed,
    is_synthetic
from measured
where ratio is not null or (obs_value is null and status is not null)
