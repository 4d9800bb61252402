"""What is on a page without being its report: the words that announce it.

Holds the headings of related links, bylines, image markup, foreign letters and list markers, shared by the HTML and
text readers. Keeps out: where on a page they may stand; that is each reader's own knowledge.
"""

from __future__ import annotations

import re

_RELATED = re.compile(
    r"""(?ix) ^\W*(?:
      (?:các\s)?(?:tin|bài)(?:\s(?:tức|viết|bài))?\s(?:liên\squan|khác|mới(?:\s(?:hơn|nhất|đăng))?|cũ\shơn|nổi\sbật
          |cùng\s(?:chuyên\smục|chủ\sđề|loại|tác\sgiả)|đọc\snhiều|xem\snhiều|đã\sđưa|tiếp\stheo|trước)
      | (?:đọc|xem)\s(?:thêm|tiếp|nhiều(?:\snhất)?) | (?:có\sthể\s)?bạn\s(?:có\sthể\s)?quan\stâm
      | cùng\schuyên\smục | chủ\sđề\sliên\squan | từ\skhóa | thẻ | tags?
      | (?:ý\skiến\s)?bình\sluận(?:\s\(\d+\))? | ý\skiến\sbạn\sđọc | gửi\s(?:bình\sluận|phản\shồi) | chia\ssẻ
      | related(?:\s(?:news|articles?|posts?|stories|links))? | other\snews | read\smore | see\s(?:also|more)
      | more\s(?:news|stories) | latest\snews | comments?(?:\s\(\d+\))? | share | most\s(?:read|viewed)
    )\W*$"""
)
_RELATED_LINE = re.compile(r"(?i)^\W*(?:xem thêm|đọc thêm|tin liên quan|>>+|read more|see also|related)\s*[:：>]")
_BYLINE = re.compile(
    r"""(?ix) ^\W*(?:
      (?:tác\sgiả|người\s(?:đăng|viết)|phóng\sviên|pv|theo|by|nguồn(?:\stin)?|ảnh|author|source|photo)\s?[:：]\s?.{1,60}
      | (?:ngày\s(?:đăng|cập\snhật)|đăng\s(?:ngày|lúc)|cập\snhật(?:\slúc)?|(?:số\s)?lượt\s(?:xem|đọc)
          |published|posted|updated|views?)
        (?:\son)?(?:am|pm|gmt|[\d\W])*
      | (?:thứ\s(?:hai|ba|tư|năm|sáu|bảy)|chủ\snhật)\W+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[\d\W]*(?:\(gmt\+7\))?
      | \d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\W+\d{1,2}[:h]\d{2}(?::\d{2})?)?(?:\W*(?:am|pm|gmt\W*\d?))*
      | \d{1,2}[:h]\d{2}\W+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}
    )\W*$"""
)
# A data URI may carry a namespace prefix, so it is searched for within the markup, not at its start.
_IMAGE = re.compile(r"<image>[^<]*(?:</image>)?|(?:\w+:)?data:image/\S+|!\[[^\]]*\]\([^)]*\)")
# Letters of scripts that no Vietnamese or English report is written in.
_FOREIGN = re.compile(r"[\u0370-\u0fff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")
_CJK_HEADING = re.compile(r"^\W*[\u3400-\u9fff]{2,12}\s*[:：]")
_LIST_MARKER = re.compile(r"^(?:[-–—•●▪◦*+]\s+\S|\(?\d{1,2}[.)]\s+\S|\(?[a-zđ][.)]\s+\S)")


def is_related_heading(text: str) -> bool:
    """Does the whole of `text` announce links to other pages, comments or sharing?"""
    return len(text) < 60 and (_RELATED.match(text) is not None or is_foreign_heading(text))


def is_foreign_heading(text: str) -> bool:
    """A heading in foreign script, alone or before a link ("下一篇: …"): what follows on a mirror is its link list."""
    return _CJK_HEADING.match(text) is not None or (len(text) < 30 and is_foreign(text))


def is_related_line(text: str) -> bool:
    """Does `text` begin like a pointer to another page ("Xem thêm: …")?"""
    return _RELATED_LINE.match(text) is not None


def is_byline(text: str) -> bool:
    """Is the whole of `text` an author, a source, a time of posting or a view counter?"""
    return len(text) < 100 and _BYLINE.match(text) is not None


def is_image_markup(text: str) -> bool:
    """Is `text` an image written as markup instead of shown?"""
    return _IMAGE.fullmatch(text) is not None


def is_foreign(text: str) -> bool:
    """Are most letters of `text` of a script other than Latin?"""
    letters = len(_LETTER.findall(text))
    return letters > 0 and 2 * len(_FOREIGN.findall(text)) > letters


def has_list_marker(text: str) -> bool:
    """Does `text` begin with a bullet, a number or a letter of a list?"""
    return _LIST_MARKER.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Does `text` end as a sentence or an announcing clause ends?"""
    return text.rstrip(" |\"'”’)»").endswith((".", "!", "?", "…", ":", ";"))
