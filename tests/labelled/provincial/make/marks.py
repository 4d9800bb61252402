"""The markup of `texts/*.txt`: what is printed, with the facts marked by hand in it.

`[[14 huyện::cs.districts_completed q=only]]` marks a figure (several facts of one stretch are parted by `&&`);
`{{A, B và C::cs s=slow}}` marks every province of a list; `<<t=2024-09-30 a=52>>` sets what holds from there on (an
empty value takes it away). A `%%table` block is a table; what its column and row specs say becomes the facts of its
cells. Keeps out: how a file of any format is written.
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
MARK = re.compile(r"\[\[(.+?)::(.+?)\]\]|\{\{(.+?)::(.+?)\}\}|<<(.*?)>>", re.S)
SCALES = {"triệu": 1e6, "million": 1e6, "nghìn": 1e3, "ngàn": 1e3, "thousand": 1e3}
BOUNDS = {
    "over": "hơn|trên|vượt|quá|more than|over|above|upwards of",
    "nearly": "gần|ngót|nearly|almost|close to",
    "about": "khoảng|xấp xỉ|chừng|ước|about|approximately|around|some|roughly",
    "under": "dưới|chưa đầy|chưa tới|below|under|less than|fewer than",
    "at_least": "tối thiểu|ít nhất|at least|a minimum of",
    "only": "chỉ|mới|vỏn vẹn|only|just|merely",
}
TOTALS = ("cả nước", "toàn quốc", "tổng cộng", "tổng số", "cộng", "toàn tỉnh", "toàn thành phố", "whole country")
STATUSES = {
    "hoàn thành": "completed",
    "đã hoàn thành": "completed",
    "cơ bản hoàn thành": "basically_completed",
    "đang thực hiện": "in_progress",
    "đang triển khai": "in_progress",
    "chưa hoàn thành": "in_progress",
    "đã thực hiện": "in_progress",
    "chưa thực hiện": "not_started",
    "chưa triển khai": "not_started",
    "chậm tiến độ": "slow",
    "nguy cơ không hoàn thành": "at_risk",
    "có nguy cơ chậm": "at_risk",
}


def areas() -> dict[tuple[str, str], str]:
    """(scheme, name in small letters) to reference area, unambiguous names only."""
    known: dict[tuple[str, str], str] = {}
    with (SEEDS / "area_aliases.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["ambiguous"] == "0":
                known[row["ref_area"][:4], row["alias"].casefold()] = row["ref_area"]
    with (SEEDS / "areas.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in (row["name_vi"], row["name_en"]):
                known[row["scheme"], name.casefold()] = row["ref_area"]
    return known


AREAS = areas()


@dataclass
class Table:
    """A table as printed: rows of cells (text, columns, rows), how many rows are head, and the marker's options."""

    rows: list[list[tuple[str, int, int]]] = field(default_factory=list)
    head: int = 0
    options: str = ""


