"""Rows that break a rule go to quarantine with the reason; broken tables are said to be broken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import schemas

QUOTE = "Đến hết tháng 9/2024 đã có 14 địa phương hoàn thành."


def observation(**changes: Any) -> dict[str, Any]:
    return {
        "observation_id": "a1",
        "indicator": "civil_status.localities_completed",
        "ref_area": "VN",
        "time_period": date(2024, 9, 30),
        "time_precision": "month",
        "obs_value": 14.0,
        "obs_low": 14.0,
        "obs_high": 14.0,
        "unit_measure": "localities",
        "obs_status": "A",
        "obs_kind": "actual",
        "source": "digest",
        "report_month": "2024-10",
        "captured_at": datetime(2024, 11, 6, 1, 2, 3),
        "known_from": date(2024, 11, 5),
        "known_basis": "published",
        "text_origin": "retyped",
        "trust": "trusted",
        "is_synthetic": False,
        "origin": "fetched",
        "file": "2024-10.html",
        "document_sha256": "0" * 64,
        "char_start": 0,
        "char_end": len(QUOTE),
        "quote": QUOTE,
        "value_text": "14",
        "method": "clause",
        **changes,
    }


def verdict(*rows: dict[str, Any]) -> schemas.Checked:
    return schemas.check("observations", schemas.frame_of("observations", rows))


def test_a_sound_row_enters() -> None:
    checked = verdict(observation())
    assert checked.good.height == 1
    assert not checked.quarantined
    assert not checked.broken


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"value_text": "15"}, "value_text_in_quote"),
        ({"char_end": 3}, "quote_as_long_as_its_span"),
        ({"unit_measure": "percent", "obs_value": 140.0, "obs_low": 140.0, "obs_high": 140.0}, "percent_within_bounds"),
        ({"obs_value": -1.0, "obs_low": None, "obs_high": None}, "count_not_negative"),
        ({"obs_low": 15.0, "obs_high": 16.0}, "interval_holds_value"),
        ({"obs_value": None, "obs_low": None, "obs_high": None}, "value_or_status"),
        ({"deadline": date(2025, 1, 1)}, "deadline_has_kind"),
        ({"ref_area": "74"}, "str_matches"),
        ({"obs_kind": "guess"}, "isin"),
        ({"denominator": 0.0}, "greater_than"),
    ],
)
def test_a_row_that_breaks_a_rule_is_quarantined_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    checked = verdict(observation(), observation(observation_id="b2", **changes))
    assert checked.good["observation_id"].to_list() == ["a1"]
    assert not checked.broken
    assert any(entry["reason"].startswith(reason) for entry in checked.quarantined)
    assert {entry["row_key"] for entry in checked.quarantined} == {"b2"}
    assert schemas.check("quarantine", schemas.frame_of("quarantine", checked.quarantined)).good.height


TOLD = "Tổ công tác yêu cầu 10 địa phương chậm sớm bố trí kinh phí."


def instruction(**changes: Any) -> dict[str, Any]:
    shared = ("source", "report_month", "captured_at", "known_from", "known_basis", "text_origin", "trust", "file")
    return {
        **{
            name: value for name, value in observation().items() if name in (*shared, "is_synthetic", "document_sha256")
        },
        "instruction_id": "i1",
        "issuer": "Tổ công tác",
        "issuer_carried": False,
        "modality": "requested",
        "addressee": "10 địa phương chậm",
        "addressee_kind": "group",
        "addressee_count": 10,
        "task": "sớm bố trí kinh phí",
        "char_start": 100,
        "char_end": 100 + len(TOLD),
        "quote": TOLD,
        **changes,
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"deadline": date(2025, 1, 1), "deadline_kind": "by"}, None),
        ({"deadline": date(2025, 1, 1)}, "deadline_has_kind"),
        ({"char_end": 101}, "quote_as_long_as_its_span"),
        ({"document_sha256": "0"}, "str_matches"),
        ({"task": "hoàn thành"}, "task_and_addressee_in_quote"),
        ({"addressee_count": None}, "a_group_is_counted"),
    ],
)
def test_an_instruction_rests_on_its_sentence_as_a_figure_does(changes: dict[str, Any], reason: str | None) -> None:
    checked = schemas.check("instructions", schemas.frame_of("instructions", [instruction(**changes)]))
    assert not checked.broken
    assert checked.good.height == (reason is None)
    assert {entry["reason"].split("(")[0] for entry in checked.quarantined} == ({reason} if reason else set())


def test_duplicate_keys_and_missing_columns_are_broken_not_quarantined() -> None:
    assert "share a key" in verdict(observation(), observation()).broken[0]
    without = schemas.frame_of("observations", [observation()]).drop("quote")
    assert any("quote" in line for line in schemas.check("observations", without).broken)


@given(st.integers(1, 500), st.integers(0, 500))
def test_two_percent_is_allowed_and_no_more(total: int, quarantined: int) -> None:
    assert schemas.too_many(total, quarantined) == (quarantined * 50 > total)


def test_equal_rows_in_any_order_give_equal_frames() -> None:
    rows = [observation(observation_id=name) for name in ("c", "a", "b")]
    assert schemas.frame_of("observations", rows).equals(schemas.frame_of("observations", rows[::-1]))


def test_every_table_of_the_lake_has_a_key_of_its_own_columns() -> None:
    for table, model in schemas.TABLES.items():
        assert set(schemas.KEYS[table]) <= set(model.to_schema().columns), table
