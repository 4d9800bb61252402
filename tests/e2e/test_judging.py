"""The real sample alone, judged as it was known in four months: every line beside the sentence it rests on.

The four texts in `judged/` are what a reviewer checks against the reports, line by line: each commitment with its band,
evidence, who is accountable and what to ask; each system, instruction, unnamed group and disagreement.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import paths
from tests.e2e.conftest import Finished, tiendo

JUDGED = Path(__file__).parent / "judged"
MONTHS = ("2024-10", "2024-12", "2025-07", "2025-12")

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def ask_real(real_alone: paths.Home) -> Ask:
    def query(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(real_alone.current / "tiendo.duckdb"), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return query


@pytest.mark.parametrize("month", MONTHS)
def test_the_judgement_of_a_month_is_the_one_that_was_reviewed(real_alone: paths.Home, month: str) -> None:
    """After a wanted change: delete the file, run this once, and check every line of the diff against its sentence."""
    said = tiendo(real_alone.root, "digest", "--as-known", month)
    assert said.returncode == 0, said.stderr
    reviewed = JUDGED / f"{month}.md"
    if not reviewed.is_file():
        reviewed.write_text(said.stdout, encoding="utf-8")
        pytest.fail("no judgement was there; one was written: read it beside the reports and commit it")
    assert said.stdout == reviewed.read_text(encoding="utf-8")


def test_nothing_made_up_was_read_or_asked(ask_real: Ask) -> None:
    for mart in ("observations", "figures", "instructions", "unnamed_groups", "disagreements", "promises", "progress"):
        assert ask_real(f"select count(*) from {mart} where is_synthetic") == [(0,)], mart


def test_made_up_series_change_no_real_judgement(finished: Finished, ask_real: Ask) -> None:
    query = (
        "select commitment, ref_area, as_of_month, band, p_miss, progress_pct, derivation, why from deadline_risks "
        "where not is_synthetic order by all"
    )
    with duckdb.connect(str(finished.home.current / "tiendo.duckdb"), read_only=True) as connection:
        beside = connection.execute(query).fetchall()
    assert beside == ask_real(query)


def test_the_instructions_of_the_seed(ask_real: Ask) -> None:
    rows = ask_real(
        "select addressee_kind, addressee_count, n_named, indicator, has_deadline, has_indicator from instructions "
        "order by char_start"
    )
    assert rows == [
        ("group", 10, 0, None, False, False),
        ("body", None, 0, None, False, False),
        ("group", 14, 14, None, False, False),
        ("body", None, 0, "land.localities_reuse_residence", False, True),
    ]


def test_groups_without_names_and_whom_to_ask(ask_real: Ask) -> None:
    rows = ask_real(
        "select n_localities, n_named, ask_whom, expected_finishers_p50 is not null from unnamed_groups "
        "where commitment = 'civil_status_all' and as_of_month = '2024-10' order by n_localities"
    )
    assert rows == [(10, 0, "Bộ Tư pháp", True), (19, 0, "Bộ Tư pháp", True), (20, 0, "Bộ Tư pháp", True)]
    assert ask_real("select count(*) from unnamed_groups where indicator = 'civil_status.localities_completed' and "
                    "time_period = '2024-09-30'") == [(0,)], "the fourteen are named"  # fmt: skip
    assert ask_real(
        "select distinct band from deadline_risks where commitment = 'civil_status_each' and as_of_month = '2024-10' "
        "and observation_id is null"
    ) == [("grey",)]


def test_the_three_contradictions_stand_with_both_sentences(ask_real: Ask) -> None:
    rows = ask_real(
        "select kind, least(obs_value, other_obs_value), greatest(obs_value, other_obs_value), quote, other_quote "
        "from disagreements order by 2"
    )
    assert [row[:3] for row in rows] == [
        ("rungs", 5.0, 11.0),
        ("value", 16.0, 34.0),
        ("value", 1_091_481.0, 1_091_482.0),
    ]
    assert all(quote and other and quote != other for *_, quote, other in rows)


def test_what_is_left_of_63_is_derived_and_nobody_printed_it(ask_real: Ask) -> None:
    remedied = "criminal_record.localities_security_remediated"
    assert ask_real(f"select obs_value, derivation from derived_figures where indicator = '{remedied}'") == [
        (25.0, "63 - 38 = 25")
    ]
    assert ask_real(f"select count(*) from figures where indicator = '{remedied}'") == [(0,)]


def test_every_system_has_a_figure_or_says_why_not(ask_real: Ask) -> None:
    rows = ask_real(
        "select system, has_figure, has_denominator, has_deadline from systems where as_of_month = '2024-10' order by position"
    )
    assert rows == [
        ("civil_status", True, True, True),
        ("land", True, True, False),
        ("officials", True, False, False),
        ("criminal_record_security", True, True, False),
        ("procedure_cuts", False, False, False),
        ("land_reuse", False, False, False),
    ]
    assert ask_real(
        "select as_of_month, last_day_that_counts::varchar from systems where as_of_month in ('2024-10', '2024-12', '2025-12') "
        "and system in ('civil_status', 'land') order by position, as_of_month"
    ) == [
        *((month, "2024-12-31") for month in ("2024-10", "2024-12", "2025-12")),
        ("2024-10", None),
        ("2024-12", "2025-06-30"),
        ("2025-12", "2026-02-28"),
    ], "before 1 March 2026 ends on the last of February"


def test_the_record_of_the_country(ask_real: Ask) -> None:
    found = ask_real(
        "select commitment, outcome, outcome_basis from outcomes where ref_area = 'VN' and not is_synthetic order by 1"
    )
    rows = {commitment: (outcome, basis) for commitment, outcome, basis in found}
    assert rows == {
        "cbccvc_sync": ("done", "reported"),
        "civil_status_all": ("missed", "derived"),
        "criminal_record_security": ("overdue_unconfirmed", "none"),
        "e2e_2024": ("missed", "reported"),
        "e2e_2025": ("overdue_unconfirmed", "none"),
        "land_campaign": ("missed", "reported"),
        "land_clean": ("overdue_unconfirmed", "none"),
        "land_communes": ("missed", "reported"),
        "land_districts": ("missed", "judged"),
    }
    leads = ask_real(
        "select months_ahead, round(p_miss, 2) from outcome_leads where commitment = 'e2e_2024' order by months_ahead"
    )
    assert [months for months, _ in leads] == [1, 2, 3, 4, 5, 6]
    assert all(p is not None for _, p in leads)


def test_commitments_that_nobody_speaks_of_are_listed(ask_real: Ask) -> None:
    silent = ask_real(
        "select c.commitment from commitments c left join progress p using (commitment, ref_area) "
        "where p.commitment is null and not c.is_each and not c.is_synthetic order by 1"
    )
    assert silent == [("civil_status_ha_noi",), ("civil_status_quang_tri",)]


def test_every_stated_deadline_of_the_sample_is_held_by_a_commitment(ask_real: Ask) -> None:
    assert ask_real("select count(*) from promises where not is_synthetic") != [(0,)]
    assert ask_real("select * from unmatched_deadlines where not is_synthetic") == []


def test_the_record_in_the_documentation_is_the_one_of_the_edition(ask_real: Ask) -> None:
    rows = ask_real(
        "select commitment, last_day_that_counts, deadline_basis, band_6_months_before, p_miss_6_months_before, "
        "band_3_months_before, p_miss_3_months_before, band_1_month_before, p_miss_1_month_before, outcome, outcome_basis "
        "from outcomes where ref_area = 'VN' and not is_synthetic order by last_day_that_counts, commitment"
    )
    table = []
    for commitment, day, basis, *said, outcome, how in rows:
        leads = [
            "-" if band is None else band if p is None else f"{band} {p:.2f}"
            for band, p in zip(said[::2], said[1::2], strict=True)
        ]
        table.append(f"| {' | '.join([commitment, str(day), basis, *leads, outcome, how])} |")
    text = (paths.CHECKOUT / "docs" / "judging.md").read_text(encoding="utf-8")
    assert "\n".join(table) in text
