from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.risk.indicators import deadline_risks
from tests.risk.makers import judge, promise, report, seed_story


def test_the_sentence_repeats_figure_pace_and_need() -> None:
    row = judge(promise(), seed_story(), "2024-10")
    assert (
        row["why_vi"] == "Đạt 22,2 % (số liệu đến 30/09/2024); nhịp độ -1,6 điểm mỗi tháng, cần 38,9 để kịp 31/12/2024."
    )
    assert row["why_en"] == "22.2% done (as of 30/09/2024); pace -1.6 points a month, 38.9 needed by 31/12/2024."


def test_a_panel_says_what_peers_did_from_there() -> None:
    areas = [promise(ref_area=f"VN63-{k:02d}", scope=None, unit_measure="percent") for k in range(1, 21)]
    days = ("2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30", "2024-07-31", "2024-08-31")
    told = [
        report(day, min(0.02 * k + 0.04 * step, 1.0), ref_area=f"VN63-{k:02d}", denominator=None)
        for k in range(1, 21)
        for step, day in enumerate(days)
    ]
    rows = deadline_risks(areas, told, ["2024-08"])
    said = [row["why_vi"] for row in rows if row["why"] == "forecast"]
    assert said
    assert all("nơi khác thường đạt khoảng" in one for one in said)


def test_an_interval_is_told_as_one() -> None:
    told = [report("2024-08-31", 0.5), report("2024-10-31", 0.65, share_low=0.6, share_high=0.7)]
    assert judge(promise(), told, "2024-10")["why_vi"].startswith("Đạt từ 60,0 đến 70,0 % (số liệu đến 31/10/2024)")


def test_old_news_is_said_to_be_old() -> None:
    told = [report("2024-03-31", 0.5), report("2024-05-31", 0.55)]
    row = judge(promise(), told, "2024-10")
    assert row["band"] == "grey"
    assert row["p_miss"] is not None
    assert "đã 5 tháng không có tin mới" in row["why_vi"]


@pytest.mark.parametrize(
    ("told", "month", "changes", "why", "words"),
    [
        ([], "2024-10", {}, "no_evidence", "chưa có báo cáo"),
        ([], "2025-02", {}, "passed_unconfirmed", "chưa có báo cáo nào cho biết"),
        ([], "2025-02", {"deadline_basis": "assumed", "stated_by": None}, "assumed_deadline_passed", "giả định"),
        ([report("2024-12-31", 0.5)], "2025-01", {}, "short_after_deadline", "vẫn chưa đạt"),
        ([report("2024-10-31", 1.0)], "2024-10", {}, "target_reached", "mục tiêu đã đạt"),
        ([report("2024-10-31", 0.5)], "2024-10", {}, "too_few_figures", "một con số"),
        ([report("2024-10-31", status="slow")], "2024-10", {}, "status_words_only", "“chậm”"),
        ([report("2024-10-31", 0.5)], "2024-10", {"target_share": None}, "no_target_share", "không quy được"),
    ],
)
def test_every_reason_has_its_sentence(
    told: list[Any], month: str, changes: dict[str, Any], why: str, words: str
) -> None:
    row = judge(promise(**changes), told, month)
    assert row["why"] == why
    assert words.casefold() in row["why_vi"].casefold()
    assert row["why_en"].endswith(".")


@example([0.0, 0.975])  # paces of 1.25: to the last bit once a little more, once not
@given(st.lists(st.floats(0, 1), min_size=2, max_size=5))
def test_a_sentence_has_no_number_that_its_row_has_not(path: list[float]) -> None:
    days = [date(2024, 5 + k, 28).isoformat() for k in range(len(path))]
    row = judge(promise(), [report(day, share) for day, share in zip(days, path, strict=True)], "2024-10")
    said = re.sub(r"\d\d/\d\d/\d{4}", "", row["why_en"])
    known = [row["progress_pct"], row["pace_3m"], row["required_pace"], row["months_since_last"]]
    printed = {f"{cell:.1f}" for cell in known if cell is not None} | {str(row["months_since_last"])}
    assert set(re.findall(r"-?\d+(?:\.\d+)?", said)) <= printed
