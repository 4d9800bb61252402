"""The inbox as Dagster sees it: a sensor that asks once for files at rest, and a run that takes them in before fetching."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl
import pytest

from pipeline import paths
from pipeline.assets import deposits
from pipeline.assets.captures import PROBLEMS, captures
from pipeline.assets.deposits import deposit_file, examine_file, inbox
from pipeline.assets.installation import Installation, Opened
from pipeline.assets.reports import verdicts
from pipeline.deposit.examine import Deposit, DepositError
from pipeline.sources.registry import SourceError, load_sources
from pipeline.storage import HomeLocked, locked
from tests.deposit.made import FINISHED, GOOD, TODAY, declare, filled, page


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> paths.Home:
    declare(tmp_path / "sources")
    monkeypatch.setenv("TIENDO_HOME", str(tmp_path / "home"))
    return paths.Home(tmp_path / "home")


def put(home: paths.Home, place: str, data: bytes = b"") -> Path:
    path = home.inbox / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data or page(FINISHED))
    os.utime(path, (1_780_000_000, 1_780_000_000))
    return path


class Watched:
    """Evaluations of the sensor one after the other, each with the cursor of the one before."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self.instance = instance
        self.cursor: str | None = None

    def look(self) -> dg.SensorResult:
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursor)
        result = inbox(context)
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        return result

    def requests(self) -> list[dg.RunRequest]:
        return list(self.look().run_requests or ())


@pytest.fixture
def watched() -> Any:
    with dg.DagsterInstance.ephemeral() as instance:
        yield Watched(instance)


def test_the_sensor_starts_stopped_and_runs_the_one_job() -> None:
    assert inbox.default_status is dg.DefaultSensorStatus.STOPPED
    assert inbox.job_name == "monthly"


def test_a_file_at_rest_for_two_looks_asks_for_one_run_of_its_month(home: paths.Home, watched: Watched) -> None:
    assert watched.requests() == []
    put(home, "group/2026-03/2026-04-05 a.html")
    put(home, "group/2026-05/2026-06-05 b.html", page(FINISHED, "Khác."))
    assert watched.requests() == []
    [request] = watched.requests()
    assert request.tags["dagster/asset_partition_range_start"] == "2026-03"
    assert request.tags["dagster/asset_partition_range_end"] == "2026-05"
    assert len(request.run_key or "") == 64
    assert watched.requests() == watched.requests() == []


def test_a_file_that_grows_is_asked_for_when_it_has_stopped(home: paths.Home, watched: Watched) -> None:
    for size in (10, 20, 30):
        put(home, "group/2026-05/2026-06-05 b.html", b"x" * size)
        assert watched.requests() == []
    assert len(watched.requests()) == 1


def test_a_second_file_does_not_ask_for_the_first_again(home: paths.Home, watched: Watched) -> None:
    put(home, "group/2026-03/2026-04-05 a.html")
    watched.look()
    [first] = watched.requests()
    put(home, "group/2026-05/2026-06-05 b.html")
    watched.look()
    [second] = watched.requests()
    assert second.tags["dagster/asset_partition_range_start"] == "2026-05"
    assert first.run_key != second.run_key


def test_the_run_is_named_after_the_bytes(home: paths.Home, watched: Watched) -> None:
    path = put(home, "group/2026-05/2026-06-05 b.html")
    watched.look()
    [first] = watched.requests()
    os.utime(path, (1_780_000_100, 1_780_000_100))  # touched, not changed
    watched.look()
    [again] = watched.requests()
    assert again.run_key == first.run_key  # Dagster starts nothing twice for one run key


def test_at_most_so_many_a_tick(home: paths.Home, watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deposits, "MOST_A_TICK", 2)
    for number in range(3):
        put(home, f"group/2026-05/2026-06-05 {number}.html", page(FINISHED, f"{number}"))
    watched.look()
    assert [request.tags["tiendo/inbox"] for _ in range(3) for request in watched.requests()] == ["2", "1"]


def test_a_misplaced_file_asks_for_the_newest_month_so_that_it_is_told(home: paths.Home, watched: Watched) -> None:
    put(home, "letter.html")
    watched.look()
    [request] = watched.requests()
    newest = request.tags["dagster/asset_partition_range_end"]
    assert request.tags["dagster/asset_partition_range_start"] == newest == deposits.MONTHS.get_last_partition_key()


def test_while_a_run_is_under_way_nothing_is_asked_for(home: paths.Home, watched: Watched) -> None:
    put(home, "group/2026-05/2026-06-05 b.html")
    watched.look()
    run = watched.instance.create_run_for_job(deposits_job(), status=dg.DagsterRunStatus.STARTED)
    assert "under way" in str(watched.look().skip_reason)
    watched.instance.report_run_failed(run)
    assert len(watched.requests()) == 1


