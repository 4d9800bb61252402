"""DOCX files: numbered lists with footnotes, district table with text box, a plan, plan-against-result table, officials, minutes, a memo."""

from __future__ import annotations

import random

import docx

from .marks import Doc, vi
from .print_office import blank, centred, saved
from .word_parts import footnotes, text_box


def _quarter() -> tuple[Doc, bytes]:
    doc = Doc(
        "d01", "d01.docx", "docx", "tasks", "numbered lists, footnotes", "2025-04-10", "2025-03", time="2025-03-31"
    )
    document = blank("Times New Roman", 14)
    centred(document, "BÁO CÁO\nTình hình thực hiện Đề án 06 và dữ liệu cán bộ quý I/2025")
    add = document.add_paragraph
    add(
        doc.text(
            "Quý I/2025 là quý đầu tiên các bộ sau hợp nhất cùng báo cáo trên một hệ thống. Tổng số nhiệm vụ Đề án 06 phải theo dõi là [[62 nhiệm vụ|p6.tasks_total 62]], phân loại như sau:"
        )
    )
    for text in (
        "Đã hoàn thành: [[27 nhiệm vụ|p6.tasks_completed 27]];",
        "Đang triển khai, còn trong hạn: [[18 nhiệm vụ|p6.tasks_ongoing 18]];",
        "Nhiệm vụ thường xuyên: [[09|p6.tasks_regular 9]];",
        "Chậm tiến độ: [[08 nhiệm vụ|p6.tasks_behind_schedule 8]], tăng [[2 nhiệm vụ|p6.tasks_behind_schedule 2 k=ch]] so với quý IV/2024.",
    ):
        add(doc.text(text), style="List Number")
    first = add(
        "Các nhiệm vụ chậm tập trung ở nhóm xây dựng nền tảng dữ liệu dùng chung và nhóm hoàn thiện thể chế. Có 03 nghị định phải lùi thời hạn trình, 01 đề án phải lập lại vì thay đổi cơ quan chủ trì."
    )
    second = add(
        doc.text(
            "Về Cơ sở dữ liệu quốc gia về cán bộ, công chức, viên chức, đến hết quý I/2025 có [[22 bộ, ngành|cb.ministries_connected 22]] và [[63 địa phương|cb.localities_connected 63]] kết nối. Số hồ sơ đã đối khớp với dữ liệu dân cư là [[2.214.390 hồ sơ|cb.records_matched 2214390]]."
        )
    )
    add("Kiến nghị, đề xuất:")
    for text in (
        "Bộ Nội vụ thống nhất 130 trường thông tin trước khi cấp tài khoản;",
        "Các tỉnh bố trí tối thiểu 02 cán bộ kỹ thuật, không kiêm nhiệm quá 3 việc;",
        "Bộ Tài chính bảo đảm 12,6 tỷ đồng cho 09 hạng mục đã duyệt tại Quyết định số 175/QĐ-TTg.",
    ):
        add(text, style="List Bullet")
    add(
        "Tổ công tác đề nghị các bộ, ngành gửi kết quả quý II trước ngày 05/7/2025 để tổng hợp, đồng thời cử 01 đầu mối trực trong kỳ nghỉ 30/4 - 1/5. Danh sách 14 đầu mối cũ hết hiệu lực từ ngày 15/4/2025."
    )
    footnotes(document, {
        first: "Không tính 05 nhiệm vụ đã được Thủ tướng đồng ý đưa ra khỏi danh mục tại Công văn số 221/TTg-KSTT.",
        second: doc.text("Tổng số hồ sơ trong cơ sở dữ liệu là [[2.402.117 hồ sơ|cb.records_total 2402117]], chốt ngày 31/3/2025."),
    })  # fmt: skip
    return doc, saved(document)


