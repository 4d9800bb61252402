"""What waits for a person is shown with its numeral marked, and the line that comes with it decides that numeral alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import Context
from pipeline.extract.decisions import extract_with, quote_start
from pipeline.publish.review import Waiting, decision, part_of, yaml_line
from pipeline.reference import load_reference
from pipeline.sources.decisions import Ignore, numeral_places
from pipeline.terms import Document, UnreadFigure
from tests.extract.build import document

TODAY = date(2026, 6, 15)
CONTEXT = Context("2024-10", None)


def item(figure: UnreadFigure, report: Document, n_documents: int = 1) -> Waiting:
    return Waiting(
        source="office", report_month="2024-10", reason=figure.reason, document_sha256=report.sha256, file="a.html",
        title=None, page=None, box=None, confidence=None, char_start=figure.char_start, char_end=figure.char_end,
        value_text=figure.value_text, quote=figure.quote, quote_start=quote_start(report.text, figure),
        n_documents=n_documents,
    )  # fmt: skip


def pasted(waiting: Waiting) -> Ignore:
    """The printed line as a person would paste it, with the two blanks filled in."""
    line = yaml_line(decision(waiting, TODAY, "ignore", "vi")).replace('reason: ""', "reason: looked at")
    [entry] = yaml.safe_load(line.replace('decided_by: ""', "decided_by: desk"))
    return Ignore(**entry)


def test_the_line_is_plain_yaml_with_the_numeral_in_quotation_marks() -> None:
    report = document(("paragraph", "Phòng đọc đang trưng bày 12 sổ hộ tịch cũ."))
    [figure] = extract_with(report, CONTEXT, load_reference(), []).extraction.unread
    waiting = item(figure, report)
    assert waiting.marked == "Phòng đọc đang trưng bày «12» sổ hộ tịch cũ."
    assert yaml_line(decision(waiting, TODAY, "ignore", "vi")) == (
        '- {month: 2024-10, quote: "Phòng đọc đang trưng bày 12 sổ hộ tịch cũ.", value_text: "12", reason: "", '
        'decided_by: "", decided_on: 2026-06-15}'
    )
    as_figure = yaml.safe_load(yaml_line(decision(waiting, TODAY, "correction", "vi")))[0]
    assert as_figure["supply"] == {"indicator": "", "ref_area": "VN", "obs_value": 12}
    of_several = decision(item(figure, report, n_documents=2), TODAY, "ignore", "vi")
    assert report.sha256.startswith(of_several["document"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["12", "7", "12,5", "1.012", "120"]), min_size=1, max_size=6), st.integers(0, 3))
def test_pasting_a_line_decides_that_numeral_and_no_other(numbers: Sequence[str], spread: int) -> None:
    """However often a sentence repeats a number, and however long it is."""
    filler = " cũ và mới" * (spread * 4)
    text = "Phòng đọc đang trưng bày " + f"{filler}, rồi ".join(f"{number} sổ hộ tịch" for number in numbers) + "."
    report = document(("paragraph", text))
    plain = extract_with(report, CONTEXT, load_reference(), []).extraction
    for figure in [figure for figure in plain.unread if figure.reason == "unknown"]:
        waiting = item(figure, report)
        start = waiting.place
        assert start is not None and waiting.quote[slice(*start)] == figure.value_text
        entry = pasted(waiting)
        result = extract_with(report, CONTEXT, load_reference(), [entry])
        assert result.bites == {entry}
        changed = {(f.char_start, f.char_end) for f in set(plain.unread) ^ set(result.extraction.unread)}
        assert (figure.char_start, figure.char_end) in changed
        # Only where the report says the same again, word for word, beyond what a review shows of a sentence.
        assert len(changed) == 1 or report.text.count(entry.quote) > 1


@given(st.text(alphabet="ab 1.,\n", max_size=400), st.integers(0, 60))
def test_the_part_of_a_sentence_always_holds_the_numeral(around: str, at: int) -> None:
    quote = f"{around[:at]} 48 {around[at:]}"
    place = next(p for p in numeral_places(quote, "48"))
    part, occurrence = part_of(quote, place)
    places = numeral_places(part, "48")
    assert len(places) >= (occurrence or 1)
    assert occurrence is None or len(places) > 1


@pytest.mark.parametrize("value_text", [None, "14"])
def test_a_refused_row_names_the_figure_it_would_have_been(value_text: str | None) -> None:
    quote = "Đã có 14 địa phương hoàn thành."
    refused = Waiting(
        "office", "2024-10", "refused", "ab" * 32, "a.html", None, None, None, None, 5, 5 + len(quote), value_text,
        quote, 5, indicator="civil_status.localities_completed", ref_area="VN", why="interval_holds_value",
    )  # fmt: skip
    entry = decision(refused, TODAY, "correction", "vi")
    assert entry["was"] == {"indicator": "civil_status.localities_completed", "ref_area": "VN"}
    assert entry["set"] == ({"obs_value": 14.0} if value_text else {})
    assert "«14»" in refused.marked or value_text is None
