"""The sentence behind a figure, ready to be shown: whose words, whose numbers, where it stands.

Holds Evidence and how one is made from a row of `observations`. Keeps out: markup; the quote is passed on exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from pipeline.publish.report import words
from pipeline.publish.report.marts import Row
from pipeline.publish.report.words import Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote cut at its figure (before + figure + after is the quote) and where to look it up."""

    before: str
    figure: str
    after: str
    value: Text
    as_of: Text | None
    who: Text
    wording: Text | None  # set when the words are not the publisher's own
    title: str | None
    published_on: date | None
    report_month: str
    document: str
    page: int | None
    url: str | None
    trusted: bool

    @property
    def quote(self) -> str:
        return self.before + self.figure + self.after


def evidence_of(observation: Row, sources: Mapping[str, Row]) -> Evidence:
    """What the page shows for an observation."""
    quote, figure = observation["quote"], observation["value_text"] or ""
    at = quote.find(figure) if figure else -1
    before, figure, after = (quote[:at], figure, quote[at + len(figure) :]) if at >= 0 else (quote, "", "")
    source = sources.get(observation["source"], {})
    publisher = Text(
        source.get("publisher_vi") or observation["source"], source.get("publisher_en") or observation["source"]
    )
    named = observation["attributed_to"]
    who = Text(named, named) if named else publisher
    period = observation["time_period"]
    return Evidence(
        before=before,
        figure=figure,
        after=after,
        value=value_of(observation),
        as_of=words.as_of(period, observation["time_precision"]) if period else None,
        who=who,
        wording=_wording(observation["text_origin"], who),
        title=observation["title"],
        published_on=observation["published_on"],
        report_month=observation["report_month"],
        document=observation["document_sha256"],
        page=observation["page"],
        url=web_address(observation["url"]),
        trusted=observation["trust"] == "trusted",
    )


def value_of(observation: Row) -> Text:
    """The figure in words people read: "hơn 46.000.000 thửa", "461/705 huyện (65,4 %)", "đã hoàn thành"."""
    value, done, scope = observation["obs_value"], observation["numerator"], observation["denominator"]
    if value is None:
        return words.STATUSES.get(observation["status"] or "", Text("không có số", "no figure"))
    if done is not None and scope and observation["unit_measure"] != "percent":
        of, share = words.amount(scope, observation["unit_measure"]), words.percent(100 * done / scope)
        top = words.number(done)
        text = Text(f"{top.vi}/{of.vi} ({share.vi})", f"{top.en}/{of.en} ({share.en})")
    else:
        text = words.amount(value, observation["unit_measure"])
    qualifier = words.QUALIFIERS.get(observation["qualifier"] or "")
    return text if qualifier is None else Text(f"{qualifier.vi} {text.vi}", f"{qualifier.en} {text.en}")


def web_address(url: str | None) -> str | None:
    """The address when it is one a page may link to; anything but http(s) is not."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def _wording(text_origin: str, who: Text) -> Text | None:
    if text_origin == "retyped":
        return Text(f"Lời văn của Tiến độ, số liệu của {who.vi}", f"Wording by Tiến độ, figures from {who.en}")
    if text_origin == "translated":
        return Text(f"Bản dịch, số liệu của {who.vi}", f"Translated, figures from {who.en}")
    if text_origin == "synthetic":
        return Text("Câu và số liệu minh họa, không có thật", "Made-up sentence and figure, for demonstration")
    return None
