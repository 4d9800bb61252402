"""Generated tables for the marked texts: province rows with made-up figures from a fixed seed.

Each function takes the document, the areas and the options of its `%name` line and gives table lines in the markup.
Keeps out: tables short enough to be written by hand in the text itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from marks import Areas, Doc


def vi(value: float, places: int = 0) -> str:
    """1.234.567 or 98,50."""
    return f"{value:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _rows(doc: Doc, areas: Areas, opt: dict[str, str]) -> tuple[random.Random, list[tuple[str, str]]]:
    names = areas.names[doc.head.get("scheme", "VN63")]
    first, last = int(opt.get("from", 0)), int(opt.get("to", len(names)))
    return random.Random(int(opt.get("seed", "7"))), names[first:last]


def _tail(opt: dict[str, str]) -> str:
    return "".join(f" {k}={opt[k]}" for k in ("t", "by", "k") if k in opt)


def civil_63(doc: Doc, areas: Areas, opt: dict[str, str]) -> list[str]:
    """Records in all, digitised, share and status of each province, under a merged header; a total row."""
    rng, names = _rows(doc, areas, opt)
    tail = _tail(opt)
    out = [
        "|!<r2>STT|<r2>Địa phương|<c3>Dữ liệu hộ tịch (đơn vị: dữ liệu)|<r2>Tình trạng",
        "|!Tổng số phải số hóa|Đã số hóa|Tỷ lệ (%)",
    ]
    total = done = 0
    words = {"completed": "Hoàn thành", "basically_completed": "Cơ bản hoàn thành"}
    words |= {"in_progress": "Đang thực hiện", "slow": "Chậm tiến độ"}
    for index, (code, name) in enumerate(names, 1):
        status = rng.choice(["completed"] * 3 + ["basically_completed"] * 2 + ["in_progress"] * 2 + ["slow"])
        low, high = {"completed": (1, 1), "basically_completed": (0.95, 0.995)}.get(
            status, (0.5, 0.9) if status == "in_progress" else (0.1, 0.45)
        )
        n = rng.randint(300_000, 4_000_000)
        k = round(n * rng.uniform(low, high))
        total, done = total + n, done + k
        mark = f"::cs.records_{{}} @{code}{tail}]]"
        shared = f"[[{vi(n)}::cs.records_total @{code}{tail} && cs.records_digitised @{code}{tail}]]"
        cells = [
            str(index) if opt.get("plain") else f"{index:02d}",
            name,
            f"[[{vi(n)}{mark.format('total')}" if n != k else shared,
            f"[[{vi(k)}{mark.format('digitised')}" if n != k else vi(k),
            f"[[{vi(100 * k / n, 2)}::cs.share_digitised_pct @{code}{tail}]]",
            f"[[{words[status]}::cs.status @{code} s={status}{tail}]]",
        ]
        out.append("|" + "|".join(cells))
    cells = [
        "<c2>Tổng cộng",
        f"[[{vi(total)}::cs.records_total @VN{tail}]]",
        f"[[{vi(done)}::cs.records_digitised @VN{tail}]]",
        f"[[{vi(100 * done / total, 2)}::cs.share_digitised_pct @VN{tail}]]",
        "",
    ]
    return [*out, "|" + "|".join(cells)] if not opt.get("to") else out


def land_34(doc: Doc, areas: Areas, opt: dict[str, str]) -> list[str]:
    """Communes synchronised of all, parcels clean and their share, 34 provinces in regions with subtotals."""
    rng, names = _rows(doc, areas, opt)
    tail = _tail(opt)
    communes = dict(zip(COMMUNE_CODES, COMMUNES, strict=True))
    out = [
        "|!<r2>TT|<r2>Tỉnh, thành phố|<c2>Cấp xã|<c3>Thửa đất",
        "|!Tổng số xã|Số xã đã đồng bộ|Tổng số thửa đất|Thửa đúng, đủ, sạch, sống|Tỷ lệ làm sạch (%)",
    ]
    sums = [0, 0, 0]
    for start, stop, region in ((0, 9, "Miền Bắc"), (9, 22, "Miền Trung và Tây Nguyên"), (22, 34, "Miền Nam")):
        body, part = [], [0, 0, 0]
        for index in range(start, stop):
            code, name = names[index]
            n = communes[code]
            k = n if rng.random() < 0.4 else rng.randint(n // 2, n - 1)
            parcels = rng.randint(700_000, 5_000_000)
            good = round(parcels * rng.uniform(0.2, 0.95))
            part = [part[0] + k, part[1] + parcels, part[2] + good]
            cells = [
                str(index + 1),
                name,
                str(n),
                f"[[{k}::land.communes_synced @{code}{tail}]]",
                f"[[{vi(parcels)}::land.parcels_total @{code}{tail}]]",
                f"[[{vi(good)}::land.parcels_clean @{code}{tail}]]",
                f"[[{vi(100 * good / parcels, 1)}::land.clean_pct @{code}{tail}]]",
            ]
            body.append("|" + "|".join(cells))
        sums = [a + b for a, b in zip(sums, part, strict=True)]
        share = vi(100 * part[2] / part[1], 1)
        out.append(
            f"|<c2>{region}|{sum(communes[c] for c, _ in names[start:stop])}|{part[0]}|{vi(part[1])}|{vi(part[2])}|{share}"
        )
        out += body
    cells = [
        "<c2>Cả nước",
        vi(sum(COMMUNES)),
        f"[[{vi(sums[0])}::land.communes_synced @VN{tail}]]",
        f"[[{vi(sums[1])}::land.parcels_total @VN{tail}]]",
        f"[[{vi(sums[2])}::land.parcels_clean @VN{tail}]]",
        f"[[{vi(100 * sums[2] / sums[1], 1)}::land.clean_pct @VN{tail}]]",
    ]
    return [*out, "|" + "|".join(cells)]


def services(doc: Doc, areas: Areas, opt: dict[str, str]) -> list[str]:
    """Three shares of dossiers by province; `sign=1` prints the percent sign, so that cells are text."""
    rng, names = _rows(doc, areas, opt)
    tail, sign = _tail(opt), "%" if opt.get("sign") else ""
    unit = "" if sign else " (%)"
    out = [
        f"|!STT|Tỉnh/thành phố|Tỷ lệ hồ sơ trực tuyến toàn trình{unit}|"
        f"Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC{unit}|Tỷ lệ cấp kết quả bản điện tử{unit}"
    ]
    for index, (code, name) in enumerate(names, 1):
        cells = [str(index), f"TP. {name}" if name in CITIES else name]
        for indicator in ("e2e_dossier_pct", "digitised_dossier_pct", "e_result_pct"):
            cells.append(f"[[{vi(rng.uniform(12, 97), 2)}{sign}::os.{indicator} @{code}{tail}]]")
        out.append("|" + "|".join(cells))
    return out


def parcels_thousand(doc: Doc, areas: Areas, opt: dict[str, str]) -> list[str]:
    """Parcels digitised and synchronised in thousands, districts connected; a total row first."""
    rng, names = _rows(doc, areas, opt)
    tail, body, sums = _tail(opt), [], [0.0, 0.0]
    for index, (code, name) in enumerate(names, 1):
        a = round(rng.uniform(120, 2200), 1)
        b = round(a * rng.uniform(0.2, 0.9), 1)
        sums = [sums[0] + a, sums[1] + b]
        cells = [
            str(index),
            name,
            f"[[{vi(a, 1)}::land.parcels_digitised @{code} {round(a * 1000)}{tail}]]",
            f"[[{vi(b, 1)}::land.parcels_connected @{code} {round(b * 1000)}{tail}]]",
        ]
        body.append("|" + "|".join(cells))
    head = "|!STT|Tỉnh, thành phố|Số thửa đất đã số hóa|Số thửa đất đã kết nối, chia sẻ"
    a, b = (round(s, 1) for s in sums)
    top = (
        f"|A|Tổng cộng|[[{vi(a, 1)}::land.parcels_digitised @VN {round(a * 1000)}{tail}]]|"
        f"[[{vi(b, 1)}::land.parcels_connected @VN {round(b * 1000)}{tail}]]"
    )
    return [head, top, *body]


CITIES = {"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh", "Huế"}
COMMUNE_CODES = (
    "01 04 08 11 12 14 15 19 20 22 24 25 31 33 37 38 40 42 44 46 48 51 52 56 66 68 75 79 80 82 86 91 92 96".split()
)
COMMUNES = [
    *(126, 56, 124, 45, 38, 75, 99, 92, 65, 54, 99, 148, 114, 104, 129, 166, 130),
    *(69, 78, 40, 94, 96, 135, 65, 102, 124, 95, 168, 96, 102, 124, 102, 103, 64),
]
GRIDS: dict[str, Callable[[Doc, Areas, dict[str, str]], list[str]]] = {
    "civil_63": civil_63,
    "land_34": land_34,
    "services": services,
    "parcels_thousand": parcels_thousand,
}
