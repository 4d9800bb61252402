"""`python tests/labelled/free_pages/make`: writes `documents/`, `manifest.jsonl` and `labels.jsonl` from `texts/*.txt`.

The markup is that of `../../provincial/make`; a text for HTML is plain (`# ` title, `## ` heading, `- ` item, a paragraph a line) and is set into a page
here. Holds the page and the run with its checks. Keeps out: extraction of any kind.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
sys.path[:0] = [str(HOME.parents[2]), str(HOME.parent / "provincial" / "make")]

import marks  # noqa: E402
import writers  # noqa: E402

PAGE = (
    '<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>\n'
    "<body><main><article>\n{body}\n</article></main></body></html>\n"
)
TAGS = {"# ": "h1", "## ": "h2"}


def html(doc: marks.Doc, path: Path) -> None:
    """A plain page: title, headings, paragraphs, lists and tables in their order."""
    parts = [_lines(part) if isinstance(part, str) else writers._html_table(part) for part in doc.parts]
    title = next(
        line[2:] for part in doc.parts if isinstance(part, str) for line in part.splitlines() if line[:2] == "# "
    )
    body = "\n".join(part for part in parts if part)
    path.write_text(PAGE.format(language=doc.head.get("language", "vi"), title=title, body=body), encoding="utf-8")


def _lines(text: str) -> str:
    made: list[str] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("- "):
            if made and made[-1].endswith("</ul>"):
                made[-1] = made[-1].removesuffix("</ul>")
            else:
                made.append("<ul>")
            made[-1] += f"<li>{line[2:]}</li></ul>"
            continue
        head = re.match(r"##? ", line)
        tag = TAGS[head.group()] if head else "p"
        made.append(f"<{tag}>{line[head.end() if head else 0 :]}</{tag}>")
    return "\n".join(made)


def main() -> None:
    """Write everything, then check that every quote stands in the text as read."""
    from pipeline.read import read_document
    from pipeline.reference import load_reference

    known = set(load_reference().indicators)
    manifest, labels, lost = [], [], 0
    (HOME / "documents").mkdir(exist_ok=True)
    for text in sorted((HERE / "texts").glob("*.txt")):
        doc = marks.read(text)
        head, kind = doc.head, doc.head["format"]
        path = HOME / "documents" / f"{head['doc']}.{kind}"
        (html if kind == "html" else getattr(writers, kind))(doc, path)
        line = {
            "doc": head["doc"],
            "file": path.name,
            "format": kind,
            "family": head["family"],
            "layout": head["layout"],
        }
        line |= {"published": head["published"], "report_month": head["month"], "language": head.get("language", "vi")}
        if "default_area" in head:
            line["default_area"] = head["default_area"]
        manifest.append(line)
        labels += doc.facts.values()
        plain = " ".join(unicodedata.normalize("NFC", read_document(path.read_bytes(), path.name).text).split())
        for fact in doc.facts.values():
            if fact["indicator"] not in known or " ".join(fact["quote"].split()) not in plain:
                lost += 1
                print(head["doc"], fact["indicator"], fact["ref_area"], repr(fact["quote"]))
    for name, rows in (("manifest", manifest), ("labels", labels)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (HOME / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    print(f"{len(manifest)} documents, {len(labels)} facts, {lost} at fault")


if __name__ == "__main__":
    main()
