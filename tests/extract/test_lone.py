"""Localities named with a status and no count: whose it is, of what, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract import Context, extract_document
from pipeline.reference import load_reference
from pipeline.terms import BlockKind

from .build import document
from .laws import check

Told = dict[str, str | None]

HA_GIANG, CAO_BANG, LAO_CAI, LAI_CHAU = "VN63-02", "VN63-04", "VN63-10", "VN63-12"


def read(*parts: tuple[BlockKind, str], family: str = "civil_status") -> Told:
    """ref_area -> status, or "promise <deadline>", of the statuses read; they are all of `family`."""
    made = document(*parts)
    result = extract_document(made, Context("2024-11", date(2024, 11, 28), "vi"), load_reference())
    check(made, result)
    named = [o for o in result.observations if o.obs_value is None]
    assert {o.indicator for o in named} <= {f"{family}.status"}
    return {o.ref_area: f"promise {o.deadline}" if o.obs_kind == "promise" else o.status for o in named}


def under_heading(text: str) -> Told:
    return read(("heading", "2. Số hóa sổ hộ tịch"), ("paragraph", text))


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("đã cán đích trước hạn hai tháng", "completed"),
        ("đã khép lại khâu nhập liệu", "completed"),
        ("về cơ bản đã xong", "basically_completed"),
        ("coi như đã hoàn tất", "basically_completed"),
        ("sắp về đích", "basically_completed"),
        ("mới xong một nửa", "in_progress"),
        ("đang ráo riết nhập nốt sổ cũ", "in_progress"),
        ("đang nhập nốt 12.000 trường hợp", "in_progress"),
        ("vẫn đang rà lại từng quyển", "in_progress"),
        ("tiến độ rề rà, đề nghị kiểm điểm 2 huyện", "slow"),
        ("bị nhắc tên vì chậm", "slow"),
        ("tụt lại phía sau", "slow"),
        ("chậm gần ba tháng", "slow"),
        ("thì nguy cơ vỡ kế hoạch", "at_risk"),
        ("rất khó kịp hẹn", "at_risk"),
        (", nếu không thêm người thì khó xong", "at_risk"),
        ("đến giờ này vẫn chưa động tay", "not_started"),
        ("chưa đụng tới", "not_started"),
        ("chưa số hóa", "not_started"),
        ("chưa số hóa xong", "in_progress"),
        ("chưa đưa được sổ nào lên xong", "in_progress"),
        ("mới bắt tay vào việc", "in_progress"),
        ("đang ở chặng cuối", "in_progress"),
    ],
)
def test_the_words_of_a_status(words: str, status: str) -> None:
    assert under_heading(f"Hà Giang {words}.") == {HA_GIANG: status}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("has wrapped up", "completed"),
        ("is all but finished", "basically_completed"),
        ("is still updating its records", "in_progress"),
        ("is falling behind", "slow"),
        ("may miss the deadline", "at_risk"),
        ("has done nothing", "not_started"),
    ],
)
def test_the_words_of_a_status_in_english(words: str, status: str) -> None:
    parts: list[tuple[BlockKind, str]] = [("heading", "Civil status"), ("paragraph", f"Ha Giang {words}.")]
    assert read(*parts) == {HA_GIANG: status}


def test_every_name_has_the_status_of_its_own_clause() -> None:
    said = "Hà Giang đã xong, Cao Bằng mới xong một phần, còn Lào Cai thì khó về đích; Lai Châu chưa làm gì."
    assert under_heading(said) == {
        HA_GIANG: "completed",
        CAO_BANG: "in_progress",
        LAO_CAI: "at_risk",
        LAI_CHAU: "not_started",
    }


@pytest.mark.parametrize(
    "said",
    [
        "Coi như xong: Hà Giang và Cao Bằng.",
        "Coi như xong là Hà Giang, Cao Bằng.",
        "Gần như hoàn thành thì có Hà Giang và Cao Bằng.",
    ],
)
def test_a_status_heads_the_names(said: str) -> None:
    assert under_heading(said) == {HA_GIANG: "basically_completed", CAO_BANG: "basically_completed"}


def test_names_in_the_sentence_after_their_count() -> None:
    said = "Mới 2 tỉnh hoàn thành số hóa hộ tịch. Danh sách gồm Hà Giang, Lai Châu."
    assert under_heading(said) == {HA_GIANG: "completed", LAI_CHAU: "completed"}


def test_a_status_in_brackets_behind_each_name() -> None:
    said = "Hà Giang (đã xong) và Cao Bằng (xin lùi đến 20/12/2024) báo cáo hằng ngày."
    assert under_heading(said) == {HA_GIANG: "completed", CAO_BANG: "promise 2024-12-20"}


@pytest.mark.parametrize(
    "words",
    [
        "hẹn trước 10/12/2024 sẽ bàn giao",
        "xin đến 10/12/2024",
        "đã có văn bản cam kết với Bộ sẽ xong trước ngày 10/12/2024",
        "quyết tâm khép lại toàn bộ công việc trước ngày 10/12/2024",
        "hoàn thành trước ngày 10/12/2024",
        "đăng ký 10/12/2024",
    ],
)
def test_a_word_given_for_a_day(words: str) -> None:
    assert under_heading(f"Hà Giang {words}.") == {HA_GIANG: "promise 2024-12-10"}


def test_the_day_that_may_be_missed_is_a_deadline() -> None:
    made = document(("heading", "Hộ tịch"), ("paragraph", "Hà Giang đứng trước nguy cơ lỡ hẹn ngày 15/12/2024."))
    result = extract_document(made, Context("2024-11", None, "vi"), load_reference())
    (found,) = result.observations
    assert (found.status, found.deadline, found.time_precision) == ("at_risk", date(2024, 12, 15), "unstated")


def test_the_day_since_which_it_is_done() -> None:
    made = document(("heading", "Hộ tịch"), ("paragraph", "Hà Giang đã về đích từ tháng 9/2024."))
    (found,) = extract_document(made, Context("2024-11", None, "vi"), load_reference()).observations
    assert (found.status, found.time_period) == ("completed", date(2024, 9, 30))


@pytest.mark.parametrize(
    "said",
    [
        "Hà Giang triển khai số hóa sổ hộ tịch còn chậm.",
        "Tại Hà Giang, việc số hóa sổ hộ tịch vẫn giậm chân tại chỗ.",
        "Tiến độ của Hà Giang rất chậm.",
        "Việc số hóa sổ hộ tịch của Hà Giang còn ì ạch.",
    ],
)
def test_the_deed_before_how_far_it_is(said: str) -> None:
    assert under_heading(said) == {HA_GIANG: "slow"}


@pytest.mark.parametrize(
    "said",
    [
        "Đề nghị Hà Giang hoàn thành số hóa hộ tịch trước ngày 31/12/2024.",
        "Hà Giang cần hoàn thành số hóa hộ tịch trước ngày 31/12/2024.",
        "Nếu Hà Giang xong sớm thì cả nước nhẹ gánh.",
        "Hà Giang đã kịp về đích hay chưa xong?",
        "Hà Giang không còn chậm.",
        "Hà Giang từng chậm tiến độ.",
        "Hà Giang nhắc nhở các xã chậm tiến độ.",
        "Huyện Mèo Vạc, Hà Giang đã hoàn thành số hóa sổ hộ tịch.",
        "Đại biểu Hà Giang, Cao Bằng đã hoàn thành phần thảo luận.",
        "Hà Giang tham dự hội nghị đã hoàn thành.",
        "Hà Giang đã hoàn thành tập huấn cho 200 cán bộ.",
        "Hà Giang đã hoàn thành kế hoạch kinh phí số hóa hộ tịch.",
        "Hà Giang có đường truyền chậm.",
        "Hà Giang đang xây dựng nhà máy thủy điện.",
        "Từ kinh nghiệm Hà Giang, Cao Bằng đang nhập nốt.",
        "Đoàn làm việc tại Hà Giang đã hoàn thành chương trình.",
        "Tiến độ các huyện của Hà Giang rất chậm.",
        "Trừ Hà Giang, các tỉnh đều đã hoàn thành.",
        "Không riêng Hà Giang, nhiều nơi chậm tiến độ.",
        "Tuyến cao tốc nối Hà Giang với Lào Cai đang khẩn trương hoàn thiện.",
        "Hà Giang vừa hoàn thành đại hội đảng bộ.",
        "Hà Giang chậm tiến độ giải phóng mặt bằng.",
        "Hà Giang chưa có báo cáo.",
        "Hà Giang hứa trả lời báo chí trước 15/12/2024.",
    ],
)
def test_what_is_no_status_of_the_locality(said: str) -> None:
    assert under_heading(said) == {}


def test_the_label_of_an_item_and_of_a_heading_is_its_topic() -> None:
    promise = "Hà Giang hứa hoàn thành đồng bộ trước 15/12/2024."
    lead: tuple[BlockKind, str] = ("heading", "Số hóa hộ tịch")
    assert read(lead, ("list_item", f"- Cán bộ: {promise}"), family="cbccvc") == {HA_GIANG: "promise 2024-12-15"}
    under: tuple[BlockKind, str] = ("heading", "3. Về cán bộ")
    assert read(under, ("paragraph", promise), family="cbccvc") == {HA_GIANG: "promise 2024-12-15"}
    longer: tuple[BlockKind, str] = ("list_item", f"- Họp giao ban cán bộ: {promise}")
    assert read(lead, longer) == {HA_GIANG: "promise 2024-12-15"}


def test_the_means_is_not_the_matter() -> None:
    said = "Việc thí điểm cắt giảm thủ tục hành chính dựa trên dữ liệu đất đai thuận lợi; Hà Giang đã làm xong, Cao Bằng còn chậm."
    assert read(("paragraph", said), family="procedures") == {HA_GIANG: "completed", CAO_BANG: "slow"}


def test_a_word_of_one_family_alone_tells_the_family() -> None:
    said = "Dữ liệu đất đai giúp bớt giấy tờ. Hà Giang đã bãi bỏ xong mọi mẫu đơn thừa; Cao Bằng đang rà từng mẫu."
    parts: list[tuple[BlockKind, str]] = [("heading", "Thủ tục được cắt giảm ra sao"), ("paragraph", said)]
    assert read(*parts, family="procedures") == {HA_GIANG: "completed", CAO_BANG: "in_progress"}
