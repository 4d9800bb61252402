"""Assembly only: the assets, their job, schedule and sensor, and the two resources."""

import dagster as dg

from pipeline.assets.captures import captures
from pipeline.assets.deposits import inbox
from pipeline.assets.edition import edition
from pipeline.assets.installation import Installation
from pipeline.assets.reference import indicators, sources
from pipeline.assets.reports import reports
from pipeline.assets.risk import deadline_risks
from pipeline.assets.schedules import every_morning, monthly
from pipeline.assets.warehouse import dbt_resource, marts_after_risk, warehouse

defs = dg.Definitions(
    assets=[sources, indicators, captures, reports, warehouse, deadline_risks, marts_after_risk, edition],
    jobs=[monthly],
    schedules=[every_morning],
    sensors=[inbox],
    resources={"installation": Installation(), "dbt": dbt_resource()},
    executor=dg.in_process_executor,
)
