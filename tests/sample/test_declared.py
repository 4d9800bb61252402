"""The declared reports: what they must carry, and that a declaration cannot say other than its text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.paths import SAMPLE, SEEDS
from pipeline.sample.generate.declared import DeclarationError, read_area_names, read_reports
from pipeline.sample.generate.report import Fact, Report

COMPLETED = {
    "VN63-08", "VN63-24", "VN63-30", "VN63-35", "VN63-42", "VN63-54", "VN63-56", "VN63-60", "VN63-67", "VN63-72",
    "VN63-93", "VN63-94", "VN63-95", "VN63-96",
}  # fmt: skip


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    return read_area_names(SEEDS)


def declared(source: str, names: dict[str, str]) -> dict[str, Report]:
    return {report.id: report for report in read_reports(SAMPLE / "declared", source, names)}


def values(facts: tuple[Fact, ...], indicator: str, kind: str = "actual") -> list[float | None]:
    return [fact.obs_value for fact in facts if fact.indicator == indicator and fact.obs_kind == kind]


def test_october_2024_carries_the_article(names: dict[str, str]) -> None:
    facts = declared("sample_national", names)["national-2024-10"].facts
    civil = "civil_status.localities_"
    assert [values(facts, civil + step)[0] for step in ("completed", "basically_completed", "in_progress", "slow")] == [
        14, 20, 19, 10,
    ]  # fmt: skip
    named = [fact for fact in facts if fact.indicator == "civil_status.status"]
    assert {fact.ref_area for fact in named} == COMPLETED
    assert {(fact.status, fact.time_period) for fact in named} == {("completed", date(2024, 9, 30))}
    assert values(facts, "civil_status.records_digitised") == [111_500_000]
    assert values(facts, "cbccvc.records_matched") == [1_091_481, 1_091_482]
    assert values(facts, "cbccvc.ministries_connected") == [36]
    assert values(facts, "cbccvc.localities_connected") == [63]
    assert values(facts, "criminal_record.localities_security_not_remediated") == [38]
    districts = next(fact for fact in facts if fact.indicator == "land.districts_completed")
    assert (districts.numerator, districts.denominator) == (461, 705)
    parcels = next(fact for fact in facts if fact.indicator == "land.parcels_digitised")
    assert (parcels.obs_value, parcels.qualifier) == (46_000_000, "over")
    cuts = {fact.ref_area: fact.status for fact in facts if fact.indicator == "procedures.status"}
    assert cuts == {"VN63-74": "planned", "VN63-75": "planned"}
    deadline = next(fact.deadline for fact in facts if fact.indicator == "civil_status.localities_in_progress")
    assert deadline == date(2025, 1, 1)


def test_completed_localities_go_17_14_15(names: dict[str, str]) -> None:
    reports = declared("sample_national", names)
    months = ("2024-06", "2024-10", "2024-11")
    history = [values(reports[f"national-{month}"].facts, "civil_status.localities_completed")[0] for month in months]
    assert history == [17, 14, 15]


def test_provincial_notices_carry_49_figures_and_name_the_province(names: dict[str, str]) -> None:
    reports = declared("sample_provincial", names)
    facts = [fact for report in reports.values() for fact in report.facts]
    assert len([fact for fact in facts if fact.obs_kind == "actual"]) == 49
    assert len({fact.ref_area for fact in facts if fact.obs_kind == "promise"}) == 3
    assert all(fact.ref_area != "VN" for fact in facts)
    assert all(names[fact.ref_area] in report.title for report in reports.values() for fact in report.facts)


def test_every_report_is_known_when_it_says_and_names_an_outlet(names: dict[str, str]) -> None:
    for source in ("sample_national", "sample_provincial"):
        for report in declared(source, names).values():
            text = " ".join(getattr(block, "text", "") for block in report.blocks)
            assert ".vn" in text or ".net" in text, report.id
            latest = max((fact.time_period for fact in report.facts if fact.time_period), default=report.published_on)
            assert report.published_on >= latest or report.published_on.strftime("%Y-%m") == latest.strftime("%Y-%m")


def declaration(**changes: Any) -> dict[str, Any]:
    fact = {"indicator": "land.parcels_total", "value": 1000, "as": "1.000", "area": "VN63-40"}
    entry = {
        "id": "x",
        "month": "2024-10",
        "published_on": date(2024, 11, 5),
        "format": "html",
        "title": "Thông báo tháng 10/2024",
        "blocks": [{"p": "Tỉnh Nghệ An có 1.000 thửa đất.", "facts": [{**fact, **changes.pop("fact", {})}]}],
    }
    return {**entry, **changes}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"fact": {"as": "1.001"}}, "is not in the paragraph"),
        ({"fact": {"as": None}}, "go together"),
        ({"fact": {"area": "VN63-42"}}, "does not name Hà Tĩnh"),
        ({"fact": {"quailfier": "over"}}, "unknown"),
        ({"title": "Thông báo tháng 9/2024"}, "does not carry the month"),
        ({"blocks": [{"para": "x"}]}, "not a block"),
        ({"titel": "x"}, "unknown"),
    ],
)
def test_a_declaration_that_contradicts_its_text_is_refused(
    tmp_path: Path, names: dict[str, str], changes: dict[str, Any], message: str
) -> None:
    (tmp_path / "national").mkdir()
    (tmp_path / "passages.yaml").write_text("{}", encoding="utf-8")
    text = yaml.safe_dump([declaration(**changes)], allow_unicode=True)
    (tmp_path / "national" / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=message):
        list(read_reports(tmp_path, "sample_national", names))
