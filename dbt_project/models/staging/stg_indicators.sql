select
    *,
    string_split(coalesce(evidence_for, ''), '|') as evidence_for_list
from {{ source('lake', 'indicators') }}
