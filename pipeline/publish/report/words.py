"""The words of the page: one glossary of bands, outcomes, bases and units in both languages, and how numbers read.

Holds Text (a phrase in both languages) and the tables and formatters that turn codes and values into it. Keeps out:
markup, rows, and any judgement (a band is decided in `risk`, here it only gets its name).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple


class Text(NamedTuple):
    """The same phrase in Vietnamese and in English."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Band:
    """A risk band: its word, what it means, and the fill and ink of its chip (at least 4.5:1)."""

    code: str
    word: Text
    meaning: Text
    fill: str
    ink: str


BANDS = {
    band.code: band
    for band in (
        Band(
            "red",
            Text("Nguy cơ rất cao", "Very likely late"),
            Text("Khả năng trễ từ 80 % trở lên.", "80% or more chance of missing the deadline."),
            "#bf2f1f",
            "#ffffff",
        ),
        Band(
            "amber_red",
            Text("Nguy cơ cao", "Probably late"),
            Text("Khả năng trễ từ 50 đến dưới 80 %.", "50% to under 80% chance of missing it."),
            "#f3a15b",
            "#3a1a00",
        ),
        Band(
            "amber",
            Text("Có nguy cơ", "May be late"),
            Text("Khả năng trễ từ 20 đến dưới 50 %.", "20% to under 50% chance of missing it."),
            "#f8dd86",
            "#453200",
        ),
        Band(
            "green",
            Text("Đúng hạn", "On track"),
            Text("Khả năng trễ dưới 20 %.", "Less than 20% chance of missing it."),
            "#c3e2cb",
            "#0f3d28",
        ),
        Band(
            "overdue_unconfirmed",
            Text("Quá hạn, chưa xác nhận", "Overdue, unconfirmed"),
            Text(
                "Hạn đã qua nhưng chưa có báo cáo nào cho biết kết quả tại hoặc sau ngày đó.",
                "The deadline has passed and no report yet says how things stood on that day or later.",
            ),
            "#d5c9ec",
            "#33205c",
        ),
        Band(
            "missed",
            Text("Trễ hạn", "Missed"),
            Text(
                "Có báo cáo tại hoặc sau ngày hết hạn và khi đó vẫn chưa đạt.",
                "A report as of the deadline or later still falls short.",
            ),
            "#6b1220",
            "#ffffff",
        ),
        Band(
            "grey",
            Text("Chưa đủ dữ liệu", "Not enough evidence"),
            Text(
                "Chưa có đủ số liệu để ước lượng. Không biết thì không bao giờ được coi là đúng hạn.",
                "Too little is reported for an estimate. Unknown is never shown as on track.",
            ),
            "#e8eaee",
            "#39424e",
        ),
        Band(
            "done",
            Text("Đạt", "Done"),
            Text("Đã có báo cáo nói mục tiêu được hoàn thành.", "A report says that the target has been reached."),
            "#0d6350",
            "#ffffff",
        ),
    )
}

STRENGTHS = {
    "none": Text("không có", "none"),
    "low": Text("yếu", "weak"),
    "medium": Text("vừa", "fair"),
    "high": Text("mạnh", "strong"),
}
REGIMES = {
    "panel": Text("so với các địa phương khác", "seen beside other localities"),
    "single_series": Text("chỉ một chuỗi số, không có nơi khác để so", "a single series, no peers to compare with"),
    "status_only": Text(
        "chỉ có lời hoặc một con số: lấy theo nơi khác đã ở mức ấy",
        "words or one figure only: taken from areas once told so elsewhere",
    ),
    "none": Text("chưa có báo cáo nào", "no report yet"),
}

