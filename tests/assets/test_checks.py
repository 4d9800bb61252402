"""How a verdict of the contract becomes a check that warns or blocks."""

from __future__ import annotations

import dagster as dg

from pipeline.assets.checks import contract_result, lower_bound_result


def entry(row: int) -> dict[str, str]:
    return {"source": "digest", "report_month": "2024-10", "row_key": str(row), "reason": "value_text_in_quote"}


def test_nothing_wrong_passes() -> None:
    assert contract_result("observations", 100, [], []).passed


def test_a_few_quarantined_rows_warn_and_do_not_block() -> None:
    result = contract_result("observations", 100, [entry(1), entry(1), entry(2)], [])
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.WARN


def test_more_than_two_percent_block() -> None:
    result = contract_result("observations", 100, [entry(row) for row in range(3)], [])
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.ERROR


def test_a_broken_table_blocks_and_says_why() -> None:
    result = contract_result("observations", 100, [], ["observations: 2 rows share a key"])
    assert result.severity is dg.AssetCheckSeverity.ERROR
    assert "share a key" in (result.description or "")


def test_a_source_below_its_lower_bound_blocks() -> None:
    result = lower_bound_result(["digest 2024-10: 3 observations, at least 10 promised"])
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.ERROR
    assert lower_bound_result([]).passed
