select *
from {{ source('lake', 'unread_figures') }}
where {{ allowed() }}
