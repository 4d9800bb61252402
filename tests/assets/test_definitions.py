"""The graph as a snapshot: a renamed asset, check, job or mart column shows up as a diff here."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from pipeline.assets import manifest
from pipeline.assets.partitions import MONTHS
from pipeline.definitions import defs

SNAPSHOT = Path(__file__).with_name("snapshot.json")


def described() -> dict[str, object]:
    graph = defs.resolve_asset_graph()
    nodes = json.loads(manifest.MANIFEST.read_bytes())["nodes"].values()
    return {
        "assets": sorted(key.to_user_string() for key in graph.materializable_asset_keys),
        "lake_checks": sorted(
            f"{key.asset_key.to_user_string()}: {key.name}"
            for key in graph.asset_check_keys
            if "lake" in key.asset_key.path
        ),
        "jobs": sorted(job.name for job in defs.resolve_all_job_defs() if not job.name.startswith("__")),
        "schedules": sorted(schedule.name for schedule in defs.schedules or ()),
        "sensors": sorted(sensor.name for sensor in defs.sensors or ()),
        "marts": {
            node["name"]: list(node["columns"])
            for node in nodes
            if "marts" in node["fqn"] and node["resource_type"] == "model"
        },
    }


def test_names_are_as_they_were() -> None:
    """After a wanted change: delete snapshot.json, run this test once, and read the diff in the review."""
    found = described()
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
        pytest.fail("no snapshot was there; one was written: read it and commit it")
    assert found == json.loads(SNAPSHOT.read_text())


def test_every_asset_of_ours_says_what_it_holds() -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.materializable_asset_keys:
        node = graph.get(key)
        assert node.group_name and node.group_name != "default", key
        assert node.owners, key
        assert node.description, key


def test_every_lake_table_has_a_blocking_contract() -> None:
    graph = defs.resolve_asset_graph()
    lake = {key for key in graph.materializable_asset_keys if key.path[0] == "lake"}
    unpartitioned_reference = {dg.AssetKey(["lake", "sources"]), dg.AssetKey(["lake", "indicators"])}
    for key in lake - unpartitioned_reference:
        assert graph.get(dg.AssetCheckKey(key, "contract")).blocking, key


def test_the_schedule_asks_for_the_last_three_months_in_hanoi_and_starts_stopped() -> None:
    schedule = defs.resolve_schedule_def("every_morning")
    assert schedule.default_status is dg.DefaultScheduleStatus.STOPPED
    assert schedule.execution_timezone == "Asia/Ho_Chi_Minh"
    # 00:30 UTC on 1 June is 07:30 in Hanoi: May is over, and so is asked for.
    at = datetime(2026, 6, 1, 0, 30, tzinfo=UTC)
    context = dg.build_schedule_context(scheduled_execution_time=at)
    request = schedule.evaluate_tick(context).run_requests[0]
    assert request.tags["dagster/asset_partition_range_start"] == "2026-03"
    assert request.tags["dagster/asset_partition_range_end"] == "2026-05"


def test_a_month_is_a_partition_once_it_is_over() -> None:
    keys = MONTHS.get_partition_keys(current_time=datetime(2026, 6, 30, 12, tzinfo=UTC))
    assert keys[0] == "2022-01"
    assert keys[-1] == "2026-05"
