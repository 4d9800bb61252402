"""Old DOC: read by two independent programs, and only believed when they agree on every number.

Holds the running of antiword and catdoc (Debian packages, outside this process, bounded in time, memory and output),
their comparison, and the reading of antiword's XML into blocks. Keeps out: any reading of the DOC itself.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.read.boilerplate import has_list_marker
from pipeline.read.captions import LONGEST_CAPTION, caption_of, title_key
from pipeline.read.dates import labelled_date
from pipeline.read.document import Builder, Draft, GridCell, ReadError, clean
from pipeline.read.encodings import convert, recognise
from pipeline.read.headers import mark_headers

SEARCH_PATH = "/usr/bin:/usr/local/bin:/bin:/opt/homebrew/bin"  # where the programs may lie
LONGEST_RUN = 30.0  # seconds a program may take
MAX_OUTPUT = 50 * 1024 * 1024  # bytes a program may print
MAX_MEMORY = 1024 * 1024 * 1024
LONGEST_HEADING = 150
MOST_NAMED = 5

_PROGRAMS = ("antiword", "catdoc")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BREAK = re.compile(r"\s*\n\s*")
_CAPTION = re.compile(r"(?:Bảng|Biểu|Phụ lục|Table)\s+(?:số\s+)?[\dIVX.]+")
_NUMERAL = {"arabic": "{}.", "loweralpha": "{}.", "upperalpha": "{}.", "lowerroman": "{}.", "upperroman": "{}."}


def read_doc(data: bytes) -> Draft:
    """Read a DOC. Raises ReadError when a program is missing or fails, or when their numbers differ."""
    missing = [name for name in _PROGRAMS if _found(name) is None]
    if missing:
        raise ReadError(
            f"old DOC needs the programs antiword and catdoc; missing: {', '.join(missing)} (save it as DOCX instead)"
        )
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        file = Path(folder) / "document.doc"
        file.write_bytes(data)
        source = _run(["antiword", "-x", "db", "-m", "UTF-8.txt", file.name], file.parent)
        second = _run(["catdoc", "-w", "-d", "utf-8", file.name], file.parent).decode("utf-8", errors="replace")
    root = _tree(source)
    _check_agreement(" ".join(root.itertext()), second)
    return _draft(root)


def _found(name: str) -> str | None:
    return shutil.which(name, path=SEARCH_PATH)


def _run(command: list[str], folder: Path) -> bytes:
    """What the program prints. Raises ReadError when it fails, takes too long or prints too much."""
    environment = {"PATH": SEARCH_PATH, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile(dir=folder) as out:
        process = subprocess.Popen(
            [_found(command[0]) or command[0], *command[1:]],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        try:
            _limit(process.pid)
            code = process.wait(timeout=LONGEST_RUN)
        except subprocess.TimeoutExpired as error:
            raise ReadError(f"{command[0]} takes longer than {LONGEST_RUN:g} s on this DOC") from error
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if code != 0:
            raise ReadError(f"{command[0]} cannot read this DOC (it ended with {code})")
        out.seek(0)
        return out.read(MAX_OUTPUT)


def _limit(process: int) -> None:
    """Bound memory, processor time and output where the system can."""
    import resource

    if hasattr(resource, "prlimit"):
        try:
            resource.prlimit(process, resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
            resource.prlimit(process, resource.RLIMIT_CPU, (1 + int(LONGEST_RUN), 1 + int(LONGEST_RUN)))
            resource.prlimit(process, resource.RLIMIT_FSIZE, (MAX_OUTPUT, MAX_OUTPUT))
        except ProcessLookupError:  # it has ended already
            return


def _tree(source: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(source, parser)
    if root is None:
        raise ReadError("antiword found no text in this DOC")
    for node in root.findall("bookinfo"):  # properties of the file, nothing a reader sees
        root.remove(node)
    return root


def _check_agreement(first: str, second: str) -> None:
    """Raises ReadError naming the numbers that only one of the two programs read, or read another number of times."""
    one, other = (Counter(_NUMBER.findall(text)) for text in (first, second))
    differing = [*(one - other), *(other - one)]
    if differing:
        named = ", ".join(differing[:MOST_NAMED]) + (" …" if len(differing) > MOST_NAMED else "")
        raise ReadError(f"antiword and catdoc differ on {len(differing)} numbers of this DOC: {named}")


def _draft(root: Any) -> Draft:
    text = "\n".join(piece for node in root.itertext() if (piece := node.strip()))
    encoding = recognise(text)

    def shown(raw: str) -> str:
        raw = _BREAK.sub(" ", raw)
        return clean(convert(raw, encoding) if encoding else raw)

    parts = [
        (kind, clean(f"{label} {shown(raw)}") if label else shown(raw), node) for kind, raw, label, node in _parts(root)
    ]
    heads = [i for i, (kind, line, _) in enumerate(parts) if kind == "heading" and line]
    prose = next(
        (i for i, (_, line, node) in enumerate(parts) if node is not None or len(line) > LONGEST_HEADING), len(parts)
    )
    first = [i for i, (kind, line, node) in enumerate(parts[:prose]) if node is None and line and kind != "list_item"]
    title = max(first or heads[:1], key=lambda i: title_key(parts[i][1], 0.0), default=None)
    builder = Builder()
    above: list[str] = []
    for i, (kind, line, node) in enumerate(parts):
        if node is not None:
            builder.add_table(_grid(node, shown), caption=caption_of(above))
            above = []
        elif line:
            builder.add("title" if i == title else kind, line)
            above = [*above, line] if len(line) <= LONGEST_CAPTION else []
    day = next((day for _, line, node in parts if node is None and (day := labelled_date(line))), None)
    warnings = ["read from an old DOC: antiword and catdoc agree on every number"]
    if encoding:
        warnings.append(f"converted from {encoding}")
    return builder.draft(title=parts[title][1] if title is not None else None, published_on=day, warnings=warnings)


def _parts(parent: Any, label: str = "") -> Iterator[tuple[Any, str, str, Any | None]]:
    """(kind, text, label of a list, None) or ("table", "", "", its element), in order."""
    for node in parent:
        match node.tag:
            case "title":
                yield "heading", "".join(node.itertext()), "", None
            case "informaltable":
                yield "table", "", "", node
            case "orderedlist" | "itemizedlist":
                form = _NUMERAL.get(node.get("numeration", ""), "")
                for i, item in enumerate(node.findall("listitem"), start=1):
                    yield from _parts(item, form.format(_numeral(i, node.get("numeration", ""))) if form else "-")
            case "para":
                table = node.find("informaltable")
                if table is None:
                    text = "".join(node.itertext())
                    yield _kind(clean(text), node, in_list=bool(label)), text, label, None
                else:
                    yield from _parts(node)
                label = ""
            case _:
                yield from _parts(node)


def _kind(text: str, node: Any, *, in_list: bool) -> str:
    if in_list or has_list_marker(text):
        return "list_item"
    if len(text) <= LONGEST_HEADING and _CAPTION.match(text):
        return "caption"
    bold = clean("".join("".join(mark.itertext()) for mark in node.iter("emphasis") if mark.get("role") == "bold"))
    short = len(text) <= LONGEST_HEADING and not text.endswith((".", ";", ","))
    return "heading" if short and text and (text.isupper() or bold == text) else "paragraph"


def _numeral(count: int, form: str) -> str:
    if form.endswith("alpha"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("roman") and count <= 20:
        small = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[count % 10]
        roman = "x" * (count // 10) + small
        return roman.upper() if form.startswith("upper") else roman
    return str(count)


def _grid(table: Any, shown: Any) -> list[GridCell]:
    """The cells of a table; antiword does not tell merged cells, they come as blank ones."""
    cells = [
        GridCell(r, c, shown("".join(entry.itertext())), ref=f"R{r + 1}C{c + 1}")
        for r, row in enumerate(table.iter("row"))
        for c, entry in enumerate(row.findall("entry"))
    ]
    return mark_headers(cells)
