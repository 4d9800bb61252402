"""The one sentence at the top: how many promises stand where, as known in the month.

Holds the counting and the sentence in both languages. Keeps out: single commitments.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.publish.report.calls import AT_RISK, Call, CallGroup, band_counts
from pipeline.publish.report.words import Text

_PARTS = (
    (AT_RISK, Text("có nguy cơ trễ hạn", "at risk of being late")),
    (("missed",), Text("đã trễ hạn", "missed")),
    (("overdue_unconfirmed",), Text("đã quá hạn mà chưa ai xác nhận kết quả", "overdue with no result confirmed")),
    (("grey",), Text("chưa đủ dữ liệu để nói", "without enough evidence to say")),
    (("green",), Text("đúng hạn", "on track")),
    (("done",), Text("đã đạt", "done")),
)


def headline(entries: Sequence[Call | CallGroup]) -> Text:
    """ "Trong 14 cam kết: 2 có nguy cơ trễ hạn, 3 đã đạt."

    Commitments asked of every province are counted only when there is nothing else: 63 rows would drown 14.
    """
    counts = band_counts(entries) or band_counts(
        [call for e in entries if isinstance(e, CallGroup) for call in e.members]
    )
    total = sum(counts.values())
    if not total:
        return Text("Chưa có cam kết nào được theo dõi.", "No commitment is followed yet.")
    said = [(sum(counts[band] for band in bands), phrase) for bands, phrase in _PARTS]
    vi = ", ".join(f"{n} {phrase.vi}" for n, phrase in said if n)
    en = ", ".join(f"{n} {phrase.en}" for n, phrase in said if n)
    plural = "s" if total > 1 else ""
    return Text(f"Trong {total} cam kết: {vi}.", f"Of {total} commitment{plural}: {en}.")
