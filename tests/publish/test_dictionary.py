"""The data dictionary names every mart and column in both languages."""

from __future__ import annotations

from pipeline.publish import ColumnSpec, MartSpec
from pipeline.publish.dictionary import data_dictionary


def test_dictionary_has_every_column_in_both_languages(specs: list[MartSpec]) -> None:
    text = data_dictionary(specs)
    for spec in specs:
        assert f"\n## {spec.name}\n" in text
        for column in spec.columns:
            assert f"| `{column.name}`" in text
    assert "| `captured_at` *(volatile)* | cột captured_at | column captured_at |" in text
    assert "One row per `commitment`, `ref_area`, `as_of_month`." in text


def test_a_bar_or_a_line_break_does_not_break_the_table() -> None:
    spec = MartSpec("flags", ("flag",), (ColumnSpec("flag", "VI cờ, nối bằng |\n/ EN flags, joined by |"),))
    assert "| `flag` | cờ, nối bằng \\| | flags, joined by \\| |" in data_dictionary([spec])
