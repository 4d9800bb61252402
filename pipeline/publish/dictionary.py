"""The data dictionary: every mart, its grain and every column in Vietnamese and English, as Markdown.

Holds one function over MartSpecs. Keeps out: reading the manifest and writing the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.publish.canonical import MartSpec

_HEAD = """# Data dictionary

Generated from the dbt YAML (`dbt_project/models/marts`); change it there. One table per mart of `tiendo.duckdb`, also
as `csv/<mart>.csv` and `parquet/<mart>.parquet`. A *volatile* column may differ between two builds from the same
reports and is left out of the canonical hashes.
"""


def data_dictionary(specs: Sequence[MartSpec]) -> str:
    """Markdown for docs/data-dictionary.md, marts in the order given, columns in the order of the table."""
    return "\n".join([_HEAD, *(_mart(spec) for spec in specs)])


def _mart(spec: MartSpec) -> str:
    vietnamese, english = spec.in_both
    lines = [f"## {spec.name}", "", vietnamese]
    if english != vietnamese:
        lines += ["", f"*{english}*"]
    grain = ", ".join(f"`{name}`" for name in spec.grain)
    lines += ["", f"One row per {grain}.", "", "| column | Tiếng Việt | English |", "|---|---|---|"]
    for column in spec.columns:
        vi, en = (_cell(text) for text in column.in_both)
        mark = " *(volatile)*" if column.name in spec.volatile else ""
        lines.append(f"| `{column.name}`{mark} | {vi} | {en} |")
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