def _districts() -> tuple[Doc, bytes]:
    doc = Doc(
        "d02",
        "d02.docx",
        "docx",
        "civil_status",
        "district table with provincial total, text box",
        "2025-03-03",
        "2025-02",
        area="Bình Định",
        default_area="VN63-52",
        time="2025-02-28",
    )
    document = blank("Times New Roman", 13)
    document.sections[0].header.paragraphs[0].text = "Sở Tư pháp Bình Định - Lưu hành nội bộ"
    centred(document, "TỔNG HỢP SỐ LIỆU SỐ HÓA HỘ TỊCH TỈNH BÌNH ĐỊNH\n(đến hết ngày 28/02/2025)")
    text_box(
        document.add_paragraph("Nội dung chính của kỳ này như sau."),
        [
            "Điểm nhấn:",
            doc.text("[[5/11|cs.districts_completed 5/11]] huyện hoàn thành số hóa hộ tịch"),
            "Hạn cuối: 31/3/2025",
        ],
    )
    add = document.add_paragraph
    add(
        doc.text(
            "Đến hết tháng 02/2025, các địa phương (cấp huyện) trong tỉnh tiếp tục rà soát sổ trước năm 1980. [[Bình Định|cs.status s=slow]] vẫn thuộc nhóm tỉnh chậm tiến độ số hóa hộ tịch của cả nước, nguyên nhân là thay nhà thầu giữa chừng."
        )
    )
    table = document.add_table(rows=1, cols=5)
    table.style = "Table Grid"
    for cell, text in zip(
        table.rows[0].cells,
        (
            "TT",
            "Huyện, thị xã, thành phố",
            "Dữ liệu hộ tịch phải số hóa",
            "Dữ liệu hộ tịch đã số hóa",
            "Tỷ lệ số hóa (%)",
        ),
        strict=True,
    ):
        cell.text = text
    dice, totals = random.Random(11), [0, 0]
    for number, place in enumerate(
        (
            "Quy Nhơn",
            "An Nhơn",
            "Hoài Nhơn",
            "Tuy Phước",
            "Phù Cát",
            "Phù Mỹ",
            "Hoài Ân",
            "Tây Sơn",
            "Vân Canh",
            "Vĩnh Thạnh",
            "An Lão",
        ),
        start=1,
    ):
        whole = dice.randint(18_000, 240_000)
        done = whole if number in {2, 3, 9, 10, 11} else round(whole * dice.uniform(0.5, 0.93))
        totals = [totals[0] + whole, totals[1] + done]
        for cell, text in zip(
            table.add_row().cells, (str(number), place, vi(whole), vi(done), vi(100 * done / whole, 2)), strict=True
        ):
            cell.text = text
    share = round(100 * totals[1] / totals[0], 2)
    cells = table.add_row().cells
    cells[0].merge(cells[1]).text = "Toàn tỉnh"
    for cell, name, value, printed in zip(
        cells[2:],
        ("records_total", "records_digitised", "share_digitised_pct"),
        (*totals, share),
        (vi(totals[0]), vi(totals[1]), vi(share, 2)),
        strict=True,
    ):
        cell.text = printed
        doc.fact(f"cs.{name}", value, printed)
    add("")
    add(
        doc.text(
            "Như vậy số dữ liệu hộ tịch chưa số hóa là [["
            + vi(totals[0] - totals[1])
            + f"|cs.records_remaining {totals[0] - totals[1]}]] trường hợp. Ở cấp xã, [[118/155 xã, phường, thị trấn|cs.communes_completed 118/155]] đã xong, [[02 xã|cs.communes_not_started 2]] chưa thực hiện do chưa có máy quét."
        )
    )
    add(
        doc.text(
            "Tỉnh giao chỉ tiêu đến ngày 15/3/2025 tỷ lệ số hóa dữ liệu hộ tịch đạt [[95%|cs.share_digitised_pct 95 k=t dl=2025-03-15]]. Sở sẽ kiểm tra 06 đơn vị, mỗi đơn vị rút ngẫu nhiên 200 trường hợp; nếu sai quá 2% thì trả lại toàn bộ lô. Kinh phí bổ sung 1,15 tỷ đồng đã về tài khoản từ 20/02."
        )
    )
    return doc, saved(document)


