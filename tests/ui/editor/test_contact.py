"""The contact of one draft is offered to the next, and taken with one undo."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.ui.editor import contact
from app.ui.session import DraftSession
from tests.ui.conftest import OpenSession
from tests.ui.editor.conftest import Edit, settle


def keep(open_session: OpenSession, answers: dict[str, Any], *, practice: bool = False) -> None:
    session: DraftSession = open_session(answers, practice=practice)
    contact.remember(session)


def test_it_is_taken_over_with_one_undo(
    edit: Edit, open_session: OpenSession, complete: dict[str, Any]
) -> None:
    keep(open_session, complete)
    page = edit({}, "contact")
    (take,) = page.findChildren(QPushButton, "button:take-contact")
    assert take.isVisible()
    take.setFocus()
    QTest.keyClick(take, Qt.Key.Key_Space)
    settle()
    asked = contact.questions(page._session.call)
    assert asked
    for key in asked:
        assert page._session.answer(key) == complete.get(key)
    assert not take.isVisible()
    page._session.undo()
    assert not any(page._session.answer(key) for key in asked)
    assert take.isVisible()


def test_whoever_has_begun_is_not_asked(
    edit: Edit, open_session: OpenSession, complete: dict[str, Any]
) -> None:
    keep(open_session, complete)
    page = edit({"contact.person": "主任"}, "contact")
    (take,) = page.findChildren(QPushButton, "button:take-contact")
    assert not take.isVisible()


def test_a_sample_is_nobodys_contact(
    edit: Edit, open_session: OpenSession, complete: dict[str, Any]
) -> None:
    keep(open_session, complete, practice=True)
    page = edit({}, "contact")
    (take,) = page.findChildren(QPushButton, "button:take-contact")
    assert not take.isVisible()