OUTCOMES = {
    "published": Text("Có báo cáo", "Published"),
    "not_published": Text("Chưa công bố", "Not published"),
    "not_collected": Text("Chưa thu thập", "Not collected"),
    "login_required": Text("Cần đăng nhập", "Login required"),
    "source_down": Text("Trang không truy cập được", "Source down"),
    "publisher_closed": Text("Cơ quan đã sáp nhập", "Publisher closed"),
    "refused": Text("Bị loại khi kiểm tra", "Refused by a check"),
}
OUTCOMES_SHORT = {
    "published": Text("Có", "Yes"),
    "not_published": Text("Chưa ra", "None"),
    "not_collected": Text("Chưa thu", "Not coll."),
    "login_required": Text("Đăng nhập", "Login"),
    "source_down": Text("Lỗi trang", "Down"),
    "publisher_closed": Text("Sáp nhập", "Closed"),
    "refused": Text("Bị loại", "Refused"),
}
BASES = {
    "legal": Text("văn bản pháp luật", "legal text"),
    "instruction": Text("chỉ đạo của cấp trên", "instruction"),
    "own_promise": Text("địa phương tự cam kết", "own promise"),
    "target": Text("chỉ tiêu đã công bố", "published target"),
    "assumed": Text("chúng tôi giả định, chưa ai nêu", "assumed by us, nobody stated it"),
}
ASKS = {
    "red": Text("Còn thiếu gì, ai gỡ, và có lùi hạn không?", "What is missing, who unblocks it, will the date move?"),
    "amber_red": Text("Tháng này làm thêm được bao nhiêu?", "How much more can be done this month?"),
    "amber": Text("Nhịp độ tháng qua có giữ được không?", "Will last month's pace hold?"),
    "green": Text("Có gì có thể làm chậm lại không?", "Is anything about to slow it down?"),
    "overdue_unconfirmed": Text(
        "Đến ngày hết hạn đã đạt chưa? Xin văn bản xác nhận.", "Was it met? Ask for it in writing."
    ),
    "missed": Text("Hạn mới là ngày nào?", "What is the new date?"),
    "grey": Text(
        "Xin số liệu đầu tiên: đã làm được bao nhiêu trên tổng số?", "Ask for a first figure: done, out of how many?"
    ),
    "done": Text("Đã nghiệm thu và sử dụng được chưa?", "Has it been accepted, and is it in use?"),
}
# Grey, but something is known.
ASK_FOR_ANOTHER = Text(
    "Xin con số mới kèm ngày chốt: một con số chưa cho biết nhịp độ.",
    "Ask for a new figure with its day: one figure tells no pace.",
)
COMPLETENESS = {
    "fully": Text("Toàn bộ", "All parts"),
    "partly": Text("Một phần", "Some parts"),
    "none": Text("Chưa", "No part"),
}
QUALIFIERS = {
    "over": Text("hơn", "over"),
    "nearly": Text("gần", "nearly"),
    "about": Text("khoảng", "about"),
    "only": Text("chỉ", "only"),
    "under": Text("dưới", "under"),
    "at_least": Text("ít nhất", "at least"),
}
UNITS = {
    "localities": Text("địa phương", "localities"),
    "districts": Text("huyện", "districts"),
    "communes": Text("xã", "communes"),
    "ministries": Text("bộ, ngành", "ministries"),
    "agencies": Text("cơ quan", "agencies"),
    "records": Text("dữ liệu", "records"),
    "books": Text("sổ", "registers"),
    "parcels": Text("thửa", "parcels"),
    "persons": Text("người", "people"),
    "apartments": Text("căn hộ", "apartments"),
    "dossiers": Text("hồ sơ", "dossiers"),
    "certificates": Text("phiếu", "certificates"),
    "tasks": Text("nhiệm vụ", "tasks"),
    "procedures": Text("thủ tục", "procedures"),
    "regulations": Text("quy định", "regulations"),
    "accounts": Text("tài khoản", "accounts"),
}
STATUSES = {
    "completed": Text("đã hoàn thành", "completed"),
    "basically_completed": Text("cơ bản hoàn thành", "basically completed"),
    "in_progress": Text("đang thực hiện", "in progress"),
    "not_started": Text("chưa thực hiện", "not started"),
    "slow": Text("chậm tiến độ", "slow"),
    "at_risk": Text("có nguy cơ", "at risk"),
    "planned": Text("đang lập kế hoạch", "planned"),
}
NO_BREAK = "\u00a0"