@dataclass
class Doc:
    """One document: its head, its facts, what holds at the place being read, and the parts to write."""

    head: dict[str, str]
    facts: dict[tuple, dict] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    parts: list[str | Table] = field(default_factory=list)

    @property
    def english(self) -> bool:
        """Whether figures are written the English way."""
        return self.head.get("language") == "en"

    def area(self, name: str) -> str:
        """A reference area by code, name or VN; an unknown name stops the run."""
        scheme = self.head.get("scheme", "VN63")
        if name == "VN" or re.fullmatch(r"VN(63|34)-\d\d", name):
            return name
        if re.fullmatch(r"\d\d", name):
            return f"{scheme}-{name}"
        plain = re.sub(r"^(tỉnh|thành phố|tp\.?)\s+|\s+(province|city)$", "", name.strip(), flags=re.I)
        plain = re.sub(r"\s*\(.*\)", "", plain).replace("–", "-").casefold()
        return AREAS[scheme, plain]

    def clean(self, text: str) -> str:
        """The printed text; its facts are kept."""
        return MARK.sub(self._put, text)

    def _put(self, found: re.Match[str]) -> str:
        shown, spec, names, listed, setting = found.groups()
        if setting is not None:
            for part in setting.split():
                key, _, value = part.partition("=")
                self.now[key] = value
            return ""
        if shown is not None:
            for one in spec.split("&&"):
                self.fact(shown, one.strip())
            return shown
        for name in re.split(r"\s*[,;]\s*(?:và |and )?|\s+(?:và|and|cùng|as well as)\s+", names):
            self.fact(name.strip(), listed.strip(), self.area(name))
        return names

    def fact(self, shown: str, spec: str, area: str | None = None) -> None:
        """Keep one fact; the value is read from the marked stretch unless the spec gives it."""
        shown = unicodedata.normalize("NFC", shown)
        name, *tokens = spec.split()
        family, dot, rest = name.partition(".")
        indicator = FAMILIES.get(family, family) + "." + (rest if dot else "status")
        opts, given = dict(self.now), None
        for token in tokens:
            if token.startswith("@"):
                area = self.area(token[1:].replace("_", " "))
            elif "=" in token:
                key, _, value = token.partition("=")
                opts[key] = value
            else:
                given = token
        kind = opts.get("k") or "actual"
        value, denominator, qualifier = None, None, opts.get("q") or None
        if rest:
            read = figure(given or shown, self.english)
            sign = -1 if (given or (kind == "change" and shown) or "").startswith(("-", "−")) else 1
            value, denominator = sign * read[0] * float(opts.get("x") or 1), read[1]
            qualifier = qualifier or (None if given else read[2])
            value = int(value) if value == int(value) else round(value, 4)
        fact = {"doc": self.head["doc"], "indicator": indicator}
        fact["ref_area"] = area or self.area((opts.get("a") or "VN").replace("_", " "))
        fact["time_period"] = None if kind in ("target", "promise") else opts.get("t") or None
        fact |= {"obs_value": value, "numerator": None, "denominator": None}
        if opts.get("d"):
            denominator = float(opts["d"])  # "of the 63 provinces, fifty-eight": the whole stands apart from the mark
        if denominator is not None:
            fact |= {"numerator": value, "denominator": int(denominator)}
        fact |= {"qualifier": None if qualifier == "none" else qualifier, "status": opts.get("s") or None}
        fact |= {"obs_kind": kind, "deadline": opts.get("dl") or None, "quote": shown}
        key = (indicator, fact["ref_area"], kind, value)
        if key in self.facts:
            raise ValueError(f"{self.head['doc']}: twice {key}")
        self.facts[key] = fact

    def table(self, lines: list[str], options: str) -> Table:
        """`%col` specs, then head rows after `%head`, then body rows: cells parted by `|`, spans as `{c2}` `{r2}`."""
        made, columns, head = Table(options=options), [], False
        before = dict(self.now)
        for line in lines:
            if line.startswith("%col"):
                columns = [part.strip() for part in line[4:].split("|")]
            elif line.startswith("%head"):
                head = True
            elif line.startswith("%body"):
                head = False
            else:
                made.head += head
                made.rows.append(self._row(line, [] if head or line.startswith("!") else columns))
        self.now = before
        return made

    def _row(self, line: str, columns: list[str]) -> list[tuple[str, int, int]]:
        line, _, of_row = line.removeprefix("!").partition(" :::")
        cells, area, at = [], None, 0
        for raw in line.split("|"):
            text = self.clean(raw.strip())
            spans = dict(re.findall(r"\{([cr])(\d+)\}", text))
            text = re.sub(r"\{[cr]\d+\}", "", text)
            wide = int(spans.get("c", 1))
            spec = columns[at] if at < len(columns) and wide == 1 else "-"
            if spec == "area":
                area = self._row_area(text)
            elif spec not in ("-", "") and (of_row.strip() or "area" not in columns or area):
                self._cell(text, spec, of_row.strip(), area)
            cells.append((text, wide, int(spans.get("r", 1))))
            at += wide
        return cells

    def _row_area(self, text: str) -> str | None:
        if text.casefold().strip(" :") in TOTALS:
            return self.area((self.now.get("a") or "VN").replace("_", " "))
        try:
            return self.area(text)
        except KeyError:
            return None

    def _cell(self, text: str, spec: str, of_row: str, area: str | None) -> None:
        if spec.split()[0].endswith("status"):
            if word := STATUSES.get(text.casefold()):
                self.fact(text, f"{spec.split('.')[0]} {' '.join(spec.split()[1:])} s={word}", area)
        elif re.search(r"\d", text):
            if of_row == "-":
                return
            whole = f"{of_row} {spec}" if of_row else spec
            self.fact(text, whole.replace(" .", ""), area)


def figure(text: str, english: bool = False) -> tuple[float, float | None, str | None]:
    """Value, denominator and qualifier of a marked stretch."""
    thousand, point = (",", ".") if english else (".", ",")
    one = rf"(\d+(?:\{thousand}\d{{3}})*(?:\{point}\d+)?)(?:\s*({'|'.join(SCALES)}))?"
    parted = r"/|\btrên tổng số\b|\btrên\b|\btrong tổng số\b|\btrong số\b|\bout of\b|\bof\b"
    found = re.search(rf"{one}(?:[^\d/]{{0,25}}?(?:{parted})(?:\D{{0,14}}){one})?", text)
    if not found:
        raise ValueError(f"no figure in {text!r}")

    def value(digits: str, scale: str | None) -> float:
        return round(float(digits.replace(thousand, "").replace(point, ".")) * SCALES.get(scale or "", 1), 4)

    first, scale, second, second_scale = found.groups()
    before = text[: found.start()].casefold()
    hits = [(m.end(), name) for name, words in BOUNDS.items() for m in re.finditer(rf"\b(?:{words})\b", before)]
    bounding = [hit for hit in hits if hit[1] != "only"] or hits
    return value(first, scale), value(second, second_scale) if second else None, max(bounding)[1] if bounding else None


def read(path: Path) -> Doc:
    """One marked text: `key: value` lines, a line of three dashes, then what is printed."""
    top, _, body = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).partition("\n---\n")
    doc = Doc({"doc": path.stem} | dict(line.split(": ", 1) for line in top.splitlines() if line.strip()))
    for part in re.split(r"(^%%table.*?^%%$)", body, flags=re.S | re.M):
        if part.startswith("%%table"):
            first, *lines = part.splitlines()[:-1]
            options = doc.clean(first.removeprefix("%%table")).strip()
            doc.parts.append(doc.table(lines, options))
        else:
            doc.parts.append(doc.clean(part))
    return doc
