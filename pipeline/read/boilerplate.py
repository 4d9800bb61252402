"""What is on a page without being its report: the words that announce it.

Holds the headings of related links and comments, bylines, imprints, names, image markup, foreign letters and list markers, shared by the HTML and
text readers. Keeps out: where on a page they may stand; that is each reader's own knowledge.
"""

from __future__ import annotations

import re

_RELATED = re.compile(
    r"""(?ix) ^\W*(?:
      (?:các\s|những\s)?(?:tin|bài)(?:\s(?:tức|viết|bài|ảnh))?\s(?:liên\squan|khác|mới(?:\s(?:hơn|nhất|đăng|cập\snhật))?|cũ(?:\shơn)?|nổi\sbật
          |cùng\s(?:chuyên\smục|chủ\sđề|loại|tác\sgiả)|đọc\snhiều|xem\snhiều|đã\s(?:đưa|đăng)|tiếp\stheo|trước|nóng|đáng\schú\sý)
      | (?:các\s)?(?:văn\sbản|thông\sbáo|video|chuyên\smục|chủ\sđề|sự\skiện|nội\sdung|câu\shỏi|thủ\stục)\s(?:liên\squan|mới(?:\snhất|\sban\shành)?|khác|nổi\sbật)
      | (?:đọc|xem)\s(?:thêm|tiếp|nhiều(?:\snhất)?) | (?:có\sthể\s)?bạn\s(?:có\sthể\s)?quan\stâm | (?:có\sthể\s)?bạn\s(?:sẽ\s)?thích
      | (?:tin\s)?(?:cùng|trong)\s(?:chuyên\smục|chuyên\strang|chủ\sđề|mục) | mới\snhất | liên\skết\s(?:website|web|ngoài|nhanh) | từ\skhóa | thẻ | tags?
      | chia\ssẻ(?:\sbài\sviết)? | quảng\scáo | advertisement | mục\slục | nội\sdung\schính | dành\scho\sbạn | đừng\sbỏ\slỡ | tiêu\sđiểm
      | related(?:\s(?:news|articles?|posts?|stories|links))? | other\s(?:news|articles) | read\smore | see\s(?:also|more)
      | more\s(?:news|stories) | latest\s(?:news|posts) | share | most\s(?:read|viewed) | you\smay\s(?:also\s)?like | recommended(?:\sfor\syou)?
    )\W*$"""
)
_COMMENTS = re.compile(
    r"""(?ix) ^\W*(?:
      (?:ý\skiến\s)?bình\sluận(?:\s(?:của\sbạn|bài\sviết))? | \d+\s(?:ý\skiến|bình\sluận|phản\shồi|comments?)(?:\s.{0,40})? | ý\skiến(?:\s(?:bạn\sđọc|độc\sgiả|của\sbạn))?
      | gửi\s(?:bình\sluận|phản\shồi|ý\skiến) | viết\sbình\sluận | để\slại\s(?:một\s)?(?:bình\sluận|phản\shồi|trả\slời).{0,30} | phản\shồi(?:\sbạn\sđọc)?
      | comments? | leave\sa\s(?:reply|comment)
    )\s*(?:\(\d+\))?\W*$"""
)
_RELATED_LINE = re.compile(
    r"(?i)^\W*(?:quảng cáo|(?:xem|đọc) (?:thêm|tiếp)(?: tại)?|(?:tin|bài)(?: viết)? liên quan|>>+|read more|see also|related)\s*(?:[:：>]|$)|^>>+"
)
_DAY = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật|cn|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\W+(?:ngày\s)?)"
_NAMED_DAY = (
    r"\d{1,2}\stháng\s(?:\d{1,2}|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s(?:một|hai))?)\W+(?:năm\s)?\d{4}"
    rf"|{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH},?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
)
_CLOCK = r"(?:[\sT,|-]*\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2})?)"
# The whole of a line that says when: "Thứ ba, 05/11/2024, 10:30 (GMT+7)", "Cập nhật lần cuối: …", "1.877 lượt xem".
_WHEN = re.compile(
    rf"""(?ix) ^\W*(?:
      (?:hà\snội\W+)?{_WEEKDAY}?{_CLOCK}?\W*{_WEEKDAY}?(?:ngày\s)?(?:{_DAY}|{_NAMED_DAY})
      | (?:ngày\s(?:đăng|cập\snhật|xuất\sbản|tạo)|thời\sgian\sđăng|đăng\s(?:ngày|lúc|tải)|cập\snhật(?:\s(?:lúc|ngày|lần\scuối))?|xuất\sbản|bản\sin\sngày|in\slúc|ngày\sin
          |published|posted|updated|printed|last\smodified)
        (?:\s(?:on|at|lúc|ngày|vào))?\s?:?\W*{_CLOCK}?\W*{_WEEKDAY}?(?:{_DAY}|{_NAMED_DAY})?
      | (?:(?:số\s)?lượt\s(?:xem|đọc|truy\scập)|đã\sxem|views?|hits)\W*[\d.,]+
      | [\d.,]+\s(?:lượt\s(?:xem|đọc|truy\scập)|views?|phút\sđọc|min\sread) | (?:\d+|vài|một)\s(?:giây|phút|giờ|ngày|tuần|tháng)\strước
    )(?:{_CLOCK}|am|pm|gmt|utc|(?:số\s)?lượt\s(?:xem|đọc)|[\d\W])*$"""
)
_SOURCE = re.compile(
    r"""(?ix) ^\W*(?:
      (?:nguồn(?:\stin)?|(?:nguồn\s)?ảnh|đồ\shọa|theo|source|photo)\s?[:：]\s?(?:https?://\S{1,200}|[^?!\d]{1,60})
      | theo\s[\w.-]+\.(?:vn|com|net|org|example)(?:\.\w+)? | (?:viết|đăng|gửi|biên\stập)\sbởi\s.{1,50} | (?:posted|written)\sby\s.{1,50}
    )\W*$"""
)
# An interviewer's question begins like a byline: what follows these words must be names.
_WRITER = re.compile(
    r"(?i)^\W*(?:tác giả(?: bài viết)?|người (?:đăng|viết|thực hiện)|phóng viên|pv|biên tập(?: viên)?|author|editor|by)\s?[:：]\s?(.{1,60})$|^\W*by\s(.{3,50})$"
)
_TOOL = re.compile(
    r"""(?ix) ^\W*(?:
      in\s(?:ra|trang|bài(?:\sviết)?) | bản\sin | gửi\s(?:email|bài(?:\sviết)?|cho\sbạn\sbè) | lưu\s(?:bài(?:\sviết)?|tin) | cỡ\schữ.{0,20} | nghe\s(?:bài|audio).{0,15}
      | quay\slại | trở\slại(?:\s\w+){0,2} | (?:về\s)?đầu\strang | theo\sdõi\s.{0,30}\strên\s.{0,20}
      | (?:tổng\ssố\sđiểm|click\sđể|trung\sbình\s\(\d+|đánh\sgiá\sbài\sviết|hãy\slà\sngười\sđầu\stiên).{0,60}
    )\W*$"""
)
# Only what nobody writes within a report; and it counts only below the report's last long sentence.
_IMPRINT = re.compile(
    r"""(?ix) ^\W*(?:
      ©|copyright\b|all\srights\sreserved|bản\squyền\s(?:thuộc|©|\d|của|nội\sdung)|®
      | (?:số\s)?giấy\sphép\s(?:số|hoạt\sđộng|thiết\slập|xuất\sbản|báo\schí|cung\scấp|mxh|icp)|giấy\sphép\s?:|licen[cs]e\s(?:no|number|\d)
      | (?:người\s)?chịu\strách\snhiệm\s(?:chính|nội\sdung|xuất\sbản|quản\slý) | (?:phó\s)?tổng\sbiên\stập | trưởng\sban\sbiên\stập | cơ\squan\schủ\squản
      | thiết\skế\s(?:và|bởi|web|by) | phát\striển\sbởi | (?:designed|developed|powered)\sby | ghi\srõ\snguồn | vui\slòng\sghi\srõ | (?:trụ\ssở|tòa\ssoạn|văn\sphòng)\s?:
      | mọi\s(?:ý\skiến|thắc\smắc|góp\sý|chi\stiết)\s.{0,20}(?:gửi|liên\shệ) | (?:tổng\s)?(?:số\s)?(?:người|lượt|khách)?\s?(?:đã\s|đang\s)(?:xem|truy\scập|trực\stuyến|online)\b | (?:tổng\s)?(?:số\s)?lượt\s(?:truy\scập|xem)\b | tổng\s(?:số\s)?truy\scập
      | (?:địa\schỉ|điện\sthoại|đt|hotline|email|fax|tel|website|phone|address)\s?[:：.]
    )"""
)
# A data URI may carry a namespace prefix, so it is searched for within the markup, not at its start.
_IMAGE = re.compile(
    r"<image>[^<]*(?:</image>)?|(?:\w+:)?data:image/\S+|!\[[^\]]*\]\([^)]*\)|\[/?caption[^\]]*\]|(?i:[\w ().-]{1,80}\.(?:jpe?g|png|gif|webp|bmp))"
)
# Letters of scripts that no Vietnamese or English report is written in.
_FOREIGN = re.compile(r"[\u0370-\u0fff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")
_CJK_HEADING = re.compile(r"^\W*[\u3400-\u9fff]{2,12}\s*[:：]")
_LIST_MARKER = re.compile(r"^(?:[-–—•●▪◦*+]\s+\S|\(?\d{1,2}[.)]\s+\S|\(?[a-zđ][.)]\s+\S)")


