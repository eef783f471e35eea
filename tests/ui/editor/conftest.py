"""The editor in a window as large as on an office display, and how a person works in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.drafts.supplements import SupplementFolder
from app.review.finding import Finding
from app.ui.editor.page import EditorPage
from app.ui.office import DraftOffice
from app.ui.slices import Slices
from tests.ui.conftest import Answers, OpenSession

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
Edit = Callable[..., EditorPage]


@pytest.fixture
def edit(
    qtbot: QtBot, open_session: OpenSession, person: Answers, tmp_path: Path
) -> Callable[..., EditorPage]:
    """`edit(answers, section)` is the editor of a draft with these answers."""

    def made(answers: dict[str, Any] | None = None, section: str = "") -> EditorPage:
        session = open_session(answers, practice=True)
        page = EditorPage(
            session,
            supplements=SupplementFolder(tmp_path / "supplements"),
            dialogs=person,
            office=DraftOffice(session, session._clock),
        )
        qtbot.addWidget(page)
        page.resize(1366, 648)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        if section:
            page.show_section(section)
        settle()
        return page

    return made


def settle() -> None:
    """Let the page take its shape."""
    _turn()
    while any(
        slices.busy
        for window in QApplication.topLevelWidgets()
        for slices in window.findChildren(Slices)
    ):
        QApplication.processEvents()
    _turn()


def _turn() -> None:
    for _ in range(5):
        QApplication.processEvents()


def inner(page: EditorPage, name: str) -> Any:
    """The widget of the present section with this object name."""
    assert page.page is not None
    (found,) = page.page.findChildren(QWidget, name)
    return found


def field(page: EditorPage, question: str) -> Any:
    return inner(page, f"field:{question}")


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    QTest.keyClick(focused, key, held)
    settle()


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def told(page: EditorPage, question: str) -> list[Finding]:
    """The findings that stand beside a question on the page."""
    assert page.page is not None
    box = page.page.boxes[question]
    return list(box.notices.shown) if box.notices.isVisible() else []


def height_of(page: EditorPage, widget: QWidget) -> int:
    """Where a widget stands on the screen, from the top of the editor."""
    return widget.mapTo(page, widget.rect().topLeft()).y()
