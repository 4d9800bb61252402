{{ config(tags=['after_risk']) }}
-- For people: the newest judgement on every commitment, with names, who answers for it, and the sentence behind it.
select
    risks.commitment,
    risks.ref_area,
    commitments.name_vi as commitment_vi,
    commitments.name_en as commitment_en,
    areas.name_vi as area_vi,
    areas.name_en as area_en,
    risks.as_of_month,
    risks.known_cutoff,
    risks.band,
    risks.p_miss,
    risks.why,
    risks.progress_pct,
    risks.status,
    risks.last_time_period,
    risks.months_since_last,
    risks.stale,
    risks.evidence,
    risks.target_value,
    risks.unit_measure,
    risks.deadline,
    risks.deadline_kind,
    risks.deadline_basis,
    risks.months_left,
    risks.months_overdue,
    risks.forecast_p50,
    risks.forecast_censored,
    risks.expected_shortfall,
    commitments.lead_agency,
    commitments.accountable,
    risks.observation_id,
    risks.derivation,
    observed.quote,
    observed.attributed_to,
    observed.source,
    observed.published_on,
    observed.title,
    observed.document_sha256,
    observed.page,
    observed.url,
    observed.text_origin,
    risks.is_synthetic
from {{ ref('deadline_risks') }} as risks
inner join {{ ref('commitments') }} as commitments
    on risks.commitment = commitments.commitment and risks.ref_area = commitments.ref_area
inner join {{ ref('areas') }} as areas on risks.ref_area = areas.ref_area
left join {{ ref('observations') }} as observed on risks.observation_id = observed.observation_id
where risks.as_of_month = (select max(newest.as_of_month) from {{ ref('deadline_risks') }} as newest)
