"""Steps of one piece of work stand in one line of the history."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafts.contract import Revision
from app.environment import JST
from app.ui.history.episodes import PAUSE, episodes

NOON = datetime(2025, 4, 7, 12, 0, tzinfo=JST)
TEXT = ("overview.summary",)


def step(
    number: int, minutes: float = 0, who: str = "係員", note: str = "", **more: object
) -> Revision:
    at = NOON + timedelta(minutes=minutes)
    return Revision(number, at, who, note, more.get("keys", TEXT), int(str(more.get("merged", 0))))  # type: ignore[arg-type]


def spans(*revisions: Revision) -> list[tuple[int, int]]:
    """First and last number of each episode; the revisions are given from the oldest on."""
    found = episodes(reversed(revisions))
    return [(one.first.number, one.last.number) for one in reversed(found)]


def test_a_text_typed_in_steps_is_one() -> None:
    assert spans(step(2), step(3, 1), step(4, 5)) == [(2, 4)]


@pytest.mark.parametrize(
    "other",
    [
        step(3, 1, who="係長"),
        step(3, 1, keys=("contact.person",)),
        step(3, 1, note="係長確認済"),
        step(3, 1, merged=2),
        step(3, PAUSE.total_seconds() / 60 + 1),
    ],
)
def test_another_author_question_name_or_time_is_another(other: Revision) -> None:
    assert spans(step(2), other) == [(2, 2), (3, 3)]


def test_the_beginning_of_the_draft_stands_for_itself() -> None:
    assert spans(step(1), step(2)) == [(1, 1), (2, 2)]


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from("ab"), st.sampled_from(["", "済"]))))
def test_no_revision_is_left_out(drawn: list[tuple[int, str, str]]) -> None:
    made, minutes = [], 0
    for number, (pause, who, note) in enumerate(drawn, 1):
        minutes += pause
        made.append(step(number, minutes, who, note))
    covered = [n for first, last in spans(*made) for n in range(first, last + 1)]
    assert covered == list(range(1, len(made) + 1))
    named = [one for one in episodes(reversed(made)) if one.last.note or one.first.note]
    assert all(one.first is one.last for one in named)
