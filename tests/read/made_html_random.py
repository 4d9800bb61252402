"""Pages put together by chance: wrappers, names, paragraphs, lists, related links and layouts in any order.

Holds one function from a seed to a Page. Keeps out: forms with a name of their own (made_html_portals and its neighbours).
"""

from __future__ import annotations

import random

from tests.read.made_html import ITEMS, MENU, RELATED, Maker, Page

WRAPPERS = (
    "<div class='{}'>@</div>",
    "<section id='{}'>@</section>",
    "<table><tr><td class='{}'>@</td></tr></table>",
    "<div><div id='{}'>@</div></div>",
)
NAMES = "c content x1 main-col wrap inner col-md-8 detail left text post page row box".split()
PARAGRAPHS = (
    "<p>@</p>",
    "<div>@</div>",
    "<p style='text-align:justify'><span>@</span></p>",
    "<p><font>@</font></p>",
    "@<br><br>",
)
HEADINGS = ("<h3>@</h3>", "<div><b>@</b></div>", "<p>@</p>")
RELATED_WORDS = ("Tin liên quan", "Các tin khác", "Tin mới hơn", "Bài viết khác")


def random_page(seed: int) -> Page:
    """The page of a seed, always the same."""
    chance = random.Random(seed)
    maker = Maker(f"random-{seed}")
    title = maker.title("Tiến độ số hóa của tỉnh trong tháng này")
    report = _wrapped(chance, _report(chance, maker), 3)
    head = f"<h1>{title}</h1>" if chance.random() < 0.8 else f"<div class='title'>{title}</div>"
    block = head + report if chance.random() < 0.7 else f"<div class='h'>{head}</div>{report}"
    block = _wrapped(chance, block, 2)
    menu = chance.choice(("<div>@</div>", "<ul>@</ul>", "<table><tr><td>@</td></tr></table>"))
    menu = menu.replace("@", maker.links(MENU, chance.choice(("", "<p>", "<li>")), ""))
    links = maker.links(RELATED[1:], chance.choice(("<li>", "<p>", "<div>")), "")
    related = chance.choice(HEADINGS).replace("@", maker.j(chance.choice(RELATED_WORDS)))
    related += chance.choice(("<ul>@</ul>", "<div>@</div>")).replace("@", links)
    if chance.random() < 0.5:
        block, related = (block + related if chance.random() < 0.5 else f"<div>{block}{related}</div>"), ""
    side = f"<div>{maker.j('Lượt truy cập: 12.345')}</div>"
    foot = f"<div>{maker.j('Giấy phép số 12/GP-TTĐT cấp ngày 15/03/2021')}</div>"
    layout = chance.random()
    if layout < 0.3:
        row = f"<tr><td>{side}{related}</td><td>{block}</td></tr>"
        body = f"<table><tr><td colspan=2>{menu}</td></tr>{row}<tr><td colspan=2>{foot}</td></tr></table>"
    elif layout < 0.6:
        body = f"<div id=a>{menu}</div><div id=b><div>{block}</div><div>{side}{related}</div></div>{foot}"
    else:
        body = menu + block + related + side + foot
    return maker.page(f"<html><head><title>{title} - Cổng tỉnh</title></head><body>{body}</body></html>")


def _report(chance: random.Random, maker: Maker) -> str:
    around = chance.choice(PARAGRAPHS)
    parts = [around.replace("@", maker.p(i)) for i in chance.sample(range(16), chance.randint(2, 12))]
    if chance.random() < 0.4:
        parts.insert(chance.randint(0, len(parts)), maker.table(attributes="border=1", th=chance.random() < 0.5))
    if chance.random() < 0.4:
        items = maker.wrap("<li>", "</li>", *ITEMS[: chance.randint(1, 5)])
        parts.insert(chance.randint(1, len(parts)), f"<ul>{items}</ul>")
    if chance.random() < 0.3:
        parts.insert(chance.randint(1, len(parts) - 1), f"<div class='x'><a>{maker.j(RELATED[0])}</a></div>")
    return "\n".join(parts)


def _wrapped(chance: random.Random, inner: str, most: int) -> str:
    for _ in range(chance.randint(0, most)):
        inner = chance.choice(WRAPPERS).format(chance.choice(NAMES)).replace("@", inner)
    return inner
