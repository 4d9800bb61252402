"""The one job and when it runs: monthly partitions, one run for a range, every morning, stopped until turned on."""

import dagster as dg

from pipeline.assets.partitions import MONTHS, range_tags

monthly = dg.define_asset_job(
    "monthly",
    selection=dg.AssetSelection.all(),
    partitions_def=MONTHS,
    executor_def=dg.in_process_executor,
    description="Find, keep, read, extract, check, stage, mart, risk, publish: all of it for a range of report months.",
)


@dg.schedule(
    job=monthly,
    cron_schedule="0 7 * * *",
    execution_timezone="Asia/Ho_Chi_Minh",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="07:00 in Hanoi: ask for the last three report months again, because reports come late and are revised.",
)
def every_morning(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    keys = MONTHS.get_partition_keys(current_time=context.scheduled_execution_time)
    if not keys:
        return dg.SkipReason("no report month is complete yet")
    last_three = keys[-3:]
    return dg.RunRequest(
        run_key=context.scheduled_execution_time.date().isoformat(), tags=range_tags(last_three[0], last_three[-1])
    )
