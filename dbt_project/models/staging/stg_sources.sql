select *
from {{ source('lake', 'sources') }}
where {{ allowed() }}