def _plan() -> tuple[Doc, bytes]:
    doc = Doc(
        "d03", "d03.docx", "docx", "land", "plan with targets and deadlines", "2025-09-08", "2025-09", area="Khánh Hòa"
    )
    document = blank("Times New Roman", 14)
    centred(document, "KẾ HOẠCH\nTriển khai chiến dịch làm sạch dữ liệu đất đai trên địa bàn tỉnh Khánh Hòa")
    centred(document, "(Ban hành kèm theo Quyết định số 1187/QĐ-UBND ngày 08/9/2025)", bold=False)
    for heading, texts in (
        ("I. Hiện trạng", [
            "Đến ngày 31/8/2025, tỉnh có [[1.634.208 thửa đất|ld.parcels_total 1634208 t=2025-08-31]], trong đó [[1.102.550 thửa|ld.parcels_digitised 1102550 t=2025-08-31]] đã số hóa, [[531.658 thửa|ld.parcels_no_db 531658 t=2025-08-31]] chưa có cơ sở dữ liệu. Dữ liệu được chia theo ba nhóm; nhóm 1 chiếm 34%, nhóm 2 chiếm 41%, còn lại là nhóm 3.",
            "Các thửa thuộc khu vực Ninh Thuận cũ dùng phần mềm khác nên phải chuyển đổi 18 lớp bản đồ. Toàn bộ 65 đơn vị hành chính cấp xã đã có cán bộ địa chính, song 12 nơi chỉ có một người.",
        ]),
        ("II. Mục tiêu", [
            "1. Đến ngày 30/9/2025, hoàn thành rà soát, phân loại [[1,1 triệu thửa đất|ld.parcels_classified 1100000 k=t dl=2025-09-30]].",
            "2. Đến ngày 31/10/2025, làm sạch [[tối thiểu 70%|ld.clean_pct 70 k=t q=at_least dl=2025-10-31]] số thửa; đến ngày 30/11/2025, tỷ lệ làm sạch đạt [[100%|ld.clean_pct 100 k=t dl=2025-11-30]].",
            "3. Trong quý IV/2025, đồng bộ dữ liệu tại [[65/65 xã, phường, đặc khu|ld.communes_synced 65/65 k=t dl=2025-12-31]]; gắn mã định danh cho [[hơn 900.000 thửa|ld.parcels_id_assigned 900000 k=t q=over dl=2025-12-31]].",
            "4. Trước ngày 15/11/2025, đối khớp [[ít nhất 500 nghìn chủ sử dụng đất|ld.users_matched 500000 k=t q=at_least dl=2025-11-15]] với Cơ sở dữ liệu quốc gia về dân cư.",
        ]),
        ("III. Nhiệm vụ, giải pháp", [
            "Giai đoạn 1 (08/9 - 30/9): lập 65 tổ công tác, tập huấn 4 lớp cho 390 người. Giai đoạn 2 (01/10 - 15/11): thu thập bản chụp giấy chứng nhận, mỗi tổ 80 hồ sơ/ngày. Giai đoạn 3 (16/11 - 30/11): đối soát, phúc tra 5% số hồ sơ.",
            "Kinh phí dự kiến 14,8 tỷ đồng, trong đó ngân sách tỉnh 10,2 tỷ đồng. Định mức 01 máy tính/03 người, 02 máy quét/xã. Các báo cáo thực hiện theo mẫu 01/CD đến mẫu 04/CD.",
        ]),
        ("IV. Tổ chức thực hiện", [
            "Sở Nông nghiệp và Môi trường chủ trì, Công an tỉnh phối hợp; giao ban vào 14h thứ Hai hằng tuần. UBND các xã chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để chậm quá 05 ngày.",
            "[[Khánh Hòa|ld.status k=p dl=2025-11-30]] cam kết với Bộ sẽ hoàn thành làm sạch dữ liệu đất đai trước ngày 30/11/2025.",
        ]),
    ):  # fmt: skip
        document.add_paragraph().add_run(heading).bold = True
        for text in texts:
            document.add_paragraph(doc.text(text))
    return doc, saved(document)


