"""Reference tables of the lake: the declared sources and the catalogue of indicators, as dbt reads them."""

import dagster as dg

from pipeline.assets.installation import Installation, Opened
from pipeline.storage import write_parquet

OWNERS = ["team:tiendo"]


def source_rows(opened: Opened) -> list[dict[str, object]]:
    return [
        {
            "source": source.name,
            "publisher_vi": source.publisher_vi,
            "publisher_en": source.publisher_en,
            "base_url": source.base_url,
            "collection": source.collection,
            "language": source.language,
            "cadence": source.cadence,
            "due_day": source.due_day,
            "valid_from": source.valid_from,
            "valid_to": source.valid_to,
            "trust": source.trust,
            "text_origin": source.text_origin,
            "is_synthetic": source.is_synthetic,
            "assurance": source.assurance,
            "default_area": source.default_area,
            "tried_live": bool(source.tried_live),
            "draft": source.draft,
            "precedence": source.precedence,
        }
        for source in opened.sources
    ]


def indicator_rows() -> list[dict[str, object]]:
    from pipeline.reference import load_reference

    return [
        {
            "indicator": indicator.id,
            "family": indicator.family,
            "unit_measure": indicator.unit_measure,
            "tier": indicator.tier,
            "name_vi": indicator.name_vi,
            "name_en": indicator.name_en,
            "direction": indicator.direction,
            "evidence_for": "|".join(indicator.evidence_for) or None,
            "part_of": indicator.part_of,
            "complement_of": indicator.complement_of,
            "ladder": indicator.ladder,
            "rung": indicator.rung,
        }
        for indicator in load_reference().indicators.values()
    ]


def _write(opened: Opened, table: str, rows: list[dict[str, object]]) -> dg.MaterializeResult:
    from pipeline.schemas import check, frame_of

    checked = check(table, frame_of(table, rows))
    if checked.broken or checked.quarantined:
        raise dg.Failure(f"{table}: {checked.broken or checked.quarantined[0]['reason']}")
    write_parquet(opened.home.lake_file(table, "all"), checked.good)
    return dg.MaterializeResult(metadata={"dagster/row_count": checked.good.height})


@dg.asset(key=["lake", "sources"], group_name="reference", owners=OWNERS, kinds={"python", "parquet"})
def sources(installation: Installation) -> dg.MaterializeResult:
    """The declared publishers: who they are, when they are responsible, how often they report, how far we trust them."""
    opened = installation.opened()
    return _write(opened, "sources", source_rows(opened))


@dg.asset(key=["lake", "indicators"], group_name="reference", owners=OWNERS, kinds={"python", "parquet"})
def indicators(installation: Installation) -> dg.MaterializeResult:
    """The catalogue: every indicator with its unit, direction and what it is evidence for."""
    return _write(installation.opened(), "indicators", indicator_rows())
