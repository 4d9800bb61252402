-- Every (source, month) that was asked for or was due, and what came of it: absence is a row.
with months as (
    select strftime(month_start, '%Y-%m') as report_month
    from generate_series(
        (select min(cast(report_month || '-01' as date)) from {{ ref('stg_captures') }}),
        cast('{{ var("newest_month") }}-01' as date),
        interval 1 month
    ) as series (month_start)
),

due as (
    select declared.source, months.report_month
    from {{ ref('stg_sources') }} as declared
    cross join months
    where
        declared.cadence = 'monthly'
        and not declared.draft
        and {{ end_of_month('months.report_month') }} >= coalesce(declared.valid_from, date '2000-01-01')
        and cast(months.report_month || '-01' as date) <= coalesce(declared.valid_to, date '9999-12-31')
),

found as (
    select
        source,
        report_month,
        arg_min(outcome, case outcome when 'published' then 0 when 'refused' then 1 else 2 end) as outcome,
        count(distinct document_sha256) as n_documents,
        min(published_on) as first_published_on,
        string_agg(distinct detail, '; ' order by detail) as detail
    from {{ ref('stg_captures') }}
    group by source, report_month
),

observed as (
    select source, report_month, count(*) as n_observations
    from {{ ref('stg_observations') }}
    group by source, report_month
),

asked as (
    select source, report_month from due
    union
    select source, report_month from found
)

select
    asked.source,
    asked.report_month,
    coalesce(found.outcome, 'not_collected') as outcome,
    coalesce(found.detail, case when found.outcome is null then 'no run has asked for this month' end) as detail,
    coalesce(found.n_documents, 0) as n_documents,
    coalesce(observed.n_observations, 0) as n_observations,
    found.first_published_on,
    cast(cast(asked.report_month || '-01' as date) + interval 1 month as date) + declared.due_day - 1 as due_on,
    coalesce(
        coalesce(found.first_published_on, date '{{ var("today") }}') > due_on and coalesce(found.outcome, '') <> 'publisher_closed',
        false
    ) as is_late,
    case when is_late then coalesce(found.first_published_on, date '{{ var("today") }}') - due_on end as days_late,
    declared.is_synthetic
from asked
inner join {{ ref('stg_sources') }} as declared on asked.source = declared.source
left join found on asked.source = found.source and asked.report_month = found.report_month
left join observed on asked.source = observed.source and asked.report_month = observed.report_month
