"""Writes documents, manifest and labels of this set: `python tests/labelled/tuned_c/make`; `--coverage` counts them.

Holds the order of work, the checks (quotes, keys, known ids) and the count by indicator. The markup is that of
`../../tuned/make/marks.py`; keeps out how a file of a format is written (`writers`).
"""

from __future__ import annotations

import html
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "tuned" / "make")]

import marks  # noqa: E402
import writers  # noqa: E402


def catalogue() -> set[str]:
    """The ids of the indicators that the project knows."""
    sys.path.insert(0, str(HERE.parents[3]))
    from pipeline.reference import load_reference

    return set(load_reference().indicators)


def shown(kind: str, data: bytes) -> str:
    """The visible text of a written file, spaces folded, read without the project's own reader."""
    if kind == "docx":
        text = writers.docx_text(data)
    else:
        text = data.decode("utf-8")
        if kind == "html":
            text = html.unescape(
                re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style).*?</\1>|<head>.*?</head>", "", text))
            )
    return " ".join(unicodedata.normalize("NFC", text).split())


def check(doc: marks.Doc, known: set[str], data: bytes) -> None:
    """Every quote stands in the written file; every label is of the catalogue and whole."""
    text = shown(doc.head["format"], data)
    for fact in doc.facts.values():
        where = (doc.head["doc"], fact)
        assert " ".join(fact["quote"].split()) in text, where
        assert fact["indicator"] in known, where
        assert (fact["obs_value"] is None) == fact["indicator"].endswith(".status"), where
        if fact["obs_value"] is None:
            assert fact["status"] or fact["obs_kind"] == "promise", where
        if fact["time_period"] and fact["ref_area"] != "VN":
            assert fact["ref_area"].startswith("VN34" if fact["time_period"] >= "2025-07-01" else "VN63"), where
    if doc.head["family"] == "none":
        assert not doc.facts, doc.head["doc"]


def main() -> None:
    """Read every text, write its file, then manifest and labels of all."""
    areas, known, manifest, labels = marks.Areas(), catalogue(), [], []
    for path in sorted((HERE / "texts").glob("*.txt")):
        doc = marks.read(path, areas, {})
        head = doc.head
        name = f"{head['doc']}.{head['format']}"
        data = writers.WRITERS[head["format"]](doc)
        check(doc, known, data)
        file = HERE.parent / "documents" / name
        # A DOCX carries its hour of writing: left alone while its text is the same.
        if not (file.exists() and shown(head["format"], file.read_bytes()) == shown(head["format"], data)):
            file.write_bytes(data)
        line = {"doc": head["doc"], "file": name, "format": head["format"], "family": head["family"]}
        line |= {"layout": head["layout"], "published": head.get("published"), "report_month": head.get("month")}
        line |= {"language": "vi"} | {key: head[key] for key in ("default_area",) if key in head}
        manifest.append(line)
        labels += doc.facts.values()
        if "--coverage" in sys.argv:
            print(f"{head['doc']:34} {len(doc.facts):3} facts {len(doc.visible().split()):4} words")
    for listing, lines in (("manifest.jsonl", manifest), ("labels.jsonl", labels)):
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
        (HERE.parent / listing).write_text(text, encoding="utf-8")
    print(len(manifest), "documents", len(labels), "facts", dict(Counter(one["obs_kind"] for one in labels)))
    if "--coverage" in sys.argv:
        count = Counter(one["indicator"] for one in labels)
        print(", ".join(f"{name} {count[name]}" for name in sorted(known) if count[name] < 5))


if __name__ == "__main__":
    main()