def is_related_heading(text: str) -> bool:
    """Does the whole of `text` announce links to other pages, comments or sharing?"""
    return len(text) < 60 and (_RELATED.match(text) is not None or is_comment_heading(text) or is_foreign_heading(text))


def is_comment_heading(text: str) -> bool:
    """Does the whole of `text` announce what readers say, after which no report goes on?"""
    return len(text) < 80 and _COMMENTS.match(text) is not None


def is_foreign_heading(text: str) -> bool:
    """A heading in foreign script, alone or before a link ("下一篇: …"): what follows on a mirror is its link list."""
    return _CJK_HEADING.match(text) is not None or (len(text) < 30 and is_foreign(text))


def is_related_line(text: str) -> bool:
    """Does `text` begin like a pointer to another page ("Xem thêm: …")?"""
    return _RELATED_LINE.match(text) is not None


def is_byline(text: str) -> bool:
    """Is the whole of `text` an author, a source, a time of posting or a view counter?"""
    if len(text) >= 100:
        return False
    writer = _WRITER.match(text)
    if writer:
        value = writer[1] or writer[2]
        return is_name(value) or (len(value.split()) <= 5 and not re.search(r"[\d.?!]", value))
    return any(pattern.match(text) is not None for pattern in (_WHEN, _SOURCE, _TOOL))


def is_imprint(text: str) -> bool:
    """Does `text` begin like a line at the foot of a site: licence, editor, address, copyright?"""
    return _IMPRINT.match(text) is not None


def is_name(text: str) -> bool:
    """Is `text` one or a few names of people and nothing else?"""
    words = re.findall(r"[^\W\d_]+", text)
    return 2 <= len(words) <= 10 and not re.search(r"\d|[.:;!?]$", text) and all(word[0].isupper() for word in words)


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
