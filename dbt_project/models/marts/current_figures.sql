-- For people: the newest actual figure of every indicator and area, names and the sentence joined.
-- An untrusted source speaks only where no trusted one does.
select
    figures.indicator,
    figures.ref_area,
    figures.is_synthetic,
    indicators.name_vi as indicator_vi,
    indicators.name_en as indicator_en,
    areas.name_vi as area_vi,
    areas.name_en as area_en,
    figures.time_period,
    figures.time_precision,
    figures.obs_value,
    figures.numerator,
    figures.denominator,
    figures.denominator_reference,
    figures.is_denominator_stale,
    figures.share_pct,
    figures.unit_measure,
    figures.qualifier,
    figures.status,
    figures.source,
    figures.report_month,
    figures.published_on,
    figures.attributed_to,
    figures.stated_by,
    figures.assurance,
    figures.text_origin,
    figures.trust,
    figures.quote,
    figures.value_text,
    figures.flags,
    figures.observation_id,
    figures.document_sha256,
    figures.page,
    figures.url
from {{ ref('figures') }} as figures
inner join {{ ref('indicators') }} as indicators on figures.indicator = indicators.indicator
inner join {{ ref('areas') }} as areas on figures.ref_area = areas.ref_area
where figures.obs_kind = 'actual' and figures.is_preferred
qualify row_number() over (
    partition by figures.indicator, figures.ref_area, figures.is_synthetic
    order by (figures.trust = 'trusted') desc, figures.time_period desc
) = 1
