"""Words that strangers put into a page: betting phrases, glued keywords, letters of another script.

A spliced stretch stays in its paragraph as printed: cutting it out would move every offset behind it, and cutting the
paragraph there would part a figure from what it counts. It is marked in two ways only: a block that is mostly such
words is boilerplate, and the document carries a warning with the first stretch, so that a reader trusts the page less.
Glued runs of more than twenty letters are blanked for matching by `vietnamese.text.squeeze`, never here.

Holds the phrases and the spans. Keeps out: judging a figure beside a splice, which is the extractor's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.vietnamese.text import LONGEST_WORD

MOSTLY = 0.4  # share of a block's letters inside splices from which the block is none of the report

_PHRASE = re.compile(
    r"""(?ix)(?<!\w)(?:
      (?:tỷ\slệ\s|soi\s|bắt\s|xem\s)?kèo(?:\s(?:nhà\scái|bóng\sđá|chấp|tài\sxỉu|châu\sá|thơm))? | nhà\scái(?:\suy\stín)? | soi\scầu(?:\s\w+)? | nổ\shũ
      | tài\sxỉu | cá\scược(?:\sbóng\sđá)? | cá\sđộ | casino(?:\s(?:trực\stuyến|online))? | bóng\sđá\s(?:trực\s(?:tiếp|tuyến)|hôm\snay|24h|số)
      | trực\stiếp\sbóng\sđá | lịch\sthi\sđấu(?:\s(?:ngoại\shạng\sanh|bóng\sđá|hôm\snay))? | ngoại\shạng\sanh | xổ\ssố(?:\s(?:miền\s\w+|hôm\snay|trực\stiếp))?
      | xs(?:mb|mn|mt) | lô\sđề | bạch\sthủ | game\s(?:bài|đổi\sthưởng) | bắn\scá | đá\sgà(?:\strực\stiếp)? | slot\s(?:game|online) | jackpot
      | (?:link\svào|đăng\s(?:ký|nhập))\s\w*\d{2,} | (?:789|188|88)\s?(?:bet|club|win) | w88 | fun88 | m88 | bk8 | fb88 | 8xbet | kubet | sunwin | go88 | okvip
      | nhận\sđịnh,?\ssoi\skèo | từ\skhóa(?=\s[a-z]+\s(?:munich|madrid|united|city)) | \w+\svs\s\w+
      | nền\stảng\scá\scược | rút\stiền\snhanh | khuyến\smãi\s\d+%\snạp | cho\svay\snhanh | tăng\slike
    )(?!\w)(?:\s\d+(?:[-–/.:]\d+)*(?![\d.,%/]|\s(?:địa|huyện|tỉnh|xã|thửa|hồ|trường|nghìn|triệu|tỷ|bộ|đơn)))*"""
)
# Nearly every block has none of these, and looking for them costs little.
_HINTS = (
    "kèo", "nhà cái", "soi cầu", "nổ hũ", "tài xỉu", "cá cược", "cá độ", "casino", "bóng đá", "lịch thi đấu",
    "ngoại hạng anh", "xổ số", "xsm", "lô đề", "bạch thủ", "game", "bắn cá", "đá gà", "slot", "jackpot", "link vào",
    "đăng ký", "đăng nhập", "789", "88", "kubet", "sunwin", "okvip", "từ khóa", " vs ", "rút tiền", "khuyến mãi", "vay nhanh",
    "tăng like",
)  # fmt: skip
_GLUED = re.compile(rf"[^\W\d_]{{{LONGEST_WORD + 1},}}")
_SCRIPT = re.compile(r"[\u0370-\u052f\u0590-\u10ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][^a-zA-Z]*")


@lru_cache(maxsize=4096)
def spliced_spans(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of the spliced stretches of `text`, in order and apart: a phrase takes the score behind it along."""
    lower = text.lower()
    found = [match.span() for match in _SCRIPT.finditer(text)]
    # letters without any mark are an address, not a title
    found += [match.span() for match in _GLUED.finditer(text) if not match.group().isascii()]
    if any(hint in lower for hint in _HINTS):
        found += [match.span() for match in _PHRASE.finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def is_mostly_spliced(text: str) -> bool:
    """Is a block such words and little else?"""
    covered = sum(end - start for start, end in spliced_spans(text))
    return covered > MOSTLY * max(1, len(text))
