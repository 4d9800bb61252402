from __future__ import annotations

from datetime import date

from pipeline.risk.replans import Replans, replans_of, stated_dates
from tests.risk.makers import promise


def test_a_promise_dated_anew_slips_and_a_higher_target_is_another_promise() -> None:
    first = promise(commitment="campaign", deadline=date(2025, 11, 30), deadline_kind="by", stated_on=date(2025, 8, 31))
    again = promise(commitment="anew", deadline=date(2026, 3, 1), deadline_kind="before", stated_on=date(2025, 12, 18))
    higher = promise(commitment="more", target_share=0.8, stated_on=date(2025, 1, 1))
    known = stated_dates([again, first, higher])
    assert replans_of(first, known) == replans_of(again, known) == Replans(90, 2)
    assert replans_of(higher, known) == Replans(0, 1)
    assert replans_of(first, stated_dates([first])) == Replans(0, 1)


def test_an_assumed_date_is_nobodys_statement() -> None:
    ours = promise(deadline_basis="assumed")
    theirs = promise(deadline=date(2025, 3, 12), deadline_basis="own_promise")
    known = stated_dates([ours, theirs])
    assert replans_of(ours, known) == Replans(None, 0)
    assert replans_of(theirs, known) == Replans(0, 1)


def test_a_date_of_another_body_is_no_slip() -> None:
    first = promise(stated_by="Bộ A", deadline=date(2025, 11, 30), stated_on=date(2025, 8, 31))
    other = promise(commitment="other", stated_by="Bộ B", deadline=date(2026, 3, 1), stated_on=date(2025, 12, 18))
    known = stated_dates([first, other])
    assert replans_of(first, known) == replans_of(other, known) == Replans(0, 1)
