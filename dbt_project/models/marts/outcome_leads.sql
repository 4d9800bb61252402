{{ config(tags=['after_risk']) }}
-- What was known and said of every commitment in each of the six months before its last day.
select
    risks.commitment,
    risks.ref_area,
    cast(
        date_diff('month', cast(risks.as_of_month || '-01' as date), commitments.last_day_that_counts) as integer
    ) as months_ahead,
    risks.as_of_month,
    risks.known_cutoff,
    risks.is_synthetic,
    risks.band,
    risks.p_miss,
    risks.regime,
    risks.evidence,
    risks.n_reports,
    risks.progress_pct,
    risks.last_time_period,
    risks.why,
    risks.observation_id
from {{ ref('deadline_risks') }} as risks
inner join {{ ref('commitments') }} as commitments
    on risks.commitment = commitments.commitment and risks.ref_area = commitments.ref_area
where months_ahead between 1 and 6
