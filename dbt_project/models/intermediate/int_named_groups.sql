-- Every counted group of localities and how many of them the same document names: statuses of localities, of the same
-- day and the same word. Whoever asks for names, or says that there are none, counts them here.
select
    counted.observation_id,
    counted.document_sha256,
    counted.indicator,
    counted.obs_value,
    count(distinct members.ref_area) as n_named
from {{ ref('observations') }} as counted
left join {{ ref('observations') }} as members
    on
        counted.document_sha256 = members.document_sha256
        and split_part(counted.indicator, '.', 1) || '.status' = members.indicator
        and counted.status = members.status
        and counted.time_period = members.time_period
where counted.obs_kind = 'actual' and counted.unit_measure = 'localities' and counted.obs_value > 0
group by all