def _against_plan() -> tuple[Doc, bytes]:
    doc = Doc(
        "d04",
        "d04.docx",
        "docx",
        "online_services",
        "table of plan, result and period before",
        "2026-04-06",
        "2026-03",
        area="Bắc Ninh",
        default_area="VN34-24",
    )
    document = blank("Times New Roman", 13)
    centred(document, "TỈNH BẮC NINH\nKết quả thực hiện các chỉ tiêu phục vụ người dân, doanh nghiệp quý I/2026")
    document.add_paragraph(
        "Trung tâm Phục vụ hành chính công tỉnh thông tin kết quả quý I năm 2026. Trong quý, 99 xã, phường tiếp nhận 214.870 hồ sơ, giải quyết 209.116 hồ sơ, trong đó trước hạn 71,2%, đúng hạn 28,1%, trễ hạn 0,7%."
    )
    table = document.add_table(rows=1, cols=5)
    table.style = "Light Grid Accent 1"
    for cell, text in zip(
        table.rows[0].cells,
        ("TT", "Chỉ tiêu", "Kế hoạch năm 2026", "Thực hiện quý I/2026", "Thực hiện quý IV/2025"),
        strict=True,
    ):
        cell.text = text
    for number, (label, name, goal, now, before) in enumerate((
        ("Tỷ lệ hồ sơ trực tuyến toàn trình", "e2e_dossier_pct", 85, 74.31, 69.8),
        ("Tỷ lệ dịch vụ công trực tuyến toàn trình", "e2e_service_pct", 100, 92.6, 90.4),
        ("Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC", "digitised_dossier_pct", 95, 96.02, 91.57),
        ("Tỷ lệ cấp kết quả điện tử", "e_result_pct", 98, 89.9, 85.25),
        ("Tỷ lệ khai thác, sử dụng lại dữ liệu", "reuse_pct", 60, 41.7, 38.08),
    ), start=1):  # fmt: skip
        cells = table.add_row().cells
        printed = [f"{goal}%", f"{vi(now, 2).rstrip('0').rstrip(',')}%", f"{vi(before, 2).rstrip('0').rstrip(',')}%"]
        for cell, text in zip(cells, (str(number), label, *printed), strict=True):
            cell.text = text
        doc.fact(f"os.{name}", goal, printed[0], k="t", dl="2026-12-31")
        doc.fact(f"os.{name}", now, printed[1], t="2026-03-31")
        doc.fact(f"os.{name}", before, printed[2], k="c", t="2025-12-31")
    document.add_paragraph()
    for text in (
        "Nhìn chung các chỉ tiêu đều tăng. Riêng chỉ tiêu khai thác, sử dụng lại dữ liệu còn cách kế hoạch khá xa, do 23 xã chưa được cấp quyền tra cứu và 6 phần mềm chuyên ngành chưa mở kết nối.",
        "Về đất đai, tính đến hết quý I/2026, tỉnh còn [[hơn 900 nghìn thửa|ld.parcels_no_db 900000 q=over t=2026-03-31]] chưa có cơ sở dữ liệu. Đã có [[97/99 xã, phường|ld.communes_connected 97/99 t=2026-03-31]] kết nối hệ thống dữ liệu đất đai của tỉnh, giúp cắt bỏ bản sao giấy chứng nhận trong 19 thủ tục.",
        "Về định danh, hết quý I/2026 tỉnh kích hoạt [[2.604.118 tài khoản|vn.accounts_activated 2604118 t=2026-03-31]] định danh điện tử. Điểm hài lòng của người dân đạt 17,9/18 điểm, xếp thứ 3/34.",
        'Quý II, Trung tâm sẽ mở 02 điểm tiếp nhận lưu động, trang bị 12 ki-ốt và tổng kết mô hình "5 tại chỗ" sau 1 năm. Mọi góp ý xin gọi 0222.1022 hoặc gửi về tầng 2, nhà B, số 11A.',
    ):
        document.add_paragraph(doc.text(text))
    return doc, saved(document)


