-- A deadline that a report states and no commitment holds waits for a person: `tiendo review` prints the line to add.
{{ config(severity='warn') }}
select indicator, ref_area, stated_by, latest_deadline, latest_quote
from {{ ref('unmatched_deadlines') }}
where not is_synthetic
