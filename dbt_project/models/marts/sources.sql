-- The declared publishers, as an analyst needs them: who, when responsible, how often, how far trusted.
select
    source, publisher_vi, publisher_en, base_url, collection, language, cadence, due_day, valid_from, valid_to, trust, text_origin,
    is_synthetic, assurance, default_area, tried_live, draft, precedence
from {{ ref('stg_sources') }}
