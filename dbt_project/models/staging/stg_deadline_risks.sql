{{ config(tags=['after_risk']) }}
select *
from {{ source('lake', 'deadline_risks') }}
where {{ allowed() }}
