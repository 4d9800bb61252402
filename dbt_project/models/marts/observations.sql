select
    observation_id,
    indicator,
    ref_area,
    coalesce(time_period, {{ end_of_month('report_month') }}) as time_period,
    time_precision,
    obs_value,
    obs_low,
    obs_high,
    numerator,
    denominator,
    reference.denominator_reference,
    unit_measure,
    obs_status,
    qualifier,
    status,
    obs_kind,
    deadline,
    deadline_kind,
    observed.source,
    report_month,
    published_on,
    captured_at,
    known_from,
    known_basis,
    attributed_to,
    assurance,
    text_origin,
    trust,
    is_synthetic,
    url,
    title,
    file,
    document_sha256,
    page,
    cell,
    char_start,
    char_end,
    quote,
    value_text,
    method,
    flags
from {{ ref('stg_observations') }} as observed
left join {{ ref('reference_denominators') }} as reference
    on
        observed.ref_area = 'VN'
        and observed.unit_measure = reference.unit
        and coalesce(observed.time_period, {{ end_of_month('observed.report_month') }})
        between reference.valid_from and reference.valid_to
