"""The office's own dates on the way to the deadline."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review import milestones
from app.review.milestones import Milestone

TODAY = date(2025, 4, 7)


@pytest.mark.parametrize(
    ("day", "done", "text"),
    [
        (date(2025, 4, 9), False, "係長確認　令和７年４月９日（水）まで（あと２日）"),
        (date(2025, 4, 7), False, "係長確認　令和７年４月７日（月）まで（本日まで）"),
        (date(2025, 4, 4), False, "係長確認　令和７年４月４日（金）まで（３日過ぎています）"),
        (date(2025, 4, 4), True, "係長確認　令和７年４月４日（金）まで（済み）"),
    ],
)
def test_in_words(day: date, done: bool, text: str) -> None:
    assert Milestone("係長確認", day, done).text(TODAY) == text


def test_what_is_done_or_due_today_is_not_overdue() -> None:
    late = Milestone("決裁", date(2025, 4, 6))
    found = [late, Milestone("確認", TODAY), Milestone("相談", date(2025, 4, 1), done=True)]
    assert milestones.overdue(found, TODAY) == (late,)


@given(st.lists(st.builds(Milestone, st.just("決裁"), st.dates(), st.booleans())))
def test_what_is_remembered_is_read_again(some: list[Milestone]) -> None:
    assert milestones.read(milestones.stored(some)) == milestones.in_order(some)


@pytest.mark.parametrize("broken", [None, "x", 3, {}, [1], [{"name": "x"}], [{"day": "x"}]])
def test_what_cannot_be_understood_is_left_out(broken: object) -> None:
    assert milestones.read(broken) == ()
