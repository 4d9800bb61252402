{{ config(tags=['after_risk']) }}
-- The systems that the first report named, in every month: the latest figure known by the cut-off, or why there is none.
with months as (
    select distinct as_of_month, known_cutoff
    from {{ ref('deadline_risks') }}
    where not is_synthetic
),

-- The newest figure; of one day the indicator that stands first in the declaration.
latest as (
    select
        months.as_of_month,
        systems.system,
        observed.*
    from months
    cross join {{ ref('systems_declared') }} as systems
    inner join {{ ref('observations') }} as observed
        on
            list_contains(string_split(systems.indicators, '|'), observed.indicator)
            and observed.ref_area = 'VN'
            and observed.obs_kind = 'actual'
            and observed.obs_value is not null
            and observed.trust = 'trusted'
            and not observed.is_synthetic
            and observed.known_from <= months.known_cutoff
            and observed.time_period <= {{ end_of_month('months.as_of_month') }}
    inner join {{ ref('stg_sources') }} as declared on observed.source = declared.source
    qualify row_number() over (
        partition by months.as_of_month, systems.system
        order by
            observed.time_period desc, list_position(string_split(systems.indicators, '|'), observed.indicator),
            declared.precedence, observed.known_from desc, observed.char_start, observed.observation_id
    ) = 1
),

-- The last of its days: as long as it has not come, the system as a whole is not late.
held as (
    select
        systems.system,
        risks.as_of_month,
        count(*) as n_commitments,
        count(*) filter (where risks.deadline_basis <> 'assumed') as n_stated,
        max(commitments.last_day_that_counts) filter (where risks.deadline_basis <> 'assumed') as last_day_that_counts
    from {{ ref('systems_declared') }} as systems
    inner join {{ ref('deadline_risks') }} as risks
        on list_contains(string_split(systems.commitments, '|'), risks.commitment) and risks.ref_area = 'VN'
    inner join {{ ref('commitments') }} as commitments
        on risks.commitment = commitments.commitment and risks.ref_area = commitments.ref_area
    group by systems.system, risks.as_of_month
)

select
    systems.system,
    months.as_of_month,
    systems.position,
    systems.name_vi,
    systems.name_en,
    systems.indicators,
    systems.lead_agency,
    latest.indicator,
    latest.time_period,
    latest.obs_value,
    coalesce(latest.denominator, latest.denominator_reference) as denominator,
    latest.unit_measure,
    latest.observation_id,
    latest.quote,
    latest.observation_id is not null as has_figure,
    coalesce(latest.denominator, latest.denominator_reference) is not null as has_denominator,
    coalesce(held.n_stated, 0) > 0 as has_deadline,
    held.last_day_that_counts,
    case when latest.observation_id is null then systems.no_figure_vi end as no_figure_vi,
    case when latest.observation_id is null then systems.no_figure_en end as no_figure_en,
    false as is_synthetic
from months
cross join {{ ref('systems_declared') }} as systems
left join latest on months.as_of_month = latest.as_of_month and systems.system = latest.system
left join held on months.as_of_month = held.as_of_month and systems.system = held.system
