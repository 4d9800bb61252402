"""What the marts answer, asked in SQL of a warehouse built by dbt from a small lake."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.dbt.conftest import Query, dbt
from tests.dbt.lake import write_lake


def test_localities_of_october_2024_add_up(query: Query) -> None:
    assert query(
        """
        select sum(obs_value) from figures
        where not is_synthetic and report_month = '2024-10' and obs_kind = 'actual' and source = 'national'
        and indicator in ('civil_status.localities_completed', 'civil_status.localities_basically_completed',
            'civil_status.localities_in_progress', 'civil_status.localities_slow')
        """
    ) == [(63.0,)]


def test_share_comes_from_numerator_and_denominator_and_a_stale_denominator_is_flagged(query: Query) -> None:
    assert query(
        "select share_pct, denominator, denominator_reference, is_denominator_stale from figures "
        "where indicator = 'land.districts_completed'"
    ) == [(65.39, 705.0, 704.0, True)]


def test_a_true_series_may_go_down_and_keeps_each_sentence(query: Query) -> None:
    rows = query(
        "select obs_value, quote from figures where indicator = 'civil_status.localities_completed' "
        "and trust = 'trusted' order by time_period"
    )
    assert [value for value, _ in rows] == [17.0, 14.0, 15.0]
    assert all(f"{value:.0f}" in quote for value, quote in rows)


def test_fourteen_provinces_on_thirty_four(query: Query) -> None:
    found = dict(query("select completeness, count(*) from status_by_successor group by 1"))
    assert found == {"fully": 2, "partly": 9, "none": 23}
    assert query("select ref_area from status_by_successor where completeness = 'fully' order by 1") == [
        ("VN34-42",),
        ("VN34-96",),
    ]


def test_latest_vintage_wins_and_the_restatement_is_a_revision(query: Query) -> None:
    assert query("select obs_value, n_vintages from figures where ref_area = 'VN63-10'") == [(50.0, 2)]
    assert query("select first_value, latest_value, change from revisions") == [(30.0, 50.0, 20.0)]


def test_merged_provinces_are_summed_never_averaged_and_every_vintage_is_kept(query: Query) -> None:
    rows = query(
        "select known_from::varchar, share, numerator, denominator from int_commitment_evidence "
        "where is_reexpressed and commitment = 'demo_civil_status_each' order by known_from"
    )
    assert rows == [("2025-06-05", 0.45, 180.0, 400.0), ("2025-07-05", 0.5, 200.0, 400.0)]


def test_progress_carries_the_last_figure_with_its_age(query: Query) -> None:
    rows = query(
        "select month::varchar, progress_pct, age_months, is_carried from progress "
        "where commitment = 'civil_status_all' and month between '2024-09-01' and '2024-12-01' order by month"
    )
    assert [(month, age, carried) for month, _, age, carried in rows] == [
        ("2024-09-01", 0, False),
        ("2024-10-01", 1, True),
        ("2024-11-01", 0, False),
        ("2024-12-01", 1, True),
    ]
    assert round(rows[1][1], 2) == 22.22


def test_lower_is_better_turns_into_a_share(query: Query) -> None:
    rows = query("select round(share, 4) from int_commitment_evidence where commitment = 'criminal_record_security'")
    assert rows == [(round(1 - 38 / 63, 4),)]


def test_what_somebody_else_says_is_a_disagreement_told_once(query: Query) -> None:
    rows = query("select obs_value, other_obs_value, quote, other_quote from disagreements")
    assert rows == [(1091481.0, 1091482.0, "1091481", "1091482")]


def test_untrusted_sources_are_shown_and_never_feed_progress(query: Query) -> None:
    assert query("select count(*) from figures where source = 'mirror'") == [(1,)]
    assert query("select count(*) from int_commitment_evidence where source = 'mirror'") == [(0,)]


def test_absence_is_a_row_and_only_a_source_with_a_due_day_can_be_late(query: Query) -> None:
    assert query(
        "select outcome, is_late, days_late from reports where source = 'tables' order by report_month desc limit 2"
    ) == [
        ("not_published", True, 10),
        ("published", True, 10),
    ]
    assert query("select count(*) from reports where source = 'national' and is_late") == [(0,)]


def test_the_reason_why_nothing_was_collected_is_kept(query: Query) -> None:
    assert query("select outcome, detail from reports where source = 'mirror' and report_month = '2024-11'") == [
        ("not_collected", "the layout changed")
    ]


def test_deadlines_are_kept_as_each_body_states_them(query: Query) -> None:
    assert query(
        "select indicator, stated_by, latest_deadline::varchar, latest_deadline_kind, n_dates_stated from promises"
    ) == [("civil_status.localities_in_progress", "national", "2025-01-01", "before", 1)]


def test_outcomes_say_what_was_said_at_each_lead_and_an_open_promise_has_none(query: Query) -> None:
    rows = query(
        "select commitment, outcome, p_miss_6_months_before, band_3_months_before, p_miss_1_month_before "
        "from outcomes order by commitment"
    )
    assert rows == [
        ("civil_status_all", "missed", 0.4, "red", 0.97),
        ("criminal_record_security", "overdue_unconfirmed", None, None, None),
    ]


def test_the_newest_judgement_carries_names_who_answers_and_the_sentence(query: Query) -> None:
    rows = query(
        "select band, commitment_vi, area_vi, accountable, quote from current_risks where commitment = 'civil_status_all'"
    )
    assert rows == [
        (
            "missed",
            "63 địa phương hoàn thành số hóa dữ liệu hộ tịch",
            "Cả nước",
            "UBND 63 tỉnh thành phố",
            "Đến 30/09/2024, civil_status.localities_completed: 14.",
        )
    ]
    assert query("select count(*) from current_risks") == [(3,)]


def test_people_read_the_trusted_figure_first(query: Query) -> None:
    assert query(
        "select obs_value, trust, area_en from current_figures where indicator = 'civil_status.localities_completed'"
    ) == [(15.0, "trusted", "Viet Nam")]


def test_each_province_is_held_to_a_commitment_for_each_province(query: Query) -> None:
    assert query("select count(*) from commitments where commitment = 'civil_status_each'") == [(63,)]
    assert query(
        "select last_day_that_counts::varchar, target_share from commitments where commitment = 'civil_status_all'"
    ) == [("2024-12-31", 1.0)]


def test_marts_use_types_that_old_readers_know(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        types = connection.execute(
            "select distinct data_type from information_schema.columns c join information_schema.tables t "
            "using (table_schema, table_name) where t.table_type = 'BASE TABLE' and table_name <> 'stg_stated_commitments'"
        ).fetchall()
    assert {name for (name,) in types} <= {"VARCHAR", "DATE", "TIMESTAMP", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN"}


def test_a_live_warehouse_lets_no_synthetic_row_in(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake")
    tests = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
    done = dbt(tmp_path, "build", *tests, include_synthetic=False)
    assert done.returncode == 0, done.stdout
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from information_schema.columns where column_name = 'is_synthetic' "
            "and table_name not like 'stated_%'"
        ).fetchall()
        assert len(tables) > 10
        for (table,) in tables:
            assert connection.execute(f'select count(*) from "{table}" where is_synthetic').fetchall() == [(0,)], table


def test_what_came_by_hand_is_told_and_what_did_not_come_is_told_once_it_was_due(query: Query) -> None:
    rows = query(
        "select report_month, outcome, origin, detail, is_late from reports where source = 'by_hand' order by 1"
    )
    assert rows == [
        ("2025-06", "published", "deposited", None, False),
        ("2025-07", "not_collected", None, "nothing was deposited", False),
    ]
    assert query("select origin from reports where source = 'national' and report_month = '2024-10'") == [
        ("deposited|fetched",)
    ]
    assert query("select collection, base_url from sources where source = 'by_hand'") == [("deposited", None)]
    assert query("select distinct origin from observations") == [("fetched",)]
