-- Only of sources that this warehouse lets in.
select kept.*
from {{ source('lake', 'captures') }} as kept
semi join {{ ref('stg_sources') }} as declared on kept.source = declared.source
