-- Every figure and status, all vintages. Beside the printed denominator stands what the lists of units say of that day.
with reference as (
    select ref_area, unit, valid_from, valid_to, denominator_reference
    from {{ ref('reference_denominators') }}
    union all
    select 'VN63-' || province_code, 'districts', as_of_from, as_of_to, cast(n_district_units as double)
    from {{ ref('district_counts') }}
),

dated as (
    select
        * exclude (time_period),
        coalesce(time_period, {{ end_of_month('report_month') }}) as time_period
    from {{ ref('stg_observations') }}
)

select
    observed.observation_id,
    observed.indicator,
    observed.ref_area,
    observed.time_period,
    observed.time_precision,
    observed.obs_value,
    observed.obs_low,
    observed.obs_high,
    observed.numerator,
    observed.denominator,
    reference.denominator_reference,
    observed.unit_measure,
    observed.obs_status,
    observed.qualifier,
    observed.status,
    observed.obs_kind,
    observed.deadline,
    observed.deadline_kind,
    observed.source,
    observed.report_month,
    observed.published_on,
    observed.captured_at,
    observed.known_from,
    observed.known_basis,
    observed.attributed_to,
    observed.assurance,
    observed.text_origin,
    observed.trust,
    observed.is_synthetic,
    observed.origin,
    observed.url,
    observed.title,
    observed.file,
    observed.document_sha256,
    observed.page,
    observed.cell,
    observed.char_start,
    observed.char_end,
    observed.quote,
    observed.value_text,
    observed.box,
    observed.confidence,
    observed.method,
    observed.flags,
    observed.correction,
    observed.corrected_from
from dated as observed
left join reference
    on
        observed.ref_area = reference.ref_area
        and observed.unit_measure = reference.unit
        and observed.time_period between reference.valid_from and reference.valid_to
