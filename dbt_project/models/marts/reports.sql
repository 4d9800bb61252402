-- Every (source, month) that was due or was asked for, and what came of it: absence is a row.
with months as (
    select strftime(month_start, '%Y-%m') as report_month, last_day(month_start) as month_end
    from generate_series(
        (select min(cast(report_month || '-01' as date)) from {{ ref('stg_captures') }}),
        cast('{{ var("newest_month") }}-01' as date),
        interval 1 month
    ) as series (month_start)
),

found as (
    select
        source,
        report_month,
        arg_min(
            outcome,
            list_position(
                [
                    'published', 'refused', 'login_required', 'source_down', 'not_collected', 'not_published',
                    'publisher_closed'
                ],
                outcome
            )
        ) as outcome,
        count(distinct document_sha256) as n_documents,
        min(published_on) as first_published_on,
        string_agg(distinct detail, '; ' order by detail) as detail,
        string_agg(distinct origin, '|' order by origin) filter (where document_sha256 is not null) as origin
    from {{ ref('stg_captures') }}
    group by source, report_month
),

asked as (
    select source, report_month
    from found
    union
    select declared.source, months.report_month
    from {{ ref('stg_sources') }} as declared
    inner join months
        on
            months.month_end >= coalesce(declared.valid_from, date '1900-01-01')
            and cast(months.report_month || '-01' as date) <= coalesce(declared.valid_to, date '9999-12-31')
    where
        declared.cadence = 'monthly'
        and not declared.draft
        -- Nobody asks for what only comes by hand; that it did not come is a fact once it was due.
        and (
            declared.collection = 'listed'
            or {{ end_of_month('months.report_month') }} + declared.due_day < date '{{ var("today") }}'
        )
),

read_figures as (
    select source, report_month, count(*) as n_observations
    from {{ ref('stg_observations') }}
    group by source, report_month
),

dated as (
    select
        asked.source,
        asked.report_month,
        coalesce(found.outcome, 'not_collected') as outcome,
        case
            when found.outcome is not null then found.detail
            when declared.collection = 'deposited' then 'nothing was deposited'
            else 'no run has asked for this month'
        end as detail,
        found.origin,
        coalesce(found.n_documents, 0) as n_documents,
        coalesce(read_figures.n_observations, 0) as n_observations,
        found.first_published_on,
        {{ end_of_month('asked.report_month') }} + declared.due_day as due_on,
        declared.is_synthetic
    from asked
    inner join {{ ref('stg_sources') }} as declared on asked.source = declared.source
    left join found on asked.source = found.source and asked.report_month = found.report_month
    left join read_figures on asked.source = read_figures.source and asked.report_month = read_figures.report_month
),

-- Only the publisher can be late, and only by its own due day. A report still missing is counted up to the 20th after
-- the newest month, not up to the clock, so that a day without news changes nothing.
counted as (
    select
        *,
        case outcome
            when 'published' then first_published_on
            when 'not_published'
                then least(date '{{ var("today") }}', {{ end_of_month("'" ~ var("newest_month") ~ "'") }} + 20)
        end as counted_to
    from dated
)

select
    source,
    report_month,
    outcome,
    detail,
    origin,
    n_documents,
    n_observations,
    first_published_on,
    due_on,
    coalesce(counted_to > due_on, false) as is_late,
    case when counted_to > due_on then counted_to - due_on end as days_late,
    is_synthetic
from counted
