"""Where on a page its report stands: hidden parts, the parts that are never report, and the element that holds it.

Holds tag, role and class names, and the search for the main element by weight of prose and tables. Keeps out: the
words of a block (boilerplate.py), which are judged once its place is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.read.document import clean

INVISIBLE_TAGS = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math", "canvas", "audio", "video"}
)
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "menu", "select", "button", "datalist", "textarea", "dialog"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog"})
_CHROME_NAMES = re.compile(
    r"""(?ix)(?:^|[-_\s])(?:
      nav(?:bar|igation)?|menu\w*|breadcrumbs?|sidebar\w*|side-?bar|footer\w*|masthead|topbar|comments?|commentlist
      |related\w*|lien-?quan|tin-?lien-?quan|tinlienquan|tinkhac|tin-?khac|baikhac|cung-?chuyen-?muc|others?-?news|othernews
      |tin-?moi\w*|xem-?them|doc-?them|readmore|binh-?luan|share\w*|sharing|social\w*|tags?|tag-?list|keywords?|tu-?khoa
      |ads?|advert\w*|quang-?cao|banner\w*|popup|modal|cookie\w*|pagination|pager|paging|copyright|login
      |search-?box|weblinks?|lien-?ket|rating|toolbar|author|byline|tac-?gia|post-?meta|entry-?meta|article-?meta
      |sr-only|visually-hidden|skip-?link|most-?(?:read|viewed)|doc-?nhieu|newsletter|print-?tools
    )(?=$|[-_\s])"""
)
_MAIN_NAMES = re.compile(
    r"""(?ix)(?:^|[-_\s])(?:
      article-?body|articlebody|article-?content|articlecontent|article-?detail|detail-?content\w*|detailcontent|content-?detail
      |news-?content|news-?detail|news-?body|newsdetail|post-?content|entry-?content|fck_detail|cms-?body|bodytext
      |noi-?dung|noidung\w*|chi-?tiet|chitiet\w*|ms-rtestate-field|exp-?content|maincontent
    )(?=$|[-_\s])"""
)
_HIDDEN_STYLE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_MEDIA_RULE = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_HIDING_RULE = re.compile(r"([^{}]+)\{[^{}]*display\s*:\s*none[^{}]*\}", re.IGNORECASE)
_SIMPLE_SELECTOR = re.compile(r"[.#][\w-]+")
PROSE = 60  # characters from which the text of a node weighs as prose
MAIN_SHARE = 0.4  # an element named as the main one must hold this share of the page's weight
INNER_SHARE = 0.85  # … and of several such elements the innermost that holds this share of the heaviest
DESCENT_SHARE = 0.75  # without a name: follow the child that holds this share


def stylesheet_hidden(tree: HtmlElement) -> frozenset[str]:
    """Selectors (".x", "#y") that the page's own sheet switches off for every medium."""
    found: set[str] = set()
    for style in tree.iter("style"):
        for rule in _HIDING_RULE.finditer(_MEDIA_RULE.sub("", (style.text or "")[:200_000])):
            found.update(s for s in map(str.strip, rule[1].split(",")) if _SIMPLE_SELECTOR.fullmatch(s))
    return frozenset(found)


def is_hidden(node: HtmlElement) -> bool:
    """Does the element itself say that nobody sees it?"""
    return node.get("hidden") is not None or _HIDDEN_STYLE.search(node.get("style") or "") is not None


def is_chrome(node: HtmlElement, switched_off: frozenset[str]) -> bool:
    """Is the element navigation, related links, comments, a footer, a tool or switched off by the page's sheet?"""
    if node.tag in _CHROME_TAGS or (node.get("role") or "").lower() in _CHROME_ROLES:
        return True
    names, name = node.get("class") or "", node.get("id") or ""
    if _CHROME_NAMES.search(names) or _CHROME_NAMES.search(name):
        return True
    return bool(switched_off) and (f"#{name}" in switched_off or any(f".{c}" in switched_off for c in names.split()))


@dataclass(frozen=True, slots=True)
class Regions:
    """`main` holds the report; `kept` are elements that no class name can turn into navigation."""

    main: HtmlElement
    kept: frozenset[HtmlElement]
    switched_off: frozenset[str]

    def is_chrome(self, node: HtmlElement) -> bool:
        """Is `node` a part of the page that is never report?"""
        return node not in self.kept and is_chrome(node, self.switched_off)


def find_regions(body: HtmlElement, switched_off: frozenset[str]) -> Regions:
    """Find the element that holds the report: a named one if it weighs enough, else the heaviest chain of children."""
    weights, kept = _weights(body, switched_off)
    total = weights[body]
    main = body
    named = {node for node in weights if weights[node] >= max(1, MAIN_SHARE * total) and _is_named_main(node)}
    if named:
        heaviest = max(weights[node] for node in named)
        main = [node for node in body.iter() if node in named and weights[node] >= INNER_SHARE * heaviest][-1]
    else:
        while heavy := [child for child in main if weights.get(child, 0) >= DESCENT_SHARE * max(1, total)]:
            if heavy[0].tag in ("table", "tbody", "tr", "p", "ul", "ol"):
                break
            main = heavy[0]
    return Regions(main, kept | {main, *main.iterancestors()}, switched_off)


def _is_named_main(node: HtmlElement) -> bool:
    if node.tag in ("article", "main") or (node.get("role") or "").lower() == "main":
        return True
    if "articlebody" in (node.get("itemprop") or "").lower():
        return True
    return any(_MAIN_NAMES.search(node.get(key) or "") is not None for key in ("class", "id"))


def _weights(body: HtmlElement, switched_off: frozenset[str]) -> tuple[dict[HtmlElement, int], frozenset[HtmlElement]]:
    """Characters of prose and table cells below each element, links and chrome left out; and what is kept all the same.

    A class name that would condemn more than half of the page is not believed: some sites call their body "sidebar".
    """
    weights: dict[HtmlElement, int] = {}
    kept: set[HtmlElement] = set()
    total = sum(_own_weight(node) for node in body.iter() if isinstance(node.tag, str) and not _in_link(node))

    def visit(node: HtmlElement) -> int:
        if not isinstance(node.tag, str) or node.tag in INVISIBLE_TAGS or node.tag == "a" or is_hidden(node):
            return 0
        weight = _own_weight(node) + sum(visit(child) for child in node)
        if node is not body and is_chrome(node, switched_off):
            if 2 * weight < max(1, total):
                return 0
            kept.add(node)
        weights[node] = weight
        return weight

    visit(body)
    return weights, frozenset(kept)


def _in_link(node: HtmlElement) -> bool:
    return node.tag == "a" or any(above.tag == "a" for above in node.iterancestors())


def _own_weight(node: HtmlElement) -> int:
    """Direct text of a node and behind its children, if it is long or stands in a table cell."""
    if node.tag in INVISIBLE_TAGS:
        return 0
    text = clean(" ".join([node.text or "", *(child.tail or "" for child in node)]))
    if node.tag in ("td", "th"):
        return len(text)
    return len(text) if len(text) >= PROSE else 0
