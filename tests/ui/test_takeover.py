"""Answers of an earlier draft are taken over question by question, as one step of undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from app.calls.loader import Shelf
from app.calls.models import Call
from app.drafts.draft import Change
from app.ui.compare.dialog import ChoicesDialog
from app.ui.main_window import MainWindow
from app.ui.takeover import matching
from app.ui.takeover.dialog import SourceDialog, sources, take_over
from tests.ui.conftest import Answers
from tests.ui.memory_store import MemoryStore


@pytest.fixture
def window(
    window: MainWindow, store: MemoryStore, call: Call, complete: dict[str, Any]
) -> MainWindow:
    """A draft that is hardly begun, and an earlier one that is complete."""
    store.create(call.id, call.version, "前回の応募", answers=complete)
    uid = store.create(call.id, call.version, "今回", answers={"contact.person": "主任"}).uid
    window.open_draft(uid)
    return window


def test_what_is_empty_here_is_chosen_and_what_is_answered_stays(
    window: MainWindow, complete: dict[str, Any]
) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, SourceDialog):
            QTimer.singleShot(0, answer)
            dialog.accept()
        elif isinstance(dialog, ChoicesDialog):
            dialog.accept()
        else:
            QTimer.singleShot(10, answer)

    QTimer.singleShot(0, answer)
    take_over(window)
    session = window.session
    assert session is not None
    assert session.answer("contact.person") == "主任"
    assert session.answer("overview.summary") == complete["overview.summary"]
    assert session.answer("contact.email") == complete["contact.email"]
    undo = window.banners.findChild(QPushButton, "button:undo-takeover")
    undo.click()
    assert session.answer("overview.summary") is None
    assert session.answer("contact.person") == "主任"


def test_answers_of_sections_that_the_rest_opens_come_along(
    window: MainWindow, shelf: Shelf, complete: dict[str, Any]
) -> None:
    session = window.session
    assert session is not None
    assert not session.route.asks("step2.situation")
    (source,) = sources(session, shelf.calls)
    taken = {found.question.id: found.value for found in source.answers}
    assert taken["step2.situation"] == complete["step2.situation"]
    session.apply([Change("answer", name, value) for name, value in taken.items()])
    assert sources(session, shelf.calls) == []


def test_declarations_are_made_anew(window: MainWindow, shelf: Shelf) -> None:
    assert window.session is not None
    (source,) = sources(window.session, shelf.calls)
    types = {found.question.type for found in source.answers}
    assert types
    assert "acknowledgement" not in types


def test_another_call_gives_by_group_and_label(
    window: MainWindow, call: Call, complete: dict[str, Any], store: MemoryStore
) -> None:
    session = window.session
    assert session is not None
    other = call.model_copy(update={"id": "another-call"})
    earlier = store.load(next(d.uid for d in store.drafts() if d.title == "前回の応募"))
    asked = {question.id for question in session.route.questions()}
    found = matching.offered(call, session.draft, asked, other, earlier)
    assert {f.question.id: f.value for f in found}["contact.email"] == complete["contact.email"]


def test_without_an_earlier_draft_it_says_so(
    window: MainWindow, person: Answers, store: MemoryStore
) -> None:
    for draft in store.drafts():
        if window.session is not None and draft.uid != window.session.uid:
            store.trash(draft.uid)
    take_over(window)
    assert "ほかにありません" in person.told[-1]
