"""Writes the documents, the manifest and the labels: `python -m tests.labelled.held_out.make [module ...]` (all without names)."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
MODULES = (
    "web_ministry", "web_province", "web_press", "web_local", "web_english", "print_reportlab", "print_browser", "print_office", "scans", "word", "sheets",
)  # fmt: skip


def main(chosen: list[str]) -> None:
    made = []
    for module in chosen or MODULES:
        made += importlib.import_module(f"{__package__}.{module}").documents()
    (FOLDER / "documents").mkdir(exist_ok=True)
    for doc, content in made:
        (FOLDER / "documents" / doc.file).write_bytes(content)
    _merge("manifest.jsonl", {doc.name: [doc.manifest()] for doc, _ in made})
    _merge("labels.jsonl", {doc.name: doc.facts for doc, _ in made})
    print(f"{len(made)} documents, {sum(len(doc.facts) for doc, _ in made)} facts")


def _merge(name: str, made: dict[str, list[dict[str, object]]]) -> None:
    """Lines of documents that were not made this time stay."""
    path = FOLDER / name
    lines: dict[str, list[dict[str, object]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else []:
        row = json.loads(line)
        lines.setdefault(row["doc"], []).append(row)
    lines |= made
    rows = [row for doc in sorted(lines) for row in lines[doc]]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
