"""What the tags, roles, class names and style sheet of a page say of its parts: navigation, bylines, hidden, the report.

Holds the names that portals and newspapers give them. Keeps out: their place and weight (html_regions.py) and the words
of a block (boilerplate.py). A name alone is a hint; html_regions decides whether it is believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.read.html_text import HIDING

_CHROME_TAGS = frozenset(
    {"nav", "footer", "aside", "menu", "select", "button", "datalist", "textarea", "dialog", "marquee"}
)
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog", "alert"})
_CHROME_ELEMENT = re.compile(r"amp-(?:ad|sidebar|list|embed|sticky-ad|user-notification)$")
_ELSEWHERE_NAMES = re.compile(
    r"""(?x)(?:^|[-_\s])(?:
      nav(?:bar|igation)?|menus?\w*|breadcrumbs?|crumbs?|sidebars?\w*|side-?bar|(?<!elementor-)widgets?|footer\w*|foot|masthead|top-?bar
      |comments?|commentlist|discussions?|replies|respond|relate[ds]?|related\w*|relation|lienquan|lien-?quan|tinlienquan\w*|box-?tinlienquan\w*
      |tin-?khac|baikhac|tinkhac|cung-?chuyen-?muc|others?-?(?:news|articles?|posts?)|othernews|tin-?moi\w*|tin-?cu\w*|xem-?them|doc-?them|read-?more
      |binh-?luan|keywords?|tu-?khoa|ads?|advs?|advert\w*|quang-?cao\w*|banners?\w*|sponsor\w*|popup|modal|cookies?|gdpr|pagination|pager|paging|copy-?right
      |login|search-?(?:box|form)|weblinks?|lien-?ket|polls?|most-?(?:read|viewed)|doc-?nhieu|xem-?nhieu|trending|hot-?news|newsletter|subscribe
      |recommend\w*|suggest\w*|you-?may-?like|next-?prev|prev-?next|statistics?-?access|thong-?ke-?truy-?cap|truy-?cap|hotline|disclaimer
    )(?=$|[-_\s])"""
)
# What stands beside a report and speaks of it: it is no report, but a day of publication in it is the report's.
_ABOUT_NAMES = re.compile(
    r"""(?x)(?:^|[-_\s])(?:
      share\w*|sharing|sharedaddy|socials?\w*|tags?|tag-?list|ratings?|danh-?gia|votes?|toolbar|tools?|author\w*|by-?line|tac-?gia
      |post-?meta|entry-?meta|article-?meta|asset-?metadata|metadata|meta-?data|view-?count|luot-?xem|counter|(?:ez-?|lwp)?toc|muc-?luc|skip-?link|print-?(?:tools?|logo|date)
    )(?=$|[-_\s])"""
)
# Utility classes of the big style sheets. What they show on a wide screen only ("d-none d-md-block") is shown, what they
# show on a telephone only is a copy.
_OFF_NAMES = re.compile(r"(?:^|\s)(?:hidden|hide|d-none|invisible|sr-only|visually-?hidden|screen-reader-text)(?=\s|$)")
_WIDE_NAMES = re.compile(
    r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-(?!none)\w+|(?:sm|md|lg|xl):(?:block|flex|table|grid|inline\S*|contents))(?=\s|$)"
)
_NARROW_NAMES = re.compile(
    r"(?:^|\s)(?:d-(?:md|lg|xl)-none|(?:md|lg|xl):hidden|visible-xs\S*|visible-sm\S*|hidden-(?:md|lg)|(?:only-)?mobile-only|show-for-small-only)(?=\s|$)"
)
_MAIN_NAMES = re.compile(
    r"""(?x)(?:^|[-_\s])(?:
      article-?body|articlebody|article-?content|articlecontent|article-?detail|detail-?content\w*|detailcontent|content-?detail
      |news-?content|news-?detail|news-?body|newsdetail|post-?content|post-?body|entry-?content|fck_detail|cms-?body|body-?text|bodytext|body-?html
      |noi-?dung|noidung\w*|chi-?tiet|chitiet\w*|ms-rtestate-field|external-?class\w*|journal-content-article|exp-?content|maincontent
    )(?=$|[-_\s])"""
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MEDIA_RULE = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"[.#][\w-]+")
_COMPOUND = re.compile(r"(?:\.[\w-]+){2,}")
_SHOWN = re.compile(r"(?i)display\s*:\s*(?!none)\w|position\s*:\s*static")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Selectors (".x", "#y") that the page's own sheet puts out of sight for every medium, and class sets it shows."""

    off: frozenset[str] = frozenset()
    shown: tuple[frozenset[str], ...] = ()

    def hides(self, node: HtmlElement) -> bool:
        """Is the element put out of sight, and not shown again because it has a second class, as an open tab has?"""
        if not self.off:
            return False
        own = frozenset((node.get("class") or "").split())
        if f"#{node.get('id')}" not in self.off and self.off.isdisjoint(f".{name}" for name in own):
            return False
        return not any(names <= own for names in self.shown)


def read_sheet(tree: HtmlElement) -> Sheet:
    """What the <style> elements of the page hide."""
    off: set[str] = set()
    shown: list[frozenset[str]] = []
    for style in tree.iter("style"):
        for selectors, rules in _RULE.findall(_MEDIA_RULE.sub("", (style.text or "")[:200_000])):
            for selector in map(str.strip, selectors.split(",")):
                if HIDING.search(rules) and _SIMPLE_SELECTOR.fullmatch(selector):
                    off.add(selector)
                elif _COMPOUND.fullmatch(selector) and _SHOWN.search(rules):
                    shown.append(frozenset(selector[1:].split(".")))
    return Sheet(frozenset(off), tuple(shown))


def names_of(node: HtmlElement) -> tuple[str, str]:
    """Class and id in lower case, camel case parted: "OtherArticle" → "other-article"."""
    return _spread(node.get("class") or ""), _spread(node.get("id") or "")


def _spread(name: str) -> str:
    return _CAMEL.sub("-", name).lower()


def is_elsewhere(node: HtmlElement) -> bool:
    """Is the element navigation, related links, comments or a footer by its tag, role or names?"""
    if node.tag in _CHROME_TAGS or _CHROME_ELEMENT.match(node.tag) or (node.get("role") or "").lower() in _CHROME_ROLES:
        return True
    if node.tag not in ("a", "input") and (node.get("type") or "").lower().startswith("relate"):
        return True  # boxes that an editor of the VCCorp system put between paragraphs
    return any(_ELSEWHERE_NAMES.search(name) for name in names_of(node) if name)


def _is_off(classes: str) -> bool:
    if _NARROW_NAMES.search(classes):
        return True
    return _OFF_NAMES.search(classes) is not None and not _WIDE_NAMES.search(classes)


def is_chrome(node: HtmlElement, sheet: Sheet) -> bool:
    """Is the element elsewhere, a byline or a tool, or switched off by the page's sheet?"""
    classes, name = names_of(node)
    if is_elsewhere(node) or _ABOUT_NAMES.search(classes) or _ABOUT_NAMES.search(name) or _is_off(classes):
        return True
    return node.get("aria-hidden") == "true" or sheet.hides(node)


def is_named_main(node: HtmlElement) -> bool:
    """Does the element say that it holds the report?"""
    if node.tag in ("article", "main") or (node.get("role") or "").lower() == "main":
        return True
    if "articlebody" in (node.get("itemprop") or "").lower():
        return True
    return any(_MAIN_NAMES.search(name) is not None for name in names_of(node))
