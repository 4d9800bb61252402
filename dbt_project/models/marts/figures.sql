-- Latest vintage of each figure that a body stated: a trusted source first, then the preferred one, then what became known
-- last. What several bodies say of the same thing stays side by side; one of them is preferred.
with ranked as (
    select
        observed.*,
        coalesce(observed.attributed_to, observed.source) as stated_by,
        row_number() over (
            stated
            order by
                (observed.trust = 'trusted') desc, declared.precedence, observed.known_from desc nulls last,
                observed.published_on desc nulls last, observed.char_start, observed.observation_id
        ) as place,
        row_number() over (
            same_figure
            order by
                (observed.trust = 'trusted') desc, declared.precedence, observed.known_from desc nulls last,
                observed.published_on desc nulls last, observed.char_start, observed.observation_id
        ) = 1 as is_preferred,
        count(distinct observed.document_sha256) over (stated) as n_vintages
    from {{ ref('observations') }} as observed
    inner join {{ ref('stg_sources') }} as declared on observed.source = declared.source
    window
        same_figure as (
            partition by
                observed.indicator, observed.ref_area, observed.time_period, observed.obs_kind, observed.is_synthetic
        ),
        stated as (
            partition by
                observed.indicator, observed.ref_area, observed.time_period, observed.obs_kind, observed.is_synthetic,
                coalesce(observed.attributed_to, observed.source)
        )
)

select
    indicator,
    ref_area,
    time_period,
    obs_kind,
    stated_by,
    is_synthetic,
    is_preferred,
    time_precision,
    obs_value,
    obs_low,
    obs_high,
    numerator,
    denominator,
    denominator_reference,
    coalesce(denominator <> denominator_reference, false) as is_denominator_stale,
    round(100 * numerator / nullif(denominator, 0), 2) as share_pct,
    unit_measure,
    obs_status,
    qualifier,
    status,
    deadline,
    deadline_kind,
    source,
    report_month,
    published_on,
    known_from,
    attributed_to,
    assurance,
    text_origin,
    trust,
    n_vintages,
    observation_id,
    document_sha256,
    page,
    char_start,
    char_end,
    quote,
    value_text,
    flags,
    url
from ranked
where place = 1
