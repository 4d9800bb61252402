-- Every trusted figure or status that says how far a commitment is, as a share of what it is a share of.
-- Read by `progress` and by the risk computation; all vintages, so that any month can be seen as it was known.
with paired as (
    select
        commitments.commitment,
        commitments.ref_area as committed_area,
        commitments.unit_measure as committed_unit,
        commitments.direction,
        commitments.target_value,
        commitments.scope,
        observed.*,
        declared.precedence,
        total.obs_value as total_value,
        observed.ref_area <> commitments.ref_area as is_part
    from {{ ref('commitments') }} as commitments
    inner join {{ ref('stg_indicators') }} as catalogue
        on
            commitments.indicator = catalogue.indicator
            or list_contains(catalogue.evidence_for_list, commitments.indicator)
    inner join {{ ref('observations') }} as observed
        on
            catalogue.indicator = observed.indicator
            and commitments.is_synthetic = observed.is_synthetic
            and observed.obs_kind = 'actual'
            and observed.trust = 'trusted'
    left join {{ ref('area_succession') }} as succession
        on observed.ref_area = succession.old_area and commitments.ref_area = succession.new_area
    inner join {{ ref('stg_sources') }} as declared on observed.source = declared.source
    left join {{ ref('observations') }} as total
        on
            total.indicator = 'civil_status.records_total'
            and observed.indicator = 'civil_status.records_digitised'
            and observed.document_sha256 = total.document_sha256
            and observed.ref_area = total.ref_area
            and total.obs_kind = 'actual'
    where observed.ref_area = commitments.ref_area or succession.old_area is not null
),

direct as (
    select
        *,
        case
            when committed_unit = 'percent' and unit_measure = 'percent' then 100.0
            when committed_unit = 'percent' then coalesce(denominator, total_value)
            when committed_unit = unit_measure then coalesce(denominator, scope)
        end as whole
    from paired
    where not is_part
),

-- 63 provinces on 34: the parts of a successor are added up as they were known on the day the last of them became
-- known; a sum with a part missing is no sum. Percentages are never averaged.
part_vintages as (
    select distinct commitment, committed_area, indicator, time_period, known_from
    from paired
    where is_part and numerator is not null and denominator is not null
),

parts as (
    select vintage.*, paired.* exclude (commitment, committed_area, indicator, time_period, known_from)
    from part_vintages as vintage
    inner join paired
        on
            vintage.commitment = paired.commitment
            and vintage.committed_area = paired.committed_area
            and vintage.indicator = paired.indicator
            and vintage.time_period = paired.time_period
            and vintage.known_from >= paired.known_from
            and paired.is_part
            and paired.numerator is not null
            and paired.denominator is not null
    qualify row_number() over (
        partition by
            vintage.commitment, vintage.committed_area, vintage.indicator, vintage.time_period, vintage.known_from,
            paired.ref_area
        order by paired.precedence, paired.known_from desc, paired.observation_id
    ) = 1
),

summed as (
    select
        commitment,
        committed_area,
        indicator,
        time_period,
        known_from,
        max(report_month) as report_month,
        arg_max(observation_id, denominator) as observation_id,
        arg_max(source, denominator) as source,
        min(precedence) as precedence,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        bool_or(is_synthetic) as is_synthetic,
        count(*) as n_parts
    from parts
    group by commitment, committed_area, indicator, time_period, known_from
    having count(*) = (
        select count(*) from {{ ref('area_succession') }} as succession where succession.new_area = committed_area
    )
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
    obs_value,
    coalesce(numerator, case when unit_measure <> 'percent' then obs_value end) as numerator,
    case when unit_measure = 'percent' then denominator else whole end as denominator,
    case
        when committed_unit = 'percent' or whole is null then split_part(ref_area, '-', 1)
        when abs(whole - coalesce(target_value, whole)) <= 0.02 * whole or direction = 'at_most' then 'target'
        else 'restated:' || cast(cast(whole as bigint) as varchar)
    end as denominator_version,
    case direction when 'at_most' then 1 - obs_value / whole else obs_value / whole end as share,
    case direction when 'at_most' then 1 - coalesce(obs_high, obs_value) / whole else coalesce(obs_low, obs_value) / whole end
        as share_low,
    case direction when 'at_most' then 1 - coalesce(obs_low, obs_value) / whole else coalesce(obs_high, obs_value) / whole end
        as share_high,
    status,
    obs_value is null and status is not null as is_status,
    false as is_reexpressed,
    is_synthetic
from direct
where (obs_value is not null and whole is not null) or (obs_value is null and status is not null)

union all

select
    commitment,
    committed_area as ref_area,
    observation_id,
    indicator as evidence_indicator,
    time_period,
    'month' as time_precision,
    known_from,
    report_month,
    source,
    precedence,
    null as attributed_to,
    'trusted' as trust,
    numerator as obs_value,
    numerator,
    denominator,
    split_part(committed_area, '-', 1) as denominator_version,
    numerator / denominator as share,
    numerator / denominator as share_low,
    numerator / denominator as share_high,
    null as status,
    false as is_status,
    true as is_reexpressed,
    is_synthetic
from summed
