-- Only of sources that this warehouse lets in.
select refused.*
from {{ source('lake', 'quarantine') }} as refused
semi join {{ ref('stg_sources') }} as declared on refused.source = declared.source
