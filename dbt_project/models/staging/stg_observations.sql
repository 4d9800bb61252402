select *
from {{ source('lake', 'observations') }}
where {{ allowed() }}
