"""Writes documents, manifest and labels: `python tests/labelled/tuned/make [doc ...]` (names: only those files anew).

Needs reportlab, fpdf2, python-docx, openpyxl, pypdfium2, Pillow, numpy; Chromium and LibreOffice as programs. Holds
the order of work and the check that every quote stands in its text; keeps out every format's own affairs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import grids  # noqa: E402
import marks  # noqa: E402

ENDINGS = {"html": "html", "pdf": "pdf", "scan": "pdf", "docx": "docx", "xlsx": "xlsx", "text": "txt"}


def bytes_of(doc: marks.Doc) -> bytes:
    """The document's file; writers are imported only where needed."""
    import office
    import pages
    import scans
    import sheets

    makers = {"html": pages.write, "pdf": sheets.write, "scan": scans.write, "docx": office.docx, "xlsx": office.xlsx}
    return makers[doc.head["format"]](doc)


def main(wanted: list[str]) -> None:
    """Read every text; write the files asked for or missing; write manifest and labels of all."""
    areas, target, manifest, labels = marks.Areas(), HERE.parent / "documents", [], []
    for path in sorted((HERE / "texts").glob("*.txt")):
        doc = marks.read(path, areas, grids.GRIDS)
        head, visible = doc.head, doc.visible()
        name = f"{head['doc']}.{ENDINGS[head['format']]}"
        for fact in doc.facts.values():
            assert fact["quote"] in visible, (path.stem, fact)
        if head["doc"] in wanted or "all" in wanted or not (target / name).exists():
            (target / name).write_bytes(bytes_of(doc))
        line = {"doc": head["doc"], "file": name, "format": head["format"], "family": head["family"]}
        line |= {"layout": head["layout"], "published": head.get("published"), "report_month": head.get("month")}
        line |= {"language": doc.lang} | {key: head[key] for key in ("default_area",) if key in head}
        manifest.append(line)
        labels += doc.facts.values()
    for file, lines in (("manifest.jsonl", manifest), ("labels.jsonl", labels)):
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
        (HERE.parent / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
