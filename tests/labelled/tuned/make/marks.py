"""The markup of `texts/*.txt`: visible text with facts marked in it, read into blocks and labels.

`[[14 địa phương::cs.localities_completed s=completed]]` marks one figure; `{{Hà Nam, Cà Mau và Phú Yên::cs s=slow}}`
marks every name of a list with the family's status; `&&` separates two facts of one stretch of text. What is before
`::` is printed as it stands and becomes the quote. A spec is an indicator (short family names below), then any of
`@area`, a bare value (left out: read from the marked text), `q= s= k= t= dl= by=`. A line `@t=2024-09-30 a=Huế` at the
head of a block sets defaults for that block, `@@...` from there on. Keeps out: how a file of any format is written.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[4] / "dbt_project" / "seeds"
FAMILIES = {"cs": "civil_status", "os": "online_services", "cr": "criminal_record", "pr": "procedures"}
FAMILIES |= {"pop": "population_db", "off": "cbccvc"}
FIELDS = (
    "doc indicator ref_area time_period obs_value numerator denominator  qualifier status obs_kind deadline quote"
).split()
MARK = re.compile(r"\[\[(.+?)::(.+?)\]\]|\{\{(.+?)::(.+?)\}\}", re.S)
SCALES = {"triệu": 1e6, "million": 1e6, "nghìn": 1e3, "ngàn": 1e3, "thousand": 1e3, "tỷ": 1e9}
BOUNDS = {
    "over": "hơn|trên|vượt|more than|over",
    "nearly": "gần|nearly|almost",
    "about": "khoảng|xấp xỉ|about|approximately|around|some",
    "under": "dưới|below|under|less than",
    "at_least": "tối thiểu|ít nhất|at least",
    "only": "chỉ|mới|vỏn vẹn|only|just",
}


@dataclass
class Block:
    """One visible stretch: kind (title, h, p, li, table, or a `~kind` of the writer), clean text or rows of cells."""

    kind: str
    text: str = ""
    rows: list[list[dict]] = field(default_factory=list)
    extra: str = ""

    def visible(self) -> str:
        """All text of the block, cells one to a line."""
        if self.kind == "letterhead":
            return self.text.replace(" || ", "\n").replace(" / ", "\n")
        return self.text if not self.rows else "\n".join(c["text"] for row in self.rows for c in row)


class Areas:
    """Names of provinces in both schemes, resolved to reference areas."""

    def __init__(self) -> None:
        """Read the areas and the aliases that stand for one province only."""
        self.codes: dict[tuple[str, str], str] = {}
        self.names: dict[str, list[tuple[str, str]]] = {"VN63": [], "VN34": []}
        with (SEEDS / "areas.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["scheme"] in self.names:
                    self.names[row["scheme"]].append((row["code"], row["name_vi"]))
        with (SEEDS / "area_aliases.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                scheme, _, code = row["ref_area"].partition("-")
                if row["ambiguous"] == "0":
                    self.codes[scheme, row["alias"].casefold()] = code

    def find(self, scheme: str, name: str) -> str:
        """`VN` or the reference area of a name, `-code` or code of the document's scheme; unknown names stop the run."""
        if name == "VN" or re.fullmatch(r"VN(63|34)-\d\d", name):
            return name
        if re.fullmatch(r"\d\d", name):
            return f"{scheme}-{name}"
        plain = name.replace("_", " ").replace("–", "-").strip()
        plain = re.sub(r"^(tỉnh|thành phố|tp\.?)\s+|\s+(province|city)$", "", plain, flags=re.I).casefold()
        code = self.codes.get((scheme, plain))
        if code is None:
            raise KeyError(f"{name!r} is no province of {scheme}")
        return f"{scheme}-{code}"


