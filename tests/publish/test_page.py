"""The page: nothing loaded from anywhere, real and made-up rows apart, every figure with its sentence, AA contrast."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from pipeline import paths
from pipeline.publish import Edition
from pipeline.publish.canonical import mart_specs
from pipeline.publish.report import words
from pipeline.publish.report.marts import USED
from pipeline.publish.report.tiles import draw, read_grid
from tests.publish.fake_judging import SCORED_BY
from tests.publish.fake_warehouse import MARTS, build


@pytest.fixture(scope="module")
def index(edition: Path) -> html.HtmlElement:
    return html.document_fromstring((edition / "index.html").read_bytes())


@pytest.fixture(scope="module")
def demo(edition: Path) -> html.HtmlElement:
    return html.document_fromstring((edition / "demo.html").read_bytes())


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


@pytest.mark.parametrize("name", ["index.html", "demo.html"])
def test_nothing_is_loaded_from_anywhere(edition: Path, name: str) -> None:
    page = html.document_fromstring((edition / name).read_bytes())
    for element in page.iter(html.etree.Element):
        for attribute, value in element.attrib.items():
            if element.tag == "a" and attribute == "href":
                assert re.match(r"https?://|#|[a-z][\w./-]*$", value), value
            elif attribute in ("src", "href", "xlink:href", "srcset", "poster", "data", "action"):
                assert value.startswith("#"), (element.tag, attribute, value)
    styles = "".join(element.text for element in page.iter("style"))
    assert all(found.startswith(("data:", '"data:')) for found in re.findall(r"url\(([^)]*)", styles))
    assert "@import" not in styles
    outside = re.sub(r"xmlns='http://www.w3.org/2000/svg'", "", styles)
    assert "http" not in outside
    scripts = [element.text for element in page.iter("script") if element.get("type") != "application/json"]
    assert not any(
        word in script for script in scripts for word in ("fetch(", "XMLHttpRequest", "import(", "innerHTML")
    )
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")


def test_pages_stay_under_one_and_a_half_megabytes(edition: Path) -> None:
    assert sum((edition / name).stat().st_size for name in ("index.html", "demo.html")) < 1_500_000


def test_the_headline_counts_the_commitments(index: html.HtmlElement) -> None:
    heading = _words(index.xpath("//h1")[0])
    assert "Trong 5 cam kết: 2 có nguy cơ trễ hạn, 1 đã quá hạn mà chưa ai xác nhận kết quả" in heading
    assert "Of 5 commitments: 2 at risk of being late" in heading


def test_the_call_list_is_in_one_order_with_grey_apart(index: html.HtmlElement) -> None:
    parts = [_words(part) for part in index.xpath("//section[@id='calls']//*[contains(@class, 'part')]")]
    assert [part.split(" Still")[0].split(" (")[0][:9] for part in parts] == [
        "Còn hạn, ",
        "Đã quá hạ",
        "Chưa đủ d",
        "Đã đạt Do",
    ]
    names = [_words(h) for h in index.xpath("//section[@id='calls']//article//h3/span[@lang='vi']")]
    assert names == [
        "Mọi địa phương số hóa xong dữ liệu hộ tịch",
        "705 huyện hoàn thành cơ sở dữ liệu đất đai",
        "Một nửa hồ sơ làm trực tuyến toàn trình",
        "Làm sạch 62,2 triệu thửa đất",
        "Từng tỉnh số hóa xong dữ liệu hộ tịch",
        "63 địa phương nối dữ liệu cán bộ",
    ]


def test_a_row_says_word_chance_deadline_basis_body_and_sentence(index: html.HtmlElement) -> None:
    first = index.xpath("//article")[0]
    said = _words(first)
    for expected in (
        "Nguy cơ rất cao",
        "hơn 19 trong 20",
        "97 %",
        "31/12/2024",
        "còn 1 tháng",
        "chỉ tiêu đã công bố",
        "UBND 63 tỉnh, thành phố",
        "Bộ Tư pháp",
        "22,2 %",
        "sau hạn hơn 24 tháng",
        "Lời văn của Tiến độ, số liệu của Bộ Tư pháp",
        "05/11/2024",
        "abababababab",
    ):
        assert expected in said, expected
    assert first.xpath(".//blockquote/p")[0].text_content() == (
        "Tính đến ngày 30/9/2024, số địa phương xong việc số hóa hộ tịch là 14 trên 63."
    )
    assert first.xpath(".//blockquote//mark")[0].text == "14"
    assert first.xpath(".//cite/a/@href") == ["https://sample.invalid/national/2024-10.html"]


def test_a_sentence_in_the_publishers_own_words_is_not_called_ours(index: html.HtmlElement) -> None:
    overdue = next(a for a in index.xpath("//article") if "Làm sạch 62,2" in _words(a))
    assert "Lời văn của Tiến độ" not in _words(overdue)
    assert "quá 2 tháng" in _words(overdue)
    assert "trong 10" not in _words(overdue)  # no probability once the date has passed unconfirmed


def test_text_from_reports_cannot_become_markup(edition: Path, index: html.HtmlElement) -> None:
    assert "<b>dấu</b>" not in (edition / "index.html").read_text(encoding="utf-8")
    assert "<b>dấu</b> & ký hiệu lạ" in _words(index)
    assert not [link for link in index.xpath("//a/@href") if link.startswith("javascript")]


def test_provinces_of_one_commitment_are_collapsed_to_counts(index: html.HtmlElement) -> None:
    group = next(a for a in index.xpath("//article") if "Từng tỉnh" in _words(a.xpath(".//h3")[0]))
    counts = [_words(item) for item in group.xpath(".//ul[@class='counts']/li")]
    assert counts == ["Chưa đủ dữ liệu Not enough evidence 3", "Đạt Done 1"]
    assert len(group.xpath(".//tbody/tr")) == 4


def test_maps_show_both_archipelagos_and_every_province(index: html.HtmlElement) -> None:
    figures = index.xpath("//figure")
    assert len(figures) == 2  # one on the 63, one on the 34
    for figure in figures:
        said = _words(figure)
        assert "Quần đảo Hoàng Sa" in said
        assert "Quần đảo Trường Sa" in said
        assert len(figure.xpath(".//g[@data-area]")) == 4
        assert all(title.text.count(": ") >= 1 for title in figure.xpath(".//g[@data-area]/title"))
    assert figures[0].get("data-commitment") == "civil_status_each"


def test_tile_labels_fit_and_a_bare_code_is_never_the_key(grid: Path) -> None:
    tiles = draw(read_grid(grid), "VN63", {})
    assert all(len(line) <= 9 for tile in tiles if tile.tile.has_data for line in tile.lines)
    assert {tile.tile.ref_area for tile in tiles if tile.tile.has_data} == {"VN63-42", "VN63-60", "VN63-74", "VN63-75"}


def test_a_series_that_goes_down_is_shown_as_it_was_printed(index: html.HtmlElement) -> None:
    line = next(d for d in index.xpath("//div[@class='line']") if "hoàn thành số hóa hộ tịch" in _words(d))
    values = [_words(b.xpath("./span[@lang='vi']")[0]) for b in line.xpath(".//ol/li/b")]
    assert values == ["15 địa phương", "14/63 địa phương (22,2 %)", "17/63 địa phương (27 %)"]
    assert len(line.xpath(".//blockquote")) == 3
    land = next(d for d in index.xpath("//div[@class='line']") if "dữ liệu đất đai" in _words(d))
    assert "461/705 huyện (65,4 %)" in _words(land)
    assert "tháng 9/2024" in _words(land)


def test_history_offers_every_month_as_it_was_known(index: html.HtmlElement) -> None:
    options = index.xpath("//select[@id='as-known']/option/@value")
    assert options == ["2024-12", "2024-11", "2024-10", "2024-09", "2024-08"]
    strip = index.xpath("//table[@class='strip']/tbody/tr")
    assert len(strip) == 6
    first = [cell.xpath(".//span[contains(@class, 'sq')]/@class")[0] for cell in strip[0].xpath("./td")]
    assert first == ["sq b-amber_red", "sq b-amber_red", "sq b-red", "sq b-red", "sq b-red"]


def test_coverage_says_who_reported_and_who_was_late(index: html.HtmlElement, demo: html.HtmlElement) -> None:
    assert len(index.xpath("//table[@class='cover']//td/span")) == 3
    said = [_words(cell) for cell in demo.xpath("//table[@class='cover']//td/span")]
    assert said == ["Có Yes", "+9 ng +9 d", "Chưa ra None"]
    titles = demo.xpath("//table[@class='cover']//td/span/@title")
    assert titles[2] == "Chưa công bố, danh mục không có tháng này"


def test_made_up_rows_have_their_own_marked_page(index: html.HtmlElement, demo: html.HtmlElement) -> None:
    assert "minh họa" not in _words(index.xpath("//section[@id='calls']")[0])
    assert demo.xpath("//body[@class='demo']")
    assert "SỐ LIỆU MINH HỌA" in _words(demo.xpath("//*[@class='banner']")[0])
    assert not [name for name in demo.xpath("//article//h3") if "705 huyện" in _words(name)]
    assert all("minh họa" in _words(article) for article in demo.xpath("//article"))


def test_without_made_up_rows_there_is_no_second_page(
    tmp_path: Path, real_warehouse: Path, do_publish: Callable[..., Edition]
) -> None:
    made = do_publish(real_warehouse, tmp_path)
    assert not (made.path / "demo.html").exists()
    assert "demo.html" not in (made.path / "index.html").read_text(encoding="utf-8")


def test_a_page_without_any_row_still_says_so(tmp_path: Path, do_publish: Callable[..., Edition]) -> None:
    made = do_publish(build(tmp_path / "empty.duckdb", {mart: [] for mart in MARTS}), tmp_path / "published")
    assert "Chưa có cam kết nào được theo dõi." in (made.path / "index.html").read_text(encoding="utf-8")


def test_the_page_asks_only_for_columns_that_the_marts_declare(dbt_manifest: Path) -> None:
    specs = mart_specs(json.loads(dbt_manifest.read_bytes()))
    declared = {spec.name: {column.name for column in spec.columns} for spec in specs}
    assert {mart: set(names) - declared[mart] for mart, names in USED.items()} == {mart: set() for mart in USED}


def test_the_grid_of_the_project_draws_63_and_34_provinces_and_both_archipelagos() -> None:
    tiles = read_grid(paths.SEEDS / "tilegrid.csv")
    for scheme, n in (("VN63", 63), ("VN34", 34)):
        drawn = draw(tiles, scheme, {})
        assert sum(tile.tile.has_data for tile in drawn) == n
        assert [tile.lines[0] for tile in drawn if not tile.tile.has_data] == [
            "Quần đảo Hoàng Sa",
            "Quần đảo Trường Sa",
        ]
        assert len({(tile.x, tile.y) for tile in drawn}) == n + 2
        assert all(len(line) <= 9 for tile in drawn if tile.tile.has_data for line in tile.lines)


def test_only_made_up_provinces_still_make_a_headline(demo: html.HtmlElement) -> None:
    assert "Trong 4 cam kết" in _words(demo.xpath("//h1")[0])


def test_tables_have_scopes_and_pages_a_language(index: html.HtmlElement) -> None:
    assert index.get("lang") == "vi"
    assert not index.xpath("//th[not(@scope)]")
    identities = index.xpath("//@id")
    assert len(identities) == len(set(identities))
    assert not index.xpath("//select[not(@id = //label/@for)]")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("band", words.BANDS.values(), ids=lambda band: band.code)
def test_every_band_is_legible(band: words.Band) -> None:
    assert _contrast(band.fill, band.ink) >= 4.5


def test_every_other_pair_of_colours_is_legible() -> None:
    style = Path(words.__file__).with_name("style.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--fill:(#[0-9a-f]{6}|#[0-9a-f]{3});--ink:(#[0-9a-f]{6}|#[0-9a-f]{3})", style)
    assert len(pairs) >= 6

    def full(colour: str) -> str:
        return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])

    named = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", style))
    pairs += [(named["paper"], named[name]) for name in ("ink", "soft", "deep")] + [(named["mark"], named["ink"])]
    assert all(_contrast(full(one), full(other)) >= 4.5 for one, other in pairs)


def test_every_band_word_and_symbol_is_its_own() -> None:
    assert len({band.word.vi for band in words.BANDS.values()}) == len(words.BANDS)
    symbols = Path(words.__file__).with_name("templates") / "symbols.html.j2"
    drawn = re.findall(r'id="s-(\w+)"', symbols.read_text(encoding="utf-8"))
    assert set(words.BANDS) <= set(drawn)
    assert set(words.ASKS) == set(words.BANDS)


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.01, "dưới 1 trong 20"), (0.06, "khoảng 1 trong 10"), (0.82, "khoảng 8 trong 10"), (0.99, "hơn 19 trong 20")],
)
def test_chances_in_words(probability: float, said: str) -> None:
    assert words.chance(probability).vi == said


def test_numbers_and_dates_read_as_in_vietnamese() -> None:
    assert words.number(46_000_000) == ("46.000.000", "46,000,000")
    assert words.percent(65.39) == ("65,4\u00a0%", "65.4%")
    assert words.day(date(2024, 10, 5)) == "05/10/2024"
    assert words.last_day(date(2025, 1, 1), "before") == date(2024, 12, 31)
    assert words.last_day(date(2025, 1, 1), "by") == date(2025, 1, 1)
    assert words.as_of(date(2024, 9, 30), "unstated").vi == "30/09/2024 (báo cáo không nêu ngày)"


def test_every_probability_says_what_it_rests_on(index: html.HtmlElement) -> None:
    verdicts = index.xpath("//p[@class='chance']/..")
    assert verdicts
    for verdict in verdicts:
        said = _words(verdict.xpath("p[@class='strength']")[0])
        assert "Bằng chứng yếu: 2 lần có số" in said
        assert "một chuỗi số" in said


def test_every_call_says_why_and_how_such_forecasts_did(index: html.HtmlElement) -> None:
    calls = index.xpath("//section[@id='calls']//article[@class='call'][.//h3]")
    said = [_words(call) for call in calls]
    assert any("Lý do của civil_status_all tại VN <tháng" in one for one in said)
    risky = [one for one in said if "khả năng trễ hạn" in one]
    assert risky
    assert all("dự báo như thế này đã trễ hạn" in one for one in risky if "Đúng hạn" not in one)


def test_the_page_prints_the_scores_of_its_method(index: html.HtmlElement) -> None:
    notes = index.xpath("//section[@id='notes']")[0]
    rows = [_words(row) for row in notes.xpath(".//tbody/tr")]
    assert "36.131" in rows[0]
    assert "0,151" in rows[0]
    assert "92" in rows[0]
    # Words alone have no bands: 300 forecasts at .1 and 100 at .2 are .125.
    assert "0,125" in rows[1]
    assert [code.text for code in notes.xpath(".//p/code")] == [SCORED_BY]
    assert len(notes.xpath(".//*[local-name()='svg'][.//*[local-name()='circle']]")) == 1
