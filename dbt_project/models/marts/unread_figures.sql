-- Every numeral of the visible text that became no observation, with the reason.
select
    source,
    report_month,
    document_sha256,
    page,
    char_start,
    char_end,
    value_text,
    box,
    confidence,
    reason,
    quote,
    quote_start,
    is_synthetic
from {{ ref('stg_unread_figures') }}