def number(text: str, lang: str) -> tuple[float, float | None, str]:
    """Value, denominator and the text before the first number of a marked stretch."""
    thousand, point = (".", ",") if lang == "vi" else (",", ".")
    one = rf"(\d+(?:\{thousand}\d{{3}})*(?:\{point}\d+)?)(?:\s*({'|'.join(SCALES)}))?"
    two = rf"{one}(?:[^\d/]{{0,25}}?(?:/|\btrên tổng số\b|\btrên\b|\btrong tổng số\b|\bout of\b|\bof\b)(?:\D{{0,14}}){one})?"
    found = re.search(two, text)
    if not found:
        raise ValueError(f"no number in {text!r}")

    def value(digits: str, scale: str | None) -> float:
        return round(float(digits.replace(thousand, "").replace(point, ".")) * SCALES.get(scale or "", 1), 4)

    a, sa, b, sb = found.groups()
    return value(a, sa), value(b, sb) if b else None, text[: found.start()]


def bound(before: str) -> str | None:
    """The qualifier that bounds the number: the nearest that is not a mere `only`, else `only`."""
    hits = [(m.end(), name) for name, words in BOUNDS.items() for m in re.finditer(rf"\b(?:{words})\b", before.lower())]
    real = [hit for hit in hits if hit[1] != "only"]
    return max(real or hits)[1] if hits else None


@dataclass
class Doc:
    """One document: head fields, blocks, and the facts marked in them."""

    head: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    facts: dict[tuple, dict] = field(default_factory=dict)

    def visible(self) -> str:
        """The text a reader sees, as written."""
        return unicodedata.normalize("NFC", "\n".join(b.visible() for b in self.blocks))

    @property
    def lang(self) -> str:
        """vi or en."""
        return self.head.get("language", "vi")


def _fact(doc: Doc, areas: Areas, shown: str, spec: str, defaults: dict[str, str], area: str | None = None) -> None:
    tokens = spec.split(" ")
    name, opts, value, pick = tokens[0], dict(defaults), None, area
    joined: list[str] = []
    for token in tokens[1:]:
        if joined and not re.match(r"(\w+=|@|[\d.]+(/[\d.]+)?$|null$)", token):
            joined[-1] += " " + token  # a value with spaces, as in by=Bộ Tư pháp
        else:
            joined.append(token)
    for token in joined:
        if token.startswith("@"):
            pick = token[1:]
        elif "=" in token:
            key, _, val = token.partition("=")
            opts[key] = val
        else:
            value = token
    family, dot, rest = name.partition(".")
    indicator = FAMILIES.get(family, family) + "." + (rest if dot else "status")
    scheme = doc.head.get("scheme", "VN63")
    fact: dict = dict.fromkeys(FIELDS)
    fact |= {"doc": doc.head["doc"], "indicator": indicator, "obs_kind": opts.get("k", "actual"), "quote": shown}
    fact["ref_area"] = areas.find(scheme, pick or opts.get("a", "VN"))
    fact["status"], fact["deadline"] = opts.get("s"), opts.get("dl")
    if fact["obs_kind"] not in ("target", "promise"):
        fact["time_period"] = None if opts.get("t") in (None, "none") else opts["t"]
    if not indicator.endswith(".status") and value != "null":
        if value is None:
            number_value, denominator, before = number(shown, doc.lang)
            fact["qualifier"] = bound(before)
        else:
            parts = [float(p) for p in value.split("/")]
            number_value, denominator = parts[0], parts[1] if len(parts) > 1 else None
        fact["obs_value"] = int(number_value) if number_value == int(number_value) else number_value
        if denominator is not None:
            fact["numerator"], fact["denominator"] = fact["obs_value"], int(denominator)
    if "q" in opts:
        fact["qualifier"] = None if opts["q"] == "none" else opts["q"]
    if opts.get("by") and opts["by"] != "none":
        fact["attributed_to"] = opts["by"].replace("_", " ")
    key = (indicator, fact["ref_area"], fact["obs_kind"], fact["obs_value"])
    doc.facts.setdefault(key, fact)