def _officials() -> tuple[Doc, bytes]:
    doc = Doc("d05", "d05.docx", "docx", "cbccvc", "prose with lists of localities", "2025-09-29", "2025-09")
    document = blank("Arial", 12)
    document.add_heading("Dữ liệu cán bộ sau sắp xếp: làm lại từ đầu nhưng nhanh hơn", 1)
    for text in (
        "Việc hợp nhất tỉnh và bỏ cấp huyện làm thay đổi mã cơ quan của gần như mọi hồ sơ. Tại giao ban cuối tháng, Vụ Công chức, viên chức nêu con số đáng lo: đến ngày 25/9/2025, mới chỉ [[9 cơ quan|cb.agencies_synced 9 q=only t=2025-09-25]] đồng bộ xong dữ liệu cán bộ, công chức, viên chức về trung ương.",
        "Số địa phương đã kết nối lại Cơ sở dữ liệu quốc gia về CBCCVC tính đến 25/9/2025 là [[28/34|cb.localities_connected 28/34 t=2025-09-25]] (tương đương 42/63 tỉnh cũ). Ở khối trung ương, [[14 bộ, ngành|cb.ministries_connected 14 t=2025-09-25]] đã kết nối.",
        "Các địa phương hoàn thành làm sạch dữ liệu cán bộ gồm [[*Quảng Ninh, Hải Phòng, Ninh Bình và Cần Thơ|cb.status s=completed]]. Bốn nơi này đều cập nhật ngay trong tuần đầu sau sắp xếp. [[*Đắk Lắk, Gia Lai, Quảng Ngãi|cb.status s=in_progress]] đang triển khai làm sạch dữ liệu cán bộ. Trong khi đó, tỉnh [[*Cà Mau|cb.status s=not_started]] chưa triển khai đồng bộ dữ liệu cán bộ vì chờ phê duyệt cấp độ an toàn.",
        "Tổng số hồ sơ hiện có là [[2.268.940 hồ sơ|cb.records_total 2268940]], số hồ sơ khớp với dữ liệu dân cư là [[1.801.225 hồ sơ|cb.records_matched 1801225]]. Phần chênh lệch chủ yếu do 96.000 người thôi giữ chức vụ sau sắp xếp chưa được đóng hồ sơ và 7.400 hồ sơ trùng số định danh.",
        "Để gỡ vướng, Bộ giao các Sở Nội vụ rà soát 3 trường thông tin bắt buộc là số định danh, mã cơ quan, chức danh; hướng dẫn qua 5 buổi trực tuyến, mỗi buổi 90 phút. [[Gia Lai|cb.status k=p dl=2025-10-31]] hứa hoàn thành trong tháng 10/2025. Toàn hệ thống phải đạt [[34/34 địa phương|cb.localities_connected 34/34 k=t dl=2025-10-15]] kết nối trước ngày 15/10/2025.",
        'Một trưởng phòng kể: trước đây sửa 1 lỗi mất 4 bước, nay còn 2 bước nhưng phải ký số, mà chứng thư của 118 người hết hạn đúng ngày 1/7. "Chúng tôi gửi danh sách lúc 8 giờ, 15 giờ mới có kết quả", anh nói.',
    ):
        document.add_paragraph(doc.text(text))
    return doc, saved(document)


