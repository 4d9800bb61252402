"""Which of the lines above a table names it, which line of a document names the document, and what a photo credit is.

Holds the words such lines use. Keeps out: layout; each reader knows which lines stand above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_CAPTION = 250  # characters; a longer block above a table is prose and names nothing

_NAMING = re.compile(
    r"(?i)\b(?:báo cáo|thông báo|bảng|biểu|phụ lục|danh sách|tổng hợp|kết quả|tiến độ|thống kê|tình hình|số liệu"
    r"|report|table|annex|appendix)\b"
)

_CREDIT = re.compile(
    r"(?i)\(?(?:ảnh|nguồn ảnh|đồ họa|photo|image)(?:\s+(?:minh họa|tư liệu))?\s?[:：]\s?[^.]{2,60}\)?\.?$"
)


def has_photo_credit(line: str) -> bool:
    """Does the line end with who took the photograph ("… Ảnh: Văn An")?"""
    return _CREDIT.search(line) is not None


def names_something(line: str) -> bool:
    """Does the line use a word that titles of reports and tables use?"""
    return _NAMING.search(line) is not None


def caption_of(above: Sequence[str]) -> str | None:
    """Of the short lines directly above a table, the one that names it: the last with a naming word, else the last."""
    naming = [line for line in above if names_something(line)]
    return (naming or [*above])[-1] if above else None


def title_key(line: str, size: float) -> tuple[float, bool, bool, int]:
    """Sort key of candidate titles: set larger, with a naming word, not in capitals like a letterhead, longer."""
    return round(size, 1), names_something(line), not line.isupper(), min(len(line), 120)
