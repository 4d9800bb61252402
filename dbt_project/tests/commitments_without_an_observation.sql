-- Commitments of which no report says anything at all: a promise that nobody can follow. Told, and no reason to stop: that
-- nothing is known is itself a finding, and the row stays Grey.
{{ config(severity='warn') }}
select commitments.commitment, commitments.ref_area, commitments.lead_agency, commitments.accountable
from {{ ref('commitments') }} as commitments
left join {{ ref('int_commitment_evidence') }} as evidence
    on commitments.commitment = evidence.commitment and commitments.ref_area = evidence.ref_area
where evidence.commitment is null and not commitments.is_each and not commitments.is_synthetic