def _minutes() -> tuple[Doc, bytes]:
    doc = Doc("d06", "d06.docx", "docx", "none", "minutes with numbered decisions, no fact", "2025-07-18", "2025-07")
    document = blank("Times New Roman", 14)
    centred(document, "BIÊN BẢN\nHọp Ban biên tập Trang thông tin điện tử xã")
    for text in (
        "Hôm nay, hồi 14 giờ 00 ngày 18/7/2025, tại phòng họp số 2, Ban biên tập họp phiên thứ 3. Có mặt 11/13 thành viên, vắng 02 (có lý do). Chủ trì: ông Đinh Văn K.; thư ký: bà Phan Thị M.",
        "1. Đánh giá tháng trước: đăng 46 tin, 12 ảnh, 3 video; 9.214 lượt đọc, tăng 18% so với tháng 6. Tin được đọc nhiều nhất là thông báo lịch cấp căn cước tại 7 thôn (1.102 lượt). Chuyên mục hỏi đáp nhận 25 câu hỏi, trả lời 23 câu, đạt 92%.",
        "2. Hai bài về hộ tịch và đất đai bị trả lại vì dẫn số liệu không rõ nguồn. Ban biên tập thống nhất không đăng lại số liệu của cấp trên khi chưa có văn bản.",
        "3. Chi nhuận bút 4.350.000 đồng, còn nợ 600.000 đồng của quý II. Tên miền gia hạn 1 năm, phí 480.000 đồng; dung lượng lưu trữ dùng hết 71%.",
        "4. Kế hoạch tháng 8: mỗi thôn ít nhất 02 tin, tổ chức 01 lớp tập huấn cho 20 cộng tác viên; hoàn thành sửa giao diện trước ngày 10/8/2025; thử nghiệm mã phản hồi tại 4 điểm công cộng.",
        "5. Biểu quyết: 10/11 tán thành phương án 2. Cuộc họp kết thúc lúc 16 giờ 25, biên bản lập thành 03 bản, mỗi bản 2 trang.",
    ):
        document.add_paragraph(text)
    return doc, saved(document)


def _memo() -> tuple[Doc, bytes]:
    doc = Doc(
        "d07", "d07.docx", "docx", "civil_status", "English memo with bullets", "2025-02-24", "2025-02", language="en"
    )
    document = docx.Document()
    document.add_heading("Note for partners: digitisation of civil status registers", 1)
    document.add_paragraph("24 February 2025")
    for text in (
        "This note sums up what the Ministry of Justice reported on the digitisation of civil status registers, a task set by Decision No. 06/QD-TTg. It does not cover the archives of the 91 overseas missions.",
        "As of 15 February 2025, [[46 out of 63 provinces|cs.localities_completed 46/63 t=2025-02-15]] had completed the digitisation of civil status data, while [[11 provinces|cs.localities_basically_completed 11 t=2025-02-15]] had basically completed it. [[Six provinces|cs.localities_not_completed 6 t=2025-02-15]] had not completed, including [[*Quang Nam, Binh Dinh and Soc Trang|cs.status s=in_progress t=2025-02-15]].",
        "By the same date, about [[118 million|cs.records_digitised 118000000 q=about t=2025-02-15]] civil status records had been digitised and [[7,412,300 registers|cs.books_digitised 7412300 t=2025-02-15]] had been scanned. The share of records digitised stood at [[94.1%|cs.share_digitised_pct 94.1 t=2025-02-15]], up [[1.4 percentage points|cs.share_digitised_pct 1.4 k=ch t=2025-02-15]] from a month earlier.",
        "The electronic civil status database now holds [[more than 66 million|cs.records_in_db 66000000 q=over]] records, of which births account for [[25,904,112|cs.records_in_db_birth 25904112]], marriages for [[8,440,205|cs.records_in_db_marriage 8440205]] and deaths for [[5,118,760|cs.records_in_db_death 5118760]].",
        "Quang Nam has launched a 20-day campaign with 233 teams, and [[Quang Nam|cs.status k=p dl=2025-03-12]] pledged to finish before 12 March 2025. The national target is [[63 provinces|cs.localities_completed 63 k=t dl=2025-03-31]] completed by 31 March 2025.",
        "Data quality remains uneven. In a check of 1,500 entries in 3 provinces, 27 had a wrong year of birth and 41 lacked the name of one parent; the error rate fell from 6.2% in the first batch to 2.1% in the third. Some registers kept before 1975 exist in 2 languages and need 4 readers to agree. Scanning costs about VND 620 a page, and a commune of 8,000 people holds some 60 registers on average.",
        "Partners may wish to visit 2 of the 5 pilot communes in week 12; each visit takes about 3 hours. Travel costs of up to USD 450 per person can be covered under budget line 4.2. Please reply to extension 318 by 3 March.",
    ):
        document.add_paragraph(doc.text(text))
    return doc, saved(document)


def documents() -> list[tuple[Doc, bytes]]:
    return [_quarter(), _districts(), _plan(), _against_plan(), _officials(), _minutes(), _memo()]
