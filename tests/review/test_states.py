"""The states of the task list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.calls.models import Call
from app.drafts.draft import Draft
from app.drafts.route import route
from app.review.engine import review
from app.review.states import SectionState, progress, section_states
from tests.review.conftest import BEFORE

SUPPLEMENT = [{"name": "資料.pdf", "sha256": "0" * 64, "size": 1}]
CONTACT = ("contact.department", "contact.person", "contact.telephone", "contact.email")


@pytest.mark.parametrize(
    ("changes", "state", "label"),
    [
        (dict.fromkeys(CONTACT), SectionState.NOT_STARTED, "未入力"),
        ({"contact.email": None}, SectionState.IN_PROGRESS, "入力中"),
        ({"contact.email": "dx@"}, SectionState.NEEDS_WORK, "要修正"),
        ({}, SectionState.DONE, "完了"),
    ],
)
def test_a_section_is_as_far_as_its_answers(
    call: Call, draft_of: Callable[..., Draft], changes: Any, state: SectionState, label: str
) -> None:
    draft = draft_of(changes)
    way = route(call, draft, BEFORE)
    states = section_states(call, draft, review(call, draft, BEFORE), way)
    assert states["contact"] is state
    assert state.label == label


def test_a_section_that_may_stay_empty_says_so(call: Call, draft_of: Callable[..., Draft]) -> None:
    for files, state in (([], SectionState.OPTIONAL), (SUPPLEMENT, SectionState.DONE)):
        draft = draft_of({"supplements.files": files})
        way = route(call, draft, BEFORE)
        states = section_states(call, draft, review(call, draft, BEFORE), way)
        assert states["supplements"] is state
    assert SectionState.OPTIONAL.label == "任意"


def test_progress_counts_what_should_be_answered(
    call: Call, draft_of: Callable[..., Draft]
) -> None:
    whole, less = draft_of(), draft_of({"contact.email": None})
    answered, asked = progress(call, whole, route(call, whole, BEFORE))
    assert answered == asked
    assert progress(call, less, route(call, less, BEFORE)) == (answered - 1, asked)