def number(value: float, decimals: int = 1) -> Text:
    """46 000 000 -> 46.000.000 / 46,000,000; 65.39 -> 65,4 / 65.4. Whole numbers carry no decimals."""
    rounded = round(float(value), decimals)
    english = f"{rounded:,.0f}" if rounded.is_integer() else f"{rounded:,.{decimals}f}"
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def percent(value: float) -> Text:
    """65.39 -> 65,4 % / 65.4%."""
    figure = number(value)
    return Text(f"{figure.vi}{NO_BREAK}%", f"{figure.en}%")


def amount(value: float, unit: str) -> Text:
    """A value with its unit; a unit without a word of its own is left out."""
    if unit == "percent":
        return percent(value)
    figure, word = number(value), UNITS.get(unit)
    return figure if word is None else Text(f"{figure.vi} {word.vi}", f"{figure.en} {word.en}")


def day(value: date) -> str:
    """dd/mm/yyyy, in both languages (no reader of this page expects the month first)."""
    return value.strftime("%d/%m/%Y")


def month(value: str) -> Text:
    """2024-10 -> tháng 10/2024 / October 2024."""
    year, ordinal = int(value[:4]), int(value[5:7])
    return Text(f"tháng {ordinal}/{year}", date(year, ordinal, 1).strftime("%B %Y"))


def as_of(value: date, precision: str | None) -> Text:
    """The day a figure describes, no finer than the report said it."""
    if precision == "day":
        return Text(day(value), day(value))
    if precision == "year":
        return Text(f"năm {value.year}", str(value.year))
    if precision == "unstated":
        return Text(f"{day(value)} (báo cáo không nêu ngày)", f"{day(value)} (no date stated)")
    return month(value.isoformat())


def last_day(deadline: date, kind: str | None) -> date:
    """The last day that counts: "before 1/1/2025" ends on 31/12/2024."""
    return deadline - timedelta(days=1) if kind == "before" else deadline


def chance(probability: float) -> Text:
    """A probability as people say it; the extremes are left open because nobody is that sure."""
    if probability < 0.05:
        return Text("dưới 1 trong 20", "less than 1 in 20")
    if probability >= 0.95:
        return Text("hơn 19 trong 20", "more than 19 in 20")
    tenths = min(9, max(1, int(probability * 10 + 0.5)))
    return Text(f"khoảng {tenths} trong 10", f"about {tenths} in 10")


def finishers(low: float | None, middle: float | None, high: float | None, whole: Text | None) -> Text | None:
    """ "12 (7 đến 21) trên 63 địa phương": the middle and the 80 % interval of how many of the whole will be done."""
    if low is None or middle is None or high is None or whole is None:
        return None
    return Text(
        f"{middle:.0f} ({low:.0f} đến {high:.0f}) trên {whole.vi}",
        f"{middle:.0f} ({low:.0f} to {high:.0f}) of {whole.en}",
    )


def strength(evidence: str, regime: str, n_reports: int) -> Text:
    """How much a probability rests on: strength, number of figures, and the regime it was computed in."""
    word, how = STRENGTHS[evidence], REGIMES[regime]
    plural = "" if n_reports == 1 else "s"
    return Text(
        f"Bằng chứng {word.vi}: {n_reports} lần có số; {how.vi}",
        f"Evidence {word.en}: {n_reports} figure{plural}; {how.en}",
    )


def missed_in_band(share: float) -> Text:
    """How forecasts like this one did on programmes whose outcome is known."""
    said = percent(round(100 * share))
    return Text(
        f"Khi chấm trên các chương trình thật, {said.vi} dự báo như thế này đã trễ hạn",
        f"Scored on real programmes, {said.en} of forecasts like this one did miss",
    )


def remaining(months_left: int | None, months_overdue: int | None) -> Text:
    """How far off the deadline is, counted from the as-known month and not from the day somebody reads the page."""
    if months_overdue:
        plural = "s" if months_overdue > 1 else ""
        return Text(f"quá {months_overdue} tháng", f"{months_overdue} month{plural} over")
    if months_left:
        plural = "s" if months_left > 1 else ""
        return Text(f"còn {months_left} tháng", f"{months_left} month{plural} left")
    return Text("đã qua hạn", "past")
