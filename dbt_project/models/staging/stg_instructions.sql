select *
from {{ source('lake', 'instructions') }}
where {{ allowed() }}
