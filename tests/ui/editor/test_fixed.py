"""What the call fixes itself stands above the schedule, and nowhere else."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QLabel

from app.ui.editor.fixed import milestones_for
from tests.ui.editor.conftest import Edit


def test_the_schedule_shows_the_calls_own_milestones(edit: Edit, complete: dict[str, Any]) -> None:
    page = edit(complete, "schedule")
    frame = page.findChild(QFrame, "milestones:schedule.table")
    assert frame is not None
    assert frame.isVisible()
    words = [label.text() for label in frame.findChildren(QLabel)]
    for milestone in page._session.call.milestones:
        assert {milestone.label, milestone.shown} <= set(words)


def test_no_other_question_shows_them(edit: Edit) -> None:
    call = edit()._session.call
    shown = [q.id for q in call.questions.values() if milestones_for(call, q)]
    assert shown == ["schedule.table"]