def deposits_job() -> dg.JobDefinition:
    @dg.job(name="monthly")
    def monthly() -> None: ...

    return monthly


def run_captures(home: paths.Home, month: str = "2026-05", instance: dg.DagsterInstance | None = None) -> Any:
    installation = Installation(
        home=str(home.root), sources=str(home.root.parent / "sources"), today=TODAY.isoformat(), offline=True
    )
    return dg.materialize([captures], resources={"installation": installation}, partition_key=month, instance=instance)


def test_a_run_takes_the_inbox_in_and_reports_what_it_refused(home: paths.Home) -> None:
    put(home, "group/2026-05/2026-06-05 b.html")
    put(home, "group/2026-05/2026-06-05 cut.pdf", b"%PDF-1.7 cut")
    result = run_captures(home)
    assert result.success
    rows = pl.read_parquet(home.lake_file("captures", "2026-05")).to_dicts()
    assert [(row["source"], row["origin"], row["file"]) for row in rows] == [
        ("group", "deposited", "2026-06-05 b.html")
    ]
    line = "inbox: group/2026-05/2026-06-05 cut.pdf: truncated PDF"
    [event] = result.get_asset_materialization_events()
    assert event.materialization.metadata[PROBLEMS].data == [line]
    [check] = result.get_asset_check_evaluations()
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert check.metadata["reasons"].data == [line]
    assert sorted(path.name for path in home.inbox.rglob("*") if path.is_file()) == [
        "2026-06-05 cut.pdf",
        "2026-06-05 cut.pdf.txt",
    ]


def test_a_second_run_finds_the_same_without_the_inbox(home: paths.Home) -> None:
    put(home, "group/2026-05/2026-06-05 b.html")
    run_captures(home)
    before = home.lake_file("captures", "2026-05").read_bytes()
    result = run_captures(home)
    [check] = result.get_asset_check_evaluations()
    assert check.passed
    assert home.lake_file("captures", "2026-05").read_bytes() == before


def opened(home: paths.Home) -> Opened:
    return Opened(home, load_sources(home.root.parent / "sources"), TODAY, True)


def test_a_deposited_form_becomes_rows_of_the_lake(home: paths.Home) -> None:
    deposit_file(opened(home), Deposit("group", "2026-05", "mẫu.xlsx", filled(), date(2026, 6, 5)))
    run_captures(home)
    verdicts(opened(home), ["2026-05"])
    rows = pl.read_parquet(home.lake_file("observations", "2026-05")).sort("char_start").to_dicts()
    assert [(row["ref_area"], row["obs_value"], row["denominator"]) for row in rows] == [
        ("VN34-24", 120_500, 150_000),
        ("VN34-01", 730, 730),
        ("VN", 41, 66),
    ]
    assert {(row["origin"], row["method"], row["assurance"], row["url"]) for row in rows} == {
        ("deposited", "workbook", "self_reported", None)
    }
    assert {row["known_from"] for row in rows} == {date(2026, 6, 5)}


def test_a_form_that_no_longer_fits_the_catalogue_is_quarantined_whole(
    home: paths.Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposit_file(opened(home), Deposit("group", "2026-05", "mẫu.xlsx", filled(), date(2026, 6, 5)))
    run_captures(home)
    from pipeline.extract import form_cells

    monkeypatch.setattr(form_cells, "tasks_of", lambda reference: {})
    verdicts(opened(home), ["2026-05"])
    assert pl.read_parquet(home.lake_file("observations", "2026-05")).height == 0
    [row] = pl.read_parquet(home.lake_file("quarantine", "2026-05")).to_dicts()
    assert row["reason"].startswith("mẫu.xlsx: Số liệu!B5: Nhiệm vụ")
    assert row["reason"].endswith("(và 2 lỗi khác)")


def test_looking_writes_nothing_and_a_home_of_the_other_kind_is_refused(home: paths.Home) -> None:
    letter = Deposit("group", "2026-05", "a.html", page(FINISHED), date(2026, 6, 5))
    assert len(examine_file(opened(home), letter).observations) == 1
    assert not home.root.exists()
    home.root.mkdir()
    (home.root / "home.json").write_text('{"kind": "demo"}')
    for way in (examine_file, deposit_file):
        with pytest.raises(SourceError, match="this is a demo home"):
            way(opened(home), letter)
    assert [path.name for path in home.root.iterdir()] == ["home.json"]


def test_a_refused_file_claims_no_home_and_a_busy_home_is_told(home: paths.Home) -> None:
    wrong = Deposit("group", "2026-05", "mẫu.xlsx", filled([(*GOOD[0][:3], 1, *GOOD[0][4:])]), None)
    with pytest.raises(DepositError):
        deposit_file(opened(home), wrong)
    assert [path.name for path in home.root.iterdir()] == [".lock"]
    with locked(home.root), pytest.raises(HomeLocked):
        deposit_file(opened(home), wrong)
