"""One row's judgement in one sentence, in Vietnamese and in English.

Holds the sentence for every reason code: the last report, the pace against the pace required, what peers did from
there. Keeps out: the judgement itself; a sentence repeats the numbers of its row and adds none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

STATUS_WORDS = {
    "completed": ("hoàn thành", "completed"),
    "basically_completed": ("cơ bản hoàn thành", "basically completed"),
    "in_progress": ("đang thực hiện", "in progress"),
    "at_risk": ("có nguy cơ chậm", "at risk"),
    "slow": ("chậm", "slow"),
    "not_started": ("chưa thực hiện", "not started"),
}


class Sentence(NamedTuple):
    """The same sentence in Vietnamese and in English."""

    vi: str
    en: str


def why(cells: Mapping[str, Any], last_day: date, peers_pct: float | None) -> Sentence:
    """The sentence for a row of `deadline_risks`; `peers_pct`: where the analogues stood at the deadline, the median."""
    return _SENTENCES[cells["why"]](cells, last_day, peers_pct)


def _number(value: float, digits: int = 1) -> Sentence:
    text = f"{value:.{digits}f}"
    return Sentence(text.replace(".", ","), text)


def _last_report(cells: Mapping[str, Any]) -> Sentence:
    """ "đạt 73,0 % (số liệu đến 31/10/2024)", or the word that was said."""
    day = cells["last_time_period"]
    said = f"{day:%d/%m/%Y}" if day is not None else "-"
    word = STATUS_WORDS.get(cells["status"] or "")
    if word is not None:
        return Sentence(
            f"báo cáo gần nhất ({said}) chỉ nói “{word[0]}”", f"the last report ({said}) only says “{word[1]}”"
        )
    if cells["progress_pct"] is None:
        return Sentence(f"báo cáo gần nhất ngày {said}", f"the last report is of {said}")
    share = _number(cells["progress_pct"])
    if cells["progress_high_pct"] - cells["progress_low_pct"] > 0.1:
        low, high = _number(cells["progress_low_pct"]), _number(cells["progress_high_pct"])
        return Sentence(
            f"đạt từ {low.vi} đến {high.vi} % (số liệu đến {said})",
            f"between {low.en} and {high.en}% done (as of {said})",
        )
    return Sentence(f"đạt {share.vi} % (số liệu đến {said})", f"{share.en}% done (as of {said})")


def _paces(cells: Mapping[str, Any], last_day: date) -> Sentence:
    required, own = cells["required_pace"], cells["pace_3m"]
    if required is None:
        return Sentence("", "")
    need = _number(required)
    if own is None:
        return Sentence(
            f"; cần {need.vi} điểm mỗi tháng để kịp {last_day:%d/%m/%Y}, chưa tính được nhịp độ",
            f"; {need.en} points a month are needed by {last_day:%d/%m/%Y}, the pace so far is not known",
        )
    pace = _number(own)
    return Sentence(
        f"; nhịp độ {pace.vi} điểm mỗi tháng, cần {need.vi} để kịp {last_day:%d/%m/%Y}",
        f"; pace {pace.en} points a month, {need.en} needed by {last_day:%d/%m/%Y}",
    )


def _forecast(cells: Mapping[str, Any], last_day: date, peers_pct: float | None) -> Sentence:
    last, pace = _last_report(cells), _paces(cells, last_day)
    vi, en = last.vi + pace.vi, last.en + pace.en
    if peers_pct is not None:
        there = _number(peers_pct, 0)
        vi += f"; từ mức ấy, nơi khác thường đạt khoảng {there.vi} % khi đến hạn"
        en += f"; from there others usually stood at about {there.en}% by the deadline"
    if cells["stale"]:
        age = cells["months_since_last"]
        vi += f"; đã {age} tháng không có tin mới nên không xếp mức"
        en += f"; no news for {age} months, so no band is given"
    return _sentence(vi, en)


def _status_class(cells: Mapping[str, Any], last_day: date, peers_pct: float | None) -> Sentence:
    last = _last_report(cells)
    missed, low, high = (_number(100 * cells[name], 0) for name in ("p_miss", "p_miss_low", "p_miss_high"))
    return _sentence(
        f"{last.vi}; trong các chương trình khác, {missed.vi} % ({low.vi} đến {high.vi} %) nơi ở mức ấy, với từng ấy "
        f"thời gian, đã không xong toàn bộ đúng hạn",
        f"{last.en}; in other programmes {missed.en}% ({low.en} to {high.en}%) of areas told so, with as much time left, "
        f"had not finished everything by the deadline",
    )


def _after(vi: str, en: str) -> Callable[[Mapping[str, Any], date, float | None], Sentence]:
    """A fixed ending behind the last report."""

    def sentence(cells: Mapping[str, Any], last_day: date, peers_pct: float | None) -> Sentence:
        last, day = _last_report(cells), f"{last_day:%d/%m/%Y}"
        return _sentence(f"{last.vi}; {vi.format(day=day)}", f"{last.en}; {en.format(day=day)}")

    return sentence


def _alone(vi: str, en: str) -> Callable[[Mapping[str, Any], date, float | None], Sentence]:
    """A sentence that needs no report."""

    def sentence(cells: Mapping[str, Any], last_day: date, peers_pct: float | None) -> Sentence:
        day = f"{last_day:%d/%m/%Y}"
        return _sentence(vi.format(day=day), en.format(day=day))

    return sentence


def _sentence(vi: str, en: str) -> Sentence:
    return Sentence(vi[0].upper() + vi[1:] + ".", en[0].upper() + en[1:] + ".")


_SENTENCES: Mapping[str, Callable[[Mapping[str, Any], date, float | None], Sentence]] = {
    "target_reached": _after("mục tiêu đã đạt", "the target is reached"),
    "target_reached_after_deadline": _after(
        "mục tiêu đã đạt, nhưng đến hạn {day} thì chưa", "the target is reached, but was not by {day}"
    ),
    "short_after_deadline": _after("đến hạn {day} vẫn chưa đạt", "it was still short on {day}"),
    "assumed_deadline_passed": _alone(
        "hạn {day} do chúng tôi giả định đã qua; không ai nêu hạn nên không thể gọi là trễ",
        "the deadline {day}, assumed by us, has passed; nobody stated one, so it cannot be missed",
    ),
    "passed_unconfirmed": _alone(
        "hạn {day} đã qua mà chưa có báo cáo nào cho biết kết quả vào ngày đó hoặc sau đó",
        "the deadline {day} has passed and no report says how things stood on that day or later",
    ),
    "no_target_share": _alone(
        "mục tiêu không quy được thành tỷ lệ nên không tính khả năng trễ hạn",
        "the target cannot be put as a share, so no probability is computed",
    ),
    "no_evidence": _alone("chưa có báo cáo nào", "there is no report yet"),
    "status_words_only": _after("chỉ có lời, chưa có con số để ước lượng", "words only, no figure to estimate from"),
    "too_few_figures": _after("mới có một con số nên chưa biết nhịp độ", "one figure only, so the pace is not known"),
    "status_class": _status_class,
    "forecast": _forecast,
    "forecast_stale": _forecast,
    "forecast_beyond_tested_lead": _forecast,
}
