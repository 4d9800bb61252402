{{ config(tags=['after_risk']) }}
-- Counts of localities whose names the report keeps to itself ("20 địa phương cơ bản hoàn thành"), under the commitment that
-- declares the group. The members stay Grey; what can be said is how many of all are expected to finish, and who knows them.
with groups as (
    select commitments.*, unnest(string_split(commitments.group_indicators, '|')) as group_indicator
    from {{ ref('commitments') }} as commitments
    where commitments.group_indicators is not null
),

counted as (
    select
        groups.commitment,
        groups.lead_agency,
        groups.accountable,
        figures.*,
        coalesce(figures.denominator, figures.denominator_reference) as whole
    from {{ ref('figures') }} as figures
    inner join groups
        on
            figures.indicator = groups.group_indicator
            and figures.ref_area = groups.ref_area
            and figures.is_synthetic = groups.is_synthetic
    where
        figures.obs_kind = 'actual'
        and figures.unit_measure = 'localities'
        and figures.obs_value > 0
        and figures.trust = 'trusted'
),

-- The first month by whose cut-off the count was known.
judged as (
    select
        counted.commitment,
        counted.observation_id,
        risks.as_of_month,
        risks.expected_finishers_p10,
        risks.expected_finishers_p50,
        risks.expected_finishers_p90
    from counted
    inner join {{ ref('deadline_risks') }} as risks
        on
            counted.commitment = risks.commitment
            and counted.ref_area = risks.ref_area
            and counted.known_from <= risks.known_cutoff
            and last_day(cast(risks.as_of_month || '-01' as date)) >= counted.time_period
    qualify row_number() over (
        partition by counted.commitment, counted.observation_id
        order by risks.as_of_month
    ) = 1
)

select
    counted.commitment,
    counted.indicator,
    counted.ref_area,
    counted.time_period,
    counted.stated_by,
    counted.is_synthetic,
    counted.status,
    cast(counted.obs_value as bigint) as n_localities,
    named.n_named,
    cast(counted.obs_value as bigint) - named.n_named as n_unnamed,
    cast(counted.whole as bigint) as n_all,
    counted.known_from,
    judged.as_of_month,
    judged.expected_finishers_p10,
    judged.expected_finishers_p50,
    judged.expected_finishers_p90,
    counted.lead_agency as ask_whom,
    counted.source,
    counted.observation_id,
    counted.quote
from counted
inner join {{ ref('int_named_groups') }} as named on counted.observation_id = named.observation_id
left join judged on counted.commitment = judged.commitment and counted.observation_id = judged.observation_id
-- All of them need no names.
where counted.obs_value > named.n_named and counted.obs_value < coalesce(counted.whole, counted.obs_value + 1)
