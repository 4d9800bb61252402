-- Latest vintage of each figure: the most trusted and preferred source, then what became known last.
with ranked as (
    select
        observed.*,
        declared.precedence,
        row_number() over (
            partition by
                observed.indicator, observed.ref_area, observed.time_period, observed.obs_kind, observed.is_synthetic
            order by
                (observed.trust = 'trusted') desc, declared.precedence, observed.known_from desc,
                observed.published_on desc nulls last, observed.char_start, observed.observation_id
        ) as place,
        count(*) over (
            partition by
                observed.indicator, observed.ref_area, observed.time_period, observed.obs_kind, observed.is_synthetic
        ) as n_vintages
    from {{ ref('observations') }} as observed
    inner join {{ ref('stg_sources') }} as declared on observed.source = declared.source
)

select
    indicator,
    ref_area,
    time_period,
    obs_kind,
    is_synthetic,
    time_precision,
    obs_value,
    obs_low,
    obs_high,
    numerator,
    denominator,
    denominator_reference,
    coalesce(denominator <> denominator_reference, false) as is_denominator_stale,
    round(100 * numerator / denominator, 2) as share_pct,
    unit_measure,
    obs_status,
    qualifier,
    status,
    deadline,
    source,
    report_month,
    known_from,
    attributed_to,
    text_origin,
    trust,
    n_vintages,
    observation_id,
    document_sha256,
    page,
    quote,
    url
from ranked
where place = 1
