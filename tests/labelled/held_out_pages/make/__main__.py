"""`python tests/labelled/held_out_pages/make`: writes `documents/`, `manifest.jsonl` and `labels.jsonl` from `texts/*.txt`.

Holds the run and its checks: known indicators, and every quote in the text as read. Keeps out: extraction of any kind.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import marks
import writers

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
sys.path.insert(0, str(HOME.parents[2]))


def main() -> None:
    """Write everything, then check it."""
    from pipeline.reference import load_reference

    known = set(load_reference().indicators)
    manifest, labels, lost = [], [], 0
    for text in sorted((HERE / "texts").glob("*.txt")):
        doc = marks.read(text)
        head, kind = doc.head, doc.head["format"]
        file = f"{head['doc']}.{kind}"
        getattr(writers, kind)(doc, HOME / "documents" / file)
        line = {"doc": head["doc"], "file": file, "format": kind, "family": head["family"], "layout": head["layout"]}
        line |= {"published": head["published"], "report_month": head["month"], "language": head.get("language", "vi")}
        if "default_area" in head:
            line["default_area"] = head["default_area"]
        manifest.append(line)
        labels += doc.facts.values()
        lost += check(doc, HOME / "documents" / file, known)
    for name, rows in (("manifest", manifest), ("labels", labels)):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (HOME / f"{name}.jsonl").write_text(text, encoding="utf-8")
    print(f"{len(manifest)} documents, {len(labels)} facts, {lost} at fault")


def check(doc: marks.Doc, path: Path, known: set[str]) -> int:
    """How many facts have an unknown indicator or a quote that the text as read does not hold; each is printed."""
    from pipeline.read import read_document

    plain = " ".join(unicodedata.normalize("NFC", read_document(path.read_bytes(), path.name).text).split())
    faults = 0
    for fact in doc.facts.values():
        if fact["indicator"] not in known or " ".join(fact["quote"].split()) not in plain:
            faults += 1
            print(doc.head["doc"], fact["indicator"], fact["ref_area"], repr(fact["quote"]))
    return faults


if __name__ == "__main__":
    main()
