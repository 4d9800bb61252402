"""From the portal to the edition: what the sample answers by SQL, and what a second and an offline run do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pipeline import paths
from tests.e2e.conftest import Finished, Query, backfill, tiendo


def state_of(home: paths.Home) -> dict[str, tuple[int, int]]:
    """Every file outside Dagster's folder and the logs, with inode and modification time."""
    outside = (path for path in home.root.rglob("*") if path.is_file() and not path.is_symlink())
    ours = (path for path in outside if not {"dagster", "logs"} & set(path.relative_to(home.root).parts))
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in ours}


def test_localities_of_october_2024_add_up_to_63(ask: Query) -> None:
    rows = dict(
        ask(
            """
            select indicator, obs_value from observations
            where source = 'sample_national' and report_month = '2024-10' and ref_area = 'VN' and obs_kind = 'actual'
            and indicator in ('civil_status.localities_completed', 'civil_status.localities_basically_completed',
                'civil_status.localities_in_progress', 'civil_status.localities_slow')
            """
        )
    )
    assert rows == {
        "civil_status.localities_completed": 14,
        "civil_status.localities_basically_completed": 20,
        "civil_status.localities_in_progress": 19,
        "civil_status.localities_slow": 10,
    }
    assert sum(rows.values()) == 63


def test_share_of_districts_with_land_data(ask: Query) -> None:
    assert ask(
        "select numerator, denominator, share_pct from figures "
        "where indicator = 'land.districts_completed' and not is_synthetic and report_month = '2024-10'"
    ) == [(461.0, 705.0, 65.39)]


def test_history_17_14_15_with_each_sentence(ask: Query) -> None:
    rows = ask(
        "select obs_value, quote, value_text from figures where indicator = 'civil_status.localities_completed' "
        "and obs_kind = 'actual' and not is_synthetic and ref_area = 'VN' order by time_period"
    )
    assert [row[0] for row in rows] == [17.0, 14.0, 15.0]
    assert all(value_text in quote and f"{value:.0f}" in value_text for value, quote, value_text in rows)


def test_fourteen_provinces_on_thirty_four(ask: Query) -> None:
    found = dict(
        ask(
            "select completeness, count(*) from status_by_successor "
            "where indicator = 'civil_status.status' and time_period = '2024-09-30' and not is_synthetic group by 1"
        )
    )
    assert found == {"fully": 2, "partly": 9, "none": 23}


def test_honest_answer_for_october_2024(ask: Query) -> None:
    known = "from deadline_risks where as_of_month = '2024-10' and commitment ="
    assert ask(f"select band {known} 'civil_status_all'") == [("red",)]
    assert dict(ask(f"select band, count(*) {known} 'civil_status_each' group by 1")) == {"done": 14, "grey": 49}


def test_dbt_tests_the_data_of_a_run_and_not_our_sql(finished: Finished) -> None:
    results = json.loads((finished.home.build / "dbt" / "run_results.json").read_bytes())["results"]
    kinds = {result["unique_id"].split(".")[0] for result in results}
    assert kinds == {"model", "test"}


def test_every_band_occurs_and_history_is_not_rewritten(ask: Query) -> None:
    bands = {band for (band,) in ask("select distinct band from deadline_risks")}
    assert bands == {"done", "missed", "overdue_unconfirmed", "red", "amber_red", "amber", "green", "grey"}
    later = ask(
        "select count(*) from deadline_risks r join observations o using (observation_id) where o.known_from > r.known_cutoff"
    )
    assert later == [(0,)]


def test_assumed_deadlines_are_never_missed_and_unknown_is_never_green(ask: Query) -> None:
    assert ask("select count(*) from deadline_risks where band = 'missed' and deadline_basis = 'assumed'") == [(0,)]
    assert ask("select count(*) from deadline_risks where band = 'green' and p_miss is null") == [(0,)]


def test_missing_month_is_a_row_with_its_reason(ask: Query) -> None:
    rows = ask(
        "select report_month, outcome, is_late from reports where source = 'sample_tables' "
        "and outcome = 'not_published' order by report_month"
    )
    assert ("2024-08", "not_published", True) in rows
    assert ask("select count(*) from reports where source <> 'sample_tables' and is_late") == [(0,)]


def test_synthetic_and_real_never_share_a_row_or_a_panel(ask: Query) -> None:
    assert ask(
        "select count(*) from deadline_risks r join observations o using (observation_id) "
        "where r.is_synthetic <> o.is_synthetic"
    ) == [(0,)]
    assert ask(
        "select count(*) from progress p join observations o using (observation_id) where p.is_synthetic <> o.is_synthetic"
    ) == [(0,)]


def test_no_figure_without_its_quote_and_no_numeral_dropped(ask: Query) -> None:
    assert ask(
        "select count(*) from observations where quote is null or not contains(quote, coalesce(value_text, ''))"
    ) == [(0,)]
    assert ask("select count(*) from unread_figures where reason is null") == [(0,)]


def test_what_a_person_decided_is_in_effect(ask: Query) -> None:
    rows = ask("select source, report_month, value_text, quote from unread_figures where reason = 'ignored'")
    assert [row[:3] for row in rows] == [("sample_tables", "2024-12", "12")]
    assert "trưng bày 12 sổ hộ tịch cũ" in rows[0][3]
    assert ask("select count(*) from observations where correction is not null") == [(0,)]


def test_the_run_ended_without_a_word_of_trouble(finished: Finished) -> None:
    assert "tiendo:" not in finished.run.stderr
    assert (finished.home.current / "index.html").is_file()
    assert (finished.home.current / "datapackage.json").is_file()


def test_a_second_run_transfers_no_body_and_changes_no_file(finished: Finished) -> None:
    before = state_of(finished.home)
    second = backfill(finished.home.root)
    assert second.returncode == 0, second.stderr
    assert "nothing new" in second.stderr
    assert "emitted no result" not in second.stderr
    assert state_of(finished.home) == before


def test_offline_from_raw_alone_gives_the_same_canonical_hashes(finished: Finished, tmp_path: Path) -> None:
    shutil.copytree(finished.home.raw, tmp_path / "raw")
    again = backfill(tmp_path, "--offline")
    assert again.returncode == 0, again.stderr
    hashes = [json.loads(tiendo(home, "status", "--hash", "--json").stdout) for home in (finished.home.root, tmp_path)]
    assert hashes[0] == hashes[1]
    assert len(hashes[0]) >= 15