def clean(doc: Doc, areas: Areas, text: str, defaults: dict[str, str]) -> str:
    """The printed text, its facts added to the document."""

    def put(found: re.Match[str]) -> str:
        shown, spec, names, listed = found.groups()
        if shown is not None:
            for one in spec.split("&&"):
                _fact(doc, areas, unicodedata.normalize("NFC", shown), one.strip(), defaults)
            return shown
        for name in re.split(r"\s*[,;]\s*(?:và |and )?|\s+(?:và|and|cùng)\s+", names):
            _fact(doc, areas, name.strip(), listed.strip(), defaults, area=name.strip())
        return names

    return MARK.sub(put, text)


def options(line: str) -> dict[str, str]:
    """`t=2024-09-30 a=Huế by=Bộ_Tư_pháp` as a mapping."""
    return dict(part.split("=", 1) for part in line.split())


def read(path: Path, areas: Areas, grids: dict) -> Doc:
    """One marked text: head lines `key: value`, a line of three dashes, then blocks parted by empty lines."""
    top, _, body = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).partition("\n---\n")
    doc = Doc(dict(line.split(": ", 1) for line in top.splitlines() if line.strip()))
    doc.head.setdefault("doc", path.stem)
    lasting: dict[str, str] = {}
    for raw in re.split(r"\n\s*\n", body.strip("\n")):
        lines, here = raw.strip("\n").split("\n"), dict(lasting)
        while lines and lines[0].startswith("@"):
            if lines[0].startswith("@@"):
                lasting = {k: v for k, v in (lasting | options(lines[0][2:])).items() if v != "-"}
                here = dict(lasting)
            else:
                here |= options(lines[0][1:])
            lines.pop(0)
        if not lines:
            continue
        if lines[0].startswith("%"):
            name, _, args = lines[0][1:].partition(" ")
            lines = grids[name](doc, areas, options(args))
        _blocks(doc, areas, lines, here)
    return doc


def _blocks(doc: Doc, areas: Areas, lines: list[str], here: dict[str, str]) -> None:
    first = lines[0]
    if first.startswith("|"):
        table = Block("table")
        for line in lines:
            header, cells = line.startswith("|!"), []
            for cell in line.lstrip("|!").strip().rstrip("|").split("|"):
                spans = re.match(r"\s*!?((?:<[rc]\d+>)*)(.*)", cell, re.S)
                assert spans
                sizes = dict(re.findall(r"<([rc])(\d+)>", spans[1]))
                text = clean(doc, areas, spans[2].strip(), here)
                cells.append({"text": text, "r": int(sizes.get("r", 1)), "c": int(sizes.get("c", 1)), "head": header})
            table.rows.append(cells)
        doc.blocks.append(table)
    elif re.match(r"- ", first):
        for line in lines:
            doc.blocks.append(Block("li", clean(doc, areas, line[2:], here)))
    else:
        kind, text = "p", " ".join(line.strip() for line in lines)
        if found := re.match(r"(#+) (.*)", text, re.S):
            kind, text = ("title" if found[1] == "#" else "h"), found[2]
        elif found := re.match(r"~(\w+) ?(.*)", text, re.S):
            kind, text = found[1], found[2]
        doc.blocks.append(Block(kind, clean(doc, areas, text, here)))


def layout(rows: list[list[dict]]) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """Rows with spans as a full grid of text and the merged ranges (row, col, last row, last col)."""
    grid: dict[tuple[int, int], str] = {}
    merged = []
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in grid:
                c += 1
            for i in range(cell["r"]):
                for j in range(cell["c"]):
                    grid[r + i, c + j] = cell["text"] if i == j == 0 else ""
            if cell["r"] > 1 or cell["c"] > 1:
                merged.append((r, c, r + cell["r"] - 1, c + cell["c"] - 1))
            c += cell["c"]
    width = max(c for _, c in grid) + 1
    return [[grid.get((r, c), "") for c in range(width)] for r in range(len(rows))], merged
